"""Colours that a file gives as amounts of inks: the more ink, the darker, unlike grey and RGB."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_PROCESS_INKS = 4
"""Four inks are taken for cyan, magenta, yellow and black, which readers of colours know."""


def grey_of_inks(space: Any, operands: Sequence[Any]) -> float | None:
    """Return the lightness of a spot colour, or of a mix of them: 0 black, 1 white paper.

    Args:
        space: the colour space of pdfminer.
        operands: those of the operator that sets the colour, the amounts of ink last.

    Returns:
        The lightness as if all inks were black: what matters is whether one sees them. None if
        the space is of another kind.
    """
    name, count = getattr(space, "name", ""), getattr(space, "ncomponents", 0)
    if name not in ("Separation", "DeviceN") or count in (0, _PROCESS_INKS):
        return None
    amounts = [one for one in operands[-count:] if isinstance(one, (int, float))]
    return min(1.0, max(0.0, 1.0 - max(amounts))) if len(amounts) == count else None
