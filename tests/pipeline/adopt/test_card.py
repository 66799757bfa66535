"""Odd values of the card of an edition that is adopted end in a line."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

import pytest

from extract.characters import publishable
from pipeline.adopt.card import complete_card, old_name
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
