"""Whether "same as under 1.3" is so: the row of 1.3 whose text is most like it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from link.model import TextSpan
from link.texts.duplicates import normal_form, word_diff
from normalize.model import NormalPlan

_LEAST_CANDIDATE = 50.0
_FIELDS = {"activity": "activity_id", "output": "expected_output_id", "focus": "focus_id"}


@dataclass(frozen=True)
class SimilarRow:
    """The row most like a text: `differs_in` says how its words differ."""

    row_id: str
    score: float
    differs_in: str


def rank_similar_rows(
    plan: NormalPlan, text: str, source: TextSpan, area_id: str
) -> tuple[SimilarRow, ...]:
    """Rank an area's rows by likeness to the text without its reference, best first.

    Texts of the same kind are compared: an output with outputs, an activity with activities.
    Likeness is rapidfuzz' ratio of the normalised texts, words in order or sorted.

    Args:
        plan: the plan.
        text: the whole text that makes the reference.
        source: the reference in it.
        area_id: the area that it names.
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
        if score >= _LEAST_CANDIDATE:
            found.append(SimilarRow(row.row_id, round(score, 1), word_diff(other, rest)))
    return tuple(sorted(found, key=lambda same: -same.score))


def _without(text: str, start: int, stop: int) -> str:
    """Return a text without some of its characters and the brackets around them."""
    before, after = text[:start].rstrip(), text[stop:].lstrip()
    if before.endswith("(") and after.startswith(")"):
        before, after = before[:-1], after[1:]
    return re.sub(r"\s+", " ", f"{before} {after}").strip()
