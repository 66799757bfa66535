"""Printed lists of bodies, split by what the register knows."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from normalize.bodies.lists import line_ends, split_list
from tests.normalize import printed
from tests.normalize.bodies.test_matching import default


def names(lines: list[str]) -> list[str]:
    cell = printed.cell("\n".join(lines), 0, 0)
    text = cell.text
    found = split_list(text, line_ends(text, lines), default().resolve)
    return [text[name.start : name.stop] for name in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["SOMTC", "ASLOM", "SOM-MLAT"], ["SOMTC", "ASLOM", "SOM-MLAT"]),
        (["SOMED, SOMCA, ASEAN", "IPR."], ["SOMED", "SOMCA", "ASEAN IPR."]),
        (["ACCSM, ASEAN", "IPR, AF, DGICM"], ["ACCSM", "ASEAN IPR", "AF", "DGICM"]),
        (["AUN, ASEAN-", "IPR, SOMCA,"], ["AUN", "ASEAN-IPR", "SOMCA"]),
        (["SOMTC DGICM"], ["SOMTC", "DGICM"]),
        (["AICHR/ACWC; AF & AUN"], ["AICHR", "ACWC", "AF", "AUN"]),
        (["SOMTC, AICHR, and SOMY"], ["SOMTC", "AICHR", "SOMY"]),
        (["1) SOMTC", "2) AF"], ["SOMTC", "AF"]),
        (["• SOMTC", "• AF"], ["SOMTC", "AF"]),
        (["- SOMTC", "- AF"], ["SOMTC", "AF"]),
        (
            ["SOMTC,", "All sectoral", "bodies pertaining", "to [this April 4-5", "meeting]"],
            ["SOMTC", "All sectoral bodies pertaining to [this April 4-5 meeting]"],
        ),
        (
            ["Senior Officials Meeting on", "Rural Development and Poverty", "Eradication, AF"],
            ["Senior Officials Meeting on Rural Development and Poverty Eradication", "AF"],
        ),
        (["SOMTC", "FOO", "Ministry of", "Education"], ["SOMTC", "FOO", "Ministry of Education"]),
        (["Ministry of Women and", "Children; SOMY"], ["Ministry of Women and Children", "SOMY"]),
        ([""], []),
        ([", ;"], []),
    ],
)
def test_a_list_is_split_into_its_names(lines: list[str], expected: list[str]) -> None:
    assert names(lines) == expected


def test_a_name_with_commas_inside_is_one() -> None:
    unesco = "United Nations Educational, Scientific and Cultural Organization"
    assert names([f"SOMED, {unesco}, AF"]) == ["SOMED", unesco, "AF"]


def test_a_comma_never_joins_acronyms() -> None:
    # "SOM, TC" has the letters of SOMTC.
    assert names(["SOM, TC"]) == ["SOM", "TC"]


@given(st.lists(st.sampled_from([line[1].rstrip("*") for line in printed.ANNEX]), min_size=1))
def test_acronyms_come_back_in_order_however_they_are_set(acronyms: list[str]) -> None:
    for joint in (", ", "; ", "/", "\n", " and "):
        assert names(joint.join(acronyms).split("\n")) == acronyms


@given(st.text(alphabet="AFUNsome ,;/\n-.()[]•1", max_size=60))
def test_names_never_overlap_and_stand_where_they_say(text: str) -> None:
    folded = " ".join(text.split())
    found = split_list(folded, (), default().resolve)
    stops = [0, *(name.stop for name in found)]
    assert all(stop <= name.start < name.stop for stop, name in zip(stops, found, strict=False))


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["AF (old, new), AUN"], ["AF (old, new)", "AUN"]),
        (["AF), AUN"], ["AF)", "AUN"]),
        (["Group [a; b] of C, AF"], ["Group [a; b] of C", "AF"]),
        (["and AF; or AUN"], ["AF", "AUN"]),
        (["Andean Group, AF"], ["Andean Group", "AF"]),
        (["AF or XYZ"], ["AF or XYZ"]),
        (["AF⏎AUN"], ["AF⏎AUN"]),
        (["AF", "Committee on", "Small Things"], ["AF", "Committee on Small Things"]),
        (["Committee on", "Small Things", "AUN"], ["Committee on Small Things", "AUN"]),
        (["AF AUN XYZ"], ["AF AUN XYZ"]),
        (["a) AF", "b) AUN"], ["AF", "AUN"]),
        # A misprint that is recognised over two lines is one name.
        (["Senior Officials Meeting on", "Educaton"], ["Senior Officials Meeting on Educaton"]),
    ],
)
def test_what_is_in_brackets_and_what_is_no_name_stays_together(
    lines: list[str], expected: list[str]
) -> None:
    assert names(lines) == expected


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        ("AF AUN", ["AF", "AUN"], (3,)),
        ("AF  AUN", [" AF ", "AUN"], (4,)),
        ("AF", ["AF"], ()),
        ("AF AUN", ["AFX", "AUN"], ()),
        ("radicalisation now", ["radical-isation", "now"], ()),
        ("radicalisation now", ["radicalisation-", "now"], (15,)),
        ("AF", ["AF", "AUN"], ()),
        ("AF", ["AF", "-"], (2,)),
        ("", [], ()),
    ],
)
def test_line_ends_of_lines_that_print_a_text(
    text: str, lines: list[str], expected: tuple[int, ...]
) -> None:
    assert line_ends(text, lines) == expected


def test_line_ends_are_found_where_a_hyphen_was_dropped() -> None:
    assert line_ends("radicalisation and IPR", ["radicalisa-", "tion and", "IPR"]) == (10, 19)
    assert line_ends("another text", ["radicalisa-", "tion"]) == ()
