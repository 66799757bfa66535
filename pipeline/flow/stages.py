"""The whole flow, from a PDF to a published folder, on one screen."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from extract.runtime.limits import DEFAULT_FILE_LIMITS, FileLimits
from extract.runtime.ocr_engine import engine_state
from extract.system.regular_files import sha256_of
from pipeline.config.config import Plan
from pipeline.config.identifiers import earlier_identifiers
from pipeline.engine.beside import Beside
from pipeline.engine.runner import Result, Runner, Stage
from pipeline.engine.store import canonical, canonical_model, digest
from pipeline.errors import SourceFileError
from pipeline.fit.stage import require_fit
from pipeline.flow.publishing import (
    DrawingAhead,
    Published,
    Results,
    publication_of,
    publish_or_keep,
)
from pipeline.terminal import say
from pipeline.validate.checker import Check, begin_check, begin_here
from pipeline.validate.gate import Verdict, refuse

if TYPE_CHECKING:
    from expectations.model import IssueReport, PrintedIssues
    from expectations.settings import ExpectationSettings
    from extract.model import PlanTable
    from link.model import LinkedPlan, TextLinks
    from link.settings import LinkSettings
    from normalize.model import NormalPlan, Sentences
    from pipeline.publish.core.model import Publication

FLOW = ("pipeline/flow/stages.py",)
"""File that calls all stages: the keys cover this file, but not its imports."""

EXTRACT: Stage[PlanTable] = Stage("extract", "extract.model:PlanTable", ("extract.stage",), FLOW)
NORMALIZE: Stage[NormalPlan] = Stage(
    "normalize",
    "normalize.model:NormalPlan",
    ("normalize.stage", "normalize.records.sentences"),
    FLOW,
)
LINK: Stage[LinkedPlan] = Stage("link", "link.model:LinkedPlan", ("link.stage",), FLOW)
SENTENCES: Stage[Sentences] = Stage(
    "sentences", "normalize.model:Sentences", ("normalize.records.sentences",), FLOW, is_part=True
)
TEXT_LINKS: Stage[TextLinks] = Stage(
    "links of texts", "link.model:TextLinks", ("link.stage",), FLOW, is_part=True
)
ISSUES: Stage[IssueReport] = Stage(
    "issues", "expectations.model:IssueReport", ("expectations.stage",), FLOW
)
IN_PRINT: Stage[PrintedIssues] = Stage(
    "issues of print",
    "expectations.model:PrintedIssues",
    ("expectations.stage",),
    FLOW,
    is_part=True,
)
CHECK: Stage[Verdict] = Stage(
    "check",
    "pipeline.validate.gate:Verdict",
    # The checked records are those that are published.
    (
        "pipeline.validate.checker",
        "pipeline.publish.core.model",
        "pipeline.publish.core.identifiers",
        "expectations.decisions.corrections",
    ),
    (*FLOW, "pipeline/flow/publishing.py"),
)
STAGE_NAMES = (*(stage.name for stage in (EXTRACT, NORMALIZE, LINK, ISSUES, CHECK)), "publish")


@dataclass(frozen=True)
class Options:
    """Options of one run."""

    out: Path | None = None
    jobs: int = 1
    allow_loss: bool = False
    accept_change: bool = False
    """Publish even if much data of the last publication is missing."""
    password: str = ""
    fail_on: str | None = None
    file_limits: FileLimits = DEFAULT_FILE_LIMITS
    formats: tuple[str, ...] | None = None
    """Formats beside CSV and JSON that are published; None: all."""
    check: Check = begin_here
    """Starts to check tables, and returns a function that waits for the result."""
    page_done: Callable[[int, int], None] = lambda _done, _all: None
    """Called after each page with the number of pages done, and that of all pages."""
    pages_read: Callable[[], None] = lambda: None
    """Called when all pages are read and most CPUs are idle."""
    beside: Beside = field(default_factory=Beside)
    """Does work beside this process."""


def run_plan(plan: Plan, runner: Runner, options: Options) -> tuple[Verdict, Published]:
    """Run all stages for one plan and publish it.

    The tables are checked while the new publication is written beside the last one. It replaces
    the last one only after the check has passed.

    Raises:
        SourceFileError: the PDF cannot be read.
        SettingsError: the file of the earlier identifiers is wrong.
        BrokenExpectationError: the dataset may not be published, or the PDF lacks something that
            the settings name.
    """
    identifiers = earlier_identifiers(plan)
    drawing = DrawingAhead(plan.pdf)

    def draw(normal: NormalPlan) -> None:
        if _are_pages_new(runner, options):
            drawing.begin(normal)

    linked, issues = link_and_check(plan, runner, options, draw)

    @functools.cache
    def publication() -> Publication:
        return publication_of(plan, linked.value, issues.value, identifiers, options.formats)

    check = runner.begin(
        CHECK,
        lambda: begin_check(
            publication().linked, issues.value, publication().records, runner, options.check
        ),
        inputs={"links": linked.sha, "issues": issues.sha},
        settings={"identifiers": identifiers},
    )

    @functools.cache
    def approve() -> Verdict:
        verdict = check().value
        for line in verdict.stale:
            say(line)
        refuse(verdict, allow_loss=options.allow_loss, fail_on=options.fail_on)
        return verdict

    results = Results(
        linked, issues, identifiers, publication, approve, drawing.wait, options.beside
    )
    published = publish_or_keep(
        plan,
        results,
        runner,
        options.out or plan.out,
        options.password,
        accept_change=options.accept_change,
        formats=options.formats,
    )
    return approve(), published


def _are_pages_new(runner: Runner, options: Options) -> bool:
    """Return whether a run that has to link records shows pages of a file that it has read."""
    is_shown = options.formats is None or "html" in options.formats
    return is_shown and EXTRACT.name in runner.ran


def link_and_check(
    plan: Plan,
    runner: Runner,
    options: Options,
    before_links: Callable[[NormalPlan], None] = lambda _: None,
) -> tuple[Result[LinkedPlan], Result[IssueReport]]:
    """Run the stages from the PDF to the linked records and the issues.

    Args:
        plan: the plan.
        runner: runs its stages.
        options: options of the run.
        before_links: called with the records, unless the store has them linked.

    Raises:
        UnfitPlanError: the PDF lacks something that the settings name.
    """
    table = runner.run(
        EXTRACT,
        lambda: _extract(plan, options),
        inputs={"pdf": _file_sha(plan.pdf)},
        settings={
            **dict(plan.extract),
            "allow loss": options.allow_loss,
            "OCR": engine_state(),
        },
        is_reusable=_is_whole,
    )
    require_fit(table, plan, runner)
    _tell_lacking_words(plan)
    normal = runner.run(
        NORMALIZE,
        lambda: _normalize(table.value, plan, runner),
        inputs={"table": table.sha},
        settings=dict(plan.normalize),
    )
    table.release()  # the records hold what later stages need

    def find_links() -> LinkedPlan:
        before_links(normal.value)
        return _link(normal.value, plan, runner)

    linked = runner.run(
        LINK,
        find_links,
        inputs={"records": normal.sha},
        settings=dict(plan.link),
    )
    issues = runner.run(
        ISSUES,
        lambda: _find_issues(linked.value, plan, runner, options.beside),
        inputs={"links": linked.sha},
        settings={**dict(plan.expectations), "decisions": plan.decisions},
    )
    return linked, issues


def _tell_lacking_words(plan: Plan) -> None:
    """Say once that rules on words are off in a language without a list of words."""
    language = plan.expectations.language
    if language == "en":
        return
    from expectations.words import has_list
    from normalize.values.words import has_words

    lacking = [
        what
        for what, is_there in (
            ("misprints and word breaks are not checked against a word list", has_list(language)),
            ("dates, sums and statuses are read with English words", has_words(language)),
        )
        if not is_there
    ]
    if lacking:
        say(f"{plan.name}: no list of words in the language {language!r}: {'; '.join(lacking)}")


def _is_whole(table: PlanTable) -> bool:
    """Return whether all pages were read; the next run may read a page that took too long."""
    return {page.page for page in table.ledger} <= {page.page for page in table.pages}


def _extract(plan: Plan, options: Options) -> PlanTable:
    from extract.settings import ReadOptions
    from extract.stage import extract_plan

    read = ReadOptions(
        jobs=options.jobs,
        allow_loss=options.allow_loss,
        password=options.password,
        file_limits=options.file_limits,
        page_done=options.page_done,
        pages_read=options.pages_read,
    )
    return extract_plan(plan.pdf, plan.extract, read)


# Results that depend on the texts alone have keys of their own, so that a changed alias keeps them.


def _normalize(table: PlanTable, plan: Plan, runner: Runner) -> NormalPlan:
    from normalize.records.sentences import find_sentences
    from normalize.stage import normalize

    def sentences(texts: Sequence[str]) -> Sentences:
        inputs = {"texts": digest(canonical(texts))}
        return runner.run(SENTENCES, lambda: find_sentences(texts), inputs=inputs).value

    return normalize(table, plan.normalize, sentences)


def _link(normal: NormalPlan, plan: Plan, runner: Runner) -> LinkedPlan:
    from link.stage import link, link_texts

    def texts(printed: NormalPlan, settings: LinkSettings) -> TextLinks:
        return runner.run(
            TEXT_LINKS,
            lambda: link_texts(printed, settings),
            inputs={"records": digest(canonical_model(printed))},
            settings=dict(settings),
        ).value

    return link(normal, plan.link, texts)


def _find_issues(linked: LinkedPlan, plan: Plan, runner: Runner, beside: Beside) -> IssueReport:
    from expectations.stage import begin_in_print, find_issues

    def in_print(printed: LinkedPlan, settings: ExpectationSettings) -> Callable[[], PrintedIssues]:
        found = runner.begin(
            IN_PRINT,
            lambda: begin_in_print(printed, settings, beside.begin),
            inputs={"links": digest(canonical_model(printed))},
            settings=dict(settings),
        )
        return lambda: found().value

    return find_issues(linked, plan.expectations, plan.decisions, in_print)


def _file_sha(pdf: Path) -> str:
    try:
        return sha256_of(pdf)
    except OSError as error:
        raise SourceFileError(
            f"{pdf}: {error.strerror or error}: name a PDF file that can be read"
        ) from error
