"""Compare the words that issues quote with the texts of the records that they name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from extract.model import Frozen
from pipeline.verify.contents import Contents

if TYPE_CHECKING:
    from expectations.model import Place

FILE = "issues.json"


def compare_places(contents: Contents) -> Iterator[str]:
    """Yield the first place of an issue whose words do not stand in the text of its record.

    Records that a decision has changed are left out: issues quote what is printed.
    """
    corrected = {getattr(record, "record_id", "") for record in contents.records["corrections"]}
    records: dict[str, Mapping[str, Frozen]] = {
        spec.name: {str(getattr(r, spec.key[0])): r for r in contents.records[spec.name]}
        for spec in contents.tables
    }
    for issue in contents.issues:
        for place in issue.places:
            record = records.get(place.table, {}).get(place.record_id)
            fields = getattr(record, "corrected_fields", None)
            is_changed = bool(fields) or place.record_id in corrected
            text = getattr(record, place.field, None)
            if is_changed or not isinstance(text, str) or not _differs(place, text):
                continue
            yield (
                f"{FILE}: {issue.issue_id} quotes a text of {place.record_id} that "
                f"{place.table}.csv does not have"
            )
            return


def _differs(place: Place, text: str) -> bool:
    """Return whether a place with a range of characters quotes a text that is not in that range."""
    if place.start is None or not place.text:
        return False
    if place.text[place.start : place.stop] != place.printed or len(place.text) != len(text):
        return True
    # Rules on wording see addresses as blanks.
    return any(own not in (other, " ") for own, other in zip(place.text, text, strict=True))
