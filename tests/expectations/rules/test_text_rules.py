"""Rules on texts at their limits: what is just an issue, and what is just none."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.wording.written_out import WrittenOut
from link.model import LinkedPlan
from tests.expectations.plans import issues_of, linked, with_narrative, with_text


def words(plan: LinkedPlan, code: str) -> list[str]:
    """The printed words of a rule's issues, in order."""
    return [place.printed for issue in issues_of(plan, code) for place in issue.places]


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Teach HRPE", ["HRPE"]),
        ("TEACH HRPE NOW", []),  # a title in capitals
        ("Ask ABCDEFGHIJKL", ["ABCDEFGHIJKL"]),
        ("Ask ABCDEFGHIJKLM", []),  # no acronym has thirteen letters
        ("Ask McDonald and DeVries", []),
        ("Ask the UN and the NGOs", []),  # known, also in the plural
        ("Ask the CSOs", ["CSOs"]),
        ("The Convention on the Rights of the Child (CRC)", []),
        ("The Convention (CRC)", ["CRC"]),
        ("The Rights of Old Women and Men (ROWMX)", []),  # one letter without a word
        ("The Rights of Old Men (RXYZM)", ["RXYZM"]),  # three letters without a word
        ("Ask AUN-SOMTC", []),  # two bodies joined by a hyphen
        ("Ask AUN-HRPE", ["HRPE"]),
        ("Ask HRPE human rights and youth education (now)", ["HRPE"]),
        ("Ask (HRPE Human Rights and Peace Education)", []),  # the words follow it
        ("Ask (HRPE holistic rights)", ["HRPE"]),
    ],
)
def test_acronyms_that_no_text_writes_out(text: str, reported: list[str]) -> None:
    assert words(with_text(text), "acronym-unexplained") == reported


EXPLAINED = "The Plan to Prevent and Counter Violent Extremism (PCVEX) and the PCVEX fund"


@pytest.mark.parametrize(
    ("printed", "is_reported"),
    [
        ("PCEVX", True),
        ("PCVX", True),
        ("PCVEXT", True),
        ("PVC", False),
        ("PCVEXTU", False),
        ("PCVEY", False),  # another letter: another acronym
        ("PCVEX", False),
        ("PCEVX, PCEVX and PCEVX", False),  # more frequent than the explained acronym
    ],
)
def test_acronyms_that_misspell_another(printed: str, is_reported: bool) -> None:
    plan = with_text(f"Fund {printed}", narrative=(EXPLAINED,))
    assert bool(issues_of(plan, "acronym-spelt-differently")) is is_reported


def test_an_acronym_of_four_letters_has_no_misspellings() -> None:
    plan = with_text("Fund PVCE", narrative=("Prevent Crime and Violent Extremism (PCVE), PCVE",))
    assert issues_of(plan, "acronym-spelt-differently") == []


def test_the_rarer_spelling_of_a_name_is_reported() -> None:
    plan = with_narrative("The Bali Plan-MTF, our Bali Plan-MTF and the Bali Plan - MTF")
    assert words(plan, "term-spelt-differently") == ["Bali Plan - MTF"]
    assert issues_of(with_narrative("Our Bali Plan-MTF"), "term-spelt-differently") == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("society,and", "“society,and”: missing space after the comma."),
        ("society;and", "“society;and”: missing space after the semicolon."),
        ("society , and", "“society ,”: space before the comma."),
        ("society ; and", "“society ;”: space before the semicolon."),
        ("society .", "“society .”: space before the full stop."),
        ("manual/ module", "“manual/ module”: space on only one side of the slash."),
        ("manual /module", "“manual /module”: space on only one side of the slash."),
        ("leaders,, and", "“leaders,,”: two punctuation marks in a row."),
        ("leaders, (also women)", "“leaders, (”: comma before the opening bracket."),
    ],
)
def test_a_misplaced_mark_is_named(text: str, message: str) -> None:
    plan = with_text(f"Help {text}")
    assert [issue.message for issue in issues_of(plan, "punctuation")] == [message]


@pytest.mark.parametrize(
    "text", ["1,000 more", "and/or", "and / or", "leaders, (a) women", "e.g.", "marked by an ."]
)
def test_usual_punctuation_is_no_issue(text: str) -> None:
    assert issues_of(with_text(f"Help {text}"), "punctuation") == []


@pytest.mark.parametrize(("times", "is_reported"), [(2, False), (3, True)])
def test_a_stray_semicolon_needs_three_phrases_without_it(times: int, is_reported: bool) -> None:
    usual = tuple(f"Part {n}: the rise and violent extremism here" for n in range(times))
    plan = with_text("On the rise; and violent extremism", narrative=usual)
    found = [issue.message for issue in issues_of(plan, "punctuation")]
    message = "“rise; and violent”: elsewhere the plan prints it without “;”."
    assert found == ([message] if is_reported else [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Help (them", "“(” in “Help (them” has no matching closing mark."),
        ("Help them)", "“)” in “Help them)” has no matching opening mark."),
        ("Help) them (now)", "“)” in “Help) them (now)” has no matching opening mark."),
        ("Help (them]", "“]” in “Help (them]” has no matching opening mark."),
        ("Help (b them (b) all", "“(” in “Help (b them (b) a” has no matching closing mark."),
        ("Help “them", "““” in “Help “them” has no matching closing mark."),
    ],
)
def test_an_unmatched_bracket_is_shown_in_its_context(text: str, message: str) -> None:
    (issue,) = issues_of(with_text(text), "brackets-unbalanced")
    assert issue.message == message


@pytest.mark.parametrize(
    ("text", "doubled"),
    [
        ("Help the the people", ["the the"]),
        ("Help The the people", ["The the"]),
        ("He said that that was so", []),
        ("Work on in linkages", ["on in"]),
        ("Work from in there, for in all", []),
        ("Work in in linkages", ["in in"]),
    ],
)
def test_doubled_words(text: str, doubled: list[str]) -> None:
    assert words(with_text(text), "words-doubled") == doubled


def test_prepositions_in_a_row_are_a_matter_of_english() -> None:
    from expectations.settings import ExpectationSettings
    from expectations.stage import find_issues

    settings = ExpectationSettings(language="fr")
    issues = find_issues(with_text("Work on in linkages the the"), settings).issues
    assert [i.places[0].printed for i in issues if i.rule == "words-doubled"] == ["the the"]


@pytest.mark.parametrize(
    ("text", "is_reported"),
    [
        ("Share the experience of", True),
        ("Share with the,", True),
        ("Share the experience of.", False),
        ("Of the", False),  # a label of two words
        ("Share the experience", False),
    ],
)
def test_a_text_cannot_end_with_a_word_that_opens_a_phrase(text: str, is_reported: bool) -> None:
    assert bool(issues_of(with_text(text), "text-truncated")) is is_reported


def usual(phrase: str, times: int) -> tuple[str, ...]:
    return tuple(f"{('First', 'Second', 'Third', 'Fourth')[n]} {phrase}." for n in range(times))


@pytest.mark.parametrize(
    ("text", "phrase", "times", "is_reported"),
    [
        ("Ask all Member", "experts: Member States", 4, False),  # other words before it
        ("Ask of Member", "views of Member States", 4, True),
        ("Ask of Member", "views of Member States", 3, False),
        ("Ask views of Member", "views of Member States", 2, True),
        ("Ask views of Member", "views of Member States", 1, False),
        ("Ask good views of Member", "good views of Member States", 1, True),
    ],
)
def test_a_text_that_the_plan_continues_elsewhere(
    text: str, phrase: str, times: int, is_reported: bool
) -> None:
    plan = with_text(text, narrative=usual(phrase, times))
    found = [issue.message for issue in issues_of(plan, "text-truncated")]
    tail = " ".join(text.split()[-4:])
    message = (
        f"“… {tail}” ends in the middle of a phrase; elsewhere the plan continues it with “States”."
    )
    assert found == ([message] if is_reported else [])


@pytest.mark.parametrize(
    ("text", "phrase", "ends", "is_reported"),
    [
        ("Ask good views of Member", "good views of Member States", 2, True),
        ("Ask views of Member", "views of Member States", 1, False),
        ("Ask views of Member", "views of Member States", 0, True),
    ],
)
def test_a_word_that_ends_other_texts_may_end_this_one(
    text: str, phrase: str, ends: int, is_reported: bool
) -> None:
    others = tuple(f"Write to each {noun} Member." for noun in ("old", "new")[:ends])
    plan = with_text(text, narrative=(*usual(phrase, 2), *others))
    assert bool(issues_of(plan, "text-truncated")) is is_reported


def test_a_text_that_the_plan_continues_in_two_ways_is_complete() -> None:
    narrative = ("We ask good views of Member States.", "We ask good views of Member Parties.")
    plan = with_text("Ask good views of Member", narrative=narrative)
    assert issues_of(plan, "text-truncated") == []


@pytest.mark.parametrize(
    ("one", "other", "is_reported"),
    [
        ("2019 – 2025", "2018 – 2025", True),
        ("2019 – 2025", "2019-2025", False),
    ],
)
@pytest.mark.parametrize("context", ["a plan of five words", "plan of five words"])
def test_years_after_the_same_five_words(
    one: str, other: str, is_reported: bool, context: str
) -> None:
    plan = with_narrative(f"{context} ({one})", f"{context} ({other})")
    wanted = is_reported and len(context.split()) == 5
    assert bool(issues_of(plan, "years-differ")) is wanted


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("An on-line course", ["on-line"]),
        ("A table top, a Table/Top", ["Table/Top"]),
        ("A table top, a table/top", []),  # alternatives, not a compound
        ("A table-top, a table top", []),  # grammar decides on the hyphen
    ],
)
def test_compounds_with_different_joints(text: str, reported: list[str]) -> None:
    plan = with_text(text, narrative=("An online table top", "An online table top"))
    plan = plan if "on-line" in text else with_text(text, narrative=("A table top",))
    assert words(plan, "compound-mixed") == reported


def test_two_words_are_no_form_of_a_frequent_solid_word() -> None:
    plan = with_text("Move in-to it, in to it", narrative=("Move into it, into it",))
    assert words(plan, "compound-mixed") == ["in-to"]
    plan = with_text("An inter-faith, inter faith", narrative=("Interfaith, interfaith",))
    assert words(plan, "compound-mixed") == ["inter faith", "inter-faith"]


def test_the_most_frequent_compounds_are_listed_first() -> None:
    pairs = ("re-use", "on-line", "web-site", "east-ward", "air-port", "sea-side", "sun-light")
    joined = " ".join(pair.replace("-", "") for pair in pairs)
    plan = with_narrative(" ".join(pairs) + " " + joined, "web-site")
    (issue,) = issues_of(plan, "compound-mixed")
    listed = issue.message.removeprefix("The plan writes compounds in several ways: ")
    assert listed.startswith("“web-site” / “website”, ")
    assert listed.endswith(" and 1 other.")
    assert listed.count(",") == 5


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Plan an evalution", ["evalution"]),
        ("Plan an EVALUTION", []),  # capitals
        ("Plan a hoxse", ["hoxse"]),  # five letters
        ("Plan a hosx", []),
        ("Plan a xhouses", []),  # another first letter
        ("Plan a café", []),
        ("Plan an evaluation", []),
        ("Ask wether it is", []),  # a word in use, although "whether" is more frequent
    ],
)
def test_misprints(text: str, reported: list[str]) -> None:
    assert words(with_text(text), "misprint") == reported


def test_a_word_that_is_always_capitalised_inside_of_sentences_is_a_name() -> None:
    assert issues_of(with_text("Ask Mrs Evalution today"), "misprint") == []
    assert words(with_text("Evalution of it all"), "misprint") == ["Evalution"]


def test_british_and_american_words_without_a_common_word() -> None:
    plan = with_text("Prevent radicalization", narrative=("We organise it, organise",))
    (issue,) = issues_of(plan, "spelling-mixed")
    assert issue.message == (
        "The plan mixes British and American spelling: organise beside radicalization."
    )
    assert [place.printed for place in issue.places] == ["radicalization"]


@pytest.mark.parametrize(
    ("british", "american", "rarer"),
    [
        ("Labour and labour", "labor", ["labor"]),
        ("centre", "center and center", ["centre"]),
        ("programme", "program and program", ["programme"]),
        ("counselling", "counseling and counseling", ["counselling"]),
        ("defence and defence", "defense", ["defense"]),
        ("centres", "centers and centers", ["centres"]),
    ],
)
def test_each_pair_of_endings(british: str, american: str, rarer: list[str]) -> None:
    plan = with_text(f"Plan the {british}", narrative=(f"Plan the {american}",))
    assert words(plan, "spelling-mixed") == rarer


def test_a_plan_in_another_language_mixes_no_english() -> None:
    from expectations.settings import ExpectationSettings
    from expectations.stage import find_issues

    plan = with_text("Prevent radicalization", narrative=("The rise of radicalisation",))
    found = find_issues(plan, ExpectationSettings(language="fr")).issues
    assert [issue for issue in found if issue.rule == "spelling-mixed"] == []


def test_a_plan_without_texts_has_no_issue() -> None:
    assert issues_of(linked((), relevant={}), "misprint") == []


@pytest.mark.parametrize(
    ("acronym", "texts", "phrase"),
    [
        ("WG", ["The Working Group on Crime meets."], "Working Group"),
        ("VE", ["violent extremism", "on violent extremism", "Violent extremism ends"], "violent"),
        ("VE", ["violent extremism", "voluntary efforts", "vocational education"], None),
        ("CSO", ["civil society organisations"], None),  # once may be chance
        ("CSO", ["civil society organisations, x", "a civil-society organisations"], None),
        ("CSO", ["civil society organisations"] * 3, None),  # one repeated text
        ("SOPs", [], None),
        ("SOP", ["the Statement on Promoting Peace"], None),  # a preposition has no capital
        ("PoA", ["the Plan of Action"], "Plan of Action"),
        ("CT", ["Counter. Terrorism"], None),  # two sentences
        ("TVET", ["technical and vocational education and training"], None),
        ("PNE", ["le Plan National pour l'Emploi"], "Plan National"),
        ("HMT", ["agreed with HM Treasury"], "HM Treasury"),
        ("HMT", ["agreed with HM treasury"], None),  # once in small letters may be chance
        ("UKEF", ["the UN Export Finance"], None),  # another acronym
        # The text layer gives E and T as small letters, in the acronym as in the words.
        ("HMt", ["agreed with HM treasury"], "HM treasury"),
        ("DeCC", ["Department of energy and Climate Change"], "Department of energy"),
        ("DECC", ["Department of energy and Climate Change"], None),
    ],
)
def test_a_phrase_writes_out_an_acronym(acronym: str, texts: list[str], phrase: str | None) -> None:
    found = WrittenOut(Text("narrative", str(n), "text", t) for n, t in enumerate(texts))
    written = found.phrase_of(acronym)
    assert (written is None) if phrase is None else (written or "").startswith(phrase)


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("COG", "the Triangle Council of Governments"),
        ("DOE", "a Department of Energy"),
        ("HMT", "paid by HM Treasury"),
        ("UNFCCC", "the UN Framework Convention on Climate Change"),
        ("DeCC", "the Department of Energy and Climate Change"),  # small capitals
        ("ASHRAE", "American Society of Heating, Refrigerating and Air Conditioning Engineers"),
    ],
)
def test_a_phrase_that_lends_more_or_less_than_initials(acronym: str, text: str) -> None:
    assert WrittenOut([Text("narrative", "1", "text", text)]).phrase_of(acronym)


def test_a_heading_in_capitals_writes_out_an_acronym_without_skipping_a_word() -> None:
    found = WrittenOut([], ["PROGRESS ON THE PRIME MINISTER'S LETTER", "COSTS ARISING FROM THE UK"])
    assert found.phrase_of("PM") == "Prime Minister"
    assert found.phrase_of("CAU") is None


def test_a_short_acronym_lacks_no_word() -> None:
    text = Text("narrative", "1", "text", "the Society of Heating Engineers and Trades")
    assert WrittenOut([text]).phrase_of("SET") is None
    assert WrittenOut([], ["Public Sector Mapping Agreement"]).phrase_of("PSMA")
