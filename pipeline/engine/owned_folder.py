"""Write files into a folder that others use, too: replace what the same command wrote before."""

from __future__ import annotations

import contextlib
import hashlib
import json
import secrets
import shutil
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.engine.store import PART, write_atomically
from pipeline.errors import UsageError

INDEX = ".planrows-files.json"
"""Names of the files that each command wrote to a folder, with the SHA-256 that each may have."""
Sums = Mapping[str, Sequence[str]]


class OwnedFolder:
    """New files of a folder, which are put in place when all of them are written.

    Attributes:
        target: the folder.
        command: name of the command that writes; files of others stay as they are.
        sums: name and SHA-256 of each file written.
    """

    def __init__(self, target: Path, command: str) -> None:
        self.target = target
        self.command = command
        self.sums: dict[str, str] = {}
        self._staged = target / f"{PART}{secrets.token_hex(8)}"

    @contextlib.contextmanager
    def open(self) -> Iterator[None]:
        """Make the folder; remove what is not in place at the end.

        Raises:
            UsageError: the folder cannot be written to.
        """
        try:
            is_new = not self.target.exists()
            self.target.mkdir(parents=True, exist_ok=True)
            for left in self.target.glob(f"{PART}*"):  # of a run that was killed
                shutil.rmtree(left, ignore_errors=True)
            self._staged.mkdir()
            try:
                yield
            finally:
                shutil.rmtree(self._staged, ignore_errors=True)
                if is_new and not any(self.target.iterdir()):
                    self.target.rmdir()
        except OSError as error:
            raise UsageError(
                f"{self.target}: cannot write here: {error.strerror or error}; make room, or name "
                f"another folder: `planrows {self.command} --out DIR`"
            ) from error

    def write(self, name: str, data: bytes | Iterable[bytes]) -> None:
        """Write a file, to be put in place by `finish`."""
        sum_ = hashlib.sha256()
        with (self._staged / name).open("wb") as file:
            for piece in [data] if isinstance(data, bytes) else data:
                sum_.update(piece)
                file.write(piece)
        self.sums[name] = sum_.hexdigest()

    def make(self, name: str, make: Callable[[Path], None]) -> None:
        """Let a function write a file, to be put in place by `finish`."""
        path = self._staged / name
        make(path)
        with path.open("rb") as file:
            self.sums[name] = hashlib.file_digest(file, "sha256").hexdigest()

    def finish(self) -> tuple[str, ...]:
        """Put all files in place and remove the earlier ones that were not written again.

        Returns:
            Names of earlier files that somebody has changed since; they stay.

        Raises:
            UsageError: a new file has the name of one that somebody wrote or changed.
        """
        index = self._index()
        earlier = index.get(self.command, {})
        for name, sha in self.sums.items():
            path = self.target / name
            if (path.exists() or path.is_symlink()) and not (
                _is_one_of(path, {*earlier.get(name, ()), sha})
            ):
                raise UsageError(
                    f"{path}: {self._author(name, index)}; move it away, or name another folder: "
                    f"`planrows {self.command} --out DIR`"
                )
        # A run that is killed meanwhile leaves no file that the next run takes for somebody else's.
        both = {name: [*earlier.get(name, ()), sha] for name, sha in self.sums.items()}
        self._note(index, {**earlier, **both})
        for name in self.sums:
            (self._staged / name).replace(self.target / name)
        changed = []
        of_others = {
            name for command in index if command != self.command for name in index[command]
        }
        for name in sorted(set(earlier) - set(self.sums) - of_others):
            path = self.target / name
            if _is_one_of(path, earlier[name]):
                path.unlink()
            elif path.exists():
                changed.append(name)
        self._note(index, {name: [sha] for name, sha in self.sums.items()})
        return tuple(changed)

    def _author(self, name: str, index: Mapping[str, Sums]) -> str:
        """Return a clause that says who wrote a file that is in the way."""
        if name in index.get(self.command, {}):
            return "was changed since planrows wrote it"
        other = next((command for command in sorted(index) if name in index[command]), "")
        if other:
            return f"`planrows {other}` wrote this file"
        return "planrows did not write this file"

    def _note(self, index: Mapping[str, Sums], own: Sums) -> None:
        commands = {**index, self.command: own}
        write_atomically(self.target / INDEX, json.dumps({"commands": commands}, indent=1).encode())

    def _index(self) -> dict[str, dict[str, list[str]]]:
        """Return the files of earlier runs; names that lead out of the folder are ignored."""
        try:
            commands = json.loads((self.target / INDEX).read_bytes())["commands"]
            return {
                str(command): {
                    str(name): [str(sha) for sha in sums]
                    for name, sums in files.items()
                    if Path(name).name == name
                }
                for command, files in commands.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return {}


def _is_one_of(path: Path, sums: Collection[str]) -> bool:
    """Return whether a path is a file with one of some checksums."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() in sums
