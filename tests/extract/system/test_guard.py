"""Packages of other people with the names of ours."""

from __future__ import annotations

import importlib.util
from importlib.machinery import ModuleSpec

import pytest

from extract.errors import ShadowedPackageError
from extract.system.guard import check_packages


def check() -> None:
    check_packages.__wrapped__()


def test_our_packages_are_ours() -> None:
    check()


@pytest.mark.parametrize("origin", ["/elsewhere/link/__init__.py", None])
def test_a_package_of_that_name_from_elsewhere_is_refused(
    origin: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    find = importlib.util.find_spec

    def found(name: str) -> ModuleSpec | None:
        return ModuleSpec(name, None, origin=origin) if name == "link" else find(name)

    monkeypatch.setattr(importlib.util, "find_spec", found)
    with pytest.raises(
        ShadowedPackageError, match=f"'link' is taken from .*{'link' if origin else 'nowhere'}"
    ):
        check()
