"""Stop a run whose PDF does not print what the plan's settings name, before anything is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.engine.runner import Result, Runner, Stage
from pipeline.errors import UnfitPlanError
from pipeline.fit.model import Finding, Fit
from pipeline.terminal import say

if TYPE_CHECKING:
    from extract.model import PlanTable
    from extract.settings import ExtractSettings
    from normalize.settings import NormalizeSettings
    from pipeline.config.config import Plan

NUMBERS = ("section_number", "area_number")
HEADS = ("membership_heading", "chair_heading")

FIT: Stage[Fit] = Stage(
    "fit of the settings",
    "pipeline.fit.model:Fit",
    ("pipeline.fit.stage",),
    ("pipeline/flow/stages.py",),
    is_part=True,
)


def judge(plan: PlanTable, extract: ExtractSettings, normalize: NormalizeSettings) -> Fit:
    """Compare what the settings name with what is printed.

    What everything after depends on fails: columns, the annex, numbers. The headings of
    paragraphs on members and chairs are warnings: a plan may do without.
    """
    from pipeline.fit.columns import column_findings
    from pipeline.fit.headings import annex_findings, heading_warnings, number_findings

    given = normalize.model_fields_set
    return Fit(
        failures=(
            *column_findings(plan, extract.columns),
            *annex_findings(plan, extract.annex_heading),
            *number_findings(plan, normalize, given),
        ),
        warnings=tuple(heading_warnings(plan, normalize, given)),
    )


def require_fit(table: Result[PlanTable], plan: Plan, runner: Runner) -> None:
    """Go on only where the PDF prints what the plan's settings name; say what else is amiss.

    Raises:
        UnfitPlanError: it does not; the message gives the lines that would fit.
    """
    normalize = plan.normalize
    fit = runner.run(
        FIT,
        lambda: judge(table.value, plan.extract, normalize),
        inputs={"table": table.sha},
        settings={
            "columns": plan.extract.columns,
            "annex_heading": plan.extract.annex_heading,
            **{name: getattr(normalize, name) for name in (*NUMBERS, *HEADS)},
            "given": sorted(normalize.model_fields_set.intersection((*NUMBERS, *HEADS))),
        },
    ).value
    for warning in fit.warnings:
        say(f"{plan.name}: {_sentence(warning, plan)}")
    if fit.failures:
        found = "; ".join(_sentence(failure, plan) for failure in fit.failures)
        raise UnfitPlanError(f"nothing published: {found}")


def _sentence(finding: Finding, plan: Plan) -> str:
    own = plan.card.edition == plan.editions[0].edition
    where = f"[{finding.table}]" if own else f"[editions.{plan.card.edition}.{finding.table}]"
    if finding.key == "columns":
        # An edition's own list takes the place of the plan's.
        where += " columns" if own else " columns (all of them)"
    toml = plan.folder / "plan.toml"
    condition = f" {finding.condition}," if finding.condition else ""
    return f"{finding.what};{condition} write in {toml}, {where}: {finding.line}"
