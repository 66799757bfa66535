"""The explorer of the adopted plan, asked what an analyst asks who has never seen its data."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

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

ROOT = Path(__file__).resolve().parents[4]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
pytestmark = [pytest.mark.slow, in_browser]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from expectations.stage import find_issues
    from extract.stage import extract_plan
    from link.stage import link
    from normalize.stage import normalize
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project
    from pipeline.publish.core.model import Publication
    from pipeline.publish.html.explore import explore_pieces

    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    linked = link(normalize(extract_plan(plan.pdf, plan.extract), plan.normalize), plan.link)
    report = find_issues(linked, plan.expectations)
    publication = Publication.of(plan.card, linked, report, plan.pdf, report.records())
    path = tmp_path_factory.mktemp("plan") / "index.html"
    path.write_text("".join(explore_pieces(publication)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def server(index: Path) -> Iterator[str]:
    with served(index.parent) as address:
        yield address


@pytest.fixture(params=["file, desk", "server, phone"])
def page(
    request: pytest.FixtureRequest, browser: Browser, index: Path, server: str
) -> Iterator[Page]:
    with explorer(browser, index, server, request.param) as page:
        yield page


class Analyst:
    """Goes from the front page of a site to an answer in few steps, and counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 1  # "Explore the plan", on the front page

    def click(self, name: str, role: Literal["link", "button"] = "link", where: str = "") -> None:
        self.steps += 1
        scope = self.page.locator(where or "body")
        scope.get_by_role(role, name=name, exact=True).click()

    def search(self, query: str) -> None:
        self.steps += 1
        self.page.locator("#q").fill(query)
        expect(self.page.locator("#count")).to_contain_text(" of 115 rows")

    def tick(self, facet: str, value: str) -> None:
        """Tick a value; a filter that is closed is opened first, and on a phone, all of them."""
        button = self.page.get_by_role("button", name="Filters")
        if button.is_visible() and not self.page.locator("#facets").is_visible():
            button.click()
        group = self.page.locator(f"[data-facet={facet}]")
        if group.get_attribute("open") is None:
            self.steps += 1
            group.locator("summary").click()
        box = group.get_by_label(value)
        if not box.count():
            self.steps += 1
            group.get_by_role("button", name="Show all").click()
        self.steps += 1
        box.check()
        if self.page.locator("#facets-close").is_visible():
            self.page.locator("#facets-close").click()


@pytest.fixture
def analyst(page: Page) -> Iterator[Analyst]:
    analyst = Analyst(page)
    yield analyst
    assert analyst.steps <= 3


def table(name: str) -> list[dict[str, str]]:
    with (PUBLISHED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def refs(page: Page) -> set[str]:
    """Return all rows that the list holds, also those that are not on the screen."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    found = page.locator("tr[data-ref]").evaluate_all("rows => rows.map(row => row.dataset.ref)")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return set(found)


def test_which_body_leads_most(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click("37 bodies")
    leads = Counter(body for row in table("matrix") for body in row["lead_bodies"].split("; "))
    body, count = Counter({b: n for b, n in leads.items() if b}).most_common(1)[0]
    first = page.locator("#view tbody tr").first
    expect(first.locator("th")).to_have_text(body)
    expect(first.locator(".number")).to_have_text(str(count))


def test_youth_by_lead(analyst: Analyst) -> None:
    page = analyst.page
    analyst.tick("group", "youth")
    named = {
        k["record_id"]
        for k in table("kinds")
        if k["facet"] == "target_group" and k["value"] == "youth"
    }
    keys = ("area_id", "focus_id", "activity_id", "expected_output_id")
    rows = [row for row in table("matrix") if named & {row[key] for key in keys}]
    expect(page.locator("#count")).to_have_text(f"{len(rows)} of 115 rows")
    leads = Counter(
        body or "(no lead body)" for row in rows for body in row["lead_bodies"].split("; ")
    )
    for line in page.locator("[data-facet=lead] label").all():
        body, count = (line.locator(part).text_content() for part in (".label", ".count"))
        assert leads[str(body)] == int(str(count)), body


def test_areas_without_lead(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click("30 priority areas")
    analyst.click("Rows without lead", "button")
    none: Counter[str] = Counter()
    rows: Counter[str] = Counter()
    for row in table("matrix"):
        number = row["ref"].split()[0]
        rows[number] += 1
        none[number] += not row["lead_bodies"]
    for line in page.locator("#view tbody tr").all():
        number = line.locator("th").inner_text()
        said = line.locator("td").nth(2).inner_text()
        few = f"{none[number]} of {rows[number]}" if none[number] else ""
        assert said == (f"all {rows[number]}" if none[number] == rows[number] else few), number


def test_guidelines_among_outputs(analyst: Analyst) -> None:
    page = analyst.page
    analyst.tick("output", "guidelines")
    outputs = {
        o["expected_output_id"]
        for o in table("expected_outputs")
        if "guidelines" in o["output_type"].split("; ")
    }
    expected = {r["ref"] for r in table("matrix") if r["expected_output_id"] in outputs}
    assert refs(page) == expected


def test_everything_on_the_un(analyst: Analyst) -> None:
    page = analyst.page
    analyst.search("UN")
    found = refs(page)
    assert len(found) < 20
    words = ("UN ", "UNODC", "UNSC", "United Nations", "UNOTC", "UNOCT")
    texts = ("area", "focus", "activity", "expected_output")
    assert found == {
        r["ref"] for r in table("matrix") if any(w in r[t] for w in words for t in texts)
    }


def test_who_leads_together(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click("Network")
    pairs: Counter[tuple[str, ...]] = Counter()
    for row in table("matrix"):
        leads = row["lead_bodies"].split("; ")
        pairs.update(tuple(sorted((a, b))) for i, a in enumerate(leads) for b in leads[i + 1 :])
    shown = {}
    for line in page.locator("#view tbody tr").all():
        one, other, count, _ = line.locator("td").all_inner_texts()
        shown[tuple(sorted((one, other)))] = int(count)
    assert shown == pairs
    expect(page.locator("line.lead")).to_have_count(len(pairs))


def test_what_refers_to_1_3(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click("Areas")
    analyst.click("1.3", where="#view")
    targets = {"area-1.3"} | {r["row_id"] for r in table("matrix") if r["area_id"] == "area-1.3"}
    records = {r["from_id"] for r in table("cross_references") if r["target_id"] in targets}
    keys = ("row_id", "area_id", "focus_id", "activity_id", "expected_output_id")
    expected = {
        r["ref"]
        for r in table("matrix")
        if records & {r[k] for k in keys} and r["area_id"] != "area-1.3"
    }
    section = page.locator("#view section", has_text="Referred to by")
    assert set(section.locator("a").all_inner_texts()) == expected
    page.get_by_role("link", name=f"{len(expected)} rows elsewhere refer to it").click()
    assert refs(page) == expected


def test_everything_on_prisons(analyst: Analyst) -> None:
    page = analyst.page
    analyst.search("prisons")
    texts = ("area", "focus", "activity", "expected_output")
    expected = {r["ref"] for r in table("matrix") if any("prison" in r[t].lower() for t in texts)}
    assert refs(page) == expected


def test_what_a_page_prints(analyst: Analyst) -> None:
    analyst.tick("page", "page 5")
    expected = {r["ref"] for r in table("matrix") if r["page_first"] == "5"}
    assert refs(analyst.page) == expected != set()


def test_where_a_cited_row_is_printed(analyst: Analyst) -> None:
    page = analyst.page
    analyst.search("1.10 no. 2")
    expect(page.locator("tr[data-ref]").first).to_have_attribute("data-ref", "1.10 no. 2")
    analyst.click("Open row 1.10 no. 2")
    row = next(r for r in table("matrix") if r["ref"] == "1.10 no. 2")
    picture = f"Page {row['page_first']}: activity as printed"
    expect(page.locator("#record").get_by_role("img", name=picture)).to_be_visible()


def test_with_whom_a_body_leads(analyst: Analyst) -> None:
    page = analyst.page
    analyst.click("37 bodies")
    analyst.click("SOMTC", where="#view")
    leads = [row["lead_bodies"].split("; ") for row in table("matrix")]
    own = [bodies for bodies in leads if "SOMTC" in bodies]
    others = {body for bodies in own for body in bodies} - {"SOMTC"}
    section = page.locator("#view section", has_text="Leads together with")
    for body in others:
        expect(section).to_contain_text(body)
    expect(page.locator("#view")).to_contain_text(f"Leads {len(own)} rows")


def test_a_merged_cell_is_shown_on_the_page_that_prints_it(page: Page) -> None:
    row = next(r for r in table("matrix") if r["area_id"] == "area-1.2" and r["page_first"] == "8")
    opened(page, f"{page.url.split('#')[0]}#ref={row['ref']}")
    area = page.locator("#record [data-column=area]")
    expect(area.get_by_role("img", name="Page 6: priority area as printed")).to_be_visible()
    activity = page.locator("#record [data-column=activity]")
    expect(activity.get_by_role("img", name="Page 8: activity as printed")).to_be_visible()


def test_bodies_outside_the_annex_can_be_chosen(page: Page) -> None:
    if page.viewport_size == PHONE:
        page.get_by_role("button", name="Filters").click()
    facet = page.locator("[data-facet=body]")
    facet.locator("summary").click()
    facet.get_by_role("searchbox").fill("criminal police")
    facet.get_by_label("INTERPOL").check()
    if page.viewport_size == PHONE:
        page.get_by_role("button", name="Show rows").click()
    mentions = {m["record_id"] for m in table("mentions") if m["body_id"] == "INTERPOL"}
    keys = ("row_id", "area_id", "focus_id", "activity_id", "expected_output_id")
    expected = {r["ref"] for r in table("matrix") if mentions & {r[k] for k in keys}}
    assert refs(page) == expected != set()


@pytest.mark.parametrize("size", [DESK, PHONE])
def test_axe_finds_nothing(browser: Browser, index: Path, size: dict[str, int]) -> None:
    states = (
        "", "#q=UN", "#q=prisons&lead=SOMTC", "#ref=1.2+no.+3", "#view=bodies&of=SOMTC",
        "#view=areas", "#view=areas&of=area-1.2", "#view=network", "#view=heat", "#view=issues",
    )  # fmt: skip
    for scheme in ("light", "dark"):
        with watched(browser, viewport=size, color_scheme=scheme) as page:
            for state in states:
                opened(page, index.as_uri() + state)
                assert violations(page) == [], (scheme, state)
