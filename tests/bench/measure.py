"""Measure a command: wall seconds, CPU seconds and peak memory of all its processes."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PR_SET_CHILD_SUBREAPER = 36


@dataclass(frozen=True)
class Sample:
    """One run of a command."""

    wall: float
    cpu: float
    memory: int = 0
    """Bytes: pages that several processes share are counted once (PSS, Linux), else RSS."""
    parent: int = 0
    """Bytes of the command's own process alone, counted likewise."""


@dataclass(frozen=True)
class Figures:
    """Several runs of a command."""

    samples: tuple[Sample, ...]

    def median(self, field: str) -> float:
        return statistics.median(getattr(sample, field) for sample in self.samples)

    def spread(self, field: str) -> tuple[float, float]:
        values = [getattr(sample, field) for sample in self.samples]
        return min(values), max(values)


def measure(
    command: Sequence[str],
    cwd: Path,
    environment: Mapping[str, str],
    *,
    look_every: float = 0.0,
    may_exit_with: Collection[int] = (0,),
    kill_when: Callable[[], bool] | None = None,
) -> Sample:
    """Run a command to its end.

    CPU time is the kernel's own count of the command and of all processes that it began: those
    that outlive it become children of this one (Linux) and are waited for.

    Args:
        command: program and arguments.
        cwd: where to run it.
        environment: its variables.
        look_every: seconds between two looks at the memory of all processes; 0: none. Looking
            takes a share of the CPU, so short times are better measured in another run.
        may_exit_with: exit statuses that are no failure.
        kill_when: asked now and then; once it holds, the command is killed with all its processes.

    Raises:
        RuntimeError: the command failed.
    """
    _adopt_orphans()
    others = pids_of_children()
    before = cpu_of_children()
    started = time.perf_counter()
    process = psutil.Popen(
        list(command), cwd=cwd, env=dict(environment), start_new_session=kill_when is not None,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    peak = parent = 0
    killed = False
    while look_every and process.poll() is None:
        held = _memory_of(process)
        peak, parent = max(peak, sum(held)), max(parent, *held[:1], 0)
        if kill_when is not None and not killed and kill_when():
            killed = True
            os.killpg(process.pid, signal.SIGKILL)
        time.sleep(look_every)
    message = process.stderr.read().decode(errors="replace")
    process.wait()
    wall = time.perf_counter() - started
    wait_for_orphans(others)
    if not killed and process.returncode not in may_exit_with:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}: {message[-500:]}")
    return Sample(wall, cpu_of_children() - before, peak, parent)


def _adopt_orphans() -> None:
    """Let processes whose parent ended become children of this one (prctl(2), Linux)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def pids_of_children() -> set[int]:
    return {child.pid for child in psutil.Process().children()}


def wait_for_orphans(others: Set[int]) -> None:
    """Wait for all children but `others`: a cluster that is at work, say, goes on."""
    while orphans := pids_of_children() - others:
        for pid in orphans:
            with suppress(ChildProcessError):
                os.waitpid(pid, 0)


def cpu_of_children() -> float:
    """Return the CPU seconds of all children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _memory_of(process: psutil.Popen) -> list[int]:
    """Return the bytes of a process, and of each that it began."""
    memory = []
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []
    for each in tree:
        with suppress(psutil.NoSuchProcess, psutil.AccessDenied):
            full = each.memory_full_info()
            memory.append(getattr(full, "pss", full.rss))
    return memory
