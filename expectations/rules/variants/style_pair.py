"""Two forms of the same thing, of which a plan should print one: their patterns and limits."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Match = re.Match[str]


def always(match: Match) -> bool:
    """Accept each place that the pattern of the odd form matches."""
    del match
    return True


@dataclass(frozen=True)
class StylePair:
    """The usual and the odd form of something that texts print.

    Attributes:
        key: Identity of its issue; it never changes.
        odd: Pattern of the form that is reported if the plan also prints the usual one.
        usual: Pattern of the usual form.
        message: Template of the message: `{odd}` and `{usual}` quote a place of each form, and
            `{times}` says how often the plan prints the usual one.
        min_uses: Minimum uses of the usual form.
        max_share: Maximum uses of the odd form for each use of the usual one; more of them are a
            second style.
        is_odd: Whether a match of `odd` is really the odd form.
        is_usual: Whether a match of `usual` is really the usual form.
        is_either: Whether the rarer of the two forms counts as the odd one.
        word: Letters that every match of both patterns contains, in lower case. Texts without them
            are skipped, which is faster than the patterns.
    """

    key: tuple[str, ...]
    odd: re.Pattern[str]
    usual: re.Pattern[str]
    message: str
    min_uses: int = 1
    max_share: float = float("inf")
    is_odd: Callable[[Match], bool] = always
    is_usual: Callable[[Match], bool] = always
    is_either: bool = False
    word: str = ""
