"""Link: from the records of a plan to what links them."""

from __future__ import annotations

from link.model import LinkedPlan
from link.settings import LinkSettings
from normalize.model import NormalPlan


def link(plan: NormalPlan, settings: LinkSettings) -> LinkedPlan:
    """Find references, instruments, alternatives, duplicates, kinds, parts and totals.

    Args:
        plan: the records of the plan.
        settings: the plan's ``[link]`` and the shared registers.
    """
    del settings
    return LinkedPlan(plan=plan)
