"""Whoever changes a site is noticed, even with its list of files made anew."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from pipeline.commands.check import check_command
from pipeline.site.folder import INDEX, _sums
from pipeline.site.stage import verify_site

CHANGED = {
    "index.html": ("Rivers", "Lakes"),
    "feed.xml": ("Rivers", "Lakes"),
    "catalog.ttl": ("Rivers", "Lakes"),
    "bodies.html": ("Committee", "Comity"),
    "rules.html": ("the", "teh"),
    "plans/river-plan/index.html": ("sha256", "sha257"),
    "plans/river-plan/SHA256SUMS": ("a", "b"),
}


def test_a_sound_site_has_no_problem(site: Path) -> None:
    assert check_command(site, None)["problems"] == []


def test_each_changed_file_is_named_though_its_hash_is_new(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    for name, (old, new) in CHANGED.items():
        text = (copy / name).read_text(encoding="utf-8")
        assert old in text, name
        (copy / name).write_text(text.replace(old, new), encoding="utf-8")
    (copy / INDEX).unlink()
    (copy / INDEX).write_text(json.dumps({"files": _sums(copy)}), encoding="utf-8")
    named = {problem.partition(":")[0] for problem in verify_site(copy)}
    assert named == set(CHANGED)


def test_a_missing_file_and_one_too_many_are_named(site: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    (copy / "rules.html").unlink()
    (copy / "evil.html").write_text("x", encoding="utf-8")
    assert sorted(verify_site(copy)) == [
        "evil.html: planrows did not write this file",
        "rules.html: is missing",
    ]
