"""Compare two published editions."""

from __future__ import annotations

from pathlib import Path

from pipeline.diff.areas import area_changes
from pipeline.diff.decisions import carry_decisions
from pipeline.diff.doubtful import with_doubts
from pipeline.diff.editions import Edition, read_edition
from pipeline.diff.identifiers import (
    further_identifiers_of,
    further_records_of,
    identifiers_of,
    new_record_of,
)
from pipeline.diff.links import issue_changes, reference_changes
from pipeline.diff.model import Change, Difference, Identifier
from pipeline.diff.report.names import area_titles, body_names
from pipeline.diff.report.sentences import with_sentences
from pipeline.diff.rows import map_rows, row_changes
from pipeline.diff.tables.bodies import body_changes, map_bodies
from pipeline.diff.tables.columns import column_changes, map_columns
from pipeline.diff.tables.narrative import (
    further_blocks_of,
    map_blocks,
    narrative_changes,
    new_block_of,
)
from pipeline.diff.tables.printed import as_printed
from pipeline.diff.tables.roles import consequences, not_compared, role_changes
from pipeline.diff.tables.titles import instrument_changes, map_sections, section_changes
from pipeline.errors import UsageError


def compare(old_folder: Path, new_folder: Path) -> Difference:
    """Return the differences between two published editions.

    Raises:
        UsageError: a folder is not a publication, or a table differs from the published format.
    """
    try:
        old, new = read_edition(old_folder), read_edition(new_folder)
        return compare_editions(as_printed(old), as_printed(new))
    except (LookupError, ValueError, TypeError) as error:
        raise UsageError(
            f"{old_folder} or {new_folder}: a table differs from the published format "
            f"({type(error).__name__}: {error}); see what `planrows check` says of them"
        ) from error


def align_editions(old_folder: Path, new_folder: Path) -> tuple[Identifier, ...]:
    """Return which identifiers of a new edition those of an old one became.

    The main part of what was split comes before its further parts.

    Raises:
        UsageError: a folder is not a publication.
    """
    difference = compare(old_folder, new_folder)
    return (*difference.identifiers, *difference.further_identifiers)


def compare_editions(old: Edition, new: Edition) -> Difference:
    """Return the differences between two editions.

    Rows and areas are matched first, by their texts; the other tables follow from these matches.
    """
    mapped = map_rows(old, new)
    bodies = map_bodies(old, new, mapped)
    columns = map_columns(old, new, mapped.matches)
    blocks = map_blocks(old, new)
    rows = row_changes(old, new, mapped, bodies, columns)
    roles = role_changes(old, new, mapped, bodies, rows)
    sections = map_sections(old, new, mapped.areas)
    new_of = new_record_of(old, new, mapped) | new_block_of(old, new, blocks) | sections
    further = further_records_of(old, new, mapped) | further_blocks_of(old, new, blocks)
    issues = issue_changes(old, new, new_of)
    changes = [
        *column_changes(old, new, columns),
        *section_changes(old, new, sections),
        *area_changes(old, new, mapped.areas),
        *rows,
        *narrative_changes(old, new, blocks),
        *body_changes(old, new, bodies),
        *roles,
        *reference_changes(old, new, new_of, further),
        *instrument_changes(old, new),
        *(change for change in issues if not _is_of_reading(change)),
    ]
    return Difference(
        old=old.name,
        new=new.name,
        changes=with_doubts(with_sentences(changes, old, new, bodies), old, new),
        identifiers=identifiers_of(old, mapped, new_of, bodies),
        further_identifiers=further_identifiers_of(old, new, mapped),
        consequences=tuple(consequences(new, old, roles, rows)),
        decisions=tuple(carry_decisions(old, new, new_of, bodies)),
        old_title=old.title,
        new_title=new.title,
        area_titles=area_titles(old, new, new_of),
        body_names=body_names(old, new),
        notes=tuple(not_compared(old, new)),
    )


def _is_of_reading(issue: Change) -> bool:
    """Return whether an issue doubts how its edition was read: that is no change of the plan."""
    from expectations.rules.extraction import doubts, readings

    return issue.note.split(" ")[0] in {rule.code for rule in (*doubts.RULES, *readings.RULES)}
