"""Put back what an edition prints where its reviewers have corrected it.

The other edition may lack the same decision, as a draft does, or need it no more. What reviewers
have corrected in one of them is no change of the plan.
"""

from __future__ import annotations

from pipeline.diff.editions import Edition, Record

_IN_MATRIX = {
    "activities": ("activity_id", "activity"),
    "expected_outputs": ("expected_output_id", "expected_output"),
    "focus_areas": ("focus_id", "focus"),
    "areas": ("area_id", "area"),
    "sections": ("section_id", "section"),
}
"""The columns of the matrix that name a record of another table, and repeat its text."""
_TEXTS = ("text", "title")
"""Fields of other tables that the matrix repeats."""
BODY_FIELDS = ("lead_bodies", "relevant_bodies")
"""Fields of identifiers: what is printed has a column of its own."""


def as_printed(edition: Edition) -> Edition:
    """Put back the printed texts of an edition, and return it."""
    records: dict[tuple[str, str], list[Record]] = {}
    for table, of_table in edition.tables.items():
        for record in of_table:
            identifier = next(iter(record.values()), "")
            records.setdefault((table, identifier), []).append(record)
    for row in edition.rows:
        for table, (key, _) in _IN_MATRIX.items():
            records.setdefault((table, row[key]), []).append(row)
    # The first correction of a field names what is printed; a further one may build on it.
    for correction in reversed(edition.tables["corrections"]):
        table, field = correction["table"], correction["field"]
        if field in BODY_FIELDS:
            continue
        for record in records.get((table, correction["record_id"]), ()):
            is_copy = field in _TEXTS and field not in record and table in _IN_MATRIX
            name = _IN_MATRIX[table][1] if is_copy else field
            if name in record:
                record[name] = correction["printed"]
    return edition
