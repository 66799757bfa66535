"""Import what every plan of a batch needs, once for all workers."""

from __future__ import annotations

import sys
from types import TracebackType

import expectations.stage
import extract.stage
import link.stage
import normalize.stage
import pipeline.flow.stages
import pipeline.publish.stage

PRELOADED = (
    extract.stage, normalize.stage, link.stage, expectations.stage, pipeline.flow.stages,
    pipeline.publish.stage,
)  # fmt: skip
"""Modules that are loaded when a worker starts."""


def _except_at_end(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Print what ends a new worker, unless the batch ended first and removed its semaphores."""
    if kind is not FileNotFoundError:
        sys.__excepthook__(kind, error, trace)


sys.excepthook = _except_at_end
