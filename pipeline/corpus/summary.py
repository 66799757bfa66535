"""What a batch tells of all plans: ``batch.csv``, ``batch.html`` and the catalogue."""

from __future__ import annotations

import csv
import io
import json
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.corpus.address import Address
from pipeline.corpus.dataset import FOLDER
from pipeline.corpus.model import STATES, SUMMARY_FIELDS, PlanOutcome
from pipeline.corpus.tables import CORPUS_TABLES, FURTHER, further_columns, shared_columns
from pipeline.corpus.thresholds import CORPUS
from pipeline.publish.core.html_templates import html_templates
from pipeline.publish.data.csv_files import csv_value
from pipeline.publish.describe.datapackage import PROFILE

SUMMARY, PAGE, CATALOGUE = "batch.csv", "batch.html", "corpus.json"
TEMPLATES = Path(__file__).parent / "templates"


def write_summaries(address: Address, outcomes: Sequence[PlanOutcome]) -> None:
    """Write the table, the page and the catalogue of all plans of a corpus."""
    address.write(SUMMARY, summary_csv(outcomes).encode())
    address.write(PAGE, corpus_page(outcomes).encode())
    address.write(CATALOGUE, b"".join(package_catalogue(outcomes)))


def summary_csv(outcomes: Iterable[PlanOutcome]) -> str:
    """Return the table of all plans."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(SUMMARY_FIELDS)
    for outcome in outcomes:
        writer.writerow([csv_value(getattr(outcome, name)) for name in SUMMARY_FIELDS])
    return buffer.getvalue()


def corpus_page(outcomes: Sequence[PlanOutcome]) -> str:
    """Return the page over all plans, those to look at first."""
    counts = Counter(outcome.status for outcome in outcomes)
    groups = []
    for status in reversed(STATES):
        found = [outcome for outcome in outcomes if outcome.status == status]
        found.sort(key=lambda o: (o.confidence is not None, o.confidence or 0, o.plan_id))
        groups.append((status, found[: CORPUS.listed], len(found)))
    seconds = sorted(outcome.seconds for outcome in outcomes)
    page = (
        html_templates(TEMPLATES)
        .get_template("batch.html.j2")
        .render(
            counts=[(status, counts[status]) for status in STATES],
            groups=groups,
            total=len(outcomes),
            rows=sum(outcome.rows for outcome in outcomes),
            doubts=sum(outcome.doubts for outcome in outcomes),
            seconds=sum(seconds),
            median=statistics.median(seconds) if seconds else 0.0,
            slowest=max(seconds, default=0.0),
            spread=_spread(seconds),
        )
    )
    return page + "\n"


def _spread(seconds: Sequence[float]) -> list[tuple[str, int, float]]:
    """Return label, number and share of the largest number, for plans by how long they took."""
    bounds = (1, 3, 10, 30, 100, 300, 1000, 3000)
    labels = ["under 1 s", *(f"{a}–{b} s" for a, b in pairwise(bounds))]
    labels.append(f"over {bounds[-1]} s")
    counts = Counter(sum(value >= bound for bound in bounds) for value in seconds)
    most = max(counts.values(), default=1)
    return [(label, counts[i], counts[i] / most) for i, label in enumerate(labels) if counts[i]]


def package_catalogue(outcomes: Iterable[PlanOutcome]) -> Iterator[bytes]:
    """Yield the catalogue, a Data Package whose resources are the packages of the plans."""
    head = {
        "$schema": PROFILE,
        "name": "corpus",
        "title": "Corpus of plans",
        "description": "A package for each plan; all plans in one database and in one dataset.",
        "planrows:dataset": {
            name: {
                "files": f"{FOLDER}/{name}/plan=*/part.parquet",
                "fields": [{"name": column, "type": kind} for column, kind in columns],
            }
            for name, columns in (
                *((spec.name, shared_columns(spec)) for spec in CORPUS_TABLES),
                (FURTHER, further_columns()),
            )
        },
    }
    resources: list[dict[str, Any]] = [
        {"name": "all-plans", "path": "corpus.sqlite", "mediatype": "application/vnd.sqlite3"},
        {"name": "outcomes", "path": SUMMARY, "mediatype": "text/csv"},
    ]
    text = json.dumps(head, indent=1, ensure_ascii=False)
    yield text.removesuffix("\n}").encode() + b',\n "resources": [\n  '
    yield ",\n  ".join(json.dumps(one, ensure_ascii=False) for one in resources).encode()
    for outcome in outcomes:
        if outcome.is_in_corpus:
            yield b",\n  " + json.dumps(_package(outcome), ensure_ascii=False).encode()
    yield b"\n ]\n}\n"


def _package(outcome: PlanOutcome) -> dict[str, Any]:
    return {
        "name": f"plan-{outcome.plan_id}",
        "path": f"{outcome.plan_id}/datapackage.json",
        "format": "json",
        "mediatype": "application/json",
        "planrows:plan": outcome.plan_id,
        "planrows:status": outcome.status,
        "planrows:confidence": outcome.confidence,
    }
