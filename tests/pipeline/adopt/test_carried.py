"""What an adoption carries over, and how publications move, at the limits."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.errors import PlanrowsError
from pipeline.adopt.card import complete_card
from pipeline.adopt.carried import Carried, carry
from pipeline.adopt.moves import Moves, forget_moves, move_publications, note_moves
from pipeline.diff.model import CarriedDecision, Difference, Identifier


def plan(folder: Path, edition: str, *decided: str) -> Any:
    """A plan of which only its folder, its edition and its decisions matter here."""
    card = SimpleNamespace(edition=edition)
    editions = (SimpleNamespace(edition=""), SimpleNamespace(edition="2026"))
    decisions = [SimpleNamespace(issue_id=name) for name in decided]
    return SimpleNamespace(folder=folder, card=card, editions=editions, decisions=decisions)


def decision(issue: str, **more: str) -> CarriedDecision:
    values = {"decision": "accept", "decided_by": "Ana", **more}
    return CarriedDecision(old_issue_id=f"old-{issue}", issue_id=issue, **values)


def carried(
    folder: Path,
    *,
    decisions: tuple[CarriedDecision, ...] = (),
    identifiers: tuple[Identifier, ...] = (),
    decided: tuple[str, ...] = (),
    further: tuple[Identifier, ...] = (),
) -> Carried:
    difference = Difference(
        old="a@2019", new="a", changes=(), consequences=(), decisions=decisions,
        identifiers=identifiers, further_identifiers=further,
    )  # fmt: skip
    return carry(plan(folder, ""), plan(folder, "2026", *decided), "2019", difference)


def rows(found: Carried, path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.texts[path])))


def same(table: str, old: str, new: str) -> Identifier:
    return Identifier(table=table, old_id=old, new_id=new)


def test_a_decision_of_the_draft_s_own_stands(tmp_path: Path) -> None:
    left = decision("c", reason="the words differ", value="a value")
    found = carried(tmp_path, decisions=(decision("a"), decision("b"), left), decided=("b",))
    (only,) = rows(found, tmp_path / "decisions-carried@2026.csv")
    assert only["issue_id"] == "a"
    assert "decisions    1 carried over, 1 decided again for the draft, 1 left open" in found.lines
    assert "  left open: old-c, `accept` “a value” by Ana: the words differ" in found.lines


def test_without_decisions_to_carry_no_file_is_written(tmp_path: Path) -> None:
    found = carried(tmp_path, decisions=(decision("b"),), decided=("b",))
    assert [path.name for path in found.texts] == ["identifiers@2026.csv"]


def test_files_of_decisions_are_renamed_after_the_old_edition_unless_they_name_one(
    tmp_path: Path,
) -> None:
    for name in ("decisions.csv", "decisions-ana.csv", "decisions@2026.csv"):
        (tmp_path / name).touch()
    found = carried(tmp_path)
    assert {path.name: target.name for path, target in found.renamed.items()} == {
        "decisions.csv": "decisions@2019.csv",
        "decisions-ana.csv": "decisions-ana@2019.csv",
    }


def test_identifiers_that_stay_and_that_change_are_counted(tmp_path: Path) -> None:
    further = Identifier(table="matrix", old_id="row-2", new_id="row-4", relation="split")
    found = carried(
        tmp_path,
        identifiers=(
            same("areas", "area-1", "area-1"),
            same("matrix", "row-1", "row-1"),
            same("matrix", "row-2", "row-3"),
        ),
        further=(further,),
    )
    assert len(rows(found, tmp_path / "identifiers@2026.csv")) == 4
    assert found.lines[0].startswith("identifiers  4 follow the alignment, 1 under a new id")


@pytest.mark.parametrize(
    ("identifier", "new"),
    [
        (same("bodies", "SOMY", "SOMY-2"), "SOMY-2"),
        (same("bodies", "SOMY", "SOMY"), None),
        (same("bodies", "AUN", "AUN-2"), None),
        (same("areas", "SOMY", "SOMY-2"), None),
    ],
    ids=["renamed", "the same", "another body", "another table"],
)
def test_aliases_follow_a_body_under_a_new_identifier(
    tmp_path: Path, identifier: Identifier, new: str | None
) -> None:
    lines = ["printed,body_id,reason", "the youth,SOMY,known", "friends,ACW,known"]
    (tmp_path / "aliases.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = carried(tmp_path, identifiers=(identifier,))
    written = tmp_path / "aliases@2026.csv"
    assert (written in found.texts) is (new is not None)
    assert f"aliases      2 carried over, {int(new is not None)} to a new id" in found.lines
    if new is not None:
        assert [row["body_id"] for row in rows(found, written)] == [new, "ACW"]


MOVES = Moves(adopted="2026", own="a", draft="a@2026", old="a@2019")


@pytest.mark.parametrize(
    ("there", "after"),
    [
        (("a", "a@2026"), {"a": "a@2026", "a@2019": "a"}),
        (("a",), {"a@2019": "a"}),
        (("a@2026",), {"a": "a@2026"}),
        (("a@2019", "a@2026"), {"a": "a@2026", "a@2019": "a@2019"}),
        (("a", "a@2019"), {"a": "a", "a@2019": "a@2019"}),
        ((), {}),
    ],
    ids=["both", "no draft", "no edition in force", "moved half", "moved before", "nothing"],
)
def test_publications_move_as_far_as_they_are_there(
    tmp_path: Path, there: tuple[str, ...], after: dict[str, str]
) -> None:
    """Each folder says which one it was; a second call changes nothing more."""
    for name in there:
        (tmp_path / name).mkdir()
        (tmp_path / name / "was").write_text(name, encoding="utf-8")
    note_moves(tmp_path, "a", MOVES)
    move_publications(tmp_path, "a", MOVES)
    found = {path.parent.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*/was")}
    assert found == after
    assert not (tmp_path / ".a.adoption.json").exists()
    forget_moves(tmp_path, "a")  # there is none any more


@pytest.mark.parametrize(
    ("there", "fails_at"),
    [(("a", "a@2026"), "a"), (("a", "a@2026"), "a@2026"), (("a@2026",), "a@2026")],
)
def test_publications_move_back_if_one_cannot_move(
    tmp_path: Path, there: tuple[str, ...], fails_at: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in there:
        (tmp_path / name).mkdir()
        (tmp_path / name / "was").write_text(name, encoding="utf-8")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == tmp_path / fails_at and target != tmp_path / "a@2026":
            raise OSError("no room")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PlanrowsError, match="no room"):
        move_publications(tmp_path, "a", MOVES)
    found = {path.parent.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*/was")}
    assert found == {name: name for name in there}


GIVEN = {"adopted_by": "", "adopted_on": "2026-06-30", "source": "", "licence": ""}


@pytest.mark.parametrize(
    ("own", "title", "period"),
    [
        ({}, "A plan (2026–2030)", "2026–2030"),
        ({"period": "2027–2031"}, "A plan (2026–2030)", "2027–2031"),
        ({"period": ""}, "A plan (2026–2030)", ""),
    ],
)
def test_the_period_is_that_of_the_title_unless_the_card_states_one(
    own: dict[str, str], title: str, period: str
) -> None:
    card = complete_card(own, {**GIVEN, "title": title}, None)
    assert card["period"] == period
