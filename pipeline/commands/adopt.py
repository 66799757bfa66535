"""``planrows adopt``: make a draft the adopted edition of its plan."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from pipeline.adopt.adoption import Adoption, adopt, prepare
from pipeline.commands.run import RunOptions, execute
from pipeline.config.config import load_plan
from pipeline.config.project import find_project
from pipeline.diff.write import write_difference
from pipeline.publish.describe.manifest import USERS_FOLDER
from pipeline.publish.forms.monitoring import MERGED, merged_lines
from pipeline.terminal import block


def adopt_command(
    options: RunOptions, edition: str, given: Mapping[str, str | None], old_edition: str | None
) -> None:
    """Adopt an edition, publish both editions again and print what was done.

    Args:
        options: the plan, and how its editions are read and published.
        edition: the draft to adopt.
        given: fields of its source card; None: not given.
        old_edition: the name that the edition in force gets; None: a name is found.

    Raises:
        PlanrowsError: the edition cannot be adopted; nothing has changed.
    """
    project = find_project()
    ask = _ask if sys.stdin.isatty() else None

    def publish(name: str) -> None:
        execute(replace(options, edition=name, project=project.root))

    adoption = prepare(
        project, options.plan or "", edition, given, old_edition, ask=ask, publish=publish
    )
    adopt(adoption)
    comparison = project.outputs / f"diff-{adoption.difference.old}-{adoption.difference.new}"
    write_difference(adoption.difference, comparison)
    for name in (adoption.old, edition):
        publish(name)
    print(block(" ".join(line.splitlines()) for line in _described(adoption, comparison)))


def _ask(question: str) -> str:
    import typer

    return str(typer.prompt(question, default="", show_default=False))


def _described(adoption: Adoption, comparison: Path) -> list[str]:
    plan = load_plan(adoption.own.project, adoption.own.card.id)
    card = plan.card
    none = "not stated"
    reports = sum(1 for _ in merged_lines(adoption.old_out / USERS_FOLDER / MERGED))
    same = "; the title is that of the old edition" if card.title == adoption.own.card.title else ""
    return [
        f"{card.id}: edition {card.edition} is adopted",
        f"card         “{card.title}”{same}",
        f"             adopted by {card.adopted_by or none} on {card.adopted_on}",
        f"             period {card.span or none}; source {card.source or none}; "
        f"licence {card.licence or none}",
        f"latest       {card.latest}: published as {plan.out.name}",
        f"superseded   {adoption.old}: published as {adoption.old_out.name}",
        *adoption.carried.lines,
        f"monitoring   of {adoption.old} is closed with {reports} reports; late ones are accepted",
        f"comparison   {comparison}",
    ]
