"""Compare printed values with truths written by hand."""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path

from normalize.model import PrintedValue
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.normalize.printed import cell, plan, row

TRUTH = Path(__file__).resolve().parents[1] / "data" / "gold" / "judged" / "values.json"
LANGUAGES = {"French logframe": "fr", "Spanish budget": "es"}
LABELS = {("Spanish budget", "budget"): "Presupuesto (miles de USD)"}


@cache
def read_values(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what a plan's values are read as, and the truth, as lines of role, print and value."""
    truth = tuple(json.loads(TRUTH.read_text("utf-8"))[name])
    columns: dict[str, list[str]] = defaultdict(list)
    for line in truth:
        role, printed = line.split(" > ")[0].split(" ", 1)
        columns[role].append(printed)
    settings = NormalizeSettings(language=LANGUAGES.get(name, "en"))
    found = []
    for role, cells in columns.items():
        rows = [row(cell(f"Task {at}", 0, at), cell(one, 1, at)) for at, one in enumerate(cells)]
        printed_plan = plan(rows, roles=("activity", role))
        label = LABELS.get((name, role))
        if label:
            table = printed_plan.matrix
            labels = (*table.columns[:1], label)
            printed_plan = printed_plan.model_copy(
                update={"matrix": table.model_copy(update={"columns": labels})}
            )
        values = [v for v in normalize(printed_plan, settings).values if v.column == role]
        found += [f"{role} {v.printed} > {said(v)}" for v in values]
    return tuple(found), truth


def said(value: PrintedValue) -> str:
    """Return in a few words what a value is read as."""
    if value.kind == "period":
        first = value.first_day or ("open" if value.precision == "open" else "until")
        days = [first, value.last_day or "open"]
        return " ".join(dict.fromkeys(days))
    numbers = [f"{n:g}" if n < 1e6 else f"{n:.0f}" for n in (value.number, value.number_to) if n]
    return " ".join(filter(None, (*numbers, value.unit, value.currency, value.value))) or value.kind
