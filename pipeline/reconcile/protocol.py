"""Queries and answers of the Reconciliation Service API, as OpenRefine and the W3C group define it.

Reference: Reconciliation Service API, version 0.2, W3C Community Group; version 0.1 is read, too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from extract.frozen import Frozen
from pipeline.errors import ServiceError

_LENIENT = ConfigDict(
    frozen=True,
    extra="ignore",
    coerce_numbers_to_str=True,
    allow_inf_nan=False,
    populate_by_name=True,
)
"""Services say more than is needed, and some give identifiers as numbers."""


def _names(value: Any) -> Any:
    """Return types as their names: version 0.1 has plain texts, version 0.2 has objects."""
    if not isinstance(value, list):
        return value
    return [
        item.get("name") or item.get("id") if isinstance(item, dict) else item for item in value
    ]


class View(Frozen):
    """Where a person can look at an entry."""

    model_config = _LENIENT

    url: str = ""


class Manifest(Frozen):
    """What a service says of itself."""

    model_config = _LENIENT

    name: str
    identifier_space: str = Field(alias="identifierSpace")
    view: View = View()
    batch_size: int | None = Field(default=None, alias="batchSize", ge=1)


class Candidate(Frozen):
    """An entry of the service that may be the body."""

    model_config = _LENIENT

    id: str = Field(min_length=1)
    name: str
    type: Annotated[tuple[str, ...], BeforeValidator(_names)] = ()
    score: float
    match: bool = False


class Query(Frozen):
    """What is asked about one body.

    Attributes:
        query: its name.
        type: identifier of the type that an entry must have; empty: any.
        limit: number of candidates.
        properties: identifiers and values of further properties.
    """

    query: str
    type: str = ""
    limit: int
    properties: tuple[tuple[str, str], ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the query as the API takes it."""
        found: dict[str, object] = {"query": self.query, "limit": self.limit}
        if self.type:
            found["type"] = self.type
        if self.properties:
            found["properties"] = [{"pid": pid, "v": value} for pid, value in self.properties]
        return found


class _Result(Frozen):
    model_config = _LENIENT

    result: tuple[Candidate, ...]


_ANSWERS: TypeAdapter[dict[str, Any]] = TypeAdapter(dict[str, Any])


def read_service_manifest(address: str, data: bytes) -> Manifest:
    """Read what a service says of itself.

    Raises:
        ServiceError: it is no description of a reconciliation service.
    """
    try:
        return Manifest.model_validate_json(data)
    except ValidationError as error:
        raise ServiceError(
            f"{address}: does not describe a reconciliation service ({_fault(error)}); name the "
            "address that OpenRefine takes, with --service"
        ) from error


def form_of(queries: Sequence[Query]) -> Mapping[str, str]:
    """Return the form fields of a batch of queries."""
    named = {f"q{at}": query.as_json() for at, query in enumerate(queries)}
    return {"queries": json.dumps(named, ensure_ascii=False)}


def read_answers(address: str, data: bytes, count: int) -> list[tuple[Candidate, ...]]:
    """Read the candidates of each query of a batch.

    Args:
        address: where the answer is from.
        data: the answer.
        count: number of queries.

    Raises:
        ServiceError: the answer is not as the API defines it, or lacks a query.
    """
    try:
        answers = _ANSWERS.validate_json(data)
        missing = [name for name in (f"q{at}" for at in range(count)) if name not in answers]
        if missing:
            raise ServiceError(
                f"{address}: the answer lacks {len(missing)} of {count} queries"
                f"{_message(answers)}; try again later, or check the options of the query"
            )
        return [_Result.model_validate(answers[f"q{at}"]).result for at in range(count)]
    except ValidationError as error:
        raise ServiceError(
            f"{address}: the answer is not as the API defines it ({_fault(error)}); try again "
            "later, or name another service"
        ) from error


def _message(answers: Mapping[str, Any]) -> str:
    message = answers.get("message")
    return f" and says “{' '.join(message.split())[:200]}”" if isinstance(message, str) else ""


def _fault(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else first["msg"]
