"""An annex or a number that the settings name and nothing prints."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rapidfuzz.fuzz import ratio

from normalize import patterns
from normalize.errors import SlowPatternError
from normalize.settings import NormalizeSettings
from pipeline.fit import headings
from pipeline.fit.model import Fit, Mismatch
from pipeline.fit.stage import compare_settings
from tests.normalize.printed import block
from tests.pipeline.fit.printed_plan import (
    HEADING,
    annex_table,
    heading,
    matrix,
    printed,
    settings,
)

PLAIN = NormalizeSettings()


def of_annex(*heads: str, with_table: bool = True) -> tuple[Mismatch, ...]:
    given = settings(annex=HEADING)
    tables = (annex_table(),) if with_table else ()
    plan = printed(matrix(), given, *tables, blocks=[heading(text) for text in heads])
    return compare_settings(plan, given, PLAIN).failures


@pytest.mark.parametrize("text", [HEADING, HEADING.upper(), "Annex: " + HEADING])
def test_the_annex_heading_is_found(text: str) -> None:
    assert of_annex("I. Introduction", text) == ()


def test_a_number_before_the_heading_does_not_count() -> None:
    given = settings(annex="III. Annex")
    made = heading("Annex").model_copy(update={"marker": "III."})
    plan = printed(matrix(), given, annex_table(), blocks=[made])
    assert plan.annex is not None


def test_a_renamed_annex_heading_says_so() -> None:
    (found,) = of_annex("Bodies of the Sectors that Take Part")
    assert found.what.startswith(
        f"the annex heading “{HEADING}” is not printed above a table; the most similar is "
        "“Bodies of the Sectors that Take Part” ("
    )
    assert "above a table that lists bodies" in found.what
    assert found.line == 'annex_heading = "Bodies of the Sectors that Take Part"'


def test_a_heading_without_a_table_below_it_says_so() -> None:
    (found,) = of_annex(HEADING, with_table=False)
    assert "is not printed above a table; the most similar is" in found.what
    assert found.condition == "if a table of bodies is below it"


def test_where_nothing_is_like_it_the_line_says_that_there_is_none() -> None:
    (found,) = of_annex("Z", with_table=False)
    assert "no heading is similar" in found.what
    assert found.line == 'annex_heading = ""'


def of_numbers(first: str = "", **patterns: str) -> Fit:
    given = settings()
    return compare_settings(
        printed(matrix(first=first), given), given, NormalizeSettings(**patterns)
    )


def test_a_pattern_of_numbers_that_fits_nothing_stops() -> None:
    (found,) = of_numbers(area_number=r"(?P<number>[A-Z]\d)").failures
    assert found.what.startswith(
        "area_number '(?P<number>[A-Z]\\d)' matches no area (such as “1.1. Keep"
    )
    assert found.line == r"area_number = '(?P<number>\d+\.\d+)\.?'"
    (found,) = of_numbers(
        "Prevention of all that is bad", section_number=r"(?P<number>\d)\."
    ).failures
    assert "they seem to have no number" in found.what
    assert found.line == "section_number = '(?P<number>)'"
    line = {"section_number": "(?P<number>)"}
    assert of_numbers("Prevention of all that is bad", **line).failures == ()


def test_a_pattern_that_does_not_end_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATTERNS", replace(patterns.PATTERNS, seconds=0.01))
    with pytest.raises(SlowPatternError, match=r"area_number in plan\.toml: '.* takes more than"):
        of_numbers(area_number=r"(?P<number>(?:.|..)+)(?!.|$)")


def test_a_pattern_that_fits_one_or_is_not_the_plans_own_does_not_stop() -> None:
    assert of_numbers(area_number=r"(?P<number>1\.3)").failures == ()
    assert of_numbers("Prevention of all that is bad").failures == ()
    assert of_numbers(section_number=r"(?P<number>Q\d)").failures == ()


@pytest.mark.parametrize("key", ["membership_heading", "chair_heading"])
def test_a_heading_of_members_or_chairs_that_is_not_printed_is_a_warning(key: str) -> None:
    given = settings()

    def warnings(*blocks: str) -> tuple[Mismatch, ...]:
        heads = [block("heading", text, level=2) for text in blocks]
        plan = printed(matrix(), given, blocks=heads)
        fit = compare_settings(plan, given, NormalizeSettings.model_validate({key: "Membership"}))
        assert fit.failures == ()
        return fit.warnings

    assert warnings("Membership") == warnings("c. MEMBERSHIP") == ()
    (found,) = warnings("Introduction", "Member ships of")
    assert found.line == f'{key} = "Member ships of"'
    (found,) = warnings()
    assert found.line == f'{key} = ""'


def test_a_heading_at_the_limit_of_likeness_is_similar(monkeypatch: pytest.MonkeyPatch) -> None:
    likeness = ratio("bodies", "bodiless") / 100

    def closest(limit: float) -> str:
        monkeypatch.setattr(headings, "FIT", replace(headings.FIT, heading_similarity=limit))
        given = settings(annex="Bodies")
        plan = printed(matrix(), given, blocks=[heading("Bodiless")])
        (found,) = compare_settings(plan, given, PLAIN).failures
        return found.line

    assert closest(likeness) == 'annex_heading = "Bodiless"'
    assert closest(likeness + 0.001) == 'annex_heading = ""'
