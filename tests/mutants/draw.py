"""Mutants of our modules, made by cosmic-ray's operators."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator

_COMPARISONS = ("Eq_NotEq", "NotEq_Eq", "Lt_LtE", "LtE_Lt", "Gt_GtE", "GtE_Gt", "Is_IsNot",
                "IsNot_Is")  # fmt: skip
OPERATORS = (
    *(f"core/ReplaceComparisonOperator_{turn}" for turn in _COMPARISONS),
    "core/ReplaceAndWithOr",
    "core/ReplaceOrWithAnd",
    "core/ReplaceUnaryOperator_Delete_Not",
)
FEWEST = 2
"""Mutants of each folder in a sample."""


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    path: Path
    operator: str
    occurrence: int
    line: int

    def source(self) -> str:
        """Return the module's source with the change."""
        code = self.path.read_text(encoding="utf-8")
        mutated = mutate_code(code, get_operator(self.operator)(), self.occurrence)
        assert mutated is not None, self
        return str(mutated)

    def __str__(self) -> str:
        name = self.operator.partition("/")[2].removeprefix("Replace")
        return f"{self.path}:{self.line}: {name}"


def mutants_of(path: Path) -> Iterator[Mutant]:
    """Yield all mutants of a module."""
    nodes = list(ast_nodes(get_ast(path.read_text(encoding="utf-8"))))
    for name in OPERATORS:
        operator = get_operator(name)()
        starts = (start for node in nodes for start, _ in operator.mutation_positions(node))
        for occurrence, (line, _) in enumerate(starts):
            yield Mutant(path, name, occurrence, line)


def draw(paths: Sequence[Path], count: int, seed: int) -> list[Mutant]:
    """Return some mutants of the modules of files and folders, drawn at random.

    Where the sample has fewer than two mutants of a folder of modules, it gets two more of it.
    """
    modules = [
        module
        for path in paths
        for module in (sorted(path.rglob("*.py")) if path.is_dir() else [path])
        if "node_modules" not in module.parts
    ]
    found = [mutant for module in modules for mutant in mutants_of(module)]
    generator = random.Random(seed)
    sample = generator.sample(found, min(count, len(found)))
    for folder in sorted({mutant.path.parent for mutant in found}):
        if sum(mutant.path.parent == folder for mutant in sample) < FEWEST <= count:
            rest = [m for m in found if m.path.parent == folder and m not in sample]
            sample += generator.sample(rest, min(FEWEST, len(rest)))
    return sample
