"""wordfreq's lists, read without wordfreq."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import msgpack
import pytest
import wordfreq

from extract import word_list
from extract.word_list import frequencies_of


@pytest.fixture
def without_wordfreq(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "wordfreq")
    frequencies_of.cache_clear()


@pytest.mark.usefixtures("without_wordfreq")
@pytest.mark.parametrize("language", ["en", "ms", "fil", "nb", "sl"])
def test_a_list_is_what_wordfreq_makes_of_it(language: str) -> None:
    assert frequencies_of(language) == wordfreq.get_frequency_dict(language, "best")


@pytest.mark.usefixtures("without_wordfreq")
@pytest.mark.parametrize("language", ["xx", "", "en/../en"])
def test_a_language_without_a_list_has_no_words(language: str) -> None:
    assert frequencies_of(language) == {}


def test_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large_en.msgpack.gz"
    path.write_bytes(gzip.compress(msgpack.packb([{"format": "cB", "version": 2}, ["the"]])))
    with pytest.raises(ValueError, match="unknown format"):
        word_list._read(path)


def test_wordfreq_is_not_imported_for_its_list() -> None:
    code = (
        "import sys; from extract.vocabulary import Vocabulary; "
        "assert Vocabulary('en').zipf('the') > 7; assert 'wordfreq' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
