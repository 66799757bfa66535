"""``planrows monitor``: check filled-in forms and merge them into the reports of their edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.commands.diff import published_folder
from pipeline.config.project import find_project
from pipeline.errors import UsageError
from pipeline.terminal import clean

if TYPE_CHECKING:
    from pipeline.publish.forms.monitoring import Monitoring


def monitor_command(
    files: Sequence[Path],
    plan: str | None,
    out: Path | None,
    *,
    replace: bool,
    strict: bool = False,
    edition: str | None = None,
    year: int | None = None,
) -> None:
    """Merge forms into ``monitoring.csv`` and print counts, each edition by itself.

    Raises:
        UsageError: a form has problems; each has been printed, and the form was not merged.
    """
    from pipeline.publish.forms.monitoring import monitor

    project = find_project()
    published = published_folder(project, plan or project.default_plan())
    result = monitor(
        files,
        published,
        out,
        replace=replace,
        strict=strict,
        edition=edition,
        year=year,
        align=rows_in_latest,
    )
    noted = [(path, note) for path, note in result.notes.items() if path not in result.refused]
    notes = [f"{path.name}: {note}" for path, note in noted]
    for line in (*result.problems, *notes, *result.replaced, *result.differing):
        print(clean(line))
    if result.written:
        print(clean(f"{result.new} new reports, {len(result.lines)} in all"))
    for line in _counts(result, year):
        print(clean(line))
    if result.problems:
        merged = 0 if strict else len(set(files) - result.refused)
        what = f"{merged} of {len(files)} forms merged" if merged else "nothing merged"
        raise UsageError(f"{len(result.problems)} problems in the forms: {what}")


def rows_in_latest(old: Path, latest: Path) -> Mapping[str, str]:
    """Return the row of the latest edition that each row of an older edition became."""
    from pipeline.diff.stage import compare

    identifiers = compare(old, latest).identifiers
    return {item.old_id: item.new_id for item in identifiers if item.table == "matrix"}


def _counts(result: Monitoring, year: int | None) -> Iterator[str]:
    """Yield the progress of each edition: in words, by body and by year."""
    from pipeline.publish.forms.progress import counts_of, last_year, progress

    for facts in result.editions if result.written else ():
        lines = result.of(facts)
        at = year if year is not None else last_year(lines, facts)
        counts = counts_of(progress(lines, facts, at))
        shown = ", ".join(f"{count} {standing}" for standing, count in counts.items() if count)
        edition = f"edition {facts.edition}" if facts.edition else facts.plan
        latest = sum(bool(line.latest_row_id) for line in lines)
        found = f"; {latest} find their row in the latest" if facts.edition != facts.latest else ""
        yield f"{edition}: {len(lines)} reports on {len(facts.rows)} rows{found}; {shown} ({at})"
        for title, of in (
            ("body", Counter(line.body_id for line in lines)),
            ("year", Counter(str(line.year) for line in lines)),
        ):
            yield f"by {title}: " + ", ".join(f"{name} {n}" for name, n in sorted(of.items()))
        yield f"written to {result.written[facts.edition]}"
