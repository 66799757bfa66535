"""Each kind of change is found as what it is, and nothing is invented."""

from __future__ import annotations

import random
import time

import pytest

from pipeline.diff.matching.align import align
from pipeline.diff.model import Change, Difference
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff import made_editions as made


def changed(difference: Difference, table: str = "rows") -> list[Change]:
    return [c for c in difference.changes if c.table == table and c.kinds != ("unchanged",)]


def test_equal_editions_have_no_change() -> None:
    rows = made.random_rows(random.Random(1), 60)
    difference = compare_editions(made.edition("a", rows), made.edition("b", rows))
    assert {kind for change in difference.changes for kind in change.kinds} == {"unchanged"}
    assert len(difference.of("rows")) == 60


def test_a_renumbered_plan_is_not_a_new_one() -> None:
    rows = made.random_rows(random.Random(2), 60)
    new = [dict(row) for row in rows]
    number = {f"1.{n}": f"1.{(n + 3) % 10 + 1}" for n in range(10)}
    for row in new:
        row["area_id"] = number[row["area_id"]]
    difference = compare_editions(made.edition("a", rows), made.edition("b", new))
    assert changed(difference) == []
    areas = changed(difference, "areas")
    assert {(c.old_ids[0], c.new_ids[0]) for c in areas} == set(number.items())
    assert {c.kinds for c in areas} == {("renumbered",)}


@pytest.mark.parametrize("seed", range(12))
def test_known_changes_are_found_and_none_invented(seed: int) -> None:
    rng = random.Random(seed)
    rows = made.random_rows(rng, 80)
    new = [dict(row) for row in rows]
    places = rng.sample(range(80), 14)
    expected: dict[str, str] = {}
    for place in places[:3]:
        words = new[place]["activity"].split()
        words[3:6] = ["regional", "meeting", "series"]
        new[place]["activity"] = " ".join(words)
        expected[rows[place]["row_id"]] = "reworded"
    for place in places[3:5]:
        area = (int(rows[place]["area_id"][2:]) + 4) % 10
        moved = made.record(
            "moved",
            area,
            rows[place]["activity"],
            rows[place]["expected_output"],
            rows[place]["lead_bodies"],
        )
        new[place] = {**moved, "row_id": rows[place]["row_id"]}
        expected[rows[place]["row_id"]] = "moved"
    for place in places[5:7]:
        new[place]["lead_bodies"] = new[place]["lead_bodies_printed"] = next(
            body for body in made.BODIES if body != rows[place]["lead_bodies"]
        )
        expected[rows[place]["row_id"]] = "reassigned"
    for place in places[7:9]:
        expected[rows[place]["row_id"]] = "removed"
    for place in places[9:11]:
        expected[rows[place]["row_id"]] = "split"
    added = []
    for place in places[9:11]:
        words = rows[place]["activity"].split()
        cut = len(words) // 2
        new[place]["activity"] = " ".join(words[:cut])
        added.append(
            (place, {**new[place], "row_id": f"part-{place}", "activity": " ".join(words[cut:])})
        )
    fresh = [
        made.record(f"new-{n}", n, made.sentence(rng), made.sentence(rng), "SOMY") for n in range(2)
    ]
    gone = {rows[place]["row_id"] for place in places[7:9]}
    for place, row in sorted(added, key=lambda item: -item[0]):
        new.insert(place + 1, row)
    new = [row for row in new if row["row_id"] not in gone] + fresh
    difference = compare_editions(made.edition("a", rows), made.edition("b", new))
    found = {c.old_ids[0]: c.kinds for c in changed(difference) if c.old_ids}
    assert found == {key: (kind,) for key, kind in expected.items()}
    assert {c.new_ids[0] for c in changed(difference) if not c.old_ids} == {"new-0", "new-1"}


def test_rows_that_became_one_are_merged() -> None:
    rows = made.random_rows(random.Random(5), 30)
    new = [dict(row) for row in rows]
    new[4]["activity"] += " and " + new[5]["activity"][0].lower() + new[5]["activity"][1:]
    new[4]["expected_output"] += "; " + new[5]["expected_output"]
    del new[5]
    difference = compare_editions(made.edition("a", rows), made.edition("b", new))
    assert [(c.kinds, c.old_ids, c.new_ids) for c in changed(difference)] == [
        (("merged",), ("r4", "r5"), ("r4",))
    ]


def test_a_body_renamed_keeps_its_duties() -> None:
    rows = made.random_rows(random.Random(6), 60)
    new = [
        {
            **row,
            "lead_bodies": row["lead_bodies"].replace("SOMRI", "ACRI"),
            "lead_bodies_printed": row["lead_bodies"].replace("SOMRI", "ACRI"),
            "relevant_bodies": row["relevant_bodies"].replace("SOMRI", "ACRI"),
        }
        for row in rows
    ]
    after = made.edition("b", new)
    after.tables["bodies"][1] |= {"body_id": "ACRI", "acronym": "ACRI", "name": "Council on News"}
    difference = compare_editions(made.edition("a", rows), after)
    assert changed(difference) == changed(difference, "roles") == []
    assert [(c.kinds, c.old_ids, c.new_ids) for c in changed(difference, "bodies")] == [
        (("renamed",), ("SOMRI",), ("ACRI",))
    ]


def test_repeated_texts_stay_in_their_places() -> None:
    texts = ["Report", "Workshop held", "Report", "Workshop held", "Report"]
    matches = align(texts, texts, bonus=lambda i, j: 3.0 * (i == j))
    assert [(m.old, m.new) for m in matches] == [(n, n) for n in range(5)]


@pytest.mark.slow
def test_twenty_thousand_rows_are_compared_in_minutes() -> None:
    rng = random.Random(7)
    rows = made.random_rows(rng, 20_000, areas=35)
    new = [dict(row) for row in rows]
    for place in range(0, 20_000, 10):
        new[place]["activity"] = new[place]["activity"].replace(" for officials who ", " ")
    started = time.process_time()
    difference = compare_editions(made.edition("a", rows), made.edition("b", new))
    assert time.process_time() - started < 120
    kinds = {c.kinds for c in difference.of("rows")}
    assert kinds == {("unchanged",), ("reworded",)}
    assert len(changed(difference)) == 2000
