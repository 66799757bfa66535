"""The packages and their sub-packages import one way only, and no folder grows too large."""

import ast
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.complexity import complexities

ROOT = Path(__file__).resolve().parents[1]
ORDER = ["extract", "normalize", "link", "expectations", "pipeline"]
# What a later stage may import of an earlier one: its types, never its steps; and how
# identifiers are made; and how large libraries are loaded.
OPEN_MODULES = {
    "frozen", "model", "settings", "rows", "tables", "errors", "stage", "ids", "libraries",
}  # fmt: skip
SUBPACKAGES = {
    "extract": [
        "geometry", "system", "runtime", "parser", "shapes", "pdf", "marks", "ruling", "script",
        "text", "alignment", "tables", "ocr", "page", "stitching", "confidence", "multipage",
        "document", "matrix",
    ],
    "normalize": ["document_register", "records", "values", "bodies"],
    "link": ["texts", "references"],
    "expectations": ["rules", "decisions", "suites"],
    "expectations.rules": [
        "extraction", "clauses", "variants", "consistency", "idiom", "usage", "wording",
    ],
    "pipeline": [
        "config", "engine", "publish", "verify", "validate", "add", "fit", "flow", "diff", "adopt",
        "corpus", "batch", "site", "commands", "reconcile", "api",
    ],
    "pipeline.api": ["planrows"],
    "extract.alignment": ["headers", "rows"],
    "extract.stitching": ["page_ends"],
    "pipeline.publish": ["core", "describe", "data", "html", "forms"],
    "pipeline.diff": ["matching", "tables", "report"],
}  # fmt: skip
"""The sub-packages of each package: one imports only those before it."""
MAX_MODULES = 12
"""A folder holds at most this many modules, `__init__` apart."""
MAX_LINES = 400
MAX_COMPLEXITY = 20


def imports_of(path: Path) -> list[tuple[str, int]]:
    """The modules that a file names in its imports, those for types too, with their lines."""
    found: list[tuple[str, int]] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            inner = [name for name in names if name in NAMES]
            found += [(name, node.lineno) for name in inner or [node.module]]
    return found


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = sorted(path for package in ORDER for path in (ROOT / package).rglob("*.py"))
NAMES = {name_of(path) for path in MODULES}


def part_of(name: str, package: str) -> str:
    """The sub-package of a package, or the module directly below it, that holds a module."""
    return name.removeprefix(f"{package}.").split(".")[0]


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


@pytest.mark.parametrize("package", SUBPACKAGES)
def test_sub_packages_import_one_way_only(package: str) -> None:
    order = SUBPACKAGES[package]
    wrong = []
    for path in MODULES:
        name = name_of(path)
        own = part_of(name, package)
        if not name.startswith(f"{package}.") or own not in order:
            continue
        for target, line in imports_of(path):
            part = part_of(target, package) if target.startswith(f"{package}.") else ""
            if part in order and order.index(part) > order.index(own):
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {target}")
    assert wrong == []


@pytest.mark.parametrize("package", SUBPACKAGES)
def test_the_parts_of_a_package_import_in_no_circle(package: str) -> None:
    graph: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        name = name_of(path)
        if name.startswith(f"{package}."):
            own = part_of(name, package)
            parts = {
                part_of(target, package)
                for target, _ in imports_of(path)
                if target.startswith(f"{package}.")
            }
            graph[own] |= parts - {own}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_modules_import_in_no_circle() -> None:
    graph = {name_of(path): {t for t, _ in imports_of(path) if t in NAMES} for path in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_each_sub_package_is_listed_and_says_what_it_holds() -> None:
    for package, listed in SUBPACKAGES.items():
        folder = ROOT / package.replace(".", "/")
        found = {path.parent.name for path in folder.glob("*/__init__.py")}
        assert found == set(listed), package
        for name in listed:
            assert ast.get_docstring(ast.parse((folder / name / "__init__.py").read_text()))


def test_every_package_with_sub_packages_orders_them() -> None:
    folders = {path.parent.relative_to(ROOT) for path in MODULES if path.name == "__init__.py"}
    inner = {".".join(folder.parts[:-1]) for folder in folders if len(folder.parts) > 1}
    assert inner == set(SUBPACKAGES)


def test_modules_are_of_readable_size() -> None:
    assert [p for p in MODULES if len(p.read_text(encoding="utf-8").splitlines()) > MAX_LINES] == []


def test_functions_take_few_decisions() -> None:
    found = [
        (str(path.relative_to(ROOT)), name, line, complexity)
        for path in MODULES
        for name, line, complexity in complexities(path.read_text(encoding="utf-8"))
    ]
    assert len(found) > len(MODULES)
    assert [each for each in found if each[-1] > MAX_COMPLEXITY] == []


DECISIONS = """
def outer(values, default=1 if ready else 2):
    def inner(value):
        return value and default or None
    for value in values:
        if value:
            pass
        elif [one for one in value if one if inner(one)]:
            pass
    else:
        assert value and default
    while (lambda: value or default)():
        try:
            return 1 if value else 2
        except (KeyError, ValueError):
            pass
        except OSError:
            pass
        else:
            with value:
                pass
        finally:
            pass
    match value:
        case 1:
            pass
        case 2 if value:
            pass
        case _:
            pass
"""


def test_decisions_are_counted_like_radon_counts_them() -> None:
    counted = {name: complexity for name, _, complexity in complexities(DECISIONS)}
    assert counted == {"outer": 17, "inner": 3}


def test_no_folder_holds_too_many_modules() -> None:
    count: dict[Path, int] = defaultdict(int)
    for path in MODULES:
        count[path.parent] += path.name != "__init__.py"
    assert {folder: n for folder, n in count.items() if n > MAX_MODULES} == {}


def test_there_are_modules() -> None:
    assert len(MODULES) > 10
