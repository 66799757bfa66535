"""Complete the source card of an edition that is adopted: nothing is taken from the old one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from expectations.settings import read_date
from extract.characters import publishable
from pipeline.config.source_card import SourceCard, years_in
from pipeline.errors import UsageError

ASKED: Mapping[str, str] = {
    "title": "full title of the edition",
    "adopted_by": "body or meeting that adopted it",
    "adopted_on": "date of adoption, like 2026-06-30",
    "period": "years that it covers, like 2026–2030",
    "source": "where it was published: an address or a document number",
    "licence": "terms of use of the text and the data",
}
"""What a card has to say of its own edition, with the question that asks for it."""
Ask = Callable[[str], str]
"""Asks a person for a value, given the question."""


def complete_card(
    own: Mapping[str, Any], given: Mapping[str, str | None], ask: Ask | None
) -> dict[str, Any]:
    """Return the fields of an adopted edition's card.

    Args:
        own: the fields that ``[editions.EDITION]`` states.
        given: the fields that the command line gives; None: not given. An empty text says that
            there is none.
        ask: asks for what is missing; None: do not ask.

    Raises:
        UsageError: a field is missing and `ask` is None, or a value is wrong.
    """
    # A shell passes any bytes on; only text can be written.
    texts = {name: publishable(value) for name, value in given.items() if value is not None}
    card = {**own, **texts}
    if "period" not in card and years_in(str(card.get("title", ""))):
        years = years_in(str(card["title"]))
        card["period"] = f"{years[0]}–{years[-1]}"
    missing = [name for name in ASKED if name not in card]
    if missing and ask is None:
        options = ", ".join(option(name) for name in missing)
        raise UsageError(
            f"the new edition needs its own card, and these are missing: {options}; give them as "
            'options, where "" says that there is none'
        )
    for name in missing:
        card[name] = ask(f"{ASKED[name]} ({option(name)})").strip() if ask else ""
    for name in ("title", "adopted_on"):
        if not card[name]:
            raise UsageError(f"{option(name)} is empty; give the {ASKED[name]}")
    if isinstance(card["adopted_on"], str):
        try:
            card["adopted_on"] = read_date(card["adopted_on"])
        except ValueError as error:
            raise UsageError(
                f"{option('adopted_on')} {card['adopted_on']!r}: expected {error}"
            ) from error
    return {**card, "status": "adopted"}


def option(name: str) -> str:
    """Return the option of the command line that gives a field."""
    return "--" + name.replace("_", "-")


def old_name(card: SourceCard, given: str | None, taken: frozenset[str]) -> str:
    """Return the name under which the edition in force stays published.

    It is the one given, else the name that the edition has, else the year of its adoption.

    Raises:
        UsageError: there is none, or another edition has it.
    """
    year = card.adopted_on.year if card.adopted_on else next(iter(card.years), "")
    name = publishable(given or "") or card.edition or str(year)
    if not name:
        raise UsageError(
            "the edition in force has neither a name nor a date of adoption; name it with "
            "--old-edition"
        )
    if name in taken:
        raise UsageError(f"edition name {name!r} is in use; give another one with --old-edition")
    return name
