"""Of a revised edition, set by two programs, each known change is found and none is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.config.config import load_plan
from pipeline.config.project import Project
from pipeline.diff.model import Change, Difference
from pipeline.diff.stage import compare
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Runner
from pipeline.engine.store import Store
from pipeline.flow.stages import Options, run_plan
from tests.pipeline.diff.revision.make import DATA, truth
from tests.pipeline.diff.revision.score import score

ROOT = DATA.parents[2]
PLAN = "asean-pcrve-2019-2025"
MAX_INVENTED_REFERENCES = 2
TEXTS = ("old_text", "new_text", "says")


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> list[Difference]:
    """Return the comparison of the old edition with the new one, as each program set it."""
    folder = tmp_path_factory.mktemp("editions")
    published = {path.stem: publish(folder, path) for path in sorted(DATA.glob("*.pdf"))}
    old = published.pop("old")
    assert len(published) == 2
    return [compare(old, new) for new in published.values()]


def publish(folder: Path, pdf: Path) -> Path:
    plan = load_plan(Project(ROOT), PLAN, pdf=pdf)
    runner = Runner(Store(folder / "store"), Progress(quiet=True), pdf.stem)
    run_plan(plan, runner, Options(out=folder / pdf.stem, allow_loss=True))
    return folder / pdf.stem


@pytest.mark.slow
def test_known_changes_are_found_and_named_and_none_invented(
    differences: list[Difference],
) -> None:
    for difference in differences:
        result = score(difference, truth())
        assert result.known >= 60
        assert result.found >= 0.98, result.missed
        assert result.named >= 0.95, result.misnamed
        assert result.invented_in("rows") == []
        assert len(result.invented_in("references")) <= MAX_INVENTED_REFERENCES
        rest = [c for c in result.invented if c.table not in ("rows", "references")]
        assert rest == []


@pytest.mark.slow
def test_another_program_gives_the_same_comparison_but_for_places(
    differences: list[Difference],
) -> None:
    one, other = differences
    assert without_places(one) == without_places(other)
    assert one.identifiers == other.identifiers
    assert one.consequences == other.consequences


def without_places(difference: Difference) -> list[Change]:
    """Return the changes without their pages and doubts; issues name pages, too."""
    return [
        change.model_copy(
            update={
                "old_page": None,
                "new_page": None,
                **{name: _without_places(getattr(change, name)) for name in TEXTS},
            }
        )
        for change in difference.changes
    ]


def _without_places(text: str) -> str:
    certain = re.sub(r" The (old|new) edition may be misread here: .*", "", text)
    return re.sub(r"\bpage \d+", "page", certain)
