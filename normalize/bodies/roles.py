"""Read the body lists of the matrix: bodies relevant to an area, lead bodies of a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from normalize.bodies.lists import ListedName, Resolve, line_ends, split_list
from normalize.document_register.separators import Piece, PrintedList
from normalize.document_register.splitting import end_of_leads
from normalize.ids import Identifiers
from normalize.model import PARTNERS, Mention
from normalize.records.areas import LIST_SEPARATOR, Outline
from normalize.records.grid import GridCell, RoleGrid
from normalize.records.records import Records
from normalize.settings import NormalizeSettings

_ROLES: dict[str, Literal["relevant", "lead"]] = {
    "relevant_bodies": "relevant",
    "lead_bodies": "lead",
    PARTNERS: "relevant",
}


@dataclass
class _Target:
    """The record that a list belongs to, and how much of its list has been read so far."""

    kind: Literal["area", "row"]
    record_id: str
    offset: int = 0
    order: int = 0


def listed_mentions(
    grid: RoleGrid,
    outline: Outline,
    records: Records,
    resolve: Resolve,
    settings: NormalizeSettings,
    spans: Mapping[str, Sequence[Piece]] | None = None,
) -> tuple[Mention, ...]:
    """Read the printed body lists of the matrix.

    A lead cell that covers several rows is read once. Its mentions belong to the first of these
    rows and hold the cell's identifier, by which the other rows find them. In a plan without
    areas, relevant bodies belong to rows; partners always do.

    Args:
        grid: The matrix by rows and roles.
        outline: Sections and areas.
        records: Rows of the matrix.
        resolve: Resolves a printed name to a body.
        settings: Whether the first lead body is the principal one.
        spans: The spans of the names in each cell, by cell identifier, for a plan without a
            register; otherwise the register splits the lists.

    Returns:
        Mentions in printed order, including unresolved ones.
    """
    ids = Identifiers("men")
    row_ids = {
        index: row.row_id for index, row in zip(records.row_indices, records.rows, strict=True)
    }
    areas: dict[str, _Target] = {}
    mentions: list[Mention] = []
    for cell in grid.cells:
        if cell.role not in _ROLES or not cell.text:
            continue
        area_ids = outline.areas_of(cell) if cell.role == "relevant_bodies" else ()
        targets = [areas.setdefault(each, _Target("area", each)) for each in area_ids]
        for target in targets or [_Target("row", row_ids[cell.rows.start])]:
            names = _names_in_cell(cell, resolve, spans)
            found = list(_mentions_in(cell, target, names, ids))
            target.offset += len(cell.text) + len(LIST_SEPARATOR)
            target.order += len(found)
            mentions += found
    return tuple(map(_with_principal, mentions) if settings.first_lead_is_principal else mentions)


def _with_principal(mention: Mention) -> Mention:
    is_first_lead = mention.role == "lead" and mention.order == 0
    return mention.model_copy(update={"is_principal": is_first_lead})


def printed_lists(grid: RoleGrid) -> dict[str, PrintedList]:
    """Return the printed lists of bodies of the matrix, by the identifier of their cell."""
    labels = {grid.roles.get(at, ""): label for at, label in enumerate(grid.table.columns)}
    return {
        cell.cell.cell_id: PrintedList(cell.text, _line_starts(cell), labels.get(cell.role, ""))
        for cell in grid.cells
        if cell.role in _ROLES and cell.text
    }


def _line_starts(cell: GridCell) -> tuple[int, ...]:
    lines = [line for fragment in cell.cell.fragments for line in fragment.lines]
    return line_ends(cell.text, lines)


def _names_in_cell(
    cell: GridCell, resolve: Resolve, spans: Mapping[str, Sequence[Piece]] | None
) -> tuple[ListedName, ...]:
    if spans is None:
        return split_list(cell.text, _line_starts(cell), resolve)
    return tuple(
        ListedName(start, stop, resolve(cell.text[start:stop]))
        for start, stop in spans.get(cell.cell.cell_id, ())
    )


def _mentions_in(
    cell: GridCell, target: _Target, names: Sequence[ListedName], ids: Identifiers
) -> Iterator[Mention]:
    text, role = cell.text, _ROLES[cell.role]
    leads_end = end_of_leads(text) if role == "lead" else None
    for order, name in enumerate(names):
        found = name.resolution
        printed = text[name.start : name.stop]
        yield Mention(
            mention_id=ids.of_text(role, target.record_id, printed),
            printed=printed,
            body_id=found.body_id,
            match=found.match,
            score=found.score,
            candidates=found.candidates,
            role=role,
            record_kind=target.kind,
            record_id=target.record_id,
            field=cell.role if cell.role == PARTNERS else f"{cell.role}_printed",
            start=target.offset + name.start,
            stop=target.offset + name.stop,
            order=target.order + order,
            cell_id=cell.cell.cell_id,
            page=cell.page_of(name.start),
            is_principal=leads_end is not None and name.start < leads_end,
        )
