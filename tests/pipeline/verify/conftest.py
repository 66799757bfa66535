"""A small publication, read back once for the tests that compare it with something else."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path

import pytest

from expectations.model import IssueReport
from normalize.model import Body
from pipeline.publish.core.model import Publication
from pipeline.publish.stage import publish
from pipeline.verify.contents import Contents, read_contents
from tests.pipeline.publish.editions import BODIES, CARD, ISSUE, small_linked

NAMELESS = (
    Body(body_id="SAND-1", acronym="SAND", name="", kind="annex", annex_no=3),
    Body(body_id="MUD-1", acronym="", name="", kind="annex", annex_no=4),
)


@pytest.fixture(scope="session")
def contents(tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """A publication with bodies that have no name, read back."""
    linked = small_linked()
    plan = linked.plan.model_copy(update={"bodies": (*BODIES, *NAMELESS)})
    report = IssueReport(issues=(ISSUE,))
    linked = linked.model_copy(update={"plan": plan})
    folder = tmp_path_factory.mktemp("published") / "river-plan"
    publish(Publication.of(CARD, linked, report, None, report.records()), folder)
    problems: list[str] = []
    read = read_contents(folder, problems)
    assert read is not None, problems
    return read


@pytest.fixture
def copied(contents: Contents, tmp_path: Path) -> Contents:
    """The same, in a folder whose files a test may change."""
    folder = Path(shutil.copytree(contents.folder, tmp_path / "plan"))
    return dataclasses.replace(contents, folder=folder)
