"""Glyphs to words, words to lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.geometry.page_model import Glyph, Line, Word

BLANK = 0.18
"""Gap between glyphs, in parts of the type size, from which a blank is read."""
TAKEN_BACK = 0.4
"""Share of a blank's width: what begins nearer to its start was set back over it."""
LEFT_OF_BLANK = 0.1
"""Share of a blank's width that may be left of it between letters of one word."""
SAME_BASELINE = 0.2
"""Parts of the type size by which baselines of one line may differ."""
RAISED = 0.8
"""Type this much smaller than its neighbour may be a raised or lowered mark of its line."""


def words_of(glyphs: Iterable[Glyph]) -> list[Word]:
    """Put glyphs that follow each other without a blank together.

    The order in which they are drawn is kept, so that words of two cells that touch on paper
    don't melt into one.

    Args:
        glyphs: in drawing order, white space too.

    Returns:
        Words in drawing order.
    """
    words: list[Word] = []
    run: list[Glyph] = []
    after_blank = True
    blank: Glyph | None = None
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text:
            blank = blank or glyph
            continue
        if blank is not None and not (run and _is_taken_back(run[-1], blank, glyph)):
            if run:
                words.append(_word(run, after_blank))
                run = []
            after_blank = True
        blank = None
        if run and not _follows(run[-1], glyph):
            words.append(_word(run, after_blank))
            run, after_blank = [], False
        run.append(glyph)
    if run:
        words.append(_word(run, after_blank))
    return words


def _is_taken_back(last: Glyph, blank: Glyph, glyph: Glyph) -> bool:
    """Say whether a glyph lies on a blank, right behind the one before: nobody sees a blank.

    Programs that make PDF of PostScript put such blanks between kerned letters.
    """
    return (
        blank.x1 > blank.x0
        and glyph.x0 - blank.x0 <= TAKEN_BACK * (blank.x1 - blank.x0)
        and glyph.x0 - last.x1 <= LEFT_OF_BLANK * (blank.x1 - blank.x0)
        and _follows(last, glyph)
    )


def _follows(last: Glyph, glyph: Glyph) -> bool:
    size = last.size if last.size >= glyph.size else glyph.size
    gap = glyph.x0 - last.x1
    return (
        abs(glyph.baseline - last.baseline) <= SAME_BASELINE * size
        and -0.5 * size <= gap <= BLANK * size
        and glyph.x0 > last.x0 - 0.1 * size
    )


def _word(run: Sequence[Glyph], after_blank: bool) -> Word:
    first = run[0]
    return Word(
        text="".join([glyph.text for glyph in run]),
        x0=min([glyph.x0 for glyph in run]),
        top=min([glyph.top for glyph in run]),
        x1=max([glyph.x1 for glyph in run]),
        bottom=max([glyph.bottom for glyph in run]),
        baseline=first.baseline,
        size=first.size,
        bold=first.bold,
        italic=first.italic,
        color=first.color,
        glyphs=tuple(glyph.index for glyph in run),
        after_blank=after_blank,
        codes=tuple([(g.code, g.x0, g.top, g.x1, g.bottom) for g in run if g.code]),
    )


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Put words on their lines, top to bottom and left to right.

    Args:
        words: of one cell, or of what stands outside of tables.

    Returns:
        Lines; raised marks stand in the line that they belong to.
    """
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        last = groups[-1] if groups else None
        if last and abs(word.baseline - last[0].baseline) <= SAME_BASELINE * max(
            word.size, last[0].size
        ):
            last.append(word)
        else:
            groups.append([word])
    return [_line(group) for group in _with_raised_marks(groups)]


def _with_raised_marks(groups: list[list[Word]]) -> list[list[Word]]:
    """Put a group of small type that overlaps the next or previous line into that line."""
    kept: list[list[Word]] = []
    index = 0
    while index < len(groups):
        group = groups[index]
        following = groups[index + 1] if index + 1 < len(groups) else None
        if following and _is_mark_of(group, following):
            groups[index + 1] = group + following
        elif kept and _is_mark_of(group, kept[-1]):
            kept[-1] = kept[-1] + group
        else:
            kept.append(group)
        index += 1
    return kept


def _is_mark_of(small: Sequence[Word], line: Sequence[Word]) -> bool:
    size = max(word.size for word in line)
    if max(word.size for word in small) > RAISED * size:
        return False
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    middle = sum((word.top + word.bottom) / 2 for word in small) / len(small)
    near = min(max(mark.x0 - word.x1, word.x0 - mark.x1, 0.0) for mark in small for word in line)
    return top < middle < bottom and near < size


def _line(words: Sequence[Word]) -> Line:
    ordered = sorted(words, key=lambda word: word.x0)
    text, first_end = "", ordered[0].x1
    still_first = True
    for index, word in enumerate(ordered):
        if index and is_apart(ordered[index - 1], word):
            text += " "
            still_first = False
        elif index and still_first:
            first_end = word.x1
        text += word.text
    largest = max(ordered, key=lambda word: word.size)
    return Line(
        text=text,
        x0=ordered[0].x0,
        top=min(word.top for word in ordered),
        x1=max(word.x1 for word in ordered),
        bottom=max(word.bottom for word in ordered),
        baseline=largest.baseline,
        size=largest.size,
        bold=all(word.bold for word in ordered),
        italic=all(word.italic for word in ordered),
        color=largest.color,
        glyphs=tuple(index for word in ordered for index in word.glyphs),
        first_width=first_end - ordered[0].x0,
        words=tuple(ordered),
        after_blank=ordered[0].after_blank,
        codes=tuple([code for word in ordered for code in word.codes]),
        confidence=min(
            (word.confidence for word in ordered if word.confidence is not None), default=None
        ),
    )


def is_apart(left: Word, right: Word) -> bool:
    """Say whether a blank stands between two words of a line."""
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    if gap > BLANK * size:
        return True
    return right.after_blank and gap > -0.1 * size and left.glyphs[-1] < right.glyphs[0]


def part_of_line(line: Line, words: Sequence[Word]) -> Line:
    """Make a line of some of a line's words, for a page number beside a running title."""
    return replace(_line(words), baseline=line.baseline)
