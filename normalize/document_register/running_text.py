"""Find the names of bodies in running text: `… is led by the Ministry of Health and …`.

A name is a run of capitalised words, and of words that link them, with the noun of a kind of
organisation as its head. Where its end cannot be told, the place is left out: a part of a name
would be another body.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal

from extract.model import Table
from normalize.acronyms import is_acronym, trim_name
from normalize.document_register.names import (
    content_words,
    kind_of_name,
    may_be_fields,
    well_known_names,
)
from normalize.document_register.separators import end_of_fields
from normalize.document_register.small_letters import (
    LANGUAGES,
    ends_phrase,
    names_in_small_letters,
)
from normalize.document_register.spelling import ARTICLES, without_accents, without_article
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import (
    CONJUNCTIONS,
    FIELD_ACRONYMS,
    INSTRUMENTS,
    LINKING,
    OF_FIELDS,
    ORGANISATIONS,
    PREPOSITIONS,
    UNCERTAIN,
    all_month_names,
    are_fields,
    are_people,
)

LOWER_CASE_LANGUAGES = ("fr", "it", "es")
"""Languages whose names go on in small letters: `Direction nationale de la pêche artisanale`."""
NO_CAPITALS = ("de",)
"""Languages that begin every noun with a capital, so that capitals show no names."""

_CONJUNCTIONS = frozenset(CONJUNCTIONS)
_COMPLEMENT_WORDS = (
    "of for on de du des d del da do das dos dell della delle dello dei degli di van voor"
)
COMPLEMENTS = frozenset(_COMPLEMENT_WORDS.split())
"""Prepositions inside of names; after others, as in `the City Council at the lake`, a name ends."""
ONCE = frozenset(("for", "on", "over", "voor"))
"""Those that a name has once: a second one goes on with the sentence."""
NO_PREPOSITIONS = ("id",)
"""Languages whose names have no preposition before a field: `Kementerian Kesehatan`."""
NOUN_LAST = ("en", "nl")
"""Languages whose names mostly end with their noun: `Tax Authority`, not `Authority Tax`."""
_SENTENCE_START = re.compile(r"[^\W\d_]{3}[.!?]\s+([^\W\d_])")
_LAST_ADJECTIVE = re.compile(r"\s+([^\W\d_]{4,})(?=\s*(?:[.;:,)]|$))")
_FILE_NAME = re.compile(r"\.[^\W\d_]{2}")
"""In a word: a part of an address or of the name of a file, like `report.pdf`."""
_WORD = re.compile(r"[^\W_]+(?:[-&.][^\W\d_]+)*")


def names_in_text(texts: Sequence[str], language: str) -> Counter[str]:
    """Return the names of bodies that sentences print, with their number of uses.

    None where many sentences begin with a small letter: a text layer that gives capitals as small
    letters would cut `green Investment Bank`.

    Args:
        texts: Sentences and paragraphs; titles are left out, since capitals show nothing there.
        language: ISO 639 code of the plan's language.
    """
    names: Counter[str] = Counter()
    starts = [found[1] for text in texts for found in _SENTENCE_START.finditer(text)]
    most = NAME.max_small_begins * max(len(starts), NAME.min_sentences)
    if sum(map(str.islower, starts)) > most:
        return names
    for text in texts:
        if _is_title(_words(text), language):
            continue
        if language not in NO_CAPITALS:
            names.update(_names(text, language))
        names.update(names_in_small_letters(text, language))
        names.update(well_known_names(text))
    return names


def names_in_cells(texts: Sequence[str], language: str) -> Counter[str]:
    """Return the names of bodies in the cells of a matrix, as `names_in_text` does.

    None where many cells begin with a small letter.
    """
    small = sum(text[:1].islower() for text in texts)
    is_cut = small > NAME.max_small_begins * len(texts)
    return Counter() if is_cut else names_in_text(texts, language)


def names_in_tables(tables: Iterable[Table]) -> dict[str, int]:
    """Return the names of bodies that whole cells of tables print, with the page of the first.

    At least half of the filled cells of their column are such names: a list of who takes part.
    """
    names: dict[str, int] = {}
    for table in tables:
        columns: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for cell in (cell for row in table.rows for cell in row.cells):
            if cell.text.strip() and cell.fragments:
                columns[cell.column].append((trim_name(cell.text), cell.fragments[0].page))
        for cells in columns.values():
            found = [(name, page) for name, page in cells if _is_name(name)]
            if len(found) > 1 and 2 * len(found) >= len(cells):
                for name, page in found:
                    names.setdefault(name, page)
    return names


def name_at_end(text: str) -> str:
    """Return the name of a body with which a text ends, as before an acronym in brackets."""
    found = [run for run in _runs(text) if run[1] == len(text.rstrip())]
    if not found:
        return ""
    name = without_article(text[slice(*found[0])])
    return name if _is_name(name) else ""


def _names(text: str, language: str) -> Iterator[str]:
    done = 0
    for start, end in _runs(text):
        listed = _with_listed_fields(text, start, end)
        if listed:
            yield trim_name(without_article(text[start:listed]))
            done = listed
        if start < done:
            continue
        stop = _with_adjective(text, end) if language in LOWER_CASE_LANGUAGES else end
        if stop - start > NAME.max_definition_length:
            continue
        parts = list(_parts(_without_person(text[start:stop]), language))
        # Where the end of a run cannot be told, only its last name is uncertain.
        is_cut = stop == end and _is_cut(text, start, stop, language)
        for part in parts[:-1] if is_cut else parts:
            name = trim_name(without_article(part))
            if _is_name(name, language) and not _begins_sentence(text, start, name):
                yield name


def _with_listed_fields(text: str, start: int, stop: int) -> int:
    """Return where a name with listed fields ends: `Ministry of Trade, Roads and Works`.

    0 where the name of a run has no such list.
    """
    run = without_article(text[start:stop])
    first = without_accents(_words(run)[0])
    if first not in OF_FIELDS or not _has_complement_word(run):
        return 0
    return end_of_fields(text, stop)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of capitalised words with the words that link them."""
    words = list(_WORD.finditer(text))
    folded = [without_accents(word[0]) for word in words]
    at = 0
    while at < len(words):
        last = at
        following = at + 1
        is_open = not words[at][0][0].isupper() or _FILE_NAME.search(words[at][0]) is not None
        while not is_open and following < len(words):
            is_near = _is_gap(text, words[following - 1], words[following])
            # `advice of the Committee on Climate Change on Scottish targets`
            is_repeated = folded[following] in ONCE and folded[following] in folded[at:following]
            if (
                not is_near
                or is_repeated
                or not _goes_on(words[following][0], folded[following - 1])
            ):
                break
            last = following if words[following][0][0].isupper() else last
            following += 1
        if not is_open:
            yield words[at].start(), words[last].end()
        at = last + 1


def _goes_on(word: str, before: str) -> bool:
    """Return whether a name goes on with a word, after another one."""
    folded = without_accents(word)
    if word[0].isupper():
        return folded not in ARTICLES and folded not in all_month_names()
    # `Council of the Elders`; but in `Strategy the Council`, another phrase begins.
    return folded in COMPLEMENTS | _CONJUNCTIONS or (
        folded in ARTICLES and before in COMPLEMENTS | _CONJUNCTIONS
    )


def _is_gap(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    between = text[left.end() : right.start()]
    return between.isspace() or between in ("'", "’") or between.strip() == "&"


def _with_adjective(text: str, stop: int) -> int:
    """Return the end of a name with a last adjective in lower case: `… l’Économie maritime`."""
    found = _LAST_ADJECTIVE.match(text, stop)
    small = found is not None and without_accents(found[1]) not in LINKING | ARTICLES
    return found.end(1) if found is not None and small else stop


def _is_cut(text: str, start: int, stop: int, language: str) -> bool:
    """Return whether a run may be only the first part of a name."""
    rest = text[stop : stop + NAME.max_definition_length]
    if re.match(r"/[^\W\d_]", rest) or re.fullmatch(r"[^\W\d_]/", text[max(start - 2, 0) : start]):
        return True  # `Lembaga Pengadaan Barang/Jasa`
    listed = re.match(r",\s+(?=[^\W\d_])", rest)
    if listed and _has_complement_word(text[start:stop]):
        after = next(_runs(rest[listed.end() :]), (1, 0))
        following = rest[listed.end() :][slice(*after)] if after[0] == 0 else ""
        # `Department for Environment, Food and Rural Affairs`
        head = without_article(following)
        return bool(head) and not is_acronym(head.split()[0]) and not _is_name(head, language)
    small = re.match(r"\s+([^\W\d_]+)(.{0,24})", rest, re.DOTALL)
    if language not in LOWER_CASE_LANGUAGES or small is None or small[1][0].isupper():
        return False
    if without_accents(small[1]) in LINKING | ARTICLES:
        return without_accents(small[1]) in COMPLEMENTS
    if ends_phrase(small[1], language):
        return False
    # A verb, as in `Le Ministère de la Santé finance les travaux`, has an object after it.
    then = _words(small[2])
    return not then or without_accents(then[0]) not in ARTICLES


def _parts(run: str, language: str) -> Iterator[str]:
    """Yield the bodies that a run names: conjunctions separate them, or are parts of a name.

    `Health and Social Affairs` complete one name, `and the Court of Audit` is another body. Where
    the second may be both, as in `Communities and Local Government`, neither is a name for sure.
    """
    words = re.finditer(r"(?<=\s)(?:\w+|&)(?=\s)", run)
    cuts = [word.span() for word in words if without_accents(word[0]) in _CONJUNCTIONS]
    start = 0
    for (left, right), (stop, _) in pairwise([*cuts, (len(run), 0)]):
        before, after = run[start:left].strip(), run[right:].strip()
        before = _bare(before) if start else before
        if right + 1 < stop < len(run) and _goes_on_to(before, run[right:stop].strip(), language):
            continue  # `of Information and Broadcasting and the Ministry of Water`
        joined = _how_joined(before, after, language)
        if joined in ("apart", "last"):
            yield before
            start = right
        if joined in ("last", "unsure"):
            return
    last = run[start:].strip()
    yield _bare(last) if start else last


def _goes_on_to(before: str, field: str, language: str) -> bool:
    """Return whether a ministry has one more field, after which a second conjunction stands."""
    is_ministry = _has_fields(before) and _is_name(before, language)
    has_article = field.split()[0] not in COMPLEMENTS and without_article(field) != field
    return is_ministry and may_be_fields(field) and not are_people(field) and not has_article


_Joined = Literal["apart", "part", "last", "unsure"]


def _how_joined(before: str, after: str, language: str) -> _Joined:
    """Return whether a conjunction joins two bodies, parts of a name, or what nobody can tell.

    `last`: a name ends before the conjunction, and what follows cannot be told.
    """
    head = without_article(after)
    is_named = _is_name(before, language)
    if without_accents(after.split()[0]) in COMPLEMENTS:
        if is_named and _is_name(_bare(after), language):
            return "apart"  # `Universidad de la República y del Banco Central`
        if without_accents(_words(before)[0]) not in OF_FIELDS:
            return "unsure"
    # After a bare article, another body begins; a field repeats its preposition, except in
    # English and Dutch: `Comune di Lucca e il Consorzio`, `Ministry of Health and the Sea`.
    elif (
        is_named
        and head != after
        and (language in LANGUAGES or without_accents(_words(head)[0]) in ORGANISATIONS - UNCERTAIN)
    ):
        return "apart"
    if without_accents(head) in FIELD_ACRONYMS:
        return "part"
    if is_acronym(head.split()[0]):
        return "apart"
    if language in NO_PREPOSITIONS and _names_field(before, head):
        return "part"
    is_other = _has_fields(before) and not may_be_fields(head)  # `Ministry of Health and Oxfam`
    if is_other and not _is_name(head, language):
        return "last" if is_named and any(well_known_names(head)) else "unsure"
    return _how_nouns_join(before, after, language)


def _how_nouns_join(before: str, after: str, language: str) -> _Joined:
    """Return how two names are joined of which the nouns alone tell."""
    head = without_article(after)
    has_complement = _has_complement_word(before)
    if not _is_name(head, language) and has_complement:
        return "part"
    are_apart = not has_complement and _is_name(without_article(before), language)
    has_own_noun = head != after or _has_complement_word(head)
    if _is_name(head, language) and (has_own_noun or are_apart):
        return "apart"
    # `the Scout Association and the Fire Service`
    is_named = before[:1].isupper() and _is_name(before, language)
    return "last" if is_named and head != after else "unsure"


def _names_field(before: str, after: str) -> bool:
    """Return whether the name of a ministry goes on after a conjunction with what it works on."""
    is_ministry = without_accents(_words(before)[0]) in OF_FIELDS
    return is_ministry and are_fields(after) and not are_people(after)


def _has_fields(name: str) -> bool:
    head = next(map(without_accents, _words(without_article(name))), "")
    return head in OF_FIELDS and _has_complement_word(name)


def _bare(part: str) -> str:
    """Return a part of a run without the preposition and the article before it."""
    first, _, rest = part.partition(" ")
    return without_article(rest if without_accents(first) in COMPLEMENTS else part)


def _without_person(run: str) -> str:
    """Return the body with which a run ends that begins with its person: `Ana Ruiz del Ministerio`.

    The body begins with its noun, and has a complement of its own.
    """
    words = list(_WORD.finditer(run))
    folded = [without_accents(word[0]) for word in words]
    first = next((n for n, word in enumerate(folded) if word in PREPOSITIONS), len(words))
    if first < NAME.min_words_of_person or not ORGANISATIONS.isdisjoint(folded[:first]):
        return run
    for at in range(first + 1, len(words) - 1):
        if folded[at] in ARTICLES or folded[at - 1] not in COMPLEMENTS | ARTICLES:
            continue
        if folded[at] in ORGANISATIONS and folded[at + 1] in COMPLEMENTS:
            return run[words[at].start() :]
        return run
    return run


def _has_complement_word(name: str) -> bool:
    return not COMPLEMENTS.isdisjoint(map(without_accents, _words(name)))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _is_name(name: str, language: str = "") -> bool:
    """Return whether a proper name is that of a body, by its head.

    The head is the last noun before a preposition in English and Dutch, or else the first word.
    """
    words = [without_accents(word) for word in _words(name)]
    stop = next((n for n, word in enumerate(words) if word in PREPOSITIONS), len(words))
    heads = {words[stop - 1]} if words and stop else set()
    heads |= set(words[:1]) if language != "en" else set()
    heads |= {head.split("-")[0] for head in heads}
    if language in NOUN_LAST and len(words) - stop > 2 and words[-1] in INSTRUMENTS:
        return False
    return (
        len(content_words(name)) > 1
        and name[:1].isupper()
        and not heads.isdisjoint(ORGANISATIONS - UNCERTAIN)
        and kind_of_name(name) == "body"
    )


def _begins_sentence(text: str, start: int, name: str) -> bool:
    """Return whether a run's first word has its capital from the sentence, and is no noun."""
    before = text[max(0, start - 3) : start].rstrip()
    first = without_accents(_words(name)[0])
    opens = not before or before[-1] in ".!?:•"
    return opens and text.startswith(name, start) and first not in ORGANISATIONS


def _is_title(printed: Sequence[str], language: str) -> bool:
    """Return whether a text is set like a title, so that its capitals show no names.

    A sentence of a language that begins all nouns with a capital may have its verb alone in small
    letters.
    """
    words = [word for word in printed if without_accents(word) not in LINKING]
    least = 1 if language in NO_CAPITALS else NAME.min_small_words
    return sum(word[0].islower() for word in words) < least
