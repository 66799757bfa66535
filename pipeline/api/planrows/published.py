"""Load a published folder as DataFrames."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas

MANIFEST = "manifest.json"


class PublishedPlan(Mapping[str, "pandas.DataFrame"]):
    """The tables of a published folder, by name; each is loaded at its first use.

    Text columns have the dtype ``string``, integers ``Int64``, numbers ``Float64`` and truth
    values ``boolean``; an unknown value is ``pandas.NA``.

    Attributes:
        folder: the published folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, pandas.DataFrame] = {}

    @functools.cached_property
    def manifest(self) -> dict[str, Any]:
        """Content of ``manifest.json``: the source, versions and checksums."""
        import json

        values: dict[str, Any] = json.loads((self.folder / MANIFEST).read_bytes())
        return values

    @functools.cached_property
    def _paths(self) -> dict[str, Path]:
        from link.rows import ALL_TABLES
        from pipeline.publish.core.identifiers import IDENTIFIERS

        names = [spec.name for spec in (*ALL_TABLES, IDENTIFIERS)]
        paths = {name: self.folder / "parquet" / f"{name}.parquet" for name in names}
        return {name: path for name, path in paths.items() if path.is_file()}

    def __getitem__(self, name: str) -> pandas.DataFrame:
        """Return a table.

        Args:
            name: name of the table, like ``matrix``.

        Raises:
            KeyError: the folder has no such table.
        """
        if name not in self._loaded:
            path = self._paths[name]
            import pandas

            self._loaded[name] = pandas.read_parquet(path, dtype_backend="numpy_nullable")
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the tables, in the order of the data dictionary."""
        return iter(self._paths)

    def __len__(self) -> int:
        """Return the number of tables."""
        return len(self._paths)

    def __repr__(self) -> str:
        """Return the folder and the names of the tables."""
        return f"<PublishedPlan {self.folder}: {', '.join(self)}>"


def read_plan(folder: Path | str) -> PublishedPlan:
    """Load the tables of a published folder.

    Args:
        folder: folder that `run` or ``planrows run`` has published to.

    Returns:
        The tables, each as a DataFrame.

    Raises:
        PlanrowsError: the folder holds no publication, or one without Parquet.

    Examples:
        >>> import planrows
        >>> plan = planrows.read_plan("outputs/asean-pcrve-2019-2025")
        >>> len(plan["areas"])
        30
        >>> plan["areas"]["area_id"].iloc[1]
        'area-1.2'
        >>> [str(plan["matrix"].dtypes[name]) for name in ("position", "activity")]
        ['Int64', 'string']
    """
    from pipeline.errors import UsageError

    path = Path(folder)
    if not (path / MANIFEST).is_file():
        raise UsageError(f"{path}: no {MANIFEST} there: name a published folder, like outputs/PLAN")
    if not (path / "parquet").is_dir():
        raise UsageError(
            f"{path}: no Parquet files: publish it with `planrows run --formats parquet`"
        )
    return PublishedPlan(path)
