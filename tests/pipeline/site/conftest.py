"""Publications and the site made of them, made once for the tests that only read them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.site.stage import make_site
from tests.pipeline.site.sites import make_outputs


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_outputs(tmp_path_factory.mktemp("outputs"))


@pytest.fixture(scope="session")
def site(outputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public") / "site"
    make_site(outputs, folder)
    return folder
