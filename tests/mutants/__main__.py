"""``python -m tests.mutants [PATH…]``: which of some mutants no quick test notices.

The tree is copied first: the checkout stays as it is. Without paths, the modules that differ from
``--since`` are mutated. The tests are those of the folder that mirrors each path.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from extract.system.guard import PACKAGES
from tests.mutants.draw import Mutant, draw

ROOT = Path(__file__).resolve().parents[2]
MIN_SECONDS = 60.0
"""A test run may take this long, or `SLOWER` times the run without a mutant."""
SLOWER = 5.0


def git(*arguments: str) -> list[str]:
    done = subprocess.run(
        ["git", *arguments, "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [name for name in done.stdout.split("\0") if name]


def changed(since: str) -> list[Path]:
    """Return the modules of our packages that differ from a commit."""
    names = {*git("diff", "--name-only", since), *git("ls-files", "-o", "--exclude-standard")}
    paths = [Path(name) for name in sorted(names) if name.endswith(".py")]
    return [path for path in paths if path.parts[0] in PACKAGES and (ROOT / path).is_file()]


def mirror_of(path: Path) -> Path:
    """Return the folder of tests that mirrors a path, or the nearest one above it."""
    while not (ROOT / "tests" / path).is_dir():
        path = path.parent
    return Path("tests") / path


def copy_tree(target: Path) -> None:
    for name in git("ls-files", "-co", "--exclude-standard"):
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def is_noticed(tree: Path, tests: Sequence[Path], seconds: float | None) -> bool:
    """Return whether a quick test fails; one that takes far too long notices something, too."""
    quick = ["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider"]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *quick, *map(str, tests)],
            cwd=tree,
            env={**os.environ, "PYTHONPATH": str(tree), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def survivors(tree: Path, mutants: Sequence[Mutant], tests: Sequence[Path]) -> list[Mutant]:
    """Return the mutants that no test notices; print each as it is found."""
    started = time.perf_counter()
    if is_noticed(tree, tests, None):
        sys.exit(f"the tests fail without a mutant: {' '.join(map(str, tests))}")
    seconds = max(MIN_SECONDS, SLOWER * (time.perf_counter() - started))
    found = []
    for mutant in mutants:
        source = mutant.path.read_text(encoding="utf-8")
        mutant.path.write_text(mutant.source(), encoding="utf-8")
        try:
            if not is_noticed(tree, tests, seconds):
                found.append(mutant)
                line = mutant.path.read_text(encoding="utf-8").splitlines()[mutant.line - 1]
                place = mutant.path.relative_to(tree)
                print(f"survives: {place}:{mutant.line}: {line.strip()}", flush=True)
        finally:
            mutant.path.write_text(source, encoding="utf-8")
    return found


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="modules or folders to mutate")
    parser.add_argument("--since", default="HEAD", help="commit that changes are counted from")
    parser.add_argument("--tests", nargs="*", type=Path, help="tests to run")
    parser.add_argument("--count", type=int, default=25, help="number of mutants")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = options.paths or changed(options.since)
    if not paths:
        print(f"no module differs from {options.since}: name a package")
        return 0
    tests = options.tests or sorted({mirror_of(path) for path in paths})
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy_tree(tree)
        mutants = draw([tree / path for path in paths], options.count, options.seed)
        alive = survivors(tree, mutants, tests)
    killed = len(mutants) - len(alive)
    share = f" ({killed / len(mutants):.0%})" if mutants else ""
    print(f"{killed} of {len(mutants)} mutants noticed{share}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
