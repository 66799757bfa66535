"""Describe what a change of a row means: what is to be done, by whom, by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.diff.editions import Record
from pipeline.diff.fields import LEADS
from pipeline.diff.matching.values import Amount, Date, value_of
from pipeline.diff.model import Change, FieldChange
from pipeline.diff.report.names import Side, in_area, listed, quoted, title_of, whole
from pipeline.diff.report.wording import wording

NAMES = {"focus": "focus", "activity": "activity", "expected_output": "expected output"}


def row_sentences(change: Change, old: Side, new: Side) -> Iterator[str]:
    """Yield what a change of a row means, a sentence for each kind of change.

    Args:
        change: a change of a row.
        old: the old edition.
        new: the new edition.
    """
    olds = [old.rows[key] for key in change.old_ids]
    news = [new.rows[key] for key in change.new_ids]
    if not olds:
        place = new.area(change.new_area)
        yield f"New{f' in {place}' if place else ''}: {_described(news[0], new)}"
    elif not news:
        place = old.area(change.old_area)
        yield f"Gone{f' from {place}' if place else ''}: {_described(olds[0], old)}"
    else:
        yield from _changed(change, olds, news, old, new)


def _described(row: Record, side: Side) -> str:
    """Return all that an added or removed row says."""
    parts = [whole(title_of(row))]
    if row["activity"] and row["expected_output"]:
        parts.append(f"expected output: {whole(row['expected_output'])}")
    leads = side.leads(row)
    parts.append(f"led by {listed(leads)}" if leads else "no lead body")
    parts += [
        f"{side.edition.label_of(name)}: {row[name]}" for name in side.edition.extra if row[name]
    ]
    return "; ".join(parts) + "."


def _changed(
    change: Change, olds: Sequence[Record], news: Sequence[Record], old: Side, new: Side
) -> Iterator[str]:
    fields = {field.field: field for field in change.fields}
    # Where a row moves, both areas are named.
    area = "" if "moved" in change.kinds else change.new_area
    name = in_area(quoted(title_of(olds[0])), area)
    # The first sentence names the row, the others follow from it.
    names = iter((name,))
    if "split" in change.kinds:
        parts = listed([whole(title_of(row)) for row in news])
        yield f"{next(names)} becomes {len(news)} rows: {parts}."
    if "merged" in change.kinds:
        whats = listed([quoted(title_of(row)) for row in olds])
        next(names, "")
        yield f"{in_area(whats, area)} become one row: {whole(title_of(news[0]))}."
    if "moved" in change.kinds:
        yield f"{next(names, 'It')} moves {_way(change, news[0], old, new)}."
    if "replaced" in change.kinds:
        yield from _replaced(fields, olds[0], next(names, ""), change)
    if "reworded" in change.kinds:
        yield _reworded(change, fields, next(names, ""))
    if LEADS in fields or _have_lost_leads(olds, news, old, new):
        yield _leads(olds, news, next(names, "it"), old, new)
    for key, field in fields.items():
        if key not in (*NAMES, LEADS):
            owner, label = next(names, ""), new.edition.label_of(key)
            start = f"{owner}: {label}" if owner else f"{label[:1].upper()}{label[1:]}"
            yield f"{start} {_value_clause(field)}."


def _way(change: Change, row: Record, old: Side, new: Side) -> str:
    if change.old_area != change.new_area:
        return f"from {old.area(change.old_area)} to {new.area(change.new_area)}"
    return f"to the focus {whole(row['focus'])}" if row["focus"] else "to no focus"


def _replaced(
    fields: dict[str, FieldChange], row: Record, name: str, change: Change
) -> Iterator[str]:
    output, activity = fields.get("expected_output"), fields.get("activity")
    if activity and activity.is_replaced:
        place = in_area("Another activity", change.new_area)
        kept = "" if output else f" for the output {quoted(row['expected_output'])}"
        yield f"{place}{kept}: {whole(activity.new)} in place of {whole(activity.old)}."
    if output and output.is_replaced:
        of = (
            f"{name} has another" if name and not (activity and activity.is_replaced) else "Another"
        )
        yield f"{of} expected output: {whole(output.new)} in place of {whole(output.old)}."


def _reworded(change: Change, fields: dict[str, FieldChange], name: str) -> str:
    changed = [
        f"in the {label}, {wording(fields[key])}"
        for key, label in NAMES.items()
        if key in fields
        and not fields[key].is_replaced
        and not (key == "focus" and "moved" in change.kinds)
    ]
    said = "; ".join(changed)
    return f"{name}: {said}." if name else f"{said[:1].upper()}{said[1:]}."


def _have_lost_leads(olds: Sequence[Record], news: Sequence[Record], old: Side, new: Side) -> bool:
    """Return whether a body that led one of several merged rows leads none now."""
    after = {body for row in news for body in new.leads(row)}
    before = {body for row in olds for body in old.leads(row)}
    return len(olds) > 1 and not before <= after


def _leads(olds: Sequence[Record], news: Sequence[Record], name: str, old: Side, new: Side) -> str:
    """Return who leads a row no longer, and who does."""
    before = list(dict.fromkeys(body for row in olds for body in old.leads(row)))
    after = list(dict.fromkeys(body for row in news for body in new.leads(row)))
    lost = [body for body in before if body not in after]
    gained = [body for body in after if body not in before]
    kept = [body for body in after if body in before]
    if not before:
        return f"{listed(gained)} now {_verb(gained)} {name}, which had no lead body."
    if lost and gained:
        now = f"{listed(gained)} {'do' if len(gained) > 1 else 'does'}"
        return f"{listed(lost)} no longer {_verb(lost)} {name}; {now}{_beside(kept)}."
    if gained:
        return f"{listed(gained)} now {_verb(gained)} {name}{_beside(kept)}."
    rest = f"{listed(kept)} still {'do' if len(kept) > 1 else 'does'}" if kept else "no body does"
    return f"{listed(lost)} no longer {_verb(lost)} {name}; {rest}."


def _verb(bodies: Sequence[str]) -> str:
    return "lead" if len(bodies) > 1 else "leads"


def _beside(kept: Sequence[str]) -> str:
    return f", beside {listed(kept)}" if kept else ""


def _value_clause(field: FieldChange) -> str:
    if not field.old:
        return f"is now {whole(field.new)} (nothing was printed)"
    if not field.new:
        return f"no longer has {whole(field.old)}"
    return f"is now {whole(field.new)}, was {whole(field.old)}{_distance(field.old, field.new)}"


def _distance(old: str, new: str) -> str:
    """Return how far apart two dates or amounts are, in words."""
    a, b = value_of(old), value_of(new)
    if isinstance(a, Date) and isinstance(b, Date) and a != b:
        return " (later)" if b > a else " (earlier)"
    if isinstance(a, Amount) and isinstance(b, Amount) and a.currency == b.currency and a.number:
        return f" ({float((b.number - a.number) / a.number):+.0%})"
    return ""
