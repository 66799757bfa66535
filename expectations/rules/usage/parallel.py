"""Items of a list, and texts of a column, that begin in another form of the verb."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import base_of_gerund, is_task_verb
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_ITEM = re.compile(
    r"(?:\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?<=[;:,.\w] )(?:[a-z]|[ivx]{2,4})[.)])\s"
    r"(?P<adverb>[a-z]+ly\s)?(?P<word>[A-Za-z]+)\b(?P<object>\s(?:a|an|the)\b)?"
)
_BEGINNING = re.compile(r"(?P<adverb>[A-Z][a-z]+ly\s)?(?P<word>[A-Za-z]+)\b(?:\s(?P<next>[a-z]+))?")
_AFTER_NOUN = word_set("of and or for to with among between")


def find_unlike_items(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "(2) building capacity" between "(1) promote" and "(3) develop"."""
    items = list(_ITEM.finditer(text.text))
    tasks = [item for item in items if is_task_verb(item["word"])]
    for item in items:
        verb = _base(item["word"])
        if verb and len(items) >= USAGE.shortest_list and len(tasks) == len(items) - 1:
            right = f"{item['word'][0]}{verb[1:]}"
            reason = f"the other items of the list begin like “{tasks[0]['word']}”"
            stop = _with_next_word(text.text, item.end("word"))
            yield (
                Slip(text.text[item.start("word") : stop].casefold(), right, reason),
                (text, item.start("word"), stop),
            )
    doing = [item for item in items if item["object"] and _base(item["word"])]
    if len(doing) == 1 and len(items) >= USAGE.shortest_list and not tasks:
        yield from _task_among_things(text, items, doing[0])


def _task_among_things(
    text: Text, items: Sequence[re.Match[str]], item: re.Match[str]
) -> Iterator[tuple[Slip, TextRange]]:
    """Find "c) Introducing a fee" where the other items of the list are nouns."""
    others = [each["word"].casefold() for each in items if each is not item]
    known = lexicon()
    if not any(
        word in known.gerunds or word in known.verbs - known.nouns.keys() for word in others
    ):
        words = text.text[item.start("word") : item.end("object")]
        reason = "the other items of the list begin with a noun, not with a verb"
        place = (text, item.start("word"), item.end("object"))
        yield Slip(words.casefold(), "", reason), place


def _base(word: str) -> str | None:
    """Return the verb of a word in -ing; inside of a list, "building capacity" is a task, too."""
    return lexicon().gerunds.get(word.casefold())


def _with_next_word(text: str, stop: int) -> int:
    match = re.compile(r"\s\w+").match(text, stop)
    return match.end() if match else stop


class Beginnings:
    """How the texts of each column begin: with a task ("Organize"), or with a word in -ing."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self._tasks: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._others: dict[tuple[str, str], set[str]] = defaultdict(set)
        for text in texts:
            match = _BEGINNING.match(text.text)
            if match and is_task_verb(match["word"]):
                self._tasks[text.column].add(text.text)
            elif match and match["word"].endswith("ing"):
                self._others[text.column].add(text.text)

    def find(self, text: Text) -> Iterator[tuple[Slip, TextRange]]:
        """Find "Regularly organizing" in a column of "Organize" and "Conduct"."""
        match = _BEGINNING.match(text.text)
        if match is None or text.is_narrative or match["next"] in _AFTER_NOUN:
            return
        verb = base_of_gerund(match["word"].casefold())
        tasks, others = self._tasks[text.column], self._others[text.column]
        is_rare = len(tasks) >= USAGE.min_tasks and len(others) <= USAGE.max_share * len(tasks)
        if verb and is_rare:
            right = (match["adverb"] or "") + (verb if match["adverb"] else verb.capitalize())
            plain = _BEGINNING.match(min(tasks))
            example = f", such as “{plain['word']}”" if plain else ""
            reason = f"{len(tasks)} other texts of the column begin with a plain verb{example}"
            words = text.text[: match.end("word")]
            yield Slip(words.casefold(), right, reason), (text, 0, match.end("word"))
