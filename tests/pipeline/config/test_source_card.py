"""What a source card says of the years and the standing of an edition."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.config.source_card import SourceCard, card_of_edition, years_in


def card(**values: object) -> SourceCard:
    return SourceCard.model_validate({"id": "p", "title": "A plan", **values})


@pytest.mark.parametrize(
    ("values", "notice"),
    [
        ({"status": "adopted"}, ""),
        ({"status": "unchecked"}, ""),
        (
            {"status": "draft", "edition": "2026"},
            "Draft: edition 2026 is not adopted. Do not cite it as the plan.",
        ),
        ({"status": "draft"}, "Draft: this edition is not adopted. Do not cite it as the plan."),
        ({"status": "withdrawn", "edition": "1"}, "Status of edition 1: withdrawn."),
        ({"status": "superseded"}, "Not in force: this edition is superseded."),
        (
            {"status": "superseded", "edition": "1", "latest": "2"},
            "Not in force: edition 1 is superseded; the latest is 2.",
        ),
        # Where nothing was adopted later, the edition is its own latest one.
        (
            {"status": "superseded", "edition": "1", "latest": "1"},
            "Not in force: edition 1 is superseded.",
        ),
    ],
)
def test_every_page_says_that_an_edition_is_not_in_force(
    values: dict[str, str], notice: str
) -> None:
    assert card(**values).notice == notice


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2026–2028", (2026, 2027, 2028)),
        ("of 2026 / 2026", (2026,)),
        ("2028-2026", ()),
        (" 2026 ", (2026,)),
        ("in 2026", ()),
        ("1826-1828", ()),
    ],
)
def test_years_are_a_range_or_one_year(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("values", "span"),
    [
        ({"title": "Plan 2026–2030"}, "2026–2030"),
        ({"title": "2026"}, ""),  # a title that is a year is no period
        ({"title": "Plan 2026–2030", "period": "2027"}, "2027"),
        ({"title": "Plan 2026–2030", "period": ""}, ""),
    ],
)
def test_the_period_is_given_or_the_range_in_the_title(values: dict[str, str], span: str) -> None:
    assert card(**values).span == span


def test_a_made_title_is_no_place_for_a_period() -> None:
    source = {"id": "p", "title": "Plan 2026–2030", "publisher": "Office", "licence": "CC"}
    later = SourceCard.model_validate(card_of_edition(source, {}, "2031–2035"))
    assert (later.title, later.span, later.publisher) == ("p: edition 2031–2035", "", "Office")
    assert later.licence == ""
    draft = card_of_edition(source, {"status": "draft"}, "2031")
    assert draft["title"] == "Draft 2031, to revise: Plan 2026–2030"
    own = SourceCard.model_validate(card_of_edition(source, {"title": "Plan 2031–2035"}, "2"))
    assert own.span == "2031–2035"


def test_a_card_names_the_permission_to_publish_the_pdf_only_where_there_is_one() -> None:
    assert "publish_pdf" not in card().model_dump()
    assert card(publish_pdf=True).model_dump()["publish_pdf"] is True


def test_a_language_is_a_tag() -> None:
    assert card(language="pt-BR").language == "pt-BR"
    with pytest.raises(ValidationError, match="a language tag"):
        card(language="Portuguese")
