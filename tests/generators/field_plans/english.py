"""Open government, English: forms that print two labels, each with its value, in a line."""

from __future__ import annotations

import html
from pathlib import Path

from tests.generators.engines import print_html
from tests.generators.field_plans.truth import FieldPlan

LABELS = ("Commitment title", "Lead implementing agency", "Other actors involved",
          "Description of the commitment", "Start date", "End date", "Budget (EUR)",
          "Status of completion")  # fmt: skip
ROLES = ("activity", "lead_bodies", "relevant_bodies", "description", "start", "deadline", "budget",
         "status")  # fmt: skip
_ROWS = (
    ("Publish all public contracts in one register", "Procurement Agency",
     "Court of Audit, Transparency Institute",
     "Contracts are kept by each ministry alone. The register holds the contract, its changes and "
     "what was paid, and everybody may search it and copy it as open data.",
     "September 2025", "August 2027", "340,000", "Ongoing"),
    ("Open the meetings of district councils to citizens", "Ministry of Local Government",
     "Union of Districts",
     "Councils announce each meeting ten days before, and film it. Citizens may ask questions in "
     "the first half hour, and get answers within a month.",
     "January 2026", "December 2026", "58,500", "Not started"),
    ("Let citizens propose and choose local projects", "Ministry of Finance",
     "Union of Districts, Citizens Network",
     "Two per cent of the budget of each district is spent as its citizens decide. Proposals are "
     "checked by the council, and the vote takes place on paper and online. The projects are "
     "built in the year that follows, and the council reports on each of them.",
     "March 2026", "June 2028", "1,200,000", "Ongoing"),
    ("Publish who owns companies", "Commercial Registry", "Tax Authority",
     "The owners of each company are printed in the register, and banks report what differs.",
     "October 2025", "May 2026", "96,000", "Completed"),
    ("Answer requests for information within ten days", "Information Commission",
     "Ministry of Justice",
     "Requests are made on one website, which shows each of them with its answer. Offices that "
     "answer late are named in the yearly report.",
     "January 2026", "July 2027", "210,000", "Not started"),
    ("Teach officials how to publish open data", "School of Administration",
     "Statistics Office, Transparency Institute",
     "Each office sends two officials. The course takes five days and ends with data published.",
     "February 2026", "November 2026", "45,000", "Ongoing"),
)  # fmt: skip


def _form(row: tuple[str, ...]) -> str:
    text = [html.escape(value) for value in row]
    label = [html.escape(name) for name in LABELS]

    def wide(at: int) -> str:
        return f'<tr><th>{label[at]}</th><td colspan="3">{text[at]}</td></tr>'

    def two(left: int, right: int) -> str:
        cells = "".join(f"<th>{label[at]}</th><td>{text[at]}</td>" for at in (left, right))
        return f"<tr>{cells}</tr>"

    return f"<table>{wide(0)}{two(1, 2)}{wide(3)}{two(4, 5)}{two(6, 7)}</table>"


def _write(path: Path) -> None:
    style = """
      @page { size: letter; margin: 22mm 20mm; }
      body { font: 10.5pt/1.35 "DejaVu Serif", serif; }
      table { width: 100%; border-collapse: collapse; margin: 0 0 10mm; table-layout: fixed; }
      td, th { border: 0.6pt solid #333; padding: 4pt 6pt; vertical-align: top; text-align: left; }
      th { background: #e9eef3; } tr { break-inside: avoid; }
    """
    before = (
        "The plan holds six commitments that ministries and citizens agreed on in eight open "
        "meetings. Each commitment has a form. A report on what was done follows every year."
    )
    print_html(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Open Government Action Plan 2025–2028</h1><p>{before}</p>"
        f"{''.join(map(_form, _ROWS))}</html>",
        path,
    )


ENGLISH = FieldPlan(
    name="ogp-2025-2028",
    language="en",
    roles=ROLES,
    rows=_ROWS,
    sections=(),
    bodies=frozenset(name for row in _ROWS for text in row[1:3] for name in text.split(", ")),
    values={
        "start": ("2025-09-01", "2026-01-01", "2026-03-01", "2025-10-01", "2026-01-01",
                  "2026-02-01"),
        "deadline": ("2027-08-31", "2026-12-31", "2028-06-30", "2026-05-31", "2027-07-31",
                     "2026-11-30"),
        "budget": ("340000.0", "58500.0", "1200000.0", "96000.0", "210000.0", "45000.0"),
        "status": ("underway", "planned", "underway", "completed", "planned", "underway"),
    },
    write=_write,
    engine="chromium",
)  # fmt: skip
