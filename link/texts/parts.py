"""Split composite activities into parts: "(1) promote …, (2) build …" has two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from link.model import ActivityPart
from link.texts.words import has_verb_forms, lemma
from link.thresholds import PARTS
from normalize.ids import Identifiers
from normalize.model import Activity

_MARK = re.compile(r"(?<!\w)\(?(?P<number>\d{1,2}|[a-z]|[ivx]{2,4})\)(?=\s*\w)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_SERIES: tuple[tuple[str, ...], ...] = (
    tuple(str(number) for number in range(1, 100)),
    tuple("abcdefghijklmnopqrstuvwxyz"),
    _ROMAN,
)
_TRAILING = re.compile(r"[\s,;]*(?:[,;\s]\s*(?:and|or|and/or))?[\s,;]*$")

TASK_VERBS = frozenset(
    re.findall(
        r"\w+",
        """adopt allocate apply appoint assess assist broaden build collect commission compile
        conduct consolidate convene coordinate create deliver determine develop disseminate
        draft encourage engage enhance ensure establish evaluate examine expand explore
        facilitate find formulate foster gather harmonise harmonize hold identify implement
        improve include integrate introduce invest invite maintain nurture organise organize
        prepare produce promote propose provide publish raise recommend reduce revise set
        strengthen submit undertake update""",
    )
)
"""Verbs that begin a task and are rarely nouns."""
_OBJECT = r"\s(?:up|out|the|an?|its?|their|them|all|each|every|new|\d+)\b"
_JOIN = re.compile(
    r"(?:;|,)?\s+(?:and|then|and then)\s+(?P<verb>[a-z]+)\b"
    r"|;\s+(?!(?:they|it|these|both)\b)(?P<next>[a-z]+)\b"
    # "…, build up the skills": an object or particle shows that the word is a verb.
    rf"|,\s+(?P<listed>[a-z]+)(?={_OBJECT})"
    # "Hire inspectors; they report each month": a clause of its own.
    r"|;\s+(?P<clause>(?:they|it|these|both)\s+(?!is\b|are\b|was\b|were\b|has\b|have\b)[a-z]+)\b"
)
_NO_VERBS = frozenset(
    re.findall(
        r"\w+",
        """back better both down even further like likewise near off only out outside over past
        round still than under up well while""",
    )
)
"""Words before an object that have forms of verbs and are none."""
# "ASEAN members identify …": a name before its verb.
_SUBJECT = re.compile(r"(?:[A-Z][\w.]*(?:-[\w]+)*\s(?:-\s)?)+(?:members?\s|states?\s)?(?=[a-z])")
# "Road agencies map black spots and …": several of a kind, before a verb in its bare form.
_SEVERAL = re.compile(
    r"[A-Z][\w-]*(?:\s[a-z]+){0,2}(?<=[^s]s)\s(?P<verb>[a-z]+)(?<!s)(?<!ing)(?<!ed)"
    r"\s(?!(?:of|on|for|in|to|and|or|with|at|by|from)\b)"
)
_LEAVES_TASK = re.compile(r"\b(?:to|that|which|who|how|whether|if|when|where|by|such as)\b")


@dataclass(frozen=True)
class Part:
    """The half-open span of a part in the text of an activity, and its printed number."""

    number: str
    start: int
    stop: int


def find_activity_parts(activities: Iterable[Activity]) -> tuple[ActivityPart, ...]:
    """Split composite activities into their parts; other activities have none.

    Numbers and letters count as marks only in a series (1, 2, …; a, b, …; i, ii, …) of two or
    more. Without marks, a semicolon or "and" before a verb begins another part: "Identify actors;
    ensure that they have contacts". Two verbs with one object ("identify and train judges") are
    one part.

    Args:
        activities: activities, in printed order.
    """
    identifiers = Identifiers("part")
    parts = []
    for activity in activities:
        for part in numbered_parts(activity.text) or _joined_parts(activity.text):
            text = activity.text[part.start : part.stop]
            parts.append(
                ActivityPart(
                    part_id=identifiers.of_text(activity.activity_id, part.number, text),
                    activity_id=activity.activity_id,
                    number=part.number,
                    text=text,
                    start=part.start,
                    stop=part.stop,
                )
            )
    return tuple(parts)


def numbered_parts(text: str) -> list[Part]:
    """Return the parts of a text that a series of numbers or letters marks."""
    marks = _marks(text)
    parts = []
    for index, mark in enumerate(marks):
        is_last = index + 1 == len(marks)
        printed = text[mark.end() : len(text) if is_last else marks[index + 1].start()]
        start = mark.end() + len(printed) - len(printed.lstrip())
        kept = printed.strip() if is_last else _TRAILING.sub("", printed.strip())
        parts.append(Part(mark["number"], start, start + len(kept)))
    return parts


def _joined_parts(text: str) -> list[Part]:
    """Return the parts that verbs begin; none if there is only one."""
    parts: list[Part] = []
    start = 0
    for join in _JOIN.finditer(text):
        verb = join.lastgroup or ""
        # "and" joins two tasks only if the first one has an object: "identify and train judges".
        is_long = len(text[start : join.start()].split()) >= PARTS.min_words
        has_object = is_long or re.match(rf"\w+{_OBJECT}", text[start:]) is not None
        is_bracketed = text.count("(", 0, join.start()) != text.count(")", 0, join.start())
        is_task = _is_task(join[verb], text[join.end(verb) :], verb) and _may_join(
            text[start : join.start()], join, verb
        )
        has_object = has_object or verb == "clause"
        if is_task and has_object and not is_bracketed:
            parts.append(Part("", start, join.start()))
            start = join.start(verb)
    rest = text.rstrip()
    return [*parts, Part("", start, len(rest))] if parts else []


def _is_task(words: str, after: str, group: str) -> bool:
    """Return whether words begin a task: a verb, or a pronoun and its verb."""
    if group != "clause":
        return _is_verb(words, after)
    return has_verb_forms(lemma(words.split()[-1]))


def _may_join(before: str, join: re.Match[str], verb: str) -> bool:
    """Return whether a task may end where another verb follows."""
    if verb == "next":
        return True
    if verb == "clause":  # its subject is somebody of the task before
        return has_verb_forms(before.split()[0].casefold()) if before.split() else False
    if not _begins_with_verb(before):
        return False
    if verb == "listed":
        return _LEAVES_TASK.search(before) is None
    return not _continues_purpose(before, join)


def _continues_purpose(before: str, join: re.Match[str]) -> bool:
    """Return whether "and" may join two purposes: "a strategy to fight hate and promote peace"."""
    purpose = re.search(r"\bto\s+[a-z]+", before)
    if purpose is None:
        return False
    is_series = re.search(r",\s+[a-z]+\s", before[purpose.end() :]) is not None
    return is_series or not join.group().startswith(",")


def _begins_with_verb(text: str) -> bool:
    subject = _SUBJECT.match(text)
    starts = (0, subject.end()) if subject else (0,)
    words = (re.compile(r"[A-Za-z]+").match(text, start) for start in starts)
    if any(w is not None and _is_verb(w.group().casefold(), text[w.end() :]) for w in words):
        return True
    several = _SEVERAL.match(text)
    return several is not None and has_verb_forms(several["verb"])


def _is_verb(word: str, after: str) -> bool:
    """Return whether a word is a verb: one of the list, or one with an object that shows it."""
    if word in TASK_VERBS:
        return True
    has_object = re.match(_OBJECT, after) is not None
    return has_object and word not in _NO_VERBS and has_verb_forms(word)


def _marks(text: str) -> Sequence[re.Match[str]]:
    """Return the longest series of marks in a text; a single mark is not a series."""
    marks = list(_MARK.finditer(text))
    best: list[re.Match[str]] = []
    for series in _SERIES:
        run: list[re.Match[str]] = []
        for mark in marks:
            if len(run) < len(series) and mark["number"] == series[len(run)]:
                run.append(mark)
        if len(run) > len(best):
            best = run
    return best if len(best) > 1 else []
