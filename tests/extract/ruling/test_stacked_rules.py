"""Cards that draw a line below each value are grids of one column; ruled paragraphs are none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.geometry.page_model import Rule, Word
from extract.ruling.stacked_rules import ruled_stacks

LABELS = ("Task", "Lead", "End", "Cost")
PITCH = 40.0


def line(text: str, baseline: float, *, is_label: bool = False) -> list[Word]:
    size = 8.0 if is_label else 10.0
    return [
        Word(one, 60.0 + 30.0 * n, baseline - size, 60.0 + 30.0 * n + 25, baseline + 2, baseline,
             size, bold=is_label, italic=False, color=(), glyphs=(n,))
        for n, one in enumerate(text.split())
    ]  # fmt: skip


def page(labels: tuple[str, ...], *, bold: bool = True) -> tuple[list[Rule], list[Word]]:
    """Return the rules and words of cards: a label and a value above each rule."""
    rules, words = [], []
    for at, label in enumerate(labels):
        top = 100.0 + at * PITCH
        words += [*line(label, top + 12.0, is_label=bold), *line("Some value", top + 26.0)]
        rules.append(Rule(top + 34.0, 60.0, 400.0))
    return rules, words


def rows(rules: list[Rule], words: list[Word]) -> list[float]:
    return [y for found in ruled_stacks(rules, words) for y in found.lattice.ys]


def test_each_value_and_its_label_are_a_row() -> None:
    rules, words = page(LABELS * 2)
    found = rows(rules, words)
    assert found[1:] == [rule.at for rule in rules]
    assert 100.0 < found[0] < 112.0  # above the first label


@pytest.mark.parametrize(
    ("labels", "bold"),
    [
        (LABELS * 2, False),  # labels in the type of the values
        (LABELS, True),  # too few
        (("A label of many more words than six",) * 4 + LABELS, True),
    ],
)
def test_paragraphs_between_lines_are_no_cards(labels: tuple[str, ...], *, bold: bool) -> None:
    assert rows(*page(labels, bold=bold)) == []


def test_without_a_repeated_label_all_sections_are_a_label_and_a_value() -> None:
    rules, words = page(("Sun", "Rain", "Wind", "Snow", "Hail", "Fog", "Ice", "Heat"))
    assert rows(rules, words) != []
    assert rows(rules, [word for word in words if word.text != "Hail"]) == []


def test_a_value_from_the_page_before_is_a_row_at_the_top() -> None:
    rules, words = page(("Rest", *LABELS, *LABELS))
    words = [word for word in words if word.text != "Rest"]
    found = rows(rules, words)
    assert len(found) == len(rules) + 1
    assert found[0] < rules[0].at


def test_a_heading_above_a_card_is_a_row_of_its_own() -> None:
    rules, words = page(LABELS * 2)
    below = [Rule(rule.at + 60.0, rule.start, rule.stop) for rule in rules[4:]]
    moved = [
        *line("Second card", rules[3].at + 30.0),
        *(line_ for line_ in words if line_.baseline < rules[3].at),
        *(
            Word(word.text, word.x0, word.top + 60.0, word.x1, word.bottom + 60.0,
                 word.baseline + 60.0, word.size, word.bold, word.italic, word.color, word.glyphs)
            for word in words
            if word.baseline > rules[3].at
        ),
    ]  # fmt: skip
    found = rows([*rules[:4], *below], moved)
    assert len(found) == len(rules) + 2
    heading = rules[3].at + 30.0
    assert any(heading < y < below[0].at for y in found)


@pytest.mark.parametrize(
    "above",
    [
        ["Prose of the plan", "that goes on for", "some lines more"],
        ["*Summary", "Prose of the plan"],
        ["*Running title of a page"],
        ["-Running title"],
    ],
    ids=["prose", "a heading with prose", "a bold running title", "a small running title"],
)
def test_what_stands_above_the_top_of_the_first_card_is_no_row(above: list[str]) -> None:
    rules, words = page(LABELS * 2)
    for at, text in enumerate(above):
        own = line(text.lstrip("*-"), 70.0 + 11.0 * at, is_label=text[0] in "*-")
        words += [replace(word, bold=text[0] == "*") for word in own]
    assert rows([Rule(99.0, 60.0, 400.0), *rules], words) == [99.0, *(rule.at for rule in rules)]


def test_a_heading_in_the_type_of_labels_is_a_row_of_its_own() -> None:
    rules, words = page((*LABELS, "Gap", *LABELS))
    top = 100.0 + 4 * PITCH
    words = [word for word in words if not top < word.baseline < top + PITCH]
    words += line("Second card", top + 30.0, is_label=True)
    found = rows([rule for rule in rules if rule.at != rules[4].at], words)
    assert found[1:5] == [rule.at for rule in rules[:4]]
    assert rules[3].at < top + 30.0 < found[5] < top + PITCH + 12.0
    assert found[6:] == [rule.at for rule in rules[5:]]
