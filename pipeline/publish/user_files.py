"""What users put into a published folder: it is never overwritten and never lost."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

from pipeline.publish.core.errors import ForeignFolderError
from pipeline.publish.core.model import MANIFEST
from pipeline.publish.describe.manifest import USERS_FOLDER

FORM = "monitoring.xlsx"


def published_sums(out: Path) -> dict[str, str] | None:
    """Return path and SHA-256 of what was last published to a folder.

    Manifests of other versions are read too, so only what is needed is looked at.
    None: nothing was published there.
    """
    try:
        files = json.loads((out / MANIFEST).read_bytes())["files"]
        return {str(file["path"]): str(file["sha256"]) for file in files} | {MANIFEST: ""}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def refuse_foreign(out: Path) -> None:
    """Refuse a folder that holds something and was not published by us.

    Raises:
        ForeignFolderError: such a folder, or a file.
    """
    if not out.exists():
        return
    if not out.is_dir():
        raise ForeignFolderError(f"{out}: is a file; name a folder to publish to")
    if not os.access(out, os.W_OK | os.X_OK):
        raise ForeignFolderError(f"{out}: is read-only; allow writing, or name another folder")
    if published_sums(out) is None and any(out.iterdir()):
        raise ForeignFolderError(
            f"{out}: holds files, but no {MANIFEST} of planrows; name an empty folder, a new one, "
            "or one that planrows published to"
        )


def carry_over(out: Path, new: Path) -> None:
    """Take what is not ours from the last publication into the new one.

    That is every file that the last manifest does not name, and the monitoring form if it was
    filled in where it stood: it goes on as ``monitoring/filled-HASH.xlsx``.

    Raises:
        ForeignFolderError: a user's file has the name of a file that is to be published.
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
                f"{path}: planrows did not publish this file, and now has one of that name; "
                "move yours away"
            )
        _keep(path, new / name)
    form = out / FORM
    if FORM in ours and form.is_file() and not form.is_symlink():
        sha = hashlib.sha256(form.read_bytes()).hexdigest()
        if sha != ours[FORM]:
            _keep(form, new / USERS_FOLDER / f"filled-{sha[:8]}.xlsx")


def _keep(path: Path, target: Path) -> None:
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
