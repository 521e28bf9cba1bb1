"""Our head around Gradio's page: language, title, style and script of our own, nobody else's addresses. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

from assistant.ui.html import el, join
from assistant.ui.texts import both, say
from knowledge.text.personal import MASK, PERSONAL_NUMBERS

STATIC = Path(__file__).parent / "static"
FILES = {
    **dict.fromkeys(("ieum.css", "paths.css", "doors.css", "uploads.css"), "text/css"),
    **dict.fromkeys(("ieum.js", "paths.js", "doors.js", "resume_file.js", "staff.js"), "text/javascript"),
    "icon.svg": "image/svg+xml",
}
_BROWSER_WORDS = (
    "act.copied",
    "act.copy_failed",
    "act.close",
    "act.cancel",
    "turn.less",
    "turn.lost",
    "turn.busy",
    "facts.title",
    "sheet.sections",
    "sheet.gone",
    "keep.sure",
    "keep.sure_sub",
    "keep.sure_yes",
    "keep.over",
    "keep.over_sub",
    "keep.over_yes",
    "resume_file.here",
    "resume_file.reading",
    "resume_file.found",
    "resume_file.kept",
    "resume_file.choose",
    "resume_file.take",
    "resume_file.leave",
    "resume_file.drop",
    "resume_file.taken",
    "resume_file.refused",
    "resume_file.again",
    "resume_file.too_big",
)
_ADDRESS = r"[\w.+-]+@"
_FOREIGN = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*/>', re.S)


def shape(path: str, html: str, nonce: str) -> str:
    """Gradio's HTML as ours: its advertising tags out, our head in, its inline scripts allowed by the nonce.

    Other HTML (the login, an opened record) passes as it is. The page's data can't hold a script tag of its own:
    Gradio writes ``<`` as an escape there.
    """
    if "window.gradio_config" not in html:
        return html
    html = html.replace("<script", f'<script nonce="{nonce}"')
    html = _FOREIGN.sub("", html).replace('lang="en"', 'lang="ko"', 1)
    staff = path.startswith("/staff")
    html = html.replace("</head>", f"{head(staff=staff)}</head>", 1)
    return html if staff else html.replace("<gradio-app", f"{splash()}<gradio-app", 1)


@cache
def head(*, staff: bool) -> Markup:
    """What our pages add to the head. The script reads the number patterns and its words from the two meta tags."""
    common = look(up="../" if staff else "")
    if staff:
        drop = el("script", src="../" + asset("staff.js"), defer=True)
        return join(common, el("link", rel="stylesheet", href="../" + asset("uploads.css")), drop)
    return join(
        common,
        el("meta", name="description", content=say("app.tag", "ko")),
        el("meta", name="ieum-masks", content=json.dumps({"mask": MASK, "patterns": browser_patterns()})),
        el("meta", name="ieum-words", content=json.dumps({key: both(key) for key in _BROWSER_WORDS})),
        el("link", rel="stylesheet", href=asset("paths.css")),
        el("link", rel="stylesheet", href=asset("doors.css")),
        el("link", rel="stylesheet", href=asset("uploads.css")),
        el("script", src=asset("ieum.js"), defer=True),
        el("script", src=asset("paths.js"), defer=True),
        el("script", src=asset("doors.js"), defer=True),
        el("script", src=asset("resume_file.js"), defer=True),
    )


def look(*, up: str) -> Markup:
    """Icon and style sheet; `up` leads from the page to the root."""
    return join(
        el("meta", name="color-scheme", content="light dark"),
        el("link", rel="icon", type="image/svg+xml", href=up + asset("icon.svg")),
        el("link", rel="stylesheet", href=up + asset("ieum.css")),
    )


def splash() -> Markup:
    """What stands there while the page's own code loads."""
    return el("div", el("span", say("app.name", "ko"), cls="logo"), el("p", say("app.loading", "ko")), id="splash")


def asset(name: str) -> str:
    """The address of one of our files, changing with its content so that browsers may keep it."""
    return f"ieum/{name}?v={_digest(name)}"


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]


def browser_patterns() -> list[str]:
    """The patterns of personal numbers as JavaScript reads them (flags ``gu``), so both sides mask alike."""
    return [_for_browser(pattern.pattern) for pattern, _ in PERSONAL_NUMBERS]


def _for_browser(pattern: str) -> str:
    if pattern.startswith(_ADDRESS):
        # An address begins where its characters begin: without this a long text is read anew from every letter.
        pattern = rf"(?<!{_ADDRESS.removesuffix('+@')}){pattern}"
    return pattern.replace(r"\w", r"\p{L}\p{N}_").replace(r"\d", r"\p{Nd}")
