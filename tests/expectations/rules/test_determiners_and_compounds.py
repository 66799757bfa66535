"""Articles without a noun, unlike pairs, ends of items, and compounds without a hyphen."""

from __future__ import annotations

import pytest

from expectations.catalogue import BY_CODE
from expectations.plan_index import PlanIndex
from expectations.rules.usage.compounds import find_missing_hyphens
from expectations.settings import ExpectationSettings
from tests.expectations.plans import linked
from tests.expectations.rules.test_usage_limits import of_texts
from tests.link.plans import RowText
from tests.link.texts.test_framework import blocks


def found(code: str, *texts: str) -> list[str]:
    """Return the places that a rule reports in the activities of an English plan."""
    return printed_places(code, of_texts(*texts))


def printed_places(code: str, index: PlanIndex) -> list[str]:
    findings = BY_CODE[code].find(index, ExpectationSettings(language="en"))
    return [place.printed for finding in findings for place in finding.places]


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("Survey the bees. The will support better honey.", "The will support"),
        ("Cool the mill to achieve 10% reduction in waste", "10% reduction"),
        ("Achieve 12% increase in yield", "12% increase"),
        ("Build dams that deliver 8 per cent cut in floods", "8 per cent cut"),
        ("Use rules not only to please the guests, but also the cooks", "not only to please"),
        ("Sell tea not only in shops but also the markets", "not only in shops"),
        ("Buy real time water gauges", ""),  # "Buy" may take "time"
        ("Order a set of real time water gauges", "real time"),
        ("Open the port by mid 2012", "mid 2012"),
        ("Adopt a pan European timetable", "pan European"),
        ("Grant a 3 month free licence", "3 month"),
        ("Buy electric powered mowers", "electric powered"),
        ("The crew of cross border trains", "cross border"),
        ("The bank will work with Oxfam funded clinics", "Oxfam funded"),
        ("Publish data in INSPIRE compliant catalogues", "INSPIRE compliant"),
    ],
)
def test_a_slip_is_found_at_its_words(words: str, printed: str) -> None:
    places = found("grammar-slip", words)
    assert [printed in each for each in places] == [True] * bool(printed)


@pytest.mark.parametrize(
    "words",
    [
        "Real time passes and the real time is noon",
        "This saves real time and money",
        "The clerks cross government lines, trains cross border stations at night",
        "Do not cross cutting boards with raw meat",
        "The boat was diesel powered until last year, when wind powered the mills",
        "Trade with Spain supported farmers; talks with Norway led ministers to resign",
        "The advice of UNICEF supported schools, and the gift of Carnegie funded libraries",
        "Water from Leeds funded projects is rare",
        "All compliant schools get a seal; being compliant firms, they stayed",
        "Add the spices to the pan European cooks call a sauteuse",
        "The rate is fixed short term and rises over the long term above others",
        "The mid-2012 budget and the mid-June ferry",
        "The managing agency funded clinics.",
        "The coordinating ministry led talks.",
        "The implementing partner supported farmers.",
        "The training centre trained nurses.",
        "The existing staff trained teachers.",
        "The housing association owned flats.",
        "The mining company funded schools.",
        "The acting minister led troops.",
        "The teaching hospital trained doctors.",
        "A visiting surgeon led operations in three towns.",
        "The lending bank funded wells.",
        "Each participating school supported pupils.",
        "The steering committee led inspections.",
        "The organising club owned boats.",
        "A fishing cooperative owned vessels.",
        "Track in real time deliveries of vaccines.",
        "Publish in real time data on floods.",
        "The screens work; in real time passengers see delays.",
        "Keep animals that are allowed cross border posts at night out of markets.",
        "Count the deer that, unmarked, cross border fences.",
        "Some cross border posts each day to work.",
        "These cross sector lines twice a day.",
        "Visit the salt pan national park.",
        "Close each salt pan regional office.",
        "Restore the old salt pan national authorities own.",
        "Sites that are WCAG compliant gain marks.",
        "Firms that become GDPR compliant receive a seal.",
        "Forms that remain ISO compliant help auditors.",
        "Rivers and dams with the wind powered mills for ages.",
        "The battery powered lamps for hours.",
        "The existing fleet owned by towns is old.",
        "The growing season led farmers to the coast.",
        "The ruling party led voters to the polls.",
    ],
)
def test_words_that_form_no_adjective_need_no_hyphen(words: str) -> None:
    assert list(find_missing_hyphens(of_texts(words).texts[-1])) == []


@pytest.mark.parametrize(
    ("texts", "printed"),
    [
        (("Paint it (see 4.a. Parks)", "See 2.b Roads"), ["4.a."]),
        (("Paint it (see 4.a Parks)", "See 2.b Roads"), []),
    ],
)
def test_a_reference_is_printed_in_two_ways(texts: tuple[str, ...], printed: list[str]) -> None:
    assert found("style-mixed", *texts) == printed


@pytest.mark.parametrize(("usual", "told"), [(3, ["Council will"]), (2, [])])
def test_a_holder_lacks_its_article_at_the_beginning(usual: int, told: list[str]) -> None:
    texts = [f"The Council will mend road {n}." for n in range(usual)]
    assert found("style-mixed", *texts, "Council will mend the bridge.") == told


@pytest.mark.parametrize(
    ("ends", "told"),
    [
        (("", "", ".", "", "", ""), ["tall elms."]),
        (("", "", ",", "", "", "."), ["tall elms,"]),
        (("", "", "", "", "", "."), []),  # the last one alone
        (("", "", ", etc.", "", "", ""), []),
        (("", "", " Ltd.", "", "", ""), []),
        (("", "", " in the U.S.", "", "", ""), []),
        (("", "", " until 5 p.m.", "", "", ""), []),
        (("", ".", ".", "", "", "", ""), []),
        (("", ".", "", "", ""), []),  # too few
    ],
)
def test_one_item_of_a_list_of_paragraphs_ends_otherwise(
    ends: tuple[str, ...], told: list[str]
) -> None:
    items = [("list_item", f"Plant {n} tall elms{end}") for n, end in enumerate(ends)]
    plan = linked((RowText("1.1", "Topic", "Plant a tree"),), relevant={})
    texts = tuple(blocks(("paragraph", "The crew has these tasks."), *items))
    narrative = plan.plan.model_copy(update={"narrative": texts})
    index = PlanIndex(plan.model_copy(update={"plan": narrative}))
    assert [each for each in printed_places("punctuation", index) if "elms" in each] == told
