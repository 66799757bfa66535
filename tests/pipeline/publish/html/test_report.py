"""The reviewers' report as a file: whole, small, the same every time, and never running."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pipeline.publish.html.crops import crops, locate

from expectations.model import Decision
from extract.model import Span
from pipeline.publish.describe.sarif import sarif
from pipeline.publish.html.report import report_html
from tests.pipeline.publish.report_case import HOSTILE, a_publication, draw


class Page(HTMLParser):
    """Elements and attributes of a page, as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw(tmp_path_factory.mktemp("report") / "plan.pdf")


def test_each_issue_stands_in_the_report(pdf: Path) -> None:
    publication = a_publication(pdf)
    page = Page(report_html(publication))
    ids = [article["id"] for article in page.of("article")]
    assert ids == [issue.issue_id for issue in publication.report.issues]
    for issue in publication.report.issues:
        assert issue.message in page.text
        assert f"#rule-{issue.rule}" in {a.get("href") for a in page.of("a")}


def test_the_report_is_the_same_every_time(pdf: Path) -> None:
    assert report_html(a_publication(pdf)) == report_html(a_publication(pdf))


def test_the_report_loads_nothing(pdf: Path) -> None:
    page = Page(report_html(a_publication(pdf)))
    sources = [a[k] or "" for _, a in page.elements for k in ("src", "href") if k in a]
    assert {s.split(":")[0] if s[0] != "#" else "#" for s in sources} == {"#", "data"}
    assert not page.of("link")
    assert not page.of("iframe")


def test_only_its_own_script_may_run(pdf: Path) -> None:
    html = report_html(a_publication(pdf))
    (policy,) = (m["content"] or "" for m in Page(html).of("meta") if "http-equiv" in m)
    assert policy.startswith("default-src 'none'; img-src data:;")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        sha = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{sha}'" in policy


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(words: str, pdf: Path) -> None:
    decision = Decision(
        issue_id="gone-1", decision="accept", decided_by=words, date="2025-01-01", note=words
    )
    sound = Page(report_html(a_publication(pdf)))
    page = Page(report_html(a_publication(pdf, words, [decision])))
    assert len(page.of("script")) == len(page.of("style")) == 1
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in sound.elements} | {"ul", "li"}
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").startswith("javascript")
    assert words[:200] in page.text


def test_a_long_document_stays_small(pdf: Path) -> None:
    assert len(report_html(a_publication(pdf, "W" * 10_000))) < 1_000_000


def test_pictures_show_the_place(pdf: Path) -> None:
    page = Page(report_html(a_publication(pdf)))
    pictures = page.of("img")
    assert pictures
    for picture in pictures:
        assert (picture["src"] or "").startswith("data:image/")
        assert picture["alt"]
        assert 170 < int(picture["width"] or 0) < 1000
        assert 40 < int(picture["height"] or 0) < 1000
    assert not Page(report_html(a_publication(None))).of("img")


def test_controls_have_labels(pdf: Path) -> None:
    html = report_html(a_publication(pdf))
    page = Page(html)
    labelled = {label.get("for") for label in page.of("label")}
    for tag in ("select", "textarea"):
        assert {control["id"] for control in page.of(tag)} <= labelled
    typed = [c for c in page.of("input") if c["type"] != "radio"]
    assert {control["id"] for control in typed} <= labelled
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))


def test_what_changed_is_said() -> None:
    publication = a_publication()
    ids = [issue.issue_id for issue in publication.report.issues]
    page = Page(report_html(publication, previous=[*ids[1:], "lead-missing-00000000"]))
    assert "1 new and 1 gone since the last publication." in page.text
    assert "Gone: lead-missing-00000000" in page.text


def test_crops_are_cut_once_and_only_from_pages_that_are_there(pdf: Path) -> None:
    place = Span(page=1, bbox=(50, 60, 170, 100))
    made = crops(pdf, [place, place, Span(page=9, bbox=(0, 0, 1, 1))])
    assert list(made) == [place]
    assert crops(pdf, [place]) == made


def test_words_are_located_on_the_page(pdf: Path) -> None:
    page = Span(page=1, bbox=(0, 0, 400, 300))
    found = locate(pdf, [(page, "evalution")])[page, "evalution"]
    assert 50 < found.bbox[0] < found.bbox[2] < 200
    assert 60 < found.bbox[1] < found.bbox[3] < 100
    assert locate(pdf, [(page, "nowhere"), (page, " ")]) == {
        (page, "nowhere"): page,
        (page, " "): page,
    }


def test_the_sarif_log_names_each_issue() -> None:
    publication = a_publication()
    issues = publication.report.issues
    first = Decision(
        issue_id=issues[0].issue_id, decision="dismiss", decided_by="Ana", date="2025-01-01"
    )
    decided = a_publication(decisions=[first])
    log = sarif(decided.report.issues, decided.source)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    for result, issue in zip(run["results"], issues, strict=True):
        assert result["partialFingerprints"] == {"planrows/issue/v1": issue.issue_id}
        assert rules[result["ruleIndex"]] == issue.rule
        assert result["level"] in {"error", "warning", "note"}
        assert issue.message in result["message"]["text"]
        assert result["locations"]
    assert [bool(r.get("suppressions")) for r in run["results"]] == [True] + [False] * (
        len(issues) - 1
    )


def test_decisions_on_single_places_are_shown_and_not_lost_by_the_download(pdf: Path) -> None:
    issue = next(i for i in a_publication(pdf).report.issues if i.rule == "misprint")
    place = f"{issue.issue_id}/{issue.places[0].record_id}"
    decision = Decision(
        issue_id=place,
        decision="correct",
        value="evaluation",
        decided_by="Ana",
        date="2025-03-31",
        ground=issue.ground,
    )
    publication = a_publication(pdf, decisions=[decision])
    assert publication.report.stale_decisions == ()
    page = Page(report_html(publication))
    assert f"Decided separately: {place} (correct, Ana, 2025-03-31): evaluation" in page.text
    rows = [json.loads(a["data-stale"] or "") for a in page.of("p") if "data-stale" in a]
    assert rows == [[place, "correct", "evaluation", "Ana", "2025-03-31", "", issue.ground]]
