"""Find texts that look as if they belonged to another column or row of the matrix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import fsum, log

from link.model import Misfit
from link.texts.heads import heads_of, is_done
from link.texts.parts import TASK_VERBS
from link.texts.words import folded_words, has_verb_forms, lemma
from link.thresholds import COLUMNS
from normalize.model import MatrixRow, NormalPlan

_AIM = re.compile(r"^\W*[A-Z][a-z]+ing\s+to\s+(?P<verb>[a-z]+)\b")
_EVENT_TO = re.compile(
    r"^(?:[\w/-]+\s){0,4}?(?:campaigns?|consultations?|discussions?|efforts?|exchanges?|"
    r"negotiations?|visits?)\s+to\s+(?P<verb>[a-z]+)\b",
    re.IGNORECASE,
)
"""An action and its purpose: "consultations to involve …"; a workshop is an output of its own."""
_ACHIEVED = re.compile(
    r"\b(?P<verb>[a-z]{3,}ed)\b"
    r"(?=\s*(?:[.;]?\s*$|as a result\b|(?:in|at|through|among|across)\b(?!\s+\d)))"
)
# Marks and words after which a participle belongs to a noun: "a workshop to review modules
# developed in …", "the town, one of the goals adopted in …".
_NO_RESULT = re.compile(r",|\b(?:to|that|which|who|where|how|be|is|are|was|were|on|for)\s")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of on in to for and or with by as at from among between through their its this
        that which is are be into how than within under against when where if other such
        including""",
    )
)


_CHANGES = frozenset({"increase", "decrease"})
"""Nouns of change, which no noun follows: what follows is the object of a verb."""
_VERB_OR_NOUN = _CHANGES | frozenset(
    re.findall(
        r"\w+",
        """access address audit campaign check control document finance focus fund host launch limit
        link map market model monitor pilot plan process reform repair report research review sample
        screen share study support survey target test train update upgrade""",
    )
)
_DETERMINERS = frozenset(
    {"the", "a", "an", "its", "their", "all", "each", "every", "these", "both"}
)


def _first_head(text: str) -> str:
    return next((head for head, _, _ in heads_of(text)), "")


def _has_object(first: str, after: Sequence[str]) -> bool:
    """Return whether a word that is verb and noun is a verb: "Test the sirens", "Increase jobs"."""
    if not after:
        return False
    following = after[0].strip(",;.").casefold()
    if first in _CHANGES and following not in _FUNCTION_WORDS:
        return True
    return first in _VERB_OR_NOUN and following in _DETERMINERS


def is_task(text: str) -> bool:
    """Whether an English text is worded as a task: "Create a network", "Networking to …"."""
    first = _first_head(text)
    after = text[text.find(first) + len(first) :].split()
    # "Set of principles" and "Training, …" are nouns.
    is_verb = first.casefold() in TASK_VERBS and bool(after) and after[0] != "of"
    is_verb = is_verb or _has_object(first.casefold(), after)
    aim = _AIM.match(text) or _EVENT_TO.match(text)
    return is_verb or (aim is not None and _is_known_verb(aim["verb"]))


def _is_known_verb(word: str) -> bool:
    return word in TASK_VERBS or (has_verb_forms(word) and not word.endswith("s"))


def is_result(text: str) -> bool:
    """Whether an English text is worded as a result: "Networks strengthened as a result of …"."""
    first = _first_head(text)
    if is_done(first) and lemma(first) in TASK_VERBS:
        return True
    achieved = _ACHIEVED.search(text)
    if achieved is None or lemma(achieved["verb"]) not in TASK_VERBS or is_task(text):
        return False
    return _NO_RESULT.search(text[: achieved.start()]) is None


def find_misfits(plan: NormalPlan) -> tuple[Misfit, ...]:
    """Find activities worded as results, outputs worded as tasks, and outputs of other rows.

    A form counts only where few texts of the column have it. The words are English ones.

    Args:
        plan: the records of the plan.
    """
    rows = _Rows(plan)
    results = _unusual({key: is_result(text) for key, text in rows.activities.items()})
    tasks = _unusual({key: is_task(text) for key, text in rows.outputs.items()})
    return (
        *(Misfit(kind="result", record_id=key) for key in rows.activities if key in results),
        *(Misfit(kind="task", record_id=key) for key in rows.outputs if key in tasks),
        *_of_other_rows(rows),
    )


def _of_other_rows(rows: _Rows) -> Iterator[Misfit]:
    if len(rows.pairs) < COLUMNS.min_texts:
        return
    by_output: dict[str, list[MatrixRow]] = {}
    for row in rows.pairs:
        by_output.setdefault(row.expected_output_id or "", []).append(row)
    for output_id, own in by_output.items():
        other = rows.nearer_activity(rows.outputs.get(output_id, ""), own)
        if other is not None:
            yield Misfit(
                kind="other_row",
                record_id=output_id,
                beside_id=own[0].activity_id,
                nearer_id=other,
            )


class _Rows:
    """The activities and outputs of a plan, and the rows that have both."""

    def __init__(self, plan: NormalPlan) -> None:
        self.activities = {a.activity_id: a.text for a in plan.activities}
        self.outputs = {o.expected_output_id: o.text for o in plan.expected_outputs}
        self._focus = {f.focus_id: f.text for f in plan.focus_areas}
        self.pairs = [r for r in plan.rows if r.activity_id and r.expected_output_id]
        texts = {*self.activities.values(), *self.outputs.values()}
        content = {text: _content_words(text) for text in {*texts, *self._focus.values()}}
        counts = Counter(word for text in texts for word in content[text])
        self._weights = {
            word: log(len(texts) / count)
            for word, count in counts.items()
            if count <= COLUMNS.max_common_share * len(texts)
        }
        self._rare_words = {
            text: frozenset(word for word in words if word in self._weights)
            for text, words in content.items()
        }
        self._positions: dict[str, list[int]] = {}
        """Positions in `pairs` of the rows whose activities have each weighted word."""
        for position, row in enumerate(self.pairs):
            for word in self._weighted(self.activities.get(row.activity_id or "", "")):
                self._positions.setdefault(word, []).append(position)

    def nearer_activity(self, output: str, own: Sequence[MatrixRow]) -> str | None:
        """Return an activity of another row, of the area first, whose words an output has.

        Args:
            output: The text of the output.
            own: The rows of the output.
        """
        own_texts = [self.activities.get(row.activity_id or "", "") for row in own]
        near = max(self._weight(output, text) for text in own_texts)
        focus = max(self._weight(output, self._focus.get(r.focus_id or "", "")) for r in own)
        least = max(COLUMNS.min_weight, near / COLUMNS.max_own_share)
        others = self._others(output, own, least)
        here = [row for row in others if row.area_id == own[0].area_id]
        best, weight = self._nearest(output, here)
        if weight >= COLUMNS.min_weight and near <= COLUMNS.max_own_share * weight:
            return best if focus <= weight - near else None
        # Texts of other areas share words by chance, so that more of them are needed.
        best, weight = self._nearest(output, others)
        is_far = near + focus <= COLUMNS.max_own_share * weight
        return best if weight >= COLUMNS.min_weight_elsewhere and is_far else None

    def _others(self, output: str, own: Sequence[MatrixRow], least: float) -> list[MatrixRow]:
        """Return all rows of other activities that share at least some weight with an output.

        Some that share less are among them. The most common words, which alone weigh too little,
        choose no rows: otherwise each output would be compared with nearly all of them.
        """
        own_ids = {row.activity_id for row in own}
        words = self._weighted(output)
        positions: set[int] = set()
        weight = 0.0
        for word in sorted(words, key=lambda word: (self._weights[word], word)):
            weight += self._weights[word]
            if weight >= least * _ROUNDED:
                positions.update(self._positions.get(word, ()))
        rows = (self.pairs[position] for position in sorted(positions))
        return [row for row in rows if row.activity_id not in own_ids]

    def _nearest(self, output: str, rows: Sequence[MatrixRow]) -> tuple[str | None, float]:
        """Return the activity whose words overlap most with an output, and the overlap's weight."""
        weights = {
            row.activity_id: self._weight(output, self.activities.get(row.activity_id or "", ""))
            for row in rows
        }
        best = max(weights, key=weights.__getitem__, default=None)
        return best, weights.get(best, 0.0)

    def _weight(self, one: str, other: str) -> float:
        """Return how much two texts are about the same, by the rare words that they share."""
        # Exactly rounded: the order of a set's words must not decide.
        return fsum(self._weights[word] for word in self._weighted(one) & self._weighted(other))

    def _weighted(self, text: str) -> frozenset[str]:
        """Return the rare words of a text."""
        return self._rare_words.get(text, frozenset())


_ROUNDED = 1 - 1e-9
"""Share of a least weight at which a sum of rounded weights may still stand for it."""


def _content_words(text: str) -> frozenset[str]:
    words = (word for word in folded_words(text) if word not in _FUNCTION_WORDS and len(word) > 2)
    return frozenset(map(lemma, words))


def _unusual(has_form: Mapping[str, bool]) -> frozenset[str]:
    """Return the records with a form that few texts of their column have."""
    found = frozenset(record_id for record_id, has_it in has_form.items() if has_it)
    is_habit = len(has_form) < COLUMNS.min_texts
    most = max(COLUMNS.max_unusual_texts, COLUMNS.max_unusual_share * len(has_form))
    is_habit = is_habit or len(found) > most
    return frozenset() if is_habit else found
