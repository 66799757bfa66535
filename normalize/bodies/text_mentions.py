"""Find the bodies that a plan's texts name: as members, as the chair, or in passing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from normalize.acronyms import spelling_key
from normalize.bodies.finder import BodyFinder, NameMatch, SentenceFinder
from normalize.bodies.matching import BodyMatcher
from normalize.ids import Identifiers
from normalize.model import Mention, NarrativeBlock, RecordKind
from normalize.patterns import SettingPattern
from normalize.records.areas import Outline
from normalize.records.grid import GridCell, RoleGrid
from normalize.records.records import Records
from normalize.settings import NormalizeSettings

_ENUMERATED = re.compile(r"\s*(?:[,;]\s*)?(?:and\s+|&\s*)?", re.IGNORECASE)


@dataclass(frozen=True)
class _Text:
    kind: RecordKind
    record_id: str
    field: str
    text: str
    cell: GridCell | None = None
    block: NarrativeBlock | None = None

    def page_of(self, start: int) -> int | None:
        if self.cell is None:
            return self.block.page if self.block else None
        # The cell of an area prints its number before the title.
        return self.cell.page_of(len(self.cell.text) - len(self.text) + start)


def text_mentions(
    grid: RoleGrid,
    outline: Outline,
    records: Records,
    narrative: Sequence[NarrativeBlock],
    matcher: BodyMatcher,
    settings: NormalizeSettings,
    sentences: SentenceFinder,
) -> tuple[Mention, ...]:
    """Find bodies in titles of areas, focus areas, activities, outputs and the narrative.

    Args:
        grid: The matrix by rows and roles.
        outline: Its areas.
        records: Its focus areas, activities and outputs.
        narrative: Text around the matrix.
        matcher: Resolves names against the register.
        settings: Headings of the membership list and of the chair, words before a chair.
        sentences: Finds the sentences of texts.

    Returns:
        Mentions with their character spans. The role is *member* in an enumeration under the
        heading of the membership list, *chair* after a chair cue, else *mentioned*.
    """
    texts = [text for text in _texts(grid, outline, records, narrative) if text.text]
    ids = Identifiers("men")
    mentions: list[Mention] = []
    finder = BodyFinder(matcher, sentences)
    for text, found in zip(texts, finder.find([t.text for t in texts]), strict=True):
        roles = _roles(text, found, settings)
        for order, (name, role) in enumerate(zip(found, roles, strict=True)):
            mentions.append(_mention(ids, text, name, role, order))
    return tuple(mentions)


def _texts(
    grid: RoleGrid, outline: Outline, records: Records, narrative: Sequence[NarrativeBlock]
) -> Iterator[_Text]:
    cells = {records.id_of_cell.get(cell.cell.cell_id, ""): cell for cell in grid.cells}
    area_cells = {outline.area_of_row.get(c.rows.start): c for c in reversed(grid.cells_of("area"))}
    for area in outline.areas:
        yield _Text("area", area.area_id, "title", area.title, area_cells.get(area.area_id))
    for focus in records.focus_areas:
        yield _Text("focus", focus.focus_id, "text", focus.text, cells.get(focus.focus_id))
    for activity in records.activities:
        activity_id = activity.activity_id
        yield _Text("activity", activity_id, "text", activity.text, cells.get(activity_id))
    for output in records.expected_outputs:
        output_id = output.expected_output_id
        yield _Text("output", output_id, "text", output.text, cells.get(output_id))
    for block in narrative:
        yield _Text("block", block.block_id, "text", block.text, block=block)


Role = Literal["member", "chair", "mentioned"]


def _roles(text: _Text, found: Sequence[NameMatch], settings: NormalizeSettings) -> list[Role]:
    roles: list[Role] = ["mentioned"] * len(found)
    if text.block is None or text.block.kind == "heading":
        return roles
    if _is_under(text.block, settings.membership_heading):
        for index in _enumerated(text.text, found, text.block.kind == "list_item"):
            roles[index] = "member"
    if _is_under(text.block, settings.chair_heading):
        cues = [SettingPattern("chair_cues", cue, ignores_case=True) for cue in settings.chair_cues]
        for index, name in enumerate(found):
            before = text.text[name.sentence[0] : name.start]
            if any(cue.is_in(before) for cue in cues):
                roles[index] = "chair"
    return roles


def _is_under(block: NarrativeBlock, heading: str) -> bool:
    return bool(heading) and spelling_key(block.heading) == spelling_key(heading)


def _enumerated(text: str, found: Sequence[NameMatch], is_item: bool) -> Iterator[int]:
    """Return the indices of enumerated names: next to another, or first in a list item."""
    joined = [
        _ENUMERATED.fullmatch(text[left.stop : right.start]) is not None
        for left, right in pairwise(found)
    ]
    for index, name in enumerate(found):
        is_first = is_item and not spelling_key(text[: name.start])
        if is_first or any(joined[max(0, index - 1) : index + 1]):
            yield index


def _mention(ids: Identifiers, text: _Text, name: NameMatch, role: Role, order: int) -> Mention:
    printed = text.text[name.start : name.stop]
    # A paragraph may be split differently in another typesetting; a section may not.
    place = f"section {text.block.section}" if text.block else text.record_id
    return Mention(
        mention_id=ids.of_text(role, place, printed),
        printed=printed,
        body_id=name.resolution.body_id,
        match=name.resolution.match,
        score=name.resolution.score,
        candidates=name.resolution.candidates,
        role=role,
        record_kind=text.kind,
        record_id=text.record_id,
        field=text.field,
        start=name.start,
        stop=name.stop,
        order=order,
        cell_id=text.cell.cell.cell_id if text.cell else None,
        page=text.page_of(name.start),
    )
