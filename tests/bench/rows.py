"""Measure how ``planrows run`` grows with the rows of a plan.

    python -m tests.bench.rows --copies 2 25 174

Each plan is the default one with its rows so many times: areas have other numbers in each copy,
and a third of the longer words are exchanged for other words of the plan. Reading the PDF is left
out: the stages after it start from the rows. Each plan runs in a process of its own, with a new
store and all formats; the memory of a stage is the peak of the main process in it, and that of the
whole also counts the processes that draw pages and check tables.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.model import PlanTable
from tests.bench.__main__ import PLAN, ROOT, UNSET
from tests.bench.growth import times_over
from tests.bench.measure import measure

STAGES = "stages.md"
"""File of the lines on the stages of a run."""
PAGES = 34
"""Pages of the default plan."""
SECTIONS = 4
"""Its sections, numbered from 1."""
LONGER = re.compile(r"[a-z]{7,}")
"""The words that are exchanged."""
NUMBER = re.compile(r"\d+(?=\.)")


def times_rows(table: PlanTable, copies: int) -> PlanTable:
    """Return a plan with its rows so many times, each time with other numbers and words."""
    values = table.model_dump(mode="json")
    words = sorted({word for row in table.matrix.rows for word in LONGER.findall(str(row))})
    rows, prints, ends, narrative = [], [], [], []
    for copy in range(copies):
        rng = random.Random(copy)
        others = {word: rng.choice(words) for word in words if copy and rng.random() < 1 / 3}
        first = len(rows)
        for place, row in enumerate(values["matrix"]["rows"]):
            rows.append(_row(row, copy, len(values["matrix"]["rows"]), first + place, others))
        prints += [_on(one, copy) for one in values["matrix"]["header_prints"]]
        narrative += [] if copy else values["narrative"]
        for end in values["page_breaks"]:
            if end["table_id"] == values["matrix"]["table_id"]:
                pages = {name: end[name] + copy * PAGES for name in ("page", "next_page")}
                ends.append({**end, **pages, "row": end["row"] + first})
    values["matrix"] |= {
        "rows": rows,
        "header_prints": prints,
        "pages": [page + n * PAGES for n in range(copies) for page in values["matrix"]["pages"]],
    }
    values["page_breaks"], values["narrative"] = ends, narrative
    values["source"]["page_count"] *= copies
    for name in ("pages", "ledger"):
        values[name] = [_on(one, n) for n in range(copies) for one in values[name]]
    return PlanTable.model_validate_json(json.dumps(values))


def _on(value: Mapping[str, Any], copy: int) -> dict[str, Any]:
    """Return something on a page as it is on that page of a copy."""
    return {**value, "page": value["page"] + copy * PAGES}


def _row(
    row: Mapping[str, Any], copy: int, count: int, place: int, others: Mapping[str, str]
) -> dict[str, Any]:
    def text(words: str, *, is_numbered: bool) -> str:
        if is_numbered:
            words = NUMBER.sub(lambda n: str(int(n[0]) + copy * SECTIONS), words, count=1)
        return LONGER.sub(lambda word: others.get(word[0], word[0]), words)

    cells = []
    for cell in row["cells"]:
        is_numbered = not cell["column"] and cell["text"][:1].isdigit()
        fragments = []
        for fragment in cell["fragments"]:
            first = is_numbered and fragment is cell["fragments"][0]
            lines = [
                text(line, is_numbered=first and not index)
                for index, line in enumerate(fragment["lines"])
            ]
            own = text(fragment["text"], is_numbered=first)
            fragments.append({**_on(fragment, copy), "lines": lines, "text": own})
        cells.append(
            {
                **cell,
                "cell_id": f"t1-r{place:06}-c{cell['column']}",
                "row": cell["row"] + copy * count,
                "row_stop": cell["row_stop"] + copy * count,
                "text": text(cell["text"], is_numbered=is_numbered),
                "fragments": fragments,
            }
        )
    return {**row, "pages": [page + copy * PAGES for page in row["pages"]], "cells": cells}


class Peaks:
    """The peak of this process's memory and the CPU seconds, by stage."""

    def __init__(self) -> None:
        self.found: dict[str, list[float]] = {}
        self._stage = "start"
        self._cpu = time.process_time()
        threading.Thread(target=self._look, daemon=True).start()

    def begin(self, stage: str) -> None:
        """End the stage under way, and begin another one."""
        self._take()
        now = time.process_time()
        self.found[self._stage][1] += now - self._cpu
        self._stage, self._cpu = stage, now

    def _take(self) -> None:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
        own = self.found.setdefault(self._stage, [0.0, 0.0])
        own[0] = max(own[0], pages * os.sysconf("SC_PAGE_SIZE") / 2**20)

    def _look(self) -> None:
        while True:
            self._take()
            time.sleep(0.02)


def run(project: Path, copies: int) -> None:
    """Run the plan of a project, and print a line for each stage."""
    from extract.stage import extract_plan
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project
    from pipeline.engine.progress import Progress
    from pipeline.engine.runner import Runner
    from pipeline.engine.store import Store
    from pipeline.flow import stages
    from pipeline.validate.checker import Checker

    plan = load_plan(Project(project), PLAN)
    kept = project / "rows.json"
    if not kept.exists():
        once = extract_plan(ROOT / "sources" / PLAN / "plan.pdf", plan.extract)
        kept.write_text(times_rows(once, copies).model_dump_json(), encoding="utf-8")
        return
    peaks = Peaks()
    stages._extract = lambda *_: PlanTable.model_validate_json(kept.read_bytes())
    runner = Runner(Store(project / "store"), Progress(quiet=True), plan.name)
    runner.before = peaks.begin
    checker = Checker()
    checker.start()
    options = stages.Options(out=project / "out", allow_loss=True, check=checker.begin)
    verdict, _ = stages.run_plan(plan, runner, options)
    checker.stop()
    peaks.begin("end")
    lines = [
        f"| {verdict.rows:,} | {stage} | {cpu:.1f} | {memory:.0f} |\n"
        for stage, (memory, cpu) in peaks.found.items()
    ]
    (project / STAGES).write_text("".join(lines), encoding="utf-8")


def _put_pdf(plan: Path, copies: int) -> None:
    """Put a file with so many pages beside the settings of the plan, and its hash into them."""
    original = ROOT / "sources" / PLAN / "plan.pdf"
    pdf = times_over(original, copies, plan / "plan.pdf")
    before, after = (hashlib.sha256(path.read_bytes()).hexdigest() for path in (original, pdf))
    settings = (plan / "plan.toml").read_text(encoding="utf-8")
    (plan / "plan.toml").write_text(settings.replace(before, after, 1), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.rows")
    parser.add_argument("--copies", type=int, nargs="+", default=[2, 25])
    parser.add_argument("--project", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.project:
        run(arguments.project, arguments.copies[0])
        return
    print("| rows | stage | CPU s | peak MiB |\n|---:|---|---:|---:|")
    for copies in arguments.copies:
        with tempfile.TemporaryDirectory() as folder:
            project = Path(folder)
            shutil.copytree(ROOT / "sources", project / "sources")
            _put_pdf(project / "sources" / PLAN, copies)
            environment = {k: v for k, v in os.environ.items() if k not in UNSET}
            environment["PYTHONPATH"] = str(ROOT)
            own = ["--copies", str(copies), "--project", folder]
            command = [sys.executable, "-m", "tests.bench.rows", *own]
            measure(command, project, environment)
            sample = measure(command, project, environment, look_every=0.25)
            print((project / STAGES).read_text(encoding="utf-8"), end="")
            print(
                f"| {copies} copies | all | {sample.cpu:.1f} | {sample.memory / 2**20:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
