"""What plans ask of bodies, and how datasets are cited."""

from __future__ import annotations

import csv
import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.site.bodies import all_bodies
from pipeline.site.citation import bibtex, citation
from pipeline.site.publications import Publication, read_publications

Row = tuple[str, ...]


@pytest.fixture(scope="module")
def like(outputs: Path) -> Publication:
    return read_publications(outputs)[1]


def write(path: Path, header: Row, rows: Sequence[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def with_bodies(
    like: Publication, folder: Path, bodies: Sequence[Row], roles: Sequence[Row] = ()
) -> Publication:
    folder.mkdir()
    write(folder / "bodies.csv", ("body_id", "acronym", "name", "kind"), bodies)
    write(folder / "body_roles.csv", ("body_id", "role", "scope", "scope_id"), roles)
    return dataclasses.replace(like, folder=folder)


def test_a_body_s_rows_areas_and_mentions_are_counted_once_each(
    like: Publication, tmp_path: Path
) -> None:
    roles = [
        ("A", "lead", "row", "row-1"),
        ("A", "lead", "row", "row-1"),
        ("A", "lead", "row", "row-2"),
        ("A", "lead", "output", "out-1"),  # that of a row that it leads
        ("A", "relevant", "area", "area-1"),
        ("A", "relevant", "row", "row-1"),
        ("A", "mentioned", "row", "row-9"),
        ("A", "mentioned", "block", "block-1"),
        ("B", "lead", "row", "row-3"),
        ("", "lead", "row", "row-4"),
    ]
    made = with_bodies(like, tmp_path / "p", [("A", "A", "Board A", "annex")], roles)
    (entry,) = all_bodies([made])
    (duties,) = entry.duties
    assert (duties.leads, duties.relevant, duties.mentioned, duties.kind) == (2, 1, 2, "annex")


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (("X", "a.b.", "the BOARD", "external"), 1),
        (("X", "AB", "Other board", "external"), 2),
        (("X", "AC", "The Board", "external"), 2),
    ],
    ids=["but for case and marks", "another name", "another acronym"],
)
def test_two_plans_mean_one_body_if_acronym_and_name_agree(
    like: Publication, tmp_path: Path, other: Row, count: int
) -> None:
    first = with_bodies(like, tmp_path / "p", [("AB", "AB", "The Board", "annex")])
    second = with_bodies(like, tmp_path / "q", [other])
    entries = all_bodies([first, second])
    assert len(entries) == count
    assert [len(entry.duties) for entry in entries] == [2 // count] * count


def test_bodies_are_in_the_order_of_what_they_are_called(like: Publication, tmp_path: Path) -> None:
    bodies = [
        ("Z", "Z", "First", ""),
        ("M", "", "Middle", ""),
        ("B", "B", "Second", ""),
        ("B2", "B", "Another", ""),
        ("only-id", "", "", ""),
    ]
    entries = all_bodies([with_bodies(like, tmp_path / "p", bodies)])
    assert [(entry.acronym, entry.name) for entry in entries] == [
        ("B", "Another"), ("B", "Second"), ("", "Middle"), ("", "only-id"), ("Z", "First"),
    ]  # fmt: skip


def test_a_table_that_cannot_be_read_is_named(like: Publication, tmp_path: Path) -> None:
    made = with_bodies(like, tmp_path / "p", [])
    (made.folder / "bodies.csv").unlink()
    with pytest.raises(UsageError, match=r"bodies\.csv: cannot be read"):
        all_bodies([made])


@pytest.mark.parametrize("edition", ["", "2026"])
def test_a_citation_names_an_edition_only_if_there_is_one(like: Publication, edition: str) -> None:
    manifest = like.manifest.model_copy(update={"edition": edition})
    made = dataclasses.replace(like, manifest=manifest)
    assert (", edition 2026." in citation(made)) is bool(edition)
    assert ("Edition 2026. Dataset" in bibtex(made)) is bool(edition)
    assert ("dition" in citation(made) + bibtex(made)) is bool(edition)


def test_titles_are_escaped_for_bibtex(like: Publication) -> None:
    manifest = like.manifest.model_copy(update={"title": r"Rivers & 5 % of \x_{y}"})
    made = bibtex(dataclasses.replace(like, manifest=manifest))
    assert r"title = {{Rivers \& 5 \% of \textbackslash{}x\_\{y\}}}" in made
