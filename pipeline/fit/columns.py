"""Check that each column in the settings is printed, has the right content and is not empty."""

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
from pipeline.add.places import filled_columns
from pipeline.config.toml_text import toml_string
from pipeline.fit.model import Mismatch
from pipeline.fit.thresholds import FIT


def column_mismatches(plan: PlanTable, settings: Sequence[ColumnSetting]) -> Iterator[Mismatch]:
    """Find columns that are missing, doubtful or empty.

    Args:
        plan: The plan as printed.
        settings: The columns in its settings.

    Yields:
        At most one mismatch for each column, in the order of the settings.
    """
    matched = _MatchedColumns(plan, settings)
    for setting in settings:
        column = matched.by_role.get(setting.role)
        if column is None:
            if not setting.optional:
                yield matched.missing(setting)
        elif matched.is_doubtful(setting):
            yield matched.doubtful(setting, column)
        elif not setting.optional and not matched.columns[column.column].filled:
            yield _empty(setting, column)


def _empty(setting: ColumnSetting, column: ColumnRole) -> Mismatch:
    return Mismatch(
        what=f"column “{column.label}” ({setting.role}) is empty in every row",
        table="extract",
        key="columns",
        line=column_line(setting.role, setting.label, optional=True),
        condition="if this plan leaves it empty",
    )


def column_line(role: str, label: str, *, optional: bool = False) -> str:
    """Return the line of ``plan.toml`` that names a column."""
    end = ", optional = true" if optional else ""
    return f"{{ role = {toml_string(role)}, label = {toml_string(label)}{end} }},"


@dataclass(frozen=True)
class _MatchedColumns:
    """The columns of a matrix, their roles by the settings and by the column recogniser."""

    plan: PlanTable
    settings: Sequence[ColumnSetting]

    @cached_property
    def by_role(self) -> dict[str, ColumnRole]:
        """Columns by role, for the roles in the settings."""
        names = {setting.role for setting in self.settings}
        return {role.role: role for role in self.plan.roles if role.role in names}

    @cached_property
    def columns(self) -> list[Column]:
        return filled_columns(self.plan.matrix)

    @cached_property
    def guesses(self) -> list[Guess]:
        return guess_roles(self.columns)

    def is_doubtful(self, setting: ColumnSetting) -> bool:
        """Return whether a column has another label, and the recogniser does not confirm its role.

        The recogniser confirms it if it gives the printed label the role of the setting, or the
        same role as the label in the settings.
        """
        column = self.by_role.get(setting.role)
        if column is None or column.score >= LABELS.same:
            return False
        cells = self.columns[column.column]
        role_in_settings, _ = role_by_itself(replace(cells, label=setting.label, own_label=""))
        printed_role, _ = role_by_itself(cells)
        return not printed_role or printed_role not in (setting.role, role_in_settings)

    def missing(self, setting: ColumnSetting) -> Mismatch:
        guess = self._best(setting)
        what = (
            f"no column matches {setting.role} (“{setting.label}”); the matrix prints "
            f"{self._labels()}"
        )
        if guess is None:
            line = column_line(setting.role, setting.label, optional=True)
            return Mismatch(
                what=f"{what}; none of these is similar",
                table="extract",
                key="columns",
                line=line,
                condition="if the plan has no such column (otherwise its printed label)",
            )
        column, confidence = guess
        return Mismatch(
            what=f"{what}; “{column.label}” is the most likely ({confidence:.0%})",
            table="extract",
            key="columns",
            line=column_line(setting.role, column.label),
            condition="if that is right",
        )

    def doubtful(self, setting: ColumnSetting, column: ColumnRole) -> Mismatch:
        role, confidence = role_by_itself(self.columns[column.column])
        seems = f"looks like {role} ({confidence:.0%})" if role else "is not a known label"
        best = self._best(setting)
        other = best[0].label if best else column.label
        return Mismatch(
            what=f"no column clearly matches {setting.role} (“{setting.label}”); the matrix prints "
            f"{self._labels()}; “{column.label}” is only {column.score:.0%} similar and "
            f"{seems}" + (f"; “{other}” is the most likely ({best[1]:.0%})" if best else ""),
            table="extract",
            key="columns",
            line=column_line(setting.role, other),
            condition="if that is right",
        )

    def _labels(self) -> str:
        return ", ".join(f"“{label}”" for label in self.plan.matrix.columns)

    def _best(self, setting: ColumnSetting) -> tuple[Column, float] | None:
        """Return the unassigned column that most likely has a role, and the confidence."""
        assigned = self._assigned(setting)
        free = [column for column in self.columns if column.index not in assigned]
        ranked = [(self._confidence(column, setting), -column.index) for column in free]
        if not ranked or max(ranked)[0] < FIT.column_confidence:
            return None
        confidence, index = max(ranked)
        return self.columns[-index], confidence

    def _confidence(self, column: Column, setting: ColumnSetting) -> float:
        guess = self.guesses[column.index]
        own = label_likeness(column.label, setting.label)
        if guess.is_by_label and guess.role == setting.role:
            return max(guess.confidence, own)
        return max(confidence_of(column, setting.role), own)

    def _assigned(self, setting: ColumnSetting) -> Collection[int]:
        """Return the indexes of columns that clearly have another role."""
        return {
            self.by_role[other.role].column
            for other in self.settings
            if other.role != setting.role
            and other.role in self.by_role
            and not self.is_doubtful(other)
        }
