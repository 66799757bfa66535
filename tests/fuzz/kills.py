"""Kill runs at random moments: what is published is always the old edition or the new, whole.

``python -m tests.fuzz.kills 200 --real 20`` ends ``planrows run`` over a folder that holds another
edition, most often while it publishes, and prints what came of it. Most runs are killed (SIGKILL,
nothing can be tidied up), the others asked to end (SIGTERM, SIGINT). The small plan is encrypted:
no decrypted copy may stay. Moments are drawn from a seed; what a run is doing then depends on the
machine.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pikepdf

from tests.pipeline.small_project import ROOT, make_project, planrows, small_pdf

REAL = "asean-pcrve-2019-2025"
EDITIONS = ("own", "next")
MOMENTS = ("anywhere", "publishing", "publishing", "swapping", "swapping")
"""From when on the moment of a kill is drawn; most often from near the change of folders."""
SIGNALS = (signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT)
ANEW = 0.3
"""Share of the runs that use no stored result, and so read the file."""
PASSWORD = "a secret"
PATIENCE = 240.0
"""Seconds that a run may take on a busy machine."""
SOLITUDE = 60.0
"""Seconds within which the processes that a killed run started must have ended by themselves."""


@dataclass
class Outcome:
    """What came of the kills.

    Attributes:
        counts: kills by moment and by what stood in the folder afterwards.
        debris: kills after which something lay beside the folder; the next run clears it.
        left: kills after which something lay in the temporary folder, by signal; the next run
            clears it.
        faults: what must not be; empty is good.
    """

    counts: Counter[str] = field(default_factory=Counter)
    debris: int = 0
    left: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def small_plan(folder: Path) -> tuple[Path, str]:
    """Make a project with a plan of two editions that differ in nearly every file."""
    project = make_project(folder)
    added = planrows(project, "add", small_pdf(folder / "given.pdf", 1), "--id", "small")
    assert added.returncode == 0, added.stderr
    small_pdf(project / "sources" / "small" / "next.pdf", 2)
    (project / "password").write_text(PASSWORD, encoding="utf-8")
    for pdf in (project / "sources" / "small").glob("*.pdf"):
        encrypt(pdf, project / "sources" / "small" / "plan.toml")
    # Its columns are other ones, and none is asked for.
    lines = 'pdf = "next.pdf"\n\n[editions.next.extract]\ncolumns = []'
    add_edition(project / "sources" / "small" / "plan.toml", lines)
    return project, "small"


def encrypt(pdf: Path, toml: Path) -> None:
    """Encrypt a PDF where it stands, and correct its checksum in a plan's settings."""
    before = pdf.read_bytes()
    with pikepdf.open(io.BytesIO(before)) as document:
        document.save(pdf, encryption=pikepdf.Encryption(user=PASSWORD, owner=PASSWORD))
    names = [hashlib.sha256(data).hexdigest() for data in (before, pdf.read_bytes())]
    toml.write_text(toml.read_text(encoding="utf-8").replace(*names), encoding="utf-8")


def real_plan(folder: Path) -> tuple[Path, str]:
    """Make a project with the default plan and an edition of another title."""
    project = make_project(folder)
    shutil.copytree(ROOT / "sources" / REAL, project / "sources" / REAL)
    add_edition(
        project / "sources" / REAL / "plan.toml", 'pdf = "plan.pdf"\ntitle = "Another title"'
    )
    return project, REAL


def add_edition(toml: Path, line: str) -> None:
    text = toml.read_text(encoding="utf-8")
    toml.write_text(f"{text}\n[editions.next]\n{line}\n", encoding="utf-8")


class Target:
    """A published folder and the runs that are killed over it."""

    def __init__(self, project: Path, plan: str) -> None:
        self.project, self.plan = project, plan
        self.out = project / "published" / "plan"
        self.temporary = project / "tmp"
        self.temporary.mkdir()
        self.states: dict[str, dict[str, str]] = {}
        self.outlived = 0
        self.said, self.status = "", 0
        self.usual = {"anywhere": 0.0, "publishing": 0.0, "swapping": 0.0}
        for edition in (*EDITIONS, *EDITIONS):  # the second time as later: all but publishing kept
            self.measure(edition)
            self.states[edition] = sums(self.out)
        assert self.states["own"] != self.states["next"]

    def start(self, edition: str, *, anew: bool = False) -> subprocess.Popen[str]:
        named = ["--edition", edition] if edition != "own" else []
        named += ["--no-cache"] if anew else []
        if (self.project / "password").exists():
            named += ["--password-file", str(self.project / "password")]
        environment = {k: v for k, v in os.environ.items() if "PLANROWS" not in k}
        environment |= {
            "PLANROWS_PROJECT": str(self.project),
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.temporary),
        }
        words = ["run", self.plan, *named, "--out", str(self.out), "--jobs", "1", "--accept-change"]
        return subprocess.Popen(
            [sys.executable, "-m", "pipeline", *words],
            cwd=self.project,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=heed_interrupts,
        )

    def has_come(self, moment: str) -> bool:
        """Whether the run under way has come to where a moment is counted from."""
        beside = self.out.parent
        if moment == "publishing":
            return any(beside.glob(f".{self.out.name}.new-*"))
        if moment == "swapping":
            return any(beside.glob(f".{self.out.name}.new-*/manifest.json"))
        return True

    def measure(self, edition: str) -> None:
        """Run to the end and keep how long it takes from each moment on."""
        run = self.start(edition)
        times = {"anywhere": time.monotonic()}
        while run.poll() is None:
            for moment in self.usual:
                if moment not in times and self.has_come(moment):
                    times[moment] = time.monotonic()
            time.sleep(0.002)
        assert run.returncode == 0, run.stderr and run.stderr.read()
        self.usual = {name: time.monotonic() - start for name, start in times.items()}

    def run_to_the_end(self, edition: str) -> str:
        run = self.start(edition)
        _, said = run.communicate(timeout=PATIENCE)
        return "" if run.returncode == 0 else f"exit {run.returncode}: {said}"

    def kill(
        self, edition: str, moment: str, share: float, number: signal.Signals, *, anew: bool
    ) -> bool:
        """Start a run and end it by a signal; return whether that came before its end."""
        run = self.start(edition, anew=anew)
        deadline = time.monotonic() + PATIENCE
        while run.poll() is None and not self.has_come(moment) and time.monotonic() < deadline:
            time.sleep(0.001)
        wait = time.monotonic() + share * self.usual.get(moment, 0.1)
        while run.poll() is None and time.monotonic() < wait:
            time.sleep(0.001)
        killed = run.poll() is None
        run.send_signal(number)
        _, said = run.communicate(timeout=PATIENCE)
        self.said, self.status = said, run.returncode
        self.outlived = outlive(run.pid)
        # It may have ended by itself at the same moment.
        return killed and run.returncode != 0

    def lies_in_temporary_folder(self) -> list[Path]:
        """Return the files and folders below the temporary folder."""
        return sorted(self.temporary.rglob("*"))

    def state(self) -> str:
        """Name the edition that the folder holds, whole and as its manifest says."""
        found = sums(self.out)
        listed = json.loads((self.out / "manifest.json").read_bytes())["files"]
        if {file["path"]: file["sha256"] for file in listed} != found:
            return "other than its manifest says"
        return next((name for name, state in self.states.items() if state == found), "neither")


def heed_interrupts() -> None:
    """Undo what shells do to programs in the background: these ignore interrupts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def is_plain_pdf(path: Path) -> bool:
    return path.is_file() and b"%PDF-" in path.read_bytes()[:1024]


def sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def members(session: int) -> list[int]:
    """Return the processes of a session that are alive."""
    alive = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, of = stat.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(of) == session and state != "Z":
            alive.append(int(stat.parent.name))
    return alive


def outlive(session: int) -> int:
    """Return how many processes of a killed run do not end by themselves; they are ended."""
    deadline = time.monotonic() + SOLITUDE
    while members(session):
        if time.monotonic() > deadline:
            left = members(session)
            for pid in left:
                os.kill(pid, signal.SIGKILL)
            return len(left)
        time.sleep(0.05)
    return 0


def kill_often(
    target: Target, kills: int, seed: int, say: Callable[[str], object] = lambda _: None
) -> Outcome:
    """Kill runs; after every tenth kill let one end, and see that nothing else stays.

    A run that ends before its moment has come is no kill, but is looked at as well.
    """
    chance, outcome = random.Random(seed), Outcome()
    turn = 0
    while turn < kills:
        known = len(outcome.faults)
        before = target.state()
        edition = EDITIONS[before == EDITIONS[0]]
        moment = chance.choice(MOMENTS)
        number = chance.choice(SIGNALS)
        anew = chance.random() < ANEW
        earlier = target.lies_in_temporary_folder()  # of a killed run; this one may end at once
        killed = target.kill(edition, moment, chance.random(), number, anew=anew)
        found = look(target, number, earlier, killed=killed)
        outcome.faults += [f"kill {turn + 1}: {fault}" for fault in found]
        outcome.left[number.name] += bool(set(target.lies_in_temporary_folder()) - set(earlier))
        after = target.state()
        what = {before: "old", edition: "new"}.get(after, after)
        outcome.counts[f"{moment}: {what}{'' if killed else ', ended before'}"] += 1
        if what not in ("old", "new"):
            outcome.faults.append(f"kill {turn + 1} ({moment}): the folder is {what}")
        if target.outlived:
            outcome.faults.append(f"kill {turn + 1} ({moment}): {target.outlived} processes go on")
        outcome.debris += len(list(target.out.parent.iterdir())) > 1
        turn += killed
        if killed and (turn % 10 == 0 or turn == kills):
            outcome.faults += tidied(target, chance.choice(EDITIONS))
            say(f"{turn} kills, {len(outcome.faults)} faults")
        for fault in outcome.faults[known:]:
            say(fault)
    return outcome


def look(
    target: Target, number: signal.Signals, earlier: Sequence[Path], *, killed: bool
) -> list[str]:
    """Return what is wrong in the temporary folder, and in what the run said."""
    lies = target.lies_in_temporary_folder()
    faults = [f"a readable copy stays: {path}" for path in lies if is_plain_pdf(path)]
    if number is not signal.SIGKILL:
        new = [path for path in lies if path not in earlier]
        faults += [f"stays after {number.name}: {path}" for path in new]
        # Python itself may have been starting.
        began = target.status != -number and "planrows" in target.said
        if killed and began and len(target.said.splitlines()) != 1:
            faults.append(f"it says {target.said!r}")
    return faults


def tidied(target: Target, edition: str) -> list[str]:
    """Let a run end; return what is wrong afterwards."""
    failed = target.run_to_the_end(edition)
    if failed:
        return [failed]
    stays = sorted(p.name for p in target.out.parent.iterdir() if p != target.out)
    faults = [f"stays beside the folder: {', '.join(stays)}"] if stays else []
    faults += [f"stays for ever: {path}" for path in target.lies_in_temporary_folder()]
    if target.state() != edition:
        faults.append(f"a run to the end left {target.state()}, not {edition}")
    return faults


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kills", type=int, nargs="?", default=200)
    parser.add_argument("--real", type=int, default=0, help="how many of them with the real plan")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    faults = 0
    for name, make, kills in (
        ("small plan", small_plan, given.kills - given.real),
        ("real plan", real_plan, given.real),
    ):
        if kills <= 0:
            continue
        with tempfile.TemporaryDirectory(prefix="planrows-kills-") as folder:
            target = Target(*make(Path(folder)))
            usual = ", ".join(f"{key} {value:.2f} s" for key, value in target.usual.items())
            print(f"{name}: to the end from {usual}", flush=True)
            outcome = kill_often(target, kills, given.seed, lambda text: print(text, flush=True))
        for key, count in sorted(outcome.counts.items()):
            print(f"{count:6} {key}")
        for key, count in sorted(outcome.left.items()):
            print(f"{count:6} left something in the temporary folder after {key}")
        print(f"{outcome.debris:6} left something beside the folder for the next run to clear")
        print(f"{len(outcome.faults):6} faults", flush=True)
        faults += len(outcome.faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
