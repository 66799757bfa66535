"""Keep what people decided in ``plan.toml`` when ``planrows add`` runs again, and take answers.

The proposal is kept beside the settings. What differs from it there was decided by a person.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config.settings_files import read_toml
from pipeline.errors import SettingsError
from pipeline.terminal import clean

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

PROPOSED = "proposed.toml"
"""The settings as proposed last, beside ``plan.toml``."""
COLUMNS = "columns"
_TABLES = ("source", "extract", "normalize", "link", "expectations")
_NUMBERED = re.compile(r"(.+)#([2-9]|[1-9][0-9]{1,3})", re.DOTALL)
"""Key of a column whose label others have, too: the number counts these."""
_MISSING = object()
Keys = tuple[str, ...]


def merged(new: str, current: str, proposed: str) -> str:
    """Return newly proposed settings with everything that a person decided before.

    Args:
        new: the settings as proposed now.
        current: ``plan.toml`` as it is.
        proposed: the settings as proposed when it was written.
    """
    import tomlkit

    # What people wrote besides values, like comments, stays as well.
    document = tomlkit.parse(current)
    own, base, fresh = (tomllib.loads(text) for text in (current, proposed, new))
    for keys in dict.fromkeys((*_leaves(base), *_leaves(fresh))):
        mine, value = _get(own, keys), _get(fresh, keys)
        if mine == _get(base, keys) and mine != value:
            _set(document, keys, value)
    return tomlkit.dumps(document)


def decisions(current: str, proposed: str) -> list[str]:
    """Return the settings that a person decided, as dotted keys."""
    own, base = tomllib.loads(current), tomllib.loads(proposed)
    leaves = dict.fromkeys((*_leaves(own), *_leaves(base)))
    return [".".join(keys) for keys in leaves if _get(own, keys) != _get(base, keys)]


def with_answers(settings: str, path: Path) -> str:
    """Return settings with the answers of a person.

    Args:
        settings: the settings.
        path: a TOML file: tables as in ``plan.toml``, and ``[columns]`` with the role of each
            label. A column that is answered is checked: its `guess` goes.

    Raises:
        SettingsError: the file is wrong, or names a column that the plan does not print.
    """
    import tomlkit

    answers, _ = read_toml(path)
    document = tomlkit.parse(settings)
    for name, table in answers.items():
        if name not in (*_TABLES, COLUMNS) or not isinstance(table, Mapping):
            expected = "one of the tables " + ", ".join(f"[{n}]" for n in (*_TABLES, COLUMNS))
            raise SettingsError(path, None, f"[{name}]", expected)
        if name == "extract" and COLUMNS in table:
            raise SettingsError(path, None, "[extract] columns", "roles by label, as [columns]")
        if name == COLUMNS:
            continue
        for keys in _leaves(table, (name,)):
            _set(document, keys, _get(answers, keys))
    _answer_columns(document, answers.get(COLUMNS, {}), path)
    return tomlkit.dumps(document)


def answer_keys(labels: Iterable[str]) -> list[str]:
    """Return how answers name columns: by label; the second one with it is `Label#2`."""
    seen: Counter[str] = Counter()
    keys = []
    for label in map(clean, labels):
        seen[label] += 1
        keys.append(label if seen[label] == 1 else f"{label}#{seen[label]}")
    return keys


def _answer_columns(document: TOMLDocument, answers: Mapping[str, Any], path: Path) -> None:
    extract: Any = document.get("extract", {})
    columns = extract.get(COLUMNS, [])
    for name, role in answers.items():
        numbered = _NUMBERED.fullmatch(name)
        label, nth = (numbered[1], int(numbered[2])) if numbered else (name, 1)
        same = [column for column in columns if column["label"] == label]
        if len(same) < nth or not isinstance(role, str) or not role:
            known = ", ".join(f"“{column['label']}”" for column in columns)
            raise SettingsError(path, None, f"{name!r} = {role!r}", f"a role for one of {known}")
        same[nth - 1]["role"] = role
        same[nth - 1].pop("guess", None)


def _leaves(table: Mapping[str, Any], keys: Keys = ()) -> Iterator[Keys]:
    for key, value in table.items():
        if isinstance(value, Mapping) and value:
            yield from _leaves(value, (*keys, key))
        else:
            yield (*keys, key)


def _get(table: Mapping[str, Any], keys: Keys) -> Any:
    value: Any = table
    for key in keys:
        if not isinstance(value, Mapping) or key not in value:
            return _MISSING
        value = value[key]
    return value


def _set(document: TOMLDocument, keys: Keys, value: Any) -> None:
    import tomlkit

    table: Any = document
    for key in keys[:-1]:
        if not isinstance(table.get(key), Mapping):
            table[key] = tomlkit.table()
        table = table[key]
    if value is _MISSING:
        table.pop(keys[-1], None)
    else:
        table[keys[-1]] = value


def heading_in(settings: str) -> str:
    """Return the heading of the matrix that settings name; empty if they name none."""
    heading = tomllib.loads(settings).get("extract", {}).get("matrix_heading", "")
    return heading if isinstance(heading, str) else ""


def without_heading(settings: str) -> str:
    """Return settings without the heading of the matrix."""
    import tomlkit

    document = tomlkit.parse(settings)
    document["extract"].pop("matrix_heading", None)
    return tomlkit.dumps(document)
