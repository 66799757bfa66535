"""How texts begin and end."""

from __future__ import annotations

import pytest

from extract.text.sentences import ends_sentence, is_closed, names_of, starts_anew, word_stem


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("It is so. ", True),
        ("Is it so?”", True),
        ("as agreed (in full.)", True),
        ("it goes on", False),
        ("for towns, i.e.", False),
        ("for towns (e.", False),
        ("in 2019.", True),
    ],
)
def test_a_sentence_ends_with_a_mark_that_is_no_abbreviation_s(text: str, *, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("before", "after", "closed"),
    [
        ("Hold talks;", "Invite all", True),
        ("Hold talks;", "and invite all", False),
        ("Hold talks; ", "", True),
        ("Hold talks", "Invite all", False),
        ("Hold talks.", "and more", True),
    ],
)
def test_a_semicolon_closes_a_text_before_a_capital(
    before: str, after: str, *, closed: bool
) -> None:
    assert is_closed(before, after) is closed


@pytest.mark.parametrize(
    ("text", "anew"),
    [
        ("Hold talks", True),
        ("“Hold” talks", True),
        ("2 talks", True),
        ("A talk", True),
        ("hold talks", False),
        ("(hold) talks", False),
        ("ASEAN talks", False),
        (") talks", False),
        ("• Talks", False),
    ],
)
def test_a_text_starts_anew_with_a_capital_or_a_figure(text: str, *, anew: bool) -> None:
    assert starts_anew(text) is anew


def test_words_are_compared_without_marks_and_plural() -> None:
    assert word_stem("(Towns),") == "town"
    assert names_of("Towns; roads,wells") == ["Towns", "roads", "wells"]
