"""Where the real PDFs lie, on machines that have them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def shared(name: str) -> list[Path]:
    """List the PDFs of a folder that stands beside the project, none where it is absent."""
    folders = [parent / "shared" / name for parent in ROOT.parents]
    return sorted(pdf for folder in folders if folder.is_dir() for pdf in folder.glob("*.pdf"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give `real_pdf` each of them; the plan itself is always there."""
    if "real_pdf" in metafunc.fixturenames:
        plans = sorted(ROOT.glob("sources/*/plan.pdf"))
        others = [*shared("plan"), *shared("real-plans")]
        quick = [pytest.param(pdf, id=f"sources-{pdf.parent.name}") for pdf in plans]
        slow = [pytest.param(pdf, id=pdf.stem, marks=pytest.mark.slow) for pdf in others]
        metafunc.parametrize("real_pdf", [*quick, *slow])
