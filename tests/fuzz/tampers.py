"""Change one place of a publication, make all hashes anew, and see whether ``check`` notices.

``python -m tests.fuzz.tampers 100`` draws a file and a place in it by a seed, and prints how many
changes were noticed of each kind of file. Whatever another file repeats, or follows from others,
must be noticed; pictures of pages that one file alone shows are left alone.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import shutil
import sqlite3
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pyarrow.parquet

from pipeline.publish.describe.manifest import read_manifest
from pipeline.verify.folder import verify_folder
from tests.pipeline.verify.refreshed import refresh

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = ROOT / "outputs" / "asean-pcrve-2019-2025"
_WORD = re.compile(r"\b[A-Za-z]{4,20}\b")
_PICTURE = re.compile(r"data:image/[a-z]+;base64,[A-Za-z0-9+/=]+")


def other(value: str, chance: random.Random) -> str:
    """Return another value of the same kind."""
    if value in ("true", "false"):
        return "false" if value == "true" else "true"
    if re.fullmatch(r"\d+", value):
        return str(int(value) + chance.randint(1, 9))
    return f"{value[: len(value) // 2]}q{value[len(value) // 2 :]}"


def in_text(path: Path, chance: random.Random) -> None:
    """Change a word, but none in a picture."""
    text = path.read_text(encoding="utf-8")
    pictures = [found.span() for found in _PICTURE.finditer(text)]
    while True:
        found = chance.choice(list(_WORD.finditer(text)))
        if not any(start <= found.start() < stop for start, stop in pictures):
            break
    changed = text[: found.start()] + other(found[0], chance) + text[found.end() :]
    path.write_text(changed, encoding="utf-8")


def in_csv(path: Path, chance: random.Random) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    if len(rows) < 2:
        return in_text(path, chance)
    row = chance.randrange(1, len(rows))
    column = chance.randrange(len(rows[row]))
    rows[row][column] = other(rows[row][column], chance)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    return None


def in_parquet(path: Path, chance: random.Random) -> None:
    table = pyarrow.parquet.read_table(path)
    if not table.num_rows:
        pyarrow.parquet.write_table(
            table.rename_columns([f"{n}q" for n in table.schema.names]), path
        )
        return
    at = chance.randrange(table.num_columns)
    values = table.column(at).to_pylist()
    row = chance.randrange(len(values))
    value = values[row]
    field = table.schema.field(at)
    if pyarrow.types.is_string(field.type):
        values[row] = other(value or "", chance)
    else:
        values[row] = not value if pyarrow.types.is_boolean(field.type) else (value or 0) + 1
    pyarrow.parquet.write_table(
        table.set_column(at, field, pyarrow.array(values, field.type)), path
    )


def in_sqlite(path: Path, chance: random.Random) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA ignore_check_constraints = ON")
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        ).fetchall()
        filled = [t for (t,) in tables if database.execute(f"SELECT 1 FROM {t}").fetchone()]
        table = chance.choice(filled)
        columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
        (rows,) = database.execute(f"SELECT count(*) FROM {table}").fetchone()
        database.execute(
            f'UPDATE {table} SET "{chance.choice(columns)}" = 12345 WHERE rowid = ?',
            [chance.randint(1, rows)],
        )
    database.close()


def in_workbook(path: Path, chance: random.Random) -> None:
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    name = chance.choice([part for part in parts if part != "xl/theme/theme1.xml"])
    text = parts[name].decode("utf-8")
    found = chance.choice(list(re.finditer(r'(?<=[>"])[^<>"]{2,}(?=[<"])', text)))
    parts[name] = (text[: found.start()] + other(found[0], chance) + text[found.end() :]).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for part, data in parts.items():
            book.writestr(part, data)


HOW: dict[str, Callable[[Path, random.Random], None]] = {
    ".csv": in_csv,
    ".parquet": in_parquet,
    ".sqlite": in_sqlite,
    ".xlsx": in_workbook,
}


def is_noticed(published: Path, name: str, chance: random.Random) -> bool:
    """Change a file of a copy of a publication; return whether its check finds a problem."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(published, Path(folder) / published.name))
        HOW.get(Path(name).suffix, in_text)(copy / name, chance)
        try:
            refresh(copy)
        except (ValueError, KeyError):
            return True  # no longer JSON or a table: nobody can make its hashes anew
        return bool(verify_folder(copy)[0])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    manifest = read_manifest(PUBLISHED)
    assert manifest is not None
    names = [file.path for file in manifest.files]
    noticed: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    missed: list[str] = []
    for number in range(given.count):
        name = names[number % len(names)]
        kind = Path(name).suffix
        all_[kind] += 1
        if is_noticed(PUBLISHED, name, random.Random(f"{given.seed}/{number}")):
            noticed[kind] += 1
        else:
            missed.append(f"{number}: {name}")
            print(f"missed: {missed[-1]}", flush=True)
    for kind, count in sorted(all_.items()):
        print(f"{noticed[kind]:5} of {count} changes of {kind} files noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
