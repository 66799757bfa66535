"""Which boxes below each other are cards of labels and values."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extract.geometry.page_model import Fill, Rules, Word
from extract.model import Bbox
from extract.ruling.stacked_boxes import stacked_lattices
from tests.extract.page_parts import make_word
from tests.extract.ruling.test_boxes import rules_of, sides

LABELS = ("Action", "Lead", "Due")
SHADES = ((0.8,), (0.95,))


def stack(count: int, top: float = 0.0, x: float = 0.0, gap: float = 3.0) -> list[Bbox]:
    """Make boxes below each other, 30 points apart."""
    return [(x, top + 30.0 * at, x + 200, top + 30.0 * at + 30 - gap) for at in range(count)]


def card(boxes: list[Bbox], first: int = 0) -> list[Word]:
    """Print bold labels and plain values in boxes by turns; the first box may hold a value."""
    words: list[Word] = []
    for at, (x0, top, *_) in enumerate(boxes, first):
        texts = [LABELS[at // 2 % 3]] if at % 2 == 0 else ["some", "words", f"v{at}"]
        words += [
            make_word(text, x0 + 8 + 40 * number, top + 16, bold=at % 2 == 0)
            for number, text in enumerate(texts)
        ]
        words += [make_word("below", x0 + 8, top + 25)] * (at % 2)
    return words


def sizes(rules: Rules, words: list[Word]) -> list[tuple[int, int]]:
    """Return how many rows and columns each card has."""
    return [
        (len(one.lattice.ys) - 1, len(one.lattice.xs) - 1) for one in stacked_lattices(rules, words)
    ]


def shaded(boxes: list[Bbox], first: int = 0) -> Rules:
    return rules_of(fills=tuple(Fill(box, SHADES[at % 2]) for at, box in enumerate(boxes, first)))


def test_labels_and_values_by_turns_are_a_card() -> None:
    boxes = stack(6)
    (one,) = stacked_lattices(rules_of(sides(*boxes)), card(boxes))
    assert one.lattice.xs == (0.0, 200.0)
    assert one.lattice.ys == (0.0, *(30.0 * at - 1.5 for at in range(1, 6)), 177.0)
    assert not one.open_above
    assert not one.open_below


@pytest.mark.parametrize("gap", [0.0, 3.0, 13.0])
def test_shades_may_touch(gap: float) -> None:
    boxes = stack(6, gap=gap)
    assert sizes(shaded(boxes), card(boxes)) == [(6, 1)]


def test_drawn_boxes_that_touch_are_a_ruled_table() -> None:
    boxes = stack(6, gap=0.0)
    assert sizes(rules_of(sides(*boxes)), card(boxes)) == []


def test_boxes_far_from_each_other_are_no_card() -> None:
    boxes = stack(6, gap=14.5)
    assert sizes(rules_of(sides(*boxes)), card(boxes)) == []


def test_boxes_that_look_alike_are_no_card() -> None:
    boxes = stack(8)
    words = [make_word("note", x0 + 8, top + 16) for x0, top, *_ in boxes]
    assert sizes(rules_of(sides(*boxes)), words) == []
    third = [*card(boxes[:7]), make_word("end", 8.0, boxes[7][1] + 16, bold=True)]
    assert sizes(shaded(boxes), third) == [], "a third look"


def test_headings_that_are_no_labels_make_no_card() -> None:
    boxes = stack(6)
    question = [
        make_word(f"w{at}", 8.0 + 20 * at, boxes[0][1] + 16, bold=True) for at in range(1, 7)
    ]
    assert sizes(rules_of(sides(*boxes)), [*card(boxes), *question]) == []
    second = make_word("line", 8.0, boxes[2][1] + 25, bold=True)
    assert sizes(rules_of(sides(*boxes)), [*card(boxes), second]) == []


def test_a_few_boxes_are_a_card_beside_a_whole_one_with_its_labels() -> None:
    whole, rest = stack(6), stack(3, top=300.0)
    words = card(whole)
    assert sizes(shaded(rest, first=3), card(rest, first=3)) == []
    both = rules_of(fills=(*shaded(whole).fills, *shaded(rest, first=3).fills))
    assert sizes(both, [*words, *card(rest, first=3)]) == [(6, 1), (3, 1)]
    others = [make_word("Fee", 8.0, 346.0, bold=True)]
    others += [make_word("aside", 8.0, top + 16) for _, top, *_ in (rest[0], rest[2])]
    assert sizes(both, [*words, *others]) == [(6, 1)]


def test_boxes_beside_each_other_are_cells_of_rows() -> None:
    left, right = stack(6), stack(6, x=203.0)
    assert sizes(rules_of(sides(*left, *right)), [*card(left), *card(right)]) == []


def test_cards_on_the_two_halves_of_a_page_are_two() -> None:
    left, right = stack(6), stack(6, x=230.0)
    assert sizes(rules_of(sides(*left, *right)), [*card(left), *card(right)]) == [(6, 1), (6, 1)]


def test_boxes_that_a_page_end_cuts_are_open() -> None:
    boxes = stack(6)
    across, down = sides(*boxes)
    foot = boxes[-1][3]
    cut = rules_of(([rule for rule in across if rule.at != foot], down))
    (one,) = stacked_lattices(cut, card(boxes))
    assert one.open_below == {(5, 0)}
    assert all(above < below for above, below in pairwise(one.lattice.ys))
