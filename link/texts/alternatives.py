"""Find options in brackets and drafting notes in a text.

``[Migrant Workers] [Workers]`` are alternatives, ``(and may be peace)`` is optional, and
``(will be swapped)``, ``[this April 4-5 meeting]`` and an ellipsis are drafting notes. Ordinary
brackets, acronyms in brackets and footnote marks are ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from link.model import Alternative
from link.texts.texts import SourceText
from normalize.ids import Identifiers

AlternativeKind = Literal["alternatives", "drafting_note", "optional"]

_SQUARE_RUN = re.compile(r"\[[^\[\]]*\](?:\s*(?:/|or|and/or)?\s*\[[^\[\]]*\])*")
_SQUARE = re.compile(r"\[([^\[\]]*)\]")
_ROUND = re.compile(r"\(([^()]{2,120})\)")
_SPLIT = re.compile(r"(?!(?<=\band)/or\s)\s*/\s*|\s+or\s+")
"""Between choices; "[and/or the database]" is one option, "[and/or]" two."""
_FOOTNOTE = re.compile(r"\d{1,3}|[a-z*†‡]|sic|[ivx]+")
_NOTE = re.compile(
    r"(?:to\s+be|will\s+be|should\s+be|is|are|was|were)\s+(?:\w+ly\s+)?(?:added|agreed|amended|"
    r"checked|clarified|completed|confirmed|considered|decided|defined|deleted|determined|"
    r"developed\s+further|discussed|drafted|elaborated|finali[sz]ed|identified|inserted|merged|"
    r"moved|pending|proposed|provided|removed|replaced|revised|reviewed|reworded|specified|"
    r"swapped|updated|verified)"
    r"|\b(?:tbc|tbd|tba|tbe)\b|^(?:note|comment|question|remark)\s*:|^drafting\s+note\b"
    r"|^(?:implied|pending|placeholder|insert|delete|deleted|moved|move|swap|check|see\s+comment)\b"
    r"|^(?:this|last|next)\s+(?:\w+\s+){0,3}(?:meeting|session|workshop|draft|version|round|\d)"
    r"|^as\s+(?:discussed|agreed|proposed)\b|\?$",
    re.IGNORECASE,
)
_OPTIONAL = re.compile(
    r"^(?:and\s+|or\s+|but\s+)?(?:may\s?be|maybe|perhaps|possibly|optional(?:ly)?|preferably|"
    r"if\s+possible|where\s+possible|if\s+feasible|if\s+needed|as\s+an\s+option)(?:\W+\w|$)",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(
    r"…|(?<!\.)\.{3,4}(?!\.)|_{3,}|\b(?:TBC|TBD|TBA)\b|\[\s*\]|(?<![A-Za-z])x{2,}(?:/x+)*(?![A-Za-z])"
)
_QUOTES = re.compile(r"[“\"][^“”\"]*[”\"]")


@dataclass(frozen=True)
class _Passage:
    start: int
    stop: int
    kind: AlternativeKind
    options: tuple[str, ...]


def find_alternatives(texts: Iterable[SourceText]) -> tuple[Alternative, ...]:
    """Find options and drafting notes in all texts, in printed order.

    Args:
        texts: all texts of the plan.
    """
    identifiers = Identifiers("alt")
    found = []
    for source in texts:
        passages = _passages(source.text)
        for passage in passages:
            span = source.span(passage.start, passage.stop)
            found.append(
                Alternative(
                    alternative_id=identifiers.of_text(span.record_id, span.field, span.printed),
                    source=span,
                    options=passage.options,
                    kind=passage.kind,
                    readings=_readings(source.text, passage, passages),
                )
            )
    return tuple(found)


def _passages(text: str) -> tuple[_Passage, ...]:
    brackets = [*_in_square(text), *_in_round(text)]
    covered = [(passage.start, passage.stop) for passage in brackets]
    covered += [match.span() for match in _QUOTES.finditer(text)]
    for match in _PLACEHOLDER.finditer(text):
        if not any(start <= match.start() < stop for start, stop in covered):
            brackets.append(_Passage(*match.span(), "drafting_note", ()))
    return tuple(sorted(brackets, key=lambda passage: passage.start))


def _in_square(text: str) -> Iterator[_Passage]:
    for run in _SQUARE_RUN.finditer(text):
        options = tuple(_folded(option) for option in _SQUARE.findall(run[0]))
        marks = [not o or _FOOTNOTE.fullmatch(o) or o.strip(". …") == "" for o in options]
        if all(marks):
            continue
        if len(options) > 1:
            yield _Passage(*run.span(), "alternatives", options)
        elif _NOTE.search(options[0]):
            yield _Passage(*run.span(), "drafting_note", options)
        else:
            choices = tuple(choice for choice in _SPLIT.split(options[0]) if choice)
            kind: AlternativeKind = "alternatives" if len(choices) > 1 else "optional"
            yield _Passage(*run.span(), kind, choices)


def _in_round(text: str) -> Iterator[_Passage]:
    for match in _ROUND.finditer(text):
        inner = _folded(match[1])
        if _OPTIONAL.search(inner):
            yield _Passage(*match.span(), "optional", (inner,))
        elif _NOTE.search(inner):
            yield _Passage(*match.span(), "drafting_note", (inner,))


def _readings(text: str, passage: _Passage, passages: Iterable[_Passage]) -> tuple[str, ...]:
    """Return the text with each option; equal choices in a text get the same option."""
    if passage.kind == "drafting_note":
        return ()
    choices = [*passage.options, ""] if passage.kind == "optional" else list(passage.options)
    same = [p for p in passages if p.kind == passage.kind and p.options == passage.options]
    readings = []
    for choice in choices:
        parts, end = [], 0
        for each in same:
            parts += [text[end : each.start], choice]
            end = each.stop
        readings.append(_folded("".join([*parts, text[end:]])))
    return tuple(readings)


def _folded(text: str) -> str:
    folded = re.sub(r"\s+", " ", text).strip()
    return re.sub(r" (?=[,.;:)])", "", folded)
