"""The look: every pair of text and ground is readable, in light and in dark, and nothing is fetched from elsewhere."""

from __future__ import annotations

import re

import pytest

from assistant.ui.shell import STATIC
from assistant.ui.theme import FONTS, theme

CSS = (STATIC / "ieum.css").read_text(encoding="utf-8")
# ink, ground: each pair stands somewhere in the style sheet
PAIRS = [
    ("ink", "paper"),
    ("ink", "ground"),
    ("ink", "brand-soft"),
    ("ink", "mark"),
    ("sub", "paper"),
    ("sub", "ground"),
    ("brand", "paper"),
    ("brand", "ground"),
    ("brand", "brand-soft"),
    ("on-brand", "brand"),
    ("on-brand", "brand-deep"),
    ("warm", "paper"),
    ("warm", "warm-soft"),
    ("ground", "ink"),
]


def colours(scheme: str) -> dict[str, str]:
    blocks = re.findall(r":root \{(.*?)\n\s*\}", CSS, re.S)
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,8})\b", blocks[0]))
    if scheme == "dark":
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,8})\b", blocks[1]))
    return found


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS)
def test_text_can_be_read(pair: tuple[str, str], scheme: str) -> None:
    found = colours(scheme)
    assert contrast(found[pair[0]], found[pair[1]]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_inputs_can_be_seen(scheme: str) -> None:
    found = colours(scheme)
    assert contrast(found["edge"], found["paper"]) >= 3
    assert contrast(found["brand"], found["ground"]) >= 3  # the ring around what has the focus


def test_hangul_comes_first_and_from_the_system() -> None:
    assert FONTS[0].startswith("Pretendard")
    assert not theme()._stylesheets
    assert "@import" not in CSS
    assert "@font-face" not in CSS


def test_motion_and_dark_mode_follow_the_system() -> None:
    assert "prefers-reduced-motion: reduce" in CSS
    assert "prefers-color-scheme: dark" in CSS
