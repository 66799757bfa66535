"""An area that was shared out to several, or put together of several, is found as that."""

from __future__ import annotations

import random

from pipeline.diff.editions import Record
from pipeline.diff.model import Change, Difference
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff import made_editions as made


def put(row: Record, area: str, title: str) -> Record:
    return {**row, "area_id": area, "area": title}


def compared(old: list[Record], new: list[Record]) -> Difference:
    return compare_editions(made.edition("a", old), made.edition("b", new))


def changed(difference: Difference, table: str) -> list[Change]:
    return [c for c in difference.of(table) if c.kinds != ("unchanged",)]


def facts(difference: Difference) -> list[tuple[tuple[str, ...], ...]]:
    return [(c.kinds, c.old_ids, c.new_ids) for c in changed(difference, "areas")]


def area_ids(difference: Difference) -> dict[str, str]:
    return {i.old_id: i.new_id for i in difference.identifiers if i.table == "areas"}


def test_an_area_that_keeps_its_name_and_gives_rows_to_a_new_one_is_split() -> None:
    rows = made.random_rows(random.Random(1), 60)  # six rows in each of ten areas
    new = [put(r, "1.11", "Ports of call") if n in (14, 15) else r for n, r in enumerate(rows)]
    difference = compared(rows, new)
    assert facts(difference) == [(("split",), ("1.2",), ("1.2", "1.11"))]
    assert changed(difference, "rows") == changed(difference, "roles") == []
    assert area_ids(difference)["1.2"] == "1.2"


def test_an_area_shared_out_under_two_new_names_is_split() -> None:
    rows = made.random_rows(random.Random(2), 60)
    titles = {"1.21": "Ports of call", "1.22": "Inland waterways"}
    new = [
        put(r, key := "1.21" if n < 14 else "1.22", titles[key]) if 12 <= n < 18 else r
        for n, r in enumerate(rows)
    ]
    difference = compared(rows, new)
    (change,) = changed(difference, "areas")
    assert change.kinds == ("split", "renumbered", "reworded")
    # The larger part carries the identifier on.
    assert (change.old_ids, change.new_ids) == (("1.2",), ("1.22", "1.21"))
    assert change.new_text == "Inland waterways / Ports of call"
    assert changed(difference, "rows") == []
    assert area_ids(difference)["1.2"] == "1.22"


def test_two_areas_put_into_one_are_merged() -> None:
    rows = made.random_rows(random.Random(3), 60)
    title = rows[12]["area"]
    new = [put(r, "1.2", title) if r["area_id"] == "1.7" else r for r in rows]
    difference = compared(rows, new)
    assert facts(difference) == [(("merged",), ("1.2", "1.7"), ("1.2",))]
    assert changed(difference, "rows") == changed(difference, "roles") == []
    assert area_ids(difference)["1.7"] == "1.2"


def test_two_areas_put_together_under_a_new_name_are_merged() -> None:
    rows = made.random_rows(random.Random(4), 60)
    new = [put(r, "1.30", "Ports") if r["area_id"] in ("1.2", "1.7") else r for r in rows]
    difference = compared(rows, new)
    (change,) = changed(difference, "areas")
    assert (change.kinds[0], change.old_ids, change.new_ids) == (
        "merged",
        ("1.2", "1.7"),
        ("1.30",),
    )
    assert changed(difference, "rows") == []
    assert {area_ids(difference)[key] for key in ("1.2", "1.7")} == {"1.30"}


def test_references_to_a_merged_area_follow_it() -> None:
    rows = made.random_rows(random.Random(5), 60)
    new = [put(r, "1.2", rows[12]["area"]) if r["area_id"] == "1.7" else r for r in rows]
    old_edition, new_edition = made.edition("a", rows), made.edition("b", new)
    reference = {
        "reference_id": "ref-1", "from_id": "act-r0", "field": "text", "printed": "see 1.7",
        "relation": "see", "target_kind": "area", "target_id": "1.7", "status": "resolved",
    }  # fmt: skip
    old_edition.tables["cross_references"] = [reference]
    after = {**reference, "reference_id": "ref-2", "printed": "see 1.2", "target_id": "1.2"}
    new_edition.tables["cross_references"] = [after]
    (found,) = compare_editions(old_edition, new_edition).of("references")
    assert found.kinds == ("renumbered",)


def test_one_row_in_an_area_of_its_own_was_split_off() -> None:
    rows = made.random_rows(random.Random(6), 60)
    difference = compared(
        rows, [put(r, "1.11", "Ports of call") if n == 14 else r for n, r in enumerate(rows)]
    )
    assert facts(difference) == [(("split",), ("1.2",), ("1.2", "1.11"))]
    assert changed(difference, "rows") == changed(difference, "roles") == []


def test_an_area_whose_only_row_went_elsewhere_is_gone() -> None:
    rows = made.random_rows(random.Random(9), 60)
    old = [put(r, "1.11", "Ports of call") if n == 14 else r for n, r in enumerate(rows)]
    new = [put(r, "1.7", rows[42]["area"]) if n == 14 else r for n, r in enumerate(rows)]
    difference = compared(old, new)
    assert facts(difference) == [(("removed",), ("1.11",), ())]
    assert [c.kinds for c in changed(difference, "rows")] == [("moved",)]


def test_a_new_area_with_one_old_and_one_new_row_is_added() -> None:
    rng = random.Random(10)
    rows = made.random_rows(rng, 60)
    new = [put(r, "1.11", "Ports of call") if n == 14 else r for n, r in enumerate(rows)]
    fresh = made.record("new", 2, made.sentence(rng), made.sentence(rng), "SOMY")
    difference = compared(rows, [*new, put(fresh, "1.11", "Ports of call")])
    assert facts(difference) == [(("added",), (), ("1.11",))]
    assert [c.kinds for c in changed(difference, "rows")] == [("moved",), ("added",)]


def test_rows_that_go_to_an_area_that_was_there_before_have_moved() -> None:
    rows = made.random_rows(random.Random(7), 60)
    new = [put(r, "1.7", rows[42]["area"]) if n in (13, 14, 15) else r for n, r in enumerate(rows)]
    difference = compared(rows, new)
    assert facts(difference) == []
    assert [c.kinds for c in changed(difference, "rows")] == [("moved",)] * 3


def test_an_area_of_new_rows_beside_a_smaller_one_is_added() -> None:
    rng = random.Random(8)
    rows = made.random_rows(rng, 60)
    new = [put(r, "1.11", "Ports of call") if n in (14, 15) else r for n, r in enumerate(rows)]
    fresh = [
        made.record(f"new{n}", 2, made.sentence(rng), made.sentence(rng), "SOMY") for n in "abc"
    ]
    new += [put(r, "1.11", "Ports of call") for r in fresh]
    difference = compared(rows, new)
    assert facts(difference) == [(("added",), (), ("1.11",))]
    assert [c.kinds for c in changed(difference, "rows")] == [("moved",)] * 2 + [("added",)] * 3
