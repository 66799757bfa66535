"""A run on a PDF with another label ends with one line, and the last publication stands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from pipeline.config.project import Project
from tests.fuzz.kills import sums
from tests.pipeline.batch.in_threads import tasks_in
from tests.pipeline.fit.printed_plan import LABELS, ROLES, TEXTS
from tests.pipeline.small_project import make_project, planrows

HEADING = "Bodies that Take Part"
ANNEX = (
    ("SOMTC", "Senior Officials Meeting on Crime"), ("AICHR", "Commission on Human Rights"),
    ("ACWC", "Commission on Women and Children"), ("SOMY", "Senior Officials Meeting on Youth"),
    ("SOMED", "Senior Officials Meeting on Education"), ("ACW", "Committee on Women of the Region"),
)  # fmt: skip
BOLD = ParagraphStyle("bold", fontName="Helvetica-Bold", fontSize=8, leading=9)
PLAIN = ParagraphStyle("plain", fontSize=8, leading=9)


def draw(
    pdf: Path,
    labels: Sequence[str] = LABELS,
    texts: Sequence[Sequence[str]] = TEXTS,
    heading: str = HEADING,
) -> Path:
    """Set a matrix under these labels, and an annex under this heading."""

    def ruled(head: Sequence[str], lines: Sequence[Sequence[str]], width: int) -> Table:
        rows = [[Paragraph(text, BOLD) for text in head]]
        rows += [[Paragraph(text, PLAIN) for text in line] for line in lines]
        return Table(
            rows,
            colWidths=[width] * len(head),
            repeatRows=1,
            style=TableStyle([
                ("GRID", (0, 0), (-1, -1), 0.7, "black"),
                ("BACKGROUND", (0, 0), (-1, 0), "lightgrey"),
            ]),
        )  # fmt: skip

    title = ParagraphStyle("title", parent=BOLD, fontSize=12, leading=16)
    annex = [PageBreak(), Paragraph(heading, title), ruled(("Acronym", "Name"), ANNEX, 250)]
    SimpleDocTemplate(str(pdf), pagesize=landscape(A4), invariant=1).build(
        [ruled(labels, texts, 120), *annex]
    )
    return pdf


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan that is published."""
    folder = make_project(tmp_path_factory.mktemp("project"))
    plan = folder / "sources" / "small"
    plan.mkdir()
    draw(plan / "plan.pdf")
    columns = "\n".join(
        f'    {{ role = "{role}", label = "{label}" }},'
        for role, label in zip(ROLES, LABELS, strict=True)
    )
    (plan / "plan.toml").write_text(
        f'[source]\nid = "small"\ntitle = "Small"\npdf = "plan.pdf"\n\n[extract]\n'
        f'annex_heading = "{HEADING}"\ncolumns = [\n{columns}\n]\n',
        encoding="utf-8",
    )
    done = planrows(folder, "run", "small")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return folder


def refusal(project: Path, pdf: Path, *more: str) -> str:
    """Run another PDF under the plan's settings, and return the one line that refuses it."""
    before = sums(project / "outputs")
    done = planrows(project, "run", "small", "--pdf", pdf, *more)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert sums(project / "outputs") == before
    (line,) = done.stderr.splitlines()
    assert line.startswith("planrows: ")
    return line


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("area", "Priority Areas"),
        pytest.param("focus", "Programme", marks=pytest.mark.slow),
        pytest.param("output", "Expected Results", marks=pytest.mark.slow),
        ("lead_bodies", "Responsible"),
    ],
)
def test_a_label_that_is_worded_anew_stops_the_run(
    project: Path, tmp_path: Path, role: str, label: str
) -> None:
    labels = [label if r == role else old for r, old in zip(ROLES, LABELS, strict=True)]
    line = refusal(project, draw(tmp_path / "new.pdf", labels))
    assert f"nothing published: no column matches {role} (“{LABELS[ROLES.index(role)]}”)" in line
    assert ", ".join(f"“{each}”" for each in labels) in line
    assert f"“{label}” is the most likely (" in line
    toml = project / "sources" / "small" / "plan.toml"
    assert line.endswith(
        f'write in {toml}, [extract] columns: {{ role = "{role}", label = "{label}" }},'
    )


def test_a_renamed_annex_stops_the_run(project: Path, tmp_path: Path) -> None:
    line = refusal(project, draw(tmp_path / "new.pdf", heading="List of Ministries"))
    assert (
        f"the annex heading “{HEADING}” is not printed above a table; the most similar is " in line
    )
    assert line.endswith('[extract]: annex_heading = "List of Ministries"')


def test_an_edition_is_reported_its_own_table(project: Path) -> None:
    toml = project / "sources" / "small" / "plan.toml"
    own = toml.read_text(encoding="utf-8")
    draw(project / "sources" / "small" / "next.pdf", [*LABELS[:5], "Responsible"])
    toml.write_text(f'{own}\n[editions.next]\npdf = "next.pdf"\n', encoding="utf-8")
    done = planrows(project, "run", "small@next")
    toml.write_text(own, encoding="utf-8")
    assert done.returncode == 1
    assert "[editions.next.extract] columns (all of them): { role" in done.stderr


def test_a_plan_that_loses_rows_stops_until_that_is_accepted(project: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert planrows(project, "run", "small", "--out", out).returncode == 0
    pdf = draw(tmp_path / "new.pdf", texts=TEXTS[:2])
    before = sums(out)
    line = refusal(project, pdf, "--out", str(out))
    assert "rows: 2, previously 3; areas: 2, previously 3" in line
    assert "--accept-change" in line
    assert sums(out) == before
    done = planrows(project, "run", "small", "--pdf", pdf, "--out", out, "--accept-change")
    assert done.returncode == 0, done.stderr
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    (change,) = manifest["accepted_changes"]
    assert change["accepted_by"]
    assert change["losses"] == ["rows: 2, previously 3", "areas: 2, previously 3"]
    again = planrows(project, "run", "small", "--pdf", pdf, "--out", out)
    assert "nothing has changed: no stage ran" in again.stdout


def test_a_batch_asks_and_accepts_likewise(project: Path, tmp_path: Path) -> None:
    pdf = draw(tmp_path / "small.pdf", texts=TEXTS[:2])
    tasks = [
        tasks_in(pdf, Project(project), tmp_path / "out", accept_change=accept)[0]
        for accept in (False, True)
    ]
    assert [task.accept_change for task in tasks] == [False, True]
    # What was refused runs anew when the change is accepted.
    assert tasks[0].key != tasks[1].key
