"""Labels are paired with settings as scipy's assignment pairs them."""

from __future__ import annotations

import random

from scipy.optimize import linear_sum_assignment

from extract.matrix.column_roles import best_pairs


def test_pairs_have_the_greatest_sum_whether_or_not_rows_vie_for_a_column() -> None:
    rng = random.Random(5)
    for _ in range(300):
        size = rng.randint(1, 6)
        scores = [[rng.random() for _ in range(size)] for _ in range(rng.randint(1, 6))]
        rows, columns = linear_sum_assignment(scores, maximize=True)
        assert best_pairs(scores) == dict(zip(rows.tolist(), columns.tolist(), strict=True))
