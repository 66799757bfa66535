"""Columns that the settings name: each is there, is the one that is meant, and holds something."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from extract.model import ColumnRole, PlanTable
from extract.settings import ColumnSetting
from extract.stitching.labels import label_likeness
from extract.stitching.thresholds import LABELS
from pipeline.add.columns import Guess, confidence_of, guess_roles, role_by_itself
from pipeline.add.contents import Column
from pipeline.add.places import columns_of
from pipeline.add.toml_text import quoted
from pipeline.fit.model import Finding

LEAST_CONFIDENCE = 0.3
"""Confidence (0 to 1) of the recogniser from which a column is proposed: cells that look like
those of the role give 0.25 at most, so its label says something, too."""


def column_findings(plan: PlanTable, settings: Sequence[ColumnSetting]) -> Iterator[Finding]:
    """Find the columns that are missing, are others than meant, or hold nothing.

    Args:
        plan: the plan as printed.
        settings: the columns of its settings.

    Yields:
        One finding a column, in the order of the settings.
    """
    found = _Found(plan, settings)
    for setting in settings:
        column = found.by_role.get(setting.role)
        if column is None:
            if not setting.optional:
                yield found.missing(setting)
        elif found.is_doubtful(setting):
            yield found.doubtful(setting, column)
        elif not setting.optional and not found.columns[column.column].filled:
            yield _empty(setting, column)


def _empty(setting: ColumnSetting, column: ColumnRole) -> Finding:
    return Finding(
        what=f"column “{column.label}” ({setting.role}) is empty in every row",
        table="extract",
        key="columns",
        line=column_line(setting.role, setting.label, optional=True),
        condition="if the plan leaves it empty",
    )


def column_line(role: str, label: str, *, optional: bool = False) -> str:
    """Return the line of ``plan.toml`` that names a column."""
    end = ", optional = true" if optional else ""
    return f"{{ role = {quoted(role)}, label = {quoted(label)}{end} }},"


@dataclass(frozen=True)
class _Found:
    """The columns of a matrix, and what they are by the settings and by the recogniser."""

    plan: PlanTable
    settings: Sequence[ColumnSetting]

    @cached_property
    def by_role(self) -> dict[str, ColumnRole]:
        """The column of each role of the settings that has one."""
        names = {setting.role for setting in self.settings}
        return {role.role: role for role in self.plan.roles if role.role in names}

    @cached_property
    def columns(self) -> list[Column]:
        return columns_of(self.plan.matrix)

    @cached_property
    def guesses(self) -> list[Guess]:
        return guess_roles(self.columns)

    def is_doubtful(self, setting: ColumnSetting) -> bool:
        """Tell whether a column's label is another one, and the recogniser does not bear it out.

        It does where the printed label means for it what the settings' label means, or is the
        role itself.
        """
        column = self.by_role.get(setting.role)
        if column is None or column.score >= LABELS.same:
            return False
        cells = self.columns[column.column]
        meant, _ = role_by_itself(replace(cells, label=setting.label))
        says, _ = role_by_itself(cells)
        return not says or says not in (setting.role, meant)

    def missing(self, setting: ColumnSetting) -> Finding:
        guess = self._best(setting)
        what = (
            f"no column is {setting.role} (“{setting.label}”): the matrix prints {self._labels()}"
        )
        if guess is None:
            line = column_line(setting.role, setting.label, optional=True)
            return Finding(
                what=f"{what}; none of them looks like it",
                table="extract",
                key="columns",
                line=line,
                condition="if the plan has none, else its printed label",
            )
        column, confidence = guess
        return Finding(
            what=f"{what}; “{column.label}” may be it ({confidence:.0%})",
            table="extract",
            key="columns",
            line=column_line(setting.role, column.label),
            condition="if so",
        )

    def doubtful(self, setting: ColumnSetting, column: ColumnRole) -> Finding:
        role, confidence = role_by_itself(self.columns[column.column])
        seems = f"seems to be {role} ({confidence:.0%})" if role else "is no label that is known"
        best = self._best(setting)
        other = best[0].label if best else column.label
        return Finding(
            what=f"no column is surely {setting.role} (“{setting.label}”): the matrix prints "
            f"{self._labels()}; “{column.label}” is like it by {column.score:.0%} only, and "
            f"{seems}" + (f"; “{other}” may be it ({best[1]:.0%})" if best else ""),
            table="extract",
            key="columns",
            line=column_line(setting.role, other),
            condition="if so",
        )

    def _labels(self) -> str:
        return ", ".join(f"“{label}”" for label in self.plan.matrix.columns)

    def _best(self, setting: ColumnSetting) -> tuple[Column, float] | None:
        """The free column that is most likely a role, and how likely it is."""
        free = [column for column in self.columns if column.index not in self._taken(setting)]
        known = [(self._confidence(column, setting), -column.index) for column in free]
        if not known or max(known)[0] < LEAST_CONFIDENCE:
            return None
        confidence, index = max(known)
        return self.columns[-index], confidence

    def _confidence(self, column: Column, setting: ColumnSetting) -> float:
        guess = self.guesses[column.index]
        own = label_likeness(column.label, setting.label)
        if guess.is_by_label and guess.role == setting.role:
            return max(guess.confidence, own)
        return max(confidence_of(column, setting.role), own)

    def _taken(self, setting: ColumnSetting) -> Collection[int]:
        """The columns that surely have another role of the settings."""
        return {
            self.by_role[other.role].column
            for other in self.settings
            if other.role != setting.role
            and other.role in self.by_role
            and not self.is_doubtful(other)
        }
