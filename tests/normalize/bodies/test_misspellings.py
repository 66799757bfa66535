"""No misspelling is taken for another body without saying that it is a guess."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import given, settings, strategies as st

from normalize.acronyms import spelling_key
from normalize.bodies.matching import BodyMatcher
from normalize.bodies.register import build_register
from normalize.settings import NormalizeSettings, RegisterEntry
from tests.normalize import printed
from tests.normalize.bodies.test_matching import default

ACRONYMS = [line[1].rstrip("*") for line in printed.ANNEX]
KEYS = {spelling_key(acronym) for acronym in ACRONYMS}
LETTERS = string.ascii_letters + "-. "


@st.composite
def misspelt(draw: st.DrawFn) -> tuple[str, str]:
    """An acronym of the annex and what one to three random edits make of it."""
    acronym = draw(st.sampled_from(ACRONYMS))
    letters = list(acronym)
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, max(0, len(letters) - 1)))
        edit = draw(st.sampled_from(["put", "drop", "change", "swap"]))
        if edit == "put":
            letters.insert(place, draw(st.sampled_from(LETTERS)))
        elif edit == "drop" and len(letters) > 1:
            del letters[place]
        elif edit == "change":
            letters[place] = draw(st.sampled_from(LETTERS))
        elif edit == "swap" and place + 1 < len(letters):
            letters[place : place + 2] = letters[place + 1], letters[place]
    return acronym, "".join(letters)


@settings(max_examples=1500)
@given(misspelt())
def test_a_misspelling_is_never_silently_another_body(words: tuple[str, str]) -> None:
    meant, typed = words
    found = default().resolve(typed)
    if found.body_id is None or found.body_id == meant:
        return
    if found.match == "sub_unit":
        assert found.score < 95 or typed == found.body_id
        assert default().sub_units[typed].parent_id in typed
        return
    # Either it says that it is a guess, or what was typed is just how the other is written.
    is_written_so = spelling_key(typed) in _spellings(found.body_id)
    assert found.match == "fuzzy" or is_written_so
    if found.match == "fuzzy":
        assert found.score >= 80
        assert found.candidates[0].body_id == found.body_id
        assert all(other.score <= found.score - 10 for other in found.candidates[1:])


def _spellings(body_id: str) -> set[str]:
    named = default().register.bodies[body_id]
    aliases = {k for k, a in default().register.aliases.items() if a.body_id == body_id}
    return {spelling_key(form) for form in (*named.acronyms, *named.names)} | aliases


@given(st.text(max_size=40))
def test_any_text_has_an_answer(text: str) -> None:
    found = default().resolve(text)
    assert (found.body_id is None) == (found.match in ("unresolved", "ambiguous"))
    assert 0 <= found.score <= 100


@pytest.mark.slow
def test_a_thousand_mentions_of_ten_thousand_bodies_are_found_by_an_index() -> None:
    letters = string.ascii_uppercase
    entries = tuple(
        RegisterEntry(
            body_id=f"b{number}",
            acronym="".join(letters[(number * prime) % 26] for prime in (1, 3, 5, 7, 11, 17))
            + f"{letters[number // 26 % 26]}{letters[number // 676 % 26]}",
            name=f"Committee of {letters[number % 26]}{number} on {number * 7919 % 10007}",
        )
        for number in range(10_000)
    )
    chosen = NormalizeSettings(register=entries)
    # Two in five are misspelt, each in another way, so that no answer is found twice.
    words = [
        entry.acronym
        if number % 5 < 3
        else entry.acronym[: number % 7] + entry.acronym[number % 7 + 1 :]
        for number, entry in enumerate(entries[::10])
    ]
    large = BodyMatcher(build_register((), chosen), chosen)
    start = time.process_time()
    found = [large.resolve(word) for word in words]
    seconds = time.process_time() - start
    assert sum(one.match == "exact" for one in found) >= 500
    # A fraction of a second; minutes where each is compared with all.
    assert seconds < 20, f"{seconds:.2f} s"
