"""Names of bodies in sentences of five languages, against names that a reader wrote down.

Rules were made from the sentences of the part `learn`; those of `held` were written afterwards, and
some rules were widened by what was missed in them. Those of `fresh`, sentences of plans of action,
were written last, and no rule rests on them. Sentences of the parts `widened` and `unseen` are in
eight languages, with names in capitals, too: rules were widened by what was missed in the first,
and by what was false in one of the others. Those of `others` print capitals where no body is named,
and beside names: persons, places, companies, days and things; those of `ministries` name ministries
of several fields. Those of `reports` were written last; by what was false in them, rules of what a
conjunction joins to a ministry were narrowed. Those of `fields` name bodies of
two fields; words were added to the lists by what was missed in them.
"""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from normalize.document_register.running_text import names_in_text
from normalize.document_register.small_letters import names_in_small_letters

GOLD = sorted((Path(__file__).resolve().parents[2] / "data" / "gold").glob("bodies_in_text*.psv"))


@cache
def counts(part: str) -> Counter[str]:
    """Count names that are found, missed and false in the sentences of a part."""
    found: Counter[str] = Counter()
    for file in GOLD:
        for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="|"):
            if row["part"] == part:
                names = set(filter(None, row["names"].split("; ")))
                printed = set(names_in_text([row["text"]], row["language"]))
                found["right"] += len(names & printed)
                found["missed"] += len(names - printed)
                found["false"] += len(printed - names)
    return found


@pytest.mark.parametrize(
    ("part", "share"),
    [
        ("learn", 1.0),
        ("held", 0.85),
        ("fresh", 0.4),
        ("widened", 0.75),
        ("unseen", 0.7),
        ("others", 1.0),
        ("ministries", 0.9),
        ("reports", 0.6),
        ("fields", 0.95),
    ],
)
def test_bodies_of_sentences_are_found_and_no_others(part: str, share: float) -> None:
    found = counts(part)
    assert found["false"] == 0
    assert found["right"] >= share * (found["right"] + found["missed"])


def test_bodies_that_a_verb_follows_at_the_end_are_found_or_left_out_whole() -> None:
    found = counts("last")  # no rule rests on them
    assert found["false"] == 0
    assert found["right"] >= 0.4 * (found["right"] + found["missed"])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # What follows may belong to the name.
        ("fr", "Le plan du ministère de la santé, de la famille et du sport est prêt."),
        ("fr", "Il écrit à l’agence de l’eau Loire dès que possible."),
        ("es", "El ministerio de salud y universidades llegan hoy."),
        ("fr", "Le ministère de l’Éducation nationale et de la Jeunesse agit."),
        # A verb that ends its sentence looks like a noun or an adjective.
        ("fr", "Un comité suit les travaux que la préfecture de police coordonne."),
        ("fr", "Les communes paient, et l’agence de l’eau contrôle."),
        ("es", "Los municipios pagan lo que el ministerio de salud pública autoriza."),
        ("es", "Esto es lo que el instituto de meteorología publica."),
        ("es", "Los cursos de la universidad de verano cierran."),
        ("it", "I comuni versano quanto il ministero della salute stabilisce."),
        ("it", "Ecco i dati che l’istituto di statistica pubblica."),
        ("pt", "Os municípios pagam o que o ministério da saúde autoriza."),
        ("de", "Das Ministerium für Umwelt Maßnahmen vorlegt, wenn es nötig ist."),
        # Which bodies of the field it is, nobody says.
        ("fr", "Il a ouvert l’agence de mannequins et l’institut de massage."),
        ("fr", "Le parlement des enfants visite l’office du notaire."),
        ("pt", "A agência de modelos abre vagas."),
        ("es", "La agencia de noticias anuncia cursos."),
        ("de", "Der Verband der Städte und Gemeinden nimmt Stellung."),
        ("de", "Der Verband der Städte und der Gemeinden nimmt Stellung."),
        ("de", "Die Mittel vergibt der Verband für Schulen und Ämter im Land."),
        ("de", "Das Amt für Umwelt und Gesundheitsamt tagen."),
        # No article, no complement, no adjective, another noun that is no field.
        ("fr", "Chaque ministère de la région répond."),
        ("es", "La secretaría responde a la secretaría de la iglesia."),
        ("it", "La direzione dei lavori spetta all’istituto di credito."),
        ("de", "Ein Umweltamt hilft, und das Ehrenamt wächst."),
        ("pt", "A defensoria do estado atende idosos."),
        ("en", "The ministry of health pays for it."),
    ],
)
def test_what_may_be_no_name_or_no_whole_name_is_left_out(language: str, text: str) -> None:
    assert list(names_in_small_letters(text, language)) == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("fr", "Le ministère de la mer prie l’office de l’eau de publier ses chiffres.",
         ["ministère de la mer", "office de l’eau"]),
        ("fr", "La Direction nationale de la pêche prépare le plan.",
         ["Direction nationale de la pêche"]),
        ("es", "El ministerio de trabajo y la cámara de comercio se reúnen.",
         ["ministerio de trabajo", "cámara de comercio"]),
        ("fr", "Le jury réunit l’université de Genève et celle de Lausanne.",
         ["université de Genève"]),
        ("fr", "Le ministère de la santé rappelle les règles.", ["ministère de la santé"]),
        ("it", "Il ministero della salute e quello del lavoro firmano.",
         ["ministero della salute"]),
        ("de", "Der Bericht des Umweltbundesamtes liegt beim Amt für Statistik, Wahlen und Archiv.",
         ["Umweltbundesamt", "Amt für Statistik, Wahlen und Archiv"]),
        ("de", "Das Amt für Schulen und die Gemeinden sitzen an einem Tisch.",
         ["Amt für Schulen"]),
        ("de", "Die Aufgaben des Amtes für Umwelt und der Gemeinden sind klar.",
         ["Amt für Umwelt"]),
        ("de", "Die Leitung des Ministeriums für Bau und des Instituts für Physik dankt.",
         ["Ministerium für Bau", "Institut für Physik"]),
        ("de", "Der Bericht der Agentur für Arbeit liegt vor.", ["Agentur für Arbeit"]),
        ("es", "Con la agencia de aguas firmará la universidad de Jaén.",
         ["agencia de aguas", "universidad de Jaén"]),
    ],
)  # fmt: skip
def test_a_name_ends_where_its_phrase_does(language: str, text: str, names: list[str]) -> None:
    assert list(names_in_small_letters(text, language)) == names
