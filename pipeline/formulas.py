"""Make text that a spreadsheet would read as a formula harmless, in a way that can be undone.

A spreadsheet that opens a CSV file reads a value that begins with ``=``, ``+``, ``-``, ``@``,
a tab or a carriage return as a formula (OWASP, *CSV Injection*). An apostrophe before such a
value makes it text. Ordinary text stays unchanged: a number with a sign, and prose after a
printed dash ("- item"). To undo it, remove one apostrophe if the text after all leading
apostrophes would be read as a formula: :func:`restore`.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
_STARTS = ("=", "@", "\t", "\r", "+", "-", APOSTROPHE)
"""First characters of texts that may have to be changed, or that were changed."""
_NUMBER = re.compile(r"[+-]\d[\d.,]*%?")
# A sign, a space and prose. Excluded are a reference (!), a pipe to a program (|), a comparison,
# a quotation mark, and a bracket right after a name, which is the call of a function.
_PROSE = re.compile(r"[+-]\s+[^=|!\"]*")
_CALL = re.compile(r"\w\(")
# Functions that access files or the network; some spreadsheets allow a space before the bracket.
_REACHES_OUT = re.compile(
    r"\b(?:call|dde|exec|filterxml|hyperlink|image|import\w+|register(?:\.id)?|rtd|"
    r"sql\.request|webservice)\s*\(",
    re.IGNORECASE,
)


def looks_like_formula(text: str) -> bool:
    """Return whether a spreadsheet would read ``text`` as a formula that may do something."""
    if text[:1] in ("=", "@", "\t", "\r"):
        return True
    if text[:1] not in ("+", "-"):
        return False
    if _NUMBER.fullmatch(text):
        return False
    return not _PROSE.fullmatch(text) or bool(_CALL.search(text) or _REACHES_OUT.search(text))


def defuse(text: str) -> str:
    """Return ``text`` in a form that is safe in a CSV file.

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
