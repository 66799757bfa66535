"""`planrows site` as people call it: one clear line for bad input, JSON for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.pipeline.small_project import planrows


def test_the_command_says_what_it_made_and_where(outputs: Path, tmp_path: Path) -> None:
    done = planrows(tmp_path, "site", "www", "--from", outputs, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["folder"] == "www"
    assert told["editions"] == ["hostile", "river-plan", "river-plan@2019"]
    assert told["comparisons"] == ["compare/river-plan@2019--river-plan"]
    assert (tmp_path / "www" / "index.html").is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["site"], "outputs: no such folder; publish a plan with `planrows run` first"),
        (["site", "--from", "."], "holds no publication; publish a plan with `planrows run`"),
        (["site", "a", "--out", "b"], "a and --out b: name one folder for the site"),
        (["site", "--out", "s3://bucket/site"], "is an address"),
        (["site", "s3://bucket/site"], "is an address"),
        (["release"], "outputs: no such folder; publish a plan with `planrows run` first"),
    ],
)
def test_bad_input_is_one_clear_line(arguments: list[str], message: str, tmp_path: Path) -> None:
    done = planrows(tmp_path, *arguments)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert message in line
    assert list(tmp_path.iterdir()) == []
