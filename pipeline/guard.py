"""Refuse to run where another package of the same name shadows one of ours."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from pipeline.errors import ShadowedPackageError

PACKAGES = ("extract", "normalize", "link", "expectations", "pipeline")


def check_packages() -> None:
    """Check that each of our packages is the one that stands beside this one.

    PyPI has a ``normalize`` and a ``link``: installed into the same environment, or named
    earlier on the path, they would be imported in place of ours.

    Raises:
        ShadowedPackageError: names the package and where the other one stands.
    """
    home = Path(__file__).resolve().parents[1]
    for name in PACKAGES:
        spec = importlib.util.find_spec(name)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin is None or origin.parent != home / name:
            raise ShadowedPackageError(
                f"package {name!r} is taken from {origin or 'nowhere'}, not from {home / name}: "
                "planrows needs an environment of its own; uninstall the other package of that "
                "name, or take its folder off PYTHONPATH"
            )
