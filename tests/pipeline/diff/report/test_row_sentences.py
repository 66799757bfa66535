"""Each change of a row says in a sentence what is to be done, by whom, by when."""

from __future__ import annotations

import pytest

from tests.pipeline.diff.report.said import (
    BORDERS,
    CODE,
    MAYORS,
    PORTS,
    REPORT,
    TRAIN,
    edition,
    row,
    rows_said,
    said,
    there,
)


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
def test_who_leads_is_reported(before: str, after: str, sentence: str) -> None:
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


def test_other_words_are_reported() -> None:
    assert rows_said(row(TRAIN), row(TRAIN.replace("forged", "stolen"))) == [
        f"“{TRAIN}” (1.2): in the activity, “forged” becomes “stolen”."
    ]
    two = row(f"{TRAIN} and visas", f"New {CODE}")
    assert rows_said(row(TRAIN), two) == [
        f"“{TRAIN}” (1.2): in the activity, “and visas” is added; in the expected output, "
        "“New” is added."
    ]


def test_a_body_that_is_no_longer_recognised_still_leads() -> None:
    """The same names are printed: what is known of them says nothing about the plan."""
    unknown = {"lead_bodies": "", "lead_bodies_printed": "SOMTC"}
    assert rows_said(row(TRAIN), row(TRAIN.replace("forged", "stolen"), **unknown)) == [
        f"“{TRAIN}” (1.2): in the activity, “forged” becomes “stolen”."
    ]


def test_a_replaced_text_is_reported_with_both_texts() -> None:
    assert rows_said(row(TRAIN), row(TRAIN, REPORT)) == [
        f"“{TRAIN}” (1.2) has another expected output: “{REPORT}” in place of “{CODE}”."
    ]
    assert rows_said(row(TRAIN), row(MAYORS)) == [
        f"Another activity (1.2) for the output “{CODE}”: “{MAYORS}” in place of “{TRAIN}”."
    ]


def test_moves_are_reported() -> None:
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
    moved = row(TRAIN, REPORT, focus="Reintegration by radio")
    assert rows_said(row(TRAIN), moved) == [
        f"“{TRAIN}” moves to the focus “Reintegration by radio”. Another expected output: "
        f"“{REPORT}” in place of “{CODE}”."
    ]
    after = there(TRAIN, focus="Skills", lead_bodies="SOMY", lead_bodies_printed="SOMY")
    (told,) = rows_said(row(TRAIN), after)
    assert told.endswith("SOMTC no longer leads it; SOMY does.")


def test_split_and_merged_rows_are_reported_with_their_texts() -> None:
    both = row(f"{TRAIN}; {MAYORS}")
    assert rows_said(both, row(TRAIN), row(MAYORS)) == [
        f"“{TRAIN}; {MAYORS}” (1.2) becomes 2 rows: “{TRAIN}” and “{MAYORS}”."
    ]
    merged = said(edition(row(TRAIN), row(MAYORS)), edition(both))
    assert merged == [f"“{TRAIN}” and “{MAYORS}” (1.2) become one row: “{TRAIN}; {MAYORS}”."]


def test_a_body_whose_row_was_merged_away_is_reported() -> None:
    both = row(f"{TRAIN}; {MAYORS}")
    (told,) = said(edition(row(TRAIN), row(MAYORS, lead="AF")), edition(both))
    assert told.endswith("AF no longer leads it; SOMTC still does.")


def test_added_and_removed_rows_are_reported_whole() -> None:
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
def test_values_are_reported_with_their_distance(before: str, after: str, sentence: str) -> None:
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
