"""The annex: a merged cell holds for all rows that it covers."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, strategies as st

from extract.model import Row
from normalize.records.annex import AnnexEntry, read_annex
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize.printed import band, cell, plan, row, table

GROUP = "Bodies of the pillar of peace and of the rule of law in the region"


def entries_of(rows: Sequence[Row]) -> tuple[AnnexEntry, ...]:
    return read_annex(table(rows, [""] * 4, table_id="t1"), ())


def named(entries: Sequence[AnnexEntry]) -> list[tuple[str, str]]:
    return [(entry.acronym, entry.name) for entry in entries]


def texts(entry: AnnexEntry) -> list[str]:
    return [each.text for each in entry.cells]


def test_a_merged_name_is_that_of_all_its_rows() -> None:
    rows = [
        row(cell("1", 0, 0), cell("MOH", 1, 0), cell("Ministry of Health", 2, 0, rows=2)),
        row(cell("2", 0, 1), cell("MSA", 1, 1)),
        row(cell("3", 0, 2), cell("MOW", 1, 2), cell("Ministry of Works", 2, 2)),
    ]
    assert named(entries_of(rows)) == [
        ("MOH", "Ministry of Health"),
        ("MSA", "Ministry of Health"),
        ("MOW", "Ministry of Works"),
    ]


def test_rows_beside_one_merged_body_are_one_line() -> None:
    rows = [
        row(cell("MOH", 0, 0), cell("Ministry of Health", 1, 0, rows=3), cell("Ana", 2, 0)),
        row(cell("", 0, 1), cell("Bea", 2, 1)),
        row(cell("", 0, 2), cell("Cia", 2, 2)),
        row(cell("MOW", 0, 3), cell("Ministry of Works", 1, 3), cell("Dia", 2, 3)),
    ]
    first, second = entries_of(rows)
    assert named([first, second]) == [("MOH", "Ministry of Health"), ("MOW", "Ministry of Works")]
    assert {"Ana", "Bea", "Cia"} <= set(texts(first))
    assert texts(second) == ["MOW", "Ministry of Works", "Dia"]


def test_no_cell_of_the_annex_goes_on_past_a_band() -> None:
    rows = [
        row(cell("MOH", 0, 0), cell("Ministry of Health", 1, 0, rows=3)),
        band("Others", 1),
        row(cell("MSA", 0, 2)),
    ]
    assert named(entries_of(rows)) == [("MOH", "Ministry of Health"), ("MSA", "")]


@given(sizes=st.lists(st.integers(2, 4), min_size=1, max_size=4))
def test_a_merged_group_belongs_to_the_bodies_of_its_rows(sizes: list[int]) -> None:
    rows: list[Row] = []
    printed: list[tuple[str, str]] = []
    for size in sizes:
        first = len(rows)
        for at in range(first, first + size):
            letter = chr(ord("A") + at)
            printed.append((f"{letter}BC", f"{letter} board of clubs"))
            group = (cell(GROUP, 0, at, rows=size),) if at == first else ()
            rows.append(row(*group, cell(printed[-1][0], 1, at), cell(printed[-1][1], 2, at)))
    entries = entries_of(rows)
    assert named(entries) == printed
    assert all(texts(entry)[0] == GROUP for entry in entries)


def test_a_merged_cell_is_published_once_with_the_bodies_of_its_rows() -> None:
    lines = [
        row(cell("MOH", 0, 0, table="t9"), cell("Ministry of Health", 1, 0, rows=2, table="t9")),
        row(cell("MSA", 0, 1, table="t9")),
    ]
    annex = table(lines, ["", ""], matrix=False, table_id="t9")
    found = normalize(plan(annex=annex), NormalizeSettings()).cells
    merged = [each for each in found if each.text == "Ministry of Health"]
    assert [each.record_ids for each in merged] == [("MOH", "MSA")]


def test_a_header_that_is_printed_again_is_no_line() -> None:
    rows = [
        row(cell("MOH", 0, 0), cell("Ministry of Health", 1, 0), cell("Pillar", 2, 0, rows=3)),
        row(cell("Acronym", 0, 1), cell("Name", 1, 1)).model_copy(update={"kind": "header"}),
        row(cell("MOW", 0, 2), cell("Ministry of Works", 1, 2)),
    ]
    assert [name for _, name in named(entries_of(rows))] == [
        "Ministry of Health",
        "Ministry of Works",
    ]
