"""Texts that look as if they belonged to another column or row."""

import pytest

from link.texts import columns
from link.texts.columns import find_misfits, is_result, is_task
from link.texts.words import folded_words
from tests.link.plans import RowText, make_plan


@pytest.mark.parametrize(
    ("text", "task", "result"),
    [
        ("Partnership strengthened as a result of exchange", False, True),
        ("National laws adopted.", False, True),
        ("Enhanced capacity of teachers", False, True),
        ("Create a regional network", True, False),
        ("Networking to enhance the ties of cities", True, False),
        ("Workshop to review modules developed in other areas", False, False),
        ("Set of principles", False, False),
        ("Sustainable town, one of six goals adopted in the strategy", False, False),
        ("Goals adopted in 2009", False, False),
        ("Best practices based on evidence", False, False),
        ("Research activities identified by the institute", False, False),
        ("Test the sirens before each season", True, False),
        ("Test of the sirens", False, False),
        ("Increase opportunities for study", True, False),
        ("Increase in opportunities", False, False),
        ("Town consultations to involve parents", True, False),
        ("Visits to schools", False, False),
        ("Visits to townsfolk", False, False),
        ("Support services for schools", False, False),
        ("Bridges painted in all towns", False, False),
        ("Create networks strengthened as a result of talks", True, False),
        ("", False, False),
    ],
)
def test_a_text_is_worded_as_a_task_or_a_result(text: str, task: bool, result: bool) -> None:
    assert (is_task(text), is_result(text)) == (task, result)


def _foreign(output: str) -> list[str | None]:
    """Return the activities that an output of area 1.1 is nearer to than to its own."""
    tasks = [
        ("Survey the orchards", output),
        *((f"Plant tree {n} of kind {n}", f"Row {n} of hedges") for n in range(8)),
    ]
    rows = [RowText("1.1", f"Fruit {n}", *pair) for n, pair in enumerate(tasks)]
    far = "Breed brown bumblebees in wooden boxes beside the orchards"
    plan = make_plan([*rows, RowText("1.2", "Insects", far, "Ten swarms")])
    texts = {activity.activity_id: activity.text for activity in plan.activities}
    return [texts[m.nearer_id or ""] for m in find_misfits(plan) if m.kind == "other_row"]


def test_an_output_may_belong_to_a_row_of_another_area() -> None:
    assert _foreign("Brown bumblebees bred in wooden boxes") != []
    assert _foreign("Brown bumblebees") == []  # two words are chance
    assert _foreign("Orchards with brown bumblebees surveyed") == []


def test_a_form_that_many_texts_have_is_a_habit_of_the_column() -> None:
    rows = [RowText("1.1", f"F{n}", f"Laws no. {n} adopted", f"Create list {n}") for n in range(9)]
    assert find_misfits(make_plan(rows)) == ()


def test_few_rows_show_no_habit() -> None:
    assert find_misfits(make_plan([RowText("1.1", "F", "Laws adopted", "Create a list")])) == ()


def test_two_texts_are_unusual_in_a_short_column() -> None:
    outputs = ["Create a list", "Develop a fund", *(f"List of wells {n}" for n in range(7))]
    rows = [RowText("1.1", f"F{n}", f"Forum {n}", text) for n, text in enumerate(outputs)]
    assert [found.kind for found in find_misfits(make_plan(rows))] == ["task", "task"]
    outputs[2] = "Establish a hub"
    rows = [RowText("1.1", f"F{n}", f"Forum {n}", text) for n, text in enumerate(outputs)]
    assert find_misfits(make_plan(rows)) == ()


def columns_of(texts: int) -> list[str]:
    """Return what is found in a column of some outputs, the first of which is a task."""
    outputs = ["Create a list", *(f"List of wells {n}" for n in range(texts - 1))]
    rows = [RowText("1.1", "F", f"Forum {n}", text) for n, text in enumerate(outputs)]
    return [found.kind for found in find_misfits(make_plan(rows))]


def test_eight_texts_show_a_habit() -> None:
    assert columns_of(8) == ["task"]
    assert columns_of(7) == []


WORDS = ("well", "bridge", "forest", "harbour", "school", "clinic", "museum", "library")


def nearer(
    output: str,
    *,
    other: str = "Teach nurses tropical medicine",
    activity: str = "Cooperate",
    focus: str = "",
    area: str = "1.1",
    rows: int = 9,
) -> list[str]:
    """Return the activities that an output of the first row is nearer to than to its own."""
    others = [
        RowText("1.1", f"F{n}", f"Repair every old {word} of {word}ville", f"{word.title()} list")
        for n, word in enumerate(WORDS[: rows - 2])
    ]
    first = RowText("1.1", focus, activity, output)
    plan = make_plan([first, RowText(area, "F", other, "N"), *others])
    texts = {each.activity_id: each.text for each in plan.activities}
    found = [misfit for misfit in find_misfits(plan) if misfit.kind == "other_row"]
    assert all(texts[misfit.beside_id or ""] == activity for misfit in found)
    return [texts[misfit.nearer_id or ""] for misfit in found]


TAUGHT = "Nurses who know tropical medicine"


def test_an_output_with_the_words_of_another_row_is_nearer_to_it() -> None:
    assert nearer(TAUGHT) == ["Teach nurses tropical medicine"]
    assert nearer("Nurses of the town") == []  # one word
    assert nearer(TAUGHT, rows=8) == ["Teach nurses tropical medicine"]
    assert nearer(TAUGHT, rows=7) == []


def test_only_rows_with_an_activity_and_an_output_show_what_belongs_together() -> None:
    pairs = [("Cooperate", TAUGHT), ("Teach nurses tropical medicine", "N")]
    pairs += [(f"Repair every old {word} of {word}ville", f"{word} list") for word in WORDS[:5]]
    halves = [("Meet", ""), ("", "Flags"), ("Talk", "")]
    rows = [RowText("1.1", f"F{n}", *pair) for n, pair in enumerate([*pairs, *halves])]
    assert [m for m in find_misfits(make_plan(rows)) if m.kind == "other_row"] == []


def test_an_output_about_its_own_row_is_not_nearer_to_another() -> None:
    assert nearer(TAUGHT, activity="Invite nurses to talk") == []
    assert nearer(TAUGHT, focus="Nurses know tropical medicine") == []
    # A focus area says no more than what its rows are about.
    assert nearer(TAUGHT, focus="Nurses in tropical medicine") != []


def test_an_output_is_compared_with_the_rows_of_its_area() -> None:
    assert nearer(TAUGHT, area="1.2") == []


@pytest.mark.parametrize("words", ["than within against under", "EU AU UN UK"])
def test_small_words_do_not_say_what_a_text_is_about(words: str) -> None:
    assert nearer(f"Nurses {words}", other=f"Teach nurses {words}") == []


def test_each_text_is_split_into_words_once(monkeypatch: pytest.MonkeyPatch) -> None:
    split: list[str] = []

    def counted(text: str) -> tuple[str, ...]:
        split.append(text)
        return folded_words(text)

    monkeypatch.setattr(columns, "folded_words", counted)
    rows = [RowText("1.1", f"Focus {n}", f"Repair well {n}", f"Well {n} in use") for n in range(40)]
    find_misfits(make_plan(rows))
    assert len(split) == len(set(split)) == 3 * len(rows)
