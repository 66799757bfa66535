"""For each rule a plan that breaks it, what it then says, and a plan that does not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extract.model import DoubtKind, Evidence, PageBreak, PageLedger, ReadingDoubt, Span
from link.model import LinkedPlan
from link.texts.columns import find_misfits
from link.texts.products import find_output_parts
from normalize.model import Area, Body, BrokenWord, CellFragment, ExtraValue
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
from tests.expectations.row_plans import MONTHS, with_days, with_ends, with_numbers
from tests.link.plans import RowText


@dataclass(frozen=True)
class Case:
    """A rule's positive and negative case; ``says`` is in the message of its one issue."""

    broken: LinkedPlan
    says: str
    sound: LinkedPlan


def _with_label(plan: LinkedPlan, label: str) -> LinkedPlan:
    labels = (ExtraValue(column="lead_bodies", text=label),)
    return plan.model_copy(update={"plan": plan.plan.model_copy(update={"column_labels": labels})})


def _row(
    area: str, focus: str = "", activity: str = "", output: str = "", leads: str = ""
) -> RowText:
    return RowText(area, focus, activity, output, leads)


def _with_join(score: float) -> LinkedPlan:
    """A plan whose own lists name a body in two ways."""
    board = Body(body_id="water-board", acronym="", name="Water Board", kind="unlisted")
    plan = linked(bodies=(*BODIES, board), relevant={"1.1": "SOMTC, Water", "1.2": "AUN"})
    named = {"body_id": board.body_id, "match": "fuzzy", "score": score, "candidates": ()}
    mentions = tuple(
        m.model_copy(update=named) if m.printed == "Water" else m for m in plan.plan.mentions
    )
    return plan.model_copy(update={"plan": plan.plan.model_copy(update={"mentions": mentions})})


def _with_note(plan: LinkedPlan) -> LinkedPlan:
    """The plan with a drafting note beside its alternatives."""
    (found,) = plan.alternatives
    note = found.model_copy(
        update={
            "alternative_id": "alt-2",
            "kind": "drafting_note",
            "source": found.source.model_copy(update={"printed": "…"}),
        }
    )
    return plan.model_copy(update={"alternatives": (found, note)})


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


SUBJECTS = ("ports", "rivers", "schools", "markets", "bridges", "forests", "clinics", "farms")


def _many(*rows: RowText) -> LinkedPlan:
    """A plan with a row on each of eight subjects, and more rows."""
    usual = (
        _row("1.1", f"On {s}", f"Workshop on the {s}", f"Handbook about {s}", "SOMTC")
        for s in SUBJECTS
    )
    plan = linked((*usual, *rows, ROWS[1]))
    return plan.model_copy(update={"misfits": find_misfits(plan.plan)})


def _with_products(text: str) -> LinkedPlan:
    plan = linked((_row("1.1", "Focus one", "Hold a workshop", text, "SOMTC"), ROWS[1]))
    outputs = plan.plan.expected_outputs
    known = [outputs[0], *(o.model_copy(update={"text": "Regional guide"}) for o in outputs[1:])]
    more = known[-1].model_copy(update={"expected_output_id": "out-x", "text": "Regional plan"})
    return plan.model_copy(update={"output_parts": find_output_parts((*known, more))})


NUMBERED = (_area("1.1", "1.1."), _area("1.2", "1.2."))

CASES: dict[str, Case] = {
    "column-empty": Case(
        _with_label(linked(tuple(replace(row, leads="") for row in ROWS)), "Department"),
        "The column “Department” is empty in all 2 rows.",
        _with_label(FULL, "Department"),
    ),
    "lead-missing": Case(linked(TWO), "1.1: no lead body is printed for “Write it down”", FULL),
    "lead-missing-area": Case(
        linked((ROWS[0], _row("1.2", "Focus two", "Train officers", "A handbook"))),
        "1.2: no lead body is printed for its row",
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
        "neither an activity nor an output is printed for “Lonely”",
        FULL,
    ),
    "focus-missing": Case(
        linked((ROWS[0], _row("1.2", "", "Train officers", "A handbook", "AUN"))),
        "no focus area is printed for “Train officers”",
        FULL,
    ),
    "body-repeated": Case(
        linked(relevant={"1.1": "SOMTC, AUN, SOMTC", "1.2": "AUN"}),
        "The relevant bodies of 1.1 name SOMTC twice.",
        FULL,
    ),
    "body-unknown": Case(
        linked(relevant={"1.1": "SOMTC, SOMS", "1.2": "AUN, SOMS"}),
        "“SOMS” is not among the bodies that the plan or the register lists. The most similar of "
        "them: SOMTC.",
        FULL,
    ),
    "body-variant": Case(
        linked(
            bodies=(*BODIES, PART.model_copy(update={"kind": "annex", "annex_no": 3})),
            relevant={"1.1": "SOMTC, AUN HRE", "1.2": "AUN, AUN-HRE"},
        ),
        "“AUN HRE” was read as AUN-HRE, the spelling of the annex.",
        FULL,
    ),
    "body-joined": Case(
        _with_join(85),
        "“Water” was taken for Water Board, another name in the plan (85% sure).",
        FULL,
    ),
    "body-sub-unit": Case(
        linked(bodies=(*BODIES, PART), relevant={"1.1": "SOMTC", "1.2": "AUN, AUN-HRE"}),
        "“AUN-HRE” is a sub-unit of AUN, not a body of its own.",
        FULL,
    ),
    "body-collective": Case(
        linked(bodies=(*BODIES, ALL), relevant={"1.1": "SOMTC", "1.2": "AUN, All bodies"}),
        "“All bodies” describes a group and names no body. "
        "The description may cover up to 2 bodies.",
        linked(bodies=(*BODIES, ALL)),
    ),
    "body-proposed": Case(
        linked(bodies=(*BODIES, STARRED), relevant={"1.1": "SOMTC, AIPA", "1.2": "AUN"}),
        "The annex marks AIPA with “*” as proposed only, but the matrix names it as a "
        "relevant body, though it leads no row.",
        linked(bodies=(*BODIES, STARRED)),
    ),
    "body-idle": Case(
        linked(bodies=(*BODIES, STARRED)),
        "AIPA is in the annex, but no area or row names it.",
        FULL,
    ),
    "membership-differs": Case(
        linked(members="SOMTC"), "AUN is in the annex, but not", linked(members="SOMTC, AUN")
    ),
    "lead-not-relevant": Case(
        linked(relevant={"1.1": "AUN", "1.2": "AUN"}),
        "SOMTC is a lead body in 1.1, but not one of its",
        FULL,
    ),
    "relevant-leads-nothing": Case(
        linked(relevant={"1.1": "SOMTC, AUN", "1.2": "AUN"}),
        "Relevant bodies that lead no row of the area: AUN (1.1).",
        FULL,
    ),
    "name-differs": Case(
        with_narrative("The Senior Officials Meeting on Transnational Crimes leads."),
        "Transnational Crimes”, but the annex prints “Senior Officials Meeting on Transnational",
        with_narrative("The Senior Officials Meeting on Transnational Crime leads."),
    ),
    "reference-dangling": Case(
        with_reference(
            "in line with 1.9", "Train (in line with 1.9)", status="dangling", target_id=None
        ),
        "“in line with 1.9” refers to a part that does not exist.",
        with_reference("in line with 1.2", "Train (in line with 1.2)"),
    ),
    "reference-to-itself": Case(
        with_reference(
            "in line with 1.1", "Train (in line with 1.1)", status="self", target_id="area-1.1"
        ),
        "is printed in 1.1 and refers to 1.1.",
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
        "“youth” does not say which area is meant: it may be 1.1 or 1.2.",
        with_reference("youth", "Train (i.e. youth)", status="ambiguous", target_id=None),
    ),
    "reference-same-as-differs": Case(
        with_reference("same as under 1.2", "Train judges (same as under 1.2)", relation="same_as"),
        "“Train judges” is declared to be the same as in 1.2, but the most similar text there is "
        "“Train o",
        with_reference(
            "same as under 1.2", "Train officers (same as under 1.2)", relation="same_as"
        ),
    ),
    "plan-named-differently": Case(
        with_own_names("Apply the Bali Plan, our City Plan", "Bali Plan", "City Plan"),
        "The plan uses different names for itself: “Bali Plan” and “City Plan”.",
        with_own_names("Apply the Bali Plan 2019-2025", "Bali Plan", "Bali Plan 2019-2025"),
    ),
    "instrument-undated": Case(
        with_instrument("Follow the Rome Memorandum", "Rome Memorandum"),
        "is cited without a year; the register gives 2012.",
        with_instrument("Follow the Rome Memorandum (2012)", "Rome Memorandum"),
    ),
    "alternatives-open": Case(
        with_alternative("Help [A] [B]", "[A] [B]", "alternatives", "A", "B"),
        "“[A] [B]” leaves a choice open: “A” or “B”.",
        with_alternative("Help (and B)", "(and B)", "optional", "and B"),
    ),
    "option-open": Case(
        _with_note(
            with_alternative("Help (and may be B)", "(and may be B)", "optional", "and may be B")
        ),
        "“(and may be B)” does not say whether it applies.",
        # Brackets of a plan without any other trace of drafting are additions of the editor.
        with_alternative("Help (and may be B)", "(and may be B)", "optional", "and may be B"),
    ),
    "choice-open": Case(
        with_text("Workshop or seminar on rice"),
        "The plan leaves open what is made or held: “Workshop or seminar”.",
        with_text("Workshop for mayors or other officials"),
    ),
    "drafting-note": Case(
        with_alternative("Help (will be swapped)", "(will be swapped)", "drafting_note"),
        "“(will be swapped)” looks like a drafting note.",
        with_alternative("Help …", "…", "drafting_note"),
    ),
    "text-ellipsis": Case(
        with_text("Help the campaign …"),
        "“campaign …”: the text ends in an ellipsis.",
        with_text("Help … us"),
    ),
    "text-repeated": Case(
        with_cluster("Hold a forum", "Hold a forum", "duplicate"),
        "is printed twice, in 1.1 and 1.2",
        FULL,
    ),
    "text-similar": Case(
        with_cluster("Hold a forum", "Hold the forum", "near_duplicate", "[-a-] {+the+}"),
        "2 texts in 1.1 and 1.2 are almost equal, the first of them “Hold a forum”: the first has "
        "“a” where the second has “the”.",
        with_cluster("Hold a forum", "Hold a forum", "duplicate"),
    ),
    "text-truncated": Case(
        with_text("Share the experience of"),
        "“… Share the experience of” ends in the middle of a phrase.",
        with_text("Share it"),
    ),
    "numbering-style": Case(
        linked(areas=(_area("1.1", "1.1"), *NUMBERED[1:], _area("1.3", "1.3."))),
        "The number of “1.1 T …” differs in format from the other 2 areas, such as “1.2.”.",
        linked(areas=NUMBERED),
    ),
    "numbering-gap": Case(
        linked(areas=(*NUMBERED, _area("1.4", "1.4."))),
        "The plan has no area 1.3.",
        linked(areas=NUMBERED),
    ),
    "number-repeated": Case(
        with_numbers("1", "2", "3", "4", "5", "6", "7", "7"),
        "2 rows have the number 7.",
        with_numbers("1", "2", "3", "4", "5", "6", "7", "8"),
    ),
    "value-unread": Case(
        with_ends(*MONTHS, "to be defined"),
        "“to be defined” could not be read as a date, unlike 9 of 10 values of its column.",
        with_ends(*MONTHS),
    ),
    "dates-out-of-order": Case(
        with_days([{"start": "2026-06-01", "deadline": "2026-03-31"}]),
        "The row starts in “2026-06-01” and ends in “2026-03-31”, which is earlier.",
        with_days([{"start": "2026-06-01", "deadline": "2026-06-01"}]),
    ),
    "years-differ": Case(
        with_narrative(
            "The Rise of Violent Extremism Plan (2019 – 2025)",
            "The Rise of Violent Extremism Plan (2018 – 2025)",
        ),
        "is followed by different years: 2019–2025 (“",
        with_narrative(
            "The Rise of Violent Extremism Plan (2019 – 2025)",
            "The Political and Security Community Blueprint (2015-2025)",
        ),
    ),
    "section-title-differs": Case(
        with_narrative("(1) Sections 1, which aims high"),
        "The text prints “Sections 1”, but the matrix prints “Section 1”.",
        with_narrative("(1) Section 1, which aims high"),
    ),
    "grammar-slip": Case(
        with_text("Establish a networking on crime"),
        "“a networking”: “networking” is not used with an article.",
        with_text("Establish a network on crime"),
    ),
    "acronym-unexplained": Case(
        with_text("Teach HRPE"),
        "The plan never writes out the acronym “HRPE”.",
        with_text("Teach human rights and peace education (HRPE)"),
    ),
    "acronym-spelt-differently": Case(
        with_text("Fund PCEVX", narrative=(EXPLAINED,)),
        "“PCEVX” looks like a misspelling of “PCVEX”",
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
        "The plan writes compounds in several ways: “on-line” / “online”, “table top” / "
        "“Table/Top”.",
        with_text("Move on to it, into it; meet with in-laws within all so also"),
    ),
    "acronym-apart": Case(
        with_text("Apply each SOP", narrative=("The Standard Operating Procedure is new.",)),
        "The plan writes out these acronyms, but never next to the acronym itself: SOP (“Standard "
        "Operating Procedure”).",
        with_text("Apply each SOP", narrative=("The Standard Operating Procedure (SOP) is new.",)),
    ),
    "acronym-unfit": Case(
        with_text("Train the river basin fire boards (XFBs) in all towns"),
        "“basin fire boards (XFBs)”: the last letters of the acronym are the initials of the words "
        "before it, but no word begins with “X”.",
        with_text("Train the river basin fire boards (RBFBs) in all towns"),
    ),
    "group-undefined": Case(
        with_text("Ask the RFB Support Group", narrative=("The Regional Fire Board (RFB) meets.",)),
        "The plan names “RFB Support Group”, but does not say what it is or who belongs to it.",
        with_text(
            "Establish the RFB Support Group", narrative=("The Regional Fire Board (RFB) meets.",)
        ),
    ),
    "misprint": Case(
        with_text("Conduct an evalution of it", narrative=("Evaluation counts",)),
        "“evalution” is probably a misprint of “evaluation”.",
        with_text("Conduct an evaluation of reintegration for deradicalisation"),
    ),
    "spelling-mixed": Case(
        with_text("Prevent radicalization", narrative=("The rise of radicalisation",)),
        "mixes British and American spelling: radicalisation (1) and radicalization (1).",
        with_text("Prevent radicalisation and exercise programmes", narrative=("organisations",)),
    ),
    "style-mixed": Case(
        with_text("Follow section 4", narrative=("As told in Section 5", "See also Section 6")),
        "“section 4”, but “Section 5” (twice): numbered parts have a capital in some places only.",
        with_text("Follow section 4, and section 5", narrative=("Section 6 tells all of it",)),
    ),
    "punctuation": Case(
        with_text("Help society,and others"),
        "“society,and”: missing space after the comma.",
        with_text("Help society, and (1) others, (2) us, e.g. poverty, etc., and 1,000 more"),
    ),
    "brackets-unbalanced": Case(
        with_text("Help (in line with us"),
        "“(” in “Help (in line with” has no matching closing mark.",
        with_text("Help a) us (b) them [and “all”]"),
    ),
    "words-doubled": Case(
        with_text("Improve the understanding on in linkages"),
        "“on in” in “… understanding on in linkages” has one word too many.",
        with_text("He said that that was so"),
    ),
    "word-broken": Case(
        linked(
            broken_words=(
                BrokenWord(
                    cell_id="t1-r000-c0",
                    column="lead_bodies",
                    is_label=True,
                    printed="Bodies/Orga ns",
                    text="Bodies/Organs",
                    span=Span(page=1, bbox=(0, 0, 9, 9)),
                ),
            )
        ),
        "In the header, “Bodies/Organs” is a word that a line end breaks without a hyphen.",
        linked(),
    ),
    "header-label-missing": Case(
        linked(
            column_labels=(ExtraValue(column="lead_bodies", text="Lead"),),
            missing_labels=(ExtraValue(column="lead_bodies", text="33"),),
        ),
        "On page 33, the header lacks the label “Lead”.",
        FULL,
    ),
    "readings-disagree": Case(
        linked(cells=(_cell(readings_agree=False, other_text="Hold a work shop"),)),
        "the other reads “Hold a work shop”",
        linked(cells=(_cell(),)),
    ),
    "page-break-weak": Case(
        linked(page_breaks=(_break(True),)),
        "was judged to continue on page 2, but the evidence is weak (sentence: no full stop): "
        "perhaps a new row begins there.",
        linked(page_breaks=(_break(False),)),
    ),
    "table-grid-weak": Case(
        linked(doubts=(_doubt("table-grid"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("row-start"),)),
    ),
    "table-dropped": Case(
        linked(doubts=(_doubt("table-dropped"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("table-grid"),)),
    ),
    "cell-uncertain": Case(
        linked(doubts=(_doubt("uncertain-cell"),)),
        "Page 1, “Hold a workshop”: one text alone starts there",
        linked(doubts=(_doubt("row-start"),)),
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
    "glyph-misleading": Case(
        linked(doubts=(_doubt("misleading-glyph"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("unknown-glyph"),)),
    ),
    "text-hidden": Case(
        linked(doubts=(_doubt("hidden-text"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("clipped-text"),)),
    ),
    "text-struck-out": Case(
        linked(doubts=(_doubt("struck-out"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("hidden-text"),)),
    ),
    "matrix-table-unclear": Case(
        linked(doubts=(_doubt("matrix-table"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("role-guess"),)),
    ),
    "column-role-unchecked": Case(
        linked(doubts=(_doubt("role-guess"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("matrix-table"),)),
    ),
    "mark-not-text": Case(
        linked(doubts=(_doubt("unread-mark"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("struck-out"),)),
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
    "page-order-broken": Case(
        linked(doubts=(_doubt("page-order"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("page-end"),)),
    ),
    "header-cut": Case(
        linked(doubts=(_doubt("header-cut"),)),
        "Page 1, “Hold a workshop”",
        linked(doubts=(_doubt("label-differs"),)),
    ),
    "ocr-doubtful": Case(
        linked(cells=(_cell(ocr_confidence=0.3),)),
        "OCR read 1 cell of scanned page 1 with low confidence (lowest: 30%).",
        linked(cells=(_cell(ocr_confidence=0.9),)),
    ),
    "page-by-ocr": Case(
        linked(cells=(_cell(ocr_confidence=0.9),)),
        "Page 1 is a picture: OCR has read its 1 cell, with a confidence of 90% or more.",
        linked(cells=(_cell(),)),
    ),
    "line-end-hyphen": Case(
        linked(cells=(_cell(hyphens_in_doubt=("work-shop",)),)),
        "“work-shop” may be meant",
        linked(cells=(_cell(),)),
    ),
    "glyphs-unaccounted": Case(
        linked(ledger=(PageLedger(page=7, glyphs=100, lost=3),)),
        "Page 7 has 100 characters: 3 were lost and 0 were used twice.",
        linked(ledger=(PageLedger(page=7, glyphs=100),)),
    ),
    "activity-worded-as-result": Case(
        _many(
            _row(
                "1.1",
                "Links",
                "Ties with the fund strengthened as a result of exchange",
                "Create a network for everyone",
                "SOMTC",
            )
        ),
        "worded as a result, and its output “Create a network for everyone” as a task: each "
        "may belong to the other column.",
        _many(_row("1.1", "Links", "Workshop on lists maintained by hand", "A network", "SOMTC")),
    ),
    "output-worded-as-task": Case(
        _many(_row("1.1", "Links", "Workshop on links", "Create links for everyone", "SOMTC")),
        "“Create links for everyone” is printed as an output, but worded as a task, unlike 9 other",
        _many(_row("1.1", "Links", "Workshop on links", "Set of links", "SOMTC")),
    ),
    "output-worded-as-indicator": Case(
        _many(_row("1.1", "Links", "Workshop on links", "Number of links made", "SOMTC")),
        "“Number of links made” is printed as an output, but worded as an indicator, unlike 9 "
        "other",
        _many(_row("1.1", "Links", "Workshop on links", "Number of links increased", "SOMTC")),
    ),
    "output-of-another-row": Case(
        _many(
            _row(
                "1.1",
                "Faith",
                "Dialogue of prayer leaders",
                "Guide on tax audits and budgets",
                "SOMTC",
            ),
            _row("1.1", "Money", "Course about tax audits and budgets", "Course book", "SOMTC"),
        ),
        "1.1: the output “Guide on tax audits and budgets” shares hardly a word with its activity "
        "“Dialogue of prayer leaders”, but several with “Course about tax audits and budgets”.",
        _many(
            _row(
                "1.1",
                "Money",
                "Dialogue of tax leaders",
                "Guide on tax audits and budgets",
                "SOMTC",
            ),
            _row("1.1", "Money", "Course about tax audits and budgets", "Course book", "SOMTC"),
        ),
    ),
    "outputs-run-together": Case(
        _with_products("Regional programme for students Regional seminar on findings"),
        "“students Regional”: two outputs, “Regional programme for students” and “Regional seminar "
        "on findings”, follow each other without punctuation.",
        _with_products("Regional programme for students. Regional seminar on findings"),
    ),
}
