"""The base class of all values passed between stages.

It has its own module because some runs need nothing else of the extract stage.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict


class Frozen(BaseModel):
    """An immutable value. Unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Make a model without validation, from values known to have the right types.

        For each model, pydantic keeps a set of the names of the given fields. The set may take
        more memory than the values. Models made here share one set per class.

        Args:
            values: the value of each field.

        Returns:
            The model; it equals one made with validation.
        """
        made = cls.model_construct(_fields_set=_names_of(cls), **values)
        # Pydantic's mypy plugin infers the type `Frozen`, the class that defines this method.
        return cast("Self", made)


@cache
def _names_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)
