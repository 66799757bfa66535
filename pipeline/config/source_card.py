"""The source card of a plan: where its PDF comes from, and its licence."""

from __future__ import annotations

import datetime

from pydantic import Field, field_validator

from extract.frozen import Frozen


class SourceCard(Frozen):
    """The table ``[source]`` of ``plan.toml``."""

    id: str = Field(description="id of the plan: the name of its folder")
    title: str
    short_title: str = ""
    adopted_by: str = ""
    adopted_on: datetime.date | None = None
    language: str = Field(default="en", description="BCP 47 tag of the text")
    publisher: str = ""
    licence: str = ""
    pdf: str = Field(default="plan.pdf", description="file name beside plan.toml")
    sha256: str = Field(default="", description="of the PDF; empty: not checked")
    provenance: str = Field(default="", description="how the PDF came about")
    edition: str = Field(default="", description="name of the edition; empty: the only one")
    status: str = Field(default="adopted", description="adopted, draft, superseded, …")
    latest: str = Field(
        default="", description="name of the edition adopted last; planrows fills it in"
    )

    @field_validator("language")
    @classmethod
    def _is_known(cls, value: str) -> str:
        """Refuse what is no language before any stage runs: most files name the language."""
        if value != "en":
            from langcodes import tag_is_valid

            if not tag_is_valid(value):
                raise ValueError("a language tag (BCP 47), like en, fr or pt-BR")
        return value
