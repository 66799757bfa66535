"""A comparison is written for people, by area, body and kind: a page, a mail, a workbook."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl

from pipeline.diff.matching.words import field_change
from pipeline.diff.model import Change, Difference, Identifier, Kind
from pipeline.diff.report.groups import by_body, change_groups
from pipeline.diff.report.page import page
from pipeline.diff.report.summary import MAX_CHANGES, summary
from pipeline.diff.report.workbook import write_changes_workbook

LONG_OLD = " ".join(f"keep these four words here old{n}" for n in range(4))


def change(kind: Kind, area: str = "", old_area: str = "", **values: object) -> Change:
    return Change.model_validate(
        {"table": "rows", "kinds": (kind,), "new_area": area, "old_area": old_area} | values
    )


REWORDED = change(
    "reworded", "area-1.2", "area-1.2", says="It *reads* otherwise.", bodies=("SOMTC",),
    old_ids=("r",), new_ids=("s",), old_text="hold a forum", new_text="hold a debate",
    fields=(field_change("activity", "hold a forum", "hold a debate"),), old_page=3, new_page=4,
)  # fmt: skip
ADDED = change("added", "area-1.10", says="New.", new_ids=("t",), bodies=("acwc",), new_page=5)
REMOVED = change("removed", "", "area-1.3", says="Gone.", old_ids=("u",), old_page=6)
LOST = change("removed", "", "area-1.9", says="Lost.", old_ids=("v",))
COLUMN = change("added", table="columns", says="New column.", new_ids=("due",))
ISSUE = change("new", table="issues", says="New issue.", new_ids=("i",), new_page=9)
OPEN = change("open", table="issues", says="Open issue.", old_ids=("j",), new_ids=("j",))
SAME = change("unchanged", "area-1.2", "area-1.2", old_ids=("w",), new_ids=("w",))
LEAD = change("added", "area-1.2", table="roles", note="lead", says="Leads.", bodies=("SOMTC",))


def relevant(kind: Kind, body: str) -> Change:
    """Return a role of a body in area 1.3, which is 1.2 now."""
    ids: dict[str, object] = {}
    if kind != "added":
        ids |= {"old_ids": ("area-1.3",), "old_area": "area-1.3"}
    if kind != "removed":
        ids |= {"new_ids": ("area-1.2",), "new_area": "area-1.2"}
    says = "" if kind == "unchanged" else f"{body} {kind}."
    values = {"table": "roles", "kinds": (kind,), "note": "relevant", "bodies": (body,)}
    return Change.model_validate(values | ids | {"says": says})


RELEVANT = (relevant("unchanged", "SOMTC"), relevant("removed", "AF"), relevant("added", "acwc"))


def difference(*changes: Change, **values: object) -> Difference:
    return Difference.model_validate(
        {
            "old": "first", "new": "second", "changes": changes, "consequences": (),
            "identifiers": (Identifier(table="areas", old_id="area-1.3", new_id="area-1.2"),),
            "area_titles": (("area-1.2", "1.2 Borders"), ("area-1.10", "1.10 Ports"),
                            ("gone area-1.9", "1.9 Mines")),
            "body_names": (("SOMTC", "SOMTC"), ("acwc", "ACWC")),
        } | values
    )  # fmt: skip


ALL = (ISSUE, OPEN, LOST, ADDED, SAME, LEAD, REMOVED, REWORDED, COLUMN, *RELEVANT)


def test_changes_stand_by_area_and_those_of_gone_areas_apart() -> None:
    groups = change_groups(difference(*ALL))
    assert [(g.title, [n.change.says for n in g.changes]) for g in groups] == [
        ("The plan as a whole", ["New column."]),
        # Area 1.3 became 1.2: what is gone from it stands there.
        ("1.2 Borders", ["Gone.", "It *reads* otherwise.", "AF removed.", "acwc added."]),
        ("1.9 Mines", ["Lost."]),
        ("1.10 Ports", ["New."]),
        ("Issues of the text", ["New issue."]),
    ]
    assert [n.number for g in groups for n in g.changes] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert change_groups(difference(SAME, OPEN, LEAD)) == []


def test_relevant_bodies_stand_side_by_side() -> None:
    group = change_groups(difference(*ALL))[1]
    assert (group.relevant_before, group.relevant_now) == (["SOMTC", "AF"], ["SOMTC", "ACWC"])
    assert group.has_other_bodies
    (same,) = change_groups(difference(REWORDED, RELEVANT[0]))
    assert not same.has_other_bodies


def test_each_body_has_its_changes() -> None:
    found = by_body(change_groups(difference(*ALL)))
    assert {body: [n.change.says for n in changes] for body, changes in found.items()} == {
        "acwc": ["acwc added.", "New."], "AF": ["AF removed."], "SOMTC": ["It *reads* otherwise."],
    }  # fmt: skip
    assert list(found) == ["acwc", "AF", "SOMTC"]


def test_the_page_shows_what_changes() -> None:
    html = page(difference(*ALL, old_title="Plan of 2019"))
    assert html.count("<article ") == 8
    assert "<b>first</b> Plan of 2019" in html
    assert "<b>second</b></dd>" in html
    assert "<del>forum</del>" in html
    assert "<ins>debate</ins>" in html
    assert "page 3 before, 4 now" in html
    assert "page 6 before" in html
    assert "page 5<" in html
    assert '<option value="area-1.2">1.2</option><option value="area-1.3">1.3</option>' in html
    assert '<option value="area-1.9">1.9</option><option value="area-1.10">1.10</option>' in html
    assert '<option value="acwc">ACWC</option>' in html
    assert "What is new for ACWC" in html
    assert "<del>AF</del>" in html
    assert "<ins>ACWC</ins>" in html
    assert "<option>reworded</option>" in html
    assert "<option>moved</option>" not in html
    assert '<span class="tag loss" title="only in the old edition">removed</span>' in html
    assert '<span class="tag edit" title="the same record in other words">reworded</span>' in html


def test_the_page_counts_by_kind_and_what_is_the_same() -> None:
    html = page(difference(*ALL))
    counts = re.sub(r"\s+", "", html[html.index('<table class="counts">') :])
    heads = re.findall(r'scope="col">(\w+)</th>', counts)
    assert heads == ["kind", "columns", "rows", "roles", "issues"]
    cells = dict(re.findall(r'<tr><thscope="row">(.*?)</th>(.*?)</tr>', counts))
    of = {re.sub("<small>.*|<[^>]*>", "", name): line for name, line in cells.items()}
    assert of["removed"] == "<td></td><td>2</td><td>1</td><td></td>"
    assert of["thesame"] == "<td></td><td>1</td><td>1</td><td>1</td>"


def test_fields_that_hold_identifiers_are_not_shown() -> None:
    renumbered = change(
        "renumbered", "area-1.2", "area-1.3", table="areas", says="Now 1.2.",
        fields=(field_change("area_id", "area-1.3", "area-1.2"), field_change("title", "a", "b")),
    )  # fmt: skip
    html = page(difference(renumbered))
    assert html.count(" before</b>") == 1
    assert "<b>title before</b>" in html


def test_what_is_not_compared_is_said() -> None:
    told = difference(REWORDED, notes=("Members are not compared.",))
    assert '<p class="note">Members are not compared.</p>' in page(told)
    assert "\nMembers are not compared.\n" in summary(told)


def test_nothing_changed_is_said() -> None:
    assert "Nothing has changed." in page(difference(SAME))
    assert "No change concerns a body." in page(difference(SAME))
    assert "Nothing has changed." in summary(difference(SAME))
    assert "##" not in summary(difference(SAME))


def test_the_mail_tells_each_change_and_each_body() -> None:
    many = REWORDED.model_copy(
        update={"fields": (field_change("activity", LONG_OLD, LONG_OLD.replace("old", "new")),)}
    )
    lines = summary(difference(COLUMN, many, ADDED, ISSUE, old_title="Plan <1>")).splitlines()
    assert lines[0] == "# What changes: first → second"
    assert lines[2:4] == ["Before: Plan \\<1\\>  ", "Now: second"]
    assert "- rows: 1 reworded, 1 added" in lines
    place = lines.index("## 1.2 Borders")
    assert lines[place + 2] == "- It \\*reads\\* otherwise."
    assert lines[place + 3].startswith("  keep these four words here ~~old0~~ **new0** keep")
    assert lines.index("## The plan as a whole") < place < lines.index("## 1.10 Ports")
    assert lines[lines.index("### What is new for SOMTC") + 2] == "- It \\*reads\\* otherwise."
    assert lines[-1] == "The issues of the text that are new or gone are in diff.html."
    assert "## Issues of the text" not in lines
    assert "issues of the text" not in summary(difference(COLUMN))
    assert "## By body" not in summary(difference(COLUMN))
    assert "~~" not in summary(difference(REWORDED))


def test_the_mail_ends_where_it_would_be_too_long() -> None:
    def told(count: int) -> str:
        changes = [
            change("added", "area-1.2", says=f"No {n}.", new_ids=("n",)) for n in range(count)
        ]
        return summary(difference(*changes, REMOVED, ADDED))

    exact, more = told(MAX_CHANGES - 2), told(MAX_CHANGES - 1)
    assert "more: see diff.html" not in exact
    assert "## 1.10 Ports" in exact
    assert "And 1 more: see diff.html." in more
    assert "## 1.10 Ports" not in more


def test_the_workbook_has_a_line_a_change_and_a_body(tmp_path: Path) -> None:
    path = tmp_path / "diff.xlsx"
    formula = ADDED.model_copy(update={"new_text": "=SUM(A1)"})
    write_changes_workbook(difference(REWORDED, formula, LOST, COLUMN), path)
    book = openpyxl.load_workbook(path)
    lines = [[cell.value for cell in row] for row in book["Changes"].iter_rows()]
    assert lines[0] == ["No.", "Area", "What changes", "Kind", "Bodies", "Before", "Now", "Comment"]
    assert lines[2] == [
        "2", "1.2", "It *reads* otherwise.", "reworded", "SOMTC", "hold a forum", "hold a debate",
        None,
    ]  # fmt: skip
    assert [line[1] for line in lines[1:]] == [None, "1.2", "1.9", "1.10"]
    assert (lines[4][4], lines[4][6]) == ("ACWC", "=SUM(A1)")
    assert book["Changes"].cell(5, 7).data_type == "s"
    bodies = [[cell.value for cell in row] for row in book["By body"].iter_rows()]
    assert bodies[1:] == [["ACWC", "4", "New."], ["SOMTC", "2", "It *reads* otherwise."]]
    write_changes_workbook(difference(SAME), path)
    assert openpyxl.load_workbook(path)["Changes"].max_row == 1
