"""The real plan's references, instruments, alternatives and kinds against a truth by hand."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from extract.stage import extract_plan
from link.model import LinkedPlan, TextSpan
from link.roles import role_records
from link.stage import link
from link.texts.texts import texts_of
from normalize.ids import letters_and_digits as folded, number_in
from normalize.stage import normalize
from pipeline.config.config import load_plan
from pipeline.config.project import Project

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests" / "data" / "gold" / "links"
pytestmark = pytest.mark.xdist_group("links-gold")  # one worker reads the PDF, once


@dataclass(frozen=True)
class Score:
    """Found and true things compared; `wrong` and `missed` name those that differ."""

    right: int
    wrong: list[str]
    missed: list[str]

    @property
    def precision(self) -> float:
        return self.right / (self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        return self.right / (self.right + len(self.missed))


@pytest.fixture(scope="module")
def linked() -> LinkedPlan:
    plan = load_plan(Project(ROOT), "asean-pcrve-2019-2025")
    return link(normalize(extract_plan(plan.pdf, plan.extract), plan.normalize), plan.link)


def truth(name: str) -> list[dict[str, str]]:
    with (GOLD / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


class GoldPlaces:
    """Says whether a place of the truth is the one that a span lies in."""

    def __init__(self, linked: LinkedPlan) -> None:
        self._texts = {(t.record_kind, t.record_id): t for t in texts_of(linked.plan)[::-1]}

    def is_at(self, span: TextSpan, gold: dict[str, str]) -> bool:
        # Hyphens at line ends are another stage's work: letters and digits are compared.
        text = self._texts[span.record_kind, span.record_id]
        kind = "block" if gold["record_kind"] == "note" else gold["record_kind"]
        return (
            number_in(text.area_id or "") == gold["area"]
            and span.record_kind == kind
            and folded(text.text).startswith(folded(gold["starts"]))
            and folded(span.printed) == folded(gold["printed"])
        )


def compare(
    linked: LinkedPlan, found: list[tuple[TextSpan, str]], gold: list[tuple[dict[str, str], str]]
) -> Score:
    """Match what was found with the truth, one to one: same place, words and value."""
    places = GoldPlaces(linked)
    missed = list(gold)
    wrong = []
    for span, value in found:
        for entry in missed:
            if value == entry[1] and places.is_at(span, entry[0]):
                missed.remove(entry)
                break
        else:
            wrong.append(f"{span.record_id}: {span.printed} → {value}")
    names = [f"{row['area']} {row['starts']}: {row['printed']} → {value}" for row, value in missed]
    return Score(len(found) - len(wrong), wrong, names)


def outputs_by_start(linked: LinkedPlan) -> dict[str, str]:
    """Map the output's text of each row to the row."""
    texts = {o.expected_output_id: o.text for o in linked.plan.expected_outputs}
    return {texts.get(r.expected_output_id or "", ""): r.row_id for r in linked.plan.rows}


def test_references(linked: LinkedPlan) -> None:
    rows = outputs_by_start(linked)

    def target_of(gold: dict[str, str]) -> str:
        if gold["target_kind"] in ("area", "section") and gold["target"]:
            return f"{gold['target_kind']}-{gold['target']}"
        if gold["target_kind"] != "row":
            return gold["target"]
        return next(row for text, row in rows.items() if text.startswith(gold["target"]))

    found = [
        (r.source, f"{r.relation} {r.target_kind} {r.target_id or ''} {r.status}")
        for r in linked.references
        if r.relation != "cites"
    ]
    gold = [
        (row, f"{row['relation']} {row['target_kind']} {target_of(row)} {row['status']}")
        for row in truth("references.csv")
    ]
    score = compare(linked, found, gold)
    assert (score.wrong, score.missed) == ([], [])
    assert score.right == 28


def test_the_topic_without_an_area_keeps_the_likely_one(linked: LinkedPlan) -> None:
    (topic,) = [r for r in linked.references if r.source.printed == "development"]
    assert "area-1.3" in topic.candidates


def test_instruments(linked: LinkedPlan) -> None:
    found = [
        (r.source, f"{r.target_id} {r.status}") for r in linked.references if r.relation == "cites"
    ]
    gold = [(row, f"{row['instrument_id']} {row['status']}") for row in truth("instruments.csv")]
    score = compare(linked, found, gold)
    assert (score.wrong, score.missed) == ([], [])
    assert score.right == 39
    (without_year,) = [r for r in linked.references if r.source.printed == "UNSCR 1624"]
    assert "without its year" in without_year.note
    (other_years,) = [r for r in linked.references if "2018 – 2025" in r.source.printed]
    assert other_years.note == "printed with 2018; the register has 2019"


def test_alternatives(linked: LinkedPlan) -> None:
    found = [(a.source, f"{a.kind} {'|'.join(a.options)}") for a in linked.alternatives]
    gold = [(row, f"{row['kind']} {row['options']}") for row in truth("alternatives.csv")]
    score = compare(linked, found, gold)
    assert (score.wrong, score.missed) == ([], [])
    choices = [a for a in linked.alternatives if a.kind == "alternatives"]
    assert {len(a.readings) for a in choices} == {2}


def test_clusters(linked: LinkedPlan) -> None:
    texts = {t.record_id: t.text for t in texts_of(linked.plan)}
    clusters = [[texts[m.record_id] for m in c.members] for c in linked.clusters]
    for start in (
        "Introduce",
        "Series of meetings to establish a networking on",
        "Conduct regional workshop involving regional organisations on promoting",
        "Activities to understand conflict resolution models",
        ("Activities on capacity building for state", "Capacity building for state"),
    ):
        assert any(all(text.startswith(start) for text in cluster) for cluster in clusters), start
    assert all(len(cluster) == 2 for cluster in clusters)


def test_the_composite_activity_has_six_parts(linked: LinkedPlan) -> None:
    numbered = [part for part in linked.parts if part.number]
    assert [part.number for part in numbered] == list("123456")
    assert len({part.activity_id for part in numbered}) == 1


def test_six_activities_join_two_tasks(linked: LinkedPlan) -> None:
    joined = [part.text for part in linked.parts if not part.number]
    assert [text.split()[0] for text in joined] == [
        "Provide", "build", "Nurture", "ensure", "Workshop", "organize",
        "Identify", "ensure", "Identify", "find", "Bali", "hold",
    ]  # fmt: skip


def kinds_score(linked: LinkedPlan, name: str, column: str, facet: str, sets: set[str]) -> Score:
    values: dict[str, set[str]] = defaultdict(set)
    for kind in linked.kinds:
        if kind.facet == facet:
            values[kind.source.record_id].add(kind.value)
    records = [
        *((a.activity_id, a.area_id, a.text) for a in linked.plan.activities),
        *((o.expected_output_id, o.area_id, o.text) for o in linked.plan.expected_outputs),
    ]
    prefix = "out-" if facet == "output_type" else "act-"
    # Types that a reader named and that are only the topic of another one.
    disputed = truth("kinds_disputed.csv")
    right, wrong, missed = 0, [], []
    for row in truth(name):
        if row["set"] not in sets:
            continue
        (record_id,) = [
            i
            for i, area, text in records
            if i.startswith(prefix)
            and area == f"area-{row['area']}"
            and text.startswith(row["starts"])
        ]
        topics = {d["value"] for d in disputed if row["starts"].startswith(d["starts"])}
        gold = set(row[column].split("; ")) - {"", *(topics if facet == "activity_type" else ())}
        right += len(gold & values[record_id])
        wrong += [f"{row['starts']}: {value}" for value in sorted(values[record_id] - gold)]
        missed += [f"{row['starts']}: {value}" for value in sorted(gold - values[record_id])]
    return Score(right, wrong, missed)


@pytest.mark.parametrize(
    ("name", "column", "facet"),
    [
        ("kinds.csv", "activity_type", "activity_type"),
        ("kinds.csv", "target_groups", "target_group"),
        ("output_kinds.csv", "output_type", "output_type"),
    ],
)
@pytest.mark.parametrize("part", ["dev", "blind"])
def test_kinds(linked: LinkedPlan, name: str, column: str, facet: str, part: str) -> None:
    score = kinds_score(linked, name, column, facet, {part})
    print(f"{facet} {part}: precision {score.precision:.3f}, recall {score.recall:.3f}")
    assert score.precision >= 0.9, score.wrong
    assert score.recall >= 0.95, score.missed


def test_every_kind_rests_on_printed_words(linked: LinkedPlan) -> None:
    texts = {(t.record_kind, t.record_id, t.field): t.text for t in texts_of(linked.plan)}
    assert linked.kinds
    for kind in linked.kinds:
        source = kind.source
        text = texts[source.record_kind, source.record_id, source.field]
        assert text[source.start : source.stop] == source.printed != ""


def test_objectives_belong_to_the_areas_that_take_them_up(linked: LinkedPlan) -> None:
    objectives = {i.mark: i.area_ids for i in linked.framework if i.kind == "objective" and i.mark}
    areas = {mark: [number_in(area) for area in ids] for mark, ids in objectives.items()}
    assert areas == {
        "a": ["1.1"], "b": ["1.2"], "c": ["1.3"], "d": ["1.4"], "e": ["1.5"], "f": ["1.7"],
        "g": ["1.8"],
    }  # fmt: skip
    priorities = [i.section_id for i in linked.framework if i.kind == "priority"]
    assert priorities == [f"section-{n}" for n in "1234"]
    kinds = Counter(i.kind for i in linked.framework)
    assert (kinds["function"], kinds["report_item"], kinds["strategy"]) == (10, 8, 1)
    columns = [i.column for i in linked.framework if i.column]
    assert columns == ["area", "relevant_bodies", "focus", "activity"]
    assert not any(i.area_ids for i in linked.framework if i.kind in {"function", "report_item"})


def test_members_and_chair_belong_to_the_task_force(linked: LinkedPlan) -> None:
    roles = [r for r in role_records(linked.plan) if r.of_body_id]
    assert {r.of_body_id for r in roles} == {"Bali Work Plan-MTF"}
    assert Counter(r.role for r in roles) == {"member": 18, "chair": 1}
    (force,) = [b for b in linked.plan.bodies if b.body_id == "Bali Work Plan-MTF"]
    assert (force.parent_id, force.reports_to) == (None, "SOMTC")


def test_outputs_that_name_two_products_have_parts(linked: LinkedPlan) -> None:
    found = [(part.text.split()[0], part.divided_by) for part in linked.output_parts]
    assert found == [
        ("Assessment", "and"), ("Regional", "and"),
        ("Regional", "and"), ("manuals", "and"),
        ("Regional", "nothing"), ("Regional", "nothing"),
        ("Involvement", "sentence"), ("Research", "sentence"),
    ]  # fmt: skip


def test_totals_are_what_the_pages_print(linked: LinkedPlan) -> None:
    totals = {(t.scope, t.name): t.value for t in linked.totals}
    assert totals["plan", "areas"] == 30
    assert totals["plan", "bodies_in_annex"] == 20
    assert totals["plan", "members"] == 18
    assert [totals[f"section:section-{n}", "areas"] for n in "1234"] == [11, 5, 10, 4]
    assert totals["plan", "activities_and_parts"] == totals["plan", "activities"] + 5
