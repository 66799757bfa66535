"""Set an edition by two programs: LibreOffice from DOCX, Chromium from HTML."""

from __future__ import annotations

import html
import tempfile
from pathlib import Path

import docx

from tests.generators import engines, set_docx
from tests.generators.content import ExpectedTable
from tests.generators.typesetting import PaginationStyle
from tests.pipeline.diff.revised_plan import table_of
from tests.pipeline.diff.revision.make import Paragraph, Plan

SETTING = PaginationStyle(size=7, pad=3, language="en")
HTML_SETTING = PaginationStyle(size=7.5, pad=2, language="en", family="Serif")


def by_word_processor(plan: Plan, path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        matrix = table_of(plan.matrix)
        set_docx.write_docx(matrix, SETTING, source, plan.before[0].text, [])
        document = docx.Document(str(source))
        table = document.tables[0]._tbl
        for each in plan.before[1:]:
            table.addprevious(_add(document, each)._p)
        document.add_page_break()
        for each in plan.after:
            _add(document, each)
        set_docx._write_table(document, plan.matrix.annex, SETTING, 170.0)
        for each in plan.notes:
            document.add_paragraph(each.text)
        document.save(str(source))
        engines.convert_document(source, path)


def _add(document: docx.document.Document, each: Paragraph) -> docx.text.paragraph.Paragraph:
    if each.kind in ("heading", "title"):
        return document.add_heading(each.text, 2)
    return document.add_paragraph(each.text)


def by_browser(plan: Plan, path: Path) -> None:
    page = "".join(
        (
            '<!doctype html><html lang="en"><meta charset="utf-8">',
            f"<style>{engines._style_sheet(HTML_SETTING)} h2 {{ font-size: 11pt; }} "
            "h1 { font-size: 14pt; } .annex { width: 70%; } .next { break-before: page; }</style>",
            *(_html(each) for each in plan.before),
            _table(table_of(plan.matrix), ""),
            '<div class="next"></div>',
            *(_html(each) for each in plan.after),
            _table(plan.matrix.annex, "annex"),
            *(f"<p>{html.escape(each.text)}</p>" for each in plan.notes),
        )
    )
    engines.print_html(page, path)


def _html(each: Paragraph) -> str:
    tag = {"title": "h1", "heading": "h2"}.get(each.kind, "p")
    return f"<{tag}>{html.escape(each.text)}</{tag}>"


def _table(table: ExpectedTable, name: str) -> str:
    columns = "".join(f'<col style="width: {w}%">' for w in engines._widths(table))
    head = "".join(
        f"<tr>{''.join(engines._html_cell(c, 'th') for c in row)}</tr>" for row in table.header
    )
    body = "".join(
        f'<tr class="{row.kind}">{"".join(engines._html_cell(c, "td") for c in row.cells)}</tr>'
        for row in table.rows
    )
    return (
        f'<table class="{name}"><colgroup>{columns}</colgroup>'
        f"<thead>{head}</thead><tbody>{body}</tbody></table>"
    )
