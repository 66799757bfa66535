"""Hyphens at line ends, in documents that break words and in others."""

from __future__ import annotations

import pytest

from extract.text.hyphens import Vocabulary, join_lines, read_lines

BREAKS = "toler-\nance and preven-\ntion with radi-\ncalisation"
"""A document that breaks words at line ends."""
KEEPS = (
    "a cross-\nborder plan and a law-\nbased one, a re-\nintegration and self-\nhelp with long-\n"
    "term"
)
"""A document whose line ends are at hyphens of the text only."""
EITHER = ("", BREAKS, KEEPS)


def read(document: str, left: str, right: str, language: str = "en") -> tuple[str, str]:
    """Return how two lines are joined, and the other way if it is in doubt."""
    vocabulary = Vocabulary.of([document], language) if document else Vocabulary(language)
    text, doubts = read_lines([left, right], vocabulary)
    assert len(doubts) < 2
    return text, "".join(doubts)


@pytest.mark.parametrize("document", EITHER)
@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        ("non-", "state", "non-state"),
        ("Bali-", "Plan", "Bali-Plan"),
        ("x1-", "y", "x1-y"),
        ("mid-", "2025", "mid-2025"),
        ("AB-", "CDE", "ABCDE"),
        ("inter-", "faith and intra-faith", "inter-faith and intra-faith"),
        ("interfaith and inter-", "cultural", "interfaith and intercultural"),
        ("(interfaith) and inter-", "cultural", "(interfaith) and intercultural"),
        ("inter-faith and inter-", "cultural", "inter-faith and inter-cultural"),
        ("e-government/e-", "services", "e-government/e-services"),
        ("pre-", "and post-war", "pre- and post-war"),
        ("word--", "next", "word-- next"),
        ("end -", "next", "end - next"),
        ("(plan)-", "next", "(plan)-next"),
        ("long-", '"term"', 'long- "term"'),
    ],
)
def test_hyphens_that_any_document_keeps_or_drops(
    document: str, left: str, right: str, text: str
) -> None:
    assert read(document, left, right) == (text, "")


@pytest.mark.parametrize("document", [BREAKS, KEEPS])
@pytest.mark.parametrize(
    ("left", "text"),
    [
        ("pre-/post-", "pre-/post-harvest"),
        ("pre- and post-", "pre- and post-harvest"),
        ("pre-, and post-", "pre-, and post-harvest"),
    ],
)
def test_a_part_left_open_shows_the_hyphen_of_the_next_one(
    document: str, left: str, text: str
) -> None:
    assert read(document, left, "harvest")[0] == text


def test_a_part_left_open_of_one_word_shows_no_hyphen() -> None:
    assert read(BREAKS, "up-/down-", "stream")[0] == "up-/downstream"
    assert read(BREAKS, "Kinder-/Jugend-", "hilfe", "de")[0] == "Kinder-/Jugendhilfe"


@pytest.mark.parametrize(
    ("left", "right", "text", "language"),
    [
        ("1- Strength-", "ening of it", "1- Strengthening of it", "en"),  # a list item's mark
        ("a- Imple-", "mentation", "a- Implementation", "en"),
        ("Goal 2- inter-", "national", "Goal 2- international", "en"),
        ("1- Renforce-", "ment", "1- Renforcement", "fr"),
        ("2025, 1- and govern-", "ment", "2025, 1- and government", "en"),
        ("pre- govern-", "ment", "pre- government", "en"),  # nothing links the two
        ("pre- into govern-", "ment", "pre- into government", "en"),
        ("micro- and organi-", "sations", "micro- and organisations", "en"),  # parts of a word
        ("local- and govern-", "ment", "local- and government", "en"),
        ("post- and prevent-", "able", "post- and preventable", "en"),
    ],
)
def test_other_hyphens_before_a_broken_word_show_nothing(
    left: str, right: str, text: str, language: str
) -> None:
    assert read(BREAKS, left, right, language)[0] == text


def test_the_other_way_is_named_where_it_is_a_word() -> None:
    assert read(BREAKS, "pre-/post-", "harvest")[1] == "postharvest"
    assert read(BREAKS, "sub-/low-", "income")[1] == ""


@pytest.mark.parametrize(
    ("left", "right", "alone", "breaking", "keeping"),
    [
        ("state-", "less", "state-less?", "stateless?", "state-less"),
        ("on-", "line", "online", "online", "on-line"),
        ("co-", "ordinate", "coordinate", "coordinate", "co-ordinate"),
        ("well-", "being", "well-being?", "wellbeing?", "well-being"),
        ("table-", "cloth", "tablecloth?", "tablecloth?", "table-cloth"),
        ("river-", "bank", "river-bank?", "riverbank?", "river-bank"),
        ("semi-", "annual", "semi-annual?", "semiannual?", "semi-annual"),
        ("under-", "stand", "understand", "understand", "under-stand"),
        ("zzx-", "tion", "zzxtion?", "zzxtion", "zzx-tion"),
        ("ASEAN-", "WIDE", "ASEAN-WIDE", "ASEAN-WIDE?", "ASEAN-WIDE"),
        # Not a word with a word inside of it (`nation`), but a word of its own.
        (
            "international and inter-",
            "cultural",
            "intercultural?",
            "intercultural?",
            "inter-cultural",
        ),
    ],
)
def test_how_a_document_breaks_lines_decides(
    left: str, right: str, alone: str, breaking: str, keeping: str
) -> None:
    for document, expected in zip(EITHER, (alone, breaking, keeping), strict=True):
        text, doubt = read(document, left, right)
        assert (text.split()[-1], bool(doubt)) == (expected.rstrip("?"), expected.endswith("?"))


@pytest.mark.parametrize(
    ("document", "left", "right", "text"),
    [
        ("", "2019", "-2025", "2019-2025"),
        ("", "2025", "-2019", "2025 -2019"),  # no range: a minus sign, perhaps
        ("", "99", "-2025", "99 -2025"),
        ("", "COP26", "-Plan", "COP26-Plan"),
        ("", "A/61", "-B", "A/61-B"),
        ("", "PLAN", "-B", "PLAN -B"),
        ("the PLAN-B is", "PLAN", "-B", "PLAN-B"),
        ("", "Plan", "-B", "Plan -B"),
        ("", "CO2)", "-x", "CO2) -x"),
    ],
)
def test_a_line_goes_on_with_a_hyphen_after_a_code_or_a_year(
    document: str, left: str, right: str, text: str
) -> None:
    found, doubt = read(document, left, right)
    assert found == text
    if not document:
        assert bool(doubt) == (" " not in text)


@pytest.mark.parametrize(
    ("language", "left", "right", "text", "doubt"),
    [
        # A word list of the web holds “kinderund”, which lacks a space.
        ("de", "Kinder-", "und Jugendhilfe", "Kinder- und Jugendhilfe", "Kinderund"),
        ("de", "Land-", "und Forstwirtschaft", "Land- und Forstwirtschaft", ""),
        ("de", "aus gutem Gr-", "und", "aus gutem Grund", ""),
        ("en", "each fact-", "or of it", "each factor of it", "fact-or"),
        ("en", "a defibrillat-", "or", "a defibrillator", ""),
    ],
)
def test_a_conjunction_after_a_hyphen_is_a_word_unless_it_ends_one(
    language: str, left: str, right: str, text: str, doubt: str
) -> None:
    assert read("", left, right, language) == (text, doubt)


@pytest.mark.parametrize(
    ("language", "left", "right", "text"),
    [
        ("de", "Staats-", "angehörigkeit", "Staatsangehörigkeit"),
        ("de", "E-", "Mail", "E-Mail"),
        ("de", "Ver-", "kehr", "Verkehr"),
        ("id", "anak-", "anak", "anak-anak"),  # the plural of “anak”
        ("id", "pencega-", "han", "pencegahan"),
        ("id", "todo-to-", "do", "todo-todo"),
        ("id", "wewe-zz-to-", "do", "wewe-zz-to-do"),
    ],
)
def test_languages_have_ways_of_their_own(language: str, left: str, right: str, text: str) -> None:
    assert join_lines([left, right], Vocabulary(language)) == text


@pytest.mark.parametrize(
    ("printed", "text"),
    [
        ("the riverbank was", "riverbank"),
        ("the river-bank was", "river-bank"),
    ],
)
def test_the_spelling_that_the_document_prints_decides(printed: str, text: str) -> None:
    for document in ("", BREAKS):
        assert read(f"{document} {printed}".strip(), "river-", "bank")[0] == text


def test_two_words_side_by_side_are_not_one_word() -> None:
    for printed in ("the evidence base is", "their evidence bases are"):
        for document in ("", BREAKS):
            assert read(f"{document} {printed}".strip(), "evidence-", "base")[0] == "evidence-base"
    # A preposition may stand before any word.
    assert read(f"{BREAKS} in formal terms", "in-", "formal")[0] == "informal"


def test_two_spellings_in_one_document_leave_a_doubt() -> None:
    both = f"{BREAKS} and the river-bank, by the riverbank, on the riverbank"
    assert read(both, "river-", "bank") == ("riverbank", "river-bank")


@pytest.mark.parametrize(
    ("ends", "inner", "belongs"),
    [
        (("toler\u2010\nance", "preven\u2010\ntion"), "cross-border, law-based", (False, True)),
        (("toler\u2010\nance",), "cross-border, law-based", (None, None)),
        (("toler\u2010\nance", "preven\u2010\ntion"), "cross-border", (None, True)),
        (("toler-\nance", "preven-\ntion"), "cross-border, law-based", (None, None)),
    ],
)
def test_two_characters_for_hyphens_tell_breaks_from_compounds(
    ends: tuple[str, ...], inner: str, belongs: tuple[bool | None, bool | None]
) -> None:
    """Several hyphens of each kind show it."""
    style = Vocabulary.of([*ends, inner], "en").hyphenation
    assert tuple(map(style.belongs_to_word, "\u2010-")) == belongs


@pytest.mark.parametrize(("is_full", "text"), [(True, "zplanxqzw"), (None, "zplan xqzw")])
def test_a_web_address_goes_on_after_a_full_line(*, is_full: bool | None, text: str) -> None:
    lines = ["See www.example.org/zplan", "xqzw"]
    assert join_lines(lines, Vocabulary("en"), full=[is_full]).split("/")[-1] == text
    lines[1] = "report/2020"
    assert join_lines(lines, Vocabulary("en"), full=[is_full]).endswith(
        "nreport/2020" if is_full else " report/2020"
    )
    lines[1] = "report"
    assert join_lines(lines, Vocabulary("en"), full=[is_full]).endswith(" report")


@pytest.mark.parametrize("document", EITHER)
def test_two_words_that_no_list_holds_are_linked(document: str) -> None:
    printed = f"{document} the zorqk and the blatq"
    assert read(printed, "zorqk-", "blatq") == ("zorqk-blatq", "")
