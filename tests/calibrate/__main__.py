"""``python -m tests.calibrate [WORD…]``: the range of each threshold in which results stay.

Documents of our generators are read in this process, once for each value that is tried. Words
choose thresholds by what their sub-package or name contains, like ``ruling`` or ``snap``. What no
document asks for is listed, and not varied.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import math
import pickle
import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

from extract.errors import ExtractError
from extract.model import Document
from extract.runtime.outcomes import Readings, Values
from extract.runtime.workers import PagePool
from extract.stage import read_document
from tests.calibrate.ranges import modules_in, range_of, results_of, thresholds_in
from tests.generators.variants import VARIANTS, set_plan

ROOT = Path(__file__).resolve().parents[2]


def read_here(
    pool: PagePool,
    function: Callable[[Path, int], Any],
    pdf: Path,
    pages: Sequence[int],
    *,
    done: Callable[[int], None] | None = None,
    seconds: float = math.inf,
) -> Readings[Any]:
    """Read pages in this process: a worker would not see the value that is tried."""
    del pool, seconds
    values: Values[Any] = Values()
    failures: dict[int, ExtractError] = {}
    for page in dict.fromkeys(pages):
        try:
            values.put(page, pickle.dumps(function(pdf, page)))
        except ExtractError as error:
            failures[page] = error
        if done is not None:
            done(page)
    return Readings(values, failures)


def content_of(document: Document) -> object:
    """Return what users get: tables and texts, without scores and places."""
    tables = [
        (
            table.columns,
            [
                (
                    row.kind,
                    [(c.column, c.column_stop, c.row, c.row_stop, c.text) for c in row.cells],
                )
                for row in (*table.header, *table.rows)
            ],
        )
        for table in document.tables
    ]
    return tables, [(block.kind, block.text) for block in document.blocks]


def digest_of(pdfs: Sequence[Path]) -> str:
    with mock.patch.object(PagePool, "run", read_here):
        contents = [content_of(read_document(pdf)) for pdf in pdfs]
    return hashlib.sha256(repr(contents).encode()).hexdigest()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.calibrate", description=__doc__)
    parser.add_argument("words", nargs="*", help="parts of names of sub-packages or thresholds")
    parser.add_argument("--documents", type=int, default=6, help="number of variants to read")
    parser.add_argument("--sample", type=int, help="number of thresholds, drawn at random")
    parser.add_argument("--seconds", type=float, default=math.inf, help="begin none after these")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    started = time.monotonic()
    logging.disable(logging.CRITICAL)
    names = list(VARIANTS)[:: max(1, len(VARIANTS) // options.documents)][: options.documents]
    with tempfile.TemporaryDirectory() as folder:
        pdfs = [Path(folder) / f"{name}.pdf" for name in names]
        for name, pdf in zip(names, pdfs, strict=True):
            set_plan(name, options.seed, pdf, quick=True)
        print(f"documents: {', '.join(names)}")
        chosen = [
            threshold
            for module in modules_in("extract", ROOT)
            for threshold in thresholds_in(module)
            if not options.words or any(word in str(threshold) for word in options.words)
        ]
        usual, asked = results_of(chosen, lambda: digest_of(pdfs))
        unasked = [str(each) for each in chosen if each not in asked]
        print(f"asked for: {len(asked)} of {len(chosen)} thresholds; not: {', '.join(unasked)}")
        if options.sample is not None:
            asked = random.Random(options.seed).sample(asked, min(options.sample, len(asked)))
        print("threshold = value: other result | same results | other result")
        for threshold in asked:
            if time.monotonic() - started > options.seconds:
                print("the time is over: --seconds")
                break
            print(range_of(threshold, lambda: digest_of(pdfs), usual), flush=True)


if __name__ == "__main__":
    main()
