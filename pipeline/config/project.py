"""A project: the folders of its plans, its publications and its store."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from extract.system.regular_files import read_regular
from pipeline.errors import SettingsError, UnknownPlanError

PLAN_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
"""A plan's id: a valid folder name on every file system; ``@`` separates the edition."""
MAX_BYTES = 65_536
"""Bytes of ``default.toml`` at most; it holds one line."""
CODE_HOME = Path(__file__).resolve().parents[2]
"""Folder of our packages: a checkout, or the place where pip installs packages."""


@dataclass(frozen=True)
class Project:
    """A folder that holds ``sources/``: plans, and the registers that they share.

    The plan and the registers that planrows ships are available in every project; the project's
    own come first.
    """

    root: Path
    shared: Path | None = None
    """Folder of the registers; None: ``sources/registers``, or the shipped registers."""

    @property
    def sources(self) -> Path:
        """Folder of the project's own plans, one folder for each."""
        return self.root / "sources"

    @property
    def registers(self) -> Path:
        """Folder of the data that all plans share."""
        if self.shared:
            return self.shared
        own = self.sources / "registers"
        return own if own.is_dir() else shipped_sources() / "registers"

    @property
    def outputs(self) -> Path:
        """Folder of the publications, one folder for each plan."""
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
        """Return the ids of the available plans: the project's own, then the shipped ones."""
        return tuple(dict.fromkeys((*_plans_in(self.sources), *_plans_in(shipped_sources()))))

    def default_plan(self) -> str:
        """Return the plan that a command without a plan is about.

        It is the one that ``sources/default.toml`` names, else the project's only plan, else,
        where the project has none, the shipped default plan.

        Raises:
            UnknownPlanError: the project has several plans and no default.
            SettingsError: the file does not name a plan.
        """
        path = self.sources / "default.toml"
        if not path.is_file():
            own = _plans_in(self.sources)
            if len(own) == 1:
                return own[0]
            shipped = shipped_sources() / "default.toml"
            if own or not shipped.is_file():
                raise UnknownPlanError(
                    f"no plan given, and {path} does not exist: name {_one_of(self.plan_ids())}"
                )
            path = shipped
        try:
            plan = tomllib.loads(read_regular(path, MAX_BYTES).decode()).get("plan")
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
            raise SettingsError(path, None, str(error), 'one line: plan = "PLAN"') from error
        ids = self.plan_ids()
        if plan not in ids:
            raise SettingsError(path, 1, f"plan = {plan!r}", f"{_one_of(ids)} of {self.sources}")
        return str(plan)

    def folder(self, plan_id: str) -> Path:
        """Return the folder of a plan.

        Raises:
            UnknownPlanError: there is no such plan.
        """
        for sources in (self.sources, shipped_sources()):
            if plan_id in _plans_in(sources):
                return sources / plan_id
        raise UnknownPlanError(
            f"no plan {plan_id!r} in {self.sources}: name {_one_of(self.plan_ids())}, "
            "or make a new one with `planrows add PDF --id PLAN`"
        )


def shipped_sources() -> Path:
    """Return the folder of the plan and the registers that come with planrows."""
    installed = CODE_HOME / "planrows" / "sources"
    return installed if installed.is_dir() else CODE_HOME / "sources"


def _plans_in(sources: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in sources.glob("*/plan.toml")))


def _one_of(ids: tuple[str, ...]) -> str:
    return "one of " + ", ".join(ids) if ids else "a plan (there is none yet)"


def find_project(start: Path | None = None) -> Project:
    """Return the project of a folder: the nearest parent with ``sources/``, else the folder.

    ``PLANROWS_PROJECT`` overrides the search.
    """
    given = os.environ.get("PLANROWS_PROJECT")
    if given:
        return Project(Path(given).resolve())
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if _is_sources(folder / "sources"):
            return Project(folder)
    return Project(here)


def _is_sources(folder: Path) -> bool:
    """Return whether a folder holds plans or registers: ``sources`` is a common name."""
    return (
        (folder / "registers").is_dir()
        or (folder / "default.toml").is_file()
        or bool(_plans_in(folder))
    )
