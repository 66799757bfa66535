"""Each change says in a sentence what changes, and for whom."""

from __future__ import annotations

import pytest

from pipeline.diff.editions import Edition, Record
from pipeline.diff.model import Table
from pipeline.diff.stage import compare_editions
from tests.pipeline.diff import made_editions as made

TRAIN = "Train border officers in the detection of forged documents"
MAYORS = "Convene mayors yearly to exchange views on neighbourhood radio"
CODE = "Code of conduct for harbour masters and pilots"
REPORT = "Printed report on asylum claims by country of origin"
BORDERS, PORTS = "Borders are watched with care", "Ports of call and inland waterways"


def row(activity: str, output: str = CODE, lead: str = "SOMTC", **values: str) -> Record:
    area = {"area_id": "area-1.2", "area": BORDERS, "focus": "Skills", "section_id": "section-1"}
    key = f"row-{activity[:9]}"
    return made.record(key, 1, activity, output, lead) | area | values


def there(activity: str, **values: str) -> Record:
    return row(activity, CODE, "SOMTC", area_id="area-1.10", area=PORTS, **values)


KEPT = [row(f"Dredge canal number {n} of the lower delta", "") for n in range(3)]
KEPT += [there(f"Repaint lighthouse number {n} on the outer reefs") for n in range(3)]


def edition(*rows: Record, **tables: list[Record]) -> Edition:
    result = made.edition("e", [dict(row) for row in (*rows, *KEPT)])
    result.tables |= tables
    return result


def said(old: Edition, new: Edition, table: Table = "rows") -> list[str]:
    return [change.says for change in compare_editions(old, new).of(table) if change.says]


def rows_said(old: Record | None, *new: Record) -> list[str]:
    return said(edition(*[old] if old else []), edition(*new))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("AICHR", "SOMSWD", f"AICHR no longer leads “{TRAIN}” (1.2); SOMSWD does."),
        ("", "SOMY", f"SOMY now leads “{TRAIN}” (1.2), which had no lead body."),
        ("", "SOMY; ACWC", f"SOMY and ACWC now lead “{TRAIN}” (1.2), which had no lead body."),
        ("SOMY", "", f"SOMY no longer leads “{TRAIN}” (1.2); no body does."),
        ("SOMY; ACWC", "ACWC", f"SOMY no longer leads “{TRAIN}” (1.2); ACWC still does."),
        ("ACWC", "ACWC; SOMY", f"SOMY now leads “{TRAIN}” (1.2), beside ACWC."),
        ("SOMY; SOMED; ACWC", "AICHR; SOMRI; ACWC",
         f"SOMY and SOMED no longer lead “{TRAIN}” (1.2); AICHR and SOMRI do, beside ACWC."),
        ("SOMY; SOMED; ACWC", "SOMED; ACWC",
         f"SOMY no longer leads “{TRAIN}” (1.2); SOMED and ACWC still do."),
    ],
)  # fmt: skip
def test_who_leads_is_told(before: str, after: str, sentence: str) -> None:
    assert rows_said(row(TRAIN, lead=before), row(TRAIN, lead=after)) == [sentence]


def test_a_lead_body_under_another_acronym_still_leads() -> None:
    old, new = edition(row(TRAIN, lead="AF; SOMTC")), edition(row(TRAIN, lead="SOMY; SOMTCX"))
    bodies = new.tables["bodies"]
    new.tables["bodies"] = [b | {"body_id": "SOMTCX", "acronym": "SOMTCX"}
                            if b["body_id"] == "SOMTC" else b for b in bodies]  # fmt: skip
    for each in new.rows[1:]:
        each["lead_bodies"] = each["lead_bodies_printed"] = "SOMTCX"
    assert said(old, new) == [f"AF no longer leads “{TRAIN}” (1.2); SOMY does, beside SOMTCX."]


def test_a_lead_body_that_is_not_resolved_is_named_as_printed() -> None:
    new = edition(row(TRAIN, lead="") | {"lead_bodies_printed": "the coast guard"})
    new.tables["body_roles"] = [
        {"role": "lead", "body_id": "", "scope_id": f"row-{TRAIN[:9]}", "role_id": "x",
         "printed": "the coast guard"}
    ]  # fmt: skip
    assert said(edition(row(TRAIN)), new) == [
        f"SOMTC no longer leads “{TRAIN}” (1.2); the coast guard does."
    ]


def test_other_words_are_told() -> None:
    assert rows_said(row(TRAIN), row(TRAIN.replace("forged", "stolen"))) == [
        f"“{TRAIN}” (1.2): in the activity, “forged” becomes “stolen”."
    ]
    two = row(f"{TRAIN} and visas", f"New {CODE}")
    assert rows_said(row(TRAIN), two) == [
        f"“{TRAIN}” (1.2): in the activity, “and visas” is added; in the expected output, "
        "“New” is added."
    ]


def test_a_replaced_text_is_told_with_both_texts() -> None:
    assert rows_said(row(TRAIN), row(TRAIN, REPORT)) == [
        f"“{TRAIN}” (1.2) has another expected output: “{REPORT}” in place of “{CODE}”."
    ]
    assert rows_said(row(TRAIN), row(MAYORS)) == [
        f"Another activity (1.2) for the output “{CODE}”: “{MAYORS}” in place of “{TRAIN}”."
    ]


def test_moves_are_told() -> None:
    assert rows_said(row(TRAIN), there(TRAIN, focus="Skills")) == [
        f"“{TRAIN}” moves from 1.2 “{BORDERS}” to 1.10 “{PORTS}”."
    ]
    assert rows_said(row(TRAIN), row(TRAIN, focus="Reintegration by radio")) == [
        f"“{TRAIN}” moves to the focus “Reintegration by radio”."
    ]
    assert rows_said(row(TRAIN), there(TRAIN.replace("forged", "stolen"), focus="Skills")) == [
        f"“{TRAIN}” moves from 1.2 “{BORDERS}” to 1.10 “{PORTS}”. In the activity, "
        "“forged” becomes “stolen”."
    ]


def test_the_first_sentence_names_the_row() -> None:
    after = there(TRAIN, focus="Skills", lead_bodies="SOMY", lead_bodies_printed="SOMY")
    (told,) = rows_said(row(TRAIN), after)
    assert told.endswith("SOMTC no longer leads it; SOMY does.")


def test_split_and_merged_rows_are_told_with_their_texts() -> None:
    both = row(f"{TRAIN}; {MAYORS}")
    assert rows_said(both, row(TRAIN), row(MAYORS)) == [
        f"“{TRAIN}; {MAYORS}” (1.2) becomes 2 rows: “{TRAIN}” and “{MAYORS}”."
    ]
    merged = said(edition(row(TRAIN), row(MAYORS)), edition(both))
    assert merged == [f"“{TRAIN}” and “{MAYORS}” (1.2) become one row: “{TRAIN}; {MAYORS}”."]


def test_a_body_whose_row_was_merged_away_is_told() -> None:
    both = row(f"{TRAIN}; {MAYORS}")
    (told,) = said(edition(row(TRAIN), row(MAYORS, lead="AF")), edition(both))
    assert told.endswith("AF no longer leads it; SOMTC still does.")


def test_added_and_removed_rows_are_told_whole() -> None:
    due = {"timeline": "2027"}
    old, new = edition(), edition(row(TRAIN, **due))
    for each in (*old.rows, *new.rows):
        each.setdefault("timeline", "")
    whole = f"1.2 “{BORDERS}”: “{TRAIN}”; expected output: “{CODE}”; led by SOMTC; timeline: 2027."
    assert said(old, new) == [f"New in {whole}"]
    assert said(new, old) == [f"Gone from {whole}"]
    bare = row("", REPORT, "")
    assert rows_said(None, bare) == [f"New in 1.2 “{BORDERS}”: “{REPORT}”; no lead body."]
    assert rows_said(None, row(TRAIN, "")) == [f"New in 1.2 “{BORDERS}”: “{TRAIN}”; led by SOMTC."]


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("2027", "2028", "timeline is now “2028”, was “2027” (later)."),
        ("June 2028", "May 2028", "timeline is now “May 2028”, was “June 2028” (earlier)."),
        ("USD 20", "USD 30", "timeline is now “USD 30”, was “USD 20” (+50%)."),
        ("USD 20", "EUR 30", "timeline is now “EUR 30”, was “USD 20”."),
        ("0", "5", "timeline is now “5”, was “0”."),
        ("soon", "2028", "timeline is now “2028”, was “soon”."),
        ("2027", "7", "timeline is now “7”, was “2027”."),
        ("", "2028", "timeline is now “2028” (nothing was printed)."),
        ("2027", "", "timeline no longer has “2027”."),
    ],
)
def test_values_are_told_with_their_distance(before: str, after: str, sentence: str) -> None:
    old, new = edition(row(TRAIN, timeline=before)), edition(row(TRAIN, timeline=after))
    for each in (*old.rows, *new.rows):
        each.setdefault("timeline", "2020")
    assert said(old, new) == [f"“{TRAIN}” (1.2): {sentence}"]


def test_each_changed_value_is_a_sentence() -> None:
    old = edition(row(TRAIN, timeline="2027", budget="5"))
    new = edition(row(TRAIN, timeline="2028", budget="6"))
    for each in (*old.rows, *new.rows):
        each.setdefault("timeline", "2020")
        each.setdefault("budget", "1")
    assert said(old, new) == [
        f"“{TRAIN}” (1.2): timeline is now “2028”, was “2027” (later). Budget is now “6”, was “5” "
        "(+20%)."
    ]


def test_a_row_is_called_by_a_text_cut_at_its_end() -> None:
    long = " ".join([TRAIN, MAYORS, REPORT])
    (told,) = rows_said(row(long, lead="AF"), row(long, lead="SOMY"))
    assert f"“{long[:100]}" in told
    assert "…”" in told
    assert len(told) < len(long) + 40


def areas_said(*new: Record) -> list[str]:
    return said(edition(row(TRAIN), row(MAYORS)), edition(*new), "areas")


def test_areas_are_told() -> None:
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


def test_sections_columns_and_instruments_are_told() -> None:
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


def test_the_narrative_is_told() -> None:
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


def test_references_are_told_with_what_they_point_to() -> None:
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
        f"In “{TRAIN}” (1.2), “see 1.10” now reads “see 1.11”, as 1.11 “{PORTS}” is numbered now."
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


def test_bodies_and_their_roles_are_told() -> None:
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


def test_leads_are_told_for_each_body_too() -> None:
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


def test_issues_are_told_but_not_those_of_our_reading() -> None:
    one, two = edition(issues=[issue(1)]), edition(issues=[issue(2, field="focus")])
    assert said(one, two, "issues") == ["No longer an issue: m1", "New issue: m2"]
    decided = edition(issues=[issue(1, decision="accept")])
    assert said(one, decided, "issues") == ["Decided issue: m1"]
    assert said(one, one, "issues") == ["Open issue: m1"]
    doubts = edition(issues=[issue(3, rule="readings-disagree"), issue(4, rule="row-start-weak")])
    assert said(edition(), doubts, "issues") == []
