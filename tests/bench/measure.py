"""Measure a command: wall seconds, CPU seconds and peak memory of all its processes."""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

INTERVAL = 0.02
"""Seconds between two looks at the processes."""


@dataclass(frozen=True)
class Sample:
    """One run of a command."""

    wall: float
    cpu: float
    memory: int
    """Bytes: pages that several processes share are counted once (PSS, Linux), else RSS."""


@dataclass(frozen=True)
class Figures:
    """Several runs of a command."""

    samples: tuple[Sample, ...]

    def median(self, field: str) -> float:
        return statistics.median(getattr(sample, field) for sample in self.samples)

    def spread(self, field: str) -> tuple[float, float]:
        values = [getattr(sample, field) for sample in self.samples]
        return min(values), max(values)


def measure(command: Sequence[str], cwd: Path, environment: Mapping[str, str]) -> Sample:
    """Run a command to its end and look at its process tree while it runs.

    A process's CPU time is what it was when last seen, so up to 20 ms a process are missed.

    Raises:
        RuntimeError: the command failed.
    """
    started = time.perf_counter()
    process = psutil.Popen(
        list(command), cwd=cwd, env=dict(environment),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    seen: dict[int, float] = {}
    peak = 0
    while process.poll() is None:
        peak = max(peak, _look(process, seen))
        time.sleep(INTERVAL)
    wall = time.perf_counter() - started
    if process.returncode:
        message = process.stderr.read().decode(errors="replace")
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}: {message[-500:]}")
    return Sample(wall, sum(seen.values()), peak)


def _look(process: psutil.Popen, seen: dict[int, float]) -> int:
    """Note the CPU time of each process of the tree and return the memory of all."""
    memory = 0
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for each in tree:
        try:
            with each.oneshot():
                times = each.cpu_times()
                seen[each.pid] = max(seen.get(each.pid, 0.0), times.user + times.system)
                full = each.memory_full_info()
                memory += getattr(full, "pss", full.rss)
        except (psutil.NoSuchProcess, psutil.AccessDenied):
            continue
    return memory
