"""Acronyms that a document writes out: in brackets, on a line of a glossary, in a table."""

from __future__ import annotations

import pytest

from normalize.document_register.definitions import (
    definitions_in_tables,
    find_definitions,
    spells,
    texts_of_glossaries,
    texts_of_term_lists,
)
from normalize.model import NarrativeBlock
from tests.extract.matrix.test_joined import part

SPELLED = [
    ["MoW", "Ministry of Works"],
    ["NRA", "National Roads Agency"],
    ["WB", "Water Board"],
]
OTHERS = [["FAO", "Organisation pour l’agriculture"], ["OMS", "World Health Body"]]


@pytest.mark.parametrize(
    ("acronym", "name", "is_spelled"),
    [
        ("WB", "Water Board", True),
        ("wb", "Water Board", True),
        ("CSOs", "Civil Society Organisations", True),
        ("SOMS", "Senior Officials Meeting", False),
        ("SOMS", "Senior Officials Meeting on Sport", True),
        ("AB", "Alpha Some Beta", False),  # a third of the words give no letter
        ("ABD", "Alpha Beta Some Delta", True),  # a fourth
        ("OE", "Office of Energy", True),
        ("OOE", "Office of Energy", True),
        ("DOE", "Department of Energy", True),
        ("DepE", "Department of Energy", True),
        ("DepaE", "Department of Energy", False),  # four letters of one word
        ("PVE", "Post-Violence Effort", True),
        ("EU", "Union européenne", False),
        ("ANÉ", "Agence Nationale d’Énergie", True),
        ("AB", "", False),
        ("1-2", "Alpha Beta", False),
        ("S", "Some", True),
    ],
)
def test_initials_of_the_words_of_a_name_in_their_order(
    acronym: str, name: str, *, is_spelled: bool
) -> None:
    assert spells(acronym, name) == is_spelled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Water Board (WB) meets", [("WB", "Water Board")]),
        ("the Office of Energy (OE) meets", [("OE", "Office of Energy")]),
        ("Many meet. Works (MW) go on", []),  # not across sentences
        ("the WB (Water Board) meets", [("WB", "Water Board")]),
        ("the WB, (Water Board) meets", [("WB", "Water Board")]),
        ("the wb (Water Board) meets", []),
        ("the Water Board (WX) meets", []),
        ("the Board (of Water) meets", []),
        ("(Water Board) meets", []),
        ("(WB) Water Board", []),
        ("the WB (wells and pumps)", []),
        ("WB: Water Board, wells", [("WB", "Water Board")]),
        ("WB - Water Board. It meets", [("WB", "Water Board")]),
        ("WB: wells and pumps", []),
        (
            "Acronyms: WB – Water Board; NRA – National Roads Agency; HWK – Handwerkskammer.",
            [("WB", "Water Board"), ("NRA", "National Roads Agency"), ("HWK", "Handwerkskammer")],
        ),
        (
            "Sigles : DNA : Direction nationale de l’assainissement ; BAD : Banque africaine de "
            "développement ; MFP : Ministère des finances et du plan.",
            [
                ("DNA", "Direction nationale de l’assainissement"),
                ("BAD", "Banque africaine de développement"),
                ("MFP", "Ministère des finances et du plan"),
            ],
        ),
        (
            "It is read by all. WB stands for Water Board. Costs: EUR 40 – all taxes included.",
            [("WB", "Water Board")],
        ),
        (
            "MoH – Ministry of Health; DHO – District Health Office; KDF – funding only.",
            [("MoH", "Ministry of Health"), ("DHO", "District Health Office")],
        ),
        (
            "Output: DHO: District Health Office; PHC: Public Health Council; IEC: books printed",
            [("DHO", "District Health Office"), ("PHC", "Public Health Council")],
        ),
        (
            "Status: OK – done; NA – not applicable; TBC – to be confirmed.",
            [("NA", "not applicable"), ("TBC", "to be confirmed")],
        ),
        (
            "MoH – Ministry of Health; DHO – District Health Office. Both met. Then: KDF – Funds.",
            [("MoH", "Ministry of Health"), ("DHO", "District Health Office")],
        ),
        ("Note: HWK – Handwerkskammer.", []),  # one alone, which nothing spells
        ("Wb: Water Board", []),
        ("2. WB, Water Board (of towns)", [("WB", "Water Board")]),
        ("the Deutscher Wetterdienst (DWD)", [("DWD", "Deutscher Wetterdienst")]),
        ("the Wetterdienst (WD)", []),  # one word alone
        ("the Deutscher Wetterdienst (WDD)", []),
        ("the Deutscher Wetterdienst (DWX)", []),
    ],
)
def test_a_text_writes_out_an_acronym_beside_its_name(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert [(each.acronym, each.name) for each in find_definitions([text])] == found


def test_a_name_stands_within_sixteen_words_before_its_acronym() -> None:
    words = "well " * 15
    assert [d.name for d in find_definitions([f"Water Board (WB) {words}"])] == ["Water Board"]
    assert list(find_definitions([f"Water Board {words}(WB)"])) == []


@pytest.mark.parametrize(
    ("rows", "are_names"),
    [
        (SPELLED, True),
        (SPELLED[:2], False),  # two may be chance
        (SPELLED[:2] + OTHERS, True),  # half of them are spelled
        (SPELLED[:1] + OTHERS, False),
        ([*SPELLED, ["XY", ""]], True),
        ([*SPELLED, ["xy", "Other thing"]], True),
    ],
)
def test_a_table_is_a_glossary_if_half_of_its_names_spell_their_acronyms(
    rows: list[list[str]], *, are_names: bool
) -> None:
    found = definitions_in_tables([part("t1", ["", ""], *rows)])
    names = [row for row in rows if row in SPELLED + OTHERS] if are_names else []
    assert [[each.acronym, each.name] for each in found] == names


def test_the_cells_of_a_glossary_are_texts_and_lines() -> None:
    rows = [["WB", "Water\nBoard"], ["AB", ""], ["Wells", "Water Board"], ["", "AB"]]
    assert texts_of_glossaries([part("t1", ["", ""], *rows)]) == [
        "WB", "Water Board", "WB: Water Board",
        "AB", "",
        "Wells", "Water Board",
        "", "AB",
    ]  # fmt: skip


def test_terms_whose_lines_are_one_text_are_told_apart() -> None:
    text = "WB Water Board WRI Water Research Institute MWh Megawatthour"
    block = NarrativeBlock(
        block_id="b", section="", heading="", kind="paragraph", text=text, page=1
    )
    assert texts_of_term_lists([block]) == ["WB: Water Board", "WRI: Water Research Institute"]
    sentence = block.model_copy(update={"text": "NATO and EU members met the WHO in Paris."})
    assert texts_of_term_lists([sentence]) == []


@pytest.mark.parametrize(
    ("line", "is_term"),
    [
        ("WB Water Board", True),
        ("Wb Water Board", False),
        ("WB helps the Board", False),
        ("WB Wo", False),
    ],
)
def test_a_term_without_a_sign_has_its_words_after_it(line: str, *, is_term: bool) -> None:
    block = NarrativeBlock(
        block_id="b", section="", heading="", kind="paragraph", text=line, page=1
    )
    assert texts_of_term_lists([block]) == (["WB: Water Board"] if is_term else [])
