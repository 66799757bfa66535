"""What a plan prints: its rows, what its columns hold, its bodies and its values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.generators.engines import Engine


@dataclass(frozen=True)
class FieldPlan:
    """A plan and its truth, which is written by hand.

    Attributes:
        name: id of the plan.
        language: language of its text.
        roles: role of each column of the settings, in printed order; empty for a column that has
            none of the known roles.
        rows: texts of the cells of each row, in the same order.
        sections: headings that group the rows.
        bodies: names that the plan gives to bodies, in each of their forms.
        values: normalised values by role: first and last day of periods, amounts, statuses.
        write: sets the plan as a PDF.
        engine: the program that it is set by; None: a library of the tests.
        other_bodies: names that may be found: those of its running text, and parts of names of
            which nobody can tell whether they are one body.
    """

    name: str
    language: str
    roles: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    sections: tuple[str, ...]
    bodies: frozenset[str]
    values: dict[str, tuple[str, ...]]
    write: Callable[[Path], None]
    engine: Engine | None = None
    other_bodies: frozenset[str] = frozenset()

    def column(self, role: str) -> list[str]:
        """Return the texts of one column, row by row."""
        at = self.roles.index(role)
        return [row[at] for row in self.rows]
