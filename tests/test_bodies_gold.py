"""The published roles of bodies against truths written by hand from the rendered pages."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path

from normalize.ids import number_in
from tests.normalize.test_gold_bodies import (
    lines_of,
    list_truth,
    names_of,
    precision_and_recall,
)

OUTPUT = Path(__file__).resolve().parents[1] / "outputs" / "asean-pcrve-2019-2025"
TEXTS = {
    "area": ("areas", "area_id", "title"),
    "focus": ("focus_areas", "focus_id", "text"),
    "activity": ("activities", "activity_id", "text"),
    "output": ("expected_outputs", "expected_output_id", "text"),
    "block": ("narrative", "block_id", "text"),
}


@cache
def table(name: str) -> list[dict[str, str]]:
    with (OUTPUT / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def named_roles() -> list[dict[str, str]]:
    """Roles of what is printed, without the bodies that a collective stands for."""
    groups = {body["body_id"] for body in table("bodies") if body["kind"] == "collective"}
    return [
        role
        for role in table("body_roles")
        if role["match"] != "collective" or role["body_id"] in groups
    ]


def listed_body(role: dict[str, str]) -> str | None:
    """The body of a role, if the plan or the register lists it."""
    return None if role["match"] == "unresolved" else role["body_id"]


def test_each_area_has_its_relevant_bodies() -> None:
    found = Counter(
        (number_in(role["scope_id"]), role["printed"], listed_body(role), role["role"])
        for role in named_roles()
        if role["role"] == "relevant"
    )
    assert found == list_truth()


def test_each_text_names_its_bodies() -> None:
    """A text of the truth may be a part of a published one, or be printed twice.

    The lists of relevant and lead bodies are no running text: they have a truth of their own.
    """
    roles = defaultdict(list)
    for role in named_roles():
        if role["role"] in ("relevant", "lead"):
            continue
        roles[role["scope_id"]].append((role["printed"], role["body_id"] or None, role["role"]))
    truth: Counter[tuple[str, str, str | None, str]] = Counter()
    found: Counter[tuple[str, str, str | None, str]] = Counter()
    for number, (kind, text, names) in enumerate(lines_of("asean-body-texts.psv")):
        name, key, field = TEXTS[kind]
        records = [record[key] for record in table(name) if text in record[field]]
        assert records, text
        whole = [record[field] for record in table(name) if record[key] == records[0]]
        expected = Counter((str(number), *named) for named in names_of(names))
        here = Counter((str(number), *named) for named in roles[records[0]])
        if whole != [text]:
            here &= expected
        truth += expected
        found += here
    assert found - truth == Counter(), "read, but not there"
    assert truth - found == Counter(), "there, but not read"
    assert precision_and_recall(truth, found) == (1.0, 1.0)


def test_a_collective_is_expanded_and_marked() -> None:
    roles = [r for r in table("body_roles") if r["scope_id"] == "area-4.3" and r["scope"] == "area"]
    printed_group = [r for r in roles if r["role"] == "relevant"]
    assert {r["match"] for r in printed_group} == {"collective"}
    assert {r["printed"] for r in printed_group} == {"All sectoral bodies"}
    assert len({r["body_id"] for r in printed_group}) == 21
