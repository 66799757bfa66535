"""Turn the evidence on a cell into the probability that the cell is read right.

The weights of a logistic regression are in `weights.json`. `make calibrate-confidence` fits them to
random plans, whose printed content is known; a third of these plans is kept apart and shows how
well the probabilities hold (docs/confidence.md). No weight is negative: each piece of evidence
speaks against a reading or says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from extract.frozen import Frozen

WEIGHTS = Path(__file__).with_name("weights.json")


class Scale(Frozen):
    """What turns the log odds of one measure into a probability: a line, fitted to plans."""

    intercept: float
    slope: float
    most: float = 0.999
    """The highest probability: the share of the surest half that is right. Some faults leave no
    evidence, so that no cell is more certain than that."""

    def probability(self, log_odds: float) -> float:
        """Return the probability, 0 to 1, in thousandths."""
        return round(min(self.most, 1 / (1 + math.exp(-self.intercept - self.slope * log_odds))), 3)


class Calibration(Frozen):
    """The fitted weights."""

    intercept: float
    """Log odds that a cell is wrong against which no evidence speaks."""
    weights: Mapping[str, float]
    """Log odds that a cell is wrong, per unit of each piece of evidence."""
    doubtful: float
    """Probability below which a cell is doubtful: few cells that are right have less."""
    row: Scale
    """From the log odds of a row's least certain cell."""
    table: Scale
    """From the log odds of a table's least certain cell."""
    page_end: Scale
    """From the log odds of the least certain cell of the rows at a page end."""

    def probability(self, evidence: Mapping[str, float]) -> float:
        """Return the probability that a cell is right, 0 to 1."""
        return 1 / (1 + math.exp(self.intercept + sum(self._weighed(evidence).values())))

    def of_cells(self, scale: Scale, cells: Iterable[float | None]) -> float | None:
        """Return the probability that cells are all right.

        Faults come together, so that the least certain cell says most.

        Args:
            scale: `row`, `table` or `page_end`.
            cells: the probabilities of the cells; those without one are not counted.

        Returns:
            The probability; None if there is no cell that has one.
        """
        least = min((cell for cell in cells if cell is not None), default=None)
        return None if least is None else scale.probability(log_odds(least))

    def reasons(self, evidence: Mapping[str, float], most: int) -> list[str]:
        """Name the evidence that speaks most against a cell.

        Args:
            evidence: on the cell.
            most: number of names.

        Returns:
            Names, the weightiest first.
        """
        weighed = self._weighed(evidence)
        ranked = sorted(weighed, key=lambda name: (-weighed[name], name))
        return [name for name in ranked[:most] if weighed[name] > 0]

    def _weighed(self, evidence: Mapping[str, float]) -> dict[str, float]:
        weights = self.weights
        return {name: weights.get(name, 0.0) * value for name, value in evidence.items()}


def log_odds(probability: float) -> float:
    """Return the log odds of a probability, which counts as at least 1e-6 away from 0 and 1."""
    inside = min(max(probability, 1e-6), 1 - 1e-6)
    return math.log(inside / (1 - inside))


@lru_cache(maxsize=1)
def calibration() -> Calibration:
    """Return the weights that planrows uses."""
    return Calibration.model_validate_json(WEIGHTS.read_bytes())
