"""Which strings are words, by the word list of the language and by what the document prints."""

from __future__ import annotations

import pytest

from extract.libraries import load_wordfreq
from extract.text import vocabulary as module
from extract.text.hyphens import Vocabulary
from extract.text.vocabulary import WordList


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


LISTED = [(0.1, ["the"]), (0.01, []), (0.001, ["of", "tolerance", "tolerant"]), (1e-9, ["zax"])]


def test_words_are_found_alike_whether_they_were_expected_or_not() -> None:
    words = ["the", "of", "tolerance", "toleran", "tolerants", "zax", "a", "zzz", ""]
    listed = {word: frequency for frequency, some in LISTED for word in some}
    expected, asked = WordList(LISTED), WordList(LISTED)
    expected.expect(words[:4])
    expected.expect(words)
    for word in words:
        for given in (expected, asked, asked):
            assert given.get(word) == listed.get(word, 0.0)
            assert given.get(word, 2.0) == listed.get(word, 2.0)


def test_strings_that_a_document_asks_for_are_looked_up_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    listed = WordList(LISTED)
    monkeypatch.setattr(module, "_frequencies", lambda _: listed)
    vocabulary = Vocabulary.of(["with toler-\nant views of toler\nance’s and\nO’Neill"], "en")
    monkeypatch.setattr(module, "_holds", None)  # nothing is looked up by itself
    assert vocabulary.zipf("tolerance") > 0  # what two lines make
    assert vocabulary.zipf("tolerant") > vocabulary.zipf("views") == 0
    assert vocabulary.zipf("o'neill") == 0


def test_wordfreqs_lists_are_in_alphabetical_order() -> None:
    wordfreq = load_wordfreq()
    for path in wordfreq.available_languages().values():
        parts = wordfreq.read_cBpack(path)
        assert all(words == sorted(words) for words in parts)
        assert len(set().union(*parts)) == sum(map(len, parts))
