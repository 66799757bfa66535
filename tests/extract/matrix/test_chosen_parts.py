"""Which tables of a document make up the matrix, what else a plan has, and what is doubted."""

from __future__ import annotations

from contextlib import nullcontext

import pytest

from extract.document.document import ReadResult
from extract.document.thresholds import PLAN
from extract.errors import NoMatrixError, OversizedPdfError
from extract.matrix.chosen import chosen_tables, matrix_parts, without_labels
from extract.matrix.column_roles import fit_of
from extract.matrix.doubts import doubts_on_roles, doubts_on_tables
from extract.matrix.joined import with_first_section, with_inner_sections
from extract.matrix.plan import plan_of
from extract.matrix.sections import inner_sections, sections_of
from extract.matrix.thresholds import CHOICE
from extract.model import Block, ColumnRole, Document, PageBreak, Table
from extract.settings import ColumnSetting, ExtractSettings
from tests.extract.matrix.test_joined import SETTINGS, document, head, part
from tests.normalize.printed import band, block, cell, row, table

FOUR = ExtractSettings(
    columns=tuple(ColumnSetting(role=name.lower(), label=name) for name in ("Aim", "Step", "Body"))
)
NEAR = "Implementing partmers"
"""A misprint of one letter of twenty."""
IN_ORDER = ExtractSettings(
    columns=tuple(ColumnSetting(role=name, label="") for name in ("step", "body")),
    matrix_tables="all",
)


def parts(settings: ExtractSettings, *tables: Table) -> tuple[int, ...]:
    return matrix_parts(document(*tables), settings)


@pytest.mark.parametrize(
    ("labels", "is_part"),
    [
        (["Aim", "Step", "Body"], True),
        (["Aim", "Step", "Cost"], True),
        (["Aim", "Cost", "Year"], False),
        (["Cost", "Year", "Place"], False),
    ],
)
def test_a_part_prints_most_of_the_columns(labels: list[str], is_part: bool) -> None:
    assert parts(FOUR, part("t1", labels, ["a", "b", "c"])) == (0,) * is_part


def test_thirteen_of_twenty_columns_are_enough() -> None:
    years = [str(2000 + at) for at in range(20)]
    settings = ExtractSettings(
        columns=tuple(ColumnSetting(role=f"of_{year}", label=year) for year in years),
        matrix_tables="all",
    )
    for count in (12, 13):
        labels = [*years[:count], *["Notes"] * (20 - count)]
        found = parts(settings, part("t1", labels, ["x"] * 20))
        assert found == (0,) * (count / 20 >= CHOICE.part_share)
    assert CHOICE.part_share == 13 / 20


def test_optional_columns_may_be_missing() -> None:
    assert parts(SETTINGS, part("t1", ["Action", "Lead"], ["Mend", "Mill"])) == (0,)
    optional = ExtractSettings(columns=(ColumnSetting(role="a", label="Aim", optional=True),))
    assert parts(optional, part("t1", ["Cost"], ["5"])) == ()


def test_without_labels_in_the_settings_the_number_of_columns_counts() -> None:
    tables = (
        part("t1", ["", ""], ["Mend", "Mill"]),
        part("t2", ["", "", ""], ["a", "b", "c"]),
        part("t3", ["Step", "Body"], ["Mend", "Mill"]),
    )
    assert parts(IN_ORDER, *tables) == (0,)


@pytest.mark.parametrize(
    ("second", "is_part"),
    [
        (part("t2", ["", ""], ["Draw", "Yard"], page=2), True),
        (part("t2", ["", ""], ["Draw", "Yard"], page=1, top=300), True),
        (part("t2", ["", ""], ["Draw", "Yard"], page=3), False),
        (part("t2", ["", "", ""], ["a", "b", "c"], page=2), False),
        (part("t2", ["Year", "Cost"], ["2019", "5"], page=2), False),
    ],
)
def test_a_table_without_labels_goes_on_with_the_part_right_before_it(
    second: Table, is_part: bool
) -> None:
    first = part("t1", ["Action", "Lead"], ["Mend", "Mill"])
    assert parts(SETTINGS, first, second) == (0, 1)[: 1 + is_part]
    other = part("t9", ["Year", "Cost"], ["2019", "5"])
    assert parts(SETTINGS, first, other, second) == (0,)
    assert parts(SETTINGS, second) == ()


def test_parts_without_labels_are_named_where_another_part_has_some() -> None:
    labelled = part("t1", ["Action", "Lead"], ["Mend", "Mill"])
    bare = part("t2", ["", " "], ["Draw", "Yard"], page=2)
    doc = document(labelled, bare)
    assert without_labels(doc, (0, 1)) == (1,)
    assert without_labels(doc, (1,)) == ()
    assert without_labels(doc, (0,)) == ()


def test_settings_without_columns_take_the_matrix_that_was_found() -> None:
    first, second = (part(f"t{n}", ["Action", "Lead"], ["Mend", "Mill"]) for n in (1, 2))
    found = document(first, second.model_copy(update={"matrix": True}))
    assert chosen_tables(found, ExtractSettings()) == (1,)


@pytest.mark.parametrize(
    ("labels", "chosen"),
    [
        (["Aim", "Step", "Cost"], 0),  # two of three labels
        (["Aim", "Steps", "Body"], None),  # the three, one of them nearly
    ],
)
def test_of_several_tables_the_labels_that_fit_best_decide(
    labels: list[str], chosen: int | None
) -> None:
    best = part("t1", ["Aim", "Step", "Body"], ["a", "b", "c"])
    doc = document(best, part("t2", labels, ["d", "e", "f"], page=2))
    if chosen is not None:
        assert chosen_tables(doc, FOUR) == (chosen,)
        return
    with pytest.raises(NoMatrixError, match="2 tables that fit the plan's columns equally: t1"):
        chosen_tables(doc, FOUR)


def test_a_table_whose_labels_fit_as_well_but_for_a_twentieth_fits_equally() -> None:
    settings = ExtractSettings(columns=(ColumnSetting(role="a", label="Implementing partners"),))
    best = part("t1", ["Implementing partners"], ["Mill"])
    near, far = (part("t2", [label], ["Yard"], page=2) for label in (NEAR, f"{NEAR} of it"))
    assert fit_of(near, settings.columns) == CHOICE.equal_fit
    with pytest.raises(NoMatrixError, match="equally"):
        chosen_tables(document(best, near), settings)
    assert chosen_tables(document(best, far), settings) == (0,)


def test_the_error_names_the_pages_and_the_first_row_of_each_table() -> None:
    long = part("t1", ["Aim", "Step", "Body"], ["a" * 80, "b", ""])
    long = long.model_copy(update={"pages": (1, 2)})
    other = part("t2", ["Aim", "Step", "Body"], ["d", "", "f"], page=3)
    with pytest.raises(NoMatrixError) as caught:
        chosen_tables(document(long, other), FOUR)
    assert f"t1 (pages 1–2, 1 rows, first “{'a' * 60}”)" in str(caught.value)
    assert "t2 (page 3, 1 rows, first “d | f”)" in str(caught.value)
    assert "none is below" not in str(caught.value)


def test_a_plan_without_labels_takes_its_only_table_of_that_width() -> None:
    one = IN_ORDER.model_copy(update={"matrix_tables": "one"})
    wide = part("t1", ["", "", ""], ["a", "b", "c"])
    assert chosen_tables(document(wide, part("t2", ["", ""], ["Mend", "Mill"])), one) == (1,)
    with pytest.raises(NoMatrixError, match="none of its tables has a column"):
        chosen_tables(document(wide), one)
    with pytest.raises(NoMatrixError, match="none of its tables has a column"):
        chosen_tables(document(wide), IN_ORDER)


def doubted(doc: Document, *chosen: int, settings: ExtractSettings = SETTINGS) -> list[str]:
    return [f"{d.table_id} {d.taken}" for d in doubts_on_tables(doc, settings, chosen)]


def test_tables_like_the_matrix_that_are_none_are_doubted_and_so_are_bare_parts() -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["", ""], ["Draw", "Yard"], page=2),
        part("t3", ["Action", "Lead"], ["Dig", "Pit"], page=3),
    )
    assert doubted(doc, 0, 1) == [
        "t3 prints the columns of the matrix, but is not published as a part of it",
        "t2 prints no labels and is taken for a part of the matrix",
    ]
    assert doubted(doc, 0, 1, settings=ExtractSettings()) == []
    assert doubted(doc, 0, 1, settings=SETTINGS.model_copy(update={"forms": True})) == []


def test_a_guessed_role_is_doubted_until_somebody_checks_it() -> None:
    made = part("t1", ["Action", "Lead"], ["Mend", "Mill"])
    roles = [
        ColumnRole(column=0, label="Action", role="activity", score=1.0),
        ColumnRole(column=1, label="Lead", role="lead_bodies", score=1.0),
    ]
    guessed = ExtractSettings(
        columns=(
            ColumnSetting(role="activity", label="Action", guess=0.4),
            ColumnSetting(role="lead_bodies", label="Lead"),
        )
    )
    found = list(doubts_on_roles(made, roles, guessed))
    assert [(one.kind, one.text) for one in found] == [("role-guess", "Action")]


def test_a_guess_is_doubted_at_the_first_text_of_its_column() -> None:
    made = table([row(cell("Mend", 0, 0), cell("Mill", 1, 0, page=2))], ["", ""], matrix=False)
    guessed = ExtractSettings(columns=(ColumnSetting(role="lead", label="Lead", guess=0.4),))

    def places(column: int) -> list[tuple[int, str]]:
        role = ColumnRole(column=column, label="", role="lead", score=1.0)
        return [(one.span.page, one.text) for one in doubts_on_roles(made, [role], guessed)]

    assert places(1) == [(2, "Mill")]
    assert places(2) == []  # a column without cells has no place


def note(text: str, page: int, top: float, kind: str = "footnote") -> Block:
    made = block(kind, text, marker="*" * (kind == "footnote"))
    span = made.spans[0].model_copy(update={"page": page, "bbox": (0.0, top, 90.0, top + 8)})
    return made.model_copy(update={"spans": (span,)})


def test_a_plan_has_its_matrix_its_annex_with_notes_and_everything_else() -> None:
    settings = SETTINGS.model_copy(update={"annex_heading": "Annex of bodies"})
    annex = part("t3", ["", ""], ["1", "Mill"], ["2", "Yard*"], page=3)
    blocks = (
        head("Plan of works", 1, 40),
        head("Annex of bodies", 3, 40),
        note("Proposed.", 3, 127.0),  # 3 points above the foot of the annex, at 130
        note("Above it.", 3, 126.9),
        note("Of another page.", 2, 500),
        note("A paragraph.", 3, 200, kind="paragraph"),
        note("7", 3, 800, kind="page_number"),
        note("Plan of works", 3, 810, kind="footer"),
    )
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["Year", "Cost"], ["2019", "5"], page=2),
        annex,
        blocks=blocks,
    )
    plan = plan_of(ReadResult(doc, (), ()), settings)
    assert plan.matrix.matrix
    assert plan.annex is not None
    assert plan.annex.table_id == "t3"
    assert [one.table_id for one in plan.other_tables] == ["t2"]
    assert [one.text for one in plan.annex_notes] == ["Proposed."]
    assert [one.text for one in plan.furniture] == ["7", "Plan of works"]
    assert [one.text for one in plan.narrative] == [
        "Plan of works", "Annex of bodies", "Above it.", "Of another page.", "A paragraph.",
    ]  # fmt: skip
    bare = plan_of(ReadResult(doc, (), ()), SETTINGS)
    assert bare.annex is None
    assert bare.annex_notes == ()
    assert [one.table_id for one in bare.other_tables] == ["t2", "t3"]


def page_end(table_id: str, at: int) -> PageBreak:
    return PageBreak(
        table_id=table_id, page=1, next_page=2, row=at, continues=True, score=1.0, is_weak=False,
        evidence=(),
    )  # fmt: skip


def test_page_ends_move_with_the_rows_of_their_part() -> None:
    tables = (
        part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"]),
        part("t2", ["Action", "Lead"], ["Dig", "Pit"], ["Fill", "Pit"], page=2),
        part("t3", ["Year", "Cost"], ["2019", "5"], page=3),
    )
    doc = document(*tables).model_copy(
        update={"page_breaks": (page_end("t1", 1), page_end("t2", 1), page_end("t3", 0))}
    )
    plan = plan_of(ReadResult(doc, (), ()), SETTINGS)
    assert [(end.table_id, end.row) for end in plan.page_breaks] == [
        ("t1", 1),
        ("t1", 3),
        ("t3", 0),
    ]


def test_sections_are_rows_above_their_part_and_bands_are_a_level_below() -> None:
    first = part("t1", ["Action", "Lead"], ["Mend", "Mill"])
    over = band("On roads", 0).cells[0]
    place = over.fragments[0].model_copy(update={"bbox": (0.0, 80.0, 10.0, 90.0)})
    inner = row(over.model_copy(update={"fragments": (place,)}))
    inner = inner.model_copy(update={"kind": "band"})
    first = first.model_copy(update={"rows": (inner, *first.rows)})
    doc = document(
        first,
        part("t2", ["Action", "Lead"], ["Draw", "Yard"], page=2),
        blocks=(head("Goal 1: Water", 1, 40), head("Goal 2: Land", 2, 40)),
    )
    rows = plan_of(ReadResult(doc, (), ()), SETTINGS).matrix.rows
    assert [(one.kind, one.level, one.cells[0].text) for one in rows] == [
        ("band", 0, "Goal 1: Water"),
        ("band", 1, "On roads"),
        ("row", 0, "Mend"),
        ("band", 0, "Goal 2: Land"),
        ("row", 0, "Draw"),
    ]


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        (("Goal 1: Water", "Goal 2: Land"), ["Goal 1: Water", "Goal 2: Land"]),
        (("Goal 1: Water", "Land"), ["Goal 1: Water", "Land"]),
        (("Actions", "Actions"), [None, None]),
        (("Water", "Actions"), ["Water", "Actions"]),
    ],
)
def test_a_heading_that_is_printed_again_names_no_part(
    heads: tuple[str, str], named: list[str | None]
) -> None:
    doc = document(
        part("t1", ["Action", "Lead"], ["Mend", "Mill"]),
        part("t2", ["Action", "Lead"], ["Draw", "Yard"], page=2),
        blocks=(head(heads[0], 1, 90), head(heads[1], 2, 90)),
    )
    found = sections_of(doc, (0, 1))
    assert [None if one is None else one.text for one in found] == named


@pytest.mark.parametrize(
    ("heads", "named"),
    [
        (("Water", "Water (continued)", "Land"), ["Water", None, "Land"]),
        (("Axe 3 – Outils", "AXE 3 – OUTILS (suite)", "Axe 4"), ["Axe 3 – Outils", None, "Axe 4"]),
        (("Part 1", "Part 1 (cont.)", "Part 1 (Forts.)"), ["Part 1", None, None]),
        (("Water", "Land (continued)", "Air"), ["Water", "Land (continued)", "Air"]),
        (("Water (continued)", "Water", "Air"), ["Water (continued)", "Water", "Air"]),
    ],
)
@pytest.mark.parametrize("foot", [90.0, 60.0])
def test_a_heading_that_says_it_is_continued_begins_no_section(
    heads: tuple[str, ...], named: list[str | None], foot: float
) -> None:
    rows = ["Mend", "Mill"], ["Draw", "Yard"], ["Dig", "Pit"]
    tables = [part(f"t{at}", ["Action", "Lead"], one, page=at) for at, one in enumerate(rows, 1)]
    blocks = [head(text, at, foot) for at, text in enumerate(heads, 1)]
    if foot < 90.0:  # text between the heading and its table
        blocks += [block("paragraph", "Note").model_copy(update={"spans": head("", at, 90).spans})
                   for at in (1, 2, 3)]  # fmt: skip
    found = sections_of(document(*tables, blocks=tuple(blocks)), (0, 1, 2))
    assert [None if one is None else one.text for one in found] == named


def test_a_heading_inside_of_a_cell_that_goes_on_names_no_row() -> None:
    merged = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"], ["Dig", "Pit"])
    tall = merged.rows[0].cells[0].model_copy(update={"row_stop": 2})
    rows = (row(tall, merged.rows[0].cells[1]), row(merged.rows[1].cells[1]), merged.rows[2])
    blocks = (head("Water", 1, 95), head("Land", 1, 118), head("Air", 1, 138))
    found = inner_sections(
        document(merged, blocks=blocks), merged.model_copy(update={"rows": rows})
    )
    assert {at: one.text for at, one in found.items()} == {0: "Water", 2: "Air"}


def test_a_band_at_the_end_of_a_table_is_above_none_of_its_rows() -> None:
    made = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"], ["On roads", ""])
    last = made.rows[2].model_copy(update={"kind": "band"})
    doc = document(made, blocks=(head("Water", 1, 95), head("Land", 1, 118)))
    found = inner_sections(doc, made.model_copy(update={"rows": (*made.rows[:2], last)}))
    assert {at: one.text for at, one in found.items()} == {0: "Water", 1: "Land"}


def test_rows_below_a_band_need_no_heading() -> None:
    made = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"])
    over = row(cell("On roads", 0, 0, columns=2)).model_copy(update={"kind": "band"})
    rows = (over, *made.rows)
    doc = document(made, blocks=(head("Water", 1, 95), head("Land", 1, 118)))
    found = inner_sections(doc, made.model_copy(update={"rows": rows}))
    assert {at: one.text for at, one in found.items()} == {2: "Land"}


def test_page_ends_move_below_the_headings_above_their_row() -> None:
    made = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"], ["Dig", "Pit"])
    ends = [page_end("t1", 0), page_end("t1", 1), page_end("t1", 2), page_end("t2", 1)]
    _, moved = with_inner_sections(made, {1: head("Water", 1, 95)}, ends)
    assert [end.row for end in moved] == [0, 2, 3, 1]


def test_a_heading_above_the_first_row_leaves_the_others_at_their_level() -> None:
    made = part("t1", ["Action", "Lead"], ["Mend", "Mill"], ["Draw", "Yard"])
    over = row(cell("Goal 2: Land", 0, 1, columns=2)).model_copy(update={"kind": "band"})
    made = made.model_copy(update={"rows": (made.rows[0], over, made.rows[1])})
    found, _ = with_first_section(made, head("Goal 1: Water", 1, 95), ())
    assert [(one.kind, one.level) for one in found.rows] == [
        ("band", 0), ("row", 0), ("band", 0), ("row", 0),
    ]  # fmt: skip


def test_a_matrix_may_repeat_as_much_text_as_files_can_hold(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    result = ReadResult(document(part("t1", ["Action", "Lead"], ["Mend", "Mill"])), (), ())
    for more in (0, 1):
        size = PLAN.max_repeated_text + more
        monkeypatch.setattr("extract.matrix.plan.repeated_size", lambda _, size=size: size)
        with pytest.raises(OversizedPdfError) if more else nullcontext():
            plan_of(result, SETTINGS)
