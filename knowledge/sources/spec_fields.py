"""What the mappings of `spec_policies` and `spec_jobs` share: reading fields, and faults in no documented form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from knowledge.sources.body import Tree, lines, text
from knowledge.sources.connector import ErrorClass
from knowledge.text.personal import without_contacts

_DAY: Final = re.compile(r"(20\d{2})[-.]?(\d{2})[-.]?(\d{2})")


def fault_of(tree: Tree) -> tuple[ErrorClass, str] | None:
    """What an answer says is wrong where the service documents no error body: a message and no rows."""
    said = text(tree, "reqErr", "message", "errMsg", "errorMsg", "error", "resultMsg")
    code = text(tree, "code", "errorCode", "resultCode")
    if not said and not code:
        return None
    if re.search(r"키|key|인증|auth", said, re.I):
        return "auth_wrong", said
    if re.search(r"초과|limit|exceed|quota", said, re.I):
        return "quota", said
    return "provider_error", said or code


def parts_of(row: Tree, *fields: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """(heading, words) of the named fields that hold any, without contacts."""
    return tuple((head, said) for head, name in fields if (said := without_contacts(lines(row, name))))


def period_of(given: str) -> tuple[str, str]:
    """The first and the last day of a period, as ``2026-11-01``; "" for a day it doesn't name."""
    days = ["-".join(match) for match in _DAY.findall(given)]
    return (days[0] if days else "", days[-1] if len(days) > 1 else "")


def name_of(value: Any) -> str:
    """The words of a value that may come as {code, name}."""
    return text(value, "name") if isinstance(value, Mapping) else text({"name": value}, "name")


def web_address(address: str) -> str:
    """An address with its scheme; "" for what is none."""
    address = f"https://{address}" if address.startswith("www.") else address
    return address if address.startswith(("https://", "http://")) else ""
