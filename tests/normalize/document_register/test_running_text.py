"""Names of bodies in sentences, in tables beside the matrix and in glossaries."""

from __future__ import annotations

import pytest

from normalize.document_register.definitions import definitions_in_tables, find_definitions
from normalize.document_register.running_text import (
    names_in_cells,
    names_in_tables,
    names_in_text,
)
from tests.extract.matrix.test_joined import part


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "It is led by the Ministry of Health and the Ministry of Works, with UNICEF.",
         ["Ministry of Health", "Ministry of Works"]),
        ("en", "The Tax Authority and the Court of Audit check what the rivers cost.",
         ["Tax Authority", "Court of Audit"]),
        ("en", "The Department for Business and Innovation has paid for it since last year.",
         ["Department for Business and Innovation"]),
        ("en", "In www.site.org/Annual_Report.pdf Carbon Trust and others say what they have done.",
         ["Carbon Trust"]),
        ("en", "It gets advice from the Committee on Climate Change on Scottish targets each year.",
         ["Committee on Climate Change"]),
        ("pt", "O Ministério Público Estadual recebe as denúncias dos moradores.",
         ["Ministério Público Estadual"]),
        ("pt", "As obras são financiadas pelo Banco do Nordeste com juros menores.",
         ["Banco do Nordeste"]),
        ("id", "Laporan disusun oleh Dinas Lingkungan Hidup dan Badan Pusat Statistik.",
         ["Dinas Lingkungan Hidup", "Badan Pusat Statistik"]),
        ("fr", "Le comité siège au sein du Ministère de l’Économie maritime. En mars, il vote.",
         ["Ministère de l’Économie maritime"]),
        ("fr", "Le programme est préparé par la Direction nationale de la pêche avec les communes.",
         ["Direction nationale de la pêche"]),
        ("es", "La ingeniera Ana Ruiz del Ministerio de Salud y Deportes visitó las fincas.",
         ["Ministerio de Salud y Deportes"]),
        ("fr", "Le Ministère de la Santé finance les travaux de la route.",
         ["Ministère de la Santé"]),
    ],
)  # fmt: skip
def test_a_name_is_a_run_of_capitals_with_the_noun_of_an_organisation(
    language: str, text: str, names: list[str]
) -> None:
    assert list(names_in_text([text], language)) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # The end of the name cannot be told.
        ("es", "Lo firman la Comisión de los Mercados y de la Competencia de este país."),
        ("fr", "Le programme est préparé par la Direction nationale de la pêche tout entière."),
        ("id", "Rapat itu dipimpin Lembaga Pengadaan Barang/Jasa Pemerintah pada bulan ini."),
        # A noun alone, a title, capitals that the sentence or the language gives.
        ("en", "The Commission asked each Council for a report on the works."),
        ("en", "Improve Health Services of the District Council"),
        ("en", "Strong School boards decide about what their pupils learn."),
        ("de", "Die Gemeinde im Sommer und ein Amt im Winter sorgen dafür."),
        # Programmes, laws and events are no bodies.
        ("en", "It is paid by a Department of Energy Efficiency and Conservation Block Grant."),
        ("en", "The Open Government Licence and the Clean Air Act apply to all data."),
    ],
)
def test_what_may_be_no_whole_name_is_left_out(language: str, text: str) -> None:
    assert list(names_in_text([text], language)) == []


def test_cells_whose_capitals_are_lost_show_no_names() -> None:
    cells = ["Set up a green Investment Bank with the means that are left"] * 9
    assert list(names_in_cells(cells, "en")) == ["Investment Bank"]
    assert names_in_cells([*cells, "open the lane"], "en")  # a tenth of them
    assert not names_in_cells([*cells, "open the lane", "submit the plan"], "en")


def test_sentences_whose_capitals_are_lost_show_no_names() -> None:
    text = "All is paid for. It is led by the Water Board of the valley. "
    assert list(names_in_text([text * 9], "en")) == ["Water Board"]
    assert not names_in_text([text * 9 + text.replace("It", "it") * 4], "en")


def test_tables_beside_the_matrix_list_bodies() -> None:
    parties = part(
        "t2",
        ["Entity", "Part in the plan"],
        ["Water Company", "Mends the pipes"],
        ["University of the Valley", "Studies the water"],
        ["All villages", "Say what they need"],
    )
    assert list(names_in_tables([parties])) == ["Water Company", "University of the Valley"]
    one = part("t3", ["Place", "Rain"], ["Water Board", "12"], ["Mill Lane", "9"], ["Yard", "7"])
    assert names_in_tables([one]) == {}


def test_a_glossary_writes_out_acronyms_of_another_language() -> None:
    rows = [
        ["DNPA", "Direction nationale de la pêche artisanale"],
        ["CNSH", "Centre national des sciences halieutiques"],
        ["FAO", "Organisation des Nations unies pour l’alimentation et l’agriculture"],
    ]
    found = definitions_in_tables([part("t1", ["Sigle", "Signification"], *rows)])
    assert [[each.acronym, each.name] for each in found] == rows
    codes = [["AB", "Twelve wells"], ["CD", "Two roads"], ["EF", "Ten schools"]]
    assert definitions_in_tables([part("t1", ["Code", "Thing"], *codes)]) == []


def test_initials_come_before_letters_inside_of_words() -> None:
    (found,) = find_definitions(["The Marine Management Organisation (MMO) lists its data."])
    assert found.name == "Marine Management Organisation"


def test_the_acronym_of_a_body_may_leave_out_words_of_its_name() -> None:
    text = "A Agência Nacional de Águas e Saneamento Básico (ANA) acompanha as metas."
    (found,) = find_definitions([text])
    assert (found.acronym, found.name) == (
        "ANA", "Agência Nacional de Águas e Saneamento Básico",
    )  # fmt: skip
    assert list(find_definitions(["The plan of the Water Board for new wells (PWN) is out."])) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # Two names, or one with a conjunction inside.
        ("It is led by the Tax Authority and Water Board here.", ["Tax Authority", "Water Board"]),
        ("It is led by the Tax Authority and Court of Audit here.",
         ["Tax Authority", "Court of Audit"]),
        ("It is led by the Ministry of Health and the Water Board here.",
         ["Ministry of Health", "Water Board"]),
        ("It is led by the Ministry of Health and Court of Audit here.",
         ["Ministry of Health", "Court of Audit"]),
        ("It is led by the Ministry of Health and UNICEF here.", ["Ministry of Health"]),
        ("It is led by the Ministry of Health and Social Affairs here.",
         ["Ministry of Health and Social Affairs"]),
        ("It is led by the Ministry of Communities and Local Government here.", []),
        ("It is led by the Health and Water Board here.", []),
        ("It is led by Roads and Rivers here.", []),
        # Where a name ends.
        ("It was told so by the Water Board January last year.", ["Water Board"]),
        ("It was told so by the Water Board The rest is small.", ["Water Board"]),
        ("It was told so by the Council of the Elders in spring.", ["Council of the Elders"]),
        ("It was told so by the Council of big Towns in spring.", []),
        ("He asked at the Water Board the Elders of the land.", ["Water Board"]),
        ("It was told so by the Board of Land & Sea in spring.", ["Board of Land & Sea"]),
        ("It was told so by the Water Board; Town Hall is shut.", ["Water Board"]),
        ("It was told by people For Clean Water Board of here.", []),
        # A list of complements goes on, unless another name begins.
        ("It was told by the Board of Towns, Roads and others here.", []),
        ("It was told by the Board of Towns, Water Board and others.",
         ["Board of Towns", "Water Board"]),
        ("It was told by the Board of Towns, UNICEF and others.", ["Board of Towns"]),
        ("It was told by the Water Board, Roads and others here.", ["Water Board"]),
        ("It was told by the Board of Towns, who are here.", ["Board of Towns"]),
        # The first word of a sentence has a capital whatever it is.
        ("Strong Water Board rules are good for all.", []),
        ("It rains. Strong Water Board rules are good.", []),
        ("• Strong Water Board rules are good for all.", []),
        ("Council Offices are open today for all.", []),
        ("Board of Towns rules are good for all.", ["Board of Towns"]),
        ("A town whose Strong Water Board rules is good.", ["Strong Water Board"]),
        # A ministry of several fields, unless one of them is a country or a body.
        ("It was told by the Department for Environment, Food and Rural Affairs last year.",
         ["Department for Environment, Food and Rural Affairs"]),
        ("It was told by the Ministry of Health, Ghana and others here.", []),
        ("It was told by the Ministry of Health, Water Board and Town Council.",
         ["Ministry of Health", "Water Board", "Town Council"]),
        ("The tents come from the Kenya Red Cross and the Scout Association of here.",
         ["Scout Association", "Kenya Red Cross"]),
    ],
)  # fmt: skip
def test_a_name_in_an_english_sentence(text: str, names: list[str]) -> None:
    assert list(names_in_text([text], "en")) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Le comité siège au Ministère de la Santé.", ["Ministère de la Santé"]),
        (
            "Le comité siège au Ministère de la Pêche et de l’Économie maritime.",
            ["Ministère de la Pêche et de l’Économie maritime"],
        ),
        ("Le comité siège au Ministère de la Santé Le maire y siège.", ["Ministère de la Santé"]),
        ("Le comité siège au Ministère de la Santé dans, par exemple, une salle.",
         ["Ministère de la Santé"]),
        ("Le comité siège à la Direction de la Pêche artisanale avec les communes.", []),
        ("Le comité siège à la Direction de la Pêche artisanale.",
         ["Direction de la Pêche artisanale"]),
        ("Le comité siège à la Direction de la Pêche bio.", []),
        ("Le comité siège à la Direction de la Pêche de mer.", []),
        ("La Direction de la Pêche finance la mer et les ports.", ["Direction de la Pêche"]),
    ],
)  # fmt: skip
def test_a_name_in_small_letters_is_taken_to_its_end(text: str, names: list[str]) -> None:
    assert list(names_in_text([text], "fr")) == names


@pytest.mark.parametrize(
    ("small", "others", "is_found"),
    [(1, 9, True), (2, 8, False), (1, 0, True), (2, 0, False), (2, 18, True)],
)
def test_a_tenth_of_the_sentences_may_begin_with_a_small_letter(
    small: int, others: int, *, is_found: bool
) -> None:
    text = " ".join(
        [
            "It is led by the Water Board of the valley.",
            *["All is paid."] * others,
            *["it rains."] * small,
        ]
    )
    assert bool(names_in_text([text], "en")) == is_found


@pytest.mark.parametrize(("length", "is_found"), [(300, True), (301, False)])
def test_a_run_of_capitals_without_end_is_no_name(length: int, *, is_found: bool) -> None:
    name = f"Board of T{'o' * (length - 10)}"
    assert len(name) == length
    found = names_in_text([f"It is led by the {name} with others."], "en")
    assert list(found) == ([name] if is_found else [])


@pytest.mark.parametrize(
    ("cells", "is_list"),
    [
        (["Water Board", "Road Agency", "Mill Lane", "Yard"], True),
        (["Water Board", "Road Agency", "Mill Lane", "Yard", "Hill"], False),
        (["Water Board", "Road Agency", "", " ", ""], True),
        (["Water Board", "Mill Lane"], False),
        (["Water Board"], False),
    ],
)
def test_half_of_the_cells_of_a_list_are_names(cells: list[str], *, is_list: bool) -> None:
    found = names_in_tables([part("t1", [""], *([cell] for cell in cells), page=4)])
    assert found == ({"Water Board": 4, "Road Agency": 4} if is_list else {})


def test_a_cell_without_a_place_on_paper_is_in_no_list() -> None:
    made = part("t1", [""], ["Water Board"], ["Road Agency"])
    bare = [
        row.model_copy(
            update={"cells": tuple(c.model_copy(update={"fragments": ()}) for c in row.cells)}
        )
        for row in made.rows
    ]
    assert names_in_tables([made.model_copy(update={"rows": (*made.rows, *bare)})]) == {
        "Water Board": 1,
        "Road Agency": 1,
    }


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Program ini dijalankan oleh Dinas Kependudukan dan KB di kota.", "id",
         "Dinas Kependudukan dan KB"),
        ("The work is led by the Ministry of Science and ICT this year.", "en",
         "Ministry of Science and ICT"),
        ("The work is led by the Ministry of Science and ERG this year.", "en",
         "Ministry of Science"),
    ],
)  # fmt: skip
def test_the_acronym_of_a_field_is_part_of_a_name(text: str, language: str, name: str) -> None:
    assert list(names_in_text([text], language)) == [name]


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("The Ministry of Information and Broadcasting and the Ministry of Water lead it.", "en",
         ["Ministry of Information and Broadcasting", "Ministry of Water"]),
        ("El Ministerio de Educación y Culto y el Ministerio de Salud lo aprueban hoy.", "es",
         ["Ministerio de Educación y Culto", "Ministerio de Salud"]),
        ("Le Ministère de la Pêche et de la Mer et le Ministère de la Santé suivent le plan.", "fr",
         ["Ministère de la Pêche et de la Mer", "Ministère de la Santé"]),
        ("The work is led by the Ministry of Health and the Ministry of Water and Works.", "en",
         ["Ministry of Health", "Ministry of Water and Works"]),
    ],
)  # fmt: skip
def test_of_two_conjunctions_the_one_before_a_body_parts_bodies(
    text: str, language: str, names: list[str]
) -> None:
    assert list(names_in_text([text], language)) == names


def test_conjunctions_beside_each_other_have_no_field_between_them() -> None:
    text = "It is led by the Ministry of Health and & the Ministry of Water of the land."
    assert list(names_in_text([text], "en")) == []
