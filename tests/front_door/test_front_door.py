"""What a newcomer sees first is true: picture, badges, data, licence, citation, workflow."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from PIL import Image

from tests.front_door.__main__ import EXPLORER, MAX_BYTES, PICTURES, PLAN, ROOT, SIZE, badges

README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))[
    "project"
]


@pytest.mark.parametrize("name", badges())
def test_a_badge_says_what_the_project_says(name: str) -> None:
    assert (PICTURES / name).read_text(encoding="utf-8") == badges()[name]
    assert f"(docs/pictures/{name})" in README


def test_the_words_beside_a_badge_say_the_same() -> None:
    for words, name in re.findall(r"!\[(.+?)\]\(docs/pictures/(\w+\.svg)\)", README):
        texts = re.findall(r">([^<>\n]+)</text>", (PICTURES / name).read_text(encoding="utf-8"))
        assert words.replace(":", "").lower() == " ".join(dict.fromkeys(texts)).lower()


def test_the_picture_is_small_and_whole() -> None:
    assert EXPLORER.stat().st_size <= MAX_BYTES
    with Image.open(EXPLORER) as image:
        assert image.size == SIZE
        colours = image.convert("RGB").getcolors(SIZE[0] * SIZE[1])
    assert colours is not None
    assert len(colours) > 10  # not a blank page
    assert re.search(r"!\[[^\]]{20,}\]\(docs/pictures/explorer\.png\)", README)


def test_the_rows_shown_are_those_published() -> None:
    header, *lines = re.findall(r"^\| (.+) \|$", README.split("## Get the data")[0], re.M)
    names = header.split(" | ")
    with (PLAN / "matrix.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["ref"]: row for row in csv.DictReader(file)}
    assert len(lines) == 5
    assert f"Five of its {len(rows)} rows" in README
    for line in lines:
        cells = line.split(" | ")
        assert [rows[cells[0]][name] for name in names] == cells


def test_the_citation_is_that_of_this_project() -> None:
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(cited)
    assert all(author.get("name") for author in cited["authors"])
    assert str(cited["version"]) == PROJECT["version"]
    assert cited["license"] == PROJECT["license"]
    (data,) = cited["references"]
    card = tomllib.loads((ROOT / "sources" / PLAN.name / "plan.toml").read_text(encoding="utf-8"))
    assert data["title"].startswith(card["source"]["title"])
    assert data["authors"] == [{"name": card["source"]["publisher"]}]
    assert data["license"].replace("-", " ") in card["source"]["licence"].replace("-", " ")
    assert (ROOT / data["notes"].rpartition(" ")[2]).is_dir()


def test_the_citation_is_as_its_format_asks() -> None:
    schema = json.loads((Path(__file__).parent / "cff-1.2.0.schema.json").read_text("utf-8"))
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    # The format reads a version or a date as a text, as the base loader does.
    cited = yaml.load((ROOT / "CITATION.cff").read_text("utf-8"), Loader=yaml.BaseLoader)
    assert [error.message for error in validator.iter_errors(cited)] == []
    assert not validator.is_valid(cited | {"licence": "Apache-2.0"})
    assert not validator.is_valid(cited | {"license": "Apache 2"})
    assert not validator.is_valid(cited | {"authors": []})


def test_the_licence_of_code_and_data_is_named() -> None:
    section = README.split("## Licence")[1]
    assert PROJECT["license"] in section
    assert "CC BY 4.0" in section


def test_the_workflow_publishes_what_make_builds() -> None:
    text = (ROOT / ".github" / "workflows" / "pages.yml").read_text(encoding="utf-8")
    workflow = yaml.safe_load(text)
    (job,) = workflow["jobs"].values()
    steps = [step for step in job["steps"] if "run" in step]
    made = steps[0]["run"].split()
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert made[0] == "make"
    assert all(re.search(rf"^{target}:", makefile, re.M) for target in made[1:])
    (upload,) = [s for s in job["steps"] if "upload-pages-artifact" in s.get("uses", "")]
    assert f"--out {upload['with']['path']}" in makefile
    assert workflow["permissions"]["pages"] == "write"
    for path in workflow[True]["push"]["paths"]:  # YAML reads the key `on` as a truth value
        assert list(ROOT.glob(path)), path
