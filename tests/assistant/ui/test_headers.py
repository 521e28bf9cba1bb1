"""What surrounds a response: unknown paths, large bodies, headers, and the shape of the page."""

from __future__ import annotations

import re

import pytest
from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient

from assistant.ui.headers import MAX_BODY, Surround
from assistant.ui.request import page_language
from assistant.ui.shell import FILES, STATIC, browser_patterns, shape
from knowledge.text.personal import mask

PAGE = """<html lang="en"><head><meta property="og:title" content="Gradio" />
<meta name="twitter:image" content="https://elsewhere.example/x.jpg" />
<script>window.gradio_config = {"a":"\\u003cscript>"};</script></head><body><gradio-app></gradio-app></body></html>"""


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    app.get("/")(lambda: HTMLResponse(PAGE))
    app.get("/staff/")(lambda: HTMLResponse(PAGE))
    app.get("/robots.txt")(lambda: PlainTextResponse("x"))
    app.get("/gradio_api/info")(lambda: {"secret": 1})

    @app.post("/gradio_api/queue/join")
    async def join(request: Request) -> int:
        return len(await request.body())

    app.add_middleware(Surround, shape=shape, divert=lambda r: "/" if r.url.path == "/staff/" else None)
    return TestClient(app, follow_redirects=False)


def test_every_response_is_guarded(client: TestClient) -> None:
    for path in ("/", "/robots.txt", "/nothing"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "frame-ancestors 'none'" in policy
        assert "default-src 'none'" in policy
        assert "http" not in policy.replace("https", "http").split("default-src")[1]  # no host but our own
        assert headers["x-frame-options"] == "DENY"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_scripts_carry_a_fresh_nonce(client: TestClient) -> None:
    nonces = set()
    for _ in range(2):
        reply = client.get("/")
        found = re.search(r"'nonce-([^']+)'", reply.headers["content-security-policy"])
        assert found
        assert set(re.findall(r'<script nonce="([^"]+)"', reply.text)) == {found[1]}
        assert not re.findall(r"<script(?! nonce| src=)", reply.text)  # ours come from a file, Gradio's are inline
        nonces.add(found[1])
    assert len(nonces) == 2


def test_the_page_is_ours(client: TestClient) -> None:
    text = client.get("/").text
    assert 'lang="ko"' in text
    assert "elsewhere.example" not in text
    assert "og:title" not in text
    assert 'href="ieum/ieum.css?v=' in text


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/info",
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/proxy=http://x",
        "/gradio_api/vibe-code",
        "/gradio_api/runs",
        "/gradio_api/call/ask",
        "/monitoring",
        "/openapi.json",
        "/docs",
        "/staff/gradio_api/info",
        "/gradio_api/run/other",
    ],
)
def test_what_the_pages_do_not_need_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_large_bodies_are_refused(client: TestClient) -> None:
    assert client.post("/gradio_api/queue/join", content=b"x" * 1000).json() == 1000
    assert client.post("/gradio_api/queue/join", content=b"x" * (MAX_BODY + 1)).status_code == 413


def test_a_request_can_be_diverted(client: TestClient) -> None:
    reply = client.get("/staff/")
    assert (reply.status_code, reply.headers["location"]) == (303, "/")


def test_the_browser_gets_every_pattern_of_the_server() -> None:
    patterns = browser_patterns()
    assert len(patterns) >= 8
    assert not any(r"\d" in pattern or r"\w" in pattern for pattern in patterns)
    assert mask("900101-1234567")[1]


def test_our_files_are_there_and_name_nobody_else() -> None:
    for name in FILES:
        text = (STATIC / name).read_text(encoding="utf-8")
        addresses = set(re.findall(r"https?://[^\s'\"),]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}  # a namespace, never fetched


class Asked:
    def __init__(self, query: dict[str, str], headers: dict[str, str]) -> None:
        self.query_params, self.headers = query, headers


@pytest.mark.parametrize(
    ("query", "accepts", "lang"),
    [
        ("", "ko-KR,ko;q=0.9", "ko"),
        ("", "en-US,en;q=0.9,ko;q=0.5", "en"),
        ("en", "ko", "en"),
        ("ko", "en", "ko"),
        ("", "", "ko"),
    ],
)
def test_the_page_starts_in_the_browsers_language(query: str, accepts: str, lang: str) -> None:
    asked = Asked({"lang": query} if query else {}, {"accept-language": accepts} if accepts else {})
    assert page_language(asked) == lang
