"""The properties of `tests.fuzz.pure`, led by coverage: atheris seeks inputs that reach new code.

Run as ``python -m tests.fuzz.coverage [SECONDS]``: so many for each property. It needs the extra
``fuzz``, which has no wheels for Windows; without it there is nothing to do.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import tempfile

PACKAGES = ["extract", "normalize", "link", "pipeline"]
SECONDS = 60


def fuzz(name: str, seconds: int) -> None:
    """Look for an input that breaks one property; ends the process."""
    import atheris
    from hypothesis import HealthCheck, given, settings

    with atheris.instrument_imports(include=PACKAGES):
        from tests.fuzz.pure import PROPERTIES
    check = next(check for check in PROPERTIES if check.__name__ == name)
    bounded = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck))
    test = bounded(given(*PROPERTIES[check])(check))
    options = [f"-max_total_time={seconds}", "-verbosity=0", "-max_len=2048",
               f"-artifact_prefix={tempfile.gettempdir()}/"]  # fmt: skip
    atheris.Setup([name, *options], test.hypothesis.fuzz_one_input)
    atheris.Fuzz()


def main() -> int:
    if importlib.util.find_spec("atheris") is None:
        print("atheris is not installed (pip install 'planrows[fuzz]'): nothing done")
        return 0
    if len(sys.argv) > 2:
        fuzz(sys.argv[1], int(sys.argv[2]))
    from tests.fuzz.pure import PROPERTIES

    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    failed = 0
    for check in PROPERTIES:
        command = [sys.executable, "-m", "tests.fuzz.coverage", check.__name__, str(seconds)]
        run = subprocess.run(command, check=False, capture_output=True, text=True)
        failed += run.returncode != 0
        print(f"{check.__name__}: {seconds} s, {'BROKEN' if run.returncode else 'holds'}")
        if run.returncode:
            print(run.stdout[-2000:], run.stderr[-4000:], sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
