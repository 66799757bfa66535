"""Split expected outputs that name several products into parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from link.model import OutputPart, PartDivision
from link.texts.parts import numbered_parts
from link.texts.words import lemma
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

_DOCUMENTS = frozenset(
    re.findall(
        r"\w+",
        """atlas book brief catalogue charter checklist commentary compendium compilation database
        declaration directory documentary guide guideline handbook leaflet list manual map module
        newsletter note paper plan policy protocol publication recommendation register report
        roadmap statement strategy study syllabus template toolkit video yearbook""",
    )
)
_EVENTS = frozenset(
    re.findall(
        r"\w+",
        """campaign course dialogue exhibition forum framework hub network platform portal programme
        program scheme seminar survey training website workshop""",
    )
)
"""Products that a document may be about or for: guidelines for dialogues and campaigns."""
_AND = re.compile(r",?\s+and\s+(?=(?P<right>[^;.()]{1,300}))")
_PREPOSITION = re.compile(r"\s(of|on|about|for|to|in|at|among|between|with|by|from)\s")
_ABOUT_WHAT = frozenset({"of", "on", "about"})
"""Prepositions after which another product may be a topic: a report on laws and guidelines."""

_LIKE_TEXTS = frozenset(
    re.findall(
        r"\w+",
        """act agreement article case code condition convention decision experience finding
        framework gap issue law legislation lesson material measure method model norm policy
        practice principle procedure programme project regulation resolution resource rule service
        standard step system tool treaty""",
    )
)
"""Topics that may stand beside a product: "a report on laws and manuals for judges"."""

Cut = tuple[int, int, PartDivision]
"""Where a part ends, where the next one begins, and what divides them."""


def find_output_parts(outputs: Iterable[ExpectedOutput]) -> tuple[OutputPart, ...]:
    """Split outputs that name several products; other outputs have no parts.

    Products are separated by numbers, full stops or semicolons, or by "and" if each of two nouns
    for products has its own attribute or complement: "Guidelines for families and manuals on
    care". "Studies and recommendations on care" are one part. Without punctuation ("Student
    Programme Regional seminar"), a capitalised word between words without capitals begins a new
    part, if other outputs of the plan begin with it.

    Args:
        outputs: Expected outputs, in printed order.
    """
    outputs = tuple(outputs)
    heads = Counter(head for head in map(_capitalised_start, {o.text for o in outputs}) if head)
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


def _capitalised_start(text: str) -> str:
    first = re.match(r"\W*([A-Z][a-z]+)\b", text)
    return first.group(1) if first else ""


def _parts(text: str, heads: Counter[str]) -> list[tuple[str, int, int, PartDivision]]:
    numbered = [(p.number, p.start, p.stop, "number") for p in numbered_parts(text)]
    if numbered:
        return [(number, start, stop, "number") for number, start, stop, _ in numbered]
    cuts = sorted((*_marked_cuts(text), *_unmarked_cuts(text, heads), *_joined_cuts(text, heads)))
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


def _joined_cuts(text: str, heads: Counter[str]) -> Iterator[Cut]:
    start = 0
    for match in _AND.finditer(text):
        left, right = text[start : match.start()], match["right"]
        is_cut = left.rstrip().endswith((";", "."))  # another division is there
        is_free = not is_cut and not _is_in_brackets(text, match.start())
        if is_free and _are_products(left, right, heads):
            yield match.start(), match.end(), "and"
            start = match.end()


def _are_products(left: str, right: str, heads: Counter[str]) -> bool:
    """Return whether both sides of "and" name a product that stands by itself."""
    (one, link, object_), (two, other_link, _) = _phrase(left), _phrase(right)
    has_capital = heads[_capitalised_start(right)] >= PARTS.min_heads
    is_new = has_capital or len(two) <= PARTS.max_joined_words
    if not (one and two and _is_product(one[-1]) and _is_product(two[-1]) and is_new):
        return False
    if lemma(two[-1]) in _EVENTS and not has_capital:
        return False
    if not link:
        return has_capital and len(one) > 1
    return _are_about_unlike(two, link, object_, other_link, has_capital=has_capital)


def _are_about_unlike(
    two: Sequence[str], link: str, object_: Sequence[str], other_link: str, *, has_capital: bool
) -> bool:
    """Return whether the second of two products is none of what the first one is about.

    Args:
        two: The words of the second product.
        link: The preposition after the first product.
        object_: What the first product is about.
        other_link: The preposition after the second product, if there is one.
        has_capital: Whether the second product begins like the others of the plan.
    """
    if not object_ or object_[0].endswith("ing") or _is_product(object_[-1]):
        return False  # "for preparing laws and manuals", "for plans and manuals"
    if link not in _ABOUT_WHAT:
        return bool(other_link) or has_capital
    if other_link and other_link != link and lemma(object_[-1]) not in _LIKE_TEXTS | _EVENTS:
        return True  # "Atlas of accidents and manuals on safety": accidents and manuals are unlike
    is_plural, is_single = object_[-1].endswith("s"), not two[-1].endswith("s")
    return link == other_link or (is_plural and is_single)


def _phrase(text: str) -> tuple[list[str], str, list[str]]:
    """Return the words up to the first preposition, that preposition, and the words after it."""
    found = _PREPOSITION.search(text)
    if found is None:
        return text.split(), "", []
    return text[: found.start()].split(), found[1], text[found.end() :].split()


def _is_product(word: str) -> bool:
    return lemma(word) in _DOCUMENTS | _EVENTS


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
