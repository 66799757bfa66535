"""Grids of cards that draw a line below each value, whose label stands above it.

Lines between paragraphs are no cards. Cards show by short labels in one type above values in
another one, which nearly all sections between lines have; the page prints some labels again, or all
sections have one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.geometry.clustering import bounded_clusters
from extract.geometry.page_model import Rule, Word
from extract.ruling.boxed_lattices import BoxedLattice
from extract.ruling.frames import Lattice
from extract.ruling.rule_groups import rule_groups_of, single_lines
from extract.ruling.thresholds import RULING

_Type = tuple[bool, float, tuple[float, ...]]
"""Whether a line is bold, its type size and its colour."""


class _Line(NamedTuple):
    """A line of text between two rules."""

    top: float
    baseline: float
    type: _Type | None
    text: str

    @property
    def is_short(self) -> bool:
        return len(self.text.split()) <= RULING.max_label_words


def ruled_stacks(loose: Sequence[Rule], words: Sequence[Word]) -> Iterator[BoxedLattice]:
    """Find cards whose values have a line below them, and their labels above them.

    Args:
        loose: horizontal lines in no ruled table.
        words: the words of the page.

    Yields:
        A grid of one column for the cards that have the same sides; each box holds a label and its
        value.
    """
    for group in rule_groups_of(loose, ()):
        rules = single_lines(sorted(group.lines, key=lambda rule: rule.at))
        if len(rules) < RULING.min_boxes:
            continue
        lines = _lines_between(words, group.left, group.right)
        baselines = [line.baseline for line in lines]
        ends = [bisect_right(baselines, rule.at) for rule in rules]
        sections = [lines[first:stop] for first, stop in pairwise(ends)]
        label = _type_of_labels(sections)
        if label is None:
            continue
        sections.insert(0, _lines_above(lines, rules[0], sections, label))
        if _are_cards(sections, label):
            yield _lattice(sections, rules, label, (group.left, group.right))


def _lines_between(words: Sequence[Word], left: float, right: float) -> list[_Line]:
    """Return the lines of a column of the page, from top to bottom."""
    slack = RULING.max_end_difference
    own = [word for word in words if left - slack <= word.x0 and word.x1 <= right + slack]
    own.sort(key=lambda word: word.baseline)
    lines = bounded_clusters(own, lambda word: word.baseline, RULING.corner_distance)
    return [_line(sorted(line, key=lambda word: word.x0)) for line in lines]


def _line(words: Sequence[Word]) -> _Line:
    types = {(word.bold, round(word.size, 1), word.color) for word in words}
    return _Line(
        min(word.top for word in words),
        words[0].baseline,
        types.pop() if len(types) == 1 else None,
        " ".join(word.text for word in words),
    )


def _type_of_labels(sections: Sequence[Sequence[_Line]]) -> _Type | None:
    """Return the type of most first lines; None if many values have it, too."""
    firsts = Counter(lines[0].type for lines in sections if len(lines) > 1)
    seconds = Counter(lines[1].type for lines in sections if len(lines) > 1)
    if not firsts:
        return None
    label = firsts.most_common(1)[0][0]
    # A heading above a card is the first line of its section, and the label the second one.
    most = (1 - RULING.min_pairs) * len(sections)
    return label if label is not None and seconds[label] <= most else None


def _are_cards(sections: Sequence[Sequence[_Line]], label: _Type) -> bool:
    """Return whether nearly all sections are a short label and its value, and labels repeat.

    On a page of one card, none is repeated: then all sections are.
    """
    known = _labels_of(sections, label)
    labels = [
        lines[at].text
        for lines in sections
        if (at := _label_in(lines, label, known)) is not None and at + 1 < len(lines)
    ]
    is_repeated = len(set(labels)) < len(labels)
    least = RULING.min_pairs if is_repeated else 1.0
    return len(labels) >= max(RULING.min_boxes, least * len(sections))


def _labels_of(sections: Sequence[Sequence[_Line]], label: _Type) -> Counter[str]:
    """Count the labels of the sections that have just one."""
    found = ([line.text for line in lines if line.type == label] for lines in sections)
    return Counter(own[0] for own in found if len(own) == 1)


def _label_in(lines: Sequence[_Line], label: _Type, known: Container[str]) -> int | None:
    """Return the place of the label among the lines of a section; None if it has not just one.

    A heading above it may have its type: the label is then the one that other sections have.
    """
    found = [at for at, line in enumerate(lines) if line.type == label]
    if len(found) > 1 and found == list(range(len(found))):
        found = [at for at in found if lines[at].text in known]
    return found[0] if len(found) == 1 and lines[found[0]].is_short else None


def _lines_above(
    lines: Sequence[_Line], rule: Rule, sections: Sequence[Sequence[_Line]], label: _Type
) -> list[_Line]:
    """Return the label and the value above the first rule, or the rest of a value, if any.

    The rule may also be the top of the first card: a heading with prose, a running title or prose
    may stand above it. It is no value that has more lines than all others, or another type. Where
    labels repeat, the first one is among them.
    """
    above = [line for line in lines if line.baseline <= rule.at]
    at = next((n for n in reversed(range(len(above))) if above[n].type == label), None)
    printed = {line.text for own in sections for line in own if line.type == label}
    if at is not None and above[at].text in printed:
        return above[at:]
    known = _labels_of(sections, label)
    if not _may_be_value(above if at is None else above[at + 1 :], sections, label):
        return []
    if at is not None:
        return [] if max(known.values(), default=0) > 1 else above[at:]
    # A value that begins on the page before: nothing else stands above it.
    is_whole = all(
        below.baseline - up.baseline <= RULING.max_value_pitch * (below.baseline - below.top)
        for up, below in pairwise(above)
    )
    return above if is_whole else []


def _may_be_value(
    lines: Sequence[_Line], sections: Sequence[Sequence[_Line]], label: _Type
) -> bool:
    """Return whether lines are no more than those of another value, in the type of values."""
    known = _labels_of(sections, label)
    places = ((own, _label_in(own, label, known)) for own in sections)
    values = [own[at + 1 :] for own, at in places if at is not None]
    types = {line.type for own in values for line in own}
    most = max(map(len, values), default=0)
    return len(lines) <= most and all(line.type in types for line in lines)


def _lattice(
    sections: Sequence[Sequence[_Line]],
    rules: Sequence[Rule],
    label: _Type,
    xs: tuple[float, float],
) -> BoxedLattice:
    """Make the grid: a row for each section, and one for what stands above a label in it."""
    ys = [sections[0][0].top - RULING.corner_distance] if sections[0] else []
    known = _labels_of(sections, label)
    for lines, rule in zip(sections, rules, strict=True):
        at = _label_in(lines, label, known)
        if at and ys:
            ys.append((lines[at - 1].baseline + lines[at].top) / 2)
        ys.append(rule.at)
    lattice = Lattice(
        xs,
        tuple(ys),
        tuple(Rule(y, *xs) for y in ys),
        tuple(Rule(x, ys[0], ys[-1]) for x in xs),
    )
    return BoxedLattice(lattice, frozenset(), frozenset())
