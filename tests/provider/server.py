"""An OpenAI-compatible server on a thread: chat completions (SSE, structured output, tools), embeddings, faults.

    with Provider() as provider:
        provider.say = [answer("첫 줄 [1]\\n")]      # one behaviour a request; the last one goes on
        client(base_url=provider.base_url)

Requests that ask for a `response_format` go to `understand`, those with `tools` to `tool`, the others to `say`.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from tests.loopback import Loopback

KEY = "sk-loopback-0123456789abcdef"
DIMS = 64


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it arrived."""

    at: float
    cpu: float  # seconds of this process when it arrived
    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def purpose(self) -> str:
        if self.path.endswith("/embeddings"):
            return "embed"
        if self.body.get("tools"):
            return "tool"
        return "understand" if self.body.get("response_format") else "say"

    @property
    def words(self) -> str:
        """Everything that was sent to be read."""
        return json.dumps(self.body, ensure_ascii=False)


class Wire(BaseHTTPRequestHandler):
    """One connection; behaviours write through it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    provider: Provider
    request_body: dict[str, Any]

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers.get("content-length", 0)))
        cpu = time.process_time()
        headers = {k.lower(): v for k, v in self.headers.items()}
        request = Request(time.monotonic(), cpu, self.path, headers, json.loads(raw))
        self.request_body = request.body
        try:
            self.provider.take(request)(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client gave up: that is what deadlines are for

    def do_GET(self) -> None:
        self.json({"object": "list", "data": [{"id": "loopback", "object": "model"}]})

    def json(self, value: Any, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.raw(json.dumps(value, ensure_ascii=False).encode(), status, headers)

    def raw(self, body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/json")
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()

    def event(self, value: Any) -> None:
        self.bytes(f"data: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}\n\n".encode())

    def bytes(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def end_stream(self) -> None:
        self.event("[DONE]")
        self.wfile.write(b"0\r\n\r\n")
        self.wfile.flush()

    def cut(self) -> None:
        self.close_connection = True
        self.connection.close()

    def pause(self, seconds: float) -> None:
        self.provider.closing.wait(seconds)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: the requests are kept."""


Behaviour = Callable[[Wire], None]


@dataclass(slots=True)
class Provider(Loopback):
    """The server; `requests` are all that arrived, oldest first."""

    say: list[Behaviour] = field(default_factory=list)
    understand: list[Behaviour] = field(default_factory=list)
    tool: list[Behaviour] = field(default_factory=list)
    embed: list[Behaviour] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def handler(self) -> type[Wire]:
        return type("BoundWire", (Wire,), {"provider": self})

    @property
    def base_url(self) -> str:
        return f"{self.url}/v1"

    def take(self, request: Request) -> Behaviour:
        with self._lock:
            self.requests.append(request)
            queue: list[Behaviour] = getattr(self, request.purpose)
            if len(queue) > 1:
                return queue.pop(0)
            return queue[0] if queue else _DEFAULTS[request.purpose]

    def of(self, purpose: str) -> list[Request]:
        """The requests of one purpose."""
        return [r for r in self.requests if r.purpose == purpose]

    def reset(self) -> None:
        """Forgets requests and behaviours."""
        self.requests.clear()
        for queue in (self.say, self.understand, self.tool, self.embed):
            queue.clear()


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": finish}
    return {"id": "c-1", "object": "chat.completion.chunk", "created": 1, "model": "loopback", "choices": [choice]}


def _usage(wire: Wire, text: str) -> dict[str, int]:
    sent = sum(len(str(m.get("content") or "")) for m in wire.request_body.get("messages", []))
    return {"prompt_tokens": sent // 3, "completion_tokens": len(text) // 3, "total_tokens": (sent + len(text)) // 3}


def _speak(wire: Wire, text: str, size: int = 9) -> None:
    wire.begin_stream()
    wire.event(_chunk({"role": "assistant", "content": ""}))
    for at in range(0, len(text), size):
        wire.event(_chunk({"content": text[at : at + size]}))


def answer(text: str, *, finish: str = "stop", usage: bool = True) -> Behaviour:
    """A whole answer: streamed if asked for as a stream, else as one message."""

    def behave(wire: Wire) -> None:
        if not wire.request_body.get("stream"):
            message = {"role": "assistant", "content": text, "refusal": None}
            choice = {"index": 0, "message": message, "finish_reason": finish}
            whole = {"id": "c-1", "object": "chat.completion", "created": 1, "model": "loopback", "choices": [choice]}
            wire.json(whole | ({"usage": _usage(wire, text)} if usage else {}))
            return
        _speak(wire, text)
        wire.event(_chunk({}, finish))
        if usage:
            wire.event(_chunk({}) | {"choices": [], "usage": _usage(wire, text)})
        wire.end_stream()

    return behave


def structured(value: Any) -> Behaviour:
    """An answer that is this value as JSON."""
    return answer(json.dumps(value, ensure_ascii=False))


def calls(*tools: tuple[str, dict[str, Any]]) -> Behaviour:
    """A message that calls tools."""

    def behave(wire: Wire) -> None:
        made = [
            {"id": f"call-{i}", "index": i, "type": "function", "function": {"name": n, "arguments": json.dumps(a)}}
            for i, (n, a) in enumerate(tools)
        ]
        if wire.request_body.get("stream"):
            wire.begin_stream()
            wire.event(_chunk({"role": "assistant", "tool_calls": made}))
            wire.event(_chunk({}, "tool_calls"))
            wire.end_stream()
            return
        message = {"role": "assistant", "content": None, "tool_calls": made}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls"}
        wire.json({"id": "c", "object": "chat.completion", "created": 1, "model": "m", "choices": [choice]})

    return behave


def fails(
    status: int, *, retry_after: str = "", message: str = "no", headers: dict[str, str] | None = None
) -> Behaviour:
    """An error status; the body repeats the key that came, as some servers do."""

    def behave(wire: Wire) -> None:
        sent = wire.headers.get("authorization", "")
        extra = {"retry-after": retry_after} if retry_after else {}
        error = {"message": f"{message} ({sent})", "type": "error", "code": str(status)}
        wire.json({"error": error}, status, {**(headers or {}), **extra})

    return behave


def stalls(before: str = "", seconds: float = 60.0) -> Behaviour:
    """Nothing, not even headers, for a long time; with `before`, words first and then silence."""

    def behave(wire: Wire) -> None:
        if before:
            _speak(wire, before)
        wire.pause(seconds)
        wire.cut()

    return behave


def drips(text: str, every: float = 1.0) -> Behaviour:
    """One byte at a time, so that no read ever times out."""

    def behave(wire: Wire) -> None:
        wire.begin_stream()
        event = f"data: {json.dumps(_chunk({'content': text}), ensure_ascii=False)}\n\n".encode()
        for byte in event:
            if wire.provider.closing.is_set():
                return
            wire.bytes(bytes([byte]))
            wire.pause(every)

    return behave


def cuts(text: str) -> Behaviour:
    """Words, and then the connection is gone."""

    def behave(wire: Wire) -> None:
        _speak(wire, text)
        wire.cut()

    return behave


def ends_early(text: str) -> Behaviour:
    """Words, and then the stream ends properly but unfinished."""

    def behave(wire: Wire) -> None:
        _speak(wire, text)
        wire.wfile.write(b"0\r\n\r\n")
        wire.wfile.flush()

    return behave


def garbles(before: str = "") -> Behaviour:
    """JSON that isn't."""

    def behave(wire: Wire) -> None:
        if not wire.request_body.get("stream"):
            wire.raw(b'{"id": "c-1", "choices": [{"mess')
            return
        _speak(wire, before)
        wire.event('{"id": "c-1", "choices": [{"delta": {"content": "x')
        wire.end_stream()

    return behave


def errs_inside(before: str = "") -> Behaviour:
    """An error in the middle of a stream that began well."""

    def behave(wire: Wire) -> None:
        _speak(wire, before)
        wire.event({"error": {"message": "overloaded", "type": "server_error", "code": 500}})
        wire.end_stream()

    return behave


def redirects(to: str) -> Behaviour:
    """Another place to send everything to."""
    return lambda wire: wire.json({}, 307, {"location": to})


def embeds(*, base64: bool = False, dims: int = DIMS) -> Behaviour:
    """Vectors in which texts that share letters pairs are near."""

    def behave(wire: Wire) -> None:
        texts = wire.request_body["input"]
        data = [{"object": "embedding", "index": i, "embedding": vector(t, dims)} for i, t in enumerate(texts)]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        wire.json({"object": "list", "data": data, "model": "loopback", "usage": usage})

    return behave


def vector(text: str, dims: int = DIMS) -> list[float]:
    """Hashed letter pairs, unit length."""
    out = [0.0] * dims
    plain = "".join(text.lower().split())
    for pair in (plain[i : i + 2] for i in range(max(1, len(plain) - 1))):
        out[int.from_bytes(hashlib.blake2b(pair.encode(), digest_size=4).digest()) % dims] += 1.0
    size = math.sqrt(sum(x * x for x in out)) or 1.0
    return [x / size for x in out]


def messages_of(request: Request) -> Sequence[dict[str, Any]]:
    """The messages of a chat request."""
    found: list[dict[str, Any]] = request.body["messages"]
    return found


# A model that hears nothing new and adds one harmless line.
NOTHING_HEARD = {
    "wants": [], "families": [], "programmes": [], "topics": [], "query": "", "facts": [],
    "regions": [], "skills": [], "occupations": [],
}  # fmt: skip
_DEFAULTS: dict[str, Behaviour] = {
    "say": answer("자세한 내용은 아래에 정리했어요.\n"),
    "understand": structured(NOTHING_HEARD),
    "tool": answer("done"),
    "embed": embeds(),
}


def labelled(text: str) -> Behaviour:
    """An answer in which `{words}` becomes the label of the evidence line that holds the words."""

    def behave(wire: Wire) -> None:
        evidence = str(wire.request_body["messages"][-1]["content"])

        def label(gap: re.Match[str]) -> str:
            found = re.search(r"^\[(\d+)\][^\n]*" + re.escape(gap[1]), evidence, re.M)
            assert found, f"{gap[1]!r} isn't in the evidence:\n{evidence}"
            return f"[{found[1]}]"

        answer(re.sub(r"\{([^{}]*)\}", label, text))(wire)

    return behave
