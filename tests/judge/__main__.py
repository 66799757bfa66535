"""Measure the derived tables of three plans; writes the figures to `docs/judgement.md`."""

from __future__ import annotations

import re
import sys

from tests.judge.measure import MADE, ROOT, Score, scores_of_first_plan, scores_of_made_plan

REPORT = ROOT / "docs" / "judgement.md"
MARK = re.compile(r"(<!-- figures -->\n).*?(<!-- end -->)", re.DOTALL)


def figures() -> str:
    """Return a table of precision and recall by derived table and plan, and what is missed."""
    plans = {"adopted plan": scores_of_first_plan()}
    plans |= {f"{name} plan": scores_of_made_plan(name) for name in MADE}
    tables = dict.fromkeys(table for scores in plans.values() for table in scores)
    lines = [
        "| table | plan | right | wrong | missed | precision | recall |",
        "|---|" + "---:|" * 6,
    ]
    lines[1] = "|---|---|---:|---:|---:|---:|---:|"
    for table in tables:
        for plan, scores in plans.items():
            if table in scores:
                lines.append(_line(table, plan, scores[table]))
    said = [
        f"- `{table}`, {plan}, {word}: {text}"
        for plan, scores in plans.items()
        for table, score in scores.items()
        for word, texts in (("wrong", score.wrong), ("missed", score.missed))
        for text in texts
    ]
    return "\n".join((*lines, "", "Wrong and missed:", "", *said)) + "\n"


def _line(table: str, plan: str, score: Score) -> str:
    counts = (score.right, len(score.wrong), len(score.missed))
    precision, recall = (f"{score.right / (score.right + n or 1):.2f}" for n in counts[1:])
    return f"| `{table}` | {plan} | {' | '.join(map(str, counts))} | {precision} | {recall} |"


def main() -> None:
    """Write the figures between the marks of the report, and print them."""
    found = figures()
    text = MARK.sub(lambda mark: f"{mark[1]}{found}{mark[2]}", REPORT.read_text(encoding="utf-8"))
    REPORT.write_text(text, encoding="utf-8")
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
