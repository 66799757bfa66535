"""What reviewers do in the report: filter, decide, correct, undo, merge, download, feed back.

Each is done with the file and with the same file from a static server, at a desk and on a phone.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from expectations.decisions.corrections import apply_corrections
from expectations.settings import Decision
from pipeline.config.settings_files import MAX_BYTES
from pipeline.formulas import looks_like_formula
from pipeline.publish.html.report import report_pieces
from tests.pipeline.publish.html.report.reviewer import Reviewer
from tests.pipeline.publish.report_case import HOSTILE, a_plan, a_publication

if TYPE_CHECKING:
    from playwright.sync_api import Page


def line(rule: str, **values: str) -> str:
    issue = next(i for i in a_publication().report.issues if i.rule == rule)
    values = {"issue_id": issue.issue_id, "decision": "accept", "value": "", "decided_by": "Ben",
              "date": "2026-02-03", "note": "", "ground": issue.ground} | values  # fmt: skip
    return ",".join(f'"{value}"' for value in values.values())


def decisions_file(folder: Path, *lines: str, encoding: str = "utf-8") -> Path:
    file = folder / "decisions-ben.csv"
    header = "issue_id,decision,value,decided_by,date,note,ground"
    file.write_text("\n".join([header, *lines]) + "\n", encoding=encoding)
    return file


def test_filters_show_what_fits_and_stay_after_a_reload(
    at_home: Reviewer, home: str, new_page: Callable[..., Page], device: dict[str, object]
) -> None:
    assert sorted(at_home.listed) == ["body-unknown", "lead-missing", "misprint"]
    at_home.choose("#f-rule", "lead-missing")
    assert at_home.listed == ["lead-missing"]
    assert at_home.page.inner_text("#status") == "1 of 3 issues shown"
    at_home.reload()
    assert at_home.listed == ["lead-missing"]
    other = Reviewer(new_page(**device))
    other.visit(at_home.page.url)
    assert other.listed == ["lead-missing"]
    at_home.visit(home)
    assert at_home.listed == ["lead-missing"], "the browser remembers the view without the address"
    at_home.to_filters()
    at_home.press("#clear")
    at_home.search("EVALUTION")
    assert at_home.listed == ["misprint"]
    at_home.search("nothing like this")
    assert "No issue matches" in at_home.page.inner_text("#list")


def test_issues_are_grouped_by_cause_and_ordered_by_effect(at_home: Reviewer) -> None:
    headings = at_home.page.locator("#list h2").all_inner_texts()
    assert [heading.split()[0] for heading in headings] == ["error", "info"]
    groups = [g.get_attribute("data-rule") for g in at_home.page.locator(".group").all()]
    assert groups[-1] == "misprint"
    at_home.press(at_home.page.get_by_role("button", name="Row without a lead body"))
    assert "lead-missing" not in at_home.listed


def test_a_decision_goes_round(at_home: Reviewer, report: Path, home: str, tmp_path: Path) -> None:
    at_home.sign("Ana Lim")
    at_home.open("misprint")
    at_home.fill("#note", 'as "minuted", page 3')
    at_home.button("Correct to “evaluation”")
    at_home.open("body-unknown")
    at_home.press("[data-verdict=dismiss]")
    assert at_home.progress == "2 of 3 issues decided"
    at_home.reload()
    assert at_home.progress == "2 of 3 issues decided"
    at_home.to_list()
    assert at_home.page.input_value("#who") == "Ana Lim"
    at_home.choose("#f-state", "dismiss")
    assert at_home.listed == ["body-unknown"]
    decisions = at_home.download(tmp_path / "decisions.csv")
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
    at_home.page.evaluate("localStorage.clear()")
    report.write_text("".join(report_pieces(again)), encoding="utf-8")
    at_home.visit(home)
    assert at_home.progress == "2 of 3 issues decided"
    at_home.open("misprint")
    assert "by Ana Lim" in at_home.page.inner_text(".decision .state")


def test_keys_move_decide_and_search(at_home: Reviewer) -> None:
    at_home.open("lead-missing")
    first = at_home.issue
    at_home.key("j")
    second = at_home.issue
    assert second != first
    at_home.key("k")
    assert at_home.issue == first
    at_home.key("a")
    assert at_home.issue == second, "a decision leads to the next open issue"
    at_home.key("d")
    assert at_home.progress == "2 of 3 issues decided"
    at_home.key("u")
    assert at_home.progress == "1 of 3 issues decided"
    at_home.key("/")
    assert at_home.page.evaluate("document.activeElement.id") == "f-q"
    at_home.type("evalu")
    assert at_home.listed == ["misprint"]
    at_home.key("Escape")
    at_home.key("?")
    assert at_home.page.locator("dialog[open]").is_visible()
    at_home.press(at_home.page.get_by_label("Single letters decide and move"))
    at_home.key("Escape")
    at_home.key("u")
    assert at_home.progress == "1 of 3 issues decided", "single letters can be switched off"


def test_several_issues_are_decided_at_once_with_a_reason(
    at_home: Reviewer, tmp_path: Path
) -> None:
    at_home.sign("Ana")
    at_home.press("#select-all")
    at_home.fill(at_home.page.get_by_label("Reason", exact=True), "agreed on 3 May")
    at_home.button("Accept all")
    assert at_home.progress == "3 of 3 issues decided"
    assert not at_home.page.locator(".bulk").is_visible()
    assert {d.note for d in at_home.download(tmp_path / "d.csv")} == {"agreed on 3 May"}
    at_home.press("#undo")
    assert at_home.progress == "0 of 3 issues decided"


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


def test_what_is_typed_is_checked_as_the_next_run_checks_it(at_home: Reviewer) -> None:
    at_home.open("lead-missing")
    at_home.press("[data-verdict=correct]")
    page = at_home.page
    field, says = page.locator("#issue .value input"), page.locator("#issue .says")
    issue = next(i for i in a_publication().report.issues if i.rule == "lead-missing")
    for typed, fault, better in TYPED:
        field.fill(typed)
        values = {"issue_id": issue.issue_id, "decision": "correct", "value": typed}
        made = Decision.model_validate(values | {"decided_by": "Ana", "date": "2026-01-01"})
        stale = a_publication(decisions=[made]).report.stale_decisions
        assert bool(stale) == (fault is not None), f"the run judges {typed!r} in the same way"
        assert (fault or "").lower() in says.inner_text().lower()
        assert at_home.progress == f"{0 if fault else 1} of 3 issues decided", typed
        if better:
            at_home.button(f"Use “{better}”")
            assert field.input_value() == better
            assert field.evaluate("field => field === document.activeElement")
            assert at_home.progress == "1 of 3 issues decided"


def test_bodies_are_offered_while_one_types(at_home: Reviewer) -> None:
    at_home.open("lead-missing")
    at_home.press("[data-verdict=correct]")
    offers = at_home.page.locator("#issue .offers li")
    at_home.type("univ")
    assert offers.first.inner_text().startswith("AUN")
    at_home.key("ArrowDown")
    at_home.key("Enter")
    at_home.type("; som")
    at_home.press(offers.first)
    assert at_home.page.locator("#issue .value input").input_value() == "AUN; SOMTC"
    message = at_home.issue
    at_home.button("Next open issue")
    assert at_home.issue != message
    assert at_home.progress == "1 of 3 issues decided"


def test_a_colleagues_file_is_merged_with_conflicts_side_by_side(
    at_home: Reviewer, tmp_path: Path
) -> None:
    at_home.sign("Ana")
    for rule in ("lead-missing", "misprint"):
        at_home.open(rule)
        at_home.press("[data-verdict=accept]")
    gone = line("misprint", issue_id="misprint-00000000")
    old = line("body-unknown", ground="00000000")
    at_home.load(decisions_file(
        tmp_path, line("lead-missing"), line("misprint", decision="dismiss"), gone, old,
        line("body-unknown", date="yesterday"), encoding="utf-16",
    ))  # fmt: skip
    said = at_home.page.inner_text("dialog")
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
    at_home.press(at_home.page.get_by_role("radio", name="take the file’s"))
    at_home.button("Merge")
    assert at_home.progress == "2 of 3 issues decided"
    decisions = {d.issue_id: d for d in at_home.download(tmp_path / "decisions.csv")}
    by_rule = {name.rpartition("-")[0]: d for name, d in decisions.items() if d.decision}
    assert by_rule["lead-missing"].decided_by == "Ana; Ben"
    assert decisions["misprint-00000000"].decision == "accept", "no line is lost unasked"
    assert {d.decision for n, d in decisions.items() if n.startswith("misprint")} == {
        "accept", "dismiss",
    }  # fmt: skip
    at_home.press("#aside")
    at_home.button("Remove the line")
    at_home.button("Remove the line")
    assert "misprint-00000000" not in {
        d.issue_id for d in at_home.download(tmp_path / "decisions.csv")
    }
    at_home.press("#undo")
    assert at_home.page.inner_text("#aside") == "1 not applied"


def test_decisions_that_contradict_each_other_both_stay(
    at_home: Reviewer, report: Path, home: str, tmp_path: Path
) -> None:
    issue = next(i for i in a_publication().report.issues if i.rule == "body-unknown")
    decisions = [
        Decision.model_validate(
            {"issue_id": issue.issue_id, "decision": verdict, "decided_by": name,
             "date": "2026-02-03"}
        )
        for name, verdict in (("Ana", "accept"), ("Ben", "dismiss"))
    ]  # fmt: skip
    report.write_text("".join(report_pieces(a_publication(decisions=decisions))), encoding="utf-8")
    at_home.visit(home)
    assert at_home.progress == "0 of 3 issues decided"
    lines = at_home.download(tmp_path / "decisions.csv")
    assert [(d.decided_by, d.decision) for d in lines] == [("Ana", "accept"), ("Ben", "dismiss")]


def test_a_decision_without_its_author_or_value_is_not_downloaded(at_home: Reviewer) -> None:
    at_home.open("lead-missing")
    at_home.press("[data-verdict=correct]")
    at_home.to_list()
    at_home.press("#download")
    assert "enter the value to publish" in at_home.page.inner_text("#said")
    assert "no lead body" in at_home.issue
    at_home.press("[data-verdict=accept]")
    at_home.to_list()
    at_home.press("#download")
    assert "enter your name" in at_home.page.inner_text("#said")
    assert at_home.page.evaluate("document.activeElement.id") == "who"


def test_no_cell_of_the_download_is_a_formula_and_all_come_back(
    at_home: Reviewer, tmp_path: Path
) -> None:
    at_home.sign("=HYPERLINK(1)")
    notes = ["=1+1", "+cmd|'/c calc'!A0", "- an item"]
    at_home.press(".item a")
    for note in notes:
        at_home.fill("#note", note)
        at_home.press("[data-verdict=accept]")
    file = tmp_path / "decisions.csv"
    decisions = at_home.download(file)
    assert [d.note for d in decisions] == notes
    assert {d.decided_by for d in decisions} == {"=HYPERLINK(1)"}
    cells = [cell for row in csv.reader(file.read_text().splitlines()) for cell in row]
    assert [cell for cell in cells if looks_like_formula(cell)] == []
    at_home.page.evaluate("localStorage.clear()")
    at_home.reload()
    at_home.load(file)
    at_home.button("Merge")
    again = at_home.download(tmp_path / "again.csv")
    assert [d.model_copy(update={"file": "decisions.csv"}) for d in again] == list(decisions)


def test_what_is_new_since_the_last_visit_is_marked(at_home: Reviewer, tmp_path: Path) -> None:
    page = at_home.page
    ids = [item.get_attribute("data-id") or "" for item in page.locator(".item").all()]
    earlier = tmp_path / "issues.csv"
    earlier.write_text("issue_id,rule\n" + "\n".join([*ids[1:], "lead-missing-00000000"]) + "\n")
    at_home.link("Overview")
    page.set_input_files("#earlier", earlier)
    page.get_by_text("1 new and 1 gone since issues.csv.").wait_for()
    at_home.link("Show the new ones")
    assert len(at_home.listed) == 1


def test_the_heat_map_leads_to_the_issues_of_an_area(reviewer: Reviewer, home: str) -> None:
    reviewer.visit(home + "#view=overview")
    reviewer.link("1 × Unknown body in 1.1")
    assert reviewer.listed == ["body-unknown"]
    reviewer.open("body-unknown")
    assert "SOMS" in reviewer.issue


def test_a_link_is_followed_in_the_task_of_its_click(at_home: Reviewer) -> None:
    follow = """() => {
        const issue = () => document.querySelector('.item[data-rule=misprint] a');
        issue().click();
        return issue().getAttribute('aria-current');
    }"""
    assert at_home.page.evaluate(follow) == "true"


def test_the_place_is_outlined_and_in_view(at_home: Reviewer) -> None:
    at_home.open("misprint")
    for size in ("Row", "Whole page", "Larger", "Larger"):
        at_home.button(size)
        seen = at_home.page.evaluate(
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
        at = Reviewer(page)
        at.visit(where)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width > 760:
            at.press(".group h3 button")
            assert page.evaluate("document.documentElement.scrollHeight") <= height
        else:
            at.press(".item a")
            at.press("[data-verdict=correct]")
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_that_the_document_prints_runs(
    new_page: Callable[..., Page], tmp_path: Path
) -> None:
    page = new_page(360, 740)
    at = Reviewer(page)
    for number, words in enumerate(HOSTILE):
        file = tmp_path / f"report-{number}.html"
        publication = a_publication(words=words)
        file.write_text("".join(report_pieces(publication)), encoding="utf-8")
        for view in ("view=overview", f"issue={publication.report.issues[0].issue_id}"):
            at.visit(f"{file.as_uri()}#{view}")
            assert page.evaluate("window.hacked") is None
            assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_list_is_printed_whole(at_home: Reviewer, tmp_path: Path) -> None:
    import pypdfium2

    at_home.open("misprint")
    at_home.page.pdf(path=tmp_path / "list.pdf", format="A4")
    document = pypdfium2.PdfDocument(tmp_path / "list.pdf")
    text = "".join(sheet.get_textpage().get_text_range() for sheet in document)
    for issue in a_publication().report.issues:
        assert issue.issue_id in text


def test_words_between_backticks_are_code(at_home: Reviewer) -> None:
    at_home.open("lead-missing")
    assert "`" not in at_home.page.inner_text("#issue")
    assert at_home.page.locator(".advice code").first.inner_text() == "correct"


def test_two_tabs_keep_the_decisions_of_both(page: Page, home: str) -> None:
    tabs = [Reviewer(page), Reviewer(page.context.new_page())]
    for tab in tabs:
        tab.visit(home)
    ids = [item.get_attribute("data-id") or "" for item in page.locator(".item").all()]
    for tab, issue in zip(tabs, ids, strict=False):
        tab.page.bring_to_front()
        tab.visit(f"{home}#issue={issue}")
        tab.page.get_by_role("button", name="Accept").first.click()
    for tab in tabs:
        expect(tab.page.locator("#progress")).to_contain_text("2 of")


def test_a_stale_tab_does_not_overwrite_what_another_one_decided(page: Page, home: str) -> None:
    """Decisions that were kept after a tab was drawn are there when it decides."""
    first = Reviewer(page)
    first.visit(home)
    first.page.evaluate(
        "window.addEventListener('storage', (e) => e.stopImmediatePropagation(), true)"
    )
    ids = [item.get_attribute("data-id") or "" for item in page.locator(".item").all()]
    second = Reviewer(page.context.new_page())
    second.visit(f"{home}#issue={ids[0]}")
    second.page.get_by_role("button", name="Accept").first.click()
    page.bring_to_front()
    page.evaluate("(id) => (location.hash = `issue=${id}`)", ids[1])
    page.get_by_role("button", name="Dismiss").first.click()
    expect(page.locator("#progress")).to_contain_text("2 of")


@pytest.mark.slow
@pytest.mark.parametrize(
    "kept", ["{", "null", "5", '"x"', "[[1, 2]]", '{"a": null}', '[{"row": 1}]']
)
def test_what_a_browser_keeps_and_is_not_sound_is_left_out(
    page: Page, home: str, kept: str
) -> None:
    reviewer = Reviewer(page)
    reviewer.visit(home)
    page.evaluate(
        "(kept) => Object.keys(localStorage).forEach((key) => localStorage.setItem(key, kept))",
        kept,
    )
    reviewer.visit(home)
    expect(page.locator("#progress")).to_contain_text("0 of")
    issue = page.locator(".item").first.get_attribute("data-id")
    reviewer.visit(f"{home}#issue={issue}")
    page.get_by_role("button", name="Accept").first.click()
    expect(page.locator("#progress")).to_contain_text("1 of")


def test_a_file_without_decisions_is_not_merged_in_silence(
    at_home: Reviewer, tmp_path: Path
) -> None:
    file = tmp_path / "empty.csv"
    file.write_text("")
    at_home.load(file)
    dialog = at_home.page.locator("dialog[open]")
    expect(dialog).to_contain_text("The file holds no decision that can be read.")
    expect(dialog.get_by_role("button", name="Merge", exact=True)).to_have_count(0)


def test_a_file_that_is_too_large_for_decisions_is_not_read(
    at_home: Reviewer, tmp_path: Path
) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"x" * (MAX_BYTES + 1))
    at_home.load(file)
    expect(at_home.page.locator("dialog[open]")).to_contain_text("larger than 16 MiB")


@pytest.mark.slow
def test_an_issue_that_the_filters_leave_out_is_not_shown_on(
    new_page: Callable[..., Page], report: Path
) -> None:
    reviewer = Reviewer(new_page())
    reviewer.visit(report.as_uri())
    reviewer.open("misprint")
    reviewer.choose("#f-rule", "lead-missing")
    place = reviewer.page.locator("#issue")
    expect(place.locator(".rule")).to_have_text("Row without a lead body")
    expect(place.locator(".at")).to_have_text("1 of 1")
    reviewer.search("nothing like this")
    expect(place).to_have_text("No issue matches the filters.")
    assert "issue=" not in reviewer.page.url
    reviewer.search("")
    expect(place.locator(".at")).to_have_text("1 of 1")


@pytest.mark.slow
def test_an_issue_that_its_decision_or_a_link_leaves_out_is_said_to_be_so(
    new_page: Callable[..., Page], report: Path
) -> None:
    reviewer = Reviewer(new_page())
    reviewer.visit(report.as_uri())
    reviewer.sign("Ana")
    reviewer.choose("#f-rule", "misprint")
    reviewer.choose("#f-state", "open")
    reviewer.button("Accept")
    at = reviewer.page.locator("#issue .at")
    expect(at).to_have_text("not in the list")
    expect(reviewer.page.locator("#said")).to_have_text("Every issue that is shown is decided.")
    reviewer.reload()
    expect(at).to_have_text("not in the list")
