"""Draft the settings of a new plan and the questions about it from its PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from extract.model import Document, Table
from pipeline.add.columns import Guess, guess_roles
from pipeline.add.places import (
    Guessed,
    filled_columns,
    guess_annex,
    guess_number,
    guess_plan_language,
    guess_title,
    heading_above,
)
from pipeline.add.proposal import Proposal, propose_tables
from pipeline.add.thresholds import ROLES
from pipeline.config.toml_text import string
from pipeline.markdown import code, escaped
from pipeline.terminal import clean

if TYPE_CHECKING:
    from tomlkit.items import InlineTable, Table as TomlTable

CORE = ("area", "relevant_bodies", "focus", "activity", "output", "lead_bodies")
"""Roles of the columns of a plan of action."""
REQUIRED = ("title", "language")
"""Keys of ``plan.toml`` that are written even where nothing speaks for a value."""
EXAMPLE_CHARACTERS = 80
"""Characters of an example in the table of questions."""


@dataclass(frozen=True)
class Draft:
    """All guesses about one plan."""

    plan_id: str
    document: Document
    proposal: Proposal
    annex: Table | None
    columns: Sequence[Guess]
    title: Guessed
    language: Guessed
    matrix_heading: Guessed
    annex_heading: Guessed
    section_number: Guessed
    area_number: Guessed

    @property
    def matrix(self) -> Table:
        """The matrix: one table, or several joined."""
        return self.proposal.matrix

    @property
    def other_plan_heading(self) -> str | None:
        """The heading above the tables of another plan in the PDF; None if there are none."""
        others = self.proposal.other_plan
        return (
            heading_above(self.document, self.document.tables[others[0]]).value if others else None
        )

    @property
    def missing(self) -> list[str]:
        """The core roles that no column has."""
        present = {guess.role for guess in self.columns}
        return [role for role in CORE if role not in present]


def _texts_of(document: Document) -> Iterator[str]:
    """Yield the texts of a document: its paragraphs, then the cells of its tables."""
    yield from (block.text for block in document.blocks)
    for table in document.tables:
        yield from (cell.text for row in table.rows for cell in row.cells)


def draft_plan(
    document: Document, plan_id: str, fallback_title: str, heading: str = ""
) -> Draft | None:
    """Return the guesses about a plan; None: the document has no matrix.

    Args:
        document: the document.
        plan_id: id of the plan.
        fallback_title: title of a plan whose pages print none.
        heading: the text above its first table, if a person named it.
    """
    language = guess_plan_language(_texts_of(document))
    proposal = propose_tables(document, heading)
    if proposal is None:
        return None
    document, matrix = proposal.document, proposal.matrix
    columns = guess_roles(filled_columns(matrix, language.value))
    bands = [
        cell.text
        for row in matrix.rows
        if row.kind == "band" and row.level == 0 and not row.is_again
        for cell in row.cells
    ]
    area = next((g.column for g in columns if g.role == "area"), None)
    annex, sure, reason = guess_annex(document, proposal.tables)
    above = heading_above(document, annex) if annex else Guessed("", 0.0, reason)
    return Draft(
        plan_id=plan_id,
        document=document,
        proposal=proposal,
        annex=annex,
        columns=columns,
        title=guess_title(document, fallback_title),
        language=language,
        matrix_heading=Guessed(heading, 1.0, "named by a person")
        if heading
        else heading_above(document, document.tables[proposal.tables[0]]),
        annex_heading=Guessed(above.value, min(sure, above.confidence), reason) if annex else above,
        section_number=guess_number(bands),
        area_number=guess_number(area.texts if area else ()),
    )


def plan_toml(draft: Draft, sha256: str) -> str:
    """Return the text of ``plan.toml``, with the confidence of each guess in a comment."""
    import tomlkit

    document = tomlkit.document()
    for line in (
        "Made by `planrows add` from the PDF: each value is a guess until someone has checked it;",
        "questions.md lists what to check first.",
    ):
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    document.add("source", _source_table(draft, sha256))
    document.add("extract", _extract_table(draft))
    normalize = tomlkit.table()
    _add_guess(normalize, "section_number", draft.section_number, is_pattern=True)
    _add_guess(normalize, "area_number", draft.area_number, is_pattern=True)
    normalize.add(tomlkit.nl())
    document.add("normalize", normalize)
    document.add("link", tomlkit.table().add(tomlkit.nl()))
    document.add("expectations", tomlkit.table())
    return tomlkit.dumps(document)


def _source_table(draft: Draft, sha256: str) -> TomlTable:
    import tomlkit

    table = tomlkit.table()
    table.add("id", draft.plan_id)
    _add_guess(table, "title", draft.title)
    _add_guess(table, "language", draft.language)
    for name in ("adopted_by", "publisher", "licence"):
        table.add(name, "")
    table.add("status", "unchecked")
    table.add("pdf", "plan.pdf")
    table.add("sha256", sha256)
    table.add(tomlkit.nl())
    return table


def _extract_table(draft: Draft) -> TomlTable:
    import tomlkit

    table = tomlkit.table()
    settings = draft.proposal.settings
    if settings.matrix_tables == "one" or draft.matrix_heading.confidence == 1.0:
        _add_guess(table, "matrix_heading", draft.matrix_heading)
    if settings.matrix_tables != "one":
        count = len(draft.proposal.tables)
        table.add(
            "matrix_tables",
            string(str(settings.matrix_tables)).comment(f"{count} tables with these columns"),
        )
    if settings.forms:
        table.add("forms", tomlkit.item(True).comment("each row is printed as a form"))
    _add_guess(table, "annex_heading", draft.annex_heading)
    columns = tomlkit.array()
    optional = draft.proposal.optional
    for guess in draft.columns:
        columns.add_line(_column(guess, optional), comment=clean(_why(guess)))
    columns.add_line(indent="")
    table.add("columns", columns)
    table.add(tomlkit.nl())
    return table


def _column(guess: Guess, optional: Collection[int]) -> InlineTable:
    import tomlkit

    column = tomlkit.inline_table()
    column.add("role", guess.role)
    column.add("label", string(guess.column.label))
    if not guess.column.filled or guess.column.index in optional:
        column.add("optional", True)
    if 0 < guess.confidence < ROLES.sure:
        column.add("guess", round(guess.confidence, 2))
    return column


def _why(guess: Guess) -> str:
    return f"{guess.confidence:.0%}: {guess.reason}"


def _add_guess(table: TomlTable, name: str, guess: Guessed, *, is_pattern: bool = False) -> None:
    """Add a guessed value with its confidence; one without a value as a comment."""
    import tomlkit

    value = string(guess.value, literal=is_pattern)
    why = clean(f"{guess.confidence:.0%}: {guess.reason}")
    if guess.value or name in REQUIRED:
        table.add(name, value.comment(why))
    else:
        table.add(tomlkit.comment(f"{name} = {value.as_string()}  # {why}"))


def questions(draft: Draft) -> str:
    """Return the page of questions for the data team, in Markdown."""
    lines = [
        f"# Questions about {draft.plan_id}",
        "",
        f"`planrows add` has read {code(draft.document.source.file)} "
        f"({draft.document.source.page_count} pages) and guessed the settings. Correct them in "
        "`plan.toml`.",
        "",
        "## Which table is the plan?",
        "",
    ]
    lines += map(partial(_table_line, draft), draft.document.tables)
    if not draft.proposal.is_sure:
        lines += [
            "",
            "**Please check**: other tables come close to these "
            f"({draft.proposal.rival:.0%} of their score).",
        ]
    if note := other_plan_note(draft):
        lines += ["", f"**Please check**: {escaped(note)}."]
    lines += [
        "",
        "## What does each column hold?",
        "",
        "| label | guessed role | confidence | reason | other roles | example |",
        "|---|---|---|---|---|---|",
    ]
    lines += map(_column_line, draft.columns)
    lines += ["", "## What is missing?", "", *_missing_lines(draft)]
    lines += [
        "",
        "## What only you can know",
        "",
        "- Who adopted the plan, and when? Under which licence may its data be published "
        "(`[source]`)?",
        "- Does the PDF come from the publisher's own site? Is it the adopted text or a draft?",
        f"- Is “{escaped(draft.title.value)}” ({escaped(draft.title.reason)}) the title?",
    ]
    return "\n".join(lines) + "\n"


def other_plan_note(draft: Draft) -> str:
    """Return what to do about the tables of another plan; empty if there are none."""
    heading = draft.other_plan_heading
    if heading is None:
        return ""
    names = ", ".join(draft.document.tables[at].table_id for at in draft.proposal.other_plan)
    return clean(
        f"{names} may be another plan, below “{heading}”: add it with another --id and --heading, "
        "the text above its first table"
    )


def _missing_lines(draft: Draft) -> Iterator[str]:
    """Yield a line for each role and list that the plan seems to lack."""
    for role in draft.missing:
        yield f"- No column has the role {role}: {_LOSS[role]}"
    if not draft.annex_heading.value:
        yield (
            "- No annex lists the bodies: only those of the shared register "
            "(`sources/registers/bodies.csv`) are recognised; add the plan's own bodies there, or "
            "other names of them in `aliases.csv`."
        )


def _table_line(draft: Draft, table: Table) -> str:
    pages = f"pages {table.pages[0]}–{table.pages[-1]}" if table.pages else "no page"
    mark = "not used"
    if draft.document.tables.index(table) in draft.proposal.tables:
        is_one = len(draft.proposal.tables) == 1
        mark = "**used as the matrix**" if is_one else "**used as a part of the matrix**"
    elif table is draft.annex:
        mark = "**used as the annex of bodies**"
    labels = " | ".join(escaped(label) for label in table.columns)
    return f"- {table.table_id}, {pages}, {len(table.rows)} rows ({labels}): {mark}"


def _column_line(guess: Guess) -> str:
    is_sure = guess.confidence >= ROLES.sure
    sure = f"{guess.confidence:.0%}{'' if is_sure else ' **please check**'}"
    others = ", ".join(f"{name} {score:.0%}" for name, score in guess.others if score)
    example = next(iter(guess.column.filled), "")
    return (
        f"| {escaped(guess.column.label)} | `{guess.role}` | {sure} | {escaped(guess.reason)} | "
        f"{others} | {escaped(example[:EXAMPLE_CHARACTERS])} |"
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
