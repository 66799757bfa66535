"""What a clause says twice, and what the plan says with one more preposition elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import ATTRIBUTES, base_of_gerund, is_gerund, is_task_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_TWO_GERUNDS = re.compile(r"\b(?P<one>[a-z]+ing)\s(?=(?P<two>[a-z]+ing)\s[a-z]+)")
_BEFORE_GERUND = word_set(
    """adopting allowing avoiding banning barring beginning concerning considering continuing
    covering during enjoying excluding facilitating favouring following funding improving including
    introducing involving justifying keeping meaning monitoring permitting practising preventing
    promoting proposing providing recommending regarding requiring restricting risking starting
    stopping suggesting supporting supplying testing training using"""
)
"""Words in -ing that may take another one as object: "promoting healing", "keep monitoring"."""
_SHOWS = word_set("help reflect share show support use")
_TAKE_PART = re.compile(
    r"\b(?P<noun>involvement|participation|engagement)\sof\s[^.;:]{3,100}?\s"
    r"(?P<words>to\s(?:participate|take\spart|be\sinvolved|be\sengaged|engage))\b"
)
_JOINED_TO_ITSELF = re.compile(
    r"\b(?P<word>[a-z]{4,})\sand\s(?P=word)\b(?![-’'])(?=(?:\s(?P<next>[a-z]+))?)"
)
_TWICE_ON_PURPOSE = word_set(
    "again days even farther further hours longer louder miles months more over pages round "
    "through times weeks years"
)
"""Words that are said twice for emphasis: "more and more"."""
_SHARING = re.compile(
    r"^\W*(?P<words>(?P<first>[A-Z][a-z]+)\s(?P<doing>[a-z]+ing)(?P<of>\sof)?)\s(?P<next>[a-z]+)"
)
_EMPHASIS = re.compile(
    r"\b(?P<word>[Ii]n\sparticular|[Pp]articularly|[Ee]specially|[Ii]ncluding|[Aa]lso|[Ff]urther)\b"
    r"(?P<between>[^.;:()]{2,60}?)\b(?P<again>particular|particularly|especially|including|also|further)\b"
)
_NO_OBJECT = word_set("to for with on in at by from and or among between of")


def find_doubled_meaning(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "reflecting showing", "supports and supports" and "involvement … to participate"."""
    for match in _TWO_GERUNDS.finditer(text.text):
        one, two = match["one"], match["two"]
        is_right = one in _BEFORE_GERUND or two in ATTRIBUTES
        # "repairing leaking pipes": a verb that is also a noun makes an attribute.
        base = base_of_gerund(two) or ""
        takes_object = is_task_verb(base) or base in _SHOWS
        if is_right or not (is_gerund(one) and takes_object):
            continue
        words = f"{one} {two}"
        reason = "one of the two verbs is too many, or a word is missing between them"
        yield Slip(words, "", reason), (text, match.start(), match.end("two"))
    for match in _JOINED_TO_ITSELF.finditer(text.text):
        word = match["word"]
        # "water and water pipes": the second is an attribute.
        is_attribute = word in lexicon().nouns and (match["next"] or "") in lexicon().plurals
        is_meant = word in _TWICE_ON_PURPOSE or word.endswith("er")
        if not is_meant and not is_attribute:
            yield Slip(match.group(), word, "“and” joins a word to itself"), (text, *match.span())
    for match in _EMPHASIS.finditer(text.text):
        stem = match["word"].casefold().removeprefix("in ")[:6]
        # "including schools, and towns, including": a list goes on.
        if match["again"].startswith(stem) and not re.search(r",|\band\b|\d", match["between"]):
            reason = f"“{match['again']}” repeats the “{match['word']}” before it in the clause"
            yield Slip(match.group().casefold(), "", reason), (text, *match.span())
    for match in _TAKE_PART.finditer(text.text):
        reason = f"“{match['noun']}” already has this meaning; “in” with a noun may be meant"
        yield Slip(match["words"], "", reason), (text, *match.span("words"))


class Sharing:
    """Beginnings such as "Forum sharing of …" that a plan also prints without "of"."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._with_of: dict[tuple[str, str], str] = {}
        for text in texts:
            match = _SHARING.match(text.text)
            if match and match["of"]:
                self._with_of[match["first"], match["doing"]] = match["words"]

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Forum sharing experiences" where the plan also prints "Forum sharing of"."""
        match = _SHARING.match(text.text)
        if match is None or match["of"] or match["next"] in _NO_OBJECT:
            return
        usual = self._with_of.get((match["first"], match["doing"]))
        if usual:
            words = f"{match['words']} {match['next']}"
            reason = f"elsewhere the plan prints “{usual}”"
            place = (text, match.start("words"), match.end("next"))
            yield Slip(words.casefold(), f"{usual} {match['next']}", reason), place
