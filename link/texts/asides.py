"""Parts of an activity that are about something else than what it does: conditions and topics.

"Workshop to address gaps in legislation" does not legislate, and "where such networks exist" builds
no network. The type of an activity is searched for outside of these parts.
"""

from __future__ import annotations

import re

_NOT_IN_CLAUSE = r"[^,;.]*"
_TO_END_OF_PHRASE = r"[^,;.()]*?(?=[,;.()]|\b(?:by|through|via)\b|$)"
_TO_END_OF_SENTENCE = r"[^;.()]*"

_ASIDES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Conditions: "where such networks exist", "to determine if laws are sufficient".
        rf"\b(?:where|if|whether|which|who|when)\b{_NOT_IN_CLAUSE}",
        # What an abstract noun is about: "gaps in legislation", "ways to improve coordination".
        rf"\b(?:gaps?|topics?|ways?|findings?|shortcomings?|weaknesses)\s+(?:[\w-]+\s+){{0,2}}?"
        rf"(?:of|in|on|to|for)\s{_TO_END_OF_PHRASE}",
        # What practices are about, what an event is to improve, what people are to take part in.
        rf"(?<=\bpractices on)\s{_TO_END_OF_PHRASE}",
        rf"(?<=\bto improve)\s{_TO_END_OF_PHRASE}",
        rf"\b(?:engagement|participation|involvement)\s+(?:of|in)\s{_TO_END_OF_SENTENCE}",
        # What a text is based on or about.
        rf"\b(?:related|relating|pertaining) to\s{_TO_END_OF_SENTENCE}",
        rf"\b(?:regarding|concerning)\s{_TO_END_OF_SENTENCE}",
        rf"\bbased on\s{_TO_END_OF_SENTENCE}",
        # With whom: the words before it say that it is a partnership.
        rf"(?<=\bin cooperation with)\s{_TO_END_OF_SENTENCE}",
        rf"(?<=\bin collaboration with)\s{_TO_END_OF_SENTENCE}",
        # What exists already: "guidelines and modules developed in other areas".
        r"(?:[\w/-]+,\s+(?:and\s+)?|[\w/-]+\s+and\s+){0,6}[\w/-]+\s+"
        r"(?:developed|produced|prepared|adopted)\s+(?:in|by|under|at)\b",
        # For what a document is meant: "a handbook for capacity building".
        r"\bfor\s+(?:[\w-]+\s+)?capacity[\s-]+building\b",
    )
)


def find_asides(text: str) -> tuple[tuple[int, int], ...]:
    """Return the asides in an English text, which do not say what is done, as character spans."""
    return tuple(
        found.span() for pattern in _ASIDES for found in pattern.finditer(text) if found.group()
    )
