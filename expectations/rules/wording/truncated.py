"""Texts that end in the middle of a phrase, judged by the document's own phrases."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, TEXTS

_TOKEN = re.compile(r"[\w’'\-/&]+|[^\w\s]")
_CLOSING = re.compile(r"[.;:!?)\]”\"…]$")
# Words that cannot end an English sentence.
OPEN_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of and or nor with for from by into onto among amongst between towards toward
    including such as whose that which who their its our his her is are to at""",
    )
)
# Words that may follow a complete phrase.
LINKS = OPEN_WORDS | frozenset(
    re.findall(
        r"\w+",
        """in on through as while when where within across under over also has have had be been was
    were will would can may should not so than then if but both all each any either due compared""",
    )
)
# A participle after a noun begins a clause that the phrase does not need: "the market set up in".
_PARTICIPLE = re.compile(
    r"\w+(?:ed|ing)|set|made|given|taken|held|led|built|run|put|known|seen|done|begun|drawn"
)
# Verbs that keep their preposition in the passive, where it may end a sentence: "rules that are
# complied with". "Risks that are associated with" lacks a word.
_KEPT_PREPOSITION = re.compile(
    r"(?:complied|dealt|met|consulted|interfered|engaged) with|"
    r"(?:accounted|catered|cared|provided|called|paid|applied|asked|hoped|planned) for|"
    r"(?:adhered|agreed|referred|listened|responded|attended|objected|subscribed|kept) to|"
    r"(?:acted|agreed|built|commented|decided|insisted|relied|reported|worked) (?:up)?on|"
    r"(?:looked|aimed) at|(?:thought|disposed) of|invested in",
    re.IGNORECASE,
)
_OPEN_MARKS = frozenset(",([")


def find_truncated_texts(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that end in the middle of a phrase."""
    is_english = settings.language == "en" and index.is_written_in("en")
    tokens = [_TOKEN.findall(text.text) for text in index.wording]
    continuations = _continuations(tokens)
    pairs = _pairs_by_last(continuations)
    for text, words in zip(index.wording, tokens, strict=True):
        if text.is_narrative or len(words) < TEXTS.shortest_text or _CLOSING.search(text.text):
            continue
        missing = _missing_word(words, continuations, pairs)
        if missing is None or not (missing or is_english or words[-1] in _OPEN_MARKS):
            continue
        tail = " ".join(words[-LIMITS.truncated_words :])
        start = len(text.text.rstrip()) - len(words[-1])
        yield Finding(
            key=(text.table, text.text.casefold()),
            message=f"“… {tail}” ends in the middle of a phrase"
            + (f"; elsewhere the plan continues it with “{missing}”." if missing else "."),
            places=(index.in_text(text, start, len(text.text.rstrip())),),
            candidates=(f"{words[-1]} {missing}",) if missing else (),
        )


Continuations = dict[tuple[str, ...], list[str]]
"""Words that follow each run of words; an empty word is the end of a text."""


def _continuations(tokens: Sequence[Sequence[str]]) -> Continuations:
    """Collect the words that follow each run of two or more words, in all texts."""
    longest = TEXTS.longest_run
    continuations: Continuations = defaultdict(list)
    for words in tokens:
        folded = [word.casefold() for word in words]
        for stop in range(1, len(folded) + 1):
            after = words[stop] if stop < len(words) else ""
            for size in range(2, longest + 1):
                if stop >= size:
                    continuations[tuple(folded[stop - size : stop])].append(after)
    return continuations


Pairs = Mapping[str, Mapping[str, Sequence[str]]]
"""By the second word of each run of two words, and by the first: the words that follow it."""


def _pairs_by_last(continuations: Continuations) -> Pairs:
    """Return the runs of two words by their second word."""
    pairs: dict[str, dict[str, list[str]]] = {}
    for run, following in continuations.items():
        if len(run) == 2:
            pairs.setdefault(run[1], {})[run[0]] = following
    return pairs


def _missing_word(words: Sequence[str], continuations: Continuations, pairs: Pairs) -> str | None:
    """Return the word that should follow; empty if unknown, None if the text is complete."""
    if words[-1].casefold() in OPEN_WORDS or words[-1] in _OPEN_MARKS:
        return None if _KEPT_PREPOSITION.fullmatch(" ".join(words[-2:])) else ""
    if not words[-1][-1].isalpha():
        return None  # a number or a mark ends a phrase
    folded = tuple(word.casefold() for word in words)
    needed = {2: TEXTS.occurrences_of_two_words, 3: TEXTS.occurrences_of_three_words}
    for size in range(min(TEXTS.longest_run, len(folded)), 1, -1):
        following = list(continuations[folded[-size:]])
        following.remove("")
        # The shorter the run, the more occurrences it needs: chance is likelier.
        if len(following) < needed.get(size, 1):
            continue
        if len({word.casefold().rstrip("s") for word in following}) != 1:
            return None
        only = following[0]
        is_word = _completes(only, words[-1], pairs[folded[-1]])
        is_bound = size >= TEXTS.safe_run or _needs_continuation(only, pairs[folded[-1]])
        return only if is_word and is_bound else None
    return None


def _completes(following: str, last: str, before: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a word can be the rest of a phrase: the end of a compound, or of a name.

    Args:
        following: the word.
        last: the word before it.
        before: see `_ends_compound`.
    """
    if following.istitle():
        return last.istitle()
    is_word = following.isalpha() and len(following) > 1 and following.islower()
    is_meant = following not in LINKS and not _PARTICIPLE.fullmatch(following)
    return is_word and is_meant and _ends_compound(following, before)


def _ends_compound(following: str, before: Mapping[str, Sequence[str]]) -> bool:
    """Return whether the plan prints a word after the last one among more than one word.

    Args:
        following: the word.
        before: by the word before the last one: the words that follow the last one.
    """
    return sum(following in afters for afters in before.values()) > 1


def _needs_continuation(following: str, before: Mapping[str, Sequence[str]]) -> bool:
    """Return whether the last word is followed by another word in all other places of the plan.

    One of its following words has to be the given one (see `_ends_compound` for the arguments).
    """
    pairs = [after.casefold() for afters in before.values() for after in afters]
    ends = sum(1 for after in pairs if not after or not after[0].isalnum())
    return ends <= 1 and following.casefold() in pairs


RULES = (
    Rule(
        code="text-truncated",
        title="Text that ends in the middle of a phrase",
        severity="error",
        why="Words are missing, so the plan does not say what was agreed.",
        meaning="The text is published as printed.",
        remedy="`correct` the last word with that word and the missing words after it.",
        example="… disseminate experience of ASEAN Member",
        method="The last word cannot end a sentence (of, and, the), or all other phrases of the "
        "plan with the same last words continue with the same word.",
        find=find_truncated_texts,
        print_only=True,
    ),
)
