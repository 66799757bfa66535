"""Limits of what is asked of a reconciliation service, and of what it may answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServiceLimits:
    """How long, how much and how often a service is asked."""

    seconds: float = 30.0
    """Seconds that one answer may take. Chosen by hand: public services answer a batch in about
    ten."""
    answer_size: int = 4 * 1024 * 1024
    """Bytes of an answer at most. Chosen by hand: that to a batch is some ten KiB."""
    redirects: int = 3
    """Redirections that are followed to the description of a service. Chosen by hand: usual are
    one to a secure address and one to a language."""
    batch: int = 10
    """Queries of one request, unless the service takes fewer. Chosen by hand: larger batches time
    out at public services."""


LIMITS = ServiceLimits()
