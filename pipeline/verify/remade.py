"""Make the workbooks and the schemas of a publication anew, and compare the files with them.

The comparison of values finds what readers of data would read; this one finds all else that a
workbook can hold: hidden rows and sheets, comments, other files.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.publish.core.model import Described
from pipeline.publish.data.workbook import write_workbook
from pipeline.publish.describe.manifest import version_of
from pipeline.publish.forms.monitoring_form import write_form
from pipeline.verify.contents import Contents

LIBRARY = "xlsxwriter"
"""What writes the workbooks: another version of it may write other bytes."""
_MARKS = re.compile(
    rb' s="\d+"| r:id="\w+"|<legacyDrawing [^>]*>|<hyperlinks>.*?</hyperlinks>', re.DOTALL
)
"""What marks a corrected value in a sheet: its style, its comment, and that it is no link."""
_OF_MARKS = re.compile(
    r"xl/styles\.xml|\[Content_Types\]\.xml|xl/worksheets/_rels/sheet\d+\.xml\.rels|"
    r"xl/comments\d+\.xml|xl/drawings/vmlDrawing\d+\.vml"
)
"""Parts of a workbook that depend on the marks of corrected values."""
Write = Callable[[Described, Path], None]
WORKBOOKS: dict[str, tuple[str, Write]] = {
    "xlsx": ("plan.xlsx", write_workbook),
    "form": ("monitoring.xlsx", write_form),
}
"""File and writer of each format that is a workbook."""


def compare_remade(contents: Contents) -> Iterator[str]:
    """Yield the workbooks that differ from the ones that planrows makes from the tables."""
    if contents.manifest.versions.get(LIBRARY) != version_of(LIBRARY):
        return
    for format_, (name, write) in WORKBOOKS.items():
        if not contents.has(format_):
            continue
        with tempfile.TemporaryDirectory() as folder:
            made = Path(folder) / name
            try:
                write(contents, made)
                yield from _parts(contents, name, made)
            except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
                yield f"{name}: cannot be compared: {' '.join(str(error).split())}"


def _parts(contents: Contents, name: str, made: Path) -> Iterator[str]:
    """Compare two workbooks part by part, without the marks of corrected values."""
    is_corrected = bool(contents.records["corrections"])
    with zipfile.ZipFile(contents.folder / name) as has, zipfile.ZipFile(made) as wants:
        parts = [
            {part for part in book.namelist() if not (is_corrected and _OF_MARKS.fullmatch(part))}
            for book in (has, wants)
        ]
        if odd := sorted(parts[0] ^ parts[1]):
            what = "holds" if odd[0] in parts[0] else "lacks"
            yield f"{name}: {what} the part {odd[0]!r}"
            return
        for part in sorted(parts[0]):
            found, wanted = has.read(part), wants.read(part)
            if is_corrected:
                found, wanted = _MARKS.sub(b"", found), _MARKS.sub(b"", wanted)
            if found != wanted:
                yield f"{name}: differs from what planrows makes of these tables, in {part!r}"
                return
