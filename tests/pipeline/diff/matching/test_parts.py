"""A text that was split is found by the words that its matched part has lost."""

from __future__ import annotations

from pipeline.diff.matching.area_parts import SharedRows
from pipeline.diff.matching.parts import find_parts

HEAD = "train border officers every year"
TAIL = "and publish a handbook for all airports"


def found(wholes: list[str], parts: list[str], *pairs: tuple[int, int]) -> dict[int, list[int]]:
    return find_parts([w.split() for w in wholes], [p.split() for p in parts], pairs)


def test_the_other_part_of_a_split_text_is_found() -> None:
    assert found([f"{HEAD} {TAIL}"], [HEAD, TAIL, "something else entirely here"], (0, 0)) == {
        0: [1]
    }


def test_several_parts_are_found_in_order() -> None:
    third = "while mayors exchange views on radio"
    assert found([f"{HEAD} {third} {TAIL}"], [TAIL, HEAD, third], (0, 1)) == {0: [0, 2]}


def test_a_matched_text_is_not_a_part_of_another_one() -> None:
    assert found([f"{HEAD} {TAIL}", TAIL], [HEAD, TAIL], (0, 0), (1, 1)) == {}


def test_a_text_that_lost_nothing_has_no_parts() -> None:
    assert found([HEAD], [HEAD, HEAD], (0, 0)) == {}


def test_a_part_has_three_words_at_least() -> None:
    assert found([f"{HEAD} publish a handbook"], [HEAD, "publish a handbook"], (0, 0)) == {0: [1]}
    assert found([f"{HEAD} publish handbooks"], [HEAD, "publish handbooks"], (0, 0)) == {}
    assert found([f"{HEAD} publish handbooks"], [HEAD, "publish handbooks too"], (0, 0)) == {}


def test_most_words_of_a_part_stand_in_the_whole() -> None:
    whole = f"{HEAD} publish a handbook"
    assert found([whole], [HEAD, "publish a handbook for mayors"], (0, 0)) == {0: [1]}
    assert found([whole], [HEAD, "publish a handbook for all mayors"], (0, 0)) == {}


def test_a_part_may_regain_half_of_what_is_lost_or_be_made_of_it() -> None:
    lost = "a b c d e f g h i j"
    # A short text that consists of lost words is a part, however much more is lost.
    assert found([f"{HEAD} {lost}"], [HEAD, "a b c"], (0, 0)) == {0: [1]}
    # Words that the matched part has kept speak for no other part.
    assert found([f"{HEAD} {lost}"], [HEAD, f"{HEAD} a b c"], (0, 0)) == {}
    assert found([f"{HEAD} {lost}"], [HEAD, f"{HEAD} a b c d e"], (0, 0)) == {0: [1]}
    assert found([f"{HEAD} {lost}"], [HEAD, f"{HEAD} a b c d"], (0, 0)) == {}


def test_a_part_belongs_to_the_text_that_it_completes_best() -> None:
    wholes = [f"{HEAD} {TAIL} with many further words of its own", f"mayors meet {TAIL}"]
    assert found(wholes, [HEAD, "mayors meet", TAIL], (0, 0), (1, 1)) == {1: [2]}


def test_lost_words_are_regained_once() -> None:
    assert found([f"{HEAD} {TAIL}"], [HEAD, TAIL, TAIL], (0, 0)) == {0: [1]}


def parts_of(
    rows: list[str], pairs: list[tuple[str, str]], matched: dict[str, str], least: int = 2
) -> dict[str, list[str]]:
    return SharedRows.count(rows, pairs, least).parts_of(matched)


def test_two_rows_and_the_majority_make_a_part_of_an_area() -> None:
    matched = {"a": "whole"}
    two = [("whole", "b")] * 2
    assert parts_of(["a", "b", "b"], two, matched) == {"whole": ["a", "b"]}
    assert parts_of(["a", "b", "b", "b"], two, matched) == {"whole": ["a", "b"]}
    assert parts_of(["a", "b", "b", "b", "b"], two, matched) == {}
    assert parts_of(["a", "b"], two[:1], matched) == {}
    assert parts_of(["a", "b"], two[:1], matched, least=1) == {"whole": ["a", "b"]}
    assert parts_of(["a", "b", "b"], two[:1], matched, least=1) == {}


def test_an_area_with_a_history_of_its_own_is_no_part() -> None:
    pairs = [("whole", "b")] * 3
    assert parts_of(["b"] * 3, pairs, {"a": "whole", "b": "other"}) == {}


def test_of_unmatched_parts_the_one_with_most_rows_is_the_main_part() -> None:
    pairs = [("whole", "a")] * 2 + [("whole", "b")] * 3
    assert parts_of(["a"] * 2 + ["b"] * 3, pairs, {}) == {"whole": ["b", "a"]}
    assert parts_of(["b"] * 3, pairs, {}) == {}
