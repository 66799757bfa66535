"""What a printed name is, by its words: a body, a group, a position, a place, a person, or none."""

from __future__ import annotations

import pytest

from normalize.document_register.names import (
    begins_as_organisation,
    content_words,
    core_words,
    is_organisation,
    kind_of_name,
)

SIXTEEN = "Board " + "of Towns " * 7 + "West"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dr Who", "person"),
        ("cheffe de la division des statistiques", "position"),
        ("Director of the Bureau", "position"),
        ("Secretaria de Saúde", "body"),
        ("Attorney General's Chambers", "body"),
        ("Children's Hospitals", "group"),
        ("asociaciones de familias", "group"),
        ("Dr", "body"),  # a title alone may be letters of something else
        ("Health Dr", "body"),
        ("J. R. Castell", "person"),
        ("J. CASTELL", "person"),
        ("J. R. CASTELL", "person"),
        ("J.-P. Dupont", "person"),
        ("É. Dupont", "person"),
        ("M. de la Cruz", "person"),
        ("J. van der Berg", "person"),
        ("S. Brandt-Meier", "person"),
        ("M. O’HARA", "person"),
        ("J. Castell Ruiz", "person"),
        # Stops after letters that are no initials.
        ("A. BC", "body"),
        ("A. Bea Cia Dia", "body"),
        ("A. bea", "body"),
        ("e. Bea", "body"),
        ("U.N. Habitat", "body"),
        ("U.S. EPA", "body"),
        ("U.K. Government", "body"),
        ("N. Ireland", "body"),
        ("N. IRELAND", "body"),
        ("S. Castell", "person"),
        ("S. Pacific Forum", "body"),
        ("P.T. Telkom", "body"),
        ("A. Ministry", "body"),
        # Fillers, values and dates.
        ("…", "none"),
        ("of the", "none"),
        ("N A", "none"),
        ("T. B. C.", "none"),
        ("€ 30 of the Board", "none"),
        ("30 % of the Board", "none"),
        ("www.board.org", "none"),
        ("A", "none"),
        ("AB", "body"),
        ("A1", "none"),
        ("AB12", "none"),
        ("ABC12", "body"),
        ("10 boards", "none"),
        ("10 Rivers Water Board", "body"),
        ("janvier et février", "none"),
        ("Mars 24", "none"),
        ("March Committee", "body"),
        # Sentences.
        ("Posts are filled", "body"),
        ("Two posts are filled", "text"),
        ("Budget = costs", "text"),
        (SIXTEEN, "body"),
        (SIXTEEN + " East", "text"),
        # Groups.
        ("NGOs", "group"),
        ("FAO", "body"),
        ("All Saints Church", "body"),
        ("All saints", "group"),
        ("all", "group"),
        ("Private Sector", "body"),
        ("private sector", "group"),
        ("Committees", "group"),
        ("Schools for Peace", "body"),
        ("Regional committees for peace", "group"),
        ("Friends of Places", "body"),
        ("Committees of the Council", "body"),
        ("direcciones regionales", "body"),
        ("las direcciones", "group"),
        # Positions.
        ("Managers of parks", "position"),
        ("Minister of Parks", "position"),
        ("Ministry of Parks", "body"),
        ("Council of Ministers", "body"),
    ],
)
def test_the_words_of_a_name_say_what_it_is(name: str, kind: str) -> None:
    assert kind_of_name(name) == kind


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Commission européenne", True),
        ("Joint Nature Conservation Committee", True),
        ("North Carolina Department of Health", True),
        ("Board", True),
        ("Open Government Licence", False),
        ("Licence of the Board", False),
        ("of the Board", False),
        ("", False),
    ],
)
def test_the_main_noun_of_a_name_says_whether_it_is_an_organisation(
    name: str, *, is_one: bool
) -> None:
    assert is_organisation(name) == is_one


@pytest.mark.parametrize(
    ("text", "is_name"),
    [
        ("Ministry of Health", True),
        ("Health Board", True),
        ("The Commission", False),  # a noun alone ends a name
        ("Commission", False),
        ("Health and Safety", False),
        ("of the", False),
    ],
)
def test_a_noun_with_another_word_is_a_name_of_its_own(text: str, *, is_name: bool) -> None:
    assert begins_as_organisation(text) == is_name


@pytest.mark.parametrize(
    ("name", "content", "core"),
    [
        ("Ministries of the Waters", ("ministry", "water"), ("water",)),
        ("Direction de l’eau", ("direction", "eau"), ("eau",)),
        ("Of the", ("of", "the"), ("of", "the")),  # nothing else is there to compare
    ],
)
def test_a_name_is_compared_by_its_words_with_a_meaning(
    name: str, content: tuple[str, ...], core: tuple[str, ...]
) -> None:
    assert (content_words(name), core_words(name)) == (content, core)
