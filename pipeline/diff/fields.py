"""Compare the fields of a row in two editions, or of the rows that it was split or merged into."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.diff.editions import TEXTS, Edition, Record
from pipeline.diff.matching.values import same_names, same_value
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import FieldChange

LEADS = "lead_bodies_printed"


@dataclass(frozen=True)
class Sides:
    """Both editions, and what is the same in them under other names.

    Attributes:
        old: the old edition.
        new: the new edition.
        bodies: new id of each old body.
        columns: new name of each old column of this plan alone.
    """

    old: Edition
    new: Edition
    bodies: Mapping[str, str]
    columns: Mapping[str, str]

    def print_both(self, column: str) -> bool:
        """Return whether both editions have a column that all plans share."""
        return self.old.prints(column) and self.new.prints(column)


def field_changes(
    olds: Sequence[Record], news: Sequence[Record], sides: Sides
) -> tuple[FieldChange, ...]:
    """Return the fields whose words differ; a changed column has its new name.

    A column that one edition lacks is one change of the columns, not one of each row.
    Where rows were split or merged, each field holds the texts of all of them. A value of another
    column has changed only if none of the old rows has it.
    """
    fields = [_texts(name, olds, news) for name in TEXTS if sides.print_both(name)]
    fields += [_values(before, after, olds, news) for before, after in sides.columns.items()]
    if sides.print_both(LEADS):
        fields.append(_leads(olds, news, sides))
    return tuple(change for change in fields if change is not None)


def _texts(name: str, olds: Sequence[Record], news: Sequence[Record]) -> FieldChange | None:
    old, new = _joined(name, olds), _joined(name, news)
    # Of rows that were split or merged, both sides are shown: where one text ends is a change.
    is_merged = name == "activity" and len(olds) + len(news) > 2
    return field_change(name, old, new) if is_merged or not same_value(old, new) else None


def _values(
    before: str, after: str, olds: Sequence[Record], news: Sequence[Record]
) -> FieldChange | None:
    values = [row[before] for row in olds]
    if all(any(same_value(value, row[after]) for value in values) for row in news):
        return None
    return field_change(after, _joined(before, olds), _joined(after, news))


def _leads(olds: Sequence[Record], news: Sequence[Record], sides: Sides) -> FieldChange | None:
    """Compare lead bodies by identity, not by spelling.

    Rows that were split or merged have other leads where a new row has those of no old row, nor
    those of all of them.
    """
    befores = [{sides.bodies.get(b, b) for b in sides.old.leads_of(row)} for row in olds]
    befores.append(set().union(*befores))
    afters = [set(sides.new.leads_of(row)) for row in news]
    old, new = _joined(LEADS, olds), _joined(LEADS, news)
    if all(any(same_names(before, after) for before in befores) for after in afters):
        return None
    return None if same_words(old, new) else field_change(LEADS, old, new)


def _joined(name: str, rows: Sequence[Record]) -> str:
    """Return the different texts of a field in several rows."""
    return " / ".join(dict.fromkeys(row[name] for row in rows if row[name]))
