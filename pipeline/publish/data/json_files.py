"""Write ``plan.json``, ``issues.json`` and their JSON Schemas."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel, Field, create_model

from extract.model import Frozen, Source
from link.plan_json import PlanJson, plan_json
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.json_text import json_text
from pipeline.publish.core.model import Publication

JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


class PlanFile(PlanJson):
    """A published plan of action: its source card and its records, nested."""

    card: SourceCard


@cache
def issues_model() -> type[BaseModel]:
    """Return the model of ``issues.json``.

    It is created on first use, since the package of the rules takes long to import.
    """
    from expectations.model import Decision, Issue

    return create_model(
        "IssuesFile",
        __base__=Frozen,
        __doc__="The issues of a plan's document, for reviewers, the most severe first.",
        plan=(str, Field(description="id of the plan")),
        source=(Source, Field(description="the file that was read")),
        issues=(tuple[Issue, ...], Field(description="the issues, one for each cause")),
        place_decisions=(
            tuple[Decision, ...],
            Field(description="decisions on single places of issues, named ISSUE/RECORD"),
        ),
    )


def plan_file(publication: Publication) -> PlanFile:
    """Return the content of ``plan.json``."""
    nested = plan_json(
        publication.linked,
        publication.source,
        publication.issue_records(),
        publication.records,
    )
    return PlanFile(**dict(nested), card=publication.card)


def json_texts(publication: Publication) -> dict[str, str]:
    """Return the JSON files of a publication: file name → content."""
    issues = issues_model()(
        plan=publication.card.id,
        source=publication.source,
        issues=publication.report.issues,
        # Where a decision is written down is no content of the plan.
        place_decisions=[
            decision.model_copy(update={"file": "", "line": 0})
            for decision in publication.report.place_decisions
        ],
    )
    return {
        "plan.json": model_text(plan_file(publication)),
        "issues.json": model_text(issues),
        "plan.schema.json": json_text(json_schema_of(PlanFile)),
        "issues.schema.json": json_text(json_schema_of(issues_model())),
    }


def json_schema_of(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema of a model's serialised values."""
    return {"$schema": JSON_SCHEMA, **model.model_json_schema(mode="serialization")}


def model_text(model: BaseModel) -> str:
    """Return a model as indented JSON."""
    return model.model_dump_json(indent=1) + "\n"
