"""What files that are made to take for ever do take: seconds, CPU seconds, memory.

Run as ``python -m tests.fuzz.bounds [NAME ...]``, or with paths of files or folders of your own:
PDFs are extracted and added, workbooks given to ``planrows monitor``. Prints a table, and fails
where a file took longer than one page may, or raised anything but a line. With ``--write``, the
table of the given files replaces the last one in docs/hostile.md.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from extract.runtime.limits import Limits
from tests.fuzz.classics import classics, grid, rules, words
from tests.pipeline.small_project import make_project

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
DOCUMENT = ROOT / "docs" / "hostile.md"
BEGIN, END = "<!-- table of files: begin -->", "<!-- table of files: end -->"
COMMANDS = {".pdf": ["extract", "add"], ".xlsx": ["monitor"]}
HEAD = (
    "| file | command | KiB | wall s | CPU s | MiB | exit | answer |\n"
    "|---|---|--:|--:|--:|--:|--:|---|\n"
)
MESSAGE = re.compile("^planrows: ")
OUTCOME = re.compile(r"^[\d,]+ (glyphs: |letters in tables were read by OCR)|^written: ")
MINUTES = 5.0
"""Limit of a whole file: less than the default, so that a measurement ends."""
SAMPLING = 0.02
BOMBS: dict[str, Callable[[], bytes]] = {
    "sound": grid,
    "flate bomb": lambda: classics()["flate bomb"],
    "form in itself": lambda: classics()["form in itself"],
    "nested forms": lambda: classics()["nested forms"],
    "million words": lambda: classics()["million words"],
    "million rules": lambda: classics()["million rules"],
    "endless contents": lambda: classics()["endless contents"],
    "deep arrays": lambda: classics()["deep arrays"],
    "30,000 words": lambda: words(30_000),
    "30,000 rules": lambda: rules(30_000),
    "10,000 pages": lambda: grid(pages=10_000),
    "10,001 pages": lambda: grid(rows=1, pages=10_001),
}


@dataclass
class Taken:
    """What one run took, all of its processes together; memory at its highest, shares counted."""

    seconds: float = 0.0
    cpu: float = 0.0
    mebibytes: float = 0.0
    status: int = 0
    answer: str = ""


def words_for(command: str, file: Path, out: Path) -> list[str]:
    """Return the words of a command that reads a file."""
    limits = ["--jobs", "1", "--max-minutes", f"{MINUTES:g}"]
    return {
        "extract": ["extract", str(file), "--out", str(out), *limits],
        "add": ["add", str(file), "--id", "measured", *limits],
        "monitor": ["monitor", str(file), "--plan", str(PUBLISHED), "--out", str(out)],
    }[command]


def answer_of(text: str, status: int) -> str:
    """Return the line that says what came of a file: the message, else what is written."""
    lines = text.strip().splitlines() or [""]
    wanted = MESSAGE if status else OUTCOME
    answer = next((line for line in reversed(lines) if wanted.search(line)), lines[-1])
    answer = answer.partition("; open ")[0].partition(" (confidence of each: ")[0]
    return f"TRACEBACK {answer}" if "Traceback" in text else answer


def measure(command: str, file: Path, out: Path) -> Taken:
    """Run a command that reads a file, and watch it and whatever it starts."""
    begun = time.monotonic()
    project = make_project(out.parent / "project")
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words_for(command, file, out)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PLANROWS_PROJECT": str(project)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    watched = psutil.Process(run.pid)
    used: dict[int, float] = {}
    taken = Taken()
    while run.poll() is None:
        held = 0
        try:
            for process in (watched, *watched.children(recursive=True)):
                try:
                    times = process.cpu_times()
                    used[process.pid] = times.user + times.system
                    held += process.memory_full_info().pss
                except psutil.Error:
                    continue
        except psutil.Error:
            break
        taken.mebibytes = max(taken.mebibytes, held / 2**20)
        time.sleep(SAMPLING)
    text = run.communicate()[0]
    taken.seconds, taken.cpu = time.monotonic() - begun, sum(used.values())
    taken.status, taken.answer = run.returncode, answer_of(text, run.returncode)
    return taken


def named(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield names of bombs and files with the commands that read them.

    A folder stands for the files in it that are read.
    """
    for name in names or BOMBS:
        files = sorted(map(str, Path(name).iterdir())) if Path(name).is_dir() else [name]
        for file in files:
            for command in COMMANDS.get(Path(file).suffix, ["extract"] if file in BOMBS else []):
                yield command, file


def line_of(command: str, name: str) -> tuple[str, bool]:
    """Measure a file; return its line of the table, and whether it did what no file may."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bomb.pdf"
        if name in BOMBS:
            file.write_bytes(BOMBS[name]())
        else:
            file = Path(name).resolve()
            name = file.name
        taken = measure(command, file, Path(folder) / "out")
        answer = taken.answer.replace(str(file), file.name).replace(folder, "…")
        size = file.stat().st_size / 1024
    answer = answer.removeprefix("planrows: ").replace("|", "\\|")
    allowed = Limits().wall_seconds + (60 * MINUTES if "pages" in name else 10)
    is_bad = taken.seconds > allowed or "TRACEBACK" in answer or taken.status not in (0, 1, 2)
    line = (
        f"| {name} | `{command}` | {size:,.0f} | {taken.seconds:.1f} | {taken.cpu:.1f} | "
        f"{taken.mebibytes:,.0f} | {taken.status} | {answer} |\n"
    )
    return line, is_bad


def main() -> int:
    """Measure those named, or all, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="bombs, files, folders; none: all bombs")
    parser.add_argument("--write", action="store_true", help="write the table to docs/hostile.md")
    given = parser.parse_args()
    print(HEAD, end="")
    worst, table = 0, HEAD
    for command, name in named(given.names):
        line, is_bad = line_of(command, name)
        print(line, end="", flush=True)
        table += line
        worst += is_bad
    if given.write:
        text = DOCUMENT.read_text(encoding="utf-8")
        whole = re.compile(f"{re.escape(BEGIN)}.*{re.escape(END)}", re.DOTALL)
        replaced = whole.sub(lambda _: f"{BEGIN}\n\n{table}\n{END}", text)
        DOCUMENT.write_text(replaced, encoding="utf-8")
    return 1 if worst else 0


if __name__ == "__main__":
    sys.exit(main())
