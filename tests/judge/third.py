"""Compare issues with the defects of form that a third to a ninth reader saw on some pages."""

from __future__ import annotations

import csv
import re
from collections import defaultdict

from expectations.model import Issue, IssueReport, Place
from tests.judge.defects import GOLD
from tests.judge.score import Score

READERS = ("third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
NEEDS = ("form", "sense")
"""What a defect needs to be seen: the print alone, or what the words are to say."""
_JUDGED_BY_ONE = ("third", "fourth", "fifth", "sixth")
"""Readers whose lines `needs.csv` divides by one criterion."""
Line = dict[str, str]
ByNeed = dict[str, Score]
_ABOUT_PLAN = {
    "acronym-apart": "acronym",
    "compound-mixed": "hyphen",
    "instrument-undated": "year",
    "spelling-mixed": "spelling",
}
"""Rules whose places are all words of a kind, and the word by which the reader names that kind."""
_TWO_WAYS = {
    "compound-mixed": r"hyphen",
    "spelling-mixed": r"spelling",
    "term-spelt-differently": r"\bnames?\b|capital|in two ways|two ways",
}
"""Rules on words that are printed in two ways, and how readers name that kind."""
_EMPTY = {
    "lead": "lead-missing",
    "output": ("output-missing", "focus-alone"),
    "activity": ("activity-missing", "focus-alone"),
    "focus": "focus-missing",
}
"""The beginning of the rule that reports an empty cell, by the reader's first word."""


_WHOLE_TEXT = re.compile(r"repe|duplicate|unfinished|output worded|missing;$")
"""What the fourth reader says of a whole text, whose issue marks no words."""


_HEADER = re.compile(r"header|column labels")
"""The place of a line on the header, which each page prints."""


_OF_WHOLE_TEXT = re.compile(
    r"keep once|copied|swapped|repeats|output fit|belong|worded as|in the column of"
)
"""What the seventh and the eighth reader say of a whole text."""


def reader_scores(report: IssueReport, reader: str, plan: str) -> ByNeed:
    """Count the defects of a plan that a reader saw and an issue names, by what they need.

    An issue about a whole text does not name each defect of that text, but for the third reader,
    whose list is of the adopted plan alone.

    Args:
        report: The issues of the plan.
        reader: One of `READERS`.
        plan: The plan's name in the reader's list.
    """
    by_words = reader != "third"
    found = [
        (line, _found(report, line, by_words=by_words))
        for line in lines_of(reader)
        if line.get("plan", plan) == plan
    ]
    return {need: _score([each for each in found if each[0]["needs"] == need]) for need in NEEDS}


def lines_of(reader: str) -> list[Line]:
    """Return the lines of a reader's list, each with what the defect needs to be seen.

    The sixth to the ninth list have columns of their own. What a line of the third to the sixth
    list needs is that of `needs.csv`, which judges them by one criterion; the seventh to the
    ninth reader gave it line by line.
    """
    of_reader = _READS_COLUMNS.get(reader)
    with (GOLD / "judged" / f"{reader}_reader.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file, delimiter="," if of_reader else ";"))
    lines = [{**line, **of_reader(line)} for line in lines] if of_reader else lines
    if "needs" in lines[0] and reader not in _JUDGED_BY_ONE:
        others = _other_complaints(reader)
        return [{**line, "not_by": others[n]} for n, line in enumerate(lines, start=1)]
    with (GOLD / "judged" / "needs.csv").open(encoding="utf-8", newline="") as file:
        needs = [each["needs"] for each in csv.DictReader(file) if each["reader"] == reader]
    return [{**line, "needs": need} for line, need in zip(lines, needs, strict=True)]


def _of_sixth(line: dict[str, str]) -> dict[str, str]:
    """Return a line of the sixth reader with the columns of the other lists."""
    is_empty = line["kind"] == "empty cell"
    missing = "lead missing" if "lead" in line["should_be"] else "output missing"
    return {
        "page": line["page"],
        "ref": line["row_or_place"],
        "what": missing if is_empty else line["kind"],
        "quote": "" if is_empty else line["printed"],
    }


def _other_complaints(reader: str) -> defaultdict[int, str]:
    """Return, by line of a reader's list, issues at its place with another complaint."""
    found: defaultdict[int, str] = defaultdict(str)
    path = GOLD / "judged" / f"{reader}_other_complaints.csv"
    with path.open(encoding="utf-8", newline="") as file:
        for each in csv.DictReader(file):
            found[int(each["line"])] += f"{each['issue_id']} "
    return found


def _of_seventh(line: Line) -> Line:
    """Return a line of the seventh, eighth or ninth reader with the columns of the other lists."""
    place, _, column = line["row_or_place"].partition("; ")
    empty = column if column in _EMPTY else "lead"
    is_empty = line["printed"] == "(blank)"
    printed, reading = line["printed"], line["should_be"]
    what = [line["kind"], *(["spelling", "hyphen"] if _spelt_otherwise(printed, reading) else [])]
    what += ["repeats"] if _OF_WHOLE_TEXT.search(reading) else []
    return {
        "page": line["page"],
        "ref": f"column {column}" if place == "all rows" else place,
        "what": f"{empty} missing" if is_empty else " ".join(what),
        "quote": "" if is_empty else printed,
    }


def _spelt_otherwise(printed: str, reading: str) -> bool:
    """Return whether words of the reading differ from the printed ones by spelling only."""
    words = [re.split(r" ?[:;,(]", reading)[0], *re.findall(r'"([^"]+)"', reading)]
    others = [each for each in words if each.casefold() not in printed.casefold()]
    return any(_sound(each) in _sound(printed) for each in others)


def _sound(words: str) -> str:
    return re.sub(r"[- ]", "", words.casefold()).replace("z", "s").replace("mme", "m")


def _score(found: list[tuple[dict[str, str], bool]]) -> Score:
    missed = [line for line, is_found in found if not is_found]
    said = tuple(f"{line['ref']}: {line['what']}: {line['quote']}" for line in missed)
    return Score(len(found) - len(missed), (), said)


def _found(report: IssueReport, line: dict[str, str], *, by_words: bool = False) -> bool:
    marked = [
        issue.model_copy(update={"places": tuple(p for p in issue.places if p.printed)})
        for issue in report.issues
    ]
    by_text = not by_words or not line["quote"] or _WHOLE_TEXT.search(line["what"])
    return any(_names(issue, line) for issue in (report.issues if by_text else marked))


def _names(issue: Issue, line: dict[str, str]) -> bool:
    kind = _ABOUT_PLAN.get(issue.rule)
    if issue.issue_id in line.get("not_by", ""):
        return False
    if kind and kind not in line["what"]:
        return False
    return _quotes(issue, line) or any(_is_at(issue, place, line) for place in issue.places)


def _quotes(issue: Issue, line: Line) -> bool:
    """Return whether an issue about two ways quotes the words of a line on one of them.

    It marks the places of the rarer way; a reader may have marked the other one.
    """
    if issue.rule not in _TWO_WAYS or not re.search(_TWO_WAYS[issue.rule], line["what"]):
        return False
    words = re.findall(r"([\w-]+) \(\d+\)", issue.message)
    quoted = re.findall(r"“([^”]+)”", issue.message)
    if issue.rule == "term-spelt-differently":
        quoted = [each for each in quoted if " " in each]  # one word may be another complaint
    return any(
        re.search(rf"(?<![\w-]){re.escape(way)}s?(?![\w-])", line["quote"], re.I)
        for way in (*words, *quoted)
    )


def _is_at(issue: Issue, place: Place, line: dict[str, str]) -> bool:
    if issue.rule == "word-broken" and _HEADER.match(line["ref"]):
        # Every page prints the header again.
        return place.printed in line["quote"] or line["quote"] in place.printed
    # A cell may go on over a page end.
    if place.span is None or abs(place.span.page - int(line["page"])) > 1:
        return False
    words, printed = line["quote"].casefold(), place.printed.casefold()
    if line["ref"].startswith("column "):
        label = line["ref"].removeprefix("column ")
        return issue.rule == "column-empty" and label in issue.message
    if not words:
        area = re.match(r"[\d.]+\d", line["ref"])
        if line["ref"] == "header":
            return issue.rule == "header-label-missing"
        is_rule = issue.rule.startswith(_EMPTY[line["what"].split()[0]])
        return is_rule and area is not None and place.area_id == f"area-{area[0]}"
    if printed:
        return printed in words or words in printed or _overlap(printed, words)
    return words in place.text.casefold()


def _overlap(one: str, other: str) -> bool:
    """Return whether two words or more at the end of a phrase begin the other one."""
    first, second = one.split(), other.split()
    counts = range(2, min(len(first), len(second)))
    return any(first[-n:] == second[:n] or second[-n:] == first[:n] for n in counts)


_READS_COLUMNS = {
    "sixth": _of_sixth,
    "seventh": _of_seventh,
    "eighth": _of_seventh,
    "ninth": _of_seventh,
}
"""How the lines of a list with columns of its own are read."""
