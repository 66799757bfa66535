"""For each rule a plan that breaks it, what it then says, and a plan that does not."""

from __future__ import annotations

from dataclasses import dataclass

from extract.model import DoubtKind, Evidence, PageBreak, PageLedger, ReadingDoubt, Span
from link.model import LinkedPlan
from normalize.model import Area, Body, CellFragment, ExtraValue
from tests.expectations.plans import (
    ALL,
    BODIES,
    PART,
    ROWS,
    linked,
    with_alternative,
    with_cluster,
    with_instrument,
    with_narrative,
    with_own_names,
    with_reference,
    with_text,
)
from tests.link.plans import RowText


@dataclass(frozen=True)
class Case:
    """A rule's positive and negative case; ``says`` is in the message of its one issue."""

    broken: LinkedPlan
    says: str
    sound: LinkedPlan


def _row(
    area: str, focus: str = "", activity: str = "", output: str = "", leads: str = ""
) -> RowText:
    return RowText(area, focus, activity, output, leads)


FULL = linked()
TWO = (ROWS[0], _row("1.1", "Focus one", "Write it down", "A second report", ""), ROWS[1])
THREE_NAMES = tuple(
    Body(body_id=a, acronym=a, name=f"Senior Officials Meeting on {a}", kind="annex", annex_no=n)
    for n, a in enumerate(("SOMA", "SOMB", "SOMC"), 3)
)
ODD = Body(
    body_id="SOMD", acronym="SOMD", name="Senior Official Meeting on D", kind="annex", annex_no=6
)
STARRED = Body(
    body_id="AIPA", acronym="AIPA", name="Assembly", kind="proposed", annex_no=3, mark="*"
)
EXPLAINED = "The Plan to Prevent and Counter Violent Extremism (PCVEX) and the PCVEX fund"


def _area(number: str, printed: str) -> Area:
    return Area(
        area_id=f"area-{number}",
        section_id="section-1",
        title="T",
        number_printed=printed,
        relevant_bodies_printed="",
        page=1,
    )


def _cell(**fields: object) -> CellFragment:
    values = {
        "cell_id": "c1",
        "record_ids": ("row-000",),
        "column": "activity",
        "fragment": 0,
        "span": Span(page=1, bbox=(0, 0, 10, 10)),
        "text": "Hold a workshop",
        "readings_agree": True,
        **fields,
    }
    return CellFragment.model_validate(values)


def _doubt(kind: DoubtKind) -> ReadingDoubt:
    return ReadingDoubt(
        kind=kind,
        span=Span(page=1, bbox=(40.0, 100.0, 800.0, 112.0)),
        text="Hold a workshop",
        taken="one text alone starts there",
    )


def _break(is_weak: bool) -> PageBreak:
    return PageBreak(
        table_id="t1",
        page=1,
        next_page=2,
        row=1,
        continues=True,
        score=0.1,
        is_weak=is_weak,
        evidence=(Evidence(name="sentence", weight=0.1, note="no full stop"),),
    )


NUMBERED = (_area("1.1", "1.1."), _area("1.2", "1.2."))

CASES: dict[str, Case] = {
    "lead-missing": Case(linked(TWO), "nobody leads “Write it down”", FULL),
    "lead-missing-area": Case(
        linked((ROWS[0], _row("1.2", "Focus two", "Train officers", "A handbook"))),
        "Nobody leads in 1.2",
        FULL,
    ),
    "output-missing": Case(
        linked((ROWS[0], _row("1.2", "F", "Train officers", "", "AUN"))),
        "no expected output is printed for “Train officers”",
        FULL,
    ),
    "activity-missing": Case(
        linked((ROWS[0], _row("1.2", "F", "", "A handbook", "AUN"))),
        "no activity is printed for “A handbook”",
        FULL,
    ),
    "focus-alone": Case(
        linked((*ROWS, _row("1.2", "Lonely", "", "", "AUN"))),
        "neither activity nor output is printed for “Lonely”",
        FULL,
    ),
    "focus-missing": Case(
        linked((ROWS[0], _row("1.2", "", "Train officers", "A handbook", "AUN"))),
        "no focus area is printed for “Train officers”",
        FULL,
    ),
    "body-repeated": Case(
        linked(relevant={"1.1": "SOMTC, AUN, SOMTC", "1.2": "AUN"}), "SOMTC stands twice", FULL
    ),
    "body-unknown": Case(
        linked(relevant={"1.1": "SOMTC, SOMS", "1.2": "AUN, SOMS"}),
        "“SOMS” is in no list of bodies of the plan. Nearest: SOMTC.",
        FULL,
    ),
    "body-variant": Case(
        linked(
            bodies=(*BODIES, PART.model_copy(update={"kind": "annex", "annex_no": 3})),
            relevant={"1.1": "SOMTC, AUN HRE", "1.2": "AUN, AUN-HRE"},
        ),
        "“AUN HRE” is taken for AUN-HRE",
        FULL,
    ),
    "body-sub-unit": Case(
        linked(bodies=(*BODIES, PART), relevant={"1.1": "SOMTC", "1.2": "AUN, AUN-HRE"}),
        "“AUN-HRE” is a part of AUN",
        FULL,
    ),
    "body-collective": Case(
        linked(bodies=(*BODIES, ALL), relevant={"1.1": "SOMTC", "1.2": "AUN, All bodies"}),
        "“All bodies” stands in place of names. It may stand for up to 2 bodies.",
        linked(bodies=(*BODIES, ALL)),
    ),
    "body-proposed": Case(
        linked(bodies=(*BODIES, STARRED), relevant={"1.1": "SOMTC, AIPA", "1.2": "AUN"}),
        "AIPA is marked “*” (only proposed)",
        linked(bodies=(*BODIES, STARRED)),
    ),
    "body-idle": Case(linked(bodies=(*BODIES, STARRED)), "AIPA stands in the annex", FULL),
    "membership-differs": Case(
        linked(members="SOMTC"), "AUN stands in the annex, but not", linked(members="SOMTC, AUN")
    ),
    "lead-not-relevant": Case(
        linked(relevant={"1.1": "AUN", "1.2": "AUN"}), "SOMTC leads in 1.1", FULL
    ),
    "relevant-leads-nothing": Case(
        linked(relevant={"1.1": "SOMTC, AUN", "1.2": "AUN"}),
        "AUN is relevant in 1.1, but leads nothing there.",
        FULL,
    ),
    "name-differs": Case(
        with_narrative("The Senior Officials Meeting on Transnational Crimes leads."),
        "Transnational Crimes” in the text",
        with_narrative("The Senior Officials Meeting on Transnational Crime leads."),
    ),
    "reference-dangling": Case(
        with_reference(
            "in line with 1.9", "Train (in line with 1.9)", status="dangling", target_id=None
        ),
        "“in line with 1.9” points to nothing",
        with_reference("in line with 1.2", "Train (in line with 1.2)"),
    ),
    "reference-to-itself": Case(
        with_reference(
            "in line with 1.1", "Train (in line with 1.1)", status="self", target_id="area-1.1"
        ),
        "stands in 1.1 and points to it",
        with_reference("in line with 1.2", "Train (in line with 1.2)"),
    ),
    "reference-ambiguous": Case(
        with_reference(
            "youth",
            "Train (i.e. youth)",
            status="ambiguous",
            target_id=None,
            candidates=("area-1.1", "area-1.2"),
        ),
        "“youth” may mean 1.1, 1.2",
        with_reference("youth", "Train (i.e. youth)", status="ambiguous", target_id=None),
    ),
    "reference-one-way": Case(
        with_reference("in line with 1.2", "Train (in line with 1.2)", is_reciprocated=False),
        "1.1 refers to 1.2, which does not refer to 1.1",
        with_reference("in line with 1.2", "Train (in line with 1.2)", is_reciprocated=True),
    ),
    "reference-same-as-differs": Case(
        with_reference("same as under 1.2", "Train judges (same as under 1.2)", relation="same_as"),
        "“Train judges” is said to be the same as in 1.2",
        with_reference(
            "same as under 1.2", "Train officers (same as under 1.2)", relation="same_as"
        ),
    ),
    "plan-named-differently": Case(
        with_own_names("Apply the Bali Plan, our City Plan", "Bali Plan", "City Plan"),
        "The plan calls itself “Bali Plan” and “City Plan”.",
        with_own_names("Apply the Bali Plan 2019-2025", "Bali Plan", "Bali Plan 2019-2025"),
    ),
    "instrument-undated": Case(
        with_instrument("Follow the Rome Memorandum", "Rome Memorandum"),
        "is cited without its year. The register has 2012.",
        with_instrument("Follow the Rome Memorandum (2012)", "Rome Memorandum"),
    ),
    "alternatives-open": Case(
        with_alternative("Help [A] [B]", "[A] [B]", "alternatives", "A", "B"),
        "“[A] [B]” leaves open which holds: “A” or “B”",
        with_alternative("Help (and B)", "(and B)", "optional", "and B"),
    ),
    "option-open": Case(
        with_alternative("Help (and may be B)", "(and may be B)", "optional", "and may be B"),
        "“(and may be B)” leaves open whether it holds.",
        FULL,
    ),
    "drafting-note": Case(
        with_alternative("Help (will be swapped)", "(will be swapped)", "drafting_note"),
        "“(will be swapped)” reads like a note",
        with_alternative("Help …", "…", "drafting_note"),
    ),
    "text-ellipsis": Case(
        with_text("Help the campaign …"),
        "“campaign …”: the text breaks off",
        with_text("Help … us"),
    ),
    "text-repeated": Case(
        with_cluster("Hold a forum", "Hold a forum", "duplicate"),
        "is printed 2 times in 1.1, 1.2",
        FULL,
    ),
    "text-similar": Case(
        with_cluster("Hold a forum", "Hold the forum", "near_duplicate", "[-a-] {+the+}"),
        "has 2 nearly equal texts in 1.1, 1.2. They differ in “[-a-] {+the+}”",
        with_cluster(
            "Handbook for it",
            "Good practices on it",
            "near_duplicate",
            "[-Handbook for-] {+Good practices on+}",
        ),
    ),
    "text-truncated": Case(
        with_text("Share the experience of"),
        "“… Share the experience of” breaks off",
        with_text("Share it"),
    ),
    "numbering-style": Case(
        linked(areas=(_area("1.1", "1.1"), *NUMBERED[1:], _area("1.3", "1.3."))),
        "“1.1 T …” is numbered otherwise than the other 2 areas, which are like “1.2.”",
        linked(areas=NUMBERED),
    ),
    "numbering-gap": Case(
        linked(areas=(*NUMBERED, _area("1.4", "1.4."))),
        "There is no area 1.3.",
        linked(areas=NUMBERED),
    ),
    "years-differ": Case(
        with_narrative(
            "The Rise of Violent Extremism Plan (2019 – 2025)",
            "The Rise of Violent Extremism Plan (2018 – 2025)",
        ),
        "is dated 2019–2025 and 2018–2025",
        with_narrative(
            "The Rise of Violent Extremism Plan (2019 – 2025)",
            "The Political and Security Community Blueprint (2015-2025)",
        ),
    ),
    "section-title-differs": Case(
        with_narrative("(1) Sections 1, which aims high"),
        "The text has “Sections 1”",
        with_narrative("(1) Section 1, which aims high"),
    ),
    "acronym-unexplained": Case(
        with_text("Teach HRPE"),
        "“HRPE” is never written out",
        with_text("Teach human rights and peace education (HRPE)"),
    ),
    "acronym-spelt-differently": Case(
        with_text("Fund PCEVX", narrative=(EXPLAINED,)),
        "mostly calls “PCVEX”",
        with_text("Fund PCVEX", narrative=(EXPLAINED,)),
    ),
    "term-spelt-differently": Case(
        with_narrative(
            "The Bali Work Plan-MTF and the Bali Work Plan - MTF, our Bali Work Plan-MTF"
        ),
        "“Bali Work Plan-MTF” is also printed as “Bali Work Plan - MTF”",
        with_narrative("The Bali Work Plan-MTF and the Bali Work Plan-MTF"),
    ),
    "compound-mixed": Case(
        with_text("Counter on-line crime", narrative=("An online table top", "A Table/Top")),
        "Words joined in several ways: on-line and online, table top and Table/Top",
        with_text("Move on to it, into it; meet with in-laws within all so also"),
    ),
    "misprint": Case(
        with_text("Conduct an evalution of it", narrative=("Evaluation counts",)),
        "“evalution” is probably “evaluation”",
        with_text("Conduct an evaluation of reintegration for deradicalisation"),
    ),
    "spelling-mixed": Case(
        with_text("Prevent radicalization", narrative=("The rise of radicalisation",)),
        "radicalisation (1) and radicalization (1)",
        with_text("Prevent radicalisation and exercise programmes", narrative=("organisations",)),
    ),
    "punctuation": Case(
        with_text("Help society,and others"),
        "“society,and”: a blank is missing",
        with_text("Help society, and (1) others, (2) us, e.g. poverty, etc., and 1,000 more"),
    ),
    "brackets-unbalanced": Case(
        with_text("Help (in line with us"),
        "has no partner",
        with_text("Help a) us (b) them [and “all”]"),
    ),
    "words-doubled": Case(
        with_text("Improve the understanding on in linkages"),
        "“on in”",
        with_text("He said that that was so"),
    ),
    "header-label-missing": Case(
        linked(
            column_labels=(ExtraValue(column="lead_bodies", text="Lead"),),
            missing_labels=(ExtraValue(column="lead_bodies", text="33"),),
        ),
        "does not print “Lead” on page 33",
        FULL,
    ),
    "readings-disagree": Case(
        linked(cells=(_cell(readings_agree=False, other_text="Hold a work shop"),)),
        "the other has “Hold a work shop”",
        linked(cells=(_cell(),)),
    ),
    "page-break-weak": Case(
        linked(page_breaks=(_break(True),)),
        "the evidence is weak (sentence: no full stop), and it may be that a new row begins",
        linked(page_breaks=(_break(False),)),
    ),
    "row-start-weak": Case(
        linked(doubts=(_doubt("row-start"),)),
        "Page 1, “Hold a workshop”: one text alone starts there",
        linked(doubts=(_doubt("clipped-text"),)),
    ),
    "text-clipped": Case(
        linked(doubts=(_doubt("clipped-text"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("row-start"),)),
    ),
    "glyph-unknown": Case(
        linked(doubts=(_doubt("unknown-glyph"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("row-start"),)),
    ),
    "table-text-left-out": Case(
        linked(doubts=(_doubt("left-out"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("row-start"),)),
    ),
    "header-label-differs": Case(
        linked(doubts=(_doubt("label-differs"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("label-missing"),)),
    ),
    "header-cut": Case(
        linked(doubts=(_doubt("header-cut"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("label-differs"),)),
    ),
    "ocr-doubtful": Case(
        linked(cells=(_cell(confidence=0.3),)),
        "1 cells of the scanned page 1",
        linked(cells=(_cell(confidence=0.9),)),
    ),
    "line-end-hyphen": Case(
        linked(cells=(_cell(hyphens_in_doubt=("work-shop",)),)),
        "“work-shop” may be meant",
        linked(cells=(_cell(),)),
    ),
    "glyphs-unaccounted": Case(
        linked(ledger=(PageLedger(page=7, glyphs=100, lost=3),)),
        "3 went nowhere",
        linked(ledger=(PageLedger(page=7, glyphs=100),)),
    ),
}
