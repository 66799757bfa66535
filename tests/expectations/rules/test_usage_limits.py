"""From how many uses on a plan has a usage of its own, and which places contradict it."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex
from expectations.rules.usage.marks import find_unusual_marks
from expectations.rules.usage.terms import terms_in_two_forms
from expectations.rules.variants.capitals import is_title
from expectations.wording_texts import cut_records, is_written_in, without_addresses
from extract.model import DoubtKind, Span
from normalize.model import CellFragment
from tests.expectations.cases import _cell, _doubt
from tests.expectations.plans import ROWS, issues_of, linked, with_cluster, with_narrative
from tests.link.plans import RowText

SOUND = "Plant trees"


def of_texts(*texts: str) -> PlanIndex:
    rows = tuple(RowText(f"{n}.1", f"Topic {n}", text, "") for n, text in enumerate(texts, 1))
    return PlanIndex(linked(rows, relevant={}))


def marks(*texts: str) -> list[str]:
    return [found.message for found in find_unusual_marks(of_texts(*texts), is_english=True)]


@pytest.mark.parametrize(
    ("usual", "odd", "found"),
    [(9, 1, False), (10, 1, True), (13, 2, False), (14, 2, True), (20, 3, True), (19, 3, False)],
)
def test_a_stroke_with_spaces_is_odd_among_ten_without(usual: int, odd: int, found: bool) -> None:
    closed = [f"Meet makers/users of tool {n}" for n in range(usual)]
    spaced = [f"Ask buyers / sellers of tool {n}" for n in range(odd)]
    messages = marks(*closed, *spaced)
    said = f"“buyers / sellers” has spaces around the slash, unlike {usual} others."
    assert messages == [said] * found


def lists(*ends: str) -> PlanIndex:
    """Return a plan whose rows are led by SOMTC and AUN, each list with an end of its own."""
    rows = [
        RowText(f"{n}.1", f"Topic {n}", f"Plant tree {n}", "", f"SOMTC, {end}")
        for n, end in enumerate(ends, 1)
    ]
    return PlanIndex(linked(tuple(rows), relevant={}))


@pytest.mark.parametrize(
    ("sound", "end", "found"),
    [
        (10, "AUN;", ["AUN;"]),
        (9, "AUN;", []),  # too few to show how lists end
        (10, "Mills Ltd.", []),  # the full stop belongs to the abbreviation
        (10, "AUN", []),
    ],
)
def test_a_list_that_ends_in_a_mark_is_odd_among_ten_without(
    sound: int, end: str, found: list[str]
) -> None:
    made = list(find_unusual_marks(lists(*["AUN"] * sound, end), is_english=False))
    assert [place.printed for each in made for place in each.places] == found
    assert all(f"unlike {sound} others" in each.message for each in made)


@pytest.mark.parametrize(("odd", "found"), [(1, 1), (2, 2), (3, 0)])
def test_lists_that_often_end_in_a_mark_have_no_style(odd: int, found: int) -> None:
    plan = lists(*["AUN"] * 12, *["AUN."] * odd)  # 3 of 15 are more than 15 %
    assert len(list(find_unusual_marks(plan, is_english=False))) == found


VERBS = ("Report", "Write", "Apply", "Speak", "Return", "Listen")


def said(count: int, name: str = "Forest Board", article: str = "the") -> list[str]:
    """Return texts in which a name stands amid a sentence, each with another beginning."""
    return [f"{verb} every other month to {article} {name}" for verb in VERBS[:count]]


def other(name: str, article: str = "the", verb: str = "Send") -> str:
    return f"{verb} every other month to {article} {name}"


@pytest.mark.parametrize(
    ("texts", "odd"),
    [
        ([*said(1), other("forest Board")], True),
        ([*said(1), other("forest Board"), other("forest Board", verb="Hand")], False),
        ([*said(2), other("forest Board"), other("forest Board", verb="Hand")], True),
        # Small letters alone contradict four others, for each of them.
        ([*said(3), other("forest board")], False),
        ([*said(4), other("forest board")], True),
        ([*said(6), other("forest board"), other("forest board", verb="Hand")], False),
        # Any such board.
        ([*said(4), other("forest board", article="a")], False),
        # The beginning of a longer name.
        ([*said(1), other("forest Board of Trade")], False),
    ],
)
def test_capitals_contradict_the_usual_ones(texts: list[str], odd: bool) -> None:
    found = [usual for usual, _ in terms_in_two_forms(of_texts(*texts))]
    assert found == ["Forest Board"] * odd


@pytest.mark.parametrize(("small", "told"), [(0, True), (1, True), (2, False)])
def test_capitals_that_a_text_layer_loses_tell_nothing(small: int, told: bool) -> None:
    """From a tenth of the texts on that begin with a small letter, the font is taken to blame."""
    texts = [*said(1), other("forest Board"), *(f"Plant tree {n}" for n in range(5))]
    texts += [f"mend gate {n}" for n in range(small)]
    # Each has a focus area and an area with a capital.
    rows = tuple(RowText("1.1", "Topic", text, "") for text in texts)
    index = PlanIndex(linked(rows, relevant={}))
    beginnings = [t.text[0] for t in index.wording if not t.is_narrative]
    more = tuple(RowText("1.1", "Topic", f"Dig well {n}", "") for n in range(20 - len(beginnings)))
    index = PlanIndex(linked((*rows, *more), relevant={}))
    beginnings = [t.text[0] for t in index.wording if not t.is_narrative]
    assert len(beginnings) == 20
    assert bool(list(terms_in_two_forms(index))) == told


def test_overlapping_terms_are_one_finding() -> None:
    texts = [*said(2, "Forest Damage Board"), other("Forest damage Board")]
    found = list(terms_in_two_forms(of_texts(*texts)))
    assert [usual for usual, _ in found] == ["Forest Damage Board"]


def test_a_title_tells_nothing_of_capitals() -> None:
    texts = [*said(1), "Joint Yearly Review By Forest board Members"]
    assert list(terms_in_two_forms(of_texts(*texts))) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Yearly Review with them", True),  # short words are those of any title
        ("Yearly Review about them", False),
        ("Yearly Review by Board Staff about them", True),  # four of five
        ("with them", False),
    ],
)
def test_most_long_words_of_a_title_have_a_capital(words: str, *, expected: bool) -> None:
    assert is_title(words) == expected


def cut_cell(name: str, column: str, left: float = 0.0, page: int = 1) -> CellFragment:
    span = Span(page=page, bbox=(left, 100.0, left + 50.0, 112.0))
    return _cell(cell_id=name, record_ids=(name,), column=column, span=span)


def cut(cells: list[CellFragment], *lefts: float, kind: DoubtKind = "clipped-text") -> set[str]:
    doubts = [
        _doubt(kind).model_copy(update={"span": Span(page=1, bbox=(x, 100.0, x + 5.0, 112.0))})
        for x in lefts
    ]
    return set(cut_records(cells, doubts))


def test_text_that_a_line_cuts_is_left_out() -> None:
    cells = [cut_cell(f"r{n}", "activity", 100.0 * n) for n in range(4)]
    assert cut(cells, 120.0) == {"r1"}
    assert cut(cells, 50.0) == set()  # it begins where the cell ends
    assert cut(cells, 95.0) == set()  # it ends where the next cell begins
    assert cut(cells, 120.0, kind="row-start") == set()
    for top, bottom in ((112.0, 120.0), (90.0, 100.0)):  # it ends or begins where the cell does
        span = Span(page=1, bbox=(120.0, top, 130.0, bottom))
        doubt = _doubt("clipped-text").model_copy(update={"span": span})
        assert cut_records(cells, [doubt]) == frozenset()
    assert cut([cut_cell("r0", "activity", page=2)], 20.0) == set()


def test_hidden_text_cuts_what_stands_beside_it() -> None:
    cells = [cut_cell("r0", "activity"), cut_cell("r1", "activity", 100.0)]
    assert cut(cells, 55.0, kind="hidden-text") == {"r0"}  # as near as a line is high
    assert cut(cells, 85.0, kind="hidden-text") == {"r1"}
    assert cut(cells, 70.0, kind="hidden-text") == set()


@pytest.mark.parametrize(
    ("filled", "struck", "is_lost"),
    [(4, 2, False), (4, 3, True), (15, 3, True), (16, 3, False), (20, 4, True)],
)
def test_a_line_that_cuts_several_texts_of_a_column_makes_all_of_them_doubtful(
    filled: int, struck: int, is_lost: bool
) -> None:
    cells = [cut_cell(f"r{n}", "activity", 100.0 * n) for n in range(filled)]
    other = cut_cell("other", "output", -100.0)
    found = cut([*cells, other], *(100.0 * n + 20 for n in range(struck)))
    assert found == {f"r{n}" for n in range(filled if is_lost else struck)}


def test_addresses_are_no_words() -> None:
    text = "See www.example.org/a-b, mail ann@example.org or read and/or write"
    plain = without_addresses(text)
    assert len(plain) == len(text)
    assert "example" not in plain
    assert plain.startswith("See 000")
    assert plain.endswith("or read and/or write")


def test_the_words_of_a_text_show_its_language() -> None:
    english = ["The council will help all of the people who live in the north of the land"] * 9
    assert is_written_in(english, "en")
    assert not is_written_in(english, "de")
    assert is_written_in(english, "xx")  # no list of words says anything
    assert is_written_in(["Der Rat"], "en")  # too few words to tell


def test_an_ellipsis_ends_a_text() -> None:
    plan = linked((RowText("1.1", "Focus one", "Make films for …", "A report", "SOMTC"), ROWS[1]))
    assert [i.message for i in issues_of(plan, "text-ellipsis")] == [
        "“for …”: the text ends in an ellipsis."
    ]
    plan = linked((RowText("1.1", "Focus one", "Make … films", "A report", "SOMTC"), ROWS[1]))
    assert issues_of(plan, "text-ellipsis") == []


@pytest.mark.parametrize(
    ("differs_in", "count"),
    [
        ("[-rivers-] {+forests+}", 1),
        # Two texts that swap the same words twice have two subjects.
        ("[-rivers-] {+forests+} [-rivers-] {+forests+}", 0),
        # Two forms of one word are no two subjects.
        ("[-forest-] {+forests+} [-forest-] {+forests+}", 1),
    ],
)
def test_two_texts_about_two_things_are_no_copies(differs_in: str, count: int) -> None:
    rest = "with the towns of the region, the schools and all who care for the land that they share"
    plan = with_cluster(f"Hold a forum {rest}", f"Hold it {rest}", "near_duplicate", differs_in)
    assert len(issues_of(plan, "text-similar")) == count


def test_the_last_item_of_a_long_list_is_marked_at_its_end() -> None:
    for words, printed in (
        ("Clear the paths;", "Clear the paths;"),
        ("Clear all of the paths through the old forest to the north of;", "of;"),
    ):
        issues = issues_of(with_narrative("Plant trees; and", words, "Membership"), "punctuation")
        found = [i for i in issues if "last item" in i.message]
        assert [place.printed for issue in found for place in issue.places] == [printed]


def test_two_sentences_are_no_item_of_a_list() -> None:
    blocks = ("Plant trees; and", "Clear the paths. Then burn the litter;", "Membership")
    issues = issues_of(with_narrative(*blocks), "punctuation")
    assert not any("last item" in issue.message for issue in issues)
