"""Facts of a module's source: the modules, data files and distributions that it can load.

The source is parsed, not run. Imports inside functions, module names in strings and code strings
for other processes are included; imports for type checkers are not.
"""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

DISTRIBUTIONS = "DISTRIBUTIONS"
"""Name of the constant in which a module lists the distributions whose versions it reads."""
_DOTTED = re.compile(r"([A-Za-z_]\w*(?:\.\w+)+)(?::\w+)?")
"""A string that may be a module name, or ``module:name``."""
_IMPORTERS = ("import_module", "__import__")
_HIDING = ("exec", "eval", "get_data", "run_module", "run_path", "PackageLoader")
"""Functions that can load code or data that the source does not name."""
_HIDING_MODULES = ("importlib.resources", "pkgutil", "runpy")

_UP = ".."


@dataclass
class Facts:
    """Facts of one source file.

    Attributes:
        imports: level of a relative import, module, and the imported names.
        mentions: strings that may name one of our modules.
        paths: files and folders that it reads, relative to its own folder.
        distributions: distributions whose version it reads.
        unclear: line and name of each construct that cannot be resolved.
    """

    imports: list[tuple[int, str, list[str]]] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    distributions: list[str] = field(default_factory=list)
    unclear: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """Return the facts as JSON values."""
        return asdict(self)


def source_facts_of(source: bytes) -> Facts:
    """Return the facts of a module's source.

    Raises:
        SyntaxError: the source is not valid Python.
    """
    reader = _Reader()
    reader.visit(ast.parse(source))
    reader.close()
    return reader.facts


class _Reader:
    """Reads facts from a syntax tree, as an `ast.NodeVisitor` does but in less time."""

    def __init__(self) -> None:
        self.facts = Facts()
        self._reads_versions = False
        self._visitors: dict[type[ast.AST], Callable[[Any], None]] = {
            ast.If: self.visit_if,
            ast.Import: self.visit_import,
            ast.ImportFrom: self.visit_import_from,
            ast.Expr: self.visit_expression,
            ast.Constant: self.visit_constant,
            ast.Call: self.visit_call,
            ast.BinOp: self.visit_path,
            ast.Attribute: self.visit_path,
            ast.Subscript: self.visit_path,
            ast.Name: self.visit_name,
            ast.Assign: self.visit_assign,
        }

    def visit(self, node: ast.AST) -> None:
        """Read a node and all nodes in it."""
        self._visitors.get(type(node), self.visit_fields)(node)

    def visit_fields(self, node: ast.AST) -> None:
        """Read all nodes in a node."""
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, list):
                for inner in value:
                    if isinstance(inner, ast.AST):
                        self.visit(inner)
            elif isinstance(value, ast.AST):
                self.visit(value)

    def close(self) -> None:
        """Add the facts that are known only after the whole file."""
        if self._reads_versions and not self.facts.distributions:
            self.facts.unclear.append(f"reads versions without a constant {DISTRIBUTIONS}")

    def visit_if(self, node: ast.If) -> None:
        named = node.test.attr if isinstance(node.test, ast.Attribute) else node.test
        name = named.id if isinstance(named, ast.Name) else named
        for part in (
            node.orelse if name == "TYPE_CHECKING" else (node.test, *node.body, *node.orelse)
        ):
            self.visit(part)

    def visit_import(self, node: ast.Import) -> None:
        for alias in node.names:
            self._import(0, alias.name, [], node)

    def visit_import_from(self, node: ast.ImportFrom) -> None:
        self._import(node.level, node.module or "", [alias.name for alias in node.names], node)

    def _import(self, level: int, module: str, names: list[str], node: ast.stmt | ast.expr) -> None:
        self.facts.imports.append((level, module, names))
        whole = {module, *(f"{module}.{name}" for name in names)}
        self._reads_versions |= "importlib.metadata" in whole
        for hiding in sorted(whole.intersection(_HIDING_MODULES)):
            self._unclear(node, hiding)

    def visit_expression(self, node: ast.Expr) -> None:
        if not isinstance(
            node.value, ast.Constant
        ):  # docstrings mention modules without loading them
            self.visit(node.value)

    def visit_constant(self, node: ast.Constant) -> None:
        if not isinstance(node.value, str):
            return
        if found := _DOTTED.fullmatch(node.value):
            self.facts.mentions.append(found[1])
        elif re.search(r"\bimport\b", node.value):
            self._read_code(node.value)

    def _read_code(self, text: str) -> None:
        """Read the imports of a string that is the source code of another process."""
        try:
            inner = source_facts_of(text.encode())
        except (SyntaxError, ValueError):
            return
        self.facts.imports += inner.imports
        self.facts.mentions += inner.mentions

    def visit_call(self, node: ast.Call) -> None:
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        if name in _IMPORTERS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                self._import(0, first.value, [], node)
            else:
                self._unclear(node, f"{name} of something other than a plain string")
        elif name in _HIDING:
            self._unclear(node, name)
        if (path := _path(node)) is None:
            self.visit_fields(node)
        else:
            self.facts.paths.append(path)

    def visit_path(self, node: ast.expr) -> None:
        if (path := _path(node)) is None:
            self.visit_fields(node)
        else:
            self.facts.paths.append(path)

    def visit_name(self, node: ast.Name) -> None:
        if node.id == "__file__":
            self._unclear(node, "a use of __file__ in an unknown kind of path expression")

    def visit_assign(self, node: ast.Assign) -> None:
        names = [target.id for target in node.targets if isinstance(target, ast.Name)]
        if DISTRIBUTIONS in names:
            self.facts.distributions += _strings(node.value)
        self.visit_fields(node)

    def _unclear(self, node: ast.stmt | ast.expr, what: str) -> None:
        self.facts.unclear.append(f"line {node.lineno}: {what}")


def _strings(node: ast.expr) -> Iterator[str]:
    for part in ast.walk(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def _path(node: ast.expr) -> str | None:
    """Return the path that an expression built on ``Path(__file__)`` stands for.

    The path is relative to the module's own folder; None: the expression is no such path.
    """
    found = _from_file(node)
    return None if found is None else posixpath.normpath(posixpath.join("module.py", found))


def _from_file(node: ast.expr) -> str | None:
    """Return a path relative to the module's file, whose folder is ``..``."""
    if isinstance(node, ast.Call):
        return _from_call(node)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return _joined(_from_file(node.left), [node.right])
    if isinstance(node, ast.Attribute) and node.attr == "parent":
        return _joined(_from_file(node.value), [ast.Constant(_UP)])
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute):
        steps = node.slice.value if isinstance(node.slice, ast.Constant) else None
        if node.value.attr == "parents" and isinstance(steps, int):
            up = [ast.Constant(_UP)] * (steps + 1)
            return _joined(_from_file(node.value.value), up)
    return None


def _from_call(node: ast.Call) -> str | None:
    if isinstance(node.func, ast.Name) and node.func.id == "Path" and len(node.args) == 1:
        file = node.args[0]
        return "." if isinstance(file, ast.Name) and file.id == "__file__" else None
    if not isinstance(node.func, ast.Attribute):
        return None
    if _is_os_path(node.func.value) and node.args:
        return _from_os_path(node.func.attr, node.args)
    before = _from_file(node.func.value)
    if node.func.attr in ("resolve", "absolute"):
        return before
    if node.func.attr == "joinpath":
        return _joined(before, node.args)
    if node.func.attr == "with_name":
        return _joined(before, [ast.Constant(_UP), *node.args])
    return None


def _is_os_path(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "path"
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    )


def _from_os_path(function: str, args: list[ast.expr]) -> str | None:
    """Return the path that a function of `os.path` makes, as `_from_file` does.

    Modules that come before the guard of the search path cannot import `pathlib`.
    """
    first = args[0]
    is_file = isinstance(first, ast.Name) and first.id == "__file__"
    before = "." if is_file else _from_file(first)
    if function in ("abspath", "realpath"):
        return before
    if function == "dirname":
        return _joined(before, [ast.Constant(_UP)])
    return _joined(before, args[1:]) if function == "join" else None


def _joined(before: str | None, parts: list[Any]) -> str | None:
    names = [part.value if isinstance(part, ast.Constant) else None for part in parts]
    if before is None or not all(isinstance(name, str) for name in names):
        return None
    return posixpath.normpath(posixpath.join(before, *map(str, names)))
