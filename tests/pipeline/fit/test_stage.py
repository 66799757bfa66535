"""What a run says about settings that do not match, and where it says to write what."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from normalize.settings import NormalizeSettings
from pipeline.errors import UnfitPlanError
from pipeline.fit.stage import require_fit
from tests.pipeline.fit.printed_plan import LABELS, matrix, printed, settings

REWORDED = (*LABELS[:5], "Responsible")


class MemoryRunner:
    """Runs a stage without a store."""

    def run(self, _stage: object, make: Any, **_: object) -> Any:
        return SimpleNamespace(value=make())


def fit(labels: tuple[str, ...], edition: str, normalize: NormalizeSettings) -> None:
    """Compare the settings of a plan of two editions, of which the plan's own is 2019."""
    given = settings()
    plan: Any = SimpleNamespace(
        name="small",
        extract=given,
        normalize=normalize,
        card=SimpleNamespace(edition=edition),
        editions=(SimpleNamespace(edition="2019"), SimpleNamespace(edition="2026")),
        overridden=(),
        folder=Path("sources/small"),
    )
    table: Any = SimpleNamespace(value=printed(matrix(labels), given), sha="0")
    runner: Any = MemoryRunner()
    require_fit(table, plan, runner)


@pytest.mark.parametrize(
    ("edition", "where"),
    [
        ("2019", "[extract] columns: {"),
        ("2026", "[editions.2026.extract] columns (all of them): {"),
    ],
)
def test_a_column_that_does_not_match_stops_the_run(edition: str, where: str) -> None:
    with pytest.raises(UnfitPlanError) as caught:
        fit(REWORDED, edition, NormalizeSettings())
    message = str(caught.value)
    assert message.startswith("nothing published: no column matches lead_bodies (“Lead Body”); ")
    assert f"if that is right, write in sources/small/plan.toml, {where}" in message
    assert message.endswith('role = "lead_bodies", label = "Responsible" },')


def test_a_heading_that_does_not_match_is_a_warning(capsys: pytest.CaptureFixture[str]) -> None:
    fit(LABELS, "2019", NormalizeSettings(chair_heading="Chair"))
    said = capsys.readouterr().err
    assert "small: the heading “Chair” (chair_heading) is not printed, so no body is read" in said
    assert 'plan.toml, [normalize]: chair_heading = ""' in said


def test_settings_that_match_say_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    fit(LABELS, "2026", NormalizeSettings())
    assert capsys.readouterr().err == ""
