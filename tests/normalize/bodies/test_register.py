"""The register: entries of several sources that describe one body, and those that do not."""

from __future__ import annotations

import pytest

from normalize.bodies.matching import BodyMatcher
from normalize.bodies.register import Register, build_register
from normalize.errors import CircularBodiesError, UnknownBodyError
from normalize.model import NormalPlan
from normalize.records.annex import AnnexEntry
from normalize.settings import Collective, NormalizeSettings, RegisterEntry
from normalize.stage import normalize
from tests.normalize import printed
from tests.normalize.printed import block, cell, plan, row


def entry(acronym: str, name: str = "", *, mark: str = "", note: str = "") -> AnnexEntry:
    return AnnexEntry(acronym=acronym, name=name, number=1, mark=mark, note=note, cells=())


def register_of(
    annex: tuple[AnnexEntry, ...] = (),
    bodies: tuple[RegisterEntry, ...] = (),
    shared: tuple[RegisterEntry, ...] = (),
) -> Register:
    return build_register(annex, NormalizeSettings(bodies=bodies, register=shared))


def test_an_entry_adopts_what_it_lacks_from_the_next() -> None:
    shared = RegisterEntry(
        body_id="AF", acronym="AF", name="ASEAN Foundation", also=("Found",), parent_id="AUN",
        note="from the register",
    )  # fmt: skip
    parent = RegisterEntry(body_id="AUN", acronym="AUN", name="University Network")
    named = register_of((entry("AF"),), (), (shared, parent)).bodies["AF"]
    assert (named.body.name, named.body.parent_id) == ("ASEAN Foundation", "AUN")
    assert (named.body.note, named.body.kind) == ("from the register", "annex")
    assert (named.acronyms, named.names) == (("AF",), ("ASEAN Foundation", "Found"))


def test_the_first_entry_of_a_body_wins() -> None:
    own = RegisterEntry(
        body_id="AF", acronym="AF", name="ASEAN Foundation", kind="sub_unit", parent_id="AUN",
        note="own",
    )  # fmt: skip
    shared = RegisterEntry(
        body_id="AF", acronym="AF", name="The ASEAN Foundations", parent_id="ACW", note="shared"
    )
    others = tuple(RegisterEntry(body_id=i, acronym=i) for i in ("AUN", "ACW"))
    named = register_of((), (own, *others), (shared,)).bodies["AF"]
    assert (named.body.name, named.body.note) == ("ASEAN Foundation", "own")
    assert (named.body.parent_id, named.body.kind) == ("AUN", "sub_unit")
    assert named.names == ("ASEAN Foundation", "The ASEAN Foundations")


def test_a_body_reports_through_the_first_that_an_entry_names() -> None:
    others = tuple(RegisterEntry(body_id=i, acronym=i) for i in ("AUN", "ACW"))
    entries = tuple(
        RegisterEntry(body_id="AF", acronym="AF", reports_to=other) for other in (None, "AUN")
    )
    for own in (entries, entries[::-1]):
        named = register_of((), (*own[:1], *others), own[1:]).bodies["AF"]
        assert named.body.reports_to == "AUN"


def test_the_acronym_of_an_entry_is_one_whatever_its_letters() -> None:
    own = RegisterEntry(
        body_id="RG", acronym="River Group", name="Group of Rivers", also=("GRX", "Rivers")
    )
    named = register_of((), (own,)).bodies["RG"]
    assert named.acronyms == ("River Group", "GRX")
    assert named.names == ("Group of Rivers", "Rivers")


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        ("ASEAN Foundation", True),
        ("Foundation of ASEAN", True),
        ("Foundation", False),
        ("Adaptation Fund", False),
        ("ASEAN Foundation of Peace and Youth", False),
    ],
)
def test_an_acronym_is_one_body_if_most_words_of_its_names_agree(other: str, is_same: bool) -> None:
    shared = RegisterEntry(body_id="AF", acronym="AF", name=other, also=("A.F. Trust",))
    names = register_of((entry("AF", "ASEAN Foundation"),), (), (shared,)).bodies["AF"].names
    assert ("A.F. Trust" in names) is is_same


@pytest.mark.parametrize(
    ("mark", "note", "kind"),
    [
        ("*", "Proposed by the meeting", "proposed"),
        ("*", "Observer", "annex"),
        ("", "Proposed by the meeting", "annex"),
        ("", "", "annex"),
    ],
)
def test_a_body_is_proposed_if_the_footnote_of_its_mark_says_so(
    mark: str, note: str, kind: str
) -> None:
    assert register_of((entry("AF", mark=mark, note=note),)).bodies["AF"].body.kind == kind


def collective(stands_for: object) -> Collective:
    return Collective.model_validate(
        {"body_id": "all", "name": "All", "patterns": ["all bodies"], "stands_for": stands_for}
    )


def test_a_collective_stands_for_the_annex_or_the_bodies_that_it_lists() -> None:
    annex = (entry("AF"), entry("AIPA", mark="*", note="proposed"))
    other = RegisterEntry(body_id="UNODC", acronym="UNODC")
    for stands_for, members in (("annex", ("AF", "AIPA")), (["UNODC"], ("UNODC",)), ([], ())):
        settings = NormalizeSettings(collectives=(collective(stands_for),), register=(other,))
        assert build_register(annex, settings).bodies["all"].body.stands_for == members


def test_an_unknown_body_without_similar_ones_has_no_suggestions() -> None:
    with pytest.raises(UnknownBodyError) as raised:
        build_register((), NormalizeSettings(collectives=(collective(["AF"]),)))
    assert "Did you mean" not in str(raised.value)
    assert "'AF'" in str(raised.value)
    assert str(raised.value).endswith("Correct the rule or add the body to the register.")


@pytest.mark.parametrize("field", ["parent_id", "reports_to"])
@pytest.mark.parametrize("names", [("AF", "BEC"), ("AF", "BEC", "CCS", "DG")])
def test_bodies_that_are_parts_of_themselves_through_others_are_refused(
    field: str, names: tuple[str, ...]
) -> None:
    above = (*names[1:], names[0])
    entries = [
        RegisterEntry.model_validate({"body_id": name, "acronym": name, field: other})
        for name, other in zip(names, above, strict=True)
    ]
    with pytest.raises(CircularBodiesError) as raised:
        register_of(
            bodies=(RegisterEntry(body_id="X", acronym="X"), *entries[:1]), shared=entries[1:]
        )
    cycle = raised.value.cycle
    assert cycle[0] == cycle[-1]
    assert set(cycle) == set(names)
    assert [above[names.index(name)] for name in cycle[:-1]] == list(cycle[1:])
    assert " -> ".join(cycle) in str(raised.value)
    register_of(bodies=tuple(entries[1:]), shared=(RegisterEntry(body_id="AF", acronym="AF"),))


def members_plan(narrative: list[printed.Block], **settings: object) -> NormalPlan:
    rows = [row(cell("1.1 Youth", 0, 0), cell("All bodies, SOMX, XAB", 1, 0), cell("Train", 3, 0))]
    chosen = NormalizeSettings.model_validate(
        {"collectives": [collective("members")], "chair_heading": "Chair", **settings}
    )
    return normalize(plan(rows, annex=printed.annex_table(), narrative=narrative), chosen)


MEMBERS = [
    block("heading", "Membership", level=1),
    block("paragraph", "Members are AF, AUN and ACW. SOMY attends. ZZZ is named by AF."),
]


def test_the_members_are_those_that_are_enumerated() -> None:
    found = members_plan(MEMBERS)
    assert [b.body_id for b in found.bodies if b.is_member] == ["ACW", "AF", "AUN"]
    (everyone,) = (b for b in found.bodies if b.kind == "collective")
    assert everyone.stands_for == ("AF", "AUN", "ACW")


def test_only_acronyms_of_lists_become_unlisted_bodies() -> None:
    found = members_plan(MEMBERS)
    assert [b.body_id for b in found.bodies if b.kind == "unlisted"] == ["SOMX", "XAB"]
    assert len(found.bodies) == len({b.body_id for b in found.bodies})


def test_the_parents_of_a_named_body_are_published() -> None:
    bodies = [
        {"body_id": "TOP", "acronym": "TOP"},
        {"body_id": "MID", "acronym": "MID", "kind": "sub_unit", "parent_id": "TOP"},
        {"body_id": "LOW", "acronym": "LOW", "kind": "sub_unit", "parent_id": "MID"},
        {"body_id": "NOT", "acronym": "NOT", "kind": "external"},
    ]
    found = members_plan([block("paragraph", "The LOW meets.")], bodies=bodies)
    assert {b.body_id for b in found.bodies} >= {"TOP", "MID", "LOW"}
    assert "NOT" not in {b.body_id for b in found.bodies}


def test_a_sub_unit_is_recognised_by_the_acronym_of_its_parent() -> None:
    bodies = (
        RegisterEntry(body_id="TOP", acronym="TOP"),
        RegisterEntry(body_id="TOP-LOW", acronym="TOP-LOW", kind="sub_unit", parent_id="TOP"),
        RegisterEntry(body_id="UNIT", acronym="UNIT", kind="sub_unit", parent_id="TOP"),
        RegisterEntry(body_id="nameless", name="Office of all", kind="external"),
        RegisterEntry(body_id="DESK", acronym="DESK", kind="sub_unit", parent_id="nameless"),
        RegisterEntry(body_id="TOP-EX", acronym="TOP-EX", kind="external", parent_id="TOP"),
    )
    settings = NormalizeSettings(bodies=bodies)
    matcher = BodyMatcher(build_register((), settings), settings)
    matches = {name: matcher.resolve(name).match for name in ("TOP-LOW", "UNIT", "DESK", "TOP-EX")}
    assert matches == {"TOP-LOW": "sub_unit", "UNIT": "exact", "DESK": "exact", "TOP-EX": "exact"}


def roles_in(text: str, kind: str = "paragraph", heading: str = "Membership") -> list[str]:
    narrative = [block("heading", heading, level=1), block(kind, text)]
    found = members_plan(narrative, chair_cues=[r"chaired by (?:the )?$"])
    return [m.role for m in found.mentions if m.record_kind == "block"]


@pytest.mark.parametrize(
    ("text", "kind", "heading", "roles"),
    [
        ("AF and AUN meet.", "paragraph", "Membership", ["member", "member"]),
        ("AF meets AUN.", "paragraph", "Membership", ["mentioned", "mentioned"]),
        ("SOMTC", "list_item", "Membership", ["member"]),
        ("The AF", "list_item", "Membership", ["mentioned"]),
        ("SOMTC", "paragraph", "Membership", ["mentioned"]),
        ("AF and AUN meet.", "paragraph", "Other", ["mentioned", "mentioned"]),
        ("AF, AUN meet SOMY", "paragraph", "Membership", ["member", "member", "mentioned"]),
        ("SOMY meets AF, AUN", "paragraph", "Membership", ["mentioned", "member", "member"]),
        ("It is chaired by the AF.", "paragraph", "Chair", ["chair"]),
        ("It is chaired by. AF meets.", "paragraph", "Chair", ["mentioned"]),
        ("It is chaired by the AF.", "paragraph", "Membership", ["mentioned"]),
        ("SOMTC, SOMY", "heading", "Membership", ["mentioned", "mentioned"]),
    ],
)
def test_the_role_of_a_body_in_a_paragraph(
    text: str, kind: str, heading: str, roles: list[str]
) -> None:
    assert roles_in(text, kind, heading) == roles


def test_without_a_heading_in_the_settings_nobody_is_a_member() -> None:
    found = members_plan([block("paragraph", "AF and AUN meet.")], membership_heading="")
    assert {m.role for m in found.mentions if m.record_kind == "block"} == {"mentioned"}


@pytest.mark.parametrize(
    ("members", "kind", "is_contested"),
    [("AF, AIPA and AUN", "annex", True), ("AF and AUN", "proposed", False)],
)
def test_a_body_that_is_proposed_here_and_a_member_there_has_no_state(
    members: str, kind: str, is_contested: bool
) -> None:
    found = normalize(
        plan(
            [row(cell("1.1 Youth", 0, 0), cell("AF", 1, 0), cell("Train", 3, 0))],
            annex=printed.annex_table(),
            annex_notes=printed.notes(),
            narrative=[
                MEMBERS[0],
                block("paragraph", f"Members are {members}."),
                block("heading", "Annex", level=1),
            ],
        ),
        NormalizeSettings(),
    )
    (body,) = (b for b in found.bodies if b.body_id == "AIPA")
    assert (body.kind, body.is_contested, body.mark) == (kind, is_contested, "*")
    (as_printed,) = (b for b in found.as_printed().bodies if b.body_id == "AIPA")
    assert (as_printed.kind, as_printed.is_contested) == ("proposed", False)
