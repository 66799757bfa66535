"""``planrows adopt``: make a draft the adopted edition of its plan."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.adopt.card import Ask, complete_card, old_name
from pipeline.adopt.carried import Carried, carry
from pipeline.adopt.settings_text import adopted_text
from pipeline.commands.run import RunOptions, execute
from pipeline.config.config import STAGES, Plan, load_plan
from pipeline.config.project import Project, find_project
from pipeline.config.settings_files import read_toml
from pipeline.config.source_card import SourceCard
from pipeline.diff.model import Difference
from pipeline.diff.stage import compare
from pipeline.diff.write import write_difference
from pipeline.engine.store import write_atomically
from pipeline.errors import UsageError
from pipeline.publish.core.atomic_folder import locked
from pipeline.publish.describe.manifest import USERS_FOLDER, read_manifest
from pipeline.publish.forms.monitoring import MERGED, merged_lines
from pipeline.terminal import block


@dataclass(frozen=True)
class Adoption:
    """An adoption that can be carried out.

    Attributes:
        own: the edition in force.
        draft: the edition that is adopted.
        old: name that the edition in force gets.
        text: the new text of ``plan.toml``.
        difference: the comparison of both editions.
        carried: what is carried over.
    """

    own: Plan
    draft: Plan
    old: str
    text: str
    difference: Difference
    carried: Carried

    @property
    def old_out(self) -> Path:
        """Folder to which the edition in force is published from now on."""
        return self.own.project.outputs / f"{self.own.card.id}@{self.old}"


def adopt_command(
    plan_id: str, edition: str, given: Mapping[str, str | None], old_edition: str | None
) -> None:
    """Adopt an edition, publish both editions anew and print what was done.

    Raises:
        PlanrowsError: the edition cannot be adopted; nothing has changed.
    """
    project = find_project()
    ask = _ask if sys.stdin.isatty() else None
    adoption = prepare(project, plan_id, edition, given, old_edition, ask)
    _write_settings(adoption)
    _move_publications(adoption)
    comparison = project.outputs / f"diff-{adoption.difference.old}-{adoption.difference.new}"
    write_difference(adoption.difference, comparison)
    for name in (adoption.old, edition):
        execute(RunOptions(plan=plan_id, edition=name, project=project.root))
    print(block(" ".join(line.splitlines()) for line in _told(adoption, comparison)))


def prepare(
    project: Project,
    plan_id: str,
    edition: str,
    given: Mapping[str, str | None],
    old_edition: str | None = None,
    ask: Ask | None = None,
) -> Adoption:
    """Return an adoption, with everything checked and nothing changed.

    Raises:
        PlanrowsError: the edition cannot be adopted.
    """
    own, draft = load_plan(project, plan_id), load_plan(project, plan_id, edition=edition)
    _refuse(own, draft)
    values, text = read_toml(own.folder / "plan.toml")
    stated = {k: v for k, v in values["editions"][edition].items() if k not in STAGES}
    card = complete_card(stated, given, ask)
    card.setdefault("pdf", draft.card.pdf)
    card["sha256"] = _sha(draft.pdf)
    before = own.card.adopted_on
    if before and card["adopted_on"] < before:
        raise UsageError(
            f"{edition} is adopted on {card['adopted_on']}, before the edition in force "
            f"({before}); correct --adopted-on"
        )
    taken = frozenset(c.edition for c in own.editions[1:])
    old = old_name(own.card, old_edition, taken)
    written = adopted_text(text, edition, old, card)
    SourceCard.model_validate({"id": own.card.id, **card})
    difference = compare(own.out, draft.out).model_copy(
        update={"old": f"{own.card.id}@{old}", "new": own.card.id}
    )
    adoption = Adoption(own, draft, old, written, difference, carry(own, draft, old, difference))
    if adoption.old_out.exists():
        raise UsageError(f"{adoption.old_out}: exists; name the old edition with --old-edition")
    return adoption


def _refuse(own: Plan, draft: Plan) -> None:
    """Check that an edition can be adopted, and that both editions are published as they are.

    Raises:
        UsageError: something stands in the way; says what to do.
    """
    if draft.card.edition == own.card.edition:
        raise UsageError(f"{draft.card.edition or own.name} is the edition in force already")
    if draft.card.status == "superseded":
        raise UsageError(f"{draft.name} is superseded; name a draft of plan.toml")
    if not own.folder.is_relative_to(own.project.sources) or not os.access(own.folder, os.W_OK):
        raise UsageError(
            f"{own.folder}: is not in this project's sources, or read-only; copy the plan to "
            f"{own.project.sources}"
        )
    for plan in (own, draft):
        manifest = read_manifest(plan.out)
        if manifest is None or manifest.source.sha256 != _sha(plan.pdf):
            raise UsageError(
                f"{plan.out}: does not hold the publication of {plan.pdf.name}; run "
                f"`planrows run {plan.name}` first"
            )


def _sha(pdf: Path) -> str:
    try:
        return hashlib.sha256(pdf.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageError(f"{pdf}: {error.strerror or error}; put the PDF there") from error


def _write_settings(adoption: Adoption) -> None:
    """Write ``plan.toml`` and the files beside it; if they cannot be loaded, undo it.

    Raises:
        PlanrowsError: the new settings cannot be loaded; the old ones are back.
    """
    plan, carried = adoption.own, adoption.carried
    toml = plan.folder / "plan.toml"
    texts = {toml: adoption.text, **carried.texts}
    before = {path: path.read_bytes() if path.exists() else None for path in texts}
    try:
        for path, target in carried.renamed.items():
            path.rename(target)
        for path, text in texts.items():
            write_atomically(path, text.encode())
        for name in ("", adoption.old):
            load_plan(plan.project, plan.card.id, edition=name)
    except BaseException:
        for path, data in before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                write_atomically(path, data)
        for path, target in carried.renamed.items():
            if target.exists() and not path.exists():
                target.rename(path)
        raise


def _move_publications(adoption: Adoption) -> None:
    """Give each publication the name of its edition; the users' files in it go with it."""
    own, draft = adoption.own.out, adoption.draft.out
    with locked(own):
        own.rename(adoption.old_out)
    with locked(draft):
        draft.rename(own)


def _ask(question: str) -> str:
    import typer

    return str(typer.prompt(question, default="", show_default=False))


def _told(adoption: Adoption, comparison: Path) -> list[str]:
    plan = load_plan(adoption.own.project, adoption.own.card.id)
    card = plan.card
    years = f"{card.years[0]}–{card.years[-1]}" if card.years else "not stated"
    reports = sum(1 for _ in merged_lines(adoption.old_out / USERS_FOLDER / MERGED))
    same = "; the title is that of the old edition" if card.title == adoption.own.card.title else ""
    return [
        f"{card.id}: edition {card.edition} is adopted",
        f"card         “{card.title}”{same}",
        f"             adopted by {card.adopted_by or '–'} on {card.adopted_on}",
        f"             period {years}; source {card.source or '–'}; licence {card.licence or '–'}",
        f"latest       {card.latest}: published as {plan.out.name}",
        f"superseded   {adoption.old}: published as {adoption.old_out.name}",
        *adoption.carried.lines,
        f"monitoring   of {adoption.old} is closed with {reports} reports; late ones are accepted",
        f"comparison   {comparison}",
    ]
