"""Describe a change in a sentence or two, for readers who know neither ids nor tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from normalize.ids import number_in
from pipeline.diff.editions import Edition
from pipeline.diff.matching.words import same_words
from pipeline.diff.model import Change, FieldChange, Table
from pipeline.diff.report.names import Side, listed, quoted, whole
from pipeline.diff.report.row_sentences import row_sentences
from pipeline.diff.report.wording import wording


@dataclass(frozen=True)
class Sides:
    """Both editions, to name their records."""

    old: Side
    new: Side


def with_sentences(
    changes: list[Change], old: Edition, new: Edition, bodies: Mapping[str, str]
) -> tuple[Change, ...]:
    """Return the changes, each with what it means in words; references with their area.

    Args:
        changes: the changes.
        old: the old edition.
        new: the new edition.
        bodies: new id of each old body.
    """
    after = Side(new)
    sides = Sides(Side(old, {a: after.body(b) for a, b in bodies.items()}), after)
    described = []
    for change in changes:
        update: dict[str, object] = {}
        if change.table == "references":
            update = _areas_of_reference(change, sides)
        if change.kinds != ("unchanged",):
            update["says"] = _SENTENCES[change.table](change, sides)
        described.append(change.model_copy(update=update) if update else change)
    return tuple(described)


def _areas_of_reference(change: Change, sides: Sides) -> dict[str, object]:
    update: dict[str, object] = {}
    for name, side, ids in (
        ("old_area", sides.old, change.old_ids),
        ("new_area", sides.new, change.new_ids),
    ):
        if ids:
            update[name] = side.area_of(side.references[ids[0]]["from_id"])
    return update


def _row(change: Change, sides: Sides) -> str:
    return " ".join(row_sentences(change, sides.old, sides.new))


def _area(change: Change, sides: Sides) -> str:
    olds = [sides.old.area(area) for area in change.old_ids]
    news = [sides.new.area(area) for area in change.new_ids]
    if change.kinds == ("added",):
        return f"New area {news[0]}."
    if change.kinds == ("removed",):
        return f"Area {olds[0]} is gone."
    if "split" in change.kinds:
        return f"Area {olds[0]} is split into {listed(news)}."
    if "merged" in change.kinds:
        return f"Areas {listed(olds)} become one: {news[0]}."
    return _renumbered_or_retitled("Area", change)


def _renumbered_or_retitled(what: str, change: Change) -> str:
    before, after = (number_in(ids[0]) for ids in (change.old_ids, change.new_ids))
    if "renumbered" not in change.kinds:
        return f"{what} {after} is now called {whole(change.new_text)}."
    said = f"{what} {before} {quoted(change.old_text)} is now {after}"
    return f"{said}, called {whole(change.new_text)}." if "reworded" in change.kinds else f"{said}."


def _section(change: Change, _: Sides) -> str:
    if change.kinds == ("added",):
        return f"New section {number_in(change.new_ids[0])} {whole(change.new_text)}."
    if change.kinds == ("removed",):
        return f"Section {number_in(change.old_ids[0])} {whole(change.old_text)} is gone."
    return _renumbered_or_retitled("Section", change)


def _column(change: Change, _: Sides) -> str:
    if change.kinds == ("added",):
        return f"New column {whole(change.new_text)}."
    if change.kinds == ("removed",):
        return f"The column {whole(change.old_text)} is gone."
    return f"The column {whole(change.old_text)} is now called {whole(change.new_text)}."


def _narrative(change: Change, _: Sides) -> str:
    # A heading stands under itself: its own text is no place.
    place = "" if change.note in (change.old_text, change.new_text) else quoted(change.note)
    if change.kinds == ("added",):
        return f"New{_under(place)}: {whole(change.new_text)}."
    if change.kinds == ("removed",):
        return f"Gone{' from ' + place if place else ''}: {whole(change.old_text)}."
    if "split" in change.kinds:
        return f"{quoted(change.old_text)} becomes {len(change.new_ids)} paragraphs{_under(place)}."
    if "merged" in change.kinds:
        return f"{len(change.old_ids)} paragraphs become one: {whole(change.new_text)}."
    said = [f"moves to {place or 'another place'}"] if "moved" in change.kinds else []
    said += [f"{wording(field)}" for field in change.fields]
    where = "" if "moved" in change.kinds else _under(place)
    return f"{quoted(change.old_text)}{where}: {'; '.join(said)}."


def _under(place: str) -> str:
    return f" under {place}" if place else ""


def _body(change: Change, _: Sides) -> str:
    if change.kinds == ("added",):
        return f"New body: {change.new_text}."
    if change.kinds == ("removed",):
        return f"{change.old_text} is no longer among the bodies."
    said = []
    if "renamed" in change.kinds:
        said.append(f"{change.old_text} is now called {change.new_text}.")
    for field in change.fields:
        if field.field not in ("acronym", "name"):
            said.append(f"{change.new_text}: {_body_clause(field)}.")
    return " ".join(said)


def _body_clause(field: FieldChange) -> str:
    """Return a changed value of a body, as a clause."""
    name = {"parent_id": "parent body", "kind": "kind of entry", "mark": "mark in the annex"}
    new, old = field.new.replace("_", " ") or "none", field.old.replace("_", " ") or "none"
    return f"{name.get(field.field, field.field)} is {new}, was {old}"


def _role(change: Change, sides: Sides) -> str:
    body = change.bodies[0]
    name = sides.new.bodies.get(body) or sides.old.bodies.get(body, body)
    is_new = change.kinds == ("added",)
    if change.note in ("member", "chair"):
        article = "a member" if change.note == "member" else "the chair"
        return f"{name} is {'now' if is_new else 'no longer'} named as {article}."
    side = sides.new if is_new else sides.old
    record = (change.new_ids if is_new else change.old_ids)[0]
    if change.note == "lead":
        return f"{name} {'now leads' if is_new else 'no longer leads'} {side.row(record)}."
    has_area = change.new_area if is_new else change.old_area
    where = side.area(record) if has_area else side.row(record)
    return f"{name} is {'now' if is_new else 'no longer'} relevant for {where}."


def _reference(change: Change, sides: Sides) -> str:
    old, new = (
        side.references[ids[0]] if ids else None
        for side, ids in ((sides.old, change.old_ids), (sides.new, change.new_ids))
    )
    if new is None:
        assert old is not None
        was, source = sides.old.target(old["target_id"]), sides.old.source(old["from_id"])
        said = f"{quoted(old['printed'])}, which pointed to {was}, is gone"
        return f"{said} from {source}." if source else f"{said}."
    source, now = sides.new.source(new["from_id"]), sides.new.target(new["target_id"])
    where = f"In {source}, " if source else ""
    printed = quoted(new["printed"])
    if old is None:
        return f"{where}{printed} is new: it points to {now}."
    was = sides.old.target(old["target_id"])
    if "renumbered" in change.kinds:
        return f"{where}{quoted(old['printed'])} now reads {printed}: {now} has a new number."
    if same_words(old["printed"], new["printed"]):
        return f"{where}{printed} now points to {now}; it pointed to {was}."
    return (
        f"{where}{quoted(old['printed'])} now reads {printed}: it pointed to {was} and now points "
        f"to {now}."
    )


def _instrument(change: Change, _: Sides) -> str:
    if change.kinds == ("added",):
        return f"The plan now cites {whole(change.new_text)}."
    if change.kinds == ("removed",):
        return f"The plan no longer cites {whole(change.old_text)}."
    return f"The plan cites {whole(change.old_text)} as {whole(change.new_text)}."


def _issue(change: Change, _: Sides) -> str:
    kind = change.kinds[0]
    start = {"new": "New issue", "fixed": "No longer an issue", "decided": "Decided issue"}
    return f"{start.get(kind, 'Open issue')}: {change.new_text or change.old_text}"


_SENTENCES: dict[Table, Callable[[Change, Sides], str]] = {
    "rows": _row,
    "areas": _area,
    "sections": _section,
    "columns": _column,
    "narrative": _narrative,
    "bodies": _body,
    "roles": _role,
    "references": _reference,
    "instruments": _instrument,
    "issues": _issue,
}
