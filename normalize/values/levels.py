"""Read levels of cost, printed as signs of a currency: `$$$`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LEVEL = re.compile(r"([$€£¥])\1{0,4}")
_MARK = r"(?P<mark>(?<![\w$€£¥])([$€£¥])\2{0,4})"
_DEFINED = re.compile(
    rf"{_MARK}(?:\s*[=:]\s*|\s+(?=[<>≤≥]\s*\d))(?P<meaning>[^=]{{1,60}}?)"
    r"(?=\s*$|\s*[;,]?\s+[$€£¥]{1,5}\s*[=:])"
)


@dataclass(frozen=True)
class Level:
    """A level: how many signs, which sign, and what the legend of the document says of them."""

    number: int
    sign: str
    meaning: str


def read_level(text: str, legend: dict[str, str]) -> Level | None:
    """Return the level that a whole text states; None for anything else.

    Args:
        text: the printed value.
        legend: what each level means; see `find_legend`.
    """
    plain = text.strip(" *†‡")
    if not _LEVEL.fullmatch(plain):
        return None
    return Level(len(plain), plain[0], legend.get(plain, ""))


def find_legend(texts: Iterable[str]) -> dict[str, str]:
    """Return what a document says of its levels of cost: `$$ = 50 000 to 100 000 $`.

    The first text that explains a level counts.
    """
    legend: dict[str, str] = {}
    for text in texts:
        for found in _DEFINED.finditer(" ".join(text.split())):
            legend.setdefault(found["mark"], found["meaning"].strip())
    return legend
