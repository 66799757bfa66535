"""Bodies of a plan without an annex: the lists and texts of the plan make the register.

The lists are those of made-up plans in several languages and fields; beside each stands what a
reader of that plan calls a body.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given, strategies as st

from normalize.document_register.definitions import (
    Definition,
    find_definitions,
    is_short_form,
    spells,
    texts_of_term_lists,
)
from normalize.document_register.names import kind_of_name
from normalize.document_register.register import DocumentRegister, document_register
from normalize.document_register.splitting import PrintedList
from normalize.model import NarrativeBlock


def printed(text: str) -> PrintedList:
    """Make a list; a line break in the text is one on paper too."""
    starts = [index + 1 for index, char in enumerate(text) if char == "\n"]
    return PrintedList(text.replace("\n", " "), tuple(starts))


def read(lists: Iterable[str], texts: Iterable[str] = ()) -> DocumentRegister:
    made = [printed(text) for text in lists]
    return document_register(made, [*texts, *(each.text for each in made)], lambda _: False)


def names_of(lists: Iterable[str], texts: Iterable[str] = ()) -> list[list[str]]:
    made = [printed(text) for text in lists]
    found = document_register(made, [*texts, *(each.text for each in made)], lambda _: False)
    return [
        [each.text[slice(*span)] for span in spans]
        for each, spans in zip(made, found.spans, strict=True)
    ]


FRENCH_HEALTH = {
    "Ministère de la Santé, Ministère des Finances": [
        "Ministère de la Santé",
        "Ministère des Finances",
    ],
    "Ministère de la Santé et Ministère des Finances": [
        "Ministère de la Santé",
        "Ministère des Finances",
    ],
    "Direction de l’eau et de l’assainissement": ["Direction de l’eau et de l’assainissement"],
    "ANSSP / Ministère\nde la Santé": ["ANSSP", "Ministère de la Santé"],
    "Agence nationale\nde sécurité sanitaire": ["Agence nationale de sécurité sanitaire"],
    "Ministère de la Santé, en collaboration avec l’OMS, etc.": ["Ministère de la Santé", "OMS"],
    "2024-2026": [],
    "Janvier": [],
}
SPANISH_BUDGET = {
    "Ministerio de Educación y Cultura": ["Ministerio de Educación y Cultura"],
    "Ministerio de Salud; Ministerio de Hacienda y Ministerio de Salud": [
        "Ministerio de Salud", "Ministerio de Hacienda", "Ministerio de Salud",
    ],
    "Responsable: Ministerio de Hacienda": ["Ministerio de Hacienda"],
    "Ministerio de Hacienda con apoyo de la Alcaldía": ["Ministerio de Hacienda", "Alcaldía"],
    "N/A": [],
}  # fmt: skip
ENGLISH_TRANSPORT = {
    "Ministry of Trade, Industry and Energy": ["Ministry of Trade, Industry and Energy"],
    "Ministry of Works (MoW)": ["Ministry of Works (MoW)"],
    "MoW, National Roads Agency": ["MoW", "National Roads Agency"],
    "Lead: MoW; Support: National Roads Agency": ["MoW", "National Roads Agency"],
    "Forestry\nCommission": ["Forestry Commission"],
    "Ministry of Health\nMinistry of Finance": ["Ministry of Health", "Ministry of Finance"],
    "MoW/Transport and Road Safety Board": ["MoW", "Transport and Road Safety Board"],
    "ERG (OGC)": ["ERG", "OGC"],
    "A/Director of Roads": ["A/Director of Roads"],
    "Ministry of Finance (lead)": ["Ministry of Finance"],
    "Q3 2025": [],
    "12,500 USD": [],
    "TBC": [],
}
GERMAN_CLIMATE = {
    "Umweltbundesamt und Bundesministerium für Verkehr": [
        "Umweltbundesamt",
        "Bundesministerium für Verkehr",
    ],
    "Ministerium für Umwelt und Landwirtschaft": ["Ministerium für Umwelt und Landwirtschaft"],
    "Umweltbundesamt": ["Umweltbundesamt"],
    "Bundesministerium für Verkehr": ["Bundesministerium für Verkehr"],
}
INDONESIAN = {
    "Kementerian Kesehatan dan Kementerian Keuangan": [
        "Kementerian Kesehatan",
        "Kementerian Keuangan",
    ],
    "Kementerian Pendidikan dan Kebudayaan": ["Kementerian Pendidikan dan Kebudayaan"],
    "Bappenas, Dinas Kesehatan": ["Bappenas", "Dinas Kesehatan"],
}
PLANS = (FRENCH_HEALTH, SPANISH_BUDGET, ENGLISH_TRANSPORT, GERMAN_CLIMATE, INDONESIAN)


@pytest.mark.parametrize("lists", PLANS, ids=("fr", "es", "en", "de", "id"))
def test_lists_are_split_as_a_reader_splits_them(lists: dict[str, list[str]]) -> None:
    assert dict(zip(lists, names_of(lists), strict=True)) == lists


def test_spellings_of_one_body_are_one_body() -> None:
    found = read(
        ["Service des loisirs", "service de loisirs", "Comité de TA", "Comite de TA", "MTQ"]
    )
    assert [entry.name or entry.acronym for entry in found.entries] == [
        "Service des loisirs", "Comité de TA", "MTQ",
    ]  # fmt: skip
    assert found.likely == ()


def test_an_acronym_is_joined_to_the_name_that_the_text_gives_it() -> None:
    found = read(
        ["MoW", "NRA"], ["The Ministry of Works (MoW) builds.", "NRA: National Roads Agency"]
    )
    assert [(e.acronym, e.name) for e in found.entries] == [
        ("MoW", "Ministry of Works"), ("NRA", "National Roads Agency"),
    ]  # fmt: skip


def test_an_acronym_in_brackets_is_joined_however_it_is_set() -> None:
    """A text layer may give small capitals as small letters."""
    found = read(["Department of employment and\nlearning\n(Del)", "Del"])
    assert [(e.acronym, e.name) for e in found.entries] == [
        ("Del", "Department of employment and learning"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("lists", "joined", "score"),
    [
        (["Service des travaux publics", "travaux publics"], "travaux publics", 85),
        (["Department of Health Services", "DHS"], "DHS", 85),
        (["Service de l’eau", "Service de l’eau et forêts"], "Service de l’eau et forêts", 70),
        (
            ["Intermunicipal Water Board", "Intermunicpal Water Board"],
            "Intermunicpal Water Board",
            95,
        ),
    ],
)
def test_joins_that_are_not_certain_have_a_score(
    lists: list[str], joined: str, score: float
) -> None:
    found = read([*lists, lists[0]])
    assert len(found.entries) == 1
    assert [name.printed for name in found.likely] == [joined]
    assert found.likely[0].score == pytest.approx(score, abs=3)


def test_a_misprint_is_one_letter_of_thirteen() -> None:
    assert [name.score for name in read(["Wood Authority", "Wood Auhtority"]).likely] == [92.3]
    assert read(["Oil Authority", "Oil Auhtority"]).likely == ()


@pytest.mark.parametrize(
    ("name", "longer"),
    [
        ("Conseil technique", "Service municipal et eau"),
        ("Sport", "Culture et jeunesse"),
        ("Culture", "Culture et jeunesse"),  # one word
        ("Service de l’eau", "Service de l’eau potable et forêts"),
    ],
)
def test_a_longer_name_begins_with_a_shorter_one_before_a_conjunction(
    name: str, longer: str
) -> None:
    assert read([name, longer]).likely == ()


def test_a_line_that_is_open_goes_on() -> None:
    lists = ["Ministry of Trade &\nForestry Commission", "Ministry of Trade", "Forestry Commission"]
    assert names_of(lists)[0] == ["Ministry of Trade", "Forestry Commission"]
    spans = document_register([PrintedList("FAO-WHO", (4,))], [], lambda _: False).spans
    assert spans == (((0, 7),),)


def test_bodies_that_share_words_stay_apart() -> None:
    names = ["Ministry of Health", "Ministry of Trade", "DFP", "DFT", "Forestry Commission", "FCO"]
    found = read(names)
    assert [entry.name or entry.acronym for entry in found.entries] == names
    assert found.likely == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Conseil municipal", "body"),
        ("Defra", "body"),
        ("All departments", "group"),
        ("partenaires privés", "group"),
        ("organismes et écoles", "group"),
        ("Local authorities", "group"),
        ("Regional committees", "group"),
        ("line ministries", "group"),
        ("Water Boards Authority", "body"),
        ("Responsable du transport actif", "position"),
        ("City Manager", "position"),
        ("Office of the First Minister", "body"),
        ("Indonésie", "place"),
        ("Viet Nam", "place"),
        ("Dr John Maddox", "person"),
        ("J. Smith", "person"),
        ("MARCH", "none"),
        ("septiembre", "none"),
        ("2021-2023", "none"),
        ("10 kWh", "none"),
        ("n/a", "none"),
        ("To be decided", "none"),
        ("à préciser", "none"),
        ("Por definir", "none"),
        ("etc.", "none"),
        ("The board meets. It then decides", "text"),
        ("Four posts are filled", "text"),
        ("since wells are asked for in all wards", "text"),
        ("Ministério da Saúde e Educação", "body"),
        ("Direction régionale de l’Est", "body"),
        ("Municípios", "group"),
        ("Comuni", "group"),
        ("Gemeenten", "group"),
    ],
)
def test_names_are_reported_apart(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Food Research Agency (FRA) has", ("FRA", "Food Research Agency")),
        ("5. RAMPO, Riverside Area Metropolitan Planning Organization, rampo.org",
         ("RAMPO", "Riverside Area Metropolitan Planning Organization")),
        ("OMS : Organisation mondiale de la santé", ("OMS", "Organisation mondiale de la santé")),
        ("el PNUD (Programa de las Naciones Unidas para el Desarrollo)",
         ("PNUD", "Programa de las Naciones Unidas para el Desarrollo")),
        ("das Umweltbundesamt (UBA)", None),
        ("as agreed (SEE ABOVE)", None),
        ("costs of 30 million (GBP)", None),
    ],
)  # fmt: skip
def test_acronyms_that_are_written_out(text: str, expected: tuple[str, str] | None) -> None:
    assert list(find_definitions([text])) == ([Definition(*expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Deutsche Wetterdienst (DWD) warnt", ("DWD", "Deutsche Wetterdienst")),
        ("de Gemeentelijke Gezondheidsdienst (GGD)", ("GGD", "Gemeentelijke Gezondheidsdienst")),
        ("the well by the road (WXR) is dry", None),
    ],
)  # fmt: skip
def test_letters_inside_of_compounds_spell_an_acronym(
    text: str, expected: tuple[str, str] | None
) -> None:
    found = [(each.acronym, each.name) for each in find_definitions([text])]
    assert found == ([expected] if expected else [])


def test_a_list_of_terms_needs_no_sign_after_the_term() -> None:
    lines = ("GGD Gemeentelijke Gezondheidsdienst", "SOS Village opens its doors", "GGD helpt mee")
    blocks = [
        NarrativeBlock(
            block_id=str(at), section="", heading="", kind="paragraph", text=line, page=1
        )
        for at, line in enumerate(lines)
    ]
    assert texts_of_term_lists(blocks) == ["GGD: Gemeentelijke Gezondheidsdienst"]


def test_only_organisations_are_bodies_of_the_text() -> None:
    texts = [
        "Open Government Licence (OGL); Marine Management Organisation (MMO)",
        "Renewable Heat (RH)",
    ]
    assert [entry.acronym for entry in read([], texts).entries] == ["MMO"]


def test_a_sentence_among_bodies_stays_and_is_no_body() -> None:
    lists = ["Boards meet. They then decide", "Water Board"]
    assert names_of(lists) == [[lists[0]], ["Water Board"]]
    assert [entry.name for entry in read(lists).entries] == ["Water Board"]


def test_long_texts_take_linear_time() -> None:
    text = "(AB) and Ministry of Works, " * 20_000
    started = time.process_time()
    assert read([], [text]).entries == ()
    assert time.process_time() - started < 20


@given(st.lists(st.sampled_from("ABCDEFGH"), min_size=2, max_size=6))
def test_initials_spell_their_name(letters: list[str]) -> None:
    words = [f"{letter}ord" for letter in letters]
    assert spells("".join(letters), " of ".join(words))


@given(st.text(alphabet=st.sampled_from("AaBbéY ,;/()&\n.-1et"), max_size=60))
def test_any_text_is_split_into_parts_of_it(text: str) -> None:
    folded = " ".join(text.split())
    (spans,) = document_register([PrintedList(folded)], [folded], lambda _: False).spans
    stops = [0, *(stop for _, stop in spans)]
    assert all(start < stop <= len(folded) for start, stop in spans)
    assert all(before <= start for before, (start, _) in zip(stops, spans, strict=False))


@pytest.mark.parametrize(
    ("word", "is_short"),
    [
        ("AB", True), ("DoE", True), ("ABCDEFGHIJKL", True), ("A1", False), ("Ab", False),
        ("aBC", False), ("ABCDEFGHIJKLM", False), ("and", False), ("A B", False), ("2AB", False),
    ],
)  # fmt: skip
def test_an_acronym_is_short_and_has_capitals(word: str, is_short: bool) -> None:
    assert is_short_form(word) == is_short


def test_the_first_word_of_a_name_gives_a_letter() -> None:
    assert spells("ABC", "Alpha Some Beta Corps")
    assert not spells("ABC", "Some Alpha Beta Corps")


def test_a_name_has_sixteen_words_at_most() -> None:
    words = ["of"] * 13 + ["Boats", "Cars"]
    assert spells("ABC", " ".join(["Alpha", *words]))
    assert not spells("ABC", " ".join(["Alpha", "of", *words]))


FORMS_AND_PAIRS = {
    "Instituto da Segurança Social, I. P.": ["Instituto da Segurança Social, I. P."],
    "Sandhills, GreenWorks Partners, LLC": ["Sandhills", "GreenWorks Partners, LLC"],
    "Enel, S.p.A., Comune di Roma": ["Enel, S.p.A.", "Comune di Roma"],
    "City Council, U.N.": ["City Council", "U.N."],
    "DGS, IP": ["DGS", "IP"],
    "Baznas dan Pemerintah Desa": ["Baznas", "Pemerintah Desa"],
    "TP PKK; Pemerintah Desa": ["TP PKK", "Pemerintah Desa"],
    "Parks and Recreation Department": ["Parks and Recreation Department"],
    "Recreation Department": ["Recreation Department"],
}


def test_forms_of_companies_and_a_name_beside_one_that_stands_alone() -> None:
    assert dict(zip(FORMS_AND_PAIRS, names_of(FORMS_AND_PAIRS), strict=True)) == FORMS_AND_PAIRS


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Agrupamento de Escolas de Peniche", "body"),
        ("Network of Schools", "body"),
        ("Representatives of Ministries", "group"),
        ("Heads of Departments", "group"),
        ("organismes et écoles", "group"),
        ("Harbour Master", "position"),
    ],
)
def test_a_name_that_has_several_bodies_in_it(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind
