"""When a label or the cells below it give a role, and when no longer."""

from __future__ import annotations

import pytest

from pipeline.add import columns, known_labels, proposal
from pipeline.add.columns import Guess, confidence_of, guess_roles, role_by_itself
from pipeline.add.contents import Column
from pipeline.add.known_labels import Role, known_roles, label_role, role_likeness
from pipeline.add.thresholds import ROLES, TABLES
from tests.extract.matrix.test_joined import part

SUMS = ("USD 1,200", "USD 800", "USD 30,000")
SENTENCE = "Hold a regional workshop on the prevention of violence in schools"


def likeness(label: str, known: str, language: str = "en", of: str = "en") -> float:
    return role_likeness(label, Role("role", ((known, frozenset({of})),), ()), language)


@pytest.mark.parametrize(
    ("label", "role"),
    [
        # One of five words is a known label: a likeness of 60 %.
        ("Budget zebra quarry walnut jigsaw", "budget"),
        ("Budget zebra quarry walnut jigsaw violin", ""),
    ],
)
def test_a_label_counts_from_a_likeness(label: str, role: str) -> None:
    assert role_by_itself(Column(0, label, SUMS))[0] == role


@pytest.mark.parametrize(
    ("score", "role"),
    [(ROLES.min_confidence, "output"), (ROLES.min_confidence - 0.001, "")],
)
def test_a_role_is_given_from_a_confidence(
    score: float, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        columns, "_score", lambda _, known: score if known.name == "output" else 0.0
    )
    column = Column(0, "Xyzzy", ())
    assert role_by_itself(column) == (role, score if role else 0.0)
    (guess,) = guess_roles([column])
    assert guess.role == (role or "xyzzy")
    assert guess.is_by_label is bool(role)
    # The next best roles are others than the one that is given.
    assert ("output" in dict(guess.others)) is not bool(role)


@pytest.mark.parametrize(
    ("score", "role"), [(ROLES.known_label, "output"), (ROLES.known_label - 0.001, "")]
)
def test_a_label_alone_says_the_role_from_a_likeness(
    score: float, role: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        known_labels, "role_likeness", lambda _, known: score if known.name == "output" else 0.0
    )
    assert label_role("Xyzzy") == role


def test_cells_of_another_kind_count_against_a_label_that_is_not_exact() -> None:
    exact, like = (Column(0, label, SUMS) for label in ("Deadline", "Deadline of quarries"))
    role = role_likeness(like.label, next(r for r in known_roles() if r.name == "deadline"))
    assert 0.6 < role < 1.0
    assert confidence_of(exact, "deadline") == ROLES.label_weight
    expected = ROLES.contradicted * ROLES.label_weight * role
    assert confidence_of(like, "deadline") == pytest.approx(expected)


@pytest.mark.parametrize(
    ("label", "cells", "role"),
    [
        ("Contributors", SUMS, "budget"),
        ("Contributors", ("1,200", "800,000", "30,000"), "budget"),
        ("Contributors (USD)", ("1200", "800", "30000"), "budget"),
        ("Contributeurs", ("1 200 €", "800 €", "30 000 €"), "budget"),
        ("Contributors to cost", SUMS, "budget"),
        ("Contributors", ("2026", "June 2027", "Q4 2027"), "deadline"),
        ("Lead agency", SUMS, "budget"),
        # Bodies, also those whose names nothing recognises, or with what they give.
        ("Contributors", ("Red Cross", "Farmers", "Jane Smith"), "relevant_bodies"),
        ("Contributors", ("WHO: USD 1,200", "Red Cross (USD 800)", "Farmers"), "relevant_bodies"),
        ("Contributors", ("Farmers", "Red Cross", "USD 800"), "relevant_bodies"),
        ("Contributors", ("None", "None", "None"), "relevant_bodies"),
        # Figures may be the numbers of bodies in a list.
        ("Contributors", ("4301", "4302", "4310"), "relevant_bodies"),
        ("Contributors", ("1, 3", "12, 14", "2"), "relevant_bodies"),
    ],
)
def test_sums_and_dates_are_no_bodies(label: str, cells: tuple[str, ...], role: str) -> None:
    (guess,) = guess_roles([Column(0, label, cells, language="fr" if "eurs" in label else "en")])
    assert guess.role == role
    assert guess.is_by_label is (role == "relevant_bodies")
    assert guess.reason.startswith("the label resembles that of another role") is not (
        guess.is_by_label
    )


def test_from_half_of_its_cells_on_a_column_states_values() -> None:
    names = ("Farmers", "Red Cross")
    assert role_by_itself(Column(0, "Contributors", (*SUMS[:2], *names))) == ("", 0.0)
    role, sure = role_by_itself(Column(0, "Contributors", (*SUMS[:2], *names, "WHO")))
    assert (role, sure) == ("relevant_bodies", pytest.approx(ROLES.label_alone))


def test_the_part_of_a_label_above_one_column_counts_nearly_as_much() -> None:
    alone = Column(0, "Deadline", ())
    below = Column(0, "Zebra quarry Deadline", (), own_label="Deadline")
    without = Column(0, "Zebra quarry Deadline", ())
    found = [confidence_of(column, "deadline") for column in (alone, below, without)]
    assert found == sorted(found, reverse=True)
    assert found[1] == pytest.approx(ROLES.own_label * found[0])
    same = Column(0, "Deadline", (), own_label="Deadline")
    assert confidence_of(same, "deadline") == found[0]
    other = Column(0, "Deadline", (), own_label="Zebra")
    assert confidence_of(other, "deadline") == found[0]


@pytest.mark.parametrize(
    ("label", "known", "language", "of", "expected"),
    [
        # A label of another language counts as a whole alone.
        ("Échéance", "échéance", "fr", "fr", 1.0),
        ("Échéance", "échéance", "de", "fr", ROLES.other_language),
        ("Échéance finale", "échéance", "de", "fr", 0.0),
        ("Échéance", "échéance", "", "fr", 1.0),
        ("Échéance finale", "échéance", "", "fr", 0.85),
        ("Deadline", "deadline", "de", "en", 1.0),
        # Units in brackets do not count; a label in brackets does.
        ("Budget (USD)", "budget", "en", "en", 1.0),
        ("(Budget)", "budget", "en", "en", 1.0),
        ("Budget USD", "budget", "en", "en", 0.75),
        ("Budget / Kosten", "budget", "en", "en", 0.75 * ROLES.not_head),
        # Fewer words than the known label has.
        ("Deadline", "final deadline", "en", "en", ROLES.shorter_label / 2),
        ("deadline final", "final deadline", "en", "en", 1.0),
        ("final final deadline", "final deadline", "en", "en", 1.0),
        ("", "budget", "en", "en", 0.0),
        ("…", "budget", "en", "en", 0.0),
        # Words of labels that are small everywhere are words where nothing else is printed.
        ("Of the", "of the", "en", "en", 1.0),
        ("Expected output", "output", "en", "en", 1.0),
        ("Expected", "expected", "en", "en", 1.0),
        ("Output", "output of the", "en", "en", 1.0),
        ("Parceiras", "parceiro", "pt", "pt", 1.0),
        ("Noto", "nota", "it", "it", 0.0),
        ("Notos", "nota", "it", "it", 0.0),
        ("Tempos", "tempa", "it", "it", 1.0),
        ("Budgetx", "budgety", "en", "en", 0.0),
        ("Gas", "ga", "en", "en", 0.0),
        ("Gases", "gas", "en", "en", 1.0),
        ("Boxes", "boxe", "en", "en", 1.0),
        ("Glass", "glas", "en", "en", 0.0),
    ],
)
def test_how_like_labels_are(
    label: str, known: str, language: str, of: str, expected: float
) -> None:
    assert likeness(label, known, language, of) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("ratio", "expected"), [(ROLES.same_label, ROLES.same_label), (ROLES.same_label - 0.01, 0.0)]
)
def test_a_misprint_of_a_label_is_nearly_the_label(
    ratio: float, expected: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidfuzz.fuzz.ratio", lambda *_: 100 * ratio)
    # What is compared is kept: each limit has labels of its own.
    own = f"Xyzzy {ratio * 100:.0f}"
    assert likeness(own, f"{own} plugh".replace("y", "i")) == pytest.approx(expected)
    # A single letter that differs counts columns, and a known label is no misprint.
    assert likeness("X objective", "K objective") == 0.0
    assert likeness("Deadline", "deadlyne") == 0.0


YEARS = ("Status 2025", "Status 2026")


def test_roles_that_plans_have_once_are_not_of_years() -> None:
    found = guess_roles([Column(at, label, ("Completed",) * 2) for at, label in enumerate(YEARS)])
    assert [guess.role for guess in found] == ["status", "status_2026"]


@pytest.mark.parametrize(
    ("confidence", "is_plan"), [(TABLES.sure_of_plan, True), (TABLES.sure_of_plan - 0.01, False)]
)
def test_a_table_of_tasks_that_is_sure_is_a_plan(
    confidence: float, is_plan: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [Guess(Column(0, "x", ()), role, confidence, "") for role in ("activity", "deadline")]
    monkeypatch.setattr(proposal, "guess_roles", lambda _: made)
    assert proposal._is_plan(part("t1", ["Action", "By"], [SENTENCE, "2025"])) is is_plan
    assert not proposal._is_plan(part("t1", ["", " "], [SENTENCE, "2025"]))
    for role in ("activity", "deadline"):  # what is to be done, and who does it or until when
        monkeypatch.setattr(
            proposal, "guess_roles", lambda _, role=role: [g for g in made if g.role == role]
        )
        assert not proposal._is_plan(part("t1", ["Action"], [SENTENCE]))


def test_a_table_with_known_labels_counts_more_than_a_longer_one() -> None:
    def score(*labels: str, times: int = 1) -> float:
        return proposal._matrix_score(part("t1", [*labels], [SENTENCE * times, "Mill"]))

    plain = score("Xyzzy", "Plugh")
    assert plain == pytest.approx(TABLES.unknown_weight * len(SENTENCE + "Mill"))
    # Labels that any table may have are no evidence; one of an activity is the best.
    assert score("Xyzzy", "Remarks") == plain
    assert score("Xyzzy", "Status") > plain
    assert score("Activity", "Plugh") > 10 * plain
    assert score("", "Activity") > 10 * plain
