"""Fit the weights of `extract.confidence`, and show how well its probabilities hold.

Random plans are set and read. Two thirds of them, chosen by their number, serve to fit a logistic
regression with weights that are not negative; the others show its reliability. The weights go to
`extract/confidence/weights.json`, the figures to `docs/confidence.md`.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tempfile
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from unittest import mock

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from extract.confidence import rating
from extract.confidence.calibration import WEIGHTS, Scale, log_odds
from extract.confidence.cell_evidence import CellEvidence, evidence_of
from extract.confidence.surroundings import Surroundings
from extract.document.thresholds import BROKEN_WORDS
from extract.stage import read_document
from extract.stitching.stitched_table import StitchedCell, StitchedTable
from tests.calibrate.cell_labels import label_cells
from tests.generators.content import ExpectedTable
from tests.generators.lines import UndecidableError
from tests.generators.rough import set_rough
from tests.generators.variants import VARIANTS, set_plan

Matrix = NDArray[np.float64]
ROUGH_SEEDS = (*range(600), *range(20_000, 20_200), *range(40_000, 40_300))
VARIANT_SEEDS = (0, 100)
FLAT = ("horizontal", "shading", "booktabs", "booktabs_open", "none")
"""Rules of variants that do not show where merged cells end."""
RIDGE = 1.0
"""Strength of the pull of weights to zero."""
LEAST = {
    "it lies over another cell": 9.0,
    "the text starts in lower case": 4.5,
    "one of its words looks like two that touch": 4.5,
}
"""Least weights of evidence that sound tables do not show, whatever the random plans print by
chance. Such a cell is doubtful by itself, if ten others of its column look otherwise."""
MAX_FALSE_DOUBTS = 0.025
"""Share of right cells that may be told in the plans fitted to. Readers accept 0.03; 1,000 plans
that were not fitted to have as many, 200 of them a tenth more or less."""
MOST = 0.999
"""The highest probability that is published."""
PART_BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 1.0)
BINS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.0)
REPORT = Path("docs/confidence.md")
MARK = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """A cell that was read, its evidence, and whether it is right."""

    plan: int
    evidence: CellEvidence
    is_right: bool
    has_line_end_in_doubt: bool
    """A hyphen or a break at one of its line ends is in doubt, which lowers its confidence."""
    table: int = 0
    row: int = 0
    row_stop: int = 1


@dataclass(frozen=True)
class PageEnd:
    """The decision at a page end, and whether the rows at it are right."""

    plan: int
    table: int
    rows: Sequence[int]
    """The row that goes on over it, or the rows before and after it."""
    is_right: bool


def samples_of(
    pdf: Path, number: int, printed: ExpectedTable, *, has_rules: bool
) -> tuple[list[Sample], list[PageEnd]]:
    """Read a plan and return the cells of its tables, and the page ends inside them."""
    seen: list[list[tuple[StitchedCell, CellEvidence]]] = []

    def keep(table: StitchedTable, around: Surroundings) -> list[tuple[StitchedCell, CellEvidence]]:
        seen.append(evidence_of(table, around))
        return seen[-1]

    with mock.patch.object(rating, "evidence_of", keep):
        document = read_document(pdf)
    samples: list[Sample] = []
    for index, (table, rated) in enumerate(zip(document.tables, seen, strict=True)):
        labels = label_cells(table, printed, has_rules=has_rules) if table.matrix else {}
        cells = {cell.cell_id: cell for row in table.rows for cell in row.cells}
        for cell, evidence in rated:
            name = f"{table.table_id}-r{cell.row:03d}-c{cell.column}"
            in_doubt = any(part.hyphens_in_doubt for part in cells[name].fragments)
            is_right = labels.get(name, False)
            own = Sample(number, evidence, is_right, in_doubt, index, cell.row, cell.row_stop)
            samples.append(own)
    wrong = {(one.table, one.row) for one in samples if not one.is_right}
    tables = {table.table_id: index for index, table in enumerate(document.tables)}
    ends = []
    for end in document.page_breaks:
        rows = [end.row] if end.continues else [end.row - 1, end.row]
        table_index = tables[end.table_id]
        is_right = wrong.isdisjoint((table_index, row) for row in rows)
        ends.append(PageEnd(number, table_index, rows, is_right))
    return samples, ends


def all_samples(folder: Path) -> Iterator[tuple[list[Sample], list[PageEnd]]]:
    """Set and read all plans."""
    for seed in ROUGH_SEEDS:
        path = folder / "plan.pdf"
        setting, printed = set_rough(seed, path)
        has_rules = setting.rules in ("all", "columns")
        yield samples_of(path, seed, printed, has_rules=has_rules)
    number = max(ROUGH_SEEDS)
    for name in VARIANTS:
        for seed in VARIANT_SEEDS:
            number += 1
            try:
                drawn = set_plan(name, seed, folder / "plan.pdf", quick=True, annex=False)
            except UndecidableError:
                continue
            has_rules = VARIANTS[name].style.rules not in FLAT
            yield samples_of(folder / "plan.pdf", number, drawn.matrix, has_rules=has_rules)


def fit(evidence: Matrix, is_wrong: Matrix, names: Sequence[str] = ()) -> Matrix:
    """Fit a logistic regression whose weights are not negative, and at least those of `LEAST`.

    Args:
        evidence: of each cell, a column for each kind.
        is_wrong: 1 for each cell that is read wrong, else 0.
        names: of the columns; none if no weight has a least value of its own.

    Returns:
        The weights; the last one is the intercept.
    """

    def loss(weights: Matrix) -> tuple[float, Matrix]:
        odds = evidence @ weights[:-1] + weights[-1]
        wrong = 1 / (1 + np.exp(-odds))
        value = np.sum(np.logaddexp(0, odds) - is_wrong * odds)
        value += RIDGE * np.sum(weights[:-1] ** 2) / 2
        slope = np.append(evidence.T @ (wrong - is_wrong), np.sum(wrong - is_wrong))
        slope[:-1] += RIDGE * weights[:-1]
        return float(value), slope

    count = evidence.shape[1]
    least = [LEAST.get(name, 0.0) for name in names] or [0.0] * count
    bounds = [*((one, None) for one in least), (None, None)]
    found = minimize(loss, np.array([*least, 0.0]), jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x, dtype=np.float64)


def probabilities(evidence: Matrix, weights: Matrix) -> Matrix:
    """Return the probability of each cell that it is right."""
    return np.asarray(1 / (1 + np.exp(evidence @ weights[:-1] + weights[-1])), dtype=np.float64)


def fit_scale(measures: Matrix, right: Matrix) -> Scale:
    """Fit the line that turns log odds into the log odds that something is right.

    Its highest probability is the share of the surest half that is right, one right and one wrong
    being added.
    """
    slope, intercept = -fit(-measures[:, None], 1 - right) * np.array([-1.0, 1.0])
    surest = right[measures >= np.median(measures)]
    most = float((np.sum(surest) + 1) / (len(surest) + 2))
    return Scale(
        intercept=round(float(intercept), 3),
        slope=round(float(slope), 3),
        most=round(min(MOST, most), 3),
    )


def reliability(right: Matrix, sure: Matrix, bins: Sequence[float], what: str) -> str:
    """Compare probabilities with the share that is right."""
    lines = [
        f"| probability | {what} | mean probability | share that is right |",
        "|---|---|---|---|",
    ]
    for low, high in pairwise(bins):
        inside = (sure >= low) & (sure < high if high < 1 else sure <= high)
        if np.any(inside):
            lines.append(
                f"| {low}–{high} | {int(np.sum(inside)):,} | {np.mean(sure[inside]):.3f} | "
                f"{np.mean(right[inside]):.3f} |"
            )
    return "\n".join(lines) + "\n"


def report(right: Matrix, sure: Matrix, doubtful: float) -> str:
    """Describe the reliability of probabilities on plans that the weights were not fitted to."""
    wrong_told = np.mean(sure[right == 0] < doubtful)
    right_told = np.mean(sure[right == 1] < doubtful)
    return (
        f"Cells of the plans kept apart: {len(right):,}, of which "
        f"{int(np.sum(right == 0)):,} are wrong. Told at a probability below {doubtful}: "
        f"{wrong_told:.1%} of the wrong cells and "
        f"{right_told:.1%} of the right ones.\n\n" + reliability(right, sure, BINS, "cells")
    )


def grouped(
    samples: Sequence[Sample], sure: Matrix, key: Callable[[Sample], Hashable]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return, for each group of cells, its least log odds, whether all are right, and its plan."""
    groups: dict[Hashable, tuple[float, bool, int]] = {}
    for one, probability in zip(samples, sure, strict=True):
        least, right, _ = groups.get(key(one), (math.inf, True, 0))
        odds = log_odds(float(probability))
        groups[key(one)] = (min(least, odds), right and one.is_right, one.plan)
    least, right, plans = np.array(list(groups.values()), dtype=np.float64).T
    return least, right, plans


def at_page_ends(
    samples: Sequence[Sample], sure: Matrix, ends: Sequence[PageEnd]
) -> tuple[Matrix, Matrix, Matrix]:
    """Return, for each page end, the least log odds of its rows, whether it is right, its plan."""
    least: dict[tuple[int, int, int], float] = {}
    for one, probability in zip(samples, sure, strict=True):
        for row in range(one.row, one.row_stop):
            key = (one.plan, one.table, row)
            least[key] = min(least.get(key, math.inf), log_odds(float(probability)))
    found = [
        (min(least[own] for row in end.rows if (own := (end.plan, end.table, row)) in least), end)
        for end in ends
        if any((end.plan, end.table, row) in least for row in end.rows)
    ]
    odds, right, plans = np.array(
        [(odds, end.is_right, end.plan) for odds, end in found], dtype=np.float64
    ).T
    return odds, right, plans


def calibrate(samples: Sequence[Sample], ends: Sequence[PageEnd]) -> str:
    """Fit the weights, write them, and return the report."""
    names = sorted({name for sample in samples for name in sample.evidence})
    evidence = np.array([[one.evidence.get(name, 0.0) for name in names] for one in samples])
    right = np.array([float(one.is_right) for one in samples])
    kept = np.array([is_kept(one.plan) for one in samples])
    weights = fit(evidence[~kept], 1 - right[~kept], names)
    in_doubt = np.array([one.has_line_end_in_doubt for one in samples])
    sure = probabilities(evidence, weights) * np.where(in_doubt, BROKEN_WORDS.right_in_doubt, 1.0)
    doubtful = round(float(np.quantile(sure[~kept & (right == 1)], MAX_FALSE_DOUBTS)), 3)
    ranked = sorted(zip(names, weights[:-1], strict=True), key=lambda one: -one[1])
    scales, figures = calibrate_parts(samples, sure, ends)
    written = {
        "intercept": round(float(weights[-1]), 3),
        "weights": {name: round(float(weight), 3) for name, weight in ranked if weight >= 0.005},
        "doubtful": doubtful,
        **{name: scale.model_dump() for name, scale in scales.items()},
    }
    WEIGHTS.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
    return f"{report(right[kept], sure[kept], doubtful)}\n{figures}"


def calibrate_parts(
    samples: Sequence[Sample], sure: Matrix, ends: Sequence[PageEnd]
) -> tuple[dict[str, Scale], str]:
    """Fit the scales of rows, tables and page ends, and describe how well they hold."""
    measured = {
        "row": grouped(samples, sure, lambda one: (one.plan, one.table, one.row)),
        "table": grouped(samples, sure, lambda one: (one.plan, one.table)),
        "page_end": at_page_ends(samples, sure, ends),
    }
    scales, tables = {}, []
    for name, (odds, right, plans) in measured.items():
        kept = np.array([is_kept(int(plan)) for plan in plans])
        scale = scales[name] = fit_scale(odds[~kept], right[~kept])
        own = np.array([scale.probability(float(one)) for one in odds[kept]])
        tables.append(reliability(right[kept], own, PART_BINS, f"{name.replace('_', ' ')}s"))
    return scales, "\n".join(tables)


def is_kept(plan: int) -> bool:
    """Return whether a plan is kept apart, to show how well the probabilities hold."""
    return plan % 3 == 0


def main() -> None:
    """Fit the weights and write the report."""
    with tempfile.TemporaryDirectory() as folder:
        read = list(all_samples(Path(folder)))
    figures = calibrate(
        [one for own, _ in read for one in own], [one for _, own in read for one in own]
    )
    text = REPORT.read_text(encoding="utf-8")
    REPORT.write_text(MARK.sub(rf"\1{figures}\2", text), encoding="utf-8")
    sys.stdout.write(figures)


if __name__ == "__main__":
    main()
