"""Files of decisions and aliases: which belong to an edition, and what is read of them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from expectations.settings import Decision
from pipeline.config.edition_files import aliases_file, read_decisions
from pipeline.config.source_card import SourceCard
from pipeline.errors import SettingsError

HEADER = "issue_id,decision,value,decided_by,date,note"
LINE = "body-unknown-1,accept,,Ana,2025-03-31,known"
OWN, DRAFT = (SourceCard(id="a-plan", title="A plan", edition=name) for name in ("", "2026"))
EDITIONS = (OWN, DRAFT)


def read(folder: Path, text: str | bytes, card: SourceCard = OWN) -> tuple[Decision, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "decisions.csv").write_bytes(data)
    return read_decisions(folder, card, EDITIONS)


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{LINE}\n",
        f"\ufeff{HEADER}\r\n{LINE}\r\n",
        f"{HEADER}\n{LINE}\n".replace(",", ";"),
        f"{HEADER}\n{LINE}\n".replace(",", "\t"),
        f"{HEADER}\r\n{LINE}\r\n".replace(",", "\t").encode("utf-16"),
        f"{HEADER};;\r\n{LINE};;\r\n".replace(",", ";")
        .encode("utf-16-be")
        .join([b"\xfe\xff", b""]),
        f"\n{HEADER.upper()},ground\n{LINE},abc\n\n",
        f"{HEADER},ground,old_issue_id\n{LINE},abc,body-unknown-0\n",
        f"{HEADER}\n{HEADER}\n{LINE}\n",
        f"{HEADER}\n{LINE}\n".replace("2025-03-31", "31/03/2025"),
        f"{HEADER}\n{LINE}\n".replace("2025-03-31", "3/31/2025"),
        f"{HEADER}\n{LINE}\n".replace("2025-03-31", "31.3.2025"),
        f"{HEADER}\n{LINE}\n".replace("accept", " Accept "),
    ],
)
def test_files_of_spreadsheets_are_read(text: str | bytes, tmp_path: Path) -> None:
    (decision,) = read(tmp_path, text)
    assert decision.model_dump(include={"issue_id", "decision", "date", "note"}) == {
        "issue_id": "body-unknown-1",
        "decision": "accept",
        "date": "2025-03-31",
        "note": "known",
    }


def test_a_second_header_may_name_the_columns_in_another_order(tmp_path: Path) -> None:
    second = "decision,issue_id,ground,decided_by,date\ndismiss,misprint-2,abc,Ben,2025-04-13\n"
    first, other = read(tmp_path, f"{HEADER}\n{LINE}\n{second}")
    assert (first.issue_id, first.decided_by, first.place) == (
        "body-unknown-1",
        "Ana",
        "decisions.csv, line 2",
    )
    assert (other.issue_id, other.decision, other.ground, other.place) == (
        "misprint-2",
        "dismiss",
        "abc",
        "decisions.csv, line 4",
    )


def test_an_empty_file_has_no_decisions(tmp_path: Path) -> None:
    assert read(tmp_path, "\n") == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("issue_id,decision\n", "line 1: column 'decided_by' is missing"),
        (f"{HEADER},colour\n", "line 1: column 'colour' is unknown"),
        (f"{HEADER}\n,accept,,Ana,2025-03-31,\n", "issue_id = ''; expected the issue's identifier"),
        (f"{HEADER}\nx,agree,,Ana,2025-03-31,\n", "line 2: decision = 'agree'; expected 'accept'"),
        (f"{HEADER}\nx,correct,,Ana,2025-03-31,\n", "line 2: value = ''; expected the value to"),
        (f"{HEADER}\nx,accept,,,2025-03-31,\n", "line 2: decided_by = ''; expected a name"),
        (f"{HEADER}\nx,accept,,Ana,soon,\n", "line 2: date = 'soon'; expected a date like"),
        (f"{HEADER}\nx,accept,,Ana,2025-02-30,\n", "line 2: date = '2025-02-30'; expected a date"),
        (
            f"{HEADER}\nx,accept,,Ana,03/04/2025,\n",
            "line 2: date = '03/04/2025'; expected 2025-03-04 or 2025-04-03: it is unclear which "
            "number is the month",
        ),
        (f"{HEADER}\n{LINE},a,b\n", "line 2: 8 values"),
        (f'{HEADER}\nx,accept,,Ana,2025-03-31,"open\n', "invalid CSV"),
    ],
)
def test_a_line_that_cannot_be_understood_is_named(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        read(tmp_path, text)
    assert says in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'decisions.csv'}, line ")


def test_each_edition_has_files_of_its_own(tmp_path: Path) -> None:
    for name, issue in (
        ("decisions.csv", "a-1"),
        ("decisions-ben.csv", "a-2"),
        ("decisions@2026.csv", "b-1"),
        ("decisions-ben@2026.csv", "b-2"),
    ):
        line = LINE.replace("body-unknown-1", issue)
        (tmp_path / name).write_text(f"{HEADER}\n{line}\n", encoding="utf-8")
    found = {card.edition: read_decisions(tmp_path, card, EDITIONS) for card in EDITIONS}
    assert {name: {d.issue_id for d in read} for name, read in found.items()} == {
        "": {"a-1", "a-2"},
        "2026": {"b-1", "b-2"},
    }


def test_decisions_on_an_unknown_edition_are_refused(tmp_path: Path) -> None:
    (tmp_path / "decisions@2062.csv").write_text(f"{HEADER}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="decisions of edition '2062'; expected an edition of"):
        read_decisions(tmp_path, OWN, EDITIONS)


def test_an_edition_may_have_aliases_of_its_own(tmp_path: Path) -> None:
    assert aliases_file(tmp_path, DRAFT).name == "aliases.csv"
    (tmp_path / "aliases@2026.csv").touch()
    assert aliases_file(tmp_path, DRAFT).name == "aliases@2026.csv"
    assert aliases_file(tmp_path, OWN).name == "aliases.csv"


def test_a_date_that_is_still_to_come_is_noted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = datetime.date.today().isoformat()
    (found,) = read(tmp_path, f"{HEADER}\nx,accept,,Ana,{today},\n")
    assert (found.date, capsys.readouterr().err) == (today, "")
    (found,) = read(tmp_path, f"{HEADER}\nx,accept,,Ana,2999-01-31,\n")
    assert found.date == "2999-01-31"
    note = "decisions.csv, line 2: date = '2999-01-31' is in the future; check it"
    assert note in capsys.readouterr().err


@pytest.mark.parametrize(
    ("editions", "known"), [(EDITIONS, "2026"), ((OWN,), "it names none"), ((DRAFT,), "2026")]
)
def test_decisions_of_an_unknown_edition_are_refused(
    editions: tuple[SourceCard, ...], known: str, tmp_path: Path
) -> None:
    (tmp_path / "decisions@2031.csv").write_text(HEADER, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        read_decisions(tmp_path, editions[0], editions)
    says = f"decisions of edition '2031'; expected an edition of plan.toml: {known}"
    assert str(caught.value).endswith(says)
