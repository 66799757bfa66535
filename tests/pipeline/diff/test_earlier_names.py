"""A publication whose areas and sections are bare numbers is compared like any other."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from pipeline.diff.editions import TABLES
from pipeline.diff.stage import compare

DEFAULT = Path(__file__).resolve().parents[3] / "outputs" / "asean-pcrve-2019-2025"
COLUMNS = {"area_id", "section_id", "scope_id", "from_id", "target_id", "record_id"}


def earlier(folder: Path) -> Path:
    """Publish the default plan as it was: bare numbers, no `position`, no `ref`."""
    folder.mkdir()
    for table in TABLES:
        with (DEFAULT / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows = list(reader)
        with (folder / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
            names = [name for name in reader.fieldnames or () if name not in ("position", "ref")]
            writer = csv.DictWriter(file, names, extrasaction="ignore", lineterminator="\n")
            writer.writeheader()
            for row in rows:
                bare = {
                    n: row[n].removeprefix("area-").removeprefix("section-")
                    for n in COLUMNS & {*row}
                }
                writer.writerow(row | bare)
    return folder


def test_nothing_has_changed_but_the_names(tmp_path: Path) -> None:
    old = earlier(tmp_path / "old")
    difference = compare(old, DEFAULT)
    assert {c.kinds for c in difference.changes} == {("unchanged",), ("open",)}
    areas = {c.old_ids: c.new_ids for c in difference.of("areas")}
    assert areas[("area-1.10",)] == ("area-1.10",)
    references = [c for c in difference.of("references") if "→ area-1.8" in c.old_text]
    assert references
    back = compare(DEFAULT, old)
    assert {c.kinds for c in back.changes} == {("unchanged",), ("open",)}


def test_rows_of_no_area_stay_so(tmp_path: Path) -> None:
    old = earlier(tmp_path / "old")
    text = (old / "matrix.csv").read_text(encoding="utf-8")
    with (old / "matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["area_id"] in text
    with (old / "matrix.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(row | {"area_id": "", "section_id": ""} for row in rows)
    (old / "areas.csv").write_text("area_id,section_id,title,number_printed\n", encoding="utf-8")
    new = tmp_path / "new"
    shutil.copytree(old, new)
    difference = compare(old, new)
    assert {c.kinds for c in difference.of("rows")} == {("unchanged",)}
    assert {c.old_area for c in difference.of("rows")} == {""}
