"""What is written on the command line is what each command is asked for."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from extract.runtime.limits import FileLimits
from pipeline import cli
from pipeline.batch.stage import BatchOptions
from pipeline.commands.extract import ExtractOptions
from pipeline.commands.run import RunOptions
from pipeline.commands.store import Bounds
from pipeline.errors import BrokenExpectationError


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Arguments of each command that is called; readers that are imported beforehand."""
    found: list[Any] = []
    monkeypatch.setattr("pipeline.options._set_up", lambda **_: None)
    monkeypatch.setattr("extract.runtime.workers.import_parsers", lambda: found.append("readers"))

    def take(*arguments: Any, **named: Any) -> dict[str, object]:
        found.append((*arguments, *named.values()))
        return {}

    for name in ("run.run_command", "extract.extract_command", "store.store_command"):
        monkeypatch.setattr(f"pipeline.commands.{name}", take)
    monkeypatch.setattr("pipeline.batch.stage.batch_command", take)
    monkeypatch.setattr("pipeline.reconcile.command.reconcile_command", take)
    return found


def call(*words: str) -> None:
    done = CliRunner().invoke(cli.app, words, catch_exceptions=False)
    assert done.exit_code == 0, done.output


DEFAULT = RunOptions(plan="small", jobs=cli.CPUS, file_limits=FileLimits())


@pytest.mark.parametrize(
    ("words", "changed", "is_got_ready"),
    [
        ("", {}, False),
        ("--no-cache", {"use_store": False}, True),
        ("--explain", {"explain": True}, False),
        ("--explain --no-cache", {"explain": True, "use_store": False}, False),
        ("--fail-on warning", {"fail_on": "warning"}, False),
        ("--max-pages 7 --max-minutes 0.5", {"file_limits": FileLimits(7, 30)}, False),
        ("--formats xlsx --formats html", {"formats": ("xlsx", "html")}, False),
        ("--formats none", {"formats": ()}, False),
        (
            "--pdf a.pdf --out o --jobs 3 --edition 2019 --allow-loss --accept-change --sign k",
            {
                "pdf": Path("a.pdf"), "out": Path("o"), "jobs": 3, "edition": "2019",
                "allow_loss": True, "accept_change": True, "sign": Path("k"),
            },
            False,
        ),
    ],
)  # fmt: skip
def test_run(words: str, changed: dict[str, Any], is_got_ready: bool, asked: list[Any]) -> None:
    call("run", "small", *words.split())
    options = asked.pop()[0]
    assert {name: getattr(options, name) for name in vars(DEFAULT)} == {**vars(DEFAULT), **changed}
    assert asked == (["readers"] if is_got_ready else [])


def test_extract(asked: list[Any]) -> None:
    call("extract", "a.pdf", "--pages", "2", "--ocr-language", "fra", "--max-minutes", "2")
    limits = FileLimits(FileLimits.pages, 120)
    options = ExtractOptions("2", None, cli.CPUS, "fra", None, False, limits)
    assert asked == ["readers", (Path("a.pdf"), options)]


@pytest.mark.parametrize(
    ("words", "states", "of_plans"),
    [
        ("", (), {"formats": None, "password_file": "", "max_seconds": FileLimits.seconds}),
        ("--retry failed --retry doubtful", ("failed", "doubtful"), {"allow_loss": False}),
        ("--allow-loss --max-minutes 1", (), {"allow_loss": True, "max_seconds": 60.0}),
        ("--password-file word", (), {"password_file": str(Path("word").resolve())}),
    ],
)
def test_batch(
    words: str, states: tuple[str, ...], of_plans: dict[str, object], asked: list[Any]
) -> None:
    call("batch", "plans", *words.split())
    options: BatchOptions = asked.pop()[0]
    assert (options.what, options.out, options.retry) == ("plans", None, states)
    assert {name: options.of_plans[name] for name in of_plans} == of_plans


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("", None),
        ("--days 3", None),
        ("--prune", Bounds(90)),
        ("--prune --days 3 --size 20", Bounds(3, 20)),
    ],
)
def test_store(words: str, bounds: Bounds | None, asked: list[Any]) -> None:
    call("store", *words.split())
    assert asked == [(bounds,)]


@pytest.mark.parametrize(
    ("words", "properties"),
    [("", ()), ("--property P17=country --property P856=url", ["P17=country", "P856=url"])],
)
def test_reconcile(words: str, properties: object, asked: list[Any]) -> None:
    call("reconcile", "small", "--service", "https://example.org", *words.split())
    assert asked == [("small", "https://example.org", "", properties, 5, None)]


def test_as_many_processes_read_as_there_are_cpus() -> None:
    assert min(os.cpu_count() or 1, 4) == cli.CPUS


def test_an_error_has_found_nothing_unless_it_says_so() -> None:
    assert BrokenExpectationError("no").summary == {}
    assert BrokenExpectationError("no", {"rows": 1}).summary == {"rows": 1}
