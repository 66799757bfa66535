"""``python -m tests.fuzz [NAME ...]``: the fuzzers of this folder, each in a process of its own."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
LOOKS_LONG = 'if __name__ == "__main__":'


def fuzzers() -> list[str]:
    """Return the modules of this folder that look long when they are run."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if path.stem != "__main__" and LOOKS_LONG in path.read_text(encoding="utf-8")
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="one of: " + ", ".join(fuzzers()))
    given = parser.parse_args()
    if unknown := sorted({*given.names} - {*fuzzers()}):
        parser.error(f"no such fuzzer: {', '.join(unknown)}")
    failed = []
    for name in given.names or fuzzers():
        print(f"== {name}", flush=True)
        run = subprocess.run([sys.executable, "-m", f"tests.fuzz.{name}"], check=False)
        failed += [name] if run.returncode else []
    print(f"failed: {', '.join(failed)}" if failed else "all fuzzers: nothing found")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
