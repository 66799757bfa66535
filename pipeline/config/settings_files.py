"""Read settings files written by hand; each error names the file, the line and the remedy."""

from __future__ import annotations

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar, get_origin

from pydantic import ValidationError

from extract.characters import LINES, publishable
from extract.frozen import Frozen
from pipeline.errors import SettingsError
from pipeline.terminal import say

MAX_BYTES = 16 * 2**20
"""Largest file that is read; files written by hand are far smaller."""

Record = TypeVar("Record", bound=Frozen)
SEPARATOR = "|"
"""Separates several values in one cell; names contain commas and semicolons."""
LINE = "line"
"""Field of a model that receives the line number of its record."""
BOM = b"\xef\xbb\xbf"


def read_text(path: Path) -> str:
    """Return a UTF-8 file's text with LF line ends.

    A byte-order mark and CRLF, which spreadsheets write, are accepted; a line on standard error
    mentions the mark.

    Raises:
        SettingsError: the file is missing, too large, or not UTF-8.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise SettingsError(
                path, None, f"{size:,} bytes", f"a file made by hand, {MAX_BYTES:,} bytes at most"
            )
        data = path.read_bytes()
    except OSError as error:
        raise SettingsError(path, None, error.strerror or str(error), "a readable file") from error
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SettingsError(path, 1, "UTF-16", "UTF-8 (save it as 'CSV UTF-8')")
    if data.startswith(BOM):
        say(f"{path}, line 1: byte-order mark ignored; plain UTF-8 expected")
        data = data[len(BOM) :]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SettingsError(path, line, f"byte 0x{data[error.start]:02x}", "UTF-8 text") from error
    if "\0" in text:
        raise SettingsError(path, text[: text.index("\0")].count("\n") + 1, "a NUL byte", "text")
    text = text.replace("\r\n", "\n")
    written = publishable(text, LINES)
    if written != text:
        at = next(place for place, char in enumerate(text) if written[place] != char)
        line = text.count("\n", 0, at) + 1
        say(f"{path}, line {line}: U+{ord(text[at]):04X} is not text; replaced")
    return written


def read_toml(path: Path) -> tuple[dict[str, Any], str]:
    """Return the content and the text of a TOML file.

    Raises:
        SettingsError: the file is not readable, or not TOML.
    """
    text = read_text(path)
    try:
        return _publishable(tomllib.loads(text)), text
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(path, None, str(error), "TOML (https://toml.io)") from error


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
        dotted = ".".join(str(part) for part in first["loc"])
        place = dotted
        while place and place not in line_of:
            place = place.rpartition(".")[0]
        found = f"{dotted or 'the file'} = {_short(first['input'])}"
        raise SettingsError(path, line_of.get(place), found, _expected(model, first)) from error


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _expected(model: type[Frozen], error: Any) -> str:
    if error["type"] == "extra_forbidden":
        if len(error["loc"]) == 1:
            return "one of the keys " + ", ".join(model.model_fields)
        return "no such key"
    if error["type"] == "string_pattern_mismatch" and error["loc"][-1] == "language":
        return "a language code (ISO 639), like en or fr"
    message = str(error["msg"])
    for lead in ("Input should be ", "Value error, "):
        message = message.removeprefix(lead)
    return "this key to be there" if error["type"] == "missing" else message


def read_records(path: Path, model: type[Record], key: Sequence[str] = ()) -> tuple[Record, ...]:
    """Return the rows of a CSV file as models; a missing file has no rows.

    Args:
        path: the file: RFC 4180, UTF-8, with the model's field names as header.
        model: model of a row. Values of a tuple field are separated by ``|``.
        key: fields that identify a row.

    Raises:
        SettingsError: a line is wrong; names the line, its content and the expected content.
    """
    if not path.is_file():
        return ()
    reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
    records: dict[tuple[object, ...], Record] = {}
    header: list[str] = []
    try:
        for cells in reader:
            line = reader.line_num
            if not header:
                header = _header(path, cells, model)
            elif any(cell.strip() for cell in cells):
                record = _record(path, line, header, cells, model)
                values = tuple(getattr(record, name) for name in key) or (line,)
                if values in records:
                    expected = f"each {' + '.join(key)} once"
                    raise SettingsError(path, line, f"{_short(values)} again", expected)
                records[values] = record
    except csv.Error as error:
        raise SettingsError(
            path, reader.line_num, str(error), "RFC 4180 CSV, quotes closed"
        ) from error
    return tuple(records.values())


def _header(path: Path, cells: list[str], model: type[Frozen]) -> list[str]:
    header = [cell.strip() for cell in cells]
    known = list(model.model_fields)
    columns = "the columns " + ",".join(known)
    if len(header) == 1 and any(mark in header[0] for mark in ";\t|"):
        raise SettingsError(
            path, 1, f"columns not separated by commas: {_short(header[0])}", columns
        )
    for name in header:
        if name not in known or header.count(name) > 1:
            what = "twice" if name in known else "unknown"
            raise SettingsError(path, 1, f"column {_short(name)} is {what}", columns)
    for name, field in model.model_fields.items():
        if field.is_required() and name not in header:
            raise SettingsError(path, 1, f"column {name!r} is missing", columns)
    return header


def _record(
    path: Path, line: int, header: list[str], cells: list[str], model: type[Record]
) -> Record:
    if len(cells) != len(header):
        raise SettingsError(path, line, f"{len(cells)} values", f"{len(header)}, as the header has")
    values: dict[str, object] = {}
    for name, cell in zip(header, cells, strict=True):
        field = model.model_fields[name]
        text = cell.strip()
        if get_origin(field.annotation) is tuple:
            values[name] = tuple(part.strip() for part in text.split(SEPARATOR) if part.strip())
        elif text or (field.is_required() and field.annotation is str):
            values[name] = text
        elif field.is_required():
            values[name] = None
    if LINE in model.model_fields and LINE not in header:
        values[LINE] = line
    return validate(model, values, path, dict.fromkeys(["", *header], line))
