"""A small plan with most of what plans have."""

from __future__ import annotations

from normalize.model import NormalPlan
from normalize.stage import normalize
from tests.normalize import printed
from tests.normalize.printed import band, block, cell, plan, row


def small() -> NormalPlan:
    """Two sections, three areas, cells merged over rows, empty cells, a page end."""
    rows = [
        band("1. Prevention", 0),
        row(
            cell("1.1 Promote an\napproach;", 0, 1, rows=2),
            cell("SOMED, ASEAN-\nIPR, SOMS", 1, 1, rows=2),
            cell("Focus one", 2, 1, rows=2),
            cell("Workshop with AICHR", 3, 1),
            cell("Report", 4, 1, rows=2),
            cell("SOMTC\nASLOM\nSOM-MLAT", 5, 1, rows=2),
        ),
        row(cell("Seminar", 3, 2)),
        row(
            cell("1.2. Strengthen", 0, 3, rows=1),
            cell("", 1, 3),
            cell("", 2, 3),
            cell("Seminar", 3, 3),
            cell("", 4, 3),
            cell("", 5, 3),
            pages=(1, 2),
        ),
        band("2. Partnership", 4),
        row(
            cell("2.1 Engage", 0, 5),
            cell("All sectoral bodies", 1, 5),
            cell("Focus one", 2, 5),
            cell("Workshop with AICHR", 3, 5),
            cell("Report", 4, 5),
            cell("AUN-HRE", 5, 5),
        ),
    ]
    narrative = [
        block("title", "Work plan"),
        block("heading", "III. Arrangements", level=1),
        block("heading", "Membership", marker="c.", level=2),
        block("paragraph", "Members of the MTF will be: ACW, AF and any other, beside SOMTC."),
        block("heading", "Co-Chairmanship", marker="d.", level=2),
        block("paragraph", "The Co-Chair of the MTF will be the Chair of SOMTC WG on CT."),
        block("list_item", "Engaging communities", marker="c."),
        block("list_item", "Empowering youth", marker="•"),
    ]
    return normalize(
        plan(
            rows,
            annex=printed.annex_table(),
            annex_notes=printed.notes(),
            narrative=narrative,
            labels={1: ["a", "b", "c", "d", "e", "f"], 2: ["a", "b", "c", "d", "e", ""]},
        ),
        printed.settings_of("asean-pcrve-2019-2025"),
    )
