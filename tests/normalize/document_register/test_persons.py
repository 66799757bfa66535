"""Persons are told from bodies by the label of their column, in several languages."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from normalize.document_register.register import document_register
from normalize.document_register.separators import PrintedList

LABELS = {
    "en": ("Contact person", "Responsible officer", "Focal point"),
    "fr": ("Personne responsable", "Personne-ressource", "Interlocuteur"),
    "es": ("Encargado", "Persona de contacto", "Funcionaria responsable"),
    "de": ("Ansprechpartner", "Ansprechpartnerin", "Kontaktperson"),
    "id": ("Penanggung jawab", "Narahubung"),
}
PERSONS = {
    "en": ("Jane Whitfield", "Tom O’Hara", "J. R. Castell"),
    "fr": ("Amélie Rochebrune", "Jean-Marc Delorme"),
    "es": ("María del Carmen Ruiz", "Tomás Iriarte Solano"),
    "de": ("Ute Brandstätter", "Karl von Rhoden"),
    "id": ("Budi Santoso", "Sri Wahyuni"),
}
BODIES = {
    "en": ("Ministry of Health", "Roads Agency"),
    "fr": ("Ministère de la Santé", "Agence des routes"),
    "es": ("Ministerio de Salud", "Dirección de Aguas"),
    "de": ("Umweltamt", "Ministerium für Gesundheit"),
    "id": ("Kementerian Kesehatan", "Dinas Kesehatan"),
}
AMBIGUOUS = {"en": "Owner", "fr": "Responsable", "es": "Responsable", "de": "Verantwortlich"}


def entities(label: str, names: list[str], *texts: str) -> dict[str, str]:
    lists = [PrintedList(name, label=label) for name in names]
    found = document_register(lists, [*texts, *names], lambda _: False)
    return {entry.name or entry.acronym: entry.entity for entry in found.entries}


@given(data=st.data(), language=st.sampled_from(sorted(LABELS)))
def test_a_column_of_persons_names_persons_and_still_bodies(
    data: st.DataObject, language: str
) -> None:
    label = data.draw(st.sampled_from(LABELS[language]))
    persons = data.draw(st.lists(st.sampled_from(PERSONS[language]), min_size=1, unique=True))
    bodies = data.draw(st.lists(st.sampled_from(BODIES[language]), unique=True))
    names = data.draw(st.permutations([*persons, *bodies]))
    assert entities(label, names) == {
        **dict.fromkeys(persons, "person"),
        **dict.fromkeys(bodies, "organisation"),
    }


@pytest.mark.parametrize("language", sorted(AMBIGUOUS))
def test_a_label_of_persons_or_bodies_follows_what_stands_below_it(language: str) -> None:
    label, persons = AMBIGUOUS[language], list(PERSONS[language])
    assert set(entities(label, persons).values()) == {"person"}
    mixed = entities(label, [*persons, BODIES[language][0]])
    assert mixed[persons[0]] == mixed[BODIES[language][0]] == "organisation"


def test_words_of_the_document_are_no_person() -> None:
    names = ["Obras Públicas", "María Ruiz"]
    text = "Las obras y las plazas públicas se mantienen."
    assert entities("Encargado", names, text) == {
        "Obras Públicas": "organisation",
        "María Ruiz": "person",
    }


@pytest.mark.parametrize("label", ["Lead department", "Ministerio", "", "Partners"])
def test_other_labels_say_nothing(label: str) -> None:
    assert entities(label, ["Natural England"]) == {"Natural England": "organisation"}


def test_a_position_stays_a_position() -> None:
    assert entities("Officer", ["Director of Planning", "Jane Whitfield"]) == {
        "Director of Planning": "position",
        "Jane Whitfield": "person",
    }


@pytest.mark.parametrize(
    ("name", "is_person"),
    [
        ("Ana Bea", True),
        ("Ana", False),
        ("Ana Bea Cia Dia", True),
        ("Ana Bea Cia Dia Eva", False),
        ("Ana de la Bea y Cia Dia", True),  # particles are no words of their own
        ("Ana bea", False),
        ("Ana Bea2", False),
        ("Ana BEA", False),  # an acronym
        ("A. Bea", True),
        ("Ana O’Bea-Cia", True),
        ("Ana Board", False),
    ],
)
def test_a_person_has_two_to_four_capitalised_words(name: str, *, is_person: bool) -> None:
    lists = [PrintedList(name, label="Contact person")]
    (entry,) = document_register(lists, [], lambda _: False).entries
    assert (entry.entity == "person") == is_person


def test_a_column_of_owners_names_persons_beside_positions() -> None:
    names = ["Jane Whitfield", "Tom Castell", "Director of Planning"]
    assert entities("Owner", names) == {
        "Jane Whitfield": "person",
        "Tom Castell": "person",
        "Director of Planning": "position",
    }
    assert entities("Owner of the land", names)["Tom Castell"] == "organisation"


def test_the_letter_of_an_item_is_no_initial() -> None:
    names = ["A. Youth Affairs", "J. Castell Roth", "B. Brown"]
    found = entities("Lead", names, "The affairs of youth are brown.")
    assert found == {
        "A. Youth Affairs": "organisation",
        "J. Castell Roth": "person",
        "B. Brown": "person",
    }


def test_the_letter_after_a_word_of_the_document_is_no_initial() -> None:
    names = ["Works, A.", "Health, B.", "Castell, J.", "de la Cruz, M."]
    assert entities("Lead", names, "The health of those who do public works.") == {
        "Works": "organisation",
        "Health": "organisation",
        "Castell, J.": "person",
        "de la Cruz, M.": "person",
    }
