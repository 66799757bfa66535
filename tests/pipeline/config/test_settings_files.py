"""Whatever is wrong with a hand-made file: its name, the line and what was expected."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.model import Frozen
from pipeline.config.config import key_lines
from pipeline.config.settings_files import MAX_BYTES, MAX_QUOTED, read_records, read_toml, validate
from pipeline.errors import SettingsError


class Line(Frozen):
    """A record of the test."""

    name: str
    count: int = 0
    tags: tuple[str, ...] = ()
    line: int = 0


def read(tmp_path: Path, data: bytes) -> tuple[Line, ...]:
    path = tmp_path / "lines.csv"
    path.write_bytes(data)
    return read_records(path, Line, ("name",))


@pytest.mark.parametrize(
    "data",
    [
        b"name,count,tags\na,1,x|y\n\nb,,\n",
        b"\xef\xbb\xbfname,count,tags\r\na,1,x | y\r\nb,,\r\n",
        b'tags,name,count\n"x|y",a,1\n,b,\n',
        b"\nName;Count;TAGS\r\na;1;x|y;;\r\nb\r\n",
        "name\tcount\ttags\r\na\t1\tx|y\r\nb\t\t\r\n".encode("utf-16"),
        b"name,count,tags\na,1,x|y\ncount,name\n,b\n",
        b"sep=;\r\nname;count;tags\r\na;1;x|y\r\nb;;\r\n",
        b'"sep=,"\nname,count,tags\na,1,x|y\nb,,\n',
    ],
)
def test_records_are_read(tmp_path: Path, data: bytes) -> None:
    records = read(tmp_path, data)
    assert [(r.name, r.count, r.tags) for r in records] == [("a", 1, ("x", "y")), ("b", 0, ())]
    assert all(record.line for record in records)


def test_a_file_that_is_not_there_has_no_records(tmp_path: Path) -> None:
    assert read_records(tmp_path / "none.csv", Line) == ()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name|count\na|1\n", r"line 1: column 'name\|count' is unknown"),
        (b"name,colour\na,red\n", "line 1: column 'colour' is unknown; expected the columns"),
        (b"name,name\na,b\n", "line 1: column 'name' is twice"),
        (b"count\n1\n", "line 1: column 'name' is missing"),
        (b"name,count\na,one\n", "line 2: count = 'one'; expected a whole number"),
        (b"name,count\na,1\na,2\n", r"line 3: \('a',\) again; expected each name once"),
        (b"name,count\na,1,2\n", "line 2: 3 values; expected 2, as the header has"),
        (b"name\ncaf\xe9\n", "line 2: byte 0xe9; expected UTF-8 text; save it as “CSV UTF-8”"),
        (b"sep=;\nname;count\na;one\n", "line 3: count = 'one'; expected a whole number"),
        (b"\xff\xfen\0a\0m\0e\0\n\0\xd8", "expected UTF-16 text"),
        (b"name\na\0b\n", "line 2: a NUL byte"),
        (b'name\n"a\n', "expected RFC 4180 CSV, quotes closed"),
    ],
)
def test_what_is_wrong_is_said(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(SettingsError, match=message) as caught:
        read(tmp_path, data)
    assert str(tmp_path / "lines.csv") in str(caught.value)


def test_a_long_value_is_quoted_in_part(tmp_path: Path) -> None:
    most = "x" * (MAX_QUOTED - 2)
    for value, quoted in ((most, repr(most)), (f"{most}x", f"'{most[:-2]}...")):
        with pytest.raises(SettingsError) as caught:
            read(tmp_path, f"name,count\na,{value}\n".encode())
        assert f"count = {quoted}; expected" in str(caught.value)


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(SettingsError, match=r"16,777,217 bytes; expected a file made by hand"):
        read_records(path, Line)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[line]\nname = "a"\ncount = "x"\n', "line 3: count = 'x'; expected a whole number"),
        ("[line]\ncount = 1\n", "line 1: name is missing; expected a value for this key"),
        ('[line]\nname = "a"\n# words\nsize = 1\n', "line 4: size = 1; expected one of the keys"),
    ],
)
def test_settings_name_the_line(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(text, encoding="utf-8")
    values, _ = read_toml(path)
    lines = {key.removeprefix("line").lstrip("."): n for key, n in key_lines(text).items()}
    with pytest.raises(SettingsError, match=message):
        validate(Line, values["line"], path, lines)


def test_no_toml_is_said(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text("[source\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"plan.toml: .*line 1.*; expected TOML"):
        read_toml(path)


class Place(Frozen):
    """A record with columns of all kinds, named by one column."""

    name: str
    code: str | None
    note: str | None = None
    file: str = ""


def places(tmp_path: Path, text: str) -> list[tuple[object, ...]]:
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    return [(p.name, p.code, p.note, p.file) for p in read_records(path, Place, ignored=("more",))]


def test_an_empty_cell_is_an_empty_text_or_no_value(tmp_path: Path) -> None:
    assert places(tmp_path, "name,code,note,more\n,,,x\na,b,c,\n") == [
        ("", None, None, "places.csv"),
        ("a", "b", "c", "places.csv"),
    ]


def test_a_column_for_the_file_s_name_is_kept(tmp_path: Path) -> None:
    """Files that a program writes may say where their lines come from."""
    assert places(tmp_path, "name,code,file\na,b,old.csv\n") == [("a", "b", None, "old.csv")]


def test_one_cell_is_no_second_header(tmp_path: Path) -> None:
    """A record may be called as a column is."""
    assert [record.name for record in read(tmp_path, b"name\nname\nb\n")] == ["name", "b"]


def test_a_cell_beyond_the_header_may_be_blank(tmp_path: Path) -> None:
    assert [record.name for record in read(tmp_path, b"name\na, ,\n")] == ["a"]


def test_without_a_key_lines_may_be_alike(tmp_path: Path) -> None:
    path = tmp_path / "lines.csv"
    path.write_text("name\na\na\n", encoding="utf-8")
    assert [record.line for record in read_records(path, Line)] == [2, 3]


def test_the_apostrophe_before_a_formula_is_no_part_of_a_value(tmp_path: Path) -> None:
    assert [record.name for record in read(tmp_path, b"name\n'=1+1\n")] == ["=1+1"]


def test_an_escape_of_toml_makes_no_character_that_is_not_text(tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text('"a\\u0001" = ["\\u0002", {b = "\\u0003"}, 4]\n', encoding="utf-8")
    assert read_toml(path)[0] == {"a\ufffd": ["\ufffd", {"b": "\ufffd"}, 4]}


@pytest.mark.parametrize("second", ["name,code", "CODE,name", "code,more,name,note"])
def test_a_header_that_occurs_again_may_lack_or_add_columns(tmp_path: Path, second: str) -> None:
    cells = {"name": "d", "code": "e", "note": "", "more": ""}
    line = ",".join(cells[name.casefold()] for name in second.split(","))
    found = places(tmp_path, f"name,code,note\na,b,c\n{second}\n{line}\n")
    assert [place[:2] for place in found] == [("a", "b"), ("d", "e")]


def test_a_line_of_all_column_names_is_a_header(tmp_path: Path) -> None:
    line = "name,code,note,file,more"
    found = places(tmp_path, f"{line}\na,b,c,,\n{line}\nd,e,f,,\n")
    assert [place[0] for place in found] == ["a", "d"]
