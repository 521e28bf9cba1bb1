"""Words as steps of ids: ``2026년-무지개시-청년-주거비``. Pure."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_LONGEST: Final = 40  # characters of a step
_OUT: Final = re.compile(r"[^0-9A-Za-z가-힣\u3131-\u318eⅠ-Ⅻ.+]+")


def step_of(text: str, longest: int = _LONGEST) -> str:
    """`text` as one step of an id, lower case, without spaces and slashes; a long one ends in a fingerprint."""
    plain = _OUT.sub("-", unicodedata.normalize("NFC", text)).strip("-.").lower()
    if len(plain) <= longest:
        return plain
    return plain[: longest - 7].rstrip("-.") + "-" + digest(plain)


def digest(text: str) -> str:
    """Six characters that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=3).hexdigest()
