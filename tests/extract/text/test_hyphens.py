"""Words broken at line ends come together by language."""

from __future__ import annotations

import pytest

from extract.text.hyphens import Vocabulary, join_lines, read_lines
from extract.text.language import guess_language
from extract.text.line_break import Join, LineEnd, Odds, default_odds
from extract.text.thresholds import UNMARKED
from extract.text.unmarked_breaks import join_unmarked

PLAN = (
    "Bodies such as ASEAN-IPR and Bodies/Organs/Entities act, as Bali Work Plan-MTF does.",
    "to prevent out-of-school-children, and evidence-based work; cross-border exchange",
)
WORD_LIST_ONLY = Vocabulary("en")
OWN = Vocabulary.of(PLAN, "en")


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["ASEAN-", "IPR"], "ASEAN-IPR"),
        (["(ASEAN\u00ad", "IPR)"], "(ASEAN-IPR)"),
        (["cross-", "border"], "cross-border"),
        (["evidence-", "based"], "evidence-based"),
        (["radicalisa-", "tion"], "radicalisation"),
        (["radicalisa\u00ad", "tion"], "radicalisation"),
        (["radicalisa\u2010", "tion"], "radicalisation"),
        (["radicalisa\ufffe", "tion"], "radicalisation"),
        (["evidence\ufffe", "based"], "evidence-based"),
        (["RADICALI-", "SATION"], "RADICALISATION"),
        (["Bali Work Plan -", "MTF"], "Bali Work Plan - MTF"),
        (["Bali Work Plan-", "MTF"], "Bali Work Plan-MTF"),
        (["Out-of-", "School-Children"], "Out-of-School-Children"),
        (["Out-", "of-School-Children"], "Out-of-School-Children"),
        (["to Address Socio-", "Economic Challenges"], "to Address Socio-Economic Challenges"),
        (["issue-", "based"], "issue-based"),
        (["income-", "generating"], "income-generating"),
        (["multi-", "sensor device"], "multi-sensor device"),
        (["2019-", "2025"], "2019-2025"),
        (["2019–", "2025"], "2019–2025"),
        (["COVID-", "19"], "COVID-19"),
        (["pre-", "and post-test"], "pre- and post-test"),
        (["the internet/", "social media"], "the internet/social media"),
        (["Guidelines /", "Recommendations"], "Guidelines / Recommendations"),
        (
            ["Area management /", "restriction /", "regulation"],
            "Area management / restriction / regulation",
        ),
        (["e\ufb03cient o\ufb03-", "ce"], "efficient office"),
        (["Frequenc", "y of update"], "Frequency of update"),
        (["a regional", "network"], "a regional network"),
        (["guidelines.", "s) next"], "guidelines. s) next"),
        (["ASEAN", "Sectoral"], "ASEAN Sectoral"),
        (["AICHR", "a new one"], "AICHR a new one"),
        (
            ["see http://www.a.org/case-", "studies/x.html"],
            "see http://www.a.org/case-studies/x.html",
        ),
        (["", "one", "  ", "two"], "one two"),
        (["in 2019-202", "5, at least"], "in 2019-2025, at least"),
        (["12019-202", "5"], "12019-202 5"),
    ],
)
def test_line_ends_by_language_alone(lines: list[str], joined: str) -> None:
    assert join_lines(lines, WORD_LIST_ONLY) == joined


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["Bodies/Organs/E", "ntities"], "Bodies/Organs/Entities"),
        (["Bodies/Organ", "s/Entities"], "Bodies/Organs/Entities"),
        (["Bodies/Orga", "ns/Entities"], "Bodies/Organs/Entities"),
        (
            ["Relevant", "ASEAN", "Bodies/Organ", "s/Entities"],
            "Relevant ASEAN Bodies/Organs/Entities",
        ),
        (["ASEAN-I", "PR"], "ASEAN-IPR"),
        (["ASEAN", "-IPR"], "ASEAN-IPR"),
        (["Bodies", "/Organs/Entities"], "Bodies/Organs/Entities"),
    ],
)
def test_narrow_columns_break_words_anywhere(lines: list[str], joined: str) -> None:
    assert join_lines(lines, OWN, full=[True] * len(lines)) == joined
    assert join_lines(lines, OWN) == joined


def test_the_document_overrules_the_word_list() -> None:
    assert join_lines(["re-", "use"], Vocabulary.of(["they reuse it"], "en")) == "reuse"
    assert join_lines(["co-", "operation"], Vocabulary.of(["good co-operation is"], "en")) == (
        "co-operation"
    )
    assert join_lines(["co-", "operation"], Vocabulary.of(["good cooperation is"], "en")) == (
        "cooperation"
    )


def test_words_at_line_ends_are_not_learnt() -> None:
    vocabulary = Vocabulary.of(["the word was radicalisa-\ntion here"], "en")
    assert "tion" not in vocabulary.words
    assert "radicalisa" not in vocabulary.words
    assert vocabulary.words["here"] == 1


def test_a_line_that_is_not_full_breaks_no_word() -> None:
    assert join_lines(["Frequenc", "y of"], WORD_LIST_ONLY, full=[False, False]) == "Frequenc y of"


def test_two_words_are_joined_only_after_a_full_line_of_one_word() -> None:
    assert join_lines(["under", "standing"], WORD_LIST_ONLY, full=[True, False]) == "understanding"
    assert (
        join_lines(["they under", "standing"], WORD_LIST_ONLY, full=[True, False])
        == "they under standing"
    )
    assert join_lines(["a", "under", "standing"], WORD_LIST_ONLY, full=[False, True, False]) == (
        "a understanding"
    )
    assert join_lines(["under", "standing"], WORD_LIST_ONLY) == "under standing"


def test_soft_hyphens_inside_lines_are_hyphens() -> None:
    vocabulary = Vocabulary.of(["a long\u00adterm view"], "en")
    assert (
        join_lines(["cross\u00ad", "border long\u00adterm"], vocabulary) == "cross-border long-term"
    )


def test_empty_lines_are_skipped() -> None:
    assert join_lines(["as opposed to", "prevention"], WORD_LIST_ONLY) == "as opposed to prevention"
    assert join_lines(["coun-", "", "tering"], WORD_LIST_ONLY) == "countering"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les mesures de la commission sont prises dans le cadre du plan pour la paix"),
        ("es", "Las medidas de la comisión se toman en el marco del plan para la paz y por"),
        ("id", "Kegiatan ini untuk mencegah radikalisme yang dilakukan oleh dan dengan dari"),
        ("de", "Die Maßnahmen werden in dem Plan mit der Kommission und von den Ländern"),
    ],
)
def test_the_language_is_guessed(language: str, text: str) -> None:
    assert guess_language([text]) == language


@pytest.mark.parametrize(
    ("language", "lines", "joined"),
    [
        ("fr", ["la radicali-", "sation violente"], "la radicalisation violente"),
        ("fr", ["les États-", "Unis"], "les États-Unis"),
        ("fr", ["moyen-", "orient peut-", "être"], "moyen-orient peut-être"),
        ("es", ["la coopera-", "ción"], "la cooperación"),
        ("es", ["socio-", "económico"], "socioeconómico"),
        ("id", ["pence-", "gahan"], "pencegahan"),
        ("de", ["Zusammen-", "arbeit"], "Zusammenarbeit"),
        ("de", ["Bund- und Länder-", "Ebene"], "Bund- und Länder-Ebene"),
    ],
)
def test_other_languages(language: str, lines: list[str], joined: str) -> None:
    assert join_lines(lines, Vocabulary(language)) == joined


def test_a_soft_hyphen_between_spaces_is_a_hyphen() -> None:
    assert join_lines(["Work Plan \u00ad MTF"], Vocabulary()) == "Work Plan - MTF"


def test_a_hyphen_printed_on_both_sides_of_a_line_end_is_one() -> None:
    assert join_lines(["un enfoque teórico-", "-práctico"], Vocabulary("es")) == (
        "un enfoque teórico-práctico"
    )


def test_a_document_that_hyphenates_no_words_keeps_every_hyphen() -> None:
    lines = [
        "an effort for re-",
        "integration, well-",
        "being and long-",
        "term reintegration here",
    ]
    assert "re-integration, well-being and long-term" in join_lines(
        lines, Vocabulary.of(["\n".join(lines)])
    )


def test_a_document_that_hyphenates_words_hyphenates_rare_ones_too() -> None:
    lines = ["toler-", "ance and preven-", "tion for state-", "less people"]
    assert join_lines(lines, Vocabulary.of(["\n".join(lines)])) == (
        "tolerance and prevention for stateless people"
    )


BROKEN = ["toler-", "ance and preven-", "tion with radi-", "calisation"]
"""Lines of a document that breaks words: without them every hyphen at a line end would stay."""


@pytest.mark.parametrize(
    ("document", "lines", "joined"),
    [
        # A capital after the hyphen shows how the document writes `socio-`.
        ("to Address Socio-\nEconomic Challenges", ["socio-", "cultural"], "socio-cultural"),
        # More established without its hyphen than any word that takes one here.
        ("de-radicalisation work; a deform", ["de-", "classification"], "declassification"),
        ("all non-state actors, none", ["non-", "governmental"], "non-governmental"),
        # The neighbour formed alike.
        (
            "an inter-agency one",
            ["interfaith and inter-", "cultural"],
            "interfaith and intercultural",
        ),
        (
            "some interfaith one",
            ["inter-faith and inter-", "cultural"],
            "inter-faith and inter-cultural",
        ),
        (
            "an inter-state one",
            ["international and inter-", "agency"],
            "international and inter-agency",
        ),
        # Two words elsewhere, in another number, over a line end.
        ("for think\ntanks here", ["think-", "tanks"], "think-tanks"),
        ("for a think tank here", ["think-", "tanks"], "think-tanks"),
        ("seen in formal schools", ["in-", "formal"], "informal"),
        ("", ["state-", "less"], "stateless"),
    ],
)
def test_a_hyphen_between_words_follows_other_compounds_of_the_document(
    document: str, lines: list[str], joined: str
) -> None:
    vocabulary = Vocabulary.of(["\n".join(BROKEN), document], "en")
    assert vocabulary.is_hyphenated
    assert join_lines(lines, vocabulary) == joined


@pytest.mark.parametrize(
    ("document", "lines", "doubts"),
    [
        ("", ["for socio-", "cultural use"], ("socio-cultural",)),
        ("to Address Socio-\nEconomic Challenges", ["socio-", "cultural"], ("sociocultural",)),
        ("a reply in socio-cultural terms", ["socio-", "cultural"], ()),
        ("interfaith, inter-faith or interfaith", ["inter-", "faith"], ("inter-faith",)),
        ("", ["for socio\u2010", "cultural use"], ()),
        ("", ["radicalisa-", "tion and evidence-", "based"], ()),
    ],
)
def test_a_hyphen_in_doubt_is_listed(
    document: str, lines: list[str], doubts: tuple[str, ...]
) -> None:
    vocabulary = Vocabulary.of(["\n".join(BROKEN), document], "en")
    assert read_lines(lines, vocabulary)[1] == doubts


def test_no_hyphen_is_in_doubt_in_a_document_that_hyphenates_no_words() -> None:
    vocabulary = Vocabulary.of(["a socio-\ncultural, multi-\nagency and law-\nbased view"], "en")
    assert vocabulary.is_hyphenated is False
    assert read_lines(["socio-", "cultural"], vocabulary)[1] == ()


def test_words_whose_parts_are_words_show_no_document_without_hyphenation() -> None:
    vocabulary = Vocabulary.of(["rest bot-\ntom up, 2 mil-\nlion and cut-\nting it"], "en")
    assert vocabulary.is_hyphenated is None
    assert read_lines(["USD 2 mil-", "lion"], vocabulary)[0] == "USD 2 million"


def test_a_document_that_hyphenates_words_does_so_in_columns_that_seem_to_break_anywhere() -> None:
    vocabulary = Vocabulary.of(["\n".join(BROKEN)], "en")
    anywhere = Odds(full=9.0, alone=9.0)
    assert anywhere.breaks_anywhere
    assert read_lines(["the moun-", "tains"], vocabulary, odds=anywhere)[0] == "the mountains"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["PQ/TRN/G", "-4 / Lot 1"], "PQ/TRN/G-4 / Lot 1"),
        (["Form A1", "-b"], "Form A1-b"),
        (["in 2019", "-2020 and later"], "in 2019-2020 and later"),
        (["0.33", "-0.01"], "0.33 -0.01"),
        (["1234", "-5678"], "1234 -5678"),
        (["Change of GDP", "-4 %"], "Change of GDP -4 %"),
        (["The town will", "-print all rules"], "The town will -print all rules"),
        (["Watchmen.", "uk brought up to date"], "Watchmen.uk brought up to date"),
        (["Lists on data.", "gov.uk and renewed"], "Lists on data.gov.uk and renewed"),
        (["Lists on data", ".gov.uk and renewed"], "Lists on data.gov.uk and renewed"),
        (["It ended.", "it began again"], "It ended. it began again"),
        (["See the list.", "In it are"], "See the list. In it are"),
        (["Rules, e.g.", "si they hold"], "Rules, e.g. si they hold"),
    ],
)
def test_a_line_that_goes_on_with_a_hyphen_or_a_web_name(lines: list[str], text: str) -> None:
    assert join_lines(lines, Vocabulary.of(["The town prints rules of the market."])) == text


@pytest.mark.parametrize(
    ("lines", "full", "joined"),
    [
        # An address ends at a mark, or goes on with a part that holds marks of addresses.
        (["see www.a.org/case-", "studies/x.html"], None, "see www.a.org/case-studies/x.html"),
        (["see www.a.org/case/", "studies"], None, "see www.a.org/case/studies"),
        (["see www.a.org/case", "studies/x.html here"], [True, True],
         "see www.a.org/casestudies/x.html here"),
        (["see www.a.org/case", "studies/x.html here"], [False, True],
         "see www.a.org/case studies/x.html here"),
        (["see www.a.org/case", "and others"], [True, True], "see www.a.org/case and others"),
        (["see www.a.org/case", "(in French)"], [True, True], "see www.a.org/case (in French)"),
        # A dash after a word stands for no space; one by itself has spaces.
        (["2019 –", "2025"], None, "2019 – 2025"),
        (["–", "2025"], None, "– 2025"),
        (["/", "studies"], None, "/ studies"),
        (["the internet", "/social media"], [False, True], "the internet /social media"),
        (["the internet", "/ social media"], [True, True], "the internet / social media"),
    ],
)  # fmt: skip
def test_addresses_dashes_and_slashes_at_line_ends(
    lines: list[str], full: list[bool] | None, joined: str
) -> None:
    assert join_lines(lines, OWN, full=full) == joined


@pytest.mark.parametrize(
    ("left", "right", "is_full", "has_space", "joined"),
    [
        ("25,00", "0", None, False, Join("25,000")),
        ("USD 1.2", "50", None, False, Join("USD 1.250")),
        ("25,00", "0", True, None, Join("25,000", "25,00 0")),
        ("25,00", "0", None, None, Join("25,00 0")),
        ("25,00", "0", True, True, Join("25,00 0")),
        ("25,000", "300", True, None, Join("25,000 300")),
        ("1.2", "50 people", True, None, Join("1.2 50 people")),
        ("1.2", "3456", None, False, Join("1.2 3456")),
    ],
)
def test_thousands_that_a_narrow_column_breaks(
    left: str, right: str, is_full: bool | None, has_space: bool | None, joined: Join
) -> None:
    end = LineEnd(is_full, " " not in left, has_space, default_odds())
    assert join_unmarked(left, right, WORD_LIST_ONLY, end) == joined


@pytest.mark.parametrize(("running", "is_hyphenated"), [(10, None), (80, False)])
def test_lines_that_end_without_a_hyphen_show_that_words_are_not_hyphenated(
    running: int, is_hyphenated: bool | None
) -> None:
    """`fintech` is a word, and `fin` and `tech` are words: the line ends of others decide."""
    cells = ["a dialogue on fin-\ntech", *["hold a meeting of\nall ports"] * (running - 1)]
    vocabulary = Vocabulary.of(cells, "en")
    assert vocabulary.is_hyphenated is is_hyphenated
    if is_hyphenated is False:
        assert join_lines(cells[0].splitlines(), vocabulary) == "a dialogue on fin-tech"


def test_a_compound_at_a_line_end_is_learnt() -> None:
    vocabulary = Vocabulary.of(["a dialogue on fin-tech\nin all ports"], "en")
    assert vocabulary.edges["fin-tech"] == 1
    assert join_lines(["a dialogue on fin-", "tech"], vocabulary) == "a dialogue on fin-tech"


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["נתוני סקר זמינים לכל", "מחוז"], "נתוני סקר זמינים לכל מחוז"),
        (["רבעון 3,", "2025"], "רבעון 3, 2025"),
        (["مكتب الإحصاء", "الوطني"], "مكتب الإحصاء الوطني"),
    ],
)
def test_lines_from_right_to_left_are_joined_by_spaces(lines: list[str], joined: str) -> None:
    vocabulary = Vocabulary.of(["\n".join(lines)])
    odds = Odds(UNMARKED.max_odds, UNMARKED.max_odds)
    assert read_lines(lines, vocabulary, full=[True, True], odds=odds)[0] == joined


@pytest.mark.parametrize(("text", "language"), [("סקר של כפרים", "he"), ("مكتب الإحصاء", "ar")])
def test_the_language_of_a_script_is_guessed(text: str, language: str) -> None:
    assert Vocabulary.of([text]).language == language
