"""Recognise what the cells of a column hold: dates, money, bodies, numbers or sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from normalize.values.dates import months_of, read_intervals
from normalize.values.money import currency_of, read_money
from normalize.values.numbers import DecimalMark, read_quantity
from normalize.values.states import read_status, read_truth
from normalize.values.words import folded
from pipeline.add.thresholds import CONTENT

ACRONYM = re.compile(r"\b[A-Z][A-Za-z]*[A-Z][A-Z&-]*\b")
BODY_WORDS = re.compile(
    r"\b(?:ministry|department|office|agency|council|committee|commission|authority|institute|"
    r"board|bureau|secretariat|unit|division|service|university|ministère|direction|conseil|comité|"
    r"agence|mairie|secrétariat|autorité|ministerio|dirección|secretaría|consejo|comisión|agencia|"
    r"instituto|municipalidad|ayuntamiento|ministério|direção|secretaria|conselho|comissão|agência|"
    r"ministerium|amt|behörde|abteilung|referat|ministero|direzione|agenzia|ufficio|consiglio|"
    r"ministerie|afdeling|dienst|gemeente|raad|kementerian|dinas|badan|direktorat|lembaga|sekretariat)",
    re.IGNORECASE,
)
"""Nouns that head the names of bodies."""
NUMBER = re.compile(r"^\(?(?:[A-Z]\.?)?\d+(?:\.\d+)*[.)]?(?=\s|$)")


@dataclass(frozen=True)
class Column:
    """A column of the matrix.

    Attributes:
        index: index of the column.
        label: printed label.
        texts: texts of the cells.
        is_merged: whether a cell spans several rows.
        language: ISO 639 code of the plan's language.
        own_label: the part of the label that stands above this column alone, below that of a group.
    """

    index: int
    label: str
    texts: tuple[str, ...]
    is_merged: bool = False
    language: str = "en"
    own_label: str = ""

    @property
    def filled(self) -> list[str]:
        """Texts of the cells that are not empty."""
        return [text for text in self.texts if text.strip()]


def _share(column: Column, fits: Callable[[str], bool]) -> float:
    filled = column.filled
    return sum(map(fits, filled)) / len(filled) if filled else 0.0


def _is_date(text: str, language: str) -> bool:
    """Return whether a short text states a period, or a part of it does."""
    if len(text.split()) > CONTENT.max_date_words:
        return False
    parts = (text, *re.split(r"\s+[-–(]\s*|[,;(]", text))
    return any(read_intervals(part, language) or _is_part_of_date(part, language) for part in parts)


def _is_part_of_date(text: str, language: str) -> bool:
    """Return whether a text is a quarter whose year stands elsewhere, or like `Jun 10`."""
    month = re.fullmatch(r"([^\W\d_]{3,})\.?[ -]?'?\d\d", text.strip())
    is_month = month is not None and folded(month[1]) in months_of(language)
    return is_month or re.fullmatch(r"[QTqt] ?[1-4]", text.strip()) is not None


_ANY_MARK: DecimalMark = "."
"""What kind a cell holds does not depend on the mark of its decimals."""


def _is_money(text: str, language: str) -> bool:
    if len(text.split()) > CONTENT.max_date_words:
        return False
    return bool(currency_of(text, language)) or (
        len(re.sub(r"\D", "", text)) >= CONTENT.min_money_digits
        and read_money(text, language, mark=_ANY_MARK) is not None
        and not read_intervals(text, language)
    )


def _is_bodies(text: str) -> bool:
    """Return whether a text names bodies: half of its words are acronyms, or a noun says so."""
    words = re.findall(r"[\w&'-]+", text)
    acronyms = len(ACRONYM.findall(text))
    is_short = len(words) <= CONTENT.max_body_words
    has_acronyms = acronyms >= CONTENT.min_acronym_share * len(words)
    has_noun = len(words) <= CONTENT.max_name_words and bool(BODY_WORDS.search(text))
    return bool(words) and is_short and (has_acronyms or has_noun)


def _few_values(column: Column) -> float:
    """Return the share of cells that repeat another cell."""
    filled = column.filled
    return 1 - len({text.casefold() for text in filled}) / len(filled) if filled else 0.0


def _money(column: Column) -> float:
    """Return the share of sums of money; below a label with a currency, each number is one."""
    has_currency = bool(currency_of(column.label, column.language))
    return _share(
        column,
        lambda text: (
            _is_money(text, column.language)
            or (has_currency and read_quantity(text, column.language, _ANY_MARK) is not None)
        ),
    )


LOOKS: dict[str, Callable[[Column], float]] = {
    "dates": lambda column: _share(column, lambda text: _is_date(text, column.language)),
    "money": _money,
    "status": lambda column: _share(
        column,
        lambda text: (
            len(text.split()) <= CONTENT.max_status_words
            and bool(read_status(text, column.language, {}))
        ),
    ),
    "numbers": lambda column: _share(
        column, lambda text: read_quantity(text, column.language, _ANY_MARK) is not None
    ),
    "bare_numbers": lambda column: _share(
        column,
        lambda text: (
            len(text.split()) == 1 and read_quantity(text, column.language, _ANY_MARK) is not None
        ),
    ),
    "ticks": lambda column: _share(
        column, lambda text: read_truth(text, column.language) is not None
    ),
    "bodies": lambda column: _share(column, _is_bodies),
    "numbered": lambda column: _share(column, lambda text: bool(NUMBER.match(text))),
    "numbered_only": lambda column: _share(
        column, lambda text: bool(NUMBER.match(text)) and len(text.split()) == 1
    ),
    "sentences": lambda column: _share(
        column, lambda text: len(text.split()) >= CONTENT.min_sentence_words
    ),
    "merged": lambda column: 1.0 if column.is_merged else _few_values(column),
    "few_values": _few_values,
}
"""How well the cells of a column fit each kind of content, 0 to 1."""


def looks_of(column: Column, names: Sequence[str]) -> float:
    """Return how well the cells of a column fit some kinds of content: the mean, 0 to 1."""
    return sum(LOOKS[name](column) for name in names) / len(names) if names else 0.0


RECOGNISED = frozenset(("dates", "money", "numbers", "status"))
"""Kinds of content that are recognised wherever they are."""


def contradicts(column: Column, names: Sequence[str]) -> bool:
    """Return whether most cells hold something else than a role's kinds of content.

    Bodies are no sentences; neither bodies nor texts are dates, sums, numbers or ticks.
    """
    # A text may begin with a number, like “1.200 teachers trained”; dates and money may not.
    numbers = "numbers" if set(names) & RECOGNISED else "bare_numbers"
    others = ("dates", "money", numbers, "ticks") + (("sentences",) if "bodies" in names else ())
    most = max(LOOKS[name](column) for name in others)
    return most >= CONTENT.other_content and looks_of(column, names) < most


def states_values(column: Column, names: Sequence[str]) -> bool:
    """Return whether most cells of a role that holds bodies state sums or dates, and nothing else.

    Below `Contributors` then stands what each gives. Bare figures may be the bodies' own numbers.
    """
    if "bodies" not in names:
        return False
    has_currency = bool(currency_of(column.label, column.language))
    return _share(column, lambda text: _is_value(text, column.language, has_currency)) >= (
        CONTENT.other_content
    )


_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)")
"""A number in groups of three figures, as sums are printed."""


def _is_value(text: str, language: str, has_currency: bool) -> bool:
    """Return whether a whole text states periods or a sum of money."""
    if read_intervals(text, language):
        return True
    is_sum = has_currency or bool(currency_of(text, language)) or bool(_GROUPED.search(text))
    has_figures = any(map(str.isdigit, text))
    return is_sum and has_figures and read_money(text, language, mark=_ANY_MARK) is not None


def is_schedule(column: Column, names: Sequence[str]) -> bool:
    """Return whether a column is ticked where a role holds dates, sums or numbers.

    `Schedule 2026 T1` is no deadline above ticks: these say when.
    """
    holds_values = not {"dates", "money", "numbers"}.isdisjoint(names)
    return holds_values and LOOKS["ticks"](column) >= CONTENT.other_content
