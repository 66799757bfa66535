"""Compare the editions of each plan, each one with the edition that follows it."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.diff.report.groups import STILL
from pipeline.diff.report.workbook import write_changes_workbook
from pipeline.diff.stage import compare
from pipeline.diff.write import WORKBOOK, contents_of
from pipeline.publish.writers import write_texts
from pipeline.site.publications import Publication, editions_of

PAGE = "diff.html"
FILES = (PAGE, "diff.csv", "diff.json")


@dataclass(frozen=True)
class Comparison:
    """Two editions of a plan, compared.

    Attributes:
        old: the earlier edition.
        new: the edition that follows it.
        counts: number of changes of each kind, by table.
        notes: what could not be compared.
    """

    old: Publication
    new: Publication
    counts: dict[str, dict[str, int]]
    notes: tuple[str, ...]

    @property
    def path(self) -> str:
        """Folder of the comparison in the site."""
        return f"compare/{self.old.name}--{self.new.name}"

    @property
    def summaries(self) -> list[str]:
        """What changed in words, a line for each table."""
        lines = []
        for table, kinds in self.counts.items():
            changed = [f"{number:,} {kind}" for kind, number in kinds.items() if kind not in STILL]
            if changed:
                lines.append(f"{table.replace('_', ' ')}: {', '.join(changed)}")
        return lines


def write_comparisons(publications: Sequence[Publication], site: Path) -> Iterator[Comparison]:
    """Compare the editions of each plan, write the files of each comparison, and yield it.

    Raises:
        UsageError: a publication cannot be compared.
    """
    for editions in editions_of(publications):
        for old, new in itertools.pairwise(editions):
            difference = compare(old.folder, new.folder)
            comparison = Comparison(old, new, difference.counts(), difference.notes)
            folder = site / comparison.path
            folder.mkdir(parents=True)
            contents = contents_of(difference)
            write_texts(folder, {name: contents[name] for name in FILES})
            write_changes_workbook(difference, folder / WORKBOOK)
            yield comparison
