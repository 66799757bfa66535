"""Guess the settings besides the columns: numbers, headings, annex of bodies, title, language."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from extract.model import Block, Document, Table
from extract.stitching.labels import letters_of, prints_by_column
from normalize.document_register.definitions import spells
from normalize.document_register.names import is_capitalised, is_organisation
from pipeline.add.contents import ACRONYM, Column
from pipeline.add.known_labels import label_languages
from pipeline.add.thresholds import CONTEXT, SURE

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

HEADINGS = ("title", "heading", "paragraph")
_NUMBERED = re.compile(r"(?:[^\W\d_]+\s+)?(?:\d{1,2}(?:\.\d+)*[.:)]?|(?:[IVX]+|[A-Z])[.:)])(?=\s)")
"""A heading that begins with its number, after a word or without: `Chapter 3: …`, `2 Aims`."""
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


_GLOSSARY = re.compile(
    r"\b(?:abbreviations?|abréviations?|glossa\w*|sigles|siglas|sigle|abreviaturas?|abreviações"
    r"|abkürzung\w*|abbreviazioni|acronimi|afkorting\w*|singkatan|acronyms and abb\w+"
    r"|list of acronyms|liste des acronymes|acrónimos|lista de acrónimos|meaning|signification"
    r"|significado|bedeutung|significato|betekenis|arti|kepanjangan)\b",
    re.IGNORECASE,
)
"""Headings and labels of lists that explain abbreviations, of terms as well as of bodies."""


@dataclass(frozen=True)
class Guessed:
    """A guessed value, its confidence (0 to 1) and the reason."""

    value: str
    confidence: float
    reason: str


def filled_columns(table: Table, language: str = "en") -> list[Column]:
    """Return the columns of a table with the texts of their cells, in a plan's language."""
    texts: list[list[str]] = [[] for _ in table.columns]
    merged = [False] * len(table.columns)
    for row in table.rows:
        if row.kind != "row":
            continue
        for cell in row.cells:
            if cell.column < len(texts):
                texts[cell.column].append(cell.text)
                merged[cell.column] |= cell.row_stop - cell.row > 1
    own = [prints[-1] for prints in prints_by_column(table)]
    return [
        Column(number, label, tuple(texts[number]), merged[number], language, own[number])
        for number, label in enumerate(table.columns)
    ]


def guess_number(texts: Sequence[str]) -> Guessed:
    """Return the pattern of the number that most texts begin with; empty where few do."""
    filled = [text for text in texts if text.strip()]
    best = Guessed("", 0.0, "most texts do not begin with a number")
    for pattern in NUMBER_PATTERNS:
        share = sum(bool(re.match(pattern, text)) for text in filled) / max(1, len(filled))
        if share >= CONTEXT.min_numbered and share > best.confidence:
            reason = f"{share:.0%} of {len(filled)} texts begin with it"
            best = Guessed(pattern, round(share, 2), reason)
    return best


def heading_above(document: Document, table: Table) -> Guessed:
    """Return the text directly above the top of a table, on the same page."""
    place = _top_of(table)
    if place is None:
        return Guessed("", 0.0, "the position of the table is unknown")
    page, top = place
    above: list[tuple[float, Block]] = []
    for block in document.blocks:
        if block.kind in HEADINGS and block.spans:
            span = block.spans[-1]
            if span.page == page and span.bbox[3] <= top + CONTEXT.heading_overlap:
                above.append((top - span.bbox[3], block))
    if not above:
        return Guessed("", 0.0, "no text is above it on its first page")
    _, block = min(above, key=lambda item: item[0])
    text = f"{block.marker} {block.text}".strip()
    sure = SURE.heading_above if block.kind in ("heading", "title") else SURE.text_above
    return Guessed(text, sure, f"the {block.kind} directly above it, page {page}")


def _top_of(table: Table) -> tuple[int, float] | None:
    """Return the first page of a table and its top there in points; None: unknown."""
    tops = [
        (fragment.page, fragment.bbox[1])
        for row in (*table.header, *table.rows)
        for cell in row.cells
        for fragment in cell.fragments
    ]
    return min(tops) if tops else None


def guess_annex(document: Document, matrix: Sequence[int] = ()) -> tuple[Table | None, float, str]:
    """Return the table that lists bodies with their acronyms, its confidence and the reason.

    Args:
        document: The document.
        matrix: The indexes of the tables of the matrix, which are no annex.
    """
    best: tuple[Table | None, float, str] = (None, 0.0, "no table lists acronyms with names")
    for index, table in enumerate(document.tables):
        is_short = len(table.rows) < CONTEXT.min_annex_rows
        if index in matrix or is_short or len(table.columns) < 2 or _is_glossary(document, table):
            continue
        columns = filled_columns(table)
        shares = list(map(_acronym_share, columns))
        acronyms = max(shares)
        short = columns[shares.index(acronyms)].filled
        names = max(_name_share(column, short) for column in columns)
        score = round(min(acronyms, names), 2)
        if score > max(best[1], CONTEXT.min_annex_score):
            reason = f"{acronyms:.0%} of a column are acronyms, {names:.0%} of another names"
            best = (table, score, reason)
    return best


def _is_glossary(document: Document, table: Table) -> bool:
    """Return whether a table explains abbreviations of any kind, not of bodies alone."""
    heading = heading_above(document, table).value
    return any(map(_GLOSSARY.search, (heading, *table.columns)))


def _acronym_share(column: Column) -> float:
    filled = column.filled
    most = CONTEXT.max_acronym_words
    short = [text for text in filled if len(text.split()) <= most and ACRONYM.search(text)]
    return len(short) / len(filled) if filled else 0.0


def _name_share(column: Column, acronyms: Sequence[str]) -> float:
    filled = column.filled
    beside = acronyms if len(acronyms) == len(filled) else [""] * len(filled)
    names = sum(map(_may_be_spelt, filled, beside))
    return names / len(filled) if filled else 0.0


def _may_be_spelt(text: str, acronym: str) -> bool:
    """Return whether a text may be the name of a body: it is capitalised, or spells its acronym.

    What a department does, as in `DECC | Reform the electricity market`, is no name of it.
    """
    if len(text.split()) < CONTEXT.min_name_words:
        return False
    if is_capitalised(text) or is_organisation(text):
        return True
    return bool(acronym) and spells(acronym, text)


def guess_plan_language(texts: Iterable[str]) -> Guessed:
    """Return the language of texts by the detector py3langid, with its probability.

    Args:
        texts: The texts of the document; the first characters that the detector needs are read.
    """
    text = "\n".join(_leading(texts, CONTEXT.language_characters))
    if not any(map(str.isalpha, text)):
        return Guessed("en", 0.0, "no text is printed")
    (first, sure), (second, _) = _detector().rank(text)[:2]
    if sure < CONTEXT.sure_language and sum(map(str.isalpha, text)) < CONTEXT.little_text:
        # Names of people and streets look like any language.
        (first, sure), (second, _) = _detector(label_languages()).rank(text)[:2]
    reason = f"letters of {len(text):,} characters; the second likeliest language is {second}"
    return Guessed(first, round(float(sure), 2), reason)


@functools.cache
def _detector(languages: frozenset[str] = frozenset()) -> LanguageIdentifier:
    """Return the detector, of some languages or of all; unpacking its model takes 0.4 s."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    if languages:
        detector.set_languages(sorted(languages))
    return detector


def _leading(texts: Iterable[str], limit: int) -> Iterator[str]:
    """Yield texts up to a number of characters."""
    for text in texts:
        if limit <= 0:
            return
        yield text[:limit]
        limit -= len(text)


def guess_title(document: Document, fallback: str) -> Guessed:
    """Return the title: as the first pages print it, else from the PDF's properties, else a name.

    What is printed is a title where it has several words; of several, the largest. It is sure where
    the PDF's properties say the same: a cover may print the place larger. A heading of a later
    page is none, and neither is a single word like `Memo`.
    """
    opening = _opening(document)
    named = document.source.title.strip()
    printed = letters_of([block.text for block in opening])
    if _is_name(named) and letters_of([named]) in printed:
        return Guessed(
            named, SURE.two_sources, "the PDF's properties, and printed on the first pages"
        )
    heads = [block for block in opening if block.kind in ("title", "heading")]
    titles = [block for block in heads if block.kind == "title"]
    best = max(filter(_is_name_of_plan, titles), key=_line_height, default=None)
    if best is not None:
        return Guessed(
            best.text, SURE.largest_title, f"the largest title of page {best.spans[0].page}"
        )
    if named:
        return Guessed(named, SURE.properties, "the PDF's properties")
    if heads:
        return Guessed(
            heads[0].text,
            SURE.first_heading,
            "the first printed heading, which may not be the title",
        )
    return Guessed(fallback, SURE.file_name, "the file's name")


def _opening(document: Document) -> list[Block]:
    """Return the texts of the pages that may print the title: the first ones that print any."""
    pages = sorted({block.spans[0].page for block in document.blocks if block.spans})
    first = pages[: CONTEXT.title_pages]
    return [block for block in document.blocks if block.spans and block.spans[0].page in first]


def _is_name(text: str) -> bool:
    """Return whether a text may name a plan: some words, no file name, no list of contents."""
    words = re.findall(r"[^\W\d_]{2,}", text)
    is_other = re.search(r"\.[a-z]{3,4}$|[.…]{4}", text)
    return CONTEXT.min_title_words <= len(words) <= CONTEXT.max_title_words and not is_other


def _is_name_of_plan(block: Block) -> bool:
    """Return whether a heading may name the plan, and is not numbered as a part of it."""
    return not block.marker and _is_name(block.text) and not _NUMBERED.match(block.text)


def _line_height(block: Block) -> float:
    span = block.spans[0]
    return (span.bbox[3] - span.bbox[1]) / max(1, len(block.lines))
