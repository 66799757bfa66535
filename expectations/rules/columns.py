"""Texts that look as if they belonged to another column, row or cell of the matrix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from expectations.one_cause import brief
from expectations.plan_index import PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.consistency.thresholds import CONSISTENCY
from expectations.settings import ExpectationSettings
from expectations.thresholds import USAGE
from link.model import Misfit
from normalize.ids import number_in

_INDICATOR = re.compile(
    r"(?:(?:Degree|Extent)\sto\swhich|(?:Number|Per\s?centage|Proportion|Rate|Ratio|Share)\sof|"
    r"No\.\sof|%\sof)\s(?!.*\b(?:decreased|doubled|fell|grew|halved|improved|increased|lowered|raised|"
    r"reduced|rose)\b)",
    re.I,
)
"""How a text begins that names what is counted or measured, and not what becomes of it."""


def _misfits(index: PlanIndex, settings: ExpectationSettings, kind: str) -> list[Misfit]:
    """Return the misfits of a kind in an English plan; their words are English."""
    if settings.language != "en" or not index.is_written_in("en"):
        return []
    return [misfit for misfit in index.linked.misfits if misfit.kind == kind]


def _swapped(index: PlanIndex, settings: ExpectationSettings) -> dict[str, str]:
    """Map activities that are worded as results to their outputs that are worded as tasks."""
    results = {misfit.record_id for misfit in _misfits(index, settings, "result")}
    tasks = {misfit.record_id for misfit in _misfits(index, settings, "task")}
    return {
        row.activity_id: row.expected_output_id
        for row in index.plan.rows
        if row.activity_id in results and row.expected_output_id in tasks
        if row.activity_id and row.expected_output_id
    }


def find_results_as_activities(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find activities that are worded as results, unlike the others of their column."""
    swapped = _swapped(index, settings)
    for misfit in _misfits(index, settings, "result"):
        places = [index.place("activities", misfit.record_id, "text")]
        message = f"“{brief(places[0].text)}” is printed as an activity, but worded as a result"
        if output_id := swapped.get(misfit.record_id):
            output = index.place("expected_outputs", output_id, "text")
            places.append(output)
            message += (
                f", and its output “{brief(output.text)}” as a task: each may belong to the other "
                "column"
            )
        yield Finding((places[0].text.casefold(),), f"{message}.", tuple(places))


def find_tasks_as_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs that are worded as tasks, unlike the others of their column."""
    reported = set(_swapped(index, settings).values())
    tasks = _misfits(index, settings, "task")
    others = len(index.plan.expected_outputs) - len(tasks)
    for misfit in tasks:
        if misfit.record_id not in reported:
            place = index.place("expected_outputs", misfit.record_id, "text")
            yield Finding(
                key=(place.text.casefold(),),
                message=f"“{brief(place.text)}” is printed as an output, but worded as a task, "
                f"unlike {others} other outputs.",
                places=(place,),
            )


def find_indicators_as_outputs(
    index: PlanIndex, settings: ExpectationSettings
) -> Iterator[Finding]:
    """Find outputs that say how a result is measured, unlike the others of their column."""
    if settings.language != "en" or not index.is_written_in("en"):
        return
    outputs = [text for text in index.wording if text.table == "expected_outputs"]
    measured = [text for text in outputs if _INDICATOR.match(text.text)]
    others = len(outputs) - len(measured)
    if others >= CONSISTENCY.min_column and len(measured) <= USAGE.max_share * others:
        for text in measured:
            yield Finding(
                key=(text.text.casefold(),),
                message=f"“{brief(text.text)}” is printed as an output, but worded as an "
                f"indicator, unlike {others} other outputs: it says how a result is measured, not "
                "what it is.",
                places=(index.place(text.table, text.record_id, text.field),),
            )


def find_foreign_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs that share words with another activity of the area, not with their own."""
    for misfit in _misfits(index, settings, "other_row"):
        output = index.place("expected_outputs", misfit.record_id, "text")
        activity = index.place("activities", misfit.beside_id or "", "text")
        nearer = index.place("activities", misfit.nearer_id or "", "text")
        area = number_in(nearer.area_id or "")
        of_area = f", an activity of {area}" if nearer.area_id != output.area_id else ""
        yield Finding(
            key=(output.text.casefold(), activity.text.casefold()),
            message=f"{number_in(output.area_id or '')}: the output “{brief(output.text)}” shares "
            f"hardly a word with its activity “{brief(activity.text)}”, but several with "
            f"“{brief(nearer.text)}”{of_area}.",
            places=(output, activity),
        )


def find_joined_outputs(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find outputs in which two products follow each other without punctuation."""
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
            f"“{brief(before.text)}” and “{brief(after.text)}”, follow each other without "
            "punctuation.",
            places=(
                index.in_text(
                    text,
                    before.stop - len(before.text.split()[-1]),
                    after.start + len(after.text.split()[0]),
                ),
            ),
        )


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
        "as a task, each may belong to the other column.",
        find=find_results_as_activities,
        print_only=True,
        places_differ=True,
    ),
    Rule(
        code="output-worded-as-task",
        title="Output that is worded as a task",
        severity="info",
        why="Readers can still guess what the result will be.",
        meaning="The text is published as an output.",
        remedy="`accept` it, or agree on what the result is for the next edition.",
        example="Create a regional network, in the column of outputs",
        method="In English plans: looks for outputs that begin with a verb such as create, or with "
        "a word in -ing and an aim, if at most a tenth of the outputs do so.",
        find=find_tasks_as_outputs,
        print_only=True,
    ),
    Rule(
        code="output-worded-as-indicator",
        title="Output that is worded as an indicator",
        severity="info",
        why="Readers can still guess what the result will be.",
        meaning="The text is published as an output.",
        remedy="`accept` it, or name the result and move the measure to an indicator in the next "
        "edition.",
        example="Number of officers trained, in a column of reports and guidelines",
        method="In English plans: looks for outputs that begin with what is counted or measured, "
        "such as “number of” or “extent to which”, if few do so and at least eight do not.",
        find=find_indicators_as_outputs,
        print_only=True,
    ),
    Rule(
        code="output-of-another-row",
        title="Output whose words fit another activity",
        severity="warning",
        why="Readers may take it for the result of the activity beside it.",
        meaning="The output is published with the activity beside it.",
        remedy="`accept` it if the pair is meant; otherwise find out which activity it belongs to.",
        example="a dialogue of religious leaders beside an output on a gender strategy",
        method="In English plans: compares the lemmas that an output shares with its own "
        "activities and its focus area, and with the other activities of the area. Rare "
        "words count more.",
        find=find_foreign_outputs,
        print_only=True,
        places_differ=True,
    ),
    Rule(
        code="outputs-run-together",
        title="Two outputs without punctuation between them",
        severity="warning",
        why="Readers may take them for one, and count one output too few.",
        meaning="The text is published as printed; `output_parts` has both.",
        remedy="`correct` it with the mark that is missing, or `dismiss` it if it is one output.",
        example="Student programme on civic initiatives Regional seminar on findings",
        method="Looks inside outputs for a capitalised word between words without "
        "capitals, if other outputs of the plan begin with this word.",
        find=find_joined_outputs,
        print_only=True,
    ),
)
