"""Letters that every match of a regular expression has: texts without them need no search.

Most phrases occur in no text of a plan. Compiling their expressions would take longer
than all searches, so that an expression is compiled once a text has its letters.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

_TOKEN = re.compile(
    r"\(\?<?[=!]|\(\?(?:P<\w+>|:|>)|\(\?P=\w+\)|\(\??|\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|"
    r"[?*+][?+]?|\{\d*,?\d*\}[?+]?|.",
    re.DOTALL,
)
_FEW = re.compile(r"\[(?P<chars>[^\^\\\]\[-]{1,4})\]")
"""A set of few characters, and no range."""
_UNREAD = re.compile(r"^\\(?:[xuUN0]|[1-9]\n\d)$|^\(\?\n(?:[#(]|(?:[a-zA-Z-]\n)*x)", re.M)
"""Tokens, one a line, of numbers and names of characters, comments, conditions and free spaces."""
_MOST = 64
"""Strings that are kept of a part of an expression; more of them tell little."""
_AT_PLACES = frozenset(("^", "$", r"\b", r"\B", r"\A", r"\Z"))
# Without regard to case, these are letters of ASCII for an expression.
_FOLDS = {ord("ı"): "i", ord("İ"): "i", ord("ſ"): "s", ord("\N{KELVIN SIGN}"): "k"}
_FOLDS |= {code: " " for code in range(0x3001) if chr(code).isspace()}

_Strings = frozenset[str]
_NOTHING: _Strings = frozenset([""])


def fold(text: str) -> str:
    r"""Return a text in small letters, with each white space as a blank.

    >>> fold("Awareness\nON it")
    'awareness on it'
    """
    return text.translate(_FOLDS).lower()


def literals_of(expression: str) -> frozenset[str]:
    r"""Return strings one of which is in every folded text that an expression matches.

    Args:
        expression: A regular expression without regard to case.

    Returns:
        The strings; empty if nothing is known of the matches.

    Raises:
        ValueError: The expression has characters by number or name, a comment, a condition or the
            flag for free spaces, which are not read here.

    Raises:
        ValueError: The expression has escapes of characters by number or name, or flags for all of
            it: what they match is not known here.

    >>> sorted(literals_of(r"\b(?P<word>respond(?:s|ed)?)\s(?:on|to)\b(?!\sit)"))[:3]
    ['respond on', 'respond to', 'responded on']
    """
    return _best(_Parser(expression).parse().needed)


@dataclass(frozen=True)
class _Part:
    """What is known of a part of an expression.

    Attributes:
        needed: For each set, one of its strings is in each match.
        exact: All strings that the part matches; None: they are too many.
    """

    needed: tuple[_Strings, ...] = ()
    exact: _Strings | None = None


_UNKNOWN = _Part()


def _exactly(strings: _Strings) -> _Part:
    return _Part((strings,), strings)


def _best(needed: Sequence[_Strings]) -> _Strings:
    """Return the set whose strings are longest, and thus rarest in texts."""
    known = [each for each in needed if "" not in each]
    return max(known, key=lambda each: (min(map(len, each)), -len(each)), default=frozenset())


class _Parser:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self._tokens = _TOKEN.findall(expression)
        unread = _UNREAD.search("\n".join(self._tokens))
        if unread:
            raise ValueError(f"not read: {unread.group().replace(chr(10), '')!r} in {expression!r}")
        self._at = 0

    def parse(self) -> _Part:
        """Read alternatives up to the end of their group."""
        branches = [self._branch()]
        while self._next_is("|"):
            self._at += 1
            branches.append(self._branch())
        if len(branches) == 1:
            return branches[0]
        exact = frozenset[str]().union(*(each.exact or () for each in branches))
        if len(exact) <= _MOST and all(each.exact is not None for each in branches):
            return _exactly(exact)
        best = [_best(each.needed) for each in branches]
        return _Part((frozenset().union(*best),)) if all(best) else _UNKNOWN

    def _next_is(self, *tokens: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] in tokens

    def _branch(self) -> _Part:
        """Read parts that follow each other; neighbours whose strings are known become one."""
        needed: list[_Strings] = []
        run, is_exact = _NOTHING, True
        while self._at < len(self._tokens) and not self._next_is("|", ")"):
            part = self._repeated(self._part())
            strings = part.exact
            if strings is not None and len(run) * len(strings) <= _MOST:
                run = frozenset(map("".join, product(run, strings)))
                continue
            is_exact = False
            needed += [run, *part.needed]
            run = _NOTHING
        return _exactly(run) if is_exact else _Part((*needed, run))

    def _part(self) -> _Part:
        token = self._tokens[self._at]
        self._at += 1
        few = _FEW.fullmatch(token)
        if token in _AT_PLACES:
            return _exactly(_NOTHING)
        if token.startswith("(") and not token.endswith(")"):
            group = self.parse()
            self._at += 1
            if token.endswith(("=", "!")):  # what is around a match is no part of it
                return _exactly(_NOTHING)
            return _UNKNOWN if token == "(?" else group
        if few:
            return _exactly(frozenset(map(fold, few["chars"])))
        if token == r"\s":
            return _exactly(frozenset([" "]))
        char = token.removeprefix("\\")
        is_literal = len(char) == 1 and char != "." if token == char else not char.isalnum()
        # Letters beyond ASCII have small letters that differ from those of an expression.
        is_folded = char.isascii() or not char.isalpha()
        return _exactly(frozenset([fold(char)])) if is_literal and is_folded else _UNKNOWN

    def _repeated(self, part: _Part) -> _Part:
        """Return a part with the sign that says how often it comes."""
        if not (self._at < len(self._tokens) and self._tokens[self._at][0] in "?*+{"):
            return part
        sign = self._tokens[self._at]
        self._at += 1
        if sign[0] == "?":
            return _exactly(part.exact | _NOTHING) if part.exact is not None else _UNKNOWN
        may_lack = sign[0] == "*" or sign.startswith(("{0", "{,"))
        return _UNKNOWN if may_lack else _Part(part.needed)


class Sieve:
    """Expressions by the strings that their matches have.

    Args:
        expressions: Regular expressions without regard to case.
    """

    def __init__(self, expressions: Sequence[str]) -> None:
        self._always: list[int] = []
        self._by_literal: dict[str, list[int]] = defaultdict(list)
        for number, expression in enumerate(expressions):
            literals = literals_of(expression)
            if not literals:
                self._always.append(number)
            for literal in literals:
                self._by_literal[literal].append(number)

    def candidates(self, text: str) -> Iterator[int]:
        """Yield the numbers of the expressions that may match a text, from the lowest."""
        found = {*self._always}
        for literal in filter(fold(text).__contains__, self._by_literal):
            found.update(self._by_literal[literal])
        yield from sorted(found)
