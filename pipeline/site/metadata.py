"""Describe the datasets for search engines and catalogues: schema.org and DCAT.

All addresses of files are relative: a description read from the site leads to the files there.
Reference: Data Catalog Vocabulary (DCAT), Version 3, W3C Recommendation, 22 August 2024.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from pipeline.publish.core.json_text import json_text
from pipeline.publish.core.model import PDF
from pipeline.publish.describe.skos import sorted_document
from pipeline.site.publications import Publication

if TYPE_CHECKING:
    from rdflib import BNode, Graph, URIRef
    from rdflib.namespace import Namespace

_TYPES = {
    ".csv": "text/csv",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".pdf": "application/pdf",
    ".sarif": "application/sarif+json",
    ".sqlite": "application/vnd.sqlite3",
    ".ttl": "text/turtle",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""Media types of published files; what the system knows of others differs between machines."""
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
CATALOGUE = "Plans of action as data"
SHOWN = ("index.html", "report.html", PDF)
"""Pages that show the data, and the document: no forms of the data, and not under its licence."""


def address(path: str) -> str:
    """Return a path of the site as a relative address."""
    return quote(path, safe="/@")


def data_path(publication: Publication, name: str) -> str:
    """Return where the site has a published file."""
    return f"data/{publication.name}/{name}"


def identifier(publication: Publication) -> str:
    """Return an identifier of the dataset that does not depend on where the site is."""
    return f"urn:planrows:{quote(publication.name, safe='')}"


def schema_org(publication: Publication, archive: tuple[str, int, str], root: str) -> str:
    """Return the description of a dataset for search engines, as JSON for a script element.

    Args:
        publication: the edition.
        archive: path in the site, size and SHA-256 of the archive.
        root: prefix that leads from the page to the root of the site.
    """
    years = publication.manifest.years
    files = [(data_path(publication, f.path), f.bytes, f.sha256) for f in _forms(publication)]
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": identifier(publication),
        "identifier": identifier(publication),
        "name": publication.title,
        "description": publication.description,
        "url": "index.html",
        "version": publication.manifest.format_version,
        "dateModified": publication.published.isoformat(),
        "keywords": ["plan of action", publication.manifest.plan],
        "creator": {"@type": "Organization", "name": publication.publisher},
        "includedInDataCatalog": {
            "@type": "DataCatalog",
            "name": CATALOGUE,
            "url": f"{root}index.html",
        },
        "distribution": [
            {
                "@type": "DataDownload",
                "contentUrl": f"{root}{address(path)}",
                "encodingFormat": media_type(path),
                "contentSize": f"{size} B",
                "sha256": sha256,
            }
            for path, size, sha256 in [archive, *files]
        ],
    }
    if publication.licence:
        described["license"] = publication.licence_address or publication.licence.get("title", "")
    if years:
        described["temporalCoverage"] = f"{years[0]}/{years[-1]}"
    return script_json(described)


def script_json(value: Any) -> str:
    """Return JSON that is safe inside a script element."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def media_type(path: str) -> str:
    """Return the media type of a file."""
    suffix = f".{path.rpartition('.')[2]}"
    return _TYPES.get(suffix, "application/octet-stream")


def catalogue(
    publications: Sequence[Publication], archives: Iterable[tuple[str, int, str]]
) -> tuple[str, str]:
    """Return the catalogue of all datasets in DCAT, as Turtle and as JSON-LD.

    Args:
        publications: the editions.
        archives: path in the site, size and SHA-256 of the archive of each edition.
    """
    from rdflib import DCAT, DCTERMS, RDF, Graph, Literal, Namespace, URIRef

    graph = Graph()
    spdx = Namespace(CONTEXT["spdx"])
    graph.bind("spdx", spdx)
    home = URIRef("index.html")
    graph.add((home, RDF.type, DCAT.Catalog))
    graph.add((home, DCTERMS.title, Literal(CATALOGUE, lang="en")))
    for publication, archive in zip(publications, archives, strict=True):
        dataset = URIRef(identifier(publication))
        graph.add((home, DCAT.dataset, dataset))
        _add_dataset(graph, dataset, publication)
        files = [(data_path(publication, f.path), f.bytes, f.sha256) for f in _forms(publication)]
        for item in [archive, *files]:
            _add_distribution(graph, dataset, publication, item, spdx)
    turtle = graph.serialize(format="turtle").rstrip("\n") + "\n"
    document = json.loads(graph.serialize(format="json-ld", context=CONTEXT))
    return turtle, json_text(sorted_document(document))


def _forms(publication: Publication) -> list[Any]:
    """Return the published files that hold the data or describe it."""
    return [file for file in publication.files if file.path not in SHOWN]


def _add_dataset(graph: Graph, dataset: URIRef, publication: Publication) -> None:
    from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, Literal, URIRef

    manifest = publication.manifest
    publisher = _blank("publisher", publication.name)
    facts = [
        (RDF.type, DCAT.Dataset),
        (DCTERMS.identifier, Literal(identifier(publication))),
        (DCTERMS.title, Literal(publication.title)),
        (DCTERMS.description, Literal(publication.description)),
        (DCTERMS.modified, Literal(publication.published.isoformat(), datatype=XSD.dateTime)),
        (DCTERMS.publisher, publisher),
        (URIRef(f"{DCAT}version"), Literal(manifest.format_version)),
        (DCAT.keyword, Literal(manifest.plan)),
        (DCAT.landingPage, URIRef(address(f"plans/{publication.name}/index.html"))),
    ]
    for predicate, value in facts:
        graph.add((dataset, predicate, value))
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(publication.publisher)))
    if manifest.years:
        period = _blank("period", publication.name)
        graph.add((dataset, DCTERMS.temporal, period))
        graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
        first, last = (str(manifest.years[i]) for i in (0, -1))
        graph.add((period, DCAT.startDate, Literal(first, datatype=XSD.gYear)))
        graph.add((period, DCAT.endDate, Literal(last, datatype=XSD.gYear)))


def _add_distribution(
    graph: Graph,
    dataset: URIRef,
    publication: Publication,
    item: tuple[str, int, str],
    spdx: Namespace,
) -> None:
    from rdflib import DCAT, DCTERMS, RDF, XSD, Literal, URIRef

    path, size, sha256 = item
    place = URIRef(address(path))
    node = URIRef(f"{dataset}:file:{quote(path.rpartition(publication.name)[2].lstrip('/'))}")
    checksum = _blank("checksum", path)
    graph.add((dataset, DCAT.distribution, node))
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCTERMS.title, Literal(path.rpartition("/")[2])))
    graph.add((node, DCAT.downloadURL, place))
    kind = URIRef(f"https://www.iana.org/assignments/media-types/{media_type(path)}")
    graph.add((node, DCAT.mediaType, kind))
    graph.add((node, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger)))
    graph.add((node, spdx.checksum, checksum))
    graph.add((checksum, RDF.type, spdx.Checksum))
    graph.add((checksum, spdx.algorithm, spdx.checksumAlgorithm_sha256))
    graph.add((checksum, spdx.checksumValue, Literal(sha256, datatype=XSD.hexBinary)))
    if publication.licence_address:
        graph.add((node, DCTERMS.license, URIRef(publication.licence_address)))
    if publication.licence:
        graph.add((node, DCTERMS.rights, Literal(publication.licence.get("title", ""))))


def _blank(*names: str) -> BNode:
    """Return a node that is the same in every run."""
    from rdflib import BNode

    return BNode(f"b{hashlib.sha256(' '.join(names).encode()).hexdigest()[:16]}")
