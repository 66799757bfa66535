"""Measure the derived tables of the plans; writes the figures into two pages of `docs`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from functools import partial

from tests.judge.bodies import contents as bodies_of_plans, scores_of_bodies
from tests.judge.defects import defect_agreement, disputed_defects, verdict_agreement
from tests.judge.measure import (
    MADE,
    ROOT,
    agreement,
    printed_truths,
    scores_of_first_plan,
    scores_of_made_plan,
    scores_of_reader,
    scores_of_values,
    truths,
)
from tests.judge.score import Score
from tests.judge.sentences import FIELDS, HELD_OUT, score_of
from tests.judge.third import READERS

REPORT = ROOT / "docs" / "judgement.md"
TABLES = ROOT / "docs" / "derived.md"
IN_SECTION = re.compile(r"<!-- figures: (.*?) -->\n.*?<!-- end -->", re.DOTALL)
MARK = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


def plans_measured() -> dict[str, dict[str, Score]]:
    """Return the scores by plan, with its reader, and table."""
    plans = {"adopted plan": scores_of_first_plan()}
    plans |= {f"{name} plan": scores_of_made_plan(name) for name in MADE}
    plans |= scores_of_values()
    plans |= {f"{name} without a list": scores_of_bodies(name) for name in bodies_of_plans()}
    plans |= {
        f"sentences on {field}": {"sentences": score_of(field)} for field in (*FIELDS, HELD_OUT)
    }
    for name, label, scores_of in _readings():
        if len(truths(name)) > 1:
            plans[f"{label}, second reader"] = scores_of(1)
    plans |= {f"adopted plan, {each} reader": scores_of_reader(each) for each in READERS}
    return plans


def sections(text: str, plans: dict[str, dict[str, Score]]) -> str:
    """Return the page of the derived tables with the figures of each in its section."""

    def filled(mark: re.Match[str]) -> str:
        lines = [
            _line(table, plan, scores[table])
            for table in mark[1].split("; ")
            for plan, scores in plans.items()
            if table in scores
        ]
        head = f"<!-- figures: {mark[1]} -->"
        return "\n".join((head, *_HEADER, *lines, "<!-- end -->"))

    return IN_SECTION.sub(filled, text)


_HEADER = (
    "| table | plan | right | wrong | missed | precision | recall |",
    "|---|---|---:|---:|---:|---:|---:|",
)


def figures(plans: dict[str, dict[str, Score]]) -> str:
    """Return precision and recall by derived table, plan and reader, and what is missed."""
    tables = dict.fromkeys(table for scores in plans.values() for table in scores)
    lines = [
        *_HEADER,
        *(
            _line(table, plan, scores[table])
            for table in tables
            for plan, scores in plans.items()
            if table in scores
        ),
    ]
    said = [
        f"- `{table}`, {plan}, {word}: {text}"
        for plan, scores in plans.items()
        for table, score in scores.items()
        for word, texts in (("wrong", score.wrong), ("missed", score.missed))
        for text in texts
    ]
    disputed = [f"- {line}" for line in disputed_defects()]
    return "\n".join(
        (
            *(*lines, "", "Wrong and missed:", "", *said, ""),
            *("Disputed lines of the truth, which count neither as found nor as missed:", ""),
            *(*disputed, "", *_agreements()),
        )
    )


def _readings() -> list[tuple[str, str, Callable[[int], dict[str, Score]]]]:
    return [
        ("asean", "adopted plan", scores_of_first_plan),
        *((name, f"{name} plan", partial(scores_of_made_plan, name)) for name in MADE),
    ]


def _agreements() -> list[str]:
    """Return how far two readers agree, by plan and table, and where they do not."""
    both = {
        (label, table): found
        for name, label, _ in _readings()
        if len(truths(name)) > 1
        for table, found in agreement(*truths(name)).items()
    }
    for table, found in agreement(*printed_truths()).items():
        both["adopted plan", table] = found
    both["adopted plan", "defects"] = defect_agreement()
    both["adopted plan", "issues"] = verdict_agreement()
    lines = ["| table | plan | both readers | one reader | agreement |", "|---|---|---:|---:|---:|"]
    for (label, table), found in both.items():
        counts = f"{found.both} | {len(found.disputed)} | {found.share:.2f}"
        lines.append(f"| `{table}` | {label} | {counts} |")
    said = [
        f"- `{table}`, {label}, {line}"
        for (label, table), found in both.items()
        for line in found.disputed
    ]
    return [*lines, "", *said, ""]


def _line(table: str, plan: str, score: Score) -> str:
    counts = (score.right, len(score.wrong), len(score.missed))
    precision, recall = (f"{score.right / (score.right + n or 1):.2f}" for n in counts[1:])
    if table == "issues":
        recall = "–"  # that of the defects
    if table.startswith("defects"):
        precision = "–"  # that of the issues
    return f"| `{table}` | {plan} | {' | '.join(map(str, counts))} | {precision} | {recall} |"


def main() -> None:
    """Write the figures between the marks of the report, and print them."""
    plans = plans_measured()
    found = figures(plans)
    text = MARK.sub(lambda mark: f"{mark[1]}{found}{mark[2]}", REPORT.read_text(encoding="utf-8"))
    REPORT.write_text(text, encoding="utf-8")
    tables = sections(TABLES.read_text(encoding="utf-8"), plans)
    TABLES.write_text(tables, encoding="utf-8")
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
