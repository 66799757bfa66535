"""Check filled-in monitoring forms, and merge each into the reports of its edition."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.publish.core.atomic_folder import locked
from pipeline.publish.core.errors import FormError
from pipeline.publish.data.csv_files import read_csv
from pipeline.publish.describe.manifest import USERS_FOLDER
from pipeline.publish.forms.checked_lines import checked
from pipeline.publish.forms.edition_facts import PlanFacts, editions_beside
from pipeline.publish.forms.form_worker import read_forms
from pipeline.publish.forms.forms import Form, ReportLine
from pipeline.publish.forms.progress import differing
from pipeline.publish.forms.progress_files import MERGED, SUMMARY, write_progress

__all__ = ["MERGED", "SUMMARY", "Monitoring", "merged_lines", "monitor"]

Key = tuple[str, str, str, int, str]
"""Edition, row, body, year and first day of a report."""
Alignment = Callable[[Path, Path], Mapping[str, str]]
"""Returns the new id of each row of an older edition, given the folders of both editions."""


@dataclass
class Monitoring:
    """The result of reading forms.

    Attributes:
        lines: the reports of all editions concerned, sorted.
        new: number of reports that were not merged before.
        problems: faults of the forms, a line each; a form with faults is not merged.
        notes: what else is to be known of each merged form, such as that it is late.
        replaced: a line for each earlier report that a form replaced.
        differing: a line for each row that bodies report differently.
        refused: the forms that were not merged.
        editions: the editions concerned.
        written: folder that the reports of each edition were written to.
    """

    lines: list[ReportLine] = field(default_factory=list)
    new: int = 0
    problems: list[str] = field(default_factory=list)
    notes: dict[Path, str] = field(default_factory=dict)
    replaced: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    refused: set[Path] = field(default_factory=set)
    editions: list[PlanFacts] = field(default_factory=list)
    written: dict[str, Path] = field(default_factory=dict)

    def refuse(self, form: Path, *problems: str) -> None:
        """Note that a form is not merged, and why."""
        self.refused.add(form)
        self.problems += problems

    def note(self, form: Path, note: str) -> None:
        """Note a fact about a form that is not a problem."""
        self.notes[form] = "; ".join(filter(None, (self.notes.get(form), note)))

    def of(self, facts: PlanFacts) -> list[ReportLine]:
        """Return the reports of one edition."""
        return [line for line in self.lines if line.edition == facts.edition]


def monitor(
    files: Sequence[Path],
    published: Path,
    out: Path | None = None,
    *,
    replace: bool = False,
    strict: bool = False,
    edition: str | None = None,
    year: int | None = None,
    align: Alignment | None = None,
) -> Monitoring:
    """Read filled-in forms, check them and merge them into ``monitoring.csv``.

    A report belongs to the edition of its form, which the form names by the hash of the plan's
    PDF. A form with a fault is not merged. Reports merged earlier stay; a form that contradicts
    one is at fault, unless it is to replace it.

    Args:
        files: the forms, XLSX or CSV.
        published: folder of the plan's publication; its other editions are published beside it.
        out: folder to write to; None: the users' folder in the publication of each edition.
        replace: forms replace earlier reports on the same row, body, year and day.
        strict: one fault refuses all forms, not only the form that has it.
        edition: the edition of forms that do not say which they belong to.
        year: the year at whose end progress is counted; None: the last year reported on.
        align: finds the rows of older editions in the latest one.

    Raises:
        FormError: the publication, or the only form, cannot be read.
    """
    editions = editions_beside(published)
    result = Monitoring()
    reported = _read_forms(files, editions, edition, result)
    reports = _Reports(editions, out)
    for facts in result.editions:
        reports.read(facts)
    merged = _accepted(reported, reports.earlier, result, replace=replace, strict=strict)
    result.new = sum(key not in reports.earlier for key in merged)
    result.editions = [f for f in editions if f in result.editions or reports.hold(f)]
    latest_of = _rows_in_latest(editions, result.editions, align)
    lines = [_in_latest(line, latest_of) for line in {**reports.earlier, **merged}.values()]
    result.lines = sorted(lines, key=_key)
    for facts in result.editions:
        edition = f"edition {facts.edition}, " if facts.edition else ""
        result.differing += [edition + line for line in differing(result.of(facts), facts)]
    if merged or not result.problems:
        _write(result, reports, year)
    return result


def _read_forms(
    files: Sequence[Path], editions: Sequence[PlanFacts], edition: str | None, result: Monitoring
) -> dict[Key, tuple[Path, ReportLine]]:
    """Return the reports of all forms without a fault; note faults and editions in the result.

    Raises:
        FormError: the only form cannot be read.
    """
    reported: dict[Key, tuple[Path, ReportLine]] = {}
    for path, form in read_forms(files):
        if isinstance(form, FormError):
            if len(files) == 1:
                raise form
            result.refuse(path, str(form))
            continue
        facts = _edition_of(form, path, editions, edition, result)
        if facts is not None:
            _read_lines(form, path, facts, reported, result)
            if facts not in result.editions:
                result.editions.append(facts)
    return reported


class _Reports:
    """The reports that were merged earlier, each with the folder that holds it."""

    def __init__(self, editions: Sequence[PlanFacts], out: Path | None) -> None:
        self.editions = editions
        self.out = out
        self.earlier: dict[Key, ReportLine] = {}
        self.home: dict[Key, Path] = {}

    def target(self, facts: PlanFacts) -> Path:
        """Return the folder that the reports of an edition are written to."""
        return self.out or facts.folder / USERS_FOLDER

    def read(self, facts: PlanFacts) -> None:
        """Read the reports in the folder of an edition.

        Raises:
            FormError: the file was changed and cannot be read.
        """
        target = self.target(facts)
        if target in self.home.values():
            return
        for line in merged_lines(target / MERGED):
            own = line if line.edition else self._named(line, facts)
            of = next((f for f in self.editions if f.edition == own.edition), None)
            area = of.areas.get(own.row_id, own.area_id) if of else own.area_id
            self.earlier[_key(own)] = own.model_copy(update={"area_id": area})
            self.home[_key(own)] = target

    def _named(self, line: ReportLine, facts: PlanFacts) -> ReportLine:
        """Return a report from before its edition had a name, with that name.

        In a folder for several editions it is of the oldest one that has its row.
        """
        among = self.editions if self.out else [facts]
        having = [f for f in among if line.row_id in f.areas] or [facts]
        oldest = min(having, key=lambda f: (not f.is_late, f.years))
        return line.model_copy(update={"edition": oldest.edition})

    def hold(self, facts: PlanFacts) -> bool:
        """Return whether there are earlier reports on an edition."""
        return any(line.edition == facts.edition for line in self.earlier.values())


def _edition_of(
    form: Form,
    path: Path,
    editions: Sequence[PlanFacts],
    edition: str | None,
    result: Monitoring,
) -> PlanFacts | None:
    """Return the edition that a form belongs to; None: it is refused."""
    own, name = editions[0], path.name
    known = ", ".join(facts.edition or "the only one" for facts in editions)
    named = next((facts for facts in editions if facts.edition == edition), None)
    facts = _by_source(form, editions, named) or named or _by_rows(form, path, editions, result)
    problem = ""
    if form.plan and form.plan != own.plan:
        problem = f"is a form of {form.plan}, not of {own.plan}"
    elif edition is not None and named is None:
        problem = f"no edition {edition!r} is published; there is {known}"
    elif facts is None:
        problem = (
            f"is a form of an edition that is not published beside {own.folder.name} (source "
            f"{form.source[:12]}…); publish that edition, or name one with --edition: {known}"
        )
    elif named is not None and facts is not named:
        problem = f"is a form of {facts.name}, not of {named.name}"
    elif facts.status == "draft":
        problem = f"is a form of a draft, {facts.name}; adopt the edition first"
    if problem or facts is None:
        result.refuse(path, f"{name}: {problem}")
        return None
    if facts.is_late:
        result.note(path, f"late report on {facts.name}, which is superseded; counted there")
    return facts


def _by_source(
    form: Form, editions: Sequence[PlanFacts], named: PlanFacts | None
) -> PlanFacts | None:
    """Return the edition whose PDF a form names; of several from one PDF, the one it names."""
    found = [facts for facts in editions if form.source and facts.source == form.source]
    of_name = [facts for facts in found if facts is named or facts.edition == form.edition]
    return next(iter(of_name or found), None)


def _by_rows(
    form: Form, path: Path, editions: Sequence[PlanFacts], result: Monitoring
) -> PlanFacts | None:
    """Return the edition of a form that names no PDF: the first one that has most of its rows."""
    if form.source:
        return None
    rows = {line.text("row_id") for line in form.lines if line.is_filled}
    among = [facts for facts in editions if facts.status != "draft"] or editions
    facts = max(among, key=lambda facts: len(rows & facts.areas.keys()))
    if len(among) > 1:
        result.note(path, f"names no edition; read as a form of {facts.name}")
    return facts


def _read_lines(
    form: Form,
    path: Path,
    facts: PlanFacts,
    reported: dict[Key, tuple[Path, ReportLine]],
    result: Monitoring,
) -> None:
    problems: list[str] = []
    for raw in form.lines:
        line = checked(raw, facts, problems) if raw.is_filled else None
        if line is None:
            continue
        before, first = reported.setdefault(_key(line), (path, line))
        if not _same(first, line):
            problems.append(
                f"{line.source}: differs from {first.source} on the same row, body, year and day; "
                "correct one of them"
            )
            result.refuse(before)
    if problems:
        result.refuse(path, *problems)


def _accepted(
    reported: Mapping[Key, tuple[Path, ReportLine]],
    earlier: Mapping[Key, ReportLine],
    result: Monitoring,
    *,
    replace: bool,
    strict: bool,
) -> dict[Key, ReportLine]:
    """Return the reports of the forms without faults; note what they replace."""
    for key, (path, line) in reported.items():
        before = earlier.get(key)
        if before and not replace and not _same(before, line):
            result.refuse(
                path,
                f"{line.source}: differs from {before.source} on the same row, year and day; "
                "correct it, or use --replace",
            )
    merged = {key: line for key, (path, line) in reported.items() if path not in result.refused}
    if strict and result.problems:
        merged = {}
    for key, line in merged.items():
        before = earlier.get(key)
        if before and not _same(before, line):
            result.replaced.append(
                f"{line.source}: replaces {before.source}: {_described(before, line)}"
            )
    return merged


def _described(before: ReportLine, after: ReportLine) -> str:
    names = ("status", "date_end", "achievement", "assessment", "area_id")
    changed = [(n, getattr(before, n), getattr(after, n)) for n in names]
    fields = (f"{n} “{old or ''}” → “{new or ''}”" for n, old, new in changed if old != new)
    return f"{after.row_id}, {after.body_id}, {after.year}: {'; '.join(fields)}"


def _key(line: ReportLine) -> Key:
    return (line.edition, *line.key)


def _same(one: ReportLine, other: ReportLine) -> bool:
    notes = {"source": "", "latest_row_id": ""}
    return one.model_copy(update=notes) == other.model_copy(update=notes)


def _rows_in_latest(
    editions: Sequence[PlanFacts], used: Sequence[PlanFacts], align: Alignment | None
) -> dict[str, Mapping[str, str]]:
    """Return, for each edition used, the row of the latest edition that each of its rows became."""
    latest = next((f for f in editions if f.edition == f.latest), editions[0])
    found: dict[str, Mapping[str, str]] = {}
    for facts in used:
        if facts.edition == latest.edition:
            found[facts.edition] = {row: row for row in facts.areas}
        elif align is not None:
            found[facts.edition] = align(facts.folder, latest.folder)
    return found


def _in_latest(line: ReportLine, latest_of: Mapping[str, Mapping[str, str]]) -> ReportLine:
    rows = latest_of.get(line.edition)
    if rows is None:
        return line
    return line.model_copy(update={"latest_row_id": rows.get(line.row_id, "")})


def merged_lines(path: Path) -> Iterator[ReportLine]:
    """Yield the reports that were merged earlier.

    Raises:
        FormError: the file was changed and cannot be read.
    """
    if not path.exists():
        return
    try:
        for row in read_csv(path):
            yield ReportLine.model_validate({n: v if v else _empty(n) for n, v in row.items()})
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise FormError(
            f"{path}: was changed and cannot be read ({reason}); move it away"
        ) from error


def _empty(name: str) -> str | None:
    return None if name.startswith("date_") else ""


def _write(result: Monitoring, reports: _Reports, year: int | None) -> None:
    """Write the reports and the progress of each folder."""
    folders = {facts.edition: reports.target(facts) for facts in result.editions}
    for target in dict.fromkeys(folders.values()):
        of_target = [facts for facts in result.editions if folders[facts.edition] == target]
        lines = [
            line
            for line in result.lines
            # A report on an edition that is not published any more stays where it is.
            if reports.home.get(_key(line), folders.get(line.edition)) == target
        ]
        # The lock of the publication keeps a run from swapping the folder meanwhile.
        with locked(reports.out or of_target[0].folder):
            write_progress(target, lines, of_target, year)
    result.written = folders
