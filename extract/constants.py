"""Classes of constants, such as thresholds."""

from __future__ import annotations

from dataclasses import MISSING, FrozenInstanceError, dataclass, fields
from typing import Any, NoReturn, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True)
def constants(owner: type[T]) -> type[T]:
    """Make a class whose fields all have defaults a frozen dataclass.

    `dataclass` writes and compiles methods for each class, which takes a millisecond for a class
    of twenty fields; here, all classes share theirs. Objects are equal only to themselves.

    Args:
        owner: a class without methods.

    Returns:
        The class. Its objects are made with other values by name.

    Raises:
        TypeError: a field has no default, or one that is made anew for each object.
    """
    made = dataclass(init=False, repr=False, eq=False)(owner)
    for field in fields(made):  # type: ignore[arg-type]  # it is a dataclass now
        if field.default is MISSING:
            raise TypeError(f"field {field.name!r} of {owner.__name__} has no constant default")
    for name, method in _METHODS.items():
        setattr(made, name, method)
    return made


def _init(self: Any, **others: object) -> None:
    values = {name: field.default for name, field in type(self).__dataclass_fields__.items()}
    if unknown := others.keys() - values:
        raise TypeError(f"{type(self).__name__} has no field {', '.join(sorted(unknown))}")
    vars(self).update(values | others)  # values of an object are found faster than those of a class


def _refuse_to_set(self: object, name: str, _value: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r} of {type(self).__name__}")


def _refuse_to_delete(self: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r} of {type(self).__name__}")


def _repr(self: object) -> str:
    values = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
    return f"{type(self).__qualname__}({values})"


_METHODS = {
    "__init__": _init,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
}
