"""Sets tables by programs that people use: LibreOffice, Chromium, typst, WeasyPrint.

Their page ends and line breaks are theirs, not ours: plans for them are drawn so that any page
end can be decided (``ENGINE_SHAPE``: no empty cells, merged cells only among the key columns).
"""

from __future__ import annotations

import ctypes.util
import html
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from tests.generators.content import WIDTH_WEIGHTS, ExpectedCell, ExpectedTable
from tests.generators.set_docx import write_docx
from tests.generators.typesetting import PaginationStyle

TIMEOUT_SECONDS = 180
Engine = Literal["libreoffice", "chromium", "weasyprint", "typst"]
PROGRAMS: dict[Engine, tuple[str, ...]] = {
    "libreoffice": ("soffice", "libreoffice"),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
}
"""Names of the programs that are not Python packages."""


@dataclass(frozen=True)
class Sheets:
    """What surrounds the table."""

    title: str = "Work Plan"
    paragraphs: Sequence[str] = ()


def set_table(
    engine: Engine, table: ExpectedTable, setting: PaginationStyle, path: Path, sheets: Sheets
) -> None:
    """Writes the table as a PDF to ``path``."""
    if engine == "libreoffice":
        _libreoffice(table, setting, path, sheets)
    elif engine == "chromium":
        print_html(as_html(table, setting, sheets), path)
    elif engine == "weasyprint":
        _weasyprint(as_html(table, setting, sheets), path)
    else:
        _typst(as_typst(table, setting, sheets), path)


def missing_program(engine: Engine) -> str:
    """Return the name of the program without which an engine cannot run here; empty if none."""
    if engine in PROGRAMS:
        return "" if _found(engine) else PROGRAMS[engine][0]
    if importlib.util.find_spec(engine) is None:
        return engine
    has_pango = engine != "weasyprint" or ctypes.util.find_library("pango-1.0")
    return "" if has_pango else "pango"


def skip_without(engine: Engine | None) -> None:
    """Skip a test if its engine cannot run here; once it runs, each of its errors is a failure."""
    if engine and (name := missing_program(engine)):
        pytest.skip(f"{name} is not installed")


def _found(engine: Engine) -> str | None:
    return next((path for name in PROGRAMS[engine] if (path := shutil.which(name))), None)


def _program(engine: Engine) -> str:
    path = _found(engine)
    if path is None:
        raise FileNotFoundError(f"{PROGRAMS[engine][0]} is not installed")
    return path


def _run(command: Sequence[str], cwd: Path) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr.decode(errors='replace')[-800:]}")


def _libreoffice(
    table: ExpectedTable, setting: PaginationStyle, path: Path, sheets: Sheets
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        write_docx(table, setting, source, sheets.title, sheets.paragraphs)
        convert_document(source, path)


def convert_document(source: Path, path: Path) -> None:
    """Convert a word processor's document with LibreOffice, in the folder of the document."""
    program = _program("libreoffice")
    profile = f"-env:UserInstallation=file://{source.parent}/profile"
    command = [program, profile, "--headless", "--convert-to", "pdf", source.name]
    _run(command, source.parent)
    shutil.move(source.with_suffix(".pdf"), path)


def print_html(page: str, path: Path) -> None:
    """Print a page of HTML with Chromium."""
    program = _program("chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "plan.html"
        source.write_text(page, encoding="utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder}/profile", "--no-pdf-header-footer",
            f"--print-to-pdf={path}", str(source),
        ]  # fmt: skip
        _run(command, Path(folder))


def _weasyprint(page: str, path: Path) -> None:
    import weasyprint

    weasyprint.HTML(string=page).write_pdf(str(path))


def _typst(source: str, path: Path) -> None:
    import typst

    handle, name = tempfile.mkstemp(suffix=".typ")
    os.close(handle)
    file = Path(name)
    try:
        file.write_text(source, encoding="utf-8")
        typst.compile(str(file), output=str(path))
    finally:
        file.unlink()


def _widths(table: ExpectedTable) -> list[float]:
    weights = [WIDTH_WEIGHTS.get(role, 1.0) for role in table.roles]
    weights = weights or [1.0] * len(table.columns)
    return [round(100 * weight / sum(weights), 2) for weight in weights]


# -- HTML -----------------------------------------------------------------------------------------
def _style_sheet(setting: PaginationStyle) -> str:
    border = "0.7pt solid #000"
    cell = {
        "all": f"td, th {{ border: {border}; }}",
        "horizontal": f"td, th {{ border-top: {border}; border-bottom: {border}; }}",
        "shaded": (
            "td, th { border: 0; } tbody tr:nth-child(even) td { background: #e4e4e4; } "
            "th { background: #333; color: #fff; }"
        ),
        "booktabs": (
            f"td, th {{ border: 0; }} thead tr:first-child th {{ border-top: {border}; }} "
            f"thead tr:last-child th, tbody tr:last-child td {{ border-bottom: {border}; }}"
        ),
        "none": "td, th { border: 0; }",
        "columns": (
            f"td, th {{ border-left: {border}; border-right: {border}; }} "
            f"thead tr:last-child th {{ border-bottom: {border}; }}"
        ),
        "boxes": f"td, th {{ border: {border}; }}",
    }[setting.rules]
    collapse = "separate" if setting.rules == "boxes" else "collapse"
    fill = "" if setting.rules in ("booktabs", "none", "columns") else "background: #bbb;"
    breaking = "hyphens: auto;" if setting.hyphenate else "hyphens: manual;"
    if setting.break_anywhere:
        breaking += " word-break: break-all;"
    else:
        breaking += " overflow-wrap: anywhere;"
    keep = "tr { break-inside: avoid; }" if setting.keep_rows else ""
    group = "table-header-group" if setting.repeat_header else "table-row-group"
    return f"""
      @page {{ size: A4 {setting.page}; margin: 15mm; }}
      body {{ font-family: "{setting.font}"; font-size: {setting.size}pt; }}
      table {{ border-collapse: {collapse}; border-spacing: {setting.spacing}pt;
               width: 100%; table-layout: fixed; {breaking}
               text-align: {"justify" if setting.justify else "left"}; }}
      body {{ orphans: {setting.widows}; widows: {setting.widows}; }}
      td, th {{ vertical-align: top; text-align: inherit; padding: {setting.pad}pt; }}
      thead {{ display: {group}; }}
      .band td {{ {fill} font-weight: bold; }}
      {cell} {keep}
    """


def _html_cell(cell: ExpectedCell, tag: str) -> str:
    spans = ""
    if cell.row_stop - cell.row > 1:
        spans += f' rowspan="{cell.row_stop - cell.row}"'
    if cell.column_stop - cell.column > 1:
        spans += f' colspan="{cell.column_stop - cell.column}"'
    return f"<{tag}{spans}>{html.escape(cell.text)}</{tag}>"


def as_html(table: ExpectedTable, setting: PaginationStyle, sheets: Sheets) -> str:
    columns = "".join(f'<col style="width: {width}%">' for width in _widths(table))
    head = "".join(f"<tr>{''.join(_html_cell(c, 'th') for c in row)}</tr>" for row in table.header)
    body = "".join(
        f'<tr class="{row.kind}">{"".join(_html_cell(c, "td") for c in row.cells)}</tr>'
        for row in table.rows
    )
    before = "".join(f"<p>{html.escape(p)}</p>" for p in sheets.paragraphs)
    return (
        f'<!doctype html><html lang="{setting.language}"><meta charset="utf-8">'
        f"<style>{_style_sheet(setting)}</style><h1>{html.escape(sheets.title)}</h1>{before}"
        f"<table><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{body}</tbody></table>"
    )


# -- typst ----------------------------------------------------------------------------------------
def _typst_text(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'#text("{escaped}")'


def _typst_cell(cell: ExpectedCell, more: str = "", bold: bool = False) -> str:
    spans = f"rowspan: {cell.row_stop - cell.row}, colspan: {cell.column_stop - cell.column}"
    text = _typst_text(cell.text)
    return f"table.cell({spans}{more})[{f'*{text}*' if bold else text}]"


def as_typst(table: ExpectedTable, setting: PaginationStyle, sheets: Sheets) -> str:
    """The table in typst's language; it has no setting that keeps rows with merged cells whole."""
    columns = ", ".join(f"{width}fr" for width in _widths(table))
    fill = ", fill: luma(190)"
    head_fill = fill if setting.rules == "shaded" else ""
    head = ", ".join(_typst_cell(c, head_fill, bold=True) for row in table.header for c in row)
    plain = setting.rules in ("booktabs", "none", "columns")
    body = ",\n".join(
        _typst_cell(
            c, fill if row.kind == "band" and not plain else "", row.kind == "band" and plain
        )
        for row in table.rows
        for c in row.cells
    )
    stroke = {
        "all": "0.6pt",
        "horizontal": "(x: none, y: 0.6pt)",
        "shaded": "none",
        "booktabs": "none",
        "none": "none",
        "columns": "(x: 0.6pt)",
        "boxes": "0.6pt",
    }[setting.rules]
    line = "table.hline(), " if setting.rules == "booktabs" else ""
    shade = "(_, y) => if calc.even(y) { luma(230) }" if setting.rules == "shaded" else "none"
    flipped = "true" if setting.page == "landscape" else "false"
    before = "\n\n".join(_typst_text(p) for p in sheets.paragraphs)
    return (
        f'#set page("a4", flipped: {flipped}, margin: 15mm)\n'
        f'#set text(font: "{setting.font}", size: {setting.size}pt, '
        f'lang: "{setting.language}", hyphenate: {str(setting.hyphenate).lower()})\n'
        f"#set par(justify: {str(setting.justify).lower()})\n"
        f"= {_typst_text(sheets.title)}\n\n{before}\n\n"
        f"#table(columns: ({columns}), stroke: {stroke}, fill: {shade}, "
        f"inset: {setting.pad}pt,\n"
        f"table.header(repeat: {str(setting.repeat_header).lower()}, {line}{head}, {line}),\n"
        f"{body}, {line})\n"
    )
