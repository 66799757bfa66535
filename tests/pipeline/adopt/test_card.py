"""Odd values of the card of an edition that is adopted end in a line."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from extract.characters import publishable
from pipeline.adopt import adoption
from pipeline.adopt.card import complete_card, old_name
from pipeline.adopt.moves import Moves, complete_moves, note_moves
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.config.settings_files import validate
from pipeline.config.source_card import SourceCard
from pipeline.errors import SettingsError, UsageError

GIVEN = {
    "title": "Small plan",
    "adopted_by": "Second",
    "adopted_on": "2026-06-30",
    "period": "2026-2030",
    "source": "",
    "licence": "",
}


def valid_card(stated: Mapping[str, object], given: Mapping[str, str | None]) -> SourceCard:
    card = complete_card(stated, given, None)
    return validate(SourceCard, {"id": "small", **card}, Path("plan.toml"), {})


@pytest.mark.parametrize("text", ["\udcff", "a\x1b]0;b\x07", "\u202egnal", "a\u2028b"])
def test_what_is_no_text_is_replaced(text: str) -> None:
    """As a shell passes it on; none of these can be written, or may be shown."""
    card = complete_card({}, {**GIVEN, "title": text}, None)
    assert card["title"] == publishable(text) != text
    card["title"].encode()
    old_name(SourceCard(id="small", title=""), text, frozenset()).encode()


@pytest.mark.parametrize(
    "stated",
    [{"adopted_on": []}, {"adopted_on": "soon"}, {"title": ["a"]}, {"period": 3}, {"source": {}}],
)
def test_a_wrong_value_of_the_settings_is_named(stated: dict[str, object]) -> None:
    (name,) = stated
    with pytest.raises((SettingsError, UsageError)) as caught:
        valid_card(stated, {key: value for key, value in GIVEN.items() if key != name})
    assert name.replace("_", "-") in str(caught.value).replace("_", "-")


@pytest.mark.parametrize("day", [datetime.datetime(2026, 6, 30, 0, 0), datetime.date(2026, 6, 30)])
def test_a_date_may_have_a_time(day: datetime.date) -> None:
    valid = valid_card({"adopted_on": day}, {**GIVEN, "adopted_on": None})
    assert valid.adopted_on == datetime.date(2026, 6, 30)


def plan_of(
    folder: Path, edition: str, status: str = "draft", adopted_on: datetime.date | None = None
) -> Any:
    card = SourceCard.model_validate(
        {"id": "small", "title": "A", "edition": edition, "status": status}
    ).model_copy(update={"adopted_on": adopted_on})
    project = SimpleNamespace(sources=folder / "sources")
    name = f"small@{edition}"
    return SimpleNamespace(card=card, project=project, folder=folder / "sources/small", name=name)


@pytest.mark.parametrize(
    ("edition", "status", "is_writable", "says"),
    [
        ("2026", "draft", True, ""),
        ("2026", "unchecked", True, ""),
        ("2019", "draft", True, "2019 is already the edition in force"),
        ("2026", "superseded", True, "small@2026 is superseded; name an edition"),
        ("2026", "draft", False, "is not in this project's sources, or read-only; copy the plan"),
    ],
)
def test_what_cannot_be_adopted_is_refused(
    edition: str,
    status: str,
    is_writable: bool,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("os.access", lambda *_: is_writable)
    own, draft = plan_of(tmp_path, "2019", "adopted"), plan_of(tmp_path, edition, status)
    if not says:
        adoption._refuse(own, draft)
        nameless = plan_of(tmp_path, "")
        with pytest.raises(UsageError, match="small@ is already the edition in force"):
            adoption._refuse(nameless, nameless)
        own.folder = tmp_path / "shipped" / "small"
        says = "is not in this project's sources"
    with pytest.raises(UsageError, match=says):
        adoption._refuse(own, draft)


JUNE = datetime.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("before", "adopted_on", "is_refused"),
    [
        (JUNE, JUNE, False),
        (JUNE, JUNE - datetime.timedelta(1), True),
        (JUNE, JUNE + datetime.timedelta(1), False),
        (None, JUNE, False),
        (JUNE, None, False),
    ],
)
def test_an_edition_is_not_adopted_before_the_one_in_force(
    before: datetime.date | None, adopted_on: datetime.date | None, is_refused: bool, tmp_path: Path
) -> None:
    own = plan_of(tmp_path, "2019", adopted_on=before)
    told = pytest.raises(UsageError, match="before the edition in force") if is_refused else None
    with told or contextlib.nullcontext():
        adoption._refuse_earlier(adopted_on, own, "2026")


@pytest.mark.parametrize(
    ("edition", "adopted", "is_moved"), [("2026", "2026", True), ("2019", "2026", False)]
)
def test_moves_are_completed_if_the_settings_have_changed(
    edition: str, adopted: str, is_moved: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sources" / "small"
    folder.mkdir(parents=True)
    text = f'[source]\nid = "small"\ntitle = "A"\nedition = "{edition}"\n'
    (folder / "plan.toml").write_text(text, encoding="utf-8")
    outputs = tmp_path / "outputs"
    for name in ("small", "small@2026"):
        (outputs / name).mkdir(parents=True)
    plan = load_plan(Project(tmp_path), "small")
    complete_moves(plan)
    assert capsys.readouterr().err == ""  # nothing was under way
    moves = Moves(adopted=adopted, own="small", draft="small@2026", old="small@2019")
    note_moves(outputs, "small", moves)
    complete_moves(plan)
    names = {path.name for path in outputs.iterdir()}
    assert names == ({"small", "small@2019"} if is_moved else {"small", "small@2026"})
    assert ("was interrupted; its publications are moved" in capsys.readouterr().err) is is_moved


def test_an_edition_without_its_pdf_is_not_adopted(tmp_path: Path) -> None:
    (tmp_path / "plan.pdf").write_bytes(b"%PDF")
    assert adoption._sha(tmp_path / "plan.pdf") == sha256(b"%PDF").hexdigest()
    with pytest.raises(UsageError, match=r"none\.pdf: No such file or directory; put the PDF"):
        adoption._sha(tmp_path / "none.pdf")
