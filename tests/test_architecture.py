"""The pages for developers name what is there: the picture of packages, and every file."""

from __future__ import annotations

import ast
import itertools
import re
from pathlib import Path

import pytest

from tests.test_import_order import ORDER, SUBPACKAGES

ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = ROOT / "pipeline" / "ARCHITECTURE.md"
PAGES = [ARCHITECTURE, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]


def picture() -> tuple[dict[str, set[str]], set[tuple[str, str]]]:
    """Return the boxes inside each box, and the arrows, of the page's one picture."""
    (text,) = re.findall(
        r"```mermaid\nflowchart TB\n(.*?)```", ARCHITECTURE.read_text("utf-8"), re.S
    )
    boxes: dict[str, set[str]] = {}
    arrows: set[tuple[str, str]] = set()
    open_boxes = [""]
    for line in map(str.strip, text.splitlines()):
        if line.startswith("subgraph "):
            name = line.removeprefix("subgraph ")
            boxes.setdefault(open_boxes[-1], set()).add(name)
            open_boxes.append(name)
        elif line == "end":
            open_boxes.pop()
        else:
            names = line.split(" --> ")
            boxes.setdefault(open_boxes[-1], set()).update(names)
            arrows.update(itertools.pairwise(names))
    assert open_boxes == [""]
    return boxes, arrows


def test_the_picture_shows_every_package_and_sub_package() -> None:
    boxes, _ = picture()
    expected = {"": set(ORDER)}
    expected |= {name.rpartition(".")[2]: set(inner) for name, inner in SUBPACKAGES.items()}
    assert boxes == expected
    for package, inner in SUBPACKAGES.items():
        folder = ROOT / package.replace(".", "/")
        assert {path.parent.name for path in folder.glob("*/__init__.py")} == set(inner)


def test_the_arrows_are_the_order_of_imports() -> None:
    _, arrows = picture()
    orders = [ORDER, *SUBPACKAGES.values()]
    assert arrows == {pair for order in orders for pair in itertools.pairwise(order)}


def test_the_table_holds_the_sentence_of_each_sub_package() -> None:
    table = re.findall(r"^\| `([a-z_/]+)` \| (.*) \|$", ARCHITECTURE.read_text("utf-8"), re.M)
    found = {folder: sentence for folder, sentence in table if (ROOT / folder).parent != ROOT}
    expected = {}
    for package, inner in SUBPACKAGES.items():
        for name in inner:
            folder = f"{package}.{name}".replace(".", "/")
            source = (ROOT / folder / "__init__.py").read_text("utf-8")
            sentence = (ast.get_docstring(ast.parse(source)) or "").split("\n\n")[0]
            expected[folder] = " ".join(sentence.split())
    assert found == expected


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    found = re.findall(
        r"`((?:extract|normalize|link|expectations|pipeline|tests|docs|sources)/[\w./-]*)", text
    )
    named = {name for name in found if "PLAN" not in name}
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_function_that_a_page_places_is_there(page: Path) -> None:
    text = " ".join(page.read_text("utf-8").split())
    for name, path in re.findall(r"`(\w+)` (?:in|of) `([\w/]+\.py)`", text):
        assert re.search(rf"\b{name}\b", (ROOT / path).read_text("utf-8")), (name, path)


def test_every_module_that_the_documentation_names_is_there() -> None:
    pages = [*PAGES, ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    files = {path.name for place in (*ORDER, "tests") for path in (ROOT / place).rglob("*.py")}
    for page in pages:
        assert set(re.findall(r"`(\w+\.py)`", page.read_text("utf-8"))) - files == set(), page


def test_every_make_target_that_a_page_names_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    for page in PAGES:
        named = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.M))
        assert named <= targets
