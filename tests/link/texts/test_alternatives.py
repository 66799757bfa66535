"""Alternatives, optional words and drafting notes; parts of composite activities."""

from __future__ import annotations

import pytest

from link.texts.alternatives import find_alternatives
from link.texts.parts import find_activity_parts
from link.texts.texts import SourceText
from normalize.model import Activity


def read(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    found = find_alternatives([SourceText("activity", "act-1", "text", text)])
    assert all(text[a.source.start : a.source.stop] == a.source.printed for a in found)
    return [(a.kind, a.source.printed, a.readings) for a in found]


def test_brackets_side_by_side_are_a_choice_with_its_readings() -> None:
    assert read("Protect [Migrant Workers] [Workers], especially women") == [
        (
            "alternatives",
            "[Migrant Workers] [Workers]",
            (
                "Protect Migrant Workers, especially women",
                "Protect Workers, especially women",
            ),
        )
    ]


def test_the_same_choice_is_made_in_all_its_places() -> None:
    found = read("[A] [B] and then [A][B]")
    assert [readings for _, _, readings in found] == [("A and then A", "B and then B")] * 2


def test_two_choices_of_one_text_are_made_one_at_a_time() -> None:
    found = read("[A] [B] meet [C] [D]")
    assert [readings for _, _, readings in found] == [
        ("A meet [C] [D]", "B meet [C] [D]"),
        ("[A] [B] meet C", "[A] [B] meet D"),
    ]
    found = read("Meet [A/B] or [maybe] with [A/B]")
    assert [kind for kind, _, _ in found] == ["alternatives", "alternatives"]


def test_one_bracket_without_a_choice_is_optional() -> None:
    assert read("Meet [with youth]") == [("optional", "[with youth]", ("Meet with youth", "Meet"))]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Meet … [1] [2]", ["…"]),
        ("Meet [… to be agreed]", ["[… to be agreed]"]),
        ("Meet [] now", ["[]"]),
        ("Meet [ … ] now", ["…"]),
        ("Meet “at … once” and …", ["…"]),
        ("Meet … and (to be confirmed) and …", ["…", "(to be confirmed)", "…"]),
        ("[ ] [Workers] meet", ["[ ] [Workers]"]),
        ("Meet (may be later)… and go", ["(may be later)", "…"]),
        ("Meet “at once”… and go", ["…"]),
    ],
)
def test_a_placeholder_is_noted_unless_a_bracket_or_a_quotation_holds_it(
    text: str, printed: list[str]
) -> None:
    assert [words for _, words, _ in read(text)] == printed


def test_one_bracket_with_a_stroke_is_a_choice_too() -> None:
    assert read("States [shall/should] report")[0][2] == (
        "States shall report",
        "States should report",
    )


@pytest.mark.parametrize(
    "text",
    [
        "All bodies pertaining to [this April 4-5 meeting]",
        "involvement of the former terrorist (will be swapped)",
        "media content for public campaign…",
        "media content for public campaign ...",
        "religious values (implied family matter)",
        "Hold a seminar (date to be confirmed)",
        "Lead: TBC",
        "Meet in [venue to be decided]",
    ],
)
def test_drafting_notes(text: str) -> None:
    assert [kind for kind, _, _ in read(text)] == ["drafting_note"]


def test_words_that_may_be_left_out_are_read_with_and_without() -> None:
    (found,) = read("program on human rights (and may be peace), at last")
    assert found[0] == "optional"
    assert found[2] == (
        "program on human rights and may be peace, at last",
        "program on human rights, at last",
    )


def test_a_condition_in_brackets_is_optional() -> None:
    ((kind, printed, readings),) = read("Test wells (if possible)")
    assert (kind, printed, readings[-1]) == ("optional", "(if possible)", "Test wells")


@pytest.mark.parametrize(
    "text",
    [
        "ASEAN Convention (ACCT) and (in line with 1.4)",
        "views (and aspirations) of students (especially in rural areas)",
        "procedures (handling, treatment, association, etc.) and SOPs (where appropriate)",
        "as said before [1], [12] and [a]; the Co-Chair(s)",
        "“they said … and left” is a quotation",
        "(1) promote courses, (2) train teachers",
        "Introduction .................................... 4",
        "benefits (NB dependent on services; note that they are free)",
        "resolutions (i.e. UNSCR 2396 (2017); UNSCR 1624)",
    ],
)
def test_ordinary_brackets_are_none_of_these(text: str) -> None:
    assert read(text) == []


def parts_of(text: str) -> list[tuple[str, str]]:
    activity = Activity(activity_id="act-1", area_id=None, focus_id=None, text=text)
    parts = find_activity_parts([activity])
    assert all(text[p.start : p.stop] == p.text for p in parts)
    return [(part.number, part.text) for part in parts]


def test_numbered_parts_become_records() -> None:
    text = "(1) Promote HRPE, (2) building capacity of teachers, and (3) develop trainings."
    assert parts_of(text) == [
        ("1", "Promote HRPE"),
        ("2", "building capacity of teachers"),
        ("3", "develop trainings."),
    ]


def test_the_longest_series_counts() -> None:
    text = "(1) hold (a) talks, (b) fairs and (c) camps, (2) report"
    assert [number for number, _ in parts_of(text)] == ["a", "b", "c"]
    assert [number for number, _ in parts_of("(1) hold (a) talks and (b) fairs, (2) report")] == [
        "1", "2"
    ]  # fmt: skip
    numbers = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi"]
    roman = " ".join(f"({number}) meet;" for number in numbers)
    assert [number for number, _ in parts_of(roman)][-1] == "x"


def test_letters_and_roman_numbers_count_too() -> None:
    assert [n for n, _ in parts_of("a) meet; b) talk; c) write")] == ["a", "b", "c"]
    assert [n for n, _ in parts_of("(i) meet; (ii) talk; (iii) write")] == ["i", "ii", "iii"]


@pytest.mark.parametrize("text", ["Report (1) only", "In 2019 (2) and (4)", "Co-Chair(s) meet"])
def test_lone_marks_are_no_parts(text: str) -> None:
    assert parts_of(text) == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Identify all the actors; ensure that they meet", ["Identify all", "ensure that"]),
        ("Train women to lead, and ensure that funds are there", None),  # no verb of the list
        (
            "Develop plans for women to lead, and ensure that funds are there",
            ["Develop plans for women to lead", "ensure that funds are there"],
        ),
        ("Develop a plan to fight hate and promote peace", None),  # two purposes
        ("Develop plans to fight hate, reduce fear, and promote peace", None),
        ("Identify and consolidate partnerships", None),  # one object
        ("Identify partners in all cities and find ways to meet them", ["Identify", "find ways"]),
        ("Identify partners in cities and find ways to meet", ["Identify", "find ways"]),
        ("Identify partners abroad and find ways to meet", None),  # too few words for a task
        ("Workshop on rights and promote peace", None),  # the first part is no task
        ("Collect responses; grievances; and ideologies", None),
        ("Develop plans (for all cities and establish a fund)", None),
        ("Dredge the canal and deepen the berths", ["Dredge the canal", "deepen the berths"]),
        (
            "Build ten bridges at schools, light the crossings and hold fairs",
            ["Build ten bridges at schools", "light the crossings", "hold fairs"],
        ),
        ("Study on the canal and light the berths", None),  # a noun
        ("Map wells and near the river", None),
        ("Build ways to repair pumps, light the roads", None),  # a purpose
        (
            "XAB - MTF identify members and hold inaugural meetings",
            ["XAB - MTF identify members", "hold inaugural meetings"],
        ),
        ("Seminar to identify members and hold meetings", None),
        (
            "Road agencies map black spots and publish a list",
            ["Road agencies map black spots", "publish a list"],
        ),
        ("Road agencies of towns and publish a list", None),
        ("Hire guards; they report each week", ["Hire guards", "they report each week"]),
        ("Hire guards; they are paid by the town", None),  # what follows is no task
    ],
)
def test_tasks_that_are_joined_are_parts(text: str, parts: list[str] | None) -> None:
    found = parts_of(text)
    assert [number for number, _ in found] == [""] * len(found)
    assert len(found) == len(parts or [])
    for (_, printed), begins in zip(found, parts or [], strict=True):
        assert printed.startswith(begins)
