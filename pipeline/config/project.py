"""Where a project keeps its plans, its publications and its store."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import SettingsError, UnknownPlanError

PLAN_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
"""A plan's id is a folder's name on every file system; ``@`` is kept for editions."""


@dataclass(frozen=True)
class Project:
    """A folder with ``sources/`` in it: the plans, and what all of them share."""

    root: Path
    shared: Path | None = None
    """Folder of the registers; None: ``sources/registers``."""

    @property
    def sources(self) -> Path:
        """Folder of the plans, one folder each."""
        return self.root / "sources"

    @property
    def registers(self) -> Path:
        """Data that all plans share."""
        return self.shared or self.sources / "registers"

    @property
    def outputs(self) -> Path:
        """Folder of the publications, one folder a plan."""
        return self.root / "outputs"

    @property
    def store(self) -> Path:
        """Folder of the content-addressed store: in the project, or in the user's cache."""
        given = os.environ.get("PLANROWS_STORE")
        if given:
            return Path(given)
        if os.access(self.root, os.W_OK):
            return self.root / ".planrows"
        cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
        return Path(cache) / "planrows"

    def plan_ids(self) -> tuple[str, ...]:
        """Return the ids of the plans that have settings, sorted."""
        return tuple(sorted(path.parent.name for path in self.sources.glob("*/plan.toml")))

    def default_plan(self) -> str:
        """Return the plan that ``sources/default.toml`` names, or the only one there is.

        Raises:
            UnknownPlanError: there are several and none is named.
            SettingsError: the file does not name a plan.
        """
        path = self.sources / "default.toml"
        ids = self.plan_ids()
        if not path.is_file():
            if len(ids) == 1:
                return ids[0]
            raise UnknownPlanError(f"no plan given, and {path} does not exist: name {_one_of(ids)}")
        try:
            plan = tomllib.loads(path.read_text(encoding="utf-8")).get("plan")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(path, None, str(error), 'one line: plan = "PLAN"') from error
        if plan not in ids:
            raise SettingsError(path, 1, f"plan = {plan!r}", f"{_one_of(ids)} of {self.sources}")
        return str(plan)

    def folder(self, plan_id: str) -> Path:
        """Return the folder of a plan.

        Raises:
            UnknownPlanError: there is no such plan.
        """
        if plan_id not in self.plan_ids():
            raise UnknownPlanError(
                f"no plan {plan_id!r} in {self.sources}: name {_one_of(self.plan_ids())}, "
                "or make a new one with `planrows add PDF --id PLAN`"
            )
        return self.sources / plan_id


def _one_of(ids: tuple[str, ...]) -> str:
    return "one of " + ", ".join(ids) if ids else "a plan (there is none yet)"


def find_project(start: Path | None = None) -> Project:
    """Return the project of a folder: the nearest with ``sources/``, else that of our code.

    ``PLANROWS_PROJECT`` names it outright.
    """
    given = os.environ.get("PLANROWS_PROJECT")
    if given:
        return Project(Path(given).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "sources" / "registers").is_dir() or (
            folder / "sources" / "default.toml"
        ).is_file():
            return Project(folder)
    return Project(Path(__file__).resolve().parents[2])
