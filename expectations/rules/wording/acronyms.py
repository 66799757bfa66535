"""Acronyms that are never written out, and names with two spellings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import permutations, product

from rapidfuzz.distance import OSA

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.rules.bodies import strip_marks
from expectations.rules.usage.near_phrases import phrase_near, share_a_phrase
from expectations.rules.wording.written_out import WrittenOut, count_in_order, is_in_note
from expectations.settings import ExpectationSettings
from expectations.thresholds import ACRONYMS
from expectations.words import TextRange, word_frequency, word_set
from normalize.model import Body

_ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Za-z]*\b")
_COMPOUND = re.compile(r"\b[A-Z][\w]*(?:-[A-Z][\w]*)+\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ROMAN = re.compile(r"(?=[IVXL]{2})X{0,3}L?(?:IX|IV|V?I{0,3})")
_JOINED_WORDS = re.compile(r"(?:[A-Z][a-z]{2,}){2,}")
_WORD_IN_NAME = re.compile(r"[A-Z][a-z]{3}")
_OF_MODEL = re.compile(r"(?<!\w)[a-z]-$|\d/$")
_KNOWN_TO_ALL = frozenset(
    re.findall(
        r"\w+",
        """AI AIDS CD CEO CO2 DNA DVD EU FAQ GDP GP GPS HIV HM HTML HQ HR ICT ID IT LED LLC Ltd NGO
        NHS PDF PhD PIN PR SMS TV UK UN UNESCO UNICEF URL US USA USB VAT VIP WHO WiFi XML""",
    )
)
"""Acronyms that a general reader knows better than their words."""
_OF_COMPANY = re.compile(
    r"\s(?:Americas?|Company|Corp(?:oration)?|Enterprises?|GmbH|Group|Inc|Industries|LLC|Ltd|plc|S\.?A)\b",
    re.IGNORECASE,
)
"""Words after the name of a company, whose letters stand for nothing that a plan should say."""
_MARK_OF_PAPER = re.compile(r"\(\d+\)\d|[-/]\d")
"""What follows the letters of a reference such as `TB(4)1`."""
_BRACKET = re.compile(r"[(\[]([^()\[\]]{2,60})[)\]]")

_ALONE = re.compile(
    r"(?:[^a-z]*\b(?:an?|abbreviated|also|as|called|hereafter|hereinafter|in|known|or|referred|short|the|"
    r"to)\b)*[^a-z]*"
)
"""What stands in a bracket before an acronym that the words before the bracket spell: in
"trading schemes in India (support to the PAT scheme)", they do not."""
_ENTRY = re.compile(r"(?:/[A-Z]+)*,\s(?P<names>[A-Z][^,;.:()]+(?:,\s[A-Z][^,;.:()]+)?)")


@dataclass
class AcronymUses:
    """The places of an acronym, and whether the plan writes it out."""

    places: list[TextRange] = field(default_factory=list)
    is_explained: bool = False


def _singular(acronym: str) -> str:
    return acronym[:-1] if acronym.endswith("s") and acronym[:-1].isupper() else acronym


_EMPHASISED = word_set(
    "all and any both by each for from must never none not of only or shall the to with"
)
"""Short words that are set in capitals for stress, and abbreviate no name."""


@lru_cache(maxsize=4096)
def _is_in_capitals(text: str) -> bool:
    """Return whether a text is set in capitals, such as a title: its words are no acronyms."""
    letters = list(filter(str.isalpha, text))
    return bool(letters) and sum(map(str.isupper, letters)) > ACRONYMS.capitals_share * len(letters)


def _plain_words(index: PlanIndex) -> frozenset[str]:
    """Return the words that the plan prints in small letters, with a capital or without."""
    return frozenset(
        word.casefold()
        for text in index.wording
        for word in _WORD.findall(text.text)
        if word[1:].islower()
    )


def _is_word(printed: str, text: str, words: frozenset[str], language: str) -> bool:
    """Return whether capitals are no acronym: a word of a heading, of small capitals, or a name.

    A text layer gives small capitals as a mixture ("CHAPteR"); names like "DataShare" begin each
    part with a capital, names like "CZero" hold a word; "III" is a number.
    """
    is_name = _JOINED_WORDS.fullmatch(printed) or _WORD_IN_NAME.search(printed)
    if is_name or _ROMAN.fullmatch(printed):
        return True
    word = printed.casefold()
    is_common = word_frequency(word, language) >= ACRONYMS.common_word_zipf
    if not printed.isupper():
        return is_common
    if _is_in_capitals(text):
        return is_common or word in words
    if language == "en" and word in _EMPHASISED:
        return True
    # A word that the plan emphasises: "key benefits opportunity AREAS".
    return word in words and len(word) >= ACRONYMS.shortest_emphasised and is_common


def collect_acronyms(index: PlanIndex, language: str = "en") -> dict[str, AcronymUses]:
    """Find the acronyms in a plan's texts, except those inside of compound names of bodies.

    Args:
        index: The plan.
        language: Its language.

    Returns:
        Uses by acronym (singular), in reading order.
    """
    names = _body_names(index)
    words = _plain_words(index)
    acronyms: dict[str, AcronymUses] = defaultdict(AcronymUses)
    for text in index.wording:
        is_title = len(text.text.split()) >= ACRONYMS.shortest_capitals_text
        if is_title and _is_in_capitals(text.text):
            continue
        in_names = [
            m.span() for m in _COMPOUND.finditer(text.text) if _names_body(m.group(), names)
        ]
        for match in _ACRONYM.finditer(text.text):
            acronym = _singular(match.group())
            if any(a <= match.start() and match.end() <= b for a, b in in_names):
                continue
            if _is_word(acronym, text.text, words, language) or _is_of_name(text.text, match):
                continue
            acronyms[acronym].places.append((text, match.start(), match.end()))
            acronyms[acronym].is_explained |= acronym in names or _is_explained(text, match)
    return dict(acronyms)


def _is_of_name(text: str, match: re.Match[str]) -> bool:
    """Return whether letters are of a model ("i-MiEV"), a company, or the number of a paper."""
    return bool(
        _OF_MODEL.search(text[max(0, match.start() - 3) : match.start()])
        or _OF_COMPANY.match(text, match.end())
        or _MARK_OF_PAPER.match(text, match.end())
    )


def _body_names(index: PlanIndex) -> set[str]:
    """Return the acronyms and printed names of the plan's bodies.

    They are excluded here, because other rules report names of bodies.
    """
    known = {
        body.body_id: body
        for body in index.plan.bodies
        if not _is_foreign(index, body) and not _is_never_named(body)
    }
    printed = {strip_marks(m.printed) for m in index.plan.mentions if m.body_id in known}
    return printed | {body.acronym for body in known.values() if body.acronym}


def _is_never_named(body: Body) -> bool:
    """Return whether the plan's own lists print an acronym, and nothing its name."""
    return body.kind == "unlisted" and not body.name


def _is_foreign(index: PlanIndex, body: Body | None) -> bool:
    """Return whether the plan prints only a body's acronym; its name comes from the register."""
    if body is None or body.kind != "external":
        return False
    printed = index.printed_of_body.get(body.body_id, ())
    return all(strip_marks(text) == body.acronym for text in printed)


def _names_body(compound: str, names: set[str]) -> bool:
    """Return whether a hyphenated word names bodies, such as ``AICHR-ASEAN-IPR``."""
    if compound in names:
        return True
    hyphens = [at for at, char in enumerate(compound) if char == "-"]
    return any(compound[:at] in names and _names_body(compound[at + 1 :], names) for at in hyphens)


def _is_explained(text: Text, match: re.Match[str]) -> bool:
    """Return whether the acronym is in brackets after words with its initials."""
    for bracket in _BRACKET.finditer(text.text):
        if bracket.start() < match.start() and match.end() <= bracket.end():
            before = re.findall(r"[^\W\d_]+", text.text[: bracket.start()])
            letters = [c.casefold() for c in match.group() if c.isalpha()]
            words = [
                w.casefold() for w in before[-ACRONYMS.words_per_letter * (len(letters) + 1) :]
            ]
            initials = [w[0] for w in words]
            is_alone = _ALONE.fullmatch(text.text, bracket.start() + 1, match.start()) is not None
            missing = ACRONYMS.missing_initials if is_alone else 0
            needed = max(2, len(letters) - missing)
            if count_in_order(letters, initials) >= needed:
                return True
            # "hydrofluorocarbon (HFC)": the letters are those of one word.
            return (
                bool(words)
                and words[-1][0] == letters[0]
                and (count_in_order(letters, list(words[-1])) == len(letters))
            )
    return _is_explained_after(text, match)


def _is_explained_after(text: Text, match: re.Match[str]) -> bool:
    """Return whether words in brackets spell the letters: `LED (light emitting diode)`."""
    after = text.text[match.end() :]
    bracket = _BRACKET.match(after.lstrip())
    if bracket is None:
        return _is_explained_by_entry(match.group(), after)
    letters = [char.casefold() for char in _singular(match.group()) if char.isalpha()]
    words = re.findall(r"[^\W\d_]+", bracket[1])
    if len(words) < 2:
        return False
    return count_in_order(letters, [word[0].casefold() for word in words]) >= max(
        2, len(letters) - ACRONYMS.missing_initials
    )


def _is_explained_by_entry(acronym: str, after: str) -> bool:
    """Return whether an entry names it, such as `FAST, Foreign Area System`."""
    entry = _ENTRY.match(after)
    letters = [char.casefold() for char in _singular(acronym) if char.isalpha()]
    names = entry["names"].split(",") if entry else ()
    initials = ([w[0].casefold() for w in name.split() if w[0].isupper()] for name in names)
    return letters in initials


def find_unexplained_acronyms(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find acronyms that the plan does not write out."""
    known = {acronym.casefold() for acronym in (*settings.known_acronyms, *_KNOWN_TO_ALL)}
    known |= {
        b.acronym.casefold()
        for b in index.plan.bodies
        if b.acronym and not _is_foreign(index, b) and not _is_never_named(b)
    }
    known |= {_singular(acronym).casefold() for acronym in index.plan.written_out}
    acronyms = collect_acronyms(index, settings.language)
    names = {b.acronym: b.name for b in index.plan.bodies if b.kind == "external" and b.name}
    written_out = WrittenOut(index.wording, index.other_cells)
    for acronym, uses in acronyms.items():
        if uses.is_explained or acronym.casefold() in known or _usual_spelling(acronym, acronyms):
            continue
        if len(acronym) > ACRONYMS.longest_acronym or _is_surname(acronym):
            continue
        if written_out.phrase_of(acronym) or _is_explained_near(index, acronym, uses.places):
            continue
        yield Finding(
            key=(acronym,),
            message=f"The plan never writes out the acronym “{acronym}”."
            + (f" The register has “{names[acronym]}”." if acronym in names else ""),
            places=tuple(index.in_text(*place) for place in uses.places),
        )


def _is_explained_near(index: PlanIndex, acronym: str, places: list[TextRange]) -> bool:
    phrase = phrase_near(index, acronym, places)
    return bool(phrase) or is_in_note(index.wording, acronym, places)


def _is_surname(word: str) -> bool:
    return re.fullmatch(r"(Mc|Mac|De|Di|La|Le)[A-Z][a-z]+", word) is not None


def _usual_spelling(acronym: str, acronyms: dict[str, AcronymUses]) -> str | None:
    """Return the explained acronym that this one misspells by one letter or a swap, if any."""
    own = acronyms[acronym]
    if own.is_explained:
        return None
    for other, uses in acronyms.items():
        is_usual = uses.is_explained and len(uses.places) >= len(own.places)
        is_swap = sorted(other) == sorted(acronym)
        is_short = abs(len(other) - len(acronym)) == 1
        if other == acronym or not is_usual or not (is_swap or is_short):
            continue
        if OSA.distance(other, acronym) == 1 and len(other) >= ACRONYMS.shortest_usual:
            return other
    return None


def find_misspelt_acronyms(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find misspellings of acronyms that the plan writes out."""
    acronyms = collect_acronyms(index, settings.language)
    for acronym, uses in acronyms.items():
        usual = _usual_spelling(acronym, acronyms)
        if usual is None:
            continue
        others = len(acronyms[usual].places)
        # An acronym that is printed often may be one of its own.
        is_rare = len(uses.places) <= max(1, ACRONYMS.max_misspelt_share * others)
        yield Finding(
            key=(acronym, usual),
            message=f"“{acronym}” looks like a misspelling of “{usual}”, which the plan also "
            "prints."
            if is_rare
            else f"“{acronym}” ({len(uses.places)} places) and “{usual}” ({others}) differ by a "
            "letter, and the plan does not say whether they mean the same.",
            places=tuple(index.in_text(*place) for place in uses.places),
            candidates=(usual,),
        )
    yield from _almost_equal_meanings(index, acronyms)
    yield from _letters_of_other_words(index, acronyms)


def _letters_of_other_words(
    index: PlanIndex, acronyms: dict[str, AcronymUses]
) -> Iterator[Finding]:
    """Find an acronym in brackets after words that all its letters but the first one fit.

    The plan writes it out elsewhere: here, the letters of another name were probably meant.
    """
    for acronym, uses in acronyms.items():
        letters = acronym.casefold()
        if (
            not uses.is_explained
            or len(letters) < ACRONYMS.shortest_of_two
            or not acronym.isupper()
        ):
            continue
        for place in uses.places:
            text, start, _ = place
            if text.text[start - 1 : start] != "(" or _is_explained(text, _match_at(place)):
                continue
            words = re.findall(r"[^\W\d_]+", text.text[:start])[-len(letters) :]
            initials = "".join(word[0].casefold() for word in words)
            if len(words) == len(letters) and initials[1:] == letters[1:]:
                said = " ".join(words)
                yield Finding(
                    key=(acronym, said.casefold()),
                    message=f"“{acronym}” is printed in brackets after “{said}”, but elsewhere it "
                    "is short for other words.",
                    places=(index.in_text(*place),),
                )


def _match_at(place: TextRange) -> re.Match[str]:
    text, start, _ = place
    match = _ACRONYM.match(text.text, start)
    assert match is not None  # the place of an acronym is one of its matches
    return match


def _almost_equal_meanings(index: PlanIndex, acronyms: dict[str, AcronymUses]) -> Iterator[Finding]:
    """Find two acronyms that the plan writes out, one of which adds a word to the other."""
    for short, long in permutations(acronyms, 2):
        is_longer = long.startswith(short) and len(short) >= ACRONYMS.shortest_of_two
        if not is_longer or len(long) - len(short) > 1:
            continue
        places = [*acronyms[short].places, *acronyms[long].places]
        pairs = product(acronyms[short].places, acronyms[long].places)
        if any(share_a_phrase(*pair) for pair in pairs):
            yield Finding(
                key=(short, long),
                message=f"“{short}” and “{long}” are short for almost the same words, and the plan "
                "does not say whether both are meant.",
                places=tuple(index.in_text(*place) for place in places),
            )


RULES = (
    Rule(
        code="acronym-unexplained",
        title="Acronym never written out",
        severity="info",
        why="Most readers in the field know it.",
        meaning="The text is published as printed.",
        remedy="If every reader knows it, `accept` it or add it to `known_acronyms` in the plan's "
        "settings.",
        example="HRPE",
        method="Finds words with at least two capitals that are neither a body nor a known "
        "acronym, that never appear in brackets after words with the same initials, and whose "
        "letters are not the initials of a phrase that the plan repeats or capitalises, or that "
        "the area of a use prints.",
        find=find_unexplained_acronyms,
    ),
    Rule(
        code="acronym-spelt-differently",
        title="Acronym with two spellings",
        severity="warning",
        why="A search for one spelling misses the places with the other.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the usual spelling, or `dismiss` it if it means something else.",
        example="PCVRE and CRVE, where the plan otherwise prints PCRVE",
        method="Compares each acronym with those that the plan writes out and uses at least as "
        "often: two letters are swapped, or one is missing or added. If the other spelling is "
        "rare, it is probably wrong; otherwise, it may be another acronym. Also finds two acronyms "
        "in brackets, one of which has one letter and one word more (OOSC, OOSCY), and an acronym "
        "in brackets after words that only its first letter does not fit.",
        find=find_misspelt_acronyms,
    ),
)
