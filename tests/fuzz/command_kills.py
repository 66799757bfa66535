"""Kill commands beside ``run`` at random moments: what they write is the old state or the new.

``python -m tests.fuzz.command_kills 20 [COMMAND ...]`` ends each command that many times over a
small project, by SIGKILL, SIGTERM or SIGINT, and prints what came of it. After some kills the
command runs to its end: then everything is as if nothing had been killed.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pikepdf
import tomlkit

from tests.fuzz.kills import PATIENCE, SIGNALS, heed_interrupts, outlive
from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

Sums = dict[str, str]
BATCH = ["batch", "given", "--out", "corpus", "--jobs", "1"]
ADOPT = [
    "adopt", "small", "2026", "--title", "Small plan 2026-2030", "--adopted-by", "Second",
    "--adopted-on", "2026-06-30", "--source", "https://example.org/2", "--licence", "CC BY 4.0",
    "--jobs", "1",
]  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A command to kill.

    Attributes:
        words: the command.
        wholes: folders of which each is old or new at every moment.
        parts: folders of which each file is old or new at every moment.
        published: folders that are as their manifests say, or not there.
        begun: folders that are not there or not yet valid until the named file is: then new.
        finish: the commands that complete what a kill left; none: the command itself.
        every: after each so many kills they run.
    """

    words: Sequence[str]
    wholes: Sequence[str] = ()
    parts: Sequence[str] = ()
    published: Sequence[str] = ()
    begun: Sequence[tuple[str, str]] = ()
    finish: Sequence[Sequence[str]] = ()
    every: int = 5

    @property
    def watched(self) -> list[str]:
        """All folders that the command writes."""
        return [*self.wholes, *self.parts, *self.published, *(folder for folder, _ in self.begun)]


CASES = {
    "site": Case(["site", "--out", "site"], wholes=["site"]),
    "release": Case(["release", "--out", "dist"], parts=["dist"]),
    "batch": Case(
        BATCH,
        wholes=[f"corpus/plan{number}" for number in (1, 2, 3)],
        finish=[BATCH, ["check", "corpus"]],
    ),
    "monitor": Case(
        ["monitor", "filled.xlsx", "--plan", "small"],
        parts=["outputs/small/monitoring"],
        wholes=["sources"],
    ),
    "add": Case(
        ["add", "plan.pdf", "--id", "other", "--jobs", "1"],
        wholes=["sources/small", "outputs"],
        begun=[("sources/other", "plan.toml")],
    ),
    "adopt": Case(
        ADOPT,
        wholes=["sources/small"],
        published=["outputs/small", "outputs/small@first"],
        finish=[ADOPT, ["run", "small@first"], ["run", "small"]],
    ),
}


def make_base(folder: Path) -> Path:
    """Make a project with a published plan, its draft, a filled-in form and what was made of it."""
    project = make_project(folder / "base")
    pdf = small_pdf(project / "plan.pdf")
    (project / "given").mkdir()
    for seed in (1, 2, 3):
        small_pdf(project / "given" / f"plan{seed}.pdf", seed)
    _done(project, "add", pdf, "--id", "small")
    toml = project / "sources" / "small" / "plan.toml"
    with pikepdf.open(pdf) as same:
        same.docinfo["/Title"] = "A draft"
        same.save(toml.parent / "2026.pdf")
    document = tomlkit.parse(toml.read_text(encoding="utf-8"))
    card = {"title": "Small plan 2019-2025", "edition": "first", "adopted_by": "First"}
    document["source"].update(card)
    draft = '\n[editions.2026]\npdf = "2026.pdf"\nstatus = "draft"\n'
    toml.write_text(document.as_string() + draft, encoding="utf-8")
    _done(project, "run", "small")
    _done(project, "site", "--out", "site")
    _done(project, "release", "--out", "dist")
    # Another site and archives follow from here on.
    _done(project, "run", "small@2026")
    form = openpyxl.load_workbook(project / "outputs" / "small" / "monitoring.xlsx")
    _fill(form)
    form.save(project / "filled.xlsx")
    return project


def _fill(form: openpyxl.Workbook) -> None:
    for sheet in form.worksheets:
        for cells in sheet.iter_rows():
            heading = {cell.value: cell.column for cell in cells}
            if "status" in heading:
                for row in range(cells[0].row + 1, cells[0].row + 3):
                    sheet.cell(row, heading["status"], "completed")
                return
    raise AssertionError("no sheet has a column of states")


def _done(project: Path, *words: str | Path) -> None:
    done = planrows(project, *words)
    assert done.returncode == 0, (words, done.stderr)


def sums(folder: Path) -> Sums:
    """Return a checksum of the content of each file; manifests hold the times of runs."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(_content(path)).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def _content(path: Path) -> bytes:
    """Return the bytes of a file; of a workbook the parts without the time when it was saved."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as workbook:
        parts = sorted(name for name in workbook.namelist() if name != "docProps/core.xml")
        return b"".join(workbook.read(name) for name in parts)


@dataclass
class Outcome:
    """What came of the kills of one command: counts by state, what was left, what must not be."""

    counts: Counter[str] = field(default_factory=Counter)
    left: int = 0
    faults: list[str] = field(default_factory=list)


class Target:
    """A command and the project that it is killed in."""

    def __init__(self, case: Case, base: Path, folder: Path) -> None:
        self.case, self.base = case, base
        self.project, self.temporary = folder / "project", folder / "tmp"
        self.temporary.mkdir(parents=True)
        self.before = {name: sums(base / name) for name in case.watched}
        self.reset()
        self._run(case.words)  # imports and stored results are ready from here on
        self.reset()
        begun = time.monotonic()
        self._run(case.words)
        self.usual = time.monotonic() - begun
        self.after = self._sums()

    def reset(self) -> None:
        """Make the project as it was."""
        if self.project.exists():
            shutil.rmtree(self.project)
        shutil.copytree(self.base, self.project)

    def _sums(self) -> dict[str, Sums]:
        return {name: sums(self.project / name) for name in self.case.watched}

    def _start(self, words: Sequence[str]) -> subprocess.Popen[str]:
        environment = {key: value for key, value in os.environ.items() if "PLANROWS" not in key}
        environment |= {
            "PLANROWS_PROJECT": str(self.project),
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.temporary),
        }
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words],
            cwd=self.project,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )

    def _run(self, words: Sequence[str]) -> tuple[int, str]:
        run = self._start(words)
        _, said = run.communicate(timeout=PATIENCE)
        return run.returncode, said

    def kill(self, share: float, number: signal.Signals) -> Iterator[str]:
        """Kill the command; yield what is wrong afterwards."""
        run = self._start(self.case.words)
        end = time.monotonic() + share * self.usual
        while run.poll() is None and time.monotonic() < end:
            time.sleep(0.002)
        run.send_signal(number)
        _, said = run.communicate(timeout=PATIENCE)
        if outlive(run.pid):
            yield "processes go on"
        if "Traceback" in said and "planrows" in said:
            yield f"it says {said!r}"
        if number is not signal.SIGKILL and any(self.temporary.iterdir()):
            yield f"stays after {number.name}: {[path.name for path in self.temporary.iterdir()]}"

    def state(self) -> Iterator[str]:
        """Yield the state of each folder: old, new or what it must not be."""
        for name, found in self._sums().items():
            old, new = self.before[name], self.after[name]
            marker = dict(self.case.begun).get(name)
            if found == new:
                yield "new"
            elif name in self.case.published and found == _listed(self.project / name):
                yield "as its manifest says"
            elif found == old or (marker and marker not in found):
                yield "old"
            elif name in self.case.parts:
                mixed = [f for f, s in found.items() if s not in (old.get(f), new.get(f))]
                yield f"neither: {mixed}" if mixed and not all(map(_is_part, mixed)) else "between"
            else:
                yield f"neither: {name}: {_difference(found, old)} / {_difference(found, new)}"

    def finish(self) -> Iterator[str]:
        """Run to the end; yield what is wrong afterwards."""
        ended = [self._run(words) for words in self.case.finish or [self.case.words]]
        if ended[-1][0] != 0:
            yield f"the next one: exit {ended[-1][0]}: {ended[-1][1]}"
        yield from (
            f"in the end {name} is another: {_difference(found, self.after[name])}"
            for name, found in self._sums().items()
            if found != self.after[name]
        )
        debris = list(self.project.rglob(".*.new-*"))
        yield from (f"stays for ever: {path}" for path in [*debris, *self.temporary.iterdir()])


def _listed(folder: Path) -> Sums:
    """Return the checksums of a publication as its manifest lists them, and those of workbooks."""
    if not (folder / "manifest.json").exists():
        return {}
    listed = json.loads((folder / "manifest.json").read_bytes())["files"]
    for file in listed:
        if hashlib.sha256((folder / file["path"]).read_bytes()).hexdigest() != file["sha256"]:
            return {}
    return {
        name: sum_ for name, sum_ in sums(folder).items() if name in {f["path"] for f in listed}
    }


def _is_part(name: str) -> bool:
    """Whether a file is one under way, by its name."""
    return any(part.startswith(".") for part in Path(name).parts)


def _difference(one: Sums, other: Sums) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))[:5]


def kill_often(
    target: Target, kills: int, seed: int, say: Callable[[str], object] = lambda _: None
) -> Outcome:
    """Kill a command often, most often late in its course."""
    chance, outcome = random.Random(seed), Outcome()
    for turn in range(kills):
        target.reset()
        number = chance.choice(SIGNALS)
        share = chance.random() ** 0.5
        faults = list(target.kill(share, number))
        outcome.left += any(target.temporary.iterdir())
        states = list(target.state())
        outcome.counts[" + ".join(sorted({state.partition(":")[0] for state in states}))] += 1
        faults += [state for state in states if state.startswith("neither")]
        if turn % target.case.every == 0 or turn == kills - 1:
            faults += target.finish()
        outcome.faults += faults
        for fault in faults:
            say(f"kill {turn + 1} ({number.name} at {share:.2f}): {fault}")
    return outcome


def main() -> int:
    """Kill the commands and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=20)
    parser.add_argument("commands", nargs="*", metavar="COMMAND", help=", ".join(CASES))
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    faults = 0
    with tempfile.TemporaryDirectory(prefix="planrows-kills-") as folder:
        base = make_base(Path(folder))
        for name in given.commands or CASES:
            target = Target(CASES[name], base, Path(folder) / name)
            outcome = kill_often(target, given.kills, given.seed, lambda s: print(s, flush=True))
            counts = ", ".join(f"{key} {count}" for key, count in sorted(outcome.counts.items()))
            print(
                f"{name} ({target.usual:.1f} s): {counts}; {outcome.left} left something in the "
                f"temporary folder; {len(outcome.faults)} faults",
                flush=True,
            )
            faults += len(outcome.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
