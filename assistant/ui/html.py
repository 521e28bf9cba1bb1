"""HTML from values: every string is escaped unless it was built here. Pure.

`el("p", text, cls="lead")` gives ``<p class="lead">…</p>`` with `text` escaped, so words from records and from people
can't become markup anywhere in the pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import Markup, escape

Child = Markup | str | int | None
Attribute = str | int | bool | None

_VOID = frozenset({"input", "br", "hr", "meta", "link"})


def el(tag: str, *children: Child, **attributes: Attribute) -> Markup:
    """One element. `cls` is `class`, `data_id` `data-id`; None and False leave an attribute out, True sets it bare."""
    marks = []
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        key = "class" if name == "cls" else name.rstrip("_").replace("_", "-")
        marks.append(f" {key}" if value is True else f' {key}="{escape(str(value))}"')
    opened = f"<{tag}{''.join(marks)}>"
    if tag in _VOID:
        return Markup(opened)  # tag and attribute names are ours, values are escaped above
    return Markup(f"{opened}{join(*children)}</{tag}>")


def join(*children: Child) -> Markup:
    """Children side by side, plain strings escaped, None left out."""
    return Markup("").join(escape(child) for child in children if child is not None)


def link(url: str, text: str, **attributes: Attribute) -> Markup | None:
    """A link that opens beside the page; None unless the address is a plain http(s) one."""
    if not is_web_address(url):
        return None
    return el("a", text, href=url, target="_blank", rel="noopener noreferrer", **attributes)


def dotted(parts: Iterable[str]) -> Markup:
    """Short facts in a row, a dot between; a fact isn't broken over two rows."""
    bits = [el("span", part, cls="bit") for part in parts if part]
    return Markup(" · ").join(bits)


def is_web_address(url: str) -> bool:
    """Whether a record's address may become a link (``javascript:``, ``data:`` and relative ones may not)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def strong(text: str) -> Markup:
    """`text` with ``*these words*`` in bold; for our own texts only."""
    parts = text.split("*")
    return join(*(el("b", part) if i % 2 else part for i, part in enumerate(parts)))


def marked(text: str, quote: str) -> Markup:
    """`text` with the first place where `quote` stands highlighted."""
    if not quote or quote not in text:
        return join(text)
    before, after = text.split(quote, 1)
    return join(before, el("mark", quote), after)
