"""XML and HTML → trees; the one file that knows lxml. Nothing is fetched, no entity resolved, no depth without end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from lxml import etree
from lxml import html as pages

from knowledge.documents.refusals import DocumentRefused

Tree: TypeAlias = etree._Element
DEEPEST: Final = 200  # elements in elements: far beyond what programs write, far below what breaks a walk
_NO_MEMORY: Final = ("memory", "unknown error")  # out of memory, libxml2 may not even be able to say so
MOST: Final = 2_000_000  # elements: some thousand pages
_START: Final = 4096  # bytes: a DOCTYPE stands before the first element


def xml(data: bytes) -> Tree:
    """The root of an XML part. Raises DocumentRefused: `unsafe` for a DOCTYPE or entities, `damaged`, `too_deep`."""
    if b"<!doctype" in data[:_START].replace(b"\0", b"").lower():
        raise DocumentRefused("unsafe", what="DOCTYPE")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as e:
        if any(sign in str(e).lower() for sign in _NO_MEMORY):
            raise MemoryError from e
        raise DocumentRefused("too_deep" if "depth" in str(e).lower() else "damaged") from e
    except (ValueError, LookupError) as e:
        raise DocumentRefused("damaged") from e
    if root.getroottree().docinfo.internalDTD is not None:
        raise DocumentRefused("unsafe", what="DOCTYPE")
    _measure(root)
    return root


def page(text: str) -> Tree:
    """The root of an HTML page, mended the way browsers do. Raises DocumentRefused: `no_text`, `too_deep`."""
    parser = pages.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = pages.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as e:
        raise DocumentRefused("no_text") from e
    _measure(root)
    return root


def _measure(root: Tree) -> None:
    depth = elements = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        elements += event == "start"
        if depth > DEEPEST:
            raise DocumentRefused("too_deep")
        if elements > MOST:
            raise DocumentRefused("too_much")


def kind(node: Tree) -> str:
    """The local name of an element ("tbl" of "hp:tbl"); "" for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(node: Tree, name: str) -> str:
    """An attribute by its local name, whatever its namespace; "" if it isn't there."""
    if (plain := node.get(name)) is not None:
        return str(plain)
    return next((str(v) for k, v in node.attrib.items() if str(k).endswith("}" + name)), "")


def number(node: Tree, name: str, default: int = 0) -> int:
    """An attribute that is a whole number; `default` if it isn't there or isn't one."""
    try:
        return int(value(node, name))
    except ValueError:
        return default


def child(node: Tree, *path: str) -> Tree | None:
    """The first element at a path of local names below `node`."""
    found: Tree | None = node
    for name in path:
        found = next((c for c in found if kind(c) == name), None) if found is not None else None
    return found


def text_of(node: Tree) -> str:
    """All characters in an element."""
    return "".join(str(text) for text in node.itertext())


def below(node: Tree, *names: str) -> Iterator[Tree]:
    """All elements below `node` with one of these local names, in document order."""
    return (found for found in node.iter() if kind(found) in names)
