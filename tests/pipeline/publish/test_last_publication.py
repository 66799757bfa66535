"""A publication that would lose much of what the last one holds stops, unless it is accepted."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from expectations.model import IssueReport
from link.model import LinkedPlan
from pipeline.batch.run_one import fetch_last
from pipeline.corpus.address import open_address
from pipeline.errors import LossyChangeError
from pipeline.publish import last_publication as last
from pipeline.publish.core.model import MANIFEST, AcceptedChange, Publication
from pipeline.publish.describe.manifest import read_manifest
from pipeline.publish.last_publication import (
    AREAS,
    COMPARED,
    MATRIX,
    ROLES,
    Figures,
    _losses,
    losses,
)
from pipeline.publish.stage import publish
from tests.link.plans import RowText, make_plan
from tests.pipeline.publish.editions import BODIES, CARD, mention

COUNT = 10


def publication(
    rows: int = COUNT,
    leads: int = COUNT,
    resolved: int = COUNT,
    areas: int = 5,
    plan: str = CARD.id,
) -> Publication:
    """A plan of so many rows, of which the first ones have a lead, a known one where resolved."""
    made = make_plan(
        [
            RowText(f"1.{n % areas + 1}", f"F {n}", f"A {n}", f"O {n}", "ACW" * (n < leads))
            for n in range(rows)
        ],
        bodies=BODIES,
        mentions=[
            mention("lead", f"row-{n:03}", "ACW", "ACW" if n < resolved else None)
            for n in range(leads)
        ],
    )
    card = CARD.model_copy(update={"id": plan})
    return Publication.of(card, LinkedPlan(plan=made), IssueReport(issues=()), None)


def sums(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("first") / "river-plan"
    publish(publication(), folder)
    return folder


@pytest.fixture
def out(first: Path, tmp_path: Path) -> Path:
    return shutil.copytree(first, tmp_path / "river-plan")


@pytest.mark.parametrize(
    ("new", "figures"),
    [
        (publication(leads=0), "lead_bodies: filled in 0 of 10 rows, previously in 10 of 10"),
        (publication(leads=6, resolved=6), "lead_bodies_printed: filled in 6 of 10 rows"),
        (publication(rows=7, leads=7), "rows: 7, previously 10"),
        (publication(areas=3), "areas: 3, previously 5"),
        (publication(resolved=4), "mentions resolved, previously 20 of 20"),
    ],
)
def test_a_loss_stops_with_its_figures(out: Path, new: Publication, figures: str) -> None:
    before = sums(out)
    with pytest.raises(LossyChangeError) as caught:
        publish(new, out)
    assert caught.value.exit_code == 1
    assert figures in str(caught.value)
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith("or publish it with --accept-change")
    assert sums(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["river-plan"]


@pytest.mark.parametrize(
    "new",
    [
        publication(leads=7, resolved=7),
        publication(rows=8, leads=8),
        publication(areas=4),
        publication(resolved=8),
        publication(rows=20, leads=20, resolved=20, areas=9),
    ],
)
def test_a_smaller_change_is_published(out: Path, new: Publication) -> None:
    assert publish(new, out).accepted_changes == ()


def test_an_accepted_change_is_published_and_says_who_asked(
    out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "maria")
    manifest = publish(publication(rows=7, leads=7), out, accept_change=True)
    (accepted,) = manifest.accepted_changes
    assert (accepted.accepted_by, accepted.accepted_at) == ("maria", manifest.published_at)
    assert accepted.losses == ("rows: 7, previously 10",)
    written = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    assert written["accepted_changes"][0]["losses"] == ["rows: 7, previously 10"]
    # It is in the only file with times, and the next publications keep it.
    holders = [p.name for p in out.rglob("*") if p.is_file() and b"maria" in p.read_bytes()]
    assert holders == [MANIFEST]
    before = sums(out)
    assert publish(publication(rows=7, leads=7), out).accepted_changes == (accepted,)
    assert sums(out) == before
    assert publish(publication(rows=8, leads=8), out).accepted_changes == (accepted,)


def test_nothing_is_accepted_where_nothing_is_lost(out: Path) -> None:
    assert publish(publication(rows=12), out, accept_change=True).accepted_changes == ()


def test_a_user_without_a_name_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(last.getpass, "getuser", nobody)
    assert last.user_name() == "unknown"


def test_tables_that_break_what_they_promise_are_said_first(out: Path) -> None:
    def approve() -> None:
        raise ValueError("an expectation is broken")

    with pytest.raises(ValueError, match="an expectation is broken"):
        publish(publication(leads=0), out, approve)


def test_another_plan_is_not_compared(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(publication(leads=0, plan="another-plan"), out)
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", [MATRIX, AREAS, ROLES])
@pytest.mark.parametrize("data", [None, b"\xff\xfe\x00", b"other,columns\n1,2\n"])
def test_a_last_publication_that_cannot_be_read_is_said(
    first: Path, out: Path, name: str, data: bytes | None, capsys: pytest.CaptureFixture[str]
) -> None:
    (out / name).unlink() if data is None else (out / name).write_bytes(data)
    assert losses(out, first, CARD.id) == ()
    said = capsys.readouterr().err
    assert "not compared with the last publication: " in said
    assert said.count("\n") == 1


def altered(out: Path, name: str, data: bytes, **more: str) -> None:
    """Write another table into a publication, as if it had been published so."""
    (out / name).write_bytes(data)
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8")) | more
    for file in manifest["files"]:
        if file["path"] == name:
            file["sha256"] = hashlib.sha256(data).hexdigest()
    (out / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        (MATRIX, b"", "matrix.csv has no rows"),
        (ROLES, b"other,columns\n1,2\n", "lacks 'match'"),
        (AREAS, b"\xff\xfe\x00", "can't decode"),
    ],
)
def test_a_table_of_another_make_is_said(
    first: Path, out: Path, name: str, data: bytes, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    altered(out, name, data)
    assert losses(out, first, CARD.id) == ()
    assert why in capsys.readouterr().err


def test_rows_that_somebody_added_are_not_missed(
    first: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix = (out / MATRIX).read_bytes()
    (out / MATRIX).write_bytes(matrix + 20 * matrix.splitlines(keepends=True)[-1])
    assert losses(out, first, CARD.id) == ()
    assert "matrix.csv was changed" in capsys.readouterr().err


def test_a_batch_brings_what_is_compared_from_where_it_publishes(
    first: Path, tmp_path: Path
) -> None:
    out = tmp_path / first.name
    fetch_last(open_address(str(tmp_path / "nowhere")), out)
    assert not out.exists()
    fetch_last(open_address(str(first.parent)), out)
    assert sorted(path.name for path in out.iterdir()) == sorted((MANIFEST, *COMPARED))
    with pytest.raises(LossyChangeError, match="rows: 7, previously 10"):
        publish(publication(rows=7), out)


def test_an_older_format_is_compared_by_what_it_shares(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head, _, rest = (out / MATRIX).read_text(encoding="utf-8").partition("\n")
    matrix = f"{head.replace('focus,', 'old_name,')}\n{rest}"
    altered(out, MATRIX, matrix.encode(), format_version="0.9.0")
    with pytest.raises(LossyChangeError) as caught:
        publish(publication(leads=0), out)
    assert "lead_bodies" in str(caught.value)
    assert "old_name" not in str(caught.value)
    assert "has another format; only shared columns are compared" in capsys.readouterr().err


def test_a_column_of_the_plans_own_that_goes_is_a_loss() -> None:
    before = Figures(4, 2, 0, 0, {"activity": 4, "timeline": 3})
    after = Figures(4, 2, 0, 0, {"activity": 4})
    assert list(_losses(before, after, True)) == [
        "timeline: filled in 0 of 4 rows, previously in 3 of 4"
    ]
    assert list(_losses(before, after, False)) == []


@given(rows=st.integers(1, 500), data=st.data())
def test_a_column_is_lost_by_more_than_a_third_and_no_less(rows: int, data: st.DataObject) -> None:
    was, now = data.draw(st.integers(0, rows)), data.draw(st.integers(0, rows))
    before = Figures(rows, 1, 1, 1, {"focus": was})
    after = Figures(rows, 1, 1, 1, {"focus": now})
    assert bool(list(_losses(before, after, True))) == (3 * now < 2 * was)
    assert list(_losses(before, before, True)) == []


@pytest.mark.parametrize(
    ("after", "lost"),
    [
        (Figures(8, 4, 10, 8, {}), []),
        (Figures(7, 4, 10, 8, {}), ["rows: 7, previously 10"]),
        (Figures(8, 3, 10, 8, {}), ["areas: 3, previously 5"]),
        (Figures(8, 4, 10, 7, {}), ["bodies: 7 of 10 mentions resolved, previously 10 of 10"]),
        (Figures(8, 4, 0, 0, {}), ["bodies: 0 of 0 mentions resolved, previously 10 of 10"]),
        (Figures(99, 99, 99, 99, {"new": 1}), []),
    ],
)
def test_a_fifth_may_go_and_no_more(after: Figures, lost: list[str]) -> None:
    assert list(_losses(Figures(10, 5, 10, 10, {}), after, True)) == lost


@pytest.mark.parametrize(
    ("count", "more"), [(1, ""), (5, ""), (6, "; and 1 more"), (8, "; and 3 more")]
)
def test_a_refusal_names_some_of_many_losses(tmp_path: Path, count: int, more: str) -> None:
    said = last.refusal(tmp_path, [f"loss {n}" for n in range(count)])
    assert said.count("loss ") == min(count, 5)
    assert f"loss {min(count, 5) - 1}{more}); compare the PDF" in said


def test_losses_accepted_before_are_kept_with_their_plan(first: Path) -> None:
    manifest = read_manifest(first)
    assert manifest is not None
    before = AcceptedChange(accepted_by="Ana", accepted_at="2025", losses=("rows: 1",))
    kept = manifest.model_copy(update={"accepted_changes": (before,)})
    assert last.accepted(kept, CARD.id, (), "2026") == (before,)
    assert last.accepted(kept, "another-plan", (), "2026") == ()
    assert last.accepted(None, CARD.id, (), "2026") == ()
    old, new = last.accepted(kept, CARD.id, ("areas: 2",), "2026")
    assert (old, new.accepted_at, new.losses) == (before, "2026", ("areas: 2",))


def test_an_empty_folder_and_none_are_not_compared(
    first: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "none"):
        assert losses(tmp_path / name, first, CARD.id) == ()
    assert capsys.readouterr().err == ""
