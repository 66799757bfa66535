"""A comparison is written as files for programs and for people."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from link.rows import MatrixRecord
from pipeline.diff.editions import read_edition
from pipeline.diff.matching.words import field_change
from pipeline.diff.model import CarriedDecision, Change, Consequence, Difference, Identifier
from pipeline.diff.stage import compare_editions
from pipeline.diff.write import MAX_CHANGES_IN_SUMMARY, summary, write_difference
from pipeline.engine.owned_folder import INDEX
from pipeline.errors import UsageError
from tests.pipeline.diff import made_editions as made


def reworded(number: int = 0, old: str = "hold a forum", new: str = "hold a debate") -> Change:
    return Change(
        table="rows", kinds=("reworded",), old_ids=(f"r{number}",), new_ids=(f"s{number}",),
        old_area="area-1.2", new_area="area-1.2", old_text=old, new_text=new, score=80.5,
        fields=(field_change("activity", old, new),), bodies=("SOMTC",), old_page=3,
    )  # fmt: skip


ADDED = Change(
    table="rows", kinds=("added",), new_ids=("s9",), new_area="area-1.10",
    new_text="=publish *news*", score=0.0, bodies=("ACWC",),
)  # fmt: skip
ROLE = Change(table="roles", kinds=("added",), new_ids=("s9",), bodies=("ACWC",), note="lead")
SAME = Change(table="areas", kinds=("unchanged",), old_ids=("area-1.2",), new_ids=("area-1.2",))
SPLIT = Change(
    table="areas", kinds=("split",), old_ids=("area-1.2",), new_ids=("area-1.2", "area-1.3"),
    old_area="area-1.2", new_area="area-1.3", old_text="Border", new_text="Border / Coast",
)  # fmt: skip


def difference(*changes: Change, bodies: tuple[Consequence, ...] = ()) -> Difference:
    return Difference(
        old="first", new="second", changes=changes, consequences=bodies,
        identifiers=(Identifier(table="matrix", old_id="r0", new_id="s0"),),
        decisions=(CarriedDecision(old_issue_id="i", issue_id="j", decision="accept",
                                   decided_by="Ana", note="=known"),),
    )  # fmt: skip


def consequence(body: str, new: tuple[str, ...] = (), kept: int = 0) -> Consequence:
    return Consequence(
        body_id=body, name="", new_duties=new, lost_duties=(), changed_duties=(), kept=kept
    )


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
    assert (lines[0]["score"], lines[0]["old_ids"], lines[0]["new_ids"]) == ("80.5", "r0", "s0")
    assert table(tmp_path / "identifiers.csv")[0]["new_id"] == "s0"
    assert table(tmp_path / "decisions.csv")[0]["note"] == "'=known"
    data = json.loads((tmp_path / "diff.json").read_text(encoding="utf-8"))
    assert Difference.model_validate(data) == difference(two, ADDED)


def test_the_page_lists_changes_and_offers_what_they_hold(tmp_path: Path) -> None:
    affected = consequence("ACWC", ("leads 1.10: news",))
    shown = difference(reworded(), ADDED, ROLE, bodies=(affected, consequence("SOMTC")))
    write_difference(shown, tmp_path)
    page = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert page.count("<tr data-table=") == 2  # roles are told a body at a time
    assert '<option value="area-1.2">1.2</option><option value="area-1.10">1.10</option>' in page
    assert "<option>ACWC</option><option>SOMTC</option>" in page
    assert "<option>reworded</option>" in page
    assert "<option>removed</option>" not in page
    assert "1.2 · page 3" in page
    assert "<del>forum</del>" in page
    assert "<ins>debate</ins>" in page
    assert "80 % alike" in page
    assert page.count('class="affected"') == 1


def test_the_summary_counts_and_lists_changes() -> None:
    text = summary(difference(reworded(), ADDED, ROLE, SAME, SPLIT))
    lines = text.splitlines()
    assert lines[2:4] == ["| | rows | roles | areas |", "|---|---|---|---|"]
    assert "| added | 1 | 1 |  |" in lines
    assert "| unchanged |  |  | 1 |" in lines
    assert not any(line.startswith("| removed") for line in lines)
    assert [line for line in lines if line.startswith("- **") and ":" in line.split("**")[1]] == [
        "- **rows: reworded** 1.2: activity: “hold a forum” → “hold a debate”",
        "- **rows: added** 1.10: “=publish \\*news\\*”",
        "- **areas: split** 1.2 → 1.3: “Border” → “Border / Coast”",
    ]
    assert "- **added**: only in the new edition" in lines
    assert not any(line.startswith("- **removed**") for line in lines)


def test_the_summary_says_so_where_nothing_has_changed() -> None:
    text = summary(difference(SAME))
    assert "Nothing has changed." in text
    assert "## Changes" not in text


def test_the_summary_names_bodies_that_are_affected() -> None:
    text = summary(
        difference(SAME, bodies=(consequence("A*", ("x",), 4), consequence("B", kept=9)))
    )
    assert "- **A\\***: 1 new, 0 lost, 0 reworded, 4 unchanged" in text
    assert "**B**" not in text
    assert "## Changes for each body" not in summary(difference(SAME, bodies=(consequence("B"),)))


@pytest.mark.parametrize(("count", "more"), [(0, ""), (1, "- and 1 more: see diff.html")])
def test_the_summary_is_short_enough_for_a_mail(count: int, more: str) -> None:
    text = summary(difference(*(reworded(n) for n in range(MAX_CHANGES_IN_SUMMARY + count))))
    assert text.count("- **rows: reworded**") == MAX_CHANGES_IN_SUMMARY
    assert ("more: see diff.html" in text) == bool(more)
    assert more in text


def test_long_texts_are_cut_in_the_summary() -> None:
    exact, long = "a" * 160, "a" * 161
    assert f"“{exact}”" in summary(difference(reworded(old=exact)))
    assert f"“{'a' * 159}…”" in summary(difference(reworded(old=long)))


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
