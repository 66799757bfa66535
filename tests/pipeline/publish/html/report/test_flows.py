"""What reviewers do in the report: filter, decide, correct, undo, merge, download, feed back."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from expectations.decisions.corrections import apply_corrections
from expectations.settings import Decision
from pipeline.config.settings_files import read_records
from pipeline.formulas import looks_like_formula
from pipeline.publish.html.report import report_html
from tests.pipeline.publish.report_case import HOSTILE, a_plan, a_publication

if TYPE_CHECKING:
    from playwright.sync_api import Page

READY = "html[data-ready]"


def show(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(READY, state="attached")


def listed(page: Page) -> list[str]:
    return [item.get_attribute("data-rule") or "" for item in page.locator(".item").all()]


def progress(page: Page) -> str:
    return page.inner_text("#progress")


def download(page: Page, file: Path) -> tuple[Decision, ...]:
    with page.expect_download() as waiting:
        page.click("#download")
    waiting.value.save_as(file)
    return read_records(file, Decision)


def line(rule: str, **values: str) -> str:
    issue = next(i for i in a_publication().report.issues if i.rule == rule)
    values = {"issue_id": issue.issue_id, "decision": "accept", "value": "", "decided_by": "Ben",
              "date": "2026-02-03", "note": "", "ground": issue.ground} | values  # fmt: skip
    return ",".join(f'"{value}"' for value in values.values())


def load(page: Page, folder: Path, *lines: str, encoding: str = "utf-8") -> None:
    file = folder / "decisions-ben.csv"
    header = "issue_id,decision,value,decided_by,date,note,ground"
    file.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    page.set_input_files("#load", file)
    page.wait_for_selector("dialog[open]")


def test_filters_show_what_fits_and_stay_after_a_reload(
    page: Page, home: str, new_page: Callable[..., Page]
) -> None:
    show(page, home)
    assert sorted(listed(page)) == ["body-unknown", "lead-missing", "misprint"]
    page.select_option("#f-rule", "lead-missing")
    assert listed(page) == ["lead-missing"]
    assert page.inner_text("#status") == "1 of 3 issues shown"
    page.reload()
    page.wait_for_selector(READY, state="attached")
    assert listed(page) == ["lead-missing"]
    other = new_page()
    show(other, page.url)
    assert listed(other) == ["lead-missing"]
    page.goto("about:blank")
    show(page, home)
    assert listed(page) == ["lead-missing"], "the browser remembers the view without the address"
    page.click("#clear")
    page.fill("#f-q", "EVALUTION")
    assert listed(page) == ["misprint"]
    page.fill("#f-q", "nothing like this")
    assert "No issue matches" in page.inner_text("#list")


def test_issues_are_grouped_by_cause_and_ordered_by_effect(page: Page, home: str) -> None:
    show(page, home)
    assert [h.split()[0] for h in page.locator("#list h2").all_inner_texts()] == ["error", "info"]
    groups = [g.get_attribute("data-rule") for g in page.locator(".group").all()]
    assert groups[-1] == "misprint"
    page.get_by_role("button", name="Row without a lead body").click()
    assert "lead-missing" not in listed(page)


def test_a_decision_goes_round(page: Page, report: Path, home: str, tmp_path: Path) -> None:
    show(page, home)
    page.fill("#who", "Ana Lim")
    page.click(".item[data-rule=misprint] a")
    page.fill("#note", 'as "minuted", page 3')
    page.get_by_role("button", name="Correct to “evaluation”").click()
    page.click(".item[data-rule=body-unknown] a")
    page.click("[data-verdict=dismiss]")
    assert progress(page) == "2 of 3 issues decided"
    page.reload()
    assert progress(page) == "2 of 3 issues decided"
    assert page.input_value("#who") == "Ana Lim"
    page.select_option("#f-state", "dismiss")
    assert listed(page) == ["body-unknown"]
    decisions = download(page, tmp_path / "decisions.csv")
    assert [(d.decision, d.value, d.decided_by, d.note) for d in decisions] == [
        ("dismiss", "", "Ana Lim", ""),
        ("correct", "evaluation", "Ana Lim", 'as "minuted", page 3'),
    ]
    again = a_publication(decisions=decisions)
    assert again.report.stale_decisions == ()
    assert {i.rule: i.decision for i in again.report.issues} == {
        "lead-missing": "",
        "body-unknown": "dismiss",
        "misprint": "correct",
    }
    corrected = apply_corrections(a_plan(), again.report.corrections)
    assert corrected.plan.activities[0].text.strip() == "Conduct an evaluation"
    page.evaluate("localStorage.clear()")
    report.write_text(report_html(again), encoding="utf-8")
    page.goto("about:blank")
    show(page, home)
    assert progress(page) == "2 of 3 issues decided"
    page.click(".item[data-rule=misprint] a")
    assert "by Ana Lim" in page.inner_text(".decision > .state")


def test_the_keyboard_is_enough(page: Page, home: str) -> None:
    show(page, home)
    first = page.locator(".item [aria-current]").inner_text()
    page.keyboard.press("j")
    assert page.locator(".item [aria-current]").inner_text() != first
    page.keyboard.press("k")
    assert page.locator(".item [aria-current]").inner_text() == first
    page.keyboard.press("a")
    page.keyboard.press("d")
    assert progress(page) == "2 of 3 issues decided"
    page.keyboard.press("u")
    assert progress(page) == "1 of 3 issues decided"
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "f-q"
    page.keyboard.type("evalu")
    assert listed(page) == ["misprint"]
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").is_visible()
    page.get_by_label("Single letters decide and move").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("u")
    assert progress(page) == "1 of 3 issues decided", "single letters can be switched off"


def test_several_issues_are_decided_at_once_with_a_reason(
    page: Page, home: str, tmp_path: Path
) -> None:
    show(page, home)
    page.fill("#who", "Ana")
    page.check("#select-all")
    page.get_by_label("Reason", exact=True).fill("agreed on 3 May")
    page.get_by_role("button", name="Accept all").click()
    assert progress(page) == "3 of 3 issues decided"
    assert {d.note for d in download(page, tmp_path / "d.csv")} == {"agreed on 3 May"}
    page.click("#undo")
    assert progress(page) == "0 of 3 issues decided"


TYPED = [
    ("SOMXX", "no body has the identifier “SOMXX”", None),
    ("aun", "no body has the identifier “aun”", "AUN"),
    ("AUN, SOMTC", "join several", "AUN; SOMTC"),
    (";", "at least one identifier", None),
    ("AUN; SOMTC", None, None),
    (" AUN ;", None, None),
    ("AU\u200bN", None, None),
]
"""What is typed, the fault that is told, and the value that is offered instead."""


def test_what_is_typed_is_checked_as_the_next_run_checks_it(page: Page, home: str) -> None:
    show(page, home)
    page.click(".item[data-rule=lead-missing] a")
    page.keyboard.press("c")
    field, says = page.locator("#issue .value input"), page.locator("#issue .says")
    issue = next(i for i in a_publication().report.issues if i.rule == "lead-missing")
    for typed, fault, better in TYPED:
        field.fill(typed)
        values = {"issue_id": issue.issue_id, "decision": "correct", "value": typed}
        made = Decision.model_validate(values | {"decided_by": "Ana", "date": "2026-01-01"})
        stale = a_publication(decisions=[made]).report.stale_decisions
        assert bool(stale) == (fault is not None), f"the run judges {typed!r} in the same way"
        assert (fault or "").lower() in says.inner_text().lower()
        assert progress(page) == f"{0 if fault else 1} of 3 issues decided", typed
        if better:
            page.get_by_role("button", name=f"Use “{better}”").click()
            assert field.input_value() == better
            assert progress(page) == "1 of 3 issues decided"


def test_bodies_are_offered_while_one_types(page: Page, home: str) -> None:
    show(page, home)
    page.click(".item[data-rule=lead-missing] a")
    page.keyboard.press("c")
    page.keyboard.type("univ")
    assert page.locator("#issue .offers li").first.inner_text().startswith("AUN")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("; som")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#issue .value input").input_value() == "AUN; SOMTC"
    page.keyboard.press("Enter")
    assert progress(page) == "1 of 3 issues decided"


def test_a_colleagues_file_is_merged_with_conflicts_side_by_side(
    page: Page, home: str, tmp_path: Path
) -> None:
    show(page, home)
    page.fill("#who", "Ana")
    page.click(".item[data-rule=lead-missing] a")
    page.click("[data-verdict=accept]")
    page.click(".item[data-rule=misprint] a")
    page.click("[data-verdict=accept]")
    gone = line("misprint", issue_id="misprint-00000000")
    old = line("body-unknown", ground="00000000")
    load(page, tmp_path, line("lead-missing"), line("misprint", decision="dismiss"), gone, old,
         line("body-unknown", date="yesterday"), encoding="utf-16")  # fmt: skip
    said = page.inner_text("dialog")
    for what in (
        "1 the same",
        "1 contradict yours",
        "2 do not apply",
        "1 cannot be read",
        "no longer exists",
        "words have changed",
        "line 6: date is “yesterday”",
    ):
        assert what in said
    page.get_by_role("radio", name="take the file’s").check()
    page.get_by_role("button", name="Merge").click()
    assert progress(page) == "2 of 3 issues decided"
    decisions = {d.issue_id: d for d in download(page, tmp_path / "decisions.csv")}
    by_rule = {name.rpartition("-")[0]: d for name, d in decisions.items() if d.decision}
    assert by_rule["lead-missing"].decided_by == "Ana; Ben"
    assert decisions["misprint-00000000"].decision == "accept", "no line is lost unasked"
    assert {d.decision for n, d in decisions.items() if n.startswith("misprint")} == {
        "accept", "dismiss",
    }  # fmt: skip
    page.click("#aside")
    page.get_by_role("button", name="Remove the line").first.click()
    page.get_by_role("button", name="Remove the line").first.click()
    assert "misprint-00000000" not in {
        d.issue_id for d in download(page, tmp_path / "decisions.csv")
    }
    page.click("#undo")
    assert page.inner_text("#aside") == "1 not applied"


def test_decisions_that_contradict_each_other_both_stay(page: Page, tmp_path: Path) -> None:
    issue = next(i for i in a_publication().report.issues if i.rule == "body-unknown")
    decisions = [
        Decision.model_validate(
            {"issue_id": issue.issue_id, "decision": verdict, "decided_by": name,
             "date": "2026-02-03"}
        )
        for name, verdict in (("Ana", "accept"), ("Ben", "dismiss"))
    ]  # fmt: skip
    report = tmp_path / "report.html"
    report.write_text(report_html(a_publication(decisions=decisions)), encoding="utf-8")
    show(page, report.as_uri())
    assert progress(page) == "0 of 3 issues decided"
    lines = download(page, tmp_path / "decisions.csv")
    assert [(d.decided_by, d.decision) for d in lines] == [("Ana", "accept"), ("Ben", "dismiss")]


def test_a_decision_without_its_author_or_value_is_not_downloaded(page: Page, home: str) -> None:
    show(page, home)
    page.click(".item[data-rule=lead-missing] a")
    page.click("[data-verdict=correct]")
    page.click("#download")
    assert "enter the value to publish" in page.inner_text("#said")
    page.click("[data-verdict=accept]")
    page.click("#download")
    assert "enter your name" in page.inner_text("#said")
    assert page.evaluate("document.activeElement.id") == "who"


def test_no_cell_of_the_download_is_a_formula_and_all_come_back(
    page: Page, home: str, tmp_path: Path
) -> None:
    show(page, home)
    page.fill("#who", "=HYPERLINK(1)")
    notes = ["=1+1", "+cmd|'/c calc'!A0", "- an item"]
    for note in notes:
        page.fill("#note", note)
        page.click("[data-verdict=accept]")
    file = tmp_path / "decisions.csv"
    decisions = download(page, file)
    assert [d.note for d in decisions] == notes
    assert {d.decided_by for d in decisions} == {"=HYPERLINK(1)"}
    cells = [cell for row in csv.reader(file.read_text().splitlines()) for cell in row]
    assert [cell for cell in cells if looks_like_formula(cell)] == []
    page.evaluate("localStorage.clear()")
    page.reload()
    page.set_input_files("#load", file)
    page.get_by_role("button", name="Merge").click()
    again = download(page, tmp_path / "again.csv")
    assert [d.model_copy(update={"file": "decisions.csv"}) for d in again] == list(decisions)


def test_what_is_new_since_the_last_visit_is_marked(page: Page, home: str, tmp_path: Path) -> None:
    show(page, home)
    ids = [item.get_attribute("data-id") or "" for item in page.locator(".item").all()]
    earlier = tmp_path / "issues.csv"
    earlier.write_text("issue_id,rule\n" + "\n".join([*ids[1:], "lead-missing-00000000"]) + "\n")
    page.get_by_role("link", name="Overview").click()
    page.set_input_files("#earlier", earlier)
    page.get_by_text("1 new and 1 gone since issues.csv.").wait_for()
    page.get_by_role("link", name="Show the new ones").click()
    assert page.locator(".item").count() == 1


def test_the_heat_map_leads_to_the_issues_of_an_area(page: Page, report: Path) -> None:
    show(page, report.as_uri() + "#view=overview")
    page.get_by_role("link", name="1 × Unknown body in 1.1").click()
    page.wait_for_selector(".item")  # the browser tells of the new address a moment later
    assert listed(page) == ["body-unknown"]


def test_the_place_is_outlined_and_in_view(page: Page, home: str) -> None:
    show(page, home)
    page.click(".item[data-rule=misprint] a")
    for size in ("Row", "Whole page", "Larger", "Larger"):
        page.get_by_role("button", name=size, exact=True).click()
        seen = page.evaluate(
            """() => {
                const paper = document.querySelector('.paper').getBoundingClientRect();
                const box = document.querySelector('rect.place').getBoundingClientRect();
                return box.width > 5 && box.right > paper.left && box.left < paper.right
                    && box.bottom > paper.top && box.top < paper.bottom;
            }"""
        )
        assert seen, size


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_it_fits_the_screen(
    new_page: Callable[..., Page], report: Path, address: str, width: int, height: int
) -> None:
    for where in (report.as_uri(), address):
        page = new_page(width, height)
        show(page, where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator(".group h3 button").first.click()
        if width > 760:
            assert page.evaluate("document.documentElement.scrollHeight") <= height
        else:
            page.locator(".item a").first.click()
            page.locator("[data-verdict=accept]").click()
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_that_the_document_prints_runs(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page(360, 740)
    for number, words in enumerate(HOSTILE):
        file = tmp_path / f"report-{number}.html"
        publication = a_publication(words=words)
        file.write_text(report_html(publication), encoding="utf-8")
        for view in ("view=overview", f"issue={publication.report.issues[0].issue_id}"):
            page.goto("about:blank")
            show(page, f"{file.as_uri()}#{view}")
            assert page.evaluate("window.hacked") is None
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_list_is_printed_whole(page: Page, report: Path, tmp_path: Path) -> None:
    import pypdfium2

    show(page, report.as_uri())
    page.pdf(path=tmp_path / "list.pdf", format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    for issue in a_publication().report.issues:
        assert issue.issue_id in text


def test_words_between_backticks_are_code(page: Page, report: Path) -> None:
    show(page, report.as_uri())
    page.click(".item[data-rule=lead-missing] a")
    assert "`" not in page.inner_text("#issue")
    assert page.locator(".advice code").first.inner_text() == "correct"
