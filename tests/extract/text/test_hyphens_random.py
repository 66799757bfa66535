"""Texts broken as typesetters break them, at random, come together again."""

from __future__ import annotations

import random
import re
import unicodedata

import pyphen
import pytest
from hypothesis import given, settings, strategies as st

from extract.text.hyphens import Vocabulary, join_lines
from extract.text.vocabulary import HYPHENS, spell_out

TEXTS = (
    "Seminar to widen opportunities and market access through developing capacity on "
    "entrepreneurship in vulnerable communities, including provision of start-up capital.",
    "Regional guidelines on counter-narratives, evidence-based research and cross-border "
    "information sharing among law enforcement agencies (ASEAN-IPR, AUN-HRE) by 2025.",
    "Strengthen the rehabilitation and reintegration of former offenders/victims; multi-agency "
    "cooperation with non-governmental organisations at sub-regional level.",
)
OWN = Vocabulary.of(TEXTS, "en")
HYPHENATE = pyphen.Pyphen(lang="en_GB")
MARKS = ("-", "\u2010", "\u00ad", "\ufffe")


def break_lines(text: str, width: int, mark: str, rng: random.Random) -> list[str]:
    """Set a text in a column: break at blanks and hyphens, hyphenate some long words."""
    lines, line = [], ""
    for word in text.split():
        for piece in re.findall(r"[^-/]+[-/]?|[-/]", word):
            is_glued = line.endswith(("-", "/")) and not line.endswith((" -", " /"))
            room = width - len(line) - (0 if is_glued or not line else 1)
            glue = "" if not line or (is_glued and piece is not word.split()[0]) else " "
            if len(piece) > room and piece.isalpha() and rng.random() < 0.7:
                cuts = [cut for cut in HYPHENATE.positions(piece) if cut < room]
                if cuts:
                    lines.append(line + glue + piece[: cuts[-1]] + mark)
                    line, piece, glue, room = "", piece[cuts[-1] :], "", width
            if len(piece) > room and line:
                lines.append(line)
                line, glue = "", ""
            line += glue + piece
    return [*lines, line]


@given(
    text=st.sampled_from(TEXTS),
    width=st.integers(14, 60),
    mark=st.sampled_from(MARKS),
    seed=st.integers(0, 2**32),
)
@settings(max_examples=200)
def test_hyphenated_text_is_joined(text: str, width: int, mark: str, seed: int) -> None:
    lines = break_lines(text, width, mark, random.Random(seed))
    assert join_lines(lines, OWN) == text


@given(data=st.data(), text=st.sampled_from(TEXTS))
@settings(max_examples=200)
def test_words_broken_anywhere_are_joined(data: st.DataObject, text: str) -> None:
    """A column so narrow that a word of it stands alone and is cut where the edge is."""
    words = text.split()
    index = data.draw(st.integers(0, len(words) - 1))
    cut = data.draw(st.integers(1, max(1, len(words[index]) - 1)))
    left, right = words[index][:cut], words[index][cut:]
    if not (left[-1:].isalpha() and right[:1].isalpha()):
        return
    lines = [*words[:index], left, right, *words[index + 1 :]]
    full = [position == index for position in range(len(lines))]
    assert join_lines(lines, OWN, full=full) == text


@given(words=st.lists(st.sampled_from(" ".join(TEXTS).split()), min_size=2, max_size=12))
@settings(max_examples=100)
def test_whole_words_are_never_glued(words: list[str]) -> None:
    clean = [word.strip("-/") for word in words]
    assert join_lines(clean, OWN, full=[False] * len(clean)) == " ".join(clean)


@given(st.lists(st.text(max_size=12), max_size=6))
@settings(max_examples=200)
def test_no_letter_is_lost_or_invented(lines: list[str]) -> None:
    """Whatever the lines hold, only blanks and hyphens may differ."""
    joined = join_lines(lines, OWN)

    def letters(text: str) -> str:
        return re.sub(rf"[{HYPHENS}\s]", "", spell_out(text))

    assert letters(joined) == letters(unicodedata.normalize("NFC", "".join(lines)))


@pytest.mark.parametrize("language", ["en", "fr", "es", "id", "de"])
def test_most_common_words_are_joined_by_the_word_list_alone(language: str) -> None:
    """Share of wordfreq's words rejoined at each of pyphen's hyphenation points."""
    from wordfreq import top_n_list

    hyphenate = pyphen.Pyphen(lang={"en": "en_GB", "id": "id_ID"}.get(language, language))
    vocabulary = Vocabulary(language)
    words = [word for word in top_n_list(language, 8000) if word.isalpha() and len(word) > 6]
    tries = [(word, cut) for word in words[::5] for cut in hyphenate.positions(word)]
    right = sum(join_lines([w[:c] + "-", w[c:]], vocabulary) == w for w, c in tries)
    assert len(tries) > 500
    assert right / len(tries) > 0.97
