"""Areas are matched by titles and rows; numbers decide only between equals."""

from __future__ import annotations

from pipeline.diff.areas import AreaMap, area_changes, map_areas
from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.align import Match
from tests.pipeline.diff import made_editions as made

AREAS = AreaMap(
    {"1": "1", "2": "3", "4": "6"}, {"1": 100.0}, splits={"1": ["5"]}, merges={"6": ["7"]}
)


def edition(areas: dict[str, str], rows: dict[str, int] | None = None) -> Edition:
    """Return an edition of these areas (id → title) and number of rows in each."""
    made_rows: list[Record] = []
    for area, count in (rows or {}).items():
        for n in range(count):
            row = made.record(f"{area}-{n}", 0, f"activity {area} {n}", "", "SOMTC")
            made_rows.append(row | {"area_id": area})
    result = made.edition("e", made_rows)
    result.tables["areas"] = [{"area_id": k, "title": t} for k, t in areas.items()]
    return result


def new_of(old: Edition, new: Edition, *rows: tuple[int, int]) -> dict[str, str]:
    return map_areas(old, new, [Match(i, j, 100.0) for i, j in rows]).new_of


def test_an_area_is_the_same_as_what_continues_it() -> None:
    assert AREAS.is_same("1", "1")
    assert AREAS.is_same("1", "5")
    assert AREAS.is_same("2", "3")
    assert AREAS.is_same("7", "6")
    assert not AREAS.is_same("2", "2")
    assert not AREAS.is_same("1", "6")


def test_rows_outside_of_areas_are_only_alike_to_such_rows() -> None:
    assert AREAS.is_same("", "")
    assert not AREAS.is_same("", "1")
    assert not AREAS.is_same("1", "")


def test_merged_and_split_areas_have_one_successor_and_one_main_part() -> None:
    assert AREAS.successor_of("7") == AREAS.successor_of("4") == "6"
    assert AREAS.successor_of("9") == ""
    assert AREAS.main_part_of("5") == "1"
    assert AREAS.main_part_of("3") == "3"


def test_an_area_without_rows_is_known_by_its_title() -> None:
    assert new_of(edition({"1": "Border control"}), edition({"2": "Border control"})) == {"1": "2"}
    assert new_of(edition({"1": "Border control"}), edition({"1": "Youth and radio"})) == {}


def test_an_area_with_another_title_is_known_by_its_rows() -> None:
    old, new = edition({"1": "aaaa"}, {"1": 3}), edition({"2": "bbbb"}, {"2": 3})
    assert new_of(old, new, (0, 0), (1, 1), (2, 2)) == {"1": "2"}
    assert new_of(old, new) == {}


def test_a_likeness_at_the_limit_is_enough() -> None:
    # No letter of the titles is shared; Dice's coefficient of the rows is 2 * 2 / (2 + 3) = 0.8.
    old, new = edition({"1": "aaaa"}, {"1": 2}), edition({"2": "bbbb"}, {"2": 3})
    assert new_of(old, new, (0, 0), (1, 1)) == {"1": "2"}
    two = edition({"0": "zzzz", "1": "aaaa"}, {"1": 2})
    assert new_of(two, new, (0, 0), (1, 1)) == {"1": "2"}


def test_numbers_decide_between_areas_that_are_equally_alike() -> None:
    old = edition({"1": "Cooperation", "2": "Cooperation"})
    new = edition({"2": "Cooperation", "1": "Cooperation"})
    assert new_of(old, new) == {"1": "1", "2": "2"}


def test_an_edition_may_have_no_areas() -> None:
    none, some = edition({}), edition({"1": "Border control"})
    assert map_areas(none, some, []) == map_areas(some, none, []) == AreaMap({}, {})
    assert [c.kinds for c in area_changes(none, some, AreaMap({}, {}))] == [("added",)]
    assert [c.kinds for c in area_changes(some, none, AreaMap({}, {}))] == [("removed",)]


def test_each_kind_of_change_is_named() -> None:
    old = edition({"1": "Border control", "2": "Youth", "3": "Radio"})
    new = edition({"1": "Border controls at sea", "4": "Youth", "5": "Mayors"})
    areas = AreaMap({"1": "1", "2": "4"}, {"1": 80.123, "2": 150.0})
    changes = area_changes(old, new, areas)
    assert [(c.kinds, c.old_ids, c.new_ids, c.score) for c in changes] == [
        (("reworded",), ("1",), ("1",), 80.12),
        (("renumbered",), ("2",), ("4",), 100.0),
        (("removed",), ("3",), (), 0.0),
        (("added",), (), ("5",), 0.0),
    ]
    assert [field.field for c in changes for field in c.fields] == ["title", "area_id"]
    assert (changes[2].old_text, changes[2].old_area) == ("Radio", "3")
    assert (changes[3].new_text, changes[3].new_area) == ("Mayors", "5")


def test_parts_of_a_split_or_merged_area_are_not_added_or_removed() -> None:
    old = edition({"1": "Border", "2": "Youth", "3": "Radio"})
    new = edition({"1": "Border", "4": "Coast", "2": "Youth and radio"})
    areas = AreaMap(
        {"1": "1", "2": "2"}, {"1": 90.0, "2": 90.0}, splits={"1": ["4"]}, merges={"2": ["3"]}
    )
    assert [(c.kinds, c.old_ids, c.new_ids) for c in area_changes(old, new, areas)] == [
        (("split",), ("1",), ("1", "4")),
        (("merged", "reworded"), ("2", "3"), ("2",)),
    ]
