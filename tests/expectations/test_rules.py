"""Every rule of the catalogue finds its defect, and nothing where there is none."""

import re
from pathlib import Path

import pytest

from expectations.catalogue import RULES, explain
from expectations.errors import UnknownRuleError
from expectations.settings import ExpectationSettings, RuleSetting
from expectations.stage import find_issues
from tests.expectations.cases import CASES, FULL
from tests.expectations.plans import issues_of, linked, with_text

CODES = [rule.code for rule in RULES]


def test_every_rule_has_a_positive_and_a_negative_case() -> None:
    assert sorted(CASES) == sorted(CODES)
    assert len(set(CODES)) == len(CODES)


def test_a_search_for_a_code_finds_its_rule() -> None:
    folder = Path(__file__).resolve().parents[2] / "expectations" / "rules"
    sources = [path.read_text(encoding="utf-8") for path in folder.rglob("*.py")]
    printed = [code for source in sources for code in re.findall(r'code="([^"]+)"', source)]
    assert sorted(printed) == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_the_rule_finds_its_defect_once(code: str) -> None:
    found = issues_of(CASES[code].broken, code)
    assert [CASES[code].says in issue.message for issue in found] == [True], [
        issue.message for issue in found
    ]
    assert found[0].issue_id.startswith(f"{code}-")
    assert found[0].suggestion


@pytest.mark.parametrize("code", CODES)
def test_the_rule_finds_nothing_where_nothing_is(code: str) -> None:
    assert [issue.message for issue in issues_of(CASES[code].sound, code)] == []


def test_a_sound_plan_has_no_issue_at_all() -> None:
    assert find_issues(FULL, ExpectationSettings()).issues == ()


@pytest.mark.parametrize("code", CODES)
def test_the_catalogue_says_all_that_it_should(code: str) -> None:
    text = explain(code)
    for words in (
        "Severity:",
        "For users of the data:",
        "How it is found:",
        "reviewer",
        "Example:",
    ):
        assert words in text
    rule = next(rule for rule in RULES if rule.code == code)
    assert all((rule.title, rule.why, rule.meaning, rule.remedy, rule.example, rule.method))


def test_an_unknown_rule_is_answered_with_its_neighbours() -> None:
    with pytest.raises(UnknownRuleError, match="Did you mean body-repeated"):
        explain("body-repeat")
    assert "lead-missing-area" in explain("all")


def test_identifiers_stay_when_rows_and_places_come_and_go() -> None:
    before = {
        i.issue_id for i in find_issues(CASES["body-unknown"].broken, ExpectationSettings()).issues
    }
    more = linked(relevant={"1.1": "SOMS, SOMTC", "1.2": "AUN"})
    after = {i.issue_id for i in find_issues(more, ExpectationSettings()).issues}
    unknown = {i for i in before if i.startswith("body-unknown")}
    assert len(unknown) == 1
    assert unknown <= after


def test_a_decision_rests_on_the_words_of_the_issue_alone() -> None:
    """What the plan prints beside the words may change; a decision still holds."""
    grounds = {
        text: {issue.ground for issue in issues_of(with_text(text), "misprint")}
        for text in ("Hold an evalution", "Publish its evalution", "Hold an agreemnet")
    }
    one, same, other = grounds.values()
    assert one == same
    assert one.isdisjoint(other)
    assert all(len(each) == 1 for each in grounds.values())


def test_settings_change_a_severity_or_turn_a_rule_off() -> None:
    plan = CASES["body-unknown"].broken
    info = ExpectationSettings(rules=(RuleSetting(rule="body-unknown", severity="info"),))
    off = ExpectationSettings(rules=(RuleSetting(rule="body-unknown", enabled=False),))
    assert [i.severity for i in find_issues(plan, info).issues if i.rule == "body-unknown"] == [
        "info"
    ]
    assert [i for i in find_issues(plan, off).issues if i.rule == "body-unknown"] == []


def test_a_setting_of_no_rule_is_refused() -> None:
    plan = CASES["body-unknown"].broken
    wrong = ExpectationSettings(rules=(RuleSetting(rule="body-unknow", enabled=False),))
    with pytest.raises(UnknownRuleError, match="Did you mean body-unknown"):
        find_issues(plan, wrong)
