"""One stage of a plan, run while the others are kept; what it runs is noted."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

from expectations.model import Failure
from expectations.suites.parts import TablePart
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Model, Result, Runner, Stage
from pipeline.engine.store import Store
from pipeline.flow.stages import Options, run_plan
from pipeline.validate.checker import Checker

ROOT = Path(__file__).resolve().parents[3]
WHOLE = {
    "sentences": "normalize",
    "links of texts": "link",
    "issues of print": "issues",
    "draw": "publish",
}
"""Parts, and the stage that asks for each."""
CHECK_OF = "check of "
Made = TypeVar("Made")


def note(line: str) -> None:
    with Path(os.environ["NOTE_LOG"]).open("a", encoding="utf-8") as log:
        log.write(line + "\n")


class Noting(Runner):
    """Runs one stage though its result is there, from its beginning to its end at once."""

    wanted = ""

    def begin(
        self,
        stage: Stage[Model],
        make: Callable[[], Callable[[], Model]],
        *,
        inputs: Mapping[str, str],
        settings: Mapping[str, object] | None = None,
        rerun_reason: str = "",
        is_reusable: Callable[[Model], bool] = lambda _: True,
    ) -> Callable[[], Result[Model]]:
        note(f"stage {json.dumps([stage.name, stage.result, stage.entry, stage.dispatchers])}")
        whole = "check" if self.wanted.startswith(CHECK_OF) else WHOLE.get(self.wanted)
        if stage.name == self.wanted:
            make = make if whole == "check" else noted(make)
            rerun_reason = "it is looked at"
        elif stage.name == whole:
            rerun_reason = "a part of it is looked at"
        return super().begin(
            stage,
            make,
            inputs=inputs,
            settings=settings,
            rerun_reason=rerun_reason,
            is_reusable=is_reusable,
        )


def noted(make: Callable[[], Callable[[], Made]]) -> Callable[[], Callable[[], Made]]:
    """Make a result at once, and note which of our files run meanwhile."""

    def begin() -> Callable[[], Made]:
        ran: set[str] = set()

        def look(frame: FrameType, event: str, _: Any) -> None:
            if event == "call":
                ran.add(frame.f_code.co_filename)

        note("begin")
        threading.setprofile(look)
        sys.setprofile(look)
        try:
            value = make()()
        finally:
            sys.setprofile(None)
            threading.setprofile(None)
            for file in sorted(ran):
                if Path(file).is_relative_to(ROOT):
                    note(f"ran {Path(file).relative_to(ROOT)}")
            note("end")
        return lambda: value

    return begin


def main(folder: Path, stage: str) -> None:
    project = Project(folder)
    plan = load_plan(project, "small")
    runner = Noting(Store(folder / ".planrows"), Progress(quiet=True), "small")
    runner.wanted = stage
    checker = Checker()

    def check(parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
        # All tables that are to be checked are checked together.
        is_table = stage.startswith(CHECK_OF)
        return noted(lambda: checker.begin(parts))() if is_table else checker.begin(parts)

    try:
        run_plan(plan, runner, Options(check=check))
    finally:
        checker.stop()
