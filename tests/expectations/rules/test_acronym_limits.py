"""Acronyms at the limits of their rules: what is one, what explains it, what looks like it."""

from __future__ import annotations

import pytest

from expectations.plan_index import Text
from expectations.rules.usage.near_phrases import share_a_phrase
from normalize.model import Body
from tests.expectations.plans import BODIES, issues_of, linked, with_text
from tests.link.plans import RowText

UNEXPLAINED = "acronym-unexplained"
MISSPELT = "acronym-spelt-differently"


def printed(code: str, text: str, *narrative: str) -> list[str]:
    issues = issues_of(with_text(text, narrative=narrative), code)
    return [place.printed for issue in issues for place in issue.places]


@pytest.mark.parametrize(
    ("text", "narrative", "found"),
    [
        # Names are no acronyms: joined words, words with another capital, companies, models.
        ("Use DroTec and CZero", "", []),
        ("Use DrTec now", "", ["DrTec"]),
        ("Ask the HBXC Group and the HBXC team", "", ["HBXC"]),
        ("Drive an i-MEV or a 3/TBX", "", []),
        ("Read TBX(4)1 or TBX/4 or TBX-4", "", []),
        ("Read TBX(4) now", "", ["TBX"]),
        ("See part XIV or XLI or IXX", "", ["IXX"]),
        # Words in capitals.
        ("Review the benefits AREAS here", "Our areas are old.", []),
        ("Review the benefits AREAS here", "Our regions are old.", ["AREAS"]),
        ("Review the TEAM now", "Our team is old.", ["TEAM"]),
        ("Review the QANATS now", "Our qanats are old.", ["QANATS"]),
        ("CHAPteR one", "", []),
        ("Read the OfFR now", "", ["OfFR"]),
        # A short text in capitals may be an acronym by itself; a long one is a title.
        ("HRPE NOWX", "", ["HRPE", "NOWX"]),
        ("HRPE NOWX HERE", "", []),
    ],
)
def test_letters_that_are_an_acronym(text: str, narrative: str, found: list[str]) -> None:
    assert printed(UNEXPLAINED, text, narrative) == found


@pytest.mark.parametrize(
    ("text", "is_explained"),
    [
        ("The Rights of Old Women (ROWXY)", True),  # two letters may lack a word
        ("The Rights of Old (ROWXY)", False),
        ("The rope (ROWXY)", False),
        ("Use QLD (light diode)", True),
        ("Use QLD (light lamp)", False),
        ("5. QLD, Quick Land Department, qld.org", True),
        ("QLD/QRS, Quick Land Department, Queue of Rural Sites", True),
        ("Ask QLD, Quick Land and Quick Roads", False),
        ("Ask QLD, quick land department", False),
        ("Use LD (diode)", False),
        ("Use LD, (light diode)", False),
        ("Use QLDs (quick light diodes)", True),
        ("Sell hydrofluorocarbon (HFC)", True),
        ("Sell fluorohydrocarbon (HFC)", False),  # another letter begins the word
        ("Sell hydrocarbon (HFC)", False),
        ("Old Women [OW]", True),
        # As many words as letters and one more may stand between, three for each.
        (f"Red Old {'in ' * 7} Wells (ROWX)", True),
        (f"Red Old {'in ' * 14} Wells (ROWX)", False),
    ],
)
def test_words_beside_brackets_write_out_an_acronym(text: str, *, is_explained: bool) -> None:
    assert (printed(UNEXPLAINED, text) == []) == is_explained


@pytest.mark.parametrize(
    ("text", "note", "is_explained"),
    [
        ("Use ‘ROWX+’* here", "Raising old water and new wells, in six towns", False),
        ("Use ‘ROWX+’* here", "Raising old water and sixty xylophones, in towns", True),
        ("Use ROWX† here", "Raising old water and sixty xylophones, in towns", True),
        ("Use ROWX here", "Raising old water and sixty xylophones, in towns", False),  # no mark
        ("Use ‘ROWX+’* here", "The raising of old water and sixty xylophones", False),
        ("Use RO* here", "Raising new and old water", False),  # two letters are chance
    ],
)
def test_a_note_that_a_mark_leads_to_writes_out_an_acronym(
    text: str, note: str, *, is_explained: bool
) -> None:
    assert (printed(UNEXPLAINED, text, note) == []) == is_explained


def body(kind: str, name: str) -> Body:
    return Body.model_validate({"body_id": "XRB", "acronym": "XRB", "name": name, "kind": kind})


@pytest.mark.parametrize(
    ("kind", "name", "leads", "message"),
    [
        ("annex", "Extra River Board", "SOMTC", None),
        ("unlisted", "Extra River Board", "SOMTC", None),
        ("unlisted", "", "SOMTC", "The plan never writes out the acronym “XRB”."),
        (
            "external",
            "Extra River Board",
            "XRB",  # the register names it, the plan does not
            "The plan never writes out the acronym “XRB”. The register has “Extra River Board”.",
        ),
        ("external", "Extra River Board", "Extra River Board", None),
        ("external", "", "XRB", "The plan never writes out the acronym “XRB”."),
    ],
)
def test_the_letters_of_a_body_are_known_if_the_plan_names_it(
    kind: str, name: str, leads: str, message: str | None
) -> None:
    rows = (
        RowText("1.1", "Focus one", "Ask the XRB now", "A report", leads),
        RowText("1.2", "Focus two", "Train officers", "A handbook", "AUN"),
    )
    plan = linked(rows, bodies=(*BODIES, body(kind, name)))
    found = [issue.message for issue in issues_of(plan, UNEXPLAINED)]
    assert found == ([message] if message else [])


EXPLAINED = "The Plan to Prevent and Counter Violent Extremism (PCVEX)"


@pytest.mark.parametrize(
    ("text", "narrative", "found"),
    [
        ("Fund PCEVX", EXPLAINED, ["PCEVX"]),  # as often as the other
        ("Fund PCEVX and PCEVX", EXPLAINED, []),
        ("Fund PCEVX", "The PCVEX fund is the PCVEX", []),  # nothing explains either
        ("Fund PCEXV", EXPLAINED, []),  # three letters in another order
        ("Fund PCVEXS", EXPLAINED, ["PCVEXS"]),
        ("Fund PCVE", EXPLAINED, ["PCVE"]),
        ("Fund PVE", EXPLAINED, []),  # two letters less
    ],
)
def test_a_misspelling_is_one_letter_or_a_swap_from_an_explained_acronym(
    text: str, narrative: str, found: list[str]
) -> None:
    assert printed(MISSPELT, text, narrative) == found


@pytest.mark.parametrize(
    ("uses", "others", "is_rare"), [(1, 1, True), (2, 8, True), (2, 7, False), (3, 11, False)]
)
def test_a_misspelling_is_rare(uses: int, others: int, *, is_rare: bool) -> None:
    narrative = [EXPLAINED, *[f"Fund {n} of the PCVEX" for n in range(others - 1)]]
    text = " and ".join(["PCEVX"] * uses)
    (issue,) = issues_of(with_text(f"Fund {text}", narrative=narrative), MISSPELT)
    assert ("looks like a misspelling" in issue.message) == is_rare


HOME = "Conduct the Care and Building Course (CBC)"


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ("Hold a Market Building Course (CBC)", ["CBC"]),
        ("Hold a Market Building Class (CBC)", ["CBC"]),
        ("Hold a Market Building Fair (CBC)", []),
        ("Hold a Market Course (CBC)", []),
        ("Hold a Market Building Course, CBC", []),
        ("Hold a Care Building Course (CBC)", []),
    ],
)
def test_letters_after_words_of_which_all_but_the_first_fit(other: str, found: list[str]) -> None:
    assert printed(MISSPELT, other, HOME) == found


def test_letters_that_nothing_explains_are_those_of_no_other_words() -> None:
    assert printed(MISSPELT, "Hold a Market Building Course (CBC)") == []


@pytest.mark.parametrize(
    ("short", "long", "is_told"),
    [
        ("Out of School Children (OOSC)", "Out of School Children and Youth (OOSCY)", True),
        ("Out of School Children (OOSC)", "Out of School Children and Young Men (OOSCYM)", False),
        ("Old Streets (OS)", "Old Streets and Cities (OSC)", False),  # two letters: chance
        ("Old Safe Ports (OSP)", "Old Safe Ports and Quays (OSPQ)", True),
        ("Old Safe Ports (OSP)", "Other Small Parks and Quays (OSPQ)", False),
        ("Old Safe Ports, OSP", "Old Safe Ports and Quays (OSPQ)", False),
        ("Old Safe Ports (OSP)", "Old Safe Ports and Quays, OSPQ", False),
    ],
)
def test_two_acronyms_for_nearly_the_same_words(short: str, long: str, *, is_told: bool) -> None:
    plan = with_text(f"Help {short} first", narrative=(f"Help {long} first",))
    found = [i for i in issues_of(plan, MISSPELT) if "almost the same" in i.message]
    assert bool(found) == is_told


@pytest.mark.parametrize(
    ("short", "long", "is_shared"),
    [
        ("help Old Ports (OP)", "help Old Ports and Quays (OPQ)", True),
        ("help Ports (OP)", "help Ports and Quays (OPQ)", False),  # no word begins with O
        ("help Old (OP)", "help Old and Quays (OPQ)", False),  # too few words for the letters
        ("help Old Ports (OP)", f"help Old Ports {'and so ' * 6} Quays (OPQ)", False),
    ],
)
def test_the_words_before_two_brackets_are_the_same(
    short: str, long: str, *, is_shared: bool
) -> None:
    places = []
    for words in (short, long):
        start, stop = words.index("(") + 1, words.index(")")
        places.append((Text("narrative", words, "text", words), start, stop))
    assert share_a_phrase(places[0], places[1]) == is_shared
