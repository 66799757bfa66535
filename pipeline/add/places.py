"""Guess what stands around a matrix: its heading, numbers, annex of bodies, title, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.model import Block, Document, Table
from pipeline.add.contents import ACRONYM, Column

HEADINGS = ("title", "heading", "paragraph")
LANGUAGES = ("en", "fr", "es", "pt", "de", "it", "nl", "id", "ms", "pl", "sv", "tr")
COMMON_WORDS = 60
NUMBER_PATTERNS = (
    r"(?P<number>\d+\.\d+\.\d+)\.?",
    r"(?P<number>\d+\.\d+)\.?",
    r"(?P<number>[A-Z]\.\d+)\.?",
    r"(?P<number>[A-Z]\d+)\.?",
    r"(?P<number>\d+)[.)]",
    r"\((?P<number>\d+)\)",
    r"(?P<number>[IVXLC]+)\.",
    r"(?P<number>[A-Z])[.)]",
    r"(?P<number>\d+)(?=\s)",
)
LEAST_NUMBERED = 0.5


@dataclass(frozen=True)
class Guessed:
    """A guessed value, how sure it is (0 to 1) and why."""

    value: str
    confidence: float
    reason: str


def columns_of(table: Table) -> list[Column]:
    """Return the columns of a table with the texts of their cells."""
    texts: list[list[str]] = [[] for _ in table.columns]
    merged = [False] * len(table.columns)
    for row in table.rows:
        if row.kind != "row":
            continue
        for cell in row.cells:
            if cell.column < len(texts):
                texts[cell.column].append(cell.text)
                merged[cell.column] |= cell.row_stop - cell.row > 1
    return [
        Column(number, label, tuple(texts[number]), merged[number])
        for number, label in enumerate(table.columns)
    ]


def guess_number(texts: Sequence[str]) -> Guessed:
    """Return the pattern of the number that most of the texts begin with; empty where few do."""
    filled = [text for text in texts if text.strip()]
    best = Guessed("", 0.0, "no number at the start of most of them")
    for pattern in NUMBER_PATTERNS:
        share = sum(bool(re.match(pattern, text)) for text in filled) / max(1, len(filled))
        if share >= LEAST_NUMBERED and share > best.confidence:
            reason = f"{share:.0%} of {len(filled)} texts begin like that"
            best = Guessed(pattern, round(share, 2), reason)
    return best


def heading_above(document: Document, table: Table) -> Guessed:
    """Return the text right above a table, a heading if one stands there."""
    place = _top_of(table)
    if place is None:
        return Guessed("", 0.0, "the table's place is not known")
    page, top = place
    near: list[tuple[float, Block]] = []
    for block in document.blocks:
        if block.kind in HEADINGS and block.spans:
            span = block.spans[-1]
            if span.page == page and span.bbox[3] <= top + 1:
                near.append((top - span.bbox[3], block))
    if not near:
        return Guessed("", 0.0, "nothing stands above it on its first page")
    _, block = min(near, key=lambda item: item[0])
    text = f"{block.marker} {block.text}".strip()
    sure = 0.9 if block.kind in ("heading", "title") else 0.5
    return Guessed(text, sure, f"the {block.kind} right above it, page {page}")


def _top_of(table: Table) -> tuple[int, float] | None:
    places = [
        (fragment.page, fragment.bbox[1])
        for row in (*table.header, *table.rows)
        for cell in row.cells
        for fragment in cell.fragments
    ]
    return min(places) if places else None


def guess_annex(document: Document) -> tuple[Table | None, float, str]:
    """Return the table that lists bodies with their acronyms, if there is one."""
    best: tuple[Table | None, float, str] = (None, 0.0, "no table lists acronyms with names")
    for table in document.tables:
        if table.matrix or len(table.columns) < 2 or len(table.rows) < 3:
            continue
        columns = columns_of(table)
        acronyms = max(map(_acronym_share, columns))
        names = max(_name_share(column) for column in columns)
        score = round(min(acronyms, names), 2)
        if score > max(best[1], 0.5):
            reason = f"{acronyms:.0%} of a column are acronyms, {names:.0%} of another names"
            best = (table, score, reason)
    return best


def _acronym_share(column: Column) -> float:
    filled = column.filled
    short = [t for t in filled if len(t.split()) <= 3 and ACRONYM.search(t)]
    return len(short) / len(filled) if filled else 0.0


def _name_share(column: Column) -> float:
    filled = column.filled
    return sum(len(t.split()) >= 3 for t in filled) / len(filled) if filled else 0.0


def guess_language(texts: Sequence[str]) -> Guessed:
    """Return the language whose commonest words make up the most of the texts.

    Counted are the 60 commonest words of each language (wordfreq).
    """
    from wordfreq import top_n_list

    words = re.findall(r"[^\W\d_]+", " ".join(texts).casefold())
    if not words:
        return Guessed("en", 0.0, "there is no text")
    shares = {
        code: sum(word in common for word in words) / len(words)
        for code in LANGUAGES
        if (common := set(top_n_list(code, COMMON_WORDS)))
    }
    first, second = sorted(shares, key=lambda code: -shares[code])[:2]
    sure = min(1.0, 1 - shares[second] / shares[first]) if shares[first] else 0.0
    reason = f"{shares[first]:.0%} of the words are its commonest ({second}: {shares[second]:.0%})"
    return Guessed(first, round(sure, 2), reason)


def guess_title(document: Document, fallback: str) -> Guessed:
    """Return the document's title: as printed, else of the file's properties, else its name."""
    for block in document.blocks:
        if block.kind == "title":
            return Guessed(block.text, 0.8, "the first title printed")
    if document.source.title.strip():
        return Guessed(document.source.title.strip(), 0.5, "the PDF's properties")
    for block in document.blocks:
        if block.kind == "heading":
            return Guessed(block.text, 0.5, "the first heading printed")
    return Guessed(fallback, 0.1, "the file's name")
