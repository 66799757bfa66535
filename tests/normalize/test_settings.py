"""Settings that cannot work are refused when they are read."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from normalize.settings import Collective, NormalizeSettings, RegisterEntry


@pytest.mark.parametrize("field", ["section_number", "area_number"])
@pytest.mark.parametrize(
    ("pattern", "message"),
    [(r"\d+", r"has no group \(\?P<number>"), ("(?P<number>", "is not a regular expression")],
)
def test_a_pattern_of_numbers_needs_a_group(field: str, pattern: str, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        NormalizeSettings.model_validate({field: pattern})


def test_patterns_of_phrases_must_compile() -> None:
    with pytest.raises(ValidationError, match="is not a regular expression"):
        NormalizeSettings(chair_cues=("(",))
    with pytest.raises(ValidationError, match="is not a regular expression"):
        Collective(body_id="all", name="All", patterns=("[",))


def test_patterns_are_checked_by_the_engine_that_matches_them() -> None:
    # Python's own engine knows neither of them.
    pattern = r"(?P<number>\p{Lu}++)[.)]"
    assert NormalizeSettings(section_number=pattern).section_number == pattern


def test_a_register_in_csv_joins_names_and_leaves_parents_empty() -> None:
    entry = RegisterEntry.model_validate(
        {"body_id": "AF", "also": "Foundation | | ASEAN-F", "parent_id": ""}
    )
    assert entry.also == ("Foundation", "ASEAN-F")
    assert entry.parent_id is None
    assert RegisterEntry.model_validate({"body_id": "AF", "also": ["x|y"]}).also == ("x|y",)
