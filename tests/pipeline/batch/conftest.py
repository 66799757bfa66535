"""One store for all tests of this folder: it keeps what was read from our source files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(scope="session", autouse=True)
def _shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLANROWS_STORE", str(tmp_path_factory.mktemp("store")))
        yield
