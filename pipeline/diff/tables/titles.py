"""Compare the sections of two editions, and the instruments that they cite."""

from __future__ import annotations

from collections import Counter

from normalize.ids import number_in
from pipeline.diff.areas import AreaMap
from pipeline.diff.editions import Edition, Record
from pipeline.diff.matching.align import align, likeness
from pipeline.diff.matching.words import field_change, same_words
from pipeline.diff.model import Change, FieldChange, Kind
from pipeline.diff.thresholds import DIFF


def map_sections(old: Edition, new: Edition, areas: AreaMap) -> dict[str, str]:
    """Return the new section of each old one, matched by titles and by the areas that they share.

    Args:
        old: the old edition.
        new: the new edition.
        areas: the matched areas.
    """
    from scipy.optimize import linear_sum_assignment

    a, b = old.tables["sections"], new.tables["sections"]
    if not a or not b:
        return {}
    scores = likeness([x["title"] for x in a], [y["title"] for y in b])
    section_of = {area["area_id"]: area["section_id"] for area in new.tables["areas"]}
    shared: Counter[tuple[str, str]] = Counter()
    for area in old.tables["areas"]:
        successor = areas.successor_of(area["area_id"])
        shared[area["section_id"], section_of.get(successor, "")] += 1
    sizes = Counter(area["section_id"] for area in old.tables["areas"])
    sizes_new = Counter(section_of.values())
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            before, after = x["section_id"], y["section_id"]
            size = sizes[before] + sizes_new[after]
            alike = 200 * shared[before, after] / size if size else scores[i][j]
            scores[i][j] = DIFF.title_weight * scores[i][j] + (1 - DIFF.title_weight) * alike
    # As for areas, the number decides between sections that are equally alike.
    gains = [
        [float(scores[i][j]) + (x["section_id"] == y["section_id"]) for j, y in enumerate(b)]
        for i, x in enumerate(a)
    ]
    pairs = zip(
        *(side.tolist() for side in linear_sum_assignment(gains, maximize=True)), strict=True
    )
    return {
        a[i]["section_id"]: b[j]["section_id"]
        for i, j in pairs
        if scores[i][j] >= DIFF.min_area_likeness
    }


def section_changes(old: Edition, new: Edition, sections: dict[str, str]) -> list[Change]:
    """Return what became of each section, in printed order."""
    news = {section["section_id"]: section for section in new.tables["sections"]}
    changes = [
        _matched_titles("sections", "section_id", section, news[sections[section["section_id"]]])
        if section["section_id"] in sections
        else _unmatched_title("sections", "section_id", "removed", section)
        for section in old.tables["sections"]
    ]
    continued = set(sections.values())
    return changes + [
        _unmatched_title("sections", "section_id", "added", section)
        for key, section in news.items()
        if key not in continued
    ]


def instrument_changes(old: Edition, new: Edition) -> list[Change]:
    """Return the instruments that only one edition cites, and those under another title.

    An instrument that a register lists is known by its id, any other one by its title.
    """
    a, b = old.tables["instruments"], new.tables["instruments"]
    new_of = {x["instrument_id"]: x for x in b}
    pairs = {x["instrument_id"]: new_of[x["instrument_id"]] for x in a if _key(x) in new_of}
    taken = {y["instrument_id"] for y in pairs.values()}
    rest_old = [x for x in a if _key(x) not in pairs and not _is_registered(x)]
    rest_new = [y for y in b if _key(y) not in taken and not _is_registered(y)]
    for match in align([x["title"] for x in rest_old], [y["title"] for y in rest_new]):
        pairs[_key(rest_old[match.old])] = rest_new[match.new]
    taken = {_key(y) for y in pairs.values()}
    changes = [
        _matched_titles("instruments", "instrument_id", x, pairs[_key(x)])
        if _key(x) in pairs
        else _unmatched_title("instruments", "instrument_id", "removed", x)
        for x in a
    ]
    return changes + [
        _unmatched_title("instruments", "instrument_id", "added", y)
        for y in b
        if _key(y) not in taken
    ]


def _key(record: Record) -> str:
    return record["instrument_id"]


def _is_registered(record: Record) -> bool:
    return record["is_registered"].casefold() == "true"


def _matched_titles(table: str, key: str, old: Record, new: Record) -> Change:
    fields: list[FieldChange] = []
    kinds: list[Kind] = []
    if table == "sections" and number_in(old[key]) != number_in(new[key]):
        kinds.append("renumbered")
        fields.append(field_change(key, old[key], new[key]))
    if not same_words(old["title"], new["title"]):
        kinds.append("reworded")
        fields.append(field_change("title", old["title"], new["title"]))
    return Change.model_validate(
        {
            "table": table,
            "kinds": tuple(kinds) or ("unchanged",),
            "old_ids": (old[key],),
            "new_ids": (new[key],),
            "old_text": old["title"],
            "new_text": new["title"],
            "fields": tuple(fields),
        }
    )


def _unmatched_title(table: str, key: str, kind: Kind, record: Record) -> Change:
    side = "old" if kind == "removed" else "new"
    values: dict[str, object] = {f"{side}_ids": (record[key],), f"{side}_text": record["title"]}
    return Change.model_validate({"table": table, "kinds": (kind,), "score": 0.0, **values})
