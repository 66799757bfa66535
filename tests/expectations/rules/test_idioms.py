"""Set phrases, prepositions, counts and articles that single texts show to be wrong."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.clauses.articles import BareSingulars
from expectations.rules.idiom import IDIOMS
from expectations.rules.idiom.columns import Columns
from expectations.rules.idiom.commas import find_missing_commas, find_needless_marks
from expectations.rules.idiom.needless import find_open_adjectives
from expectations.rules.idiom.slashes import SlashedPhrases
from expectations.rules.usage.compounds import find_missing_hyphens
from tests.expectations.plans import issues_of, with_text


def text(words: str, table: str = "activities", record: str = "r") -> Text:
    return Text(table, record, "text", words, "area-1", 1)


def slips(words: str) -> list[tuple[str, str]]:
    found = [each for find in IDIOMS for each in find(text(words))]
    return [(words[start:stop], slip.usual) for slip, (_, start, stop) in found]


@pytest.mark.parametrize(
    ("words", "slip", "right"),
    [
        ("Raise awareness on hygiene", "awareness on", "awareness of"),
        ("An approach on floods", "approach on", "approach to"),
        ("Farmers engaged on beekeeping", "engaged on", "engaged in"),
        ("Courses targeted to nurses", "targeted to", "targeted at"),
        (
            "A mechanism on reporting leaks",
            "mechanism on reporting",
            "mechanism for reporting",
        ),
        ("Staff will request for funds", "will request for", "will request"),
        ("In collaboration of the mayors", "In collaboration of", "In collaboration with"),
        ("Between 2012 to 2015, roads", "Between 2012 to 2015", "Between 2012 and 2015"),
        ("Despite of the rain", "Despite of", "Despite"),
        ("Enhanced capacity on fishing", "capacity on", "capacity in"),
        ("A strategy on building roads", "strategy on building", "strategy for building"),
        ("It is old in terms in terms of age", "in terms in terms", "in terms"),
        ("It meets the UKs targets", "the UKs", "the UK’s"),
        ("It names self assessment", "self assessment", "self-assessment"),
        ("Hold trainings for pilots", "trainings", "training"),
        ("Provide several equipments for schools", "equipments", "equipment"),
        ("Choose by this criteria", "this criteria", "this criterion"),
        ("Fields with less weeds", "less weeds", "fewer weeds"),
        ("A large amount of farmers", "amount of farmers", "number of farmers"),
        ("Talks on diverse attitude", "diverse attitude", "diverse attitudes"),
        ("Undertake long inquiry on soil", "long inquiry", ""),
        ("The benefits of the good governance.", "the good governance", "good governance"),
        ("Protect workers rights in mines", "workers rights", "workers’ rights"),
        ("Improve the police knowledge on fraud", "the police knowledge", "the police’s knowledge"),
        ("Victims-oriented courts", "Victims-oriented", "Victim-oriented"),
        ("Improve timeliness of payments", "Improve timeliness of", "Improve the timeliness of"),
        ("Create network of ports", "Create network of", "Create a network of"),
        ("Enable sharing of tools", "Enable sharing of", "Enable the sharing of"),
        ("Met on regular basis", "on regular basis", "on a regular basis"),
        ("Grants in framework of the fund", "in framework of", "in the framework of"),
        ("Told by series of letters", "by series of", "by a series of"),
        ("Reply to Scottish Government", "to Scottish Government", "to the Scottish Government"),
        ("Lessons in classroom", "in classroom", "in the classroom"),
        ("Clubs, firms and private sector", "private sector", "the private sector"),
        ("The guiding principals of care", "guiding principals", "guiding principles"),
        ("Advice on internet.", "on internet", "on the internet"),
        ("It will combat against fraud", "will combat against", "will combat"),
        ("It will demand for pay", "will demand for", "will demand"),
        ("It holds; according the mayor, it rains", "according the", "according to the"),
        ("It knows, to lower volume of waste", "lower volume of", "lower the volume of"),
        ("Files with evidences of fraud", "evidences", "evidence"),
        ("Hospitals rely to donors", "rely to", "rely on"),
        ("Smart growth principals", "growth principals", "growth principles"),
        ("Add sustainability principals", "sustainability principals", "sustainability principles"),
        ("Set up ad-hoc groups", "ad-hoc", "ad hoc"),
        ("Published in real-time", "in real-time", "in real time"),
        ("It will be submitted the council", "submitted the", "submitted to the"),
        ("Help by provide a map", "by provide", "by providing"),
        ("It will enable to reduce costs", "enable to reduce", ""),
        ("A course for all EU Students", "EU Students", "EU students"),
        ("Move to green economy", "green economy", ""),
        ("Production of handbook for nurses", "handbook", ""),
    ],
)
def test_a_slip_is_found_with_what_is_right(words: str, slip: str, right: str) -> None:
    assert (slip, right) in slips(words)


@pytest.mark.parametrize(
    "words",
    [
        "An investment to cut costs, targeted to reach all farms",
        "The capacity on trains; a family and women",
        "A memorandum of understanding on trade",
        "They are engaged on a project; the threat to bees is real",
        "The firm researches soils and evidences the results",
        "A network for less developed countries, with different people",
        "Hold a review of costs, and conduct research on soil",
        "They know the human rights system and the climate change act",
        "The users needed help; workers right the boat",
        "Rights-based, results-based and needs-based courses",
        "Improve the timeliness of payments; measure time of arrival",
        "Raise awareness of floods and ensure continuity of care",
        "A letter in support of the mayor, in recognition of work, on completion of it",
        "Set limits on use of water; decide on inclusion of towns; data about enjoyment of parks",
        "On a regular basis, in the context of the act, as a series of letters",
        "The public and private sector, and private sector firms",
        "The school principals of the town; the security principals of a server",
        "In the long term, with real-time data",
        "By public transport, for better roads, of merge requests",
        "The Students of the Royal Academy; courses of the Open University",
        "Develop a system of drains; create the sense of it",
        "Visit the Department of Health; talks with the Scottish Government",
    ],
)
def test_right_words_are_no_slips(words: str) -> None:
    assert slips(words) == []


@pytest.mark.parametrize(
    ("words", "slip"),
    [("Hold several trainings on soil", "trainings"), ("Advice on internet.", "on internet")],
)
def test_a_slip_is_found_once(words: str, slip: str) -> None:
    assert [found for found, _ in slips(words)] == [slip]


@pytest.mark.parametrize(
    "words", ["emphasizes on", "discuss about", "comprising of", "comprises of"]
)
def test_a_slip_of_a_plan_is_one_issue(words: str) -> None:
    issues = issues_of(
        with_text(f"Write a report that {words} the needs of farmers"), "grammar-slip"
    )
    assert [place.printed for issue in issues for place in issue.places] == [words]


def test_first_words_lack_a_comma_or_a_hyphen_but_not_both() -> None:
    words = text("In the long term prices rise")
    assert [key[0] for key, _, _ in find_missing_commas(words)] == ["opening"]
    assert not list(find_missing_hyphens(words))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("It fell. However the price rose", ["However the"]),
        ("It fell. However, the price rose", []),
        ("However much it costs", []),
        ("In some cases open access is shut", ["In some cases open"]),
        ("In many cases of fever", []),
        ("Given this delay it is late", ["Given this delay it is"]),
        ("Given that it is late", []),
        ("It names the Carbon Strategy which will end", ["Carbon Strategy which"]),
        ("It names a Carbon Strategy which will end", []),
        ("It is run by the Carbon Fund which is new", ["Carbon Fund which"]),
        ("Read the paper by the Carbon Fund which is new", []),
        ("Where appropriate we will ask boards, towns and banks", ["Where appropriate we"]),
        ("In general elections, voters are free", []),
        (
            "As well as new roads we will fund paths, such as walks",
            ["As well as new roads we will"],
        ),
        ("Despite the delay we are told, all is well", []),
        ("Roads for example in towns", ["Roads for example in"]),
        ("Roads, for example in towns", []),
    ],
)
def test_commas_are_missing_after_first_words_and_names(words: str, found: list[str]) -> None:
    places = [place for _, _, place in find_missing_commas(text(words))]
    assert [words[start:stop] for _, start, stop in places] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (
            "Ideas of social inclusion, and respect for diversity",
            ["social inclusion, and respect for"],
        ),
        ("Ideas of inclusion, and farmers will pay", []),
        ("Ideas of inclusion, respect, and diversity", []),
        ("Costs such as fuel, feed, etc. and tax", ["feed, etc."]),
        ("Costs (such as fuel). Seed, feed, etc.", []),
        ("It has the following proposals; a) tax", ["following proposals;"]),
        ("It has the following proposal; it is new", []),
    ],
)
def test_marks_are_needless(words: str, found: list[str]) -> None:
    places = [place for _, _, place in find_needless_marks(text(words))]
    assert [words[start:stop] for _, start, stop in places] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Meetings are decision oriented", ["decision oriented"]),
        ("A national level seminar", ["national level"]),
        ("Guidelines on counter terrorism", ["counter terrorism"]),
        ("To counter terrorism at national level", []),
    ],
)
def test_adjectives_of_two_words_have_a_hyphen(words: str, found: list[str]) -> None:
    places = [place for _, place in find_open_adjectives(text(words), frozenset())]
    assert [words[start:stop] for _, start, stop in places] == found
    assert not list(
        find_open_adjectives(text("It is evidence based."), frozenset({"evidence-based"}))
    )


def test_a_town_is_no_verb() -> None:
    def bare(words: str) -> list[str]:
        usual = [text(f"Open a network in {town}", record=town) for town in ("Rye", "Hull", "York")]
        found = BareSingulars([*usual, text(words)]).find(text(words))
        return [words[start:stop] for _, (_, start, stop) in found]

    assert bare("Buses go from there, creating network for all") == ["creating network"]
    assert bare("Buses go to Hull, Barking network for all") == []


def test_a_text_begins_unlike_its_column() -> None:
    usual = [text(f"Activities to {verb}", record=verb) for verb in "abcdefghijkl"]
    odd = text("Plan to build roads")
    assert [slip.key for slip, _ in Columns([*usual, odd]).find(odd)] == ["plan to"]
    assert not list(Columns([*usual[:5], odd]).find(odd))
    joint = text("Joint activities to build roads")
    assert not list(Columns([*usual, joint]).find(joint))


def test_a_result_begins_with_a_participle() -> None:
    table = "expected_outputs"
    usual = [text(f"Report on {word}", table, word) for word in "abcdefghij"]
    odd = text("Established student forum on sports", table)
    assert [slip.key for slip, _ in Columns([*usual, odd]).find(odd)] == ["established student"]
    styled = [text(f"Established forum {n}", table, str(n)) for n in range(4)]
    assert not list(Columns([*usual, *styled, odd]).find(odd))
    for right in ("Established forums are open", "Improved roads in towns"):
        assert not list(Columns([*usual, odd]).find(text(right, table)))


def test_a_slash_divides_what_is_elsewhere_one_phrase() -> None:
    texts = [text("Table/Top exercise"), text("A table top exercise"), text("Training/visit days")]
    finder = SlashedPhrases(texts)
    assert [slip.usual for each in texts for slip, _ in finder.find(each)] == ["Table Top"]
