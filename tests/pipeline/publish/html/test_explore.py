"""The page that explores a plan, used in a browser as its readers would."""

from __future__ import annotations

import csv
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from extract.model import Span
from link.model import Kind, TextSpan
from normalize.model import CellFragment
from pipeline.publish.core.places import row_boxes
from pipeline.publish.html.explore import explore_pieces, sentence
from pipeline.publish.html.page import BUILT, in_script
from pipeline.publish.html.page_images import page_pictures
from pipeline.publish.html.word_places import locate
from pipeline.publish.stage import publish
from pipeline.verify.folder import verify_folder
from tests.pipeline.publish.editions import CARD, ROWS, large_publication, small_publication
from tests.pipeline.publish.html.chromium import (
    DESK,
    PHONE,
    explorer,
    in_browser,
    opened,
    served,
    violations,
    watched,
)

WEB = BUILT.parent
PDF = Path(__file__).resolve().parents[4] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
STATES = (
    "", "#q=workshop", "#q=zzzz", "#q=%22in+line%22&lead=ACW&sort=-lead", "#area=area-9",
    "#view=heat", "#view=network", "#view=network&net=areas", "#view=network&net=references",
    "#view=counts", "#view=counts&q=zzzz", "#view=heat&q=zzzz", "#view=network&q=zzzz",
    "#view=bodies", "#view=bodies&of=ACW", "#view=areas", "#view=areas&of=area-1.2",
    "#view=issues", "#view=about", "#ref=1.1+no.+1", "#ref=1.2+no.+1",
)  # fmt: skip
"""Addresses of every view, also without results."""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explore") / "index.html"
    path.write_text("".join(explore_pieces(small_publication(PDF))), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[str]:
    with served(index.parent) as address:
        yield address


@pytest.fixture(
    params=[
        "file, desk",
        "server, phone",
        pytest.param("file, phone", marks=pytest.mark.slow),
        pytest.param("server, desk", marks=pytest.mark.slow),
    ]
)
def page(
    request: pytest.FixtureRequest, browser: Browser, index: Path, server: str
) -> Iterator[Page]:
    """The page, opened from disk on a desk, and from a server on a phone."""
    with explorer(browser, index, server, request.param) as page:
        yield page


@pytest.fixture
def desk(browser: Browser, index: Path) -> Iterator[Page]:
    with watched(browser, viewport=DESK) as page:
        yield opened(page, index.as_uri())


def at(page: Page, state: str) -> Page:
    return opened(page, page.url.split("#")[0] + state)


def rows(page: Page) -> list[str]:
    return page.locator("td.c-activity .clamp").all_inner_texts()


def is_phone(page: Page) -> bool:
    return page.viewport_size == PHONE


def tick(page: Page, facet: str, value: str) -> None:
    """Tick a value of a filter; on a phone, the filters are a sheet of their own."""
    if is_phone(page):
        page.get_by_role("button", name="Filters").click()
    group = page.locator(f"[data-facet={facet}]")
    if group.get_attribute("open") is None:
        group.locator("summary").click()
    group.locator(f"input[value='{value}']").check()
    if is_phone(page):
        page.get_by_role("button", name="Show rows").click()


@in_browser
def test_all_rows_are_shown_as_printed(page: Page) -> None:
    assert rows(page) == [row.activity for row in ROWS]
    expect(page.locator("#count")).to_have_text("4 rows")


@in_browser
def test_the_first_screen_says_what_the_plan_is_and_leads_in(page: Page) -> None:
    intro = page.locator("#intro")
    expect(intro).to_contain_text(
        "Plan of Action on Rivers (2019–2025), adopted by the 3rd Meeting on Rivers on 27 November "
        "2019, sets out 4 activities in 3 priority areas"
    )
    assert intro.locator("b").all_inner_texts() == ["4", "3", "3", "1"]
    intro.get_by_role("link", name="3 bodies").click()
    expect(page.locator("#view h2")).to_have_text("Bodies")
    page.go_back()
    intro.get_by_role("link", name="3 priority areas").click()
    expect(page.locator("#view h2")).to_have_text("Priority areas")
    page.go_back()
    intro.get_by_role("link", name="1 open issue").click()
    expect(page.locator("#view")).to_contain_text("No lead body is printed.")


@in_browser
def test_a_link_is_followed_in_the_task_of_its_click(page: Page) -> None:
    follow = """() => {
        document.querySelector("#intro a[href*='view=bodies']").click();
        return document.querySelector("#view h2")?.textContent;
    }"""
    assert page.evaluate(follow) == "Bodies"


@in_browser
def test_searching_narrows_down_as_one_types(page: Page) -> None:
    page.locator("#q").press_sequentially("etude")
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    assert rows(page) == [ROWS[2].activity]
    expect(page.locator("mark").first).to_have_text("Étude")
    page.locator("#q").fill('"in line" workshop')
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    page.locator("#q").fill("nothing like this")
    expect(page.locator(".nothing")).to_contain_text("No row matches")


@in_browser
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"section": ["section-2"]}, [3]),
        ({"area": ["area-1.1"]}, [0, 1]),
        ({"area": ["area-1.1", "area-2.1"]}, [0, 1, 3]),
        ({"lead": ["SOMY"]}, [0, 1]),
        ({"lead": ["ACW"]}, [0]),
        ({"relevant": ["ACW"]}, [0, 1, 2]),
        ({"relevant": ["ACW"], "lead": ["SOMY"]}, [0, 1]),
        ({"body": ["ACW"]}, [0, 1, 2]),
        ({"lead": ["-"]}, [2]),
        ({"lead": ["-", "ACW"]}, [0, 2]),
        ({"lead": ["?Bureau of Sand"]}, [3]),
        ({"type": ["workshop"]}, [0]),
        ({"issue": ["lead-missing"]}, [2]),
    ],
)
def test_filters(desk: Page, filters: dict[str, list[str]], expected: list[int]) -> None:
    for name, values in filters.items():
        for value in values:
            tick(desk, name, value)
    expect(desk.locator("#count")).to_have_text(f"{len(expected)} of 4 rows")
    assert rows(desk) == [ROWS[index].activity for index in expected]
    if len(filters) == 1:
        for _ in range(sum(map(len, filters.values()))):
            desk.locator("#chips .chip").first.click()
        expect(desk.locator("#count")).to_have_text("4 rows")


@in_browser
def test_filters_on_a_phone_are_a_sheet_of_their_own(page: Page) -> None:
    tick(page, "lead", "SOMY")
    expect(page.locator("#count")).to_have_text("2 of 4 rows")


@in_browser
def test_counts_follow_the_other_filters_but_not_their_own(desk: Page) -> None:
    def counts(facet: str) -> dict[str, str]:
        labels = desk.locator(f"[data-facet={facet}] label")
        return dict(line.split("\n") for line in labels.all_inner_texts())

    assert counts("lead") == {
        "SOMY": "2", "(no lead body)": "1", "Bureau of Sand (not a known body)": "1", "ACW": "1",
    }  # fmt: skip
    tick(desk, "area", "area-1.1")
    assert counts("lead") == {"SOMY": "2", "ACW": "1"}
    tick(desk, "lead", "ACW")
    assert counts("lead") == {"ACW": "1", "SOMY": "2"}
    assert [name[:3] for name in counts("area")] == ["1.1"]


@in_browser
def test_a_row_opens_with_its_evidence_and_issues(page: Page) -> None:
    page.get_by_role("link", name="Open row 1.2 no. 1").click()
    record = page.locator("#record")
    lead = record.locator("[data-column=lead_bodies]")
    expect(lead).to_contain_text("Nothing is printed.")
    expect(lead.locator(".issue.error")).to_contain_text("No lead body is printed.")
    activity = record.locator("[data-column=activity]")
    expect(activity).to_contain_text(ROWS[2].activity)
    picture = activity.get_by_role("img", name="Page 1: activity as printed")
    expect(picture).to_be_visible()
    activity.get_by_role("button", name="See the whole page 1: activity").click()
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("img", name="Page 1, activity outlined")).to_be_visible()
    box = sheet.locator("rect.outline").evaluate(
        "e => ['x', 'y', 'width', 'height'].map(a => +e.getAttribute(a))"
    )
    assert box == pytest.approx([100.0, 200.2, 200.5, 50], abs=0.2)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(record).to_be_visible()
    page.keyboard.press("Escape")
    expect(record).to_be_hidden()
    expect(page).not_to_have_url(re.compile("ref="))


@in_browser
def test_what_is_derived_stands_apart_with_its_ground(page: Page) -> None:
    at(page, "#ref=1.1+no.+1")
    printed, derived = page.locator(".printed-values"), page.locator(".derived")
    expect(derived).to_contain_text("workshop from “Workshop” in the activity")
    expect(printed.get_by_text("workshop", exact=True)).to_have_count(0)
    expect(derived).to_contain_text("ACW Committee on Women")
    expect(derived).to_contain_text("Cite as")
    derived.get_by_role("link", name="workshop").click()
    expect(page.locator("#count")).to_have_text("1 of 4 rows")


@in_browser
def test_markup_in_a_text_is_text(page: Page) -> None:
    at(page, "#row=row-001")
    expect(page.locator("#record")).to_contain_text("Guide <b>&amp;</b> </script>")
    assert page.locator("#record .words b").count() == 0


@in_browser
def test_a_row_has_a_link_by_which_it_is_cited(page: Page) -> None:
    at(page, "#ref=1.2+no.+1&area=area-1.2")
    expect(page.locator("#record-title")).to_have_text("Row 1.2 no. 1, page 1")
    expect(page.locator("#record-place")).to_have_text("1 of 1")
    at(page, "#ref=9.9+no.+1")
    expect(page.locator("#note")).to_have_text("This plan has no row 9.9 no. 1.")


@in_browser
def test_a_reference_is_followed_and_back(page: Page) -> None:
    page.get_by_role("link", name="Open row 1.1 no. 1").click()
    page.locator("#record .words a", has_text=re.compile("^1.2$")).first.click()
    expect(page.locator("#record")).to_be_hidden()
    expect(page.locator("#view h2")).to_contain_text("1.2")
    referred = page.locator("#view section", has_text="Referred to by")
    referred.get_by_role("link", name="1.1 no. 1").click()
    expect(page.locator("#record-title")).to_have_text("Row 1.1 no. 1, page 1")
    page.go_back()
    expect(page.locator("#view h2")).to_contain_text("1.2")


@in_browser
def test_a_body_has_a_page(page: Page) -> None:
    at(page, "#view=bodies&of=ACW")
    view = page.locator("#view")
    expect(view.locator("h2")).to_have_text("ACW Committee on Women")
    expect(view.locator("section", has_text="Leads 1 row")).to_contain_text(ROWS[0].activity)
    expect(view.locator("section", has_text="Leads together with")).to_contain_text("SOMY")
    expect(view.locator("section", has_text="References that reach its areas")).to_contain_text(
        "1.2"
    )
    view.get_by_role("link", name="2 areas where it is relevant").click()
    expect(page.locator("#count")).to_have_text("3 of 4 rows")


@in_browser
def test_acronyms_are_explained_on_hover_focus_and_tap(page: Page) -> None:
    term = page.locator("tr[data-ref='1.1 no. 1'] [data-body=ACW]")
    tip = page.locator("#tip")
    expect(term).to_have_attribute("aria-label", "ACW: Committee on Women")
    if not is_phone(page):
        term.hover()
        expect(tip).to_contain_text("Committee on Women")
        page.mouse.move(5, 5)
        expect(tip).to_be_hidden()
    term.click()
    expect(tip).to_contain_text("leads 1 row · relevant in 2 areas")
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    term.click()
    tip.get_by_role("link").click()
    expect(page.locator("#view h2")).to_have_text("ACW Committee on Women")


@in_browser
def test_columns_and_order_can_be_chosen_on_a_phone_too(page: Page) -> None:
    page.locator("#columns summary").click()
    menu = page.locator("#columns")
    expect(menu.get_by_label("Focus area")).to_be_checked(checked=not is_phone(page))
    menu.get_by_label("Page").check()
    menu.get_by_label("Focus area").set_checked(is_phone(page))
    page.keyboard.press("Escape")
    first = page.locator("tr[data-ref]").first
    expect(first.locator("td.c-page")).to_be_visible()
    expect(first.locator("td.c-focus")).to_be_visible(visible=is_phone(page))
    page.locator("#sort").select_option(label="Activity, last first")
    last = max(ROWS, key=lambda row: row.activity.strip("-'= \"").lower())
    expect(first.locator("td.c-activity")).to_have_text(last.activity)
    inside = """row => [...row.cells].every(cell =>
        cell.getBoundingClientRect().bottom <= row.getBoundingClientRect().bottom + 1)"""
    assert all(row.evaluate(inside) for row in page.locator("tr[data-ref]").all())
    page.locator("#columns summary").click()
    menu.get_by_role("link", name="As in the plan").click()
    expect(first.locator("td.c-page")).to_have_count(0)


def youth(kind: str, record_id: str, printed: str) -> Kind:
    source = TextSpan.model_validate(
        {
            "record_kind": kind, "record_id": record_id, "field": "text", "printed": printed,
            "start": 0, "stop": len(printed),
        }
    )  # fmt: skip
    return Kind(facet="target_group", value="youth", source=source)


@in_browser
def test_groups_of_the_area_stand_apart_from_those_of_the_row(
    browser: Browser, tmp_path: Path
) -> None:
    small = small_publication()
    plan = small.linked.plan
    kinds = (
        youth("focus", plan.focus_areas[0].focus_id, "Awareness"),
        youth("activity", plan.activities[2].activity_id, "Étude"),
    )
    linked = small.linked.model_copy(update={"kinds": kinds})
    path = tmp_path / "index.html"
    path.write_text("".join(explore_pieces(replace(small, linked=linked))), encoding="utf-8")
    with watched(browser, viewport=PHONE) as page:
        opened(page, f"{path.as_uri()}#ref=1.1+no.+2")
        facts = page.locator(".derived dt", has_text="Target groups")
        expect(facts).to_have_text(["Target groups of its area and focus area"])
        expect(facts.locator("+ dd")).to_contain_text("youth from “Awareness” in the focus area")
        at(page, "#ref=1.2+no.+1")
        expect(facts).to_have_text(["Target groups"])
        expect(facts.locator("+ dd")).to_contain_text("youth from “Étude” in the activity")
        at(page, "#group=youth")
        expect(page.locator("#count")).to_have_text("3 of 4 rows")


@in_browser
def test_a_link_brings_back_the_view(desk: Page) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    desk.locator("#q").fill("workshop")
    tick(desk, "area", "area-1.1")
    desk.get_by_role("button", name="Lead", exact=True).click()
    desk.locator("#columns summary").click()
    desk.locator("#columns").get_by_label("Page").check()
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="Copy link").click()
    expect(desk.locator("#note")).to_have_text("Link copied.")
    other = opened(desk.context.new_page(), desk.evaluate("navigator.clipboard.readText()"))
    expect(other.locator("#count")).to_have_text("1 of 4 rows")
    expect(other.locator("#q")).to_have_value("workshop")
    expect(other.locator("th.c-lead")).to_have_attribute("aria-sort", "ascending")
    expect(other.locator("th.c-page")).to_be_visible()


@in_browser
def test_links_of_earlier_pages_still_lead_there(desk: Page) -> None:
    for old, count in (
        ("#body=ACW&role=lead", "1 of 4 rows"),
        ("#body=ACW&role=relevant", "3 of 4 rows"),
        ("#body=-", "1 of 4 rows"),
    ):
        expect(at(desk, old).locator("#count")).to_have_text(count)
    expect(at(desk, "#row=row-002").locator("#record-title")).to_contain_text("1.2 no. 1")


@in_browser
def test_a_published_pdf_is_opened_at_the_page(browser: Browser, tmp_path: Path) -> None:
    publication = small_publication(PDF)
    card = publication.card.model_copy(update={"source": "https://example.org/rivers.pdf"})
    path = tmp_path / "index.html"
    path.write_text("".join(explore_pieces(replace(publication, card=card))), encoding="utf-8")
    with watched(browser, viewport=DESK) as page:
        opened(page, f"{path.as_uri()}#ref=1.2+no.+1")
        link = page.locator("[data-column=activity]").get_by_role("link", name="PDF")
        expect(link).to_have_attribute("href", "https://example.org/rivers.pdf#page=1")


@in_browser
def test_a_pdf_that_is_published_with_the_data_is_opened_at_the_page(
    browser: Browser, tmp_path: Path
) -> None:
    small = small_publication(PDF)
    card = small.card.model_copy(
        update={"publish_pdf": True, "source": "https://example.org/a.pdf"}
    )
    publish(replace(small, card=card), tmp_path / "plan")
    assert (tmp_path / "plan" / "plan.pdf").read_bytes() == PDF.read_bytes()
    assert verify_folder(tmp_path / "plan")[0] == [  # the plan was made by hand
        "plan.pdf: is not the file that the manifest gives as the source"
    ]
    assert "`plan.pdf`" in (tmp_path / "plan" / "dictionary.md").read_text(encoding="utf-8")
    with served(tmp_path / "plan") as home, watched(browser, home, viewport=DESK) as page:
        opened(page, f"{home}index.html#ref=1.2+no.+1")
        alternate = page.locator("link[rel=alternate][type='application/pdf']")
        assert alternate.get_attribute("href") == "plan.pdf"
        for part in ("[data-column=activity]", ".derived"):
            link = page.locator(part).get_by_role("link", name="Open the PDF at page 1")
            expect(link).to_have_attribute("href", "plan.pdf#page=1")
        assert page.request.get(f"{home}plan.pdf").ok


def test_a_pdf_is_published_only_if_its_card_says_so(tmp_path: Path) -> None:
    publish(small_publication(PDF), tmp_path / "plan")
    assert not (tmp_path / "plan" / "plan.pdf").exists()
    assert 'rel="alternate"' not in (tmp_path / "plan" / "index.html").read_text("utf-8")
    assert "publish_pdf" not in (tmp_path / "plan" / "plan.json").read_text("utf-8")


@in_browser
def test_rows_are_sorted_by_any_column_both_ways(desk: Page) -> None:
    by_activity = desk.get_by_role("button", name="Activity", exact=True)
    order = sorted(range(4), key=lambda index: ROWS[index].activity.strip("-'= ").lower())
    by_activity.click()
    up = rows(desk)
    by_activity.click()
    assert rows(desk) == up[::-1]
    assert sorted(up) == sorted(ROWS[index].activity for index in order)
    by_activity.click()
    assert rows(desk) == [row.activity for row in ROWS]


@in_browser
def test_what_is_shown_can_be_downloaded_as_published(
    page: Page, published: Path, tmp_path: Path
) -> None:
    def saved(kind: str) -> Path:
        page.locator("#download summary").click()
        with page.expect_download() as download:
            page.locator("#download").get_by_role("button", name=kind).click()
        path = tmp_path / download.value.suggested_filename
        download.value.save_as(path)
        return path

    everything = saved("CSV")
    assert everything.name == "river-plan-rows.csv"
    assert everything.read_bytes() == (published / "matrix.csv").read_bytes()
    tick(page, "area", "area-1.2")
    with (published / "matrix.csv").open(encoding="utf-8", newline="") as file:
        third = list(csv.DictReader(file))[2]
    query = "Priority area: 1.2 Title of 1.2"
    with saved("CSV").open(encoding="utf-8", newline="") as file:
        assert list(csv.DictReader(file)) == [third | {"subset_query": query}]
    found = json.loads(saved("JSON").read_text(encoding="utf-8"))
    assert found["query"]["words"] == query
    assert "area=area-1.2" in found["query"]["link"]
    assert (found["row_count"], found["of"]) == (1, 4)
    assert found["rows"][0]["activity"] == ROWS[2].activity
    assert found["rows"][0]["page_first"] == 1
    book = openpyxl.load_workbook(saved("XLSX"))
    lines = list(book["rows"].values)
    assert dict(zip(lines[0], lines[1], strict=True))["expected_output"] == ROWS[2].output
    assert book["rows"].cell(2, lines[0].index("expected_output") + 1).data_type == "s"
    assert ("Query", query) in list(book["query"].values)


@in_browser
def test_pictures_lead_to_rows_and_pages(page: Page) -> None:
    at(page, "#view=heat")
    page.get_by_role("link", name="ACW, 1.1: relevant, leads 1").click()
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    at(page, "#view=network")
    expect(page.locator("svg .node")).to_have_count(2)
    expect(page.locator("#view tbody tr")).to_contain_text("ACWSOMY11.1 no. 1")
    page.get_by_role("link", name="Bodies and areas").click()
    expect(page.locator("svg .node")).to_have_count(4)
    page.get_by_role("link", name="Areas and references").click()
    expect(page.locator("line.reference")).to_have_count(1)
    at(page, "#view=counts")
    page.get_by_role("link", name="workshop").click()
    expect(page.locator("#count")).to_have_text("1 of 4 rows")


@in_browser
def test_a_keyboard_is_enough(desk: Page) -> None:
    desk.keyboard.press("/")
    expect(desk.locator("#q")).to_be_focused()
    desk.keyboard.type("rivers OR guide")
    expect(desk.locator("#count")).to_have_text("2 of 4 rows")
    desk.locator("a.ref").first.focus()
    first = desk.evaluate("document.activeElement.closest('tr').dataset.ref")
    desk.keyboard.press("ArrowDown")
    second = desk.evaluate("document.activeElement.closest('tr').dataset.ref")
    assert {first, second} == {"1.1 no. 1", "1.1 no. 2"}
    desk.keyboard.press("Enter")
    expect(desk.locator("#record-title")).to_contain_text(second)
    desk.keyboard.press("ArrowLeft")
    expect(desk.locator("#record-title")).to_contain_text(first)
    desk.keyboard.press("Escape")
    expect(desk.locator("#record")).to_be_hidden()
    desk.locator("[data-facet=lead] input").first.focus()
    desk.keyboard.press("Space")
    expect(desk.locator("#chips .chip")).to_have_count(1)
    desk.wait_for_function("document.activeElement.type === 'checkbox'")


@in_browser
@pytest.mark.parametrize("width", [360, 800, 1400])
def test_nothing_sticks_out_of_the_screen(desk: Page, width: int) -> None:
    desk.set_viewport_size({"width": width, "height": 800})
    for view in STATES:
        at(desk, view)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width, view


@in_browser
@pytest.mark.parametrize("state", ["", "#q=zzzz", "#ref=1.2+no.+1"])
def test_axe_finds_nothing_at_first_sight(desk: Page, state: str) -> None:
    assert violations(at(desk, state)) == []


@in_browser
@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE])
def test_axe_finds_nothing_in_any_state(
    browser: Browser, index: Path, scheme: Any, size: Any
) -> None:
    with watched(browser, viewport=size, color_scheme=scheme) as page:
        for state in STATES:
            opened(page, index.as_uri() + state)
            assert violations(page) == [], state
        opened(page, index.as_uri())
        page.locator("[data-body=ACW]").first.click()
        page.locator("#download summary").click()
        assert violations(page) == []


@in_browser
def test_all_rows_are_printed(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text("".join(explore_pieces(large_publication(150))), encoding="utf-8")
    with watched(browser, viewport=DESK) as page:
        opened(page, path.as_uri())
        assert 8 < page.locator("tr[data-ref]").count() < 60
        page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        text = subprocess.run(
            ["pdftotext", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
        ).stdout
        assert set(re.findall(r"Activity of row\s+(\d+):", text)) == {str(n) for n in range(150)}
        sheets = [sheet for sheet in text.split("\f") if "Activity of row" in sheet]
        assert len(sheets) > 5
        assert all("Expected output" in sheet for sheet in sheets)  # each repeats the heads
        assert page.locator("tr[data-ref]").count() < 60


@in_browser
def test_paper_is_white_also_where_the_screen_is_dark(desk: Page) -> None:
    def colours() -> list[str]:
        names = ("--paper", "--ink", "--soft", "--line")
        style = "getComputedStyle(document.documentElement)"
        return [desk.evaluate(f"{style}.getPropertyValue('{name}')") for name in names]

    desk.emulate_media(media="screen", color_scheme="light")
    light = colours()
    desk.emulate_media(media="screen", color_scheme="dark")
    assert colours() != light
    desk.emulate_media(media="print", color_scheme="dark")
    assert colours() == light
    desk.get_by_role("button", name="colours", include_hidden=True).dispatch_event("click")
    assert colours() == light


@in_browser
def test_a_laptop_shows_eight_rows_at_once(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text("".join(explore_pieces(large_publication(50))), encoding="utf-8")
    with watched(browser, viewport=DESK) as page:
        opened(page, path.as_uri())
        bottoms = page.locator("tr[data-ref]").evaluate_all(
            "rows => rows.map(row => row.getBoundingClientRect().bottom)"
        )
        assert sum(bottom <= DESK["height"] for bottom in bottoms) >= 8


@in_browser
def test_every_control_has_a_name(desk: Page) -> None:
    unnamed = desk.evaluate(
        """[...document.querySelectorAll('a, button, input, select')].filter(e =>
        !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length"""
    )
    assert unnamed == 0


def test_the_sentence_says_only_what_the_plan_holds() -> None:
    data = {"columns": ["activity_id", "lead_bodies"], "texts": ["", "act-1", "ACW"]}
    draft = CARD.model_copy(update={"status": "draft", "title": "Draft"})
    bare = data | {"rows": [[1, 0], [None, None]], "areas": []}
    assert sentence(draft, bare) == "Draft sets out 1 activity."
    led = data | {"rows": [[1, 2]], "areas": [{}]}
    assert sentence(draft, led) == (
        "Draft sets out 1 activity in 1 priority area, and names the bodies that lead them."
    )


def test_the_policy_lets_nothing_in_but_the_page_itself(index: Path) -> None:
    html = index.read_text()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy is not None
    assert policy[1].startswith("default-src &#39;none&#39;; script-src &#39;sha256-")
    assert "unsafe" not in policy[1]
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*\s(?:src|href)=", html)


def test_data_cannot_end_its_script() -> None:
    text = in_script(["</script><!--", "&amp;"])
    assert "<" not in text
    assert json.loads(text) == ["</script><!--", "&amp;"]


def test_what_is_built_is_current() -> None:
    names = ["build.mjs", "package-lock.json", "package.json", "tsconfig.json"]
    written = [path for path in (WEB / "src").rglob("*") if path.is_file()]
    sources = [*names, *(path.relative_to(WEB).as_posix() for path in written)]
    digest = hashlib.sha256()
    for name in sorted(sources):
        digest.update(f"{name}\n".encode() + (WEB / name).read_bytes() + b"\n")
    built = (WEB / "built" / "source.sha256").read_text().strip()
    assert digest.hexdigest() == built, "run `make web`"


def test_the_licences_of_what_is_bundled_are_kept(index: Path) -> None:
    text = (WEB / "built" / "LICENSES.txt").read_text()
    for name in ("minisearch", "write-excel-file", "@orama/stemmers", "d3-force", "d3-scale"):
        assert re.search(rf"^{name} [\d.]+ \((?:MIT|ISC|Apache-2.0)\)$", text, re.MULTILINE)
    assert "Copyright 2022 Luca Ongaro" in index.read_text()


def test_pictures_stop_at_their_budget() -> None:
    pictures = page_pictures(PDF, [5, 6, 999], budget=1)
    assert [(number, picture.uri is None) for number, picture in pictures.items()] == [
        (5, False), (6, True),
    ]  # fmt: skip
    assert (pictures[5].width, pictures[5].height) == (841.89, 595.28)


def test_what_cannot_be_opened_or_drawn_has_no_picture(tmp_path: Path) -> None:
    import pikepdf

    with pikepdf.open(PDF) as document:
        locked = pikepdf.Encryption(user="secret", owner="secret")
        document.save(tmp_path / "locked.pdf", encryption=locked)
    span = Span(page=5, bbox=(30.0, 100.0, 800.0, 200.0))
    assert page_pictures(tmp_path / "locked.pdf", [5]) == {}
    assert locate(tmp_path / "locked.pdf", [(span, "peace")]) == {(span, "peace"): span}
    huge = pikepdf.new()
    huge.add_blank_page(page_size=(14_400, 14_400))
    huge.save(tmp_path / "huge.pdf")
    assert page_pictures(tmp_path / "huge.pdf", [1])[1].uri is None


def test_a_row_is_where_its_cells_meet() -> None:
    plan = small_publication()
    record = next(iter(plan.records["matrix"]))

    def cell(record_id: str, top: float, bottom: float, page: int = 1) -> CellFragment:
        return CellFragment.model_validate(
            {
                "cell_id": "c",
                "record_ids": (record_id,),
                "column": "x",
                "fragment": 0,
                "span": {"page": page, "bbox": (10 * page, top, 90, bottom)},
                "text": "",
                "readings_agree": None,
            }
        )

    cells = [
        cell("area-1.1", 10, 500),
        cell("row-000", 100, 200),
        cell("row-000", 0, 50, page=2),
        cell("row-001", 200, 300),
    ]
    boxes = row_boxes([record], cells)  # type: ignore[list-item]  # the matrix holds such records
    assert boxes == {"row-000": [(1, 10.0, 100.0, 90.0, 200.0)]}


@in_browser
@pytest.mark.parametrize("view", ["bodies", "areas", "network"])
def test_tables_do_not_scroll_sideways_on_a_phone(desk: Page, view: str) -> None:
    desk.set_viewport_size({"width": 360, "height": 800})
    at(desk, f"#view={view}")
    inner = "all => all.map((one) => one.scrollWidth - one.clientWidth)"
    assert set(desk.locator(".wide").evaluate_all(inner)) <= {0}
    if view != "network":
        first = desk.locator(".cards tbody tr").first
        desk.get_by_role("button", name="Open issues" if view == "areas" else "Kind").click()
        assert first.locator("td").count() == len(first.locator("td[data-title]").all())
