"""Indirect questions in the order of direct ones, and adjectives that lack their noun."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_VERBS = (
    r"(?i:analy[sz]e|ascertain|assess|clarify|consider|define|describe|determine|discuss|establish|"
    r"evaluate|examine|explain|explore|find\sout|identify|investigate|know|learn|outline|review|see|"
    r"show|specify|study|understand)"
)
_INVERTED = re.compile(
    rf"\b(?:{_VERBS}|(?:and|or)(?=\s(?:how|what|why)\s)|of(?=\s(?:how|why)\s))\s"
    r"(?P<found>(?P<asks>what|how|where|why)\s(?P<verb>are|is|were|was)\s"
    r"(?P<noun>(?:the|these|those|its|their)\s(?:[a-z-]+\s){0,2}?[a-z-]+))\s(?P<next>[a-z]+)\b(?=[^?]*(?:$|[.;]))"
)
_SUPERLATIVE = re.compile(r"\b(?:best|first|largest|last|least|main|most|only|same|worst|\w+est)\b")
_AFTER_NOUN = word_set("between by for from in of on that to which who with")
_ADJECTIVES = (
    r"(?:additional|appropriate|different|necessary|relevant|respective|several|suitable|various)"
)
_LONE = re.compile(
    rf"\b(?:with|by|for|in|among|between|support|identify|develop|improve|strengthen)\s"
    rf"(?P<found>the\s(?P<word>{_ADJECTIVES})\s(?P<next>to|of|in|for|by|with))\b"
)


def find_inverted_questions(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "explore what are the benefits that": the verb follows its subject there.

    "Which" and "who" may be subjects themselves: "determine who is the owner".
    """
    if "?" in text.text:
        return
    for match in _INVERTED.finditer(text.text):
        if match["asks"] == "what" and _SUPERLATIVE.search(match["noun"]):
            continue  # "know what is the best course"
        right = _in_order(match)
        reason = "a question inside a sentence has its verb after the noun"
        reason += f": “{right}”" if right else ""
        yield Slip(match["found"].casefold(), right, reason), (text, *match.span("found"))


def _in_order(match: re.Match[str]) -> str:
    """Return the words of a question in their order; none if the noun may come later."""
    known, last = lexicon(), match["noun"].split()[-1]
    is_noun = (last in known.nouns or last in known.plurals) and last not in known.others
    is_whole = is_noun and match["next"] in _AFTER_NOUN
    return f"{match['asks']} {match['noun']} {match['verb']}" if is_whole else ""


def find_lone_adjectives(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "Work with the different to establish": no noun follows the adjective."""
    for match in _LONE.finditer(text.text):
        reason = f"a noun is missing after “{match['word']}”"
        yield Slip(match["found"].casefold(), "", reason), (text, *match.span("found"))
