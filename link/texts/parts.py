"""Split composite activities into parts: "(1) promote …, (2) build …" has two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from link.model import ActivityPart
from normalize.ids import Identifiers
from normalize.model import Activity

_MARK = re.compile(r"(?<!\w)\(?(?P<number>\d{1,2}|[a-z]|[ivx]{2,4})\)(?=\s*\w)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SERIES: tuple[tuple[str, ...], ...] = (
    tuple(str(number) for number in range(1, 100)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    _ROMAN,
)
_TRAILING = re.compile(r"[\s,;]*(?:[,;\s]\s*(?:and|or|and/or))?[\s,;]*$")


def find_activity_parts(activities: Iterable[Activity]) -> tuple[ActivityPart, ...]:
    """Split composite activities into their parts; other activities have none.

    Numbers and letters count as marks only in a series (1, 2, …; a, b, …; i, ii, …) of two or
    more.

    Args:
        activities: activities, in printed order.
    """
    identifiers = Identifiers("part")
    parts = []
    for activity in activities:
        marks = _marks(activity.text)
        for index, mark in enumerate(marks):
            is_last = index + 1 == len(marks)
            stop = len(activity.text) if is_last else marks[index + 1].start()
            text = activity.text[mark.end() : stop]
            start = mark.end() + len(text) - len(text.lstrip())
            text = text.strip() if is_last else _TRAILING.sub("", text.strip())
            parts.append(
                ActivityPart(
                    part_id=identifiers.of_text(activity.activity_id, mark["number"], text),
                    activity_id=activity.activity_id,
                    number=mark["number"],
                    text=text,
                    start=start,
                    stop=start + len(text),
                )
            )
    return tuple(parts)


def _marks(text: str) -> Sequence[re.Match[str]]:
    """Return the longest series of marks in a text; a single mark is not a series."""
    marks = list(_MARK.finditer(text))
    best: list[re.Match[str]] = []
    for series in _SERIES:
        run: list[re.Match[str]] = []
        for mark in marks:
            if len(run) < len(series) and mark["number"] == series[len(run)]:
                run.append(mark)
        if len(run) > len(best):
            best = run
    return best if len(best) > 1 else []
