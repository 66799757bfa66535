"""What the fit of weights and of the scales keeps to, whatever the plans show."""

from __future__ import annotations

import numpy as np

from tests.calibrate.confidence import LEAST, fit, fit_scale


def test_a_fit_keeps_least_weights_whatever_the_plans_show() -> None:
    (name, *_) = LEAST
    evidence = np.array([[1.0, 1.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0]] * 5)
    is_wrong = np.array([0.0, 1.0, 0.0, 0.0] * 5)
    free = fit(evidence, is_wrong)
    held = fit(evidence, is_wrong, [name, "another"])
    assert free[0] == 0
    assert held[0] >= LEAST[name]


def test_nothing_is_surer_than_the_share_of_the_surest_that_is_right() -> None:
    measures = np.array([0.0, 1.0, 5.0, 6.0] * 50)
    right = np.array([0.0, 1.0, 1.0, 1.0] * 50)
    right[2::40] = 0.0
    scale = fit_scale(measures, right)
    surest = right[measures >= 5.0]
    assert scale.probability(100.0) == scale.most
    assert abs(scale.most - surest.mean()) < 0.01
