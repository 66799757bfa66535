"""Collect the evidence that the explorer shows: cells, named bodies, the words behind a type."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from link.rows import BodyRecord, MatrixRecord
from normalize.model import CellFragment, Mention
from pipeline.publish.core.model import Publication

_JOINED_ROLES = ("lead", "relevant")
"""Roles that the rows themselves hold, unless nobody knows the body."""


def evidence_data(publication: Publication) -> dict[str, Any]:
    """Return the parts of the page's data that show where a value comes from."""
    plan = publication.linked.plan
    return {
        "language": publication.card.language,
        **_cells(plan.cells),
        "mentions": [_mention(m) for m in plan.mentions if _is_shown(m)],
        "kinds": [
            [k.facet, k.value, k.source.record_id, k.source.start, k.source.stop, k.source.printed]
            for k in publication.linked.kinds
        ],
        "blocks": {
            block.block_id: {
                "section": block.section,
                "heading": block.heading,
                "text": block.text,
                "page": block.page,
            }
            for block in plan.narrative
        },
    }


def body_data(publication: Publication) -> list[dict[str, Any]]:
    """Return the bodies, with what the annex prints and the settings note of them."""
    return [
        {
            "id": body.body_id,
            "acronym": body.acronym,
            "name": body.name,
            "kind": body.kind,
            "parent": body.parent_id,
            "number": body.annex_no,
            "mark": body.mark,
            "note": body.note,
        }
        for body in publication.records["bodies"]
        if isinstance(body, BodyRecord)
    ]


def _cells(cells: Sequence[CellFragment]) -> dict[str, Any]:
    """Return the cells as ``[column, page, x0, top, x1, bottom, holds text]``, and by record."""
    columns = list(dict.fromkeys(cell.column for cell in cells))
    at = {column: index for index, column in enumerate(columns)}
    of_record: dict[str, list[int]] = defaultdict(list)
    for index, cell in enumerate(cells):
        for record in cell.record_ids:
            of_record[record].append(index)
    return {
        "cellColumns": columns,
        "cells": [
            [at[c.column], c.span.page, *(round(x, 1) for x in c.span.bbox), int(bool(c.text))]
            for c in cells
        ],
        "cellsOf": dict(of_record),
    }


def _is_shown(mention: Mention) -> bool:
    return mention.role not in _JOINED_ROLES or mention.body_id is None


def _mention(mention: Mention) -> dict[str, Any]:
    return {
        "body": mention.body_id,
        "role": mention.role,
        "kind": mention.record_kind,
        "record": mention.record_id,
        "start": mention.start,
        "stop": mention.stop,
        "printed": mention.printed,
        "page": mention.page,
    }


def evidence_pages(publication: Publication, rows: Sequence[MatrixRecord]) -> set[int]:
    """Return the pages whose cells print a value of a row; merged cells may start pages before."""
    wanted = {
        record
        for row in rows
        for record in (
            row.row_id, row.section_id, row.area_id, row.focus_id, row.activity_id,
            row.expected_output_id,
        )
        if record
    }  # fmt: skip
    return {
        cell.span.page
        for cell in publication.linked.plan.cells
        if not wanted.isdisjoint(cell.record_ids)
    }
