"""Refuse to run if another package of the same name shadows one of ours."""

from __future__ import annotations

import functools
import importlib.util
from pathlib import Path

from extract.errors import ShadowedPackageError

PACKAGES = ("extract", "normalize", "link", "expectations", "pipeline")


@functools.cache
def check_packages() -> None:
    """Check that Python imports each of our packages from the folder of this one.

    PyPI has packages named ``normalize`` and ``link``: if one is installed in the same environment,
    or is earlier on the path, Python imports it in place of ours.

    Each process that works on a file checks this once.

    Raises:
        ShadowedPackageError: another package shadows ours; the message says where it is.
    """
    home = Path(__file__).resolve().parents[2]
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent != home / name:
            raise ShadowedPackageError(
                f"package {name!r} is taken from {origin or 'nowhere'}, not from {home / name}: "
                "planrows needs an environment of its own; uninstall the other package of that "
                "name, or remove its folder from PYTHONPATH"
            )
