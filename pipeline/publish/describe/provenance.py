"""Write ``provenance.jsonld``: how the dataset was made, in the W3C's PROV-O.

It holds no times and no versions, so that the same input gives the same bytes. It names the
manifest, which holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.publish.core.model import MANIFEST, Described, FileSum, Manifest
from pipeline.publish.describe.datapackage import package_name

CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "dcterms": "http://purl.org/dc/terms/",
    "spdx": "http://spdx.org/rdf/terms#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "label": "rdfs:label",
    "title": "dcterms:title",
    "used": {"@id": "prov:used", "@type": "@id"},
    "generated": {"@id": "prov:generated", "@type": "@id"},
    "derivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
    "generatedBy": {"@id": "prov:wasGeneratedBy", "@type": "@id"},
    "associatedWith": {"@id": "prov:wasAssociatedWith", "@type": "@id"},
    "attributedTo": {"@id": "prov:wasAttributedTo", "@type": "@id"},
    "informedBy": {"@id": "prov:wasInformedBy", "@type": "@id"},
    "sha256": "spdx:checksumValue",
}
STAGES = (
    ("extract", "Reads the tables and texts that the PDF prints"),
    ("normalize", "Makes records: areas, activities, outputs, mentions of bodies"),
    ("link", "Finds references, roles and repeated texts"),
    ("expectations", "Checks the document and the dataset"),
    ("publish", "Writes the files"),
)


def provenance(
    publication: Described, manifest: Manifest, files: Sequence[FileSum]
) -> dict[str, Any]:
    """Return the provenance of a publication.

    Args:
        publication: the plan.
        manifest: its manifest, which names the software.
        files: the written files.
    """
    card, source = publication.card, publication.source
    base = f"urn:planrows:{package_name(card)}:"
    pdf = f"urn:sha256:{source.sha256}"
    software = [
        {"@id": f"{base}software:{name}", "@type": "prov:SoftwareAgent", "label": name}
        for name in ("planrows", *manifest.versions)
    ]
    return {
        "@context": CONTEXT,
        "@graph": [
            _source(publication, base, pdf),
            *([_publisher(publication, base)] if card.publisher or card.adopted_by else []),
            *_activities(base, pdf, [str(agent["@id"]) for agent in software]),
            *(
                {
                    "@id": f"{base}file:{file.path}",
                    "@type": "prov:Entity",
                    "label": file.path,
                    "sha256": file.sha256,
                    "derivedFrom": pdf,
                    "generatedBy": f"{base}stage:publish",
                }
                for file in files
            ),
            {
                "@id": f"{base}file:{MANIFEST}",
                "@type": ["prov:Entity", "prov:Bundle"],
                "label": f"{MANIFEST}: times, versions, checksums, and how many glyphs went where",
                "derivedFrom": pdf,
                "generatedBy": f"{base}stage:publish",
            },
            *software,
        ],
    }


def _source(publication: Described, base: str, pdf: str) -> dict[str, Any]:
    card, source = publication.card, publication.source
    entity: dict[str, Any] = {
        "@id": pdf,
        "@type": ["prov:Entity", "prov:PrimarySource"],
        "title": card.title,
        "label": source.file,
        "sha256": source.sha256,
    }
    if card.provenance:
        entity["dcterms:provenance"] = card.provenance
    if card.publisher or card.adopted_by:
        entity["attributedTo"] = f"{base}publisher"
    return entity


def _publisher(publication: Described, base: str) -> dict[str, Any]:
    card = publication.card
    return {
        "@id": f"{base}publisher",
        "@type": ["prov:Agent", "prov:Organization"],
        "label": card.publisher or card.adopted_by,
    }


def _activities(base: str, pdf: str, software: Sequence[str]) -> list[dict[str, Any]]:
    activities: list[dict[str, Any]] = []
    for name, label in STAGES:
        activity: dict[str, Any] = {
            "@id": f"{base}stage:{name}",
            "@type": "prov:Activity",
            "label": label,
            "associatedWith": list(software),
        }
        if activities:
            activity["informedBy"] = activities[-1]["@id"]
        else:
            activity["used"] = pdf
        activities.append(activity)
    return activities
