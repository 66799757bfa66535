"""The same input gives the same bytes, wherever and whenever it is published."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CODE = """
import sys
from pathlib import Path
from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication
if __name__ == "__main__":
    pdf = Path("sources", "asean-pcrve-2019-2025", "plan.pdf")
    publish(small_publication(pdf), Path(sys.argv[1]))
"""


def bytes_of(out: Path, **environment: str) -> dict[str, bytes]:
    """Publish in a process of its own and return every file but the manifest."""
    subprocess.run(
        [sys.executable, "-c", CODE, str(out)],
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
    )
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def test_bytes_depend_on_neither_time_zone_nor_locale_nor_hash_seed(tmp_path: Path) -> None:
    here = bytes_of(tmp_path / "a", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    there = bytes_of(tmp_path / "b", TZ="America/Lima", LC_ALL="de_DE.UTF-8", PYTHONHASHSEED="77")
    assert [name for name in here if here[name] != there.get(name)] == []
    assert list(here) == list(there)
    assert len(here) > 40
