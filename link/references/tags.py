"""Find the codes of shared vocabularies that the words of a text stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from link.model import LinkedPlan, Tag
from link.settings import LinkSettings, TagRule, TagScheme
from link.texts.records import TagRecord
from link.texts.texts import SourceText
from normalize.ids import Identifiers

_KINDS = ("focus", "activity", "output")
"""Kinds of records that have tags."""


def find_tags(texts: Iterable[SourceText], settings: LinkSettings) -> tuple[Tag, ...]:
    """Return the tags of each text, in reading order.

    Args:
        texts: the texts of the plan.
        settings: the vocabularies that the plan publishes, the words of each code, the language.
    """
    if not settings.tag_schemes:
        return ()
    rules = [(rule, pattern) for rule in settings.tags if (pattern := _pattern(rule, settings))]
    return tuple(
        tag
        for text in texts
        if text.record_kind in _KINDS
        for tag in _tags_of(text, rules, settings)
    )


def _pattern(rule: TagRule, settings: LinkSettings) -> re.Pattern[str] | None:
    words = rule.words_in(settings.language)
    forms = [re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for word in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if forms else None


def _tags_of(
    text: SourceText, rules: Sequence[tuple[TagRule, re.Pattern[str]]], settings: LinkSettings
) -> Iterator[Tag]:
    names = {(each.scheme, each.code): each.name for each in settings.tag_names}
    folded = _folded(text.text)
    found: dict[tuple[TagScheme, str], list[tuple[int, int]]] = {}
    for rule, pattern in rules:
        places = [match.span() for match in pattern.finditer(folded)]
        for scheme, code in rule.codes.items():
            if places and scheme in settings.tag_schemes:
                found.setdefault((scheme, code), []).extend(places)
    for (scheme, code), places in found.items():
        words = dict.fromkeys(text.text[start:stop] for start, stop in sorted(set(places)))
        start, stop = min(places)
        yield Tag(
            scheme=scheme,
            code=code,
            name=names.get((scheme, code), ""),
            words=tuple(words),
            source=text.span(start, stop),
        )


def _folded(text: str) -> str:
    """Fold case and accents; each character stays in its place."""
    plain = text.replace("’", "'")
    return "".join(unicodedata.normalize("NFKD", char)[0].lower()[:1] or char for char in plain)


def tag_records(linked: LinkedPlan) -> list[TagRecord]:
    """Return the rows of the table of tags, without their positions."""
    ids = Identifiers("tag")
    return [
        TagRecord(
            tag_id=ids.of_text(tag.scheme, tag.code, tag.source.record_id),
            record_kind=tag.source.record_kind,
            record_id=tag.source.record_id,
            scheme=tag.scheme,
            code=tag.code,
            name=tag.name,
            words="; ".join(tag.words),
            field=tag.source.field,
            start=tag.source.start,
            stop=tag.source.stop,
        )
        for tag in linked.tags
    ]
