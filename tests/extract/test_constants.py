"""Constants are frozen dataclasses whose fields all have defaults."""

from __future__ import annotations

import dataclasses

import pytest

from extract.constants import constants


@constants
class Limits:
    """Two limits."""

    gap: float = 0.5
    count: int = 3


def test_fields_have_their_defaults_or_values_given_by_name() -> None:
    assert [field.name for field in dataclasses.fields(Limits())] == ["gap", "count"]
    assert (Limits().gap, Limits().count) == (0.5, 3)
    other = dataclasses.replace(Limits(count=4), gap=0.25)
    assert (other.gap, other.count) == (0.25, 4)
    assert (Limits().gap, Limits().count) == (0.5, 3)


def test_fields_cannot_be_changed_and_unknown_ones_not_given() -> None:
    limits = Limits()
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'gap' of"):
        limits.gap = 1.0
    with pytest.raises(
        dataclasses.FrozenInstanceError, match="cannot delete field 'gap' of Limits"
    ):
        del limits.gap
    with pytest.raises(TypeError, match="Limits has no field none"):
        Limits(none=1)
    assert limits.gap == 0.5


def test_objects_are_printed_with_their_values() -> None:
    assert repr(Limits(count=4)) == "Limits(gap=0.5, count=4)"


@pytest.mark.parametrize("default", [dataclasses.MISSING, dataclasses.field(default_factory=list)])
def test_fields_without_a_constant_default_are_refused(default: object) -> None:
    names: dict[str, object] = {"__annotations__": {"gaps": "list[float]"}, "gaps": default}
    if default is dataclasses.MISSING:
        del names["gaps"]
    with pytest.raises(TypeError, match="field 'gaps' of Gaps has no constant default"):
        constants(type("Gaps", (), names))
