"""What files that are made to take for ever do take: seconds, CPU seconds, memory.

Run as ``python -m tests.fuzz.bounds [NAME ...]``, or with paths of files or folders of your own:
PDFs are extracted, workbooks given to ``planrows monitor``. Prints a table, and fails where a file
took longer than one page may, or raised anything but a line. With ``--write``, the table of the
given files replaces the last one in docs/hostile.md.
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

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
DOCUMENT = ROOT / "docs" / "hostile.md"
BEGIN, END = "<!-- table of files: begin -->", "<!-- table of files: end -->"
READ = (".pdf", ".xlsx")
HEAD = "| file | KiB | wall s | CPU s | MiB | exit | answer |\n|---|--:|--:|--:|--:|--:|---|\n"
MINUTES = 10.0
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


def words_for(file: Path, out: Path) -> list[str]:
    """Return the command that reads a file."""
    if file.suffix == ".pdf":
        limit = ["--max-minutes", f"{MINUTES:g}"]
        return ["extract", str(file), "--out", str(out), "--jobs", "1", *limit]
    return ["monitor", str(file), "--plan", str(PUBLISHED), "--out", str(out)]


def measure(file: Path, out: Path) -> Taken:
    """Run the command that reads a file, and watch it and whatever it starts."""
    begun = time.monotonic()
    run = subprocess.Popen(
        [sys.executable, "-m", "pipeline", *words_for(file, out)],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
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
    taken.status, taken.answer = run.returncode, (text.strip().splitlines() or [""])[-1]
    if "Traceback" in text:
        taken.answer = "TRACEBACK " + taken.answer
    return taken


def named(names: Sequence[str]) -> Iterator[str]:
    """Yield names of bombs and files; a folder stands for the files in it that are read."""
    for name in names or BOMBS:
        if Path(name).is_dir():
            yield from (str(file) for file in sorted(Path(name).iterdir()) if file.suffix in READ)
        else:
            yield name


def line_of(name: str) -> tuple[str, bool]:
    """Measure a file; return its line of the table, and whether it did what no file may."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bomb.pdf"
        if name in BOMBS:
            file.write_bytes(BOMBS[name]())
        else:
            file = Path(name).resolve()
            name = file.name
        taken = measure(file, Path(folder) / "out")
        answer = taken.answer.replace(str(file), file.name).replace(folder, "…")
        size = file.stat().st_size / 1024
    answer = answer.removeprefix("planrows: ").replace("|", "\\|")
    allowed = Limits().wall_seconds + (60 * MINUTES if "pages" in name else 10)
    is_bad = taken.seconds > allowed or "TRACEBACK" in answer or taken.status not in (0, 1, 2)
    line = (
        f"| {name} | {size:,.0f} | {taken.seconds:.1f} | {taken.cpu:.1f} | "
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
    for name in named(given.names):
        line, is_bad = line_of(name)
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
