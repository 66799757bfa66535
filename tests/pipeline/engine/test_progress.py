"""What a terminal shows of a run: its stages, the pages read, and nothing when it is quiet."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from pipeline.engine.page_bar import PageBar
from pipeline.engine.progress import Progress, counts


class Made(BaseModel):
    title: str = "A plan"
    matrix_rows: tuple[int, ...] = (1, 2)
    areas: tuple[int, ...] = ()
    notes: tuple[str, ...] = ("a",)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")


def test_the_bar_counts_the_pages_and_ends_with_the_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bar = PageBar("reading pages", quiet=False)
    for done in (1, 2, 3):
        bar.page_done(done, 3)
    shown = capsys.readouterr().err
    assert "reading pages" in shown
    assert "3/3" in shown
    bar.page_done(1, 2)  # the next file has a bar of its own
    bar.stop()
    bar.stop()
    assert "1/2" in capsys.readouterr().err


def test_a_quiet_bar_shows_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    bar = PageBar(quiet=True)
    bar.page_done(1, 1)
    bar.stop()
    assert capsys.readouterr().err == ""


def test_each_stage_has_a_line_with_its_counts(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=False)
    progress.page_done(1, 2)  # no stage has started
    progress.start("extract", "it has not run yet")
    assert progress.reason == "it has not run yet"
    progress.page_done(1, 2)
    progress.page_done(2, 2)
    progress.done("extract", Made(), 1.5)
    progress.kept("link")
    progress.stop()
    shown = capsys.readouterr().err
    assert "extract (it has not run yet)" in shown
    assert "2/2" in shown
    lines = shown.splitlines()
    assert any(line.rstrip().endswith("2 matrix rows, 1 notes") for line in lines)
    assert lines[-1].split() == ["link", "kept"]


def test_a_quiet_run_shows_no_stage(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress(quiet=True)
    progress.start("extract", "why")
    progress.page_done(1, 1)
    progress.done("extract", Made(), 1.5)
    progress.kept("link")
    assert progress.reason == "why"
    assert capsys.readouterr().err == ""


def test_counts_name_the_lists_that_hold_something() -> None:
    assert counts(Made()) == "2 matrix rows, 1 notes"
    assert counts(Made(), 1) == "2 matrix rows"


@pytest.mark.parametrize("is_shown", [True, False])
def test_a_run_is_quiet_unless_a_terminal_shows_it(
    is_shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("progress", "page_bar"):
        monkeypatch.setattr(f"pipeline.engine.{module}.shows_progress", lambda: is_shown)
    for kind in (Progress, PageBar):
        assert kind().quiet is not is_shown
        assert [kind(quiet=given).quiet for given in (True, False)] == [True, False]
