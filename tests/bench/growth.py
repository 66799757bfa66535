"""How what it takes to read a plan grows with its pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pikepdf

from tests.bench.measure import Sample

GROWTH = (
    (
        "CPU s per page",
        1.15,
        "the start takes the same time for any number of pages",
    ),
    (
        "peak memory",
        1.5,
        "page results are kept in a file; tables are built and written one at a time",
    ),
)
"""Budget of growth, relative to the plan once: name, limit, and reason."""
PER_PAGE = (
    340,
    0.05,
    "the start hardly counts: what is left is two readings, the ledger, and joining the pages",
)
"""Budget of CPU seconds per page: number of pages, limit, and what they are spent on."""


def times_over(pdf: Path, times: int, target: Path) -> Path:
    """Write a PDF's pages several times over."""
    with pikepdf.open(pdf) as source, pikepdf.new() as made:
        for _ in range(times):
            made.pages.extend(source.pages)
        made.save(target)
    return target


def growth(
    pdf: Path, times: Sequence[int], extract: Callable[[Path], Sample]
) -> dict[int, tuple[float, int]]:
    """Measure a plan several times over, once each.

    Args:
        pdf: the plan; the others are written beside it.
        times: how often its pages are repeated.
        extract: reads the tables of a file and returns the time and memory used.

    Returns:
        CPU seconds per page and peak memory in bytes, by number of pages.
    """
    found = {}
    for number in (1, *times):
        long = times_over(pdf, number, pdf.with_name(f"times-{number}.pdf"))
        with pikepdf.open(long) as made:
            pages = len(made.pages)
        sample = extract(long)
        found[pages] = (sample.cpu / pages, sample.memory)
        print(f"{pages} pages  {sample.wall:7.2f} s  {sample.cpu:7.2f} CPU s")
    return found


def growth_table(grown: dict[int, tuple[float, int]]) -> list[str]:
    """Return CPU and memory for the plan with its pages repeated, and their growth."""
    (pages, least), *more = grown.items()
    lines = [
        f"`planrows extract`, once each, of the plan ({pages} pages) and its pages repeated.",
        "",
        "| pages | CPU s per page | peak memory MiB |",
        "|---:|---:|---:|",
        *(f"| {n:,} | {cpu:.3f} | {held / 2**20:.0f} |" for n, (cpu, held) in grown.items()),
        "",
        "| quantity | measured | budget | | why |",
        "|---|---:|---:|---|---|",
    ]
    for number, taken in more:
        for (name, limit, why), now, before in zip(GROWTH, taken, least, strict=True):
            ratio = now / before
            what = f"{name}, {number:,} pages / {pages}"
            lines.append(
                f"| {what} | {ratio:.2f} × | {limit} × | {verdict(ratio / limit)} | {why} |"
            )
    measured, most, why = PER_PAGE
    if measured in grown:
        cpu, _ = grown[measured]
        what = f"CPU s per page, {measured} pages"
        lines.append(f"| {what} | {cpu:.3f} s | {most} s | {verdict(cpu / most)} | {why} |")
    return lines


def verdict(used: float) -> str:
    """Return whether a budget is met, given the used share of it."""
    return f"met, {1 - used:.0%} to spare" if used <= 1 else f"missed by {used - 1:.0%}"
