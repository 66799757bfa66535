"""Texts that break off: the document itself shows how its phrases go on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings

_TOKEN = re.compile(r"[\w’'\-/&]+|[^\w\s]")
_CLOSING = re.compile(r"[.;:!?)\]”\"…]$")
# Words after which an English sentence cannot end.
OPEN_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of and or nor with for from by into onto among amongst between towards toward
    including such as whose that which who their its our his her is are to at""",
    )
)
# Words with which a phrase that is complete may still go on.
LINKS = OPEN_WORDS | frozenset(
    re.findall(
        r"\w+",
        """in on through as while when where within across under over also has have had be been was
    were will would can may should not so than then if but""",
    )
)
LONGEST = 5


def find(ground: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that end in the middle of a phrase."""
    del settings
    tokens = [_TOKEN.findall(text.text) for text in ground.texts]
    followers = _followers(tokens)
    for text, words in zip(ground.texts, tokens, strict=True):
        if text.is_narrative or len(words) < 3 or _CLOSING.search(text.text):
            continue
        missing = _missing(text, words, followers)
        if missing is None:
            continue
        tail = " ".join(words[-4:])
        start = len(text.text.rstrip()) - len(words[-1])
        yield Finding(
            key=(text.table, text.text.casefold()),
            message=f"“… {tail}” breaks off"
            + (f"; elsewhere the plan goes on with “{missing}”." if missing else "."),
            places=(ground.in_text(text, start, len(text.text.rstrip())),),
            candidates=(f"{words[-1]} {missing}",) if missing else (),
        )


Followers = dict[tuple[str, ...], list[str]]


def _followers(tokens: Sequence[Sequence[str]]) -> Followers:
    """What follows each run of words, in every text; an empty word stands for its end."""
    followers: Followers = defaultdict(list)
    for words in tokens:
        folded = [word.casefold() for word in words]
        for stop in range(1, len(folded) + 1):
            after = words[stop] if stop < len(words) else ""
            for size in range(2, LONGEST + 1):
                if stop >= size:
                    followers[tuple(folded[stop - size : stop])].append(after)
    return followers


def _missing(text: Text, words: Sequence[str], followers: Followers) -> str | None:
    """Word that should follow; empty if none is known; None where the text is complete."""
    if words[-1].casefold() in OPEN_WORDS or words[-1] in {",", "(", "["}:
        return ""
    folded = tuple(word.casefold() for word in words)
    for size in range(min(LONGEST, len(folded)), 1, -1):
        seen = list(followers[folded[-size:]])
        seen.remove("")
        # A long run needs one witness, a short one more: chance is the less likely the longer.
        if len(seen) < {2: 4, 3: 2}.get(size, 1):
            continue
        nexts = {word.casefold().rstrip("s") for word in seen}
        if len(nexts) != 1:
            return None
        only = seen[0]
        is_word = only.isalpha() and only.islower() and only not in LINKS
        is_word = is_word or (only.istitle() and words[-1].istitle())
        is_bound = size >= LONGEST - 1 or _is_bound(folded[-1], only, followers)
        return only if is_word and is_bound else None
    del text
    return None


def _is_bound(last: str, following: str, followers: Followers) -> bool:
    """Whether the last word asks for the following one: it stands before it, or nowhere else.

    The pair's own statistics over the whole plan decide: of all texts in which the two words
    before the end stand, none but this one may end there.
    """
    pairs = [
        after.casefold()
        for run, afters in followers.items()
        if len(run) == 2 and run[-1] == last
        for after in afters
    ]
    ends = sum(1 for after in pairs if not after or not after[0].isalnum())
    return ends <= 1 and following.casefold() in pairs


RULES = (
    Rule(
        code="text-truncated",
        title="Text that breaks off",
        severity="warning",
        why="Words are missing; what was agreed cannot be told from the plan.",
        meaning="The text is published as it is printed.",
        remedy="`correct` with the last word and what is missing after it.",
        example="… disseminate experience of ASEAN Member",
        method="The last word cannot end a sentence (of, and, the), or the plan's own phrases "
        "that have the same last words all go on with one and the same word.",
        find=find,
        of_print=True,
    ),
)
