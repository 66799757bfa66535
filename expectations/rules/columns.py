"""Texts that look as if they belonged to another column, row or cell of the matrix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.settings import ExpectationSettings
from expectations.thresholds import COLUMNS, LIMITS
from link.texts.heads import heads_of, is_done
from link.texts.parts import TASK_VERBS
from link.texts.words import folded_words, lemma
from normalize.ids import number_in
from normalize.model import MatrixRow

_AIM = re.compile(r"^\W*[A-Z][a-z]+ing\s+to\s+(?P<verb>[a-z]+)\b")
_ACHIEVED = re.compile(
    r"\b(?P<verb>[a-z]{3,}ed)\b(?=\s*(?:[.;]?\s*$|as a result\b|(?:in|at|through|among|across)\b))"
)
# Words after which a participle is part of a longer task: "a workshop to review modules developed".
_NO_RESULT = re.compile(r"\b(?:to|that|which|who|where|how|be|is|are|was|were|on|for)\s")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an the of on in to for and or with by as at from among between through their its this
        that which is are be into how than within under against when where if other such
        including""",
    )
)


def _first_word(text: str) -> str:
    return next((head for head, _, _ in heads_of(text)), "")


def is_task(text: str) -> bool:
    """Whether an English text is worded as a task: "Create a network", "Networking to …"."""
    first = _first_word(text)
    after = text[text.find(first) + len(first) :].split()
    # "Set of principles" and "Training, …" are nouns.
    is_verb = first.casefold() in TASK_VERBS and bool(after) and after[0] != "of"
    aim = _AIM.match(text)
    return is_verb or (aim is not None and aim["verb"] in TASK_VERBS)


def is_result(text: str) -> bool:
    """Whether an English text is worded as a result: "Networks strengthened as a result of …"."""
    first = _first_word(text)
    if is_done(first) and lemma(first) in TASK_VERBS:
        return True
    achieved = _ACHIEVED.search(text)
    if achieved is None or lemma(achieved["verb"]) not in TASK_VERBS or is_task(text):
        return False
    return _NO_RESULT.search(text[: achieved.start()]) is None


class _Rows:
    """The activities and outputs of a plan, and the rows that have both."""

    def __init__(self, index: PlanIndex) -> None:
        self._text = index.text_of_record
        self.activities = {a.activity_id: a.text for a in index.plan.activities}
        self.outputs = {o.expected_output_id: o.text for o in index.plan.expected_outputs}
        self.pairs = [r for r in index.plan.rows if r.activity_id and r.expected_output_id]
        texts = {*self.activities.values(), *self.outputs.values()}
        counts = Counter(word for text in texts for word in _content(text))
        self._weights = {
            word: log(len(texts) / count)
            for word, count in counts.items()
            if count <= COLUMNS.max_common_share * len(texts)
        }

    def nearer_activity(self, output: str, own: Sequence[MatrixRow]) -> str:
        """Return an activity of other rows of the area whose words an output has; else "".

        Args:
            output: The text of the output.
            own: The rows of the output.
        """
        own_ids = {row.activity_id for row in own}
        others = {
            self.activities.get(row.activity_id or "", "")
            for row in self.pairs
            if row.area_id == own[0].area_id and row.activity_id not in own_ids
        }
        weights = {text: self._weight(output, text) for text in sorted(others)}
        best = max(weights, key=weights.__getitem__, default="")
        near = max(self._weight(output, self._text.get(r.activity_id or "", "")) for r in own)
        focus = max(self._weight(output, self._text.get(r.focus_id or "", "")) for r in own)
        weight = weights.get(best, 0.0)
        is_far = near <= COLUMNS.max_own_share * weight and focus <= weight - near
        return best if weight >= COLUMNS.min_weight and is_far else ""

    def _weight(self, one: str, other: str) -> float:
        """Return how much two texts are about the same, by the rare words that they share."""
        return sum(self._weights.get(word, 0.0) for word in _content(one) & _content(other))


def _content(text: str) -> frozenset[str]:
    words = (word for word in folded_words(text) if word not in _FUNCTION_WORDS and len(word) > 2)
    return frozenset(map(lemma, words))


def _unusual(has_form: Mapping[str, bool]) -> frozenset[str]:
    """Return the records with a form that few texts of their column have."""
    found = frozenset(record_id for record_id, has_it in has_form.items() if has_it)
    is_habit = len(has_form) < COLUMNS.min_texts
    is_habit = is_habit or len(found) > COLUMNS.max_unusual_share * len(has_form)
    return frozenset() if is_habit else found


def _can_judge(index: PlanIndex, settings: ExpectationSettings) -> bool:
    return settings.language == "en" and index.is_written_in("en")


def _results_among_activities(rows: _Rows) -> frozenset[str]:
    return _unusual({record_id: is_result(text) for record_id, text in rows.activities.items()})


def _tasks_among_outputs(rows: _Rows) -> frozenset[str]:
    return _unusual({record_id: is_task(text) for record_id, text in rows.outputs.items()})


def _swapped(rows: _Rows) -> dict[str, str]:
    """Map activities that are worded as results to their outputs that are worded as tasks."""
    results, tasks = _results_among_activities(rows), _tasks_among_outputs(rows)
    return {
        row.activity_id: row.expected_output_id
        for row in rows.pairs
        if row.activity_id in results and row.expected_output_id in tasks
        if row.activity_id and row.expected_output_id
    }


def find_results_as_activities(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find activities that are worded as results, unlike the others of their column."""
    if not _can_judge(index, settings):
        return
    rows = _Rows(index)
    swapped = _swapped(rows)
    found = _results_among_activities(rows)
    for activity_id, text in rows.activities.items():
        if activity_id not in found:
            continue
        places = [index.place("activities", activity_id, "text")]
        message = f"“{_short(text)}” is printed as an activity, but worded as a result"
        if output_id := swapped.get(activity_id):
            places.append(index.place("expected_outputs", output_id, "text"))
            message += (
                f", and its output “{_short(rows.outputs[output_id])}” as a task: the two cells "
                "may be swapped"
            )
        yield Finding((text.casefold(),), f"{message}.", tuple(places))


def find_tasks_as_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs that are worded as tasks, unlike the others of their column."""
    if not _can_judge(index, settings):
        return
    rows = _Rows(index)
    found = _tasks_among_outputs(rows)
    reported = set(_swapped(rows).values())
    for output_id, text in rows.outputs.items():
        if output_id in found - reported:
            yield Finding(
                key=(text.casefold(),),
                message=f"“{_short(text)}” is printed as an output, but worded as a task, unlike "
                f"{len(rows.outputs) - len(found)} other outputs.",
                places=(index.place("expected_outputs", output_id, "text"),),
            )


def find_foreign_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs whose words are those of another activity of the area, not of their own."""
    rows = _Rows(index)
    if not _can_judge(index, settings) or len(rows.pairs) < COLUMNS.min_texts:
        return
    for output_id, output in rows.outputs.items():
        own = [row for row in rows.pairs if row.expected_output_id == output_id]
        other = rows.nearer_activity(output, own) if own else ""
        if not other:
            continue
        activity = index.place("activities", own[0].activity_id or "", "text")
        yield Finding(
            key=(output.casefold(), activity.text.casefold()),
            message=f"{number_in(own[0].area_id or '')}: the output “{_short(output)}” shares "
            f"hardly a word with its activity “{_short(activity.text)}”, but several with "
            f"“{_short(other)}”.",
            places=(index.place("expected_outputs", output_id, "text"), activity),
        )


def find_joined_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs in which two products follow each other without a mark."""
    del settings
    texts = {text.record_id: text for text in index.wording}
    for before, after in pairwise(index.linked.output_parts):
        is_one = before.expected_output_id == after.expected_output_id
        text = texts.get(after.expected_output_id)
        if not is_one or after.divided_by != "nothing" or text is None:
            continue
        yield Finding(
            key=(before.text.casefold(), after.text.casefold()),
            message=f"“{before.text.split()[-1]} {after.text.split()[0]}”: two outputs, "
            f"“{_short(before.text)}” and “{_short(after.text)}”, follow each other without a "
            "mark.",
            places=(
                index.in_text(
                    text,
                    before.stop - len(before.text.split()[-1]),
                    after.start + len(after.text.split()[0]),
                ),
            ),
        )


def _short(text: str) -> str:
    words = text.split()
    limit = LIMITS.cluster_words
    return " ".join(words[:limit]) + (" …" if len(words) > limit else "")


RULES = (
    Rule(
        code="activity-worded-as-result",
        title="Activity that is worded as a result",
        severity="warning",
        why="Readers may take what is to be achieved for what is to be done.",
        meaning="Each text is published in the column that prints it.",
        remedy="Find out whether the cells were swapped or a row was left out. `accept` it if the "
        "column is right; otherwise `correct` each text.",
        example="Partnership strengthened as a result of exchange, in the column of activities",
        method="In English plans: looks for activities with a past participle in the place of the "
        "verb, if at most a tenth of the activities have one. If the output of the row is worded "
        "as a task, the cells may be swapped.",
        find=find_results_as_activities,
        print_only=True,
        places_differ=True,
    ),
    Rule(
        code="output-worded-as-task",
        title="Output that is worded as a task",
        severity="info",
        why="What will be there in the end can be guessed.",
        meaning="The text is published as an output.",
        remedy="`accept` it, or agree on what the result is for the next edition.",
        example="Create a regional network, in the column of outputs",
        method="In English plans: looks for outputs that begin with a verb such as create, or with "
        "a word in -ing and an aim, if at most a tenth of the outputs do so.",
        find=find_tasks_as_outputs,
        print_only=True,
    ),
    Rule(
        code="output-of-another-row",
        title="Output that belongs to another activity by its words",
        severity="warning",
        why="Readers may take it for the result of the activity beside it.",
        meaning="The output is published with the activity beside it.",
        remedy="`accept` it if the pair is meant; otherwise find out which activity it belongs to.",
        example="a dialogue of religious leaders beside an output on a gender strategy",
        method="In English plans: compares the lemmas that an output shares with its own "
        "activities and its focus area, and with the other activities of the area. Words that "
        "few texts have count more.",
        find=find_foreign_outputs,
        print_only=True,
        places_differ=True,
    ),
    Rule(
        code="outputs-run-together",
        title="Two outputs without a mark between them",
        severity="warning",
        why="Readers may take them for one, and count one too few.",
        meaning="The text is published as printed; `output_parts` has both.",
        remedy="`correct` it with the mark that is missing, or `dismiss` it if it is one output.",
        example="Student programme on civic initiatives Regional seminar on findings",
        method="Looks in outputs for a word with a capital between words that need none, with "
        "which other outputs of the plan begin.",
        find=find_joined_outputs,
        print_only=True,
    ),
)
