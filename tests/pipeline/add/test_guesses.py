"""The guesses of ``planrows add`` at their limits, and how its pages show them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from extract.model import Block, Document, Span, Table
from extract.settings import ExtractSettings
from extract.stitching.thresholds import LABELS
from pipeline.add import forms, places, questions_page as page_module
from pipeline.add.columns import Guess, guess_roles
from pipeline.add.contents import Column
from pipeline.add.draft import Draft, draft_plan, plan_toml, questions
from pipeline.add.places import (
    Guessed,
    filled_columns,
    guess_annex,
    guess_number,
    guess_plan_language,
    guess_title,
)
from pipeline.add.proposal import _names_more
from pipeline.add.thresholds import CONTEXT, ROLES, TABLES
from tests.extract.matrix.test_joined import document as of_parts, part
from tests.pipeline.add.test_draft import BODY, HEADINGS, annex, block, document, matrix, row, table

SENTENCE = "Hold a regional workshop on the prevention of violence in schools"


@pytest.mark.parametrize(
    ("texts", "pattern", "confidence"),
    [
        (("1.1.1 a", "1.1.2 b"), r"(?P<number>\d+\.\d+\.\d+)\.?", 1.0),
        # Of patterns that fit as many texts, the first; of two, the one that fits more.
        (("1. a", "2. b"), r"(?P<number>\d+)[.)]", 1.0),
        (("A1 a", "B2 b", "(3) c"), r"(?P<number>[A-Z]\d+)\.?", 0.67),
        (("1. a", "b"), r"(?P<number>\d+)[.)]", 0.5),
        (("1. a", "b", "c"), "", 0.0),
        (("1. a", " ", ""), r"(?P<number>\d+)[.)]", 1.0),
        ((), "", 0.0),
        ((" ",), "", 0.0),
    ],
)
def test_a_number_is_what_half_of_the_texts_begin_with(
    texts: tuple[str, ...], pattern: str, confidence: float
) -> None:
    found = guess_number(texts)
    assert (found.value, found.confidence) == (pattern, confidence)


class Detector:
    """Ranks two languages, and notes of how many it chose."""

    def __init__(self, sure: float) -> None:
        self.sure = sure
        self.asked: list[frozenset[str]] = []

    def __call__(self, languages: frozenset[str] = frozenset()) -> Detector:
        self.asked.append(languages)
        return self

    def rank(self, _: str) -> list[tuple[str, float]]:
        first = "cy" if not self.asked[-1] else "fr"
        return [(first, self.sure), ("id", 0.01), ("en", 0.0)]


LITTLE = CONTEXT.little_text


@pytest.mark.parametrize(
    ("sure", "letters", "language"),
    [
        (CONTEXT.sure_language, LITTLE - 1, "cy"),
        (CONTEXT.sure_language - 0.01, LITTLE, "cy"),
        (CONTEXT.sure_language - 0.01, LITTLE - 1, "fr"),
    ],
)
def test_the_language_of_little_text_is_one_of_those_with_known_labels(
    sure: float, letters: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    detector = Detector(sure)
    monkeypatch.setattr(places, "_detector", detector)
    found = guess_plan_language(["x" * letters, "1 2 3"])
    assert (found.value, found.confidence) == (language, round(sure, 2))
    assert found.reason.endswith("the second likeliest language is id")
    assert [bool(one) for one in detector.asked] == [False, True][: 1 + (language == "fr")]


def test_a_document_without_letters_has_no_language() -> None:
    assert guess_plan_language(["1", "2.5 %"]) == Guessed("en", 0.0, "no text is printed")


def test_only_as_much_text_is_read_as_the_detector_needs() -> None:
    taken: list[str] = []

    def texts() -> Iterable[str]:
        for text in ("abc", "de", "fgh", "ijk"):
            taken.append(text)
            yield text

    assert list(places._leading(texts(), 6)) == ["abc", "de", "f"]
    assert list(places._leading(["abc", "de"], 3)) == ["abc"]
    assert taken == ["abc", "de", "fgh", "ijk"]


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        ("Water Plan", True),
        ("Water", False),
        ("Water X 5", False),  # a word has two letters
        ("word " * CONTEXT.max_title_words, True),
        ("word " * (CONTEXT.max_title_words + 1), False),
        ("Water plan.docx", False),
        ("Water plan .... 3", False),
        ("Water plan…… and", True),
    ],
)
def test_a_title_has_some_words_and_is_no_file(words: str, is_name: bool) -> None:
    found = guess_title(document(block("title", words, 1, 20)), "file")
    assert (found.confidence == 0.7) is is_name


def test_a_numbered_heading_does_not_name_the_plan() -> None:
    named = block("title", "Water Plan", 1, 20)
    marked = named.model_copy(update={"marker": "2."})
    assert guess_title(document(named), "file").confidence == 0.7
    assert guess_title(document(marked), "file").confidence == 0.3
    assert guess_title(document(block("title", "2. Water Plan", 1, 20)), "file").confidence == 0.3
    # A block without a place is on no page.
    nowhere = named.model_copy(update={"spans": ()})
    assert guess_title(document(nowhere), "file").value == "file"


@pytest.mark.parametrize(("page", "is_found"), [(4, True), (5, False)])
def test_the_first_pages_are_those_that_print_text(page: int, is_found: bool) -> None:
    blocks = [block("paragraph", f"P{n}", n, 20) for n in (3, 4)]
    title = block("title", "Water Plan", page, 20)
    assert (guess_title(document(*blocks, title), "file").value == "Water Plan") is is_found


def test_a_merged_cell_spans_two_rows() -> None:
    first, second = row("t1", 0, BODY), row("t1", 1, BODY)
    tall = first.cells[0].model_copy(update={"row_stop": 2})
    merged = first.model_copy(update={"cells": (tall, *first.cells[1:])})
    made = matrix().model_copy(update={"rows": (merged, second)})
    assert [column.is_merged for column in filled_columns(made)] == [True, False, False, False]


def test_an_annex_has_two_columns_and_more_than_half_of_acronyms_and_names() -> None:
    def found(*lines: tuple[str, ...]) -> bool:
        made = table(
            "t2", [""] * len(lines[0]), [row("t2", n, line) for n, line in enumerate(lines)]
        )
        return guess_annex(document(tables=(matrix(), made)), (0,))[0] is made

    name = "Senior Officials Meeting"
    full, empty = ("SOMTC", name), ("none", "none")
    assert found(full, full, full, empty)
    assert not found(full, full, empty, empty)
    assert not found(*[("SOMTC Senior Officials",)] * 4)


@pytest.mark.parametrize(
    ("label", "is_annex"), [("Body", True), ("Abbreviation", False), ("Meaning", False)]
)
def test_a_glossary_is_no_annex(label: str, is_annex: bool) -> None:
    made = annex().model_copy(update={"columns": ("", label)})
    assert (guess_annex(document(tables=(matrix(), made)), (0,))[0] is made) is is_annex


def drafted(doc: Document, heading: str = "") -> Draft:
    draft = draft_plan(doc, "plan", "file", heading)
    assert draft is not None
    return draft


@pytest.fixture
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """The detector loads a large model."""
    language = Guessed("en", 1.0, "given")
    monkeypatch.setattr("pipeline.add.draft.guess_plan_language", lambda _: language)


def guess(confidence: float, **values: object) -> Guess:
    made = Guess(Column(0, "Label", ("text",)), "area", confidence, "why")
    return replace(made, **values)  # type: ignore[arg-type]  # any field


SURE = ROLES.sure


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("confidence", "line"),
    [
        (0.0, '{role = "area", label = "Label"}, # 0%: why'),
        (0.01, '{role = "area", label = "Label", guess = 0.01}, # 1%: why'),
        (SURE - 0.01, '{role = "area", label = "Label", guess = 0.79}, # 79%: why'),
        (SURE, '{role = "area", label = "Label"}, # 80%: why'),
    ],
)
def test_a_role_in_doubt_is_marked_as_a_guess(confidence: float, line: str) -> None:
    draft = replace(drafted(document(*HEADINGS)), columns=[guess(confidence)])
    assert line in plan_toml(draft, "00")


@pytest.mark.usefixtures("_in_english")
def test_a_column_that_some_tables_lack_is_optional() -> None:
    draft = drafted(document(*HEADINGS))
    columns = [guess(1.0), guess(1.0, column=Column(1, "Other", ("text",)))]
    proposal = replace(draft.proposal, optional=frozenset({1}))
    text = plan_toml(replace(draft, columns=columns, proposal=proposal), "00")
    assert '{role = "area", label = "Label"}' in text
    assert '{role = "area", label = "Other", optional = true}' in text


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("confidence", "sure"),
    [(SURE - 0.01, "79% **please check**"), (SURE, "80%"), (SURE + 0.01, "81%")],
)
def test_the_questions_ask_to_check_what_is_in_doubt(confidence: float, sure: str) -> None:
    others = (("focus", 0.4), ("output", 0.0))
    draft = replace(drafted(document(*HEADINGS)), columns=[guess(confidence, others=others)])
    assert f"| Label | `area` | {sure} | why | focus 40% | text |" in questions(draft)
    empty = guess(confidence, column=Column(0, "Label", (" ",)))
    assert questions(replace(draft, columns=[empty])).count("|  |  |\n") == 1


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(("rival", "asks"), [(TABLES.rival - 0.01, False), (TABLES.rival, True)])
def test_tables_that_come_near_are_asked_about(rival: float, asks: bool) -> None:
    draft = drafted(document(*HEADINGS))
    draft = replace(draft, proposal=replace(draft.proposal, rival=rival))
    assert ("other tables come close to these (50% of their score)" in questions(draft)) is asks
    page = page_module.questions_page(draft, None)
    assert ("other tables come close to these (50% of their score)" in page) is asks


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("tables", "confidence", "is_written"),
    [("one", 0.5, True), ("all", 0.5, False), ("all", 1.0, True)],
)
def test_the_heading_of_one_table_is_written_and_of_several_one_that_is_named(
    tables: str, confidence: float, is_written: bool
) -> None:
    draft = drafted(document(*HEADINGS))
    settings = draft.proposal.settings.model_copy(update={"matrix_tables": tables})
    draft = replace(
        draft,
        proposal=replace(draft.proposal, settings=settings),
        matrix_heading=Guessed("The matrix", confidence, "why"),
    )
    text = plan_toml(draft, "00")
    assert ('matrix_heading = "The matrix"' in text) is is_written
    assert ('matrix_tables = "all"' in text) is (tables == "all")
    assert "forms" not in text.partition("[extract]")[2].partition("[normalize]")[0]


@pytest.mark.usefixtures("_in_english")
def test_the_pages_of_tables_are_told() -> None:
    made = annex().model_copy(update={"pages": (2, 3)})
    other = annex(rows=2).model_copy(update={"table_id": "t3", "pages": ()})
    told = questions(drafted(document(*HEADINGS, tables=(matrix(), made, other))))
    assert "- t1, pages 2–2, 5 rows" in told
    assert "- t2, pages 2–3, 5 rows ( | ): **used as the annex of bodies**" in told
    assert "- t3, no page, 2 rows ( | ): not used" in told
    joined = drafted(two_parts())
    assert questions(joined).count("**used as a part of the matrix**") == 2


def two_parts() -> Document:
    header = ["Action", "Lead agency", "Deadline"]
    return of_parts(
        *(part(f"t{n}", header, [f"{SENTENCE} {n}", "Mill", "2025"], page=n) for n in (1, 2))
    )


def shown_tables(draft: Draft) -> list[tuple[object, ...]]:
    names = ("name", "pages", "use")
    return [tuple(one[name] for name in names) for one in page_module._tables(draft, None)]


@pytest.mark.usefixtures("_in_english")
def test_the_page_shows_the_tables_of_the_plan_first() -> None:
    made = annex().model_copy(update={"pages": (2, 3)})
    other = annex(rows=2).model_copy(update={"table_id": "t3", "pages": (1,)})
    draft = drafted(document(*HEADINGS, tables=(other, made, matrix())))
    assert shown_tables(draft) == [
        ("t1", "page 2", "part of the matrix"),
        ("t3", "page 1", "not used"),
        ("t2", "pages 2–3", "annex"),
    ]


@pytest.mark.usefixtures("_in_english")
def test_the_place_of_a_table_is_all_of_it_on_its_first_page() -> None:
    made = matrix()
    assert page_module._place(made) == Span(page=2, bbox=(0.0, 100.0, 10.0, 150.0))
    assert page_module._place(made.model_copy(update={"pages": (1, 2)})) is None
    assert page_module._place(made.model_copy(update={"rows": ()})) is None


@pytest.mark.usefixtures("_in_english")
def test_tables_on_pages_that_can_be_drawn_have_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = {1: SimpleNamespace(png=b"1"), 2: SimpleNamespace(png=b""), 3: None}
    asked: list[Sequence[int]] = []

    def drawings(_: Path, pages: Sequence[int]) -> dict[int, object]:
        asked.append(pages)
        return {page: drawn[page] for page in pages if drawn[page]}

    monkeypatch.setattr("pipeline.publish.html.page_images.drawings", drawings)
    monkeypatch.setattr("pipeline.publish.html.page_images.cut_out", lambda *_: "picture")
    spans = [Span(page=page, bbox=(0, 0, 1, 1)) for page in (3, 1, 2, 1)]
    assert page_module._pictures(Path("a.pdf"), spans) == {spans[1]: "picture"}
    assert asked == [[1, 2, 3]]


@pytest.mark.usefixtures("_in_english")
def test_the_page_asks_for_lead_bodies_alone() -> None:
    bodies = Column(2, "Lead", ("SOMTC", "", "AUN", "SOMTC"))
    columns = [guess(1.0), guess(1.0, role="lead_bodies", column=bodies)]
    draft = replace(drafted(document(*HEADINGS)), columns=columns)
    assert page_module._bodies(draft) == [("SOMTC", 2), ("AUN", 1)]
    nameless = page_module._columns([guess(SURE, column=Column(0, " ", ()))])
    assert (nameless[0]["label"], nameless[0]["is_unsure"]) == ("(no label)", False)
    assert page_module._columns([guess(SURE - 0.01)])[0]["is_unsure"]


def boxes(columns: int, number: int) -> Table:
    """A form with a row of labels above a row of values."""
    labels = ["Quarry", "Walnut", "Zebra", "Jigsaw", "Violin"][:columns]
    values = [f"{SENTENCE} {number} {at}" for at in range(columns)]
    return part(f"t{number}", [""] * columns, labels, values, page=number)


@pytest.mark.parametrize(
    ("columns", "is_form"), [(TABLES.max_form_columns, True), (TABLES.max_form_columns + 1, False)]
)
def test_a_wide_list_with_its_header_is_no_form(columns: int, is_form: bool) -> None:
    found = forms._labels_above([boxes(columns, number) for number in (1, 2)])
    assert [bool(labels) for labels in found] == [is_form] * 2


def test_a_list_without_labels_above_its_values_is_no_form() -> None:
    lists = [part(f"t{n}", ["", ""], *[[f"{SENTENCE} {n}{at}", "Mill 5"] for at in range(3)])
             for n in (1, 2)]  # fmt: skip
    assert forms._labels_above(lists) == [[], []]


def settings(*labels: str, is_form: bool) -> ExtractSettings:
    columns = [{"role": f"r{at}", "label": label} for at, label in enumerate(labels)]
    return ExtractSettings.model_validate({"columns": columns, "forms": is_form})


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("labels", "listed", "tables", "is_form", "says"),
    [
        ("ABC", "AB", (0, 1), True, True),
        ("AB", "AB", (0, 1), True, False),
        ("ABC", "AD", (0, 1), True, False),
        ("ABC", "AB", (1,), True, False),
        ("ABC", "AB", (0, 1, 2), True, True),
        ("ABC", "AB", (0, 1), False, False),
    ],
)
def test_forms_that_have_the_labels_of_a_list_and_more_are_forms(
    labels: str, listed: str, tables: tuple[int, ...], is_form: bool, says: bool
) -> None:
    made = drafted(document(*HEADINGS)).proposal
    list_ = replace(made, settings=settings(*listed, is_form=False), tables=(0, 1))
    one = replace(made, settings=settings(*labels, is_form=is_form), tables=tables)
    assert _names_more(one, list_) is says
    assert not _names_more(one, replace(list_, settings=settings("A", is_form=True)))


def roles(*columns: Column) -> list[str]:
    return [one.role for one in guess_roles(columns)]


ACTIVITY = Column(1, "Activity", (SENTENCE, f"{SENTENCE} again"))


@pytest.mark.parametrize(
    ("areas", "bodies", "role"),
    [
        # Printed again in each row, an area has fewer texts than its rows have partners.
        (("Water", "Water", "Air"), ("SOMTC", "AUN", "SOMTC"), "partners"),
        (("Water", "Water", "Air"), ("SOMTC", "", "AUN"), "relevant_bodies"),
        (("Water", "Air", "Fire"), ("SOMTC", "AUN", "SOMTC"), "relevant_bodies"),
    ],
)
def test_partners_of_rows_are_more_than_there_are_areas(
    areas: tuple[str, ...], bodies: tuple[str, ...], role: str
) -> None:
    columns = (Column(0, "Priority area", areas), ACTIVITY, Column(2, "Partners", bodies))
    assert roles(*columns) == ["area", "activity", role]


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        (("Target 2025", "Target 2026"), ["target_2025", "target_2026"]),
        (("Target 2025",), ["target"]),
        (("Target 2025", "Baseline 2026"), ["target", "baseline"]),
        (("Target 2025", "Target 2025"), ["target", "target_2025"]),
        (("Target 2025", "Target 12025"), ["target", "target_12025"]),
    ],
)
def test_columns_of_several_years_are_named_after_them(
    labels: tuple[str, ...], found: list[str]
) -> None:
    columns = [Column(at, label, ("5", "7")) for at, label in enumerate(labels)]
    assert roles(*columns, ACTIVITY) == [*found, "activity"]


@pytest.mark.usefixtures("_in_english")
def test_a_heading_that_a_person_named_is_sure() -> None:
    heads: list[Block] = [block("heading", "Part A", 2, 90.0)]
    assert drafted(document(*heads), "Part A").matrix_heading == Guessed(
        "Part A", 1.0, "named by a person"
    )


MIXED = ("June 2025", "July 2025", "May 2026", "soon", "later")
"""Three of five cells are dates: as many as show a role."""


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([MIXED], ["deadline"]),
        ([(*MIXED, "never")], ["xyzzy"]),
        ([MIXED, MIXED], ["start", "deadline"]),
        ([MIXED, (*MIXED, "never")], ["deadline", "plugh"]),
    ],
)
def test_three_of_five_cells_show_a_role(texts: list[tuple[str, ...]], found: list[str]) -> None:
    columns = [
        Column(at, label, column)
        for at, (label, column) in enumerate(zip(("Xyzzy", "Plugh"), texts, strict=False))
    ]
    assert roles(*columns, ACTIVITY) == [*found, "activity"]


@pytest.mark.parametrize(
    ("likeness", "is_same"), [(LABELS.same, True), (LABELS.same - 0.01, False)]
)
def test_labels_at_the_limit_of_likeness_are_one(
    likeness: float, is_same: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "label_likeness", lambda *_: likeness)
    counts = Counter({"Quarry": 1})
    assert forms._canonical("Quarries", counts) == ("Quarry" if is_same else "Quarries")
    assert forms._canonical("Quarry", counts) == "Quarry"


@pytest.mark.parametrize(
    ("labels", "is_of_values"),
    [("QQZZWQ", False), ("QQZZWWQ", True), ("QZWQZW", False), ("QQ", False), ("QQQ", False)],
)
def test_texts_that_follow_themselves_are_values(labels: str, is_of_values: bool) -> None:
    assert forms._is_column_of_values(labels, sorted({*labels})) is is_of_values
