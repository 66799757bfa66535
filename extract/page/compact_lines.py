"""Lines in little room, so that documents of thousands of pages can be held whole.

The lines of one page are thousands of objects, and once it is read they are looked at a few
times only, cell by cell. What is kept is one string of bytes a cell, written by `marshal`, as
Python keeps what it compiled; its lines are made from that when they are asked for.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Any, SupportsIndex, overload

from extract.geometry.page_model import Line, PageCell, PageReading, PageTable, Word
from extract.runtime.spool import Spool

_line_values, _word_values = attrgetter(*Line.__slots__), attrgetter(*Word.__slots__)
_GLYPHS, _WORDS = Line.__slots__.index("glyphs"), Line.__slots__.index("words")
_WORD_GLYPHS = Word.__slots__.index("glyphs")


CELLS_AT_HAND = 1024
"""Cells whose lines are held unpacked too: what is looked at is mostly looked at again soon."""


class CompactLines(Sequence[Line]):
    """Lines that are made when they are asked for; like a tuple of them in all else.

    Where they are put aside, they are the bytes of a number in a spool.
    """

    __slots__ = ("_count", "_held", "spool", "with_words")

    def __init__(
        self, held: bytes, count: int, *, with_words: bool, spool: Spool | None = None
    ) -> None:
        self.with_words = with_words
        self._count = count
        self.spool = spool
        self._held: bytes | int = held if spool is None else spool.put(held)

    @classmethod
    def of(
        cls, lines: Sequence[Line], *, with_words: bool = False, spool: Spool | None = None
    ) -> CompactLines:
        """Pack lines; see `pack`."""
        if isinstance(lines, CompactLines) and lines.with_words == with_words:
            return cls(lines._packed, len(lines), with_words=with_words, spool=spool)
        held = marshal.dumps([_plain(line, with_words) for line in lines])
        return cls(held, len(lines), with_words=with_words, spool=spool)

    @property
    def _packed(self) -> bytes:
        if self.spool is None:
            assert isinstance(self._held, bytes)
            return self._held
        assert isinstance(self._held, int)
        return self.spool.get(self._held)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self._packed, self._count, self.with_words)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        return iter(_unpacked(self._packed))

    @overload
    def __getitem__(self, index: SupportsIndex) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Line | tuple[Line, ...]:
        return _unpacked(self._packed)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _restored(held: bytes, count: int, with_words: bool) -> CompactLines:
    return CompactLines(held, count, with_words=with_words)


def pack(
    lines: Sequence[Line], *, with_words: bool = False, spool: Spool | None = None
) -> Sequence[Line]:
    """Hold lines in little room.

    Args:
        lines: of a cell, or of what stands outside of tables.
        with_words: keep the words that they are made of: they take more room than all else.
        spool: where to put them aside; they stay in memory, or where they are, without one.

    Returns:
        The same lines.
    """
    is_packed = isinstance(lines, CompactLines) and lines.with_words == with_words
    if not lines or (is_packed and (spool is None or spool_of(lines) is spool)):
        return lines
    return CompactLines.of(lines, with_words=with_words, spool=spool)


def spool_of(lines: Sequence[Line]) -> Spool | None:
    """Say where lines are put aside; None where they are not."""
    return lines.spool if isinstance(lines, CompactLines) else None


def packed(
    reading: PageReading, *, ruled_only: bool = False, spool: Spool | None = None
) -> PageReading:
    """Hold a reading in little room: its cells keep their lines, not the words of these.

    Once a page's cells are found nothing asks for their words.

    Args:
        reading: of a page.
        ruled_only: leave tables as they are that are read again with what other pages tell.
        spool: where to put lines aside.

    Returns:
        The same reading; lines outside of tables keep their words.
    """
    tables = tuple(
        table if ruled_only and not table.is_ruled else _packed_table(table, spool)
        for table in reading.tables
    )
    texts = reading.glyph_texts
    return replace(
        reading,
        tables=tables,
        lines=pack(reading.lines, with_words=True, spool=spool),
        rules=reading.rules if ruled_only else None,
        glyph_texts="".join(texts) if all(len(text) == 1 for text in texts) else texts,
    )


def _packed_table(table: PageTable, spool: Spool | None) -> PageTable:
    cells = tuple(_packed_cell(cell, spool) for cell in table.cells)
    is_same = all(one is other for one, other in zip(cells, table.cells, strict=True))
    return table if is_same else replace(table, cells=cells)


def _packed_cell(cell: PageCell, spool: Spool | None) -> PageCell:
    lines = pack(cell.lines, spool=spool)
    return cell if lines is cell.lines else replace(cell, lines=lines)


@lru_cache(maxsize=CELLS_AT_HAND)
def _unpacked(packed: bytes) -> tuple[Line, ...]:
    return tuple(map(_line, marshal.loads(packed)))


def _plain(line: Line, with_words: bool) -> list[Any]:
    values = list(_line_values(line))
    values[_GLYPHS] = _steps(line.glyphs)
    values[_WORDS] = tuple(map(_plain_word, line.words)) if with_words else ()
    return values


def _plain_word(word: Word) -> list[Any]:
    values = list(_word_values(word))
    values[_WORD_GLYPHS] = _steps(word.glyphs)
    return values


def _line(values: list[Any]) -> Line:
    values[_GLYPHS] = _glyphs(values[_GLYPHS])
    values[_WORDS] = tuple(map(_word, values[_WORDS]))
    return Line(*values)


def _word(values: list[Any]) -> Word:
    values[_WORD_GLYPHS] = _glyphs(values[_WORD_GLYPHS])
    return Word(*values)


def _steps(glyphs: Sequence[int]) -> tuple[int, bytes] | tuple[int, ...]:
    """Write ascending numbers as the first and the step to each next one, a byte each."""
    steps = [after - before for before, after in pairwise(glyphs)]
    if glyphs and all(0 <= step < 256 for step in steps):
        return (glyphs[0], bytes(steps))
    return tuple(glyphs)


def _glyphs(steps: tuple[Any, ...]) -> tuple[int, ...]:
    if len(steps) == 2 and isinstance(steps[1], bytes):
        return tuple(accumulate(steps[1], initial=steps[0]))
    return steps
