"""Corrections that need more than one value, or contradict each other, in the report."""

from __future__ import annotations

from pathlib import Path

from expectations.decisions.corrections import apply_corrections
from expectations.settings import Decision, ExpectationSettings
from expectations.stage import find_issues
from link.model import LinkedPlan
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.model import Publication
from pipeline.publish.html.report import report_pieces
from tests.expectations.cases import CASES, with_text
from tests.expectations.decisions.test_correctable import group_and_note
from tests.expectations.plans import plan_of
from tests.link.plans import RowText
from tests.pipeline.publish.html.report.reviewer import Reviewer


def written(plan: LinkedPlan, folder: Path, decisions: tuple[Decision, ...] = ()) -> str:
    """Write the report of a plan; return its address."""
    report = find_issues(plan, ExpectationSettings(), decisions)
    corrected = apply_corrections(plan, report.corrections)
    card = SourceCard(id="small-plan", title="A small plan")
    publication = Publication.of(card, corrected, report, None, report.records())
    file = folder / "report.html"
    file.write_text("".join(report_pieces(publication)), encoding="utf-8")
    return file.as_uri()


def test_places_that_differ_have_a_value_each(reviewer: Reviewer, tmp_path: Path) -> None:
    plan = CASES["compound-mixed"].broken
    reviewer.visit(written(plan, tmp_path))
    total = len(reviewer.listed)
    reviewer.sign("Ana")
    reviewer.open("compound-mixed")
    reviewer.press("[data-verdict=correct]")
    count = reviewer.page.locator("#issue .value input").count()
    assert count > 1
    for index in range(count):
        reviewer.type("counter-terrorism")
        wanted = 1 if index == count - 1 else 0
        assert reviewer.progress == f"{wanted} of {total} issues decided"
        reviewer.key("Enter")
    decisions = reviewer.download(tmp_path / "decisions.csv")
    assert [d.value for d in decisions] == ["counter-terrorism"] * count
    assert all("/" in d.issue_id for d in decisions)
    report = find_issues(plan, ExpectationSettings(), decisions)
    assert report.stale_decisions == ()
    assert len(report.corrections) == count
    reviewer.page.evaluate("localStorage.clear()")
    reviewer.visit(written(plan, tmp_path, decisions))
    assert reviewer.progress == f"1 of {total} issues decided"
    again = reviewer.download(tmp_path / "again.csv")
    assert [d.issue_id for d in again] == [d.issue_id for d in decisions]


def test_one_value_is_set_for_all_places(reviewer: Reviewer, tmp_path: Path) -> None:
    plan = CASES["compound-mixed"].broken
    reviewer.visit(written(plan, tmp_path))
    total = len(reviewer.listed)
    reviewer.sign("Ana")
    reviewer.open("compound-mixed")
    reviewer.press("[data-verdict=correct]")
    fields = reviewer.page.locator("#issue .value input")
    count = fields.count()
    same = reviewer.page.get_by_role("button", name=f"Same value for all {count} places")
    assert not same.is_visible(), "there is no value yet"
    reviewer.fill(fields.last, "counter-terrorism")
    reviewer.press(same)
    assert [field.input_value() for field in fields.all()] == ["counter-terrorism"] * count
    assert reviewer.progress == f"1 of {total} issues decided"
    assert not same.is_visible()
    assert reviewer.page.evaluate("document.activeElement.className") == "next"
    decisions = reviewer.download(tmp_path / "decisions.csv")
    assert len(find_issues(plan, ExpectationSettings(), decisions).corrections) == count
    reviewer.press("#undo")
    assert reviewer.progress == f"0 of {total} issues decided", "one step is undone"


def test_one_value_is_set_for_the_places_that_print_the_same(
    reviewer: Reviewer, tmp_path: Path
) -> None:
    plan = with_text("Prevent radicalization", narrative=(
        "A rise of radicalization", "Mere radicalisation of radicalisation", "A programme",
        "organized", "They organised two programs", "One program",
    ))  # fmt: skip
    reviewer.visit(written(plan, tmp_path))
    reviewer.open("spelling-mixed")
    reviewer.press("[data-verdict=correct]")
    labels = reviewer.page.locator("#issue .value label").all_inner_texts()
    fields = reviewer.page.locator("#issue .value input")
    alike = [label.startswith("“radicalization”") for label in labels]
    assert (alike.count(True), len(alike)) == (2, 4)
    reviewer.fill(fields.nth(alike.index(True)), "radicalisation")
    reviewer.button("Same value for the 2 places with “radicalization”")
    values = [field.input_value() for field in fields.all()]
    assert values == ["radicalisation" if is_alike else "" for is_alike in alike]
    at = reviewer.page.evaluate("document.activeElement.id")
    assert at == fields.nth(values.index("")).get_attribute("id"), "the next value is asked for"


def test_the_place_whose_value_is_typed_is_shown(reviewer: Reviewer, tmp_path: Path) -> None:
    reviewer.visit(written(CASES["compound-mixed"].broken, tmp_path))
    reviewer.open("compound-mixed")
    reviewer.press("[data-verdict=correct]")
    labels = reviewer.page.locator("#issue .value label")
    for index, field in enumerate(reviewer.page.locator("#issue .value input").all()):
        reviewer.press(field)
        words = labels.nth(index).inner_text().split("”")[0].removeprefix("“")
        assert reviewer.page.inner_text("#issue .quote mark") == words


def test_one_value_for_the_whole_issue_says_so(reviewer: Reviewer, tmp_path: Path) -> None:
    rows = [RowText("1.1", "Focus", f"Task {n}", "A book", "SOMTX") for n in range(5)]
    reviewer.visit(written(LinkedPlan(plan=plan_of(rows)), tmp_path))
    reviewer.open("body-unknown")
    reviewer.press("[data-verdict=correct]")
    assert reviewer.page.inner_text("#issue .value label") == "Value to publish at all 5 places"


def test_two_values_for_the_same_words_are_reported(reviewer: Reviewer, tmp_path: Path) -> None:
    plan, group, note = group_and_note()
    reviewer.visit(written(plan, tmp_path))
    reviewer.sign("Ana")
    field = reviewer.page.locator("#issue .value input")
    for issue, value in ((group, "SOMTC"), (note, "AUN")):
        reviewer.open("", issue)
        reviewer.press("[data-verdict=correct]")
        field.fill(value)
    assert "gives the same words another value" in reviewer.page.inner_text(".decision .state")
    reviewer.to_list()
    reviewer.press("#download")
    assert "gives the same words another value" in reviewer.page.inner_text("#said")
    reviewer.open("", note)
    field.fill("SOMTC")
    decisions = reviewer.download(tmp_path / "decisions.csv")
    assert find_issues(plan, ExpectationSettings(), decisions).stale_decisions == ()
