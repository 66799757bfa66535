"""The outcome of each plan, kept so that a second batch need not run the plan again."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from extract.system.regular_files import sha256_of
from pipeline.batch.settings import AT_AN_ADDRESS, FOLDER, PDF, QUESTIONS
from pipeline.corpus.address import Address, RemoteFolder, open_address
from pipeline.corpus.model import STATE, PlanOutcome, Task
from pipeline.engine.store import digest

AT_ONCE = 16
"""Outcomes that are read at the same time: an object store answers each after a while."""


def write_record(address: Address, outcome: PlanOutcome) -> None:
    """Store the outcome of a plan."""
    address.write(f"{STATE}/{outcome.plan_id}.json", outcome.model_dump_json().encode())


def read_record(address: Address, plan_id: str) -> PlanOutcome | None:
    """Return the last outcome of a plan; None if there is none that can be read."""
    data = address.read(f"{STATE}/{plan_id}.json")
    try:
        return PlanOutcome.model_validate_json(data) if data is not None else None
    except ValueError:
        return None


def read_current(address: Address, task: Task) -> PlanOutcome | None:
    """Return the last outcome of a plan if it is still valid; None if the plan has to run.

    An outcome is valid if nothing that it depends on has changed, the settings that planrows
    guessed included, and if it is no failure that may pass.
    """
    outcome = read_record(address, task.plan_id)
    if outcome is None or outcome.retry or outcome.key != task.key:
        return None
    if outcome.settings != settings_of(address, task):
        return None
    is_whole = not outcome.is_in_corpus or (
        address.read(f"{task.plan_id}/manifest.json") is not None
    )
    return outcome if is_whole else None


def settings_of(address: Address, task: Task) -> dict[str, str]:
    """Return the SHA-256 of each file of the settings that planrows guessed.

    The key of a task covers settings that somebody wrote before the first batch.
    """
    if not task.pdf:
        return {}
    skipped = (PDF, QUESTIONS)
    if isinstance(address, RemoteFolder):
        folder = f"{FOLDER}/{task.plan_id}"
        named = ((name, address.read(f"{folder}/{name}")) for name in AT_AN_ADDRESS)
        return {name: digest(data) for name, data in named if data and name not in skipped}
    local = Path(task.root) / FOLDER / task.plan_id
    files = sorted(path for path in local.glob("*") if path.is_file() and path.name not in skipped)
    return {path.name: sha256_of(path) for path in files if not path.name.startswith(".")}


def split_done(out: str, tasks: Sequence[Task]) -> tuple[list[PlanOutcome], list[Task]]:
    """Return the outcomes that are still valid, and the plans to run."""
    address = open_address(out)

    def current(task: Task) -> PlanOutcome | None:
        return None if task.again else read_current(address, task)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(current, tasks))
    return (
        [outcome for outcome in found if outcome is not None],
        [task for task, outcome in zip(tasks, found, strict=True) if outcome is None],
    )


def asked_again(out: str, tasks: Sequence[Task], states: Sequence[str]) -> list[Task]:
    """Return the tasks, those to be run again whose last outcome is one of some states."""
    if not states:
        return list(tasks)
    address = open_address(out)

    def marked(task: Task) -> Task:
        outcome = read_record(address, task.plan_id)
        is_asked = outcome is not None and outcome.status in states
        return task.model_copy(update={"again": is_asked})

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(marked, tasks))
