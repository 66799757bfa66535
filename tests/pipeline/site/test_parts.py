"""Parts of a site by themselves: order of editions, documents, types, and what is refused."""

from __future__ import annotations

import dataclasses
import json
import shutil
from pathlib import Path

import pytest
from defusedxml.ElementTree import fromstring

from pipeline.errors import UsageError
from pipeline.publish.core.model import PDF, FileSum, Manifest
from pipeline.site.archive import _start
from pipeline.site.command import release_command, site_command
from pipeline.site.comparisons import Comparison
from pipeline.site.documents import document, inline
from pipeline.site.feed import ATOM, feed
from pipeline.site.metadata import catalogue, media_type, schema_org, script_json
from pipeline.site.pages import size
from pipeline.site.publications import Publication, editions_of, read_publications
from pipeline.site.stage import Site


@pytest.fixture(scope="module")
def publications(outputs: Path) -> dict[str, Publication]:
    return {each.name: each for each in read_publications(outputs)}


def edition(
    like: Publication, name: str, status: str = "adopted", years: tuple[int, ...] = ()
) -> Publication:
    manifest = like.manifest.model_copy(update={"status": status, "years": years, "plan": "p"})
    return dataclasses.replace(like, folder=like.folder.with_name(name), manifest=manifest)


def test_editions_are_in_the_order_in_which_they_hold(publications: dict[str, Publication]) -> None:
    like = publications["river-plan"]
    draft = edition(like, "draft", "draft", (2010,))
    later, now = edition(like, "later", years=(2030,)), edition(like, "now", years=(2020,))
    past = edition(like, "past", "superseded", (2040,))
    (found,) = editions_of([draft, later, past, now])
    assert [each.name for each in found] == ["past", "now", "later", "draft"]


def test_plans_are_read_with_their_latest_edition_first(outputs: Path) -> None:
    names = [each.name for each in read_publications(outputs)]
    assert names == ["hostile", "river-plan", "river-plan@2019"]


def test_a_changed_file_is_not_shown(publications: dict[str, Publication], tmp_path: Path) -> None:
    like = publications["river-plan"]
    assert like.text("matrix.csv")
    assert like.first_ref
    copy = Path(shutil.copytree(like.folder, tmp_path / "copy"))
    changed = dataclasses.replace(like, folder=copy)
    (copy / "matrix.csv").write_text("ref\nother\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"matrix.csv: differs from what was published"):
        changed.text("matrix.csv")
    (copy / "matrix.csv").unlink()
    with pytest.raises(UsageError, match="No such file"):
        changed.text("matrix.csv")


def with_paths(folder: Path, *paths: str, without: str = "") -> None:
    """Let a manifest name other files."""
    path = folder / "manifest.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["files"] = [file for file in values["files"] if file["path"] != without]
    values["files"] += [{"path": name, "bytes": 1, "sha256": "0" * 64} for name in paths]
    path.write_text(json.dumps(values), encoding="utf-8")


@pytest.mark.parametrize("path", ["../x.csv", "/x.csv", "a\\x.csv", "a/../x.csv", "x\u202e.csv"])
def test_a_file_outside_of_the_publication_is_refused(
    outputs: Path, tmp_path: Path, path: str
) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "p")
    with_paths(tmp_path / "p", path)
    with pytest.raises(UsageError, match="names a file outside of the folder"):
        read_publications(tmp_path)


def test_a_manifest_names_what_the_pages_show(outputs: Path, tmp_path: Path) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "p")
    with_paths(tmp_path / "p", without="report.html")
    with pytest.raises(UsageError, match=r"does not name report.html; publish the plan again"):
        read_publications(tmp_path)


def test_a_folder_that_no_address_can_name_is_refused(outputs: Path, tmp_path: Path) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "a plan")
    with pytest.raises(UsageError, match="its name cannot be part of an address"):
        read_publications(tmp_path)


def test_a_time_without_a_zone_is_none(outputs: Path, tmp_path: Path) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "p")
    path = tmp_path / "p" / "manifest.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    values["published_at"] = "2025-01-01T10:00:00"
    path.write_text(json.dumps(values), encoding="utf-8")
    with pytest.raises(UsageError, match="differs from what planrows publishes"):
        read_publications(tmp_path)


def test_what_is_still_there_has_not_changed(publications: dict[str, Publication]) -> None:
    like = publications["river-plan"]
    counts = {"matrix_rows": {"unchanged": 5, "added": 1200}, "areas": {"unchanged": 2}}
    assert Comparison(like, like, counts, ()).summaries == ["matrix rows: 1,200 added"]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a/b.csv", "text/csv"),
        ("a.sqlite", "application/vnd.sqlite3"),
        ("a.html", "text/html"),
        ("a.pdf", "application/pdf"),
        ("a.md", "text/markdown"),
        ("a.sarif", "application/sarif+json"),
        ("a.sig", "application/octet-stream"),
        ("a.unknown-kind", "application/octet-stream"),
    ],
)
def test_files_have_their_media_types(path: str, kind: str) -> None:
    assert media_type(path) == kind


def test_the_document_and_the_pages_are_no_forms_of_the_data(
    publications: dict[str, Publication],
) -> None:
    like = publications["river-plan"]
    archive = ("archives/river-plan.zip", 10, "0" * 64)
    described = json.loads(schema_org(like, archive, "../"))
    urls = [each["contentUrl"] for each in described["distribution"]]
    assert urls[0] == "../archives/river-plan.zip"
    assert "../data/river-plan/matrix.csv" in urls
    assert not [url for url in urls if url.endswith(("/index.html", "/report.html"))]
    years = like.manifest.years
    assert described["temporalCoverage"] == f"{years[0]}/{years[-1]}"
    # Without years and without a licence, nothing is said of them.
    bare = dataclasses.replace(
        like,
        manifest=like.manifest.model_copy(update={"years": ()}),
        package={key: value for key, value in like.package.items() if key != "licenses"},
    )
    described = json.loads(schema_org(bare, archive, "../"))
    assert "temporalCoverage" not in described
    assert "license" not in described
    turtle, _ = catalogue([bare], [archive])
    assert "PeriodOfTime" not in turtle
    assert "dcterms:license" not in turtle
    assert "PeriodOfTime" in catalogue([like], [archive])[0]


def test_json_in_a_page_ends_no_script() -> None:
    assert "<" not in script_json({"a": "</script>&"})
    assert json.loads(script_json({"a": "</script>&"})) == {"a": "</script>&"}


def test_a_document_has_a_title_and_anchors_of_its_sections() -> None:
    made = document("# Title *here*\n\nText\n\n## A part: one\n\n### Below\n\n## Two\n")
    assert made.title == "Title here"
    assert made.sections == (("s-a-part-one", "A part: one"), ("s-two", "Two"))
    assert '<h2 id="s-two">Two</h2>' in made.html
    assert "Title" not in made.html
    untitled = document("Text\n\n# Late\n")
    assert (untitled.title, untitled.sections) == ("", ())
    assert "Late" in untitled.html
    assert document("") == document("\n")


def test_tables_scroll_by_themselves_and_markup_is_text() -> None:
    made = document("| a | b |\n| - | - |\n| 1 | <b>2</b> |\n")
    assert 'class="wide"' in made.html
    assert "&lt;b&gt;2&lt;/b&gt;" in made.html
    assert inline("*a* <b>") == "<em>a</em> &lt;b&gt;"


def test_a_publication_is_called_by_what_it_has(publications: dict[str, Publication]) -> None:
    like = publications["river-plan@2019"]
    assert like.short_title == "River Plan 2019–2025 (2019)"
    untitled = dataclasses.replace(
        like,
        manifest=like.manifest.model_copy(update={"title": "\u202e", "edition": ""}),
        card=like.card.model_copy(update={"short_title": ""}),
    )
    assert (untitled.title, untitled.short_title) == ("river-plan@2019", "river-plan@2019")
    named = dataclasses.replace(untitled, manifest=like.manifest)
    assert named.short_title == f"{like.manifest.title} (2019)"
    assert [like.has_pdf, dataclasses.replace(like, manifest=with_pdf(like)).has_pdf] == [
        False, True,
    ]  # fmt: skip


def with_pdf(like: Publication) -> Manifest:
    pdf = FileSum(path=PDF, bytes=1, sha256="0" * 64)
    return like.manifest.model_copy(update={"files": (*like.manifest.files, pdf)})


@pytest.mark.parametrize("licences", [None, [], {}, "CC", ["CC"], [[]]])
def test_what_is_no_list_of_licences_names_none(
    publications: dict[str, Publication], licences: object
) -> None:
    like = publications["river-plan"]
    bare = dataclasses.replace(like, package={**like.package, "licenses": licences})
    assert bare.licence == {}
    assert bare.licence_address == ""
    assert "Licence: none is named" in "\n".join(_start(bare))
    assert f"Licence: {like.licence['title']}" in "\n".join(_start(like))


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ({"title": "CC BY", "path": "https://a.org/by/"}, "https://a.org/by/"),
        ({"title": "All rights reserved"}, "All rights reserved"),
        ({"title": "Odd", "path": "javascript:alert(1)"}, "Odd"),
    ],
)
def test_a_licence_is_told_by_its_address_or_its_title(
    publications: dict[str, Publication], licence: dict[str, str], said: str
) -> None:
    like = publications["river-plan"]
    made = dataclasses.replace(like, package={**like.package, "licenses": [licence]})
    described = json.loads(schema_org(made, ("archives/p.zip", 1, "0" * 64), "../"))
    assert described["license"] == said


@pytest.mark.parametrize("package", ["[]", '"text"'])
def test_a_description_of_another_kind_is_refused(
    outputs: Path, tmp_path: Path, package: str
) -> None:
    shutil.copytree(outputs / "river-plan", tmp_path / "p")
    (tmp_path / "p" / "datapackage.json").write_text(package, encoding="utf-8")
    with pytest.raises(UsageError, match="differs from what planrows publishes"):
        read_publications(tmp_path)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"), (1023, "1023 B"), (1024, "1 KiB"), (2**20 - 1, "1024 KiB"), (2**20, "1.0 MiB"),
        (3 * 2**19, "1.5 MiB"),
    ],
)  # fmt: skip
def test_sizes_are_told_in_words(count: int, said: str) -> None:
    assert size(count) == said


def test_editions_that_do_not_differ_say_so_in_the_feed(
    publications: dict[str, Publication],
) -> None:
    old, new = publications["river-plan@2019"], publications["river-plan"]
    same = {"matrix_rows": {"unchanged": 5}}
    changed = {"matrix_rows": {"removed": 1}}
    for counts, said in ((same, "Nothing has changed."), (changed, "matrix rows: 1 removed")):
        root = fromstring(feed([new], [Comparison(old, new, counts, ())]))
        texts = {summary.text for summary in root.iter(f"{{{ATOM}}}summary")}
        assert said in texts
        assert all(link.text is None for link in root.iter(f"{{{ATOM}}}link"))


class Asked:
    """What a site is asked to be made of, and where."""

    def __init__(self) -> None:
        self.folders: list[Path] = []

    def __call__(self, outputs: Path, out: Path) -> Site:
        self.folders = [outputs, out]
        return Site((), (), 0)


@pytest.mark.parametrize(
    ("folder", "out", "outputs", "made"),
    [
        (None, None, None, ["outputs", "site"]),
        ("www", None, None, ["outputs", "www"]),
        (None, "www", "plans", ["plans", "www"]),
        ("www", "www", None, ["outputs", "www"]),
    ],
)
def test_a_site_is_made_where_it_is_asked_for(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str | None,
    out: str | None,
    outputs: str | None,
    made: list[str],
) -> None:
    asked = Asked()
    monkeypatch.setattr("pipeline.site.stage.make_site", asked)
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    paths = [tmp_path / name if name else None for name in (folder, out, outputs)]
    told = site_command(*paths)
    assert asked.folders == [tmp_path / name for name in made]
    assert told["folder"] == str(asked.folders[1])
    with pytest.raises(UsageError, match="name one folder for the site"):
        site_command(tmp_path / "a", tmp_path / "b", None)


def test_archives_are_released_to_the_project_s_own_folder(
    outputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    monkeypatch.setattr("pipeline.site.archive.write_archive", lambda _, path: path.touch())
    shutil.copytree(outputs / "hostile", tmp_path / "outputs" / "hostile")
    assert release_command(None, None)["folder"] == str(tmp_path / "dist")
    assert (tmp_path / "dist" / "hostile.zip").is_file()
    told = release_command(tmp_path / "other", outputs)
    archives = told["archives"]
    assert isinstance(archives, dict)
    assert list(archives) == ["hostile.zip", "river-plan.zip", "river-plan@2019.zip"]
