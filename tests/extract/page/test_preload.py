"""What the processes that read pages import."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.slow
def test_page_readers_import_neither_pydantic_nor_the_published_model() -> None:
    code = "import sys, extract.page.preload; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    loaded = set(done.stdout.split())
    assert "extract.page.preload" in loaded, done.stderr
    assert not loaded & {"pydantic", "extract.model"}
