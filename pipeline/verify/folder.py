"""Verify a published folder as a whole."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.check import check_folder
from pipeline.publish.core.model import FORMAT_VERSION
from pipeline.publish.describe.manifest import file_sums, version_of
from pipeline.publish.user_files import published_sums
from pipeline.verify.contents import Contents, read_contents
from pipeline.verify.described import compare_described
from pipeline.verify.formats import compare_formats
from pipeline.verify.nested import compare_nested
from pipeline.verify.one_cause import once
from pipeline.verify.own_manifest import added_files, compare_manifest
from pipeline.verify.pages import compare_pages
from pipeline.verify.remade import WORKBOOKS, compare_remade

WORKBOOK_FILES = tuple(name for name, _ in WORKBOOKS.values())


def verify_folder(folder: Path, *, allow_added: bool = False) -> tuple[list[str], Contents | None]:
    """Check a published folder against its manifest, and its files against each other.

    Each mistake is reported once (`once`).

    Args:
        folder: the publication.
        allow_added: whether it may hold files that planrows did not publish.

    Returns:
        The problems, a line each, and what the folder holds; None if that cannot be read.
    """
    problems, contents = _all_problems(folder, allow_added=allow_added)
    return once(problems, folder), contents


def _all_problems(folder: Path, *, allow_added: bool) -> tuple[list[str], Contents | None]:
    problems = check_folder(folder)
    if published_sums(folder) is None:  # nothing tells what else is wrong
        return problems, None
    if not allow_added:
        problems += [
            f"{name}: was not published by planrows; move it away, or use --allow-added"
            for name in added_files(folder)
        ]
    contents = read_contents(folder, problems)
    if contents is None:
        return problems, None
    manifest = contents.manifest
    problems += compare_manifest(contents)
    if manifest.format_version != FORMAT_VERSION:
        problems.append(
            f"manifest.json: format {manifest.format_version} is not {FORMAT_VERSION}, so the "
            "files are not compared with each other; publish the plan again"
        )
        return problems, contents
    is_ours = manifest.planrows == version_of("planrows")
    problems += compare_formats(contents, same_version=is_ours)
    problems += compare_nested(contents)
    problems += compare_pages(contents, same_version=is_ours)
    if is_ours:
        if not any(problem.startswith(WORKBOOK_FILES) for problem in problems):
            problems += compare_remade(contents)
        problems += compare_described(contents, file_sums(folder))
    return problems, contents
