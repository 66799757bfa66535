"""The face of the extract stage: what is passed on to the reader."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from extract import stage
from extract.settings import ColumnSetting, ExtractSettings, ReadOptions


class StoppedError(Exception):
    """Raised instead of reading a file."""


@pytest.mark.parametrize(
    ("of_options", "of_settings", "used"),
    [("", "fra", "fra"), ("eng", "fra", "eng"), ("", "", ""), ("eng", "", "eng")],
)
def test_the_plan_s_ocr_language_applies_if_the_options_give_none(
    monkeypatch: pytest.MonkeyPatch, of_options: str, of_settings: str, used: str
) -> None:
    calls: list[tuple[Path, ReadOptions, tuple[str, ...]]] = []

    def read(pdf: Path, options: ReadOptions, labels: tuple[str, ...], language: str = "") -> None:
        assert language == settings.language
        calls.append((pdf, options, labels))
        raise StoppedError

    monkeypatch.setattr(stage, "read", read)
    settings = ExtractSettings(
        columns=(ColumnSetting(role="output", label="Outputs"),), ocr_language=of_settings
    )
    options = ReadOptions(pages=[2], jobs=3, password="key", ocr_language=of_options)
    with pytest.raises(StoppedError):
        stage.extract_plan(Path("plan.pdf"), settings, options)
    expected = ReadOptions(pages=[2], jobs=3, password="key", ocr_language=used)
    assert calls == [(Path("plan.pdf"), expected, ("Outputs",))]


def test_options_cannot_be_changed() -> None:
    options = ReadOptions()
    with pytest.raises(FrozenInstanceError):
        options.jobs = 2  # type: ignore[misc]  # what the test is about
