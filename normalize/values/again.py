"""Read the values of cells again whose texts reviewers corrected."""

from __future__ import annotations

from collections import defaultdict

from normalize.ids import Identifiers
from normalize.model import NormalPlan, PrintedValue, ValueKind
from normalize.settings import NormalizeSettings
from normalize.values.label_periods import periods_of_labels
from normalize.values.levels import find_legend
from normalize.values.money import usual_mark_of
from normalize.values.read import (
    MONEY,
    ValueReader,
    conventions_of,
    is_progress,
    kind_of_role,
    texts_of_sums,
)

Place = tuple[str, str]
"""A row and the role of a column."""


def read_again(
    printed: NormalPlan, corrected: NormalPlan, settings: NormalizeSettings
) -> NormalPlan:
    """Return a corrected plan with the values that its texts state.

    A value keeps its identifier and the text that is printed; what it states follows the corrected
    text.

    Args:
        printed: The plan as printed.
        corrected: The plan with corrected texts.
        settings: The plan's language, currency and statuses.
    """
    before, after = _texts(printed), _texts(corrected)
    changed = {place for place, text in after.items() if text != before.get(place, "")}
    if not changed:
        return corrected
    known: dict[Place, list[PrintedValue]] = defaultdict(list)
    for value in printed.values:
        known[value.row_id, value.column].append(value)
    reader = _reader(printed, settings)
    labels = _labels(printed)
    periods = periods_of_labels(labels, settings.language)
    kinds = _kinds(printed)
    ids = Identifiers("val")
    values: list[PrintedValue] = []
    for place in after:
        kind = kinds.get(place[1])
        if place not in changed or kind is None:
            for value in known[place]:
                ids.of_text(*place, value.printed)
            values += known[place]
            continue
        cell_id = _cell_of(printed, place)
        label, period = labels.get(place[1], ""), periods.get(place[1])
        facts = reader.facts(after[place], kind, label, (), period) if after[place] else ()
        values += [
            PrintedValue.model_validate(
                {
                    "value_id": ids.of_text(*place, before[place]),
                    "row_id": place[0],
                    "column": place[1],
                    "cell_id": cell_id,
                    "printed": before[place],
                    **fact,
                }
            )
            for fact in facts
        ]
    return corrected.model_copy(update={"values": tuple(values)})


def _labels(plan: NormalPlan) -> dict[str, str]:
    return {label.column: label.text for label in plan.column_labels}


def _texts(plan: NormalPlan) -> dict[Place, str]:
    return {(row.row_id, extra.column): extra.text for row in plan.rows for extra in row.extra}


def _kinds(plan: NormalPlan) -> dict[str, ValueKind]:
    """Return what each column holds: its role says so, or its values, which are yes or no."""
    truths: dict[str, ValueKind] = {v.column: "truth" for v in plan.values if v.kind == "truth"}
    kinds = truths | {
        role: kind for role in plan.extra_columns if (kind := kind_of_role(role)) is not None
    }
    states: dict[str, ValueKind] = {
        v.column: "status" for v in plan.values if is_progress(v.column) and v.kind == "status"
    }
    return kinds | states


def _cell_of(plan: NormalPlan, place: Place) -> str:
    return next(
        (c.cell_id for c in plan.cells if c.column == place[1] and place[0] in c.record_ids), ""
    )


def _reader(plan: NormalPlan, settings: NormalizeSettings) -> ValueReader:
    """Return the reader of a plan: as its own dates, numbers and legend print them."""
    around = [block.text for block in plan.narrative]
    cells: dict[str, list[str]] = defaultdict(list)
    for (_, role), text in _texts(plan).items():
        cells[role].append(text)
    texts = (*around, *(cell.text for cell in plan.cells))
    return ValueReader(
        settings,
        conventions_of(cells, texts, settings.language),
        find_legend(around) if MONEY in map(kind_of_role, plan.extra_columns) else {},
        usual_mark_of(texts_of_sums(_labels(plan), cells), settings.language),
    )
