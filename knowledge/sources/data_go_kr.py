"""What the services behind data.go.kr have in common: their gateway answers in XML whatever was asked for, and each
service wraps its data in its own way."""

from __future__ import annotations

import re
from typing import Any, Final

from knowledge.sources.body import Tree, at
from knowledge.sources.connector import ErrorClass
from knowledge.sources.http import Judge

BASE: Final = "https://apis.data.go.kr"
SETTING: Final = "IEUM_DATA_GO_KR_KEY"
EMPTY: Final = "03"

_GATEWAY: Final[dict[str, ErrorClass]] = {
    "01": "unavailable", "02": "unavailable", "04": "unavailable", "05": "unavailable", "99": "unavailable",
    "10": "bad_request", "11": "bad_request", "12": "bad_endpoint",
    "20": "not_subscribed", "21": "quota", "22": "quota",
    "30": "auth_wrong", "31": "auth_wrong", "32": "blocked", "33": "auth_wrong",
}  # fmt: skip
_FINE: Final = frozenset({"", "0", "00", "000", "INFO-0", "INFO-000", "200"})


def judge(tree: Tree) -> tuple[ErrorClass, str] | None:
    """What the answer says is wrong, the gateway or the service itself; None for data and for "nothing found"."""
    gateway = at(tree, "OpenAPI_ServiceResponse.cmmMsgHeader")
    if isinstance(gateway, dict):
        code = _padded(gateway.get("returnReasonCode"))
        said = str(gateway.get("returnAuthMsg") or gateway.get("errMsg") or "")
        return None if code == EMPTY else (_GATEWAY.get(code, "provider_error"), said)
    header = _header(tree)
    code = str(header.get("resultCode") or "").strip()
    if code in _FINE or _padded(code) == EMPTY:
        return None
    return _GATEWAY.get(_padded(code), "provider_error"), str(header.get("resultMsg") or code)


def judge_of(*holders: str) -> Judge:
    """A judge that wants the data at one of these paths as well: an answer of another shape isn't an empty one."""

    def judged(tree: Tree) -> tuple[ErrorClass, str] | None:
        if fault := judge(tree):
            return fault
        nothing = any(_padded(code) == EMPTY for code in (
            at(tree, "OpenAPI_ServiceResponse.cmmMsgHeader.returnReasonCode"), _header(tree).get("resultCode"),
        ))  # fmt: skip
        return None if nothing or any(at(tree, path) is not None for path in holders) else ("provider_error", "")

    return judged


def _header(tree: Tree) -> Tree:
    """The header wherever the service puts it: some drop the outer levels."""
    for path in ("response.header", "header", "response", ""):
        node = at(tree, path) if path else tree
        if isinstance(node, dict) and "resultCode" in node:
            return node
    return {}


def _padded(code: Any) -> str:
    found = re.search(r"\d+", str(code or ""))
    return found[0].zfill(2)[-2:] if found else ""
