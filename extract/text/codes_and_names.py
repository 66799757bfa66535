"""Line ends inside file marks and web names: `PQ/TRN/G` / `-4`, `data.` / `gov.uk`."""

from __future__ import annotations

import re

from extract.text.line_break import Join
from extract.text.vocabulary import HYPHENS, Vocabulary, fold_word

_TOP_DOMAINS = frozenset(
    [
        "com",
        "org",
        "net",
        "edu",
        "gov",
        "int",
        "mil",
        "info",
        "biz",
        "eu",
        "uk",
        "ac",
        "asia",
        "arpa",
        "ae",
        "au",
        "bd",
        "bg",
        "bn",
        "br",
        "ca",
        "cn",
        "cz",
        "dk",
        "ee",
        "eg",
        "fi",
        "fr",
        "gh",
        "gr",
        "hk",
        "hu",
        "ie",
        "ir",
        "jp",
        "ke",
        "kh",
        "kr",
        "lk",
        "lt",
        "lu",
        "lv",
        "mm",
        "mx",
        "ng",
        "np",
        "nz",
        "ph",
        "pk",
        "pl",
        "pt",
        "qa",
        "ro",
        "rs",
        "ru",
        "sg",
        "si",
        "sk",
        "th",
        "tw",
        "tz",
        "ua",
        "ug",
        "uy",
        "vn",
        "za",
        "zm",
        "zw",
    ]
)
"""Ends of web names that are hardly ever a word in lower case at the start of a sentence."""
_NAME_END = re.compile(r"[A-Za-z0-9-]\.$")
_FIRST_TOKEN = re.compile(r"[^\s,;:)\]]+")
_DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)*([a-z]{2,})(?:/\S*)?\.?")
_HYPHEN_FIRST = re.compile(rf"[{HYPHENS}](\w+)")


def join_web_name(left: str, right: str) -> Join | None:
    """Join two lines if a web name is broken at one of its stops; None if it is not.

    A sentence does not begin in lower case with `uk` or `gov.uk`.
    """
    head = _FIRST_TOKEN.match(right)
    if head is None:
        return None
    if right[0] == "." and left[-1].isalnum():
        is_rest = _ends_in_domain(head[0][1:])
        return Join(left + right) if is_rest else None
    if _NAME_END.search(left) and _ends_in_domain(head[0]):
        return Join(left + right)
    return None


def _ends_in_domain(text: str) -> bool:
    found = _DOMAIN.fullmatch(text)
    return found is not None and found[1] in _TOP_DOMAINS


def join_before_hyphen(left: str, right: str, vocabulary: Vocabulary) -> Join | None:
    """Join two lines if the second goes on with the hyphen of a file mark or of a range.

    A hyphen before a word may also be a bullet, and before a number a minus sign: the last word of
    the first line must be a code with digits or slashes, a year, or a word in capitals that the
    document prints with a hyphen elsewhere.
    """
    after = _HYPHEN_FIRST.match(right)
    token = left[left.rfind(" ") + 1 :]
    if after is None or not token[-1].isalnum():
        return None
    if token.isdigit():
        is_range = after[1].isdigit() and len(after[1]) == len(token)
        return Join(left + right, f"{token} {right.split()[0]}") if is_range else None
    if any(char.islower() for char in token):
        return None
    is_code = "/" in token or any(char.isdigit() for char in token)
    if not is_code and not _is_printed_with_hyphen(token, vocabulary):
        return None
    return Join(left + right, f"{token} {right.split()[0]}")


def _is_printed_with_hyphen(token: str, vocabulary: Vocabulary) -> bool:
    start = f"{fold_word(token)}-"
    return any(chain.startswith(start) for chain in vocabulary.chains)
