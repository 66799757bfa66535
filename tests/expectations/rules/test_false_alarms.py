"""What is right in plans of other fields, layouts and languages is no issue; what is wrong is."""

from __future__ import annotations

import pytest

from expectations.plan_index import PlanIndex
from expectations.rule import Finding
from expectations.rules.wording.names import find_names_printed_differently
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from expectations.wording_texts import cut_records, is_written_in, without_addresses
from extract.model import ReadingDoubt, Span
from link.model import Cluster, ClusterMember, LinkedPlan
from normalize.ids import number_in
from normalize.model import CellFragment
from tests.expectations.plans import issues_of, linked, with_narrative, with_text
from tests.link.plans import RowText, make_plan

FRENCH = (
    "Le plan de la commune vise à améliorer la qualité de vie des habitants. Il est fondé sur les "
    "résultats de la consultation et sur les besoins des personnes qui se déplacent à pied ou à "
    "vélo dans les quartiers. Les actions sont décrites dans le tableau et sont mises en œuvre par "
    "les services de la commune avec le concours des associations et des entreprises. "
) * 5


LONG = (
    "for the repair of the pumps and pipes of all towns of the region, in line with the rules on "
    "safety at work"
)


def words(plan: LinkedPlan, code: str) -> list[str]:
    return [issue.places[0].printed for issue in issues_of(plan, code)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CONTENTS", []),
        ("INTRODUCTION 3", []),
        ("The key AREAS and areas of work", []),
        ("CHAPteR 4: ReDUCIng eMIssIons FRoM BUsIness", []),
        ("See Annex III and Part II", []),
        ("The DataShare service", []),
        ("www.example.org/HomePage.aspx and /journal/content/56/ARTICLE-TEMPLATE", []),
        ("5. LED (light emitting diode) streetlights", []),
        ("use of hydrofluorocarbon (HFC) gases", []),
        ("IT in the UK", []),
        ("the Mitsubishi i-MiEV and the Citroën CZero", []),
        ("TB(4)1.i - Publication Plan", []),
        ("James Wilson, TREC Enterprises", []),
        ("GPs of the NHS", []),
        ("agreed with HM Treasury; HMT pays", []),
        ("XQRW Inc and DAK America", []),  # companies
        ("Paper TB(4)1 and XQRW/12", []),
        ("The TB(4) programme", ["TB"]),  # a footnote
        ("The XQRW programme", ["XQRW"]),
        ("a pre-XQRW phase, and co-XQRW", ["XQRW"]),
        ("XQRW (2024) and XQRW enterprises", ["XQRW"]),
        ("MiRWa-2 and MiRWa", ["MiRWa"]),
        ("The KQP and its staff", ["KQP"]),
    ],
)
def test_acronyms(text: str, expected: list[str]) -> None:
    assert words(with_narrative(text), "acronym-unexplained") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("cut emissions by at least 34 percent", []),
        ("better use of on-farm energy", []),
        ("waste dealt with by the authority", []),
        ("fuels that we rely on for transport", []),
        ("measures that all of them agreed on in eight meetings", []),
        ("roads paid for in advance", []),
        ("reduced costs for on new sites", ["for on"]),
        ("lorsque vous vous déplacez", []),
        ("à l'est est l'endroit", []),
        ("TRÈS IMPORTANT IMPORTANT NEUTRE", []),
        ("download services Services of all", []),
        ("understanding on in linkages", ["on in"]),
        ("the the plan", ["the the"]),
    ],
)
def test_doubled_words(text: str, expected: list[str]) -> None:
    assert words(with_narrative(text), "words-doubled") == expected


def test_doubled_words_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each with all would take hours on a text that repeats a word tens of thousands of times."""

    def refuse(*_: object) -> bool:
        raise AssertionError

    plan = with_narrative("Aa " * 200)
    monkeypatch.setattr(Finding, "__eq__", refuse)
    assert len(issues_of(plan, "words-doubled")) == 1


def test_many_doubled_words_around_the_matrix_are_one_issue() -> None:
    texts = [f"the plan {word} and and {word} again" for word in ("a1", "b2", "c3", "d4", "e5")]
    (issue,) = issues_of(with_narrative(*texts), "words-doubled")
    assert "two columns" in issue.message
    assert len(issue.places) == 5


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        (("with (see chapter 4) and more",), 0),
        (("The first half (which goes", "on in another paragraph) ends"), 0),
        (("The first half (which goes", "on without an end"), 1),
    ],
)
def test_brackets_may_close_in_a_later_paragraph(texts: tuple[str, ...], count: int) -> None:
    assert len(issues_of(with_narrative(*texts), "brackets-unbalanced")) == count


@pytest.mark.parametrize("text", ["used for heat,⁴ with most", "see www.example.org/a,b or write"])
def test_notes_and_addresses_are_no_punctuation(text: str) -> None:
    assert words(with_narrative(text), "punctuation") == []


def test_the_article_before_a_compound() -> None:
    assert words(with_text("Publish data on an on-going basis"), "grammar-slip") == []
    assert words(with_text("Publish data on an on basis"), "grammar-slip") == ["an on"]


@pytest.mark.parametrize(
    ("text", "is_mixed"),
    [
        ("an enterprise that prioritized", False),
        ("controlling what traveled", False),
        ("realise and realize", True),
    ],
)
def test_only_real_pairs_are_two_spellings(text: str, is_mixed: bool) -> None:
    assert bool(issues_of(with_text(text), "spelling-mixed")) is is_mixed


def test_rules_of_a_language_are_off_in_a_text_of_another_one() -> None:
    plan = with_narrative(FRENCH + "Les habitans et les assocations")
    for language, count in (("en", 0), ("fr", 1)):
        settings = ExpectationSettings(language=language)
        found = [i for i in find_issues(plan, settings).issues if i.rule == "misprint"]
        assert bool(found) is bool(count), language


def test_a_language_is_known_by_its_most_frequent_words() -> None:
    assert is_written_in([FRENCH], "fr")
    assert not is_written_in([FRENCH], "en")
    assert not is_written_in([FRENCH], "es")
    assert is_written_in([FRENCH], "xx")  # no list
    assert is_written_in(["Trop court"], "en")


def test_addresses_keep_the_places_of_all_other_words() -> None:
    text = "Write to ann.lee@example.org or see https://x.org/a-b; that is all."
    blank = without_addresses(text)
    assert len(blank) == len(text)
    assert "example" not in blank
    assert blank.index("that is all.") == text.index("that is all.")


def test_a_text_that_is_cut_on_paper_has_no_wording() -> None:
    plan = linked()
    activity = plan.plan.activities[0]
    broken = activity.model_copy(update={"text": "publish data (in uncil"})
    span = Span(page=1, bbox=(10.0, 10.0, 90.0, 20.0))
    cell = CellFragment(
        cell_id="c",
        record_ids=(activity.activity_id,),
        column="activity",
        fragment=0,
        span=span,
        text=broken.text,
        readings_agree=True,
    )
    doubt = ReadingDoubt(kind="clipped-text", span=span, text="", taken="the rule cuts it")

    def found(*doubts: ReadingDoubt) -> list[str]:
        update = {
            "activities": (broken, *plan.plan.activities[1:]),
            "cells": (cell,),
            "doubts": doubts,
        }
        cut = plan.model_copy(update={"plan": plan.plan.model_copy(update=update)})
        return words(cut, "brackets-unbalanced")

    assert found() == ["("]
    assert found(doubt) == []


@pytest.mark.parametrize(
    ("text", "narrative", "language", "is_reported"),
    [
        ("Contrôler la qualité de chaque puits deux fois par an", (), "fr", False),
        ("Check the water of each well by an", (), "en", True),
        ("Make sure that the requirements are complied with", (), "en", False),
        ("Manage the risks that are associated with", (), "en", True),
        ("Rules to the water market", ("All rules to the water market set up.",), "en", False),
        ("Cut it by half in 2030", ("We cut it by half in 2030 compared to now.",), "en", False),
    ],
)  # fmt: skip
def test_a_whole_phrase_is_not_cut(
    text: str, narrative: tuple[str, ...], language: str, is_reported: bool
) -> None:
    plan = with_text(text, narrative=narrative)
    issues = find_issues(plan, ExpectationSettings(language=language)).issues
    assert any(issue.rule == "text-truncated" for issue in issues) is is_reported


@pytest.mark.parametrize(
    ("printed", "is_reported"),
    [
        ("rules that are complied with", False),
        ("rules that will be strictly complied with", False),
        ("rules that people comply with", True),
        ("a seat at the", True),
        ("heat and the demand of 2020", False),
    ],
)
def test_a_sentence_may_end_in_the_preposition_of_a_passive(
    printed: str, is_reported: bool
) -> None:
    assert bool(issues_of(with_text(printed), "text-truncated")) is is_reported


@pytest.mark.parametrize("elsewhere", ["climate change both", "of climate change set", "2020 zero"])
def test_one_other_place_does_not_tell_how_a_phrase_goes_on(elsewhere: str) -> None:
    text = "Work on the risks of climate change"
    others = (f"Work on the risks of {elsewhere} at home and abroad",)
    assert issues_of(with_text(text, narrative=others), "text-truncated") == []


def test_the_number_of_the_last_noun_and_of_a_verb_is_free() -> None:
    usual = [f"{word} low carbon investment; {word} tackle climate change" for word in (
        "we", "they", "to", "all", "towns", "banks", "firms", "cities")]  # fmt: skip
    plan = with_text("The fund for low carbon investments tackles climate change", narrative=usual)
    assert words(plan, "grammar-slip") == []


@pytest.mark.parametrize("numbers", ["A.1 B.1 C.1", "I. II. IV.", "1.1 2.1 10.1"])
def test_letters_and_roman_figures_are_one_format(numbers: str) -> None:
    areas = {str(at): number for at, number in enumerate(numbers.split(), 1)}
    plan = LinkedPlan(plan=make_plan([RowText(key, activity=f"Do {key}") for key in areas]))
    changed = [
        a.model_copy(update={"number_printed": areas[number_in(a.area_id)]})
        for a in plan.plan.areas
    ]
    whole = plan.model_copy(update={"plan": plan.plan.model_copy(update={"areas": tuple(changed)})})
    assert issues_of(whole, "numbering-style") == []


@pytest.mark.parametrize(("cut", "is_judged"), [(2, True), (3, False)])
def test_a_line_that_cuts_several_texts_of_a_column_is_near_to_all(
    cut: int, is_judged: bool
) -> None:
    fragments = [
        CellFragment(
            cell_id=f"c{at}",
            record_ids=(f"r{at}",),
            column="activity",
            fragment=0,
            span=Span(page=1, bbox=(10.0, 30.0 * at, 90.0, 30.0 * at + 20)),
            text="uncil data",
            readings_agree=True,
        )
        for at in range(8)
    ]
    doubts = [
        ReadingDoubt(kind="clipped-text", span=cell.span, text="", taken="the rule cuts it")
        for cell in fragments[:cut]
    ]
    assert ("r7" not in cut_records(fragments, doubts)) is is_judged


@pytest.mark.parametrize(
    ("texts", "differs_in", "is_reported"),
    [
        # A number that names a thing, a year, and three quantities or more are a series.
        (
            ("Publish register 1 of the state", "Publish register 2 of the state"),
            "[-1-] {+2+}",
            False,
        ),
        (("Report by 30 June 2026", "Report by 30 June 2027"), "[-2026-] {+2027+}", False),
        (("Plant 10 trees", "Plant 20 trees", "Plant 30 trees"), "[-10-] {+20+}", False),
        # Two quantities may be two targets of one thing.
        (("Plant 10 trees at schools", "Plant 20 trees at schools"), "[-10-] {+20+}", True),
        # Short texts about two things follow a formula; of long ones, one may be a copy.
        (
            ("Publish contracts online", "Publish contracts in full"),
            "[-online-] {+in full+}",
            False,
        ),
        (("Restore the rivers", "Restores the rivers"), "[-Restore-] {+Restores+}", True),
        (
            (f"Draft a handbook {LONG}", f"Draft practices {LONG}"),
            "[-a handbook-] {+practices+}",
            True,
        ),
    ],
)
def test_texts_that_are_meant_to_differ_are_no_repetition(
    texts: tuple[str, ...], differs_in: str, is_reported: bool
) -> None:
    plan = make_plan([RowText("1.1", activity=text) for text in texts])
    members = tuple(
        ClusterMember(
            record_id=activity.activity_id,
            record_kind="activity",
            score=98.0,
            differs_in=differs_in if at else "",
        )
        for at, activity in enumerate(plan.activities)
    )
    cluster = Cluster(cluster_id="clu-1", field="text", kind="near_duplicate", members=members)
    found = issues_of(LinkedPlan(plan=plan, clusters=(cluster,)), "text-similar")
    assert bool(found) is is_reported


def test_names_amid_a_long_run_of_capitalised_words_are_found() -> None:
    """The search for a name looks back over few words: this run would take it minutes."""
    run = "Aa " * 20_000
    index = PlanIndex(with_narrative(f"{run}and a BB–ACT", f"on a BB-ACT {run}"))
    (found,) = find_names_printed_differently(index, ExpectationSettings())
    assert all(len(place.printed.split()) <= 10 for place in found.places)
