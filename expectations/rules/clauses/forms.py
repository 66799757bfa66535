"""Verbs in a form that the word before them does not take: "will improves", "to develops"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import is_plain_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange

_AFTER_MODAL = re.compile(
    r"(?<!\b[Tt]he )(?<!\b[Aa] )\b(?P<modal>can|could|might|must|shall|should|to|will|would)\s"
    r"(?:not\s|[a-z]+ly\s)?(?P<verb>[a-z]{4,}(?:ing|ed|s))\b"
)


_CAPITAL = re.compile(
    r"\b(?P<before>[a-z]{2,})\s(?P<words>to\s(?P<verb>[A-Z][a-z]{2,}))\b(?!\s[A-Z])"
)


_ALSO_NOUNS = frozenset({"address", "combat", "support", "tackle"})
"""Verbs that the lexicon also has as nouns, which hardly follow "to"."""


def find_capital_verbs(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "a strategy to Address risks": only in a name, after a capital, has a verb one."""
    for match in _CAPITAL.finditer(text.text):
        verb = match["verb"].casefold()
        is_verb = is_plain_verb(verb) or verb in _ALSO_NOUNS
        if is_verb and verb not in lexicon().others:  # "an approach to Open Data"
            reason = "the verb begins with a capital inside a sentence, but is not part of a name"
            slip = Slip(match["words"], f"to {verb}", reason)
            yield slip, (text, *match.span("words"))


def find_wrong_forms(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find a verb with an ending after a word that takes the plain form."""
    known = lexicon()
    for match in _AFTER_MODAL.finditer(text.text):
        modal, verb = match["modal"], match["verb"]
        # "committed to reducing", "leads to improved services": "to" is a preposition there.
        forms = [known.third_persons]
        if modal != "to":
            forms += [known.gerunds, known.participles]
        is_other = verb in known.verbs or verb in known.nouns or verb in known.plurals
        plain = next((form[verb] for form in forms if verb in form), "")
        if plain and not is_other and verb not in known.others:
            right = f"{match.group().removesuffix(verb)}{plain}"
            reason = f"“{modal}” takes the plain form “{plain}”"
            yield Slip(match.group().casefold(), right, reason), (text, *match.span())
