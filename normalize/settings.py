"""Settings of the normalize stage: a plan's peculiarities, as data."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from extract.frozen import Frozen
from normalize.ids import of_body

BodyKind = Literal["annex", "proposed", "sub_unit", "external", "collective", "unlisted"]

NAME_SEPARATOR = "|"
"""Between the names in the column ``also`` of a register in CSV."""


def _names(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(NAME_SEPARATOR) if part.strip())
    return value


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


BodyId = Annotated[str, Field(min_length=1), AfterValidator(of_body)]
"""A body as a hand-made file names it: by its acronym or by its identifier."""


class Alias(Frozen):
    """A hand-made rule: these printed words mean this body."""

    printed: str = Field(min_length=1)
    body_id: BodyId
    reason: str = Field(min_length=1, description="why; published as the rule's ground")


class RegisterEntry(Frozen):
    """A body that a register lists: one of `sources/registers/bodies.csv` or of a plan's own."""

    body_id: BodyId
    acronym: str = ""
    name: str = ""
    kind: BodyKind = "external"
    parent_id: Annotated[BodyId | None, BeforeValidator(_none_if_empty)] = None
    also: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(
        default=(), description="other names and acronyms; in CSV separated by |"
    )
    note: str = ""


class Collective(Frozen):
    """Words that name a group of bodies by description."""

    body_id: BodyId
    name: str
    patterns: tuple[str, ...] = Field(
        min_length=1, description="regular expressions of the whole phrase, any case"
    )
    stands_for: Literal["annex", "members"] | tuple[BodyId, ...] = Field(
        default=(), description="all of the annex, of the membership list, or these body_ids"
    )

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            _check_pattern(pattern)
        return patterns


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error


class NormalizeSettings(Frozen):
    """[normalize] of plan.toml, with the register and the plan's aliases."""

    section_number: str = Field(
        default=r"(?i:(?:section|part|pillar|chapter) +)?(?P<number>\d+|[IVX]+|[A-Z])[.):]",
        description="number of a heading over all columns; group 'number' is the identifier",
    )
    area_number: str = Field(
        default=r"(?P<number>\d+(?:\.\d+)+|\d+(?=[.):]\s))[.):]?(?=\s)",
        description="number at the start of the area column; group 'number' is the identifier",
    )
    membership_heading: str = Field(
        default="Membership", description="heading of the paragraphs that list the members"
    )
    chair_heading: str = Field(
        default="Chair", description="heading of the paragraphs that say who is in the chair"
    )
    chair_cues: tuple[str, ...] = Field(
        default=(
            r"\b(?:will|shall|is to|are to) be (?:the )?(?:co-)?chairs? of (?:the )?$",
            r"\bchaired by (?:the )?$",
        ),
        description="words right before the body that is in the chair, any case",
    )
    proposed_words: tuple[str, ...] = Field(
        default=("proposed",), description="a mark whose footnote has one means: only proposed"
    )
    first_lead_is_principal: bool = Field(
        default=False, description="True only where the plan itself says so"
    )
    collectives: tuple[Collective, ...] = ()
    bodies: tuple[RegisterEntry, ...] = Field(
        default=(), description="bodies of this plan alone: its task force, sub-units"
    )
    register_entries: tuple[RegisterEntry, ...] = Field(
        default=(), alias="register", description="sources/registers/bodies.csv"
    )
    aliases: tuple[Alias, ...] = Field(default=(), description="sources/PLAN/aliases.csv")
    fuzzy_threshold: float = Field(
        default=80.0,
        ge=0,
        le=100,
        description="least likeness for a misprint: one edit in five letters is 80",
    )
    fuzzy_margin: float = Field(
        default=10.0, ge=0, le=100, description="least lead over the next body, else ambiguous"
    )
    candidate_count: int = Field(default=5, ge=0, description="ranked candidates kept")

    @field_validator("section_number", "area_number")
    @classmethod
    def _has_number(cls, pattern: str) -> str:
        _check_pattern(pattern)
        if "number" not in re.compile(pattern).groupindex:
            raise ValueError(f"{pattern!r} has no group (?P<number>…)")
        return pattern

    @field_validator("chair_cues")
    @classmethod
    def _cues_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            _check_pattern(pattern)
        return patterns
