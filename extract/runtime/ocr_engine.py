"""Whether tesseract is installed, and which version and language data."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

ADVICE = (
    "install the OCR extra (pip install 'planrows[ocr]', and tesseract by your system's package "
    "manager), or ask the publisher for a file that was not scanned"
)

_DATA = ("share/tessdata", "share/tesseract/tessdata", "share/tesseract-ocr/*/tessdata")
"""Folders of language data, relative to the folder above the program's."""


def missing() -> str:
    """Return what OCR needs and this machine lacks; empty if nothing is missing."""
    if find_spec("pytesseract") is None:
        return "the extra 'ocr' is not installed"
    if shutil.which("tesseract") is None:
        return "the program tesseract is not installed"
    return ""


def engine_state() -> tuple[str, ...]:
    """Return the state of tesseract and its language data on this machine.

    The result of OCR depends on both besides the PDF and the settings. The state is that of the
    files (size and time of change), since asking the program takes long.
    """
    program = shutil.which("tesseract")
    if program is None:
        return ()
    return tuple(_state(file) for file in _files(Path(program).resolve()))


def _state(file: Path) -> str:
    try:
        state = file.stat()
    except OSError:
        return str(file)
    return f"{file} {state.st_size} {state.st_mtime_ns}"


def _files(program: Path) -> Iterator[Path]:
    yield program
    given = os.environ.get("TESSDATA_PREFIX")
    above = program.parents[1]
    folders = [Path(given)] if given else [f for place in _DATA for f in sorted(above.glob(place))]
    for folder in folders:
        yield from sorted(folder.glob("*.traineddata"))
