"""Read the labels above the columns, and the pages on which one is missing."""

from __future__ import annotations

from extract.model import PlanTable
from normalize.model import ExtraValue
from normalize.records.grid import RoleGrid, fold_spaces


def column_labels(plan: PlanTable, grid: RoleGrid) -> tuple[ExtraValue, ...]:
    """Return the label that is printed above the column of each role."""
    printed = {role.column: role.label for role in plan.roles}
    return tuple(
        ExtraValue(
            column=role,
            text=fold_spaces(printed.get(column) or _label(plan.matrix.columns, column)),
        )
        for column, role in sorted(grid.roles.items())
    )


def _label(labels: tuple[str, ...], column: int) -> str:
    return labels[column] if column < len(labels) else ""


def missing_labels(plan: PlanTable, grid: RoleGrid) -> tuple[ExtraValue, ...]:
    """Return the pages on which the label of a column is missing.

    Only pages that print other labels count. A column without a label on any page is left out.
    """
    found = []
    for column, role in sorted(grid.roles.items()):
        prints = [(page.page, _label(page.labels, column)) for page in plan.matrix.header_prints]
        missing = [str(page) for page, label in prints if not label.strip()]
        if missing and len(missing) < len(prints):
            found.append(ExtraValue(column=role, text=", ".join(missing)))
    return tuple(found)
