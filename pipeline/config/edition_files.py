"""Files beside ``plan.toml`` that belong to one edition: decisions and aliases.

``decisions.csv`` belongs to the plan's own edition, ``decisions@EDITION.csv`` to the edition that
it names. Several files of one edition, like ``decisions-ana.csv``, are read together, so that
each reviewer may have one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from expectations.settings import Decision
from pipeline.config.settings_files import read_records
from pipeline.config.source_card import SourceCard
from pipeline.errors import SettingsError
from pipeline.terminal import say

_DECISIONS = re.compile(r"decisions(?P<who>[^@]*)(?:@(?P<edition>.+))?\.csv")
COLUMNS_OF_OTHERS = ("old_issue_id",)
"""Columns that ``planrows diff`` adds for people; they decide nothing."""


def of_edition(name: str, edition: str) -> str:
    """Return the name that a file has if it belongs to an edition.

    >>> of_edition("decisions.csv", "2026"), of_edition("decisions.csv", "")
    ('decisions@2026.csv', 'decisions.csv')
    """
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}@{edition}{dot}{suffix}" if edition else name


def decision_files(
    folder: Path, card: SourceCard, editions: Sequence[SourceCard]
) -> tuple[Path, ...]:
    """Return the files that hold the decisions on an edition, the one without a name first.

    Raises:
        SettingsError: a file names an edition that the plan does not have.
    """
    return tuple(
        path
        for path, edition in _with_editions(folder, editions)
        if edition == card.edition or (edition is None and card.edition == editions[0].edition)
    )


def _with_editions(
    folder: Path, editions: Sequence[SourceCard]
) -> Iterator[tuple[Path, str | None]]:
    """Yield each file of decisions and the edition that its name ends with."""
    names = [card.edition for card in editions if card.edition]
    for path in sorted(folder.glob("decisions*.csv"), key=lambda path: path.stem.split("@")):
        found = _DECISIONS.fullmatch(path.name)
        edition = found["edition"] if found else None
        if edition is not None and edition not in names:
            expected = "an edition of plan.toml: " + (", ".join(names) or "it names none")
            raise SettingsError(path, None, f"decisions of edition {edition!r}", expected)
        yield path, edition


def read_decisions(
    folder: Path, card: SourceCard, editions: Sequence[SourceCard]
) -> tuple[Decision, ...]:
    """Return the decisions on an edition, of all its files.

    A line on standard error mentions a decision whose date is still to come: a slip, most likely,
    but nothing depends on it.

    Raises:
        SettingsError: a file or one of its lines is wrong.
    """
    decisions = tuple(
        (path, decision)
        for path in decision_files(folder, card, editions)
        for decision in read_records(path, Decision, ignored=COLUMNS_OF_OTHERS)
    )
    # Somewhere on earth it may be tomorrow.
    tomorrow = (datetime.date.today() + datetime.timedelta(days=1)).isoformat()
    for path, decision in decisions:
        if decision.date > tomorrow:
            say(
                f"{path}, line {decision.line}: date = {decision.date!r} is in the future; check it"
            )
    return tuple(decision for _, decision in decisions)


def aliases_file(folder: Path, card: SourceCard) -> Path:
    """Return the file of an edition's aliases: its own one, or else that of the plan."""
    own = folder / of_edition("aliases.csv", card.edition)
    return own if own.is_file() else folder / "aliases.csv"
