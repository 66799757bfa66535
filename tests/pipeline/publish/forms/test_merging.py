"""Which edition a form belongs to, and what its reports replace, without files of its own."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.publish.core.atomic_folder import locked
from pipeline.publish.core.errors import BusyFolderError, FormError
from pipeline.publish.forms import monitoring
from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import Form, RawLine, ReportLine
from pipeline.publish.forms.monitoring import MERGED, Monitoring, merged_lines, monitor
from tests.pipeline.publish.forms.made_facts import FACTS

YEARS = (2021, 2022, 2023)
Merge = Callable[..., Monitoring]
Written = list[tuple[str, list[str], int | None]]
"""Folder, editions and year of what the last merge wrote."""


def line_of(row: str = "r1", body: str = "A", at: int = 5, **values: object) -> RawLine:
    given = {"row_id": row, "body_id": body, "year": 2021, "status": "done", **values}
    return RawLine("a.xlsx", body, at, given)


def form(*lines: RawLine, plan: str = "a-plan", source: str = "", edition: str = "") -> Form:
    return Form(plan, source, edition, lines or (line_of(),))


@pytest.fixture
def editions(tmp_path: Path) -> list[PlanFacts]:
    """The edition in force, an earlier one with another row, and a draft."""
    made = [
        replace(FACTS, edition="2021", source="b" * 64),
        replace(
            FACTS, edition="2010", source="a" * 64, status="superseded", years=(),
            areas={"r1": "area-9.9", "r4": "area-9.8"},
            rows={"r1": {"ref": "9.9"}, "r4": {"ref": "9.8"}},
            leads={"r1": frozenset(), "r4": frozenset()}, due={},
        ),
        replace(FACTS, edition="2031", source="c" * 64, status="draft"),
    ]  # fmt: skip
    facts = [replace(each, folder=tmp_path / f"a-plan@{each.edition}") for each in made]
    for each in facts:
        each.folder.mkdir()
    return facts


@pytest.fixture
def written() -> Written:
    return []


@pytest.fixture
def merge(editions: list[PlanFacts], written: Written, monkeypatch: pytest.MonkeyPatch) -> Merge:
    """Merge forms that are given as what is read from them; write the reports alone."""

    def write(
        target: Path, lines: Sequence[ReportLine], of: Sequence[PlanFacts], year: int | None
    ) -> None:
        target.mkdir(parents=True, exist_ok=True)
        with (target / MERGED).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(ReportLine.model_fields))
            writer.writeheader()
            writer.writerows(line.model_dump(mode="json") for line in lines)
        written.append((target.parent.name, [each.edition for each in of], year))

    def merged(forms: Mapping[str, Form | FormError], **options: Any) -> Monitoring:
        read = [(Path(name), found) for name, found in forms.items()]
        monkeypatch.setattr(monitoring, "read_forms", lambda _: read)
        monkeypatch.setattr(monitoring, "editions_beside", lambda _: editions)
        monkeypatch.setattr(monitoring, "write_progress", write)
        written.clear()
        return monitor([path for path, _ in read], editions[0].folder, **options)

    return merged


OWN, OLD, DRAFT, GONE = ({"source": letter * 64} for letter in "bacd")


@pytest.mark.parametrize(
    ("given", "named", "edition"),
    [
        (OWN, None, "2021"),
        (OLD, None, "2010"),
        (OLD, "2010", "2010"),
        (GONE, "2010", "2010"),
        ({}, "2010", "2010"),
        ({}, None, "2021"),
        ({"plan": ""}, None, "2021"),
        # A name alone does not say which PDF a form was made from.
        ({"edition": "2010"}, None, "2021"),
        ({"edition": "2010", **OWN}, None, "2021"),
    ],
)
def test_a_form_belongs_to_the_edition_that_it_names_or_that_is_named(
    merge: Merge, given: dict[str, str], named: str | None, edition: str
) -> None:
    result = merge({"a.xlsx": form(**given)}, edition=named)
    assert result.problems == []
    assert [line.edition for line in result.lines] == [edition]
    assert [line.edition for line in result.of(result.editions[0])] == [edition]
    late = "late report on edition 2010, which is superseded; counted there"
    guess = f"names no edition; read as a form of edition {edition}"
    is_guessed = "source" not in given and named is None
    notes = [guess] * is_guessed + [late] * (edition == "2010")
    assert list(result.notes.values()) == (["; ".join(notes)] if notes else [])


@pytest.mark.parametrize(
    ("given", "named", "problem"),
    [
        ({"plan": "b-plan", **OWN}, None, "is a form of b-plan, not of a-plan"),
        (GONE, None, "is not published beside a-plan@2021 (source dddddddddddd…); publish that "
         "edition, or name one with --edition: 2021, 2010, 2031"),
        (OWN, "1999", "no edition '1999' is published; there is 2021, 2010, 2031"),
        ({}, "1999", "no edition '1999' is published"),
        (OWN, "2010", "is a form of edition 2021, not of edition 2010"),
        (DRAFT, None, "is a form of a draft, edition 2031; adopt the edition first"),
        ({}, "2031", "is a form of a draft"),
    ],
)  # fmt: skip
def test_a_form_of_something_else_is_refused(
    merge: Merge, given: dict[str, str], named: str | None, problem: str
) -> None:
    result = merge({"a.xlsx": form(**given)}, edition=named)
    (said,) = result.problems
    assert said.startswith("a.xlsx: ")
    assert problem in said
    assert (result.lines, result.written, result.refused) == ([], {}, {Path("a.xlsx")})


def test_of_editions_from_one_pdf_a_form_is_of_the_one_it_names(
    merge: Merge, editions: list[PlanFacts]
) -> None:
    editions[1] = replace(editions[1], source="b" * 64)
    for name, named, edition in (
        ("2010", None, "2010"), ("2021", None, "2021"), ("", None, "2021"), ("", "2010", "2010"),
        ("1999", None, "2021"),
    ):  # fmt: skip
        said = f"form of {name}, named {named}"
        given = form(line_of(achievement=said), source="b" * 64, edition=name)
        result = merge({"a.xlsx": given}, edition=named, replace=True)
        found = [line.edition for line in result.lines if line.achievement == said]
        assert found == [edition], said


def test_a_form_that_names_no_edition_is_of_the_one_that_has_its_rows(
    merge: Merge, editions: list[PlanFacts]
) -> None:
    empty = line_of("r1", at=6, status="", year=None)
    result = merge({"a.xlsx": form(line_of("r4"), empty, plan="")})
    assert [line.edition for line in result.lines] == ["2010"]
    assert "read as a form of edition 2010" in result.notes[Path("a.xlsx")]
    # With one edition there is nothing to say.
    del editions[1:]
    assert merge({"b.xlsx": form(plan="")}).notes == {}
    # A plan that is a draft as yet has no other edition.
    editions[0] = replace(editions[0], status="draft", edition="")
    (problem,) = merge({"c.xlsx": form(plan="")}).problems
    assert (
        problem == "c.xlsx: is a form of a draft, the plan's only edition; adopt the edition first"
    )
    (problem,) = merge({"c.xlsx": form(plan="")}, edition="2021").problems
    assert problem.endswith("there is the only one")


def test_only_one_form_alone_stops_the_command_where_it_cannot_be_read(merge: Merge) -> None:
    fault = FormError("b.xlsx: is not an XLSX file")
    with pytest.raises(FormError, match="is not an XLSX file"):
        merge({"b.xlsx": fault})
    result = merge({"b.xlsx": fault, "a.xlsx": form(**OWN)})
    assert result.problems == ["b.xlsx: is not an XLSX file"]
    assert [line.row_id for line in result.lines] == ["r1"]
    assert result.written


def test_lines_of_two_forms_contradict_each_other_or_repeat(merge: Merge) -> None:
    same = form(line_of(at=9), **OWN)
    result = merge({"a.xlsx": form(**OWN), "b.xlsx": same})
    assert (result.problems, len(result.lines), result.new) == ([], 1, 1)
    assert result.lines[0].source == "a.xlsx, A, line 5"
    other = form(line_of(at=9, status="dropped"), **OWN)
    third = form(line_of("r2"), **OWN)
    result = merge({"a.xlsx": form(**OWN), "b.xlsx": other, "c.xlsx": third}, replace=True)
    assert result.refused == {Path("a.xlsx"), Path("b.xlsx")}
    assert len(result.problems) == 1
    # The report on r1 is that from before.
    assert [(line.row_id, line.status) for line in result.lines] == [("r1", "done"), ("r2", "done")]


def test_an_earlier_report_is_repeated_contradicted_or_replaced(merge: Merge) -> None:
    merge({"a.xlsx": form(line_of(achievement="2 meetings"), **OWN)})
    again = merge({"a.xlsx": form(line_of(at=8, achievement="2 meetings"), **OWN)})
    assert (again.problems, again.new, again.replaced) == ([], 0, [])
    other = {"b.xlsx": form(line_of(status="dropped", assessment="Stop"), **OWN)}
    refused = merge(other)
    (problem,) = refused.problems
    assert problem == (
        "a.xlsx, A, line 5: differs from a.xlsx, A, line 8 on the same row, year and day; "
        "correct it, or use --replace"
    )
    assert ([line.status for line in refused.lines], refused.written) == (["done"], {})
    replaced = merge(other, replace=True)
    assert replaced.replaced == [
        "a.xlsx, A, line 5: replaces a.xlsx, A, line 8: r1, A, 2021: status “done” → “dropped”; "
        "achievement “2 meetings” → “”; assessment “” → “Stop”"
    ]
    assert [line.status for line in replaced.lines] == ["dropped"]
    added = merge({"c.xlsx": form(line_of("r2"), **OWN)}, replace=True)
    assert (added.replaced, added.new, len(added.lines)) == ([], 1, 2)


@pytest.mark.parametrize("strict", [True, False])
def test_one_fault_refuses_all_forms_only_if_that_is_asked_for(merge: Merge, strict: bool) -> None:
    bad = form(line_of(status="finished"), **OWN)
    result = merge({"a.xlsx": bad, "b.xlsx": form(**OWN)}, strict=strict)
    assert len(result.problems) == 1
    assert bool(result.written) is not strict
    assert result.new == (0 if strict else 1)
    sound = merge({"b.xlsx": form(**OWN)}, strict=strict)
    assert (sound.problems, len(sound.lines)) == ([], 1)


def test_an_empty_form_writes_the_reports_anew(merge: Merge, editions: list[PlanFacts]) -> None:
    result = merge({"a.xlsx": form(line_of(status="", year=None), **OWN)})
    assert (result.problems, result.lines) == ([], [])
    assert result.written == {"2021": editions[0].folder / "monitoring"}


def test_each_edition_s_reports_go_to_its_own_folder(
    merge: Merge, editions: list[PlanFacts], written: Written
) -> None:
    forms = {"a.xlsx": form(**OWN), "b.xlsx": form(**OLD)}
    merge(forms, year=2022)
    assert written == [
        ("a-plan@2021", ["2021"], 2022), ("a-plan@2010", ["2010"], 2022),
    ]  # fmt: skip
    found = {f.edition: list(merged_lines(f.folder / "monitoring" / MERGED)) for f in editions}
    assert {key: [line.edition for line in lines] for key, lines in found.items()} == {
        "2021": ["2021"], "2010": ["2010"], "2031": [],
    }  # fmt: skip
    # A form on one edition leaves the reports on the other one where they are.
    merge({"c.xlsx": form(line_of("r2"), **OWN)})
    assert written == [("a-plan@2021", ["2021"], None)]


def test_a_folder_for_all_editions_is_written_as_a_whole(
    merge: Merge, editions: list[PlanFacts], written: Written, tmp_path: Path
) -> None:
    out = tmp_path / "all" / "reports"
    merge({"b.xlsx": form(**OLD)}, out=out)
    merge({"a.xlsx": form(**OWN)}, out=out)
    assert written == [("all", ["2021", "2010"], None)]
    assert [line.edition for line in merged_lines(out / MERGED)] == ["2010", "2021"]
    assert not (editions[0].folder / "monitoring").exists()
    # An edition that is not published any more keeps its reports.
    kept = editions.pop(1)
    again = merge({"c.xlsx": form(line_of("r2"), **OWN)}, out=out)
    assert [line.edition for line in again.lines] == ["2010", "2021", "2021"]
    assert [line.edition for line in merged_lines(out / MERGED)] == ["2010", "2021", "2021"]
    assert kept not in again.editions


@pytest.mark.parametrize("is_out", [True, False])
def test_a_folder_in_use_is_not_written_to(
    merge: Merge, editions: list[PlanFacts], tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    is_out: bool,
) -> None:  # fmt: skip
    out = tmp_path / "out" if is_out else None
    monkeypatch.setattr(monitoring, "locked", lambda folder: locked(folder, wait=0))
    with locked(out or editions[0].folder), pytest.raises(BusyFolderError):
        merge({"a.xlsx": form(**OWN)}, out=out)


def rename_edition(path: Path, edition: str) -> None:
    """Write another name of the edition into merged reports, as an earlier version did."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [{**row, "edition": edition, "area_id": "old"} for row in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    ("row", "is_out", "edition"),
    [("r1", True, "2010"), ("r2", True, "2021"), ("r1", False, "2021")],
)
def test_a_report_without_an_edition_is_of_the_oldest_one_that_has_its_row(
    merge: Merge, editions: list[PlanFacts], tmp_path: Path, row: str, is_out: bool, edition: str
) -> None:
    out = tmp_path / "out" if is_out else None
    merge({"a.xlsx": form(line_of(row), **OWN)}, out=out)
    target = out or editions[0].folder / "monitoring"
    rename_edition(target / MERGED, "")
    result = merge({"b.xlsx": form(line_of("r3", year=2022), **OWN)}, out=out)
    (before,) = [line for line in result.lines if line.row_id == row]
    area = {"2010": "area-9.9", "2021": "area-1.1"}[edition]
    # The area is that of the edition now, not that which was written down.
    assert (before.edition, before.area_id) == (edition, area)


def test_a_report_on_a_row_that_no_edition_has_stays(merge: Merge, tmp_path: Path) -> None:
    merge({"a.xlsx": form(line_of("r2"), **OWN)}, out=tmp_path / "out")
    merged = tmp_path / "out" / MERGED
    merged.write_text(merged.read_text("utf-8").replace(",r2,", ",r9,"), "utf-8")
    rename_edition(merged, "")
    result = merge({"b.xlsx": form(line_of("r1"), **OWN)}, out=tmp_path / "out")
    assert [(line.edition, line.row_id, line.area_id) for line in result.lines] == [
        ("2021", "r1", "area-1.1"), ("2021", "r9", "old"),
    ]  # fmt: skip


def test_each_report_names_its_row_in_the_latest_edition(
    merge: Merge, editions: list[PlanFacts]
) -> None:
    forms = {"a.xlsx": form(line_of("r2"), **OWN), "b.xlsx": form(line_of("r4"), **OLD)}
    asked: list[tuple[str, str]] = []

    def align(old: Path, new: Path) -> Mapping[str, str]:
        asked.append((old.name, new.name))
        return {"r4": "r3"}

    result = merge(forms, align=align)
    assert {line.row_id: line.latest_row_id for line in result.lines} == {"r2": "r2", "r4": "r3"}
    assert asked == [("a-plan@2010", "a-plan@2021")]
    # A command that was given the folder of the earlier edition means the same latest one.
    editions.reverse()
    assert [line.latest_row_id for line in merge(forms, align=align).lines] == ["r3", "r2"]
    lines = merge(forms, align=lambda *_: {}).lines
    assert {line.row_id: line.latest_row_id for line in lines} == {"r2": "r2", "r4": ""}
    lines = merge({"c.xlsx": form(line_of("r1"), **OLD)}).lines
    assert {line.row_id: line.latest_row_id for line in lines}["r1"] == ""


def test_rows_that_bodies_report_differently_are_told_with_their_edition(
    merge: Merge, editions: list[PlanFacts]
) -> None:
    lines = (line_of("r1", "A"), line_of("r1", "B", status="dropped"))
    said = "(r1) is reported differently: A “done” (2021), B “dropped” (2021)"
    result = merge({"a.xlsx": form(*lines, **OWN), "b.xlsx": form(*lines, **OLD)})
    assert result.differing == [f"edition 2021, 1.1 no. 1 {said}", f"edition 2010, 9.9 {said}"]
    del editions[1:]
    editions[0] = replace(editions[0], edition="", folder=editions[0].folder.with_name("only"))
    editions[0].folder.mkdir()
    assert merge({"a.xlsx": form(*lines, **OWN)}).differing == [f"1.1 no. 1 {said}"]


def test_merged_reports_that_somebody_changed_are_not_merged_into(tmp_path: Path) -> None:
    path = tmp_path / MERGED
    assert list(merged_lines(path)) == []
    path.write_text("edition,row_id,year\n2021,r1,soon\n", encoding="utf-8")
    with pytest.raises(FormError, match=r"was changed and cannot be read \(.*\); move it away"):
        list(merged_lines(path))
