"""Settings of the link stage, from a plan's settings and the shared registers."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

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
        description="other names; a word with inner capitals (ACCT) matches in this case only, "
        "other words match in any case",
    )
    year: int | None = None
    issuing_body: str = ""


class KindRule(Frozen):
    """One value of a facet and the phrases that indicate it."""

    facet: Literal["activity_type", "output_type", "target_group", "place"]
    value: str
    words: tuple[str, ...] = Field(
        default=(),
        description="phrases of lemmas; `=word` matches this form only, `a|b` either word, and "
        "`*` up to three words, none of them a preposition",
    )
    unless: tuple[str, ...] = Field(
        default=(), description="longer phrases in which the words do not indicate the value"
    )
    heads: tuple[str, ...] = Field(
        default=(),
        description="first words of a text that indicate the value if no phrase of any value does; "
        "a lemma in English, the form itself in other languages",
    )


TagScheme = Literal["dac", "crs", "sdg", "sdg_target", "ogp"]


class TagName(Frozen):
    """A code of a shared vocabulary, with its name."""

    scheme: TagScheme
    code: str
    name: str


class TagRule(Frozen):
    """The words that show a theme, and its codes in shared vocabularies."""

    codes: dict[TagScheme, str]
    en: tuple[str, ...] = Field(default=(), description="words in English; `*`: any ending")
    fr: tuple[str, ...] = Field(default=(), description="words in French")
    es: tuple[str, ...] = Field(default=(), description="words in Spanish")

    def words_in(self, language: str) -> tuple[str, ...]:
        """Return the words in a language; none if the register has none of it."""
        return {"en": self.en, "fr": self.fr, "es": self.es}.get(language, ())


class PlaceName(Frozen):
    """A country, region or city and its names."""

    place: str
    names: tuple[str, ...] = Field(
        default=(), description="other names, matched in their exact case"
    )


class TopicName(Frozen):
    """A topic by which a plan refers to one of its areas."""

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
        default=(), description="topics that a person has assigned to an area"
    )
    language: str = Field(default="en", description="ISO 639 code of the plan's language")
    tag_names: tuple[TagName, ...] = ()
    tags: tuple[TagRule, ...] = ()
    tag_schemes: tuple[TagScheme, ...] = Field(
        default=(),
        description="vocabularies whose codes are published in `tags`: dac, crs, sdg, "
        "sdg_target, ogp; none by default",
    )
    own_instrument: InstrumentId | Literal[""] = Field(
        default="", description="instrument_id of the plan itself; citing it has status `self`"
    )
    near_duplicate_score: float = Field(
        default=85.0, ge=50, le=100, description="lowest similarity of near-duplicates, percent"
    )
    same_as_score: float = Field(
        default=80.0,
        ge=50,
        le=100,
        description="lowest similarity of a 'same as' text and its target, percent",
    )

    @field_validator("own_instrument")
    @classmethod
    def _is_registered(cls, own: str, info: ValidationInfo) -> str:
        known = {each.instrument_id for each in info.data.get("instruments", ())}
        if own and known and own not in known:
            raise ValueError("the instrument_id of a line of sources/registers/instruments.csv")
        return own
