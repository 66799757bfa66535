"""Read the periods that the labels of columns name, as in a schedule of months or quarters."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from normalize.values.dates import Interval, read_intervals
from normalize.values.words import folded

_YEAR = re.compile(r"(?<!\d)(?:19|20|21)\d\d(?!\d)")
MONTHS = 12


def periods_of_labels(labels: Mapping[str, str], language: str) -> dict[str, Interval]:
    """Return the period that each label names, by the role of its column.

    Labels may name a month by its initial only, if twelve in a row name those of a year.

    Args:
        labels: The labels in printed order, by the roles of their columns.
        language: ISO 639 code of the plan's language.
    """
    found = {role: period for role, label in labels.items() if (period := _period(label, language))}
    roles = list(labels)
    for first in range(len(roles) - MONTHS + 1):
        run = roles[first : first + MONTHS]
        years = {year[0] for role in run if (year := _YEAR.search(labels[role]))}
        initials = [_YEAR.sub(" ", labels[role]).split()[-1:] for role in run]
        if len(years) == 1 and [folded("".join(one)) for one in initials] == _initials(language):
            of = years.pop()
            months = (read_intervals(f"{of}-{at:02}", language) for at in range(1, MONTHS + 1))
            found |= {role: month[0] for role, month in zip(run, months, strict=True) if month}
    return found


def _period(label: str, language: str) -> Interval | None:
    """Return the one period with a first and a last day that a label names; None if there is none.

    The year may stand first, above a group of columns: `2026 T1`, `Schedule 2026 T1`.
    """
    year = _YEAR.search(label)
    if year is None:
        return None
    rest = _YEAR.sub(" ", label, count=1)
    others = (f"{part.strip(' .:,')} {year[0]}" for part in (rest, label[year.end() :]))
    for text in (label, *others):
        periods = read_intervals(text, language)
        if len(periods) == 1 and periods[0].start and periods[0].end:
            return periods[0]
    return None


@functools.cache
def _initials(language: str) -> list[str]:
    """Return the initials of the months, from the Unicode CLDR."""
    from babel.core import UnknownLocaleError
    from babel.dates import get_month_names

    try:
        names = get_month_names("wide", "stand-alone", language)
    except (UnknownLocaleError, ValueError):
        return []
    return [folded(names[number])[:1] for number in range(1, MONTHS + 1)]
