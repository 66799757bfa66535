"""Sections are known by their titles and areas, instruments by the register or their titles."""

from __future__ import annotations

import pytest

from pipeline.diff.areas import AreaMap
from pipeline.diff.editions import Edition
from pipeline.diff.tables.titles import instrument_changes, map_sections, section_changes
from tests.pipeline.diff import made_editions as made

SAME = AreaMap({f"a{n}": f"a{n}" for n in range(6)}, {})
TITLES = {"section-1": "Prevention of piracy", "section-2": "Care for seafarers"}


def sectioned(titles: dict[str, str], areas: dict[str, str]) -> Edition:
    edition = made.edition("e", [])
    edition.tables["sections"] = [{"section_id": k, "title": t} for k, t in titles.items()]
    edition.tables["areas"] = [
        {"area_id": area, "section_id": section, "title": area} for area, section in areas.items()
    ]
    return edition


AREAS = {"a0": "section-1", "a1": "section-1", "a2": "section-2", "a3": "section-2"}


def sections(old: Edition, new: Edition) -> list[tuple[str, str, str]]:
    mapped = map_sections(old, new, SAME)
    return [
        (" ".join(c.kinds), "".join(c.old_ids), "".join(c.new_ids))
        for c in section_changes(old, new, mapped)
        if c.kinds != ("unchanged",)
    ]


def test_a_section_with_another_title_is_known_by_its_areas() -> None:
    old = sectioned(TITLES, AREAS)
    new = sectioned(TITLES | {"section-2": "Ports of refuge"}, AREAS)
    assert sections(old, old) == []
    assert sections(old, new) == [("reworded", "section-2", "section-2")]
    (change,) = (c for c in section_changes(old, new, map_sections(old, new, SAME)) if c.fields)
    assert [(f.field, f.old, f.new) for f in change.fields] == [
        ("title", "Care for seafarers", "Ports of refuge")
    ]


def test_a_section_under_another_number_is_known_by_its_title_and_areas() -> None:
    old = sectioned(TITLES, AREAS)
    titles = {"section-1": TITLES["section-2"], "section-2": TITLES["section-1"]}
    other = {"section-1": "section-2", "section-2": "section-1"}
    new = sectioned(titles, {area: other[section] for area, section in AREAS.items()})
    assert sections(old, new) == [
        ("renumbered", "section-1", "section-2"), ("renumbered", "section-2", "section-1"),
    ]  # fmt: skip


def test_sections_that_share_nothing_come_and_go() -> None:
    old = sectioned(TITLES, AREAS)
    new = sectioned({"section-1": TITLES["section-1"], "section-2": "Budget rules"},
                    {"a0": "section-1", "a1": "section-1", "a5": "section-2"})  # fmt: skip
    assert sections(old, new) == [("removed", "section-2", ""), ("added", "", "section-2")]
    assert sections(old, sectioned({}, {})) == [
        ("removed", "section-1", ""), ("removed", "section-2", ""),
    ]  # fmt: skip
    assert sections(sectioned({}, {}), sectioned(TITLES, {}))[0] == ("added", "", "section-1")


def test_sections_without_areas_are_known_by_their_titles() -> None:
    old, new = sectioned(TITLES, {}), sectioned({"section-1": "Prevention of all piracy"}, {})
    assert sections(old, new) == [
        ("reworded", "section-1", "section-1"), ("removed", "section-2", ""),
    ]  # fmt: skip


def cited(*titles: tuple[str, str, str]) -> Edition:
    edition = made.edition("e", [])
    edition.tables["instruments"] = [
        {"instrument_id": key, "title": title, "is_registered": known}
        for key, title, known in titles
    ]
    return edition


def instruments(old: Edition, new: Edition) -> list[tuple[str, str, str]]:
    return [
        (" ".join(c.kinds), c.old_text, c.new_text)
        for c in instrument_changes(old, new)
        if c.kinds != ("unchanged",)
    ]


TREATY, CODE = ("t", "Treaty of Ports", "true"), ("c", "Code of the Straits (2019)", "false")


def test_instruments_that_come_and_go_are_reported() -> None:
    assert instruments(cited(TREATY, CODE), cited(TREATY, CODE)) == []
    assert instruments(cited(TREATY), cited(CODE)) == [
        ("removed", "Treaty of Ports", ""), ("added", "", "Code of the Straits (2019)"),
    ]  # fmt: skip


@pytest.mark.parametrize("known", ["true", "false"])
def test_only_an_unregistered_instrument_is_known_by_its_title(known: str) -> None:
    later = ("d", "Code of the Straits (2024)", known)
    found = instruments(cited(TREATY, (*CODE[:2], known)), cited(TREATY, later))
    told = ("reworded", "Code of the Straits (2019)", "Code of the Straits (2024)")
    apart = [("removed", told[1], ""), ("added", "", told[2])]
    assert found == (apart if known == "true" else [told])


def test_a_registered_instrument_under_another_title_is_the_same() -> None:
    found = instruments(cited(TREATY), cited(("t", "Treaty on Ports", "true")))
    assert found == [("reworded", "Treaty of Ports", "Treaty on Ports")]
