"""State on a page that its edition is not in force."""

from __future__ import annotations

from pipeline.config.source_card import SourceCard

STYLE = """
html{scroll-padding-top:3.5rem}
.notice{position:sticky;top:0;z-index:20;margin:0;padding:.5rem 1rem;background:#8a1c1c;color:#fff;
font:bold 1rem/1.4 system-ui,sans-serif;text-align:center}
@media print{.notice{position:fixed;left:0;right:0;top:0;color:#8a1c1c;background:#fff;
border-bottom:2px solid #8a1c1c}body{padding-top:3rem}}
"""
"""A bar that stays in view; on paper it is at the top of each page, as fixed boxes repeat there."""


def with_notice_style(style: str, card: SourceCard) -> str:
    """Return the style sheet of a page; with the bar's style only if the edition needs the bar."""
    return style + STYLE if card.notice else style
