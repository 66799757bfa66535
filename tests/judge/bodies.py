"""Measure bodies of plans without a list of bodies: those of their lists, and of their text."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from normalize.model import Mention, NormalPlan
from normalize.settings import NormalizeSettings
from normalize.stage import normalize
from tests.judge.score import Score, compare
from tests.normalize.printed import block, cell, plan, row

TRUTH = Path(__file__).resolve().parents[1] / "data" / "gold" / "judged" / "bodies.json"
Content = dict[str, Any]


def contents() -> dict[str, Content]:
    """Return the plans, and their truths written by hand."""
    found: dict[str, Content] = json.loads(TRUTH.read_text("utf-8"))
    return found


@cache
def _plan(name: str) -> NormalPlan:
    content = contents()[name]
    lists = enumerate(content["lists"])
    rows = [row(cell(f"Task {n}", 0, n), cell(text, 1, n)) for n, text in lists]
    printed = plan(
        rows,
        roles=("activity", "lead_bodies"),
        narrative=[block("paragraph", content["text"])],
    )
    return normalize(printed, NormalizeSettings())


def scores_of_bodies(name: str) -> dict[str, Score]:
    """Return the scores of a plan: bodies by the list that names them, and those of the text."""
    found, truth = _plan(name), contents()[name]["truth"]
    names = {body.body_id: body.name or body.acronym for body in found.bodies}
    places = {r.row_id: n for n, r in enumerate(found.rows)}

    def called(mention: Mention) -> str:
        return names.get(mention.body_id or "", mention.printed)

    lists = [f"{places[m.record_id]} {called(m)}" for m in found.mentions if m.role == "lead"]
    texts = [called(m) for m in found.mentions if m.role == "mentioned"]
    return {
        "body_roles": compare(lists, truth["body_roles"]),
        "mentions": compare(texts, truth["mentions"]),
    }
