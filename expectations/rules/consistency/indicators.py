"""Texts that name what is counted or measured, and not what becomes of it."""

from __future__ import annotations

import re

from expectations.rules.lexicon import lexicon
from expectations.words import word_set

_MEASURE = re.compile(
    r"(?P<clause>(?:Degree|Extent)\sto\swhich)\s|(?:Number|No\.|Per\s?centage|Proportion|Rate|Ratio|"
    r"Share|%)\sof\s(?!(?:an?|its|the|their|this)\s)",
    re.I,
)
"""How such a text begins. "Number of the helpline" is a number, and counts nothing."""
_FIGURE = re.compile(
    r"\d|\b(?:doubles?|fifth|half|halves|hundred|per\s?cent|quarters?|tenth|thirds?|thousand|twice|"
    r"two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|fifty|zero)\b"
)
_LEVEL = re.compile(
    r"\b(?:above|balanced|below|beyond|constant|decline|declines|decrease|decreases|down|drop|drops|"
    r"equal|falls|fell|fewer|greater|grew|growing|grows|growth|higher|increase|increases|"
    r"less|lower|minimum|more|most|least|over|reduction|rises?|rising|rose|shrank|shrinking|stable|"
    r"steady|sufficient|than|unchanged|under|up|within)\b"
    r"|\b(?:good|high|low|small)\b(?=\s*$|\s*[.,;]|\s(?:across|among|at|for|in|of|on|throughout)\b)"
)
"""Words for the level that is to be reached, or for a change."""
_PREDICATE = re.compile(
    r"(?<!\bthat)(?<!\bwhich)(?<!\bwho)\s(?:are|can|do|does|has|have|is|may|must|remains?|shall|"
    r"should|stays?|was|were|will)\s"
)
_COUNTED = word_set(
    """arranged assisted attended built conducted convened designed developed distributed drafted
    formed held hosted implemented interviewed launched made organised organized performed
    produced provided received signed supported trained undertaken visited"""
)
"""Participles for what is done with each of the things that are counted, and hardly with their
number: "officers trained", but "number of vacancies published each month"."""
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


def is_indicator(text: str) -> bool:
    """Return whether a text says how a result is measured, and not what the result is.

    A figure, a level or a change is a result ("Number of seats cut to 120"), and so is a verb for
    what becomes of the number ("Number of complaints minimised").
    """
    measure = _MEASURE.match(text)
    if measure is None:
        return False
    said = text[measure.end() - 1 :]
    if _FIGURE.search(said) or _LEVEL.search(said):
        return False
    if not measure["clause"] and _PREDICATE.search(said):
        return False
    return not any(_tells_result(word) for word in _WORD.findall(said))


def _tells_result(word: str) -> bool:
    """Return whether a word may be the past form of a verb for what becomes of a number."""
    folded = word.casefold()
    known = lexicon()
    is_past = folded in known.participles or (folded.endswith("ed") and folded not in known.nouns)
    return is_past and folded not in _COUNTED
