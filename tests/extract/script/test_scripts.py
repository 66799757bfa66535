"""Raised, lowered, letter-spaced and turned text, as typesetting programs draw it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.geometry.page_model import Glyph, PageCell, PageTable, Word
from extract.model import Document
from extract.script.letter_spacing import with_spaced_words_joined
from extract.script.raised_marks import is_note_mark, with_spelt_marks
from extract.script.reading_order import lines_turned, logical, numbers_from_right, runs_from_right
from extract.stage import read_document
from extract.tables.cell_assignment import assign_lines_to_cells
from extract.text.words import lines_of, words_from_glyphs
from tests.extract.page_parts import make_word

Cell = str | Callable[[Canvas, float, float], None]
Part = tuple[str, float, float]


def by_rise(*parts: Part) -> Cell:
    """Set text in one text object; each part has its size and its rise (`Ts`)."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        line = canvas.beginText(x, y)
        for text, size, rise in parts:
            line.setFont("Helvetica", size)
            line.setRise(rise)
            line.textOut(text)
        line.setRise(0)
        canvas.drawText(line)

    return draw


def by_place(*parts: Part) -> Cell:
    """Set each part of a text at a place of its own."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for text, size, rise in parts:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, y + rise, text)
            x += canvas.stringWidth(text, "Helvetica", size)

    return draw


def spaced(text: str, gap: float) -> Cell:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        line = canvas.beginText(x, y)
        line.setFont("Helvetica", 9)
        line.setCharSpace(gap)
        line.textOut(text)
        line.setCharSpace(0)
        canvas.drawText(line)

    return draw


def by_letter(text: str, gap: float) -> Cell:
    """Set each letter as a string of its own, as browsers do; blanks are drawn, too."""

    def draw(canvas: Canvas, x: float, y: float) -> None:
        for letter in text:
            canvas.drawString(x, y, letter)
            x += canvas.stringWidth(letter, "Helvetica", 9) + gap

    return draw


def turned(lines: Sequence[str], angle: int) -> Cell:
    def draw(canvas: Canvas, x: float, y: float) -> None:
        canvas.saveState()
        canvas.translate(x + (8 if angle == 90 else 14), y - (60 if angle == 90 else 0))
        canvas.rotate(angle)
        canvas.setFont("Helvetica", 9)
        for number, line in enumerate(lines):
            canvas.drawString(0, -11 * number, line)
        canvas.restoreState()

    return draw


def table(pdf: Path, rows: Sequence[Sequence[Cell]], height: float = 24) -> Document:
    canvas = Canvas(str(pdf), pagesize=(595, 842))
    width = 500 / len(rows[0])
    for at in range(len(rows) + 1):
        canvas.line(40, 800 - at * height, 540, 800 - at * height)
    for at in range(len(rows[0]) + 1):
        canvas.line(40 + at * width, 800, 40 + at * width, 800 - len(rows) * height)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            x, y = 44 + column * width, 800 - row * height - 16
            canvas.setFont("Helvetica", 9)
            if isinstance(cell, str):
                canvas.drawString(x, y, cell)
            else:
                cell(canvas, x, y)
    canvas.save()
    return read_document(pdf)


def texts(document: Document) -> list[list[str]]:
    (found,) = document.tables
    return [[cell.text for cell in row.cells] for row in (*found.header, *found.rows)]


ACID: tuple[Part, ...] = (("H", 9, 0), ("2", 6, -2), ("SO", 9, 0), ("4", 6, -2))
AMOUNT: tuple[Part, ...] = (("3,000", 9, 0), ("2", 6, 3.5))


@pytest.mark.parametrize("drawn", [by_rise, by_place])
def test_raised_and_lowered_type(drawn: Callable[..., Cell], tmp_path: Path) -> None:
    document = table(
        tmp_path / "raised.pdf",
        [
            ["Row", drawn(*ACID), drawn(*AMOUNT)],
            ["Row", drawn(("area in km", 9, 0), ("2", 6, 3.5)), drawn(("10", 9, 0), ("6", 6, 3.5))],
            ["Row", drawn(("Office", 9, 0), ("3", 6, 3.5)), drawn(("1", 9, 0), ("st", 6, 3.5))],
            ["Row", drawn(("Sum", 9, 0), ("a, b", 6, 3.5)), drawn(("2.5", 9, 0), ("1, 2", 6, 3.5))],
            ["Row", drawn(("1", 6, 3.5), (" note", 9, 0)), drawn(("m", 9, 0), ("-2", 6, 3.5))],
            ["Row", drawn(("CO", 9, 0), ("2", 7.5, -2)), drawn(("400", 9, 0), ("b", 7.5, 3.5))],
        ],
    )
    assert [row[1:] for row in texts(document)] == [
        ["H₂SO₄", "3,000 (mark 2)"],
        ["area in km²", "10⁶"],
        ["Office³", "1st"],
        ["Sumᵃ,ᵇ", "2.5 (mark 1, 2)"],
        ["1 note", "m⁻²"],
        ["CO₂", "400 (mark b)"],
    ]
    fragments = [f for row in document.tables[0].rows for cell in row.cells for f in cell.fragments]
    fragments += [f for r in document.tables[0].header for c in r.cells for f in c.fragments]
    marks = [mark.value for fragment in fragments for mark in fragment.marks]
    assert sorted(marks) == ["1", "2", "2", "3", "a", "b", "b"]
    assert not [one.text for one in fragments if one.readings_agree is False]
    assert "3,000²" in [line for fragment in fragments for line in fragment.lines]


def test_letter_spaced_text_is_words_and_numbers(tmp_path: Path) -> None:
    document = table(
        tmp_path / "spaced.pdf",
        [
            ["No", spaced("SUMMARY TABLE", 4), "V"],
            ["1", spaced("1234", 3), "7"],
            ["2", spaced("A to Z list", 2.5), "x"],
            ["3", "a b c d e", "9"],
        ],
    )
    assert [row[1] for row in texts(document)] == [
        "SUMMARY TABLE",
        "1234",
        "A to Z list",
        "a b c d e",
    ]


def test_letters_drawn_one_by_one_are_words_if_their_distance_is_even(tmp_path: Path) -> None:
    document = table(
        tmp_path / "spaced.pdf",
        [
            [by_letter("No", 3), by_letter("Lead Body", 3), by_letter("Cost", 3)],
            ["1", by_letter("Bureau of Statistics", 3), by_letter("1,200", 3)],
            ["2", "Ministry of Works", by_letter("TBD", 3)],
        ],
    )
    assert texts(document) == [
        ["No", "Lead Body", "Cost"],
        ["1", "Bureau of Statistics", "1,200"],
        ["2", "Ministry of Works", "TBD"],
    ]


def test_letters_with_typed_blanks_between_them_are_words(tmp_path: Path) -> None:
    document = table(
        tmp_path / "typed.pdf",
        [["No", "L e a d   B o d y", "V"], ["1", "A U N", "7"], ["2", "B u r e a u", "x"]],
    )
    assert [row[1] for row in texts(document)] == ["Lead Body", "AUN", "Bureau"]


@given(
    words=st.lists(st.text("abdeghiklmnoprstuwyABDEGHLMNS", min_size=4, max_size=9), min_size=1),
    gap=st.floats(0.21, 0.75),
)
def test_the_letters_of_evenly_spaced_words_are_joined(words: list[str], gap: float) -> None:
    letters, x, size = list[Word](), 50.0, 10.0
    for text in words:
        for at, letter in enumerate(text):
            width = stringWidth(letter, "Helvetica", size)
            own = make_word(letter, x, 100.0, x1=x + width, size=size, glyphs=(len(letters),))
            letters.append(replace(own, begins_string=True, after_space=at == 0))
            x += width + gap * size
        x += 2.78 + gap * size
    widths = {round(one.x1 - one.x0, 1) for one in letters}
    assume(max(widths) - min(widths) > 1.1)
    assert [one.text for one in with_spaced_words_joined(letters, 0.18)] == words


@given(texts=st.lists(st.sampled_from("0123456789"), min_size=4), gap=st.floats(0.21, 0.75))
def test_single_figures_in_even_cells_stay_apart(texts: list[str], gap: float) -> None:
    cells = []
    for at, text in enumerate(texts):
        x = 50 + at * (5.56 + gap * 10)
        own = make_word(text, x, 100.0, x1=x + 5.56, size=10.0, glyphs=(at,))
        cells.append(replace(own, begins_string=True, after_space=False))
    assert with_spaced_words_joined(cells, 0.18) == cells


def test_digits_of_narrow_cells_stay_apart(tmp_path: Path) -> None:
    rows = [[str((row + column) % 10) for column in range(40)] for row in range(3)]
    document = table(tmp_path / "narrow.pdf", rows)
    assert texts(document) == rows


def test_labels_turned_either_way_are_read_in_order(tmp_path: Path) -> None:
    up, down = turned(["Number of", "voters"], 90), turned(["First", "quarter"], 270)
    rows: list[list[Cell]] = [["Area", up, down, "Lead"], ["North", "7", "8", "Office"]]
    document = table(tmp_path / "turned.pdf", rows, height=80)
    assert texts(document)[0] == ["Area", "Number of voters", "First quarter", "Lead"]
    assert document.ledger[0].lost == 0


@pytest.mark.parametrize(
    ("mark", "before", "is_mark"),
    [
        ("2", "3,000", True),
        ("2", "area in km", False),
        ("3", "kg/m", False),
        ("6", "4 x 10", False),
        ("6", "110", True),
        ("th", "19", False),
        ("e", "XIX", False),
        ("a", "Amount", True),
        ("-1", "s", False),
        ("*", "Total", True),
    ],
)
def test_a_note_mark_is_no_power_unit_or_ordinal(mark: str, before: str, is_mark: bool) -> None:
    assert is_note_mark(mark, before) is is_mark


@given(st.integers(0, 10**9), st.integers(1, 99))
def test_a_marked_number_keeps_its_digits(number: int, mark: int) -> None:
    raised = str(mark).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    spelt = with_spelt_marks(f"about {number:,}{raised} people")
    assert spelt == f"about {number:,} (mark {mark}) people" or number == 10


HEBREW = st.text("אבגדהוזחטיכלמנסעפצקרשת", min_size=1, max_size=8)


@given(st.lists(HEBREW, min_size=1, max_size=5))
def test_words_from_right_to_left_are_read_from_the_right(words: list[str]) -> None:
    printed = [word[::-1] for word in reversed(words)]
    pieces = [printed[0], *(f" {word}" for word in printed[1:])]
    assert logical(pieces, [True] * len(pieces)) == " ".join(words)


@given(st.text("abc 123().,-", max_size=20))
def test_text_from_left_to_right_is_left_alone(text: str) -> None:
    assert not runs_from_right(text)


def test_a_ligature_keeps_the_order_of_its_letters() -> None:
    """The file holds the letters of the ligature as they are read, the rest from left to right."""
    glyphs = [
        Glyph(at, text, 10.0 + 6 * at, 10.0, 16.0 + 6 * at, 20.0, 18.0, 10.0, False, False, (0.0,))
        for at, text in enumerate(["ء", "ا", "ص", "ح", "لإ", "ا"])
    ]
    (line,) = lines_of(words_from_glyphs(glyphs))
    assert line.text == "الإحصاء"


def test_a_line_of_numbers_reads_as_the_lines_around_it() -> None:
    words = [
        make_word("דע", 30.0, 20.0),
        make_word("(2028)", 10.0, 40.0, x1=40.0),
        make_word("2025", 50.0, 40.0, x1=70.0),
    ]
    assert [line.text for line in lines_of(words)] == ["עד", "2025 (2028)"]
    assert numbers_from_right("UN 2025") == "UN 2025"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (["–2024", "2026"], ["2024–", "2026"]),  # a range broken at its dash
        (["2026–2024"], ["2024–2026"]),
        (["2027 ,2025"], ["2025, 2027"]),
        (["2024–2026"], ["2024–2026"]),
        (["-5"], ["-5"]),
        (["12/05/2024"], ["12/05/2024"]),
        (["5–05"], ["5–05"]),  # from a number to itself
    ],
)
def test_numbers_that_make_no_sense_are_turned(printed: list[str], read: list[str]) -> None:
    assert lines_turned(printed) == read


@pytest.mark.parametrize(("text", "read"), [("דע", ["2024–", "2026"]), ("up", ["–2024", "2026"])])
def test_a_cell_of_numbers_has_the_order_of_its_table(text: str, read: list[str]) -> None:
    cells = tuple(
        PageCell(0, 1, at, at + 1, (100.0 * at, 0.0, 100.0 * at + 100, 40.0)) for at in range(2)
    )
    table = PageTable(1, (0.0, 100.0, 200.0), (0.0, 40.0), cells)
    words = [make_word("–2024", 10.0, 10.0), make_word("2026", 10.0, 25.0)]
    words.append(make_word(text, 110.0, 10.0))
    (filled,), _ = assign_lines_to_cells([table], words)
    assert [line.text for line in filled.cells[0].lines] == read


def test_a_name_from_right_to_left_turns_no_numbers_of_another_text() -> None:
    words = [make_word("דע", 30.0, 20.0), make_word("12", 10.0, 40.0), make_word("34", 50.0, 40.0)]
    words += [make_word(text, 10.0, 60.0 + 20 * at) for at, text in enumerate(("a", "b"))]
    assert [line.text for line in lines_of(words)][1] == "12 34"


def test_brackets_that_the_file_holds_mirrored_are_turned() -> None:
    assert logical([")2025(", " םע"], [True, True]) == "עם (2025)"
    assert logical(["(2025)", " םע"], [True, True]) == "עם (2025)"


@pytest.mark.parametrize(
    ("pieces", "begins_run", "read"),
    [
        (["Budget", " of", " םע", " לא"], "1111", "Budget of אל עם"),
        (["םע", " לא", " Budget", " of"], "1111", "אל עם Budget of"),
        (["Budget", " םע", " 12", " לא", " of"], "11111", "Budget אל 12 עם of"),
        # A number drawn apart from the text before it belongs to the word at its right.
        (["Plan", " (2028)", " םע"], "111", "Plan עם (2028)"),
        (["Plan", " (2028)", " םע"], "101", "Plan (2028) עם"),
        (["Plan", " םע", " (2028)"], "111", "Plan עם (2028)"),
        (["2025", " (2028)"], "11", "2025 (2028)"),
        (["ab", " םע"], "11", "ab עם"),
    ],
)
def test_words_from_right_to_left_are_turned_within_a_line_from_left_to_right(
    pieces: list[str], begins_run: str, read: str
) -> None:
    assert logical(pieces, [one == "1" for one in begins_run]) == read
