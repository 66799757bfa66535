"""The language of running text is that of its function words."""

from __future__ import annotations

import pytest

from extract.text.language import elides, guess_language, is_one_letter_word, takes_space_before


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("le plan de la ville", "en"),  # three function words happen by chance
        ("le plan de la ville est pour le pays", "fr"),
        ("que des de la en", "fr"),
        ("que des de la", "en"),
        ("the plan of the town is for all", "en"),
        ("de la que en por para con los las del", "es"),
        ("", "en"),
    ],
)
def test_several_function_words_show_a_language(text: str, language: str) -> None:
    assert guess_language([text]) == language


@pytest.mark.parametrize("default", ["id", "ms"])
def test_of_languages_with_the_same_words_the_default_is_meant(default: str) -> None:
    text = "dan yang di untuk dengan dari pada"
    assert guess_language([text], default) == default


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("\u05e9\u05dc\u05d5\u05dd of", "en"),  # half of the words
        ("\u05e9\u05dc\u05d5\u05dd \u05e2\u05dd of", "he"),
        ("\u0633\u0644\u0627\u0645 \u0645\u0646 of", "ar"),
        ("caf\u00e9", "en"),
    ],
)
def test_most_words_of_a_script_show_its_language(text: str, language: str) -> None:
    assert guess_language([text]) == language


def test_languages_differ_in_single_letters_and_in_marks() -> None:
    assert is_one_letter_word("a", "en")
    assert not is_one_letter_word("y", "en")
    assert not is_one_letter_word("a", "xx")
    assert [takes_space_before(":", one) for one in ("fr", "en")] == [True, False]
    assert not takes_space_before(",", "fr")
    assert elides("dell", "it")
    assert elides("de l", "fr")
    assert not elides("dell", "fr")
