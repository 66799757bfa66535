"""Compare the text around the matrix, block by block; blocks are matched by their words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.align import Match, align, words_of
from pipeline.diff.matching.parts import find_parts
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, Kind
from pipeline.diff.thresholds import DIFF

_MARKER = re.compile(
    r"^\s*(?:[(\[]?(?:\d{1,3}|[a-z]|[ivx]{1,5})[)\].:]|[•·▪–—*-]+)\s+", re.IGNORECASE
)


@dataclass
class BlockMap:
    """The blocks of both editions, matched.

    Attributes:
        matches: the pairs of blocks, one to one.
        splits: index of an old block → indexes of the further new blocks it was split into.
        merges: index of a new block → indexes of the further old blocks merged into it.
    """

    matches: list[Match]
    splits: dict[int, list[int]] = field(default_factory=dict)
    merges: dict[int, list[int]] = field(default_factory=dict)


def own_text(text: str) -> str:
    """Return the text of a block without its number or bullet: that says only where it stands."""
    return _MARKER.sub("", text, count=1)


def map_blocks(old: Edition, new: Edition) -> BlockMap:
    """Match the blocks of two editions by their words; section and position decide between ties."""
    a, b = old.tables["narrative"], new.tables["narrative"]
    old_texts = [own_text(block["text"]) for block in a]
    new_texts = [own_text(block["text"]) for block in b]

    def bonus(i: int, j: int) -> float:
        distance = abs(i / len(a) - j / len(b))
        same_heading = same_words(a[i]["heading"], b[j]["heading"])
        same_kind = a[i]["kind"] == b[j]["kind"]
        return DIFF.same_area_bonus * same_heading + DIFF.same_position_bonus * (
            1 - distance + same_kind
        )

    matches = align(old_texts, new_texts, bonus=bonus)
    old_words = [words_of(text) for text in old_texts]
    new_words = [words_of(text) for text in new_texts]
    return BlockMap(
        matches,
        find_parts(old_words, new_words, [(m.old, m.new) for m in matches]),
        find_parts(new_words, old_words, [(m.new, m.old) for m in matches]),
    )


def new_block_of(old: Edition, new: Edition, blocks: BlockMap) -> dict[str, str]:
    """Return the new id of each old block."""
    a, b = old.tables["narrative"], new.tables["narrative"]
    new_of = {a[m.old]["block_id"]: b[m.new]["block_id"] for m in blocks.matches}
    for after, parts in blocks.merges.items():
        new_of |= {a[part]["block_id"]: b[after]["block_id"] for part in parts}
    return new_of


def further_blocks_of(old: Edition, new: Edition, blocks: BlockMap) -> dict[str, tuple[str, ...]]:
    """Return the further new blocks of each old block that was split."""
    a, b = old.tables["narrative"], new.tables["narrative"]
    return {
        a[i]["block_id"]: tuple(b[j]["block_id"] for j in parts)
        for i, parts in blocks.splits.items()
    }


@dataclass(frozen=True)
class _Headings:
    """The headings that both editions have, in the order of each edition.

    A block is a heading if either edition shows it as one, since a typesetting may hide headings.
    Therefore a block belongs to the last such heading before it, not to the one that its own
    edition names.
    """

    old: tuple[int, ...]
    new: tuple[int, ...]
    new_of: dict[int, int]

    def have_moved(self, old: int, new: int) -> bool:
        """Return whether a block stands under another heading now."""
        if old in self.new_of:
            return False
        before, after = _last_before(self.old, old), _last_before(self.new, new)
        return (None if before is None else self.new_of[before]) != after


def _last_before(places: Sequence[int], place: int) -> int | None:
    at = bisect_left(places, place)
    return places[at - 1] if at else None


def _headings(a: Sequence[Record], b: Sequence[Record], matches: Sequence[Match]) -> _Headings:
    new_of = {m.old: m.new for m in matches if "heading" in (a[m.old]["kind"], b[m.new]["kind"])}
    return _Headings(tuple(sorted(new_of)), tuple(sorted(new_of.values())), new_of)


def narrative_changes(old: Edition, new: Edition, blocks: BlockMap) -> list[Change]:
    """Return the change of each block, in printed order; repeated blocks are reported once."""
    a, b = old.tables["narrative"], new.tables["narrative"]
    headings = _headings(a, b, blocks.matches)
    new_of = {m.old: m for m in blocks.matches}
    parts_old = {i for parts in blocks.merges.values() for i in parts}
    changes = []
    for i, block in enumerate(a):
        match = new_of.get(i)
        if match is not None:
            olds = sorted([i, *blocks.merges.get(match.new, ())])
            news = sorted([match.new, *blocks.splits.get(i, ())])
            has_moved = headings.have_moved(i, match.new)
            pair = [a[n] for n in olds], [b[n] for n in news]
            changes.append(_matched_blocks(*pair, match.score, has_moved=has_moved))
        elif i not in parts_old:
            changes.append(_unmatched_block("removed", block))
    continued = {m.new for m in blocks.matches}
    continued |= {j for parts in blocks.splits.values() for j in parts}
    changes += [_unmatched_block("added", block) for j, block in enumerate(b) if j not in continued]
    return _told_once(changes)


def _matched_blocks(
    olds: list[Record], news: list[Record], score: float, *, has_moved: bool
) -> Change:
    before, after = _joined(olds), _joined(news)
    kinds: list[Kind] = []
    if len(news) > 1:
        kinds.append("split")
    if len(olds) > 1:
        kinds.append("merged")
    if has_moved:
        kinds.append("moved")
    is_reworded = not same_words(own_text(before), own_text(after))
    if is_reworded and len(olds) == len(news) == 1:
        kinds.append("reworded")
    return Change(
        table="narrative",
        kinds=tuple(kinds) or ("unchanged",),
        old_ids=tuple(block["block_id"] for block in olds),
        new_ids=tuple(block["block_id"] for block in news),
        old_text=before,
        new_text=after,
        score=score,
        fields=(field_change("text", before, after),) if is_reworded else (),
        old_page=_page(olds[0]),
        new_page=_page(news[0]),
        note=_place(news[0]) or ("" if has_moved else _place(olds[0])),
    )


def _unmatched_block(kind: Kind, block: Record) -> Change:
    if kind == "removed":
        return Change(
            table="narrative",
            kinds=(kind,),
            old_ids=(block["block_id"],),
            old_text=block["text"],
            score=0.0,
            old_page=_page(block),
            note=_place(block),
        )
    return Change(
        table="narrative",
        kinds=(kind,),
        new_ids=(block["block_id"],),
        new_text=block["text"],
        score=0.0,
        new_page=_page(block),
        note=_place(block),
    )


def _joined(blocks: list[Record]) -> str:
    return " / ".join(block["text"] for block in blocks)


def _place(block: Record) -> str:
    """Return where a block stands: section and heading."""
    parts = (block["section"], block["heading"])
    return " ".join(part for part in parts if part)


def _page(block: Record) -> int | None:
    return int(block["page"] or 0) or None


def _told_once(changes: list[Change]) -> list[Change]:
    """Join changes of the same kinds and texts: a title that is printed twice is one change."""
    found: dict[tuple[object, ...], Change] = {}
    for number, change in enumerate(changes):
        is_same = change.kinds == ("unchanged",)
        key = (number,) if is_same else (change.kinds, change.old_text, change.new_text)
        first = found.get(key)
        if first is None:
            found[key] = change
            continue
        ids = {
            "old_ids": first.old_ids + change.old_ids,
            "new_ids": first.new_ids + change.new_ids,
        }
        found[key] = first.model_copy(update=ids)
    return list(found.values())
