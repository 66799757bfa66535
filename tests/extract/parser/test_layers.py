"""Which layers of a file a viewer shows when it opens it."""

from __future__ import annotations

from typing import Any

import pytest
from pdfminer.psparser import LIT

from extract.parser.layers import Layers


class Reference:
    """Stands for a reference to an object of a file."""

    def __init__(self, objid: int) -> None:
        self.objid = objid


SHOWN, HIDDEN, OTHER = Reference(1), Reference(2), Reference(3)


def layers(**default: Any) -> Layers:
    return Layers({"OCProperties": {"OCGs": [SHOWN, HIDDEN, OTHER], "D": default}})


def member(groups: Any, **more: Any) -> dict[str, Any]:
    return {"Type": LIT("OCMD"), "OCGs": groups, **more}


def test_layers_are_shown_unless_the_file_switches_them_off() -> None:
    found = layers(OFF=[HIDDEN])
    assert [found.is_off(one) for one in (SHOWN, HIDDEN, None)] == [False, True, False]
    assert not layers().is_off(HIDDEN)


def test_a_file_may_switch_off_all_but_some() -> None:
    found = layers(BaseState=LIT("OFF"), ON=[SHOWN])
    assert [found.is_off(one) for one in (SHOWN, HIDDEN, OTHER)] == [False, True, True]
    found = layers(BaseState=LIT("ON"), ON=[SHOWN])
    assert not found.is_off(HIDDEN)


@pytest.mark.parametrize(
    ("policy", "groups", "is_off"),
    [
        (None, [HIDDEN], True),
        (None, HIDDEN, True),
        (None, [SHOWN, HIDDEN], False),
        (None, [], False),
        ("AnyOn", [SHOWN, HIDDEN], False),
        ("AnyOn", [HIDDEN, None], True),
        ("AllOn", [SHOWN, HIDDEN], True),
        ("AllOn", [SHOWN, OTHER], False),
        ("AnyOff", [SHOWN, HIDDEN], False),
        ("AnyOff", [SHOWN, OTHER], True),
        ("AllOff", [SHOWN, HIDDEN], True),
        ("AllOff", [HIDDEN], False),
    ],
)
def test_a_membership_dictionary_says_when_its_content_is_shown(
    policy: str | None, groups: Any, is_off: bool
) -> None:
    more = {} if policy is None else {"P": LIT(policy)}
    assert layers(OFF=[HIDDEN]).is_off(member(groups, **more)) == is_off


def test_content_counts_as_shown_where_nothing_says_otherwise() -> None:
    found = layers(OFF=[HIDDEN])
    assert not found.is_off(member([HIDDEN], VE=[LIT("Not"), SHOWN]))
    assert not found.is_off({"Type": LIT("OCG"), "OCGs": [HIDDEN]})
    assert not found.is_off("damaged")


@pytest.mark.parametrize(
    "catalog", [{}, {"OCProperties": "damaged"}, "damaged", {"OCProperties": {"D": "damaged"}}]
)
def test_a_file_without_layers_hides_nothing(catalog: Any) -> None:
    found = Layers(catalog)
    assert not found.is_off(HIDDEN)
    assert not found.is_off(member([HIDDEN]))
