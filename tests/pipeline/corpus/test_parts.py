"""Claims, types of values, addresses, and the summary of a corpus, each by itself."""

from __future__ import annotations

import contextlib
import json
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.corpus import lease
from pipeline.corpus.address import LocalFolder, RemoteFolder, open_address
from pipeline.corpus.database import Corpus
from pipeline.corpus.dataset import write_partitions
from pipeline.corpus.lease import held
from pipeline.corpus.model import PlanOutcome
from pipeline.corpus.summary import corpus_page, package_catalogue
from pipeline.corpus.tables import FURTHER, PlanTable, plan_tables
from pipeline.errors import UsageError
from tests.pipeline.corpus.in_memory import InMemory

NOW = 1_800_000_000.0


def claim(seconds: float) -> bytes:
    return json.dumps({"owner": "somebody", "until": time.time() + seconds}).encode()


def test_a_claim_is_held_until_it_runs_out() -> None:
    files = InMemory({"plan.0": claim(3600)})
    with held(files, "plan") as is_held:
        assert not is_held
    assert set(files.files) == {"plan.0"}


@pytest.mark.parametrize(
    "past", [claim(-3600), b"nothing", b"{}", b"[]"], ids=["ran out", "no JSON", "empty", "list"]
)
def test_who_finds_a_claim_that_ran_out_makes_the_next(past: bytes) -> None:
    files = InMemory({"plan.0": past, "plan.1": past})
    with held(files, "plan") as is_held:
        assert is_held
        assert set(files.files) == {"plan.0", "plan.1", "plan.2"}
        with held(files, "plan") as is_held_twice:
            assert not is_held_twice
    assert files.files == {}


@pytest.mark.parametrize(("until", "is_free"), [(NOW, True), (NOW + 0.5, False)])
def test_a_claim_runs_out_at_its_end(
    until: float, is_free: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "time", SimpleNamespace(time=lambda: NOW))
    past = json.dumps({"owner": "somebody", "until": until}).encode()
    with held(InMemory({"plan.0": past}), "plan") as is_held:
        assert is_held is is_free


def test_of_two_that_claim_at_once_one_holds_it() -> None:
    class Slow(InMemory):
        def create(self, name: str, data: bytes) -> bool:
            super().create(name, data)
            return False

    with held(Slow(), "plan") as is_held:
        assert not is_held


def table(name: str, text: str, package: str = "{}") -> PlanTable:
    files = {"matrix.csv": text.encode(), "datapackage.json": package.encode()}
    return next(each for each in plan_tables("p", files.get) if each.name == name)


def values(text: str) -> list[dict[str, object]]:
    found = table("matrix", text)
    names = [name for name, _ in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found.rows]


def test_values_have_the_types_of_their_columns() -> None:
    (row,) = values("row_id,position,activity\nrow-1,12,'=1+1\n")
    assert (row["plan_id"], row["row_id"], row["position"]) == ("p", "row-1", 12)
    assert row["activity"] == "=1+1"
    (row,) = values("row_id,position,activity\nrow-1,twelve,\n")
    assert row["position"] is None
    # A line may be too short, and a column may be missing.
    (row,) = values("row_id,position,activity\nrow-1\n")
    assert row["position"] is None
    assert values("row_id\nrow-1\n")[0]["activity"] == row["activity"]


def test_further_values_have_the_printed_label_of_their_column() -> None:
    text = "row_id,own_0,own_1\nrow-1,12,\nrow-2,'=1,x\n"
    found = table(FURTHER, text, '{"planrows:labels": {"own_0": "Budget"}}')
    assert found.rows == (
        ("p", "matrix", "row-1", "own_0", "Budget", "12"),
        ("p", "matrix", "row-2", "own_0", "Budget", "=1"),
        ("p", "matrix", "row-2", "own_1", "own_1", "x"),
    )
    for odd in ("[]", "{"):
        assert table(FURTHER, text, odd).rows[0][4] == "own_0"


def outcome(plan_id: str, status: str = "published", **more: object) -> PlanOutcome:
    return PlanOutcome.model_validate({"plan_id": plan_id, "status": status, **more})


def test_plans_are_grouped_by_the_time_that_they_took() -> None:
    seconds = (0.5, 1.0, 2.9, 3.0, 4000.0)
    page = corpus_page([outcome(f"p{at}", seconds=s) for at, s in enumerate(seconds)])
    for label in ("under 1 s", "1–3 s", "3–10 s", "over 3000 s"):
        assert label in page
    assert "10–30 s" not in page


def test_the_least_certain_plan_comes_first() -> None:
    page = corpus_page(
        [outcome("plan-3", confidence=0.9), outcome("plan-2", confidence=0.5), outcome("plan-1")]
    )
    places = [page.index(name) for name in ("plan-1", "plan-2", "plan-3")]
    assert places == sorted(places)


def test_a_plan_that_failed_has_no_package() -> None:
    made = b"".join(package_catalogue([outcome("good"), outcome("bad", "failed")]))
    names = [each["name"] for each in json.loads(made)["resources"]]
    assert names == ["all-plans", "outcomes", "plan-good"]


def test_a_table_without_rows_has_no_partition(tmp_path: Path) -> None:
    files = {"matrix.csv": b"row_id\nrow-1\n", "bodies.csv": b"body_id\n"}
    address = LocalFolder(tmp_path)
    written = write_partitions(address, "p", files.get, ["matrix", "bodies", "areas"])
    assert written == ("matrix",)
    assert [path.name for path in tmp_path.rglob("plan=p")] == ["plan=p"]


def test_an_address_with_one_slash_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="write s3://bucket"):
        open_address("s3:/bucket")
    assert isinstance(open_address(str(tmp_path)), LocalFolder)
    assert isinstance(open_address("C:/folder"), LocalFolder)  # a drive has one letter


def test_a_folder_is_taken_unless_it_is_there(tmp_path: Path) -> None:
    address = LocalFolder(tmp_path)
    for name in ("plan", "other"):
        (tmp_path / name).mkdir()
    (tmp_path / "other" / "a.csv").write_text("x", encoding="utf-8")
    address.take(tmp_path / "other", "other")
    address.take(tmp_path / "other", "plan")
    assert list(address.names("plan")) == ["a.csv"]
    with address.claim("claims/plan") as first, address.claim("claims/plan") as second:
        assert (first, second) == (True, False)


def test_truth_values_and_numbers_are_typed() -> None:
    def first(name: str, text: str) -> dict[str, object]:
        (found,) = (
            each
            for each in plan_tables("p", {f"{name}.csv": text.encode()}.get)
            if each.name == name
        )
        return dict(zip([column for column, _ in found.columns], found.rows[0], strict=True))

    for text, value in (("true", True), ("false", False)):
        found = first("instruments", f"instrument_id,is_registered\nrome,{text}\n")
        assert found["is_registered"] is value
    assert first("mentions", "mention_id,score\nm1,92.5\n")["score"] == 92.5


def test_a_database_without_a_new_plan_is_unchanged(tmp_path: Path) -> None:
    Corpus(tmp_path / "corpus.sqlite").close()
    with contextlib.closing(Corpus(tmp_path / "corpus.sqlite")) as corpus:
        assert not corpus.is_changed
        corpus.put(outcome("p"), {}.get)
        assert corpus.is_changed
        assert corpus.holds(outcome("p"))
        assert not corpus.holds(outcome("p", rows=2))
        assert not corpus.holds(outcome("q"))


@pytest.mark.parametrize(("said", "why"), [("no\n  way", "no way"), ("", "RuntimeError")])
def test_an_address_that_fails_says_why(said: str, why: str) -> None:
    def cat_file(_path: str) -> bytes:
        raise RuntimeError(said)

    address = RemoteFolder("memory://corpus")
    address._system = SimpleNamespace(cat_file=cat_file)
    with pytest.raises(UsageError, match=rf"memory://corpus: cannot be read \({why}\)"):
        address.read("a.csv")
