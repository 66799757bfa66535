"""Objectives, functions and report items of the text before the matrix."""

import pytest

from link.texts.framework import find_framework
from normalize.model import Area, ExtraValue, NarrativeBlock, Section


def blocks(*texts: tuple[str, str]) -> list[NarrativeBlock]:
    return [
        NarrativeBlock(block_id=f"b{n}", section="I", heading="", kind=kind, text=text, page=1)
        for n, (kind, text) in enumerate(texts)
    ]


AREA = Area(
    area_id="area-1.1",
    section_id="section-1",
    title="Empower young farmers in all provinces",
    number_printed="1.1.",
    relevant_bodies_printed="",
    page=1,
)
SECTION = Section(section_id="section-2", title="Water and Land", number_printed="2.", page=1)


@pytest.mark.parametrize(
    ("introduction", "kind"),
    [
        ("The plan builds upon the following objectives:", "objective"),
        ("The main functions of the board include the following:", "function"),
        ("The priority areas include the following categories:", "priority"),
        ("The format of reports will identify the following issues:", "report_item"),
        ("Members met in the following places:", None),
        ("The plan has objectives.", None),
    ],
)
def test_the_sentence_before_a_list_says_what_its_items_are(
    introduction: str, kind: str | None
) -> None:
    texts = blocks(("paragraph", introduction), ("list_item", "a. Empowering young farmers; and"))
    found = find_framework(texts, [SECTION], [AREA])
    assert [item.kind for item in found] == [kind] * (kind is not None)
    assert all((item.mark, item.text) == ("a", "Empowering young farmers") for item in found)


def test_an_objective_has_the_areas_with_its_words() -> None:
    items = (
        "a. Empowering young farmers;",
        "b. Empowering young fishers and miners;",
        "c. Empowering young farmers everywhere;",  # three of four words
    )
    texts = blocks(("paragraph", "Objectives:"), *(("list_item", item) for item in items))
    found = find_framework(texts, [SECTION], [AREA])
    assert [item.area_ids for item in found] == [("area-1.1",), (), ("area-1.1",)]


def test_a_function_has_the_areas_with_its_words() -> None:
    items = ("(a) Empower young farmers", "(b) Meet twice a year")
    introduction = ("paragraph", "The functions of the board include the following:")
    texts = blocks(introduction, *(("list_item", item) for item in items))
    found = find_framework(texts, [SECTION], [AREA])
    assert [(i.kind, i.area_ids) for i in found] == [("function", ("area-1.1",)), ("function", ())]


@pytest.mark.parametrize(
    ("item", "column"),
    [
        ("Indicative activities", "activity"),
        ("Indicative acivities", "activity"),  # misprinted
        ("Relevant bodies", "relevant_bodies"),
        ("Lead", ""),  # two labels begin with it
        ("Indicative costs", ""),
        ("Name of the relevant bodies", ""),
        ("Activities", ""),
    ],
)
def test_a_report_item_has_the_column_that_it_names(item: str, column: str) -> None:
    labels = {
        "activity": "Indicative Activities",
        "relevant_bodies": "Relevant Bodies/Organs",
        "lead_bodies": "Lead Bodies",
        "extra_1": "Lead Officer",
    }
    printed = [ExtraValue(column=role, text=label) for role, label in labels.items()]
    texts = blocks(("paragraph", "Reports will include the following:"), ("list_item", item))
    (found,) = find_framework(texts, [SECTION], [AREA], printed)
    assert (found.column, found.column_label) == (column, labels.get(column, ""))


@pytest.mark.parametrize(
    ("item", "labels", "column"),
    [
        ("Number of males", ("Number of females",), ""),
        ("Direct costs", ("Indirect costs",), ""),
        ("Target 2026", ("Target 2027",), ""),
        ("Target 2026", ("Target 2026", "Target 2027"), "0"),
        ("Formal training", ("Informal training",), ""),
        ("Factors", ("Actors",), ""),
        ("Causes", ("Clauses",), ""),
        ("—", ("Costs",), ""),
        ("Expected otuputs", ("Expected outputs",), "0"),  # misprinted
        ("Expected outputs", ("Expected otputs by year",), "0"),
        ("Expected otputs", ("Expected outputs", "Expected outputs by year"), ""),
    ],
)
def test_words_that_differ_by_letters_are_other_words(
    item: str, labels: tuple[str, ...], column: str
) -> None:
    printed = [ExtraValue(column=str(at), text=label) for at, label in enumerate(labels)]
    texts = blocks(("paragraph", "Reports will include the following:"), ("list_item", item))
    assert [one.column for one in find_framework(texts, [SECTION], [AREA], printed)] == [column]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("Heal the sick", "Good schools and education", "Quiet parks"), ("area-2",)),
        (("Heal the sick", "Education", "Better education"), ()),  # two share the word
        (("Heal the sick", "Good roads", "Quiet parks"), ()),
    ],
)
def test_an_objective_in_other_words_has_the_area_in_its_place(
    titles: tuple[str, ...], found: tuple[str, ...]
) -> None:
    numbered = enumerate(("Empower farmers", *titles, "Empower fishers"))
    areas = [AREA.model_copy(update={"area_id": f"area-{n}", "title": t}) for n, t in numbered]
    items = ("a. Empowering farmers;", "b. Providing education and jobs;", "c. Empowering fishers.")
    texts = blocks(("paragraph", "Objectives:"), *(("list_item", item) for item in items))
    assert find_framework(texts, [], areas)[1].area_ids == found


@pytest.mark.parametrize("item", ["(2) On water", "Water and Land, which grow"])
def test_a_priority_has_the_section_with_its_number_or_title(item: str) -> None:
    texts = blocks(("paragraph", "The priorities include:"), ("list_item", item))
    (found,) = find_framework(texts, [SECTION], [AREA])
    assert found.section_id == "section-2"


@pytest.mark.parametrize("item", ["(9) On water", "On water", "Of water and land"])
def test_a_priority_that_names_no_section_has_none(item: str) -> None:
    texts = blocks(("paragraph", "The priorities include:"), ("list_item", item))
    untitled = SECTION.model_copy(
        update={"section_id": "section-3", "title": "", "number_printed": ""}
    )
    (found,) = find_framework(texts, [untitled, SECTION], [AREA])
    assert found.section_id is None


def test_a_section_without_a_title_is_named_by_its_number_alone() -> None:
    untitled = SECTION.model_copy(
        update={"section_id": "section-3", "title": "", "number_printed": "3."}
    )
    items = (("list_item", "(2) Water and Land"), ("list_item", "(3) On fields"))
    texts = blocks(("paragraph", "The priorities include:"), *items)
    found = find_framework(texts, [untitled, SECTION], [AREA])
    assert [item.section_id for item in found] == ["section-2", "section-3"]


def test_a_heading_ends_a_list_and_a_label_begins_a_strategy() -> None:
    texts = blocks(
        ("paragraph", "The objectives are:"),
        ("heading", "Members"),
        ("list_item", "One of them"),
        ("paragraph", "Strategy: The plan is broad."),
    )
    assert [(item.kind, item.text) for item in find_framework(texts, [], [])] == [
        ("strategy", "The plan is broad.")
    ]


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("Objective", "objective"),
        ("Objectives", "objective"),
        ("GOAL", "objective"),
        ("Goals", "objective"),
        ("Aim", "objective"),
        ("aims", "objective"),
        ("Strategy", "strategy"),
        ("Approach", "strategy"),
    ],
)
def test_a_label_says_what_its_paragraph_is(label: str, kind: str) -> None:
    texts = blocks(("paragraph", f"{label}: Empower young farmers"))
    (found,) = find_framework(texts, [SECTION], [AREA])
    assert (found.kind, found.text) == (kind, "Empower young farmers")
    assert found.area_ids == ()  # it is that of the whole plan


def test_a_priority_has_a_section_and_no_areas() -> None:
    texts = blocks(
        ("paragraph", "The priorities include:"), ("list_item", "(2) Empower young farmers")
    )
    (found,) = find_framework(texts, [SECTION], [AREA])
    assert (found.section_id, found.area_ids) == ("section-2", ())


def test_an_item_without_words_has_no_areas() -> None:
    texts = blocks(("paragraph", "Objectives:"), ("list_item", "a. …"))
    (found,) = find_framework(texts, [SECTION], [AREA])
    assert found.area_ids == ()


def test_a_list_goes_on_after_its_items_and_ends_with_the_next_paragraph() -> None:
    texts = blocks(
        ("list_item", "a. Before any list"),
        ("paragraph", "Objectives:"),
        ("list_item", "a. First"),
        ("list_item", "b. Second"),
        ("paragraph", "They are broad."),
        ("list_item", "c. Third"),
    )
    assert [item.text for item in find_framework(texts, [], [])] == ["First", "Second"]
