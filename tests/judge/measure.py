"""Compare derived tables of plans with truths written by hand."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from expectations.settings import ExpectationSettings
from expectations.stage import find_issues
from link.model import LinkedPlan
from link.settings import LinkSettings
from link.stage import link
from link.texts.texts import texts_of
from normalize.ids import letters_and_digits, number_in
from normalize.model import NarrativeBlock, NormalPlan
from tests.judge.defects import issue_scores, rows_of, verdict_score
from tests.judge.score import Agreement, Score, compare
from tests.judge.third import reader_scores
from tests.judge.values import TRUTH as VALUES, read_values
from tests.link import test_gold
from tests.link.plans import RowText, make_plan
from tests.normalize.test_gold_bodies import Name, lines_of, list_truth, names_of

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "gold"
Truth = Mapping[str, list[str]]
"""Lines by derived table."""
MADE = ("water", "health", "transport", "culture")


def scores_of_values() -> dict[str, dict[str, Score]]:
    """Return the scores of printed values, by plan."""
    plans = json.loads(VALUES.read_text("utf-8"))
    return {plan: {"printed_values": compare(*read_values(plan))} for plan in plans}


_TOTALS = ("areas", "bodies_in_annex", "members", "rows")


def _beginning(text: str) -> str:
    return " ".join(text.split()[:6])


def derived(linked: LinkedPlan) -> dict[str, list[str]]:
    """Return the derived records of a plan as lines, by table."""
    plan = linked.plan
    texts = {text.record_id: text.text for text in texts_of(plan)[::-1]}
    areas = {text.record_id: number_in(text.area_id or "") for text in texts_of(plan)}
    references = [r for r in linked.references if r.relation != "cites"]
    return {
        "references": [f"{r.source.printed} > {r.target_id or ''}" for r in references],
        "alternatives": [a.source.printed for a in linked.alternatives],
        "activity_parts": [p.text for p in linked.parts],
        "output_parts": [p.text for p in linked.output_parts],
        "framework": [
            f"{i.kind} {i.mark} {i.text} > {' '.join(i.area_ids)}" for i in linked.framework
        ],
        "instruments": [
            f"{r.source.printed} > {r.target_id}"
            for r in linked.references
            if r.relation == "cites"
        ],
        "places": [
            f"{k.source.record_kind} {areas.get(k.source.record_id, '')} {k.source.printed}"
            for k in linked.kinds
            if k.facet == "place"
        ],
        **{
            f"kinds ({facet})": [
                f"{k.value}: {' '.join(texts[k.source.record_id].split()[:3])}"
                for k in linked.kinds
                if k.facet == facet
            ]
            for facet in ("activity_type", "output_type", "target_group")
        },
        "clusters": [
            " ~ ".join(sorted(_beginning(texts[m.record_id]) for m in c.members))
            for c in linked.clusters
        ],
        "totals": [f"{t.scope} {t.name} {t.value}" for t in linked.totals if t.name in _TOTALS],
        "misfits": [f"{m.kind} {texts[m.record_id]}" for m in linked.misfits],
    }


@cache
def made_plan(name: str) -> LinkedPlan:
    """Return a plan that was made for this measure."""
    content: dict[str, Any] = json.loads((GOLD / "judged" / f"{name}.json").read_text("utf-8"))
    plan = make_plan([RowText(*row) for row in content["rows"]], areas=content["areas"])
    blocks = tuple(
        NarrativeBlock(block_id=f"b-{n}", section="I", heading="", kind=kind, text=text, page=1)
        for n, (kind, text) in enumerate(content["narrative"])
    )
    registers = ROOT / "sources" / "registers"
    shared = [(registers / f"{part}.toml").read_text("utf-8") for part in ("kinds", "places")]
    settings = LinkSettings.model_validate(tomllib.loads("\n".join(shared)))
    return link(plan.model_copy(update={"narrative": blocks}), settings)


@cache
def scores_of_made_plan(name: str, reader: int = 0) -> dict[str, Score]:
    """Return the scores of a plan that was made for this measure, by table, for a reader."""
    found = derived(made_plan(name))
    found["instruments"] = [line.split(" > ")[0] for line in found["instruments"]]
    truth = truths(name)[reader]
    scores = {table: compare(found[table], truth[table]) for table in truth}
    return scores if reader else scores | {"issues": issues_of_made_plan(name)}


def issues_of_made_plan(name: str) -> Score:
    """Count the issues of a made plan by the verdicts of a reader; unread ones are wrong."""
    rows = rows_of(GOLD / "judged" / "issues.csv")
    verdicts = {row["issue_id"]: row["verdict"] for row in rows if row["plan"] == name}
    issues = find_issues(made_plan(name), ExpectationSettings()).issues
    wrong = [i for i in issues if verdicts.get(i.issue_id) != "true"]
    said = tuple(f"{issue.rule}: {issue.message}" for issue in wrong)
    return Score(len(issues) - len(wrong), said, ())


@cache
def _first_plan() -> tuple[LinkedPlan, ExpectationSettings]:
    from extract.stage import extract_plan
    from normalize.stage import normalize
    from pipeline.config.config import load_plan
    from pipeline.config.project import Project

    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    normal = normalize(extract_plan(plan.pdf, plan.extract), plan.normalize)
    return link(normal, plan.link), plan.expectations


@cache
def scores_of_first_plan(reader: int = 0) -> dict[str, Score]:
    """Return the scores of the adopted plan, by table, for a reader."""
    linked, settings = _first_plan()
    found = derived(linked)
    truth = truths("asean")[reader]
    scores = {table: compare(found[table], truth[table]) for table in truth}
    issues = issue_scores(find_issues(linked, settings), reader)
    if reader:
        return scores | issues
    scores["totals"] = compare(found["totals"], [*truth["totals"], *_rows_by_scope()])
    for name in ("alternatives", "references", "instruments"):
        rows = rows_of(GOLD / "links" / f"{name}.csv")
        printed = [_letters(line.split(" > ")[0]) for line in found[name]]
        scores[name] = compare(printed, [_letters(row["printed"]) for row in rows])
    scores |= {facet: kinds_score(linked, *columns) for facet, columns in _KINDS.items()}
    scores["body_roles"] = _bodies_of_lists(linked.plan)
    scores["mentions"] = _bodies_of_texts(linked.plan)
    return scores | issues


_NAMES_OF_ADOPTED = dict.fromkeys(
    ("sixth", "seventh", "eighth", "ninth"), "asean-pcrve-work-plan-2019-2025"
)
"""What a reader's list calls the adopted plan, unless it is "asean"."""


def scores_of_reader(reader: str) -> dict[str, Score]:
    """Return the scores of the adopted plan for the pages of a third or later reader."""
    linked, settings = _first_plan()
    report = find_issues(linked, settings)
    found = reader_scores(report, reader, _NAMES_OF_ADOPTED.get(reader, "asean"))
    scores = {f"defects ({need})": score for need, score in found.items()}
    return {"issues": verdict_score(report, 2), **scores} if reader == "third" else scores


def _rows_by_scope() -> list[str]:
    """Return the numbers of rows of plan, sections and areas in the truth of the matrix."""
    areas = [line[0] for line in lines_of("asean-rows.psv")]
    counts = Counter([f"area:area-{area}" for area in areas])
    counts.update(f"section:section-{area.split('.')[0]}" for area in areas)
    counts["plan"] = len(areas)
    return [f"{scope} rows {count}" for scope, count in counts.items()]


_KINDS = {
    "kinds (activity_type)": ("kinds.csv", "activity_type", "activity_type"),
    "kinds (target_group)": ("kinds.csv", "target_groups", "target_group"),
    "kinds (output_type)": ("output_kinds.csv", "output_type", "output_type"),
}


def kinds_score(linked: LinkedPlan, name: str, column: str, facet: str) -> Score:
    """Score the types or target groups of activities or outputs."""
    found = test_gold.kinds_score(linked, name, column, facet, {"dev", "blind"})
    return Score(found.right, tuple(found.wrong), tuple(found.missed))


def _bodies_of_lists(plan: NormalPlan) -> Score:
    found = Counter(
        (number_in(m.record_id), m.printed, m.body_id, m.role)
        for m in plan.mentions
        if m.role == "relevant"
    )
    return _score_of(found, list_truth())


def _bodies_of_texts(plan: NormalPlan) -> Score:
    """Compare the bodies that texts name; a line of the truth may be a part of a text."""
    texts = {b.block_id: b.text for b in plan.narrative}
    texts |= {a.area_id: a.title for a in plan.areas}
    texts |= {f.focus_id: f.text for f in plan.focus_areas}
    texts |= {a.activity_id: a.text for a in plan.activities}
    texts |= {o.expected_output_id: o.text for o in plan.expected_outputs}
    mentions: dict[str, list[tuple[str, str | None, str]]] = {}
    for m in plan.mentions:
        if m.role not in ("relevant", "lead"):
            mentions.setdefault(m.record_id, []).append((m.printed, m.body_id, m.role))
    found: Counter[Name] = Counter()
    truth: Counter[Name] = Counter()
    for number, (_, text, names) in enumerate(lines_of("asean-body-texts.psv")):
        record = next(key for key, whole in texts.items() if text in whole)
        expected = Counter((str(number), *named) for named in names_of(names))
        here = Counter((str(number), *named) for named in mentions.get(record, ()))
        truth += expected
        found += here if texts[record] == text else here & expected
    return _score_of(found, truth)


def _score_of(found: Counter[Name], truth: Counter[Name]) -> Score:
    def lines(names: Counter[Name]) -> tuple[str, ...]:
        return tuple(" > ".join(map(str, name)) for name in names.elements())

    return Score((found & truth).total(), lines(found - truth), lines(truth - found))


def _letters(printed: str) -> str:
    return letters_and_digits(printed)


def agreement(
    first: Mapping[str, list[str]], second: Mapping[str, list[str]]
) -> dict[str, Agreement]:
    """Compare the truths of two readers, by the tables that both have."""
    agreed = {}
    for table in first:
        if table in second:
            score = compare(first[table], second[table])
            lines = [f"first reader only: {line}" for line in score.wrong]
            lines += [f"second reader only: {line}" for line in score.missed]
            agreed[table] = Agreement(score.right, tuple(lines))
    return agreed


def truths(name: str, folder: Path = GOLD / "judged") -> list[Truth]:
    """Return the truth of each reader: `<plan>.json` and, if there, `<plan>.second.json`."""
    files = (folder / f"{name}.json", folder / f"{name}.second.json")
    return [json.loads(file.read_text("utf-8"))["truth"] for file in files if file.exists()]


def printed_truths() -> list[Truth]:
    """Return what both readers print of the references and alternatives of the adopted plan."""
    second = truths("asean")[1]
    names = ("alternatives", "references")
    return [
        {n: [_letters(r["printed"]) for r in rows_of(GOLD / "links" / f"{n}.csv")] for n in names},
        {n: [_letters(line.split(" > ")[0]) for line in second[n]] for n in names},
    ]
