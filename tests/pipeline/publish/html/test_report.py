"""The reviewers' report as a file: whole, small, the same every time, and never running."""

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from expectations.model import Decision
from extract.model import Span
from pipeline.publish.describe.sarif import sarif
from pipeline.publish.html.report import report_pieces
from pipeline.publish.html.word_places import locate
from tests.expectations.plans import BODIES
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


def data_of(html: str) -> dict[str, Any]:
    (block,) = re.findall(r'id="data">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = json.loads(block)
    return data


def test_each_issue_is_in_the_data_of_the_report(pdf: Path) -> None:
    publication = a_publication(pdf)
    data = data_of("".join(report_pieces(publication)))
    assert [(i["id"], i["message"]) for i in data["issues"]] == [
        (issue.issue_id, issue.message) for issue in publication.report.issues
    ]
    assert {issue.rule for issue in publication.report.issues} <= set(data["rules"])
    assert data["bodies"] == [
        {"id": "SOMTC", "name": BODIES[0].name},
        {"id": "AUN", "name": "University Network "},
        *data["bodies"][2:],
    ]


def test_the_report_is_the_same_every_time(pdf: Path) -> None:
    assert "".join(report_pieces(a_publication(pdf))) == "".join(report_pieces(a_publication(pdf)))


def test_the_report_loads_nothing(pdf: Path) -> None:
    page = Page("".join(report_pieces(a_publication(pdf))))
    assert {a[k] for _, a in page.elements for k in ("src", "href") if k in a} == {
        "#main", "index.html", "dictionary.md",
    }  # fmt: skip
    assert not page.of("link")
    assert not page.of("iframe")


def test_only_its_own_script_may_run(pdf: Path) -> None:
    html = "".join(report_pieces(a_publication(pdf)))
    (policy,) = (m["content"] or "" for m in Page(html).of("meta") if "http-equiv" in m)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "img-src data:" in policy
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
    sound = Page("".join(report_pieces(a_publication(pdf))))
    page = Page("".join(report_pieces(a_publication(pdf, words, [decision]))))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in sound.elements]
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
        assert not (attributes.get("href") or "").startswith("javascript")
    assert json.dumps(words[:200], ensure_ascii=False)[1:-1] in json.dumps(
        data_of("".join(report_pieces(a_publication(pdf, words)))), ensure_ascii=False
    )


def test_a_long_document_stays_small(pdf: Path) -> None:
    assert len("".join(report_pieces(a_publication(pdf, "W" * 10_000)))) < 1_000_000


def test_a_place_is_on_a_page_that_the_report_holds(pdf: Path) -> None:
    data = data_of("".join(report_pieces(a_publication(pdf))))
    misprint = next(issue for issue in data["issues"] if issue["rule"] == "misprint")
    (place,) = misprint["places"]
    assert (place["page"], place["box"]) == (1, [50, 60, 170, 100])
    assert place["rows"] == [[1, 50, 60, 170, 100]]
    page = data["pages"]["1"]
    assert (page["width"], page["height"]) == (400, 300)
    assert page["picture"].startswith("data:image/png;base64,")
    assert data_of("".join(report_pieces(a_publication(None))))["pages"] == {}


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


def test_decisions_on_single_places_are_data_of_the_report(pdf: Path) -> None:
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
    rows = data_of("".join(report_pieces(publication)))["placeDecisions"]
    assert rows == [[place, "correct", "evaluation", "Ana", "2025-03-31", "", issue.ground]]


def test_how_an_issue_can_be_corrected_is_data_of_the_report() -> None:
    data = data_of("".join(report_pieces(a_publication())))
    assert {
        issue["rule"]: [kind for _, kind, _ in issue["correctable"]] for issue in data["issues"]
    } == {
        "lead-missing": ["bodies"],
        "body-unknown": ["bodies"],
        "misprint": ["text"],
    }
