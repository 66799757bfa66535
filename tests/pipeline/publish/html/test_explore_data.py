"""What the explorer says of a plan in words and figures, and which evidence it holds."""

from __future__ import annotations

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest

from link.rows import MatrixRecord
from normalize.model import CellFragment
from pipeline.publish.core.model import Publication
from pipeline.publish.html import explore
from pipeline.publish.html.explore import (
    counted,
    first_figures,
    page_data,
    pages_shown,
    pdf_address,
    sentence,
    suggested_citation,
)
from pipeline.publish.html.explore_evidence import evidence_data, evidence_pages
from pipeline.publish.html.page_images import PagePicture
from tests.pipeline.publish.editions import CARD, mention, small_publication


def data(**values: Any) -> dict[str, Any]:
    """Return a page's data: two rows of one activity, one of which has a lead."""
    return {
        "columns": ["ref", "activity_id", "lead_bodies"], "texts": ["1.1 no. 1", "a1", "", "ACW"],
        "rows": [[0, 1, 3], [0, None, 2]], "areas": [1, 2], "sections": [1],
        "bodies": [{"kind": "annex"}, {"kind": "collective"}],
        "issues": [{"isOpen": True}, {"isOpen": False}, {"isOpen": True}], **values,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("card", "values", "said"),
    [
        ({}, {}, "Plan of Action on Rivers (2019–2025), adopted by the 3rd Meeting on Rivers on 27 "
         "November 2019, sets out 1 activity in 2 priority areas, and names the bodies that lead "
         "them."),
        ({"status": "draft"}, {"areas": []},
         "Plan of Action on Rivers (2019–2025) sets out 1 activity, and names the bodies that lead "
         "them."),
        ({"adopted_by": ""}, {"areas": [1], "rows": [[0, 1, 2]]},
         "Plan of Action on Rivers (2019–2025), adopted on 27 November 2019, sets out 1 activity "
         "in 1 priority area."),
        ({"adopted_on": None, "adopted_by": ""}, {"rows": [[0, 1, None], [0, 3, None]]},
         "Plan of Action on Rivers (2019–2025) sets out 2 activities in 2 priority areas."),
    ],
)  # fmt: skip
def test_a_sentence_says_what_a_plan_is(
    card: dict[str, Any], values: dict[str, Any], said: str
) -> None:
    assert sentence(CARD.model_copy(update=card), data(**values)) == said


def test_the_first_figures_count_what_is_there() -> None:
    assert first_figures(data()) == [
        (2, "rows", "#"), (2, "priority areas", "#view=areas"), (1, "body", "#view=bodies"),
        (2, "open issues", "#view=issues"),
    ]  # fmt: skip
    one = data(rows=[[0, 1, 2]], areas=[], bodies=[], issues=[{"isOpen": True}])
    assert first_figures(one) == [
        (1, "row", "#"), (1, "section", "#view=counts"), (0, "bodies", "#view=bodies"),
        (1, "open issue", "#view=issues"),
    ]  # fmt: skip
    assert [counted(n, "row", "rows") for n in (0, 1, 1200)] == ["0 rows", "1 row", "1,200 rows"]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ({}, "Secretariat (2019). Plan of Action on Rivers (2019–2025). Dataset made by planrows."),
        ({"publisher": "", "edition": "2019"}, "Plan of Action on Rivers (2019–2025), edition 2019 "
         "(2019). Dataset made by planrows."),
        ({"adopted_on": None}, "Secretariat. Plan of Action on Rivers (2019–2025). Dataset made by "
         "planrows."),
    ],
)  # fmt: skip
def test_a_citation_names_who_what_and_when(card: dict[str, Any], said: str) -> None:
    assert suggested_citation(CARD.model_copy(update=card)) == said


@pytest.mark.parametrize(
    ("source", "is_published", "address"),
    [
        ("https://a.org/plan.pdf", False, "https://a.org/plan.pdf"),
        ("https://a.org/plan.PDF", False, "https://a.org/plan.PDF"),
        ("https://a.org/plan", False, ""),
        ("https://a.org/plan.pdf", True, "plan.pdf"),
        ("", False, ""),
    ],
)
def test_the_pdf_is_linked_where_a_reader_finds_it(
    source: str, is_published: bool, address: str
) -> None:
    card = CARD.model_copy(update={"source": source, "publish_pdf": is_published})
    assert pdf_address(card) == address


def with_plan(**values: object) -> Publication:
    made = small_publication()
    plan = made.linked.plan.model_copy(update=values)
    linked = made.linked.model_copy(update={"plan": plan})
    return Publication.of(made.card, linked, made.report, None, made.report.records())


def test_a_row_shows_the_types_of_its_own_activity() -> None:
    found = page_data(small_publication())
    types = [[found["texts"][code] for code in codes] for codes in found["types"]]
    assert types == [["workshop"], [], [], []]
    assert {name: len(found[name]) for name in ("types", "groups", "outputs")} == {
        "types": 4, "groups": 4, "outputs": 4,
    }  # fmt: skip
    assert {"position", "page_first"} <= set(found["numbers"])
    assert not {"ref", "activity", "lead_bodies"} & set(found["numbers"])
    assert [area["number"] for area in found["areas"]] == ["1.1", "1.2", "2.1"]
    assert found["areas"][0]["relevant"] == ["ACW", "SOMY"]
    assert found["pages"] == {}


def test_an_area_without_a_number_has_none() -> None:
    plan = small_publication().linked.plan
    areas = (plan.areas[0].model_copy(update={"area_id": "awareness"}), *plan.areas[1:])
    found = page_data(with_plan(areas=areas))["areas"][0]
    assert (found["id"], found["number"], found["relevant"]) == ("awareness", "", [])


def test_pages_are_shown_where_the_file_is_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Path, list[int]]] = []

    def pictures(pdf: Path, pages: list[int]) -> dict[int, PagePicture]:
        asked.append((pdf, pages))
        return {page: PagePicture(400, 300, "data:") for page in pages}

    monkeypatch.setattr(explore, "page_pictures", pictures)
    assert page_data(small_publication())["pages"] == {}
    assert asked == []
    found = page_data(dataclasses.replace(small_publication(), pdf=tmp_path))["pages"]
    assert found == {"1": {"width": 400, "height": 300, "picture": "data:"}}
    assert asked == [(tmp_path, [1])]


def test_a_mention_is_evidence_unless_its_row_says_as_much() -> None:
    mentions = (
        mention("lead", "row-000", "ACW", "ACW"),
        mention("lead", "row-003", "Bureau of Sand", None),
        mention("relevant", "area-1.1", "Meeting", "SOMY"),
        mention("relevant", "area-1.1", "Board", None),
        mention("mentioned", "row-001", "Youth", "SOMY"),
        mention("mentioned", "row-001", "Club", None),
    )
    found = evidence_data(with_plan(mentions=mentions))["mentions"]
    assert [each["printed"] for each in found] == ["Bureau of Sand", "Board", "Youth", "Club"]


def test_the_pages_shown_are_those_that_print_the_rows() -> None:
    plan = small_publication().linked.plan
    cells = [
        cell.model_copy(update={"span": cell.span.model_copy(update={"page": page})})
        for page, cell in enumerate(plan.cells, 3)
    ]
    other = CellFragment.model_validate(
        {**cells[0].model_dump(), "record_ids": ("block-1",), "span": {"page": 9, "bbox": (0,) * 4}}
    )
    made = with_plan(cells=(*cells, other))
    assert pages_shown(made) == {3, 4, 5, 6}
    rows = [row for row in made.records["matrix"] if isinstance(row, MatrixRecord)]
    assert evidence_pages(made, rows[1:2]) == {4}
    assert evidence_pages(made, []) == set()


def test_a_date_that_nobody_knows_is_left_out() -> None:
    assert explore.date_in_words(None) == ""
    assert explore.date_in_words(datetime.date(2019, 1, 2)) == "on 2 January 2019"
