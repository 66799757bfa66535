"""Stop a run early if the plan's settings do not match its PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engine.runner import Result, Runner, Stage
from pipeline.errors import UnfitPlanError
from pipeline.fit.model import Fit, Mismatch
from pipeline.terminal import say

if TYPE_CHECKING:
    from extract.model import PlanTable
    from extract.settings import ExtractSettings
    from normalize.settings import NormalizeSettings
    from pipeline.config.config import Plan

NUMBERS = ("section_number", "area_number")
HEADINGS = ("membership_heading", "chair_heading")

FIT: Stage[Fit] = Stage(
    "fit of the settings",
    "pipeline.fit.model:Fit",
    ("pipeline.fit.stage",),
    ("pipeline/flow/stages.py",),
    is_part=True,
)


def compare_settings(
    plan: PlanTable, extract: ExtractSettings, normalize: NormalizeSettings
) -> Fit:
    """Compare the settings with the printed plan.

    Mismatches of columns, of the annex and of number patterns are failures, since all later stages
    depend on them. Mismatches of the membership and chair headings are warnings.
    """
    from pipeline.fit.columns import column_mismatches
    from pipeline.fit.headings import annex_mismatches, heading_mismatches, number_mismatches

    given = normalize.model_fields_set
    return Fit(
        failures=(
            *column_mismatches(plan, extract.columns),
            *annex_mismatches(plan, extract.annex_heading),
            *number_mismatches(plan, normalize, given),
        ),
        warnings=tuple(heading_mismatches(plan, normalize, given)),
    )


def require_fit(table: Result[PlanTable], plan: Plan, runner: Runner) -> None:
    """Print warnings about settings that do not match, and stop the run if any is a failure.

    Raises:
        UnfitPlanError: A setting does not match; the message has the lines that would match.
    """
    normalize = plan.normalize
    fit = runner.run(
        FIT,
        lambda: compare_settings(table.value, plan.extract, normalize),
        inputs={"table": table.sha},
        settings={
            "columns": plan.extract.columns,
            "annex_heading": plan.extract.annex_heading,
            **{name: getattr(normalize, name) for name in (*NUMBERS, *HEADINGS)},
            "given": sorted(normalize.model_fields_set.intersection((*NUMBERS, *HEADINGS))),
        },
    ).value
    for warning in fit.warnings:
        say(f"{plan.name}: {_sentence(warning, plan)}")
    if fit.failures:
        failures = "; ".join(_sentence(failure, plan) for failure in fit.failures)
        raise UnfitPlanError(f"nothing published: {failures}")


def _sentence(mismatch: Mismatch, plan: Plan) -> str:
    table = mismatch.table
    own = plan.card.edition == plan.editions[0].edition and table not in plan.overridden
    where = f"[{table}]" if own else f"[editions.{plan.card.edition}.{table}]"
    if mismatch.key == "columns":
        # The list of an edition replaces that of the plan.
        where += " columns" if own else " columns (all of them)"
    toml = plan.folder / "plan.toml"
    condition = f" {mismatch.condition}," if mismatch.condition else ""
    return f"{mismatch.what};{condition} write in {toml}, {where}: {mismatch.line}"
