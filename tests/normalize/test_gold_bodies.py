"""Bodies named by the plan against a truth written by hand: precision and recall."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from normalize.ids import number_in
from normalize.model import NormalPlan
from normalize.stage import normalize
from tests.normalize import printed

GOLD = Path(__file__).resolve().parents[1] / "data" / "gold"
Name = tuple[str, str, str | None, str]
"""Record or list, words as printed, body_id or None, role."""


def lines_of(name: str) -> list[list[str]]:
    lines = (GOLD / name).read_text(encoding="utf-8").splitlines()
    return [[p.strip() for p in line.split(" | ")] for line in lines if not line.startswith("#")]


def list_truth() -> Counter[Name]:
    truth: Counter[Name] = Counter()
    for area, names, bodies in lines_of("asean-body-lists.psv"):
        for name, body in zip(names.split(" + "), bodies.split(" + "), strict=True):
            truth[(area, name, None if body == "?" else body, "relevant")] += 1
    return truth


def names_of(names: str) -> list[tuple[str, str, str]]:
    """Words as printed, body_id and role of each name in a line of the truth."""
    found = []
    for named in [] if names == "-" else names.split(" + "):
        words, body = named.split(" = ")
        parts = re.fullmatch(r"(.*?)(?: (member|chair))?", body)
        assert parts is not None
        found.append((words, parts[1], parts[2] or "mentioned"))
    return found


def text_truth() -> Counter[Name]:
    truth: Counter[Name] = Counter()
    for number, (_, _, names) in enumerate(lines_of("asean-body-texts.psv")):
        truth.update((str(number), *named) for named in names_of(names))
    return truth


@cache
def plan_by_hand() -> NormalPlan:
    """The truth's lists and texts, typed into a plan as printed; no PDF is read."""
    rows = []
    lists = lines_of("asean-body-lists.psv")
    for number, (area, names, _) in enumerate(lists):
        listed = names.replace(" + ", ", ")
        rows.append(
            printed.row(printed.cell(f"{area}. Title", 0, number), printed.cell(listed, 1, number))
        )
    narrative = []
    for _, text, names in lines_of("asean-body-texts.psv"):
        heading = "Membership" if " member" in names else "Co-Chairmanship"
        narrative.append(printed.block("heading", heading, marker="c."))
        narrative.append(printed.block("paragraph", text))
    return normalize(
        printed.plan(
            rows, annex=printed.annex_table(), annex_notes=printed.notes(), narrative=narrative
        ),
        printed.settings_of("asean-pcrve-2019-2025"),
    )


def found_in_lists(plan: NormalPlan) -> Counter[Name]:
    return Counter(
        (number_in(m.record_id), m.printed, m.body_id, m.role)
        for m in plan.mentions
        if m.role == "relevant"
    )


def found_in_texts(plan: NormalPlan) -> Counter[Name]:
    paragraphs = [block for block in plan.narrative if block.kind == "paragraph"]
    number = {block.block_id: str(place) for place, block in enumerate(paragraphs)}
    return Counter(
        (number[m.record_id], m.printed, m.body_id, m.role)
        for m in plan.mentions
        if m.record_id in number
    )


def precision_and_recall(truth: Counter[Name], found: Counter[Name]) -> tuple[float, float]:
    right = (truth & found).total()
    return right / found.total(), right / truth.total()


def test_the_truth_is_large_enough() -> None:
    assert len(lines_of("asean-body-lists.psv")) == 30
    assert list_truth().total() > 100
    texts = lines_of("asean-body-texts.psv")
    assert len(texts) >= 60
    assert sum(names == "-" for _, _, names in texts) >= 30
    assert text_truth().total() > 60


def test_each_listed_body_is_read_as_by_hand() -> None:
    truth, found = list_truth(), found_in_lists(plan_by_hand())
    assert found - truth == Counter(), "read, but not there"
    assert truth - found == Counter(), "there, but not read"
    assert precision_and_recall(truth, found) == (1.0, 1.0)


def test_each_body_named_in_running_text_is_read_as_by_hand() -> None:
    truth, found = text_truth(), found_in_texts(plan_by_hand())
    assert found - truth == Counter(), "read, but not there"
    assert truth - found == Counter(), "there, but not read"
    assert precision_and_recall(truth, found) == (1.0, 1.0)


def test_the_characters_of_a_mention_are_its_words() -> None:
    plan = plan_by_hand()
    texts = {block.block_id: block.text for block in plan.narrative}
    texts |= {area.area_id: area.relevant_bodies_printed for area in plan.areas}
    for mention in plan.mentions:
        assert texts[mention.record_id][mention.start : mention.stop] == mention.printed
