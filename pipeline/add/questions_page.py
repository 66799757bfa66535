"""Write ``questions.html``: pictures of the tables, the guesses, and a form for the answers."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from extract.model import Span, Table
from pipeline.add.columns import Guess
from pipeline.add.decided import answer_keys
from pipeline.add.draft import EXAMPLE_CHARACTERS, Draft, other_plan_note
from pipeline.add.known_labels import known_roles
from pipeline.add.thresholds import ROLES, TABLES
from pipeline.publish.core.html_templates import html_templates
from pipeline.terminal import clean

PAGE = "questions.html"
_ASKED = ("title", "language", "adopted_by", "publisher", "licence")


def questions_page(draft: Draft, pdf: Path | None) -> str:
    """Return the page of questions, a single file for a browser.

    Args:
        draft: the guesses.
        pdf: the file; tables on pages that can be drawn are shown. None: no pictures.
    """
    from markupsafe import Markup

    folder = Path(__file__).parent
    environment = html_templates(folder, is_trimmed=False)
    script = (folder / "questions.js").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    proposal = draft.proposal
    page = environment.get_template("questions.html.j2").render(
        plan_id=draft.plan_id,
        file=draft.document.source.file,
        pages=draft.document.source.page_count,
        fields=_fields(draft),
        rival="" if proposal.is_sure else f"{proposal.rival:.0%}",
        other_plan=other_plan_note(draft),
        matrix_tables=str(proposal.settings.matrix_tables),
        tables=_tables(draft, pdf),
        columns=_columns(draft.columns),
        roles=[role.name for role in known_roles()],
        bodies=_bodies(draft),
        # The script is the project's own and holds no text of the plan.
        script=Markup(script),
        script_hash=f"sha256-{digest}",
    )
    return page + "\n"


def _fields(draft: Draft) -> list[dict[str, str]]:
    guesses = {"title": draft.title, "language": draft.language}
    fields = []
    for key in _ASKED:
        guess = guesses.get(key)
        fields.append(
            {
                "key": key,
                "label": key.replace("_", " "),
                "value": clean(guess.value) if guess else "",
                "why": clean(f"{guess.confidence:.0%}: {guess.reason}") if guess else "",
            }
        )
    return fields


def _tables(draft: Draft, pdf: Path | None) -> list[dict[str, object]]:
    """Return the tables of the matrix, then others, up to the limit of pictures."""
    tables = draft.document.tables
    used = draft.proposal.tables
    others = [index for index in range(len(tables)) if index not in used]
    shown = [*used, *others][: TABLES.max_pictures]
    places = {index: place for index in shown if (place := _place(tables[index]))}
    pictures = _pictures(pdf, places.values()) if pdf else {}
    found: list[dict[str, object]] = []
    for index in (*used, *others):
        table = tables[index]
        is_annex = draft.annex is not None and table.table_id == draft.annex.table_id
        use = "part of the matrix" if index in used else "annex" if is_annex else "not used"
        first, last = table.pages[0], table.pages[-1]
        found.append(
            {
                "name": table.table_id,
                "pages": f"page {first}" if first == last else f"pages {first}–{last}",
                "rows": len(table.rows),
                "use": use,
                "labels": " | ".join(map(clean, table.columns)),
                "picture": pictures.get(places[index], "") if index in places else "",
            }
        )
    return found


def _pictures(pdf: Path, places: Iterable[Span]) -> dict[Span, str]:
    """Cut places out of the pictures of their pages; pages that cannot be drawn have none."""
    from pipeline.publish.html.page_images import cut_out, drawings

    wanted = list(dict.fromkeys(places))
    drawn = drawings(pdf, sorted({place.page for place in wanted}))
    return {
        place: cut_out(drawing, place.bbox)
        for place in wanted
        if (drawing := drawn.get(place.page)) is not None and drawing.png
    }


def _place(table: Table) -> Span | None:
    """Return the place of a table on its first page."""
    boxes = [
        fragment.bbox
        for row in (*table.header, *table.rows)
        for cell in row.cells
        for fragment in cell.fragments
        if fragment.page == table.pages[0]
    ]
    if not boxes:
        return None
    x0, tops, x1, bottoms = zip(*boxes, strict=True)
    return Span(page=table.pages[0], bbox=(min(x0), min(tops), max(x1), max(bottoms)))


def _columns(guesses: Sequence[Guess]) -> list[dict[str, object]]:
    keys = answer_keys(guess.column.label for guess in guesses)
    columns: list[dict[str, object]] = []
    for key, guess in zip(keys, guesses, strict=True):
        columns.append(
            {
                "label": clean(guess.column.label) or "(no label)",
                "key": key,
                "role": guess.role,
                "sure": f"{guess.confidence:.0%}",
                "is_unsure": guess.confidence < ROLES.sure,
                "reason": guess.reason,
                "others": ", ".join(f"{name} {score:.0%}" for name, score in guess.others if score),
                "example": clean(next(iter(guess.column.filled), ""))[:EXAMPLE_CHARACTERS],
            }
        )
    return columns


def _bodies(draft: Draft) -> list[tuple[str, int]]:
    leads = [guess.column for guess in draft.columns if guess.role == "lead_bodies"]
    counts = Counter(clean(text) for column in leads for text in column.filled)
    return counts.most_common(TABLES.max_bodies)
