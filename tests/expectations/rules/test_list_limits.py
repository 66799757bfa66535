"""Where lists and terms begin and end: idle bodies, ends of items, terms of two forms."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex
from expectations.rules.bodies import find_repeated_bodies
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.usage.terms import terms_in_two_forms
from expectations.settings import ExpectationSettings
from tests.expectations.plans import BODIES, PART, issues_of, linked
from tests.link.plans import RowText


def index_of(*texts: str, narrative: tuple[str, ...] = ()) -> PlanIndex:
    rows = tuple(RowText(f"{n}.1", f"Topic {n}", words, "") for n, words in enumerate(texts, 1))
    return PlanIndex(linked(rows, relevant={}, narrative=narrative))


def marks(index: PlanIndex) -> list[str]:
    found = find_unusual_marks(index, is_english=True)
    return [place.printed for each in found for place in each.places]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("When the case was made approval was sought", True),
        ("When the case was made, approval was sought", False),
        ("It was so when the case was made approval was sought", False),
    ],
)
def test_a_first_clause_ends_in_a_comma(words: str, *, found: bool) -> None:
    assert bool(marks(index_of(words))) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Build links between clubs, and schools", ["clubs, and schools"]),
        ("Build links between clubs, and improve them", []),  # a second task
        ("Build links between clubs, and by them", []),
        ("Build links between clubs and banks, and schools", []),
    ],
)
def test_two_things_are_not_divided(words: str, found: list[str]) -> None:
    assert marks(index_of(words)) == found


def items(*ends: str) -> str:
    words = ("Mend roofs", "Paint walls", "Plant trees", "Clear paths", "Dig wells", "Sow oats")
    letters = "abcdef"
    made = zip(letters, words, ends, strict=False)
    return " ".join(f"{letter}. {word}{end}" for letter, word, end in made)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (items("", "", "", "", "."), ["Dig wells."]),
        (items(".", ".", ".", ".", ""), ["Dig wells"]),
        (items("", "", "", "."), []),  # too few show a way
        (items("", "", "", "", ".", "."), []),
        (items("", "", "", "", ".", ";"), []),
        (items("", "", "", "", ""), []),
        ("See a. Mend roofs a. Paint walls b. Plant trees c. Clear paths d. Dig wells.", []),
        ("a. Mend roofs b. Paint walls d. Plant trees e. Clear paths f. Dig wells.", []),
        (
            "1. Mend roofs 2. Paint walls 3. Plant trees 4. Clear paths 5. Dig wells.",
            ["Dig wells."],
        ),
    ],
)
def test_an_item_of_a_cell_ends_like_the_others(words: str, found: list[str]) -> None:
    assert marks(index_of(words)) == found


def narrative_lists(closed: int, odd: int) -> tuple[str, ...]:
    last = [f"Clear the paths of town {n} there." for n in range(closed)]
    last += [f"Clear the roads of town{chr(97 + n)}" for n in range(odd)]
    return tuple(words for end in last for words in ("Plant trees; and", end, "Membership"))


@pytest.mark.parametrize(
    ("closed", "odd", "found"), [(2, 1, True), (1, 1, False), (4, 2, True), (3, 2, False)]
)
def test_the_last_item_of_a_list_has_a_full_stop(closed: int, odd: int, *, found: bool) -> None:
    made = find_unusual_marks(index_of(narrative=narrative_lists(closed, odd)), is_english=False)
    places = [place.printed for each in made for place in each.places]
    assert places == [f"of town{chr(97 + n)}" for n in range(odd)] * found


@pytest.mark.parametrize(
    ("before", "words", "after", "found"),
    [
        ("Plant trees; and", "Clear paths;", "Membership", True),
        ("Plant trees; or", "Clear paths,", "Membership", True),
        ("Plant trees;", "Clear paths;", "Membership", False),
        ("Plant trees; and", "Clear paths.", "Membership", False),
        ("Plant trees; and", "clear paths;", "Membership", False),  # of another list
        ("plant trees; and", "clear paths;", "Membership", True),
        ("Plant trees; and", "Clear paths;", "Dig wells.", False),  # the outer list goes on
        ("Plant trees; and", "Clear paths;", "Dig wells:", False),
    ],
)
def test_the_last_item_ends_its_list(before: str, words: str, after: str, *, found: bool) -> None:
    assert marks(index_of(narrative=(before, words, after))) == [words] * found


def terms(*texts: str) -> dict[str, list[str]]:
    """Return the forms of each term; the first is the usual one."""
    return {usual: sorted(forms) for usual, forms in terms_in_two_forms(index_of(*texts))}


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("Work among us", "Work amongst us", "Live among us"), {"among": ["among", "amongst"]}),
        (("Work amongst us", "Work among us", "Live amongst us"),
         {"amongst": ["among", "amongst"]}),
        (("Work among us", "Live among us"), {}),
        (("Work amongst us", "Live amongst us"), {}),
        (("Set up a coordinating mechanism", "Use coordination mechanisms",
          "Fund coordination mechanism"),
         {"coordination mechanism": ["coordinating mechanism", "coordination mechanism"]}),
        (("Set up a coordinating mechanism", "Use a coordinating mechanism"), {}),
        (("Fund coordination mechanism", "Use coordination mechanisms"), {}),
        (("Set up a coordinating mechanism", "Use coordination boards"), {}),
    ],
)  # fmt: skip
def test_a_term_has_one_form(texts: tuple[str, ...], found: dict[str, list[str]]) -> None:
    assert terms(*texts) == found


AREA = ("Focus one", "Hold a workshop", "A report on it")


@pytest.mark.parametrize(
    ("relevant", "leads", "said"),
    [
        ("SOMTC, AUN", "SOMTC", "AUN (1.1)"),
        ("SOMTC", "SOMTC", None),
        ("SOMTC, AUN", "", None),  # no body leads a row of the area
        ("SOMTC, AUN", "AUN-HRE, SOMTC", None),  # a part of it leads
        ("SOMTC, Rovers", "SOMTC", None),  # no known body
    ],
)
def test_a_relevant_body_that_leads_no_row(relevant: str, leads: str, said: str | None) -> None:
    rows = (RowText("1.1", *AREA, leads), RowText("1.2", *AREA, "SOMTC"))
    plan = linked(rows, bodies=(*BODIES, PART), relevant={"1.1": relevant, "1.2": "SOMTC"})
    messages = [issue.message for issue in issues_of(plan, "relevant-leads-nothing")]
    assert [said is not None and said in message for message in messages] == [True] * bool(said)


@pytest.mark.parametrize(("second", "is_nowhere"), [("AUN", False), ("SOMTC", True)])
def test_a_body_that_leads_no_row_anywhere_is_named(second: str, *, is_nowhere: bool) -> None:
    rows = (RowText("1.1", *AREA, "SOMTC"), RowText("1.2", *AREA, second))
    plan = linked(rows, relevant={"1.1": "SOMTC, AUN", "1.2": second})
    (issue,) = issues_of(plan, "relevant-leads-nothing")
    assert ("They lead no row in any other area: AUN" in issue.message) == is_nowhere


@pytest.mark.parametrize(
    ("name", "printed", "annex", "found"),
    [
        ("Meeting on Crime", "Meeting on Crimes", 3, True),
        ("Meeting on Crime", "Meeting on Crime", 3, False),
        ("Meeting on Crime", "Meeting on Crimes", None, False),  # no annex spells it
        ("Meeting Crime", "Meeting Crimes", 3, False),  # two words may be any
    ],
)
def test_a_name_of_the_annex_in_another_spelling(
    name: str, printed: str, annex: int | None, *, found: bool
) -> None:
    body = BODIES[0].model_copy(update={"name": name, "annex_no": annex})
    plan = linked(bodies=(body, BODIES[1]), narrative=(f"Ask the {printed}",))
    assert bool(issues_of(plan, "name-differs")) == found


def test_a_body_that_two_lists_of_an_area_repeat_is_two_issues() -> None:
    rows = (RowText("1.1", *AREA, "AUN, AUN"), RowText("1.1", *AREA, "AUN, SOMTC, AUN"))
    index = PlanIndex(linked(rows, relevant={"1.1": "AUN, AUN"}))
    found = find_repeated_bodies(index, ExpectationSettings())
    assert {each.key for each in found} == {
        ("relevant", "area-1.1", "", "AUN"),
        ("lead", "area-1.1", "row-000", "AUN"),
        ("lead", "area-1.1", "row-001", "AUN"),
    }
