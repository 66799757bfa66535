"""Which strings are words, by the word list of the language and by what the document prints."""

from __future__ import annotations

import pytest

from extract.text.hyphens import Vocabulary


@pytest.mark.parametrize(
    ("word", "is_word", "is_known"),
    [
        ("a", True, False),
        ("y", False, False),
        ("7", True, False),
        ("of", True, False),  # the list holds nearly all pairs of letters
        ("ox", False, False),
        ("elk", True, True),
        ("oat", False, True),  # too rare for so short a word
        ("elbow", True, True),
        ("zorqk", False, False),
    ],
)
def test_the_shorter_a_string_is_the_more_common_a_word_must_be(
    word: str, *, is_word: bool, is_known: bool
) -> None:
    vocabulary = Vocabulary("en")
    assert (vocabulary.is_word(word), vocabulary.knows(word)) == (is_word, is_known)
    printed = Vocabulary.of([f"the {word} of it"], "en")
    assert printed.is_word(word)
    assert printed.knows(word)


def test_a_first_part_is_one_if_a_word_is_printed_after_it() -> None:
    assert Vocabulary.of(["the landfill"], "en").is_prefix("land")
    assert Vocabulary.of(["the landfor"], "en").is_prefix("land")  # three letters are enough
    assert not Vocabulary.of(["the landof"], "en").is_prefix("land")
    assert not Vocabulary.of(["the landzorqk"], "en").is_prefix("land")
    assert not Vocabulary.of(["the outfill"], "en").is_prefix("land")


@pytest.mark.parametrize(
    ("words", "is_suffix"),
    [
        ("bodynya elbownya cupnya", True),  # a stem has three letters or more
        ("bodynya elbownya", False),
        ("bodynya elbownya ofnya", False),
        ("bodynya elbownya zorqknya", False),
        ("bodynya elbownya cupnya nya", False),  # a word by itself
    ],
)
def test_an_ending_of_several_words_is_a_suffix(words: str, *, is_suffix: bool) -> None:
    assert Vocabulary.of([words], "en").is_suffix("nya") == is_suffix
