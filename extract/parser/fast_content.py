"""Parser of content streams that matches simple tokens with one regular expression.

pdfminer reads tokens one character class at a time, which takes a third of its time. Nearly all
content is numbers, names, strings without escapes, arrays of these, and operators. They are
matched here; everything else is left to pdfminer's parser.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from pdfminer.pdfinterp import PDFContentParser, PDFPageInterpreter
from pdfminer.pdftypes import PDFStream, resolve1, stream_value
from pdfminer.psparser import KWD, LIT, PSEOF, PSKeyword, PSLiteral, literal_name

from extract.parser.inks import grey_of_inks

if TYPE_CHECKING:
    from extract.parser.fast_device import FastDevice

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

_ENDS = frozenset(
    f"do_{name}" for name in (*"SsfFBb", "f_a", "B_a", "b_a", "sh", "Do", "EI", "ET", "EMC", "Q")
)
"""Methods of the operators that end a drawing, a text, or a part of the content."""


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
    """Executes content like its base, and keeps the device's `PaintState`."""

    device: FastDevice
    _is_in_text = False
    _last = ""
    """The method of the operator that was executed last."""
    _left_over = 0
    """How many operands that operator left behind, as pdfminer's may."""

    @property
    def ends_open(self) -> bool:
        """Whether content ended inside a text, after operands alone, or in a state just set up.

        Programs close what they open: content that does not was cut off, though it may have been
        compressed afterwards. Some never restore a saved state, but they draw in it last.
        """
        has_operands = len(self.argstack) > self._left_over
        is_set_up = bool(self.gstack) and self._last not in _ENDS
        return self._is_in_text or has_operands or is_set_up

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

    def get_current_state(self) -> Any:
        """Return the state that `q` saves, with that of the device."""
        return (*super().get_current_state(), self.device.state)

    def set_current_state(self, state: Any) -> None:
        """Restore what `get_current_state` returned."""
        *own, self.device.state = state
        super().set_current_state(tuple(own))

    def do_BT(self) -> None:  # noqa: N802 - name given by pdfminer
        """Begin a text."""
        self._is_in_text = True
        super().do_BT()

    def do_ET(self) -> None:  # noqa: N802 - name given by pdfminer
        """End a text."""
        self._is_in_text = False
        super().do_ET()

    def do_W(self) -> None:  # noqa: N802 -- named after the operator
        """Clip what follows to the path."""
        self.device.clip(self.curpath)

    def do_W_a(self) -> None:  # noqa: N802 - name given by pdfminer
        """Clip what follows to the path, by the even-odd rule."""
        self.device.clip(self.curpath)

    def do_SCN(self) -> None:  # noqa: N802 - name given by pdfminer
        """Set the colour of lines."""
        grey = grey_of_inks(self.graphicstate.scs, self.argstack)
        super().do_SCN()
        if grey is not None:
            self.graphicstate.scolor = grey

    def do_scn(self) -> None:
        """Set the colour of fills and text."""
        grey = grey_of_inks(self.graphicstate.ncs, self.argstack)
        super().do_scn()
        if grey is not None:
            self.graphicstate.ncolor = grey

    def do_gs(self, name: Any) -> None:
        """Set the opacity and the blend mode."""
        known = resolve1(self.resources.get("ExtGState"))
        if isinstance(known, dict):
            self.device.set_parameters(known.get(literal_name(name)))

    def do_sh(self, name: object) -> None:  # noqa: ARG002 -- the operand of the operator
        """Paint a shading over the clipped area."""
        self.device.paint_shading()

    def do_BDC(self, tag: Any, props: Any) -> None:  # noqa: N802 - name given by pdfminer
        """Begin marked content, which may be a layer."""
        self.device.begin_content(_layer(tag, props, self.resources))
        super().do_BDC(tag, props)

    def do_BMC(self, tag: Any) -> None:  # noqa: N802 - name given by pdfminer
        """Begin marked content without properties."""
        self.device.begin_content(None)
        super().do_BMC(tag)

    def do_EMC(self) -> None:  # noqa: N802 - name given by pdfminer
        """End marked content."""
        self.device.end_content()
        super().do_EMC()

    def do_Do(self, xobjid_arg: Any) -> None:  # noqa: N802 - name given by pdfminer
        """Draw a form or a picture, which may be a layer."""
        drawn = resolve1(self.xobjmap.get(literal_name(xobjid_arg)))
        self.device.begin_content(drawn.get("OC") if isinstance(drawn, PDFStream) else None)
        super().do_Do(xobjid_arg)
        self.device.end_content()

    def _execute_operator(self, operator: PSKeyword) -> None:
        name, count = _method(operator.name)
        if not name:
            return
        operands = self.pop(count)
        if len(operands) == count:
            getattr(self, name)(*operands)
        self._last, self._left_over = name, len(self.argstack)


@cache
def _method(operator: bytes) -> tuple[str, int]:
    """Return the method of an operator and the number of its operands; no name if unknown."""
    plain = str(operator, "utf-8", "ignore").replace("*", "_a").replace('"', "_w")
    name = f"do_{plain.replace(chr(39), '_q')}"
    method = getattr(FastInterpreter, name, None)
    return (name, method.__code__.co_argcount - 1) if method else ("", 0)


def _layer(tag: Any, props: Any, resources: Any) -> Any:
    """Return the property list of a layer's marked content; None for any other content."""
    if literal_name(tag) != "OC" or not isinstance(props, PSLiteral):
        return None
    known = resolve1(resources.get("Properties"))
    return known.get(literal_name(props)) if isinstance(known, dict) else None
