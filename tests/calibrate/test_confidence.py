"""The fit of weights keeps the least weight of evidence that sound tables do not show."""

from __future__ import annotations

import numpy as np

from tests.calibrate.confidence import LEAST, fit


def test_a_fit_keeps_least_weights_whatever_the_plans_show() -> None:
    (name, *_) = LEAST
    evidence = np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0]] * 5)
    is_wrong = np.array([0.0, 1.0, 0.0, 0.0] * 5)
    free = fit(evidence, is_wrong)
    held = fit(evidence, is_wrong, [name, "another"])
    assert free[0] == 0
    assert held[0] >= LEAST[name]
