"""Text for Markdown pages: text of a document or a file name is data, not markup."""

from __future__ import annotations

import re

_MARKUP = re.compile(r"([\\`*_\[\]<>|#&~$])")


def escaped(text: str) -> str:
    r"""Return a text on one line, with the characters escaped that mean something in Markdown.

    >>> escaped("<b>a_b</b>\n# [x](y)")
    '\\<b\\>a\\_b\\</b\\> \\# \\[x\\](y)'
    """
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def code(text: str) -> str:
    """Return a text as a code span, which no text of its own ends.

    >>> code("plan.pdf"), code("a`b")
    ('`plan.pdf`', '``a`b``')
    """
    line = " ".join(text.split())
    longest = max((len(run) for run in re.findall("`+", line)), default=0)
    fence = "`" * (longest + 1)
    blank = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{blank}{line}{blank}{fence}"
