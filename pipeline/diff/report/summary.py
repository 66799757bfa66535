"""Write a comparison as Markdown, for a mail: a sentence a change, by area and by body."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.diff.model import Change, Difference
from pipeline.diff.report.groups import ISSUES, Group, by_body, change_groups
from pipeline.diff.report.wording import has_many_changes, near_changes

MAX_CHANGES = 300
"""Changes that the summary tells: more do not fit into a mail."""


def summary(difference: Difference) -> str:
    """Return a summary in Markdown."""
    old = difference.old_title or difference.old
    new = difference.new_title or difference.new
    heading = f"# What changes: {_escaped(difference.old)} → {_escaped(difference.new)}"
    lines = [heading, "", f"Before: {_escaped(old)}  ", f"Now: {_escaped(new)}", ""]
    lines += [line for note in difference.notes for line in (_escaped(note), "")]
    groups = change_groups(difference)
    if not groups:
        return "\n".join([*lines, "Nothing has changed."]) + "\n"
    lines += _counted(difference)
    lines += _by_area([group for group in groups if group.title != ISSUES])
    lines += _by_body(difference, groups)
    if any(group.title == ISSUES for group in groups):
        lines += ["", "The issues of the text that are new or gone are in diff.html."]
    return "\n".join(lines) + "\n"


def _counted(difference: Difference) -> Iterator[str]:
    """Yield a line for each table: how many records changed, and how."""
    for table, counts in difference.counts().items():
        shown = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        yield f"- {table}: {shown}"


def _by_area(groups: list[Group]) -> Iterator[str]:
    left = MAX_CHANGES
    total = sum(len(group.changes) for group in groups)
    for group in groups:
        if left <= 0:
            break
        yield from ("", f"## {_escaped(group.title)}", "")
        for numbered in group.changes[:left]:
            yield f"- {_escaped(numbered.change.says)}"
            yield from _words(numbered.change)
        left -= len(group.changes)
    if total > MAX_CHANGES:
        yield from ("", f"And {total - MAX_CHANGES} more: see diff.html.")


def _words(change: Change) -> Iterator[str]:
    """Yield each text that changed in too many places for a sentence, with its words marked."""
    for field in change.fields:
        if not field.is_replaced and has_many_changes(field.words):
            marks = {"old": "~~{}~~", "new": "**{}**", "same": "{}"}
            runs = (marks[run.kind].format(_escaped(run.text)) for run in near_changes(field.words))
            yield f"  {' '.join(runs)}"


def _by_body(difference: Difference, groups: list[Group]) -> Iterator[str]:
    bodies = by_body(groups)
    if bodies:
        yield from ("", "## By body")
    for body, changes in bodies.items():
        yield from ("", f"### What is new for {_escaped(difference.name_of(body))}", "")
        yield from (f"- {_escaped(numbered.change.says)}" for numbered in changes)


def _escaped(text: str) -> str:
    """Escape a text's Markdown characters: text of a document is data, not markup."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#~" else char for char in line)
