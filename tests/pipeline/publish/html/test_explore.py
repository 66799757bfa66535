"""The page that explores a plan, used in a browser as its readers would."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from extract.model import Span
from normalize.model import CellFragment
from pipeline.publish.core.places import row_boxes
from pipeline.publish.html.explore import PAGE, explore_html, in_script
from pipeline.publish.html.page_images import page_pictures
from pipeline.publish.html.word_places import locate
from tests.pipeline.publish.editions import ROWS, large_publication, small_publication

PDF = Path(__file__).resolve().parents[4] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explore") / "index.html"
    path.write_text(explore_html(small_publication(PDF)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser, index: Path) -> Iterator[Page]:
    """The page, opened; nothing may be asked of the network, and nothing may go wrong."""
    context = browser.new_context(accept_downloads=True)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or wrong.append(r.url)
    )
    page.goto(index.as_uri())
    page.wait_for_selector(".tabulator-row")
    yield page
    assert wrong == []
    context.close()


def rows(page: Page) -> list[str]:
    return [cell.inner_text() for cell in page.locator("[tabulator-field=activity] .cell").all()]


@in_browser
def test_all_rows_are_shown_as_printed(page: Page) -> None:
    assert rows(page) == [row.activity for row in ROWS]
    expect(page.locator("#count")).to_have_text("4 rows")


@in_browser
def test_searching_narrows_down_as_one_types(page: Page) -> None:
    page.locator("[name=q]").press_sequentially("etude")
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    assert rows(page) == [ROWS[2].activity]
    expect(page.locator("mark").first).to_have_text("Étude")
    page.locator("[name=q]").fill('"in line" workshop')
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    page.locator("[name=q]").fill("nothing like this")
    expect(page.locator(".tabulator-placeholder")).to_contain_text("No row matches")


@in_browser
@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"section": "section-2"}, [3]),
        ({"area": "area-1.1"}, [0, 1]),
        ({"body": "SOMY"}, [0, 1]),
        ({"body": "ACW", "role": "lead"}, [0]),
        ({"body": "ACW", "role": "relevant"}, [0, 1, 2]),
        ({"body": "-"}, [2, 3]),
        ({"type": "workshop"}, [0]),
        ({"issue": "lead-missing"}, [2]),
    ],
)
def test_filters(page: Page, filters: dict[str, str], expected: list[int]) -> None:
    for name, value in filters.items():
        page.locator(f"[name={name}]").select_option(value)
    expect(page.locator("#count")).to_have_text(f"{len(expected)} of 4 rows")
    assert rows(page) == [ROWS[index].activity for index in expected]


@in_browser
def test_a_row_opens_with_its_page_and_issues(page: Page) -> None:
    page.get_by_role("link", name="Open row 1.2 no. 1").click()
    record = page.locator("#record")
    expect(record).to_be_visible()
    expect(record).to_contain_text("No lead body is printed.")
    expect(record).to_contain_text(ROWS[2].output)
    picture = record.get_by_role("img", name="Page 1: the row")
    expect(picture).to_be_visible()
    record.get_by_role("button", name="Whole page").click()
    expect(record.get_by_role("img", name="Page 1: the whole page")).to_be_visible()
    page.keyboard.press("Escape")
    expect(record).to_be_hidden()
    expect(page).not_to_have_url(re.compile("row="))


@in_browser
def test_markup_in_a_text_is_text(page: Page) -> None:
    page.goto(page.url.split("#")[0] + "#row=row-001")
    expect(page.locator("#record")).to_contain_text("Guide <b>&amp;</b> </script>")
    assert page.locator("#record b").count() == 0


@in_browser
def test_a_reference_is_followed_and_back(page: Page) -> None:
    page.locator("[tabulator-field=activity]", has_text=ROWS[0].activity).click()
    page.locator("#record dd a", has_text=re.compile("^1.2$")).first.click()
    expect(page.locator("#record")).to_be_hidden()
    expect(page.locator("#count")).to_have_text("1 of 4 rows")
    assert rows(page) == [ROWS[2].activity]
    page.get_by_role("link", name="Open row 1.2 no. 1").click()
    page.locator("#record dd a", has_text="1.1 no. 1, page 1").click()
    expect(page.locator("#record-title")).to_have_text("Row 1.1 no. 1, page 1")
    page.go_back()
    expect(page.locator("#record-title")).to_have_text("Row 1.2 no. 1, page 1")


@in_browser
def test_a_link_brings_back_the_view(page: Page, browser: Browser) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[name=q]").fill("workshop")
    page.locator("[name=area]").select_option("area-1.1")
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#note")).not_to_be_empty()
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator("#count")).to_have_text("1 of 4 rows")
    expect(other.locator("[name=q]")).to_have_value("workshop")
    other.close()


@in_browser
def test_what_is_shown_can_be_downloaded_as_published(
    page: Page, published: Path, tmp_path: Path
) -> None:
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "all.csv")
    assert (tmp_path / "all.csv").read_bytes() == (published / "matrix.csv").read_bytes()
    page.locator("[name=area]").select_option("area-1.2")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    download.value.save_as(tmp_path / "some.csv")
    lines = (published / "matrix.csv").read_text().splitlines()
    assert (tmp_path / "some.csv").read_text().splitlines() == [lines[0], lines[3]]


@in_browser
def test_pictures_lead_to_rows(page: Page) -> None:
    page.get_by_role("link", name="Heat map").click()
    page.get_by_role("link", name="ACW, 1.1: relevant, leads 1").click()
    expect(page.locator("#count")).to_have_text("2 of 4 rows")
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("link", name="Network").click()
    expect(page.locator("svg .node")).to_have_count(4)
    page.get_by_role("link", name="Areas and references").click()
    expect(page.locator("line.reference")).to_have_count(1)
    page.get_by_role("link", name="Counts").click()
    page.get_by_role("link", name="workshop").click()
    expect(page.locator("#count")).to_have_text("1 of 4 rows")


@in_browser
@pytest.mark.parametrize("width", [360, 1400])
def test_nothing_sticks_out_of_the_screen(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    for view in ("", "heat", "network", "counts"):
        page.goto(page.url.split("#")[0] + f"#view={view}")
        page.reload()
        page.wait_for_selector("html[data-ready]", state="attached")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@in_browser
def test_every_control_has_a_name(page: Page) -> None:
    unnamed = page.evaluate(
        """[...document.querySelectorAll('a, button, input, select')].filter(e =>
        !(e.textContent.trim() || e.getAttribute('aria-label') || e.labels?.length)).length"""
    )
    assert unnamed == 0


@in_browser
@pytest.mark.slow
def test_it_is_fast_with_20_000_rows(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(explore_html(large_publication(20_000)), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector(".tabulator-row", timeout=20_000)
    page.locator("[name=q]").fill("first")
    page.wait_for_timeout(500)
    took = page.evaluate(
        """async () => {
            const input = document.querySelector('[name=q]');
            const started = performance.now();
            input.value = 'row 19999';
            input.dispatchEvent(new Event('input', {bubbles: true}));
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            return performance.now() - started;
        }"""
    )
    expect(page.locator("#count")).to_have_text("1 of 20000 rows")
    assert took < 1000
    page.close()


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
    written = [path for path in (PAGE.parent / "src").rglob("*") if path.is_file()]
    sources = [*names, *(path.relative_to(PAGE.parent).as_posix() for path in written)]
    digest = hashlib.sha256()
    for name in sorted(sources):
        digest.update(f"{name}\n".encode() + (PAGE.parent / name).read_bytes() + b"\n")
    built = (PAGE.parent / "built" / "source.sha256").read_text().strip()
    assert digest.hexdigest() == built, "run `make web`"


def test_the_licences_of_what_is_bundled_are_kept(index: Path) -> None:
    text = (PAGE.parent / "built" / "LICENSES.txt").read_text()
    for name in ("tabulator-tables", "d3-force", "d3-scale"):
        assert re.search(rf"^{name} [\d.]+ \((?:MIT|ISC)\)$", text, re.MULTILINE)
    assert "Copyright (c) 2015-" in index.read_text()


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
