"""Group glyphs into words, and words into lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extract.geometry.drawn_strings import DrawnStrings
from extract.geometry.page_model import Code, Glyph, Line, StringLink, Word
from extract.script.letter_spacing import with_spaced_words_joined
from extract.script.raised_marks import is_note_mark, script_of, written
from extract.script.reading_order import logical, numbers_from_right, runs_from_right
from extract.text.thresholds import WORDS


def words_from_glyphs(glyphs: Iterable[Glyph]) -> list[Word]:
    """Group glyphs that follow each other without a space.

    Glyphs are taken in drawing order, so that words of two cells that touch on paper stay
    separate.

    Args:
        glyphs: in drawing order, including white space.

    Returns:
        Words in drawing order.
    """
    glyphs = list(glyphs)
    starts, strings = _column_starts(glyphs), DrawnStrings(glyphs)
    words: list[Word] = []
    run: list[Glyph] = []
    after_space = True
    link: StringLink = ""
    spaces: list[Glyph] = []
    for glyph in glyphs:
        if glyph.text.isspace() or not glyph.text:
            spaces.append(glyph)
            continue
        # Inside a word, there is nothing to say.
        new_link = (
            strings.link(run[-1], spaces, glyph) if run and (spaces or glyph.begins_string) else ""
        )
        has_space = bool(spaces) and not (run and _covers_space(run[-1], spaces[0], glyph))
        spaces = []
        if run and (
            has_space
            or new_link == "apart"
            or not _follows(run[-1], glyph)
            or (glyph.begins_string and _begins_column(glyph, starts))
        ):
            words.append(_word(run, after_space, link, words))
            run, after_space, link = [], False, new_link
        after_space = after_space or has_space
        run.append(glyph)
    if run:
        words.append(_word(run, after_space, link, words))
    return with_spaced_words_joined(words, WORDS.word_gap)


def _column_starts(glyphs: Sequence[Glyph]) -> Counter[float]:
    """Count the strings that begin at each x position, far from the string before them.

    Where strings are a few letters each, they begin anywhere.
    """
    starts: Counter[float] = Counter()
    strings = sum(glyph.begins_string for glyph in glyphs)
    if strings * WORDS.min_string > len(glyphs):
        return starts
    for last, glyph in pairwise(glyphs):
        if glyph.begins_string and (
            abs(glyph.baseline - last.baseline) > glyph.size / 2
            or glyph.x0 - last.x1 > WORDS.column_gap * glyph.size
        ):
            starts[round(glyph.x0, 1)] += 1
    return starts


def _begins_column(glyph: Glyph, starts: Counter[float]) -> bool:
    """Return whether a string begins at the start of a column, though it touches the one before.

    The text of a narrow cell may run up to the text of the next cell, or under it.
    """
    return starts[round(glyph.x0, 1)] >= WORDS.min_column_starts


def _covers_space(last: Glyph, space: Glyph, glyph: Glyph) -> bool:
    """Return whether a glyph is drawn over a space, so that no gap is visible.

    Programs that convert PostScript to PDF put such spaces between kerned letters.
    """
    width = space.x1 - space.x0
    return (
        space.x1 > space.x0
        and glyph.x0 - space.x0 <= WORDS.space_overlap * width
        and glyph.x0 - last.x1 <= WORDS.space_remainder * width
        and _follows(last, glyph)
    )


def _follows(last: Glyph, glyph: Glyph) -> bool:
    """Return whether a glyph continues the word of the previous glyph."""
    limits = WORDS
    size = last.size if last.size >= glyph.size else glyph.size
    gap = glyph.x0 - last.x1
    return (
        glyph.is_struck == last.is_struck
        and abs(glyph.baseline - last.baseline) <= limits.baseline_tolerance * size
        and -limits.glyph_overlap * size <= gap <= limits.word_gap * size
        and glyph.x0 > last.x0 - limits.backward_step * size
    )


def _word(
    run: Sequence[Glyph], after_space: bool, link: StringLink, before: Sequence[Word]
) -> Word:
    first = run[0]
    x0, top, x1, bottom = first.x0, first.top, first.x1, first.bottom
    for glyph in run:  # faster than a search for each side
        if glyph.x0 < x0:
            x0 = glyph.x0
        if glyph.top < top:
            top = glyph.top
        if glyph.x1 > x1:
            x1 = glyph.x1
        if glyph.bottom > bottom:
            bottom = glyph.bottom
    codes = tuple([(g.code, g.x0, g.top, g.x1, g.bottom) for g in run if g.code])
    printed = [glyph.text for glyph in run]
    text = "".join(printed)
    has_turned = len(text) > len(run) and any(len(t) > 1 and runs_from_right(t) for t in printed)
    return Word(
        text="".join(map(_from_left, printed)) if has_turned else text,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        baseline=first.baseline,
        size=first.size,
        bold=first.bold,
        italic=first.italic,
        color=first.color,
        glyphs=tuple([glyph.index for glyph in run]),
        after_space=after_space,
        codes=codes,
        begins_string=first.begins_string,
        is_struck=first.is_struck,
        link=link,
        after=before[-1].glyphs[-1] if before else -1,
        raw="".join([_raw(glyph) for glyph in run]) if codes or has_turned else "",
    )


def _from_left(text: str) -> str:
    """Return the letters of a glyph as they stand on paper: a ligature holds them as read."""
    return text[::-1] if runs_from_right(text) else text


def _raw(glyph: Glyph) -> str:
    """Return the text of a glyph as other readers give it: a sign may be a letter in the file."""
    return _letter_of(glyph.code) or glyph.text


@lru_cache(maxsize=1024)
def _letter_of(code: str) -> str:
    """Return the letter in the file for the sign that its font prints; empty for any other code."""
    number = int(code[2:], 16) if re.fullmatch(r"U\+[0-9A-F]{4}", code) else 0
    # The private codes of symbol fonts are not printable.
    return chr(number) if chr(number).isprintable() else ""


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Group words into lines, top to bottom and left to right.

    Args:
        words: of one cell, or of the text outside tables.

    Returns:
        Lines; superscripts and subscripts are part of the line that they belong to. Turned words
        make lines of their own, in reading order along their own direction.
    """
    words = list(words)
    turns = {word.turn for word in words}
    if turns <= {0}:
        return _upright_lines(words)
    groups = [lines_of_turn([word for word in words if word.turn == turn], turn) for turn in turns]
    groups.sort(key=lambda lines: (lines[0].top, lines[0].x0))
    return [line for lines in groups for line in lines]


def lines_of_turn(words: Sequence[Word], turn: int) -> list[Line]:
    """Group words that are written in one direction into lines, in the order of reading."""
    if not turn:
        return _upright_lines(words)
    placed = {word.glyphs: word for word in words}
    lines = []
    for line in _upright_lines([turned_upright(word, turn) for word in words]):
        own = [placed[word.glyphs] for word in line.words]
        top, bottom = min(word.top for word in own), max(word.bottom for word in own)
        lines.append(
            replace(
                line,
                x0=min(word.x0 for word in own),
                top=top,
                x1=max(word.x1 for word in own),
                bottom=bottom,
                baseline=(top + bottom) / 2,
                words=tuple(own),
                codes=tuple(code for word in own for code in word.codes),
            )
        )
    return lines


def turned_upright(word: Word, turn: int) -> Word:
    """Return a turned word as it stands when the paper is turned so that it can be read."""
    x0, top, x1, bottom = {
        90: (-word.bottom, word.x0, -word.top, word.x1),
        180: (-word.x1, -word.bottom, -word.x0, -word.top),
        270: (word.top, -word.x1, word.bottom, -word.x0),
    }[turn]
    return replace(word, x0=x0, top=top, x1=x1, bottom=bottom, baseline=(top + bottom) / 2, turn=0)


def _upright_lines(words: Iterable[Word]) -> list[Line]:
    groups: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        last = groups[-1] if groups else None
        if last and abs(word.baseline - last[0].baseline) <= WORDS.baseline_tolerance * max(
            word.size, last[0].size
        ):
            last.append(word)
        else:
            groups.append([word])
    groups = _merge_raised_marks(groups)
    lines = [_line(group) for group in groups]
    from_right = sum(runs_from_right(line.text) for line in lines)
    if not from_right or 2 * from_right <= sum(any(map(str.isalpha, one.text)) for one in lines):
        return lines
    return [line if runs_from_right(line.text) else _with_numbers_turned(line) for line in lines]


def _with_numbers_turned(line: Line) -> Line:
    """Put a line of numbers and marks in the order of the text around it, from right to left."""
    text = numbers_from_right(line.text)
    if text == line.text:
        return line
    return replace(line, text=text, raw=line.raw or line.text)


def _merge_raised_marks(groups: list[list[Word]]) -> list[list[Word]]:
    """Move each group of small type that overlaps the next or previous line into that line."""
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
    if max(word.size for word in small) > WORDS.raised_size * size:
        return False
    top, bottom = min(word.top for word in line), max(word.bottom for word in line)
    middle = sum((word.top + word.bottom) / 2 for word in small) / len(small)
    distance = min(
        max(mark.x0 - word.x1, word.x0 - mark.x1, 0.0) for mark in small for word in line
    )
    return top < middle < bottom and distance < size


class _Print(NamedTuple):
    """The words of a line as they are written and as they stand in the file."""

    pieces: list[str]
    """Each word with the space before it."""
    raw: str
    first_end: float
    """Right end of the first word, with what is joined to it."""
    raised: list[Code]


def _printed(ordered: Sequence[Word]) -> _Print:
    """Put the words of a line together, from left to right."""
    raw, first_end, pieces, raised, script = "", ordered[0].x1, [], [], ""
    is_first_word = True
    for index, word in enumerate(ordered):
        has_space = index > 0 and _has_space_between(ordered[index - 1], word)
        # A second mark may stand apart from the first one: `1, 2`.
        may_be_mark = index > 0 and (not has_space or script == "raised")
        script = script_of(word, _base_of(ordered, index), WORDS.raised_size) if may_be_mark else ""
        space, shown = " " if has_space else "", word.text
        if script:
            is_mark = script == "raised" and is_note_mark(word.text, raw)
            shown = written(word.text, script, is_mark)
            if is_mark:
                raised.append((word.text.strip(",;"), *word.bbox))
        if has_space:
            is_first_word = False
        elif index:
            first_end = word.x1 if is_first_word else first_end
        is_apart = has_space and _is_apart(ordered[index - 1], word)
        raw += (" " if is_apart else "") + (word.raw or word.text)
        pieces.append(("" if script and shown != word.text else space) + shown)
    return _Print(pieces, raw, first_end, raised)


def _line(words: Sequence[Word]) -> Line:
    ordered = sorted(words, key=lambda word: word.x0)
    pieces, raw, first_end, raised = _printed(ordered)
    text = "".join(pieces)
    if runs_from_right(text):
        text = logical(pieces, [word.begins_string for word in ordered])
    largest = ordered[0] if len(ordered) == 1 else max(ordered, key=lambda word: word.size)
    confidences = [word.confidence for word in ordered if word.confidence is not None]
    return Line(
        text=text,
        x0=ordered[0].x0,
        top=min([word.top for word in ordered]),
        x1=max([word.x1 for word in ordered]),
        bottom=max([word.bottom for word in ordered]),
        baseline=largest.baseline,
        size=largest.size,
        bold=all(word.bold for word in ordered),
        italic=all(word.italic for word in ordered),
        color=largest.color,
        glyphs=tuple([index for word in ordered for index in word.glyphs]),
        first_width=first_end - ordered[0].x0,
        words=tuple(ordered),
        after_space=ordered[0].after_space,
        codes=tuple([code for word in ordered for code in word.codes]),
        confidence=min(confidences, default=None),
        raw=raw if text != raw else "",
        raised=tuple(raised),
        has_struck=any(word.is_struck for word in ordered),
    )


def _base_of(words: Sequence[Word], index: int) -> Word:
    """Return the word beside which a mark stands: the nearest larger one to the left."""
    for before in reversed(words[:index]):
        if words[index].size <= WORDS.raised_size * before.size:
            return before
    return words[index - 1]


def _has_space_between(left: Word, right: Word) -> bool:
    """Return whether two neighbours of a line are two words."""
    return left.is_struck != right.is_struck or _is_apart(left, right)


def _is_apart(left: Word, right: Word) -> bool:
    """Return whether a space separates two neighbours of a line."""
    size = max(left.size, right.size)
    gap = right.x0 - left.x1
    if gap > WORDS.word_gap * size:
        return True
    is_beside = gap > -WORDS.backward_step * size
    return right.after_space and is_beside and left.glyphs[-1] < right.glyphs[0]


def part_of_line(line: Line, words: Sequence[Word]) -> Line:
    """Make a line from some words of a line, such as a page number beside a running title."""
    return replace(_line(words), baseline=line.baseline)
