"""Pairs the cells of two readings by place, and says where they are not the same cell.

The first reading stands in the ledger, so it is kept where the readings differ, unless a third
witness (pypdfium2's text of the box) speaks for the second alone; the evidence is recorded
with the other reading either way, for a reviewer to judge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from extract.geometry.bbox import (
    edge_distance,
    holds_center,
    intersection_over_union,
    overlaps,
)
from extract.model import Bbox, Cause, Fragment, OtherReading
from extract.page.ledger import letters
from extract.page.same_print import fold, same_glyphs, same_words
from extract.text.vocabulary import spell_out

FIRST, SECOND = "pdfplumber", "camelot"

EDGE_TOLERANCE = 3.0
"""Points by which an edge may differ: a rule's width, its two sides, and rounding."""

_CAUSES: dict[str, Cause] = {"missing": "cell", "span": "rule", "box": "edges"}

Witness = Callable[[Bbox], str]
"""Reads the text in a box by a third tool, to decide where two readings differ."""


class SecondCell(NamedTuple):
    r"""A cell as the second reader sees it.

    Attributes:
        bbox: `(x0, top, x1, bottom)` in points, as the page is shown.
        text: its lines, with `\n` between them, untouched.
    """

    bbox: Bbox
    text: str


def compare(
    fragments: Sequence[Fragment], cells: Sequence[SecondCell], witness: Witness | None = None
) -> tuple[Fragment, ...]:
    """Set on each fragment of one page whether the second reading agrees.

    Args:
        fragments: the first reading's, of all ruled tables of the page.
        cells: the second reading's; none where it could not read the page.
        witness: pypdfium2's reading of a box, asked only where the two differ.

    Returns:
        The fragments in the same order. `readings_agree` stays None where the page has one
        reading only; where it is False, `other_reading` says what the other one is and why the
        one that stands was chosen.
    """
    if not cells:
        return tuple(fragments)
    judged = [_judge(fragment, fragments, cells, witness) for fragment in fragments]
    differing = [one for one in judged if one.other_reading is not None]
    return tuple(_with_cause(one, differing) if one.other_reading else one for one in judged)


def agreement_share(fragments: Sequence[Fragment]) -> float | None:
    """Tell the share of twice-read fragments on which the readings agree, None where none is."""
    read_twice = [f for f in fragments if f.readings_agree is not None]
    return (
        sum(f.readings_agree is True for f in read_twice) / len(read_twice) if read_twice else None
    )


def _judge(
    fragment: Fragment,
    fragments: Sequence[Fragment],
    cells: Sequence[SecondCell],
    witness: Witness | None,
) -> Fragment:
    nearest = max(
        cells, key=lambda cell: (intersection_over_union(cell.bbox, fragment.bbox), cell.bbox)
    )
    if intersection_over_union(nearest.bbox, fragment.bbox) == 0:
        return _differing(fragment, None, "missing", _coverage(fragment, "", witness))
    if edge_distance(nearest.bbox, fragment.bbox) > EDGE_TOLERANCE:
        counts = [
            sum(holds_center(nearest.bbox, other.bbox) for other in fragments),
            sum(holds_center(fragment.bbox, cell.bbox) for cell in cells),
        ]
        kind: Literal["span", "box"] = "span" if max(counts) > 1 else "box"
        return _differing(fragment, nearest, kind, _edges(fragment, nearest, fragments, cells))

    def third() -> str:
        return witness(fragment.bbox) if witness else ""

    if same_words(" ".join(fragment.lines), nearest.text, third if witness else None):
        return fragment.model_copy(update={"readings_agree": True, "other_reading": None})
    return _differing(fragment, nearest, "text", _coverage(fragment, nearest.text, witness))


def _differing(
    fragment: Fragment,
    cell: SecondCell | None,
    kind: Literal["text", "box", "span", "missing"],
    because: str,
) -> Fragment:
    other = OtherReading(
        reader=SECOND,
        text=" ".join(spell_out(cell.text).split()) if cell else "",
        bbox=cell.bbox if cell else None,
        differs_in=kind,
        cause=_CAUSES.get(kind, "letters"),
        chosen_because=because,
    )
    return fragment.model_copy(update={"readings_agree": False, "other_reading": other})


def _coverage(fragment: Fragment, second: str, witness: Witness | None) -> str:
    """State which reading holds the glyphs that are printed in the box."""
    ours, theirs = letters("".join(fragment.lines)), letters(second)
    if not ours and not theirs:
        return f"{FIRST}: its rules part the box from its neighbours; it holds no glyph"
    if same_glyphs("".join(fragment.lines), second):
        because = f"{FIRST}: the same glyphs in the same order, only the blanks differ"
        if witness is None:
            return because
        parted = witness(fragment.bbox)
        if same_words(" ".join(fragment.lines), parted, lambda: parted):
            return f"{because}; pypdfium2 parts the words as it does"
        return f"{because}; pypdfium2 parts the words " + (
            f"as {SECOND} does" if same_words(second, parted, lambda: parted) else "in a third way"
        )
    if sorted(ours) == sorted(theirs):
        return f"{FIRST}: the same glyphs, in another order"
    if witness is None:
        return f"{FIRST}: {len(ours)} glyphs against {len(theirs)}; not weighed by a third reading"
    printed = sorted(letters(witness(fragment.bbox)))
    if printed == sorted(ours):
        return f"{FIRST}: pypdfium2 too reads its {len(ours)} glyphs in the box"
    if printed == sorted(theirs):
        return f"{FIRST} kept, but pypdfium2 reads what {SECOND} reads: compare with the page"
    return (
        f"{FIRST} kept; of {len(printed)} glyphs that pypdfium2 reads in the box it has "
        f"{len(ours)}, {SECOND} {len(theirs)}"
    )


def _edges(
    fragment: Fragment,
    cell: SecondCell,
    fragments: Sequence[Fragment],
    cells: Sequence[SecondCell],
) -> str:
    """State which box stands in line with its neighbours, as both readings see them."""
    neighbours = [other.bbox for other in fragments if other is not fragment]
    neighbours += [other.bbox for other in cells if other is not cell]
    ours, theirs = (
        sum(
            any(
                abs(edge - box[side]) <= EDGE_TOLERANCE
                for box in neighbours
                for side in (index % 2, index % 2 + 2)
            )
            for index, edge in enumerate(bbox)
        )
        for bbox in (fragment.bbox, cell.bbox)
    )
    kept = FIRST if ours >= theirs else f"{FIRST} kept, but"
    return f"{kept}: {ours} of its 4 edges go on in other cells, {theirs} of {SECOND}'s"


def _with_cause(fragment: Fragment, differing: Sequence[Fragment]) -> Fragment:
    """Say what kind of difference it is, so that those of one cause can be shown as one."""
    other = fragment.other_reading
    assert other is not None
    cause: Cause = other.cause
    if other.differs_in == "text":
        cause = _cause_of_text(fragment, other, differing)
    return fragment.model_copy(update={"other_reading": other.model_copy(update={"cause": cause})})


def _cause_of_text(fragment: Fragment, other: OtherReading, differing: Sequence[Fragment]) -> Cause:
    if same_glyphs("".join(fragment.lines), other.text):
        return "blanks"
    lacking, added = _exchanged(fragment)
    if not lacking and not added:
        return "order"
    for beside in differing:
        if beside is fragment or not overlaps(beside.bbox, fragment.bbox, -EDGE_TOLERANCE):
            continue
        lacking_there, added_there = _exchanged(beside)
        if (lacking and lacking <= added_there) or (added and added <= lacking_there):
            return "neighbour"
        if (lacking_there and lacking_there <= added) or (added_there and added_there <= lacking):
            return "neighbour"
    if lacking and added:
        return "letters"
    return "lacking" if lacking else "added"


def _exchanged(fragment: Fragment) -> tuple[Counter[str], Counter[str]]:
    """Count the letters that the second reading lacks of a cell, and those that it adds."""
    ours = Counter(letters(fold("".join(fragment.lines))))
    other = fragment.other_reading
    theirs = Counter(letters(fold(other.text if other else "")))
    return ours - theirs, theirs - ours
