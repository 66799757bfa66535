"""Read settings files written by hand; each error names the file, the line and the remedy."""

from __future__ import annotations

import codecs
import csv
import io
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import ValidationError

from extract.characters import LINES, publishable
from extract.frozen import Frozen
from extract.system.regular_files import read_regular
from pipeline.errors import SettingsError
from pipeline.formulas import restore
from pipeline.terminal import say

MAX_BYTES = 16 * 2**20
"""Largest file that is read; files written by hand are far smaller."""

MAX_QUOTED = 60
"""Characters of a wrong value that a message quotes."""

_TYPES = {
    "string_type": "a text in quotes",
    "string_too_short": "a text that is not empty",
    "tuple_type": "a list in brackets",
    "list_type": "a list in brackets",
    "model_type": "a table of keys and values",
    "dict_type": "a table of keys and values",
    "mapping_type": "a table of keys and values",
    "bool_": "true or false",
    "int_": "a whole number",
    "date_": "a date like 2021-05-31",
}
"""What is expected where a value has the wrong type, by the start of the error's type."""

Record = TypeVar("Record", bound=Frozen)
SEPARATOR = "|"
"""Separates several values in one cell; names contain commas and semicolons."""
_SEPARATOR_LINE = re.compile(r'"?sep=(?P<separator>[,;\t])"?\n', re.IGNORECASE)
"""First line of a file that names the separator of its columns, for spreadsheet programs."""
LINE = "line"
"""Field of a model that receives the line number of its record."""
FILE = "file"
"""Field of a model that receives the name of the file of its record."""


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file with LF line ends.

    What spreadsheets write is accepted: CRLF, a byte-order mark, and UTF-16 with such a mark. A
    line on standard error mentions the mark.

    Raises:
        SettingsError: the file is missing, too large, or neither UTF-8 nor UTF-16.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SettingsError(
                path, None, f"{size:,} bytes", f"a file made by hand, {MAX_BYTES:,} bytes at most"
            )
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        raise SettingsError(path, None, error.strerror or str(error), "a readable file") from error
    text = _decoded(path, data)
    if "\0" in text:
        raise SettingsError(path, text[: text.index("\0")].count("\n") + 1, "a NUL byte", "text")
    text = text.replace("\r\n", "\n")
    written = publishable(text, LINES)
    if written != text:
        at = next(place for place, char in enumerate(text) if written[place] != char)
        line = text.count("\n", 0, at) + 1
        say(f"{path}, line {line}: U+{ord(text[at]):04X} is not text; replaced")
    return written


def _decoded(path: Path, data: bytes) -> str:
    encoding = "utf-8"
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        say(f"{path}: read as UTF-16; UTF-8 expected")
        encoding = "utf-16"
    elif data.startswith(codecs.BOM_UTF8):
        say(f"{path}, line 1: byte-order mark ignored; plain UTF-8 expected")
        data = data[len(codecs.BOM_UTF8) :]
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{data[error.start]:02x}"
        how = "; save it as “CSV UTF-8”" if path.suffix.lower() == ".csv" else ""
        raise SettingsError(path, line, found, f"{encoding.upper()} text{how}") from error


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return the content and the text of a TOML file.

    Raises:
        SettingsError: the file is not readable, or not TOML.
    """
    text = read_text(path)
    try:
        return _publishable(tomllib.loads(text)), text
    except (ValueError, RecursionError) as error:
        # Besides what is no TOML: a number of thousands of digits, brackets in brackets.
        found = str(error).partition(";")[0]
        raise SettingsError(path, None, found, "TOML (https://toml.io)") from error


def _publishable(value: Any) -> Any:
    """Replace characters that no published file may hold; TOML escapes can produce them."""
    if isinstance(value, str):
        return publishable(value, LINES)
    if isinstance(value, list):
        return [_publishable(item) for item in value]
    if isinstance(value, dict):
        return {_publishable(key): _publishable(item) for key, item in value.items()}
    return value


def validate(model: type[Record], values: object, path: Path, line_of: Mapping[str, int]) -> Record:
    """Make a model from the values of a file.

    Args:
        model: the model.
        values: the file's values.
        path: the file.
        line_of: line of each dotted key. An error gets the line of its longest known prefix.

    Raises:
        SettingsError: a value is wrong; names the line and the expected value.
    """
    try:
        return model.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        # The name of a branch of a union, like `literal['a','b']`, is no key.
        parts = (str(part) for part in first["loc"])
        dotted = ".".join(part for part in parts if "[" not in part)
        place = dotted
        while place and place not in line_of:
            place = place.rpartition(".")[0]
        is_missing = first["type"] == "missing"
        state = "is missing" if is_missing else f"= {_short(first['input'])}"
        found = f"{dotted or 'the file'} {state}"
        raise SettingsError(path, line_of.get(place), found, _expected(model, first)) from error


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 3] + "..."


def _expected(model: type[Frozen], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        if len(error["loc"]) == 1:
            return "one of the keys " + ", ".join(model.model_fields)
        return "no such key"
    if error["type"] == "string_pattern_mismatch" and error["loc"][-1] == "language":
        return "a language code (ISO 639), like en or fr"
    if error["type"] == "missing":
        return "a value for this key"
    for kind, expected in _TYPES.items():
        if error["type"].startswith(kind):
            return expected
    message = str(error["msg"])
    for lead in ("Input should be ", "Value error, "):
        message = message.removeprefix(lead)
    return message


def read_records(
    path: Path, model: type[Record], key: Sequence[str] = (), ignored: Sequence[str] = ()
) -> tuple[Record, ...]:
    """Return the rows of a CSV file as models; a missing file has no rows.

    What spreadsheets make of a file is accepted: semicolons or tabs instead of commas, a first
    line like `sep=;` that says so, column names in capitals, empty lines, and empty cells at the
    end of a line that are added or left out. Where files were put together, the header may occur
    again. The apostrophe that planrows puts before a formula is removed.

    Args:
        path: the file: RFC 4180, UTF-8, with the model's field names as header.
        model: model of a row. Values of a tuple field are separated by ``|``.
        key: fields that identify a row.
        ignored: further columns that the file may have.

    Raises:
        SettingsError: a line is wrong; names the line, its content and the expected content.
    """
    if not path.is_file():
        return ()
    text = read_text(path)
    told = _SEPARATOR_LINE.match(text)
    start = told.end() if told else 0
    separator = told["separator"] if told else _separator(text)
    reader = csv.reader(io.StringIO(text[start:], newline=""), delimiter=separator, strict=True)
    records: dict[tuple[object, ...], Record] = {}
    header: list[str] = []
    try:
        for cells in reader:
            line = reader.line_num + bool(told)
            if not any(cell.strip() for cell in cells):
                continue
            if not header or _is_header(cells, model, ignored):
                header = _header(path, line, cells, model, ignored)
            else:
                record = _record(path, line, header, cells, model)
                values = tuple(getattr(record, name) for name in key) or (line,)
                if values in records:
                    expected = f"each {' + '.join(key)} once"
                    raise SettingsError(path, line, f"{_short(values)} again", expected)
                records[values] = record
    except csv.Error as error:
        raise SettingsError(
            path,
            reader.line_num + bool(told),
            f"invalid CSV ({error})",
            "RFC 4180 CSV, quotes closed",
        ) from error
    return tuple(records.values())


def _separator(text: str) -> str:
    """Return the separator of columns, by the first line: names of columns do not contain it."""
    first = text.lstrip().partition("\n")[0]
    return max(",;\t", key=first.count)


def _names(cells: Sequence[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _is_header(cells: Sequence[str], model: type[Frozen], ignored: Sequence[str]) -> bool:
    """Return whether a later line is a header, too: somebody appended another file."""
    names = set(_names(cells)) - {""}
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    return len(names) > 1 and required <= names <= {*model.model_fields, *ignored}


def _header(
    path: Path, line: int, cells: list[str], model: type[Frozen], ignored: Sequence[str]
) -> list[str]:
    header = _names(cells)
    known = list(model.model_fields)
    columns = "the columns " + ",".join(name for name in known if name not in (LINE, FILE))
    for name in filter(None, header):
        if name not in (*known, *ignored) or header.count(name) > 1:
            what = "unknown" if name not in (*known, *ignored) else "twice"
            raise SettingsError(path, line, f"column {_short(name)} is {what}", columns)
    for name, field in model.model_fields.items():
        if field.is_required() and name not in header:
            raise SettingsError(path, line, f"column {name!r} is missing", columns)
    return header


def _record(
    path: Path, line: int, header: list[str], cells: list[str], model: type[Record]
) -> Record:
    if any(cell.strip() for cell in cells[len(header) :]):
        raise SettingsError(path, line, f"{len(cells)} values", f"{len(header)}, as the header has")
    values: dict[str, object] = {}
    for name, cell in zip(header, [*cells, *[""] * len(header)], strict=False):
        if name not in model.model_fields:
            continue
        field = model.model_fields[name]
        text = restore(cell.strip())
        if get_origin(field.annotation) is tuple:
            values[name] = tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
        elif text or (field.is_required() and field.annotation is str):
            values[name] = text
        elif field.is_required():
            values[name] = None
    own = {LINE: line, FILE: path.name}
    values |= {
        name: value for name, value in own.items() if name in model.model_fields.keys() - {*header}
    }
    return validate(model, values, path, dict.fromkeys(["", *header], line))
