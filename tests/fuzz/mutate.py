"""Damages PDFs at random, by seed, and reads them: data or one clear line, nothing else.

Run as ``python -m tests.fuzz.mutate [--count 300] [--seed 1]``; prints a table of outcomes, and
fails where a file raised anything but a refusal, or took longer than its limits allow.
"""

from __future__ import annotations

import argparse
import io
import random
import re
import sys
import tempfile
import time
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pikepdf

from extract.errors import ExtractError, UnreadablePageError
from extract.runtime.limits import Limits
from extract.settings import ReadOptions
from extract.stage import read_document
from tests.fuzz.classics import PLAN, classics, grid

LIMITS = Limits(memory=512 * 2**20, cpu_seconds=10, wall_seconds=20.0)
_OBJECT = re.compile(rb"\d+ \d+ obj.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<=[ \[])\d+(?=[ \]])")


def flip_bytes(data: bytearray, rng: random.Random) -> bytes:
    for _ in range(rng.choice((1, 10, 100, 1000))):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def cut_off(data: bytearray, rng: random.Random) -> bytes:
    return bytes(data[: rng.randrange(len(data))])


def cut_out(data: bytearray, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    del data[start : start + rng.choice((1, 30, 1000, 20000))]
    return bytes(data)


def swap_objects(data: bytearray, rng: random.Random) -> bytes:
    found = [match.span() for match in _OBJECT.finditer(data)]
    if len(found) < 2:
        return bytes(data)
    (a, b), (c, d) = sorted(rng.sample(found, 2))
    head = re.compile(rb"\d+ \d+ obj")
    one, other = bytes(data[a:b]), bytes(data[c:d])
    swapped = (head.match(one), head.match(other))
    assert swapped[0] is not None
    assert swapped[1] is not None
    one_body, other_body = one[swapped[0].end() :], other[swapped[1].end() :]
    return bytes(
        data[:a] + swapped[0][0] + other_body + data[b:c] + swapped[1][0] + one_body + data[d:]
    )


def bomb_stream(data: bytearray, rng: random.Random) -> bytes:
    found = [match.span(1) for match in _STREAM.finditer(data)]
    if not found:
        return bytes(data)
    start, stop = rng.choice(found)
    filling = zlib.compress(rng.choice((b" ", b"q ", b"[", b"(", b"1 ")) * 10_000_000, 9)
    return bytes(data[:start] + filling + b"\n" + data[stop:])


def change_numbers(data: bytearray, rng: random.Random) -> bytes:
    """Change lengths, references, sizes: whatever stands as a number in the file."""
    chosen = rng.random() * 0.05

    def other(match: re.Match[bytes]) -> bytes:
        if rng.random() > chosen:
            return match[0]
        return rng.choice((b"0", b"1", b"-1", b"65536", b"2147483648", b"99999999999999999999"))

    return _NUMBER.sub(other, bytes(data))


def loop_reference(data: bytearray, rng: random.Random) -> bytes:
    """Let a dictionary's entry point to an object above it."""
    references = [match.span() for match in re.finditer(rb"\d+ 0 R", data)]
    for start, stop in rng.sample(references, min(3, len(references))):
        target = rng.choice(references)
        data[start:stop] = data[target[0] : target[1]].ljust(stop - start)[: stop - start]
    return bytes(data)


def break_names(data: bytearray, rng: random.Random) -> bytes:
    names = (b"/Font", b"/ToUnicode", b"/Widths", b"/Type", b"/Kids", b"/Contents", b"/MediaBox")
    name = rng.choice((*names, b"/Length", b"/Filter", b"/Encoding", b"/Resources"))
    return bytes(data).replace(name, b"/X" + name[2:], rng.choice((1, 3, -1)))


MUTATIONS: tuple[Callable[[bytearray, random.Random], bytes], ...] = (
    flip_bytes,
    cut_off,
    cut_out,
    swap_objects,
    bomb_stream,
    change_numbers,
    loop_reference,
    break_names,
)


def sources() -> dict[str, bytes]:
    """Sound files to damage: pages of the plan (packed and unpacked), small ruled tables."""
    out, unpacked = io.BytesIO(), io.BytesIO()
    with pikepdf.open(PLAN) as document:
        del document.pages[8:]
        del document.pages[:5]
        document.save(out)
        document.save(unpacked, stream_decode_level=pikepdf.StreamDecodeLevel.all)
        document.save(packed := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return {
        "plan": out.getvalue(),
        "plan unpacked": unpacked.getvalue(),
        "plan in object streams": packed.getvalue(),
        "small table": grid(),
        "table over pages": grid(rows=8, pages=4),
    }


def outcome_of(pdf: Path) -> tuple[str, str]:
    """Read a file.

    Returns:
        The kind of outcome, and the message of a refusal or of what should not have happened.
    """
    try:
        document = read_document(pdf, ReadOptions(limits=LIMITS))
    except UnreadablePageError as error:
        return f"page: {error.limit}", str(error)
    except ExtractError as error:
        return type(error).__name__, str(error)
    except Exception as error:
        return "TRACEBACK", f"{type(error).__name__}: {error}"
    if not document.ledger or not sum(ledger.glyphs for ledger in document.ledger):
        return "EMPTY", "a document without a glyph"
    exact = all(ledger.lost == ledger.doubled == 0 for ledger in document.ledger)
    tables = "read" if document.tables else "read, without tables"
    return tables if exact else f"{tables}, glyphs unaccounted for", ""


def damaged(count: int, seed: int) -> list[tuple[str, bytes]]:
    """Make damaged files, the same ones for the same seed."""
    made = []
    sound = sources()
    for number in range(count):
        rng = random.Random(f"{seed}/{number}")
        name = rng.choice(sorted(sound))
        data = sound[name]
        chosen = rng.sample(MUTATIONS, rng.choice((1, 1, 2)))
        for mutation in chosen:
            data = mutation(bytearray(data), rng) or b"%PDF-1.7"
        how = " + ".join(mutation.__name__ for mutation in chosen)
        made.append((f"{number}: {name}, {how}", data))
    return made


def main() -> int:
    """Read damaged files and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = [*classics().items(), *damaged(options.count, options.seed)]
    outcomes: Counter[str] = Counter()
    bad: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for number, (name, data) in enumerate(files):
            pdf = Path(folder) / f"{number}.pdf"
            pdf.write_bytes(data)
            start = time.monotonic()
            kind, message = outcome_of(pdf)
            seconds = time.monotonic() - start
            slowest = max(slowest, seconds)
            outcomes[kind] += 1
            # Each page has its own limit, and the look at the file one more.
            if kind in ("TRACEBACK", "EMPTY") or seconds > 6 * LIMITS.wall_seconds:
                bad.append(f"{name}: {kind} after {seconds:.0f} s: {message}")
    for kind, number in sorted(outcomes.items(), key=lambda item: (-item[1], item[0])):
        print(f"{number:5}  {kind}")
    print(f"{len(files)} files, slowest {slowest:.1f} s")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
