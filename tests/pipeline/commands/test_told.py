"""What ``run``, ``show``, ``monitor``, ``diff`` and ``adopt`` print of what they did."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from expectations.counts import IssueCounts
from expectations.model import IssueReport
from pipeline.commands import adopt, monitor, run
from pipeline.commands.diff import published_folder
from pipeline.commands.monitor import monitor_command, rows_in_latest
from pipeline.commands.run import Outcome, RunOptions, run_command
from pipeline.commands.show import show_command
from pipeline.config.project import Project
from pipeline.config.source_card import SourceCard
from pipeline.engine.runner import WouldRunError
from pipeline.errors import UsageError
from pipeline.flow.publishing import Published
from pipeline.flow.stages import STAGE_NAMES
from pipeline.publish.forms.edition_facts import PlanFacts
from pipeline.publish.forms.forms import ReportLine
from pipeline.publish.forms.monitoring import Monitoring
from pipeline.validate.checker import Checker
from pipeline.validate.gate import Verdict
from tests.pipeline.publish.editions import small_linked

VERDICT = Verdict(
    rows=4, areas=2, bodies=3, mentions=9, mentions_resolved=8, issues=IssueCounts(), doubts=1
)
COUNTS = "small: 4 rows in 2 areas; 8 of 9 mentions of bodies resolved;"
DAMAGED = "0123456789abcdef"


def outcome(*, is_new: bool = True, **values: Any) -> Outcome:
    nothing: dict[str, Any] = {"ran": (), "kept": (), "damaged": ()}
    published = Published(Path("out/small"), 12, is_new=is_new)
    return Outcome("small", VERDICT, published, **{**nothing, **values})


@pytest.mark.parametrize(
    ("made", "lines"),
    [
        (outcome(), ["12 files published to out/small; 1 doubt of reading"]),
        (
            outcome(kept=("extract", "link")),
            ["12 files published to out/small; kept: extract, link; 1 doubt of reading"],
        ),
        (
            outcome(is_new=False),
            [
                "nothing has changed: no stage ran, 12 published files in out/small verified; "
                "1 doubt of reading"
            ],
        ),
        (
            outcome(is_new=False, ran=("link", "check")),
            [
                "the results have not changed: link, check ran, 12 published files in out/small "
                "verified; 1 doubt of reading"
            ],
        ),
        (
            outcome(notice="Draft: not adopted."),
            ["12 files published to out/small; 1 doubt of reading", "Draft: not adopted."],
        ),
    ],
)
def test_a_run_tells_what_it_published(
    made: Outcome,
    lines: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(run, "execute", lambda _: made)
    summary = run_command(RunOptions())
    printed = capsys.readouterr()
    first, *rest = printed.out.splitlines()
    assert first.startswith(COUNTS)
    assert (rest, printed.err) == (lines, "")
    assert summary["is_new"] is made.published.is_new
    assert (summary["rows"], summary["stages_kept"]) == (4, made.kept)


def test_a_run_names_damaged_results(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "execute", lambda _: outcome(damaged=(DAMAGED,)))
    run_command(RunOptions())
    said = capsys.readouterr().err
    assert said == "store: object 0123456789ab was damaged; its stage ran again\n"


@pytest.mark.parametrize(("given", "password"), [("word", "word"), ("", "of the file")])
def test_a_password_that_is_given_comes_before_that_of_a_file(
    given: str, password: str, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("of the file\n", encoding="utf-8")
    options = RunOptions(password=given, password_file=tmp_path / "file")
    made = run._stage_options(options, Checker(), lambda *_: None)
    assert made.password == password


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a plan, which is its default."""
    folder = tmp_path / "sources" / "small"
    folder.mkdir(parents=True)
    (folder / "plan.toml").write_text('[source]\nid = "small"\ntitle = "A"\n', encoding="utf-8")
    (folder / "plan.pdf").write_bytes(b"%PDF-1.4")
    monkeypatch.setenv("PLANROWS_PROJECT", str(tmp_path))
    monkeypatch.setenv("PLANROWS_STORE", str(tmp_path / "store"))
    return tmp_path


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("may_fork", [True, False])
def test_readers_are_got_ready_for_reading_and_the_checker_for_all_else(
    monkeypatch: pytest.MonkeyPatch, *, may_fork: bool
) -> None:
    done: list[str] = []
    monkeypatch.setattr(run, "may_fork", lambda: may_fork)
    monkeypatch.setattr(run, "preimport", lambda: done.append("libraries"))
    monkeypatch.setattr("extract.runtime.workers.import_parsers", lambda: done.append("readers"))
    monkeypatch.setattr(Checker, "start", lambda _: done.append("checker"))

    def stages(_: object, runner: Any, options: Any) -> tuple[Verdict, Published]:
        for stage in ("extract", "link"):
            runner.before(stage)
            done.append(stage)
            if stage == "extract":
                options.page_done(1, 1)
        return VERDICT, Published(Path("out"), 1, is_new=True)

    monkeypatch.setattr(run, "run_plan", stages)
    assert run.execute(RunOptions()).plan == "small"
    # A fork begins to check before any page is read, a new interpreter when all are read.
    early = ["checker"] if may_fork else []
    assert done == [*early, "readers", "extract", "libraries", "checker", "link"]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("stops", [True, False])
def test_a_run_that_is_explained_tells_what_would_run(
    stops: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stages(_: object, runner: Any, __: object) -> None:
        runner.kept += ["extract"]
        if stops:
            raise WouldRunError("normalize", "changed: setting language")

    monkeypatch.setattr(run, "run_plan", stages)
    summary = run_command(RunOptions(explain=True))
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == "extract    kept: nothing that it depends on has changed"
    assert summary["stages_kept"] == ("extract",)
    if not stops:
        assert (rest, set(summary)) == ([], {"plan", "stages_kept"})
        return
    assert rest[0] == "normalize  runs: changed: setting language"
    later = [name for name in STAGE_NAMES if name not in ("extract", "normalize")]
    assert [line.split()[0] for line in rest[1:]] == later
    assert all(
        line.endswith("runs if the results of the stages before it change") for line in rest[1:]
    )
    assert (summary["first_stage_to_run"], summary["plan"]) == ("normalize", "small")


def shown(
    monkeypatch: pytest.MonkeyPatch, *args: Any, as_json: bool = False, **options: Any
) -> None:
    linked = small_linked()
    monkeypatch.setattr(run, "results_of", lambda _: (linked, IssueReport(issues=())))
    show_command(RunOptions(**options), *args, as_json=as_json)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("plan", [None, "small"])
def test_a_record_or_a_body_is_shown_as_text_or_json(
    plan: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shown(monkeypatch, "row-001", None, plan=plan)
    assert capsys.readouterr().out.startswith("row row-001\n  row_id")
    shown(monkeypatch, "row-001", None, as_json=True, plan=plan)
    assert json.loads(capsys.readouterr().out)["record_id"] == "row-001"
    shown(monkeypatch, None, "SOMY", plan=plan)
    assert "Meeting on Youth" in capsys.readouterr().out
    shown(monkeypatch, None, "SOMY", as_json=True, plan=plan)
    assert json.loads(capsys.readouterr().out)["body"]["body_id"] == "SOMY"
    with pytest.raises(UsageError, match="no body 'XYZ' in the plan: name one of ACW, SOMY"):
        shown(monkeypatch, None, "XYZ", plan=plan)
    with pytest.raises(UsageError, match="name a row, cell, area"):
        shown(monkeypatch, None, None, plan=plan)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("plan", [None, "small"])
def test_a_record_is_shown_under_the_identifier_of_an_earlier_edition(
    plan: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = {"old-1": ("row-001", "row-002"), "row-000": ("row-003",)}
    monkeypatch.setattr(
        "pipeline.commands.earlier.present_ids", lambda _, name, __: now.get(name, ())
    )
    shown(monkeypatch, "old-1", None, plan=plan)
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "row row-001"
    assert second == "  old-1 of an earlier edition is this record now, and row-002"
    # What the edition itself has comes first.
    shown(monkeypatch, "row-000", None, plan=plan)
    assert capsys.readouterr().out.startswith("row row-000\n  row_id")
    with pytest.raises(UsageError, match="nothing in the plan has the id 'old-2'"):
        shown(monkeypatch, "old-2", None, plan=plan)


def test_a_publication_is_named_by_folder_or_plan(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = Project(tmp_path)
    (tmp_path / "there").mkdir()
    monkeypatch.chdir(tmp_path)
    assert published_folder(project, "there") == Path("there")
    assert published_folder(project, "small@2019") == tmp_path / "outputs" / "small@2019"
    assert published_folder(project, "elsewhere/small") == Path("elsewhere/small")


def facts(edition: str, latest: str = "2026") -> PlanFacts:
    return PlanFacts(
        plan="small", edition=edition, status="adopted", latest=latest, years=(2025, 2026),
        source="", folder=Path(), title="", rows={"r1": {}, "r2": {}}, areas={}, leads={},
        bodies={}, area_titles={}, due={},
    )  # fmt: skip


def report(edition: str, row: str, body: str, year: int, latest: str = "") -> ReportLine:
    return ReportLine(
        edition=edition, row_id=row, body_id=body, area_id="", year=year, status="done",
        date_start=None, date_end=None, achievement="", assessment="", source="",
        latest_row_id=latest,
    )  # fmt: skip


LINES = [
    report("2019", "r1", "ACW", 2025, "r1"),
    report("2019", "r2", "SOMY", 2026),
    report("2026", "r1", "ACW", 2025, "r1"),
]


def monitored(monkeypatch: pytest.MonkeyPatch, result: Monitoring, **options: Any) -> None:
    monkeypatch.setattr("pipeline.publish.forms.monitoring.monitor", lambda *_, **__: result)
    monkeypatch.setattr(monitor, "find_project", lambda: Project(Path()))
    files = [Path("a.xlsx"), Path("b.xlsx")]
    monitor_command(files, "small", None, replace=False, **options)


def test_reports_are_those_of_the_default_plan_unless_one_is_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[Path] = []

    def merge(_: object, published: Path, *__: object, **___: object) -> Monitoring:
        named.append(published)
        return Monitoring()

    monkeypatch.setattr("pipeline.publish.forms.monitoring.monitor", merge)
    for plan in (None, "other"):
        monitor_command([], plan, None, replace=False)
    assert named == [small / "outputs" / "small", small / "outputs" / "other"]


def test_reports_are_told_by_edition_body_and_year(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Monitoring(
        LINES, 2, replaced=["replaced r1"], differing=["r1 differs"],
        editions=[facts("2019"), facts("2026")],
        written={"2019": Path("out/2019"), "2026": Path("out/2026")},
    )  # fmt: skip
    result.note(Path("a.xlsx"), "is late")
    monitored(monkeypatch, result)
    assert capsys.readouterr().out.splitlines() == [
        "a.xlsx: is late",
        "replaced r1",
        "r1 differs",
        "2 new reports, 3 in all",
        "edition 2019: 2 reports on 2 rows; 1 find their row in the latest; 2 done (2026)",
        "by body: ACW 1, SOMY 1",
        "by year: 2025 1, 2026 1",
        "written to out/2019",
        "edition 2026: 1 reports on 2 rows; 1 done, 1 silent (2025)",
        "by body: ACW 1",
        "by year: 2025 1",
        "written to out/2026",
    ]


def test_reports_are_told_for_the_year_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [report("", "r1", "ACW", 2025), report("", "r2", "ACW", 2026)]
    result = Monitoring(lines, 2, editions=[facts("", "")], written={"": Path("out")})
    monitored(monkeypatch, result, year=2025)
    assert "small: 2 reports on 2 rows; 1 done, 1 silent (2025)\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("refused", "strict", "says"),
    [
        (("a.xlsx",), False, "2 problems in the forms: 1 of 2 forms merged"),
        (("a.xlsx", "b.xlsx"), False, "2 problems in the forms: nothing merged"),
        (("a.xlsx",), True, "2 problems in the forms: nothing merged"),
    ],
)
def test_forms_with_problems_are_refused(
    refused: tuple[str, ...],
    strict: bool,
    says: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = Monitoring(LINES, 0, editions=[facts("2019")])
    for name, problems in zip(refused, (("one", "two"), ()), strict=False):
        result.refuse(Path(name), *problems)
        result.note(Path(name), "is late")
    with pytest.raises(UsageError) as caught:
        monitored(monkeypatch, result, strict=strict)
    assert str(caught.value) == says
    # Nothing else is told of a form that was not merged, and no counts where nothing was written.
    assert capsys.readouterr().out.splitlines() == ["one", "two"]


def test_rows_alone_find_their_row_in_the_latest_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    identifiers = [
        SimpleNamespace(table="matrix", old_id="r1", new_id="r3"),
        SimpleNamespace(table="areas", old_id="area-1", new_id="area-2"),
    ]
    difference = SimpleNamespace(identifiers=identifiers)
    monkeypatch.setattr("pipeline.diff.stage.compare", lambda *_: difference)
    assert rows_in_latest(Path("old"), Path("new")) == {"r1": "r3"}


def card(title: str, **values: Any) -> SourceCard:
    return SourceCard.model_validate({"id": "small", "title": title, "edition": "2026", **values})


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (
            card(
                "A plan (2026–2030)", adopted_by="Second", adopted_on=datetime.date(2026, 6, 30),
                period="2026–2030", source="https://example.org", licence="CC0",
            ),
            [
                "card         “A plan (2026–2030)”",
                "             adopted by Second on 2026-06-30",
                "             period 2026–2030; source https://example.org; licence CC0",
            ],
        ),
        (
            card("A plan", adopted_on=datetime.date(2026, 6, 30)),
            [
                "card         “A plan”; the title is that of the old edition",
                "             adopted by not stated on 2026-06-30",
                "             period not stated; source not stated; licence not stated",
            ],
        ),
    ],
)  # fmt: skip
def test_an_adoption_tells_the_card_of_the_edition(
    new: SourceCard, told: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    plan = SimpleNamespace(
        card=new.model_copy(update={"latest": "2026"}), out=tmp_path / "small", project=None
    )
    monkeypatch.setattr(adopt, "load_plan", lambda *_: plan)
    adoption: Any = SimpleNamespace(
        own=SimpleNamespace(project=None, card=card("A plan")),
        old="2019",
        old_out=tmp_path / "small@2019",
        carried=SimpleNamespace(lines=["decisions    none"]),
    )
    assert adopt._described(adoption, Path("diff")) == [
        "small: edition 2026 is adopted",
        *told,
        "latest       2026: published as small",
        "superseded   2019: published as small@2019",
        "decisions    none",
        "monitoring   of 2019 is closed with 0 reports; late ones are accepted",
        "comparison   diff",
    ]
