"""The server of page readers is forked from the process that needs it, or a new interpreter."""

from __future__ import annotations

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PDF = ROOT / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
SCRIPT = f"""
import json, logging, os, signal, sys, threading

sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from extract.runtime import fork_server, workers

MADE_BY = os.getpid() if __name__ == "__main__" else 0


def open_files():
    for number in os.listdir("/proc/self/fd"):
        try:
            yield os.readlink(f"/proc/self/fd/{{number}}")
        except FileNotFoundError:  # the folder itself
            pass


def blocked_by(pid):
    lines = Path(f"/proc/{{pid}}/status").read_text().splitlines()
    return int(dict(line.split(":\\t", 1) for line in lines)["SigBlk"], 16)


def seen_by_worker(pdf, page):
    return {{
        "is_fork": MADE_BY > 0 and MADE_BY != os.getpid(),
        "parsers": "extract.page.page_worker" in sys.modules,
        "hang_up": signal.getsignal(signal.SIGHUP) == signal.SIG_DFL,
        "handlers": [type(one).__name__ for one in logging.getLogger().handlers],
        "errors": os.readlink("/proc/self/fd/2"),
        "files": [*open_files()],
        "safe": os.environ.get("PYTHONSAFEPATH"),
    }}


if __name__ == "__main__":
    kind, held = sys.argv[1], Path(sys.argv[2]).open("w")
    signal.signal(signal.SIGHUP, lambda *_: None)
    logging.basicConfig()
    stop = threading.Event()
    if kind == "threads":
        threading.Thread(target=stop.wait, daemon=True).start()
    workers.import_parsers()
    seen = workers.PagePool(2).start()
    found = seen.run(seen_by_worker, Path({str(PDF)!r}), [1]).values[1]
    server = __import__("multiprocessing.forkserver").forkserver._forkserver
    pid = server._forkserver_pid
    tracker = __import__("multiprocessing.resource_tracker").resource_tracker._resource_tracker
    found["outlive_terminal"] = [
        bool(blocked_by(one) & 1 << signal.SIGHUP - 1) for one in (pid, tracker._pid)
    ]
    workers.import_parsers()
    found["goes_on"] = server._forkserver_pid == pid
    seen.stop()
    workers.stop_workers()
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        found["ended"] = True
    print(json.dumps(found))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or "forkserver" not in multiprocessing.get_all_start_methods(),
    reason="no fork server that is forked here",
)
@pytest.mark.parametrize("kind", ["alone", "threads"])
def test_the_server_is_a_fork_that_keeps_nothing_of_a_process_without_threads(
    kind: str, tmp_path: Path
) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    held = tmp_path / "held.txt"
    done = subprocess.run(
        [sys.executable, tmp_path / "script.py", kind, held],
        capture_output=True,
        text=True,
        check=True,
    )
    seen = json.loads(done.stdout)
    assert seen["is_fork"] is (kind == "alone" and sys.version_info < (3, 14))
    assert seen["parsers"]
    assert seen["hang_up"]
    assert seen["handlers"] == []
    assert seen["errors"] == "/dev/null"
    assert str(held) not in seen["files"]
    assert not any(name.endswith("/lock") for name in seen["files"])
    assert seen["safe"] == "1"
    assert seen["outlive_terminal"] == [True, True]
    assert seen["goes_on"]
    assert seen["ended"]
    assert done.stderr == ""
