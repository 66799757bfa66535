"""Write the plan's bodies as a SKOS vocabulary, to combine them with other data.

Each body is a concept. Its name is the preferred label; its acronym and the words that the plan
prints for it are alternative labels. A sub-unit is narrower than its parent. A collective is a
SKOS collection of its members. Reference: SKOS Simple Knowledge Organization System Reference,
W3C Recommendation, 18 August 2009.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from normalize.model import Body, Mention
from pipeline.config.source_card import SourceCard
from pipeline.publish.core.json_text import json_text

if TYPE_CHECKING:
    from rdflib import Graph, URIRef

CONTEXT = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
}


def vocabulary(
    bodies: Sequence[Body],
    mentions: Iterable[Mention],
    card: SourceCard,
    *,
    base_iri: str | None = None,
) -> tuple[str, str]:
    """Write the plan's bodies as a SKOS vocabulary.

    Args:
        bodies: the bodies of the plan.
        mentions: where the plan names them; the printed words become alternative labels.
        card: the plan's source card.
        base_iri: prefix of a body's identifier; None: a URN, which needs no domain.

    Returns:
        The vocabulary as JSON-LD and as Turtle; the same input gives the same bytes.
    """
    base = base_iri if base_iri is not None else f"urn:x-planrows:{quote(card.id)}:body:"
    graph = _graph(bodies, _printed_words(mentions), card, base)
    document = json.loads(graph.serialize(format="json-ld", context=CONTEXT))
    return json_text(sorted_document(document)), graph.serialize(format="turtle").rstrip(
        "\n"
    ) + "\n"


def _printed_words(mentions: Iterable[Mention]) -> Mapping[str, set[str]]:
    words: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention.body_id is not None:
            words[mention.body_id].add(mention.printed)
    return words


def _graph(
    bodies: Sequence[Body], printed: Mapping[str, set[str]], card: SourceCard, base: str
) -> Graph:
    from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

    graph = Graph()
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(f"{base}scheme")
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, Literal(f"Bodies of: {card.title}", lang="en")))
    if card.sha256:
        graph.add((scheme, DCTERMS.source, Literal(f"sha256:{card.sha256}")))
    nodes = {body.body_id: URIRef(f"{base}{quote(body.body_id, safe='')}") for body in bodies}
    for body in sorted(bodies, key=lambda body: body.body_id):
        node = nodes[body.body_id]
        graph.add((node, SKOS.inScheme, scheme))
        _add_labels(graph, node, body, printed.get(body.body_id, set()), card.language)
        if body.kind == "collective":
            graph.add((node, RDF.type, SKOS.Collection))
            for member in sorted(set(body.stands_for) & set(nodes)):
                graph.add((node, SKOS.member, nodes[member]))
            continue
        graph.add((node, RDF.type, SKOS.Concept))
        parent = nodes.get(body.parent_id or "")
        if parent is None:
            graph.add((node, SKOS.topConceptOf, scheme))
            graph.add((scheme, SKOS.hasTopConcept, node))
        else:
            graph.add((node, SKOS.broader, parent))
            graph.add((parent, SKOS.narrower, node))
    return graph


def _add_labels(graph: Graph, node: URIRef, body: Body, printed: set[str], language: str) -> None:
    from rdflib import SKOS, Literal

    preferred = body.name or body.acronym or body.body_id
    graph.add((node, SKOS.prefLabel, Literal(preferred, lang=language)))
    graph.add((node, SKOS.notation, Literal(body.body_id)))
    graph.add((node, SKOS.scopeNote, Literal(f"kind: {body.kind}", lang="en")))
    for label in sorted({body.acronym, *printed} - {"", preferred}):
        graph.add((node, SKOS.altLabel, Literal(label, lang=language)))
    if body.note:
        graph.add((node, SKOS.note, Literal(body.note, lang="en")))


def sorted_document(value: Any) -> Any:
    """Sort a JSON-LD document, whose lists are sets, so that its bytes are always the same."""
    if isinstance(value, dict):
        return {key: sorted_document(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted(
            map(sorted_document, value), key=lambda item: json.dumps(item, sort_keys=True)
        )
    return value
