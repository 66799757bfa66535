"""Texts of documents, file names and paths are data: in Markdown, in CSV, on the terminal."""

from __future__ import annotations

import dataclasses
import html
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, strategies as st
from markdown_it import MarkdownIt

from extract.characters import publishable
from extract.model import Cell, Document, Fragment, Row, Source, Table
from pipeline.add.draft import draft_plan, questions
from pipeline.corpus.address import open_address
from pipeline.corpus.database import update_corpus
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import summary_csv
from pipeline.engine.progress import Progress
from pipeline.formulas import looks_like_formula
from pipeline.markdown import code, escaped
from pipeline.publish.describe.dictionary import dictionary
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import CARD, small_publication

HOSTILE = (
    "<script>alert(1)</script>",
    "[click](javascript:alert(1))",
    "![x](http://evil.example/a.png)",
    "| a | b |\n|---|---|\n# heading",
    "`</code><b>x</b>`",
    "&lt;b&gt; <b onmouseover=x>",
    "</title>-->\n\n<!-- ",
)
MARKS = st.sampled_from("<>[]()`*_#|&;~\\!a1 \n$:/\"'=-")
TEXTS = st.sampled_from(HOSTILE) | st.text(MARKS | st.characters(), max_size=60).map(publishable)


def rendered(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


@given(TEXTS)
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    shown = rendered(f"x {escaped(text)} y")
    plain = " ".join(f"x {text} y".split())
    assert shown.count("<") == 2, shown  # of the paragraph alone
    assert " ".join(unescaped(shown[3:-5]).split()) == plain


@given(TEXTS)
def test_a_code_span_ends_where_it_should(text: str) -> None:
    if not text.strip():
        return
    shown = rendered(f"x {code(text)} y")
    assert shown.count("<") == 4, shown  # of the paragraph and the span
    assert " ".join(unescaped(shown[11:-14]).split()) == " ".join(text.split())


def unescaped(text: str) -> str:
    return html.unescape(text)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_dictionary_escapes_titles_and_file_names(text: str) -> None:
    card = CARD.model_copy(update={"title": text, "short_title": text, "licence": text})
    publication = dataclasses.replace(small_publication(), card=card)
    publication = dataclasses.replace(publication, pdf=Path("a") / text.replace("/", "."))
    page = rendered(dictionary(publication))
    for tag in ("<script", "<b", "<img", '<a href="javascript', "<!--"):
        assert tag not in page.replace("<blockquote", "")
    assert page.count("<h1>") == 1


def test_a_corpus_holds_the_value_and_not_the_apostrophe(tmp_path: Path) -> None:
    publish(small_publication(), tmp_path / "river-plan")
    outcome = PlanOutcome(plan_id="river-plan", status="published")
    update_corpus(open_address(str(tmp_path)), [outcome])
    with sqlite3.connect(tmp_path / "corpus.sqlite") as database:
        found = {row[0] for row in database.execute("SELECT text FROM activities")}
        searched = {row[0] for row in database.execute("SELECT text FROM search")}
    database.close()
    assert '=HYPERLINK("http://x")' in found
    assert '=HYPERLINK("http://x")' in searched


def test_the_summary_of_a_batch_holds_no_formula() -> None:
    outcome = PlanOutcome(plan_id="p", status="failed", message="=cmd|' /C calc'!A0.pdf: no")
    text = summary_csv([outcome])
    assert not any(looks_like_formula(value) for value in text.splitlines()[1].split(","))


def test_a_path_is_no_markup_of_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=False)
    progress.start("publish", "/[/nope]/: it does not exist \x1b[2J")
    progress.stop()
    assert "\x1b[2J" not in capsys.readouterr().err


@pytest.mark.parametrize("text", HOSTILE)
def test_the_questions_escape_file_names_titles_and_cells(text: str) -> None:
    cells = (f"Activity {text}", text, f"Expected output {text}")
    rows = tuple(
        Row(
            kind="row",
            pages=(1,),
            cells=tuple(
                Cell(
                    cell_id=f"t1-r{at}-c{column}", column=column, column_stop=column + 1, row=at,
                    row_stop=at + 1, text=value,
                    fragments=(Fragment(page=1, bbox=(0, 0, 1, 1), lines=(value,), text=value),),
                )
                for column, value in enumerate(cells)
            ),
        )
        for at in range(3)
    )  # fmt: skip
    table = Table(table_id="t1", matrix=True, pages=(1,), columns=cells, header=(), rows=rows)
    source = Source(file=text.replace("/", "."), sha256="0" * 64, page_count=1, title=text)
    document = Document(source=source, pages=(), tables=(table,), blocks=())
    draft = draft_plan(document, "plan", text)
    assert draft is not None
    page = rendered(questions(draft))
    for tag in ("<script", "<b", "<img", '<a href="javascript', "<!--", "</title"):
        assert tag not in page
    assert page.count("<table>") == 1
    assert page.count("<h1>") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a", "`a`"),
        ("`a", "`` `a ``"),
        ("a`", "`` a` ``"),
        ("a``b", "```a``b```"),
        ("", "``"),
    ],
)
def test_a_code_span_has_longer_marks_than_its_text(text: str, shown: str) -> None:
    assert code(text) == shown
