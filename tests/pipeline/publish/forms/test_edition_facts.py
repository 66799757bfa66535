"""The editions that forms may belong to: those of one plan, published side by side."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pipeline.publish.core.errors import FormError
from pipeline.publish.core.model import MANIFEST, Manifest
from pipeline.publish.describe.manifest import conservation
from pipeline.publish.forms.edition_facts import editions_beside, facts_of
from tests.pipeline.publish.editions import small_publication

TABLES: Mapping[str, Sequence[Mapping[str, str]]] = {
    "matrix": (
        {"row_id": "r1", "area_id": "a1", "lead_bodies": "A; B", "timeline": "2020"},
        {"row_id": "r2", "area_id": "a2", "lead_bodies": "", "timeline": "2019–2021"},
    ),
    "bodies": ({"body_id": "A", "name": "Body A"},),
    "areas": ({"area_id": "a1", "title": "Area 1"},),
}


def publication(folder: Path, plan: str, **values: object) -> Path:
    """Write what the facts of an edition are read from."""
    folder.mkdir()
    for name, rows in TABLES.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    manifest = Manifest(
        plan=plan, title="A plan", source=small_publication().source, planrows="1", versions={},
        tables=(), conservation=conservation(()), ledger=(), files=(),
    )  # fmt: skip
    text = manifest.model_copy(update=values).model_dump_json()
    (folder / MANIFEST).write_text(text, encoding="utf-8")
    return folder


def test_the_facts_of_an_edition_are_those_of_its_files(tmp_path: Path) -> None:
    facts = facts_of(publication(tmp_path / "p", "p", edition="2019", years=(2019, 2022)))
    assert (facts.plan, facts.edition, facts.status, facts.is_late) == (
        "p", "2019", "adopted", False,
    )  # fmt: skip
    assert facts.areas == {"r1": "a1", "r2": "a2"}
    assert facts.leads == {"r1": {"A", "B"}, "r2": frozenset()}
    assert (facts.bodies, facts.area_titles) == ({"A": "Body A"}, {"a1": "Area 1"})
    assert facts.due == {"r1": 2020, "r2": 2021}
    assert facts.name == "edition 2019"
    late = facts_of(publication(tmp_path / "q", "q", status="superseded"))
    assert (late.is_late, late.name) == (True, "the plan's only edition")


def test_what_is_no_publication_says_so(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="is not a published plan"):
        facts_of(tmp_path)
    folder = publication(tmp_path / "p", "p")
    (folder / MANIFEST).write_text("{", encoding="utf-8")
    with pytest.raises(FormError, match="has no manifest; publish the plan"):
        facts_of(folder)


def test_only_editions_of_the_same_plan_stand_beside_it(tmp_path: Path) -> None:
    own = publication(tmp_path / "p@2019", "p", edition="2019")
    publication(tmp_path / "p", "p", edition="2026")
    publication(tmp_path / "p@2031", "p", edition="2031", status="draft")
    publication(tmp_path / "p@other", "another-plan", edition="other")
    publication(tmp_path / "q@2019", "p", edition="of another folder")
    (tmp_path / "p@empty").mkdir()
    (tmp_path / "p@file").touch()
    for named in (own, tmp_path / "p" / ".." / "p@2019"):
        found = editions_beside(named)
        assert [facts.edition for facts in found] == ["2019", "2026", "2031"]
