"""Bodies of a plan without an annex: the lists and texts of the plan make the register.

The lists are those of made-up plans in several languages and fields; beside each stands what a
reader of that plan calls a body.
"""

from __future__ import annotations

import time
from collections import Counter
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
from normalize.document_register.separators import PrintedList
from normalize.document_register.splitting import end_of_leads, split_lists
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
        ("Smith, J. R.", "person"),
        ("Castell, S. A.", "body"),
        ("Castell, J", "body"),  # initials have stops
        ("Annex, A", "body"),
        ("Annex, A.", "body"),
        ("Part, B", "body"),
        ("Region, S.", "body"),
        ("Zones, A.", "body"),
        ("Water Board, J.", "body"),
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
        ("Badan Perencanaan Pembangunan Daerah (Bappeda)",
         ("Bappeda", "Badan Perencanaan Pembangunan Daerah")),
        ("the Department for Environment, Food and Rural Affairs (Defra)",
         ("Defra", "Department for Environment, Food and Rural Affairs")),
        ("the North Atlantic Treaty Organization (Nato)",
         ("Nato", "North Atlantic Treaty Organization")),
        ("the Water Board (North)", None),
        # A person, things, and a word that stands for itself beside the name of a body.
        ("John Smith (Josm)", None),
        ("Stage One (Stone)", None),
        ("the Plan for the Old Town (Plot)", None),
        ("the School of Ton Estates (Stone)", None),
        ("the national plan of towns (Naplat)", None),
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


def joined(*lists: str) -> dict[str, list[str]]:
    """Return the names of each body, and with each those that are probably its own."""
    found = read(lists)
    likely = {entry.body_id: [] for entry in found.entries}
    for name in found.likely:
        likely[name.body_id].append(name.printed)
    return {e.name or e.acronym: sorted(likely[e.body_id]) for e in found.entries}


@pytest.mark.parametrize(
    ("lists", "names"),
    [
        # A full name is better than its letters, however often they are printed.
        (["FR", "FR", "Friends of Rivers"], {"Friends of Rivers": ["FR"]}),
        (["Friends of Rivers", "Friends of Rivers", "FR"], {"Friends of Rivers": ["FR"]}),
        # So is one that says what kind of organisation it is.
        (["rivers", "Rivers", "Rivers Board"], {"Rivers Board": ["Rivers", "rivers"]}),
        (["Rivers Board", "Rivers Board", "Rivers"], {"Rivers Board": ["Rivers"]}),
        # Of two names that are the same otherwise, that which is printed more often.
        (["Rivers of Northland", "Rivers of Northlnad", "Rivers of Northland"],
         {"Rivers of Northland": ["Rivers of Northlnad"]}),
        (["Rivers of Northlnad", "Rivers of Northland", "Rivers of Northland"],
         {"Rivers of Northland": ["Rivers of Northlnad"]}),
        # Where two bodies are as likely, neither is taken.
        (["FR", "Friends of Rivers", "Fans of Roads"],
         {"FR": [], "Friends of Rivers": [], "Fans of Roads": []}),
        (["Rivers", "Rivers Board", "Rivers Agency"],
         {"Rivers": [], "Rivers Board": [], "Rivers Agency": []}),
        # Two acronyms are two bodies, and each letter begins a word of its own.
        (["FRS", "FRT"], {"FRS": [], "FRT": []}),
        (["FRI", "Friends of Rivers"], {"FRI": [], "Friends of Rivers": []}),
        # An acronym with a name takes no other name.
        (["Fans of Rivers (FR)", "Friends of Rivers"],
         {"Fans of Rivers": [], "Friends of Rivers": []}),
        (["Rivers", "Roads Board"], {"Rivers": [], "Roads Board": []}),
    ],
)  # fmt: skip
def test_names_that_probably_are_one_body(lists: list[str], names: dict[str, list[str]]) -> None:
    assert joined(*lists) == names


@pytest.mark.parametrize(
    ("text", "acronym", "name"),
    [
        ("Ministry of Works (MoW)", "MoW", "Ministry of Works"),
        ("Ministry of Works (MoW )", "MoW", "Ministry of Works"),
        ("Ministry of Works (north)", "", "Ministry of Works (north)"),
        ("(MoW)", "MoW", ""),
    ],
)
def test_an_acronym_in_brackets_is_that_of_the_name_before_it(
    text: str, acronym: str, name: str
) -> None:
    (entry,) = read([text]).entries
    assert (entry.acronym.strip("()"), entry.name) == (acronym, name)


def test_the_most_frequent_spelling_of_a_name_is_its_name() -> None:
    (entry,) = read(["water board", "Water Board", "Waters Board", "Waters Board"]).entries
    assert (entry.name, set(entry.also)) == ("Waters Board", {"Water Board", "water board"})
    (entry,) = read(["water board", "Water Board"]).entries  # capitals first
    assert (entry.name, entry.also) == ("Water Board", ("water board",))


def test_the_name_that_a_document_mostly_gives_an_acronym_is_its_name() -> None:
    texts = ["the Water Board (WB)", "the World Board (WB)", "the World Board (WB)"]
    (entry,) = [e for e in read(["WB"], texts).entries if e.acronym == "WB"]
    assert entry.name == "World Board"


@pytest.mark.parametrize(
    ("lists", "text", "found"),
    [
        (["Friends of Rivers"], "the Friends of Rivers (FR)", ("FR", "Friends of Rivers")),
        (["FR"], "the Friends of Rivers (FR)", ("FR", "Friends of Rivers")),
        ([], "the Friends of Rivers (FR)", None),  # no list names it, and it is no organisation
        ([], "the Rivers Board (RB)", ("RB", "Rivers Board")),
        ([], "the rivers board (RB)", None),
    ],
)
def test_a_definition_is_of_a_body_if_a_list_names_it_or_its_noun_says_so(
    lists: list[str], text: str, found: tuple[str, str] | None
) -> None:
    entries = [(e.acronym, e.name) for e in read(lists, [text]).entries]
    assert entries == ([found] if found else [])


def test_a_full_name_that_is_known_is_not_split() -> None:
    name = "Council for Roads, Council for Rails"
    text = "the Council for Roads, Council for Rails (CRCR)"
    halves = name.split(", ")
    assert names_of([name]) == [halves]
    assert names_of([name], [text])[0] == [name]
    made = [printed(name)]
    found = document_register(made, [], lambda each: each == name)
    assert found.spans == (((0, len(name)),),)
    assert found.entries == ()  # the register has it


def test_names_of_texts_and_tables_are_bodies_that_no_list_names() -> None:
    made = [printed(each) for each in ("Waters Board", "Waters Board", "Water Board")]
    found = document_register(
        made,
        [],
        lambda name: name.startswith("Known"),
        in_text=Counter({"Water Board": 5, "Road Agency": 1, "Known Agency": 1}),
        in_tables={"Rail Agency": 3, "Minister of Parks": 4, "Road Agency": 5, "Known Board": 6},
    )
    notes = {entry.name: entry.note for entry in found.entries}
    named = "Named in the plan, which has no list of bodies."
    # The lists count, where they name a body.
    assert notes == {
        "Waters Board": named,
        "Road Agency": named,
        "Rail Agency": "Named in a table beside the matrix, page 3.",
        "Minister of Parks": "A position, held by a person; named in the plan.",
    }
    assert found.in_tables == {"rail-agency", "minister-of-parks"}


def test_a_body_of_tables_has_the_page_of_its_first_name() -> None:
    pages = {"Rail Agency": 7, "Rail agency": 3}
    (entry,) = document_register([], [], lambda _: False, in_tables=pages).entries
    assert entry.note.endswith("page 3.")


@pytest.mark.parametrize(
    ("lists", "names"),
    [
        # A slash separates names, but no small words, figures and single letters.
        (["Water Board; / A Board"], ["Water Board", "A Board"]),
        (["Roads and/or Rails Board"], ["Roads and/or Rails Board"]),
        (["Board 24/Agency of Roads"], ["Board 24", "Agency of Roads"]),
        (["Board 24/77 of Roads"], ["Board 24/77 of Roads"]),
        (["Works/Rails"], ["Works", "Rails"]),
        (["A/Director"], ["A/Director"]),
        # Brackets.
        (["Water Board), Road Agency"], ["Water Board", "Road Agency"]),
        (["Water Board (north, south)"], ["Water Board (north, south)"]),
        (["ERG (OGC)"], ["ERG", "OGC"]),
        (["ERG (Old Grove)"], ["ERG (Old Grove)"]),
        (["Grove (OGC)"], ["Grove (OGC)"]),
        (["OGC (Old Grove Committee)"], ["OGC (Old Grove Committee)"]),
        # A conjunction separates names that stand alone elsewhere.
        (["Ministry of Works and of Health Services"],
         ["Ministry of Works and of Health Services"]),
        (["Roads and Rails", "Roads", "Rails"], ["Roads", "Rails"]),
        (["Roads and Rails", "Roads"], ["Roads and Rails"]),
        (["Roads and Rails", "Rails"], ["Roads and Rails"]),
        (["Rails, Roads and Wells", "Roads", "Wells"], ["Rails", "Roads", "Wells"]),
        (["Ministry of Works and Health", "Ministry of Health"], ["Ministry of Works", "Health"]),
        # An acronym is a body of its own, unless it is that of a field.
        (["Ministry of Works and ERG"], ["Ministry of Works", "ERG"]),
        (["Ministry of Science and ICT"], ["Ministry of Science and ICT"]),
        (["Dinas Kependudukan dan KB"], ["Dinas Kependudukan dan KB"]),
        (["Dinas Perdagangan, Koperasi dan UKM"], ["Dinas Perdagangan, Koperasi dan UKM"]),
        (["Dinas Kependudukan dan KB", "KB"], ["Dinas Kependudukan", "KB"]),
        # Commas belong to a name that is no list of names.
        (["Ministry of Trade, Works and Energy"], ["Ministry of Trade, Works and Energy"]),
        (["Ministry of Trade, Roads, Works and Energy", "Roads"],
         ["Ministry of Trade", "Roads", "Works and Energy"]),
        (["Ministry of Trade, Roads, Works and Energy", "Energy"],
         ["Ministry of Trade", "Roads", "Works and Energy"]),
        (["Ministry of Trade, etc., Works and Energy"], ["Ministry of Trade", "Works and Energy"]),
        (["Ministry of Trade; Works and Energy"], ["Ministry of Trade", "Works and Energy"]),
        (["Ministry of Trade, Works"], ["Ministry of Trade", "Works"]),
        (["Trade, Works and Energy"], ["Trade", "Works and Energy"]),
        # The noun of an organisation may tell what a body works on.
        (["Ministry of Housing, Communities and Local Government, Home Office"],
         ["Ministry of Housing, Communities and Local Government", "Home Office"]),
        (["Ministry of Justice and Public Administration"],
         ["Ministry of Justice and Public Administration"]),
        (["Ministerio de Justicia y Administración Pública"],
         ["Ministerio de Justicia y Administración Pública"]),
        (["Ministry of Works and Local Government", "Local Government"],
         ["Ministry of Works", "Local Government"]),
        (["Ministry of Works, Public Service and Local Government", "Ministry of Works"],
         ["Ministry of Works, Public Service and Local Government"]),
        # … unless another noun follows, or no name is before it.
        (["Department of Works and Public Service Commission"],
         ["Department of Works", "Public Service Commission"]),
        (["Ministry of Health and Local Government Association"],
         ["Ministry of Health", "Local Government Association"]),
        (["Ministry of Interior and Armed Forces Council"],
         ["Ministry of Interior", "Armed Forces Council"]),
        (["Ministry of Works and Local Government Board"],
         ["Ministry of Works", "Local Government Board"]),
        (["Local Government and Ministry of Health"], ["Local Government", "Ministry of Health"]),
        (["Ministère de la Santé et services publics"],
         ["Ministère de la Santé", "services publics"]),
        # Surnames stand before initials, and capital letters before items.
        (["Castell, J., Perez, M. A. and Roth, P."], ["Castell, J.", "Perez, M. A.", "Roth, P."]),
        (["Works, J., Rails"], ["Works, J.", "Rails"]),
        (["Zones, A., B., C."], ["Zones"]),
        (["Rails, A., B.; Works"], ["Rails", "Works"]),
        (["Works (J.), Rails"], ["Works (J.)", "Rails"]),
        (["A. Youth Affairs\nB. Water Board"], ["Youth Affairs", "Water Board"]),
        (["A. Youth Affairs; B. Works Office; C. Culture"],
         ["Youth Affairs", "Works Office", "Culture"]),
        (["A. Perez; B. Castro"], ["A. Perez", "B. Castro"]),
        (["A. Perez; C. Water Board"], ["A. Perez", "C. Water Board"]),
        # Acronyms beside each other.
        (["ERG OGC", "ERG", "OGC"], ["ERG", "OGC"]),
        (["ERG OGC", "ERG"], ["ERG OGC"]),
        (["ERG", "ERG"], ["ERG"]),
        (["ERG Works", "ERG", "Works"], ["ERG Works"]),
        # Lines.
        (["Roads\nRails", "Roads", "Rails"], ["Roads", "Rails"]),
        (["Roads\nRails", "Roads"], ["Roads Rails"]),
        (["Roads\nRails", "Rails"], ["Roads Rails"]),
        (["Roads of\nRails", "Roads of", "Rails"], ["Roads of Rails"]),
        (["Roads &\nRails", "Roads", "Rails"], ["Roads", "Rails"]),
        (["Water Board\n(north)", "Water Board"], ["Water Board (north)"]),
        (["Roads\nRails and Wells", "Roads", "Rails", "Wells"], ["Roads", "Rails", "Wells"]),
        # Role words.
        (["Lead: Roads; Support: Rails"], ["Roads", "Rails"]),
        (["Roads (lead)"], ["Roads"]),
        (["Roads (lead) Rails"], ["Roads (lead) Rails"]),
        (["- Roads", "• Rails"], ["Roads"]),
        (["and the Roads"], ["Roads"]),
    ],
)  # fmt: skip
def test_the_first_list_is_split_into_its_names(lists: list[str], names: list[str]) -> None:
    assert names_of(lists)[0] == names


def test_separators_alone_separate_no_names() -> None:
    assert split_lists([PrintedList(" , ; / •")], lambda _: False) == [[]]


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Roads, supported by Rails", 5),
        ("Lead: Roads; Support: Rails", 13),
        ("Support: Roads, supported by Rails", 0),
        ("Roads with Rails", 5),
        ("Roads and Rails", None),
        ("", None),
    ],
)
def test_who_helps_is_named_after_who_leads(text: str, end: int | None) -> None:
    assert end_of_leads(text) == end


FORMS_AND_PAIRS = {
    "Instituto da Segurança Social, I. P.": ["Instituto da Segurança Social, I. P."],
    "Sandhills, GreenWorks Partners, LLC": ["Sandhills", "GreenWorks Partners, LLC"],
    "Enel, S.p.A., Comune di Roma": ["Enel, S.p.A.", "Comune di Roma"],
    "City Council, U.N.": ["City Council", "U.N."],
    "DGS, IP": ["DGS", "IP"],
    "ANEEL, EPE, ONS": ["ANEEL", "EPE", "ONS"],
    "Ministério de Minas e Energia, EPE": ["Ministério de Minas e Energia", "EPE"],
    "EPE": ["EPE"],
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


NAMES_WITH_COMMAS = {
    "en": ("Ministry of {}", "Fisheries, Food, Rural Affairs, Trade, Industry, Energy", "and"),
    "fr": ("Ministère de l’{}", "Agriculture, Eau, Énergie, Habitat, Artisanat", "et"),
    "es": ("Ministerio de {}", "Agricultura, Pesca, Vivienda, Trabajo, Energía", "y"),
    "de": ("Bundesamt für {}", "Umwelt, Naturschutz, Bau, Verkehr, Ernährung", "und"),
    "id": ("Dinas {}", "Pertanian, Perikanan, Pangan, Peternakan", "dan"),
}


@given(
    data=st.data(),
    language=st.sampled_from(sorted(NAMES_WITH_COMMAS)),
    comma=st.sampled_from(("", ",")),
)
def test_a_name_with_commas_is_no_evidence_for_its_own_parts(
    data: st.DataObject, language: str, comma: str
) -> None:
    head, fields, joining = NAMES_WITH_COMMAS[language]
    parts = data.draw(st.permutations(fields.split(", ")))[: data.draw(st.integers(3, 4))]
    name = f"{head.format(', '.join(parts[:-1]))}{comma} {joining} {parts[-1]}"
    again = f"{head.format(parts[1])}, {parts[0]} {joining} {parts[-1]}"
    times = data.draw(st.integers(1, 3))
    assert names_of([name] * times) == [[name]] * times
    # Nor are the parts of another name with commas.
    assert names_of([name, again])[1] == [again]
    # A cell that holds one of the parts alone is evidence.
    assert len(names_of([name, parts[1]])[0]) > 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The first name tells not of what it is: others follow it.
        ("Home Office, Defra, Army and Navy", ["Home Office", "Defra", "Army and Navy"]),
        (
            "Ministry of Health, J. CASTELL and M. Ruiz",
            ["Ministry of Health", "J. CASTELL", "M. Ruiz"],
        ),
        ("Ministry of Health, FAO, Army and Navy", ["Ministry of Health", "FAO", "Army and Navy"]),
    ],
)
def test_a_list_of_names_is_no_name_with_commas(text: str, names: list[str]) -> None:
    assert names_of([text]) == [names]
