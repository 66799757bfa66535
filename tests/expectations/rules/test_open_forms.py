"""Hyphens, articles, numbers and marks that a text lacks, or that it prints in two ways."""

from __future__ import annotations

import re

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.articles import BareSingulars
from expectations.rules.clauses.doubled import find_doubled_meaning
from expectations.rules.clauses.forms import find_capital_verbs, find_wrong_forms
from expectations.rules.clauses.quantities import (
    find_among_two,
    find_plurals_after_one,
    find_singulars_after_many,
)
from expectations.rules.slip import SlipFinder
from expectations.rules.usage.compounds import (
    find_missing_hyphens,
    find_split_words,
    prints_open_compounds,
)
from expectations.rules.usage.numbers import find_programmes_without_article
from expectations.rules.usage.prepositions import find_wrong_phrases
from tests.expectations.plans import issues_of, plan_of, with_narrative
from tests.link.plans import RowText

FINDERS: tuple[SlipFinder, ...] = (
    find_doubled_meaning,
    find_capital_verbs,
    find_wrong_forms,
    find_among_two,
    find_plurals_after_one,
    find_singulars_after_many,
    find_missing_hyphens,
    find_split_words,
    find_programmes_without_article,
    find_wrong_phrases,
)


def text(words: str) -> Text:
    return Text("activities", "r-1", "text", words, "area-1.1")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Build low cost pumps", ["low cost"]),
        ("Build pumps at low cost", []),
        ("Buy slow turning blades", ["slow turning"]),
        ("Set up data sharing projects", ["data sharing"]),
        ("Share data, and sharing projects", []),
        ("Hold a two day workshop", ["two day"]),
        ("Hold it for two days", []),
        ("Agree on a five year national plan", ["five year"]),
        # What follows is no noun: an adjective, or a word that begins another part.
        ("Build low cost modern clinics", []),
        ("Fund data sharing national projects", []),
        ("Adopt long term sustainable goals", []),
        ("Open street level modern clinics", []),
        ("Rent rooms at low cost while rates fall", []),
        ("Learn of team building while it lasts", []),
        ("Plant wild-flowers for bees", ["wild-flowers"]),
        ("Sell by-products of milk", []),
        ("Paint cross walks in town", ["cross walks"]),
        ("Paint cross roads signs", []),
        ("Agree among the buyer and the seller", ["among the buyer and the seller"]),
        ("Agree among the buyer, the seller and the bank", []),
        ("Agree among farmers and millers", []),
        ("Report on a number of new clinic in the north", ["number of new clinic"]),
        ("Report on a number of new bridges in the north", []),
        ("Open a new bridges in the north", ["a new bridges"]),
        ("Open a few bridges in the north", []),
        ("Towns will improves their wells", ["will improves"]),
        ("Towns will meeting halls", []),  # a noun, too
        ("Towns will plans", []),
        ("Towns will stopped", ["will stopped"]),
        ("Towns are committed to improving wells, which leads to improved water", []),
        ("Draft a plan to Protect wells", ["to Protect"]),
        ("Sign the Convention to Protect Wells", []),
        ("Teach respect of elders, and show respect of rules", ["show respect of"]),
        ("Pay in respect of wells", []),
        ("In particular the town will place particular weight on it", None),
        ("Help farms, in particular dairy farms, and in particular old ones", []),
        ("Repairs under Green Homes Programme are free", ["under Green Homes Programme"]),
        ("Repairs under the Green Homes Programme are free", []),
        ("Pay with Green Homes Programme money", []),
    ],
)
def test_what_a_text_shows(words: str, found: list[str] | None) -> None:
    source = text(words)
    marked = [words[a:b] for find in FINDERS for _, (_, a, b) in find(source)]
    assert marked == found if found is not None else len(marked) == 1


def test_a_plan_may_print_compounds_without_hyphens() -> None:
    texts = [text(f"Build low cost pumps in town {n}") for n in range(6)]
    assert prints_open_compounds(texts)
    assert not prints_open_compounds(texts[:2])
    assert not prints_open_compounds([*texts, *(text(f"low-cost pumps {n}") for n in range(2))])


def test_the_plan_tells_whether_a_noun_is_counted() -> None:
    """A plan that prints "the community" throughout counts it, whatever follows."""
    words = "Train staff to engage community in the work"
    usual = [text(f"Help the community of town {n}") for n in range(25)]
    assert not list(BareSingulars([text(words)]).find(text(words)))
    assert len(list(BareSingulars([*usual, text(words)]).find(text(words)))) == 1


@pytest.mark.parametrize(
    ("code", "texts", "printed"),
    [
        ("punctuation", ("Costs, i.e. wages, fell.", "The rest i.e. fuel rose."), "rest i.e."),
        ("punctuation", ("Oak, elm, etc. grow here.", "Fish, frogs etc live here."), "etc"),
        (
            "punctuation",
            ("Towns, especially in hills, are dry.", "It helps farmers especially in hills."),
            "farmers especially in",
        ),
        (
            "punctuation",
            ("When the bridge was built money was short.",),
            "When the bridge was built money was",
        ),
        ("term-spelt-differently", ("It is shared among us.", "It is known amongst them."), None),
        (
            "term-spelt-differently",
            ("The Joint Water Conservation Committee met.", "The Joint Water Conservancy Council"),
            None,
        ),
        ("punctuation", ("Do it: a. Dig wells b. Plant oaks c. Mow. d. Rest e. Sow corn",), None),
    ],
)
def test_marks_and_names_in_two_ways(
    code: str, texts: tuple[str, ...], printed: str | None
) -> None:
    found = issues_of(with_narrative(*texts), code)
    assert len(found) == 1
    assert printed is None or found[0].places[0].printed == printed
    assert issues_of(with_narrative(texts[0]), code) == [] or len(texts) == 1


@pytest.mark.parametrize("word", ["especially", "particularly"])
@pytest.mark.parametrize("noun", ["farmers", "farmers (men)"])
def test_the_message_names_the_word_that_lacks_its_comma(noun: str, word: str) -> None:
    usual = f"Towns, {word} in hills, are dry."
    (issue,) = issues_of(with_narrative(usual, f"It helps {noun} {word} women."), "punctuation")
    said = re.search(r"“(?P<odd>[^”]+)” has no comma before “(?P<word>[^”]+)”", issue.message)
    assert said
    assert said["word"] == word
    assert said["odd"].endswith(f"{word} women")


def test_hyphens_that_mark_the_items_of_a_list_are_no_dashes() -> None:
    dashes = [f"Town {n} – small – is dry." for n in range(9)]
    listed = with_narrative(*dashes, "Themes: - dry wells - old pumps - new dams")
    assert issues_of(listed, "punctuation") == []
    assert len(issues_of(with_narrative(*dashes, "Dig wells - deep"), "punctuation")) == 1


def test_short_words_in_capitals_are_no_acronyms() -> None:
    listed = with_narrative("Wells are dug BY the end of the month", "Do NOT wait for the OGC")
    assert [issue.places[0].printed for issue in issues_of(listed, "acronym-unexplained")] == [
        "OGC"
    ]


def test_the_message_prints_an_address() -> None:
    (issue,) = issues_of(with_narrative("The address is: :www.wells.org/towns."), "punctuation")
    assert issue.message.startswith("“:www.wells.org/towns.”")


def test_full_stops_of_some_cells_only() -> None:
    rows = [RowText(f"1.{n}", activity=f"Plant oak number {n} here") for n in range(1, 11)]
    assert stops(rows) == []
    rows += [RowText(f"1.{n}", activity=f"Plant elm number {n} there.") for n in (11, 12)]
    (issue,) = stops(rows)
    assert [place.printed for place in issue] == ["there.", "there."]


def stops(rows: list[RowText]) -> list[tuple[object, ...]]:
    from link.model import LinkedPlan

    found = issues_of(LinkedPlan(plan=plan_of(rows, relevant={})), "punctuation")
    return [issue.places for issue in found if "one sentence" in issue.message]
