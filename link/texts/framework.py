"""Find what the text before the matrix sets out: objectives, strategy, functions, report items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from link.model import FrameworkItem, FrameworkKind
from link.texts.words import folded_words, lemma
from link.thresholds import FRAMEWORK
from normalize.ids import Identifiers, letters_and_digits
from normalize.model import Area, ExtraValue, NarrativeBlock, Section

_KINDS: tuple[tuple[FrameworkKind, re.Pattern[str]], ...] = (
    ("report_item", re.compile(r"\breports?\b.*\b(?:following|identify|contain|include)\b", re.I)),
    ("function", re.compile(r"\b(?:functions?|responsibilit\w+|tasks?|mandate)\b", re.I)),
    ("priority", re.compile(r"\b(?:priorit\w+|pillars?|categories|areas)\b.*\binclude\b", re.I)),
    ("objective", re.compile(r"\b(?:objectives?|goals?|aims?)\b", re.I)),
)
_LABELLED = re.compile(r"^(?P<label>Objectives?|Goals?|Aims?|Strategy|Approach)\s*:\s+", re.I)
_MARK = re.compile(r"^\s*\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+", re.I)
_TAIL = re.compile(r"[;,.\s]*(?:;\s*(?:and|or))?[;,.\s]*$")
_TITLE_FUNCTION_WORDS = frozenset(
    {"and", "or", "the", "of", "a", "an", "in", "on", "to", "for", "with", "by", "as", "at"}
)


def find_framework(
    narrative: Iterable[NarrativeBlock],
    sections: Iterable[Section],
    areas: Iterable[Area],
    labels: Iterable[ExtraValue] = (),
) -> tuple[FrameworkItem, ...]:
    """Find the items of lists that a sentence with a colon introduces, and labelled paragraphs.

    The introduction says what the items are ("… build upon the following objectives:"). An
    objective, function or report item belongs to the areas whose titles have most of its words. An
    objective without one belongs to the one area that shares a word with it and stands between the
    areas of the objectives around it. A priority
    belongs to the section with its number or title. A report item that names a column of the matrix
    by its label belongs to that column.

    Args:
        narrative: Text around the matrix, in reading order.
        sections: Sections of the matrix.
        areas: Areas of the matrix.
        labels: The label above each column of the matrix.
    """
    links = _Links(sections, areas)
    labels = tuple(labels)
    identifiers = Identifiers("item")
    items = tuple(
        FrameworkItem(
            item_id=identifiers.of_text(kind, block.section, text),
            kind=kind,
            mark=mark,
            text=text,
            block_id=block.block_id,
            section_id=links.section_of(text, mark) if kind == "priority" else None,
            area_ids=links.areas_of(text)
            if kind in {"function", "report_item"} or (kind == "objective" and mark)
            else (),
            **(_column_of(text, labels) if kind == "report_item" else {}),
        )
        for kind, mark, text, block in _items(narrative)
    )
    return tuple(
        item.model_copy(update={"area_ids": links.between(items, at)})
        if item.kind == "objective" and item.mark and not item.area_ids
        else item
        for at, item in enumerate(items)
    )


def _items(
    narrative: Iterable[NarrativeBlock],
) -> Iterator[tuple[FrameworkKind, str, str, NarrativeBlock]]:
    kind: FrameworkKind | None = None
    for block in narrative:
        text = block.text.strip()
        if block.kind == "list_item" and kind is not None:
            mark = _MARK.match(text)
            item = text[mark.end() :] if mark else text
            yield kind, mark["mark"] if mark else "", _TAIL.sub("", item), block
        elif block.kind == "paragraph":
            label = _LABELLED.match(text)
            if label:
                is_aim = label["label"].casefold()[0] in "og" or label["label"][:3].lower() == "aim"
                yield "objective" if is_aim else "strategy", "", text[label.end() :], block
            kind = _kind_of_list(text)
        elif block.kind != "list_item":
            kind = None


def _kind_of_list(introduction: str) -> FrameworkKind | None:
    if not introduction.endswith(":"):
        return None
    sentence = re.split(r"(?<=[.!?])\s+", introduction)[-1]
    return next((kind for kind, pattern in _KINDS if pattern.search(sentence)), None)


class _Links:
    """Finds the parts of the matrix that an item is about."""

    def __init__(self, sections: Iterable[Section], areas: Iterable[Area]) -> None:
        self._sections = tuple(sections)
        self._words = {area.area_id: _title_words(area.title) for area in areas}

    def section_of(self, text: str, mark: str) -> str | None:
        """Return the section that an item names by its title, or else by its number."""
        key = letters_and_digits(text)
        for section in self._sections:
            title = letters_and_digits(section.title)
            if title and key.startswith(title):
                return section.section_id
        numbers = (s for s in self._sections if s.number_printed.strip(" .)(") == mark and mark)
        return next((s.section_id for s in numbers), None)

    def areas_of(self, text: str) -> tuple[str, ...]:
        """Return the areas whose titles have most words of an item."""
        words = _title_words(text)
        shares = {a: len(words & own) / len(words) for a, own in self._words.items() if words}
        return tuple(a for a, share in shares.items() if share >= FRAMEWORK.min_share)

    def between(self, items: Sequence[FrameworkItem], at: int) -> tuple[str, ...]:
        """Return the area of an objective by the order of the objectives around it."""
        before, after = (
            next((i.area_ids for i in side if i.kind == "objective" and i.area_ids), ())
            for side in (items[:at][::-1], items[at + 1 :])
        )
        if not before or not after:
            return ()
        order = list(self._words)
        words = _title_words(items[at].text)
        inner = order[order.index(before[-1]) + 1 : order.index(after[0])]
        sharing = tuple(area for area in inner if words & self._words[area])
        return sharing if len(sharing) == 1 else ()


def _column_of(text: str, labels: Iterable[ExtraValue]) -> dict[str, str]:
    """Return the only column whose label begins with the words of a report item.

    Words may be misprinted, where no label has them as they are: "Indicative acivities" is the
    column "Indicative Activities".
    """
    words = folded_words(text)
    beginnings = [(label, folded_words(label.text)[: len(words)]) for label in labels if words]
    found = [label for label, beginning in beginnings if beginning == words]
    found = found or [label for label, beginning in beginnings if _is_misprint(words, beginning)]
    if len(found) != 1:
        return {}
    return {"column": found[0].column, "column_label": found[0].text}


def _is_misprint(words: Sequence[str], others: Sequence[str]) -> bool:
    """Return whether words differ by one letter each at most, and only where one is no word.

    "Number of males" is no misprint of "Number of females", and "Causes" none of "Clauses".
    """
    return len(words) == len(others) and all(
        one == other or _differ_by_a_slip(one, other)
        for one, other in zip(words, others, strict=True)
    )


def _differ_by_a_slip(one: str, other: str) -> bool:
    from wordfreq import zipf_frequency  # imported here, because it loads its lists

    is_long = min(len(one), len(other)) >= FRAMEWORK.min_misprint
    are_letters = one.isalpha() and other.isalpha() and one[0] == other[0]
    is_near = is_long and are_letters and OSA.distance(one, other) == 1
    return is_near and 0 in (zipf_frequency(one, "en"), zipf_frequency(other, "en"))


def _title_words(text: str) -> frozenset[str]:
    return frozenset(
        lemma(word) for word in folded_words(text) if word not in _TITLE_FUNCTION_WORDS
    )
