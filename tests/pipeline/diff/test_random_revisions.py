"""Random revisions of the adopted plan's rows: what was changed is found, and named rightly."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.diff.editions import Edition, Record, read_edition
from pipeline.diff.stage import compare_editions

PUBLISHED = Path(__file__).resolve().parents[3] / "outputs" / "asean-pcrve-2019-2025"
VERBS = ("Organise", "Convene", "Develop", "Strengthen", "Workshop on", "Seminar on", "Training on")
FOREIGN = (
    "ledger", "harbour", "vaccine", "charter", "inspector", "tutor", "fisheries", "broadcast",
    "almanac", "surgeon", "tribunal", "archive", "scholarship", "corridor", "gateway", "rehearsal",
    "apprentice", "dossier", "barracks", "consular", "syllabus", "mayor", "satellite", "helpline",
    "curriculum", "roster", "treaty", "province", "diaspora", "embassy",
)  # fmt: skip
SEEDS = range(8)


@dataclass
class Revised:
    """A revision in the making.

    Attributes:
        rng: draws what is changed.
        rows: the rows of the plan, changed.
        free: indexes of rows that are not changed yet.
        gone: indexes of rows that the new edition does not have.
        after: rows that follow the row of an index.
        truth: kinds of each changed row, by its old id; of an added row, by its new id.
    """

    rng: random.Random
    rows: list[Record]
    free: list[int]
    gone: set[int] = field(default_factory=set)
    after: defaultdict[int, list[Record]] = field(default_factory=lambda: defaultdict(list))
    truth: dict[str, set[str]] = field(default_factory=dict)

    def take(self, *kinds: str) -> tuple[int, Record]:
        index = self.free.pop()
        self.truth[self.rows[index]["row_id"]] = set(kinds)
        return index, self.rows[index]

    def sentence(self, words: int) -> str:
        """Return a sentence of words of the plan and of other words."""
        own = [w for row in self.rows for w in row["activity"].split() if len(w) > 3]
        drawn = [
            self.rng.choice(FOREIGN if self.rng.random() < 0.35 else own) for _ in range(words)
        ]
        return " ".join([self.rng.choice(VERBS), *drawn])

    def reworded(self, text: str, share: float) -> str:
        words = text.split()
        for place in self.rng.sample(range(len(words)), max(1, int(len(words) * share))):
            words[place] = self.rng.choice(FOREIGN)
        return " ".join(words)


def revise(old: Edition, seed: int) -> tuple[Edition, dict[str, set[str]]]:
    rng = random.Random(seed)
    rows = [dict(row) for row in old.rows]
    free = [
        i
        for i, row in enumerate(rows)
        if len(row["activity"].split()) > 11 and len(row["expected_output"].split()) > 2
    ]
    rng.shuffle(free)
    made = Revised(rng, rows, free)
    for _ in range(8):
        _, row = made.take("reworded")
        row["activity"] = made.reworded(row["activity"], rng.choice((0.1, 0.2, 0.3)))
    for name in ("expected_output", "expected_output", "expected_output", "activity", "activity"):
        _, row = made.take("replaced")
        row[name] = made.sentence(rng.choice((6, 10, 16)))
    for _ in range(3):
        made.gone.add(made.take("removed")[0])
    for number in range(3):
        place = rng.randrange(len(rows))
        texts = {"activity": made.sentence(12), "expected_output": made.sentence(9)}
        made.after[place].append(rows[place] | texts | {"row_id": f"added {number}"})
        made.truth[f"added {number}"] = {"added"}
    for _ in range(3):
        move(made)
    for _ in range(2):
        split(made)
    tables = {name: [dict(record) for record in table] for name, table in old.tables.items()}
    kept = [[] if i in made.gone else [row] for i, row in enumerate(rows)]
    tables["matrix"] = [dict(r) for i, own in enumerate(kept) for r in (*own, *made.after[i])]
    for row in tables["matrix"]:
        row["row_id"] = f"new {row['row_id']}"
    return Edition("new", tables), made.truth


def move(made: Revised) -> None:
    index, row = made.take("moved")
    made.gone.add(index)
    targets = [i for i, r in enumerate(made.rows) if r["section_id"] != row["section_id"]]
    target = made.rng.choice(targets)
    names = ("area_id", "area", "focus", "focus_id", "section_id", "section", "relevant_bodies")
    made.after[target].append(row | {name: made.rows[target][name] for name in names})


def split(made: Revised) -> None:
    index, row = made.take("split")
    words = row["activity"].split()
    half = len(words) // 2
    part = row | {"activity": " ".join(words[half:]), "row_id": f"{row['row_id']} b"}
    row["activity"] = " ".join(words[:half])
    made.after[index].append(part)


def test_random_revisions_are_found_and_named() -> None:
    known = found = named = 0
    invented = []
    for seed in SEEDS:
        old = read_edition(PUBLISHED)
        new, truth = revise(old, seed)
        changed = {
            record.removeprefix("new "): change
            for change in compare_editions(old, new).of("rows")
            if change.kinds != ("unchanged",)
            for record in (change.old_ids or change.new_ids)
        }
        known += len(truth)
        found += sum(record in changed for record in truth)
        named += sum(set(changed[r].kinds) == truth[r] for r in truth if r in changed)
        invented += [changed[record] for record in changed if record not in truth]
    assert found / known >= 0.98
    assert named / known >= 0.95
    assert len(invented) <= 0.01 * known, [change.says for change in invented]
