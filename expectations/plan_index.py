"""Look-up tables over a linked plan: its texts, rows, bodies and places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from expectations.model import Place
from expectations.wording_texts import cut_records, is_written_in, own_prose, without_addresses
from extract.model import Span
from link.model import LinkedPlan, TextSpan
from link.rows import column_names
from normalize.model import Area, Body, CellFragment, MatrixRow, Mention

TABLE_OF_KIND = {
    "plan": "narrative",
    "section": "sections",
    "area": "areas",
    "focus": "focus_areas",
    "activity": "activities",
    "output": "expected_outputs",
    "row": "matrix",
    "block": "narrative",
    "annex": "bodies",
}
COLUMN_OF_TABLE = {
    "sections": "section",
    "areas": "area",
    "focus_areas": "focus",
    "activities": "activity",
    "expected_outputs": "output",
}
COLUMN_OF_FIELD = {
    "relevant_bodies": "relevant_bodies",
    "relevant_bodies_printed": "relevant_bodies",
    "lead_bodies": "lead_bodies",
    "lead_bodies_printed": "lead_bodies",
    "focus": "focus",
    "activity": "activity",
    "expected_output": "output",
}


@dataclass(frozen=True)
class Text:
    """A text of the plan and the field that publishes it."""

    table: str
    record_id: str
    field: str
    text: str
    area_id: str | None = None
    page: int | None = None

    @property
    def is_narrative(self) -> bool:
        """Whether the text is outside of the matrix."""
        return self.table in {"narrative", "bodies"}

    @property
    def column(self) -> tuple[str, str]:
        """The column that prints the text: the plan's own ones are fields of one table."""
        return self.table, self.field


class PlanIndex:
    """Look-up tables over one linked plan and its language. Rules read it and do not change it."""

    def __init__(self, linked: LinkedPlan, language: str = "") -> None:
        self._language = language
        self.linked = linked
        self.plan = linked.plan

    @cached_property
    def areas(self) -> dict[str, Area]:
        """Areas by identifier, in printed order."""
        return {area.area_id: area for area in self.plan.areas}

    @cached_property
    def bodies(self) -> dict[str, Body]:
        """Bodies by identifier."""
        return {body.body_id: body for body in self.plan.bodies}

    @cached_property
    def printed_of_body(self) -> dict[str, set[str]]:
        """What the plan prints for each body that it mentions."""
        printed: dict[str, set[str]] = defaultdict(set)
        for mention in self.plan.mentions:
            printed[mention.body_id or ""].add(mention.printed)
        return printed

    def mentions_of_list(self, role: str, record_id: str) -> list[Mention]:
        """Return the mentions of a record's list; rows of a merged cell share its list."""
        places = {*self._mentions_by_record.get((role, record_id), ())}
        cell = self.lead_cells.get(record_id) if role == "lead" else None
        if cell is not None:
            places.update(self._leads_by_cell.get(cell, ()))
        return [self.plan.mentions[at] for at in sorted(places)]

    @cached_property
    def lead_cells(self) -> dict[str, str | None]:
        """The cell that prints the lead bodies of each row."""
        return {row.row_id: row.lead_cell_id for row in self.plan.rows}

    @cached_property
    def _mentions_by_record(self) -> dict[tuple[str, str], list[int]]:
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, mention in enumerate(self.plan.mentions):
            found[mention.role, mention.record_id].append(at)
        return found

    @cached_property
    def _leads_by_cell(self) -> dict[str | None, list[int]]:
        found: dict[str | None, list[int]] = defaultdict(list)
        for at, mention in enumerate(self.plan.mentions):
            if mention.role == "lead":
                found[mention.cell_id].append(at)
        return found

    @cached_property
    def rows_by_id(self) -> dict[str, MatrixRow]:
        """Rows by identifier, in printed order."""
        return {row.row_id: row for row in self.plan.rows}

    @cached_property
    def rows_of_area(self) -> dict[str, list[MatrixRow]]:
        """Rows of each area, in printed order."""
        rows: dict[str, list[MatrixRow]] = defaultdict(list)
        for row in self.plan.rows:
            if row.area_id is not None:
                rows[row.area_id].append(row)
        return rows

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """All texts of the plan, narrative first, each part in reading order."""
        return tuple(text for text in self._texts() if text.text.strip())

    def _texts(self) -> Iterator[Text]:
        plan = self.plan
        for block in plan.narrative:
            yield Text("narrative", block.block_id, "text", block.text, None, block.page)
        for section in plan.sections:
            yield Text("sections", section.section_id, "title", section.title, None, section.page)
        for area in plan.areas:
            yield Text("areas", area.area_id, "title", area.title, area.area_id, area.page)
        for focus in plan.focus_areas:
            yield Text("focus_areas", focus.focus_id, "text", focus.text, focus.area_id)
        for activity in plan.activities:
            yield Text("activities", activity.activity_id, "text", activity.text, activity.area_id)
        for output in plan.expected_outputs:
            id_ = output.expected_output_id
            yield Text("expected_outputs", id_, "text", output.text, output.area_id)
        for body in plan.bodies:
            if body.annex_no is not None:
                yield Text("bodies", body.body_id, "name", body.name)

    @cached_property
    def wording(self) -> tuple[Text, ...]:
        """The texts whose wording is judged: addresses blanked, and none that is cut on paper."""
        cut = cut_records(self.plan.cells, self.plan.doubts)
        return tuple(
            replace(text, text=without_addresses(text.text))
            for text in (*self.texts, *self._own_prose)
            if text.record_id not in cut
        )

    @cached_property
    def _own_prose(self) -> tuple[Text, ...]:
        """Sentences and phrases in the plan's own columns, by column, in its language only."""
        names = self.names_of_extra
        return tuple(
            Text("matrix", row.row_id, names[value.column], value.text, row.area_id, row.page_first)
            for row, value in own_prose(self.plan, self._language, self.cell_of)
        )

    @property
    def other_cells(self) -> tuple[str, ...]:
        """What the matrix prints in columns that are no texts of the plan, by fragment."""
        columns = {*self.plan.extra_columns, "lead_bodies", "relevant_bodies"}
        return tuple(cell.text for cell in self.plan.cells if cell.column in columns)

    def is_written_in(self, language: str) -> bool:
        """Return whether the plan is in a language, so that its words can be judged."""
        return is_written_in([text.text for text in self.texts], language)

    @cached_property
    def matrix_texts(self) -> tuple[Text, ...]:
        """Texts of the matrix only."""
        return tuple(text for text in self.texts if not text.is_narrative)

    @cached_property
    def _text_of(self) -> dict[tuple[str, str, str], Text]:
        texts = {(t.table, t.record_id, t.field): t for t in self.texts}
        for area in self.plan.areas:
            key = ("areas", area.area_id, "relevant_bodies_printed")
            texts[key] = Text(*key, area.relevant_bodies_printed, area.area_id, area.page)
        names = self.names_of_extra
        for row in self.plan.rows:
            key = ("matrix", row.row_id, "lead_bodies_printed")
            texts[key] = Text(*key, row.lead_bodies_printed, row.area_id, row.page_first)
            for extra in row.extra:
                key = ("matrix", row.row_id, names.get(extra.column, extra.column))
                texts[key] = Text(*key, extra.text, row.area_id, row.page_first)
        return texts

    @cached_property
    def names_of_extra(self) -> dict[str, str]:
        """Published names of the plan's own columns by their roles."""
        return column_names(self.plan)

    @cached_property
    def extra_fields(self) -> dict[str, str]:
        """Roles of the plan's own columns by their published names."""
        return {name: role for role, name in self.names_of_extra.items()}

    @cached_property
    def _fragments(self) -> dict[str, list[CellFragment]]:
        fragments: dict[str, list[CellFragment]] = defaultdict(list)
        for cell in self.plan.cells:
            for record_id in cell.record_ids:
                fragments[record_id].append(cell)
        return fragments

    def area_of(self, table: str, record_id: str) -> str | None:
        """Return the area of a record; None if the record is in no area."""
        if table == "areas":
            return record_id
        if table == "matrix" and record_id in self.rows_by_id:
            return self.rows_by_id[record_id].area_id
        return self._area_of_record.get(record_id)

    @cached_property
    def _area_of_record(self) -> dict[str, str | None]:
        return {text.record_id: text.area_id for text in self.texts}

    @cached_property
    def text_of_record(self) -> dict[str, str]:
        """Text of each record of the matrix, by identifier."""
        return {text.record_id: text.text for text in self.matrix_texts}

    def field_text(self, table: str, record_id: str, field: str) -> str:
        """Return the whole printed text of a field; empty if it has none."""
        text = self._text_of.get((table, record_id, field))
        return text.text if text else ""

    def cell_of(self, row_id: str, column: str) -> str | None:
        """Return the cell of a column that covers a row, even if it is empty; None if unknown."""
        cells = (c for c in self._fragments.get(row_id, []) if c.column == column)
        return next((cell.cell_id for cell in cells), None)

    def rows_of_cell(self, row_id: str, column: str) -> tuple[str, ...]:
        """Return the rows that a cell of a column covers, by one of them."""
        cells = (c for c in self._fragments.get(row_id, []) if c.column == column)
        return next((cell.record_ids for cell in cells), (row_id,))

    def place(
        self,
        table: str,
        record_id: str,
        field: str,
        printed: str = "",
        start: int | None = None,
        stop: int | None = None,
    ) -> Place:
        """Build a place with the field's text, its area and its box on the page."""
        text = self._text_of.get((table, record_id, field))
        whole = text.text if text else ""
        if start is None and printed and printed in whole:
            start = whole.index(printed)
            stop = start + len(printed)
        return Place(
            table=table,
            record_id=record_id,
            field=field,
            printed=printed,
            start=start,
            stop=stop,
            span=self._span(text, (table, record_id, field), (start, printed)),
            area_id=text.area_id if text else self.area_of(table, record_id),
            text=whole,
        )

    def in_text(self, text: Text, start: int, stop: int) -> Place:
        """Build the place of a range of characters in a text."""
        whole = self.field_text(text.table, text.record_id, text.field)
        # Addresses are blanked in the text that rules read; the place holds the printed text.
        printed = (whole or text.text)[start:stop]
        return self.place(text.table, text.record_id, text.field, printed, start, stop)

    def at(self, source: TextSpan) -> Place:
        """Build the place of the words of a link."""
        table = TABLE_OF_KIND[source.record_kind]
        field = source.field
        text = self._text_of.get((table, source.record_id, field))
        if text is None:
            field = {"areas": "title", "sections": "title", "bodies": "name"}.get(table, "text")
        return self.place(table, source.record_id, field, source.printed, source.start, source.stop)

    def of_mention(self, mention: Mention) -> Place:
        """Build the place of a mention of a body."""
        field = {"relevant": "relevant_bodies_printed", "lead": "lead_bodies_printed"}.get(
            mention.role, "text"
        )
        table = TABLE_OF_KIND[mention.record_kind]
        if (table, mention.record_id, field) not in self._text_of:
            field = mention.field
        whole = self._text_of.get((table, mention.record_id, field))
        is_printed_there = whole and whole.text[mention.start : mention.stop] == mention.printed
        start, stop = (mention.start, mention.stop) if is_printed_there else (None, None)
        place = self.place(table, mention.record_id, field, mention.printed, start, stop)
        if place.span is None and mention.page is not None:
            return place.model_copy(update={"span": self.whole_page(mention.page)})
        return place

    def whole_page(self, page: int) -> Span:
        """Return the box of a whole page; if its size is unknown, a point at the top left."""
        width, height = self._page_sizes.get(page, (0.0, 0.0))
        return Span(page=page, bbox=(0.0, 0.0, width, height))

    @cached_property
    def _page_sizes(self) -> dict[int, tuple[float, float]]:
        return {info.page: (info.width, info.height) for info in self.plan.pages}

    def _span(
        self, text: Text | None, key: tuple[str, str, str], words: tuple[int | None, str]
    ) -> Span | None:
        table, record_id, field = key
        column = (
            COLUMN_OF_FIELD.get(field) or COLUMN_OF_TABLE.get(table) or self.extra_fields.get(field)
        )
        fragments = [
            cell
            for cell in self._fragments.get(record_id, [])
            if column is None or cell.column == column
        ]
        if not fragments and table == "matrix":
            return self._row_span(record_id)
        if not fragments:
            return self.whole_page(text.page) if text and text.page is not None else None
        start, printed = words
        if text is not None and start is not None:
            return _fragment_at(fragments, text.text, start).span
        return _fragment_with(fragments, printed).span

    def _row_span(self, row_id: str) -> Span | None:
        """Return the box around a row's cells on its first page; an empty cell has no box."""
        row = self.rows_by_id.get(row_id)
        if row is None:
            return None
        ids = (row_id, row.activity_id, row.expected_output_id)
        cells = [c for id_ in ids if id_ for c in self._fragments.get(id_, [])]
        cells = [
            c for c in cells if c.span.page == row.page_first and c.column in {"activity", "output"}
        ] or [c for c in self._fragments.get(row.focus_id or "", []) if c.column == "focus"][:1]
        if not cells:
            return self.whole_page(row.page_first)
        boxes = [c.span.bbox for c in cells]
        top, bottom = min(b[1] for b in boxes), max(b[3] for b in boxes)
        return Span(
            page=cells[0].span.page,
            bbox=(min(b[0] for b in boxes), top, max(b[2] for b in boxes), bottom),
        )


def _count_letters(text: str) -> int:
    """Count letters and digits: spaces and hyphens differ between fragments and the text."""
    return sum(map(str.isalnum, text))


def _fragment_at(fragments: Sequence[CellFragment], text: str, start: int) -> CellFragment:
    """Return the fragment that prints the character at `start` of the joined text."""
    before = _count_letters(text[:start])
    last = fragments[-1]
    # The text may lack an area's number, which the first fragment prints.
    surplus = sum(_count_letters(f.text) for f in fragments) - _count_letters(text)
    for fragment in fragments:
        size = _count_letters(fragment.text) - max(0, surplus)
        if before < size:
            return fragment
        before -= size
        surplus = 0
    return last


def _fragment_with(fragments: Sequence[CellFragment], printed: str) -> CellFragment:
    """Return the fragment that prints all the words, or else most of them."""
    words = printed.split()
    if not words:
        return fragments[0]
    for fragment in fragments:
        if printed in fragment.text:
            return fragment
    return max(fragments, key=lambda f: sum(word in f.text for word in words))
