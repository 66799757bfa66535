"""A short look at the properties of what reads text; ``python -m tests.fuzz.pure`` looks long."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.fuzz.pure import NUMBERING, PROPERTIES, find_references, look


@pytest.mark.parametrize("check", PROPERTIES, ids=lambda check: check.__name__)
def test_a_property_holds(check: Callable[..., None]) -> None:
    look(check, examples=100)


def test_what_is_looked_for_is_there_to_be_found() -> None:
    (found,) = find_references("in line with 1.2 and 9.9", NUMBERING)
    assert [target.is_known for target in found.targets] == [True, False]


def test_a_broken_property_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_text_holds_a_bracket(text: str) -> None:
        assert "[" not in text

    monkeypatch.setitem(PROPERTIES, no_text_holds_a_bracket, PROPERTIES[next(
        check for check in PROPERTIES if check.__name__ == "alternatives_are_printed"
    )])  # fmt: skip
    with pytest.raises(AssertionError):
        look(no_text_holds_a_bracket, examples=200)
