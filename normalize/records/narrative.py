"""Read the text around the matrix, with the path of its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.model import Block
from normalize.ids import Identifiers
from normalize.model import NarrativeBlock
from normalize.records.grid import fold_spaces

_ROMAN = re.compile(r"[IVXLC]+[.)]?$")
_LETTER = re.compile(r"[A-Za-z][.)]$")
_NUMBER = re.compile(r"(?P<number>(?:[IVXLC]+|\d+(?:\.\d+)*|[A-Za-z])[.)]|\d+(?:\.\d+)+)\s+")


def read_narrative(blocks: Sequence[Block]) -> tuple[NarrativeBlock, ...]:
    """Assign each block of text to its heading.

    Args:
        blocks: Text outside of tables, in reading order.

    Returns:
        The blocks. ``section`` holds the numbers of the headings joined by points, like
        ``III.b``; it is empty before the first numbered heading.
    """
    path: list[tuple[int, str, str]] = []
    ids = Identifiers("nar")
    read = []
    for block in blocks:
        marker, text = _marker_and_text(block)
        if block.kind == "heading":
            level = block.level or _level_of(marker)
            path = [entry for entry in path if entry[0] < level]
            path.append((level, marker.strip("() ."), text))
        printed = text if block.kind == "heading" else _with_number(block)
        read.append(
            NarrativeBlock(
                block_id=ids.of_text(printed),
                section=".".join(entry[1] for entry in path if entry[1]),
                heading=path[-1][2] if path else "",
                kind=block.kind,
                text=printed,
                page=block.spans[0].page if block.spans else 1,
            )
        )
    return tuple(read)


def _with_number(block: Block) -> str:
    """Return the text of a block after its number or letter; a bullet is dropped."""
    has_number = any(char.isalnum() for char in block.marker)
    return fold_spaces(f"{block.marker} {block.text}" if has_number else block.text)


def _marker_and_text(block: Block) -> tuple[str, str]:
    """Return the number and the words of a heading, whether or not extract split them."""
    text = fold_spaces(block.text)
    if block.marker or block.kind != "heading":
        return block.marker, text
    found = _NUMBER.match(text)
    return (found["number"], text[found.end() :]) if found else ("", text)


def _level_of(marker: str) -> int:
    """Return the level of a heading by the style of its number."""
    if _LETTER.fullmatch(marker) and not (_ROMAN.fullmatch(marker) and marker.isupper()):
        return 2
    return 1 + marker.strip(".").count(".")
