"""Content and name are two things: one file under two names, one store, whatever came first."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pyarrow.parquet
import pytest

from tests.fuzz.classics import flate_bomb
from tests.pipeline.small_project import copy_of_project, planrows

NAMES = ("first-name.pdf", "second-name.pdf")
NAMING = (
    "manifest.json", "dictionary.md", "plan.json", "issues.json", "issues.sarif", "index.html",
    "datapackage.json", "provenance.jsonld", "plan.xlsx",
)  # fmt: skip
"""Files that name the one that was read."""
MACHINES: tuple[tuple[str, dict[str, str]], ...] = (
    ("1", {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
    ("3", {"TZ": "Etc/GMT+12", "LC_ALL": "tr_TR.UTF-8", "OPENBLAS_NUM_THREADS": "1",
           "OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}),
)  # fmt: skip
"""How many processes read pages, and the environment that they run in."""
OF_THE_RUN = {"published_at": "", "seconds": 0, "sha256": ""}
"""Fields of the manifest that hold times, and the hash over them."""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project that keeps nothing yet: its plan has one name, a file beside it the other."""
    folder = copy_of_project(tmp_path_factory, with_outputs=False)
    shutil.rmtree(folder / ".planrows")
    (folder / "given" / "small.pdf").rename(folder / "given" / NAMES[1])
    source = folder / "sources/small"
    (source / "plan.pdf").rename(source / NAMES[0])
    settings = source / "plan.toml"
    text = settings.read_text(encoding="utf-8").replace('"plan.pdf"', f'"{NAMES[0]}"')
    settings.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def known(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same project after a run under the plan's own name."""
    folder = shutil.copytree(base, tmp_path_factory.mktemp("known") / "project")
    publish(folder, NAMES[0])
    return folder


def publish(project: Path, name: str, *more: str | Path) -> Path:
    """Publish the file under a name, and return the folder."""
    given = ("--pdf", project / "given" / name) if name != NAMES[0] else ()
    done = planrows(project, "run", "small", "--jobs", "1", *given, *more)
    assert done.returncode == 0, done.stderr
    return project / "outputs/small"


def texts(path: Path) -> Iterator[bytes]:
    """Give all that a file holds, packed or not."""
    yield path.read_bytes()
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    if path.suffix == ".parquet":
        table = pyarrow.parquet.read_table(path)
        yield str((table.schema.metadata, table.to_pylist())).encode()


def naming(folder: Path, name: str) -> set[str]:
    """Return the published files in which a name stands."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and any(name.encode() in text for text in texts(path))
    }


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1]], ids=["own first", "other first"])
def test_each_publication_names_its_own_file(
    known: Path, tmp_path: Path, order: tuple[str, str]
) -> None:
    project = tmp_path / "project"
    shutil.copytree(known, project)
    for name in (*order, order[0]):
        folder = publish(project, name)
        other = next(each for each in NAMES if each != name)
        assert naming(folder, other) == set(), name
        assert naming(folder, name) >= set(NAMING), name
        assert json.loads((folder / "manifest.json").read_bytes())["source"]["file"] == name


def test_a_name_makes_no_page_read_again(known: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(known, project)
    done = planrows(project, "run", "small", "--pdf", project / "given" / NAMES[1])
    assert "kept: extract, normalize, link, issues, check" in done.stdout


def test_nothing_that_is_kept_holds_a_name_or_a_path(base: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(base, project)
    publish(project, NAMES[1])
    told = [*NAMES, str(project), "small"]
    for path in (project / ".planrows" / "objects").glob("*/*"):
        data = path.read_bytes()
        assert [name for name in told if name.encode() in data] == [], path.read_text()[:200]


def test_a_manifest_that_is_altered_is_written_anew(known: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(known, project)
    manifest = project / "outputs/small/manifest.json"
    whole = json.loads(manifest.read_bytes())
    manifest.write_text(json.dumps(whole | {"title": "Another"}), encoding="utf-8")
    publish(project, NAMES[0])
    assert json.loads(manifest.read_bytes()) | OF_THE_RUN == whole | OF_THE_RUN


def test_what_the_card_says_is_published_and_not_kept(known: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(known, project)
    settings = project / "sources/small/plan.toml"
    text = settings.read_text(encoding="utf-8")
    titles = ["A first title", "A second title"]
    for title in (*titles, titles[0]):
        told = re.sub(
            r"^title = .*$", f'title = "{title}"\nadopted_on = 2031-02-03', text, flags=re.M
        )
        settings.write_text(told, encoding="utf-8")
        folder = publish(project, NAMES[0])
        other = next(each for each in titles if each != title)
        assert naming(folder, other) == set()
        assert naming(folder, title) >= {"manifest.json", "dictionary.md", "plan.json"}
    kept = b"".join(path.read_bytes() for path in (project / ".planrows/objects").glob("*/*"))
    assert [told for told in (*titles, "2031-02-03") if told.encode() in kept] == []


def test_a_password_opens_a_file_and_is_not_kept(base: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(base, project)
    pdf = project / "given" / "locked.pdf"
    with pikepdf.open(project / "given" / NAMES[1]) as document:
        document.save(pdf, encryption=pikepdf.Encryption(owner="owner-word", user="user-word"))
    word = tmp_path / "word"
    word.write_text("user-word\n", encoding="utf-8")
    publish(project, pdf.name, "--password-file", word)
    files = [*(project / ".planrows").rglob("*"), *(project / "outputs").rglob("*")]
    told = [path for path in files if path.is_file() and b"user-word" in path.read_bytes()]
    assert told == []


def test_the_machine_and_its_settings_leave_no_trace(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = []
    for number, (jobs, machine) in enumerate(MACHINES):
        project = tmp_path / f"project-{number}"
        shutil.copytree(base, project)
        with monkeypatch.context() as patch:
            for name, value in machine.items():
                patch.setenv(name, value)
            folder = publish(project, NAMES[0], "--jobs", jobs)
        files = {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        manifest = json.loads(files.pop(Path("manifest.json")))
        published.append((files, manifest | OF_THE_RUN))
    assert published[0] == published[1]


def test_another_engine_that_reads_pictures_reads_anew(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    shutil.copytree(base, project)
    engine = tmp_path / "bin" / "tesseract"
    engine.parent.mkdir()
    engine.write_text("#!/bin/sh\nexit 1\n")
    engine.chmod(0o755)
    monkeypatch.setenv("PATH", str(engine.parent), prepend=os.pathsep)
    monkeypatch.setenv("TESSDATA_PREFIX", str(engine.parent))
    publish(project, NAMES[0])
    assert "extract    kept" in planrows(project, "run", "small", "--explain").stdout
    (engine.parent / "fra.traineddata").write_bytes(b"")
    changed = planrows(project, "run", "small", "--explain").stdout
    assert "extract    runs: changed: setting OCR" in changed


def test_a_page_that_was_not_read_is_tried_by_the_next_run(base: Path, tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(base, project)
    pdf = project / "given" / NAMES[1]
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        bomb = pikepdf.new()
        bomb.add_blank_page()
        flate_bomb(bomb)
        document.pages.append(bomb.pages[0])
        document.save(pdf)
    folder = publish(project, NAMES[1], "--allow-loss")
    ledger = json.loads((folder / "manifest.json").read_bytes())["ledger"]
    assert [page["note"][:8] for page in ledger if page["note"]] == ["not read"]
    for name in ("run", "again"):
        done = planrows(project, "run", "small", "--pdf", pdf, "--allow-loss")
        assert done.returncode == 0, done.stderr
        assert "the results have not changed: extract ran" in done.stdout, name
