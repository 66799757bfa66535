"""Each change says in a sentence what changes, and for whom."""

from __future__ import annotations

from pipeline.diff.editions import Record
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff import made_editions as made
from tests.pipeline.diff.report.said import (
    BORDERS,
    KEPT,
    MAYORS,
    PORTS,
    TRAIN,
    edition,
    row,
    said,
)


def areas_said(*new: Record) -> list[str]:
    return said(edition(row(TRAIN), row(MAYORS)), edition(*new), "areas")


def test_areas_are_reported() -> None:
    title = {"area": "Borders are opened with care"}
    kept = [row(TRAIN), row(MAYORS)]
    renamed = [each | title for each in (*kept, *KEPT[:3])] + KEPT[3:]
    new = made.edition("e", renamed)
    assert said(edition(*kept), new, "areas") == [
        "Area 1.2 is now called “Borders are opened with care”."
    ]
    other = {"area_id": "area-1.3"}
    numbered = made.edition("e", [e | other for e in (*kept, *KEPT[:3])] + KEPT[3:])
    assert said(edition(*kept), numbered, "areas") == [f"Area 1.2 “{BORDERS}” is now 1.3."]
    both = made.edition(
        "e", [e | title | {"area_id": "area-1.3"} for e in (*kept, *KEPT[:3])] + KEPT[3:]
    )
    assert said(edition(*kept), both, "areas") == [
        f"Area 1.2 “{BORDERS}” is now 1.3, called “Borders are opened with care”."
    ]
    own = row(MAYORS, area_id="area-1.11", area="Town halls")
    assert areas_said(row(TRAIN), own) == [
        f"Area 1.2 “{BORDERS}” is split into 1.2 “{BORDERS}” and 1.11 “Town halls”."
    ]
    assert said(edition(row(TRAIN), own), edition(row(TRAIN)), "areas") == [
        "Area 1.11 “Town halls” is gone."
    ]
    assert said(edition(row(TRAIN)), edition(row(TRAIN), own), "areas") == [
        "New area 1.11 “Town halls”."
    ]
    one = made.edition("e", [e | {"area_id": "area-1.2", "area": BORDERS} for e in KEPT])
    assert said(made.edition("e", KEPT), one, "areas") == [
        f"Areas 1.2 “{BORDERS}” and 1.10 “{PORTS}” become one: 1.2 “{BORDERS}”."
    ]


def section(number: int, title: str) -> Record:
    return {"section_id": f"section-{number}", "title": title}


def test_sections_columns_and_instruments_are_reported() -> None:
    one = edition(sections=[section(1, "Prevention of piracy")])
    other = edition(sections=[section(1, "Prevention of all piracy"), section(2, "Budget")])
    assert said(one, other, "sections") == [
        "Section 1 is now called “Prevention of all piracy”.", "New section 2 “Budget”.",
    ]  # fmt: skip
    assert said(other, one, "sections")[1] == "Section 2 “Budget” is gone."
    cites = {"instrument_id": "t", "title": "Treaty of Ports", "is_registered": "true"}
    with_treaty, renamed = (
        edition(instruments=[cites]),
        edition(instruments=[cites | {"title": "T"}]),
    )
    assert said(one, with_treaty, "instruments") == ["The plan now cites “Treaty of Ports”."]
    assert said(with_treaty, one, "instruments") == ["The plan no longer cites “Treaty of Ports”."]
    assert said(with_treaty, renamed, "instruments") == ["The plan cites “Treaty of Ports” as “T”."]
    timed, dated = edition(), edition()
    for n, (a, b) in enumerate(zip(timed.rows, dated.rows, strict=True)):
        a["timeline"] = b["end_date"] = str(2030 + n)
        b["budget"] = ""
    dated.labels["end_date"] = "End date"
    assert said(timed, dated, "columns") == [
        "The column “timeline” is now called “End date”.", "New column “budget”.",
    ]  # fmt: skip
    assert said(dated, timed, "columns")[1] == "The column “budget” is gone."


def block(text: str, heading: str = "Work") -> Record:
    return {"block_id": f"nar-{text[:15]}", "section": "I", "heading": heading, "kind": "paragraph",
            "text": text, "page": "1"}  # fmt: skip


def narrative(old: list[Record], new: list[Record]) -> list[str]:
    return said(edition(narrative=old), edition(narrative=new), "narrative")


def test_the_narrative_is_reported() -> None:
    one, two = block(TRAIN), block(MAYORS)
    assert narrative([one], [one, two]) == [f"New under “I Work”: “{MAYORS}”."]
    assert narrative([one, two], [one]) == [f"Gone from “I Work”: “{MAYORS}”."]
    bare = block(MAYORS, "") | {"section": ""}
    assert narrative([one], [one, bare]) == [f"New: “{MAYORS}”."]
    assert narrative([one, bare], [one]) == [f"Gone: “{MAYORS}”."]
    assert narrative([one], [block(TRAIN.replace("forged", "stolen"))]) == [
        f"“{TRAIN}” under “I Work”: “forged” becomes “stolen”."
    ]
    both = block(f"{TRAIN}. {MAYORS}")
    assert narrative([both], [one, two]) == [
        f"“{TRAIN}. {MAYORS}” becomes 2 paragraphs under “I Work”."
    ]
    assert narrative([one, two], [both]) == [f"2 paragraphs become one: “{TRAIN}. {MAYORS}”."]
    work, money = (block(name, name) | {"kind": "heading"} for name in ("Work", "Money"))
    assert narrative([work, one, money, two], [work, money, two, block(TRAIN, "Money")]) == [
        f"“{TRAIN}”: moves to “I Money”."
    ]


def reference(target: str, printed: str, source: str = f"act-row-{TRAIN[:9]}") -> Record:
    return {
        "reference_id": f"ref-{printed}", "from_id": source, "field": "text", "printed": printed,
        "relation": "see", "target_kind": "area", "target_id": target, "status": "resolved",
    }  # fmt: skip


def references(old: list[Record], new: list[Record]) -> list[str]:
    a = edition(row(TRAIN), cross_references=old, narrative=[block(MAYORS)])
    b = edition(row(TRAIN), cross_references=new, narrative=[block(MAYORS)])
    return said(a, b, "references")


def test_references_are_reported_with_what_they_point_to() -> None:
    here, other = reference("area-1.2", "see 1.2"), reference("area-1.10", "see 1.10")
    assert references([here], [other]) == [
        f"In “{TRAIN}” (1.2), “see 1.2” now reads “see 1.10”: it pointed to 1.2 “{BORDERS}” and "
        f"now points to 1.10 “{PORTS}”."
    ]
    assert references([here], [here | {"target_id": "area-1.10"}]) == [
        f"In “{TRAIN}” (1.2), “see 1.2” now points to 1.10 “{PORTS}”; it pointed to 1.2 "
        f"“{BORDERS}”."
    ]
    assert references([], [here]) == [
        f"In “{TRAIN}” (1.2), “see 1.2” is new: it points to 1.2 “{BORDERS}”."
    ]
    assert references([here], []) == [
        f"“see 1.2”, which pointed to 1.2 “{BORDERS}”, is gone from “{TRAIN}” (1.2)."
    ]
    nowhere = reference("", "see 9.9", "unknown")
    assert references([nowhere], []) == ["“see 9.9”, which pointed to nothing certain, is gone."]
    of_block = reference(f"row-{TRAIN[:9]}", "see above", f"nar-{MAYORS[:15]}")
    assert references([], [of_block]) == [
        f"In “{MAYORS}”, “see above” is new: it points to “{TRAIN}” (1.2)."
    ]


def test_a_reference_stays_in_a_part_of_its_paragraph() -> None:
    both, one, two = block(f"{TRAIN}. {MAYORS}"), block(TRAIN, "a"), block(MAYORS)
    for number, each in enumerate((both, one, two)):
        each["block_id"] = f"nar-{number}"
    for part in ("nar-1", "nar-2"):
        old = edition(narrative=[both], cross_references=[reference("area-1.2", "1.2", "nar-0")])
        new = edition(narrative=[one, two], cross_references=[reference("area-1.2", "1.2", part)])
        assert said(old, new, "references") == said(new, old, "references") == []


def test_a_reference_that_follows_its_area_says_so() -> None:
    a = edition(row(TRAIN), cross_references=[reference("area-1.10", "see 1.10")])
    rows = [e | {"area_id": "area-1.11"} if e["area"] == PORTS else e for e in a.rows]
    b = made.edition("e", rows)
    b.tables["cross_references"] = [reference("area-1.11", "see 1.11")]
    assert said(a, b, "references") == [
        f"In “{TRAIN}” (1.2), “see 1.10” now reads “see 1.11”: 1.11 “{PORTS}” has a new number."
    ]


def test_references_belong_to_the_area_that_prints_them() -> None:
    a = edition(row(TRAIN), cross_references=[reference("area-1.10", "see 1.10")])
    (gone,) = compare_editions(a, edition(row(TRAIN))).of("references")
    assert (gone.old_area, gone.new_area) == ("area-1.2", "")
    (new,) = compare_editions(edition(row(TRAIN)), a).of("references")
    assert (new.old_area, new.new_area) == ("", "area-1.2")
    title = reference("area-1.10", "see 1.10", "area-1.2")
    (of_area,) = compare_editions(edition(), edition(cross_references=[title])).of("references")
    assert of_area.new_area == "area-1.2"
    assert of_area.says.startswith(f"In 1.2 “{BORDERS}”, ")


def test_bodies_and_their_roles_are_reported() -> None:
    old, new = edition(), edition()
    new.tables["bodies"] = [dict(body) for body in old.tables["bodies"]]
    new.tables["bodies"][0] |= {"name": "Body for Ships", "mark": "*", "kind": "sub_unit"}
    new.tables["bodies"][1:2] = []
    assert said(old, new, "bodies") == [
        "Body SOMTC (SOMTC) is now called Body for Ships (SOMTC). Body for Ships (SOMTC): kind of "
        "entry is sub unit, was annex. Body for Ships (SOMTC): mark in the annex is *, was none.",
        "Body SOMRI (SOMRI) is no longer among the bodies.",
    ]  # fmt: skip
    assert said(new, old, "bodies")[-1] == "New body: Body SOMRI (SOMRI)."
    listed = {"role_id": "m", "body_id": "ACWC", "role": "member", "scope": "plan", "scope_id": "",
              "printed": "ACWC"}  # fmt: skip
    chair = listed | {"body_id": "SOMY", "role": "chair"}
    before = edition(body_roles=[listed | {"body_id": "AF"}, chair])
    after = edition(body_roles=[listed, listed | {"body_id": "AF"}, chair | {"body_id": "AF"}])
    assert said(before, after, "roles") == [
        "SOMY is no longer named as the chair.", "ACWC is now named as a member.",
        "AF is now named as the chair.",
    ]  # fmt: skip
    assert said(after, before, "roles")[0] == "ACWC is no longer named as a member."
    # An edition that names no member at all may hide its list.
    assert said(before, old, "roles") == said(old, before, "roles") == []
    assert [note.split(":")[0] for note in compare_editions(before, old).notes] == [
        "Members are not compared", "Chairs are not compared",
    ]  # fmt: skip
    assert compare_editions(before, after).notes == compare_editions(old, old).notes == ()
    guest = listed | {"body_id": "", "printed": "the harbour pilots"}
    assert said(before, edition(body_roles=[*before.tables["body_roles"], guest]), "roles") == [
        "the harbour pilots is now named as a member."
    ]
    guests = edition(*[])
    for each in guests.rows[:3]:
        each["relevant_bodies"] = "SOMTC; SOMRI; ADGMIN; SOMY"
    assert said(old, guests, "roles") == [f"SOMY is now relevant for 1.2 “{BORDERS}”."]
    assert said(guests, old, "roles") == [f"SOMY is no longer relevant for 1.2 “{BORDERS}”."]


def test_leads_are_reported_for_each_body_too() -> None:
    old, new = edition(row(TRAIN, lead="AF")), edition(row(TRAIN, lead="SOMY"))
    assert said(old, new, "roles") == [
        f"AF no longer leads “{TRAIN}” (1.2).", f"SOMY now leads “{TRAIN}” (1.2).",
    ]  # fmt: skip


def issue(number: int, **values: str) -> Record:
    return {
        "issue_id": f"i-{number}", "rule": "lead-missing", "severity": "error", "table": "matrix",
        "record_id": "r", "field": "activity", "page": "3", "printed": "x", "message": f"m{number}",
        "suggestion": "", "decision": "", "decided_by": "", "decision_note": "",
    } | values  # fmt: skip


def test_issues_are_reported_but_not_those_of_our_reading() -> None:
    one, two = edition(issues=[issue(1)]), edition(issues=[issue(2, field="focus")])
    assert said(one, two, "issues") == ["No longer an issue: m1", "New issue: m2"]
    decided = edition(issues=[issue(1, decision="accept")])
    assert said(one, decided, "issues") == ["Decided issue: m1"]
    assert said(one, one, "issues") == ["Open issue: m1"]
    doubts = edition(issues=[issue(3, rule="readings-disagree"), issue(4, rule="row-start-weak")])
    assert said(edition(), doubts, "issues") == []
