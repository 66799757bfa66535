"""From how many texts on a plan has a way of its own to write, and which words stand against it."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex
from expectations.rules.wording.acronyms import collect_acronyms
from expectations.rules.wording.confusions import find_lone_persons, find_uncountable
from expectations.rules.wording.introduced import find_acronyms_apart, find_unknown_groups
from expectations.rules.wording.punctuation import find_misplaced_punctuation
from expectations.rules.wording.spelling import find_misprints
from expectations.settings import ExpectationSettings
from expectations.wording_texts import is_written_in
from normalize.model import Body
from tests.expectations.plans import BODIES, linked
from tests.expectations.rules.test_usage import text
from tests.link.plans import RowText

SETTINGS = ExpectationSettings()


def index_of(*activities: str, narrative: tuple[str, ...] = (), **more: object) -> PlanIndex:
    rows = tuple(
        RowText(f"{n}.1", f"Topic {n}", words, f"Report {n}")
        for n, words in enumerate(activities, 1)
    )
    return PlanIndex(linked(rows, relevant={}, narrative=narrative, **more))


def messages(index: PlanIndex) -> list[str]:
    return [found.message for found in find_misplaced_punctuation(index, SETTINGS)]


def ended(end: str, count: int, rest: int, other: str = "") -> PlanIndex:
    """Return a plan whose activities end in a mark, or in another one."""
    return index_of(
        *(f"Plant tree number{n}{end}" for n in range(count)),
        *(f"Dig well number{n}{other}" for n in range(rest)),
    )


@pytest.mark.parametrize(
    ("count", "rest", "told"),
    [(1, 9, True), (1, 8, False), (2, 18, True), (2, 17, False), (0, 10, False)],
)
def test_a_mark_at_the_end_is_odd_where_few_texts_of_many_have_one(
    count: int, rest: int, *, told: bool
) -> None:
    found = [each for each in messages(ended(";", count, rest)) if "unlike" in each]
    assert bool(found) == told
    assert all(f"unlike {rest} other texts of the column" in each for each in found)


@pytest.mark.parametrize(
    ("count", "rest", "other", "told"),
    [
        (5, 5, "", True),
        (2, 8, "", True),
        (1, 9, "", False),  # a tenth is no way of its own
        (4, 5, "", False),  # nine texts show none
        (5, 5, ".", True),
        (5, 5, ";", False),
    ],
)
def test_texts_that_end_in_two_ways_are_one_finding(
    count: int, rest: int, other: str, *, told: bool
) -> None:
    found = [each for each in messages(ended(";", count, rest, other)) if "different ways" in each]
    assert len(found) == told


def test_full_stops_and_no_mark_are_no_two_ways() -> None:
    assert not [each for each in messages(ended(".", 5, 5)) if "different ways" in each]


@pytest.mark.parametrize(
    ("stopped", "bare", "others", "told"),
    [
        (5, 5, 0, "5 activities of one sentence end with a full stop, unlike 5 others."),
        (8, 2, 0, "2 activities of one sentence end without a full stop, unlike 8 others."),
        (9, 1, 0, ""),  # one is a slip
        (5, 4, 0, ""),  # nine texts show no way of their own
        (4, 5, 1, "4 activities of one sentence end with a full stop, unlike 5 others."),
        (4, 4, 2, ""),  # two of ten end in another mark
    ],
)
def test_columns_whose_texts_end_with_and_without_a_full_stop_are_told(
    stopped: int, bare: int, others: int, told: str
) -> None:
    ends = [".", "", "!"]
    texts = [
        f"Plant tree {'oak' * (at + 1)}{end}"
        for end, count in zip(ends, (stopped, bare, others), strict=True)
        for at in range(count)
    ]
    found = [each for each in messages(index_of(*texts)) if "of one sentence" in each]
    assert found == [told] * bool(told)


def apart(*narrative: str, activity: str = "Apply each SOP") -> list[str]:
    index = index_of(activity, narrative=narrative)
    return [found.message for found in find_acronyms_apart(index, SETTINGS)]


def test_an_acronym_that_a_label_or_glossary_defines_is_not_apart() -> None:
    index = index_of("Apply each SOP", narrative=("The Standard Operating Procedure is new.",))
    index.plan = index.plan.model_copy(update={"written_out": ("SOP",)})
    assert list(find_acronyms_apart(index, SETTINGS)) == []


@pytest.mark.parametrize(
    ("activity", "words", "told"),
    [
        ("Apply each SOP", "The Standard Operating Procedure is new.", True),
        ("Apply each SOP", "The standard procedure is new.", False),
        # Two letters may be the initials of any words.
        ("Apply each SP", "The Standard Procedure is new.", True),
        ("Apply each SP", "The standard procedure is new.", False),
    ],
)
def test_initials_of_two_words_are_an_acronym_if_they_are_a_name(
    activity: str, words: str, *, told: bool
) -> None:
    assert bool(apart(words, activity=activity)) == told


def groups(activity: str, *narrative: str) -> list[str]:
    index = index_of(activity, narrative=narrative)
    return [found.key[0] for found in find_unknown_groups(index, SETTINGS)]


def test_a_group_is_introduced_where_it_is_formed() -> None:
    board = "The Regional Fire Board (RFB) meets."
    assert groups("Ask the RFB Support Group", board) == ["RFB Support Group"]
    assert groups("Ask the RFB Support Group", board, "Establish the RFB Support Group") == []
    assert groups("Ask the RFB Support Group") == []  # nothing says what the letters mean


def acronyms(activity: str, *bodies: Body) -> set[str]:
    return set(collect_acronyms(index_of(activity, bodies=(*BODIES, *bodies))))


def body(kind: str, name: str) -> Body:
    return Body.model_validate({"body_id": "XRB", "acronym": "XRB", "name": name, "kind": kind})


@pytest.mark.parametrize(
    ("kind", "name", "is_own"),
    [
        ("annex", "Extra River Board", True),
        ("unlisted", "Extra River Board", True),
        ("unlisted", "", False),  # the plan's lists print the letters and no name
        ("external", "Extra River Board", False),  # the register names it, the plan does not
    ],
)
def test_a_body_that_the_plan_names_explains_its_acronym(
    kind: str, name: str, *, is_own: bool
) -> None:
    """In a compound of such bodies, the letters of one are no acronym of their own."""
    assert ("XRB" not in acronyms("Ask AUN-XRB now", body(kind, name))) == is_own


@pytest.mark.parametrize(
    ("words", "plural"),
    [
        ("Rules for teacher, and others", "teachers"),
        ("Acts by violent extremist", "violent extremists"),
        ("Acts by beneficiary", "beneficiaries"),
        ("Acts by a teacher", ""),
        ("Rules for every teacher", ""),
        ("Rules for training teacher", ""),  # a teacher who is trained, or training somebody
        ("Rules for school's teacher", ""),
        ("Rules for table", ""),
        ("Rules for zzqx teacher", ""),
    ],
)
def test_one_person_has_an_article(words: str, plural: str) -> None:
    assert [slip.usual for slip, _ in find_lone_persons(text(words))] == [plural] * bool(plural)


@pytest.mark.parametrize(
    ("words", "usual"),
    [
        ("Give an advice.", "advice"),
        ("Provide an information desk", ""),
        ("An evidence on it", "evidence"),
    ],
)
def test_what_is_not_counted_has_no_article(words: str, usual: str) -> None:
    assert [slip.usual for slip, _ in find_uncountable(text(words))] == [usual] * bool(usual)


ENGLISH = (
    "The council will help all of the people who live in the north of the land, and it will be "
    "one of the first to do so in the years that are to come for them and for us.",
) * 3


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Support the governent", ["governent"]),
        ("Support the government", []),
        ("Support the goverńment", []),  # a letter that English has not
        ("Support it thwn", []),  # four letters are near many words
        ("Ask the Governent", []),  # perhaps a name
        ("Governent is asked", ["governent"]),  # at the beginning of a text
        ("See: Governent is asked", ["governent"]),
        ("Ask the Governent, and a governent", ["governent"]),
    ],
)
def test_a_rare_word_near_a_frequent_one_is_a_misprint(words: str, found: list[str]) -> None:
    index = index_of(words, narrative=ENGLISH)
    assert [each.key[0] for each in find_misprints(index, SETTINGS)] == found


def test_words_without_their_last_letters_have_one_cause() -> None:
    lacking = ("Support the departmen", "Write the documen", "Enter the agreemen")
    for count, single in ((2, True), (3, False)):
        found = list(find_misprints(index_of(*lacking[:count], narrative=ENGLISH), SETTINGS))
        keys = [each.key[0] for each in found]
        assert (keys == ["cut"]) == (not single), keys


@pytest.mark.parametrize(("count", "is_english"), [(99, True), (100, False)])
def test_words_show_a_language_from_a_hundred_on(count: int, *, is_english: bool) -> None:
    assert is_written_in(["Rathaus"] * count, "en") is is_english
