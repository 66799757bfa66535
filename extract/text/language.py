"""Facts about languages in Latin script that joining lines requires."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from extract.text.thresholds import LANGUAGE

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in for with that on by is are as be from or this which at will",
        "fr": "le la les des et de du à en un une pour dans que qui par sur au aux est avec",
        "es": "el la los las de del y en que para por con una un se es al como su sus",
        "pt": "o a os as de do da dos das e em que para por com uma um não no na ao",
        "it": "il lo la gli le di del della e che per con una un in dei nel nella sono al",
        "de": "der die das und in zu den von mit für auf ist im des dem ein eine werden bei",
        "nl": "de het een van en in te dat op voor met zijn is aan door naar ook worden bij",
        "id": "dan yang di untuk dengan dari pada dalam ini ke oleh akan atau tidak adalah",
        "ms": "dan yang di untuk dengan dari pada dalam ini ke oleh akan atau tidak ialah bagi",
        "fil": "ang ng mga sa na at ay para ito hindi ni kay mula o upang kung",
        "pl": "i w z na do się nie że jest oraz o dla od przez jako po przy są",
        "ro": "și de în la cu pe pentru din că o un care este sau prin ale",
        "sv": "och att i det som en på är av för med till den ett om inte",
        "da": "og at i det som en på er af for med til den et om ikke",
        "nb": "og å i det som en på er av for med til den et om ikke",
        "fi": "ja on ei että se oli joka myös sekä tai ovat kun mukaan",
        "tr": "ve bir bu için ile de da olarak olan çok daha veya gibi",
        "cs": "a v se na je že s z do o pro jako ve k po nebo",
        "vi": "và của các là cho trong có được với những một không để về",
    }.items()
}
"""The most common words of each language; they identify the language of running text."""

CONJUNCTIONS: dict[str, frozenset[str]] = {
    "en": frozenset(("and", "or", "nor", "to")),
    "fr": frozenset(("et", "ou")),
    "es": frozenset(("y", "e", "o", "u")),
    "pt": frozenset(("e", "ou")),
    "it": frozenset(("e", "ed", "o")),
    "de": frozenset(("und", "oder", "bzw.", "bis")),
    "nl": frozenset(("en", "of")),
    "id": frozenset(("dan", "atau")),
    "ms": frozenset(("dan", "atau")),
    "sv": frozenset(("och", "eller")),
    "da": frozenset(("og", "eller")),
    "nb": frozenset(("og", "eller")),
    "pl": frozenset(("i", "lub", "oraz")),
    "ro": frozenset(("și", "sau")),
}
"""Conjunctions after a suspended hyphen: `pre- and post-test`."""

_HYPHENABLE = (
    "anti auto bio co contra counter de eco ex extra hyper infra inter intra macro mega micro mid "
    "mini mono multi neo non para poly post pre pro proto pseudo psycho re self semi socio sub "
    "super supra tele trans ultra vice"
)
HYPHENABLE = frozenset(_HYPHENABLE.split())
"""Prefixes that European languages write with or without a hyphen."""

ELIDING = frozenset(("fr", "it", "ca", "oc"))
"""Languages that elide articles and pronouns before a vowel: `l’enseignement`."""

COMPOUNDING = frozenset(("de", "nl", "sv", "da", "nb", "fi"))
"""Languages that write compound nouns as one word; word lists contain few of them."""

REPEATING = frozenset(("id", "ms", "fil"))
"""Languages that repeat a word, with a hyphen between: `bertele-tele`."""

AFFIXING = COMPOUNDING | REPEATING | {"tr"}
"""Languages with many long words that no word list contains."""

ONE_LETTER_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset("ai"),
    "fr": frozenset("aàyôl"),
    "es": frozenset("aeouy"),
    "pt": frozenset("aeoàéó"),
    "it": frozenset("aeioèl"),
    "pl": frozenset("aiouwz"),
    "cs": frozenset("aiouksvz"),
    "ro": frozenset("ao"),
    "sv": frozenset("iåö"),
    "da": frozenset("iåø"),
    "nb": frozenset("iåø"),
    "fil": frozenset("o"),
    "tr": frozenset("o"),
}

_WORDS = re.compile(r"[^\W\d_]+")


_FROM_RIGHT = {"he": re.compile("[\u05d0-\u05ea]+"), "ar": re.compile("[\u0620-\u06d3]+")}
"""The words of the languages that have a script of their own, from right to left."""


def guess_language(texts: Iterable[str], default: str = "en") -> str:
    """Identify the language of running text by its function words.

    Args:
        texts: any texts of the document.
        default: returned if there is too little evidence for another language.

    Returns:
        An ISO 639 code that wordfreq supports, or `default`.
    """
    counts: Counter[str] = Counter()
    from_right: Counter[str] = Counter()
    for text in texts:
        counts.update(word.casefold() for word in _WORDS.findall(text))
        if not text.isascii():
            from_right.update(
                {language: len(words.findall(text)) for language, words in _FROM_RIGHT.items()}
            )
    if 2 * from_right.total() > counts.total():
        return max(from_right, key=lambda language: from_right[language])
    scores = {
        language: sum(counts[word] for word in words) for language, words in FUNCTION_WORDS.items()
    }
    best = max(scores, key=lambda language: (scores[language], language == default))
    has_evidence = scores[best] >= LANGUAGE.min_function_words
    return best if has_evidence and scores[best] > scores.get(default, 0) else default


def is_one_letter_word(letter: str, language: str) -> bool:
    """Return whether a single letter is a word of the language."""
    return letter in ONE_LETTER_WORDS.get(language, frozenset())


def elides(before: str, language: str) -> bool:
    """Return whether a text before an apostrophe ends with an elided word (`l’`, `dell’`)."""
    if language == "it":
        return re.search(r"(?<![\w'’])[^\W\d_]+$", before) is not None
    # A single letter after an opening quotation mark is quoted, not elided: ‘a’.
    elided = re.search(r"(?<![^\W_])(?<!['‘’])(?:[^\W_]|\w*qu|aujourd)$", before, re.IGNORECASE)
    return elided is not None


def takes_space_before(mark: str, language: str) -> bool:
    """Return whether the language puts a space before a punctuation mark."""
    return language == "fr" and mark in ";:!?»%"


def quotes_of(language: str) -> tuple[str, str]:
    """Return the opening and closing guillemets of languages that put no space inside them."""
    if language in ("de", "da", "cs", "pl"):
        return "»", "«"
    return ("«", "»") if language in ("es", "it", "pt", "nb", "ro") else ("", "")
