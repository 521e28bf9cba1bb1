"""What a request says about its page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from knowledge.models import Lang


class Request(Protocol):
    """The part of Gradio's and Starlette's requests read here."""

    @property
    def query_params(self) -> Mapping[str, str]: ...
    @property
    def headers(self) -> Mapping[str, str]: ...


def page_language(request: Request) -> Lang:
    """The page's first language: `?lang=` if given, else the browser's first choice, else Korean."""
    asked = request.query_params.get("lang", "")
    wanted = asked or request.headers.get("accept-language", "ko")
    first = wanted.split(",")[0].strip().lower()
    return "ko" if not first or first.startswith("ko") or first == "*" else "en"
