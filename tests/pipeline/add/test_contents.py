"""What the cells of a column look like: each kind of content, and no other."""

from __future__ import annotations

import pytest

from pipeline.add.contents import Column, contradicts, looks_of

SENTENCE = "Hold a regional workshop on the prevention of violence in schools"


def looks(*texts: str) -> set[str]:
    """Return the kinds of content that all cells of a column fit."""
    column = Column(0, "Label", texts)
    kinds = ("dates", "money", "status", "numbers", "bodies", "numbered", "numbered_only",
             "sentences")  # fmt: skip
    return {kind for kind in kinds if looks_of(column, [kind]) == 1.0}


@pytest.mark.parametrize(
    ("texts", "kinds"),
    [
        (("June 2025", "2025-06-30"), {"dates"}),
        (("USD 1,200", "$ 3 million"), {"money"}),
        (("Completed", "ongoing"), {"status"}),
        (("12", "40 %"), {"numbers"}),
        (("SOMTC", "SOMTC, AUN"), {"bodies"}),
        (("1.2 Education", "1.3 Health"), {"numbered"}),
        (("1.", "2."), {"numbered", "numbered_only"}),
        ((SENTENCE, f"{SENTENCE}, twice"), {"sentences"}),
        (("Hold a workshop in each region", "Train a teacher of each school"), {"sentences"}),
        (("Some words", "of no kind"), set()),
    ],
)
def test_a_column_looks_like_its_content(texts: tuple[str, ...], kinds: set[str]) -> None:
    found = looks(*texts)
    assert kinds <= found
    # A number may also count rows; nothing else looks like two kinds.
    assert found - kinds <= {"numbers", "numbered", "numbered_only"}


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        ("pt", ("RS", "Porto Alegre/RS", "Secretaria de Saúde - RS")),
        ("de", ("BS", "Canton BS")),
        ("es", ("250 gs", "Peso (gs)", "2 GS")),
        ("es", ("B/ Norte", "Anexo B/")),
    ],
)
def test_states_and_weights_are_no_money(language: str, texts: tuple[str, ...]) -> None:
    assert looks_of(Column(0, "Label", texts, language=language), ["money"]) == 0.0


def test_sums_of_a_country_look_like_money() -> None:
    sums = Column(0, "Label", ("Rs. 500", "Rs 5,000/-", "Rs. 20 million"))
    assert looks_of(sums, ["money"]) == 1.0


@pytest.mark.parametrize("kind", ["dates", "money", "status", "bodies"])
def test_a_long_text_is_none_of_the_short_kinds(kind: str) -> None:
    long = f"In June 2025, SOMTC completed for USD 1,200 {SENTENCE} and again {SENTENCE}"
    assert looks_of(Column(0, "Label", (long,)), [kind]) == 0.0


LIMITS = {
    # kind: a text as long as it may be, and the word that makes it too long or too short
    "dates": ("from 1 June 2025 to 30 June 2025", 8),
    "money": ("USD 1,200 for each of the two schools", 8),
    "status": ("completed in each of the regions", 6),
    "acronyms": (" ".join(["SOMTC"] * 40), 40),
    "bodies": ("Ministry " + " ".join(["word"] * 24), 25),
}


@pytest.mark.parametrize("name", LIMITS)
def test_a_text_may_be_as_long_as_the_limit(name: str) -> None:
    text, words = LIMITS[name]
    kind = "bodies" if name == "acronyms" else name
    assert len(text.split()) == words
    assert looks_of(Column(0, "Label", (text,)), [kind]) == 1.0
    last = text.split()[-1]
    assert looks_of(Column(0, "Label", (f"{text} {last}",)), [kind]) == 0.0


def test_a_sentence_has_six_words() -> None:
    assert "sentences" in looks("Hold a workshop in each region")
    assert "sentences" not in looks("Hold a workshop each year")


def test_a_number_alone_has_no_words_beside_it() -> None:
    assert "numbered_only" in looks("1.2", "(3)")
    assert "numbered_only" not in looks("1.2 Education")
    assert "numbered_only" not in looks("Education")


def test_half_of_the_words_of_bodies_are_acronyms() -> None:
    assert looks_of(Column(0, "Label", ("SOMTC and AUN too",)), ["bodies"]) == 1.0
    assert looks_of(Column(0, "Label", ("SOMTC and AUN too again",)), ["bodies"]) == 0.0


def test_a_share_of_cells_is_a_share_of_the_filled_ones() -> None:
    column = Column(0, "Label", ("SOMTC", "", "some words", "Somtc"))
    assert looks_of(column, ["bodies"]) == pytest.approx(1 / 3)
    assert looks_of(column, ["few_values"]) == pytest.approx(1 / 3)
    assert looks_of(column, ["bodies", "few_values"]) == pytest.approx(1 / 3)
    assert looks_of(Column(0, "Label", ("",)), ["bodies", "few_values"]) == 0.0
    assert looks_of(column, []) == 0.0


@pytest.mark.parametrize(
    ("names", "texts", "is_against"),
    [
        (["bodies"], ("Clerk", "Guild", "Mayor"), False),
        (["bodies"], ("x", "x", "x"), True),
        (["bodies"], (SENTENCE, f"{SENTENCE}, twice", "Guild"), True),
        (["sentences"], ("Clerk", "Guild"), False),
        (["sentences"], ("June 2025", "July 2025"), True),
        (["few_values"], ("Donors", "State"), False),
        # Less than half of the cells are no evidence, and neither is what a role's own cells hold.
        (["few_values"], ("Donors", "State", "June 2025"), False),
        (["dates"], ("June 2025", "July 2025", "State"), False),
        (["few_values"], ("State", "June 2025"), True),
    ],
)
def test_cells_speak_against_a_role_only_if_they_hold_something_else(
    names: list[str], texts: tuple[str, ...], is_against: bool
) -> None:
    assert contradicts(Column(0, "Label", texts), names) is is_against


@pytest.mark.parametrize("text", ["Jun 10", "Jun '10", "Q1", "juin 10"])
def test_a_date_may_lack_its_year_or_its_century(text: str) -> None:
    language = "fr" if text.startswith("juin") else "en"
    assert looks_of(Column(0, "Label", (text,), language=language), ["dates"]) == 1.0
