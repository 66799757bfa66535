"""Texts that an expression matches are never left out by the letters that are sought first."""

from __future__ import annotations

import re
import string
import sys
from types import MethodType
from typing import cast

import pytest
from hypothesis import given, strategies as st

from expectations.rules.idiom import complements, set_articles, words
from expectations.rules.idiom.literals import Sieve, fold, literals_of
from expectations.rules.idiom.phrase import PhraseFinder
from expectations.rules.usage import prepositions

FINDERS: tuple[PhraseFinder, ...] = tuple(
    cast("MethodType", find).__self__
    for find in (
        complements.find_wrong_complements,
        set_articles.find_set_phrases_without_article,
        words.find_confused_words,
        prepositions.find_wrong_phrases,
    )
)
SPACES = (" ", "\n", "\u00a0", "\u2009", "\x1f")
LETTERS = {"s": "\u017f", "k": "\N{KELVIN SIGN}", "i": "\u0130"}
"""Letters that an expression without regard to case takes for those of ASCII."""
EVERY_CHARACTER = "".join(map(chr, range(sys.maxunicode + 1)))
MANY = [f"x{number}" for number in range(10, 50)]


def altered(text: str, space: str, letter: str) -> str:
    """Return a text that the same expressions match."""
    return text.replace(" ", space).replace(letter, LETTERS[letter]).swapcase()


@given(st.data())
def test_whatever_a_phrase_matches_is_searched_for_it(data: st.DataObject) -> None:
    places = [(finder, at) for finder in FINDERS for at in range(len(finder.phrases))]
    finder, number = places[data.draw(st.integers(0, len(places) - 1))]
    pattern = finder.phrases[number].pattern
    text = data.draw(st.from_regex(pattern))
    text = altered(text, data.draw(st.sampled_from(SPACES)), data.draw(st.sampled_from([*LETTERS])))
    assert number in finder.sieve.candidates(text) or not pattern.search(text)


@pytest.mark.parametrize("finder", FINDERS)
def test_each_phrase_has_letters_that_are_rare(finder: PhraseFinder) -> None:
    for each in finder.phrases:
        found = literals_of(each.expression)
        assert found, each.expression
        assert min(map(len, found)) >= 4, found


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (r"\bawareness\s(?P<wrong>on|against)\b", {"awareness on", "awareness against"}),
        (r"t?argets?\sto", {"arget to", "argets to", "target to", "targets to"}),
        (r"adop(?:ts)?t", {"adopt", "adoptst"}),
        (r"in\s+part(?:ly)*of", {"part"}),
        (r"(?:a{0,2}b|cc)\sdd", {" dd"}),
        (r"(?:abd+c|def)x?", {"ab", "def"}),
        (r"(?:ab|.)", set()),
        (r"ab|cde", {"ab", "cde"}),
        (r"(?!ab)[sz]oo[^)\]]", {"soo", "zoo"}),
        (r"[a-z]oo", {"oo"}),
        (r"(?<=ab)c(?P<x>d)(?P=x)", {"cd"}),
        (r"é\.\-Ab", {".-ab"}),
        (r"(?i:ab)cde", {"cde"}),
        (r"a++bc", {"bc"}),
        (r"(?:ab){2}c", {"ab"}),
        (r"(?:ab){,2}c", {"c"}),
        (r"\\x41", {r"\x41"}),
        (r"(a)\1bc", {"bc"}),
        (r"[\x41]bc", {"bc"}),
        (r"[£$€]\s", {"£ ", "$ ", "€ "}),
        (rf"(?:{'|'.join(MANY)})\s(?:ab|cd)", {f"{each} " for each in MANY}),
    ],
)
def test_literals(expression: str, expected: set[str]) -> None:
    assert literals_of(expression) == expected


@pytest.mark.parametrize(
    "expression",
    [
        r"a\x41",
        r"a\u0041",
        r"a\U00000041",
        r"a\N{EM DASH}",
        r"a\101",
        r"a\0",
        r"(?x)a b",
        r"(?ix:a b)c",
        r"(?#note)a",
        r"(a)?(?(1)b|c)",
    ],
)
def test_what_is_not_read_is_refused(expression: str) -> None:
    assert re.compile(expression)
    with pytest.raises(ValueError, match="not read"):
        literals_of(expression)


def test_all_white_space_is_a_blank() -> None:
    assert {fold(each) for each in re.findall(r"\s", EVERY_CHARACTER)} == {" "}


@pytest.mark.parametrize("letter", string.ascii_lowercase)
def test_letters_without_case_are_folded_as_an_expression_does(letter: str) -> None:
    same = re.findall(letter, EVERY_CHARACTER, re.IGNORECASE)
    assert len(same) >= 2
    assert {fold(each) for each in same} == {letter}


def test_expressions_without_letters_are_always_candidates() -> None:
    sieve = Sieve([r"\d+", "ab", "cd|.", "b"])
    assert [*sieve.candidates("xab")] == [0, 1, 2, 3]
    assert [*sieve.candidates("x")] == [0, 2]
