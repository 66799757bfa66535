"""What a plan's settings and the shared registers say to the link stage."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from extract.frozen import Frozen
from normalize.ids import of_instrument, of_number

InstrumentId = Annotated[str, AfterValidator(of_instrument)]


class RegisteredInstrument(Frozen):
    """A line of the register of instruments (``sources/registers/instruments.csv``)."""

    instrument_id: InstrumentId = Field(description="slug, the same in all plans")
    kind: str = Field(description="resolution, convention, declaration, plan_of_action, …")
    title: str = Field(description="full title")
    names: tuple[str, ...] = Field(
        default=(),
        description="other names; a word with capitals inside (ACCT) is found as it is only, "
        "any other in small and capital letters",
    )
    year: int | None = None
    issuing_body: str = ""


class KindRule(Frozen):
    """One value of a facet and the words that show it."""

    facet: Literal["activity_type", "output_type", "target_group", "place"]
    value: str
    words: tuple[str, ...] = Field(
        description="phrases of lemmas; `=word` that form only, `a|b` either word, `*` up to "
        "three words between, none of them a preposition"
    )
    unless: tuple[str, ...] = Field(
        default=(), description="longer phrases in which the words do not count"
    )


class PlaceName(Frozen):
    """A country, region or city and the names that it goes by."""

    place: str
    names: tuple[str, ...] = Field(default=(), description="other names, as they are written")


class TopicName(Frozen):
    """What a plan calls one of its areas in passing."""

    topic: str
    area_id: Annotated[str, AfterValidator(partial(of_number, "area"))] = Field(
        description="the area's number, or its identifier"
    )


class LinkSettings(Frozen):
    """Settings of the link stage: the plan's ``[link]`` and the shared registers."""

    instruments: tuple[RegisteredInstrument, ...] = ()
    kinds: tuple[KindRule, ...] = ()
    places: tuple[PlaceName, ...] = ()
    topics: tuple[TopicName, ...] = Field(
        default=(), description="topics whose area a reader has settled"
    )
    own_instrument: InstrumentId | Literal[""] = Field(
        default="", description="instrument_id of the plan itself: to cite it is status `self`"
    )
    near_duplicate_score: float = Field(
        default=85.0, ge=50, le=100, description="least likeness of near-duplicates, 0 to 100"
    )
    same_as_score: float = Field(
        default=80.0, ge=50, le=100, description="least likeness of 'same as' and its target"
    )
