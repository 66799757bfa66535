"""Find the row that a reference like "same as under 1.3" points to."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from link.model import TextSpan
from link.texts.duplicates import normal_form, word_diff
from link.thresholds import REFERENCE
from normalize.model import NormalPlan

_FIELDS = {"activity": "activity_id", "output": "expected_output_id", "focus": "focus_id"}


@dataclass(frozen=True)
class SimilarRow:
    """A row that is similar to a text; `differs_in` lists the words that differ."""

    row_id: str
    score: float
    differs_in: str


def rank_similar_rows(
    plan: NormalPlan, text: str, source: TextSpan, area_id: str
) -> tuple[SimilarRow, ...]:
    """Rank the rows of an area by similarity to a text without its reference, best first.

    Texts of the same kind are compared: an output with outputs, an activity with activities.
    The similarity is rapidfuzz' ratio of the normal forms, with words in order or sorted,
    whichever is higher.

    Args:
        plan: the plan.
        text: the whole text that contains the reference.
        source: the reference.
        area_id: the area that the reference names.
    """
    field = _FIELDS.get(source.record_kind)
    if field is None:
        return ()
    rest = _without(text, source.start, source.stop)
    texts = {
        **{a.activity_id: a.text for a in plan.activities},
        **{o.expected_output_id: o.text for o in plan.expected_outputs},
        **{f.focus_id: f.text for f in plan.focus_areas},
    }
    found = []
    for row in plan.rows:
        other = texts.get(getattr(row, field) or "")
        if row.area_id != area_id or other is None:
            continue
        left, right = normal_form(rest), normal_form(other)
        score = max(fuzz.ratio(left, right), fuzz.token_sort_ratio(left, right))
        if score >= REFERENCE.min_same_row_similarity:
            found.append(SimilarRow(row.row_id, round(score, 1), word_diff(other, rest)))
    return tuple(sorted(found, key=lambda same: -same.score))


def _without(text: str, start: int, stop: int) -> str:
    """Return a text without a span and the brackets around it."""
    before, after = text[:start].rstrip(), text[stop:].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    return re.sub(r"\s+", " ", f"{before} {after}").strip()
