"""A password comes from a file, without its line end, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.password import LONGEST_PASSWORD, read_password


def test_without_a_file_there_is_no_password() -> None:
    assert read_password(None) == ""


@pytest.mark.parametrize(
    ("data", "password"),
    [
        (b"secret\n", "secret"),
        (b"secret\r\n", "secret"),
        (b" two words ", " two words "),
        ("pässword".encode(), "pässword"),
        (b"x" * LONGEST_PASSWORD, "x" * LONGEST_PASSWORD),
        (b"", ""),
    ],
)
def test_a_password_is_the_text_of_its_file(data: bytes, password: str, tmp_path: Path) -> None:
    path = tmp_path / "password"
    path.write_bytes(data)
    assert read_password(path) == password


@pytest.mark.parametrize(
    ("data", "why"), [(None, "No such file or directory"), (b"\xff", "can't decode byte 0xff")]
)
def test_a_file_that_cannot_be_read_says_why(data: bytes | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "password"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(UsageError, match="password: cannot be read as a password file") as told:
        read_password(path)
    assert why in str(told.value)
