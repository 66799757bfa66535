"""The figures on derived tables are current, and good enough to publish."""

import csv
import json
from pathlib import Path

import pytest

from tests.judge.__main__ import REPORT, TABLES, _line
from tests.judge.bodies import contents, scores_of_bodies
from tests.judge.defects import GOLD, defect_agreement
from tests.judge.measure import MADE, agreement, scores_of_made_plan, truths
from tests.judge.score import compare
from tests.judge.third import NEEDS, READERS, lines_of


@pytest.mark.parametrize("name", MADE)
def test_the_report_has_the_figures_of_the_made_plans(name: str) -> None:
    text = REPORT.read_text(encoding="utf-8")
    for table, score in scores_of_made_plan(name).items():
        assert _line(table, f"{name} plan", score) in text


@pytest.mark.parametrize("name", MADE)
def test_little_is_wrong_in_the_made_plans(name: str) -> None:
    scores = scores_of_made_plan(name).values()
    right = sum(score.right for score in scores)
    assert sum(len(score.wrong) for score in scores) <= 0.1 * right
    assert sum(len(score.missed) for score in scores) <= 0.2 * right


@pytest.mark.parametrize("name", contents())
def test_bodies_of_a_plan_without_a_list_are_found(name: str) -> None:
    scores = scores_of_bodies(name)
    text = TABLES.read_text(encoding="utf-8")
    for table, score in scores.items():
        assert _line(table, f"{name} without a list", score) in text
    mistakes = sum(len(score.wrong) + len(score.missed) for score in scores.values())
    assert mistakes <= 0.3 * sum(score.right for score in scores.values())


def test_equal_lines_count_as_often_as_both_have_them() -> None:
    score = compare(["a", "a", "b"], ["a", "c"])
    assert (score.right, score.wrong, score.missed) == (1, ("a", "b"), ("c",))


def test_two_readers_keep_what_only_one_of_them_has(tmp_path: Path) -> None:
    first = {"places": ["Rome", "Oslo"], "totals": ["areas 3"]}
    second = {"places": ["Oslo", "Bonn", "Lima"]}
    (tmp_path / "town.json").write_text(json.dumps({"rows": [], "truth": first}))
    assert truths("town", tmp_path) == [first]
    (tmp_path / "town.second.json").write_text(json.dumps({"truth": second}))
    both = agreement(*truths("town", tmp_path))
    assert list(both) == ["places"]
    assert (both["places"].both, both["places"].share) == (1, 0.25)
    assert both["places"].disputed == (
        "first reader only: Rome",
        "second reader only: Bonn",
        "second reader only: Lima",
    )


def test_two_readers_mean_one_defect_whatever_rule_they_name() -> None:
    def defect(rule: str, where: str, page: str, words: str) -> dict[str, str]:
        return {"rule": rule, "where": where, "page": page, "words": words, "note": ""}

    first = [
        defect("wording", "1.1", "3", "on in linkages"),
        defect("lead-missing-area", "1.1", "3", ""),
        defect("misprint", "1.2", "4", "part"),
    ]
    second = [
        defect("words-doubled", "1.1", "3", "on in"),
        defect("lead-missing-area", "1.1", "3", ""),
        defect("misprint", "1.2", "4", "party"),
        defect("wording", "2.1", "9", "on in linkages"),
    ]
    found = defect_agreement((first, second))
    assert (found.both, len(found.disputed)) == (2, 3)


LENGTHS = {"seventh": 322, "eighth": 193, "ninth": 153}
"""Lines of the lists whose readers said themselves what each line needs."""


@pytest.mark.parametrize("reader", [reader for reader in READERS if reader not in LENGTHS])
def test_each_line_of_a_readers_list_has_its_need(reader: str) -> None:
    with (GOLD / "judged" / "needs.csv").open(encoding="utf-8", newline="") as file:
        needs = [each for each in csv.DictReader(file) if each["reader"] == reader]
    lines = lines_of(reader)
    assert [each["line"] for each in needs] == [str(at) for at in range(1, len(lines) + 1)]
    for need, line in zip(needs, lines, strict=True):
        assert line["needs"] in NEEDS
        assert bool(need["shown_by"]) == (need["needs"] == "form")
        assert need["words"] == line.get("printed", line["quote"])


@pytest.mark.parametrize("reader", LENGTHS)
def test_each_line_of_a_later_list_has_the_readers_own_need(reader: str) -> None:
    lines = lines_of(reader)
    assert len(lines) == LENGTHS[reader]
    assert {line["needs"] for line in lines} == set(NEEDS)
    with (GOLD / "judged" / f"{reader}_other_complaints.csv").open(encoding="utf-8") as file:
        others = list(csv.DictReader(file))
    marked = {at for at, line in enumerate(lines, start=1) if line["not_by"]}
    assert {int(each["line"]) for each in others} == marked
