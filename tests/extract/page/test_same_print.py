"""Two readers read the same print, whatever they are known to write differently."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given, strategies as st

from extract.page.same_print import fold_reading, same_reading

WORDS = st.lists(
    st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéñçAEZ0123456789.,;()/-", min_size=1, max_size=8),
    min_size=1,
    max_size=6,
)
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\ufe0f"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Prevention of violence", "Pre ven tion of vi ol ence"),
        ("Prevention", "Pre\u00adven\u00adtion"),
        ("long-term", "long\u00adterm"),
        ("preven- tion", "preven\ufffe tion"),
        ("tolerance", "toler\u00ad ance"),
        ("ef\ufb01cient", "efficient"),
        ("30 bodies", "30\u00a0bodies"),
        ("cafe\u0301", "caf\u00e9"),
        ("o\u0323\u0302", "o\u0302\u0323"),
        ("zero\u200bwidth", "zerowidth"),
        ("maps Comms", "maps\x01\x01\x01 Comms"),
        ("a (cid:3)b", "a b"),
        ("\uff21\uff22", "AB"),
        ("\u0633\u0644\u0627\u0645", "\ufeb3\ufefc\ufee1"),
    ],
)
def test_known_differences_between_readers_are_ignored(first: str, second: str) -> None:
    assert same_reading(first, second)
    assert same_reading(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("105", "10 5"),
        ("3.1", "3.10"),
        ("3.1", "3. 1"),
        ("10\u00b2", "102"),
        ("\u00bd", "1/2"),
        ("re-cover", "recover"),
        ("-5", "5"),
        ("not so", "so not"),
        ("a body", "a body leads"),
        ("resume", "r\u00e9sum\u00e9"),
        ("AUN", "aun"),
        ("\u2460", "1"),
    ],
)
def test_differences_that_change_the_meaning_are_not_ignored(first: str, second: str) -> None:
    assert not same_reading(first, second)
    assert not same_reading(second, first)


def test_a_third_reading_decides_between_spaces() -> None:
    assert same_reading("nowhere to go", "now here to go", lambda: "nowhere to go")
    assert not same_reading("nowhere to go", "now here to go", lambda: "now here to go")
    assert not same_reading("now here", "nowhere", lambda: "nowhere")
    # It read the neighbour's text too, so its blanks say nothing of this cell's.
    assert same_reading("nowhere", "now here", lambda: "now here and there")


@given(words=WORDS, data=st.data())
def test_characters_without_width_and_normal_forms_are_ignored(
    words: list[str], data: st.DataObject
) -> None:
    text = " ".join(words)
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    chars = [
        unicodedata.normalize(form, char) + data.draw(st.sampled_from(["", "", *INVISIBLE]))
        for char in text
    ]
    assert same_reading(text, "".join(chars))


@given(words=WORDS, data=st.data())
def test_another_letter_or_digit_is_never_the_same(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("abcxyz0123456789ABCé"))
    assume(text[at] != other)
    assert not same_reading(text, text[:at] + other + text[at + 1 :])


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assume("(cid:" not in text)
    assert fold_reading(fold_reading(text)) == fold_reading(text)
