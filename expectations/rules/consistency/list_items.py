"""Items of a list of paragraphs that begin in another form than all the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import base_of_gerund, is_plain_verb, is_task_verb
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.words import TextRange, word_set

_GOES_ON = re.compile(r"(?:[;,]|[;,]\s(?:and|or))$")
_LAST_BUT_ONE = re.compile(r"[;,]\s(?:and|or)$")
_FIRST = re.compile(
    r"(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[•▪●○‣–-]\s)?\s*(?P<word>[A-Za-z]+(?:-[A-Za-z]+)*)\b"
)
_LEVEL = re.compile(r"\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s|[•▪●○‣–-]\s")
_JOINED_VERB = re.compile(r"(?:[\w’'-]+\s){1,5}?and\s(?P<verb>[A-Za-z]+)\b")
_First = tuple[Text, str]
"""An item and its first word."""
_NO_VERBS = word_set(
    """a all an another any both can could each every its may must my no other our shall should some
    such the their these this those will would your"""
)
"""Words of grammar that begin no task, and stand before none."""
_ADVERBIAL = re.compile(
    r"[^,;.]{1,40},\s\w|(?:\s\w+){0,2}\s(?:day|fortnight|month|night|quarter|season|time|week|year)s?\b"
)
"""What makes a determiner the beginning of an adverbial: "every second year publish"."""
_OF_NOUNS = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ship|ism|ist)s?$")
"""Ends of nouns that no verb has; the lexicon has the verbs that are also nouns."""


class ListItems:
    """Lists that are printed as paragraphs, each but the last of which ends in a semicolon."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._odd: dict[str, tuple[str, str]] = {}
        for items in _lists([text for text in texts if text.table == "narrative"]):
            if found := _odd_item(items):
                item, reason = found
                self._odd[item.record_id] = (item.text, reason)

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Any other task" among "Lead", "Develop" and "Prepare"."""
        whole, reason = self._odd.get(text.record_id, ("", ""))
        if not whole or text.table != "narrative" or text.text != whole:
            return
        first = _FIRST.match(whole)
        assert first is not None  # an item that is compared has a first word
        words = re.compile(r"[\w’'-]+(?:\s[\w’'-]+){0,3}").match(whole, first.start("word"))
        assert words is not None
        yield Slip(words.group().casefold(), "", reason), (text, *words.span())


def _lists(blocks: Sequence[Text]) -> Iterator[list[Text]]:
    items: list[Text] = []
    for before, text in pairwise(blocks):
        goes_on = _GOES_ON.search(before.text.rstrip()) is not None
        is_after = len(items) > 1 and _LAST_BUT_ONE.search(items[-2].text.rstrip()) is not None
        if goes_on and not is_after and _has_mark(before.text) == _has_mark(text.text):
            items = [*(items or [before]), text]
        else:
            yield from [items] if items else []
            items = []
    yield from [items] if items else []


def _has_mark(text: str) -> bool:
    return bool(_LEVEL.match(text))


def _odd_item(items: Sequence[Text]) -> tuple[Text, str] | None:
    """Return the only item of a list that begins in another form, and what the others do."""
    firsts = [(item, match["word"]) for item in items if (match := _FIRST.match(item.text))]
    if len(firsts) < len(items):
        return None
    tasks = [each for each in firsts if _is_task(*each)]
    return _odd_form(firsts, tasks) or _odd_task(firsts, tasks)


def _odd_form(firsts: Sequence[_First], tasks: Sequence[_First]) -> tuple[Text, str] | None:
    """Return the only item that begins with no verb; words that may be verbs count for neither."""
    doing = [each for each in firsts if base_of_gerund(each[1].casefold())]
    for usual, what in ((tasks, "a plain verb"), (doing, "a verb in -ing")):
        odd = [each for each in firsts if each not in usual and _begins_no_verb(*each)]
        if len(odd) == 1 and len(usual) >= CONSISTENCY.min_items:
            said = f"{len(usual)} other items of the list begin with {what}"
            return odd[0][0], f"{said}, such as “{usual[0][1]}”"
    return None


def _odd_task(firsts: Sequence[_First], tasks: Sequence[_First]) -> tuple[Text, str] | None:
    """Return the only item that begins with a verb, to which "and" joins another one."""
    things = [each for each in firsts if each not in tasks and _may_be_thing(each[1])]
    joined = [item for item, _ in tasks if _joins_verb(item)]
    if len(joined) == 1 and len(things) == len(firsts) - 1 >= CONSISTENCY.min_things:
        return joined[0], "the other items of the list begin with a noun, not with a verb"
    return None


def _is_task(item: Text, word: str) -> bool:
    """Return whether an item is a task: by its first verb, or by one that "and" joins to it."""
    is_task = is_task_verb(word) or word.casefold() == "be"
    return is_task or (word.casefold() in lexicon().verbs and _takes_object(item))


def _takes_object(item: Text) -> bool:
    rest = item.text[_after_first(item) :].split()
    return _joins_verb(item) or rest[:1] in (["the"], ["a"], ["an"])


def _joins_verb(item: Text) -> bool:
    match = _JOINED_VERB.match(item.text, _after_first(item) + 1)
    return match is not None and is_plain_verb(match["verb"])


def _after_first(item: Text) -> int:
    first = _FIRST.match(item.text)
    return first.end("word") if first else 0


def _may_be_thing(word: str) -> bool:
    """Return whether a word is known, and not only as a verb: "co-chair" may be either."""
    folded = word.casefold()
    known = lexicon()
    is_noun = folded in known.nouns or folded in known.plurals
    is_known = is_noun or folded in known.others or folded in _NO_VERBS
    return is_known and not is_plain_verb(word) and base_of_gerund(folded) is None


def _begins_no_verb(item: Text, word: str) -> bool:
    """Return whether a first word is no verb, and stands before none: "Any other task".

    Most words may be verbs, and the lexicon lacks new ones ("crowdfund"); an adverb or an
    adverbial may stand before one ("Always keep", "Every year, publish").
    """
    folded = word.casefold()
    known = lexicon()
    if folded in _NO_VERBS:
        return _ADVERBIAL.match(item.text, _after_first(item)) is None
    is_verb = folded in known.verbs or folded in known.gerunds or folded in known.third_persons
    is_noun = folded in known.nouns or folded in known.plurals
    return is_noun and not is_verb and _OF_NOUNS.search(folded) is not None
