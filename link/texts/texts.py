"""Collect all texts of a plan, with their records."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from link.model import TextSpan
from normalize.model import NormalPlan, RecordKind


@dataclass(frozen=True)
class SourceText:
    """The text of a field, with its record.

    Attributes:
        record_kind: kind of the record.
        record_id: the record.
        field: published column that prints the text.
        text: the text.
        area_id: area of the record, if any.
    """

    record_kind: RecordKind
    record_id: str
    field: str
    text: str
    area_id: str | None = None

    def span(self, start: int, stop: int) -> TextSpan:
        """Return a half-open character span of the text."""
        return TextSpan(
            record_kind=self.record_kind,
            record_id=self.record_id,
            field=self.field,
            start=start,
            stop=stop,
            printed=self.text[start:stop],
        )


def texts_of(plan: NormalPlan) -> tuple[SourceText, ...]:
    """Return every non-empty text once, in printed order."""
    return tuple(source for source in _all(plan) if source.text.strip())


def _all(plan: NormalPlan) -> Iterator[SourceText]:
    for block in plan.narrative:
        yield SourceText("block", block.block_id, "text", block.text)
    for section in plan.sections:
        yield SourceText("section", section.section_id, "title", section.title)
    for area in plan.areas:
        yield SourceText("area", area.area_id, "title", area.title, area.area_id)
        bodies = area.relevant_bodies_printed
        yield SourceText("area", area.area_id, "relevant_bodies_printed", bodies, area.area_id)
    for focus in plan.focus_areas:
        yield SourceText("focus", focus.focus_id, "text", focus.text, focus.area_id)
    for activity in plan.activities:
        yield SourceText("activity", activity.activity_id, "text", activity.text, activity.area_id)
    for output in plan.expected_outputs:
        yield SourceText("output", output.expected_output_id, "text", output.text, output.area_id)
    yield from _row_texts(plan)
    yield from _body_notes(plan)


def _row_texts(plan: NormalPlan) -> Iterator[SourceText]:
    """Yield lead cells and extra columns; a merged lead cell is yielded once."""
    seen: set[str] = set()
    for row in plan.rows:
        cell_id = row.lead_cell_id or row.row_id
        if cell_id not in seen:
            seen.add(cell_id)
            leads = row.lead_bodies_printed
            yield SourceText("row", row.row_id, "lead_bodies_printed", leads, row.area_id)
        for value in row.extra:
            yield SourceText("row", row.row_id, value.column, value.text, row.area_id)


def _body_notes(plan: NormalPlan) -> Iterator[SourceText]:
    """Yield the footnotes of the annex, unless the narrative contains them."""
    narrative = "\n".join(block.text for block in plan.narrative)
    seen: set[str] = set()
    for body in plan.bodies:
        if body.kind in ("annex", "proposed") and body.mark and body.note not in seen:
            seen.add(body.note)
            if body.note not in narrative:
                yield SourceText("annex", body.body_id, "note", body.note)
