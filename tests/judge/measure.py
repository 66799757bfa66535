"""Compare derived tables of plans with truths written by hand."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from expectations.model import IssueReport
from link.model import LinkedPlan
from link.settings import LinkSettings
from link.stage import link
from normalize.ids import letters_and_digits
from normalize.model import NarrativeBlock
from tests.expectations.test_plan import found_in
from tests.link.plans import RowText, make_plan

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
MADE = ("water", "health", "transport")


@dataclass(frozen=True)
class Score:
    """What is right, wrong and missed in a derived table."""

    right: int
    wrong: tuple[str, ...]
    missed: tuple[str, ...]


def compare(found: Iterable[str], truth: Iterable[str]) -> Score:
    """Compare two lists; equal entries count as often as both have them."""
    has, wants = Counter(found), Counter(truth)
    return Score(
        (has & wants).total(),
        tuple((has - wants).elements()),
        tuple((wants - has).elements()),
    )


def derived(linked: LinkedPlan) -> dict[str, list[str]]:
    """Return the derived records of a plan as lines, by table."""
    plan = linked.plan
    texts = {a.activity_id: a.text for a in plan.activities}
    texts |= {o.expected_output_id: o.text for o in plan.expected_outputs}
    references = [r for r in linked.references if r.relation != "cites"]
    return {
        "references": [f"{r.source.printed} > {r.target_id or ''}" for r in references],
        "alternatives": [a.source.printed for a in linked.alternatives],
        "activity_parts": [p.text for p in linked.parts],
        "output_parts": [p.text for p in linked.output_parts],
        "framework": [
            f"{i.kind} {i.mark} {i.text} > {' '.join(i.area_ids)}" for i in linked.framework
        ],
        "misfits": [f"{m.kind} {texts[m.record_id]}" for m in linked.misfits],
    }


@cache
def scores_of_made_plan(name: str) -> dict[str, Score]:
    """Return the scores of a plan that was made for this measure, by table."""
    content: dict[str, Any] = json.loads((GOLD / "judged" / f"{name}.json").read_text("utf-8"))
    plan = make_plan([RowText(*row) for row in content["rows"]], areas=content["areas"])
    blocks = tuple(
        NarrativeBlock(block_id=f"b-{n}", section="I", heading="", kind=kind, text=text, page=1)
        for n, (kind, text) in enumerate(content["narrative"])
    )
    found = derived(link(plan.model_copy(update={"narrative": blocks}), LinkSettings()))
    truth: Mapping[str, list[str]] = content["truth"]
    return {table: compare(found[table], truth[table]) for table in truth}


@cache
def scores_of_first_plan() -> dict[str, Score]:
    """Return the scores of the adopted plan, by table."""
    from expectations.stage import find_issues
    from extract.stage import extract_plan
    from normalize.stage import normalize
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project

    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    linked = link(normalize(extract_plan(plan.pdf, plan.extract), plan.normalize), plan.link)
    content = json.loads((GOLD / "judged" / "asean.json").read_text("utf-8"))
    found = derived(linked)
    truth: Mapping[str, list[str]] = content["truth"]
    scores = {table: compare(found[table], truth[table]) for table in truth}
    for table, name in (("alternatives", "alternatives"), ("references", "references")):
        rows = _rows(GOLD / "links" / f"{name}.csv")
        printed = [_letters(line.split(" > ")[0]) for line in found[table]]
        scores[table] = compare(printed, [_letters(row["printed"]) for row in rows])
    return scores | {"issues": _issues(find_issues(linked, plan.expectations))}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _letters(printed: str) -> str:
    return letters_and_digits(printed)


def _issues(report: IssueReport) -> Score:
    """Count issues by the verdicts of a reader, and defects that a reader saw and no issue names.

    Doubtful issues and issues that nobody has read count as wrong.
    """
    verdicts = {r["issue_id"]: r["verdict"] for r in _rows(GOLD / "plan_issues_judged.csv")}
    wrong = [i for i in report.issues if verdicts.get(i.issue_id) != "true"]
    missed = [d for d in _rows(GOLD / "plan_defects.csv") if not found_in(report, d)]
    return Score(
        len(report.issues) - len(wrong),
        tuple(f"{i.rule}: {i.message}" for i in wrong),
        tuple(f"{d['rule']}, {d['where']}: {d['words'] or d['note']}" for d in missed),
    )
