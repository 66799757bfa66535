"""Check that each heading and number pattern in the settings matches printed text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from rapidfuzz.fuzz import ratio

from extract.model import Block, Document, PlanTable, Table
from extract.stitching.labels import letters_of
from normalize.patterns import SettingPattern
from normalize.settings import NormalizeSettings
from pipeline.add.places import HEADINGS, filled_columns, guess_annex, guess_number, heading_above
from pipeline.config.toml_text import literal, toml_string
from pipeline.fit.model import Mismatch
from pipeline.fit.thresholds import FIT

NO_NUMBER = "(?P<number>)"
"""Pattern for titles without a number: it matches every title, with an empty number."""


def annex_mismatches(plan: PlanTable, heading: str) -> Iterator[Mismatch]:
    """Find the reason why the plan has no annex although the settings name its heading.

    Args:
        plan: The plan as printed.
        heading: Heading of the annex in the settings; empty if the plan has no annex.
    """
    if not letters_of([heading]) or plan.annex is not None:
        return
    texts = [block for block in plan.narrative if block.kind in HEADINGS]
    closest = _closest(texts, heading)
    above_bodies = _text_above_bodies(plan)
    above = above_bodies or (_text(closest) if closest else "")
    what = f"the annex heading “{heading}” is not printed above a table"
    if not above:
        yield Mismatch(
            what=f"{what}, and no heading is similar",
            table="extract",
            key="annex_heading",
            line='annex_heading = ""',
            condition="if the plan has no annex",
        )
        return
    similarity = ratio(letters_of([above]), letters_of([heading])) / 100
    place = ", above a table that lists bodies" if above_bodies else ""
    yield Mismatch(
        what=f"{what}; the most similar is “{above}” ({similarity:.0%}{place})",
        table="extract",
        key="annex_heading",
        line=f"annex_heading = {toml_string(above)}",
        condition="if that is right" if above_bodies else "if a table of bodies is below it",
    )


def _text(block: Block) -> str:
    return " ".join(f"{block.marker} {block.text}".split())


def _closest(blocks: Sequence[Block], heading: str) -> Block | None:
    """Return the block most similar to a heading; None if none is similar enough."""
    closest = max(blocks, key=lambda block: _similarity(block, heading), default=None)
    if closest is None or _similarity(closest, heading) < FIT.heading_similarity:
        return None
    return closest


def _similarity(block: Block, heading: str) -> float:
    wanted = letters_of([heading])
    return max(ratio(letters_of([text]), wanted) for text in (block.text, _text(block))) / 100


def _text_above_bodies(plan: PlanTable) -> str:
    """Return the text above the table that looks like a list of bodies; empty if none does."""
    document = Document(
        source=plan.source.named(""),
        pages=plan.pages,
        tables=plan.other_tables,
        blocks=plan.narrative,
    )
    annex: Table | None = guess_annex(document)[0]
    return heading_above(document, annex).value if annex is not None else ""


def number_mismatches(
    plan: PlanTable, settings: NormalizeSettings, given: Collection[str]
) -> Iterator[Mismatch]:
    """Find number patterns that match no printed text.

    Args:
        plan: The plan as printed.
        settings: The settings with the patterns.
        given: Names of the settings that the plan sets itself.
    """
    section_titles = [
        " ".join(" ".join(cell.text for cell in row.cells).split())
        for row in plan.matrix.rows
        if row.kind == "band"
    ]
    columns = filled_columns(plan.matrix)
    area_columns = [role.column for role in plan.roles if role.role == "area"]
    areas = [" ".join(text.split()) for at in area_columns for text in columns[at].texts]
    for key, pattern, texts, kind in (
        ("section_number", settings.section_number, section_titles, "heading over all columns"),
        ("area_number", settings.area_number, areas, "area"),
    ):
        if key in given:
            yield from _number_mismatch(key, pattern, [text for text in texts if text], kind)


def _number_mismatch(key: str, pattern: str, texts: Sequence[str], kind: str) -> Iterator[Mismatch]:
    compiled = SettingPattern(key, pattern)
    if not texts or any(compiled.match_start(text) for text in texts):
        return
    guess = guess_number(texts)
    examples = ", ".join(
        f"“{text[: FIT.quoted_length]}”" for text in dict.fromkeys(texts[: FIT.quoted_texts])
    )
    proposal = (
        f"they seem to match {literal(guess.value)} ({guess.confidence:.0%})"
        if guess.value
        else "they seem to have no number"
    )
    yield Mismatch(
        what=f"{key} {literal(pattern)} matches no {kind} (such as {examples}); {proposal}",
        table="normalize",
        key=key,
        line=f"{key} = {literal(guess.value or NO_NUMBER)}",
        condition="if that is right",
    )


def heading_mismatches(
    plan: PlanTable, settings: NormalizeSettings, given: Collection[str]
) -> Iterator[Mismatch]:
    """Find headings of the membership and chair sections that are not printed.

    Args:
        plan: The plan as printed.
        settings: The settings with the headings.
        given: Names of the settings that the plan sets itself.
    """
    heads = [block for block in plan.narrative if block.kind == "heading"]
    for key in ("membership_heading", "chair_heading"):
        heading = str(getattr(settings, key))
        wanted = letters_of([heading])
        # A number may precede the printed heading.
        if key not in given or any(letters_of([b.text]).endswith(wanted) for b in heads):
            continue
        closest = _closest(heads, heading)
        similar = f"; the most similar is “{closest.text}”" if closest else ""
        text = closest.text if closest else ""
        yield Mismatch(
            what=f"the heading “{heading}” ({key}) is not printed, so no body is read from the "
            f"section below it{similar}",
            table="normalize",
            key=key,
            line=f"{key} = {toml_string(text)}",
            condition="if that is right" if text else "if the plan has no such section",
        )
