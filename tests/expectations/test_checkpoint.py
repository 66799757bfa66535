"""Great Expectations over the published tables: what must hold, and traps of the library."""

import datetime
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pandas
import pytest

from expectations.errors import SuiteError
from expectations.model import Failure
from expectations.suites import library as checkpoint_library, tables
from expectations.suites.checkpoint import run_checkpoint
from expectations.suites.library import gxe
from expectations.suites.parts import parts_of
from extract.model import Frozen
from link.rows import CrossReferenceRecord
from link.tables import records_of
from tests.expectations.plans import linked

Records = dict[str, tuple[Frozen, ...]]


def check_tables(records: Mapping[str, Sequence[Frozen]]) -> tuple[Failure, ...]:
    return run_checkpoint(parts_of(records))


@pytest.fixture(scope="module")
def records() -> Mapping[str, tuple[Frozen, ...]]:
    return records_of(linked())


def changed(records: Records, table: str, **values: object) -> Records:
    """Change the first row of a table, past what its model would allow."""
    first, *rest = records[table]
    return {**records, table: (first.model_copy(update=values), *rest)}


def test_sound_tables_pass(records: Mapping[str, tuple[Frozen, ...]]) -> None:
    assert check_tables(records) == ()


def test_what_does_not_hold_is_named_with_its_row(
    records: Mapping[str, tuple[Frozen, ...]],
) -> None:
    broken = changed(
        dict(records),
        "matrix",
        area_id="area-9.9",
        lead_bodies="SOMTC; NOBODY",
        relevant_bodies="SOMTC; SOMTC",
        page_first=3,
        lead_bodies_printed="",
    )
    broken = changed(broken, "areas", area_id="area-1.2")
    broken = changed(broken, "activities", activity_id=None, text=" ")
    broken = changed(broken, "body_roles", body_id=None)
    broken = changed(broken, "bodies", parent_id="NOBODY")
    found = {(f.table, f.column, f.records) for f in check_tables(broken)}
    role = getattr(records["body_roles"][0], "role_id")  # noqa: B009 - a row of any table
    assert found >= {
        ("matrix", "area_id", ("row-000",)),
        ("matrix", "lead_bodies", ("row-000",)),
        ("matrix", "relevant_bodies", ("row-000",)),
        ("matrix", "page_last", ("row-000",)),
        ("matrix", "lead_bodies_printed", ("row-000",)),
        ("areas", "area_id", ("area-1.2",)),
        ("activities", "activity_id", ("None",)),
        ("activities", "text", ("None",)),
        ("body_roles", "body_id", (role,)),
        ("bodies", "parent_id", ("SOMTC",)),
    }


def test_a_row_without_area_is_a_failure(records: Mapping[str, tuple[Frozen, ...]]) -> None:
    failures = check_tables(_some(changed(dict(records), "matrix", area_id=None)))
    assert [(f.column, f.records) for f in failures] == [("area_id", ("row-000",))]
    assert str(failures[0]).startswith(
        "matrix.area_id: expected column values to not be null, which fails in 1 row "
        "(first: row-000)"
    )


def _some(records: Records) -> Records:
    """The matrix and what it points to: enough, and quicker."""
    names = ("matrix", "sections", "areas", "focus_areas", "activities", "expected_outputs")
    return {name: records[name] for name in (*names, "bodies")}


def test_only_a_decision_gives_a_role_without_printed_words(
    records: Mapping[str, tuple[Frozen, ...]],
) -> None:
    values: Mapping[str, dict[str, object]] = {
        "blank": {"printed": " "},
        "decided, blank": {"printed": "", "match": "decided"},
        "decided, no body": {"match": "decided", "body_id": None},
        "ambiguous, a body": {"match": "ambiguous"},
        "ambiguous": {"match": "ambiguous", "body_id": None},
        "unresolved": {"match": "unresolved", "body_id": None},
    }
    role = records["body_roles"][0]
    roles = tuple(
        role.model_copy(update={"role_id": name, **update}) for name, update in values.items()
    )
    some = {name: records[name] for name in ("bodies", "mentions")}
    failures = check_tables({**some, "body_roles": roles})
    assert {(f.column, f.records) for f in failures if f.table == "body_roles"} == {
        ("printed", ("blank",)),
        ("body_id", ("decided, no body",)),
        ("body_id", ("ambiguous, a body",)),
    }


REFERENCE = CrossReferenceRecord(
    reference_id="",
    position=1,
    from_kind="row",
    from_id="row-000",
    field="activity",
    printed="Area 1.2",
    relation="topic",
    target_kind="area",
    target_id="area-1.2",
    status="resolved",
)


def test_a_reference_points_to_a_record_of_its_kind(
    records: Mapping[str, tuple[Frozen, ...]],
) -> None:
    values: Mapping[str, dict[str, object]] = {
        "area": {},
        "row": {"target_kind": "row", "target_id": "row-000"},
        "document": {"target_kind": "document", "target_id": "anything"},
        "dangling": {"target_id": None, "status": "dangling"},
        "area that is a row": {"target_id": "row-000"},
        "row that is an area": {"target_kind": "row", "status": "self"},
        "resolved to nothing": {"target_id": None},
    }
    references = tuple(
        REFERENCE.model_copy(update={"reference_id": name, **update})
        for name, update in values.items()
    )
    some = {name: records[name] for name in ("areas", "matrix")}
    failures = check_tables({**some, "cross_references": references})
    found = {
        f.records for f in failures if (f.table, f.column) == ("cross_references", "target_id")
    }
    assert found == {
        ("area that is a row",),
        ("row that is an area",),
        ("resolved to nothing",),
    }


def test_a_broken_compound_key_is_found(records: Mapping[str, tuple[Frozen, ...]]) -> None:
    pair = records["activity_outputs"][0]
    some = {name: records[name] for name in ("activities", "expected_outputs")}
    failures = check_tables({**some, "activity_outputs": (pair, pair)})
    found = {f.expectation for f in failures if f.table == "activity_outputs"}
    assert found == {"expect_compound_columns_to_be_unique"}


def test_no_row_at_all_is_a_failure(records: Mapping[str, tuple[Frozen, ...]]) -> None:
    failures = check_tables({**_some(dict(records)), "matrix": ()})
    assert "expect_table_row_count_to_be_between" in {f.expectation for f in failures}


class Headless(Frozen):
    row_id: str


def test_a_missing_column_is_an_error_of_ours() -> None:
    with pytest.raises(SuiteError, match="no column 'position'"):
        check_tables({"matrix": (Headless(row_id="row-1"),)})


def test_an_expectation_that_goes_missing_is_an_error_of_ours(
    records: Mapping[str, tuple[Frozen, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import great_expectations as gx

    whole = gx.ExpectationSuite

    def forgetful(name: str, expectations: list[object]) -> gx.ExpectationSuite:
        return whole(name=name, expectations=list(expectations)[1:])

    monkeypatch.setattr(gx, "ExpectationSuite", forgetful)
    with pytest.raises(SuiteError, match="have a result"):
        check_tables({"sections": records["sections"]})


def test_a_column_that_an_expectation_misses_is_an_error_of_ours(
    records: Mapping[str, tuple[Frozen, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import great_expectations.expectations as gxe

    extra = (gxe.ExpectColumnValuesToNotBeNull(column="nowhere"),)
    monkeypatch.setattr(tables, "expectations_of", lambda *_: extra)
    with pytest.raises(SuiteError, match="nowhere"):
        check_tables({"sections": records["sections"]})


def test_data_docs_are_built_on_request(
    records: Mapping[str, tuple[Frozen, ...]], tmp_path: Path
) -> None:
    parts = parts_of({"areas": records["areas"], "sections": records["sections"]})
    assert run_checkpoint(parts, docs=tmp_path) == ()
    assert (tmp_path / "index.html").is_file()


def test_finding_issues_does_not_import_great_expectations() -> None:
    code = (
        "import sys, expectations.stage, expectations.catalogue;"
        "assert 'great_expectations' not in sys.modules and 'pandas' not in sys.modules"
    )
    root = Path(__file__).resolve().parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)


def test_an_expectation_makes_its_configuration_once(
    records: Mapping[str, tuple[Frozen, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = changed(dict(records), "matrix", area_id="area-9.9", lead_bodies="NOBODY")
    made: Counter[int] = Counter()
    kept: list[Any] = []  # so that no other expectation gets the `id` of one
    original = gxe.Expectation.configuration

    def count(expectation: Any) -> Any:
        made[id(expectation)] += 1
        kept.append(expectation)
        return original.fget(expectation)

    monkeypatch.setattr(gxe.Expectation, "configuration", property(count))
    once = check_tables(broken)
    assert set(made.values()) == {1}
    monkeypatch.setattr(checkpoint_library, "configured_once", nullcontext)
    assert check_tables(broken) == once != ()


def test_an_expectation_is_made_anew_once_its_configuration_has_the_batch() -> None:
    with checkpoint_library.configured_once():
        config: Any = gxe.ExpectColumnValuesToNotBeNull(column="area_id").configuration
        first = config.to_domain_obj()
        assert config.to_domain_obj() is first
        config.kwargs.update(batch_id="one")
        second = config.to_domain_obj()
        assert config.to_domain_obj() is second
        assert (first.batch_id, second.batch_id) == (None, "one")
    assert config.to_domain_obj() is not config.to_domain_obj()


def test_tables_have_no_fingerprints_while_they_are_checked(
    records: Mapping[str, tuple[Frozen, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    from great_expectations.execution_engine import pandas_execution_engine

    def refuse(_: object) -> str:
        raise AssertionError

    broken = changed(dict(records), "matrix", area_id="area-9.9")
    monkeypatch.setattr(pandas_execution_engine, "hash_pandas_dataframe", refuse)
    without = check_tables(broken)
    assert pandas_execution_engine.hash_pandas_dataframe is refuse
    monkeypatch.undo()
    monkeypatch.setattr(checkpoint_library, "without_fingerprints", nullcontext)
    assert check_tables(broken) == without != ()


def test_results_do_not_depend_on_how_metrics_are_identified(
    records: Mapping[str, tuple[Frozen, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = changed(dict(records), "matrix", area_id="area-9.9", relevant_bodies="SOMTC; SOMTC")
    plain = check_tables(broken)
    monkeypatch.setattr(checkpoint_library, "plain_identifiers", nullcontext)
    assert check_tables(broken) == plain != ()


@pytest.mark.parametrize(
    "value",
    [
        {"column": "area_id", "value_set": ["a", "b"], "mostly": 1.0, "row_condition": None},
        {1: (True, 2, None), "nested": {"set": {"one"}, "not a number": float("nan")}},
        {"table": pandas.DataFrame({"a": [1]}), "when": datetime.date(2026, 1, 2)},
    ],
    ids=["arguments", "nested", "not plain"],
)
def test_plain_values_are_identified_as_the_library_would(value: dict[object, object]) -> None:
    from great_expectations.core import id_dict

    convert = id_dict.convert_to_json_serializable
    assert checkpoint_library._plain(value, convert) == convert(data=value)


def test_no_library_for_databases_is_imported() -> None:
    code = "import sys, expectations.suites.library; print('sqlalchemy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
