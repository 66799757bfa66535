"""Thresholds of the register that is made of the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class JoinThresholds:
    """How sure it is that two names are one body. Scores are percent, 0 to 100."""

    same_words: float = 100.0
    """Percent. Names that differ in articles, accents, case and plurals only, and an acronym
    in brackets after its name."""

    without_head: float = 85.0
    """Percent. One name is the other without its kind of organisation: `travaux publics` and
    `Service des travaux publics`."""

    initials: float = 85.0
    """Percent. An acronym of the initials of the only name of the plan that has them."""

    begins: float = 70.0
    """Percent. One name begins the other, and a conjunction follows: `Service de l’urbanisme`
    and `Service de l’urbanisme et développement durable`."""

    min_misprint_similarity: float = 0.92
    """Share of letters in the optimal alignment: one edit in thirteen letters. Shorter names with
    one other letter may be two bodies, as acronyms are."""


@dataclass(frozen=True, slots=True)
class NameThresholds:
    """What can be the name of a body."""

    max_words: int = 16
    """Words. A longer text in a column of bodies is a sentence. The longest name of a body in
    the plans that were read has 14 words."""

    max_person_words: int = 4
    """Words of the name of a person, without particles: two first names and two last names, as in
    Spanish and Portuguese."""

    max_surnames: int = 2
    """Words after the initials of a person, without particles; two in Spanish and Portuguese."""

    min_sentence_words: int = 4
    """Words of a sentence with a verb: `Six posts are filled`. Shorter ones may be names, in which
    the verb is a noun of another language."""

    max_list_length: int = 4000
    """Characters. A longer text without a separator is no list; it stays whole and unresolved."""

    max_definition_length: int = 300
    """Characters around an acronym in which its name is searched for: more than 16 long words."""

    max_definition_words: int = 16
    """Words before an acronym in brackets among which its name is searched for."""

    max_skipped_words: float = 0.25
    """Share of a name's words, linking words apart, that give the acronym beside it no letter.
    Chosen by hand: `ASEAN Senior Officials Meeting on Transnational Crime (SOMTC)` skips one of
    six."""

    min_glossary: int = 3
    """Acronyms of a table that may write them out. Chosen by hand: fewer may be chance."""

    min_spelled: float = 0.5
    """Share of the names of a glossary that spell the acronyms beside them. Chosen by hand."""

    max_small_begins: float = 0.1
    """Share of sentences, or of cells, that begin with a small letter, up to which capitals show
    names. Of the Carbon Plan, whose text layer gives capitals of nine letters as small ones, 42 %
    and 26 % do; of seven others, up to 2 % and 4 %."""

    min_sentences: int = 10
    """Sentences as which fewer count: a single abbreviation may look like an end."""

    min_small_words: int = 2
    """Words in small letters, those that link apart, of a text whose capitals show names: a
    sentence has at least a verb and another. Chosen by hand: titles have none or one."""

    min_syllable_letters: int = 4
    """Letters of an acronym that is read as a word, like `Defra`. Chosen by hand: shorter words in
    brackets are `See`, `Old` or `Part`."""

    common_noun_zipf: float = 3.0
    """Zipf frequency of a word in English. A rarer one is no common word: `Defra` has 2.4."""

    common_plural_zipf: float = 2.0
    """Zipf frequency of the plural of a common noun: `stones` has 4.3, `plots` 3.8, but `natos`,
    of a name that is as common, 1.2."""

    max_acronym_letters: int = 12
    """Letters. Longer words in brackets are no acronyms."""

    max_letters_of_word: int = 3
    """First letters that one word gives to an acronym: `Def` of `Defence`. More would be an
    abbreviated word, not an acronym."""

    min_words_of_person: int = 2
    """Words before a preposition that may be a person: a first name and a surname."""

    max_phrase: int = 30
    """Letters from the noun of a body that are compared with phrases: the longest one, `cámara de
    la construcción`, has 25."""

    max_place_words: int = 4
    """Words of the name of a municipality: `Alphen aan den Rijn`."""

    min_field_letters: int = 3
    """Letters of the noun of a field: shorter words are of grammar. `Eau` and `mar` have three."""

    min_infinitive_letters: int = 5
    """Letters of a word that is an infinitive by its end: `faire`. Shorter nouns, as `mer` or
    `lugar`, would be taken for one more often than a verb is as short. Chosen by hand."""


JOIN = JoinThresholds()
NAME = NameThresholds()
