"""Typesettings drawn at random from a grid of what programs and people choose."""

from __future__ import annotations

import random
from typing import get_args

from tests.generators.engines import Engine
from tests.generators.typesetting import PaginationStyle

FAMILIES = ("Sans", "Serif", "DejaVu Serif", "DejaVu Sans", "Liberation Sans Narrow")


def open_setting(seed: int) -> tuple[Engine, PaginationStyle]:
    """A program and a typesetting of it that draws no vertical rules; the same for a seed."""
    rng = random.Random(f"open/{seed}")
    setting = PaginationStyle(
        rules="horizontal",
        page=rng.choice(("landscape", "landscape", "portrait")),
        family=rng.choice(FAMILIES),
        size=rng.choice((7.0, 8.0, 9.0, 10.0, 11.0, 12.0)),
        pad=rng.choice((3.0, 4.0, 5.0, 6.0)),
        hyphenate=rng.random() < 0.5,
        justify=rng.random() < 0.4,
        repeat_header=rng.random() < 0.5,
        keep_rows=rng.random() < 0.15,
    )
    return rng.choice(get_args(Engine)), setting
