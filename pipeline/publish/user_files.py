"""Keep the files that users put into a published folder: none is overwritten or lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from extract.system.regular_files import sha256_of
from pipeline.publish.core.errors import ForeignFolderError
from pipeline.publish.core.json_text import read_json
from pipeline.publish.core.model import MANIFEST, SIGNATURE
from pipeline.publish.describe.manifest import USERS_FOLDER
from pipeline.terminal import say

FORM = "monitoring.xlsx"
MOST_NAMED = 5
"""Changed files that a message names."""


def published_sums(out: Path) -> dict[str, str] | None:
    """Return path and SHA-256 of the files last published to a folder; None: nothing was.

    Only paths and checksums are read, so that manifests of other versions are understood.
    """
    try:
        files = read_json(out / MANIFEST)["files"]
        return {str(file["path"]): str(file["sha256"]) for file in files} | {
            MANIFEST: "",
            SIGNATURE: "",
        }
    except (OSError, ValueError, KeyError, TypeError):
        return None


def refuse_foreign(out: Path) -> None:
    """Refuse to publish to a folder that planrows did not publish and that is not empty.

    Raises:
        ForeignFolderError: it is such a folder, a read-only folder, or a file.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; name a folder to publish to")
    if not os.access(out, os.W_OK | os.X_OK):
        raise ForeignFolderError(f"{out}: is read-only; allow writing, or name another folder")
    if published_sums(out) is None and any(out.iterdir()):
        raise ForeignFolderError(
            f"{out}: holds files, but no {MANIFEST} of planrows; name an empty or new folder, "
            "or one that planrows published to"
        )


def carry_over(out: Path, new: Path) -> None:
    """Copy users' files from the last publication into the new one.

    These are the files that the last manifest does not name. A monitoring form that was filled in
    inside the folder is kept as ``monitoring/filled-HASH.xlsx``. Other published files that were
    changed are published anew, and named.

    Raises:
        ForeignFolderError: a user's file has the name of a file to be published.
    """
    ours = published_sums(out)
    if ours is None:
        return
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out)
        if name.as_posix() in ours or (path.is_dir() and not path.is_symlink()):
            continue
        if os.path.lexists(new / name):
            raise ForeignFolderError(
                f"{path}: planrows did not publish this file and now publishes one of the same "
                "name; move yours away"
            )
        _keep(path, new / name)
    form = out / FORM
    if FORM in ours and form.is_file() and not form.is_symlink():
        sha = sha256_of(form)
        if sha != ours[FORM]:
            _keep(form, new / USERS_FOLDER / f"filled-{sha[:8]}.xlsx")
    _name_changed(out, ours)


def _name_changed(out: Path, ours: Mapping[str, str]) -> None:
    """Say which published files were changed, so that whoever did it can do it where it lasts."""
    files = {name: sha for name, sha in ours.items() if sha and name != FORM}
    changed = [
        name
        for name, sha in files.items()
        if (out / name).is_file() and sha256_of(out / name) != sha
    ]
    if changed:
        more = f" and {len(changed) - MOST_NAMED} more" if len(changed) > MOST_NAMED else ""
        say(
            f"{out}: published anew, without what was changed by hand in "
            f"{', '.join(changed[:MOST_NAMED])}{more}; values are changed by decisions.csv"
        )


def _keep(path: Path, target: Path) -> None:
    """Link or copy a user's file; a target that exists is left as it is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        target.symlink_to(path.readlink())
    elif target.exists():
        return
    else:
        try:
            os.link(path, target)
        except OSError:  # the file system has no hard links
            shutil.copy2(path, target)
