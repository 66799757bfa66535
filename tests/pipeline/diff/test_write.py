"""A comparison is written as files for programs and for people."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from link.rows import MatrixRecord
from pipeline.diff.editions import read_edition
from pipeline.diff.matching.words import field_change
from pipeline.diff.model import CarriedDecision, Change, Difference, Identifier
from pipeline.diff.stage import compare_editions
from pipeline.diff.write import write_difference
from pipeline.engine.owned_folder import INDEX
from pipeline.errors import UsageError
from tests.pipeline.diff import made_editions as made


def reworded(number: int = 0, old: str = "hold a forum", new: str = "hold a debate") -> Change:
    return Change(
        table="rows", kinds=("reworded",), old_ids=(f"r{number}",), new_ids=(f"s{number}",),
        old_area="area-1.2", new_area="area-1.2", old_text=old, new_text=new, score=80.5,
        fields=(field_change("activity", old, new),), bodies=("SOMTC",), old_page=3, says="Told.",
    )  # fmt: skip


ADDED = Change(
    table="rows", kinds=("added",), new_ids=("s9",), new_area="area-1.10",
    new_text="=publish *news*", score=0.0, bodies=("ACWC",),
)  # fmt: skip
SAME = Change(table="areas", kinds=("unchanged",), old_ids=("area-1.2",), new_ids=("area-1.2",))


def difference(*changes: Change) -> Difference:
    return Difference(
        old="first", new="second", changes=changes, consequences=(),
        identifiers=(Identifier(table="matrix", old_id="r0", new_id="s0"),),
        further_identifiers=(
            Identifier(table="matrix", old_id="r0", new_id="s1", relation="split"),
        ),
        decisions=(CarriedDecision(old_issue_id="i", issue_id="j", decision="accept",
                                   decided_by="Ana", note="=known"),),
    )  # fmt: skip


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_tables_hold_a_line_a_field_or_a_change(tmp_path: Path) -> None:
    two = reworded().model_copy(
        update={"fields": (*reworded().fields, field_change("focus", "a", "b"))}
    )
    paths = write_difference(difference(two, ADDED), tmp_path)
    assert {path.name for path in paths} == {path.name for path in tmp_path.iterdir()} - {INDEX}
    lines = table(tmp_path / "diff.csv")
    assert [(x["kinds"], x["field"], x["old"], x["new"]) for x in lines] == [
        ("reworded", "activity", "hold a forum", "hold a debate"),
        ("reworded", "focus", "a", "b"),
        # A spreadsheet must not read a text as a formula.
        ("added", "", "", "'=publish *news*"),
    ]
    assert [line["says"] for line in lines] == ["Told.", "Told.", ""]
    assert (lines[0]["score"], lines[0]["old_ids"], lines[0]["new_ids"]) == ("80.5", "r0", "s0")
    identifiers = table(tmp_path / "identifiers.csv")
    assert [(i["old_id"], i["new_id"], i["relation"]) for i in identifiers] == [
        ("r0", "s0", "same"), ("r0", "s1", "split"),
    ]  # fmt: skip
    assert table(tmp_path / "decisions.csv")[0]["note"] == "'=known"
    data = json.loads((tmp_path / "diff.json").read_text(encoding="utf-8"))
    assert Difference.model_validate(data) == difference(two, ADDED)


def test_decisions_of_the_last_comparison_are_replaced(tmp_path: Path) -> None:
    write_difference(difference(ADDED), tmp_path)
    again = difference(ADDED).model_copy(update={"decisions": ()})
    write_difference(again, tmp_path)
    assert table(tmp_path / "decisions.csv") == []


@pytest.mark.parametrize(
    ("is_known", "reason"),
    [(True, "was changed since planrows wrote it"), (False, "planrows did not write this file")],
)
def test_decisions_of_a_person_are_never_replaced(
    is_known: bool, reason: str, tmp_path: Path
) -> None:
    """Edited ones, and those of a folder in which no comparison was written."""
    decisions = tmp_path / "decisions.csv"
    if is_known:
        write_difference(difference(ADDED), tmp_path)
        decisions.write_text(decisions.read_text("utf-8") + "mine,accept,Ana,,\n", "utf-8")
    else:
        decisions.write_text("issue_id,decision\nmine,accept\n", "utf-8")
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(UsageError, match=rf"decisions\.csv: {reason}; move it away, or name"):
        write_difference(difference(SAME), tmp_path)
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_files_have_the_mode_that_a_user_s_files_have(tmp_path: Path) -> None:
    (tmp_path / "own").write_text("")
    mode = (tmp_path / "own").stat().st_mode
    paths = write_difference(difference(ADDED), tmp_path / "out")
    assert {path.stat().st_mode for path in paths} == {mode}


def published(folder: Path) -> Path:
    """Write an edition of two rows as a publication holds it."""
    rows = [made.record(f"r{n}", n, f"activity {n}", "", "SOMTC") for n in range(2)]
    edition = made.edition("e", rows)
    folder.mkdir()
    for name in ("matrix", "areas", "bodies"):
        records = edition.tables[name]
        if name == "matrix":
            records = [dict.fromkeys(MatrixRecord.model_fields, "") | record for record in records]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(records[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(records)
    return folder


def test_an_edition_needs_its_rows_areas_and_bodies_alone(tmp_path: Path) -> None:
    folder = published(tmp_path / "p")
    edition = read_edition(folder)
    assert [row["row_id"] for row in edition.rows] == ["r0", "r1"]
    assert edition.tables["issues"] == edition.tables["cross_references"] == []
    assert {c.kinds for c in compare_editions(edition, edition).changes} == {("unchanged",)}
    assert {row["area_id"] for row in edition.rows} == {"area-1.0", "area-1.1"}
    (folder / "bodies.csv").unlink()
    with pytest.raises(UsageError, match=r"holds no bodies\.csv"):
        read_edition(folder)


def test_a_matrix_without_a_column_is_refused(tmp_path: Path) -> None:
    folder = published(tmp_path / "p")
    matrix = folder / "matrix.csv"
    matrix.write_text(matrix.read_text(encoding="utf-8").replace("activity_id", "x"), "utf-8")
    with pytest.raises(UsageError, match="lacks the columns activity_id; publish the plan again"):
        read_edition(folder)


def test_a_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    folder = published(tmp_path / "p")
    (folder / "areas.csv").write_bytes(b"area_id\n\xff\n")
    with pytest.raises(UsageError, match=r"areas\.csv: cannot be read as CSV"):
        read_edition(folder)
