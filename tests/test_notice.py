"""NOTICE names every dependency whose licence asks for it; video code is never reached."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

from tests.audit.__main__ import pinned

ROOT = Path(__file__).resolve().parents[1]
NOTICE = (ROOT / "NOTICE").read_text(encoding="utf-8")
ASKS = re.compile(r"\b[AL]?GPL|\bMPL|Mozilla|\bCC[- ]BY|ODbL|Share-?Alike|Open Database")


def licence_of(name: str) -> str:
    """What the metadata of an installed distribution says about its licence."""
    try:
        metadata = importlib.metadata.metadata(name)
    except importlib.metadata.PackageNotFoundError:  # for another platform
        return ""
    said = [metadata.get(key, "") or "" for key in ("License-Expression", "License")]
    classifiers = metadata.get_all("Classifier") or []
    said += [each for each in classifiers if each.startswith("License")]
    # The backport of importlib.metadata, once it is imported, has the text as a header.
    text = f"{metadata.get_payload() or ''}\n{metadata.get('Description', '') or ''}"
    text = text if "Credits" in text else ""
    return "\n".join([*said, *re.findall(r"(?i).*(?:licen[sc]e|share-?alike).*", text)])


def test_every_licence_that_asks_for_it_is_named() -> None:
    asking = {name for name in pinned(ROOT / "requirements.lock") if ASKS.search(licence_of(name))}
    assert {"pikepdf", "pebble", "simplemma"} <= asking
    missing = sorted(name for name in asking if not re.search(rf"^  .*\b{name}\b", NOTICE, re.M))
    assert missing == []


def test_what_is_named_is_a_dependency() -> None:
    named = set(re.findall(r"^  ([a-z][a-z0-9-]+) {2,}", NOTICE, re.M))
    assert named <= set(pinned(ROOT / "requirements.lock"))


@pytest.mark.parametrize("package", ["extract", "pipeline"])
def test_no_code_reads_video(package: str) -> None:
    """OpenCV bundles FFmpeg with an old OpenSSL, which only its classes for video call."""
    for path in (ROOT / package).rglob("*.py"):
        assert not re.search(r"Video(?:Capture|Writer)", path.read_text(encoding="utf-8")), path
