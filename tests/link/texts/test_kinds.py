"""Kinds, target groups and places: rules over lemmas, each with the words it rests on."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

from link.settings import KindRule, PlaceName
from link.texts.kinds import KindFinder
from link.texts.texts import SourceText
from normalize.model import RecordKind

REGISTERS = Path(__file__).parents[3] / "sources" / "registers"


FIRST_PLAN = REGISTERS.parent / "asean-pcrve-2019-2025" / "plan.toml"


@cache
def finder(*, of_first_plan: bool = False) -> KindFinder:
    kinds = tomllib.loads((REGISTERS / "kinds.toml").read_text(encoding="utf-8"))["kinds"]
    if of_first_plan:
        kinds += tomllib.loads(FIRST_PLAN.read_text(encoding="utf-8"))["link"]["kinds"]
    places = tomllib.loads((REGISTERS / "places.toml").read_text(encoding="utf-8"))["places"]
    return KindFinder(
        tuple(KindRule.model_validate(rule) for rule in kinds),
        tuple(PlaceName.model_validate(place) for place in places),
    )


def read(
    text: str, facet: str, kind: RecordKind = "activity", *, of_first_plan: bool = False
) -> dict[str, str]:
    found = finder(of_first_plan=of_first_plan).find(SourceText(kind, "id", "text", text))
    return {k.value: k.source.printed for k in found if k.facet == facet}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workshops to develop guidelines", {"workshop": "Workshops", "guidelines": "guidelines"}),
        ("Hold trainings for judges", {"training": "trainings"}),
        ("Build teachers’ capacity", {"capacity_building": "Build teachers’ capacity"}),
        ("Draft a handbook for capacity gaps", {"guidelines": "handbook"}),
        ("Deny criminal networks a stage", {}),
        ("Regional manual/ module on trade", {"guidelines": "manual"}),
        ("Something that fits nothing", {}),
    ],
)
def test_activity_types(text: str, expected: dict[str, str]) -> None:
    assert read(text, "activity_type") == expected


DOCS = Path(__file__).parents[3] / "docs" / "use.md"
EXAMPLES = re.findall(r"^\| “(.+?)” \| (?:`(.+?)`)? ?\|", DOCS.read_text(encoding="utf-8"), re.M)


@pytest.mark.parametrize(("text", "types"), EXAMPLES)
def test_the_documented_examples_of_output_types_hold(text: str, types: str) -> None:
    assert "; ".join(read(text, "output_type", "output", of_first_plan=True)) == types


def test_output_types_are_documented() -> None:
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protect [Migrant Workers] [Workers]", {"migrant_workers", "workers"}),
        ("Protect migrant workers", {"migrant_workers"}),
        ("Meet social workers", set()),
        ("A rights-based approach to children’s rights", set()),
        ("Children and young people meet teachers", {"children", "youth", "educators"}),
        ("Talks among university students", {"youth"}),
        ("Fund the agenda for Women, Peace and Security", set()),
    ],
)
def test_target_groups(text: str, expected: set[str]) -> None:
    assert set(read(text, "target_group")) == expected


@pytest.mark.parametrize(
    ("text", "facet", "kind", "values"),
    [
        ("Map capacity gaps of the water utilities", "activity_type", "activity", {"research"}),
        ("List research institutes of the coast", "activity_type", "activity", set()),
        ("Inform drivers in the course of the works", "activity_type", "activity", {"education"}),
        ("Widen the road network", "activity_type", "activity", {"infrastructure"}),
        ("Widen the network of clinics", "activity_type", "activity", {"network"}),
        ("Teach coping mechanisms after floods", "activity_type", "activity", {"education"}),
        ("A grievance mechanism for tenants", "output_type", "output", set()),
        ("A training manual for midwives", "output_type", "output", {"training_material"}),
        ("Uphold children’s rights in clinics", "target_group", "activity", set()),
        ("Vaccinate health workers", "target_group", "activity", set()),
        ("Lower fares for university students", "target_group", "activity", {"youth"}),
        ("Heal at university level", "target_group", "activity", set()),
        ("Settle family matters without courts", "target_group", "activity", set()),
        ("Ask the business community about tariffs", "target_group", "activity", {"business"}),
        ("Faith-based communities run shelters", "target_group", "activity",
         {"religious_communities"}),
        ("Soutenir les jeunes pousses du numérique", "target_group", "activity", set()),
        ("Former les jeunes agriculteurs", "target_group", "activity", {"youth"}),
        ("Réunir les organismes parents", "target_group", "activity", set()),
        ("Ordenar las políticas fiscales", "target_group", "activity", set()),
        ("Capacitar a las juezas y los fiscales", "target_group", "activity", {"judiciary"}),
    ],
)  # fmt: skip
def test_shared_exceptions_hold_in_plans_of_other_fields_and_languages(
    text: str, facet: str, kind: RecordKind, values: set[str]
) -> None:
    assert set(read(text, facet, kind)) == values


@pytest.mark.parametrize(
    ("text", "facet", "kind", "value"),
    [
        ("Report to the Dialogue Partners", "activity_type", "activity", "dialogue"),
        ("Names of the dialogue partners", "output_type", "output", "event"),
        ("Meet the Committee on Women", "target_group", "activity", "women"),
        ("Warn social media businesses", "target_group", "activity", "business"),
        ("Two awareness campaigns", "output_type", "output", "awareness"),
    ],
)
def test_wording_of_one_plan_counts_in_that_plan_only(
    text: str, facet: str, kind: RecordKind, value: str
) -> None:
    shared, own = (read(text, facet, kind, of_first_plan=own) for own in (False, True))
    assert value in shared
    assert value not in own


def test_places_are_found_as_they_are_written_and_outside_of_names() -> None:
    text = "Exchange with Viet Nam and turkey farmers; the declaration of Lao PDR of 2018"
    assert read(text, "place") == {"Viet Nam": "Viet Nam", "Lao PDR": "Lao PDR"}
    source = SourceText("activity", "id", "text", text)
    start = text.index("Lao")
    found = finder().find(source, name_spans=[(start, len(text))])
    assert [k.value for k in found if k.facet == "place"] == ["Viet Nam"]


def values(text: str, words: str, unless: tuple[str, ...] = ()) -> list[str]:
    rule = KindRule(facet="activity_type", value="x", words=(words,), unless=unless)
    found = KindFinder((rule,)).find(SourceText("activity", "id", "text", text))
    return [kind.source.printed for kind in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Build the teachers’ capacity", ["Build the teachers’ capacity"]),
        ("Build capacity", ["Build capacity"]),
        ("Build one two three capacity", ["Build one two three capacity"]),
        ("Build one two three four capacity", []),
        ("Build schools for capacity", []),
        ("Build, then capacity", []),
        ("Build (state) capacity", []),
        ("Build well-known capacity", ["Build well-known capacity"]),
    ],
)
def test_a_star_skips_up_to_three_words_but_no_mark_and_no_preposition(
    text: str, expected: list[str]
) -> None:
    assert values(text, "build * capacity") == expected


def test_a_word_of_a_rule_is_a_lemma_a_form_or_one_of_several() -> None:
    assert values("Trainings and training", "train") == ["Trainings"]
    assert values("Trainings and training", "=training") == ["training"]
    assert values("Hold talks; hold a fair", "hold talk|fair") == ["Hold talks"]


def test_a_longer_phrase_keeps_its_words_from_counting() -> None:
    assert values("Meet social workers and workers", "worker", ("social worker",)) == ["workers"]
    assert values("Meet social workers", "worker", ("social worker",)) == []
    assert values("Meet workers", "worker", ("social worker",)) == ["workers"]


def test_a_place_beside_a_name_is_found() -> None:
    places = (PlaceName(place="Bali"),)
    source = SourceText("activity", "id", "text", "the Plan,Bali/Bali’s plan")

    def starts(*spans: tuple[int, int]) -> list[int]:
        found = KindFinder((), places).find(source, name_spans=spans)
        return [kind.source.start for kind in found]

    assert starts() == [9]
    assert starts((4, 9), (13, 18)) == [9]
    assert starts((4, 10)) == [14]
    assert starts((9, 25)) == []


def test_outputs_have_output_types_and_activities_none() -> None:
    text = "Recommendations on training modules"
    assert set(read(text, "output_type", "output")) == {"recommendations", "training_material"}
    assert read(text, "output_type", "activity") == {}


def test_each_value_of_the_rules_stands_once_a_facet() -> None:
    kinds = tomllib.loads((REGISTERS / "kinds.toml").read_text(encoding="utf-8"))["kinds"]
    names = [(rule["facet"], rule["value"]) for rule in kinds]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Meet the East Asia Summit", set()),  # a name
        ("Work with East Asia and Japan", {"East Asia", "Japan"}),
        ("Peace in Southeast Asia", {"Southeast Asia"}),
        ("Work with the Japan Foundation", set()),
        ("Study at the University of Malaysia", set()),
        ("Ask the Bank of Thailand", set()),
        ("Listen to Radio Australia", set()),
        ("Ask the Government of Viet Nam", {"Viet Nam"}),
        ("Strengthen Cooperation With Japan And Viet Nam", {"Japan", "Viet Nam"}),
        ("Meet. Japan hosts it", {"Japan"}),
        ("Support Japan in trade", {"Japan"}),  # the first word has its capital from its place
        ("They teach in Northern Thailand", {"Thailand"}),
    ],
)
def test_a_place_that_begins_a_name_is_no_place(text: str, expected: set[str]) -> None:
    assert set(read(text, "place")) == expected


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("Train religious leaders", True),
        ("Train non-religious leaders", False),
        ("Train non religious leaders", False),
        ("A non-state forum for religious leaders", True),
    ],
)
def test_what_is_denied_names_no_group(text: str, is_found: bool) -> None:
    assert any("relig" in value for value in read(text, "target_group")) is is_found


@pytest.mark.parametrize("group", ["women", "children", "teachers", "refugees"])
@pytest.mark.parametrize(
    ("frame", "is_found"),
    [
        ("Work with {}", True),
        ("Work with non-{}", False),
        ("Fight anti-{} talk", False),
        ("Hear un-{} views", False),
        ("Hear groups other than {}", False),
        ("Hear groups other than young {} and the like", False),
        ("Unlike {}, men are heard", False),
        ("Hear all except for {}", False),
        ("Train soldiers rather than {}", False),
        ("Train not only {}", True),
        ("Apart from soldiers, train {}", True),
        ("Unlike soldiers, {} are heard", True),
        ("Fight talk other than that against {} in schools", True),
        ("Hold anti-fraud training for {}", True),
    ],
)
def test_no_group_is_denied(group: str, frame: str, is_found: bool) -> None:
    text = frame.format(group)
    assert bool(read(text, "target_group")) is is_found, text


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("Former les jeunes et les femmes", {"women", "youth"}),
        ("Former les agents autres que les femmes", set()),
        ("Aider tous les villages, sauf les jeunes", set()),
        ("Employer des machines plutôt que des enfants", set()),
        ("À part les soldats, former les femmes", {"women"}),
        ("Un lieu d’accueil pour l’enfant", {"children"}),
        ("Ce n’est pas un jeu d’enfant", set()),
        ("Aider les jeunes pousses du numérique", set()),
        ("Capacitar a jóvenes y mujeres", {"women", "youth"}),
        ("Atender a personas que no sean niños", set()),
        ("Todas las aldeas, excepto las mujeres", set()),
        ("Usar máquinas en lugar de niños", set()),
        ("Aparte de los soldados, capacitar a las mujeres", {"women"}),
        ("Revisar las políticas fiscales", set()),
        ("Formar a fiscales y jueces", {"judiciary"}),
    ],
)
def test_groups_are_read_and_denied_in_french_and_spanish(text: str, groups: set[str]) -> None:
    assert set(read(text, "target_group")) == groups


@pytest.mark.parametrize(
    "text", ["Ask the parent body", "A family of rules", "An implied family matter"]
)
def test_a_metaphor_names_no_group(text: str) -> None:
    assert read(text, "target_group") == {}


@pytest.mark.parametrize("place", ["Jakarta", "Bali", "Rome", "New Delhi"])
@pytest.mark.parametrize(
    ("frame", "is_found"),
    [
        ("Follow the {} Memorandum", False),
        ("Follow the {} Work Plan", False),
        ("the {} Declaration of 2012", False),
        ("the Protocol of {} on seeds", False),
        ("Meet in {}", True),
        ("Meet in {} on Monday", True),
        ("{} hosts a meeting", True),
    ],
)
def test_a_name_with_a_place_is_no_place(place: str, frame: str, is_found: bool) -> None:
    source = SourceText("activity", "id", "text", frame.format(place))
    found = KindFinder((), (PlaceName(place=place),)).find(source)
    assert bool(found) is is_found, source.text


def test_a_place_in_running_text_is_found_and_no_group() -> None:
    source = SourceText("block", "id", "text", "Women in South-East Asia")
    assert [kind.value for kind in finder().find(source)] == ["Southeast Asia"]


def test_a_drafting_note_names_no_group() -> None:
    source = SourceText("focus", "id", "text", "Guide parents (to be seen by family)")
    all_found = finder().find(source)
    without = finder().find(source, note_spans=[(14, 36)])
    assert {k.source.printed for k in all_found} - {k.source.printed for k in without} == {"family"}


HEALTH_FR = {
    "Élaborer un plan national de vaccination": {"policy_strategy"},
    "Formation des agents de santé communautaire": {"training"},
    "• Renforcer la chaîne du froid": {"capacity_building"},
    "Réaliser une étude sur la mortalité maternelle": {"research"},
    "Construction de trois centres de santé": {"infrastructure"},
    "S’assurer de la disponibilité des médicaments": {"services"},
    "Acheter des lits d’hôpital": {"procurement"},
}
EDUCATION_ES = {
    "1. Elaborar guías para docentes": {"guidelines"},
    "Capacitar a 200 directores de escuela": {"training"},
    "Construcción de aulas en zonas rurales": {"infrastructure"},
    "Financiar becas de transporte": {"funding"},
    "Realizar talleres con familias": {"workshop"},
    "Crear un comité de seguimiento": {"mechanism"},
    "Fortalecer la red de bibliotecas": {"capacity_building"},
}
TRANSPORT_EN = {
    "Build two bus depots": {"infrastructure"},
    "1.2 Upgrade the road network": {"infrastructure"},
    "a) Purchase 40 electric buses": {"procurement"},
    "Subsidise fares for students": {"funding"},
    "Review speed limits in towns": {"research"},
    "Subject to consultation, publish a cycling strategy": {"consultation", "publication"},
    "Continue to maintain level crossings": {"infrastructure"},
    "Proposed efforts": set(),
    "No. 7": set(),
}
OPEN_GOVERNMENT_EN = {
    "Publish all contracts above 10,000 euros": {"publication"},
    "Launch a portal of public spending": {"information_system"},
    "Reduce the time of answers to requests": {"improvement"},
    "Enact a law on access to information": {"legislation"},
    "Items of spending to be published monthly": {"publication"},
}
CLIMATE_DE = {
    "Erstellung eines Leitfadens für Gemeinden": {"guidelines"},
    "Erarbeitung eines Wärmeplans": {"policy_strategy"},
    "Ausbau der Fernwärme": {"infrastructure"},
    "Förderung von Lastenrädern": {"campaign"},
    "Umsetzung des Klimaschutzplans": {"implementation"},
}
WATER_ID = {
    "Membangun instalasi pengolahan air": {"infrastructure"},
    "Menyusun rencana induk drainase": {"policy_strategy"},
    "Melaksanakan pelatihan operator": {"training"},
    "Meningkatkan cakupan layanan air minum": {"improvement"},
}
PLANS = {
    "health, fr": HEALTH_FR,
    "education, es": EDUCATION_ES,
    "transport, en": TRANSPORT_EN,
    "open government, en": OPEN_GOVERNMENT_EN,
    "climate, de": CLIMATE_DE,
    "water, id": WATER_ID,
}


@pytest.mark.parametrize("plan", PLANS)
def test_activities_of_any_field_have_the_type_of_their_verb(plan: str) -> None:
    found = {text: set(read(text, "activity_type")) for text in PLANS[plan]}
    assert found == PLANS[plan]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Conduct workshop to address gaps in legislation on floods", {"workshop"}),
        ("Conduct review to determine if national laws are sufficient", {"research"}),
        ("Workshop to write a handbook for capacity building", {"workshop", "guidelines"}),
        ("Where such mechanisms exist, publish their minutes", {"publication"}),
        ("Workshop to develop guidelines related to research", {"workshop", "guidelines"}),
        ("Organize research in cooperation with unions and networks", {"research", "partnership"}),
        ("Coordinate principles and guidelines developed in other areas", {"coordination"}),
        ("Promote the use of bicycles", {"campaign"}),
        ("Organize a forum to promote peace", {"forum"}),
        ("Workshop to collect practices on campaigns", {"workshop"}),
        ("Hold workshops to improve local coordination", {"workshop"}),
        ("Increase the engagement of youth in consultations", {"improvement"}),
        ("Write guidelines for vaccination campaigns", {"guidelines"}),
        ("Hold a workshop on training midwives", {"workshop", "training"}),
        ("Hold a seminar on public partnership", {"seminar"}),
        ("Hold a workshop and a campaign", {"workshop", "campaign"}),
    ],
)
def test_topics_and_conditions_give_no_type(text: str, expected: set[str]) -> None:
    assert set(read(text, "activity_type")) == expected


def test_a_head_counts_only_where_no_phrase_does() -> None:
    rules = (
        KindRule(facet="activity_type", value="x", words=("forum",)),
        KindRule(facet="activity_type", value="y", heads=("hold", "tenir")),
    )
    finder = KindFinder(rules)

    def kinds(text: str) -> list[str]:
        return [k.value for k in finder.find(SourceText("activity", "id", "text", text))]

    assert kinds("Hold a forum") == ["x"]
    assert kinds("Hold elections") == ["y"]
    assert kinds("• 2) Tenir des réunions") == ["y"]
    assert kinds("We hold elections") == []


def test_a_head_in_a_drafting_note_has_no_kind() -> None:
    finder = KindFinder((KindRule(facet="activity_type", value="y", heads=("hold",)),))
    source = SourceText("activity", "id", "text", "Hold[draft] on")
    assert len(finder.find(source, note_spans=[(4, 11)])) == 1
    assert finder.find(source, note_spans=[(3, 11)]) == ()
    assert finder.find(source, note_spans=[(0, 1)]) == ()


def test_a_plan_adds_words_and_exceptions_to_a_shared_rule() -> None:
    rules = (
        KindRule(facet="activity_type", value="x", words=("forum",)),
        KindRule(facet="activity_type", value="x", words=("palaver",), unless=("youth forum",)),
    )
    finder = KindFinder(rules)
    texts = ("A forum", "A palaver", "A youth forum")
    found = [finder.find(SourceText("activity", "id", "text", text)) for text in texts]
    assert [[kind.value for kind in kinds] for kinds in found] == [["x"], ["x"], []]


def test_shared_rules_hold_no_wording_of_the_first_plan() -> None:
    """What only the first plan prints stands in its own settings."""
    shared = (REGISTERS / "kinds.toml").read_text(encoding="utf-8").casefold()
    for words in ("asean", "interpol", "terrorist", "radical", "respectful dialogue"):
        assert words not in shared


@pytest.mark.parametrize(
    ("words", "text", "printed"),
    [
        ("* workshop", "Hold a regional workshop", "Hold a regional workshop"),
        ("=plan|plans of action", "Plans of action are drafted", "Plans of action"),
        ("train|coach teacher", "Coaching teachers", "Coaching teachers"),
    ],
    ids=["begins with any word", "begins with a form", "begins with a lemma"],
)
def test_a_rule_is_tried_whatever_its_phrase_begins_with(
    words: str, text: str, printed: str
) -> None:
    rule = KindRule(facet="activity_type", value="x", words=(words,))
    found = KindFinder((rule,)).find(SourceText("activity", "id", "text", text))
    assert [kind.source.printed for kind in found] == [printed]
