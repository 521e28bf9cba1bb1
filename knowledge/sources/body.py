"""The bytes of an answer → plain dictionaries, lists and strings, the same for XML and JSON. The only file of the
sources that knows lxml.

Values are strings (numbers too: an id is none). XML roots are kept as the one key of the outermost dictionary. One
item comes as itself where several come as a list: `items` evens that out.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from lxml import etree

from knowledge.sources.connector import ErrorClass
from knowledge.text.markup import to_text

Tree = Mapping[str, Any]

_DOCTYPE: Final = re.compile(rb"<!\s*DOCTYPE", re.I)
_HTML: Final = re.compile(rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_WRAPPED: Final = ("returnJSON", "returnJson")  # older answers hold their JSON as a string in this field
ROWS: Final = "rows"  # what a bare JSON list is called
_DEEPEST: Final = 40  # levels of JSON: no answer of these services comes near


class Unreadable(ValueError):
    """An answer that isn't data. `kind` is its class; the message is for logs."""

    def __init__(self, kind: ErrorClass, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


def parse(data: bytes) -> Tree:
    """What the answer holds. Raises Unreadable: `blocked` for a web page, `bad_request` for nothing at all,
    `auth_wrong` for a bare refusal, `broken` for anything that doesn't parse or brings a DOCTYPE."""
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not data:
        raise Unreadable("bad_request", "the answer is empty")
    if is_html(data):
        raise Unreadable("blocked", "the answer is a web page")
    if data[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _xml(data)
    if data[:1] in b'{["':
        return _json(data)
    if re.match(rb"(unauthori[sz]ed|forbidden)\b", data, re.I):
        raise Unreadable("auth_wrong", "the answer is a bare refusal")
    raise Unreadable("broken", "the answer is neither XML nor JSON")


def is_html(data: bytes) -> bool:
    """Whether these bytes are a web page."""
    return _HTML.match(data[:2000]) is not None


def at(tree: Any, path: str) -> Any:
    """What lies at a dotted path; None where a step is missing."""
    for step in path.split("."):
        if not isinstance(tree, Mapping):
            return None
        tree = tree.get(step)
    return tree


def items(tree: Any, *paths: str) -> list[Tree]:
    """The objects at the first of the paths that leads to any: a list, or the one that came without a list."""
    for path in paths:
        found = at(tree, path) if path else tree
        if isinstance(found, Mapping) and found:
            return [found]
        if isinstance(found, list) and found:
            return [item for item in found if isinstance(item, Mapping)]
    return []


def text(node: Tree, *names: str) -> str:
    """The first of the named fields that holds words, entities decoded and white space collapsed; else empty."""
    for name in names:
        value = node.get(name)
        if isinstance(value, str) and (found := " ".join(html.unescape(value).split())):
            return "" if found.lower() == "null" else found
    return ""


def number(value: Any) -> int | None:
    """A whole number from text like ``1,234``; None for anything else."""
    found = re.fullmatch(r"\s*([\d,]+)(?:\.0+)?\s*", value) if isinstance(value, str) else None
    return int(found[1].replace(",", "") or 0) if found and any(c.isdigit() for c in found[1]) else None


def lines(node: Tree, *names: str) -> str:
    """Like `text`, but running text keeps its lines and loses its markup."""
    for name in names:
        value = node.get(name)
        if isinstance(value, str):
            split = (" ".join(line.split()) for line in to_text(value).split("\n"))
            if found := "\n".join(filter(None, split)):
                return found
    return ""


def _xml(data: bytes) -> Tree:
    if _DOCTYPE.search(data):
        raise Unreadable("broken", "the XML brings a DOCTYPE, which is refused")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as e:
        raise Unreadable("broken", f"the XML doesn't parse ({type(e).__name__})") from None
    if root.getroottree().docinfo.internalDTD is not None:  # spelt in an encoding the search above can't see
        raise Unreadable("broken", "the XML brings a DOCTYPE, which is refused")
    return {_name(root): _value(root)}


def _name(element: Any) -> str:
    """The tag without its namespace; `<col name="x">` is called x."""
    tag = str(element.tag).rpartition("}")[2]
    return str(element.get("name")) if tag == "col" and element.get("name") else tag


def _value(element: Any) -> Any:
    if not len(element):
        return element.text or ""
    found: dict[str, Any] = {}
    for child in element:
        name, value = _name(child), _value(child)
        if name not in found:
            found[name] = value
        elif isinstance(found[name], list):
            found[name].append(value)
        else:
            found[name] = [found[name], value]
    return found


def _json(data: bytes) -> Tree:
    try:
        # Figures stay text: an id with a leading zero or twenty digits must come through as written.
        value = json.loads(data, parse_int=str, parse_float=str)
        if isinstance(value, Mapping):
            value = next((value[n] for n in _WRAPPED if isinstance(value.get(n), str)), value)
        if isinstance(value, str):
            value = json.loads(value, parse_int=str, parse_float=str)
    except (ValueError, RecursionError) as e:
        raise Unreadable("broken", f"the JSON doesn't parse ({type(e).__name__})") from None
    if isinstance(value, list):
        value = {ROWS: value}
    if not isinstance(value, dict) or _depth(value) > _DEEPEST:
        raise Unreadable("broken", "the JSON is no object")
    return value


def _depth(value: Any, level: int = 0) -> int:
    if level > _DEEPEST or not isinstance(value, dict | list):
        return level
    return max((_depth(v, level + 1) for v in (value.values() if isinstance(value, dict) else value)), default=level)
