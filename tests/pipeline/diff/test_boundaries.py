"""What is exactly as alike as a threshold asks is alike enough."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from pipeline.diff import rows as rows_module
from pipeline.diff.areas import AreaMap
from pipeline.diff.matching import whole_rows
from pipeline.diff.matching.align import Match, likeness
from pipeline.diff.matching.parts import find_parts
from pipeline.diff.matching.whole_rows import WholeRow, match_whole_rows
from pipeline.diff.matching.words import field_change, kept_share
from pipeline.diff.rows import RowMap, map_rows
from pipeline.diff.tables import bodies, columns, titles
from pipeline.diff.thresholds import DIFF
from tests.pipeline.diff import made_editions as made

OLD, NEW = "Train border officers at sea", "Train border officers in forests"
NO_ROWS = RowMap([], AreaMap({}, {}))


def limit(monkeypatch: pytest.MonkeyPatch, module: ModuleType, **values: float) -> None:
    monkeypatch.setattr(module, "DIFF", replace(DIFF, **values))


def alike(old: str = OLD, new: str = NEW) -> float:
    return float(likeness([old], [new])[0][0])


@pytest.mark.parametrize(("more", "is_one"), [(0.0, True), (0.01, False)])
class TestLimits:
    """With the limit at the likeness itself, and a little above it."""

    def test_bodies(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, bodies, min_body_likeness=alike() + more)
        empty = {"acronym": "", "kind": "annex", "annex_no": "", "mark": "", "parent_id": ""}
        old, new = made.edition("a", []), made.edition("b", [])
        old.tables["bodies"] = [empty | {"body_id": "1", "name": OLD}]
        new.tables["bodies"] = [empty | {"body_id": "2", "name": NEW}]
        assert bodies.map_bodies(old, new, NO_ROWS) == ({"1": "2"} if is_one else {})

    def test_sections(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, titles, min_area_likeness=alike() + more)
        old, new = made.edition("a", []), made.edition("b", [])
        old.tables["sections"] = [{"section_id": "1", "title": OLD}]
        new.tables["sections"] = [{"section_id": "2", "title": NEW}]
        mapped = titles.map_sections(old, new, NO_ROWS.areas)
        assert mapped == ({"1": "2"} if is_one else {})

    def test_columns(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, columns, min_column_likeness=75.0 + more)
        old, new = (
            made.edition(
                name, [made.record(f"{n}", 1, "", "", "") | {name: v} for n, v in enumerate(values)]
            )
            for name, values in (("due", "abcd"), ("horizon", "abcx"))
        )
        mapped = columns.map_columns(old, new, [Match(n, n, 100.0) for n in range(4)])
        assert mapped == ({"due": "horizon"} if is_one else {})

    def test_activities(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, whole_rows, min_same_text=alike() + more)
        old, new = WholeRow(OLD, "", "", frozenset()), WholeRow(NEW, "", "", frozenset("A"))
        assert bool(match_whole_rows({0: old}, {0: new}, lambda _i, _j: True)) == is_one

    def test_outputs(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, whole_rows, min_same_text=alike() + more)
        old, new = WholeRow("", OLD, "", frozenset()), WholeRow("", NEW, "", frozenset())
        assert bool(match_whole_rows({0: old}, {0: new}, lambda _i, _j: True)) == is_one

    def test_moves(self, more: float, is_one: bool, monkeypatch: pytest.MonkeyPatch) -> None:
        limit(monkeypatch, rows_module, min_moved_likeness=100.0 + more)
        old = made.edition("a", [made.record("r", 1, OLD, "", "")])
        new = made.edition("b", [made.record("r", 1, OLD, "", "")])
        new.rows[0]["area_id"] = ""
        assert bool(map_rows(old, new).matches) == is_one


def test_two_words_of_five_are_kept_and_one_is_not() -> None:
    old = "one two three four five"
    assert kept_share(old, "one two six seven eight") == DIFF.min_kept_words
    assert not field_change("activity", old, "one two six seven eight").is_replaced
    assert field_change("activity", old, "one six seven eight nine").is_replaced
    assert not field_change("activity", old, "").is_replaced
    assert not field_change("activity", "", old).is_replaced


@pytest.mark.parametrize(("kept", "is_one"), [(2, True), (1, False)])
def test_a_moved_row_keeps_its_activity(
    kept: int, is_one: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, rows_module, min_moved_likeness=0.0)
    words = ["Train", "officers", "near", "foreign", "borders"]
    other = [*words[:kept], *(["Convene", "mayors", "of", "coastal", "towns"][kept:])]
    output = "A printed handbook for each harbour with maps, tables and many drawings of ships"
    old = made.edition("a", [made.record("r", 1, " ".join(words), output, "")])
    new = made.edition("b", [made.record("r", 1, " ".join(other), output, "")])
    new.rows[0]["area_id"] = ""
    assert bool(map_rows(old, new).matches) == is_one


@pytest.mark.parametrize(
    ("whole", "main", "part"),
    [
        # Three words are lost, all of them regained by a part of three words.
        ("a b c d e f g", "a b c d", "e f g"),
        # Three of a part's five words stand in the whole: 0.6 of them.
        ("a b c d e f g", "a b c d", "e f g x y"),
        # Three of six lost words are regained: half of them.
        ("a b c d e f g h i j", "a b c d", "c d e f g x y"),
        # Fewer than half of the lost words, but 0.6 of the part's.
        ("a b c d e f g h i j k l", "a b c d", "e f g x y"),
    ],
)
def test_the_least_part(whole: str, main: str, part: str) -> None:
    words = [text.split() for text in (whole, main, part)]
    assert find_parts(words[:1], words[1:], [(0, 0)]) == {0: [1]}
