"""Plans set by Chromium: bands over stripes, merged cells with open sides, forms of two pages."""

from __future__ import annotations

import html
from collections.abc import Sequence
from pathlib import Path

from tests.generators.engines import print_html
from tests.generators.field_plans.by_truth_file.truth_file import Truth, plan_of

_TABLE = "table { border-collapse: collapse; width: 100%; } thead { display: table-header-group; }"
_BANDS = f"""
  @page {{ size: A4 landscape; margin: 16mm 14mm 18mm; }}
  body {{ font: 9pt/1.3 "Liberation Sans", sans-serif; }} {_TABLE}
  th {{ background: #8a2b0e; color: #fff; text-align: left; padding: 3pt 5pt; }}
  td {{ padding: 4pt 5pt; vertical-align: top; border-bottom: .5pt solid #bbb; }}
  tr {{ break-inside: avoid; }} .n {{ text-align: right; }}
  .band td {{ background: #f3dccf; font-weight: bold; border: 0; }}
  dt {{ font-weight: bold; float: left; width: 25mm; }} dd {{ margin: 0 0 2pt 27mm; }}
"""
_MERGED = f"""
  @page {{ size: A4 landscape; margin: 15mm; }}
  body {{ font: 9.5pt/1.3 "DejaVu Sans", sans-serif; }} {_TABLE}
  td, th {{ border: .7pt solid #1f4e79; border-left: 0; border-right: 0; padding: 4pt;
            vertical-align: top; text-align: left; }}
  td + td, th + th {{ border-left: .3pt dotted #999; }} tr {{ break-inside: avoid; }}
  th {{ background: #1f4e79; color: white; text-align: center; }}
"""
_FORMS = """
  @page { size: A4; margin: 20mm 18mm; } body { font: 11pt/1.4 "Liberation Serif", serif; }
  h2 { break-before: page; font-size: 14pt; } table { width: 100%; border-collapse: collapse; }
  td { border: .8pt solid #666; padding: 5pt 7pt; vertical-align: top; }
  td:first-child { width: 32%; font-weight: bold; color: #0a4d8c; }
"""


def _print(truth: Truth, style: str, body: str, path: Path) -> None:
    before = "".join(f"<p>{html.escape(text)}</p>" for text in truth["paragraphs"])
    print_html(
        f'<!doctype html><html lang="{truth["language"]}"><meta charset="utf-8">'
        f"<title>{truth['title']}</title><style>{style}</style>"
        f"<h1>{truth['title']}</h1>{before}{body}</html>",
        path,
    )


def _table(truth: Truth, lines: Sequence[str]) -> str:
    head = "".join(f"<th>{html.escape(label)}</th>" for label in truth["labels"])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(lines)}</tbody></table>"


def _cells(row: Sequence[str], right: int = -1) -> str:
    return "".join(
        f"<td{' class=n' if at == right else ''}>{html.escape(text)}</td>"
        for at, text in enumerate(row)
    )


def _write_bands(truth: Truth, path: Path) -> None:
    lines = []
    sums = truth["roles"].index("budget")
    for band, rows in truth["groups"].items():
        lines.append(f'<tr class="band"><td colspan="{len(truth["labels"])}">{band}</td></tr>')
        lines += [f"<tr>{_cells(row, sums)}</tr>" for row in rows]
    terms = "".join(f"<dt>{one}</dt><dd>{text}</dd>" for one, text in truth["abbreviations"])
    body = f"<h2>Maßnahmenkatalog</h2>{_table(truth, lines)}<h2>Abkürzungen</h2><dl>{terms}</dl>"
    _print(truth, _BANDS, body, path)


def _write_merged(truth: Truth, path: Path) -> None:
    lines = []
    for group, rows in truth["groups"].items():
        for at, row in enumerate(rows):
            merged = "" if at else f'<td rowspan="{len(rows)}"><b>{group}</b></td>'
            lines.append(f"<tr>{_cells(row[:1])}{merged}{_cells(row[1:])}</tr>")
    _print(truth, _MERGED, _table(truth, lines), path)


def _write_forms(truth: Truth, path: Path) -> None:
    forms = ""
    for number, row in enumerate(truth["groups"][""], 1):
        pairs = zip(truth["labels"], row, strict=True)
        lines = "".join(f"<tr>{_cells(pair)}</tr>" for pair in pairs)
        forms += f"<h2>Engagement n° {number}</h2><table>{lines}</table>"
    _print(truth, _FORMS, forms, path)


HEAT = plan_of("waermeplan-lindental", _write_bands, "chromium", has_sections=True)
CORRUPTION = plan_of("korupsi-2025-2027", _write_merged, "chromium", group_column=1)
OPEN_GOVERNMENT = plan_of("pgo-2026-2028", _write_forms, "chromium")
