"""What the services of Work24 (고용24) have in common: where they are, how they say no, how they number regions."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from knowledge.models import ANYWHERE, Text
from knowledge.sources.body import Tree, at
from knowledge.sources.connector import ErrorClass
from knowledge.sources.http import Service
from knowledge.taxonomy.regions import Regions

CALL: Final = "/cm/openApi/call/{}/callOpenApiSvcInfo{}.do"
ATTRIBUTION: Final = "고용노동부 고용24 제공"
NO_DATA: Final = "006"  # "nothing found": an end of a list, not a fault
DISPLAY: Final = 100  # more is silently cut to this

# Two digits a sido, as the training services number them: some are older than the code list in force.
AREAS: Final = ("11", "26", "27", "28", "29", "30", "31", "36", "41", "43", "44", "45", "46", "47", "48", "50", "51")
_SEJONG: Final = {"36000": "36110"}  # the one sido that is written with its only district

# What its error texts hold → the class. In this order: several texts share words.
_SAYINGS: Final[tuple[tuple[str, ErrorClass], ...]] = (
    (r"개인\s*회원", "account_type"),
    (r"초과", "quota"),
    (r"점검|일시적", "unavailable"),
    (r"authKey.*필수|인증키.*필수|인증키를?\s*입력", "auth_missing"),
    (r"존재하지\s*않|신청하신|신청되지|승인되지", "not_subscribed"),
    (r"인증키|authKey|\[002\]", "auth_wrong"),
    (r"target|infoSvc|필수|파라미터|바르지\s*않", "bad_request"),
)


def service(name: str, title: Text, paths: Iterable[str], setting: str) -> Service:
    """A service of Work24 with the paths it may ask."""
    return Service(name, title, "https://www.work24.go.kr", frozenset(paths), "authKey", setting)


def judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    """What the answer says is wrong, as (class, its words); None for data and for "nothing found"."""
    for root in ("GO24", "wantedRoot", "wantedDtl", "HRDNet", ""):
        node = at(tree, root) if root else tree
        if not isinstance(node, dict):
            continue
        code = str(node.get("messageCd") or "").strip()
        said = next((str(v).strip() for n in ("error", "message", "errMsg") if isinstance(v := node.get(n), str)), "")
        if code == NO_DATA:
            return None
        if code == "018":
            return "bad_request", said
        if said or code:
            return _class_of(said), said
    return None


def nothing_found(tree: Tree) -> bool:
    """Whether the answer says that there is nothing (or no such posting)."""
    codes = (at(tree, f"{root}.messageCd") for root in ("wantedRoot", "wantedDtl", "GO24"))
    return any(str(code or "").strip() == NO_DATA for code in codes)


def training_areas(regions: Regions, wanted: Iterable[str]) -> tuple[str, ...]:
    """The two-digit areas that cover the wanted five-digit codes, old areas for new codes too; () for everywhere.

    Since July 2026 one new sido covers two of the old areas, so one code may give two.
    """
    codes = tuple(wanted)
    if not codes or ANYWHERE in codes:
        return ()
    return tuple(
        area for area in AREAS
        if any(regions.contains(f"{area}000", code) or regions.contains(code, f"{area}000") for code in codes)
    )  # fmt: skip


def opening_regions(regions: Regions, wanted: Iterable[str]) -> tuple[str, ...]:
    """The five-digit codes to search openings by: the wanted ones and those they replaced, since the service may know
    either; () for everywhere."""
    found: dict[str, None] = {}
    for code in wanted:
        if code == ANYWHERE:
            return ()
        found[_SEJONG.get(code, code)] = None
        row = regions.get(code)
        found.update(dict.fromkeys(_SEJONG.get(old, old) for old in (row.replaced if row else ())))
    return tuple(found)


def _class_of(said: str) -> ErrorClass:
    return next((kind for pattern, kind in _SAYINGS if re.search(pattern, said)), "provider_error")
