"""Find lines that lie over a table, such as a running title at a fixed place on each page.

Browsers print text of a fixed position on each page, even where a table takes the whole page. The
file draws it before or after all other text of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.geometry.bbox import shared_length
from extract.geometry.page_model import ApartLine, PageTable, Rule, Rules, Word
from extract.page.thresholds import APART


def apart_lines(words: Sequence[Word], tables: Sequence[PageTable]) -> Iterator[ApartLine]:
    """Yield the lines inside tables that the file draws first or last.

    Args:
        words: of the page, in drawing order.
        tables: with their text.
    """
    if not tables:
        return
    for run in _outer_runs(words):
        first, x0, x1 = run[0], run[0].x0, run[-1].x1
        y = first.baseline - APART.middle_height * first.size
        for table in tables:
            left, top, right, bottom = table.bbox
            if top < y < bottom and left < x1 and x0 < right:
                text = " ".join(word.text for word in run)
                glyphs = tuple(glyph for word in run for glyph in word.glyphs)
                collides = _collides(run, y, table, words)
                yield ApartLine(text, x0, first.baseline, glyphs, collides)


def without_rules_of(lines: Sequence[Word], rules: Rules) -> Rules:
    """Leave out the rules drawn along running lines, which are as long as no rule of a table.

    A rule of a table meets vertical lines with both ends, or has the ends of other rules.
    """

    def is_along(rule: Rule) -> bool:
        return any(
            abs(rule.at - word.baseline) <= APART.rule_distance * word.size
            and rule.start - APART.rule_overhang <= word.x0 <= rule.stop
            for word in lines
        )

    others = [rule for rule in rules.horizontal if not is_along(rule)]

    def is_of_table(rule: Rule) -> bool:
        return all(
            any(abs(other.at - x) <= APART.rule_overhang for other in rules.vertical)
            or any(
                abs(x - end) <= APART.rule_overhang
                for one in others
                for end in (one.start, one.stop)
            )
            for x in (rule.start, rule.stop)
        )

    gone = {rule.at for rule in rules.horizontal if is_along(rule) and not is_of_table(rule)}
    return replace(
        rules,
        horizontal=tuple(rule for rule in rules.horizontal if rule.at not in gone),
        marks=tuple(mark for mark in rules.marks if mark[1] not in gone),
        pieces=(
            tuple(one for one in rules.pieces[0] if not is_along(one) or is_of_table(one)),
            rules.pieces[1],
        ),
    )


def _outer_runs(words: Sequence[Word]) -> list[list[Word]]:
    """Return the first and the last runs of words that a space parts, in drawing order."""
    first = _runs(words[: APART.max_words])[: APART.max_runs]
    last = _runs(words[-APART.max_words :])[-APART.max_runs :]
    return list({run[0].glyphs: run for run in (*first, *last)}.values())


def _runs(words: Iterable[Word]) -> list[list[Word]]:
    runs: list[list[Word]] = []
    for word in words:
        last = runs[-1][-1] if runs else None
        if (
            last is not None
            and last.turn == word.turn == 0
            and abs(last.baseline - word.baseline) < 1
            and 0 < word.x0 - last.x1 < APART.max_space * word.size
        ):
            runs[-1].append(word)
        else:
            runs.append([word])
    return runs


def _collides(run: Sequence[Word], y: float, table: PageTable, words: Sequence[Word]) -> bool:
    """Return whether a line below the first row lies over a wall or over other words."""
    cells = [cell for cell in table.cells if cell.bbox[1] < y < cell.bbox[3] and cell.row > 0]
    if not cells:
        return False
    depth, baseline = APART.min_depth, run[0].baseline
    walls = {x for cell in cells for x in (cell.bbox[0], cell.bbox[2])}
    if any(word.x0 + depth < x < word.x1 - depth for word in run for x in walls):
        return True
    most, own = APART.max_line_step * run[0].size, {word.glyphs for word in run}
    near = [one for one in words if abs(one.baseline - baseline) <= most]
    return any(
        shared_length(word.x0, word.x1, other.x0, other.x1) > depth
        for other in near
        if other.glyphs not in own
        for word in run
    )
