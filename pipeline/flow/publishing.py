"""Publish the results of a run, unless the folder already holds them."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from extract.characters import publishable
from extract.frozen import Frozen
from extract.system.regular_files import sha256_of
from pipeline.engine.beside import Beside
from pipeline.engine.runner import Result, Runner, Stage
from pipeline.engine.store import canonical, digest
from pipeline.publish.core.atomic_folder import tidy
from pipeline.publish.core.json_text import read_json

if TYPE_CHECKING:
    from expectations.model import IssueReport
    from link.model import LinkedPlan
    from normalize.model import NormalPlan
    from pipeline.config.config import Plan
    from pipeline.config.identifiers import EarlierIdentifier
    from pipeline.publish.core.model import Manifest, Publication
    from pipeline.publish.html.drawings import Shown

MANIFEST = "manifest.json"
"""The only file that holds times; the same input gives the same bytes in all others."""
TIMES = ("published_at", "seconds", "accepted_changes", "sha256")
"""Fields of the manifest about runs; they are not part of the published content."""


class Checksums(Frozen):
    """SHA-256 of the files of a publication, and of the manifest without its times."""

    manifest: str
    files: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, manifest: Manifest) -> Checksums:
        """Return the checksums of a publication, from its manifest."""
        return cls(
            manifest=_manifest_digest(manifest.model_dump(mode="json")),
            files=tuple((file.path, file.sha256) for file in manifest.files),
        )


@dataclass(frozen=True)
class Published:
    """The folder that a run published to, its number of files, and whether they are new."""

    out: Path
    files: int
    is_new: bool


@dataclass(frozen=True)
class Results:
    """Results of the stages, to be published.

    Attributes:
        linked: the plan.
        report: its issues.
        identifiers: those that the edition before had.
        publication: makes the publication, with corrections applied; later calls return the same.
        approve: waits for the check of the tables, and raises an error if it failed.
        drawn_ahead: waits for pages that are being rendered already.
        beside: does work beside this process.
    """

    linked: Result[LinkedPlan]
    report: Result[IssueReport]
    identifiers: Sequence[EarlierIdentifier]
    publication: Callable[[], Publication]
    approve: Callable[[], object]
    drawn_ahead: Callable[[], None] = lambda: None
    beside: Beside = field(default_factory=Beside)


class DrawingAhead:
    """Pages of a plan that are drawn while records are linked, which takes one process only.

    Earlier, the process that checks the tables imports its libraries; later, the issues are looked
    for in two processes.

    Args:
        pdf: the plan.
    """

    def __init__(self, pdf: Path) -> None:
        self._pdf = pdf
        self._wait: Callable[[], None] = lambda: None

    def begin(self, normal: NormalPlan) -> None:
        """Start to draw the first pages that hold cells, of a file that needs no copy."""
        from extract.pdf.preflight import is_plain
        from pipeline.publish.html.page_images import draw_ahead

        if is_plain(self._pdf):
            pages = sorted({cell.span.page for cell in normal.cells})
            self._wait = draw_ahead(self._pdf, pages)

    def wait(self) -> None:
        """Wait until the pages are drawn, if any are."""
        self._wait()


FLOW = ("pipeline/flow/stages.py", "pipeline/flow/publishing.py")
"""Files that call all stages: the keys cover these files, but not their imports."""

PUBLISH: Stage[Checksums] = Stage(
    "publish", "pipeline.flow.publishing:Checksums", ("pipeline.flow.publishing",), FLOW
)
DRAW: Stage[Shown] = Stage(
    "draw",
    "pipeline.publish.html.drawings:Shown",
    ("pipeline.publish.html.drawings", "extract.pdf.preflight"),
    FLOW,
)


def _manifest_digest(manifest: Mapping[str, object]) -> str:
    return digest(canonical({k: v for k, v in manifest.items() if k not in TIMES}))


def differences(out: Path, expected: Checksums) -> list[str]:
    """Return the missing and altered files of a publication; files of users are ignored."""
    wrong = []
    try:
        manifest = read_json(out / MANIFEST)
        own = {name: value for name, value in manifest.items() if name != "sha256"}
        is_sound = manifest.get("sha256") == digest(canonical(own))
        if _manifest_digest(manifest) != expected.manifest or not is_sound:
            wrong.append(f"{MANIFEST} is altered")
    except OSError:
        wrong.append(f"{MANIFEST} is missing")
    except (ValueError, AttributeError):
        wrong.append(f"{MANIFEST} is not a manifest")
    for name, sha in expected.files:
        try:
            found = sha256_of(out / name)
        except OSError:
            wrong.append(f"{name} is missing")
            continue
        if found != sha:
            wrong.append(f"{name} is altered")
    return wrong


def publish_or_keep(
    plan: Plan,
    results: Results,
    runner: Runner,
    out: Path,
    password: str = "",
    *,
    accept_change: bool = False,
    formats: Sequence[str] | None = None,
) -> Published:
    """Publish, unless the folder already holds the same files.

    The store keeps only the checksums of the files, so an altered folder is written again.

    Raises:
        EncryptedPdfError: the pages cannot be drawn without the PDF's password.
        BrokenExpectationError: the tables did not pass their check, or the folder would lose much
            of its data.
    """

    def make() -> Checksums:
        manifest = _publish(plan, results, runner, out, password, accept_change=accept_change)
        return Checksums.of(manifest)

    card = plan.card.model_dump(mode="json")
    inputs = {"links": results.linked.sha, "issues": results.report.sha}
    settings: dict[str, object] = {
        "source card": card,
        "source file": publishable(plan.pdf.name),
        "identifiers": results.identifiers,
        # The links do not show what a corrected value will state.
        "values": plan.normalize.model_dump(include={"language", "currency", "statuses"}),
        **({} if formats is None else {"formats": list(formats)}),
    }
    checksums = runner.run(PUBLISH, make, inputs=inputs, settings=settings).value
    if PUBLISH.name in runner.ran:
        return Published(out, len(checksums.files) + 1, is_new=True)
    wrong = differences(out, checksums) if out.is_dir() else ["it does not exist"]
    if not wrong:
        tidy(out)
        return Published(out, len(checksums.files) + 1, is_new=False)
    runner.kept.remove(PUBLISH.name)
    why = f"{out}: {'; '.join(wrong[:3])}"
    again = runner.run(PUBLISH, make, inputs=inputs, settings=settings, rerun_reason=why)
    return Published(out, len(again.value.files) + 1, is_new=True)


def corrected_plan(plan: Plan, linked: LinkedPlan, report: IssueReport) -> LinkedPlan:
    """Return a linked plan with the reviewers' corrections, and the values that they state."""
    from expectations.decisions.corrections import apply_corrections

    corrected = apply_corrections(linked, report.corrections)
    if corrected.plan.rows == linked.plan.rows:
        return corrected
    # Only plans with further columns need the libraries of dates and money.
    from normalize.values.again import read_again

    read = read_again(linked.plan, corrected.plan, plan.normalize)
    return corrected.model_copy(update={"plan": read})


def publication_of(
    plan: Plan,
    linked: LinkedPlan,
    report: IssueReport,
    identifiers: Sequence[EarlierIdentifier] = (),
    formats: Sequence[str] | None = None,
) -> Publication:
    """Return the publication of a plan: its tables, with the reviewers' corrections.

    An edition that followed another one has the identifiers of that one as a further table.
    """
    from pipeline.publish.core.identifiers import IDENTIFIERS, IdentifierRecord
    from pipeline.publish.core.model import ALL_FORMATS, Publication

    corrected = corrected_plan(plan, linked, report)
    publication = dataclasses.replace(
        Publication.of(plan.card, corrected, report, plan.pdf, report.records()),
        formats=ALL_FORMATS if formats is None else tuple(formats),
    )
    if not identifiers:
        return publication
    records = tuple(
        IdentifierRecord(position=position, **item.model_dump())
        for position, item in enumerate(identifiers, 1)
    )
    return dataclasses.replace(
        publication,
        tables=(*publication.tables, IDENTIFIERS),
        records={**publication.records, IDENTIFIERS.name: records},
    )


def _publish(
    plan: Plan,
    results: Results,
    runner: Runner,
    out: Path,
    password: str,
    *,
    accept_change: bool,
) -> Manifest:
    from concurrent.futures import ThreadPoolExecutor

    from pipeline.publish.html.drawings import draw, recall
    from pipeline.publish.html.to_show import to_show
    from pipeline.publish.stage import publish

    publication = results.publication()
    write = partial(
        publish,
        out=out,
        approve=results.approve,
        accept_change=accept_change,
        beside=results.beside,
    )
    if "html" not in publication.formats:  # nothing else shows pages
        return write(publication)
    wanted = to_show(publication)

    def draw_pages() -> Shown:
        results.drawn_ahead()
        with _open(plan.pdf, password) as pdf:
            return draw(pdf, wanted)

    with ThreadPoolExecutor(1) as thread:
        # Worker processes draw while this process writes the tables.
        drawn = runner.begin(
            DRAW,
            lambda: thread.submit(draw_pages).result,
            inputs={"pdf": publication.linked.plan.source.sha256},
            settings={"to show": wanted},
        )
        publication = dataclasses.replace(
            publication,
            draw=lambda: recall(plan.pdf, wanted, drawn().value),
        )
        return write(publication)


@contextlib.contextmanager
def _open(pdf: Path, password: str) -> Iterator[Path]:
    """Yield the file whose pages are drawn: for an encrypted file, a decrypted copy."""
    from extract.errors import EncryptedPdfError, ExtractError
    from extract.pdf.preflight import readable
    from extract.runtime.workers import pool_for

    with contextlib.ExitStack() as stack:
        try:
            shown = stack.enter_context(readable(pdf, pool_for(), password)).path
        except EncryptedPdfError:
            raise
        except ExtractError:
            shown = pdf  # publish without pictures of its pages
        yield shown
