"""Reasons in both languages on one line, Korean first: why a row or a field was left out."""

from __future__ import annotations


def said(ko: str, en: str) -> str:
    """``급여 단위가 없어요 · no unit of pay is said``."""
    return f"{ko} · {en}"
