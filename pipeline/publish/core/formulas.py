"""Text that a spreadsheet would take for a formula, made harmless in a way that can be undone.

A spreadsheet that opens a CSV file takes a value that begins with ``=``, ``+``, ``-``, ``@``,
a tab or a carriage return for a formula (OWASP, *CSV Injection*). An apostrophe before such a
value makes it text. Ordinary text stays as it is: a number with its sign, and prose after a
printed dash ("- item"), which calls nothing. To undo it, take one apostrophe away where what
follows the apostrophes would be taken for a formula: :func:`restore`.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
_STARTS = ("=", "@", "\t", "\r", "+", "-", APOSTROPHE)
"""What the first character of such a text, or of one made harmless, may be."""
_NUMBER = re.compile(r"[+-]\d[\d.,]*%?")
# A sign, a blank and prose: nothing that refers (!), pipes to a program (|), compares or
# quotes, and no bracket right after a name, which would be the call of a function.
_PROSE = re.compile(r"[+-]\s+[^=|!\"]*")
_CALL = re.compile(r"\w\(")
# Functions that reach out of the sheet; a spreadsheet may allow a blank before the bracket.
_REACHES_OUT = re.compile(
    r"\b(?:call|dde|exec|filterxml|hyperlink|image|import\w+|register(?:\.id)?|rtd|"
    r"sql\.request|webservice)\s*\(",
    re.IGNORECASE,
)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take ``text`` for a formula that may do something."""
    if text[:1] in ("=", "@", "\t", "\r"):
        return True
    if text[:1] not in ("+", "-"):
        return False
    if _NUMBER.fullmatch(text):
        return False
    return not _PROSE.fullmatch(text) or bool(_CALL.search(text) or _REACHES_OUT.search(text))


def defuse(text: str) -> str:
    """Return ``text`` as it can stand in a CSV file that a spreadsheet opens.

    >>> defuse("=1+1"), defuse("- item"), defuse("'=1+1")
    ("'=1+1", '- item', "''=1+1")
    """
    if not text.startswith(_STARTS):
        return text
    return APOSTROPHE + text if looks_like_formula(text.lstrip(APOSTROPHE)) else text


def restore(value: str) -> str:
    """Undo :func:`defuse`: ``restore(defuse(text)) == text`` for every text."""
    is_defused = value[:1] == APOSTROPHE and looks_like_formula(value.lstrip(APOSTROPHE))
    return value[1:] if is_defused else value
