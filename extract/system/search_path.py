"""Keeps the current folder off the path on which Python searches for modules.

planrows is run in folders full of files from mail and web sites. Python puts the current folder
first on the path of ``python -m`` and ``python -c``, and the standard library starts processes by
``python -c``: a file ``selectors.py`` beside a PDF would be run. This module imports only what
every Python process has loaded: `pathlib`, even `__future__`, may be found in the current folder.
"""

import os
import sys

SAFE_PATH = "PYTHONSAFEPATH"
"""Environment variable: if it is set, Python puts neither the current folder nor the folder of
the script on the path."""
SEARCHED = "PYTHONPATH"
HOME = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
"""Folder of our packages."""


def without_current_folder(places: list[str]) -> list[str]:
    """Return the places of a search path other than the current folder, as absolute paths.

    The current folder stays if it holds our packages (a checkout), the standard library or
    installed packages.
    """
    return [os.path.abspath(place) for place in places if not _is_current(place)]


def leave_current_folder() -> None:
    """Remove the current folder from the search path of this process."""
    sys.path[:] = without_current_folder(sys.path)
    if HOME not in sys.path:
        sys.path.insert(0, HOME)


def protect_children() -> None:
    """Keep the current folder off the search path of all processes started from now on."""
    os.environ[SAFE_PATH] = "1"
    given = os.environ.get(SEARCHED, "").split(os.pathsep)
    # An empty name means the current folder, and a relative one depends on it.
    kept = without_current_folder([place for place in given if place])
    if HOME not in kept and not _is_of_python(HOME):
        kept.insert(0, HOME)
    if kept:
        os.environ[SEARCHED] = os.pathsep.join(kept)
    else:
        os.environ.pop(SEARCHED, None)


def _is_current(place: str) -> bool:
    try:
        here = os.path.realpath(os.getcwd())
    except OSError:  # the folder was removed
        return not place
    there = os.path.realpath(place or here)
    return there == here and there != os.path.realpath(HOME) and not _is_of_python(there)


def _is_of_python(folder: str) -> bool:
    installed = ("site-packages", "dist-packages", "lib-dynload")
    library = os.path.dirname(os.path.realpath(os.__file__))
    return os.path.realpath(folder) == library or os.path.basename(folder) in installed
