"""Marks of clauses and ends of lists; marks in two forms (strokes, "&") are in `variants`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from expectations.plan_index import PlanIndex, Text
from expectations.rule import Finding
from expectations.rules.clauses.verbs import is_task_verb
from expectations.rules.idiom.commas import find_wrong_commas
from expectations.rules.variants.mixed_styles import find_odd_marks
from expectations.thresholds import USAGE
from expectations.words import word_set

_OPENERS = "after although because before if once since though unless when where while whilst"
_NO_LINK = (
    r"(?!\b(?:and|as|but|how|if|or|than|that|what|when|where|whether|which|who)\b)[^,;:.()–—-]"
)
_OPEN_CLAUSE = re.compile(
    rf"(?:^|[.;]\s)(?P<found>(?:{'|'.join(w.capitalize() for w in _OPENERS.split())}|At the time)\s"
    rf"(?:{_NO_LINK}){{3,90}}\b(?:are|has|have|is|was|were)\s(?:{_NO_LINK}){{3,50}}\b"
    r"(?:are|can|has|have|is|may|must|shall|should|was|were|will))\b"
)
_ITEM = re.compile(r"(?:^|\s)(?P<mark>[a-z]|\d{1,2})[.)]\s+(?=[A-Z])")
_LINKS = "consequently furthermore hence however moreover nevertheless therefore"
_VERBS = "are can could did does had has have is may must shall should was were will would"
_SPLICE = re.compile(
    rf"\b(?:{'|'.join(_VERBS.split())})\s(?:[\w/’'-]+\s){{0,8}}?(?P<found>[\w’'-]+,\s"
    rf"(?:{'|'.join(_LINKS.split())}),)\s(?:(?:the|a|an|these|this|those|all|some|no|it|they|there)\s)?"
    rf"(?!(?:{'|'.join(_VERBS.split())}|to|not|by|in|on|at|for|and|or|but|[a-z]+ing)\b)"
    rf"(?:[\w/’'-]+\s){{1,10}}?(?:{'|'.join(_VERBS.split())})\b"
)
_HOWEVER = re.compile(
    rf"\b(?:{'|'.join(_VERBS.split())})\s(?:[\w/’'-]+\s){{0,8}}?(?P<found>[\w’'-]+,\s"
    rf"(?:however|therefore|hence|moreover))\s(?:the|this|these|those|it|they|there|we)\s"
    rf"(?:[\w/’'-]+\s){{0,8}}?(?:{'|'.join(_VERBS.split())})\b"
)
_EXAMPLES = re.compile(r"(?P<found>[\w’'-]+,\s(?:examples|these)\s(?:include|are))\s(?!\w+ed\b)")
_RUN_ON = (_SPLICE, _HOWEVER, _EXAMPLES)
_WITH_TWO = re.compile(
    r"\b(?:between|(?:agreements?|alliances?|collaboration|cooperation|dialogues?|links|partnerships?)\s"
    r"(?:among|between|with))\s(?!(?:[\w’'-]+\s){0,4}(?:and|or)\s)(?P<found>(?:[\w’'-]+\s){0,4}[\w’'-]+,\s"
    r"and\s(?P<next>[a-z-]+)(?:\s[a-z-]+){0,2})(?=\s*(?:[.;]|$)|\s(?:at|for|in|on|to)\b)"
)
_LAST_BUT_ONE = re.compile(r"[;,]\s(?:and|or)$")
_NO_PARTNER = word_set("by for from in on through to when where which who")
_ENDS = frozenset(".;,:")
_ITEM_ENDS = {".": "a full stop", ",": "a comma", ";": "a semicolon"}
_LIST_END = re.compile(r"(?<![\w-])(?P<last>[\w-]*[^\W\d_])(?P<mark>[.;,:])$")
_ABBREVIATED = word_set("al approx ave co corp dept dr etc inc jr ltd no pp rd sr st vol")
_DOTTED = re.compile(r"(?:[A-Za-z]+\.)+[A-Za-z]+\.|[A-Z]\.")


def find_unusual_marks(index: PlanIndex, *, is_english: bool) -> Iterator[Finding]:
    """Find punctuation that differs from that of most of the plan."""
    yield from find_odd_marks(index, is_english=is_english)
    yield from _list_ends(index)
    yield from _items_after_the_last(index)
    yield from _last_items_without_stop(index)
    yield from _odd_ends_of_items(index)
    yield from _odd_ends_of_paragraphs(index)
    if is_english:
        yield from _splices(index)
        yield from _open_clauses(index)
        yield from _commas_between_two(index)
        yield from find_wrong_commas(index)


def _open_clauses(index: PlanIndex) -> Iterator[Finding]:
    """Find "When the case was made approval was sought": no comma ends the first clause."""
    for text in index.wording:
        for match in _OPEN_CLAUSE.finditer(text.text):
            yield Finding(
                key=("open clause", match["found"].casefold()),
                message=f"“{match['found']}”: a comma is missing after the first clause.",
                places=(index.in_text(text, *match.span("found")),),
            )


def _commas_between_two(index: PlanIndex) -> Iterator[Finding]:
    """Find "a partnership with clubs, and schools": a comma where only two are joined."""
    for text in index.wording:
        for match in _WITH_TWO.finditer(text.text):
            if not is_task_verb(match["next"]) and match["next"] not in _NO_PARTNER:
                yield Finding(
                    key=("two", match["found"].casefold()),
                    message=f"“{match['found']}”: the comma before “and” separates two things that "
                    "belong together.",
                    places=(index.in_text(text, *match.span("found")),),
                )


def _splices(index: PlanIndex) -> Iterator[Finding]:
    for text in index.wording:
        for match in chain.from_iterable(each.finditer(text.text) for each in _RUN_ON):
            yield Finding(
                key=("splice", match["found"].casefold()),
                message=f"“{match['found']}”: a new sentence begins after the first comma; a "
                "semicolon or a full stop is needed there.",
                places=(index.in_text(text, *match.span("found")),),
            )


def _last_items_without_stop(index: PlanIndex) -> Iterator[Finding]:
    """Find last items of lists without a full stop, where those of other lists have one."""
    blocks = [text for text in index.wording if text.table == "narrative"]
    lists = [
        text for before, text in pairwise(blocks) if _LAST_BUT_ONE.search(before.text.rstrip())
    ]
    closed = sum(text.text.rstrip().endswith(".") for text in lists)
    odd = [text for text in lists if text.text.rstrip()[-1].isalpha()]
    if not odd or closed < USAGE.closed_lists * len(odd):
        return
    for text in odd:
        words = text.text.rstrip()
        start = words.rfind(" ", 0, words.rfind(" ")) + 1
        yield Finding(
            key=("open list", words.casefold()),
            message=f"“{words[start:]}”: the list ends without a full stop, unlike {closed} other "
            "lists.",
            places=(index.in_text(text, start, len(words)),),
        )


def _odd_ends_of_items(index: PlanIndex) -> Iterator[Finding]:
    """Find the one item of a cell that ends in a mark where the others do not, or lacks a stop."""
    for text in index.wording:
        items = list(_items(text.text))
        marked = [each for each in items if each[1] in _ITEM_ENDS]
        open_ = [each for each in items if each[1].isalpha()]
        odd, usual = sorted((marked, open_), key=len)
        is_mixed = usual is marked and any(end != "." for _, end in marked)
        if len(odd) != 1 or len(usual) < USAGE.min_items or len(items) > len(odd) + len(usual):
            continue
        if is_mixed:
            continue  # the last of "a; b; c" may lack a mark
        stop, end = odd[0]
        start = text.text.rfind(" ", 0, text.text.rfind(" ", 0, stop)) + 1
        how = f"with {_ITEM_ENDS[end]}" if odd is marked else "without a full stop"
        yield Finding(
            key=("item", text.text[start:stop].casefold()),
            message=f"“{text.text[start:stop]}”: the item ends {how}, unlike "
            f"{len(usual)} other items of the same text.",
            places=(index.in_text(text, start, stop),),
        )


def _has_mark(words: str) -> bool:
    """Return whether an item ends in a mark: not in the stop of "etc.", "Ltd." or "U.S."."""
    last = words.split()[-1].strip("()[]“”\"'")
    is_short = last.rstrip(".").casefold() in _ABBREVIATED or _DOTTED.fullmatch(last)
    return words[-1] in _ITEM_ENDS and not (words[-1] == "." and is_short)


def _odd_ends_of_paragraphs(index: PlanIndex) -> Iterator[Finding]:
    """Find the one item of a list of paragraphs, but its last, that ends in a mark."""
    texts = {text.record_id: text for text in index.wording if text.table == "narrative"}
    is_item = {b.block_id: b.kind == "list_item" for b in index.plan.narrative}
    blocks = (texts.get(b.block_id) for b in index.plan.narrative)
    for listed, group in groupby(blocks, lambda text: text is not None and is_item[text.record_id]):
        items = [text for text in group if text is not None] if listed else []
        inner = [(text, text.text.rstrip()) for text in items[:-1]]
        odd = [each for each in inner if _has_mark(each[1])]
        closed = [each for each in inner if not each[1][-1].isalpha()]
        if len(odd) != 1 or len(closed) > 1 or len(inner) - 1 < USAGE.min_items:
            continue
        text, words = odd[0]
        if re.search(r"[.;:]\s", words):
            continue  # an item of several sentences ends like them
        start = words.rfind(" ", 0, words.rfind(" ")) + 1
        yield Finding(
            key=("item", words[start:].casefold()),
            message=f"“{words[start:]}”: the item ends with {_ITEM_ENDS[words[-1]]}, unlike "
            f"{len(inner) - 1} other items of its list.",
            places=(index.in_text(text, start, len(words)),),
        )


def _items(text: str) -> Iterator[tuple[int, str]]:
    """Yield the end of each item of one sentence in a list "a. …, b. …", and its last character."""
    marks = list(_ITEM.finditer(text))
    first = [at for at, mark in enumerate(marks) if mark["mark"] in ("a", "1")]
    marks = marks[first[0] :] if len(first) == 1 else []
    expected = "abcdefghijklmnopqrstuvwxyz" if marks and marks[0]["mark"] == "a" else ""
    for at, mark in enumerate(marks):
        if mark["mark"] != (expected[at : at + 1] or str(at + 1)):
            return
        stop = marks[at + 1].start() if at + 1 < len(marks) else len(text)
        item = text[mark.end() : stop].rstrip()
        if item and not re.search(r"[.;:]\s", item):
            yield mark.end() + len(item), item[-1]


def _items_after_the_last(index: PlanIndex) -> Iterator[Finding]:
    """Find the last item of a list that ends as if another item followed.

    After a list inside of another, an item of the outer list follows, which ends in a mark.
    """
    blocks = [text for text in index.wording if text.table == "narrative"]
    following = [*(block.text.rstrip()[-1] for block in blocks[2:]), ""]
    for (before, text), end in zip(pairwise(blocks), following, strict=False):
        words = text.text.rstrip()
        is_alike = words[:1].isupper() == before.text[:1].isupper() and ". " not in words
        is_after = _LAST_BUT_ONE.search(before.text.rstrip()) is not None
        if is_after and is_alike and words.endswith((";", ",")) and end not in _ENDS:
            start = words.rfind(" ") + 1
            yield Finding(
                key=("last item", words.casefold()),
                message=f"“{words}” is the last item of its list, but ends as if another followed.",
                places=(
                    index.in_text(text, 0 if len(words) < USAGE.whole_item else start, len(words)),
                ),
            )


def _list_ends(index: PlanIndex) -> Iterator[Finding]:
    """Find lists of bodies that end in a mark, where other lists do not."""
    for texts in lists_of_bodies(index):
        ends = [(text, match) for text in texts if (match := _LIST_END.search(text.text.rstrip()))]
        ends = [each for each in ends if each[1]["last"].casefold() not in _ABBREVIATED]
        if len(texts) - len(ends) < USAGE.min_marks or len(ends) > USAGE.max_share * len(texts):
            continue
        for text, match in ends:
            stop = match.end()
            start = text.text.rfind(",", 0, match.start()) + 1
            start += len(text.text[start:stop]) - len(text.text[start:stop].lstrip())
            yield Finding(
                key=("list", text.record_id, text.text[start:stop].casefold()),
                message=f"“{text.text[start:stop]}”: the list ends in “{match['mark']}”, unlike "
                f"{len(texts) - len(ends)} others.",
                places=(index.in_text(text, start, stop),),
            )


def lists_of_bodies(index: PlanIndex) -> Iterator[Sequence[Text]]:
    """Yield the printed lists of bodies of the areas, and those of the rows."""
    plan = index.plan
    areas = [
        Text(
            "areas",
            a.area_id,
            "relevant_bodies_printed",
            a.relevant_bodies_printed,
            a.area_id,
            a.page,
        )
        for a in plan.areas
    ]
    rows = [
        Text(
            "matrix",
            r.row_id,
            "lead_bodies_printed",
            r.lead_bodies_printed,
            r.area_id,
            r.page_first,
        )
        for r in plan.rows
    ]
    for texts in (areas, rows):
        yield [text for text in texts if text.text.strip()]
