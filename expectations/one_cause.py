"""Findings of one cause as one finding: a reviewer decides on a cause, not on each place of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence

from expectations.model import Place
from expectations.rule import Finding

PAGES_NAMED = 12
"""Pages that a message names; of more it says how many."""
EXAMPLES = 4
"""Words that a message quotes of a cause's places."""
AROUND = 24
"""Characters that a quotation holds at most."""

Cause = tuple[str, ...]
"""What tells a cause from others of its rule; its first part may be words to tell users."""


def by_cause(
    findings: Iterable[tuple[Cause, Finding]],
    message: Callable[[Cause, Sequence[Finding], str], str],
) -> Iterator[Finding]:
    """Put findings of one cause together.

    Args:
        findings: Each with its cause, in the order of the document.
        message: Says what is wrong at several places, given the cause, its findings, and their
            pages in words.

    Yields:
        One finding a cause, in the order in which causes first show. It has the key of its first
        place: what shows at one place only has the identifier that it would have by itself, and
        keeps it when more places come.
    """
    causes: dict[Cause, list[Finding]] = {}
    for cause, finding in findings:
        causes.setdefault(cause, []).append(finding)
    for cause, found in causes.items():
        if len(found) == 1:
            yield found[0]
            continue
        places = tuple(place for finding in found for place in finding.places)
        alike = {finding.candidates for finding in found}
        yield Finding(
            key=found[0].key,
            message=message(cause, found, pages_of(places)),
            places=places,
            candidates=found[0].candidates if len(alike) == 1 else (),
        )


def pages_of(places: Sequence[Place]) -> str:
    """Name the pages of places: `page 3`, `pages 3, 4 and 7`, `14 pages from 3 to 30`."""
    pages = sorted({place.span.page for place in places if place.span})
    if len(pages) > PAGES_NAMED:
        return f"{len(pages)} pages from {pages[0]} to {pages[-1]}"
    if len(pages) < 2:
        return f"page {pages[0]}" if pages else "no page"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


def quoted(texts: Iterable[str]) -> str:
    """Quote the first few texts, shortened, each once."""
    return _listed(f"“{_short(text)}”" for text in texts if text)


def differences(pairs: Iterable[tuple[str, str]]) -> str:
    """Quote the words in which two texts first differ, for the first few pairs of texts.

    Args:
        pairs: Of each pair the text that stands, and the other one.
    """
    return _listed(filter(None, (_difference(*pair) for pair in pairs)))


def _listed(words: Iterable[str]) -> str:
    once: dict[str, None] = {}
    for word in words:
        if word not in once and len(once) == EXAMPLES:
            return f"{', '.join(once)} …"
        once[word] = None
    return ", ".join(once)


def _difference(text: str, other: str) -> str:
    ours, theirs = text.split(), other.split()
    for kind, start, stop, there, end in difflib.SequenceMatcher(
        None, ours, theirs, autojunk=False
    ).get_opcodes():
        if kind != "equal":
            mine, its = " ".join(ours[start:stop]), " ".join(theirs[there:end])
            return f"“{_short(its)}” for “{_short(mine)}”"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= AROUND else f"{text[:AROUND].rstrip()}…"
