"""One small publication, made once for the tests that only read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.publish.stage import publish
from tests.pipeline.publish.editions import small_publication


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published") / "river-plan"
    publish(small_publication(), folder)
    return folder
