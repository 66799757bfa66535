"""Random texts for what reads text: it always answers, and never makes anything up.

``python -m tests.fuzz.pure 20000`` lets Hypothesis look that long; the tests look shortly. Texts
are put together from what these readers look for, and from characters of every kind.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings, strategies as st

from extract.text.hyphens import join_lines
from extract.text.vocabulary import HYPHENS, Vocabulary, spell_out
from link.references.references import Numbering, find_references
from link.texts.alternatives import find_alternatives
from link.texts.texts import SourceText
from normalize.bodies.lists import line_ends, split_list
from normalize.bodies.matching import Resolution
from pipeline.terminal import BIDI, block, clean

WORDS = (
    "in line with", "1.2", "2.10", "1.2-1.9", "Priority Area", "Sections", "and", "or", "(", ")",
    "[", "]", "[]", "/", ",", ";", "•", "…", "TBC", "(will be swapped)", "(and may be peace)",
    "ACW", "SOM-ED", "cross-", "border", "co", "\u00ad", "\u2010", "-", "http://a.", "org/b", "%",
    "\n", " ", "'", "“", "”", "xx/xx", "2019-2025", "Ａ", "ﬁ", "e\u0301", "\u202e", "\x1b[31m",
    "\ufffe", "\0",
)  # fmt: skip
TEXT = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=25).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda glue: glue.join(parts))
)
LINES = st.lists(TEXT, max_size=8)
NUMBERING = Numbering(areas=("1.1", "1.2", "1.9", "1.10", "2.10"), sections=("1", "2"))
VOCABULARY = Vocabulary.of(["Cross-border cooperation of law enforcement\nagencies"], "en")
KNOWN = frozenset({"ACW", "SOM-ED", "cross- border", "ACW and SOM-ED"})


def letters(text: str) -> str:
    """Return a text as it is compared: without blanks and hyphens, which joining may take out."""
    spelt = unicodedata.normalize("NFC", spell_out(text))
    return "".join(c for c in spelt if not c.isspace() and c not in HYPHENS)


def join_keeps_every_letter(lines: list[str], full: list[bool | None]) -> None:
    joined = join_lines(lines, VOCABULARY, full=full)
    assert unicodedata.is_normalized("NFC", joined)
    assert joined == " ".join(joined.split())
    assert letters(joined) == letters("".join(spell_out(line) for line in lines))
    assert join_lines(lines, VOCABULARY, full=full) == joined
    join_lines(lines, VOCABULARY)


def line_ends_are_in_the_text(lines: list[str]) -> None:
    text = join_lines(lines, VOCABULARY)
    ends = line_ends(text, lines)
    assert list(ends) == sorted(ends)
    assert all(0 <= end <= len(text) for end in ends)


def references_stand_in_the_text(text: str) -> None:
    last = 0
    for found in find_references(text, NUMBERING):
        assert last <= found.start < found.stop <= len(text)
        last = found.stop
        assert found.targets
        assert 0 <= found.score <= 100
        known = {"area": NUMBERING.areas, "section": NUMBERING.sections}
        for target in found.targets:
            assert target.is_known == (target.number in known[target.kind])


def alternatives_are_printed(text: str) -> None:
    source = SourceText("activity", "act-00000000", "activity", text)
    found = find_alternatives([source])
    for one in found:
        assert text[one.source.start : one.source.stop] == one.source.printed
        for option in one.options:
            assert re.sub(r"\s", "", option) in re.sub(r"\s", "", text)
    assert len({one.alternative_id for one in found}) == len(found)


def resolve(name: str) -> Resolution:
    is_known = name in KNOWN
    return Resolution(name if is_known else None, "exact" if is_known else "unresolved", 0)


def names_cover_the_list(text: str, lines: list[str]) -> None:
    names = split_list(text, line_ends(text, lines), resolve)
    last = 0
    for name in names:
        assert last <= name.start < name.stop <= len(text)
        # What is between two names parts or leads up to names; it is never a name itself.
        assert not any(known in text[last : name.start] for known in KNOWN)
        last = name.stop


def nothing_for_the_terminal_stays(text: str) -> None:
    for shown in (clean(text), block(text.split("\n"))):
        kinds = {unicodedata.category(c) for c in shown.replace("\n", "")}
        assert "Cc" not in kinds
        assert not BIDI & set(shown)
    assert len(clean(text).splitlines()) <= 1


PROPERTIES: dict[Callable[..., None], tuple[st.SearchStrategy[object], ...]] = {
    join_keeps_every_letter: (LINES, st.lists(st.sampled_from([None, True, False]), max_size=8)),
    line_ends_are_in_the_text: (LINES,),
    references_stand_in_the_text: (TEXT,),
    alternatives_are_printed: (TEXT,),
    names_cover_the_list: (TEXT, LINES),
    nothing_for_the_terminal_stays: (TEXT,),
}


def look(check: Callable[..., None], examples: int, *, is_repeatable: bool = True) -> None:
    """Look for a text that breaks a property; the error shows the shortest one found."""
    bounded = settings(
        max_examples=examples,
        deadline=None,
        derandomize=is_repeatable,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    bounded(given(*PROPERTIES[check])(check))()


def main(examples: int = 20_000) -> int:
    """Look long at every property; return how many are broken."""
    broken = 0
    for check in PROPERTIES:
        try:
            look(check, examples, is_repeatable=False)
        except Exception as error:
            broken += 1
            print(f"{check.__name__}: {type(error).__name__}: {error}")
            print("\n".join(getattr(error, "__notes__", [])))
        else:
            print(f"{check.__name__}: {examples} texts, holds", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:2])) > 0)
