"""Propose the tables of a document that make up the matrix of its plan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.matrix.chosen import chosen_tables, matrix_parts
from extract.matrix.places import table_below
from extract.matrix.plan import matrix_of, with_labels
from extract.model import Document, Table
from extract.settings import ColumnSetting, ExtractSettings
from pipeline.add.columns import guess_roles, role_by_itself
from pipeline.add.forms import settings_of_forms
from pipeline.add.header_labels import labels_in_rows
from pipeline.add.places import filled_columns
from pipeline.add.thresholds import TABLES


@dataclass(frozen=True)
class Proposal:
    """The tables that are proposed as the matrix.

    Attributes:
        document: the document, with the labels that its tables print in rows.
        settings: settings under which `planrows run` takes the same tables; the roles of their
            columns are only names.
        tables: indexes of the tables.
        matrix: the matrix made of them.
        optional: indexes of the columns that some parts of it lack.
        score: how much the tables look like the matrix of a plan.
        rival: the score of the next best proposal, as a share of this one.
    """

    document: Document
    settings: ExtractSettings
    tables: tuple[int, ...]
    matrix: Table
    optional: frozenset[int]
    score: float
    rival: float = 0.0
    other_plan: tuple[int, ...] = ()
    """Indexes of tables that are probably the matrix of another plan."""

    @property
    def is_sure(self) -> bool:
        """Whether no other tables come near."""
        return self.rival < TABLES.rival


def propose_tables(document: Document, heading: str = "") -> Proposal | None:
    """Return the likeliest tables; None if the document has none, or none below the heading.

    The tables are those that the run chooses under the proposed settings: both use the same
    function, so that they cannot differ.

    Args:
        document: the document.
        heading: the text printed above the first table of the matrix, if a person named it.
    """
    if not document.tables:
        return None
    found = [_proposal(document, settings) for settings in _candidates(document)]
    ranked = sorted(found, key=lambda one: -one.score)
    if heading:
        below = table_below(document, heading, range(len(document.tables)))
        ranked = [one for one in ranked if below in one.tables]
    if not ranked:
        return None
    best = next((one for one in ranked if _names_more(one, ranked[0])), ranked[0])
    others = [one for one in found if not set(one.tables) & set(best.tables)]
    others.sort(key=lambda one: -one.score)
    rival = others[0].score / best.score if others and best.score else 0.0
    other = next((one.tables for one in others if _is_plan(one.matrix)), ())
    return replace(best, rival=rival, other_plan=other)


def _is_plan(matrix: Table) -> bool:
    """Return whether labels say that a table lists tasks, and who does them or until when."""
    if not any(label.strip() for label in matrix.columns):
        return False
    guesses = guess_roles(filled_columns(matrix))
    roles = {guess.role for guess in guesses if guess.confidence >= TABLES.sure_of_plan}
    return "activity" in roles and not roles.isdisjoint(TABLES.task_roles)


def _names_more(forms: Proposal, list_: Proposal) -> bool:
    """Return whether forms take the tables of a list, and have its labels and more.

    A list made of forms publishes the label of a line, and the text beside it, as two values.
    """
    labels = {column.label for column in forms.settings.columns}
    listed = {column.label for column in list_.settings.columns}
    return (
        forms.settings.forms
        and not list_.settings.forms
        and listed < labels
        and set(list_.tables) <= set(forms.tables)
    )


def _candidates(document: Document) -> Iterator[ExtractSettings]:
    """Yield settings that name the columns of one table, for the headers above most text."""
    letters: Counter[tuple[str, ...]] = Counter()
    for table in document.tables:
        labels = tuple(table.columns)
        if not any(map(str.strip, labels)):
            labels = labels_in_rows(table) or labels
        letters[labels] += sum(len(cell.text) for row in table.rows for cell in row.cells)
    for labels, _ in letters.most_common(TABLES.max_headers):
        yield _settings(labels, "all")
    yield from (forms for forms in settings_of_forms(document) if matrix_parts(document, forms))


def _settings(labels: Sequence[str], tables: str) -> ExtractSettings:
    columns = [
        ColumnSetting(role=f"column-{number}", label=label) for number, label in enumerate(labels)
    ]
    # Columns without a label of their own cannot be found by it: they are found as the others are.
    named = [column for column in columns if column.label.strip()] or columns
    return ExtractSettings.model_validate({"columns": named, "matrix_tables": tables})


def _proposal(document: Document, settings: ExtractSettings) -> Proposal:
    labelled = with_labels(document, settings)
    parts = matrix_parts(labelled, settings)
    if not settings.forms:
        settings = _with_all_columns(labelled, settings, parts)
        labelled = with_labels(document, settings)
        settings = _as_one(labelled, settings)
    chosen = chosen_tables(labelled, settings)
    matrix, roles, _ = matrix_of(labelled, settings, chosen)
    lacking = {column.role for column in settings.columns if column.optional}
    optional = frozenset(role.column for role in roles if role.role in lacking)
    return Proposal(labelled, settings, chosen, matrix, optional, _matrix_score(matrix))


def _as_one(document: Document, settings: ExtractSettings) -> ExtractSettings:
    """Return settings that name one table if only one has the columns."""
    if len(matrix_parts(document, settings)) > 1:
        return settings
    return settings.model_copy(update={"matrix_tables": "one"})


def _with_all_columns(
    document: Document, settings: ExtractSettings, parts: Sequence[int]
) -> ExtractSettings:
    """Return settings with the columns that only some parts print, marked as optional."""
    found = [roles for part in parts if (roles := _roles(document, settings, part))]
    if len(found) < 2:
        return settings
    known = {column.role: column for column in settings.columns}
    columns = list(settings.columns)
    for roles in found:
        before = -1
        for role, label in roles:
            at = next((n for n, column in enumerate(columns) if column.role == role), None)
            if at is None and label.strip():
                at = before + 1
                columns.insert(at, ColumnSetting(role=role, label=label, optional=True))
            before = at if at is not None else before
    everywhere = set.intersection(*({role for role, _ in roles} for roles in found))
    marked = [
        c.model_copy(
            update={"optional": (c.role in known and c.role not in everywhere) or c.optional}
        )
        for c in columns
    ]
    return settings.model_copy(update={"columns": tuple(marked)})


def _roles(document: Document, settings: ExtractSettings, part: int) -> list[tuple[str, str]]:
    table = document.tables[part]
    if not any(map(str.strip, table.columns)):
        return []
    roles = matrix_of(document, settings, (part,))[1]
    return [(role.role, role.label) for role in roles]


def _matrix_score(matrix: Table) -> float:
    """Return how much a table looks like the matrix of a plan: its letters, weighed by its labels.

    A table with the labels of a plan counts more than a longer one without, like a survey.
    """
    columns = filled_columns(matrix)
    letters = sum(len(text) for column in columns for text in column.texts)
    roles = [role_by_itself(column) for column in columns if column.label.strip()]
    known = sum(sure for role, sure in roles if role not in TABLES.minor_roles) / len(columns)
    has_core = any(role in TABLES.core_roles for role, _ in roles)
    return letters * (TABLES.unknown_weight + known) * (TABLES.core_factor if has_core else 1.0)
