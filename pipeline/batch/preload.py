"""Load what every plan of a batch needs, once for all workers.

Workers are forked from the process that imports this module. What it has loaded costs them neither
time nor memory; otherwise, the first plan of each worker takes some seconds more than the others.
"""

from __future__ import annotations

import importlib
import sys
from types import TracebackType

import expectations.stage
import expectations.suites.checkpoint
import expectations.suites.tables
import extract.stage
import link.stage
import normalize.stage
import pipeline.add.stage
import pipeline.flow.stages
import pipeline.publish.stage
from expectations.rules.lexicon import lexicon
from extract.libraries import blank_english
from pipeline.engine.preimport import LATER, LISTS

PRELOADED = (
    extract.stage, normalize.stage, link.stage, expectations.stage, expectations.suites.checkpoint,
    expectations.suites.tables, pipeline.add.stage, pipeline.flow.stages, pipeline.publish.stage,
)  # fmt: skip
"""Modules that are loaded when a worker starts."""


LIBRARIES = (*LATER, "babel.numbers", "scipy.optimize", "tomlkit")
"""Libraries that stages import when they need them; scipy assigns columns to roles."""


def _load_all() -> None:
    """Load libraries, the tokenizer, and lists of words of English, the language of most plans."""
    for name in LIBRARIES:
        importlib.import_module(name)
    for name, function, arguments in LISTS:
        getattr(importlib.import_module(name), function)(*arguments)
    blank_english()
    lexicon()


def _except_at_end(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Print what ends a new worker, unless the batch ended first and removed its semaphores."""
    if kind is not FileNotFoundError:
        sys.__excepthook__(kind, error, trace)


_load_all()
sys.excepthook = _except_at_end
