"""Find lines that lie over a table, such as a running title at a fixed place on each page.

Browsers print text of a fixed position on each page, even where a table takes the whole page. The
file draws it before or after all other text of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.geometry.page_model import ApartLine, PageTable, Rule, Rules, Word
from extract.page.thresholds import APART
from extract.text.words import lines_of


def apart_lines(words: Sequence[Word], tables: Sequence[PageTable]) -> Iterator[ApartLine]:
    """Yield the lines inside tables that the file draws first or last.

    Args:
        words: of the page, in drawing order.
        tables: with their text.
    """
    if not tables:
        return
    for run in _outer_runs(words):
        line = lines_of(run)[0]
        y = line.baseline - APART.middle_height * line.size
        for table in tables:
            x0, top, x1, bottom = table.bbox
            if top < y < bottom and x0 < line.x1 and line.x0 < x1:
                yield ApartLine(replace(line, words=()), _collides(run, y, table, words))


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
    cells = [cell for cell in table.cells if cell.bbox[1] < y < cell.bbox[3] and cell.row > 0]
    walls = {x for cell in cells for x in (cell.bbox[0], cell.bbox[2])}
    own, depth = {word.glyphs for word in run}, APART.min_depth
    return any(word.x0 + depth < x < word.x1 - depth for word in run for x in walls) or (
        bool(cells) and any(_covers(run, other) and other.glyphs not in own for other in words)
    )


def _covers(run: Sequence[Word], other: Word) -> bool:
    """Return whether some word of a line lies over another word."""
    first, depth = run[0], APART.min_depth
    if abs(other.baseline - first.baseline) > APART.max_line_step * first.size:
        return False
    return any(min(word.x1, other.x1) - max(word.x0, other.x0) > depth for word in run)
