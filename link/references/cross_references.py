"""Find and resolve all references of a plan to its areas, sections, rows and to instruments."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from typing import Literal

from link.model import CrossReference, Instrument
from link.references.instrument_rules import DOCUMENT_KINDS
from link.references.instruments import Citation, InstrumentFinder
from link.references.reference_rules import Relation
from link.references.references import Numbering, NumberReference, Target, find_references
from link.references.same_as import rank_similar_rows
from link.references.topics import TopicIndex, TopicMention, find_topics
from link.settings import LinkSettings
from link.texts.texts import SourceText
from link.thresholds import INSTRUMENT
from normalize.ids import Identifiers, number_in
from normalize.model import NormalPlan

NUMBER = "number"
"""Role of the column that numbers the rows."""
Status = Literal["resolved", "dangling", "self", "ambiguous"]
TargetKind = Literal["area", "section", "row", "instrument", "document"]


def find_cross_references(
    plan: NormalPlan, texts: Sequence[SourceText], settings: LinkSettings
) -> tuple[tuple[CrossReference, ...], tuple[Instrument, ...]]:
    """Find and resolve every reference, in printed order.

    Args:
        plan: the plan.
        texts: all its texts.
        settings: registers, assigned topics and thresholds.

    Returns:
        The references, and the instruments that they cite.
    """
    resolver = _Resolver(plan, texts, settings)
    instruments: dict[str, Instrument] = {}
    references: list[CrossReference] = []
    finder = InstrumentFinder(settings.instruments)
    for text in texts:
        citations = finder.find(text.text)
        instruments |= {c.instrument.instrument_id: c.instrument for c in citations}
        found = [
            *resolver.by_number(text),
            *resolver.by_topic(text),
            *(resolver.citation(text, citation) for citation in citations),
        ]
        references += sorted(found, key=lambda reference: reference.source.start)
    return _with_reciprocity(plan, texts, references), tuple(instruments.values())


class _Resolver:
    def __init__(
        self, plan: NormalPlan, texts: Sequence[SourceText], settings: LinkSettings
    ) -> None:
        self._plan = plan
        self._settings = settings
        areas = {number_in(area.area_id): area.area_id for area in plan.areas}
        sections = {number_in(each.section_id): each.section_id for each in plan.sections}
        rows = _numbered_rows(plan)
        self._numbering = Numbering(tuple(areas), tuple(sections), tuple(rows))
        once = {number: ids[0] for number, ids in rows.items() if len(ids) == 1}
        self._id_of = {"area": areas, "section": sections, "row": once}
        self._rows = _rows_of_records(plan)
        self._topics = TopicIndex(texts, settings.topics)
        self._identifiers = Identifiers("ref")
        self._chapters = {block.section.rstrip(".") for block in plan.narrative}
        self._section_of = {area.area_id: area.section_id for area in plan.areas}

    def by_number(self, text: SourceText) -> Iterator[CrossReference]:
        if text.record_kind == "row" and text.field == NUMBER:
            return
        for found in find_references(text.text, self._numbering):
            for target in found.targets:
                if text.record_id == self._known(target):
                    continue  # the number of a title itself
                if text.record_kind == "block" and target.number in self._chapters:
                    continue  # a section of the narrative
                area_id = self._known(target) if target.kind == "area" else None
                if found.relation == "same_as" and area_id is not None:
                    yield self._same_as(text, found, target.number, area_id)
                else:
                    yield self._numbered(text, found, target)

    def _known(self, target: Target) -> str | None:
        return self._id_of[target.kind].get(target.number) if target.is_known else None

    def _numbered(self, text: SourceText, found: NumberReference, target: Target) -> CrossReference:
        own = self._own(text, target)
        status: Status = "resolved" if target.is_known else "dangling"
        note = "" if target.is_known else f"the plan has no {target.kind} {target.number}"
        target_id = self._known(target)
        if target.is_known and target_id is None:
            status, note = "ambiguous", f"more than one row has the number {target.number}"
        if target_id is not None and target_id in own:
            status, note = "self", f"the text is in {target.kind} {target.number} itself"
        return self._reference(
            text,
            (found.start, found.stop),
            found.relation,
            target.kind,
            target_id,
            status,
            score=found.score,
            key=target.number,
            note=note,
        )

    def _own(self, text: SourceText, target: Target) -> Container[str | None]:
        """Return the areas, sections or rows in which a text is printed."""
        if target.kind == "row":
            return self._rows.get(text.record_id, ())
        area = text.area_id
        return (area if target.kind == "area" else self._section_of.get(area or ""),)

    def _same_as(
        self, text: SourceText, found: NumberReference, number: str, area_id: str
    ) -> CrossReference:
        """Resolve to the most similar row of the area, else to the area."""
        source = text.span(found.start, found.stop)
        similar_rows = rank_similar_rows(self._plan, text.text, source, area_id)
        if not similar_rows:
            return self._reference(
                text,
                (found.start, found.stop),
                "same_as",
                "area",
                area_id,
                "resolved",
                score=found.score,
                key=number,
                note=f"the area as a whole: it has no similar {text.record_kind}",
            )
        best = similar_rows[0]
        is_sure = best.score >= self._settings.same_as_score
        differs = f"in other words: {best.differs_in}" if best.differs_in else ""
        return self._reference(
            text,
            (found.start, found.stop),
            "same_as",
            "row",
            best.row_id if is_sure else None,
            "resolved" if is_sure else "ambiguous",
            score=best.score,
            key=number,
            note=differs,
            candidates=tuple(dict.fromkeys(row.row_id for row in similar_rows)),
        )

    def by_topic(self, text: SourceText) -> Iterator[CrossReference]:
        for mention in find_topics(text.text):
            yield self._topic(text, mention)

    def _topic(self, text: SourceText, mention: TopicMention) -> CrossReference:
        span = (mention.start, mention.stop)
        if not mention.topic:
            note = "refers to other areas without naming them"
            return self._reference(
                text, span, "topic", "area", None, "ambiguous", score=0.0, key="", note=note
            )
        target = self._topics.area_of(mention.topic, text.area_id)
        note = f"by its topic '{mention.topic}'"
        if target.area_id is None:
            note += ": no single area has it in its title"
        return self._reference(
            text,
            span,
            "topic",
            "area",
            target.area_id,
            "ambiguous" if target.area_id is None else "resolved",
            score=target.score,
            key=mention.topic,
            note=note,
            candidates=target.candidates,
        )

    def citation(self, text: SourceText, citation: Citation) -> CrossReference:
        instrument = citation.instrument
        status: Status = "resolved" if instrument.is_registered else "dangling"
        if instrument.instrument_id == self._settings.own_instrument:
            status = "self"
        reference = self._reference(
            text,
            (citation.start, citation.stop),
            "cites",
            "document" if instrument.kind in DOCUMENT_KINDS else "instrument",
            instrument.instrument_id,
            status,
            score=_citation_score(instrument),
            key=instrument.instrument_id,
            note=citation.note,
        )
        return reference.model_copy(update={"year_printed": citation.year})

    def _reference(
        self,
        text: SourceText,
        span: tuple[int, int],
        relation: Relation,
        target_kind: TargetKind,
        target_id: str | None,
        status: Status,
        *,
        score: float,
        key: str,
        note: str,
        candidates: tuple[str, ...] = (),
    ) -> CrossReference:
        source = text.span(*span)
        return CrossReference(
            reference_id=self._identifiers.of_text(
                source.record_id, source.field, source.printed, relation, key
            ),
            source=source,
            relation=relation,
            target_kind=target_kind,
            target_id=target_id,
            status=status,
            score=score,
            candidates=candidates,
            note=note,
        )


def _numbered_rows(plan: NormalPlan) -> dict[str, list[str]]:
    """Return the rows that have each number in the column of numbers, in printed order."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row in plan.rows:
        for value in row.extra:
            if value.column == NUMBER and (number := value.text.strip().rstrip(".)")):
                rows[number].append(row.row_id)
    return rows


def _rows_of_records(plan: NormalPlan) -> dict[str, list[str]]:
    """Return the rows that print each activity, output and row."""
    rows: dict[str, list[str]] = defaultdict(list)
    for row in plan.rows:
        for record_id in filter(None, (row.activity_id, row.expected_output_id, row.row_id)):
            rows[record_id].append(row.row_id)
    return rows


def _citation_score(instrument: Instrument) -> float:
    return (
        INSTRUMENT.registered_score if instrument.is_registered else INSTRUMENT.unregistered_score
    )


def _with_reciprocity(
    plan: NormalPlan, texts: Sequence[SourceText], references: Sequence[CrossReference]
) -> tuple[CrossReference, ...]:
    """Mark each reference between areas by whether the target's area refers back."""
    area_of_row = {row.row_id: row.area_id for row in plan.rows}
    area_of_text = {(text.record_kind, text.record_id): text.area_id for text in texts}

    def ends(reference: CrossReference) -> tuple[str, str] | None:
        source = area_of_text.get((reference.source.record_kind, reference.source.record_id))
        target = reference.target_id
        if reference.target_kind == "row":
            target = area_of_row.get(target or "")
        elif reference.target_kind != "area":
            target = None
        return (source, target) if source and target and source != target else None

    pairs = {pair for reference in references if (pair := ends(reference))}
    checked = []
    for reference in references:
        pair = ends(reference)
        is_mutual = (pair[1], pair[0]) in pairs if pair else None
        checked.append(reference.model_copy(update={"is_reciprocated": is_mutual}))
    return tuple(checked)
