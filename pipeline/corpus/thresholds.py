"""Limits and periods of a corpus."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CorpusLimits:
    """Limits of a corpus, chosen by hand.

    Attributes:
        sure: least confidence, 0 to 1, of a plan that is not doubtful: the default plan has 1.0,
            and a plan with one cell in ten in doubt is worth a look.
        lease_seconds: after this time, the claim of a process that does not renew it has run out.
            Far more than a pause of a busy machine, and little to wait after a kill.
        poll_seconds: period of looking whether another batch has finished with something.
        listed: plans of each state that the page lists; the table has all of them.
    """

    sure: float = 0.9
    lease_seconds: float = 120.0
    poll_seconds: float = 1.0
    listed: int = 1000


CORPUS = CorpusLimits()
