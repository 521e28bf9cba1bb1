"""HTML → plain text: lines where blocks were, entities resolved, scripts and styles gone. Pure."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Final

from knowledge.text.normalise import clean

_BLOCKS: Final = frozenset(
    "address article blockquote br dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table tr ul".split()
)
_CELLS: Final = frozenset({"td", "th"})
_SILENT: Final = frozenset({"script", "style", "head", "template", "noscript", "svg"})
_NAMES: Final = (
    r"(?:a|abbr|address|article|b|blockquote|body|br|center|code|dd|div|dl|dt|em|figure|font|footer|form|h[1-6]|head|"
    r"header|hr|html|i|iframe|img|li|link|main|meta|nav|ol|p|pre|s|script|section|small|span|strong|style|sub|sup|"
    r"table|tbody|td|tfoot|th|thead|title|tr|u|ul|video)"
)
_TAG = re.compile(rf"</?{_NAMES}(?:\s[^<>]*)?/?>|<!--", re.I)  # "<Vue> 경험" is no markup
_ESCAPED_TAG = re.compile(rf"&(?:amp;)*lt;/?{_NAMES}(?:\s|/|&|>)", re.I)
_TIMES_ESCAPED: Final = 3  # sources escape once more than they should, some twice


def to_text(markup: str) -> str:
    """The words of `markup`, which may be HTML, HTML escaped once or twice more, or no HTML at all."""
    for _ in range(_TIMES_ESCAPED):
        if not _TAG.search(markup):
            if not _ESCAPED_TAG.search(markup):
                break
            markup = html.unescape(markup)
        reader = _Reader()
        reader.feed(markup)
        reader.close()
        markup = "".join(reader.parts)
    if "&" in markup:
        markup = html.unescape(markup)
    return clean(markup)


class _Reader(HTMLParser):
    """Collects text; what is inside silent elements is skipped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in _CELLS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS and tag != "li":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(re.sub(r"\s+", " ", data) if "\n" in data else data)
