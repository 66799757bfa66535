"""A column that goes missing, or is another one, is found out before anything is made of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extract.settings import ExtractSettings
from extract.stitching import thresholds
from normalize.settings import NormalizeSettings
from pipeline.fit.model import Mismatch
from pipeline.fit.stage import compare_settings
from tests.pipeline.fit.printed_plan import LABELS, ROLES, TEXTS, matrix, printed, settings

PLAIN = NormalizeSettings()
REWORDED = {
    "area": "Priority Areas",
    "relevant_bodies": "Stakeholders",
    "focus": "Programme",
    "activity": "Key Actions",
    "output": "Expected Results",
    "lead_bodies": "Responsible",
}
LABELS_LIMIT = thresholds.LABELS.same
UNHEARD = ("Zeppelins", "", "Lorem ipsum dolor", "§§§")


def failures(
    labels: Sequence[str], given: ExtractSettings, texts: Sequence[Sequence[str]] = TEXTS
) -> tuple[Mismatch, ...]:
    return compare_settings(printed(matrix(labels, texts), given), given, PLAIN).failures


def with_label(role: str, label: str) -> list[str]:
    return [label if r == role else old for r, old in zip(ROLES, LABELS, strict=True)]


@pytest.mark.parametrize("role", ROLES)
def test_a_label_that_is_worded_anew_is_proposed(role: str) -> None:
    new = REWORDED[role]
    (found,) = failures(with_label(role, new), settings())
    old = LABELS[ROLES.index(role)]
    assert found.what.startswith(f"no column matches {role} (“{old}”); the matrix prints “")
    assert all(f"“{label}”" in found.what for label in with_label(role, new))
    assert f"“{new}” is the most likely (" in found.what
    assert found.what.endswith("%)")
    assert (found.table, found.key) == ("extract", "columns")
    assert found.line == f'{{ role = "{role}", label = "{new}" }},'
    # The line does what it says.
    assert failures(with_label(role, new), settings(with_label(role, new))) == ()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("label", UNHEARD)
def test_a_label_unheard_of_is_never_passed_over(role: str, label: str) -> None:
    (found,) = failures(with_label(role, label), settings())
    assert f"no column matches {role} (" in found.what
    assert f'role = "{role}"' in found.line


@pytest.mark.parametrize("role", ROLES)
def test_a_column_that_is_gone_is_missed_unless_it_is_optional(role: str) -> None:
    at = ROLES.index(role)
    labels = [label for n, label in enumerate(LABELS) if n != at]
    texts = [[text for n, text in enumerate(line) if n != at] for line in TEXTS]
    (found,) = failures(labels, settings(), texts)
    assert f"no column matches {role} (“{LABELS[at]}”)" in found.what
    assert found.line == f'{{ role = "{role}", label = "{LABELS[at]}", optional = true }},'
    assert failures(labels, settings(**{role: True}), texts) == ()


@pytest.mark.parametrize(
    ("role", "label", "printed_label", "text", "seems"),
    [
        ("lead_bodies", "Lead Body", "Lead-body Budget", "USD 25,000", "budget"),
        ("output", "Expected Outputs", "Expected Budget", "USD 25,000", "budget"),
        ("area", "Priority Areas", "Priority Actions", "1. Hold a seminar for all", "activity"),
        ("focus", "Zone of Work", "Zone of Rest", "Here", "not a known label"),
    ],
)
def test_another_column_with_a_label_somewhat_like_it_is_not_it(
    role: str, label: str, printed_label: str, text: str, seems: str
) -> None:
    at, given = ROLES.index(role), settings(with_label(role, label))
    texts = [[text if n == at else own for n, own in enumerate(line)] for line in TEXTS]
    (found,) = failures(with_label(role, printed_label), given, texts)
    assert found.what.startswith(
        f"no column clearly matches {role} (“{label}”); the matrix prints "
    )
    assert f"“{printed_label}” is only " in found.what
    assert seems in found.what
    # It is the plan's to say that it is.
    assert (
        failures(with_label(role, printed_label), settings(with_label(role, printed_label))) == ()
    )


@pytest.mark.parametrize(
    ("score", "is_doubtful"), [(LABELS_LIMIT, False), (LABELS_LIMIT - 0.01, True)]
)
def test_a_label_at_the_limit_of_likeness_is_the_label(score: float, is_doubtful: bool) -> None:
    given = settings(with_label("focus", "Zone of Work"))
    texts = [
        [text if n != ROLES.index("focus") else "Here" for n, text in enumerate(line)]
        for line in TEXTS
    ]
    plan = printed(matrix(with_label("focus", "Zone of Rest"), texts), given)
    roles = [
        role.model_copy(update={"score": score}) if role.role == "focus" else role
        for role in plan.roles
    ]
    assert "focus" in {role.role for role in roles}
    plan = plan.model_copy(update={"roles": tuple(roles)})
    assert bool(compare_settings(plan, given, PLAIN).failures) is is_doubtful


@pytest.mark.parametrize(
    ("label", "printed_label", "role"),
    [
        ("Lead Body", "LEAD BODIES*", "lead_bodies"),
        ("Lead Body", "Lead\nbod- ies 1)", "lead_bodies"),
        ("Measures", "Measure", "focus"),
        ("Deliverables", "Deliver-\nables", "output"),
        ("Expected Outputs", "Expected Results", "output"),
        ("Objectives", "Objective:", "area"),
    ],
)
def test_what_means_the_same_is_no_failure(label: str, printed_label: str, role: str) -> None:
    given = settings(with_label(role, label))
    assert failures(with_label(role, printed_label), given) == ()


def test_columns_in_another_order_are_no_failure() -> None:
    texts = [line[::-1] for line in TEXTS]
    assert failures(LABELS[::-1], settings(), texts) == ()


def test_a_column_joined_with_another_is_missed() -> None:
    labels = [*LABELS[:4], "Deliverables and Lead Body"]
    texts = [[*line[:4], f"{line[4]}; {line[5]}"] for line in TEXTS]
    assert failures(labels, settings(), texts)


def test_two_missing_columns_are_two_findings() -> None:
    labels = [*LABELS[:4], "Expected Results", "Responsible"]
    found = failures(labels, settings())
    assert [f.line for f in found] == [
        '{ role = "output", label = "Expected Results" },',
        '{ role = "lead_bodies", label = "Responsible" },',
    ]


@pytest.mark.parametrize("role", ROLES)
def test_a_column_that_is_empty_throughout_is_no_publication(role: str) -> None:
    at = ROLES.index(role)
    texts = [[" " if n == at else text for n, text in enumerate(line)] for line in TEXTS]
    (found,) = failures(LABELS, settings(), texts)
    assert found.what == f"column “{LABELS[at]}” ({role}) is empty in every row"
    assert found.line == f'{{ role = "{role}", label = "{LABELS[at]}", optional = true }},'
    assert failures(LABELS, settings(**{role: True}), texts) == ()
    partly = [*texts, TEXTS[0]]
    assert failures(LABELS, settings(), partly) == ()


def test_columns_of_a_plans_own_are_asked_for_too() -> None:
    labels, roles = (*LABELS, "Timeline"), (*ROLES, "timeline")
    texts = [(*line, "2026") for line in TEXTS]
    assert failures(labels, settings(labels, roles), texts) == ()
    (found,) = failures((*LABELS, "When"), settings(labels, roles), texts)
    assert "no column matches timeline" in found.what


def test_settings_without_columns_ask_for_none() -> None:
    assert failures(LABELS, ExtractSettings()) == ()
