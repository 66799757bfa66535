"""Fields of ministries, and others that stand in their place: persons, places, companies."""

from __future__ import annotations

from itertools import permutations

import pytest
from babel import Locale

from normalize.document_register.names import may_be_fields
from normalize.document_register.running_text import names_in_text
from normalize.document_register.words import GERMAN_FIELD_ENDS, are_fields, are_people

LISTS = {
    "en": ("Most of it is paid by the Ministry of Health, {} and {} in the first year.",
           "Nurses Teachers Churches Banks Nairobi Boston Oxfam Shell Mayors Hotels Smith"),
    "fr": ("La moitié est payée par le Ministère de la Santé, {} et {} dès la première année.",
           "Médecins Parents Paysans Hôtels Lyon Dakar Oxfam Renault Notaires Diallo"),
    "es": ("La mitad la paga el Ministerio de Salud, {} y {} desde el primer año.",
           "Médicos Padres Maestros Hoteles Sevilla Lima Oxfam Repsol Alcaldes Gómez"),
    "pt": ("A metade é paga pelo Ministério da Saúde, {} e {} desde o primeiro ano.",
           "Médicos Pais Professores Hotéis Recife Porto Oxfam Galp Prefeitos Souza"),
    "it": ("La metà la paga il Ministero della Salute, {} e {} già dal primo anno.",
           "Medici Genitori Maestri Alberghi Torino Milano Oxfam Fiat Sindaci Rossi"),
}  # fmt: skip
JOINED = {
    "id": ("Kegiatan ini dibayar oleh {} dan {} pada tahun pertama.",
           "Kementerian Kesehatan, Dinas Pertanian, Dinas Pariwisata",
           "Guru Petani Pengusaha Gubernur Masyarakat Bandung Garuda Relawan Nelayan Bupati"),
    "nl": ("De helft wordt betaald door het {} en {} in het eerste jaar.",
           "ministerie van Defensie, ministerie van Economische Zaken, ministerie van Justitie",
           "Shell Ouders Artsen Amsterdam Boeren Jansen Philips Leraren Tilburg Vissers"),
}  # fmt: skip


@pytest.mark.parametrize("language", LISTS)
def test_no_name_of_a_ministry_holds_those_who_are_listed_after_it(language: str) -> None:
    text, others = LISTS[language]
    for pair in permutations(others.split(), 2):
        found = names_in_text([text.format(*pair)], language)
        assert not [name for name in found for other in pair if other in name]


@pytest.mark.parametrize("language", JOINED)
def test_no_name_of_a_ministry_holds_whom_a_conjunction_joins(language: str) -> None:
    text, names, others = JOINED[language]
    for name in names.split(", "):
        for other in others.split():
            assert not [
                found
                for found in names_in_text([text.format(name, other)], language)
                if other in found
            ]


@pytest.mark.parametrize(
    ("text", "are"),
    [
        ("Roads", True),
        ("Rural Development", True),
        ("dell’Ambiente", True),
        ("Local Government", True),
        ("Ruimtelijke Ordening", True),
        ("Pekerjaan Umum", True),
        ("Rural Teachers", False),
        ("Health Workers", False),
        ("Water Company", False),
        ("Kenya", False),
        ("ICT", False),
        ("", False),
    ],
)
def test_all_words_of_a_field_are_known(text: str, are: bool) -> None:
    assert are_fields(text) is are


def test_people_alone_are_no_sure_fields() -> None:
    assert are_people("Women")
    assert not are_people("Women Affairs")
    people = "Most of it is paid by the Ministry of Health, Women and Children in the first year."
    fields = "Most of it is paid by the Ministry of Health, Children and Sports in the first year."
    assert list(names_in_text([people], "en")) == []
    assert list(names_in_text([fields], "en")) == ["Ministry of Health, Children and Sports"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "On lit {} de lundi, {} de mai et {} d’hier dans la salle."),
        ("es", "Se lee {} de lunes, {} de mayo y {} de ayer en la sala."),
        ("it", "Si legge {} di lunedì, {} di maggio e {} di ieri in sala."),
        ("pt", "Lemos {} de sábado, {} de maio e {} de ontem na sala."),
    ],
)
def test_no_name_holds_when_something_is(language: str, text: str) -> None:
    nouns = {
        "fr": "le Conseil, la Commission, la Fédération, l’Agence, le Comité régional",
        "es": "el Consejo, la Comisión, la Federación, la Agencia, el Comité regional",
        "it": "il Consiglio, la Commissione, la Federazione, l’Agenzia, il Comitato regionale",
        "pt": "o Conselho, a Comissão, a Federação, a Agência, o Comitê regional",
    }
    for noun in nouns[language].split(", "):
        found = names_in_text([text.format(noun, noun, noun)], language)
        assert not [name for name in found if " d" in name]


MINISTRIES = {
    "en": "The Ministry of Health and {} will review the plan each year.",
    "es": "El Ministerio de Salud y {} revisarán el plan cada año.",
    "pt": "O Ministério da Saúde e {} vão rever o plano cada ano.",
    "it": "Il Ministero della Salute e {} approvano il piano ogni anno.",
    "fr": "Le plan est suivi par le Ministère de la Santé et {}.",
    "de": "Das Ministerium für Gesundheit und {} stellen den Plan fest.",
}
NO_FIELDS = (
    "Oxfam, Greenpeace, Siemens, Shell, Samsung, Boeing, Guinness, Beijing, Nairobi, Trinidad, "
    "Teachers, Churches, Smith, World Vision, Handicap International, Plan International, "
    "Islamic Relief, Human Rights Watch, Catholic Relief Services, Practical Action"
)


@pytest.mark.parametrize("language", MINISTRIES)
def test_no_name_of_a_ministry_holds_what_is_no_field(language: str) -> None:
    for other in NO_FIELDS.split(", "):
        found = names_in_text([MINISTRIES[language].format(other)], language)
        assert not [name for name in found if name != other and other in name]


def test_no_place_is_a_field_by_its_end() -> None:
    places = Locale("en").time_zones
    names = {zone["city"] for zone in places.values() if "city" in zone} | set(
        Locale("en").territories.values()
    )
    assert len(names) > 300
    known = {name for name in names if not are_fields(name)}
    assert not {name for name in known if may_be_fields(name)}
    assert not {name for name in known if may_be_fields(name, GERMAN_FIELD_ENDS)}
