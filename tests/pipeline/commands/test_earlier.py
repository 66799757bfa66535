"""A record is found by the identifier that it had in an earlier edition."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.commands.earlier import present_ids
from pipeline.diff.model import Identifier
from pipeline.errors import UsageError

HERE = frozenset({"row-1", "row-2"})
"""Records of the plan's edition."""


@pytest.fixture
def plan(tmp_path: Path) -> Any:
    (tmp_path / "sources").mkdir()
    outputs = tmp_path / "outputs"
    for name in ("small", "small@2019", "small@2012", "smaller", "other"):
        publish(outputs / name)
    (outputs / "small@draft").mkdir()  # nothing is published there
    return SimpleNamespace(
        folder=tmp_path / "sources",
        card=SimpleNamespace(id="small"),
        out=outputs / "small",
        project=SimpleNamespace(outputs=outputs),
    )


def publish(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")


def note(plan: Any, name: str, *pairs: tuple[str, str]) -> None:
    lines = [f"matrix,{old},{new}" for old, new in pairs]
    path = plan.folder / name
    path.write_text("\n".join(["table,old_id,new_id", *lines, ""]), encoding="utf-8")


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The editions that are compared with the plan's; each had its own name for a row."""
    asked: list[str] = []

    def align(old: Path, new: Path) -> Sequence[Identifier]:
        asked.append(old.name)
        assert new.name == "small"
        if old.name == "small@2012":
            raise UsageError("published by an earlier version")
        return [
            Identifier(table="matrix", old_id="old-1", new_id="gone"),
            Identifier(table="matrix", old_id="old-1", new_id="row-1"),
            Identifier(table="matrix", old_id="old-2", new_id="row-2"),
        ]

    monkeypatch.setattr("pipeline.diff.stage.align_editions", align)
    return asked


def found(plan: Any, record_id: str) -> tuple[str, ...]:
    return present_ids(plan, record_id, HERE.__contains__)


def test_what_an_adoption_noted_is_followed_over_all_editions(
    plan: Any, compared: list[str]
) -> None:
    note(plan, "identifiers@2019.csv", ("a", "b"), ("a", "c"))
    note(plan, "identifiers.csv", ("b", "row-2"), ("b", "row-9"), ("c", "row-1"))
    assert found(plan, "a") == ("row-2", "row-1")
    assert compared == []


def test_without_a_note_the_published_editions_are_compared(plan: Any, compared: list[str]) -> None:
    note(plan, "identifiers.csv", ("a", "nowhere"))
    assert found(plan, "old-1") == ("row-1",)
    assert found(plan, "a") == ()
    # Neither another plan, nor the edition itself, nor a folder without a publication is compared.
    assert set(compared) == {"small@2012", "small@2019"}


def test_an_edition_that_is_not_published_is_compared_with_none(
    plan: Any, compared: list[str]
) -> None:
    (plan.out / "manifest.json").unlink()
    assert found(plan, "old-1") == ()
    assert compared == []
