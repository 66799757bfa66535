"""What a batch prints: a line for each plan that ends, or an event as JSON."""

from __future__ import annotations

import json
import time

from pipeline.corpus.model import INTERNAL, PlanOutcome
from pipeline.terminal import EVENTS, block, clean, printable_json


class BatchProgress:
    """Prints how far a batch is.

    Under ``--json``, each line is an event, and the summary alone goes to standard output.

    Args:
        done: number of plans whose outcome is known already.
        left: number of plans to run.

    Attributes:
        outcomes: the outcomes printed.
    """

    def __init__(self, done: int, left: int) -> None:
        self.outcomes: list[PlanOutcome] = []
        self._left = left
        self._started = time.monotonic()
        if EVENTS.get():
            _event("started", done=done, left=left)
        elif done:
            print(f"{done} of {done + left} plans are done already")

    def ended(self, outcome: PlanOutcome) -> None:
        """Print the outcome of a plan, and how long the others may take."""
        self.outcomes.append(outcome)
        ended = len(self.outcomes)
        seconds = (time.monotonic() - self._started) / ended * (self._left - ended)
        if EVENTS.get():
            _event(
                "ended",
                **outcome.model_dump(mode="json", exclude=set(INTERNAL)),
                ended=ended,
                left=self._left - ended,
                seconds_left=round(seconds),
            )
            return
        counts = f"{outcome.rows} rows, {outcome.areas} areas, {outcome.errors} errors"
        sure = "" if outcome.confidence is None else f", {outcome.confidence:.0%} sure"
        what = outcome.message or f"{counts}{sure}"
        line = f"{outcome.status:<10} {outcome.seconds:7.1f} s  {outcome.plan_id}: {what}"
        print(block([f"{line} [{ended} of {self._left}, {_time(seconds)} left]"]), flush=True)

    def finished(self, summary: dict[str, object], seconds: float) -> None:
        """Print the counts of the whole batch."""
        if EVENTS.get():
            _event("finished", states=summary["states"], seconds=round(seconds, 1))
            return
        again = sum(outcome.retry for outcome in self.outcomes)
        if again:
            noun = "plan" if again == 1 else "plans"
            print(f"{again} {noun} may succeed later: the next batch runs them again")
        ran = len(self.outcomes)
        speed = f", {60 * ran / seconds:.1f} plans a minute" if ran else ""
        states = summary["states"]
        counts = ", ".join(f"{n} {state}" for state, n in states.items() if n) if isinstance(
            states, dict
        ) else ""  # fmt: skip
        print(clean(f"{counts}; {seconds:.1f} s{speed}"))


def _time(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"


def _event(name: str, **values: object) -> None:
    line = json.dumps({"event": name, **values}, ensure_ascii=False)
    print(printable_json(line), flush=True)
