"""Texts broken into the lines of a column as programs do, and how many come together again.

The paragraphs are the Universal Declaration of Human Rights (`human_rights.json`, United Nations):
the language of plans, by people, in ten languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pyphen

from extract.text.hyphens import Vocabulary, read_lines
from extract.text.unmarked_breaks import break_odds, count_line_breaks

Way = Literal["hyphenated", "anywhere", "whole"]
"""At syllables, where the edge is, or at blanks and the text's own hyphens and slashes only."""

PYPHEN = {"en": "en_GB", "id": "id_ID", "pt": "pt_PT", "nl": "nl_NL", "it": "it_IT", "pl": "pl_PL"}
SIZE = 9.0
PARTING = "-\u2010\u00ad "
_BREAK_AFTER = re.compile(r"[^-/]*\w[-/](?=\w)|.+?(?=\w[-/]\w)\w[-/]|.+")


@cache
def human_rights(language: str) -> tuple[str, ...]:
    text = Path(__file__).with_name("human_rights.json").read_text(encoding="utf-8")
    return tuple(json.loads(text)[language])


@cache
def _advance(char: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(char, "Helvetica", SIZE))


def width_of(text: str) -> float:
    return sum(map(_advance, text))


@cache
def _syllables(word: str, language: str) -> tuple[int, ...]:
    dictionary = pyphen.Pyphen(lang=PYPHEN.get(language, language), left=2, right=3)
    return tuple(dictionary.positions(word))


@dataclass
class Column:
    """Sets one text after another in a column of a width in points."""

    width: float
    way: Way
    language: str
    mark: str = "-"

    def lines(self, text: str) -> list[str]:
        lines: list[str] = []
        line = ""
        for word in text.split():
            for number, piece in enumerate(_BREAK_AFTER.findall(word)):
                glue = " " if line and not number else ""
                line = self._add(lines, line, glue, piece)
        return [*lines, line]

    def _add(self, lines: list[str], line: str, glue: str, piece: str) -> str:
        while width_of(line + glue + piece) > self.width:
            at, mark = self._cut(line + glue, piece)
            if at or not line:
                at = at or max(self._fitting("", piece), 1)
                lines.append(line + glue + piece[:at] + mark)
                piece = piece[at:]
            else:
                lines.append(line)
            line = glue = ""
        return line + glue + piece

    def _cut(self, line: str, piece: str) -> tuple[int, str]:
        if self.way == "anywhere":
            return self._fitting(line, piece), ""
        word = re.search(r"[^\W\d_]{5,}", piece)
        if self.way == "whole" or word is None:
            return 0, ""
        cuts = [word.start() + at for at in _syllables(word[0], self.language)]
        room = [at for at in cuts if width_of(line + piece[:at] + self.mark) <= self.width]
        return (room[-1], self.mark) if room else (0, "")

    def _fitting(self, line: str, piece: str) -> int:
        room = self.width - width_of(line)
        return next((at for at in range(len(piece), 0, -1) if width_of(piece[:at]) <= room), 0)

    def full(self, lines: Sequence[str]) -> list[bool | None]:
        """What a reader can tell of each line's end, as from a ruled cell."""
        flags: list[bool | None] = []
        for line, below in pairwise([*lines, ""]):
            room = self.width - width_of(line)
            fits = bool(below) and room > width_of(below.split()[0]) + 0.3 * SIZE
            flags.append(False if fits else True if room < 0.8 * SIZE else None)
        return flags


@dataclass
class Joined:
    """Line ends joined as printed, and those that were not: with the doubt stated, or without."""

    right: int = 0
    doubted: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def count(self) -> int:
        return self.right + self.doubted + len(self.wrong)


def join_again(texts: Sequence[str], column: Column) -> Joined:
    """Breaks all texts of a document, and joins each with what the document tells."""
    broken = [column.lines(text) for text in texts]
    vocabulary = Vocabulary.of(["\n".join(lines) for lines in broken])
    counts = [count_line_breaks(lines, column.full(lines), vocabulary) for lines in broken]
    total = [sum(found) for found in zip(*counts, strict=True)]
    joined = Joined()
    for text, lines in zip(texts, broken, strict=True):
        full, odds = column.full(lines), break_odds(total, total)
        got, doubts = read_lines(lines, vocabulary, full=full, odds=odds)
        for (wanted, at), (found, _) in zip(ends(lines, text), ends(lines, got), strict=True):
            if wanted == found:
                joined.right += 1
            elif any(_stands_at(doubt, at, text) for doubt in doubts):
                joined.doubted += 1
            else:
                joined.wrong.append(f"{text[max(0, at - 20) : at + 15]!r} joined with {found!r}")
    return joined


def ends(lines: Sequence[str], text: str) -> Iterator[tuple[str, int]]:
    """What stands in a text between each two of its lines, and where the second starts."""
    at = 0
    for number, line in enumerate(lines[:-1]):
        body = line[:-1] if line[-1] in PARTING else line
        for char in body.replace(" ", ""):
            while text[at] != char:
                assert text[at] == " ", (line, text[at : at + 20])
                at += 1
            at += 1
        start = at
        while text[at] in PARTING and text[at] != lines[number + 1][0]:
            at += 1
        yield text[start:at], at


def _stands_at(doubt: str, at: int, text: str) -> bool:
    return any(match.start() < at <= match.end() for match in re.finditer(re.escape(doubt), text))
