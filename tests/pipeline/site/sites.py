"""Publications for sites: two editions of a plan, and a plan whose texts are hostile."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from link.model import LinkedPlan
from normalize.model import Body
from pipeline.publish.stage import publish
from tests.link.plans import make_plan
from tests.pipeline.publish.editions import BODIES, CARD, MENTIONS, ROWS, small_publication

HOSTILE = "</title></script><script>window.hacked=1</script> “A & B” 'c' ]]> {{ 7*7 }} [x](y) \\n"
BODY = BODIES[0].model_copy(update={"name": f"Committee {HOSTILE}"})
ALL = Body(body_id="all", acronym="", name="All bodies", kind="collective")


def make_outputs(folder: Path) -> Path:
    """Publish a river plan in two editions, and a hostile plan, to a folder."""
    small = small_publication()
    latest = {"edition": "2026", "latest": "2026", "title": "Plan of Action on Rivers (2026–2030)"}
    old = {"edition": "2019", "latest": "2026", "status": "superseded"}
    hostile = {
        "id": "hostile", "title": HOSTILE, "short_title": "", "publisher": HOSTILE,
        "licence": f"CC BY 4.0 {HOSTILE}", "provenance": HOSTILE,
    }  # fmt: skip
    cards: dict[str, dict[str, Any]] = {
        "river-plan": latest,
        "river-plan@2019": old,
        "hostile": hostile,
    }
    for name, values in cards.items():
        card = CARD.model_copy(update=values)
        bodies = (BODY, *BODIES[1:], ALL) if name == "hostile" else BODIES
        linked = small.linked.model_copy(
            update={"plan": small.linked.plan.model_copy(update={"bodies": bodies})}
        )
        if name == "river-plan":
            plan = make_plan(
                ROWS[:3], relevant={"1.1": "ACW"}, bodies=BODIES, mentions=MENTIONS[:3]
            )
            linked = LinkedPlan(plan=plan.model_copy(update={"ledger": small.linked.plan.ledger}))
        made = type(small).of(card, linked, small.report, None, small.report.records())
        publish(dataclasses.replace(made), folder / name)
    return folder


class Elements(HTMLParser):
    """The start tags of a page, with their attributes; and the text inside of scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self._is_script = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_script = tag == "script"
        self.scripts += [""] * self._is_script
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self._is_script:
            self.scripts[-1] += data

    def handle_endtag(self, tag: str) -> None:
        self._is_script &= tag != "script"


def addresses(page: Path) -> Iterator[str]:
    """Yield every address that a page links to or loads."""
    for _, attributes in Elements(page.read_text(encoding="utf-8")).tags:
        yield from (attributes[name] for name in ("href", "src") if name in attributes)


def own_pages(site: Path) -> list[Path]:
    """Return the pages that belong to the site itself, apart from published and compared ones."""
    pages = [*site.glob("*.html"), *site.glob("plans/*/*.html")]
    assert len(pages) >= 5
    return pages
