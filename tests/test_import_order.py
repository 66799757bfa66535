"""The packages import one way only, and of earlier stages nothing but their types."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ORDER = ["extract", "normalize", "link", "expectations", "pipeline"]
# What a later stage may import of an earlier one: its types, never its steps; how identifiers
# are made; and how large libraries are loaded.
OPEN_MODULES = {
    "frozen", "model", "settings", "rows", "tables", "errors", "stage", "ids", "libraries",
}  # fmt: skip
HEAVY = {"spacy", "great_expectations", "camelot", "cv2", "pandas", "pyarrow"}


def imports_of(path: Path) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.append((node.module, node.lineno))
    return found


MODULES = sorted(path for package in ORDER for path in (ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_earlier_stages_only(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    for name, line in imports_of(path):
        target, _, rest = name.partition(".")
        if target not in ORDER or target == package:
            continue
        assert ORDER.index(target) < ORDER.index(package), f"{path}:{line} imports {name}"
        if package != "pipeline":
            assert rest.split(".")[0] in OPEN_MODULES, f"{path}:{line} imports {name}"


def test_modules_are_of_readable_size() -> None:
    long = [p for p in MODULES if len(p.read_text(encoding="utf-8").splitlines()) > 400]
    assert long == []


def test_there_are_modules() -> None:
    assert len(MODULES) > 10
