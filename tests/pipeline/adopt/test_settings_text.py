"""``plan.toml`` after an adoption: both cards are right, and nothing else has changed."""

from __future__ import annotations

import datetime
import tomllib

import pytest

from pipeline.adopt import settings_text
from pipeline.adopt.card import complete_card, old_name
from pipeline.adopt.settings_text import adopted_text
from pipeline.config.source_card import SourceCard
from pipeline.errors import UsageError

TEXT = """# The plan.

[source]
id = "mine"
title = "A plan (2019–2025)"   # as printed
adopted_by = "13th Meeting"
adopted_on = 2019-11-27
publisher = "The Secretariat"
licence = "CC BY 4.0"
pdf = "plan.pdf"
sha256 = "aa"

[extract]
matrix_heading = "Matrix" # of all editions

[editions.2026]
pdf = "2026.pdf"
status = "draft"

[normalize]
membership_heading = "Members"

[editions.2026.extract]
matrix_heading = "Table"

[editions.2022]
title = "A proposal"
status = "withdrawn"
"""
GIVEN = {
    "title": "A plan (2026–2030)", "adopted_by": "20th Meeting", "adopted_on": "2026-06-30",
    "source": "https://example.org/plan", "licence": "CC BY 4.0",
}  # fmt: skip
CARD = complete_card({"pdf": "2026.pdf", "status": "draft"}, GIVEN, None)


def test_both_editions_have_their_own_cards() -> None:
    values = tomllib.loads(adopted_text(TEXT, "2026", "2019", CARD))
    assert values["source"] == {
        "id": "mine", "publisher": "The Secretariat", "title": "A plan (2026–2030)",
        "adopted_by": "20th Meeting", "adopted_on": datetime.date(2026, 6, 30),
        "period": "2026–2030", "source": "https://example.org/plan", "licence": "CC BY 4.0",
        "pdf": "2026.pdf", "edition": "2026", "status": "adopted",
    }  # fmt: skip
    assert values["editions"]["2019"] == {
        "title": "A plan (2019–2025)", "adopted_by": "13th Meeting",
        "adopted_on": datetime.date(2019, 11, 27), "publisher": "The Secretariat",
        "licence": "CC BY 4.0", "pdf": "plan.pdf", "sha256": "aa", "status": "superseded",
    }  # fmt: skip


def test_settings_and_comments_stay() -> None:
    text = adopted_text(TEXT, "2026", "2019", CARD)
    values, before = tomllib.loads(text), tomllib.loads(TEXT)
    assert values["editions"]["2026"] == {"extract": {"matrix_heading": "Table"}}
    assert values["editions"]["2022"] == before["editions"]["2022"]
    assert {key: values[key] for key in ("extract", "normalize")} == {
        key: before[key] for key in ("extract", "normalize")
    }
    assert text.startswith("# The plan.")
    assert "# of all editions" in text


def test_a_draft_with_a_card_alone_leaves_no_table() -> None:
    lone = '[source]\nid = "mine"\ntitle = "A plan"\n\n[editions.2026]\nstatus = "draft"\n'
    values = tomllib.loads(adopted_text(lone, "2026", "2019", CARD))
    assert set(values["editions"]) == {"2019"}


def test_the_next_adoption_keeps_the_settings_of_the_last() -> None:
    once = adopted_text(TEXT, "2026", "2019", CARD)
    more = f'{once}\n[editions.2031]\nstatus = "draft"\n'
    values = tomllib.loads(adopted_text(more, "2031", "2026", CARD | {"pdf": "2031.pdf"}))
    assert values["source"]["pdf"] == "2031.pdf"
    assert values["editions"]["2026"]["extract"] == {"matrix_heading": "Table"}
    assert values["editions"]["2026"]["title"] == "A plan (2026–2030)"
    assert set(values["editions"]) == {"2019", "2022", "2026"}


@pytest.mark.parametrize(
    "text",
    [
        'editions = { "2026" = { status = "draft" } }\n[source]\nid = "mine"\ntitle = "A"\n',
        'editions.2026.status = "draft"\nsource.id = "mine"\nsource.title = "A"\n',
        '[source]\nid = "mine"\ntitle = "A"\n[editions]\n2026 = { status = "draft" }\n',
        '[source]\nid = "mine"\ntitle = "A"\n[editions]\n2026.status = "draft"\n',
    ],
)
def test_other_ways_to_write_tables_are_rewritten(text: str) -> None:
    values = tomllib.loads(adopted_text(text, "2026", "2019", CARD))
    assert (values["source"]["title"], values["editions"]["2019"]["title"]) == (CARD["title"], "A")


def test_the_card_asks_for_what_is_missing() -> None:
    asked: list[str] = []

    def ask(question: str) -> str:
        asked.append(question)
        return "2026–2030" if "years" in question else "2026-06-30" if "date" in question else "x"

    card = complete_card({"pdf": "2026.pdf"}, {"title": "A plan", "source": ""}, ask)
    assert [question.rpartition("(")[2] for question in asked] == [
        "--adopted-by)", "--adopted-on)", "--period)", "--licence)",
    ]  # fmt: skip
    assert (card["source"], card["status"], card["adopted_on"]) == (
        "", "adopted", datetime.date(2026, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"adopted_by": None, "source": None}, "missing: --adopted-by, --source; give them"),
        ({"title": "A plan"}, "missing: --period"),
        ({"adopted_on": "06/07/2026"}, "--adopted-on '06/07/2026': expected 2026-06-07 or"),
        ({"adopted_on": ""}, "--adopted-on is empty"),
    ],
)
def test_without_anybody_to_ask_it_says_what_is_missing(
    given: dict[str, str | None], says: str
) -> None:
    with pytest.raises(UsageError) as caught:
        complete_card({}, GIVEN | given, None)
    assert says in str(caught.value)


def test_the_old_edition_gets_a_name() -> None:
    card = SourceCard(id="a", title="A", adopted_on=datetime.date(2019, 11, 27))
    assert old_name(card, None, frozenset()) == "2019"
    assert old_name(card, "first", frozenset()) == "first"
    assert old_name(card.model_copy(update={"edition": "one"}), None, frozenset()) == "one"
    with pytest.raises(UsageError, match="edition name '2019' is in use"):
        old_name(card, None, frozenset({"2019"}))
    with pytest.raises(UsageError, match="neither a name nor a date"):
        old_name(SourceCard(id="a", title="A"), None, frozenset())


@pytest.mark.parametrize("text", ["", "[source]\n", "[source\n", '[source]\ntitle = "B"\n'])
def test_settings_that_would_be_lost_are_not_written(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings_text, "_rewritten", lambda *_: text)
    with pytest.raises(UsageError, match=r"plan\.toml cannot be rewritten .*; write \[source\]"):
        adopted_text(TEXT, "2026", "2019", CARD)
