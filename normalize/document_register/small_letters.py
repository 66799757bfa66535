"""Find names of bodies whose words are small, or capitals as all nouns of the language are.

French, Spanish, Italian and Portuguese write `le ministère de la santé`, German `das Amt für
Statistik`. A name is the noun of an organisation after a definite article, with the nouns that
depend on it. Where another word follows, it is a name only if that word ends the phrase for sure:
a mark, a word of grammar, or a verb before the article of its object.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from normalize.acronyms import singular
from normalize.document_register.names import may_join_fields
from normalize.document_register.spelling import Words, without_accents
from normalize.document_register.thresholds import NAME
from normalize.document_register.words import (
    CONJUNCTIONS,
    FINITE_VERBS,
    ORGANISATIONS,
    UNCERTAIN,
    all_day_names,
    all_month_names,
    are_fields,
)

LANGUAGES = ("fr", "es", "it", "pt")
"""Languages that write the nouns of such names small."""

_CONJUNCTIONS = frozenset(CONJUNCTIONS)


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("small_words.toml").read_text(encoding="utf-8"))


@cache
def _of(language: str, kind: str) -> frozenset[str]:
    """Return the words of a kind, folded, in a language or in `all`."""
    return frozenset(map(without_accents, _table()[language][kind].split()))


@cache
def _pattern(language: str, kind: str) -> re.Pattern[str]:
    return re.compile(_table()[language][kind])


def names_in_small_letters(text: str, language: str) -> Iterator[str]:
    """Yield the names of bodies that a sentence prints without the capitals of a name.

    Args:
        text: The sentence.
        language: ISO 639 code; other languages than those above have no such names.
    """
    find: Callable[[Words, int, str], tuple[int, int] | None] | None
    others = {"de": _german, "nl": _dutch}
    find = others.get(language) or (_romance if language in LANGUAGES else None)
    words = Words(text)
    at = 0
    while find is not None and at < len(words):
        span = find(words, at, language)
        if span is not None:
            yield without_genitive(words.slice(*span)) if language == "de" else words.slice(*span)
        at = max(at + 1, span[1] if span else 0)


def _romance(words: Words, at: int, language: str) -> tuple[int, int] | None:
    """Return the words of the name whose noun stands at a place; None if there is none."""
    head, is_small = words.folded[at], words.printed[at][0].islower()
    if not _is_head(words, at, language):
        return None
    stop = at + 1
    while words.is_next(stop) and words.folded[stop] in _of("all", "adjectives"):
        stop += 1
    if not is_small and words.is_next(stop) and _is_proper(words, at, stop, language):
        return None  # a run of capitals
    is_described = stop > at + 1
    if head in _of(language, "described") and not is_described:
        return None
    field = _first_field(words, at, stop, language)
    if field and words.folded[field - 1] in _of("all", "state"):
        field = _field(words, field, _of("all", "after_state"), language) or field
    if field is None and is_described and not is_small and head not in UNCERTAIN:
        field = stop  # `la Gendarmerie nationale et les pompiers`
    end = _end_of_phrase(words, field, language) if field else None
    return (at, end) if end else None


def _first_field(words: Words, at: int, stop: int, language: str) -> int | None:
    """Return the place after the first complement of a head with its adjectives."""
    head, is_described = words.folded[at], stop > at + 1
    links = _of(language, "of") | set(_table()["all"]["with_other"].get(head, "").split())
    links |= _of(language, "with_adjective") if is_described else frozenset()
    field = _field(words, stop, links, language)
    if field and not is_described and _is_common(words, at, language):
        if head in _of("all", "things"):
            return None
        fields = _of("all", "public_fields")
        if head not in _of("all", "private_as_well") | UNCERTAIN:
            fields |= _of("all", "capital_fields")
        is_public = words.folded[field - 1] in fields
        return field if is_public or words.printed[field - 1][0].isupper() else None
    return field


def _is_common(words: Words, at: int, language: str) -> bool:
    """Return whether a noun names much else than public bodies: `agence`, `comité`, `banque`."""
    nouns = _of(language, "heads") | _of("all", "capital_heads")
    is_public = words.folded[at] in nouns - _of("all", "private_as_well")
    return not is_public and not _begins_phrase(words, at, language)


def _begins_phrase(words: Words, at: int, language: str) -> bool:
    following = words.text[words.spans[at][0] :][: NAME.max_phrase]
    return bool(_pattern(language, "phrases").match(without_accents(following.replace("’", "'"))))


def _is_head(words: Words, at: int, language: str) -> bool:
    """Return whether a noun of bodies stands at a place; a small one after a definite article."""
    is_noun = words.folded[at] in _of(language, "heads") or _begins_phrase(words, at, language)
    has_article = words.is_next(at) and words.folded[at - 1] in _of(language, "definite")
    if words.printed[at].isupper():
        return False
    if not is_noun:  # a capital within a sentence: `le Conseil régional de Diourbel`
        is_capital = words.printed[at][0].isupper() and has_article
        return is_capital and words.folded[at] in ORGANISATIONS - _of("all", "services")
    return has_article or words.printed[at][0].isupper()


def _is_proper(words: Words, at: int, stop: int, language: str) -> bool:
    """Return whether the first word of a name after its noun has a capital, too."""
    first = next(
        (n for n in range(at + 1, min(stop + 3, len(words))) if not _links(words, n, language)), at
    )
    return words.printed[first][0].isupper()


def _links(words: Words, at: int, language: str) -> bool:
    return words.folded[at] in _of(language, "of") | _of(language, "definite")


def _field(words: Words, at: int, links: frozenset[str], language: str) -> int | None:
    """Return the place after `de la santé`; None if there is no such complement."""
    if not words.is_next(at) or words.folded[at] not in links:
        return None
    noun = at + 1
    has_article = words.is_next(noun) and words.folded[noun] in _of(language, "definite")
    noun += has_article
    if not words.is_next(noun):
        return None
    if words.printed[noun][0].isupper():
        while words.is_next(noun + 1) and words.printed[noun + 1][0].isupper():
            noun += 1  # `universidad de San Marcos`
        return noun + 1
    word = words.folded[noun]
    if (
        (not has_article and _is_infinitive(word, language))
        or len(word) < NAME.min_field_letters
        or word in _of("all", "no_fields") | _of("all", "times") | _of(language, "ends")
        or word in all_month_names() | all_day_names()
    ):
        return None
    return noun + 1


def _is_infinitive(word: str, language: str) -> bool:
    ends = tuple(_table()[language]["infinitives"])
    return word.endswith(ends) and len(word) >= NAME.min_infinitive_letters


def _end_of_phrase(words: Words, at: int, language: str) -> int | None:
    """Return where a name ends that has a complement before a place; None if it is not certain."""
    while True:
        if not words.is_next(at):
            is_listed = words.is_listed(at) and (
                words.folded[at] in _of(language, "of") or words.printed[at][0].isupper()
            )
            return None if is_listed else at
        word = words.folded[at]
        field = _field(words, at, _of(language, "of"), language)
        if field:
            at = field
        elif word in _CONJUNCTIONS:
            joined = _joined(words, at, language)
            if joined is None or joined == at:
                return joined
            at = joined
        elif _is_adjective(word, words.printed[at]):
            at += 1
        elif _ends_before(words, at, language):
            return at
        else:
            return None  # `la préfecture de police coordonne`: the word may be a verb


def _joined(words: Words, at: int, language: str) -> int | None:
    """Return the place after what a conjunction joins to a field, its own if it joins another body.

    None if either may be meant.
    """
    following = at + 1
    if not words.is_next(following):
        return None
    word, printed = words.folded[following], words.printed[following]
    field = _field(words, following, _of(language, "of"), language)
    if field:
        return None if _is_organisation(words.folded[field - 1]) else field
    ends = _of(language, "definite") | _of(language, "determiners") | _of(language, "ends")
    if printed[0].isupper() or word in ends:
        return at
    if words.is_next(following + 1) and words.folded[following + 1] in _of("all", "agents"):
        return None  # `voté par le comité des loisirs et suivi par`
    noun = at - 1
    while _is_adjective(words.folded[noun], words.printed[noun]):
        noun -= 1
    is_field = words.folded[noun - 1] in _of(language, "of") and not _is_organisation(word)
    return following + 1 if is_field and len(word) > NAME.min_field_letters else None


def _is_organisation(word: str) -> bool:
    return not {word, singular(word)}.isdisjoint(ORGANISATIONS - _of("all", "services"))


def _is_adjective(word: str, printed: str) -> bool:
    verbs = _table()["all"]["verbs_like_adjectives"].split()
    if printed[0].isupper() or word in FINITE_VERBS or printed.casefold() in verbs:
        return False
    return (
        word in _of("all", "adjectives")
        or _pattern("all", "adjective_ends").search(printed.casefold()) is not None
    )


def _ends_before(words: Words, at: int, language: str) -> bool:
    """Return whether a word after a noun begins something else: it is a verb or a word of grammar.

    A verb has an object with an article after it: `le ministère de la santé finance les travaux`.
    """
    word = words.folded[at]
    if words.printed[at][0].isupper():
        return False
    if word in _of(language, "definite") or ends_phrase(words.printed[at], language):
        return True
    if not words.is_next(at + 1):
        return False
    after = _of(language, "definite") | _of(language, "determiners")
    following = words.folded[at + 1]
    if word in _of(language, "of"):
        return _is_infinitive(following, language)
    return following in after - _of(language, "of")


def ends_phrase(printed: str, language: str) -> bool:
    """Return whether a small word is one of grammar or a verb, with which no name goes on."""
    word = without_accents(printed)
    if word in _of(language, "ends") | FINITE_VERBS:
        return True
    return _pattern(language, "verbs").search(printed.casefold()) is not None


def _german(words: Words, at: int, language: str) -> tuple[int, int] | None:
    """Return the words of a German name; its noun is a compound, or has a field."""
    printed, word = words.printed[at], words.folded[at]
    start = at
    if at > 1 and words.folded[at - 1] == "und" and words.printed[at - 2].endswith("-"):
        start = at - 2  # `Industrie- und Handelskammer`
    if _is_described(words, at):
        return at - 1, at + 1
    is_named = words.is_next(start) and words.folded[start - 1] in _of(language, "definite")
    if not is_named or not printed[0].isupper() or printed.isupper():
        return None
    end = _german_field(words, at + 1) if _pattern("de", "with_field").fullmatch(word) else None
    if end:
        return start, end
    return (start, at + 1) if _pattern("de", "alone").fullmatch(word) else None


def _is_described(words: Words, at: int) -> bool:
    """Return whether an adjective has the capital of a name: `der Deutsche Wetterdienst`."""
    has_article = words.is_next(at) and words.is_next(at - 1)
    if not has_article or words.folded[at - 2] not in _of("de", "definite"):
        return False
    goes_on = words.is_next(at + 1) and (
        words.printed[at + 1][0].isupper() or words.folded[at + 1] in _of("de", "field_words")
    )
    has_capitals = words.printed[at - 1][0].isupper() and words.printed[at][0].isupper()
    name = without_accents(words.slice(at - 1, at + 1))
    return has_capitals and not goes_on and bool(_pattern("de", "described").fullmatch(name))


def _dutch(words: Words, at: int, language: str) -> tuple[int, int] | None:
    """Return the words of a Dutch name: a noun, and its place, its fields, or its own name."""
    noun, start = words.folded[at], at + 1
    is_listed, end, following = False, start, start
    if not words.is_next(at) or words.folded[at - 1] not in _of(language, "definite"):
        return None
    if noun in _of(language, "with_field"):
        end = _dutch_fields(words, start)
        is_listed = words.is_listed(end)
        following = end + (words.is_next(end) and words.folded[end] in _CONJUNCTIONS)
    elif noun in _of(language, "with_place"):
        end = following = _dutch_place(words, start)
    elif noun in _of(language, "with_name") and words.printed[at][0].isupper():
        while words.is_next(end) and words.printed[end][0].isupper():
            end = following = end + 1
    # `ministerie van Defensie Jansen`, `en Shell`, `gemeente Rotterdam Noord`
    goes_on = words.is_next(following) and words.printed[following][0].isupper()
    return None if end == start or goes_on or is_listed else (at, end)


def _dutch_fields(words: Words, at: int) -> int:
    """Return the place after `van Justitie en Veiligheid`; the first one if there is no field."""
    end = at + 1
    if not words.is_next(at) or words.folded[at] not in _of("nl", "field_words"):
        return at
    while True:
        is_joined = words.is_next(end) and words.folded[end] in _CONJUNCTIONS and end > at + 1
        following = end + is_joined
        is_capital = words.is_next(following) and words.printed[following][0].isupper()
        if not is_capital or not are_fields(words.printed[following]):
            return end if end > at + 1 else at
        end = following + 1


def _dutch_place(words: Words, at: int) -> int:
    """Return the place after the longest name of a place; the first one if there is none."""
    for end in range(min(at + NAME.max_place_words, len(words)), at, -1):
        is_phrase = all(words.is_next(word) for word in range(at, end))
        if is_phrase and words.slice(at, end) in _table()["nl"]["places"]:
            return end
    return at


def _german_field(words: Words, at: int) -> int | None:
    """Return the place after `für Wirtschaft und Energie`; None if its end is not certain."""
    if not words.is_next(at) or words.folded[at] not in _of("de", "field_words"):
        return None
    noun = _german_noun(words, at + 1)
    while noun is not None:
        if words.is_listed(noun):
            noun = _german_noun(words, noun, is_listed=True)
            if noun is None or not (words.is_listed(noun) or _is_und(words, noun)):
                return None
            continue
        if _is_und(words, noun):
            other = _german_joined(words, noun, at)
            if other is None or other == noun:
                return other
            noun = other
        follows = words.is_next(noun) and words.printed[noun][0].isupper()
        return None if follows else noun
    return None


def _german_joined(words: Words, at: int, start: int) -> int | None:
    """Return the place after what `und` joins to a field, its own if it joins another phrase.

    None if either may be meant: `der Verband der Städte und Gemeinden`.
    """
    following = at + 1
    if words.is_next(following) and words.folded[following] in _of("de", "definite"):
        return None if words.folded[following] == words.folded[start] else at
    other = _german_noun(words, following)
    plural, joined = words.folded[(other or 1) - 1], words.printed[(other or 1) - 1]
    is_body = plural in _of("de", "bodies") or _pattern("de", "alone").fullmatch(plural)
    is_other = words.folded[start] == "fur" and not may_join_fields(words.folded[start - 1], joined)
    return at if other is None else None if is_body or is_other else other


def _is_und(words: Words, at: int) -> bool:
    return words.is_next(at) and words.folded[at] == "und"


def _german_noun(words: Words, at: int, *, is_listed: bool = False) -> int | None:
    """Return the place after a noun with its adjectives."""
    is_first = is_listed
    while at < len(words) and (is_first or words.is_next(at)):
        is_first = False
        if words.printed[at][0].isupper():
            return at + 1
        if not re.search(r"(?:e|en|er|es)$", words.folded[at]) or words.folded[at] in FINITE_VERBS:
            return None
        at += 1
    return None


def without_genitive(name: str) -> str:
    """Return a German name in its basic form: `des Umweltbundesamtes`, `Umweltbundesamt`.

    Feminine nouns, such as `Agentur` and `Behörde`, have no other form.
    """
    first, *rest = name.split(" ", 1)
    found = re.fullmatch(r"(.*(?:amt|institut|ministerium|verband))e?s", first, re.IGNORECASE)
    return " ".join([found[1] if found else first, *rest])
