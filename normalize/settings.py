"""Settings of the normalize stage: what is peculiar to a plan, as data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from extract.frozen import Frozen
from normalize.ids import of_body

if TYPE_CHECKING:
    from regex import Pattern

BodyKind = Literal["annex", "proposed", "sub_unit", "external", "collective", "unlisted"]
Entity = Literal["organisation", "position", "place", "person"]
"""What a name in a list of bodies stands for. Groups of organisations count as organisations."""

NAME_SEPARATOR = "|"
"""Separates the names in the column ``also`` of a register in CSV."""


def _names(value: object) -> object:
    if isinstance(value, str):
        return tuple(part.strip() for part in value.split(NAME_SEPARATOR) if part.strip())
    return value


def _none_if_empty(value: object) -> object:
    return None if value == "" else value


BodyId = Annotated[str, Field(min_length=1), AfterValidator(of_body)]
"""A body in a hand-made file, given by its acronym or its identifier."""


class Alias(Frozen):
    """A hand-made rule: the printed words mean the body."""

    printed: str = Field(min_length=1)
    body_id: BodyId
    reason: str = Field(min_length=1, description="why the words mean the body")


class RegisterEntry(Frozen):
    """A body of the shared register (`sources/registers/bodies.csv`) or of a plan's own."""

    body_id: BodyId
    acronym: str = ""
    name: str = ""
    kind: BodyKind = "external"
    entity: Entity = "organisation"
    parent_id: Annotated[BodyId | None, BeforeValidator(_none_if_empty)] = None
    reports_to: Annotated[BodyId | None, BeforeValidator(_none_if_empty)] = None
    also: Annotated[tuple[str, ...], BeforeValidator(_names)] = Field(
        default=(), description="other names and acronyms, in CSV separated by |"
    )
    note: str = ""

    @field_validator("parent_id", "reports_to")
    @classmethod
    def _is_another(cls, other: str | None, info: ValidationInfo) -> str | None:
        if other is not None and other == info.data.get("body_id"):
            raise ValueError("another body: none is a part of itself or reports to itself")
        return other


class Collective(Frozen):
    """A phrase that describes a group of bodies."""

    body_id: BodyId
    name: str
    patterns: tuple[str, ...] = Field(
        min_length=1, description="regular expressions that match the whole phrase, in any case"
    )
    stands_for: Literal["annex", "members"] | tuple[BodyId, ...] = Field(
        default=(), description="the annex, the membership list, or these body_ids"
    )

    @field_validator("patterns")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            _compile(pattern)
        return patterns


def _compile(pattern: str) -> Pattern[str]:
    """Compile a pattern with the engine that matches it in a run."""
    import regex

    try:
        return regex.compile(pattern)
    except regex.error as error:
        raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error


class NormalizeSettings(Frozen):
    """[normalize] of plan.toml, with the register and the plan's aliases."""

    language: str = Field(
        default="en", pattern="^[a-z]{2,3}$", description="ISO 639 code of the plan's language"
    )
    currency: str = Field(
        default="",
        pattern="^([A-Z]{3})?$",
        description="ISO 4217 code of the sums that name no currency, or only `$`",
    )
    statuses: dict[str, Literal["planned", "underway", "completed", "delayed", "cancelled"]] = (
        Field(default_factory=dict, description="statuses of the plan's own words")
    )
    section_number: str = Field(
        default=r"(?i:(?:section|part|pillar|chapter) +)?(?P<number>\d+|[IVX]+|[A-Z])[.):]",
        description="number of a section heading; its group 'number' makes the identifier",
    )
    area_number: str = Field(
        default=r"(?P<number>\d+(?:\.\d+)+|\d+(?=[.):]\s))[.):]?(?=\s)",
        description="number before an area's title; its group 'number' makes the identifier",
    )
    membership_heading: str = Field(
        default="Membership", description="heading of the paragraphs that list the members"
    )
    chair_heading: str = Field(
        default="Chair", description="heading of the paragraphs that name the chair"
    )
    chair_cues: tuple[str, ...] = Field(
        default=(
            r"\b(?:will|shall|is to|are to) be (?:the )?(?:co-)?chairs? of (?:the )?$",
            r"\bchaired by (?:the )?$",
        ),
        description="regular expressions for the words before the chairing body, in any case",
    )
    proposed_words: tuple[str, ...] = Field(
        default=("proposed",),
        description="words of a footnote that make the bodies with its mark proposed",
    )
    first_lead_is_principal: bool = Field(
        default=False,
        description="whether the plan says that the first lead body is the principal one",
    )
    collectives: tuple[Collective, ...] = ()
    bodies: tuple[RegisterEntry, ...] = Field(
        default=(), description="bodies of this plan only, such as its task force"
    )
    register_entries: tuple[RegisterEntry, ...] = Field(
        default=(), alias="register", description="sources/registers/bodies.csv"
    )
    aliases: tuple[Alias, ...] = Field(default=(), description="sources/PLAN/aliases.csv")
    fuzzy_threshold: float = Field(
        default=80.0,
        ge=0,
        le=100,
        description="lowest similarity of a misprint, percent; one edit in five letters is 80",
    )
    fuzzy_margin: float = Field(
        default=10.0,
        ge=0,
        le=100,
        description="smallest lead over the next body, percentage points; less is ambiguous",
    )
    candidate_count: int = Field(default=5, ge=0, description="number of candidates that are kept")

    @field_validator("bodies")
    @classmethod
    def _are_different(cls, bodies: tuple[RegisterEntry, ...]) -> tuple[RegisterEntry, ...]:
        known: set[str] = set()
        for body in bodies:
            if body.body_id in known:
                raise ValueError(f"each body once: {body.body_id!r} occurs twice")
            known.add(body.body_id)
        return bodies

    @field_validator("section_number", "area_number")
    @classmethod
    def _has_number(cls, pattern: str) -> str:
        if "number" not in _compile(pattern).groupindex:
            raise ValueError(f"{pattern!r} has no group (?P<number>…)")
        return pattern

    @field_validator("chair_cues")
    @classmethod
    def _cues_compile(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            _compile(pattern)
        return patterns
