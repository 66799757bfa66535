"""Settings of a plan: ``plan.toml``, its CSV files and the registers, as typed values."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from expectations.settings import Decision, ExpectationSettings
from extract.characters import publishable
from extract.settings import ExtractSettings
from extract.system.regular_files import sha256_of
from link.settings import LinkSettings, RegisteredInstrument
from normalize.settings import Alias, NormalizeSettings, RegisterEntry
from pipeline.config.edition_files import aliases_file, read_decisions
from pipeline.config.project import PLAN_ID, Project
from pipeline.config.settings_files import read_records, read_toml, validate
from pipeline.config.source_card import FILE, SourceCard, card_of_edition
from pipeline.errors import SettingsError, SourceFileError, UnknownPlanError
from pipeline.terminal import say

STAGES = ("extract", "normalize", "link", "expectations")
OF_LANGUAGE = ("extract", "normalize", "link", "expectations")
"""Stages that depend on the language of the plan, which its source card names."""
TABLES = ("source", *STAGES, "editions")
Toml = Mapping[str, Any]


@dataclass(frozen=True)
class Plan:
    """Everything that a run of one edition of a plan reads, except the PDF's content."""

    project: Project
    folder: Path
    card: SourceCard
    pdf: Path
    extract: ExtractSettings
    normalize: NormalizeSettings
    link: LinkSettings
    expectations: ExpectationSettings
    decisions: tuple[Decision, ...]
    editions: tuple[SourceCard, ...]
    overridden: tuple[str, ...] = ()
    """Stages for which the edition has settings of its own."""

    @property
    def name(self) -> str:
        """``PLAN``; for an edition of ``[editions]``, ``PLAN@EDITION``."""
        is_own = self.card.edition == self.editions[0].edition
        return self.card.id if is_own else f"{self.card.id}@{self.card.edition}"

    @property
    def out(self) -> Path:
        """Default folder to publish to."""
        return self.project.outputs / self.name


def load_plan(
    project: Project, plan_id: str, *, edition: str | None = None, pdf: Path | None = None
) -> Plan:
    """Read the settings of one edition of a plan.

    Args:
        project: the project.
        plan_id: ``PLAN`` or ``PLAN@EDITION``.
        edition: name of an edition; None: the plan's own, from the table ``[source]``.
        pdf: another file to read under the same settings.

    Raises:
        UnknownPlanError: there is no such plan or edition.
        SettingsError: a settings file is wrong.
        SourceFileError: the PDF is not the file that the source card describes.
    """
    plan_id, _, named = plan_id.partition("@")
    folder = project.folder(plan_id)
    path = folder / "plan.toml"
    values, text = read_toml(path)
    lines = KeyLines(text)
    _check_tables(values, path, lines)
    editions = _editions(values, path, lines, plan_id)
    card = _choose(editions, edition if edition is not None else named, plan_id)
    own = values.get("editions", {}).get(card.edition, {})
    if card is not editions[0] and FILE not in own and pdf is None:
        say(f"{path}: [editions.{card.edition}] names no pdf; reads {card.pdf}, as [source] does")
    if pdf is not None:
        # The card describes its own file, not this one.
        card = card.model_copy(update={"pdf": publishable(pdf.name), "sha256": ""})
    stages = {stage: {**values.get(stage, {}), **own.get(stage, {})} for stage in STAGES}
    stage_lines = {
        stage: lines.under(stage, f"editions.{card.edition}.{stage}") for stage in STAGES
    }
    for stage in OF_LANGUAGE:
        stages[stage].setdefault("language", card.language.partition("-")[0].casefold())
    return Plan(
        project=project,
        folder=folder,
        card=card.model_copy(update={"latest": latest_of(editions), "period": card.span}),
        pdf=_source_file(pdf, folder, card),
        extract=validate(ExtractSettings, stages["extract"], path, stage_lines["extract"]),
        normalize=_normalize(
            project, aliases_file(folder, card), stages["normalize"], path, stage_lines["normalize"]
        ),
        link=_link(project, stages["link"], path, stage_lines["link"]),
        expectations=validate(
            ExpectationSettings, stages["expectations"], path, stage_lines["expectations"]
        ),
        decisions=read_decisions(folder, card, editions),
        editions=editions,
        overridden=tuple(stage for stage in STAGES if stage in own),
    )


def _check_tables(values: Toml, path: Path, lines: KeyLines) -> None:
    """Refuse unknown tables, and values where a table is expected."""
    for name in values:
        if name not in TABLES:
            expected = "one of the tables " + ", ".join(f"[{table}]" for table in TABLES)
            raise SettingsError(path, lines.get(name), f"[{name}]", expected)
    tables = dict(values)
    if isinstance(editions := values.get("editions", {}), dict):
        for edition, table in editions.items():
            tables[f"editions.{edition}"] = table
            own = table if isinstance(table, dict) else {}
            tables |= {
                f"editions.{edition}.{stage}": own[stage] for stage in STAGES if stage in own
            }
    for name, table in tables.items():
        if not isinstance(table, dict):
            found = f"{name} is {'a list' if isinstance(table, list) else 'a value'}"
            raise SettingsError(path, lines.get(name), found, f"the table [{name}]")


def _editions(values: Toml, path: Path, lines: KeyLines, plan_id: str) -> tuple[SourceCard, ...]:
    """Return the source cards: the plan's own, then one for each ``[editions.NAME]``."""
    source = values.get("source", {})
    own = validate(SourceCard, source, path, lines.under("source"))
    if own.id != plan_id:
        expected = f"{plan_id!r}, the name of its folder"
        raise SettingsError(path, lines.get("source.id"), f"source.id = {own.id!r}", expected)
    cards = [own]
    for name, table in values.get("editions", {}).items():
        place = f"editions.{name}"
        mine = {key: value for key, value in table.items() if key not in STAGES}
        if name == own.edition and table and not mine:
            continue  # settings of the plan's own edition alone
        if not PLAN_ID.fullmatch(name) or name == own.edition:
            expected = "a name of its own, of small letters, digits, '.', '-' and '_'"
            raise SettingsError(path, lines.get(place), f"edition {name!r}", expected)
        card = card_of_edition(source, mine, name)
        cards.append(validate(SourceCard, card, path, lines.under(place)))
    return tuple(cards)


def latest_of(editions: Sequence[SourceCard]) -> str:
    """Return the name of the edition adopted last; if none is adopted, of the newest one.

    A draft, or a superseded edition, is the latest only if there is no other.
    """
    settled = [card for card in editions if card.status not in ("draft", "superseded")]
    adopted = [card for card in settled if card.status == "adopted"] or settled or editions
    return max(adopted, key=lambda card: (str(card.adopted_on or ""), card.edition)).edition


def _choose(editions: tuple[SourceCard, ...], name: str, plan_id: str) -> SourceCard:
    if not name:
        return editions[0]
    for card in editions:
        if card.edition == name:
            return card
    known = ", ".join(card.edition or "(unnamed)" for card in editions)
    raise UnknownPlanError(f"plan {plan_id} has no edition {name!r}: it has {known}")


def _source_file(given: Path | None, folder: Path, card: SourceCard) -> Path:
    if given is not None:
        return given
    if Path(card.pdf).name != card.pdf or not card.pdf:
        expected = "the name of a file beside plan.toml"
        raise SettingsError(folder / "plan.toml", None, f"pdf = {card.pdf!r}", expected)
    pdf = folder / card.pdf
    if pdf.is_file() and card.sha256:
        found = _sha_of(pdf)
        if found != card.sha256:
            raise SourceFileError(
                f"{pdf}: sha256 is {found}, the source card says {card.sha256}: put the right file "
                "there, or correct plan.toml; `planrows run --pdf FILE` reads another file under "
                "the same settings"
            )
    return pdf


def _sha_of(pdf: Path) -> str:
    try:
        return sha256_of(pdf)
    except OSError as error:
        raise SourceFileError(f"{pdf}: {error.strerror}: put the plan's PDF there") from error


def _normalize(
    project: Project, aliases: Path, values: Toml, path: Path, lines: KeyLines
) -> NormalizeSettings:
    side = {
        "aliases": read_records(aliases, Alias, ("printed",)),
        "register": read_records(project.registers / "bodies.csv", RegisterEntry, ("body_id",)),
    }
    return validate(NormalizeSettings, {**values, **side}, path, lines)


def _link(project: Project, values: Toml, path: Path, lines: KeyLines) -> LinkSettings:
    """Return ``[link]`` merged with the shared registers.

    Each TOML file of the registers holds fields of the settings. The plan's own lists are appended
    to the shared ones; its other values replace them.
    """
    shared: dict[str, Any] = {}
    for register in sorted(project.registers.glob("*.toml")):
        content, text = read_toml(register)
        validate(LinkSettings, content, register, KeyLines(text))
        shared |= content
    instruments = project.registers / "instruments.csv"
    shared["instruments"] = read_records(instruments, RegisteredInstrument, ("instrument_id",))
    for name, value in values.items():
        both = isinstance(value, list) and name in shared
        shared[name] = [*shared[name], *value] if both else value
    return validate(LinkSettings, shared, path, lines)


def key_lines(text: str) -> dict[str, int]:
    """Return the line number of each dotted key of a TOML text, from 1."""
    lines: dict[str, int] = {}
    prefix = ""
    for number, line in enumerate(text.splitlines(), 1):
        if table := re.match(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$", line):
            prefix = _unquoted(table[1])
            parts = prefix.split(".")
            for stop in range(1, len(parts) + 1):
                lines.setdefault(".".join(parts[:stop]), number)
        elif key := re.match(r"\s*([\w.\"'-]+)\s*=", line):
            name = _unquoted(key[1])
            lines.setdefault(f"{prefix}.{name}" if prefix else name, number)
    return lines


def _unquoted(name: str) -> str:
    return re.sub(r"[\"'\s]", "", name)


class KeyLines(Mapping[str, int]):
    """Line number of each dotted key of a TOML text, from 1.

    The text is searched at the first use, which happens only if a value is wrong.
    """

    def __init__(self, text: str, *tables: str) -> None:
        self._text = text
        self._tables = tables

    def under(self, *tables: str) -> KeyLines:
        """Return the lines of the keys of a table, and the table's own line under ``""``.

        Args:
            tables: the table, then those whose keys replace its keys.
        """
        return KeyLines(self._text, *tables)

    @functools.cached_property
    def _lines(self) -> dict[str, int]:
        lines = key_lines(self._text)
        if not self._tables:
            return lines
        found: dict[str, int] = {}
        for table in self._tables:
            start = table + "."
            own = {key.removeprefix(start): n for key, n in lines.items() if key.startswith(start)}
            replaced = {key.partition(".")[0] for key in own}
            found = {k: n for k, n in found.items() if k.partition(".")[0] not in replaced} | own
            if table in lines:
                found[""] = lines[table]
        return found

    def __getitem__(self, key: str) -> int:
        return self._lines[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)
