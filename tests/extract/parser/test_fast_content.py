"""The fast parser yields the same objects as pdfminer's."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st
from pdfminer.pdfinterp import PDFContentParser
from pdfminer.pdftypes import PDFStream
from pdfminer.psparser import PSEOF, PSKeyword

from extract.parser.fast_content import FastParser

PIECES = [
    *(b"0", b"12", b"-3", b"+4", b"1.5", b"-.25", b"7.", b".", b"1-2", b"1e5", b"--1"),
    *(b"/F1", b"/F2+0", b"/A#20B", b"/", b"/\xc3\xa4"),
    *(b"(a)", b"()", b"(a(b)c)", b"(a\\)b)", b"(\\101)", b"(a\r\nb)", b"(open"),
    *(b"<41>", b"<4>", b"<>", b"<4 1>", b"<<", b">>", b"<4z>"),
    *(b"[", b"]", b"{", b"}", b"%c\n", b"\x00", b"\x0b"),
    *(b"BT", b"Tj", b"TJ", b"T*", b"f*", b"d1", b"re", b"'", b'"', b"true", b"false", b"null"),
    *(b"BI", b"ID", b"EI", b"BI /W 1 ID ab\nEI", b"Do", b"trueish", b"a5b"),
    *(b" ", b"\n", b"\r\n", b"\t", b"  "),
]


def _objects_of(parts: list[bytes]) -> list[Any]:
    try:
        parser = PDFContentParser([PDFStream({}, part) for part in parts])
    except PSEOF:
        return []
    found = []
    try:
        while True:
            found.append(parser.nextobject()[1])
    except PSEOF:
        return found


def _plain(found: list[Any]) -> list[Any]:
    """Streams and numbers as they can be told apart."""
    return [
        (type(one), str(one.attrs), one.rawdata) if isinstance(one, PDFStream) else repr(one)
        for one in found
    ]


def _same(parts: list[bytes]) -> None:
    try:
        expected = _plain(_objects_of(parts))
    except Exception as error:
        with pytest.raises(type(error)):
            list(FastParser([PDFStream({}, part) for part in parts]).objects())
        return
    parser = FastParser([PDFStream({}, part) for part in parts])
    assert _plain(list(parser.objects())) == expected


@given(
    st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join), min_size=1, max_size=3)
)
def test_pieces_in_any_order(parts: list[bytes]) -> None:
    _same(parts)


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map(b" ".join), min_size=1))
def test_pieces_with_blanks_between(parts: list[bytes]) -> None:
    _same(parts)


@given(st.binary(max_size=40))
def test_any_bytes(content: bytes) -> None:
    _same([content])


def test_plain_tokens_are_not_given_to_the_base(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = []
    base = PDFContentParser.nextobject

    def counted(self: PDFContentParser) -> Any:
        found = base(self)
        taken.append(found[1])
        return found

    monkeypatch.setattr(PDFContentParser, "nextobject", counted)
    content = b"q BT /F1 10 Tf 1 0 0 1 56.2 -.5 Tm [(Ab)-2.5<4142>] TJ T* ET Q\n"
    found = list(FastParser([PDFStream({}, content * 50)]).objects())
    assert sum(isinstance(one, PSKeyword) for one in found) == 8 * 50
    assert len(taken) == 1  # the first, before which there is nothing to look at


def test_a_number_too_long_for_python_is_passed_over_as_by_the_base() -> None:
    _same([b"1 " + b"9" * 5000 + b" 2 m\n"])
