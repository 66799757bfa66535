"""The regular expressions of settings match as Python's own do, and end."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from normalize import errors, patterns
from normalize.errors import SlowPatternError
from normalize.patterns import SettingPattern
from normalize.settings import NormalizeSettings

ENDLESS = r"(?P<number>(?:a|aa)+)$"
"""Of n letters a, it tries all of the sums of 1 and 2 that are n."""
DEFAULTS = NormalizeSettings()
TITLES = (
    "1.1. Keep calm", "1.2 Keep", "2) Keep", "IV. Prevention", "Part 3: Prevention",
    "Prevention", "12 months", "", "A) First", "1.",
)  # fmt: skip


@pytest.fixture
def is_short(monkeypatch: pytest.MonkeyPatch) -> None:
    short = replace(patterns.PATTERNS, seconds=0.01)
    for module in (patterns, errors):
        monkeypatch.setattr(module, "PATTERNS", short)


@pytest.mark.usefixtures("is_short")
@pytest.mark.parametrize(
    "method",
    [
        SettingPattern.match_start,
        SettingPattern.matches_all,
        SettingPattern.spans,
        SettingPattern.is_in,
    ],
)
def test_a_pattern_that_does_not_end_is_named(
    method: Callable[[SettingPattern, str], object],
) -> None:
    with pytest.raises(SlowPatternError) as caught:
        method(SettingPattern("area_number", ENDLESS), "a" * 70 + " b")
    message = str(caught.value)
    assert message.startswith(f"[normalize] area_number in plan.toml: {ENDLESS!r} takes more than ")
    assert f"for one printed text (“{'a' * 40}…”); rewrite it" in message


@pytest.mark.parametrize("pattern", [DEFAULTS.section_number, DEFAULTS.area_number])
@pytest.mark.parametrize("text", TITLES)
def test_numbers_match_as_with_python(pattern: str, text: str) -> None:
    found, expected = (
        SettingPattern("area_number", pattern).match_start(text),
        re.match(pattern, text),
    )
    assert (found and found["number"]) == (expected and expected["number"])
    assert (found and found.end()) == (expected and expected.end())


def test_phrases_are_found_in_any_case_and_whole() -> None:
    pattern = SettingPattern("collectives", r"all (?:sectoral )?bodies|x*", ignores_case=True)
    assert pattern.matches_all("All Sectoral Bodies")
    assert not pattern.matches_all("All bodies and others")
    assert pattern.spans("of all bodies and ALL SECTORAL BODIES") == [(3, 13), (18, 37)]
    assert pattern.is_in("All Bodies")
    cue = SettingPattern("chair_cues", r"chaired by $")
    assert cue.is_in("to be chaired by ")
    assert not cue.is_in("Chaired by ")
