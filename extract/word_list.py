"""How common a language's words are: the lists that come with wordfreq.

wordfreq itself takes longer to import than the longest of its lists to read, since it brings all
that takes text of any language apart in words. Of it only the files are needed here.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path

_HEADER = {"format": "cB", "version": 1}


@cache
def frequencies_of(language: str) -> Mapping[str, float]:
    """Give the longest list of a language, read once a process (about 0.1 s, 40 MB for English).

    Args:
        language: ISO 639 code.

    Returns:
        Each word's share of all words; nothing for a language that wordfreq has no list of.

    Raises:
        ValueError: the list is written in a way that is not known here.
    """
    if "wordfreq" in sys.modules:
        # Later stages use it: then one list serves all.
        from wordfreq import available_languages, get_frequency_dict

        return get_frequency_dict(language, "best") if language in available_languages() else {}
    path = _path(language)
    return _read(path) if path else {}


def _path(language: str) -> Path | None:
    spec = find_spec("wordfreq")
    for folder in (spec and spec.submodule_search_locations) or ():
        for kind in ("large", "small"):
            path = Path(folder) / "data" / f"{kind}_{language}.msgpack.gz"
            if path.is_file():
                return path
    return None


def _read(path: Path) -> dict[str, float]:
    """Read a list in wordfreq's format: words by frequency, in steps of a hundredth of a bel."""
    import msgpack

    header, *steps = msgpack.unpackb(gzip.decompress(path.read_bytes()))
    if header != _HEADER:
        raise ValueError(f"{path}: unknown format {header!r}")
    frequencies: dict[str, float] = {}
    for step, words in enumerate(steps):
        frequency = 10 ** (-step / 100)
        for word in words:
            frequencies[word] = frequency
    return frequencies
