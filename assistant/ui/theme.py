"""Gradio's own parts in our look: system fonts with a Hangul face first, no font files, our colours in both modes."""

from __future__ import annotations

import gradio as gr

FONTS = (
    "Pretendard Variable",
    "Pretendard",
    "Apple SD Gothic Neo",
    "Noto Sans KR",
    "Noto Sans CJK KR",
    "Malgun Gothic",
    "system-ui",
    "sans-serif",
)


def theme() -> gr.themes.Base:
    """The theme of both pages. The rest of the look is `static/ieum.css`, whose variables it names."""
    return gr.themes.Base(font=FONTS, font_mono=("ui-monospace", "monospace")).set(
        body_background_fill="var(--ground)",
        body_background_fill_dark="var(--ground)",
        body_text_color="var(--ink)",
        body_text_color_dark="var(--ink)",
        body_text_color_subdued="var(--sub)",
        body_text_color_subdued_dark="var(--sub)",
        background_fill_primary="var(--paper)",
        background_fill_primary_dark="var(--paper)",
        background_fill_secondary="var(--ground)",
        background_fill_secondary_dark="var(--ground)",
        block_background_fill="var(--paper)",
        block_background_fill_dark="var(--paper)",
        block_label_text_color="var(--sub)",
        block_label_text_color_dark="var(--sub)",
        border_color_primary="var(--line)",
        border_color_primary_dark="var(--line)",
        border_color_accent="var(--brand)",
        border_color_accent_dark="var(--brand)",
        color_accent="var(--brand)",
        color_accent_soft="var(--brand-soft)",
        color_accent_soft_dark="var(--brand-soft)",
        input_background_fill="var(--paper)",
        input_background_fill_dark="var(--paper)",
        input_border_color="var(--edge)",
        input_border_color_dark="var(--edge)",
        input_border_width="1px",
        input_border_width_dark="1px",
        input_placeholder_color="var(--sub)",
        input_placeholder_color_dark="var(--sub)",
        button_primary_background_fill="var(--brand)",
        button_primary_background_fill_dark="var(--brand)",
        button_primary_background_fill_hover="var(--brand-deep)",
        button_primary_background_fill_hover_dark="var(--brand-deep)",
        button_primary_text_color="var(--on-brand)",
        button_primary_text_color_dark="var(--on-brand)",
        button_secondary_background_fill="var(--paper)",
        button_secondary_background_fill_dark="var(--paper)",
        button_secondary_text_color="var(--ink)",
        button_secondary_text_color_dark="var(--ink)",
    )
