"""Words of messages: lists, counts, and what two texts differ in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from expectations.thresholds import LIMITS

_PART = re.compile(r"\[-(?P<first>[^\[\]]+?)-\]|\{\+(?P<second>[^{}]+?)\+\}")


def in_words(items: Sequence[str], last: str = "and") -> str:
    """Join items as a sentence does.

    >>> in_words(["1.1", "1.2", "1.3"], "or")
    '1.1, 1.2 or 1.3'
    """
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def times(count: int) -> str:
    """Say how often something occurs.

    >>> times(1), times(2), times(3)
    ('once', 'twice', '3 times')
    """
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def differences(differs_in: str, one: str = "the first", other: str = "the second") -> str:
    """Say what two texts differ in.

    >>> differences("[-a-] {+the+} {+new+}")
    'the first has “a” where the second has “the”; only the second has “new”'
    """
    clauses: list[str] = []
    parts = list(_PART.finditer(differs_in))
    at = 0
    while at < len(parts):
        first = parts[at]["first"]
        second = parts[at + 1]["second"] if first and at + 1 < len(parts) else None
        if first and second:
            clauses.append(f"{one} has “{first}” where {other} has “{second}”")
        elif first:
            clauses.append(f"only {one} has “{first}”")
        else:
            clauses.append(f"only {other} has “{parts[at]['second']}”")
        at += 2 if first and second else 1
    more = ["…"] if len(clauses) > LIMITS.listed_differences else []
    return "; ".join(clauses[: LIMITS.listed_differences] + more)
