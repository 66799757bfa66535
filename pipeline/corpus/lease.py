"""Claims in an object store: files that exist once, and run out if nobody renews them."""

from __future__ import annotations

import contextlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from typing import Protocol

from pipeline.corpus.thresholds import CORPUS


class Files(Protocol):
    """What a claim needs of an address."""

    def read(self, name: str) -> bytes | None:
        """Return the content of a file; None if it does not exist."""

    def write(self, name: str, data: bytes) -> None:
        """Write a file, replacing it as a whole."""

    def create(self, name: str, data: bytes) -> bool:
        """Write a new file; return whether it did not exist."""

    def remove(self, name: str) -> None:
        """Remove a file, if it exists."""


@contextlib.contextmanager
def held(files: Files, name: str) -> Iterator[bool]:
    """Hold a claim for the ``with``; false: somebody else holds it.

    A claim is a file with a number. Who finds one that has run out creates the next number, which
    the store lets only one do, so that no claim is taken over twice.
    """
    owner = secrets.token_hex(8)
    number = 0
    while (data := files.read(f"{name}.{number}")) is not None:
        if _until(data) > time.time():
            yield False
            return
        number += 1
    own = f"{name}.{number}"
    if not files.create(own, _claim(owner)):
        yield False
        return
    done = threading.Event()
    renewal = threading.Thread(target=_renew, args=(files, own, owner, done), daemon=True)
    renewal.start()
    try:
        yield True
    finally:
        done.set()
        renewal.join()
        for past in range(number, -1, -1):
            files.remove(f"{name}.{past}")


def _claim(owner: str) -> bytes:
    until = time.time() + CORPUS.lease_seconds
    return json.dumps({"owner": owner, "until": until}).encode()


def _until(data: bytes) -> float:
    try:
        return float(json.loads(data)["until"])
    except (ValueError, KeyError, TypeError):
        return 0.0


def _renew(files: Files, name: str, owner: str, done: threading.Event) -> None:
    while not done.wait(CORPUS.lease_seconds / 4):
        with contextlib.suppress(Exception):  # the next renewal tries again
            files.write(name, _claim(owner))
