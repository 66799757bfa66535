"""The normalize stage: turn a plan as printed into records and mentions of bodies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import PlanTable, Table
from normalize.bodies.finder import SentenceFinder
from normalize.bodies.matching import BodyMatcher
from normalize.bodies.published_bodies import published_bodies
from normalize.bodies.register import build_register
from normalize.bodies.roles import listed_mentions, printed_lists
from normalize.bodies.text_mentions import text_mentions
from normalize.document_register.definitions import (
    definitions_in_tables,
    find_definitions,
    texts_of_glossaries,
    texts_of_term_lists,
)
from normalize.document_register.register import document_register
from normalize.document_register.running_text import (
    names_in_cells,
    names_in_tables,
    names_in_text,
)
from normalize.document_register.separators import Piece
from normalize.document_register.splitting import bracketed_lists
from normalize.model import Body, CellFragment, Mention, NarrativeBlock, NormalPlan
from normalize.records.annex import AnnexEntry, read_annex
from normalize.records.areas import Outline, read_outline
from normalize.records.broken_words import broken_words
from normalize.records.cells import read_cells
from normalize.records.grid import RoleGrid
from normalize.records.labels import column_labels, missing_labels
from normalize.records.narrative import read_narrative
from normalize.records.records import Records, extra_roles, records_from_grid
from normalize.records.sentences import find_sentences
from normalize.settings import NormalizeSettings


def normalize(
    plan: PlanTable, settings: NormalizeSettings, sentences: SentenceFinder = find_sentences
) -> NormalPlan:
    """Read the records of a plan and its mentions of bodies.

    Parts that a plan lacks (annex, lead column, area numbers, …) are empty in the result.

    Args:
        plan: The plan as printed.
        settings: Its `[normalize]`, its aliases and the registers of bodies.
        sentences: Finds the sentences of texts; the pipeline passes a cached one.

    Raises:
        UnknownBodyError: A rule of the settings names a body that no register lists.
    """
    grid = RoleGrid(plan)
    outline = read_outline(grid, settings)
    records = records_from_grid(grid, outline)
    narrative = read_narrative((*plan.narrative, *plan.annex_notes))
    annex = read_annex(plan.annex, plan.annex_notes)
    texts = [block.text for block in narrative] + [cell.text for cell in grid.cells]
    texts += [*texts_of_glossaries(plan.other_tables), *texts_of_term_lists(narrative)]
    running = [block.text for block in narrative if block.kind not in TITLES]
    printed = _Printed(grid, texts, running, plan.other_tables)
    recognition = _recognition(printed, annex, settings)
    matcher, spans = recognition.matcher, recognition.spans
    mentions = (
        *listed_mentions(grid, outline, records, matcher.resolve, settings, spans),
        *text_mentions(grid, outline, records, narrative, matcher, settings, sentences),
    )
    made = _normal_plan(
        plan,
        grid,
        outline,
        records,
        bodies=published_bodies(matcher, mentions, recognition.in_tables),
        mentions=mentions,
        narrative=narrative,
        cells=read_cells(grid, outline, records, annex),
        written_out=_written_out((*texts, *grid.table.columns), plan.other_tables),
    )
    # Only plans with further columns need the libraries of dates and money.
    if not made.extra_columns:
        return made
    from normalize.values.read import read_values

    around = [block.text for block in narrative]
    return made.model_copy(update={"values": read_values(grid, records, settings, around)})


def _written_out(texts: Sequence[str], tables: Sequence[Table]) -> tuple[str, ...]:
    found = (*find_definitions(texts), *definitions_in_tables(tables))
    return tuple(dict.fromkeys(each.acronym for each in found))


TITLES = ("title", "heading")
TEXT_ROLES = ("area", "focus", "activity", "output")
"""Roles of columns whose sentences may name bodies."""


@dataclass(frozen=True)
class _Printed:
    """What a document prints: the matrix, all its texts, its sentences, its other tables."""

    grid: RoleGrid
    texts: Sequence[str]
    running: Sequence[str]
    other_tables: Sequence[Table]


@dataclass(frozen=True)
class _Recognition:
    """What resolves names; of a plan without an annex, also the names of its lists.

    Attributes:
        matcher: Resolves names.
        spans: For each list, the spans of its names.
        in_tables: Bodies that only tables beside the matrix name.
    """

    matcher: BodyMatcher
    spans: dict[str, Sequence[Piece]] | None = None
    in_tables: frozenset[str] = frozenset()


def _recognition(
    printed: _Printed, annex: Sequence[AnnexEntry], settings: NormalizeSettings
) -> _Recognition:
    """Return what resolves names; without an annex, from the document itself."""
    matcher = BodyMatcher(build_register(annex, settings), settings)
    if annex:
        return _Recognition(matcher)
    lists = printed_lists(printed.grid)
    own = document_register(
        (*lists.values(), *bracketed_lists(printed.texts)),
        printed.texts,
        lambda name: matcher.resolve(name).is_certain,
        glossary=definitions_in_tables(printed.other_tables),
        in_text=names_in_text(printed.running, settings.language)
        + names_in_cells(
            [cell.text for cell in printed.grid.cells if cell.role in TEXT_ROLES],
            settings.language,
        ),
        in_tables=names_in_tables(printed.other_tables),
    )
    extended = settings.model_copy(
        update={
            "bodies": (*settings.bodies, *own.entries),
            "collectives": (*settings.collectives, *own.collectives),
        }
    )
    matcher = BodyMatcher(build_register(annex, extended), extended, own.likely)
    return _Recognition(matcher, dict(zip(lists, own.spans, strict=False)), own.in_tables)


def _normal_plan(
    plan: PlanTable,
    grid: RoleGrid,
    outline: Outline,
    records: Records,
    *,
    bodies: tuple[Body, ...],
    mentions: tuple[Mention, ...],
    narrative: tuple[NarrativeBlock, ...],
    cells: tuple[CellFragment, ...],
    written_out: tuple[str, ...],
) -> NormalPlan:
    return NormalPlan(
        source=plan.source,
        pages=plan.pages,
        extra_columns=extra_roles(grid),
        sections=tuple(outline.sections),
        areas=tuple(outline.areas),
        focus_areas=tuple(records.focus_areas),
        activities=tuple(records.activities),
        expected_outputs=tuple(records.expected_outputs),
        rows=tuple(records.rows),
        bodies=bodies,
        mentions=mentions,
        narrative=narrative,
        cells=cells,
        written_out=written_out,
        column_labels=column_labels(plan, grid),
        missing_labels=missing_labels(plan, grid),
        broken_words=broken_words(plan, grid),
        page_breaks=plan.page_breaks,
        ledger=plan.ledger,
        doubts=plan.doubts,
        notes=plan.notes,
    )
