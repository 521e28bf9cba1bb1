"""Services on loopback that behave as the real ones do, faults and all. Everything they hold is invented (예시)."""

from tests.sources_server.server import SourcesServer

__all__ = ["SourcesServer"]
