"""What a terminal, a pipe or a file gets: plain text on lines, whoever reads it."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.terminal import (
    BIDI,
    QUIET,
    _lasting,
    _Stream,
    block,
    clean,
    doubt_count,
    fail,
    printable_json,
    say,
    shows_progress,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("two\n words\t here ", "two words here"),
        ("a\x1b[31mb\x07", "a[31mb"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("a\udcffb", "a\ufffdb"),
        ("a\ufffeb\uffffc\U0010ffff", "a\ufffdb\ufffdc\ufffd"),
        ("第一, naïve – “x”", "第一, naïve – “x”"),
        ("".join(sorted(BIDI)), ""),
    ],
)
def test_a_line_has_no_control_and_no_direction_character(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_lines_keep_their_white_space() -> None:
    assert block(["  a\x1b  b", "c\u202e"]) == "  a  b\nc"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0 doubts"), (1, "1 doubt"), (1234, "1,234 doubts")]
)
def test_doubts_are_counted_in_words(count: int, words: str) -> None:
    assert doubt_count(count) == f"{words} of reading"


def test_messages_are_lines_on_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    say("a\nline")
    with pytest.raises(SystemExit) as ended:
        fail("wrong\x07", 3)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "a line\nplanrows: wrong\n")
    assert ended.value.code == 3


@pytest.mark.parametrize("is_terminal", [True, False])
@pytest.mark.parametrize("is_quiet", [True, False])
def test_progress_is_shown_to_somebody_who_wants_it(
    is_terminal: bool, is_quiet: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return is_terminal

    monkeypatch.setattr(sys, "stderr", Stream())
    before = QUIET.set(is_quiet)
    try:
        assert shows_progress() is (is_terminal and not is_quiet)
    finally:
        QUIET.reset(before)


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", '"é 第"'), ("latin-1", '"\\u00e9 \\u7b2c"'), (None, '"\\u00e9 \\u7b2c"')],
)
def test_json_has_the_characters_that_the_output_can_encode(
    encoding: str | None, shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream(io.StringIO):
        pass

    Stream.encoding = encoding
    monkeypatch.setattr(sys, "stdout", Stream())
    assert printable_json('"é 第"') == shown


@contextlib.contextmanager
def piped() -> Iterator[tuple[int, int]]:
    read, write = os.pipe()
    try:
        yield read, write
    finally:
        for number in (read, write):
            with contextlib.suppress(OSError):
                os.close(number)


def test_a_reader_that_goes_away_ends_nothing() -> None:
    with piped() as (read, write):
        stream = _Stream(write, "standard output")
        assert stream.write(b"read") == 4
        assert os.read(read, 9) == b"read"
        os.close(read)
        for data in (b"lost", b"lost as well"):
            assert stream.write(data) == len(data)


def test_a_file_that_cannot_be_written_is_named() -> None:
    with piped() as (read, write):
        stream = _Stream(read, "standard output")  # this end is for reading
        with pytest.raises(OSError, match="Bad file descriptor") as told:
            stream.write(b"x")
        assert told.value.filename == "standard output"
        del write


def test_streams_of_others_are_left_alone() -> None:
    own = io.StringIO()
    assert _lasting(own, "standard output") is own
    in_memory = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    assert _lasting(in_memory, "standard output") is in_memory
    in_memory.write("é")
    in_memory.seek(0)
    assert in_memory.buffer.read() == b"\\xe9"


@pytest.mark.parametrize("is_buffered", [True, False])
def test_a_stream_takes_any_character_and_prompts_where_it_is_unbuffered(
    is_buffered: bool, tmp_path: Path
) -> None:
    path = tmp_path / "out"
    with path.open("wb", buffering=-1 if is_buffered else 0) as file:
        given = io.TextIOWrapper(file, encoding="ascii", write_through=True)
        given.write("first ")
        made = _lasting(given, "standard output")
        assert made is not given
        made.write("é\n")
        assert path.read_bytes() == (b"first " if is_buffered else b"first \\xe9\n")
        made.flush()
        assert path.read_bytes() == b"first \\xe9\n"


@contextlib.contextmanager
def opened(kind: str, folder: Path) -> Iterator[int]:
    """Open standard error, a terminal or a file; yield its number."""
    if kind == "standard error":
        yield 2
        return
    other, number = (
        os.openpty()
        if kind == "terminal"
        else (-1, os.open(folder / "a", os.O_CREAT | os.O_WRONLY))
    )
    try:
        yield number
    finally:
        for each in {other, number} - {-1}:
            os.close(each)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("kind", "is_prompt"), [("standard error", True), ("terminal", True), ("file", False)]
)
def test_each_line_is_written_at_once_where_somebody_reads_it(
    kind: str, is_prompt: bool, tmp_path: Path
) -> None:
    with opened(kind, tmp_path) as number:
        given = io.TextIOWrapper(io.BufferedWriter(io.FileIO(number, "w", closefd=False)))
        assert _lasting(given, "a stream").line_buffering is is_prompt


def test_a_closed_stream_stays_as_it_is() -> None:
    with open(os.devnull, "w", encoding="utf-8") as file:  # noqa: PTH123 - not a path
        pass
    with pytest.raises(ValueError, match="closed"):
        file.fileno()
    assert _lasting(file, "standard output") is file
