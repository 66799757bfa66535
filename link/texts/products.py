"""Split expected outputs that name several products into parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from link.model import OutputPart, PartDivision
from link.texts.parts import numbered_parts
from link.thresholds import PARTS
from normalize.ids import Identifiers
from normalize.model import ExpectedOutput

_SENTENCE = re.compile(r"[^\W_]{3,}\)?\.\s+(?=[A-Z])")
_SEMICOLON = re.compile(r";\s+(?:and\s+)?(?=\w)")
# Titlecase after a word without a mark, and before a word in small letters.
_NEW_HEAD = re.compile(r"(?<=\w)\s+(?=(?P<head>[A-Z][a-z]{2,})\s+[a-z]{3,}\b)")
_GOES_ON = frozenset(
    re.findall(
        r"\w+",
        """this these those that such it they its their he she we the a an in on at for by with also
        moreover however furthermore other others if when where both each""",
    )
)
"""Words that begin a sentence about the product before it."""
_BEFORE_NAME = frozenset(
    re.findall(
        r"\w+",
        """a an the this that these of on in at for to from by with as and or nor between among
        through under into per via than is are be new each all its their""",
    )
)
"""Words after which a capital is that of a name or title, not of another product."""

Cut = tuple[int, int, PartDivision]
"""Where a part ends, where the next one begins, and what divides them."""


def find_output_parts(outputs: Iterable[ExpectedOutput]) -> tuple[OutputPart, ...]:
    """Split outputs that name several products; other outputs have no parts.

    Products are divided by numbers, full stops or semicolons. Without a mark ("Student Programme
    Regional seminar"), a word divides them if it has a capital between words that need none, and
    other outputs of the plan begin with it.

    Args:
        outputs: Expected outputs, in printed order.
    """
    outputs = tuple(outputs)
    heads = Counter(head for head in map(_first_word, {o.text for o in outputs}) if head)
    identifiers = Identifiers("part")
    return tuple(
        OutputPart(
            part_id=identifiers.of_text(output.expected_output_id, number, output.text[start:stop]),
            expected_output_id=output.expected_output_id,
            number=number,
            text=output.text[start:stop],
            start=start,
            stop=stop,
            divided_by=division,
        )
        for output in outputs
        for number, start, stop, division in _parts(output.text, heads)
    )


def _first_word(text: str) -> str:
    first = re.match(r"\W*([A-Z][a-z]+)\b", text)
    return first.group(1) if first else ""


def _parts(text: str, heads: Counter[str]) -> list[tuple[str, int, int, PartDivision]]:
    numbered = [(p.number, p.start, p.stop, "number") for p in numbered_parts(text)]
    if numbered:
        return [(number, start, stop, "number") for number, start, stop, _ in numbered]
    cuts = sorted((*_marked_cuts(text), *_unmarked_cuts(text, heads)))
    if not cuts:
        return []
    starts = [0, *(begin for _, begin, _ in cuts)]
    stops = [*(end for end, _, _ in cuts), len(text.rstrip())]
    divisions: list[PartDivision] = [division for _, _, division in cuts]
    return [
        ("", start, stop, division)
        for start, stop, division in zip(starts, stops, [divisions[0], *divisions], strict=True)
    ]


def _marked_cuts(text: str) -> Iterator[Cut]:
    for pattern, division in ((_SENTENCE, "sentence"), (_SEMICOLON, "semicolon")):
        found = [m for m in pattern.finditer(text) if not _is_in_brackets(text, m.start())]
        sides = [0, *(m.end() for m in found), len(text)]
        for match, start, stop in zip(found, sides, sides[2:], strict=False):
            before, after = text[start : match.start()].split(), text[match.end() : stop].split()
            is_long = min(len(before) + 1, len(after)) >= PARTS.min_product_words
            first = re.sub(r"\W", "", after[0].casefold()) if after else ""
            if is_long and (division == "semicolon" or first not in _GOES_ON):
                end = match.end() - len(match.group()) + len(match.group().rstrip())
                end = match.start() if division == "semicolon" else end
                yield end, match.end(), "sentence" if division == "sentence" else "semicolon"


def _unmarked_cuts(text: str, heads: Counter[str]) -> Iterator[Cut]:
    for match in _NEW_HEAD.finditer(text):
        before = text[: match.start()].split()
        is_head = heads[match["head"]] >= PARTS.min_heads
        is_name = before[-1].casefold() in _BEFORE_NAME or before[-1].isupper()
        is_long = len(before) >= PARTS.min_product_words
        if is_head and is_long and not is_name and not _is_in_brackets(text, match.start()):
            yield match.start(), match.end(), "nothing"


def _is_in_brackets(text: str, at: int) -> bool:
    pairs: Sequence[str] = ("()", "[]", "“”")
    return any(text.count(pair[0], 0, at) > text.count(pair[1], 0, at) for pair in pairs)
