"""Random plans with known content: what a perfect reader must give back, cell for cell.

A plan is drawn from a ``random.Random`` alone, so a seed (or Hypothesis, through
``st.randoms``) reproduces it on any machine with the same word lists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Literal

from tests.generators.words import (
    ACRONYMS,
    GROUP_LABELS,
    HEADINGS,
    LABELS,
    clear_of_doubt,
    lone_phrase,
    phrase,
    text,
)

ORDER = ("area", "bodies", "focus", "activity", "output", "lead", "timeline", "budget", "indicator")
KEYS = ("area", "bodies", "focus")
WIDTH_WEIGHTS = {
    "area": 1.3, "bodies": 1.1, "focus": 1.5, "activity": 1.8, "output": 1.7, "lead": 1.0,
    "timeline": 0.9, "budget": 0.9, "indicator": 1.3,
}  # fmt: skip


@dataclass(frozen=True)
class ExpectedCell:
    """A cell with half-open spans; ``row`` counts all rows of the table, bands too."""

    column: int
    column_stop: int
    row: int
    row_stop: int
    text: str


@dataclass(frozen=True)
class ExpectedRow:
    kind: Literal["row", "band"]
    cells: tuple[ExpectedCell, ...]
    level: int = 0


@dataclass(frozen=True)
class ExpectedTable:
    """``columns`` are the labels joined; ``header`` is what is printed, row by row."""

    columns: tuple[str, ...]
    header: tuple[tuple[ExpectedCell, ...], ...]
    rows: tuple[ExpectedRow, ...]
    roles: tuple[str, ...] = ()

    @property
    def cells(self) -> list[ExpectedCell]:
        return [cell for row in self.rows for cell in row.cells]


@dataclass(frozen=True)
class Plan:
    language: str
    title: str
    before: tuple[tuple[str, str], ...]
    """(heading, paragraph) of the narrative before the matrix."""
    matrix: ExpectedTable
    annex_title: str
    annex: ExpectedTable | None
    notes: tuple[str, ...]
    footer: str


@dataclass(frozen=True)
class Shape:
    """Bounds of a random plan; each field that is None is drawn."""

    columns: tuple[int, int] = (3, 9)
    areas: tuple[int, int] = (2, 5)
    rows_per_area: tuple[int, int] = (1, 7)
    merges: bool = True
    key_merges_only: bool = False
    """No merged cells right of the activities."""
    band_levels: int | None = None
    language: str | None = None
    group_label: bool = False
    words: tuple[int, int] = (2, 40)
    empties: float = 0.15
    annex: bool = True
    sentences: bool = True
    """False: each text is one phrase, so that it looks open wherever a page end cuts it."""
    clear_hyphens: bool = False
    """Only compounds and acronyms that a hyphenating program cannot make doubtful."""
    closed: bool | None = None
    """Whether sentences end with a full stop."""


@dataclass
class _Draw:
    rng: random.Random
    language: str
    shape: Shape
    end: str
    cells: dict[int, list[ExpectedCell]] = field(default_factory=dict)

    def words(self, role: str) -> str:
        low, high = self.shape.words
        rng = self.rng
        if role in ("bodies", "lead"):
            return ", ".join(rng.sample(self.acronyms, rng.randint(1, 4)))
        if role == "timeline":
            return rng.choice(("2019-2025", "Q2 2026", "2027", "Ongoing", "December 2024"))
        if role == "budget":
            return rng.choice(("25,000", "USD 1.2 million", "10 000", "TBD"))
        length = rng.randint(low, high)
        whole = text if self.shape.sentences else lone_phrase
        drawn = whole(rng, self.language, length, self.end)
        return clear_of_doubt(drawn, self.language) if self.shape.clear_hyphens else drawn

    @property
    def acronyms(self) -> tuple[str, ...]:
        """Short ones are not hyphenated by any program."""
        short = tuple(name for name in ACRONYMS if len(max(name.split("-"), key=len)) < 5)
        return short if self.shape.clear_hyphens else ACRONYMS

    def add(self, column: int, row: int, row_stop: int, content: str) -> None:
        cell = ExpectedCell(column, column + 1, row, row_stop, content)
        self.cells.setdefault(row, []).append(cell)

    def parts(self, start: int, stop: int, chance: float) -> list[tuple[int, int]]:
        """Splits rows into runs; ``chance`` is that a run goes on at the next row."""
        runs, first = [], start
        for row in range(start + 1, stop + 1):
            if row == stop or not self.shape.merges or self.rng.random() > chance:
                runs.append((first, row))
                first = row
        return runs


def _area_rows(draw: _Draw, roles: tuple[str, ...], start: int, number: str) -> int:
    """Fills one area from row ``start`` on; returns the row after it."""
    rng, shape = draw.rng, draw.shape
    count = rng.randint(*shape.rows_per_area)
    stop = start + count
    whole = draw.parts(start, stop, 1.0)
    focus = draw.parts(start, stop, 0.55)
    runs = {"area": whole, "bodies": whole, "focus": focus}
    if not shape.key_merges_only:
        runs["output"] = [part for a, b in focus for part in draw.parts(a, b, 0.3)]
        runs["lead"] = draw.parts(start, stop, 0.35)
    for column, role in enumerate(roles):
        for first, last in runs.get(role, [(row, row + 1) for row in range(start, stop)]):
            content = draw.words(role)
            if role == "area":
                content = f"{number} {content}"
            elif role not in ("focus", "activity") and rng.random() < shape.empties:
                content = ""
            draw.add(column, first, last, content)
    return stop


def _roles(rng: random.Random, count: int) -> tuple[str, ...]:
    """``count`` roles in printed order: always an activity and a key column before it."""
    chosen = {"activity", rng.choice(("area", "focus"))}
    others = [role for role in ORDER if role not in chosen]
    rng.shuffle(others)
    chosen |= set(others[: count - 2])
    if "bodies" in chosen and "area" not in chosen:  # bodies follow their area
        chosen = (chosen - {"bodies"}) | {"area"}
    return tuple(role for role in ORDER if role in chosen)


def _header(
    rng: random.Random, language: str, roles: tuple[str, ...], grouped: bool
) -> tuple[tuple[str, ...], tuple[tuple[ExpectedCell, ...], ...]]:
    labels = [rng.choice(LABELS[language][role]) for role in roles]
    count = len(labels)
    if not grouped:
        cells = tuple(ExpectedCell(i, i + 1, 0, 1, label) for i, label in enumerate(labels))
        return tuple(labels), (cells,)
    group = GROUP_LABELS[language]
    start = count - 2
    upper = [ExpectedCell(i, i + 1, 0, 2, labels[i]) for i in range(start)]
    upper.append(ExpectedCell(start, count, 0, 1, group))
    lower = [ExpectedCell(i, i + 1, 1, 2, labels[i]) for i in range(start, count)]
    joined = [*labels[:start], *(f"{group} {label}" for label in labels[start:])]
    return tuple(joined), (tuple(upper), tuple(lower))


def _matrix(draw: _Draw, roles: tuple[str, ...], levels: int) -> tuple[ExpectedRow, ...]:
    rng, shape = draw.rng, draw.shape
    bands: dict[int, int] = {}
    row = section = sub = 0
    left = 0
    areas = rng.randint(*shape.areas)
    for area in range(areas):
        if levels and left == 0:
            left = rng.randint(1, 3)
            section, sub = section + 1, 0
            title = f"{'I' * section if section < 4 else section}. {_band(draw)}"
            draw.cells[row] = [ExpectedCell(0, len(roles), row, row + 1, title)]
            bands[row] = 0
            row += 1
        if levels > 1:
            sub += 1
            title = f"{section}.{sub} {_band(draw)}"
            draw.cells[row] = [ExpectedCell(0, len(roles), row, row + 1, title)]
            bands[row] = 1
            row += 1
        left = max(0, left - 1)
        row = _area_rows(draw, roles, row, f"{section or 1}.{area + 1}.")
    return tuple(
        ExpectedRow(
            "band" if at in bands else "row",
            tuple(sorted(draw.cells.get(at, ()), key=lambda c: c.column)),
            bands.get(at, 0),
        )
        for at in range(row)
    )


def _band(draw: _Draw) -> str:
    """Long enough to reach beyond a first column: a short one looks like a row with blanks."""
    return phrase(draw.rng, draw.language, draw.rng.randint(6, 10))


def _annex(draw: _Draw) -> ExpectedTable:
    rng = draw.rng
    names = rng.sample(ACRONYMS, rng.randint(3, 8))
    head = tuple(
        ExpectedCell(i, i + 1, 0, 1, label) for i, label in enumerate(("No.", "Name", "Acronym"))
    )
    rows = tuple(
        ExpectedRow(
            "row",
            (
                ExpectedCell(0, 1, i, i + 1, f"{i + 1}."),
                ExpectedCell(1, 2, i, i + 1, phrase(rng, draw.language, rng.randint(3, 7))),
                ExpectedCell(2, 3, i, i + 1, name),
            ),
        )
        for i, name in enumerate(names)
    )
    return ExpectedTable(("No.", "Name", "Acronym"), (head,), rows, ("no", "name", "acronym"))


ANY = Shape()


def make_plan(rng: random.Random, shape: Shape = ANY) -> Plan:
    """A random plan within ``shape``."""
    language = shape.language or rng.choice(("en", "en", "en", "fr", "es", "id"))
    closed = rng.random() < 0.5 if shape.closed is None else shape.closed
    draw = _Draw(rng, language, shape, "." if closed else "")
    roles = _roles(rng, rng.randint(*shape.columns))
    levels = rng.choice((0, 0, 1, 1, 2)) if shape.band_levels is None else shape.band_levels
    columns, header = _header(rng, language, roles, shape.group_label)
    rows = _matrix(draw, roles, levels)
    heads = HEADINGS[language]
    before = tuple(
        (f"{'I' * (i + 1)}. {heads[i]}", text(rng, language, rng.randint(40, 120), "."))
        for i in range(2)
    )
    return Plan(
        language=language,
        title=phrase(rng, language, 8),
        before=before,
        matrix=ExpectedTable(columns, header, rows, roles),
        annex_title=heads[2],
        annex=_annex(draw) if shape.annex else None,
        notes=tuple(f"{mark} {text(rng, language, 9, '.')}" for mark in ("*", "**")),
        footer=f"ADOPTED {phrase(rng, language, 4)}",
    )
