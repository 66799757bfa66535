"""What a plan's settings and the shared registers say to the link stage."""

from __future__ import annotations

from pydantic import Field

from extract.model import Frozen


class RegisteredInstrument(Frozen):
    """A line of the register of instruments (``sources/registers/instruments.csv``)."""

    instrument_id: str = Field(description="slug, the same in all plans")
    kind: str = Field(description="resolution, convention, declaration, plan_of_action, …")
    title: str = Field(description="full title")
    names: tuple[str, ...] = Field(
        default=(),
        description="other names; words apart from case as they stand, a name in capitals only "
        "as it is, `#` any number",
    )
    year: int | None = None
    issuing_body: str = ""


class KindRule(Frozen):
    """One value of a facet and the words that show it."""

    facet: str = Field(description="activity_type, output_type, target_group or place")
    value: str
    words: tuple[str, ...] = Field(
        description="phrases of lemmas; `a|b` either word, `*` up to three words between"
    )
    unless: tuple[str, ...] = Field(
        default=(), description="longer phrases in which the words do not count"
    )


class TopicName(Frozen):
    """What a plan calls one of its areas in passing."""

    topic: str
    area_id: str


class LinkSettings(Frozen):
    """Settings of the link stage: the plan's ``[link]`` and the shared registers."""

    instruments: tuple[RegisteredInstrument, ...] = ()
    kinds: tuple[KindRule, ...] = ()
    topics: tuple[TopicName, ...] = Field(
        default=(), description="topics whose area a reader has settled"
    )
    own_names: tuple[str, ...] = Field(
        default=(), description="names by which the plan calls itself: no outside document"
    )
    near_duplicate_score: float = Field(
        default=85.0, ge=50, le=100, description="least likeness of near-duplicates, 0 to 100"
    )
    same_as_score: float = Field(
        default=80.0, ge=50, le=100, description="least likeness of 'same as' and its target"
    )
