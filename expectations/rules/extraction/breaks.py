"""Words that a narrow column breaks without a hyphen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from expectations.model import Place
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.phrasing import in_words
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS
from normalize.model import BrokenWord


def find_broken_words(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that a line end breaks: one issue for the header, and one for all cells."""
    del settings
    words = index.plan.broken_words
    labels = [word for word in words if word.is_label]
    cells = [word for word in words if not word.is_label]
    for where, found in (("the header", labels), ("the cells", cells)):
        if found:
            yield _finding(where, found)


def _finding(where: str, words: Sequence[BrokenWord]) -> Finding:
    # Whole: where a line ends depends on the program that set the edition; the places say it.
    whole = list(dict.fromkeys(word.printed.replace(" ", "") for word in words))
    shown = [f"“{each}”" for each in whole[: LIMITS.quoted_examples]]
    others = len(whole) - len(shown)
    said = in_words([*shown, *([_more(others)] if others else [])])
    are = "is a word" if len(whole) == 1 else "are words"
    return Finding(
        key=(where,),
        message=f"In {where}, {said} {are} that a line end breaks without a hyphen.",
        places=tuple(
            Place(
                table="matrix",
                record_id=word.column,
                field=word.column,
                printed=word.printed,
                text=word.text,
                span=word.span,
            )
            for word in words
        ),
    )


def _more(count: int) -> str:
    return "one other" if count == 1 else f"{count} others"


RULES = (
    Rule(
        code="word-broken",
        title="Word broken at a line end without a hyphen",
        severity="info",
        why="Readers can still put the parts together.",
        meaning="The word is published in one.",
        remedy="`accept` it; for the next edition, widen the column.",
        example="Bodies/Orga at the end of a line, and ns/Entities on the next one",
        method="Compares the printed lines of each cell with its text: the last letters of a line "
        "and the first ones of the next are joined there to one word, and the line has no hyphen. "
        "Addresses and pages read by OCR are left out.",
        find=find_broken_words,
        print_only=True,
    ),
)
