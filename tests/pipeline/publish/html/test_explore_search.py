"""What a search of the explorer finds, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from expectations.model import IssueReport
from link.model import LinkedPlan
from normalize.model import Body
from pipeline.publish.core.model import Publication
from pipeline.publish.html.explore import explore_pieces
from tests.link.plans import RowText, make_plan
from tests.pipeline.publish.editions import CARD, mention
from tests.pipeline.publish.html.chromium import in_browser, opened, watched

ROWS = (
    RowText("1.1", "Community groups", "Prisons are opened to visits", "Guidelines", "SOMTC"),
    RowText("1.1", "Unity of communities", "Organise a seminar for prisoners", "A prison", ""),
    RowText("1.2", "Work with the UN", "Organizing behaviour programmes", "Reports", "ODC"),
    RowText("1.2", "United Nations day", "Rights of human beings", "Étude des prisonniers", ""),
    RowText("1.3", "Rules", "De-radicalisation in line with 1.1", "Human rights report", ""),
    RowText("1.3", "Rules", "Deradicalization of the senior staff", "Women’s network", "UNX"),
    RowText("1.3", "Rules", "Well-to-do 𝔸lpha แผนแม่น้ำ", "", ""),
)
BODIES = (
    Body(
        body_id="SOMTC",
        acronym="SOMTC",
        name="Senior Officials Meeting on Transnational Crime",
        kind="annex",
    ),
    Body(body_id="ODC", acronym="ODC", name="Office of Dams and Canals", kind="annex"),
    Body(body_id="UNX", acronym="UNX", name="United Nations Exchange", kind="external"),
)
MENTIONS = (
    mention("lead", "row-000", "SOMTC", "SOMTC"),
    mention("lead", "row-002", "ODC", "ODC"),
    mention("lead", "row-005", "UNX", "UNX"),
)
pytestmark = [in_browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path: Path = tmp_path_factory.mktemp("search") / "index.html"
    areas = dict.fromkeys(("1.1", "1.2", "1.3"), "Title")
    plan = make_plan(ROWS, areas=areas, bodies=BODIES, mentions=MENTIONS)
    publication = Publication.of(CARD, LinkedPlan(plan=plan), IssueReport(issues=()), None)
    path.write_text("".join(explore_pieces(publication)), encoding="utf-8")
    with watched(browser) as page:
        yield opened(page, path.as_uri())


def found(page: Page, query: str) -> list[int]:
    """Return the rows that a query finds, best first."""
    page.locator("#q").fill("")
    expect(page.locator("#count")).to_have_text(f"{len(ROWS)} rows")
    page.locator("#q").fill(query)
    expect(page.locator("#count")).not_to_have_text(f"{len(ROWS)} rows")
    numbers = {row.activity: index for index, row in enumerate(ROWS)}
    cells = page.locator("tr[data-ref]").all()
    texts = [cell.locator("td.c-activity").inner_text() for cell in cells]
    return [numbers[text.removeprefix("… ")] for text in texts]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("unity", {1}),  # no word within a word: not community
        ("prison", {0, 1}),
        ("prisons", {0, 1}),
        ("PRISONS", {0, 1}),
        ("organize", {1, 2}),
        ("organising", {1, 2}),
        ("behavior program", {2}),
        ("etude", {3}),
        ('"human rights"', {4}),
        ("human rights", {3, 4}),
        ("seminar OR reports", {1, 2, 4}),
        ("prison -seminar", {0}),
        ("prison seminar", {1}),
        ("women", {5}),
        ("de-radicalisation", {4, 5}),
        ("deradicalisation", {4, 5}),
        ("1.1", {0, 1, 4}),
        ("SOMTC", {0}),
        ("somtc", {0}),
        ("Senior Officials Meeting on Transnational Crime", {0}),
        ("senior officials meeting transnational crime", {0}),
        ('"Senior Officials Meeting"', set()),
        ("senior", {5}),
        ("ODC", {2}),
        ("office of dams and canals", {2}),
        ('"UN"', {2}),
        ("organi", {1, 2}),  # nobody writes this word: words that begin so
        ("welltodo", {6}),  # a compound of three words
        ('"well to do"', {6}),
        ("alpha", {6}),  # letters beyond the first plane
        ("แม่น้ำ", {6}),  # a script without spaces
        ("zzzz", set()),
    ],
)
def test_it_finds_words_in_their_forms(page: Page, query: str, rows: set[int]) -> None:
    assert set(found(page, query)) == rows


def test_the_first_letters_of_acronyms_find_all_that_share_their_names(page: Page) -> None:
    assert set(found(page, "UN")) == {2, 3, 5}
    expect(page.locator("#notes")).to_have_text("“UN” also finds United Nations, UNX.")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("un", {2, 3, 5}),
        ("united nations", {2, 3, 5}),
        ("prison AND guidelines", {0}),
        ("prison NOT guidelines", {1}),
        ("rules,network", {5}),
        ("rules/network", {5}),
        ("work,zzzz", set()),
    ],
)
def test_it_reads_what_people_type(page: Page, query: str, rows: set[int]) -> None:
    assert set(found(page, query)) == rows


def test_hits_are_marked_as_words(page: Page) -> None:
    found(page, "prison")
    assert set(page.locator("mark").all_inner_texts()) == {"Prisons", "prisoners", "prison"}
    found(page, '"human rights"')
    assert page.locator("mark").all_inner_texts() == ["Human rights"]


def test_better_hits_come_first(page: Page) -> None:
    assert found(page, "human rights report")[0] == 4
    assert found(page, "prison") == [1, 0]
    page.locator("#sort").select_option("printed")
    assert found(page, "prison") == [0, 1]
    page.locator("#sort").select_option("")


def test_it_says_how_a_word_that_is_nowhere_was_read(page: Page) -> None:
    found(page, "organi")
    expect(page.locator("#notes")).to_contain_text("No row has the word “organi”")
    found(page, "semniar")
    page.get_by_role("link", name="seminar").click()
    expect(page.locator("#count")).to_have_text(f"1 of {len(ROWS)} rows")
    expect(page.locator("#q")).to_have_value("seminar")


def test_a_plan_in_another_language_is_searched_in_it(browser: Browser, tmp_path: Path) -> None:
    rows = (
        RowText("1.1", "", "Les communautés rurales organisées", "Étude", ""),
        RowText("1.1", "", "La communauté", "Rapport", ""),
    )
    card = CARD.model_copy(update={"language": "fr"})
    report = IssueReport(issues=())
    publication = Publication.of(card, LinkedPlan(plan=make_plan(rows)), report, None)
    (tmp_path / "index.html").write_text("".join(explore_pieces(publication)), encoding="utf-8")
    with watched(browser) as page:
        opened(page, (tmp_path / "index.html").as_uri())
        page.locator("#q").fill("communaute")
        expect(page.locator("#count")).to_have_text("2 of 2 rows")
        page.locator("#q").fill("organisee rurale")
        expect(page.locator("#count")).to_have_text("1 of 2 rows")
