"""Options that all commands share: ``--json``, ``--quiet``, formats, addresses and names."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from pipeline import options
from pipeline.config.project import Project
from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.options import (
    Format,
    Summary,
    formats_of,
    no_address,
    plan_names,
    rule_codes,
    show_version,
    with_summary,
    with_verbose,
)
from pipeline.terminal import EVENTS, QUIET


@pytest.fixture(autouse=True)
def set_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[bool]]:
    """Whether each command was verbose; nothing is logged, and no folder is made."""
    seen: list[bool] = []
    monkeypatch.setattr(options, "_set_up", lambda *, verbose: seen.append(verbose))
    before = QUIET.get()
    yield seen
    QUIET.set(before)


def told(
    capsys: pytest.CaptureFixture[str], function: Callable[..., Summary], **given: Any
) -> tuple[str, str, int]:
    """Run a command; return its output, its messages and its status."""
    status = 0
    try:
        with_summary(function)(**given)
    except typer.Exit as ended:
        status = ended.exit_code
    printed = capsys.readouterr()
    return printed.out, printed.err, status


def work() -> Summary:
    print("working")
    return {"rows": 3}


def half() -> Summary:
    print("working")
    return {"rows": 3, "exit_status": 1}


@pytest.mark.parametrize(
    ("function", "given", "expected"),
    [
        (work, {}, ("working\n", "", 0)),
        (half, {}, ("working\n", "", 1)),
        (work, {"quiet": True}, ("", "", 0)),
        (half, {"quiet": True}, ("", "", 1)),
        (work, {"as_json": True}, ('{\n "exit_status": 0,\n "rows": 3\n}\n', "working\n", 0)),
        (half, {"as_json": True}, ('{\n "exit_status": 1,\n "rows": 3\n}\n', "working\n", 1)),
        (work, {"as_json": True, "quiet": True}, ('{\n "exit_status": 0,\n "rows": 3\n}\n', "", 0)),
    ],
)
def test_a_command_prints_messages_or_one_object(
    function: Callable[..., Summary],
    given: dict[str, bool],
    expected: tuple[str, str, int],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert told(capsys, function, **given) == expected
    assert QUIET.get() is given.get("quiet", False)
    assert not EVENTS.get()


def test_quiet_and_verbose_exclude_each_other(set_up: list[bool]) -> None:
    with pytest.raises(UsageError, match="use only one of them"):
        with_summary(work)(quiet=True, verbose=True)
    with_summary(work)(verbose=True)
    with_summary(work)()
    assert set_up == [True, False]


@pytest.mark.parametrize(
    ("error", "status", "known"),
    [
        (UsageError("a\nline"), 2, {"error": "a line"}),
        (BrokenExpectationError("no", {"problems": ["x"]}), 1, {"error": "no", "problems": ["x"]}),
        (
            OSError(28, "No space left", "out"),
            2,
            {"error": "out: No space left; make room there and run again"},
        ),
    ],
)
def test_an_error_is_an_object_with_what_was_found(
    error: Exception, status: int, known: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    def command() -> Summary:
        assert EVENTS.get()
        raise error

    with pytest.raises(type(error)):
        told(capsys, command, as_json=True)
    assert json.loads(capsys.readouterr().out) == {"exit_status": status, **known}
    assert not EVENTS.get()


def test_a_command_that_is_interrupted_prints_no_object(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def command() -> Summary:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told(capsys, command, as_json=True)
    assert capsys.readouterr().out == ""


def test_a_command_keeps_its_own_options(set_up: list[bool]) -> None:
    found: list[object] = []

    def command(name: str, *, count: int = 1) -> None:
        found.append((name, count))

    with_verbose(command)("a", count=2, verbose=True)
    assert (found, set_up) == ([("a", 2)], [True])


@pytest.mark.parametrize(
    ("given", "formats"),
    [
        (None, None),
        ([], None),
        ([Format.none], ()),
        ([Format.none, Format.none], ()),
        ([Format.html, Format.xlsx, Format.html], ("xlsx", "html")),
    ],
)
def test_formats_are_those_given(
    given: list[Format] | None, formats: tuple[str, ...] | None
) -> None:
    assert formats_of(given) == formats


def test_no_format_is_not_combined_with_one() -> None:
    with pytest.raises(UsageError, match="--formats none: cannot be combined"):
        formats_of([Format.none, Format.html])


@pytest.mark.parametrize("name", ["s3://bucket", "memory:/x", "abfs+x.y-z://a"])
def test_an_address_is_no_folder(name: str) -> None:
    with pytest.raises(UsageError, match="is an address; only `planrows batch` writes"):
        no_address(Path(name))


def test_a_folder_may_look_like_an_address_if_it_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:" / "bucket").mkdir(parents=True)
    for path in (Path("s3:/bucket"), Path("out"), Path("a/s3:/b"), Path("1:/x"), None):
        assert no_address(path) == path


def test_a_shell_completes_plans_and_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("river-plan", "river-two", "other"):
        (tmp_path / "sources" / name).mkdir(parents=True)
        (tmp_path / "sources" / name / "plan.toml").touch()
    monkeypatch.setattr("pipeline.config.project.find_project", lambda: Project(tmp_path))
    assert sorted(plan_names("river")) == ["river-plan", "river-two"]
    assert plan_names("xyz") == []
    assert "lead-missing" in rule_codes("lead-")
    assert all(code.startswith("lead-") for code in rule_codes("lead-"))
    assert rule_codes("al")[-1] == "all"


def test_the_version_ends_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    show_version(False)
    assert capsys.readouterr().out == ""
    with pytest.raises(typer.Exit):
        show_version(True)
    assert capsys.readouterr().out.startswith("planrows ")
