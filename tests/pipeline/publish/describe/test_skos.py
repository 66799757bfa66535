"""The bodies as SKOS: both files say the same, and the same again in another run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from pipeline.config.source_card import SourceCard
from pipeline.publish.describe.skos import vocabulary
from tests.normalize.small_plan import small

ROOT = Path(__file__).resolve().parents[4]
CARD = SourceCard(id="a-plan", title="A plan", sha256="0" * 64)
BASE = "urn:x-planrows:a-plan:body:"


@cache
def texts() -> tuple[str, str]:
    plan = small()
    return vocabulary(plan.bodies, plan.mentions, CARD)


@cache
def graph() -> Graph:
    return Graph().parse(data=texts()[1], format="turtle")


def test_json_ld_and_turtle_hold_the_same_statements() -> None:
    other = Graph().parse(data=texts()[0], format="json-ld")
    assert len(graph()) > 100
    assert set(graph()) == set(other)


def test_a_sub_unit_is_narrower_than_its_parent() -> None:
    aun, hre = URIRef(f"{BASE}AUN"), URIRef(f"{BASE}AUN-HRE")
    assert (hre, SKOS.broader, aun) in graph()
    assert (aun, SKOS.narrower, hre) in graph()


def test_labels_are_the_name_the_acronym_and_the_printed_words() -> None:
    unit = URIRef(f"{BASE}SOMTC%20WG%20on%20CT")
    assert graph().value(unit, SKOS.prefLabel) == Literal(
        "SOMTC Working Group on Counter Terrorism", lang="en"
    )
    assert Literal("SOMTC WG on CT", lang="en") in set(graph().objects(unit, SKOS.altLabel))


def test_a_collective_is_a_collection_of_concepts() -> None:
    group = URIRef(f"{BASE}all-sectoral-bodies")
    assert (group, RDF.type, SKOS.Collection) in graph()
    members = set(graph().objects(group, SKOS.member))
    assert len(members) == 20
    assert all((member, RDF.type, SKOS.Concept) in graph() for member in members)


def test_skos_holds() -> None:
    """Conditions S9, S13 and S14 of the SKOS reference, section 4 and 5."""
    for concept in set(graph().subjects(RDF.type, SKOS.Concept)):
        assert (concept, RDF.type, SKOS.Collection) not in graph()
    for node in set(graph().subjects(SKOS.inScheme)):
        preferred = list(graph().objects(node, SKOS.prefLabel))
        assert len(preferred) == 1
        assert preferred[0] not in set(graph().objects(node, SKOS.altLabel))


def test_a_publisher_can_give_an_address() -> None:
    plan = small()
    jsonld, _ = vocabulary(plan.bodies, plan.mentions, CARD, base_iri="https://example.org/b/")
    ids = {node["@id"] for node in json.loads(jsonld)["@graph"]}
    assert "https://example.org/b/AUN-HRE" in ids


@pytest.mark.slow
def test_every_run_writes_the_same_bytes() -> None:
    code = (
        "import sys; from tests.pipeline.publish.describe.test_skos import texts;"
        "sys.stdout.buffer.write(''.join(texts()).encode())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert outputs == {"".join(texts()).encode()}
