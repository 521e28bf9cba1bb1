"""HWP 5 → items, by way of HWPX made in memory; the one file that knows python-hwpx, which may be missing."""

from __future__ import annotations

import warnings
from dataclasses import replace
from io import BytesIO
from typing import Final

from knowledge.documents.about import Said
from knowledge.documents.hwpx import read_hwpx
from knowledge.documents.refusals import DocumentRefused

try:
    import hwpx
except ImportError:  # the extra isn't installed: a refusal says how to get it
    hwpx = None  # type: ignore[assignment]

# What the library calls a refusal → what it is called here, by the part of its code that tells.
_CODES: Final = (
    ("password", "encrypted"), ("drm", "encrypted"), ("distribution", "distribution"), ("limit", "too_much"),
    ("version", "old_hwp"),
)


def read_hwp(data: bytes) -> Said:
    """What an HWP 5 file says. Raises DocumentRefused, `hwp_reader_missing` without the extra `hwp`."""
    if hwpx is None:
        raise DocumentRefused("hwp_reader_missing")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is left out is asked for below
            document = hwpx.HwpxDocument.open(BytesIO(data))
            converted = document.to_bytes()
    except MemoryError:
        raise
    except Exception as e:  # a broken file breaks the reader in ways that it has no names for
        code = str(getattr(e, "code", ""))
        raise DocumentRefused(next((ours for part, ours in _CODES if part in code), "damaged")) from e
    report = document.conversion_report
    said = read_hwpx(converted)
    left_out = report is not None and bool(report.unconverted)
    return replace(said, warnings=tuple(sorted({*said.warnings, *(["parts"] if left_out else [])})))
