"""Draft the settings of a new plan and the questions about it from its PDF."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from extract.model import Document, Table
from pipeline.add.columns import Guess, guess_roles
from pipeline.add.places import (
    Guessed,
    columns_of,
    guess_annex,
    guess_language,
    guess_number,
    guess_title,
    heading_above,
)
from pipeline.add.thresholds import ROLES
from pipeline.add.toml_text import comment, literal, quoted

CORE = ("area", "relevant_bodies", "focus", "activity", "output", "lead_bodies")
"""Roles of the columns of a plan of action."""
EXAMPLE_CHARACTERS = 80
"""Characters of an example in the table of questions."""


@dataclass(frozen=True)
class Draft:
    """All guesses about one plan."""

    plan_id: str
    document: Document
    matrix: Table
    annex: Table | None
    columns: Sequence[Guess]
    title: Guessed
    language: Guessed
    matrix_heading: Guessed
    annex_heading: Guessed
    section_number: Guessed
    area_number: Guessed

    @property
    def missing(self) -> list[str]:
        """The core roles that no column has."""
        present = {guess.role for guess in self.columns}
        return [role for role in CORE if role not in present]


def draft_plan(document: Document, plan_id: str, fallback_title: str) -> Draft | None:
    """Return the guesses about a plan; None: the document has no matrix."""
    matrix = next((table for table in document.tables if table.matrix), None)
    if matrix is None:
        return None
    columns = guess_roles(columns_of(matrix))
    bands = [
        cell.text
        for row in matrix.rows
        if row.kind == "band" and row.level == 0
        for cell in row.cells
    ]
    area = next((g.column for g in columns if g.role == "area"), None)
    annex, sure, reason = guess_annex(document)
    above = heading_above(document, annex) if annex else Guessed("", 0.0, reason)
    texts = [text for guess in columns for text in guess.column.texts]
    return Draft(
        plan_id=plan_id,
        document=document,
        matrix=matrix,
        annex=annex,
        columns=columns,
        title=guess_title(document, fallback_title),
        language=guess_language(texts),
        matrix_heading=heading_above(document, matrix),
        annex_heading=Guessed(above.value, min(sure, above.confidence), reason) if annex else above,
        section_number=guess_number(bands),
        area_number=guess_number(area.texts if area else ()),
    )


def plan_toml(draft: Draft, sha256: str) -> str:
    """Return the text of ``plan.toml``; a comment gives the confidence of each guess."""
    lines = [
        comment("Made by `planrows add` from the PDF. Each value is a guess: please check it;"),
        comment("questions.md says where to start."),
        "",
        "[source]",
        f"id = {quoted(draft.plan_id)}",
        f"title = {quoted(draft.title.value)}  {_why(draft.title)}",
        f"language = {quoted(draft.language.value)}  {_why(draft.language)}",
        'adopted_by = ""',
        'publisher = ""',
        'licence = ""',
        'status = "unchecked"',
        'pdf = "plan.pdf"',
        f"sha256 = {quoted(sha256)}",
        "",
        "[extract]",
    ]
    for name, guess in (
        ("matrix_heading", draft.matrix_heading),
        ("annex_heading", draft.annex_heading),
    ):
        start = "" if guess.value else "# "
        lines.append(f"{start}{name} = {quoted(guess.value)}  {_why(guess)}")
    lines.append("columns = [")
    lines += [
        f"    {{ role = {quoted(g.role)}, label = {quoted(g.column.label)}"
        f"{'' if g.column.filled else ', optional = true'} }},  "
        f"# {g.confidence:.0%}: {g.reason}"
        for g in draft.columns
    ]
    lines += ["]", "", "[normalize]"]
    for name, guess in (
        ("section_number", draft.section_number),
        ("area_number", draft.area_number),
    ):
        start = "" if guess.value else "# "
        lines.append(f"{start}{name} = {literal(guess.value)}  {_why(guess)}")
    return "\n".join([*lines, "", "[link]", "", "[expectations]", ""])


def _why(guess: Guessed) -> str:
    return comment(f"{guess.confidence:.0%}: {guess.reason}")


def questions(draft: Draft) -> str:
    """Return the page of questions for the data team, in Markdown."""
    lines = [
        f"# Questions about {draft.plan_id}",
        "",
        f"`planrows add` has read {draft.document.source.file} "
        f"({draft.document.source.page_count} pages) and guessed the settings. Correct them in "
        "`plan.toml`.",
        "",
        "## Which table is the plan?",
        "",
    ]
    lines += map(partial(_table_line, draft), draft.document.tables)
    lines += [
        "",
        "## What does each column hold?",
        "",
        "| label | guessed role | confidence | reason | other roles | example |",
        "|---|---|---|---|---|---|",
    ]
    lines += map(_column_line, draft.columns)
    lines += ["", "## What is missing?", ""]
    lines += [f"- No column has the role {role}: {_LOSS[role]}" for role in draft.missing]
    if not draft.annex_heading.value:
        lines.append(
            "- No annex lists the bodies: only those of the shared register "
            "(`sources/registers/bodies.csv`) are recognised; add the plan's own bodies there, or "
            "other names of them in `aliases.csv`."
        )
    lines += [
        "",
        "## What only you can know",
        "",
        "- Who adopted the plan, and when? Under which licence may its data be published "
        "(`[source]`)?",
        "- Does the PDF come from the publisher's own site? Is it the adopted text or a draft?",
        f"- Is “{_plain(draft.title.value)}” ({draft.title.reason}) the title?",
    ]
    return "\n".join(lines) + "\n"


def _table_line(draft: Draft, table: Table) -> str:
    pages = f"pages {table.pages[0]}–{table.pages[-1]}" if table.pages else "no page"
    mark = "not used"
    if table.matrix or table is draft.annex:
        mark = f"**used as the {'matrix' if table.matrix else 'annex of bodies'}**"
    labels = " | ".join(_plain(label) for label in table.columns)
    return f"- {table.table_id}, {pages}, {len(table.rows)} rows ({labels}): {mark}"


def _column_line(guess: Guess) -> str:
    is_sure = guess.confidence >= ROLES.sure
    sure = f"{guess.confidence:.0%}{'' if is_sure else ' **please check**'}"
    others = ", ".join(f"{name} {score:.0%}" for name, score in guess.others if score)
    example = next(iter(guess.column.filled), "")
    return (
        f"| {_plain(guess.column.label)} | `{guess.role}` | {sure} | {guess.reason} | "
        f"{others} | {_plain(example)[:EXAMPLE_CHARACTERS]} |"
    )


_LOSS = {
    "area": "rows belong to no area; sections are the headings inside the table.",
    "relevant_bodies": "no relevant bodies are published.",
    "focus": "activities are grouped by area only.",
    "activity": "no activities are published.",
    "output": "no expected outputs are published.",
    "lead_bodies": "no lead bodies are published.",
}
"""What the publication lacks without a column of a role."""


def _plain(text: str) -> str:
    """Return a document's text on one line, with its Markdown characters escaped."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#" else char for char in line)
