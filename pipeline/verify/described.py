"""Compare the files that follow from others with what follows: metadata, schemas, SARIF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from pipeline.publish.core.json_text import json_text
from pipeline.publish.core.model import FileSum
from pipeline.publish.data.json_files import PlanFile, issues_model, json_schema_of
from pipeline.publish.describe.csvw import csvw
from pipeline.publish.describe.datapackage import datapackage
from pipeline.publish.describe.dictionary import dictionary
from pipeline.publish.describe.provenance import provenance
from pipeline.publish.describe.sarif import sarif
from pipeline.publish.writers import published_files
from pipeline.verify.contents import Contents


def compare_described(contents: Contents, files: tuple[FileSum, ...]) -> Iterator[str]:
    """Yield the files that are not what this version of planrows makes of the tables.

    Args:
        contents: the folder.
        files: checksums of its files.
    """
    sums = {file.path: file for file in files}
    others = tuple(
        file
        for file in contents.manifest.files
        if file.path != "provenance.jsonld" and file.path in sums
    )
    made: dict[str, Callable[[], str]] = {
        "datapackage.json": lambda: json_text(datapackage(contents, sums)),
        "csv-metadata.json": lambda: json_text(csvw(contents)),
        "dictionary.md": lambda: dictionary(contents),
        "plan.schema.json": lambda: json_text(json_schema_of(PlanFile)),
        "issues.schema.json": lambda: json_text(json_schema_of(issues_model())),
        "issues.sarif": lambda: json_text(sarif(contents.issues, contents.source)),
        "provenance.jsonld": lambda: json_text(provenance(contents, contents.manifest, others)),
    }
    written = published_files(contents.tables, contents.manifest.formats)
    for name, make in made.items():
        if name not in written:
            continue
        try:
            if (contents.folder / PurePosixPath(name)).read_text(encoding="utf-8") != make():
                yield f"{name}: differs from what planrows makes of these tables"
        except (OSError, ValueError, KeyError) as error:
            yield f"{name}: cannot be compared: {error}"
