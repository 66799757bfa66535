"""Measure the rules on wording on single sentences of other fields, with and without defects."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from expectations.model import Issue
from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from expectations.words import word_set
from link.model import LinkedPlan
from link.settings import LinkSettings
from link.stage import link
from normalize.model import NarrativeBlock
from tests.judge.score import Score
from tests.link.plans import RowText, make_plan

TRUTH = Path(__file__).resolve().parents[1] / "data" / "gold" / "judged" / "sentences.csv"
RULES = word_set(
    """acronym-apart acronym-spelt-differently acronym-unexplained choice-open compound-mixed
    grammar-slip group-undefined misprint output-worded-as-task punctuation spelling-mixed
    term-spelt-differently words-doubled"""
)
"""The rules on wording, which single sentences can show."""
Line = dict[str, str]


@dataclass(frozen=True)
class Sentences:
    """The sentences of a field: those with a defect, and the sound ones."""

    wrong: tuple[Line, ...]
    sound: tuple[Line, ...]


@cache
def sentences_of(field: str) -> Sentences:
    """Return the sentences of a field."""
    with TRUTH.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["field"] == field]
    return Sentences(
        tuple(line for line in lines if line["defect"]),
        tuple(line for line in lines if not line["defect"]),
    )


def _plan(lines: Iterable[Line]) -> LinkedPlan:
    """Return a plan of sentences, each in the part of the plan that it is meant for."""
    lines = tuple(lines)
    tasks = [line["text"] for line in lines if line["part"] == "activity"]
    outputs = [line["text"] for line in lines if line["part"] == "output"]
    rows = [RowText(f"{n}.1", f"Topic {n}", text, "") for n, text in enumerate(tasks, 1)]
    rows += [RowText(f"{n}.2", f"Result {n}", "", text) for n, text in enumerate(outputs, 1)]
    blocks = tuple(
        NarrativeBlock(block_id=f"b-{n}", section="I", heading="", kind="paragraph", text=t, page=1)
        for n, t in enumerate((line["text"] for line in lines if line["part"] == "narrative"), 1)
    )
    plan = make_plan(rows).model_copy(update={"narrative": blocks})
    return link(plan, LinkSettings())


def _issues(lines: Iterable[Line]) -> Iterator[Issue]:
    settings = ExpectationSettings()
    yield from (i for i in find_issues(_plan(lines), settings).issues if i.rule in RULES)


def _is_found(line: Line, sound: tuple[Line, ...]) -> bool:
    beside = [{**line, "text": line["beside"]}] if line["beside"] else []
    words = line["defect"].casefold()
    for issue in _issues((*sound, line, *beside)):
        for place in issue.places:
            printed = place.printed.casefold()
            is_there = place.text in {line["text"], line["beside"]}
            if is_there and (printed in words or words in (printed or place.text.casefold())):
                return True
    return False


def false_alarms_of(field: str) -> tuple[str, ...]:
    """Return what the rules find in the sound sentences of a field."""
    found = _issues(sentences_of(field).sound)
    return tuple(f"{issue.rule}: {issue.message}" for issue in found)


def score_of(field: str) -> Score:
    """Score the sentences of a field: false alarms in the sound ones, defects that are missed."""
    lines = sentences_of(field)
    missed = [line for line in lines.wrong if not _is_found(line, lines.sound)]
    return Score(
        len(lines.wrong) - len(missed),
        false_alarms_of(field),
        tuple(f"{line['kind']}: {line['text']}" for line in missed),
    )


FIELDS = ("health", "transport", "water")
HELD_OUT = "farming"
"""A field whose sentences were written after the rules."""
