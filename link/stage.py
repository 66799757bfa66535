"""The link stage: find what links the records of a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from link.model import LinkedPlan, TextLinks, TextSpan
from link.settings import LinkSettings
from link.totals import control_totals
from normalize.model import NormalPlan

TextLinker = Callable[[NormalPlan, LinkSettings], TextLinks]
"""Finds the links between a plan's texts, as `link_texts` does."""


def link(plan: NormalPlan, settings: LinkSettings, linker: TextLinker | None = None) -> LinkedPlan:
    """Find references, instruments, alternatives, duplicates, kinds, parts and totals.

    Args:
        plan: the records of the plan.
        settings: the plan's `[link]` and the shared registers.
        linker: links the texts of the plan as printed; the pipeline passes a cached one.
    """
    found = (linker or link_texts)(plan.as_printed(), settings)
    return LinkedPlan(plan=plan, **dict(found), totals=control_totals(plan, found.parts))


def link_texts(plan: NormalPlan, settings: LinkSettings) -> TextLinks:
    """Find the links between a plan's texts; they do not depend on the bodies.

    Args:
        plan: the records of the plan as printed.
        settings: the plan's `[link]` and the shared registers.
    """
    # Imported here: these modules compile patterns, which a run with cached links does not need.
    from link.references.cross_references import find_cross_references
    from link.references.tags import find_tags
    from link.texts.alternatives import find_alternatives
    from link.texts.columns import find_misfits
    from link.texts.duplicates import find_clusters
    from link.texts.framework import find_framework
    from link.texts.kinds import find_kinds
    from link.texts.parts import find_activity_parts
    from link.texts.products import find_output_parts
    from link.texts.texts import texts_of

    texts = texts_of(plan)
    references, instruments = find_cross_references(plan, texts, settings)
    cited = (reference.source for reference in references if reference.relation == "cites")
    alternatives = find_alternatives(texts)
    notes = (note.source for note in alternatives if note.kind == "drafting_note")
    return TextLinks(
        references=references,
        instruments=instruments,
        alternatives=alternatives,
        clusters=find_clusters(texts, settings.near_duplicate_score),
        kinds=find_kinds(
            texts, settings.kinds, settings.places, _by_field(cited), _by_field(notes)
        ),
        tags=find_tags(texts, settings),
        parts=find_activity_parts(plan.activities),
        framework=find_framework(plan.narrative, plan.sections, plan.areas, plan.column_labels),
        misfits=find_misfits(plan),
        output_parts=find_output_parts(plan.expected_outputs),
    )


def _by_field(sources: Iterable[TextSpan]) -> dict[tuple[str, str, str], list[tuple[int, int]]]:
    """Return spans of words by record kind, record and field."""
    places: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for source in sources:
        key = (source.record_kind, source.record_id, source.field)
        places.setdefault(key, []).append((source.start, source.stop))
    return places
