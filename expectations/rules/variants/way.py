"""One thing that a plan writes in two ways, by patterns of the usual and of the odd one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Match = re.Match[str]


def always(match: Match) -> bool:
    """Take each place of the odd way for one."""
    del match
    return True


@dataclass(frozen=True)
class Way:
    """One thing that texts write in two ways.

    Attributes:
        key: Identity of its issue; it never changes.
        odd: The way that is reported if the plan also has the usual one.
        usual: The usual way.
        message: What is said; `{odd}`, `{usual}` and `{times}` stand for a place of each, and for
            how often the plan has the usual one.
        min_uses: Uses of the usual way, from which it is a habit.
        max_share: Uses of the odd way for each of the usual one; more of them are a second style.
        is_odd: Whether a place of the odd way is one.
        is_either: Whether the rarer of the two ways is the odd one, whichever it is.
        word: Letters in every place of both ways, in small letters: most texts lack them, and
            looking for them is faster than for the patterns.
    """

    key: tuple[str, ...]
    odd: re.Pattern[str]
    usual: re.Pattern[str]
    message: str
    min_uses: int = 1
    max_share: float = float("inf")
    is_odd: Callable[[Match], bool] = always
    is_either: bool = False
    word: str = ""
