"""Parts of a stage's work are kept by what they depend on: what follows from texts, and checks."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from expectations.catalogue import RULES
from expectations.model import Failure, IssueReport
from expectations.plan_index import PlanIndex
from expectations.settings import ExpectationSettings
from expectations.stage import find_in_print, find_issues
from expectations.suites.parts import TablePart
from extract.model import Frozen
from link.model import TextLinks
from link.settings import LinkSettings
from link.stage import link, link_texts
from link.tables import records_of
from normalize.model import Body, NormalPlan, Sentences
from normalize.records.sentences import find_sentences
from normalize.settings import Alias, NormalizeSettings
from normalize.stage import normalize
from pipeline.engine.import_closure import ImportClosure
from pipeline.engine.installed_versions import Installed
from pipeline.engine.progress import Progress
from pipeline.engine.runner import Code, Runner
from pipeline.engine.store import Store
from pipeline.validate.checker import begin_check
from tests.expectations.plans import ROWS, linked, plan_of
from tests.link.plans import RowText
from tests.normalize.printed import cell, plan, row
from tests.pipeline.small_project import ROOT, planrows

PLAN = "asean-pcrve-2019-2025"
FAULTY = (
    *ROWS,
    RowText("1.2", "Focus two", "Evalution of centers and centres of  [SOMTC] (the", "x", ""),
    RowText("1.1", "Focus one", "In line with 1.9, on-line and online radicalisation", "", "ZZZ"),
    RowText("1.1", "Focus one", "Organize radicalization programmes as under 1.2", "", "AUN"),
)
KNOWN = Body(body_id="EVA", acronym="EVA", name="Bureau of Evalution", kind="external")
SETTINGS = ExpectationSettings()


def runner(folder: Path) -> Runner:
    return Runner(Store(folder), Progress(quiet=True), "plan")


def two_readings() -> tuple[NormalPlan, NormalPlan]:
    """One print, and two opinions on which bodies it names."""
    first = plan_of(FAULTY)
    return first, first.model_copy(
        update={
            "mentions": first.mentions[1:],
            "bodies": (*(b.model_copy(update={"is_member": True}) for b in first.bodies), KNOWN),
        }
    )


def test_what_links_texts_is_the_same_whatever_bodies_they_name() -> None:
    one, other = two_readings()
    assert one != other
    assert one.as_printed() == other.as_printed()
    settings = LinkSettings()
    for each in (one, other):
        assert link_texts(each, settings) == link_texts(one.as_printed(), settings)
    assert link(one, settings).references == link(other, settings).references


def test_a_rule_of_print_finds_the_same_whatever_bodies_are_named() -> None:
    one, other = (link(each, LinkSettings()) for each in two_readings())
    printed = PlanIndex(one.as_printed())
    found = set()
    for rule in RULES:
        if rule.print_only:
            for whole in (PlanIndex(one), PlanIndex(other)):
                mine = [f for f in rule.find(whole, SETTINGS) if f.key != ("evalution",)]
                theirs = [f for f in rule.find(printed, SETTINGS) if f.key != ("evalution",)]
                assert mine == theirs, rule.code
                found |= {rule.code for _ in mine}
    assert len(found) > 4, found


def test_a_misprint_that_is_in_a_known_name_is_none() -> None:
    one, other = (link(each, LinkSettings()) for each in two_readings())
    told = [
        [i.rule for i in find_issues(each, SETTINGS).issues].count("misprint")
        for each in (one, other)
    ]
    assert told == [1, 0]


def test_each_stage_asks_for_its_part_and_takes_the_answer() -> None:
    asked: list[str] = []

    def sentences(texts: Sequence[str]) -> Sentences:
        asked.extend(texts)
        return find_sentences(texts)

    table = plan([row(*(cell(f"{place}. Text", place, 1) for place in range(6)))])
    normalize(table, NormalizeSettings(), sentences)
    assert asked
    given = TextLinks(parts=())
    made = link(plan_of(), LinkSettings(), lambda *_: given)
    assert made.references == ()
    issues = find_in_print(linked().as_printed(), SETTINGS)
    assert find_issues(linked(), SETTINGS, reader=lambda *_: lambda: issues) == find_issues(
        linked(), SETTINGS
    )


class Asked:
    """A check that notes which tables it is asked for, and finds the failures that it is given."""

    def __init__(self, *failures: Failure) -> None:
        self.names: list[str] = []
        self.failures = failures

    def __call__(self, parts: Sequence[TablePart]) -> Callable[[], tuple[Failure, ...]]:
        self.names += [part.name for part in parts]
        return lambda: self.failures


def check(folder: Path, records: Mapping[str, Sequence[Frozen]], asked: Asked) -> tuple[str, ...]:
    report = IssueReport(issues=())
    return begin_check(linked(), report, records, runner(folder), asked)().failures


def with_change(
    records: Mapping[str, tuple[Frozen, ...]], table: str, **values: str
) -> Mapping[str, tuple[Frozen, ...]]:
    first, *rest = records[table]
    return {**records, table: (first.model_copy(update=values), *rest)}


def test_only_tables_that_have_changed_are_checked_again(tmp_path: Path) -> None:
    records = records_of(linked())
    first, second, third, fourth = Asked(), Asked(), Asked(), Asked()
    check(tmp_path, records, first)
    assert set(first.names) == set(records)
    check(tmp_path, records, second)
    assert second.names == []
    check(tmp_path, with_change(records, "areas", title="Another"), third)
    assert third.names == ["areas"]
    check(tmp_path, with_change(records, "bodies", body_id="NEW"), fourth)
    pointing = {"bodies", "body_roles", "matrix"}
    assert pointing <= set(fourth.names)
    assert not {"sections", "focus_areas", "narrative", "cells"} & set(fourth.names)


def test_what_failed_fails_again_without_a_check(tmp_path: Path) -> None:
    records = records_of(linked())
    failure = Failure(table="areas", expectation="any", message="does not hold")
    for asked in (Asked(failure), Asked()):
        assert check(tmp_path, records, asked) == ("areas: does not hold",)
    assert asked.names == []


@pytest.mark.parametrize("changed", ["code", "library"])
def test_another_suite_or_version_checks_all_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str
) -> None:
    records = records_of(linked())
    check(tmp_path, records, Asked())
    closures, installed = ImportClosure(), Installed()
    if changed == "code":
        suite = ROOT / "expectations/suites/tables.py"
        closures = ImportClosure(
            read=lambda path: path.read_bytes() + (b"#" if path == suite else b"")
        )
    else:
        (tmp_path / "site" / "great_expectations-99.0.dist-info").mkdir(parents=True)
        installed = Installed(path=[str(tmp_path / "site"), *sys.path])
    code = Code(closures, installed)
    monkeypatch.setattr("pipeline.engine.runner.code_in", lambda _: code)
    asked = Asked()
    check(tmp_path, records, asked)
    assert set(asked.names) == set(records)


def test_a_damaged_result_of_a_check_is_made_anew(tmp_path: Path) -> None:
    records = records_of(linked())
    check(tmp_path, records, Asked())
    for path in (tmp_path / "objects").glob("*/*"):
        path.write_bytes(b'{"failures":[]} ')
    asked = Asked()
    check(tmp_path, records, asked)
    assert set(asked.names) == set(records)


@pytest.mark.slow
def test_a_changed_alias_publishes_what_a_run_from_nothing_does(tmp_path: Path) -> None:
    for name in (PLAN, "registers"):
        shutil.copytree(ROOT / "sources" / name, tmp_path / "sources" / name)
    assert planrows(tmp_path, "run", PLAN).returncode == 0
    aliases = tmp_path / "sources" / PLAN / "aliases.csv"
    resolving = Alias(printed="SOMS", body_id="SOMSWD", reason="a test")
    line = f"{resolving.printed},{resolving.body_id},{resolving.reason}\n"
    aliases.write_text(aliases.read_text(encoding="utf-8") + line, encoding="utf-8")
    folders = tmp_path / "again", tmp_path / "anew"
    for folder, more in zip(folders, ((), ("--no-cache",)), strict=True):
        done = planrows(tmp_path, "run", PLAN, "--out", folder, *more)
        assert done.returncode == 0, done.stderr
    again, anew = (
        {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        for folder in folders
    )
    assert again.keys() == anew.keys()
    assert [str(name) for name in again if again[name] != anew[name]] == ["manifest.json"]
