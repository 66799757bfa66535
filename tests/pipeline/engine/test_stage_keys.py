"""A stage's key: of all code that the stage loads, and of no other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from extract.system.guard import PACKAGES
from pipeline.engine.import_closure import ImportClosure
from pipeline.engine.installed_versions import Installed
from pipeline.engine.runner import Code, Stage
from pipeline.engine.store import Store
from tests.pipeline.small_project import ROOT, copy_of_project

STAGES = (
    "extract", "fit of the settings", "normalize", "sentences", "link", "links of texts",
    "issues", "issues of print",
    "check", "check of matrix", "publish", "draw",
)  # fmt: skip
CLOSURES = ImportClosure()
MACHINERY = {
    *(name for name, _ in CLOSURES.of(["pipeline.engine.runner"]).files),
    "pipeline/flow/stages.py", "pipeline/flow/publishing.py", "pipeline/validate/checker.py",
    "pipeline/engine/beside.py",
}  # fmt: skip
"""Runs any stage: it gives the stages what their keys hold, and keeps the results."""
REFUSING = {"pipeline/validate/gate.py", "pipeline/terminal.py"}
"""Runs while the last stage waits for the check: it stops that stage, and gives it nothing."""
STARTING = {"extract/runtime/fork_server.py", "extract/system/search_path.py"}
"""Starts the process that checks: where it looks for modules, and that no interrupt reaches it."""


KNOWN = {
    "extract/libraries.py": "imports a library by its name, when a stand-in for it is used",
    "extract/runtime/fork_server.py": "imports what it, or the module that calls it, names",
    "pipeline/engine/runner.py": "imports the type of a result, which is in the stage's key",
    "pipeline/engine/preimport.py": "imports libraries that stages import by themselves",
}
"""Modules that load what they do not name, and why that is in the keys all the same."""


PLAN = "asean-pcrve-2019-2025"
DISTINCT = "tuple(dict.fromkeys(m.body_id for m in mentions if m.body_id is not None))"
BACKWARDS = "tuple(dict.fromkeys(m.body_id for m in [*mentions][::-1] if m.body_id is not None))"


class Looked(NamedTuple):
    """What was seen of a stage.

    Attributes:
        stages: all stages of the run, by name.
        loaded: modules that were loaded while it ran, in any of its processes.
        ran: files of ours of which a function ran, in its own process.
        opened: other files of our packages that were read, in any of its processes.
    """

    stages: Mapping[str, Stage[Any]]
    loaded: frozenset[str]
    ran: frozenset[str]
    opened: frozenset[str]


def look(project: Path, stage: str, log: Path) -> Looked:
    """Run a stage in a process of its own, and see what it loads."""
    path = os.pathsep.join((str(ROOT / "tests/pipeline/noting"), str(ROOT)))
    done = subprocess.run(
        [sys.executable, "-m", "tests.pipeline.noting", str(project), stage],
        env={**os.environ, "PYTHONPATH": path, "NOTE_ROOT": str(ROOT), "NOTE_LOG": str(log)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = log.read_text(encoding="utf-8").splitlines()
    made = [json.loads(line.partition(" ")[2]) for line in lines if line.startswith("stage ")]
    stages = {m[0]: Stage[Any](m[0], m[1], tuple(m[2]), tuple(m[3])) for m in made}
    within = lines[lines.index("begin") : lines.index("end")] if "begin" in lines else []
    noted = [line.partition(" ") for line in within]
    return Looked(
        stages,
        frozenset(file for kind, _, name in noted if kind == "module" for file in file_of(name)),
        frozenset(name for kind, _, name in noted if kind == "ran" and name.startswith(PACKAGES)),
        frozenset(name for kind, _, name in noted if kind == "file"),
    )


def file_of(module: str) -> list[str]:
    """Return a module's file; none where there is none: a name was looked for in vain."""
    stem = module.replace(".", "/")
    return [name for name in (f"{stem}.py", f"{stem}/__init__.py") if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_project(tmp_path_factory)


@pytest.fixture(scope="module")
def stages(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Stage[Any]]:
    """All stages of a run from nothing, whatever declares them."""
    folder = tmp_path_factory.mktemp("nothing")
    shutil.copytree(project / "sources", folder / "sources")
    return look(folder, "", folder / "log").stages


def files_of(stage: Stage[Any]) -> frozenset[str]:
    closure = CLOSURES.of(stage.modules, stage.dispatchers)
    return frozenset(name for name, _ in closure.files)


@pytest.mark.parametrize("name", STAGES)
def test_a_key_holds_all_that_the_stage_loads(name: str, project: Path, tmp_path: Path) -> None:
    seen = look(project, name, tmp_path / "log")
    held = files_of(seen.stages[name])
    assert seen.ran
    assert seen.loaded - held == set()
    assert seen.opened - held == set()
    assert seen.ran - held - MACHINERY - REFUSING - STARTING == set()


def test_all_stages_are_looked_at(stages: Mapping[str, Stage[Any]]) -> None:
    tables = {name for name in stages if name.startswith("check of ")}
    assert set(stages) == {*STAGES, *tables}
    # All tables are checked by the same code.
    assert len({stages[name].entry + stages[name].dispatchers for name in tables}) == 1


def test_a_byte_changes_the_keys_of_the_stages_that_may_load_it(
    stages: Mapping[str, Stage[Any]], tmp_path: Path
) -> None:
    looked_at = [stages[name] for name in STAGES]
    held = {stage.name: files_of(stage) for stage in looked_at}
    contents = {
        path: path.read_bytes() for name in set().union(*held.values()) for path in [ROOT / name]
    }
    store, installed = Store(tmp_path), Installed()

    def keys(changed: Path | None) -> dict[str, str]:
        def read(path: Path) -> bytes:
            data = contents.get(path) or path.read_bytes()
            return data + b"#" if path == changed else data

        code = Code(ImportClosure(store, read=read), installed)
        return {stage.name: code.parts(stage)["code"] for stage in looked_at}

    before = keys(None)
    for path in sorted(contents):
        after = keys(path)
        name = path.relative_to(ROOT).as_posix()
        changed = {stage for stage in before if before[stage] != after[stage]}
        assert changed == {stage for stage in before if name in held[stage]}, name


def test_a_stage_is_not_held_up_by_the_code_of_others(stages: Mapping[str, Stage[Any]]) -> None:
    def stages_with(file: str) -> set[str]:
        return {name for name in STAGES if file in files_of(stages[name])}

    of_link = {"link", "links of texts"}
    of_issues = {"issues", "issues of print"}
    shown = {"publish", "draw"}
    assert stages_with("link/roles.py") == {*of_link, "check", "publish"}
    assert stages_with("normalize/bodies/lists.py") == {"normalize"}
    assert stages_with("link/texts/kinds.py") == of_link
    assert stages_with("expectations/rules/references.py") >= of_issues
    assert "extract" not in stages_with("pipeline/config/source_card.py")
    assert stages_with("pipeline/publish/html/web/report.html.j2") == {"publish"}
    assert stages_with("pipeline/publish/html/web/built/report.js") == {"publish"}
    assert stages_with("pipeline/publish/html/web/built/explore.js") <= shown
    assert stages_with("pipeline/publish/html/web/src/main.ts") == set()


def test_nothing_is_loaded_that_the_source_does_not_name() -> None:
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
    ]
    unclear = {what.partition(": ")[0] for what in CLOSURES.of(names).unclear}
    assert unclear == set(KNOWN)


def copied(tree: Path, sources: Path) -> Path:
    """Copy our code to a folder, and plans beside it."""
    leave = shutil.ignore_patterns("__pycache__", "node_modules")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=leave)
    shutil.copytree(sources, tree / "sources")
    return tree


def run(tree: Path, plan: str, *more: str) -> str:
    """Run a copy of our code on a plan; return what it says."""
    done = subprocess.run(
        [sys.executable, "-m", "pipeline", "run", plan, "--jobs", "1", *more],
        env={**os.environ, "PYTHONPATH": str(tree), "PLANROWS_PROJECT": str(tree)},
        cwd=tree,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def alter(tree: Path, file: str, old: str, new: str) -> None:
    source = (tree / file).read_text(encoding="utf-8")
    assert source.count(old) == 1
    (tree / file).write_text(source.replace(old, new), encoding="utf-8")


def published_anew(tree: Path, plan: str, file: str) -> None:
    """Run what was altered: a rerun publishes what a run from nothing does."""
    path = tree / "outputs" / plan / file
    before = path.read_bytes()
    said = run(tree, plan)
    again = path.read_bytes()
    assert "kept: extract, normalize" in said
    assert again != before
    run(tree, plan, "--no-cache")
    assert again == path.read_bytes()
    assert "no stage ran" in run(tree, plan)


def test_altered_code_is_run_anew(project: Path, tmp_path: Path) -> None:
    tree = copied(tmp_path, project / "sources")
    shutil.copytree(project / ".planrows", tree / ".planrows")
    run(tree, "small")
    assert "no stage ran" in run(tree, "small")
    alter(tree, "link/plan_json.py", 'area.number_printed if area else ""', '"another"')
    published_anew(tree, "small", "plan.json")


@pytest.mark.slow
def test_bodies_in_another_order_are_published_anew(tmp_path: Path) -> None:
    tree = copied(tmp_path, ROOT / "sources")
    run(tree, PLAN)
    alter(tree, "link/roles.py", DISTINCT, BACKWARDS)
    published_anew(tree, PLAN, "matrix.csv")
