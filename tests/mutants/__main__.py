"""``python -m tests.mutants [PATH…]``: which of some mutants no quick test notices.

The tree is copied first: the checkout stays as it is. Without paths, the modules that differ from
``--since`` are mutated. The tests are those of the folder that mirrors each path. They run once
without a mutant, which shows those that reach each mutant; only these run again, in a process that
is forked after the imports. They have a budget of time, and so has each mutant: samples end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from math import ceil
from pathlib import Path
from typing import IO

from extract.system.guard import PACKAGES
from tests.mutants.draw import Mutant, draw
from tests.mutants.forks import MODULES, RESULTS, TASKS, WAITING, Task
from tests.mutants.reach import (
    BUDGET,
    REACHED,
    Durations,
    first_statement,
    tests_by_mutant,
    write_back,
    write_marks,
)
from tests.mutants.table import Outcome, table

ROOT = Path(__file__).resolve().parents[2]
MIN_SECONDS = 20.0
"""The tests of a mutant may take so much CPU, or `SLOWER` times as much as without it."""
SLOWER = 5.0
PAUSE = 0.1
MAX_LINES = 30


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


def narrowed(path: Path, tests: Sequence[Path]) -> list[Path]:
    """Return the folder that mirrors a module, if it is one of the tests."""
    mirror = mirror_of(path)
    return [mirror] if {mirror, *mirror.parents} & {*tests} else [*tests]


def copy_tree(target: Path) -> None:
    for name in git("ls-files", "-co", "--exclude-standard"):
        source = ROOT / name
        if source.is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)


def pytest_of(
    tree: Path, tests: Sequence[Path], output: IO[bytes] | None = None, **more: str
) -> subprocess.Popen[bytes]:
    """Start the quick tests in the copy."""
    quick = ["-x", "-q", "-m", "not slow", "-p", "no:cacheprovider", "-p", "no:randomly"]
    plugins = {TASKS: "tests.mutants.forks", REACHED: "tests.mutants.reach"}
    for name in more.keys() & plugins.keys():
        quick += ["-p", plugins[name]]
    # Installed, `planrows` is that of the checkout.
    python_path = os.pathsep.join([str(tree), str(tree / "pipeline" / "api"), str(ROOT)])
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", *quick, *map(str, tests)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": python_path, "PYTHONDONTWRITEBYTECODE": "1", **more},
        stdout=subprocess.DEVNULL if output is None else output,
        stderr=subprocess.STDOUT,
    )


def limit_of(seconds: float, budget: float) -> int:
    """Return the CPU seconds after which a mutant is ended.

    Where the tests may take longer without it, it counts as one that survives.
    """
    return ceil(min(max(MIN_SECONDS, SLOWER * seconds), max(MIN_SECONDS, SLOWER * budget)))


def outcome_at_import(tree: Path, mutant: Mutant, tests: Sequence[Path], seconds: float) -> Outcome:
    """Run tests in a new process, for code that runs when it is imported."""
    source = mutant.path.read_text(encoding="utf-8")
    mutant.path.write_text(mutant.source(), encoding="utf-8")
    with pytest_of(tree, tests) as run:
        try:
            failed = run.wait(timeout=WAITING * max(MIN_SECONDS, SLOWER * seconds)) != 0
        except subprocess.TimeoutExpired:
            run.kill()
            return Outcome.TIMED_OUT
        finally:
            mutant.path.write_text(source, encoding="utf-8")
    return Outcome.KILLED if failed else Outcome.SURVIVED


def reached_by(
    tree: Path, mutants: Sequence[Mutant], tests: Sequence[Path]
) -> tuple[dict[int, set[str]], Durations]:
    """Run the tests without a mutant; return which reach its function, and how long each takes."""
    sources = write_marks(mutants)
    with tempfile.TemporaryDirectory() as folder:
        reached = Path(folder) / "reached"
        reached.touch()
        with (
            (Path(folder) / "output").open("w+b") as output,
            pytest_of(tree, tests, output, **{REACHED: str(reached)}) as run,
        ):
            failed = run.wait() != 0
            output.seek(0)
            end = output.read().decode(errors="replace").splitlines()[-MAX_LINES:]
        write_back(sources)
        if failed:
            said = "\n".join(end)
            sys.exit(f"the tests fail without a mutant: {' '.join(map(str, tests))}\n{said}")
        names = tests_by_mutant(reached.read_text(encoding="utf-8").splitlines())
        return names, Durations.read(reached)


def tried(
    tree: Path, tests: Sequence[Path], tasks: Sequence[Task], modules: Sequence[str]
) -> Iterator[tuple[int, Outcome]]:
    """Yield the numbers of mutants, and what became of each."""
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results"
        results.touch()
        (Path(folder) / "tasks").write_text(json.dumps(tasks), encoding="utf-8")
        (Path(folder) / f"tasks{MODULES}").write_text("\n".join(modules), encoding="utf-8")
        run = pytest_of(tree, tests, **{TASKS: str(Path(folder) / "tasks"), RESULTS: str(results)})
        done = 0
        while done < len(tasks):
            ended = run.poll() is not None
            lines = results.read_text(encoding="utf-8").splitlines()
            for line in lines[done:]:
                number, outcome = line.split()
                yield int(number), Outcome(outcome)
            if ended and len(lines) < len(tasks):
                sys.exit(f"the tests end before {tasks[len(lines)]['path']} is tried")
            done = len(lines)
            time.sleep(PAUSE)
        run.wait()


def outcomes(
    tree: Path, mutants: Sequence[Mutant], tests: Sequence[Path], budget: float = BUDGET
) -> Iterator[tuple[Mutant, Outcome]]:
    """Yield what became of each mutant; print those that no test notices as they are found."""
    started = time.perf_counter()
    reached, durations = reached_by(tree, mutants, tests)
    seconds = time.perf_counter() - started
    # Read now: while mutants are tried, the files change.
    sources = [mutant.source() for mutant in mutants]
    tasks: dict[int, Task] = {}
    taken: dict[int, float] = {}
    for number, (mutant, source) in enumerate(zip(mutants, sources, strict=True)):
        if first_statement(mutant.path.read_text(encoding="utf-8"), mutant.line) is None:
            mirror = narrowed(mutant.path.relative_to(tree), tests)
            found = outcome_at_import(tree, mutant, mirror, seconds)
            yield mutant, told(tree, mutant, source, found)
        elif number in reached:
            names, taken[number] = durations.choose(reached[number], budget)
            tasks[number] = {
                "number": number,
                "path": str(mutant.path),
                "source": source,
                "tests": names,
                "limit": limit_of(taken[number], budget),
            }
        else:
            yield mutant, told(tree, mutant, source, Outcome.NOT_REACHED)
    for number, found in tried(tree, tests, list(tasks.values()), durations.modules):
        if found is Outcome.TIMED_OUT and tasks[number]["limit"] < SLOWER * taken[number]:
            found = Outcome.SURVIVED
        yield mutants[number], told(tree, mutants[number], sources[number], found)


def told(tree: Path, mutant: Mutant, source: str, outcome: Outcome) -> Outcome:
    """Print a mutant unless a test fails."""
    if outcome is not Outcome.KILLED:
        line = source.splitlines()[mutant.line - 1]
        place = mutant.path.relative_to(tree)
        print(f"{outcome.replace('-', ' ')}: {place}:{mutant.line}: {line.strip()}", flush=True)
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, help="modules or folders to mutate")
    parser.add_argument("--since", default="HEAD", help="commit that changes are counted from")
    parser.add_argument("--tests", nargs="*", type=Path, help="tests to run")
    parser.add_argument("--count", type=int, default=25, help="number of mutants")
    parser.add_argument("--seed", type=int, default=1)
    budget = "CPU seconds that the tests of one mutant take together"
    parser.add_argument("--budget", type=float, default=BUDGET, help=budget)
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
        found = [
            (mutant.path.relative_to(tree), outcome)
            for mutant, outcome in outcomes(tree, mutants, tests, options.budget)
        ]
    print(*table(found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
