"""The lean page reads what pdfplumber reads."""

from __future__ import annotations

from pathlib import Path

import pdfplumber

from extract.lean_page import LeanPage


def test_the_keys_kept_have_pdfplumbers_values(real_pdf: Path) -> None:
    with pdfplumber.open(real_pdf) as document:
        for page in document.pages[:6]:
            lean = LeanPage.of(page)
            assert len(lean.chars) == len(page.chars)
            for ours, theirs in zip(lean.chars, page.chars, strict=True):
                assert ours == {key: theirs[key] for key in ours}
            assert lean.lines == page.lines
            assert lean.rects == page.rects
            page.close()
