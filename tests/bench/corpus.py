"""Measure ``planrows batch``: plans a minute at 1, 2, 4 workers, on processes and on Dask.

    python -m tests.bench.corpus --plans 200 --workers 1 2 4
    python -m tests.bench.corpus --plans 1000 --pages 8 --workers 2 --on processes dask --kill 2
    python -m tests.bench.corpus --plans 1000 --generated --workers 2 --on dask --kill 2 --only-kill

The corpus is the default plan, so many times, each in a file of its own bytes: nothing that one
plan leaves in the store serves another. With ``--generated``, it is random plans in all settings of
``tests/generators``, without any settings file. Each measurement starts with an empty store.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path

import pikepdf

from tests.bench.__main__ import PLAN, ROOT, UNSET, machine
from tests.bench.many_plans import ask
from tests.bench.measure import Sample, cpu_of_children, measure, pids_of_children, wait_for_orphans

FIRST_SEED = 1_000
"""Seed of the first plan of each setting; tests of the generators use lower ones."""


@dataclass(frozen=True)
class Corpus:
    """A project of many plans, in a folder of its own."""

    folder: Path
    plans: int
    may_refuse: bool = False
    """Whether plans may be refused: nobody wrote settings for them."""
    _seen: dict[str, bytes] = field(default_factory=dict)
    """Outcomes of plans that were done when a batch was killed."""

    @classmethod
    def make(cls, folder: Path, plans: int, pages: int | None = None) -> Corpus:
        """Write the plans: the default one, or its first pages and its annex, the last one."""
        sources = folder / "sources"
        shutil.copytree(ROOT / "sources" / "registers", sources / "registers")
        for number in range(plans):
            plan = sources / f"plan-{number:05}"
            shutil.copytree(ROOT / "sources" / PLAN, plan)
            with pikepdf.open(plan / "plan.pdf", allow_overwriting_input=True) as pdf:
                if pages is not None:
                    del pdf.pages[pages - 1 : -1]
                pdf.docinfo["/Number"] = str(number)
                pdf.save()
            sha = hashlib.sha256((plan / "plan.pdf").read_bytes()).hexdigest()
            settings = (plan / "plan.toml").read_text(encoding="utf-8")
            card = tomllib.loads(settings)["source"]
            settings = settings.replace(f'id = "{PLAN}"', f'id = "{plan.name}"', 1)
            settings = settings.replace(card["sha256"], sha, 1)
            (plan / "plan.toml").write_text(settings, encoding="utf-8")
        return cls(folder, plans)

    @classmethod
    def generate(cls, folder: Path, plans: int) -> Corpus:
        """Set small random plans, one setting after the other, each plan from a seed of its own."""
        # Imported here: the typesetters take as long to import as many a plan to set.
        from tests.generators.variants import VARIANTS, set_plan

        sources = folder / "sources"
        shutil.copytree(ROOT / "sources" / "registers", sources / "registers")
        names = sorted(VARIANTS)
        for number in range(plans):
            turn, place = divmod(number, len(names))
            file = f"plan-{number:05}-{names[place].replace('_', '-')}.pdf"
            set_plan(names[place], FIRST_SEED + turn, sources / file, quick=True)
        return cls(folder, plans, may_refuse=True)

    def clear(self) -> None:
        """Forget what was published and what the store holds."""
        for name in ("out", "store"):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def command(self, *more: str) -> list[str]:
        batch = [sys.executable, "-m", "pipeline", "batch", str(self.folder / "sources")]
        return [*batch, "--out", str(self.folder / "out"), *more]

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in UNSET}
        project, store = str(self.folder), str(self.folder / "store")
        own = {"PLANROWS_PROJECT": project, "PLANROWS_STORE": store, "PYTHONPATH": str(ROOT)}
        return {**kept, **own}

    def done(self) -> int:
        """Return how many plans have an outcome."""
        return len(list((self.folder / "out" / ".batch").glob("*.json")))

    def run(self, *more: str) -> Sample:
        """Run the whole corpus from nothing.

        Raises:
            RuntimeError: it failed, or not every plan was published or, if generated, refused.
        """
        self.clear()
        sample = self._measured(*more)
        counts = self.statuses()
        if counts.total() != self.plans or not (self.may_refuse or counts.keys() == {"published"}):
            raise RuntimeError(f"of {self.plans} plans, {_said(counts)}")
        return sample

    def _measured(self, *more: str, kill_when: Callable[[], bool] | None = None) -> Sample:
        """Run a batch to its end; it exits with 1 where it refuses a plan."""
        return measure(
            self.command(*more), self.folder, self.environment, look_every=1.0,
            may_exit_with=(0, 1) if self.may_refuse else (0,), kill_when=kill_when,
        )  # fmt: skip

    def statuses(self) -> Counter[str]:
        """Return how many plans ended in each way."""
        return Counter(str(json.loads(outcome)["status"]) for outcome in self._outcomes().values())

    @contextmanager
    def on_dask(self, workers: int) -> Iterator[tuple[str, str]]:
        """Start a cluster, one plan a worker at a time, and yield the options that name it."""
        from distributed import LocalCluster

        # Workers read the environment when they start.
        kept = dict(os.environ)
        os.environ.update(self.environment)
        try:
            with LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            ) as cluster:
                yield "--scheduler", cluster.scheduler_address
        finally:
            os.environ.clear()
            os.environ.update(kept)

    def kill_and_restart(self, times: int, *more: str) -> str:
        """Kill a batch, all its processes, some times on its way, and let it end at last."""
        self.clear()
        left_at, samples = [], []
        for turn in range(1, times + 1):
            count = self.plans * turn // (times + 1)
            samples.append(self._measured(*more, kill_when=lambda n=count: self.done() >= n))
            self._seen.update(self._outcomes())
            left_at.append(self.done())
        samples.append(self._measured(*more))
        again = [
            name
            for name, outcome in self._outcomes().items()
            if self._seen.get(name, outcome) != outcome
        ]
        mib = [max(s.memory for s in samples) / 2**20, max(s.parent for s in samples) / 2**20]
        return (
            f"killed with {', '.join(map(str, left_at))} of {self.plans} plans done; all runs "
            f"together took {sum(s.wall for s in samples):.0f} s, the processes of the command "
            f"{sum(s.cpu for s in samples):.0f} CPU s and {mib[0]:.0f} MiB, its own process "
            f"{mib[1]:.0f} MiB: {_said(self.statuses())}; {len(again)} were done twice"
        )

    def _outcomes(self) -> dict[str, bytes]:
        """Return what is recorded of each plan, the time included."""
        return {p.name: p.read_bytes() for p in (self.folder / "out" / ".batch").glob("*.json")}

    def storage(self) -> str:
        """Say what a plan takes on disk."""
        kib = {
            name: sum(p.stat().st_size for p in (self.folder / name).rglob("*") if p.is_file())
            / self.plans
            / 1024
            for name in ("out", "store")
        }
        return f"a plan takes {kib['out']:,.0f} KiB published and {kib['store']:,.0f} KiB in store"


def _said(counts: Counter[str]) -> str:
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.corpus")
    parser.add_argument("--plans", type=int, default=20)
    parser.add_argument("--pages", type=int, help="take so many pages of each plan; default: all")
    parser.add_argument("--generated", action="store_true", help="random plans in many settings")
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--on", nargs="+", choices=["processes", "dask"], default=["processes"])
    parser.add_argument("--kill", type=int, default=0, help="kill one so often on its way")
    parser.add_argument("--only-kill", action="store_true", help="don't run them undisturbed, too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if arguments.generated:
            corpus = Corpus.generate(Path(folder), arguments.plans)
            what = "small random plans"
        else:
            corpus = Corpus.make(Path(folder), arguments.plans, arguments.pages)
            what = f"plans of {arguments.pages or 'all'} pages"
        print(f"{arguments.plans} {what}. {machine()}\n")
        if not arguments.only_kill:
            print("| on | workers | wall s | plans a minute | speed-up | CPU s a plan | peak MiB |")
            print("|---|---:|---:|---:|---:|---:|---:|")
        for kind in arguments.on:
            if not arguments.only_kill:
                _table(corpus, kind, arguments.workers)
            if arguments.kill:
                _kill(corpus, kind, max(arguments.workers), arguments.kill)
        print(f"\n{corpus.storage()}\n")
        print("| question | s | CPU s | result |\n|---|--:|--:|--:|")
        ask(corpus.folder / "out")


def _kill(corpus: Corpus, kind: str, workers: int, times: int) -> None:
    # It outlives the cluster that would start it otherwise.
    resource_tracker.ensure_running()
    before, others = cpu_of_children(), pids_of_children()
    on_dask = kind == "dask"
    with corpus.on_dask(workers) if on_dask else nullcontext(("--jobs", str(workers))) as on:
        said = corpus.kill_and_restart(times, *on)
    # A cluster's workers have ended only now.
    wait_for_orphans(others)
    cpu = (cpu_of_children() - before) / corpus.plans
    print(f"\n{kind}: {said}. With the workers, a plan took {cpu:.2f} CPU s.\n", flush=True)


def _table(corpus: Corpus, kind: str, workers: Sequence[int]) -> None:
    first: Sample | None = None
    for count in workers:
        is_dask = kind == "dask"
        with corpus.on_dask(count) if is_dask else nullcontext(("--jobs", str(count))) as on:
            sample = corpus.run(*on)
        first = first or sample
        # A cluster's workers are no children of the command that is measured.
        cpu = "–" if is_dask else f"{sample.cpu / corpus.plans:.2f}"
        memory = "–" if is_dask else f"{sample.memory / 2**20:.0f}"
        print(
            f"| {kind} | {count} | {sample.wall:.1f} | {60 * corpus.plans / sample.wall:.1f} | "
            f"{first.wall / sample.wall:.2f} | {cpu} | {memory} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
