"""The end of a process that runs plans: a plan under way first removes what it has begun."""

from __future__ import annotations

import os
import signal
from types import FrameType

from extract.system.signals import must_wait
from pipeline.batch.run_one import run_task
from pipeline.corpus.model import PlanOutcome, Task
from pipeline.interruption import Stopped, stop_once, watch_dropped

_under_way: list[str] = []
"""The plan that this process runs."""


def end_on_request() -> None:
    """End this process when it is asked to, by the pool or together with the batch.

    Pebble would first wait for the page readers of this process, which end after it.
    """
    signal.signal(signal.SIGTERM, _end)
    watch_dropped()


def run_until_asked_to_end(task: Task) -> PlanOutcome | None:
    """Run one plan (see `run_task`), unless this process is asked to end."""
    try:
        _under_way.append(task.plan_id)  # inside: a signal right after it must end this process
        return run_task(task)
    except Stopped as stopped:
        # Pebble would keep the exception as the result of the plan, and the process for the next.
        os._exit(stopped.status)
    finally:
        _under_way.clear()


def _end(number: int, frame: FrameType | None) -> None:
    del frame
    if not _under_way:
        os._exit(128 + number)
    if not must_wait(number):
        stop_once(number)
