"""Plans that are hard to read: narrow columns, no rules, little white space between rows.

They are read wrong more often than other plans, which shows what wrong readings look like.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

from tests.generators.content import ExpectedTable, Shape, make_plan
from tests.generators.engines import Sheets, set_table
from tests.generators.typesetting import PaginationStyle

RULES = ("all", "horizontal", "horizontal", "shaded", "booktabs", "booktabs", "none", "none")
FLAT = ("shaded", "booktabs", "none", "columns")
"""Rules that do not show merged cells."""


def rough_setting(seed: int) -> PaginationStyle:
    """The typesetting of a plan; the same for a seed."""
    rng = random.Random(f"rough/{seed}")
    return PaginationStyle(
        rules=rng.choice((*RULES, "columns")),
        page=rng.choice(("landscape", "portrait")),
        family=rng.choice(("Sans", "Serif", "DejaVu Sans")),
        size=rng.choice((7.0, 8.0, 9.0, 10.0, 11.0)),
        pad=rng.choice((1.5, 2.0, 3.0, 4.0, 5.0)),
        hyphenate=rng.random() < 0.4,
        justify=rng.random() < 0.4,
        repeat_header=rng.random() < 0.5,
    )


def set_rough(seed: int, path: Path) -> tuple[PaginationStyle, ExpectedTable]:
    """Set a plan by typst.

    Returns:
        Its typesetting, and the table that it prints.
    """
    setting = rough_setting(seed)
    rng = random.Random(f"rough/shape/{seed}")
    shape = Shape(
        columns=(3, 8),
        areas=(2, 4),
        rows_per_area=(1, 5),
        merges=setting.rules not in FLAT or rng.random() < 0.4,
        key_merges_only=rng.random() < 0.5,
        band_levels=rng.choice((0, 0, 1)),
        words=rng.choice(((2, 12), (2, 25), (2, 40))),
        empties=rng.choice((0.0, 0.0, 0.15, 0.3)),
        annex=False,
        sentences=rng.random() < 0.5,
        clear_hyphens=True,
    )
    plan = make_plan(random.Random(f"rough/plan/{seed}"), shape)
    sheets = Sheets(plan.title, [text for _, text in plan.before])
    set_table("typst", plan.matrix, replace(setting, language=plan.language), path, sheets)
    return setting, plan.matrix
