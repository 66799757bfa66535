"""The manifest: what differs from the files is said, and which files it does not name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.publish.core.model import FORMAT_VERSION, PDF, FileSum
from pipeline.publish.forms.monitoring import MERGED
from pipeline.verify.contents import Contents
from pipeline.verify.own_manifest import added_files, compare_manifest
from tests.pipeline.verify.changed import with_card, with_manifest

MANIFEST_FACTS: dict[str, object] = {
    "plan": "lake-plan", "edition": "2", "status": "superseded", "years": (1999,),
    "title": "Forged", "format_version": "0.1", "planrows": "9.9",
}  # fmt: skip


@pytest.mark.parametrize("name", MANIFEST_FACTS)
def test_the_manifest_says_what_the_files_say(contents: Contents, name: str) -> None:
    changed = with_manifest(contents, **{name: MANIFEST_FACTS[name]})
    assert list(compare_manifest(changed)) == [
        "manifest.json: was changed (its own sha256 does not fit)",
        f"manifest.json: {name} is not that of the published files",
    ]


def test_a_manifest_of_another_format_may_name_other_files(contents: Contents) -> None:
    files = contents.manifest.files[1:]
    said = [
        p for p in compare_manifest(with_manifest(contents, files=files)) if "does not name" in p
    ]
    assert len(said) == 1
    other = with_manifest(contents, files=files, format_version="0.1")
    assert FORMAT_VERSION != "0.1"
    assert not any("does not name" in problem for problem in compare_manifest(other))


def test_the_card_names_the_pdf_that_was_read(contents: Contents) -> None:
    said = "plan.json: the source card is that of another PDF"
    for sha, is_said in (("", False), (contents.source.sha256, False), ("f" * 64, True)):
        assert (said in compare_manifest(with_card(contents, sha256=sha))) is is_said


def test_the_ledger_adds_up_page_by_page(contents: Contents) -> None:
    (page,) = contents.manifest.ledger
    adds, pages = (
        "manifest.json: the ledger of page 1 does not add up",
        "manifest.json: the pages of the ledger are not those of the source",
    )
    for changed, said in (
        (page.model_copy(update={"lost": 3}), {adds}),
        (page.model_copy(update={"lost": 3, "glyphs": page.glyphs + 3}), set()),
        (page.model_copy(update={"doubled": 2, "matrix": page.matrix + 2}), set()),
        (page.model_copy(update={"page": 2}), {pages}),
    ):
        found = set(compare_manifest(with_manifest(contents, ledger=(changed,))))
        assert found & {adds, pages} == said


def files_said(contents: Contents, *more: FileSum, without: str = "") -> list[str]:
    files = [file for file in contents.manifest.files if file.path != without]
    found = compare_manifest(with_manifest(contents, files=(*files, *more)))
    return [problem for problem in found if "sha256" not in problem]


def test_the_list_of_files_fits_the_folder(copied: Contents) -> None:
    first = copied.manifest.files[0]
    size = f"manifest.json: gives another size of {first.path} than it has"
    twice = "manifest.json: names a file twice, or itself"
    wrong = first.model_copy(update={"bytes": first.bytes + 1})
    assert files_said(copied) == []
    assert files_said(copied, wrong, without=first.path) == [size]
    assert files_said(copied, first) == [twice]
    itself = first.model_copy(update={"path": "manifest.json"})
    assert twice in files_said(copied, itself)
    (copied.folder / first.path).unlink()
    assert files_said(copied, wrong, without=first.path) == []
    # A file outside of the folder is not looked at.
    outside = FileSum(path=f"../{copied.folder.name}/areas.csv", bytes=1, sha256="0" * 64)
    assert not any("size" in problem for problem in files_said(copied, outside))


def test_a_pdf_beside_the_data_is_the_source(contents: Contents) -> None:
    said = f"{PDF}: is not the file that the manifest gives as the source"
    for sha, is_said in ((contents.manifest.source.sha256, False), ("f" * 64, True)):
        pdf = FileSum(path=PDF, bytes=1, sha256=sha)
        assert (said in files_said(contents, pdf)) is is_said


def make_file(folder: Path, name: str, content: bytes = b"x") -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)


def make_link(folder: Path, name: str, target: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(target)


FILLED = "monitoring/filled-2d711642.xlsx"
"""The name has the first digits of the SHA-256 of ``x``."""


@pytest.mark.parametrize(
    ("make", "added"),
    [
        (lambda folder: (folder / "empty").mkdir(), []),
        (lambda folder: make_file(folder, "more/notes.txt"), ["more/notes.txt"]),
        (lambda folder: make_link(folder, "areas", "/"), ["areas"]),
        (lambda folder: make_file(folder, f"monitoring/{MERGED}"), []),
        (lambda folder: make_file(folder, f"more/{MERGED}"), [f"more/{MERGED}"]),
        (
            lambda folder: make_link(folder, f"monitoring/{MERGED}", "../areas.csv"),
            [f"monitoring/{MERGED}"],
        ),
        (lambda folder: make_file(folder, FILLED), []),
        (lambda folder: make_file(folder, FILLED, b"y"), [FILLED]),
        (lambda folder: (folder / "manifest.json").unlink(), None),
    ],
)
def test_what_planrows_did_not_publish_is_named(
    copied: Contents, make: Callable[[Path], None], added: list[str] | None
) -> None:
    make(copied.folder)
    found = list(added_files(copied.folder))
    if added is None:
        assert "areas.csv" in found
    else:
        assert found == added
