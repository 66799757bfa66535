"""Split the printed lists of bodies of a document whose bodies no register knows.

A comma, a semicolon, a slash, a bullet and words like "supported by" separate names. A line end,
"and", "et", "y", "und" separate them only where the document itself says so: both parts stand
alone elsewhere in its lists, are acronyms, or each has the noun of an organisation. The commas of
`Ministry of Trade, Roads, Works and Energy` separate names on the same terms.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

from normalize.acronyms import is_acronym, spelling_key, trim_name
from normalize.document_register.definitions import spells
from normalize.document_register.names import (
    begins_as_organisation,
    content_words,
    core_words,
    has_organisation,
    kind_of_name,
)
from normalize.document_register.separators import JOINING, Piece, PrintedList, at_separators
from normalize.document_register.spelling import spelled_words, without_accents
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import (
    CUES,
    DOTTED_FORMS,
    FIELD_ACRONYMS,
    FIELDS,
    HELPERS,
    LABELS,
    LEGAL_FORMS,
    LINKING,
    ORGANISATIONS,
    PREPOSITIONS,
)

IsKnown = Callable[[str], bool]
"""Whether a register or the document knows a full name."""

_CONJUNCTION = re.compile(rf"\s+(?:{JOINING})\s+|\s*&\s*", re.IGNORECASE)
_LEADING = re.compile(
    rf"\s*(?:(?i:{JOINING})\s+)?(?:(?:[Tt]he|la|les?|el|los|las|der|die|das|il|lo|gli|het)\s+|l['’])?"
)
_CUE = re.compile(rf"[\s,;(]*\b(?:{CUES})\b[\s:]*", re.IGNORECASE)
_LABEL = re.compile(rf"\s*(?:{LABELS})\s*(?:[:=]|\s[-–—]\s)\s*", re.IGNORECASE)
_HELPERS = re.compile(rf"\b(?:{HELPERS})\s*[:=]", re.IGNORECASE)
_BRACKETED_LABEL = re.compile(rf"\s*\(\s*(?:{LABELS})\s*\)", re.IGNORECASE)
_LIST_IN_BRACKETS = re.compile(
    rf"\(\s*(?:{LABELS})\s*[-–—:=]\s*(?P<names>[^()]{{2,{NAME.max_list_length}}})\)", re.IGNORECASE
)
_BULLET = re.compile(r"(?:[-–—*•·▪◦●○‣]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+")
_BRACKET = re.compile(r"(?P<name>.*?)\s*\((?P<inside>[^()]*)\)\s*", re.DOTALL)


@dataclass(frozen=True)
class Evidence:
    """What the document knows: names that stand alone, in any of their spellings."""

    alone: frozenset[str]
    cores: frozenset[tuple[str, ...]]
    is_known: IsKnown

    def supports(self, part: str) -> bool:
        """Return whether a part of a list is a name of its own elsewhere."""
        return self._supports(part, is_second=False)

    def _supports(self, part: str, *, is_second: bool) -> bool:
        name = trim_name(part)
        return (
            (is_acronym(name) and without_accents(name) not in FIELD_ACRONYMS)
            or spelling_key(name) in self.alone
            or self.is_known(name)
            or kind_of_name(name) == "person"
            or (begins_as_organisation(name, is_second=is_second) and not _begins_small(name))
        )

    def is_body(self, part: str) -> bool:
        """Return whether a part begins with the noun of an organisation and stands alone elsewhere.

        Where the noun comes last, as in `Parks and Recreation Department`, both parts may share it.
        """
        name = trim_name(part)
        is_alone = spelling_key(name) in self.alone or self.is_known(name)
        return (
            is_alone and begins_as_organisation(name) and has_organisation(spelled_words(name)[:1])
        )

    def supports_second(self, part: str) -> bool:
        """Like `supports`, but a second part may omit the noun that it shares with the first.

        A noun that only says what the first part works on is no name.
        """
        return self._supports(part, is_second=True) or content_words(part) in self.cores


def _may_stand_alone(name: str) -> bool:
    """Return whether a name without the noun of an organisation may be one: `Baznas`."""
    return name[:1].isupper() and kind_of_name(name) == "body"


def _begins_small(name: str) -> bool:
    """Return whether a name begins with a word that links, as the rest of a longer name does."""
    first = re.match(r"[^\W_]+", name)
    return first is not None and without_accents(first.group()) in LINKING


def bracketed_lists(texts: Iterable[str]) -> Iterator[PrintedList]:
    """Yield the lists that texts print behind a role word: `(Policy Lead - HMT, Home Office)`."""
    for text in texts:
        for found in _LIST_IN_BRACKETS.finditer(text):
            yield PrintedList(found["names"])


def end_of_leads(text: str) -> int | None:
    """Return where a list goes on from those who lead to those who help them.

    Args:
        text: A printed list of bodies.

    Returns:
        The first character of "supported by", "Support:" and the like; None if the list tells
        no lead from a helper.
    """
    cuts = [found.start() for found in (_CUE.search(text), _HELPERS.search(text)) if found]
    return min(cuts) if cuts else None


def split_lists(
    lists: Sequence[PrintedList], is_known: IsKnown, small: Set[str] = frozenset()
) -> list[list[Piece]]:
    """Split the lists of a document into names.

    Args:
        lists: All its lists of bodies.
        is_known: Whether a name is known from a register or a definition in the document.
        small: Words that the document prints in small letters, which are no surnames.

    Returns:
        For each list the spans of its names.
    """
    pieces = [list(_separated(each, small)) for each in lists]
    # Parts that may belong to a name with commas are no evidence for themselves.
    by_form = Evidence(alone=frozenset(), cores=frozenset(), is_known=is_known)
    whole = [
        list(_with_commas(each.text, found, by_form))
        for each, found in zip(lists, pieces, strict=True)
    ]
    evidence = _evidence(lists, whole, is_known)
    return [
        [
            name
            for piece in _with_commas(each.text, found, evidence)
            for name in _names_in_piece(each, piece, evidence)
        ]
        for each, found in zip(lists, pieces, strict=True)
    ]


def _evidence(
    lists: Sequence[PrintedList], pieces: Sequence[Sequence[Piece]], is_known: IsKnown
) -> Evidence:
    """Collect the names that stand alone: those of pieces without a conjunction."""
    names = [
        each.text[start:stop]
        for each, found in zip(lists, pieces, strict=True)
        for start, stop in found
        if not _CONJUNCTION.search(each.text, start, stop)
        and not any(start < line < stop for line in each.line_starts)
    ]
    names = [name for name in names if kind_of_name(name) not in ("none", "text")]
    return Evidence(
        alone=frozenset(map(spelling_key, names)),
        cores=frozenset(core for name in names if (core := core_words(name))),
        is_known=is_known,
    )


def _separated(printed: PrintedList, small: Set[str]) -> Iterator[Piece]:
    """Split a text at commas, semicolons, slashes, bullets and cues, and drop role words."""
    text = printed.text
    for start, stop in at_separators(printed, small):
        for left, right in _at_cues(text, start, stop):
            piece = _trimmed(text, left, right)
            if piece[0] < piece[1]:
                yield piece


def _at_cues(text: str, start: int, stop: int) -> Iterator[Piece]:
    for cue in _CUE.finditer(text, start, stop):
        yield start, cue.start()
        start = cue.end()
    yield start, stop


def _trimmed(text: str, start: int, stop: int) -> Piece:
    """Strip white space, bullets, labels like "Lead:" and a leading "and" or "the"."""
    for prefix in (_BULLET, _LABEL, _LEADING):
        found = prefix.match(text, start, stop)
        start = found.end() if found else start
        start += len(text[start:stop]) - len(text[start:stop].lstrip())
    label = list(_BRACKETED_LABEL.finditer(text, start, stop))
    if label and label[-1].end() == stop:
        stop = label[-1].start()
    stop -= len(text[start:stop]) - len(text[start:stop].rstrip(" \t\n.:"))
    if text[stop : stop + 1] == "." and re.search(r"(?:\.\s?|,\s)[^\W\d_]$", text[start:stop]):
        stop += 1  # the last stop of an abbreviation: `S.p.A.`, `Castell, J.`
    if text.count("(", start, stop) < text.count(")", start, stop) and text[stop - 1] == ")":
        stop -= 1
    return start, max(start, stop)


def _with_commas(text: str, pieces: Sequence[Piece], evidence: Evidence) -> Iterator[Piece]:
    """Join the pieces of a name with commas, such as `Ministry of Trade, Industry and Energy`."""
    first = 0
    while first < len(pieces):
        last = _last_piece(text, pieces, first, evidence)
        yield pieces[first][0], pieces[last][1]
        first = last + 1


def _is_legal_form(text: str) -> bool:
    """Return whether a text is the form of a company or an institute: `LLC`, `I. P.` or `SpA`."""
    letters = without_accents("".join(re.findall(r"[^\W\d_]", text)))
    is_dotted = re.fullmatch(r"(?:[^\W\d_]\.\s?)+(?:[^\W\d_]\.?)?", text) is not None
    return letters in LEGAL_FORMS or (is_dotted and letters in DOTTED_FORMS)


def _is_form_of(text: str, name: Piece, form: Piece, evidence: Evidence) -> bool:
    """Return whether a form of companies belongs to a name: `EPE` among acronyms is a body."""
    printed = text[slice(*form)]
    own = trim_name(printed)
    is_plain = printed.isupper() and printed.isalpha()
    is_body = is_plain and (spelling_key(own) in evidence.alone or evidence.is_known(own))
    are_acronyms = is_plain and is_acronym(trim_name(text[slice(*name)]))
    return _is_legal_form(printed) and not is_body and not are_acronyms


def _has_complement(name: str) -> bool:
    """Return whether a name tells of what it is, so that it may go on after a comma.

    `Ministry of Trade` and `Dinas Pertanian` do, `Home Office` does not.
    """
    words = spelled_words(name)
    noun = next((n for n, word in enumerate(words) if word in ORGANISATIONS), len(words))
    is_first = noun == 0 or not PREPOSITIONS.isdisjoint(words[noun:])
    return begins_as_organisation(name) and is_first


def _last_piece(text: str, pieces: Sequence[Piece], first: int, evidence: Evidence) -> int:
    following = first + 1
    if following < len(pieces) and _is_form_of(text, pieces[first], pieces[following], evidence):
        return following
    for last in range(len(pieces) - 1, first, -1):
        if evidence.is_known(trim_name(text[pieces[first][0] : pieces[last][1]])):
            return last
    if not _has_complement(text[slice(*pieces[first])]):
        return first
    for last in range(first + 1, len(pieces)):
        between = text[pieces[last - 1][1] : pieces[last][0]]
        part = text[slice(*pieces[last])]
        if between.strip(" ") not in (",", ", and", ", &") and not _CONJUNCTION.search(between):
            return first
        is_part = kind_of_name(part) == "body" or without_accents(part) in FIELDS
        if evidence.supports_second(part) or not is_part:
            return first
        if _CONJUNCTION.search(text, pieces[last - 1][1], pieces[last][1]):
            halves = _CONJUNCTION.split(part)
            return first if any(map(evidence.supports_second, halves)) else last
    return first


def _names_in_piece(printed: PrintedList, piece: Piece, evidence: Evidence) -> Iterator[Piece]:
    """Split a piece at brackets, line ends, conjunctions and between acronyms."""
    text = printed.text
    if evidence.is_known(trim_name(text[slice(*piece)])):
        yield piece
        return
    for part in _at_brackets(text, piece):
        for line in _at_line_ends(printed, part, evidence):
            for name in _at_conjunctions(text, line, evidence):
                yield from _at_spaces(text, name, evidence)


def _at_brackets(text: str, piece: Piece) -> Iterator[Piece]:
    """Split `ERG (OGC)` into its acronyms, but not `Ministry of Works (MoW)`."""
    found = _BRACKET.fullmatch(text, *piece)
    if found is None or not is_acronym(found["name"]) or not is_acronym(found["inside"]):
        yield piece
        return
    if spells(found["name"], found["inside"]):
        yield piece
        return
    yield found.span("name")
    yield found.span("inside")


def _at_line_ends(printed: PrintedList, piece: Piece, evidence: Evidence) -> Iterator[Piece]:
    text = printed.text
    start, stop = piece
    if stop - start > NAME.max_list_length:
        yield piece
        return
    for line in printed.line_starts:
        if not start < line < stop:
            continue
        left, right = text[start:line].strip(), text[line:stop].strip()
        last_word = words[-1] if (words := re.findall(r"[^\W_]+|&", left)) else ""
        is_open = (
            without_accents(last_word) in LINKING or last_word == "&" or left.endswith(("-", "("))
        )
        is_open |= right.startswith("(")
        if not is_open and evidence.supports(left) and evidence.supports(_first_name(right)):
            yield _trimmed(text, start, line)
            start = line
    yield _trimmed(text, start, stop)


def _first_name(text: str) -> str:
    """Return the text up to the first conjunction."""
    found = _CONJUNCTION.search(text)
    return text[: found.start()] if found else text


def _at_conjunctions(text: str, piece: Piece, evidence: Evidence) -> Iterator[Piece]:
    """Split a piece at conjunctions if every part is a name of its own; otherwise keep it whole."""
    parts: list[Piece] = []
    start = piece[0]
    cuts = [found.span() for found in _CONJUNCTION.finditer(text, *piece)]
    for left, right in cuts:
        rest = text[right : piece[1]]
        before, after = text[start:left], _first_name(rest)
        is_name = evidence.supports_second if parts else evidence.supports
        if (is_name(before) and evidence.supports_second(after)) or (
            evidence.is_body(after) and _may_stand_alone(before)
        ):
            parts.append((start, left))
            start = right
    parts.append((start, piece[1]))
    yield from parts


def _at_spaces(text: str, piece: Piece, evidence: Evidence) -> Iterator[Piece]:
    """Split acronyms that stand beside each other, if each stands alone elsewhere."""
    words = [found.span() for found in re.compile(r"\S+").finditer(text, *piece)]
    names = [text[slice(*word)] for word in words]
    if all(is_acronym(name) and spelling_key(name) in evidence.alone for name in names):
        yield from words
    else:
        yield piece
