"""Phrases that write out letters, that end too early, and that have a word too many."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex, Text
from expectations.rules.columns import find_results_as_activities
from expectations.rules.wording.doubled_words import find_doubled_words
from expectations.rules.wording.spelling import find_mixed_spelling
from expectations.rules.wording.truncated import find_truncated_texts
from expectations.rules.wording.written_out import WrittenOut
from expectations.settings import ExpectationSettings
from link.model import Misfit
from tests.expectations.plans import BODIES, linked
from tests.link.plans import RowText

SETTINGS = ExpectationSettings()


def index_of(activity: str, *narrative: str) -> PlanIndex:
    rows = (RowText("1.1", "Topic", activity, ""),)
    return PlanIndex(linked(rows, relevant={}, narrative=narrative))


def phrases(acronym: str, *texts: str, is_whole: bool = False) -> list[str]:
    made = (Text("narrative", str(n), "text", each) for n, each in enumerate(texts))
    return WrittenOut(made).phrases_of(acronym, is_whole=is_whole)


@pytest.mark.parametrize(
    ("acronym", "text", "phrase"),
    [
        ("WG", "the Working Group meets", "Working Group"),
        ("W", "the Working Group meets", None),
        ("GHG", "the Greenhouse Gas rises", "Greenhouse Gas"),
        ("GHG", "the Gas House rises", None),
        ("LEED", "the Leadership in Energy & Environmental Design", "Leadership in Energy"),
        ("ABCDE", "Alpha Beta Extra Cats Dogs Eels", "Alpha Beta Extra Cats Dogs Eels"),
        ("ABCD", "Alpha Beta Extra Cats Dogs", None),  # each of few letters has its word
        ("ABCDE", "Alpha Beta Extra Cats Other Dogs Eels", None),  # two words too many
        ("ABCDE", "Alpha Beta extra Cats Dogs Eels", None),
        ("ABC", "Alpha Beta, Cats", "Alpha Beta"),
        ("ABC", "Alpha Beta. Cats", None),
        ("HMT", "by HM Treasury", "HM Treasury"),
        ("HMT", "by HMX Treasury", None),
        ("UKEF", "by UK Export Finance", "UK Export Finance"),
        ("PoA", "the Plan of Action", "Plan of Action"),
        ("POA", "the Plan of Action", "Plan of Action"),
        ("PA", "the Plan of Action", "Plan of Action"),
        ("PO", "the Plan of", None),  # no phrase ends with "of"
        ("BIS", "Brazil, India, South", None),  # names that stand in a row
        ("BIS", "Business, Innovation and Skills", "Business"),
        ("MTQ", "le ministère des transports du Québec", "ministère des transports du Québec"),
        ("MTQ", "le ministère des transports du quartier", None),
        ("MTQ", "le ministère et les transports du Québec", None),
        ("TQ", "les transports du Québec", None),  # two letters may be chance
    ],
)
def test_words_with_the_letters(acronym: str, text: str, phrase: str | None) -> None:
    found = phrases(acronym, text)
    assert (found[0] if found else "").startswith(phrase or "")
    assert bool(found) == (phrase is not None)


def test_words_that_may_begin_a_longer_name_are_no_whole_name() -> None:
    text = "the Working Group Board meets"
    assert phrases("WG", text) == ["Working Group"]
    assert phrases("WG", text, is_whole=True) == []
    assert phrases("WG", "the Working Group meets", is_whole=True) == ["Working Group"]


def truncated(activity: str, *narrative: str, language: str = "en") -> bool:
    settings = ExpectationSettings(language=language)
    return bool(list(find_truncated_texts(index_of(activity, *narrative), settings)))


@pytest.mark.parametrize(
    ("activity", "is_cut"),
    [
        ("Share the experience of", True),
        ("Share what is associated with", True),
        ("Share rules that are complied with", False),
        ("Share the view (", True),
        ("Share the view,", True),
        ("Share the view of 12", False),
        ("Share the view of 12%", False),
        ("Share of", False),
        ("Share the view of…", False),
    ],
)
def test_a_text_ends_with_a_word_that_may_end_it(activity: str, is_cut: bool) -> None:
    assert truncated(activity) == is_cut


def test_only_marks_cut_a_text_of_another_language() -> None:
    assert not truncated("Share the experience of", language="fr")
    assert truncated("Share the experience,", language="fr")


def after(words: str, *following: str) -> tuple[str, ...]:
    verbs = ("We ask", "They tell", "You show", "All see", "Some give", "Few hear")
    return tuple(f"{verb} {words} {next_}." for verb, next_ in zip(verbs, following, strict=False))


@pytest.mark.parametrize(
    ("activity", "phrase", "following", "is_cut"),
    [
        ("Seek good views of Member", "good views of Member", ("States",), True),
        ("Seek good views of Member", "good views of Member", ("States", "State"), True),
        ("Seek good views of Member", "good views of Member", ("States", "Parties"), False),
        ("Seek good views of Member", "good views of Member", ("here",), False),
        # A small word has to follow the last one after other words, too.
        ("Seek good views of law", "good views of law", ("makers",), False),
        ("Seek good views of law", "good views of law", ("and",), False),  # a phrase may end there
        ("Seek good views of law", "good views of law", ("given",), False),
        ("Seek good views of law", "good views of law", ("7",), False),
    ],
)
def test_a_text_ends_where_others_go_on(
    activity: str, phrase: str, following: tuple[str, ...], is_cut: bool
) -> None:
    assert truncated(activity, *after(phrase, *following)) == is_cut


def test_a_small_word_belongs_to_the_last_one_in_several_phrases() -> None:
    others = after("good views of law", "makers")
    assert truncated("Seek good views of law", *others, "New law makers came.")
    assert not truncated("Seek good views of law", *others)
    # A single letter is no word.
    letter = after("good views of law", "x")
    assert not truncated("Seek good views of law", *letter, "New law x came.")


def doubled(activity: str, *narrative: str) -> list[str]:
    found = find_doubled_words(index_of(activity, *narrative), SETTINGS)
    return [place.printed for each in found for place in each.places]


@pytest.mark.parametrize(
    ("activity", "found"),
    [
        ("Help the the people", ["the the"]),
        ("Help water Water supply", []),  # a label beside another
        ("Help Water Water supply", ["Water Water"]),
        ("ROAD ROAD", []),
        ("Build a ROAD ROAD here", ["ROAD ROAD"]),
        ("Visit l'est est", []),
        ("est est", ["est est"]),
        ("Deal with by law", []),
        ("Show measures agreed on in meetings", []),
        ("Show measures taken on in meetings", ["on in"]),
        ("Ask for at least two", []),
        ("Ask for at two", ["for at"]),
        ("Ask from in there", []),
        ("Hold a training course for training.", ["training course for training"]),
        ("Hold a training course for training officers", []),
        ("Walk closely and well closely", []),
        ("Walk closely by them closely", ["closely by them closely"]),
    ],
)
def test_a_word_too_many(activity: str, found: list[str]) -> None:
    assert doubled(activity) == found


def test_prepositions_in_a_row_are_judged_in_english_alone() -> None:
    french = (
        "Le plan de la commune vise à améliorer la qualité de vie des habitants, et les services "
        "de la commune sont chargés de la mise en œuvre des actions qui sont dans le tableau. "
    ) * 4
    assert doubled("Work on in linkages", french) == []
    assert doubled("Work on in linkages the the", french) == ["the the"]


@pytest.mark.parametrize(("count", "is_one"), [(4, False), (5, True)])
def test_many_doubled_words_around_the_matrix_have_one_cause(count: int, is_one: bool) -> None:
    blocks = [f"Town number{n} has the the well" for n in range(count)]
    index = index_of("Help the the town", *blocks)
    keys = [each.key for each in find_doubled_words(index, SETTINGS)]
    assert (("narrative",) in keys) == is_one
    assert len(keys) == (2 if is_one else count + 1)


def test_the_context_of_a_doubled_word_is_cut_between_words() -> None:
    text = f"{'One two ' * 20}the the {'six ten ' * 20}"
    (found,) = find_doubled_words(index_of(text), SETTINGS)
    assert "“… One" in found.message or "“… two" in found.message
    assert "ten …”" in found.message or "six …”" in found.message
    (found,) = find_doubled_words(index_of("Help the the town"), SETTINGS)
    assert found.message == "“the the” in “Help the the town” has one word too many."


def test_names_of_the_annex_mix_no_spelling() -> None:
    bodies = (BODIES[0].model_copy(update={"name": "Centre for Defence"}), BODIES[1])
    rows = (RowText("1.1", "Topic", "Visit the center for the defense", ""),)
    index = PlanIndex(linked(rows, bodies, {}))
    assert list(find_mixed_spelling(index, SETTINGS)) == []
    told = PlanIndex(linked(rows, bodies, {}, narrative=("The centre is old",)))
    assert len(list(find_mixed_spelling(told, SETTINGS))) == 1


@pytest.mark.parametrize(
    ("language", "is_french", "is_told"),
    [("en", False, True), ("en", True, False), ("fr", False, False)],
)
def test_the_wording_of_tasks_and_results_is_judged_in_english_alone(
    language: str, is_french: bool, is_told: bool
) -> None:
    french = (
        "Le plan de la commune vise à améliorer la qualité de vie des habitants, et les services "
        "de la commune sont chargés de la mise en œuvre des actions qui sont dans le tableau. "
    ) * 4
    rows = (RowText("1.1", "Topic", "Laws adopted", "A report"),)
    plan = linked(rows, relevant={}, narrative=(french,) if is_french else ())
    misfit = Misfit(kind="result", record_id=plan.plan.activities[0].activity_id)
    index = PlanIndex(plan.model_copy(update={"misfits": (misfit,)}))
    settings = ExpectationSettings(language=language)
    assert bool(list(find_results_as_activities(index, settings))) == is_told
