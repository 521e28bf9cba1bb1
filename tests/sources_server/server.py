"""The server: which path is whose, what goes wrong on the way, and what arrived.

    with SourcesServer() as server:
        server.trap("broken", since=2)      # from the second answer on
        client(base_url=server.url)

Traps of the wire work on any service; those of paging (`repeat`, `no_total`, `cut`) are the services' own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.loopback import Loopback

Params = dict[str, str]
BLOCK_PAGE = "<html><head><title>접근 차단</title></head><body>허용되지 않은 주소예요 (예시)</body></html>"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a service answers."""

    body: bytes
    type: str = "application/xml;charset=UTF-8"
    status: int = 200


def xml(text: str, status: int = 200) -> Reply:
    """An XML answer."""
    return Reply(('<?xml version="1.0" encoding="UTF-8"?>' + text).encode(), status=status)


def as_json(value: Any, type_: str = "application/json", status: int = 200) -> Reply:
    """A JSON answer."""
    return Reply(json.dumps(value, ensure_ascii=False).encode(), type_, status)


def missing() -> Reply:
    """What an address that doesn't exist gives."""
    return Reply("<!DOCTYPE html><html><body>없는 주소예요 (예시)</body></html>".encode(), "text/html", 404)


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as it arrived."""

    path: str
    params: Params
    headers: dict[str, str]


Service = Callable[["SourcesServer", Params], Reply]


class Wire(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server_of: SourcesServer

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        params = dict(parse_qsl(parts.query, keep_blank_values=True))
        seen = Seen(parts.path, params, {k.lower(): v for k, v in self.headers.items()})
        try:
            self.server_of.answer(seen, self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def reply(self, reply: Reply, headers: dict[str, str] | None = None, *, length: int | None = None) -> None:
        self.send_response(reply.status)
        self.send_header("content-type", reply.type)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(reply.body) if length is None else length))
        self.end_headers()
        self.wfile.write(reply.body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the requests are kept."""


@dataclass(slots=True)
class SourcesServer(Loopback):
    """The server; `requests` are all that arrived. `data` is what the services hold, by name of the service."""

    requests: list[Seen] = field(default_factory=list)
    data: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    modes: set[str] = field(default_factory=set)
    calls: dict[str, int] = field(default_factory=dict)
    _trap: tuple[str, int, int] = ("", 0, 0)
    _answers: int = 0

    def handler(self) -> type[Wire]:
        return type("BoundWire", (Wire,), {"server_of": self})

    def trap(self, name: str, *, since: int = 1, times: int = 10**6) -> None:
        """From answer number `since` (counted from now) on, `times` answers go wrong as `name` says."""
        self._trap, self._answers = (name, since, times), 0

    def reset(self) -> None:
        """Nothing held, nothing wrong, nothing remembered."""
        self.requests.clear()
        self.data.clear()
        self.modes.clear()
        self.calls.clear()
        self.trap("")

    def of(self, ending: str) -> list[Seen]:
        """The requests whose path ends so."""
        return [seen for seen in self.requests if seen.path.endswith(ending)]

    def answer(self, seen: Seen, wire: Wire) -> None:
        from tests.sources_server.services import SERVICES  # the services know the server

        with self._lock:
            self.requests.append(seen)
            self._answers += 1
            name, since, times = self._trap
            wrong = name if name and since <= self._answers < since + times else ""
        service = SERVICES.get(seen.path)
        if wrong in WIRE_TRAPS:
            WIRE_TRAPS[wrong](self, seen, wire, service(self, seen.params) if service else missing())
        else:
            wire.reply(service(self, seen.params) if service else missing())


Trap = Callable[[SourcesServer, Seen, Wire, Reply], None]


def _broken(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    """The answer stops in the middle of a word, and says that this was all."""
    wire.reply(Reply(reply.body[: len(reply.body) // 2], reply.type))


def _hang_up(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    wire.reply(Reply(reply.body[: len(reply.body) // 2], reply.type), length=len(reply.body))
    wire.close_connection = True


def _doctype(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    head, _mark, rest = reply.body.partition(b"?>")
    wire.reply(Reply(head + b'?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rest, reply.type))


def _slow(server: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    """A byte every twentieth of a second: no single read ever times out."""
    wire.send_response(200)
    wire.send_header("content-length", str(len(reply.body)))
    wire.end_headers()
    for byte in reply.body:
        wire.wfile.write(bytes([byte]))
        wire.wfile.flush()
        if server.closing.wait(0.05):
            return


def _slow_head(server: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    """The same before the body begins."""
    for byte in b"HTTP/1.1 200 OK\r\nx-padding: " + b"x" * 4000:
        wire.wfile.write(bytes([byte]))
        wire.wfile.flush()
        if server.closing.wait(0.05):
            return


def _silent(server: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    server.closing.wait(30)


def _huge(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    wire.reply(Reply(b" " * (9 * 2**20) + reply.body, reply.type))


def _elsewhere(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    """To another host, our query with it: following it, or logging it, gives the key away."""
    query = "&".join(f"{k}={v}" for k, v in seen.params.items())
    wire.reply(Reply(b"", status=302), {"location": f"http://127.0.0.2:9/stolen?{query}"})


def _block_page(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    wire.reply(Reply(BLOCK_PAGE.encode("euc-kr"), "text/html;charset=EUC-KR"))


def _stranger(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
    """Well formed, HTTP 200, and nothing anybody knows: no reason to think that all is gone."""
    unlike = xml("<HRDNet><notice>예시</notice></HRDNet>") if reply.body[:1] == b"<" else as_json({"notice": "예시"})
    wire.reply(unlike)


def _status(code: int, headers: dict[str, str] | None = None) -> Trap:
    def behave(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
        wire.reply(Reply(b"", status=code), headers)

    return behave


def _gateway(code: str, name: str) -> Trap:
    """The gateway of data.go.kr: XML, whatever was asked for, and HTTP 200."""
    body = (
        "<OpenAPI_ServiceResponse><cmmMsgHeader><errMsg>SERVICE ERROR</errMsg>"
        f"<returnAuthMsg>{name}</returnAuthMsg><returnReasonCode>{code}</returnReasonCode>"
        "</cmmMsgHeader></OpenAPI_ServiceResponse>"
    )

    def behave(_: SourcesServer, seen: Seen, wire: Wire, reply: Reply) -> None:
        wire.reply(xml(body))

    return behave


WIRE_TRAPS: dict[str, Trap] = {
    "broken": _broken,
    "hang_up": _hang_up,
    "doctype": _doctype,
    "slow": _slow,
    "slow_head": _slow_head,
    "silent": _silent,
    "huge": _huge,
    "redirect": _elsewhere,
    "html": _block_page,
    "stranger": _stranger,
    "empty": _status(200),
    "down": _status(503),
    "busy": _status(429, {"retry-after": "2"}),
    "away": _status(503, {"retry-after": "86400"}),
    "gateway_22": _gateway("22", "LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR"),
    "gateway_30": _gateway("30", "SERVICE_KEY_IS_NOT_REGISTERED_ERROR"),
    "gateway_03": _gateway("03", "NODATA_ERROR"),
    "gateway_05": _gateway("05", "SERVICETIMEOUT_ERROR"),
}
