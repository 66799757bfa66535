"""Replace the folder of a site as a whole, and only if the site wrote everything in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from extract.system.regular_files import sha256_of
from pipeline.interruption import raise_if_stopping
from pipeline.publish.core.atomic_folder import locked, staged, swap
from pipeline.publish.core.errors import ForeignFolderError
from pipeline.publish.core.json_text import json_text, read_json

INDEX = "site-files.json"
"""Paths and SHA-256 of all files of a site, by which the next run knows them."""


@contextlib.contextmanager
def new_site(out: Path) -> Iterator[Path]:
    """Yield an empty folder, which takes the place of ``out`` if no error is raised.

    Raises:
        ForeignFolderError: ``out`` holds something that is not the site's own.
        PublicationError: the folder cannot be written to, or another run writes to it.
    """
    with locked(out):
        refuse_others(out)
        with staged(out) as folder:
            yield folder
            (folder / INDEX).write_text(
                json_text({"files": _sums(folder)}), encoding="utf-8", newline="\n"
            )
            refuse_others(out)  # somebody may have written there meanwhile
            raise_if_stopping()
            swap(folder, out)


def refuse_others(out: Path) -> None:
    """Refuse a folder that holds anything but the unchanged files of a site.

    Raises:
        ForeignFolderError: it does, or is a file; the message names the first such file.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; name a folder with --out")
    for path, what in changes(out):
        if path.exists() or path.is_symlink():
            raise ForeignFolderError(
                f"{path}: {what}; move it away, or name another folder with --out"
            )


def changes(out: Path) -> Iterator[tuple[Path, str]]:
    """Yield the files of a site that are not as planrows wrote them, and what is wrong."""
    own = _own(out)
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        is_folder = path.is_dir() and not path.is_symlink()
        if name == INDEX or (is_folder and name not in own):
            continue
        if name not in own:
            yield path, "planrows did not write this file"
        elif path.is_symlink() or not path.is_file() or sha256_of(path) != own[name]:
            yield path, "was changed since planrows wrote it"
    for name in sorted(own):
        path = out / name
        if ".." not in path.parts and not os.path.lexists(path):
            yield path, "is missing"


def _own(out: Path) -> dict[str, str]:
    try:
        files = read_json(out / INDEX)["files"]
        return {str(path): str(sha256) for path, sha256 in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sums(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): sha256_of(path) for path in files}
