"""Group findings with one cause, so that a reviewer decides once for all its places."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Sequence

from expectations.model import Place
from expectations.rule import Finding
from expectations.thresholds import LIMITS

Cause = tuple[str, ...]
"""Identifies a cause within its rule. The first part may be words for the message."""


def group_by_cause(
    findings: Iterable[tuple[Cause, Finding]],
    message: Callable[[Cause, Sequence[Finding], str], str],
) -> Iterator[Finding]:
    """Merge findings that have the same cause.

    Args:
        findings: Causes and findings, in document order.
        message: Returns the message of a merged finding, given the cause, its findings and
            their pages in words.

    Yields:
        One finding for each cause, in the order of first places. It has the key of the first
        finding, so that the identifier of an issue with one place does not change when the
        cause occurs in more places.
    """
    by_cause: dict[Cause, list[Finding]] = {}
    for cause, finding in findings:
        by_cause.setdefault(cause, []).append(finding)
    for cause, group in by_cause.items():
        if len(group) == 1:
            yield group[0]
            continue
        places = tuple(place for finding in group for place in finding.places)
        candidates = {finding.candidates for finding in group}
        yield Finding(
            key=group[0].key,
            message=message(cause, group, list_pages(places)),
            places=places,
            candidates=group[0].candidates if len(candidates) == 1 else (),
        )


def list_pages(places: Sequence[Place]) -> str:
    """Name the pages of places: `page 3`, `pages 3, 4 and 7`, `14 pages from 3 to 30`."""
    pages = sorted({place.span.page for place in places if place.span})
    if len(pages) > LIMITS.listed_pages:
        return f"{len(pages)} pages from {pages[0]} to {pages[-1]}"
    if len(pages) < 2:
        return f"page {pages[0]}" if pages else "no page"
    return f"pages {', '.join(map(str, pages[:-1]))} and {pages[-1]}"


def brief(text: str, words: int = LIMITS.cluster_words) -> str:
    """Return the first words of a text, for a message."""
    found = text.split()
    return " ".join(found[:words]) + (" …" if len(found) > words else "")


def quote_examples(texts: Iterable[str]) -> str:
    """Quote the first few distinct texts, shortened."""
    return _join_distinct(f"“{_shorten(text)}”" for text in texts if text)


def quote_differences(pairs: Iterable[tuple[str, str]]) -> str:
    """Quote the words in which two texts first differ, for the first few pairs.

    Args:
        pairs: The published text and the other text of each pair.
    """
    return _join_distinct(filter(None, (_first_difference(*pair) for pair in pairs)))


def _join_distinct(words: Iterable[str]) -> str:
    distinct: dict[str, None] = {}
    for word in words:
        if word not in distinct and len(distinct) == LIMITS.quoted_examples:
            return f"{', '.join(distinct)} …"
        distinct[word] = None
    return ", ".join(distinct)


def _first_difference(text: str, other: str) -> str:
    words, other_words = text.split(), other.split()
    matcher = difflib.SequenceMatcher(None, words, other_words, autojunk=False)
    for kind, start, stop, other_start, other_stop in matcher.get_opcodes():
        if kind != "equal":
            own = " ".join(words[start:stop])
            theirs = " ".join(other_words[other_start:other_stop])
            return f"“{_shorten(theirs)}” for “{_shorten(own)}”"
    return ""


def _shorten(text: str) -> str:
    limit = LIMITS.quoted_length
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
