"""A vulnerable version is found in a copy of the database, and a sound one is not."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.audit.__main__ import LOCKS, advisories, is_affected, known, pinned

ROOT = Path(__file__).resolve().parents[2]


def entry(name: str, **affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": name}
    return {"id": "PYSEC-1", "summary": "bad", "affected": [{"package": package, **affected}]}


RANGE = [{"type": "ECOSYSTEM", "events": [{"introduced": "1.2"}, {"fixed": "1.10"}]}]
LAST = [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"last_affected": "2.0"}]}]


@pytest.mark.parametrize(
    ("version", "affected", "is_bad"),
    [
        ("1.9", {"ranges": RANGE}, True),
        ("1.10", {"ranges": RANGE}, False),
        ("1.1", {"ranges": RANGE}, False),
        ("2.0", {"ranges": LAST}, True),
        ("2.0.1", {"ranges": LAST}, False),
        ("3", {"versions": ["3"]}, True),
        ("3", {}, False),
    ],
)
def test_ranges_of_versions(version: str, affected: dict[str, Any], is_bad: bool) -> None:
    assert is_affected(version, affected) is is_bad


def test_a_copy_is_read_as_archive_and_as_folder(tmp_path: Path) -> None:
    entries = [
        entry("Some_Package", ranges=RANGE),
        {**entry("other", ranges=LAST), "withdrawn": "2024-01-01T00:00:00Z"},
    ]
    (tmp_path / "folder").mkdir()
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number, each in enumerate(entries):
            archive.writestr(f"{number}.json", json.dumps(each))
            (tmp_path / "folder" / f"{number}.json").write_text(json.dumps(each))
    packages = {"some-package": {"1.5"}, "other": {"1.0"}}
    for copy in ("all.zip", "folder"):
        found = list(known(packages, advisories(tmp_path / copy)))
        assert found == [("some-package", "1.5", "PYSEC-1", "bad")]


@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_files_pin_versions(lock: str) -> None:
    found = pinned(ROOT / lock)
    assert "pikepdf" in found
    assert all(versions for versions in found.values())
