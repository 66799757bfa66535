"""What a line end means: words broken without a mark, slashes, blanks of the file, doubts."""

from __future__ import annotations

import pytest

from extract.geometry.page_model import Line
from extract.text.hyphenation_style import spaces_after_lines, trailing_spaces_of
from extract.text.hyphens import Vocabulary, read_lines
from extract.text.line_break import Odds
from tests.extract.page_parts import make_line
from tests.generators.broken_lines import Column, Joined, Way, human_rights, join_again
from tests.generators.compare import settle

ANYWHERE = Odds(full=0.5, alone=0.5)
BREAKS = "toler-\nance and preven-\ntion with radi-\ncalisation"
WAYS: tuple[Way, ...] = ("hyphenated", "anywhere", "whole")
LANGUAGES = ("en", "fr", "es", "pt", "de", "id", "nl", "it", "pl", "sv")


@pytest.mark.parametrize(
    ("language", "lines", "joined"),
    [
        ("en", ["workshop on counter", "-narratives"], "workshop on counter-narratives"),
        ("en", ["a count", "er and region", "al plan"], "a counter and regional plan"),
        ("en", ["the plan (", "one", ") and more", ", too"], "the plan (one) and more, too"),
        ("en", ["in line with 3.", "5 (i", ".e. the"], "in line with 3.5 (i.e. the"),
        ("en", ["of the States’", "rights, ASEAN’", "s"], "of the States’ rights, ASEAN’s"),
        ("en", ["for evidence-", "based work"], "for evidence-based work"),
        ("fr", ["l’", "homme qu", "’il jus", "qu’à"], "l’homme qu’il jusqu’à"),
        ("fr", ["le plan", "; la suite"], "le plan ; la suite"),
        ("it", ["dell", "'uomo e del", "l'umanità"], "dell'uomo e dell'umanità"),
        ("de", ["innerstaatliche", "m oder Grundschulunt", "erricht"], None),
        ("de", ["„Plan“", "für „", "alle", "“"], "„Plan“ für „alle“"),
        ("en", ["in the Plan", "2"], "in the Plan 2"),
        ("sv", ["använd", "”nyckel”", "och"], "använd ”nyckel” och"),
        ("de", ["Gedanken", "-, Gewissens- und"], "Gedanken-, Gewissens- und"),
    ],
)
def test_columns_that_break_anywhere(language: str, lines: list[str], joined: str | None) -> None:
    full = [True] * len(lines)
    text, _ = read_lines(lines, Vocabulary(language), full=full, odds=ANYWHERE)
    assert text == (joined or "".join(lines))


@pytest.mark.parametrize(
    ("document", "lines", "text", "doubts"),
    [
        ("", ["manual/", "module on"], "manual/module on", ("manual/ module",)),
        ("a manual/ module", ["manual/", "module"], "manual/ module", ("manual/module",)),
        ("a manual/module", ["manual/", "module"], "manual/module", ()),
        (BREAKS, ["youth (OO-", "SCY)"], "youth (OOSCY)", ("OO-SCY",)),
        (BREAKS, ["the AC-", "PoA on"], "the AC-PoA on", ("ACPoA",)),
        (f"{BREAKS} by ACPoA here", ["the AC-", "PoA on"], "the ACPoA on", ()),
        (f"{BREAKS} for reintegration now", ["re-", "integration"], "reintegration", None),
        (f"{BREAKS} in an on-line forum", ["on-", "line"], "on-line", ("online",)),
        ("see ASEAN here", ["ASEAN-", "IPR"], "ASEAN-IPR", ()),
    ],
)
def test_line_ends_in_doubt_are_listed(
    document: str, lines: list[str], text: str, doubts: tuple[str, ...] | None
) -> None:
    vocabulary = Vocabulary.of([document], "en")
    expected = ("re-integration",) if doubts is None else doubts
    assert read_lines(lines, vocabulary) == (text, expected)


def test_a_single_letter_before_a_hyphen_starts_a_word() -> None:
    lines = ["alla skicka", "e-post"]
    assert read_lines(lines, Vocabulary("sv"), full=[True, None]) == ("alla skicka e-post", ())


def test_a_genitive_ending_does_not_hide_a_name() -> None:
    vocabulary = Vocabulary.of(["ASEAN-IPR, which"], "en")
    assert read_lines(["for ASEAN-IP", "R’s work"], vocabulary) == ("for ASEAN-IPR’s work", ())


def test_a_document_with_a_hyphenation_character_keeps_other_hyphens() -> None:
    document = "toler\u2010\nance, preven\u2010\ntion; law-based, self-help"
    vocabulary = Vocabulary.of([document], "en")
    assert read_lines(["re-", "integration"], vocabulary) == ("re-integration", ())
    assert read_lines(["(OO\u2010", "SCY)"], vocabulary) == ("(OOSCY)", ())


def test_a_word_certainly_broken_is_evidence_of_its_spelling() -> None:
    document = f"{BREAKS} reinte-\ngration for a re-integration here"
    text, doubts = read_lines(["re-", "integration"], Vocabulary.of([document], "en"))
    assert (text, doubts) == ("re-integration", ("reintegration",))


def test_a_word_that_is_repeated_over_a_line_end_is_two_words() -> None:
    lines, often = ["risposta era no", "no grazie"], Odds(full=-1.05, alone=-1.05)
    text, doubts = read_lines(lines, Vocabulary("it"), full=[True, None], odds=often)
    assert (text, doubts) == ("risposta era no no grazie", ("nono",))


def _line(text: str, at: int, x1: float, *, after_space: bool) -> Line:
    return make_line(
        text, 0.0, 8.0, x1=x1, top=0.0, bottom=9.0, size=9.0, words=(), after_space=after_space,
        glyphs=tuple(range(at, at + len(text))),
    )  # fmt: skip


def _lines(texts: list[str], *, drawn: bool, x1: float = 50.0) -> list[Line]:
    lines, at = [], 0
    for text in texts:
        lines.append(_line(text, at, x1, after_space=drawn))
        at += len(text) + drawn
    return lines


def test_a_missing_trailing_space_is_evidence_in_a_file_that_draws_them() -> None:
    wide = [_line("wide", 900, 90.0, after_space=False)]
    text = [*_lines(["word"] * 30, drawn=True), *wide]
    assert trailing_spaces_of([text]) == "fitting"
    assert trailing_spaces_of([_lines(["word"] * 30, drawn=False)]) == "none"
    tight = _lines(["word"] * 30, drawn=True, x1=90.0)
    assert trailing_spaces_of([text, [*tight, *wide]]) == "all"
    without = _lines(["manual/", "module"], drawn=False)
    assert spaces_after_lines(without, [None, None], "fitting") == [False, None]
    assert spaces_after_lines(without, [True, None], "fitting") == [None, None]
    assert spaces_after_lines(without, [True, None], "all") == [False, None]
    assert spaces_after_lines(without, [None, None], "none") == [None, None]
    assert spaces_after_lines(_lines(["a/", "b"], drawn=True), [True, None], "all") == [True, None]


@pytest.mark.parametrize(
    ("with_space", "without", "drawn"),
    [(19, 1, "fitting"), (18, 2, "none"), (20, 0, "fitting"), (19, 0, "none")],
)
def test_a_file_draws_spaces_if_nineteen_of_twenty_lines_have_one(
    with_space: int, without: int, drawn: str
) -> None:
    texts = [_lines(["word"] * (with_space + 1), drawn=True)]
    texts += [_lines(["word", "word"], drawn=False) for _ in range(without)]
    # One line shows how wide the text is.
    texts = [[*lines, _line("wide", 900, 90.0, after_space=False)] for lines in texts]
    assert trailing_spaces_of(texts) == drawn


@pytest.mark.parametrize(
    ("line", "is_full", "is_one"),
    [("\u05e9\u05dc\u05d5", True, True), ("\u05e9\u05dc\u05d5", None, False),
     ("\u05d0\u05ea \u05e9\u05dc\u05d5", True, False)],
)  # fmt: skip
def test_words_of_hebrew_are_broken_in_narrow_columns_only(
    line: str, is_full: bool | None, is_one: bool
) -> None:
    text, _ = read_lines([line, "\u05dd"], Vocabulary("he"), full=[is_full, None])
    assert text == (f"{line}\u05dd" if is_one else f"{line} \u05dd")


def test_trailing_spaces_decide_at_a_slash() -> None:
    lines = ["manual/", "module"]
    assert read_lines(lines, Vocabulary(), spaces=[True, None]) == ("manual/ module", ())
    assert read_lines(lines, Vocabulary(), spaces=[False, None]) == ("manual/module", ())


def _set_in_columns(language: str, way: Way, widths: tuple[int, ...]) -> Joined:
    joined = Joined()
    for width in widths:
        found = join_again(human_rights(language), Column(width, way, language))
        joined.right += found.right
        joined.doubted += found.doubted
        joined.wrong += found.wrong
    return joined


def check(language: str, way: Way, widths: tuple[int, ...]) -> None:
    """In one line end of a hundred the paper may say two things; nearly all of these are named."""
    joined = _set_in_columns(language, way, widths)
    assert joined.count > 150
    assert joined.right / joined.count >= 0.985, joined
    assert len(joined.wrong) / joined.count <= 0.006, joined.wrong


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_ten_languages_are_joined(language: str, way: Way) -> None:
    check(language, way, (104,))


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_are_joined_from_columns_of_any_width(language: str, way: Way) -> None:
    check(language, way, tuple(range(58, 230, 9)))


@pytest.mark.parametrize("mark", ["-", "\u2010", "\u00ad"])
def test_any_hyphen_character_is_understood(mark: str) -> None:
    column = Column(90, "hyphenated", "en", mark)
    joined = join_again(human_rights("en"), column)
    assert joined.right == joined.count > 100


def test_only_a_listed_doubt_excuses_a_difference() -> None:
    assert settle("a manual/ module", "a manual/module", ["manual/ module"]) == "a manual/ module"
    assert settle("a manual/ module", "a manual/module", []) == "a manual/module"
    assert settle("a re-use, reuse", "a reuse, reuse", ["re-use"]) == "a re-use, reuse"
    assert settle("an other use", "another use", ["re-use"]) == "another use"
