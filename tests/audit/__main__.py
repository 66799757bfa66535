"""Compare the locked dependencies with a copy of the OSV database, without network.

``make audit ADVISORIES=FILE`` reads the copy: the archive ``PyPI/all.zip`` that osv.dev offers, or
a folder with its JSON files (https://google.github.io/osv.dev/data/). Without a copy, ``make
audit`` lets pip-audit ask the database online.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

LOCKS = ("requirements.lock", "requirements-dev.lock")
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.M)


def pinned(lock: Path) -> dict[str, set[str]]:
    """Return the versions of each package that a lock file pins."""
    found: dict[str, set[str]] = {}
    for name, version in _PIN.findall(lock.read_text(encoding="utf-8")):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


def advisories(copy: Path) -> Iterator[dict[str, Any]]:
    """Yield the entries of a copy of the database: a ZIP archive or a folder of JSON files."""
    if copy.is_dir():
        for path in sorted(copy.rglob("*.json")):
            yield json.loads(path.read_bytes())
        return
    with zipfile.ZipFile(copy) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith(".json"):
                yield json.loads(archive.read(name))


def known(
    packages: Mapping[str, Iterable[str]], entries: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield package, version, id and summary of each known vulnerability of the packages."""
    for entry in entries:
        if "withdrawn" in entry:
            continue
        for affected in entry.get("affected", ()):
            package = affected.get("package", {})
            if package.get("ecosystem", "PyPI") != "PyPI":
                continue
            name = canonicalize_name(package.get("name", ""))
            for version in sorted(packages.get(name, ())):
                if is_affected(version, affected):
                    yield name, version, entry["id"], entry.get("summary", "")


def is_affected(version: str, affected: Mapping[str, Any]) -> bool:
    """Return whether an entry is about a version: it is listed, or within a range of versions."""
    if version in affected.get("versions", ()):
        return True
    return any(
        _is_within(Version(version), found.get("events", ()))
        for found in affected.get("ranges", ())
        if found.get("type") == "ECOSYSTEM"
    )


def _is_within(version: Version, events: Iterable[Mapping[str, str]]) -> bool:
    """Evaluate the events of a range in order (OSV schema, "Evaluation")."""
    inside = False
    for event in events:
        for kind, value in event.items():
            try:
                at = Version("0") if value == "0" else Version(value)
            except InvalidVersion:
                continue
            if kind == "introduced" and version >= at:
                inside = True
            elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
                inside = False
    return inside


def main(arguments: list[str]) -> int:
    """Print the known vulnerabilities; return 1 if there are any."""
    if not arguments:
        command = [sys.executable, "-m", "pip_audit", "--disable-pip", "--require-hashes"]
        for lock in LOCKS:
            command += ["-r", lock]
        return subprocess.run(command, check=False).returncode
    packages: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, versions in pinned(Path(lock)).items():
            packages.setdefault(name, set()).update(versions)
    found = sorted(set(known(packages, advisories(Path(arguments[0])))))
    for line in found:
        print("  ".join(line))
    print(f"{len(packages)} packages, {len(found)} known vulnerabilities")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
