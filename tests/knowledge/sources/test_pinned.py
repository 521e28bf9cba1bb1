"""A host without a name: the one certificate it may show, and no other."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from pydantic import SecretStr

from knowledge.errors import SettingsError
from knowledge.sources.addresses import pinned_to
from knowledge.sources.errors import SourceError
from knowledge.sources.http import Limits, SourceClient
from knowledge.sources.specs import SPECS
from tests.knowledge.sources.services import StillClock
from tests.sources_server import SourcesServer
from tests.sources_server.held import sme_job
from tests.sources_server.server import Wire
from tests.sources_server.services import COMPANY

SPEC = SPECS["kosmes"]


def certificate(folder: Path, name: str) -> Path:
    """A certificate for some other host, with its key beside it."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl isn't installed, so no certificate can be made")
    made = folder / f"{name}.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={name}.example"]
    subprocess.run([*command, "-keyout", str(folder / f"{name}.key"), "-out", str(made)], check=True, capture_output=True)
    return made


@pytest.fixture
def tls(server: SourcesServer, tmp_path: Path) -> Iterator[str]:
    """The services behind TLS, with a certificate that names another host."""
    made = certificate(tmp_path, "shown")
    handler = type("BoundWire", (Wire,), {"server_of": server})
    listening = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, tmp_path / "shown.key")
    listening.socket = context.wrap_socket(listening.socket, server_side=True)
    listening.daemon_threads = True
    threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True).start()
    yield f"https://127.0.0.1:{listening.server_address[1]}"
    listening.shutdown()
    listening.server_close()


def ask(url: str, pinned: str) -> object:
    client = SourceClient(
        SPEC.service, SecretStr(COMPANY), judge=SPEC.judge, base_url=url, pinned=pinned, clock=StillClock(),
        limits=Limits(tries=1),
    )  # fmt: skip
    try:
        return client.get(SPEC.path, {**SPEC.fixed, **SPEC.paging(1, 10)})
    finally:
        client.close()


def test_only_the_pinned_certificate_is_believed(server: SourcesServer, tls: str, tmp_path: Path) -> None:
    server.data["kosmes"] = [sme_job(1)]
    assert "result" in str(ask(tls, str(tmp_path / "shown.pem")))
    for other in ("", str(certificate(tmp_path, "other"))):
        before = len(server.requests)
        with pytest.raises(SourceError) as caught:
            ask(tls, other)
        assert caught.value.kind == "unavailable"
        assert len(server.requests) == before


def test_a_bundle_or_no_certificate_is_refused(tmp_path: Path) -> None:
    one, two = certificate(tmp_path, "one"), certificate(tmp_path, "two")
    bundle = tmp_path / "bundle.pem"
    bundle.write_bytes(one.read_bytes() + two.read_bytes())
    nothing = tmp_path / "nothing.pem"
    nothing.write_text("-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n", encoding="utf-8")
    for path in (bundle, nothing, tmp_path / "missing.pem"):
        with pytest.raises(SettingsError, match="IEUM_KOSMES_CERTIFICATE"):
            pinned_to(str(path))
