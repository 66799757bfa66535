"""The source card of an edition: where its PDF comes from, and its licence."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Any

from pydantic import Field, field_validator

from extract.frozen import Frozen

OF_THE_PLAN = ("id", "language", "publisher")
"""Fields of ``[source]`` that hold for all editions; every other field is an edition's own."""
FILE = "pdf"
"""Field of the file to read. An edition that names none reads that of ``[source]``, and says so."""
_RANGE = re.compile(r"\b((?:19|20|21)\d\d)\s*[-–—/]\s*((?:19|20|21)\d\d)\b")


class SourceCard(Frozen):
    """The table ``[source]`` of ``plan.toml``, or the card of one of its ``[editions]``."""

    id: str = Field(description="id of the plan: the name of its folder")
    title: str
    short_title: str = ""
    adopted_by: str = ""
    adopted_on: datetime.date | None = None
    period: str | None = Field(
        default=None,
        description="years that the edition covers, like 2026–2030; left out: the range in its "
        "title",
    )
    language: str = Field(default="en", description="BCP 47 tag of the text")
    publisher: str = ""
    licence: str = ""
    source: str = Field(
        default="", description="where the edition was published: an address or a document number"
    )
    pdf: str = Field(default="plan.pdf", description="file name beside plan.toml")
    sha256: str = Field(default="", description="of the PDF; empty: not checked")
    publish_pdf: bool = Field(
        default=False,
        description="whether the PDF is published with the data, as plan.pdf: its publisher allows "
        "it",
        exclude_if=lambda allowed: not allowed,
    )
    provenance: str = Field(default="", description="how the PDF came about")
    edition: str = Field(default="", description="name of the edition; empty: the only one")
    status: str = Field(default="adopted", description="adopted, draft, superseded, unchecked, …")
    latest: str = Field(
        default="", description="name of the edition adopted last; planrows fills it in"
    )

    @field_validator("period")
    @classmethod
    def _is_period(cls, period: str | None) -> str | None:
        if period and not years_in(period):
            raise ValueError("years like 2026–2030, or a single year")
        return period

    @field_validator("language")
    @classmethod
    def _is_known(cls, value: str) -> str:
        """Refuse what is no language before any stage runs: most files name the language."""
        if value != "en":
            from langcodes import tag_is_valid

            if not tag_is_valid(value):
                raise ValueError("a language tag (BCP 47), like en, fr or pt-BR")
        return value

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the edition covers; empty: not known."""
        if self.period is not None:
            return years_in(self.period)
        return years_in(self.title) if _RANGE.search(self.title) else ()

    @property
    def span(self) -> str:
        """The years in words, like 2026–2030; empty: not known."""
        return "–".join(dict.fromkeys(str(year) for year in (*self.years[:1], *self.years[-1:])))

    @property
    def notice(self) -> str:
        """What every page says of an edition that is not the adopted one; empty: nothing."""
        if self.status in ("adopted", "unchecked"):
            return ""
        what = f"edition {self.edition}" if self.edition else "this edition"
        if self.status == "draft":
            return f"Draft: {what} is not adopted. Do not cite it as the plan."
        if self.status != "superseded":
            return f"Status of {what}: {self.status}."
        latest = f"; the latest is {self.latest}" if self.latest not in ("", self.edition) else ""
        return f"Not in force: {what} is superseded{latest}."


def years_in(text: str) -> tuple[int, ...]:
    """Return the years of a range like 2026–2030, or of a text that is one year."""
    found = _RANGE.search(text)
    if found and int(found[1]) <= int(found[2]):
        return tuple(range(int(found[1]), int(found[2]) + 1))
    return (int(text),) if re.fullmatch(r"(?:19|20|21)\d\d", text.strip()) else ()


def card_of_edition(source: Mapping[str, Any], own: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the values of an edition's card.

    An edition inherits from ``[source]`` the values that hold for the whole plan, but never title,
    adoption, period or licence, which belong to one edition. If it has no title, one is made from
    the plan's name, the edition's name and its status.
    """
    shared = {key: source[key] for key in (*OF_THE_PLAN, FILE) if key in source}
    # A title that planrows makes is no place to read the period from.
    made = {"title": _made_title(source, own, name), "period": ""}
    if "title" in own:
        made.pop("period")
    return {**shared, **made, **own, "edition": name}


def _made_title(source: Mapping[str, Any], own: Mapping[str, Any], name: str) -> str:
    plan = source.get("short_title") or source.get("title") or source.get("id", "")
    if own.get("status") == "draft":
        return f"Draft {name}, to revise: {plan}"
    return f"{source.get('id', '')}: edition {name}"
