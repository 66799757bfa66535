"""What a run does with the last publication: leave it, replace it, or stop."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest

from link.rows import MatrixRecord
from pipeline.errors import LossyChangeError
from pipeline.publish.core.errors import BrokenPublicationError
from pipeline.publish.core.model import ALL_FORMATS, MANIFEST, PDF, Publication
from pipeline.publish.describe.manifest import file_sums, make_manifest, read_manifest
from pipeline.publish.stage import is_current, publish
from pipeline.publish.writers import write_files
from tests.pipeline.publish.editions import small_publication

NOW = "2026-01-01T00:00:00+00:00"


@pytest.fixture
def out(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A publication, as of long ago."""
    request.getfixturevalue("few_files")
    folder = tmp_path / "plan"
    publish(small_publication(), folder)
    manifest = read_manifest(folder)
    assert manifest is not None
    dated = manifest.model_copy(update={"published_at": NOW})
    sound = dated.model_copy(update={"sha256": dated.own_sha256})
    (folder / MANIFEST).write_text(sound.model_dump_json(), encoding="utf-8")
    return folder


def is_left_alone(out: Path, publication: Publication | None = None) -> bool:
    return publish(publication or small_publication(), out).published_at == NOW


def test_the_same_publication_is_left_alone(out: Path) -> None:
    approved: list[None] = []
    assert publish(small_publication(), out, lambda: approved.append(None)).published_at == NOW
    assert len(approved) == 1
    (out / "notes.txt").touch()
    assert is_left_alone(out)


def retitle(out: Path) -> None:
    manifest = json.loads((out / MANIFEST).read_text("utf-8"))
    (out / MANIFEST).write_text(json.dumps({**manifest, "seconds": 7.5}), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda out: (out / "areas.csv").write_text("x", encoding="utf-8"),
        lambda out: (out / "areas.csv").unlink(),
        lambda out: (out / MANIFEST).write_text("{", encoding="utf-8"),
        # Somebody wrote into the manifest: its own hash does not hold any more.
        retitle,
    ],
)
def test_a_publication_that_somebody_changed_is_written_anew(out: Path, change: object) -> None:
    before = file_sums(out)
    assert callable(change)
    change(out)
    if read_manifest(out) is None:
        (out / MANIFEST).write_text('{"files": []}', encoding="utf-8")
        for file in before:
            (out / file.path).unlink()
    assert not is_left_alone(out)
    assert file_sums(out) == before


def test_another_publication_replaces_the_last_one(out: Path) -> None:
    made = small_publication()
    other = dataclasses.replace(made, card=made.card.model_copy(update={"title": "Another"}))
    assert not is_left_alone(out, other)
    assert "Another" in (out / "plan.json").read_text("utf-8")


def led_by(bodies: str) -> Publication:
    """Return the publication with the same lead bodies in each row."""
    made = small_publication()
    rows = [row for row in made.records["matrix"] if isinstance(row, MatrixRecord)]
    led = [row.model_copy(update={"lead_bodies": bodies}) for row in rows]
    return dataclasses.replace(made, records={**made.records, "matrix": tuple(led)})


@pytest.mark.parametrize("is_accepted", [True, False])
def test_a_loss_is_published_only_if_it_is_accepted(out: Path, is_accepted: bool) -> None:
    before = file_sums(out)
    if is_accepted:
        (accepted,) = publish(led_by(""), out, accept_change=True).accepted_changes
        assert accepted.losses == ("lead_bodies: filled in 0 of 4 rows, previously in 2 of 4",)
        return
    with pytest.raises(LossyChangeError, match="lead_bodies: filled in 0 of 4 rows"):
        publish(led_by(""), out)
    assert file_sums(out) == before


def test_what_fails_its_check_is_not_published(out: Path) -> None:
    before = file_sums(out)
    with pytest.raises(BrokenPublicationError, match=r"nothing published: .*'NOBODY' is not in"):
        publish(led_by("NOBODY"), out)
    assert file_sums(out) == before


@pytest.mark.parametrize(
    ("names", "is_whole"), [(("a", "b"), True), (("a", "b", "more"), True), (("a",), False)]
)
def test_a_folder_is_current_with_all_files_of_its_manifest(
    tmp_path: Path, names: tuple[str, ...], is_whole: bool
) -> None:
    for folder in ("whole", "found"):
        (tmp_path / folder).mkdir()
    for folder, of in (("whole", ("a", "b")), ("found", names)):
        for name in of:
            (tmp_path / folder / name).write_text(name, encoding="utf-8")
    manifest = make_manifest(small_publication(), file_sums(tmp_path / "whole"))
    assert is_current(tmp_path / "found", manifest) is is_whole
    (tmp_path / "found" / "a").write_text("changed", encoding="utf-8")
    assert not is_current(tmp_path / "found", manifest)


@pytest.mark.parametrize("is_allowed", [True, False])
@pytest.mark.parametrize("is_there", [True, False])
def test_the_pdf_is_published_where_its_card_allows_it(
    tmp_path: Path, is_allowed: bool, is_there: bool
) -> None:
    (tmp_path / "source.pdf").write_bytes(b"%PDF")
    (tmp_path / "out").mkdir()
    made = small_publication()
    publication = dataclasses.replace(
        made, card=made.card.model_copy(update={"publish_pdf": is_allowed}), formats=(),
        pdf=tmp_path / "source.pdf" if is_there else None,
    )  # fmt: skip
    write_files(publication, tmp_path / "out")
    assert (tmp_path / "out" / PDF).is_file() is (is_allowed and is_there)
    assert not (tmp_path / "out" / "plan.sqlite").exists()


def test_a_manifest_names_its_formats_only_where_some_are_left_out() -> None:
    made = small_publication()
    assert "formats" not in make_manifest(made, ()).model_dump(mode="json")
    some = dataclasses.replace(made, formats=ALL_FORMATS[:1])
    assert make_manifest(some, ()).model_dump(mode="json")["formats"] == [ALL_FORMATS[0]]
