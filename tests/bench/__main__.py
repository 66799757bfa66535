"""``make bench``: planrows on the default plan, beside what a user would do otherwise.

All cases run in turn, so that a busy machine slows each of them alike; the first turn is a
warm-up. The table goes to ``docs/benchmarks.md``.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import pstats
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.growth import growth, growth_table, verdict
from tests.bench.measure import Figures, Sample, measure
from tests.bench.readings import TURNS, cost_of_readings
from tests.bench.regression import SLACK, accept, read_accepted, regressions

ROOT = Path(__file__).resolve().parents[2]
PLAN = "asean-pcrve-2019-2025"
ALIASES = {
    # Printed nowhere: only what is looked for changes.
    "made up": "SOMRI.,SOMRI,made up to measure a changed alias\n",
    # Printed, and resolved by it: records, issues and published files change.
    "resolving": "SOMS,SOMSWD,made up to measure an alias that resolves a body\n",
}
OFTEN = 0.02
"""Seconds between two looks at the memory."""
SELDOM = 0.05
"""The same for runs of minutes, where frequent sampling would occupy a core."""
# A user's Python keeps its compiled modules.
UNSET = ("PLANROWS_PROJECT", "PLANROWS_STORE", "PYTHONDONTWRITEBYTECODE")
BEFORE = Path(__file__).with_name("before.json")
BUDGET = (
    (
        "cold run / camelot lattice, wall",
        0.45,
        "×",
        "pages are read in two processes; imports, drawing and checking overlap with other work",
    ),
    (
        "extract / pdfplumber tables, CPU",
        1.1,
        "×",
        "one regular expression splits the content of a page into plain tokens, and glyphs are "
        "decoded string by string; camelot's lattice uses the drawn lines instead of a picture of "
        "the page; on a busy machine, parallel processes need more CPU than one process",
    ),
    ("nothing changed, wall", 0.25, "s", "hashes are compared; no stage is imported"),
    (
        "nothing changed / cold run, wall",
        0.05,
        "×",
        "half of it is the import of pydantic and typer, the rest is hashing code, PDF and "
        "published files",
    ),
    (
        "one alias changed / cold run, wall",
        0.3,
        "×",
        "sentences, links and issues of the print are reused; unchanged tables are not checked and "
        "pages not drawn again; the remaining time goes to the imports of spaCy (which "
        "matches names) and Great Expectations, and to the changed files, above all the workbooks",
    ),
    ("`planrows --help`, wall", 0.3, "s", "each command imports its modules when it runs"),
    (
        "peak memory of the cold run, all processes",
        1.2,
        "GiB",
        "workers share the imports of the fork server",
    ),
)
"""The budget: name, limit, unit, and what keeps the quantity low, or takes most of it."""
STEADY = ("extract / pdfplumber tables, CPU", "peak memory of the cold run, all processes")
"""Quantities that a busy machine hardly changes: later runs are compared by these alone."""
LATTICE = "import camelot; camelot.read_pdf(PDF, flavor='lattice', pages='all')"
PLUMBER = (
    "import pdfplumber\nwith pdfplumber.open(PDF) as pdf:\n"
    "    for page in pdf.pages: page.extract_tables(); page.close()"
)
PDFIUM = (
    "import pypdfium2\npdf = pypdfium2.PdfDocument(PDF)\n"
    "for page in pdf: page.get_textpage().get_text_range()"
)


@dataclass(frozen=True)
class Case:
    """A measured command, and its preparation before each run."""

    name: str
    command: Sequence[str]
    before: Callable[[], object] = lambda: None


class Bench:
    """A copy of the project to measure in: the project itself is left alone."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "project"
        self.store = folder / "store"
        self.kept = folder / "kept"
        shutil.copytree(ROOT / "sources", self.project / "sources")
        self.pdf = self.project / "sources" / PLAN / "plan.pdf"
        self.aliases = self.project / "sources" / PLAN / "aliases.csv"
        self.environment = {
            **{key: value for key, value in os.environ.items() if key not in UNSET},
            "PLANROWS_PROJECT": str(self.project),
            "PLANROWS_STORE": str(self.store),
            "PYTHONPATH": str(ROOT),
        }

    def planrows(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "pipeline", *arguments]

    def other(self, code: str, pdf: Path | None = None) -> list[str]:
        return [sys.executable, "-W", "ignore", "-c", f"PDF = {str(pdf or self.pdf)!r}\n{code}"]

    def run(self, command: Sequence[str], *, memory: bool = False) -> Sample:
        look_every = OFTEN if memory else 0.0
        return measure(command, self.project, self.environment, look_every=look_every)

    def extract(self, pdf: Path) -> Sample:
        """Read the tables of a file."""
        command = self.planrows("extract", str(pdf), "--out", str(self.project / pdf.stem))
        return measure(command, self.project, self.environment, look_every=SELDOM)

    def restore(self, alias: str = "") -> None:
        """Put the store back to after a plain run, and the aliases to one more or as they were."""
        if not self.kept.exists():
            self.run(self.planrows("run"))
            shutil.copytree(self.store, self.kept)
        shutil.rmtree(self.store, ignore_errors=True)
        shutil.copytree(self.kept, self.store)
        before = (ROOT / "sources" / PLAN / "aliases.csv").read_text(encoding="utf-8")
        self.aliases.write_text(before + ALIASES.get(alias, ""), encoding="utf-8")

    def cases(self) -> list[Case]:
        return [
            Case("`planrows run --no-cache`", self.planrows("run", "--no-cache")),
            Case(
                "`planrows run`, nothing changed",
                self.planrows("run"),
                lambda: (self.restore(), self.run(self.planrows("run"))),
            ),
            Case(
                "`planrows run`, one alias changed",
                self.planrows("run"),
                lambda: self.restore("made up"),
            ),
            Case(
                "`planrows run`, one alias changed that resolves a body",
                self.planrows("run"),
                lambda: self.restore("resolving"),
            ),
            Case("`planrows extract`", self.planrows("extract", str(self.pdf), "--out", "tables")),
            Case("`planrows --help`", self.planrows("--help")),
            Case("camelot, lattice, all pages", self.other(LATTICE)),
            Case("pdfplumber, `extract_tables`, all pages", self.other(PLUMBER)),
            Case("pypdfium2, bare text, all pages", self.other(PDFIUM)),
        ]


def quantities(figures: dict[str, Figures], memory: dict[str, int]) -> dict[str, float]:
    """Return the quantities of the budget, by name."""

    def ratio(one: str, other: str, field: str) -> float:
        return figures[one].median(field) / figures[other].median(field)

    cold, same, *aliases, extract, helped, lattice, plumber, _ = figures
    # The harder one counts.
    alias = max(aliases, key=lambda name: figures[name].median("wall"))
    held = memory[cold] / 2**30
    values = (
        ratio(cold, lattice, "wall"),
        ratio(extract, plumber, "cpu"),
        figures[same].median("wall"),
        ratio(same, cold, "wall"),
        ratio(alias, cold, "wall"),
        figures[helped].median("wall"),
        held,
    )
    return {name: value for (name, *_), value in zip(BUDGET, values, strict=True)}


def budget(measured: dict[str, float]) -> list[str]:
    """Return a line for each quantity of the budget, met or missed."""
    return [
        f"| {name} | {measured[name]:.3g} {unit} | {limit} {unit} "
        f"| {verdict(measured[name] / limit)} | {why} |"
        for name, limit, unit, why in BUDGET
    ]


def table(figures: dict[str, Figures], memory: dict[str, int]) -> list[str]:
    lines = [
        "| case | wall s (median) | wall s (min–max) | CPU s (median) | peak memory MiB |",
        "|---|---:|---:|---:|---:|",
    ]
    for name, made in figures.items():
        low, high = made.spread("wall")
        lines.append(
            f"| {name} | {made.median('wall'):.2f} | {low:.2f}–{high:.2f} | "
            f"{made.median('cpu'):.2f} | {memory[name] / 2**20:.0f} |"
        )
    return lines


def before() -> list[str]:
    """Return the figures from before the work on speed, and the top ten of that profile."""
    kept = json.loads(BEFORE.read_text(encoding="utf-8"))
    camelot = kept["cases"]["camelot, lattice, all pages"][0]
    return [
        "## Before",
        "",
        f"The same cases before the work on speed, {kept['runs']} runs each, on {kept['machine']}. "
        "If the machine differs from the one above, compare ratios instead of seconds.",
        "",
        "| case | wall s (median) | CPU s (median) | peak memory MiB | wall / camelot |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {n} | {w:.2f} | {c:.2f} | {m} | {w / camelot:.3f} |"
            for n, (w, c, m) in kept["cases"].items()
        ),
        "",
        "Top of the profile of the main process in a cold run then, in cumulative seconds (the "
        "profiler slows the program down; some functions contain others):",
        "",
        "| function | s |",
        "|---|---:|",
        *(f"| {what} | {seconds:.2f} |" for what, seconds in kept["profile"]),
    ]


def readings(bench: Bench) -> list[str]:
    """Return the cost of each reading of a page, now and before the work on speed."""
    kept = json.loads(BEFORE.read_text(encoding="utf-8"))["readings"]
    costs = cost_of_readings(bench.pdf)
    # The last one is pdfplumber's own: ratios to it hold on any machine.
    *_, own = costs
    return [
        "CPU milliseconds per page, mean over all pages, each reading alone; the fastest of "
        f"{TURNS} turns.",
        "",
        "| reading | before | now | before / pdfplumber's | now / pdfplumber's |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {name} | {kept[name]:.1f} | {1000 * seconds:.1f} | "
            f"{kept[name] / kept[own]:.2f} | {seconds / costs[own]:.2f} |"
            for name, seconds in costs.items()
        ),
    ]


def profile(bench: Bench) -> list[str]:
    """Return the top ten functions of the main process in a cold run, by the profiler."""
    kept = bench.project / "profile"
    command = [sys.executable, "-m", "cProfile", "-o", str(kept), "-m", "pipeline", "run"]
    bench.run([*command, "--no-cache"])
    times: Counter[str] = Counter()
    # Private, but unchanged since Python 3.0: own time is the third of the five values.
    for (path, _, name), (_, _, own, _, _) in pstats.Stats(str(kept)).stats.items():  # type: ignore[attr-defined]  # typeshed leaves it out
        place = Path(path)
        where = "" if path == "~" else f"{place.parent.name}/{place.name}: "
        # Memory addresses are not informative.
        times[f"{where}{re.sub(' at 0x[0-9a-f]+', '', name)}"] += own
    return [
        "Top of the profile of the main process in a cold run, in own seconds of each function "
        "(the profiler slows the program down; waiting for other processes is included):",
        "",
        "| function | s |",
        "|---|---:|",
        *(f"| `{name}` | {seconds:.2f} |" for name, seconds in times.most_common(10)),
    ]


def machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        models = [x for x in info.read_text(encoding="utf-8").splitlines() if "model name" in x]
        name = models[0].partition(":")[2].strip() if models else name
    return (
        f"{name}, {psutil.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}, "
        f"Python {platform.python_version()}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument(
        "--times",
        type=int,
        nargs="*",
        default=[10, 100],
        help="how often to repeat the pages of the plan",
    )
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md")
    parser.add_argument(
        "--accept", action="store_true", help="later runs are compared with this one"
    )
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        cases = bench.cases()
        samples: dict[str, list[Sample]] = {case.name: [] for case in cases}
        memory: dict[str, int] = {}
        for turn in range(arguments.runs + 1):
            for case in cases:
                case.before()
                sample = bench.run(case.command, memory=not turn)
                print(f"{turn}  {sample.wall:7.2f} s  {sample.cpu:7.2f} CPU s  {case.name}")
                if turn:
                    samples[case.name].append(sample)
                else:
                    memory[case.name] = sample.memory
        figures = {name: Figures(tuple(made)) for name, made in samples.items()}
        measured = quantities(figures, memory)
        load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
        text = [
            "# Benchmarks",
            "",
            "Written by `make bench`; do not edit. Each case is a process of its own with its "
            "imports. The cases run in turn. The first turn is a warm-up that measures memory, "
            "because sampling memory takes time.",
            "",
            f"{arguments.runs} runs each on the default plan (34 pages). {machine()}; "
            f"load average at the end {load:.1f}.",
            "",
            *table(figures, memory),
            "",
            "## Budget",
            "",
            f"A run fails if one of these exceeds the accepted run by more than {SLACK:.0%}: "
            f"{'; '.join(STEADY)}. The others depend on how busy the machine is.",
            "",
            "| quantity | measured | budget | | why |",
            "|---|---:|---:|---|---|",
            *budget(measured),
            "",
            "## Cost of each reading",
            "",
            *readings(bench),
            "",
            "## Growth with pages",
            "",
            *growth_table(growth(bench.pdf, arguments.times, bench.extract)),
            "",
            "## Profile",
            "",
            *profile(bench),
            "",
            *before(),
        ]
    arguments.out.parent.mkdir(exist_ok=True)
    arguments.out.write_text("\n".join(text) + "\n", encoding="utf-8")
    print(f"written: {arguments.out}")
    if arguments.accept:
        accept({name: measured[name] for name in STEADY})
    elif slower := regressions(measured, read_accepted()):
        sys.exit("\n".join(["slower than the accepted run:", *slower]))


if __name__ == "__main__":
    main()
