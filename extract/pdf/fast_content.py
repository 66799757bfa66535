"""Parser of content streams that matches simple tokens with one regular expression.

pdfminer reads tokens one character class at a time, which takes a third of its time. Nearly all
content is numbers, names, strings without escapes, arrays of these, and operators. They are
matched here; everything else is left to pdfminer's parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import stream_value
from pdfminer.psparser import KWD, LIT, PSEOF, PSKeyword

_PLAIN = re.compile(
    rb"""[\t\n\f\r ]*+(?:
        ([-+]?\d{1,99}+)(?=[\s\[\](</])
      | ([-+]?(?:\d++\.\d*+|\.\d++))(?=[\s\[\](</])
      | \(([^()\\]*+)\)(?=.)
      | (?!(?:true|false|BI|ID)[\s\[(</])([A-Za-z]++[01]?\*?)(?=[\s\[(</])
      | /([A-Za-z0-9_.+-]++)(?=[\s\[\](</])
      | <((?:[0-9A-Fa-f]{2})*+)>(?=[^>])
      | (\[)
      | (\])
    )""",
    re.VERBOSE | re.DOTALL,
)
_INT, _FLOAT, _STRING, _OPERATOR, _NAME, _HEX, _OPEN, _CLOSE = range(1, 9)
_MAKERS: dict[int, Callable[[bytes], Any]] = {
    _INT: int,
    _FLOAT: float,
    _STRING: bytes,
    _OPERATOR: KWD,
    _NAME: lambda name: LIT(name.decode("ascii")),
    _HEX: lambda pairs: bytes.fromhex(pairs.decode("ascii")),
}


class FastParser(PDFContentParser):
    """Yields the same objects as its base."""

    BUFSIZ = 1 << 20
    """Bytes. The base parses a token at the end of a buffer."""

    def objects(self) -> Iterator[Any]:
        """Yield operands and operators in their order, to the end of the content."""
        while True:
            if self._is_between_objects():
                yield from self._plain_objects()
            try:
                yield self.nextobject()[1]
            except PSEOF:
                return

    def _is_between_objects(self) -> bool:
        is_between_tokens = self._parse1 == self._parse_main and not self._tokens
        return is_between_tokens and not (self.results or self.context or self.curstack)

    def _plain_objects(self) -> Iterator[Any]:
        """Yield objects up to the first one that is not simple, and stop before it."""
        array: list[Any] | None = None
        while found := _PLAIN.match(self.buf, self.charpos):
            kind = found.lastindex or 0
            if kind == _OPEN and array is None:
                array, start = [], self.charpos
            elif kind == _CLOSE and array is not None:
                yield array
                array = None
            elif kind >= _OPEN or (kind == _OPERATOR and array is not None):
                break
            elif array is not None:
                array.append(_MAKERS[kind](found[kind]))
            else:
                yield _MAKERS[kind](found[kind])
            self.charpos = found.end()
        if array is not None:
            self.charpos = start


class FastInterpreter(PDFPageInterpreter):
    """Executes content like its base."""

    def execute(self, streams: Sequence[object]) -> None:
        """Execute content streams, except a form that is being drawn already."""
        content = [
            stream
            for stream in map(stream_value, streams)
            if stream.objid is not None and stream.objid not in self.parent_stream_ids
        ]
        self.stream_ids.clear()
        self.stream_ids.update(stream.objid for stream in content if stream.objid is not None)
        try:
            parser = FastParser(content)
        except PSEOF:
            return
        for found in parser.objects():
            if isinstance(found, PSKeyword):
                self._execute_operator(found)
            else:
                self.push(found)

    def _execute_operator(self, operator: PSKeyword) -> None:
        name, count = _method(operator.name)
        if not name:
            return
        operands = self.pop(count)
        if len(operands) == count:
            getattr(self, name)(*operands)


@cache
def _method(operator: bytes) -> tuple[str, int]:
    """Return the method of an operator and the number of its operands; no name if unknown."""
    plain = str(operator, "utf-8", "ignore").replace("*", "_a").replace('"', "_w")
    name = f"do_{plain.replace(chr(39), '_q')}"
    method = getattr(PDFPageInterpreter, name, None)
    return (name, method.__code__.co_argcount - 1) if method else ("", 0)
