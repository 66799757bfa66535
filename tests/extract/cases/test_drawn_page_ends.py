"""Tables drawn at random with one habit each at their page ends are read as printed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.model import Document
from extract.stage import read_document
from tests.generators.set_reportlab import font

LABELS = ["No", "Activity", "Status", "Amount", "Lead"]
WIDTHS = [0.08, 0.42, 0.14, 0.14, 0.22]
VERBS = ("Hold", "Publish", "Review", "Translate", "Share", "Support", "Collect", "Print")
THINGS = ("the handbook", "a yearly report", "guidelines on data", "a list of contacts", "posters")
LEADS = ("Bureau of Statistics", "Ministry of Works", "Council of Ports", "Office of Planning")
STATES = ("yes", "no", "planned", "under way", "done", "delayed")
SIZE, HEIGHT = 9.0, 18.0

SEEDS = st.integers(0, 2**32)
FEW = settings(
    max_examples=6,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass
class Sheet:
    """A page: what is printed above the table, and the rows of the table.

    Attributes:
        rows: texts of each row; a row with one text is a cell over all columns.
        bold: index of the first row that is not bold.
        portrait: whether the page is upright.
    """

    rows: list[list[str]]
    bold: int = 1
    portrait: bool = True


@dataclass
class Paper:
    sheets: list[Sheet] = field(default_factory=list)

    def draw(self, path: Path, widths: Sequence[float] = WIDTHS) -> Document:
        canvas = Canvas(str(path))
        for sheet in self.sheets:
            size = A4 if sheet.portrait else landscape(A4)
            canvas.setPageSize(size)
            _draw(canvas, sheet, widths, *size)
            canvas.showPage()
        canvas.save()
        return read_document(path)


def _draw(
    canvas: Canvas, sheet: Sheet, widths: Sequence[float], width: float, height: float
) -> None:
    left, top = 50.0, height - 60
    inner = width - 2 * left
    xs = [left + inner * sum(widths[:at]) for at in range(len(widths) + 1)]
    for at, row in enumerate(sheet.rows):
        y = top - HEIGHT * at
        canvas.setFont(font("LiberationSans", at < sheet.bold), SIZE)
        edges = [xs[0], xs[-1]] if len(row) == 1 else xs
        for text, x0, x1 in zip(row, edges, edges[1:], strict=False):
            assert stringWidth(text, font("LiberationSans"), SIZE) < x1 - x0 - 6, text
            canvas.rect(x0, y - HEIGHT, x1 - x0, HEIGHT)
            canvas.drawString(x0 + 3, y - HEIGHT + 6, text)


def row_of(rng: random.Random, number: int) -> list[str]:
    activity = f"{rng.choice(VERBS)} {rng.choice(THINGS)}" + rng.choice(["", "."])
    amount = f"{rng.randrange(1, 900)},{rng.randrange(1000):03d}"
    return [str(number), activity, rng.choice(STATES), amount, rng.choice(LEADS)]


def pages_of(rng: random.Random, least: int = 3, most: int = 20) -> list[list[list[str]]]:
    """The rows of two to four pages, numbered through."""
    number = 0
    pages = []
    for _ in range(rng.randint(2, 4)):
        rows = []
        for _ in range(rng.randint(least, most)):
            number += 1
            rows.append(row_of(rng, number))
        pages.append(rows)
    return pages


def texts_of(document: Document) -> list[list[str]]:
    """The rows of the one table; a cell over all columns stands alone."""
    (table,) = document.tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def check(document: Document, want: list[list[str]], labels: list[str] = LABELS) -> None:
    assert texts_of(document) == want
    assert list(document.tables[0].columns) == labels
    assert not [page.page for page in document.ledger if page.lost]


@FEW
@given(seed=SEEDS, least=st.sampled_from([3, 25]), bold=st.integers(0, 1))
def test_short_values_in_lower_case_start_rows(
    seed: int, least: int, bold: int, tmp_path: Path
) -> None:
    pages = pages_of(random.Random(seed), least, least + 10)
    paper = Paper([Sheet([LABELS, *rows], bold) for rows in pages])
    check(paper.draw(tmp_path / "plan.pdf"), [row for rows in pages for row in rows])


@FEW
@given(seed=SEEDS)
def test_rows_without_text_at_page_tops_are_rows(seed: int, tmp_path: Path) -> None:
    pages = pages_of(random.Random(seed))
    for rows in pages[1:]:
        rows.insert(0, [""] * len(LABELS))
    paper = Paper([Sheet([LABELS, *rows]) for rows in pages])
    check(paper.draw(tmp_path / "plan.pdf"), [row for rows in pages for row in rows])


@FEW
@given(seed=SEEDS)
def test_equal_rows_on_both_sides_of_a_page_end_are_two(seed: int, tmp_path: Path) -> None:
    pages = pages_of(random.Random(seed))
    for before, after in itertools.pairwise(pages):
        after.insert(0, [*before[-1]])
    paper = Paper([Sheet([LABELS, *rows]) for rows in pages])
    check(paper.draw(tmp_path / "plan.pdf"), [row for rows in pages for row in rows])


@FEW
@given(seed=SEEDS)
def test_totals_are_carried_and_brought_forward_in_rows_of_their_own(
    seed: int, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    pages = pages_of(rng)
    for before, after in itertools.pairwise(pages):
        total = f"{rng.randrange(1000, 9000)},000"
        before.append(["", "Carried forward", "", total, ""])
        after.insert(0, ["", "Brought forward", "", total, ""])
    paper = Paper([Sheet([LABELS, *rows]) for rows in pages])
    check(paper.draw(tmp_path / "plan.pdf"), [row for rows in pages for row in rows])


@FEW
@given(
    seed=SEEDS,
    title=st.sampled_from(
        ["Programme 2024, sheet {0} of {1}", "Page {0}/{1} – Measures", "Plan annuel, feuille {0}"]
    ),
    bold=st.integers(0, 2),
)
def test_a_title_that_counts_sheets_is_no_row(
    seed: int, title: str, bold: int, tmp_path: Path
) -> None:
    pages = pages_of(random.Random(seed))
    titles = [title.format(at, len(pages)) for at in range(1, len(pages) + 1)]
    sheets = [Sheet([[own], LABELS, *rows], bold) for own, rows in zip(titles, pages, strict=True)]
    document = Paper(sheets).draw(tmp_path / "plan.pdf")
    check(document, [row for rows in pages for row in rows])
    footers = [block.text for block in document.blocks if block.kind == "footer"]
    assert footers == titles


@FEW
@given(seed=SEEDS, again=st.sampled_from(["", " (continued)", " (cont.)"]))
def test_a_title_printed_again_above_the_header_is_a_row_if_it_says_that_it_is_continued(
    seed: int, again: str, tmp_path: Path
) -> None:
    pages = pages_of(random.Random(seed))
    title = "PRIORITY MEASURES"
    sheets = [
        Sheet([[title + (again if at else "")], LABELS, *rows], 2) for at, rows in enumerate(pages)
    ]
    document = Paper(sheets).draw(tmp_path / "plan.pdf")
    headings = [[[title + again]] if again else [] for _ in pages]
    headings[0] = [[title]]
    want = [row for own, rows in zip(headings, pages, strict=True) for row in (*own, *rows)]
    check(document, want)
    (table,) = document.tables
    told = [row.is_again for row in table.rows if row.kind == "band"]
    assert told == [False, *[True for _ in pages[1:] if again]]


@FEW
@given(seed=SEEDS)
def test_headings_of_following_phases_stay_headings(seed: int, tmp_path: Path) -> None:
    pages = pages_of(random.Random(seed))
    sheets = [Sheet([[f"Phase {at}"], LABELS, *rows], 2) for at, rows in enumerate(pages, 1)]
    document = Paper(sheets).draw(tmp_path / "plan.pdf")
    want = [row for at, rows in enumerate(pages, 1) for row in ([f"Phase {at}"], *rows)]
    check(document, want)


@FEW
@given(seed=SEEDS, upright=st.lists(st.booleans(), min_size=4, max_size=4))
def test_upright_and_turned_pages_hold_one_table(
    seed: int, upright: list[bool], tmp_path: Path
) -> None:
    pages = pages_of(random.Random(seed))
    sheets = [
        Sheet([LABELS, *rows], portrait=own) for own, rows in zip(upright, pages, strict=False)
    ]
    document = Paper(sheets).draw(tmp_path / "plan.pdf")
    check(document, [row for rows in pages for row in rows])


@FEW
@given(seed=SEEDS)
def test_a_header_in_plain_type_on_the_first_page_alone_is_known_by_its_words(
    seed: int, tmp_path: Path
) -> None:
    pages = pages_of(random.Random(seed))
    sheets = [Sheet([*([] if at else [LABELS]), *rows], 0) for at, rows in enumerate(pages)]
    check(Paper(sheets).draw(tmp_path / "plan.pdf"), [row for rows in pages for row in rows])


@FEW
@given(seed=SEEDS)
def test_a_table_without_labels_keeps_its_first_row(seed: int, tmp_path: Path) -> None:
    pages = pages_of(random.Random(seed))
    document = Paper([Sheet(rows, 0) for rows in pages]).draw(tmp_path / "plan.pdf")
    check(document, [row for rows in pages for row in rows], [""] * len(LABELS))


@pytest.mark.parametrize("style", ["{}.", "({})", "{})"])
@pytest.mark.parametrize("items", ["abcdefgh", "12345678", ["i", "ii", "iii", "iv", "v", "vi"]])
def test_a_list_goes_on_over_a_page_end(style: str, items: Sequence[str], tmp_path: Path) -> None:
    marks = [style.format(item) for item in items]
    path = tmp_path / "plan.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    # The list is cut below its third item; the other rows start with a letter.
    first = [["Lend tools to schools"], ["In the draft rules:", *(f"{m} Ask" for m in marks[:3])]]
    rest = [[f"{m} Keep it" for m in marks[3:]], ["Work with the wards"], ["Count the yards"]]
    for rows, top in ((first, 140.0), (rest, 780.0)):
        y = top
        canvas.setFont("Helvetica", SIZE)
        for lines in rows:
            height = 12.0 * len(lines) + 4
            canvas.rect(50, y - height, 300, height)
            canvas.rect(350, y - height, 100, height)
            for at, line in enumerate(lines):
                canvas.drawString(53, y - 11 - 12 * at, line)
            if "rules" in lines[0] or len(lines) == 1:
                canvas.drawString(353, y - 11, "Town")
            y -= height
        canvas.showPage()
    canvas.save()
    rows_read = texts_of(read_document(path))
    assert [row[0] for row in rows_read] == [
        "Lend tools to schools",
        " ".join([*first[1], *rest[0]]),
        "Work with the wards",
        "Count the yards",
    ]


LONG = (
    "1. Early warning of storms, floods and heat, care in all districts and on all of the "
    "islands, for all "
)


@pytest.mark.parametrize(
    ("before", "after", "is_one"),
    [
        (f"{LONG}and the preven\u00ad", "tion of losses at sea", True),
        (f"{LONG}and the preven-", "tion of losses at sea", True),
        (f"{LONG}and the care of", "reefs and beaches", True),
        (f"{LONG}and the reefs", "1.1. Care in all districts", False),
        ("1. Early warning", "1.1. Care in all districts", False),
        ("EARLY WARNING", "Care in all districts", False),
    ],
)
def test_a_heading_that_a_page_end_cuts_is_one(
    before: str, after: str, is_one: bool, tmp_path: Path
) -> None:
    rng = random.Random(before)
    first, second = ([row_of(rng, n) for n in range(at, at + 37)] for at in (1, 38))
    sheets = [Sheet([LABELS, *first, [before]]), Sheet([[after], *second], 0)]
    rows = texts_of(Paper(sheets).draw(tmp_path / "plan.pdf"))
    is_hyphenated = before.endswith(("-", "\u00ad"))
    whole = before[:-1] + after if is_hyphenated else f"{before} {after}"
    assert rows[len(first)] == ([whole] if is_one else [before])
