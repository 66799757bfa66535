"""Store lines compactly, so that documents of thousands of pages fit in memory.

The lines of one page are thousands of objects, and after reading they are used only a few times,
cell by cell. Each cell stores them as one byte string, written by `marshal`, and unpacks them on
access.
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
from extract.ruling.thresholds import RULING
from extract.runtime.spool import Spool

_line_values, _word_values = attrgetter(*Line.__slots__), attrgetter(*Word.__slots__)
_GLYPHS, _WORDS = Line.__slots__.index("glyphs"), Line.__slots__.index("words")
_WORD_GLYPHS = Word.__slots__.index("glyphs")


_CACHED_CELLS = 1024
"""Cells whose unpacked lines are cached: a cell is usually used several times in a row."""
_CACHED_PAGES = 16
"""Pages whose unpacked lines are cached: they are some thousand times as large as those of a cell,
and pages are used in order."""


def _bytes_of(place: bytes | int, spool: Spool | None) -> bytes:
    """Return packed bytes: themselves, or those that a spool holds under a number."""
    if spool is None:
        assert isinstance(place, bytes)
        return place
    assert isinstance(place, int)
    return spool.get(place)


class CompactLines(Sequence[Line]):
    """An immutable sequence of lines that are unpacked on access; it equals a tuple of them.

    With a spool, the bytes are in the spool and this object keeps their number.
    """

    __slots__ = ("_count", "_place", "spool", "with_words")

    def __init__(
        self, packed: bytes, count: int, *, with_words: bool, spool: Spool | None = None
    ) -> None:
        self.with_words = with_words
        self.spool = spool  # None: the lines are in memory
        self._count = count
        self._place: bytes | int = packed if spool is None else spool.put(packed)

    @classmethod
    def of(
        cls, lines: Sequence[Line], *, with_words: bool = False, spool: Spool | None = None
    ) -> CompactLines:
        """Pack lines; see `pack_lines`."""
        if isinstance(lines, CompactLines) and lines.with_words == with_words:
            packed = _bytes_of(lines._place, lines.spool)
        else:
            packed = marshal.dumps([_line_to_values(line, with_words) for line in lines])
        return cls(packed, len(lines), with_words=with_words, spool=spool)

    def _unpacked(self) -> tuple[Line, ...]:
        # Only lines outside of tables, of whole pages, keep their words.
        lines_of = _page_lines if self.with_words else _cell_lines
        return lines_of(self._place, self.spool)

    def __reduce__(self) -> tuple[Any, ...]:
        return _unpickle, (_bytes_of(self._place, self.spool), self._count, self.with_words)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Line]:
        # As `_unpacked`, without another call: lines are asked for a hundred times a cell.
        return iter((_page_lines if self.with_words else _cell_lines)(self._place, self.spool))

    @overload
    def __getitem__(self, index: SupportsIndex) -> Line: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Line, ...]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> Line | tuple[Line, ...]:
        return self._unpacked()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class CompactTexts(Sequence[str]):
    """The texts of a page's glyphs in a spool: a string, if each is one character, or a tuple.

    They are needed twice, from the first to the last one; each pass reads them again.
    """

    __slots__ = ("_count", "_number", "_spool")

    def __init__(self, texts: str | tuple[str, ...], spool: Spool) -> None:
        self._count = len(texts)
        self._spool = spool
        self._number = spool.put(marshal.dumps(texts))

    def _unpacked(self) -> str | tuple[str, ...]:
        texts: str | tuple[str, ...] = marshal.loads(self._spool.get(self._number))
        return texts

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (tuple(self),)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        return iter(self._unpacked())

    @overload
    def __getitem__(self, index: SupportsIndex) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: SupportsIndex | slice) -> str | Sequence[str]:
        return self._unpacked()[index]


def _unpickle(packed: bytes, count: int, with_words: bool) -> CompactLines:
    return CompactLines(packed, count, with_words=with_words)


def pack_lines(
    lines: Sequence[Line], *, with_words: bool = False, spool: Spool | None = None
) -> Sequence[Line]:
    """Pack lines into a compact sequence.

    Args:
        lines: of a cell, or of the text outside tables.
        with_words: whether to keep the words of the lines, which take most of the space.
        spool: stores the bytes; by default they stay in memory or in their present spool.

    Returns:
        The same lines.
    """
    is_packed = isinstance(lines, CompactLines) and lines.with_words == with_words
    if not lines or (is_packed and (spool is None or spool_of(lines) is spool)):
        return lines
    return CompactLines.of(lines, with_words=with_words, spool=spool)


def spool_of(lines: Sequence[Line]) -> Spool | None:
    """Return the spool that stores the lines; None if they are in memory."""
    return lines.spool if isinstance(lines, CompactLines) else None


def pack_reading(
    reading: PageReading, *, ruled_only: bool = False, spool: Spool | None = None
) -> PageReading:
    """Pack the lines of a reading; lines in tables lose their words.

    The words of a table are not used after its cells are found.

    Args:
        reading: of a page.
        ruled_only: do not pack tables that may be read otherwise when other pages are known.
        spool: stores the packed lines.

    Returns:
        The same reading; lines outside tables keep their words.
    """
    tables = tuple(
        table if ruled_only and is_open(table) else _pack_table(table, spool)
        for table in reading.tables
    )
    return replace(
        reading,
        tables=tables,
        lines=pack_lines(reading.lines, with_words=True, spool=spool),
        rules=reading.rules if ruled_only else None,
        apart=reading.apart if ruled_only else (),
        second=reading.second if ruled_only else (),
        glyph_texts=_pack_texts(reading.glyph_texts, spool),
    )


def _pack_texts(texts: Sequence[str], spool: Spool | None) -> Sequence[str]:
    if isinstance(texts, CompactTexts):
        return texts
    joined = "".join(texts) if all(len(text) == 1 for text in texts) else tuple(texts)
    return joined if spool is None else CompactTexts(joined, spool)


def is_open(table: PageTable) -> bool:
    """Return whether other pages may show rows or columns that no line of a table draws."""
    return not table.is_ruled or table.row_count <= RULING.max_open_rows


def _pack_table(table: PageTable, spool: Spool | None) -> PageTable:
    cells = tuple(_pack_cell(cell, spool) for cell in table.cells)
    is_same = all(one is other for one, other in zip(cells, table.cells, strict=True))
    return table if is_same else replace(table, cells=cells)


def _pack_cell(cell: PageCell, spool: Spool | None) -> PageCell:
    lines = pack_lines(cell.lines, spool=spool)
    return cell if lines is cell.lines else replace(cell, lines=lines)


def _lines_of(place: bytes | int, spool: Spool | None) -> tuple[Line, ...]:
    return tuple(map(_line_from_values, marshal.loads(_bytes_of(place, spool))))


_cell_lines = lru_cache(maxsize=_CACHED_CELLS)(_lines_of)
_page_lines = lru_cache(maxsize=_CACHED_PAGES)(_lines_of)


def _line_to_values(line: Line, with_words: bool) -> list[Any]:
    values = list(_line_values(line))
    values[_GLYPHS] = _encode_glyphs(line.glyphs)
    values[_WORDS] = tuple(map(_word_to_values, line.words)) if with_words else ()
    return values


def _word_to_values(word: Word) -> list[Any]:
    values = list(_word_values(word))
    values[_WORD_GLYPHS] = _encode_glyphs(word.glyphs)
    return values


def _line_from_values(values: list[Any]) -> Line:
    values[_GLYPHS] = _decode_glyphs(values[_GLYPHS])
    values[_WORDS] = tuple(map(_word_from_values, values[_WORDS]))
    return Line(*values)


def _word_from_values(values: list[Any]) -> Word:
    values[_WORD_GLYPHS] = _decode_glyphs(values[_WORD_GLYPHS])
    return Word(*values)


def _encode_glyphs(glyphs: Sequence[int]) -> tuple[int, bytes] | tuple[int, ...]:
    """Encode ascending indices as the first one and the differences, one byte each."""
    steps = [after - before for before, after in pairwise(glyphs)]
    if glyphs and all(0 <= step < 256 for step in steps):
        return (glyphs[0], bytes(steps))
    return tuple(glyphs)


def _decode_glyphs(steps: tuple[Any, ...]) -> tuple[int, ...]:
    if len(steps) == 2 and isinstance(steps[1], bytes):
        return tuple(accumulate(steps[1], initial=steps[0]))
    return steps
