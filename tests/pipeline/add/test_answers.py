"""What people decide about a new plan stays, and answers go into its settings."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.add.decided import answer_keys, decisions, merged, with_answers
from pipeline.errors import SettingsError

PROPOSED = """[source]
title = "Plan" # 80%: the first title printed
licence = ""

[extract]
matrix_heading = "Matrix"
columns = [
    {role = "status", label = "Target", guess = 0.5},
    {role = "activity", label = "Action"},
    {role = "action", label = "Action"},
]
"""


def answered(tmp_path: Path, text: str) -> dict[str, dict[str, object]]:
    path = tmp_path / "answers.toml"
    path.write_text(text, encoding="utf-8")
    return tomllib.loads(with_answers(PROPOSED, path))


def test_answers_set_roles_and_other_settings(tmp_path: Path) -> None:
    values = answered(
        tmp_path,
        '[source]\nlicence = "CC0"\n[extract]\nmatrix_tables = "all"\n'
        '[columns]\nTarget = "target"\n"Action#2" = "focus"\n',
    )
    assert values["source"] == {"title": "Plan", "licence": "CC0"}
    assert values["extract"]["matrix_tables"] == "all"
    assert values["extract"]["columns"] == [
        {"role": "target", "label": "Target"},
        {"role": "activity", "label": "Action"},
        {"role": "focus", "label": "Action"},
    ]


def test_a_table_takes_the_place_of_a_value(tmp_path: Path) -> None:
    values = answered(tmp_path, "[source.licence]\nname = 1\n")
    assert values["source"]["licence"] == {"name": 1}


def test_a_confirmed_role_is_no_guess_any_more(tmp_path: Path) -> None:
    columns = answered(tmp_path, '[columns]\nTarget = "status"\n')["extract"]["columns"]
    assert isinstance(columns, list)
    assert columns[0] == {"role": "status", "label": "Target"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('[columns]\nGoal = "target"\n', "Goal"),
        ("[columns]\nTarget = 3\n", "Target"),
        ('[columns]\nTarget = ""\n', "Target"),
        ('[columns]\n"Action#3" = "focus"\n', "Action#3"),
        ('[columns]\n"Action#0" = "focus"\n', "Action#0"),
        ("[extract.columns]\nTarget = 5\n", "roles by label, as .columns."),
        ('[columns]\n"Action#²" = "focus"\n', "Action#²"),
        (f'[columns]\n"Action#{"9" * 5000}" = "focus"\n', "Action#9"),
        ("columns = 5\n", "columns"),
        ("[extract]\ncolumns = 5\n", "columns"),
        ('[colums]\nTarget = "target"\n', "colums"),
    ],
)
def test_wrong_answers_are_refused(tmp_path: Path, text: str, named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        answered(tmp_path, text)


def test_what_a_person_decided_is_not_overwritten() -> None:
    mine = PROPOSED.replace('licence = ""', 'licence = "CC0"  # asked the ministry').replace(
        'matrix_heading = "Matrix"\n', ""
    )
    new = (
        PROPOSED.replace('"Plan"', '"The Plan"')
        .replace("0.5", "0.6")
        .replace('licence = ""', 'licence = "?"')
    )
    found = merged(new, mine, PROPOSED)
    values = tomllib.loads(found)
    assert values["source"] == {"title": "The Plan", "licence": "CC0"}
    assert "# asked the ministry" in found
    assert "matrix_heading" not in values["extract"]
    assert values["extract"]["columns"][0]["guess"] == 0.6
    assert decisions(found, new) == ["source.licence", "extract.matrix_heading"]


def test_without_decisions_the_new_proposal_is_taken() -> None:
    new = PROPOSED.replace('"Matrix"', '"Annex"')
    assert tomllib.loads(merged(new, PROPOSED, PROPOSED)) == tomllib.loads(new)


def test_answers_name_columns_with_one_label_apart() -> None:
    assert answer_keys(["Action", "Lead", "Action"]) == ["Action", "Lead", "Action#2"]


def test_answers_may_leave_tables_empty_and_make_new_ones(tmp_path: Path) -> None:
    values = answered(tmp_path, '[source]\n[link]\n[normalize]\nlanguage = "fr"\n[columns]\n')
    assert values["source"] == {"title": "Plan", "licence": ""}
    assert values["normalize"] == {"language": "fr"}
    assert values["extract"] == tomllib.loads(PROPOSED)["extract"]


@pytest.mark.parametrize(
    ("mine", "new", "kept"),
    [
        ("a = 1", "a = 2", {"a": 2}),
        ("a = 5", "a = 2", {"a": 5}),
        ("", "a = 2", {}),  # a person removed it
        ("a = 1", "", {}),  # it is no longer proposed
        ("a = 5", "", {"a": 5}),
        ("a = 1\nb = 3", "a = 1\nb = 4", {"a": 1, "b": 3}),
        ("a = 1", "a = 1\nb = 4", {"a": 1, "b": 4}),
        ("[a]\nb = 3", "a = 2", {"a": {"b": 3}}),
    ],
)
def test_a_value_is_proposed_anew_unless_a_person_changed_it(
    mine: str, new: str, kept: dict[str, object]
) -> None:
    assert tomllib.loads(merged(new, mine, "a = 1")) == kept
