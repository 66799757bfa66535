"""A publication is described from its source card, its issues and its files."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from expectations.model import Issue, IssueReport, Place
from extract.model import Span
from normalize.model import ExtraValue
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.model import Publication
from pipeline.publish.describe.csvw import csvw
from pipeline.publish.describe.datapackage import (
    datapackage,
    describe,
    licence,
    origin,
    package_name,
)
from pipeline.publish.describe.dictionary import dictionary
from pipeline.publish.describe.manifest import (
    file_sums,
    make_manifest,
    read_manifest,
    version_of,
)
from pipeline.publish.describe.provenance import provenance
from pipeline.publish.describe.sarif import sarif
from tests.pipeline.publish.editions import small_publication

CARD = SourceCard(id="River-Plan", title="Plan on Rivers.")


def published(**values: object) -> Publication:
    publication = small_publication()
    return replace(publication, card=publication.card.model_copy(update=values))


@pytest.mark.parametrize(
    ("note", "name", "path"),
    [
        ("Dataset: CC BY 4.0.", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "cc-by-nc-sa-3.0",
            "CC-BY-NC-SA-3.0",
            "https://creativecommons.org/licenses/by-nc-sa/3.0/",
        ),
        ("All rights reserved", "other", None),
    ],
)
def test_a_creative_commons_licence_is_recognised(note: str, name: str, path: str | None) -> None:
    found = licence(note)
    assert (found["name"], found.get("path"), found["title"]) == (name, path, note)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, ""),
        ({"adopted_by": "Meeting"}, "Adopted by the Meeting."),
        ({"adopted_on": datetime.date(2019, 11, 27)}, "Adopted on 2019-11-27."),
        ({"provenance": "Scanned."}, "Scanned."),
        (
            {"adopted_by": "Meeting", "adopted_on": datetime.date(2019, 1, 2), "provenance": "Set"},
            "Adopted by the Meeting on 2019-01-02. Set.",
        ),
    ],
)
def test_the_origin_says_what_is_known(values: dict[str, object], words: str) -> None:
    card = CARD.model_copy(update=values)
    assert origin(card) == words
    assert describe(card) == f"Plan on Rivers, row by row as printed. {words}".strip()


def test_the_name_of_a_package_holds_its_edition() -> None:
    assert package_name(CARD) == "river-plan"
    assert package_name(CARD.model_copy(update={"edition": "2024"})) == "river-plan.2024"


def test_what_a_card_does_not_say_is_left_out(tmp_path: Path) -> None:
    sums: dict[str, Any] = {}

    class Sums(dict[str, Any]):
        def __missing__(self, path: str) -> Any:
            return file_sums(tmp_path)[0]

    (tmp_path / "a.csv").write_text("a\n", encoding="utf-8")
    sums = Sums()
    full = published(licence="CC BY 4.0", publisher="Secretariat", adopted_by="Meeting")
    bare = published(licence="", publisher="", adopted_by="")
    assert datapackage(full, sums)["licenses"][0]["name"] == "CC-BY-4.0"
    assert "licenses" not in datapackage(bare, sums)
    assert datapackage(full, sums)["contributors"][0]["title"] == "Secretariat"
    assert datapackage(bare, sums)["contributors"][0]["title"] == "river-plan"
    adopted = published(publisher="", adopted_by="Meeting")
    assert datapackage(adopted, sums)["contributors"][0]["title"] == "Meeting"
    assert csvw(full)["dc:publisher"] == "Secretariat"
    assert csvw(adopted)["dc:publisher"] == "Meeting"
    assert "Licence: CC BY 4.0" in dictionary(full)
    assert "Licence:" not in dictionary(bare)


def test_provenance_names_a_publisher_only_where_one_is_known() -> None:
    def labels(publication: Publication) -> dict[str, Any]:
        manifest = make_manifest(publication, ())
        return {entry["@id"]: entry for entry in provenance(publication, manifest, ())["@graph"]}

    full = labels(published(publisher="", adopted_by="Meeting", provenance="Scanned"))
    agent = full["urn:planrows:river-plan:publisher"]
    assert agent["label"] == "Meeting"
    source = next(e for e in full.values() if "prov:PrimarySource" in e["@type"])
    assert source["attributedTo"] == agent["@id"]
    assert source["dcterms:provenance"] == "Scanned"
    bare = labels(published(publisher="", adopted_by="", provenance=""))
    assert "urn:planrows:river-plan:publisher" not in bare
    source = next(e for e in bare.values() if "prov:PrimarySource" in e["@type"])
    assert not {"attributedTo", "dcterms:provenance"} & set(source)
    stages = [e for e in full.values() if e["@type"] == "prov:Activity"]
    assert ["used" in stage for stage in stages] == [True, False, False, False, False]
    assert stages[1]["informedBy"] == stages[0]["@id"]


def issue(*places: Place, **values: object) -> Issue:
    return Issue.model_validate(
        {"issue_id": "misprint-12345678", "rule": "misprint", "severity": "warning",
         "message": "m", "suggestion": "s", "places": places, "ground": "g"} | values
    )  # fmt: skip


def place(**values: object) -> Place:
    return Place.model_validate(
        {"table": "activities", "record_id": "act-1", "field": "activity", "text": "t",
         "printed": "", "area_id": None, "span": None} | values
    )  # fmt: skip


def result_of(found: Issue) -> dict[str, Any]:
    publication = replace(small_publication(), report=IssueReport(issues=(found,)))
    (result,) = sarif(publication.report.issues, publication.source)["runs"][0]["results"]
    return dict(result)


def test_a_sarif_result_holds_its_places() -> None:
    span = Span(page=2, bbox=(1, 2, 3, 4))
    result = result_of(issue(place(printed="word", span=span), place(record_id="act-2"), place()))
    (first,) = result["locations"]
    assert first["properties"] == {"page": 2, "box": [1, 2, 3, 4]}
    assert first["message"] == {"text": "word"}
    assert [related["id"] for related in result["relatedLocations"]] == [1, 2]
    assert not {"message", "properties"} & set(result["relatedLocations"][0])
    assert "relatedLocations" not in result_of(issue(place()))
    assert result["level"] == "warning"


def test_a_decided_issue_is_suppressed_and_says_why() -> None:
    assert "suppressions" not in result_of(issue(place()))
    decided = {
        "decision": "accept", "decided_by": "Ana", "decision_date": "2025-01-02",
        "decision_note": "known",
    }  # fmt: skip
    (why,) = result_of(issue(place(), **decided))["suppressions"]
    assert why["justification"] == "accept: known (Ana, 2025-01-02)"
    corrected = decided | {"decision": "correct", "decision_value": "word"}
    (why,) = result_of(issue(place(), **corrected))["suppressions"]
    assert why["justification"] == "correct “word”: known (Ana, 2025-01-02)"


def test_sums_are_of_published_files_alone(tmp_path: Path) -> None:
    for name in ("b.csv", "parquet/a.parquet", "monitoring/filled.xlsx", "manifest.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "b.csv")
    assert [file.path for file in file_sums(tmp_path)] == ["b.csv", "parquet/a.parquet"]
    assert file_sums(tmp_path)[0].bytes == len("b.csv")
    assert read_manifest(tmp_path) is None


def test_the_dictionary_has_a_title_and_the_rule_of_formulas() -> None:
    text = dictionary(published(short_title="Rivers"))
    assert text.startswith("# Rivers: data dictionary\n")
    assert dictionary(published(short_title="", title="Plan")).startswith("# Plan: data dictionary")
    assert "(OWASP, *CSV Injection*)" in text
    assert "``" not in text
    assert ":func:" not in text


def test_a_manifest_names_the_libraries_that_shaped_the_data_and_planrows_apart() -> None:
    manifest = make_manifest(small_publication(), ())
    assert manifest.planrows == version_of("planrows")
    assert "planrows" not in manifest.versions
    assert {"xlsxwriter", "pyarrow"} <= set(manifest.versions)
    assert manifest.versions["xlsxwriter"] == version_of("xlsxwriter") != ""
    assert version_of("no-such-distribution") == ""


def test_a_printed_label_is_no_markup_of_the_dictionary() -> None:
    made = small_publication()
    plan = made.linked.plan.model_copy(
        update={
            "rows": tuple(
                row.model_copy(update={"extra": (ExtraValue(column="indicator", text="x"),)})
                for row in made.linked.plan.rows
            ),
            "extra_columns": ("indicator",),
            "column_labels": (ExtraValue(column="indicator", text="*A* | [b](c)"),),
        }
    )
    linked = made.linked.model_copy(update={"plan": plan})
    text = dictionary(Publication.of(made.card, linked, made.report, None, made.report.records()))
    lines = {line.split("|")[1].strip(): line for line in text.splitlines() if line[:1] == "|"}
    assert "*A*" not in lines["`indicator`"]
    assert "[b](c)" not in lines["`indicator`"]
    # What planrows says of its own columns is written as it is.
    assert "(refers to areas.area_id)" in lines["`area_id`"]
    assert "(refers to bodies.body_id)" in lines["`parent_id`"]
