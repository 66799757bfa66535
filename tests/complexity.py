"""The cyclomatic complexity of functions, counted as radon does."""

from __future__ import annotations

import ast
from collections.abc import Iterator

Function = ast.FunctionDef | ast.AsyncFunctionDef


def complexities(source: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name, the line and the complexity of each function, inner functions as well."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Function):
            yield node.name, node.lineno, 1 + sum(map(decisions, node.body))


def decisions(node: ast.AST) -> int:
    """Return the decisions of a statement; inner functions and classes count by themselves."""
    if isinstance(node, (Function, ast.ClassDef)):
        return 0
    if isinstance(node, ast.Assert):
        return 1  # whatever it compares
    return own_decisions(node) + sum(map(decisions, ast.iter_child_nodes(node)))


def own_decisions(node: ast.AST) -> int:
    match node:
        case ast.If() | ast.IfExp():
            return 1
        case ast.For() | ast.AsyncFor() | ast.While():
            return 1 + bool(node.orelse)
        case ast.Try():
            return len(node.handlers) + bool(node.orelse)
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Match():
            return len(node.cases) - any(catches_all(case.pattern) for case in node.cases)
    return 0


def catches_all(pattern: ast.pattern) -> bool:
    return isinstance(pattern, ast.MatchAs) and pattern.pattern is None
