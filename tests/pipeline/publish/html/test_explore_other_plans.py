"""The explorer of plans that lack what the first plan has, and of addresses that nobody made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from pipeline.publish.html.explore import page_data, page_html
from tests.pipeline.publish.editions import CARD, small_publication
from tests.pipeline.publish.html.chromium import (
    DESK,
    PHONE,
    in_browser,
    opened,
    violations,
    watched,
)

pytestmark = in_browser
LONG = "Responsable du transport actif et des infrastructures municipales de la région"
VIEWS = ("", "areas", "bodies", "network", "heat", "counts", "issues", "about")
Data = dict[str, Any]


def emptied(data: Data, *columns: str) -> Data:
    at = [data["columns"].index(column) for column in columns]
    for row in data["rows"]:
        for column in at:
            row[column] = None
    return data


def no_areas(data: Data) -> Data:
    for row in data["rows"]:
        ref = f"section 2 no. {data['rows'].index(row) + 1}"
        row[data["columns"].index("ref")] = len(data["texts"])
        data["texts"].append(ref)
    return emptied(data | {"areas": []}, "area", "area_id", "relevant_bodies")


def no_leads(data: Data) -> Data:
    data = emptied(data, "lead_bodies", "lead_bodies_printed")
    return data | {"mentions": [], "issues": []}


def no_bodies(data: Data) -> Data:
    columns = ("relevant_bodies", "relevant_bodies_printed", "relevant_bodies_expanded")
    return emptied(no_leads(data), *columns) | {"bodies": []}


def no_annex(data: Data) -> Data:
    bodies = [body | {"number": None, "kind": "unlisted"} for body in data["bodies"]]
    return emptied(data, "relevant_bodies") | {"bodies": bodies}


def no_numbers(data: Data) -> Data:
    areas = [area | {"number": "", "title": LONG * 5} for area in data["areas"]]
    bodies = [body | {"acronym": "", "name": LONG} for body in data["bodies"]]
    return data | {"areas": areas, "bodies": bodies}


def one_row(data: Data) -> Data:
    keys = ("rows", "types", "groups", "outputs", "boxes", "corrected")
    return data | {key: data[key][:1] for key in keys} | {"issues": []}


def no_rows(data: Data) -> Data:
    keys = ("rows", "types", "groups", "outputs", "boxes", "corrected")
    return data | {key: [] for key in (*keys, "areas", "sections", "issues")}


def no_outputs(data: Data) -> Data:
    return emptied(data, "expected_output", "expected_output_id", "focus", "focus_id") | {
        "outputs": [[] for _ in data["rows"]]
    }


PLANS: list[Callable[[Data], Data]] = [
    no_areas, no_leads, no_bodies, no_annex, no_numbers, one_row, no_rows, no_outputs,
]  # fmt: skip


def written(folder: Path, change: Callable[[Data], Data], title: str = CARD.title) -> str:
    publication = small_publication()
    card = CARD.model_copy(update={"title": title, "short_title": ""})
    path = folder / "index.html"
    data = change(page_data(publication))
    path.write_text(
        page_html(publication.__class__(**{**vars(publication), "card": card}), data),
        encoding="utf-8",
    )
    return path.as_uri()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with watched(browser, viewport=DESK) as page:
        yield page


@pytest.mark.slow
@pytest.mark.parametrize("size", [DESK, PHONE])
@pytest.mark.parametrize("change", PLANS)
def test_every_view_of_every_plan_opens_and_fits_the_screen(
    browser: Browser, tmp_path: Path, change: Callable[[Data], Data], size: Any
) -> None:
    address = written(tmp_path, change, LONG * 4)
    with watched(browser, viewport=size) as page:
        for view in VIEWS:
            opened(page, f"{address}#view={view}")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), view
            assert violations(page) == [], view


def test_a_plan_without_a_column_of_leads_misses_no_lead(page: Page, tmp_path: Path) -> None:
    opened(page, written(tmp_path, no_leads))
    expect(page.locator("#table")).not_to_contain_text("none printed")
    expect(page.locator(".facet[data-facet=lead]")).to_have_count(0)
    expect(page.locator("th.c-lead")).to_have_count(0)


def test_columns_without_any_value_are_not_shown(page: Page, tmp_path: Path) -> None:
    opened(page, written(tmp_path, no_outputs))
    expect(page.locator("th.c-activity")).to_be_visible()
    expect(page.locator("th.c-focus, th.c-expected_output")).to_have_count(0)


def test_a_plan_without_areas_is_shown_by_its_sections(page: Page, tmp_path: Path) -> None:
    address = written(tmp_path, no_areas)
    opened(page, address)
    expect(page.locator("#intro")).not_to_contain_text("area")
    expect(page.get_by_role("link", name="Areas")).to_have_count(0)
    first = page.locator("a.ref").first
    expect(first).to_have_text("section 2 no. 1")
    assert first.evaluate(
        "(link) => link.closest('td').scrollWidth <= link.closest('td').clientWidth"
    )
    opened(page, f"{address}#view=heat")
    expect(page.locator(".heat")).to_contain_text("1")
    expect(page.locator(".not-relevant")).to_have_count(0)


def test_long_names_are_whole_on_paper(page: Page, tmp_path: Path) -> None:
    opened(page, written(tmp_path, no_numbers))
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    term = page.locator("td.c-lead .term").first
    assert term.evaluate(
        "(term) => term.getBoundingClientRect().right"
        " <= term.closest('td').getBoundingClientRect().right"
    )


@pytest.mark.slow
@pytest.mark.parametrize("view", ["constructor", "__proto__", "toString", "nope"])
def test_an_unknown_view_is_the_list_of_rows(page: Page, tmp_path: Path, view: str) -> None:
    opened(page, f"{written(tmp_path, no_annex)}#view={view}&net={view}")
    expect(page.locator("#count")).to_contain_text("rows")
    expect(page.locator("td.c-activity").first).to_be_visible()


def test_an_address_of_an_unknown_body_or_area_says_so(page: Page, tmp_path: Path) -> None:
    address = written(tmp_path, no_annex)
    opened(page, f"{address}#view=bodies&of=SOMXX")
    expect(page.locator("#view")).to_contain_text("This plan has no body SOMXX.")
    opened(page, f"{address}#view=areas&of=area-99")
    expect(page.locator("#view")).to_contain_text("This plan has no area area-99.")


def test_a_value_given_twice_is_one_filter(page: Page, tmp_path: Path) -> None:
    opened(page, f"{written(tmp_path, lambda data: data)}#lead=ACW&lead=ACW")
    expect(page.locator("#chips .chip")).to_have_count(1)
