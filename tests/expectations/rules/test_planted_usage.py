"""Slips of usage planted in right texts of other fields are found; the right texts have none."""

from __future__ import annotations

import pytest

from expectations.catalogue import BY_CODE
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings
from tests.expectations.plans import linked
from tests.link.plans import RowText

RULES = (
    "grammar-slip",
    "punctuation",
    "term-spelt-differently",
    "compound-mixed",
    "spelling-mixed",
    "words-doubled",
    "choice-open",
)
CLEAN = {
    "education": (
        "Train head teachers in school budgeting and staff management",
        "Provide textbooks that are relevant to rural pupils, and repair the desks they share",
        "Organize a competition on reading for the School Board",
        "Conduct a needs assessment of the girls’ boarding houses and of children’s rights clubs",
        "Develop an evidence-based approach to homework with the School Board",
        "Publish the results of evidence-based pilots. The School Board reviews them each term.",
        "Prepare a manual, with regard to safety, for all relevant regional offices",
        "Establish a new coordination committee; its members participate in the annual review",
        "Review how the School Board shares data, and the tasks of the respective regional offices",
        "Collect lessons learned and adopt a handbook for multi-grade classes",
        "Facilitate on-the-job training for tutors in accordance with the national framework",
        "Assess the parent-centred programme; the School Board has approved it, and the MEB is "
        "its sponsor",
        "Create a coordination committee for sports, or invite clubs to run the contests",
        "MEB publishes the terms of reference for teachers/teacher trainers",
        "Evaluate the drivers of absence: distance, cost and health",
        "Train bus drivers and guards in first aid and fire safety, and cooks in hygiene",
        "Provide meals and milk to pupils and staff in boarding and day schools",
        "Hire nurses and guards, and repair roofs and fences",
    ),
    "trade": (
        "Develop a single window for customs and/or port clearance",
        "Organize visits of import/export firms to the Trade Facilitation Desk",
        "Conduct an assessment of sub-regional corridors and non-tariff measures",
        "Prepare guidelines on origin for all relevant border posts",
        "Publish tariffs at the Trade Facilitation Desk in line with the treaty",
        "Review fees that the Trade Facilitation Desk charges, however small they are",
        "Train brokers who depend on the Trade Facilitation Desk for permits",
        "Adopt opening hours of the Trade Facilitation Desk",
        "Establish a help line for small companies that comply with the rules",
        "Support market-driven reforms that result in lower costs. They may, however, take years.",
        "Provide loans to market-driven firms; these consist of grants and credit",
        "Create a transit procedure for perishables, with inspections by day/night shifts",
        "Facilitate day-to-day contacts among traders/carriers, agents/brokers and buyers/sellers",
        "Harmonize forms/labels, codes/tariffs and weights/measures",
        "Assess costs/benefits, risks/gains and lead times/delays",
    ),
    "forestry": (
        "Plant native trees on slopes that erode, and protect the seedlings from goats",
        "Develop a fire plan: (1) map the dry stands, (2) build towers, and (3) train the crews",
        "Organize patrols with villages whose forests lie within the mandate of the Forest Service",
        "Conduct inventories of timber, and report to the Forest Service in the first quarter",
        "Prepare community-led schemes for resin, cork and honey",
        "Publish maps of community-led reserves that the Forest Service has approved",
        "Review the permits of sawmills that the Forest Service inspects",
        "Publish prices and fees of the Forest Service, and revise them each spring and autumn",
        "Train guards to collaborate with the police",
        "Support women's cooperatives that participate in auctions",
        "Establish a fund for storm damage, as the whole valley is at risk",
        "Create jobs in nurseries for people who are out of school or out of work",
        "Provide advice on pests; the entire stand may be lost where owners wait",
        "Assess carbon stocks in the national parks and the buffer zones",
        "Harmonize rules for logging and grazing near rivers and lakes",
        "Clear paths and firebreaks of dead wood and litter, and mark springs and caves",
    ),
}
PLANTS = {
    "relevant with": ("relevant to", "relevant with"),
    "participate to": ("participate in", "participate to"),
    "depend of": ("depend on", "depend of"),
    "comply to": ("comply with", "comply to"),
    "resulting to": ("that result in", "resulting to"),
    "consist on": ("consist of", "consist on"),
    "with regards to": ("with regard to", "with regards to"),
    "accordance to": ("in accordance with", "in accordance to"),
    "line to": ("in line with", "in line to"),
    "need assessment": ("a needs assessment", "a need assessment"),
    "terms of references": ("terms of reference", "terms of references"),
    "lie on the mandate": ("lie within the mandate", "lie on the mandate"),
    "collaborate the": ("collaborate with the", "collaborate the"),
    "drivers to": ("drivers of absence", "drivers to absence"),
    "the entire relevant": ("all relevant", "the entire relevant"),
    "respective office": ("respective regional offices", "respective regional office"),
    "right of children": ("children’s rights", "children’s right"),
    "teacher/teacher": ("teachers/teacher trainers", "teacher/teacher trainers"),
    "no article": ("for the School Board", "for School Board"),
    "no article for the desk": ("at the Trade Facilitation Desk", "at Trade Facilitation Desk"),
    "no article for the service": ("to the Forest Service", "to Forest Service"),
    "verb of an acronym": ("MEB publishes", "MEB publish"),
    "unlike item": ("(2) build towers", "(2) building towers"),
    "unlike beginning": ("Organize", "Organizing"),
    "unlike beginning with an adverb": ("Conduct", "Regularly conducting"),
    "coordinating": ("Establish a new coordination", "Establish a new coordinating"),
    "capital": ("how the School Board", "how the School board"),
    "capital of the service": (
        "that the Forest Service inspects",
        "that the forest Service inspects",
    ),
    "hyphen of an adjective": ("an evidence-based", "an evidence based"),
    "hyphen of another": ("to market-driven", "to market driven"),
    "hyphen of a third": ("of community-led", "of community led"),
    "prefix": ("multi-grade", "multi grade"),
    "another prefix": ("non-tariff", "non tariff"),
    "prefix of a region": ("sub-regional", "sub regional"),
    "on the job": ("on-the-job", "on the job"),
    "day to day": ("day-to-day", "day to day"),
    "lessons-learned": ("lessons learned", "lessons-learned"),
    "spelling": ("with the treaty", "with the people-centred programs, and the centered programme"),
    "stroke": ("import/export", "import / export"),
    "ampersand": ("teachers in school budgeting and", "teachers in school budgeting &"),
    "ampersand in a list": ("timber, and", "timber &"),
    "splice": ("has approved it, and", "has approved it, however,"),
    "noun twice": ("repair roofs and fences", "repair fences, school yards of school"),
    "name with an acronym": (
        "with the treaty",
        "with the Porto Treaty, the TFD Porto Treaty and others",
    ),
    "name with acronyms": (
        "to the Forest Service in the first quarter",
        "to the FAO Working Group on Forest Damage, and by the FAO WG on FD",
    ),
    "choice": ("a handbook", "a handbook or manual"),
    "choice with a stroke": ("Prepare guidelines", "Prepare guidelines/recommendations"),
}


def found(texts: tuple[str, ...]) -> set[str]:
    rows = [RowText(f"{n}.1", f"Topic {n}", text, "") for n, text in enumerate(texts, 1)]
    index = PlanIndex(linked(tuple(rows), relevant={}))
    settings = ExpectationSettings()
    return {issue.message for code in RULES for issue in BY_CODE[code].find(index, settings)}


def planted(right: str, wrong: str) -> list[tuple[str, tuple[str, ...]]]:
    """Return each field in which a slip fits, with the slip in the first text that has room."""
    cases = []
    for field, texts in CLEAN.items():
        at = next((at for at, text in enumerate(texts) if right in text), None)
        if at is not None:
            text = texts[at].replace(right, wrong, 1)
            cases.append((field, (*texts[:at], text, *texts[at + 1 :])))
    return cases


@pytest.mark.parametrize("field", CLEAN)
def test_right_texts_have_no_slips(field: str) -> None:
    assert found(CLEAN[field]) == set()


@pytest.mark.parametrize("name", PLANTS)
def test_a_planted_slip_is_found(name: str) -> None:
    cases = planted(*PLANTS[name])
    assert cases
    assert [field for field, texts in cases if not found(texts)] == []
