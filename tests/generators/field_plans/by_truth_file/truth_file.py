"""Load the texts and the truth of a plan, which were written before it was read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.generators.engines import Engine
from tests.generators.field_plans.truth import FieldPlan

Truth = dict[str, Any]
_FOLDER = Path(__file__).resolve().parents[3] / "data" / "field_plans"


def plan_of(
    name: str,
    write: Callable[[Truth, Path], None],
    engine: Engine | None,
    *,
    has_sections: bool = False,
    group_column: int | None = None,
) -> FieldPlan:
    """Return a plan of a truth file.

    Args:
        name: name of the file, and of the plan.
        write: sets the plan.
        engine: the program that it is set by.
        has_sections: whether its groups are headings above their rows.
        group_column: the column in which its groups are printed, merged over their rows.
    """
    truth = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    rows = [
        tuple(row) if group_column is None else (*row[:group_column], group, *row[group_column:])
        for group, own in truth["groups"].items()
        for row in own
    ]
    return FieldPlan(
        name=name,
        language=truth["language"],
        roles=tuple(truth["roles"]),
        rows=tuple(rows),
        sections=tuple(truth["groups"]) if has_sections else (),
        bodies=frozenset(truth["bodies"]),
        other_bodies=frozenset((*truth["bodies_of_text"], *truth.get("one_body_or_two", ()))),
        values={role: tuple(values) for role, values in truth["values"].items()},
        write=lambda path: write(truth, path),
        engine=engine,
    )
