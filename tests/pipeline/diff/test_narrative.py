"""The text around the matrix is compared block by block, by words, not by numbers."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.model import Change
from pipeline.diff.tables.narrative import map_blocks, narrative_changes, new_block_of, own_text
from tests.pipeline.diff import made_editions as made

TEXTS = [
    "The task force meets every spring in the capital of its chair",
    "Members send reports about fishing harbours to the secretariat",
    "Donors may attend as observers if three members agree to it",
    "Amendments need the written consent of all parties concerned",
]


def block(text: str, number: int = 0, heading: str = "Work", kind: str = "paragraph") -> Record:
    return {
        "block_id": f"nar-{number}-{text[:12]}", "section": "I", "heading": heading, "kind": kind,
        "text": text, "page": "2",
    }  # fmt: skip


def narrated(*blocks: Record) -> Edition:
    edition = made.edition("e", [])
    edition.tables["narrative"] = list(blocks)
    return edition


def compared(old: list[Record], new: list[Record]) -> list[Change]:
    a, b = narrated(*old), narrated(*new)
    return [c for c in narrative_changes(a, b, map_blocks(a, b)) if c.kinds != ("unchanged",)]


def facts(changes: list[Change]) -> list[tuple[str, str, str]]:
    return [(" ".join(c.kinds), c.old_text, c.new_text) for c in changes]


def test_a_paragraph_in_between_changes_no_other_one() -> None:
    old = [block(text, n) for n, text in enumerate(TEXTS)]
    fresh = block("Rules of procedure are adopted at the first session", 9)
    found = compared(old, [old[0], fresh, *old[1:]])
    assert facts(found) == [("added", "", fresh["text"])]
    assert found[0].note == "I Work"
    assert (found[0].old_page, found[0].new_page) == (None, 2)
    gone = compared([old[0], fresh, *old[1:]], old)
    assert facts(gone) == [("removed", fresh["text"], "")]
    assert (gone[0].old_page, gone[0].new_page) == (2, None)


def test_a_reworded_paragraph_shows_its_words() -> None:
    new = TEXTS[1].replace("fishing harbours", "coastal traffic")
    (change,) = compared([block(TEXTS[1])], [block(new)])
    assert change.kinds == ("reworded",)
    assert [(r.kind, r.text) for r in change.fields[0].words][1:3] == [
        ("old", "fishing harbours"), ("new", "coastal traffic"),
    ]  # fmt: skip


@pytest.mark.parametrize("marker", ["(1)", "a.", "iv)", "12.", "•", "-", "[3]"])
def test_the_number_of_an_item_is_no_part_of_its_text(marker: str) -> None:
    assert own_text(f"{marker} {TEXTS[0]}") == TEXTS[0]
    assert compared([block(f"{marker} {TEXTS[0]}")], [block(f"(2) {TEXTS[0]}")]) == []


@pytest.mark.parametrize("text", ["Amendments need consent", "2026 is the first year", "A plan"])
def test_words_are_no_marker(text: str) -> None:
    assert own_text(text) == text


def test_a_paragraph_under_another_heading_has_moved() -> None:
    heads = [block("Work", 7, "Work", "heading"), block("Money", 8, "Money", "heading")]
    old = [heads[0], block(TEXTS[0]), heads[1], block(TEXTS[2], 1, "Money")]
    new = [heads[0], heads[1], block(TEXTS[2], 1, "Money"), block(TEXTS[0], 0, "Money")]
    assert facts(compared(old, new)) == [("moved", TEXTS[0], TEXTS[0])]


def test_headings_that_a_typesetting_hides_move_nothing() -> None:
    heads = [block("Work", 7, "Work", "heading"), block("Money", 8, "Money", "heading")]
    old = [heads[0], block(TEXTS[0], 1, "Work"), heads[1], block(TEXTS[2], 2, "Money")]
    plain = [each | {"heading": "", "kind": "paragraph"} for each in old]
    assert compared(old, plain) == compared(plain, old) == []
    swapped = [plain[0], plain[3], plain[2], plain[1]]
    assert sorted(c.old_text for c in compared(old, swapped)) == sorted([TEXTS[0], TEXTS[2]])
    assert {c.kinds for c in compared(old, swapped)} == {("moved",)}
    before_all = [plain[1], plain[0], *plain[2:]]
    assert facts(compared(old, before_all)) == [("moved", TEXTS[0], TEXTS[0])]


def test_a_heading_in_other_words_moves_nothing() -> None:
    old = [block("Institutional work", 7, "Institutional work", "heading")]
    new = [block("Institutional work and rules", 7, "Institutional work and rules", "heading")]
    old.append(block(TEXTS[0], 0, "Institutional work"))
    new.append(block(TEXTS[0], 0, "Institutional work and rules"))
    assert [c.kinds for c in compared(old, new)] == [("reworded",)]


def test_of_two_equal_texts_the_heading_is_the_heading() -> None:
    heading, text = (block("Rules of the session", n, "", kind) for n, kind in
                     ((1, "heading"), (3, "paragraph")))  # fmt: skip
    old, new = narrated(heading, block(TEXTS[0]), text), narrated(text, block(TEXTS[0]), heading)
    assert [(m.old, m.new) for m in map_blocks(old, new).matches] == [(0, 2), (1, 1), (2, 0)]


def test_split_and_merged_paragraphs_are_found() -> None:
    both = f"{TEXTS[0]}. {TEXTS[2]}"
    old, new = [block(both)], [block(TEXTS[0], 1), block(TEXTS[2], 2)]
    (split,) = compared(old, new)
    assert (split.kinds, len(split.new_ids)) == (("split",), 2)
    assert split.new_text == f"{TEXTS[0]} / {TEXTS[2]}"
    (merged,) = compared(new, old)
    assert (merged.kinds, len(merged.old_ids)) == (("merged",), 2)
    a, b = narrated(*new), narrated(*old)
    assert set(new_block_of(a, b, map_blocks(a, b)).values()) == {old[0]["block_id"]}


def test_what_is_printed_twice_is_reported_once() -> None:
    old = [block(TEXTS[0], 1), block(TEXTS[1]), block(TEXTS[0], 2)]
    later = TEXTS[0].replace("spring", "winter")
    new = [block(later, 1), block(TEXTS[1]), block(later, 2)]
    (change,) = compared(old, new)
    assert (change.kinds, len(change.old_ids), len(change.new_ids)) == (("reworded",), 2, 2)


def test_a_page_that_is_not_known_is_none() -> None:
    new = TEXTS[1].replace("fishing harbours", "coastal traffic")
    (change,) = compared([block(TEXTS[1]) | {"page": ""}], [block(new) | {"page": "0"}])
    assert (change.old_page, change.new_page) == (None, None)
