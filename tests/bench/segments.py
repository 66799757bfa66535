"""Measure how ``planrows extract`` grows with the path segments of a page.

    python -m tests.bench.segments --segments 2000 20000 200000

Each page is a ruled table with a number in some cells; each side of each cell is a path of its
own, as some programs draw tables. The sheet grows with the table.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from tests.bench.__main__ import Bench

SIDES = 4
"""Segments a cell."""
WIDTH, HEIGHT = 40.0, 14.0
"""Points of a cell."""
EACH = 3
"""Every so many cells have a text."""
COLUMNS = 20


def write_page(target: Path, segments: int) -> Path:
    """Write a page with so many path segments, or a few more."""
    rows = math.ceil(segments / SIDES / COLUMNS)
    blocks = math.ceil(rows / 400)  # side by side, so that no sheet is longer than a PDF's may be
    deep = math.ceil(rows / blocks)
    canvas = Canvas(str(target), pagesize=(blocks * (COLUMNS + 1) * WIDTH, (deep + 2) * HEIGHT))
    canvas.setFont("Helvetica", 8)
    canvas.setLineWidth(0.5)
    for row in range(rows):
        left = (row // deep) * (COLUMNS + 1) * WIDTH
        y = (deep - row % deep) * HEIGHT
        for column in range(COLUMNS):
            x = left + column * WIDTH
            for side in (
                (x, y, x + WIDTH, y),
                (x + WIDTH, y, x + WIDTH, y + HEIGHT),
                (x + WIDTH, y + HEIGHT, x, y + HEIGHT),
                (x, y + HEIGHT, x, y),
            ):
                canvas.line(*side)
            if (row * COLUMNS + column) % EACH == 0:
                canvas.drawString(x + 3, y + 4, str(row))
    canvas.save()
    return target


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.segments")
    parser.add_argument("--segments", type=int, nargs="+", default=[2_000, 20_000, 200_000])
    arguments = parser.parse_args()
    print("| path segments | wall s | CPU s | CPU ms a thousand | peak MiB |")
    print("|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        for segments in arguments.segments:
            sample = bench.extract(write_page(Path(folder, "page.pdf"), segments))
            each = 1e6 * sample.cpu / segments
            print(
                f"| {segments:,} | {sample.wall:.1f} | {sample.cpu:.1f} | {each:.0f} "
                f"| {sample.memory / 2**20:.0f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
