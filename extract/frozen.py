"""The base class of all values passed between stages.

It has its own module because some runs need nothing else of the extract stage.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Self, cast

from pydantic import BaseModel, ConfigDict

_shared: dict[frozenset[str], set[str]] = {}
"""Sets of names of given fields, by their content: there are a few for each class."""


class Frozen(BaseModel):
    """An immutable value. Unknown fields are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_post_init(self, _context: Any, /) -> None:
        """Share the set of the names of the given fields with other values.

        Pydantic keeps one for each value. It may take more memory than the value: it was half of
        what a plan's records take. Values are frozen, so that nothing changes a shared set.
        """
        if self.__pydantic_fields_set__ is not _names_of(type(self)):  # as it is if trusted
            _share_names(self)

    @property
    def model_fields_set(self) -> set[str]:
        """Return the names of the given fields, in a set that other values do not share."""
        return set(self.__pydantic_fields_set__)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Copy a value; see `pydantic.BaseModel.model_copy`."""
        made = super().model_copy(update=update, deep=deep)
        _share_names(made)
        return made

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """Make a model without validation, from values known to have the right types.

        Args:
            values: the value of each field.

        Returns:
            The model; it equals one made with validation.
        """
        made = cls.model_construct(_fields_set=_names_of(cls), **values)
        # Pydantic's mypy plugin infers the type `Frozen`, the class that defines this method.
        return cast("Self", made)


def _share_names(value: BaseModel) -> None:
    given = value.__pydantic_fields_set__
    shared = _shared.setdefault(frozenset(given), given)
    object.__setattr__(value, "__pydantic_fields_set__", shared)


@cache
def _names_of(kind: type[BaseModel]) -> set[str]:
    return set(kind.model_fields)
