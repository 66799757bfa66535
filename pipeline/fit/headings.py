"""Headings and numbers that the settings name: each is printed somewhere."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rapidfuzz.fuzz import ratio

from extract.model import Block, Document, PlanTable, Table
from extract.stitching.labels import letters_of
from normalize.settings import NormalizeSettings
from pipeline.add.places import HEADINGS, columns_of, guess_annex, guess_number, heading_above
from pipeline.add.toml_text import literal, quoted
from pipeline.fit.model import Finding

LEAST_NEAR = 0.5
"""Likeness (0 to 1) from which a printed heading is named as the nearest."""
NO_NUMBER = "(?P<number>)"
"""The pattern of titles without a number: it fits each, and takes nothing of it."""
SHOWN = 3
"""Texts that a message quotes."""
LONGEST = 60
"""Characters of a text that a message quotes."""


def annex_findings(plan: PlanTable, heading: str) -> Iterator[Finding]:
    """Find out why there is no annex where the settings name its heading.

    Args:
        plan: the plan as printed.
        heading: of the annex, by the settings; empty: the plan has none.
    """
    if not letters_of([heading]) or plan.annex is not None:
        return
    texts = [block for block in plan.narrative if block.kind in HEADINGS]
    near = max(texts, key=lambda block: _likeness(block, heading), default=None)
    listed = _above_bodies(plan)
    above = listed or (_text(near) if near and _likeness(near, heading) >= LEAST_NEAR else "")
    what = f"the annex heading “{heading}” is not printed above any table"
    if not above:
        yield Finding(
            what=f"{what}, and no heading is like it",
            table="extract",
            key="annex_heading",
            line='annex_heading = ""',
            condition="if the plan has no annex",
        )
        return
    likeness = max(ratio(letters_of([above]), letters_of([heading])) / 100, 0.0)
    place = ", above a table that lists bodies" if listed else ""
    yield Finding(
        what=f"{what}; nearest is “{above}” (like it by {likeness:.0%}{place})",
        table="extract",
        key="annex_heading",
        line=f"annex_heading = {quoted(above)}",
        condition="if that is it" if listed else "if a table of bodies stands below it",
    )


def _text(block: Block) -> str:
    return " ".join(f"{block.marker} {block.text}".split())


def _likeness(block: Block, heading: str) -> float:
    wanted = letters_of([heading])
    return max(ratio(letters_of([text]), wanted) for text in (block.text, _text(block))) / 100


def _above_bodies(plan: PlanTable) -> str:
    """The text right above the table that seems to list bodies; empty where none does."""
    document = Document(
        source=plan.source.named(""),
        pages=plan.pages,
        tables=plan.other_tables,
        blocks=plan.narrative,
    )
    annex: Table | None = guess_annex(document)[0]
    return heading_above(document, annex).value if annex is not None else ""


def number_findings(
    plan: PlanTable, settings: NormalizeSettings, given: Collection[str]
) -> Iterator[Finding]:
    """Find the patterns of numbers that fit nothing printed.

    Args:
        plan: the plan as printed.
        settings: its patterns.
        given: the settings that are the plan's own, not ours.
    """
    bands = [
        " ".join(" ".join(cell.text for cell in row.cells).split())
        for row in plan.matrix.rows
        if row.kind == "band"
    ]
    columns = columns_of(plan.matrix)
    places = [role.column for role in plan.roles if role.role == "area"]
    areas = [" ".join(text.split()) for place in places for text in columns[place].texts]
    for key, pattern, texts, kind in (
        ("section_number", settings.section_number, bands, "heading over all columns"),
        ("area_number", settings.area_number, areas, "area"),
    ):
        if key in given:
            yield from _unmatched(key, pattern, [text for text in texts if text], kind)


def _unmatched(key: str, pattern: str, texts: Sequence[str], kind: str) -> Iterator[Finding]:
    if not texts or any(re.match(pattern, text) for text in texts):
        return
    guess = guess_number(texts)
    shown = ", ".join(f"“{text[:LONGEST]}”" for text in dict.fromkeys(texts[:SHOWN]))
    seems = (
        f"they seem to begin like {literal(guess.value)} ({guess.confidence:.0%})"
        if guess.value
        else "they seem to bear no number"
    )
    yield Finding(
        what=f"{key} {literal(pattern)} fits no {kind} ({shown}); {seems}",
        table="normalize",
        key=key,
        line=f"{key} = {literal(guess.value or NO_NUMBER)}",
        condition="if so",
    )


def heading_warnings(
    plan: PlanTable, settings: NormalizeSettings, given: Collection[str]
) -> Iterator[Finding]:
    """Find the headings of paragraphs on members and chairs that are not printed.

    Args:
        plan: the plan as printed.
        settings: its headings.
        given: the settings that are the plan's own, not ours.
    """
    heads = [block for block in plan.narrative if block.kind == "heading"]
    for key in ("membership_heading", "chair_heading"):
        heading = str(getattr(settings, key))
        wanted = letters_of([heading])
        # A number may stand before it, split off or not.
        if key not in given or any(letters_of([b.text]).endswith(wanted) for b in heads):
            continue
        near = max(heads, key=lambda block: _likeness(block, heading), default=None)
        is_near = near is not None and _likeness(near, heading) >= LEAST_NEAR
        text = near.text if near is not None and is_near else ""
        yield Finding(
            what=f"no heading is “{heading}” ({key}): no body is known by what stands under it"
            + (f"; nearest is “{text}” ({_likeness(near, heading):.0%})" if near and text else ""),
            table="normalize",
            key=key,
            line=f"{key} = {quoted(text)}",
            condition="if that is it" if text else "if the plan has none",
        )
