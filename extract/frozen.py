"""The base of all values that stages pass on; by itself, since it is all that some runs need."""

from __future__ import annotations

from functools import cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """A value: it never changes and takes no field that it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Make one of values that are known to be of the right types; they are not looked at.

        Of each model pydantic keeps the names of the fields that were given, in a set that may
        take more room than the values. Here all models of a kind share one.

        Args:
            values: by field, all of which count as given.

        Returns:
            The model, equal to one that is made the usual way.
        """
        made = cls.model_construct(_fields_set=_names_of(cls), **values)
        # Pydantic's plugin for mypy types it by the class that this method is written in.
        return cast("Self", made)


@cache
def _names_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)
