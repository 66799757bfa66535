"""What search engines, catalogues and feed readers get."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from defusedxml.ElementTree import parse
from rdflib import DCTERMS, RDF, Graph, Namespace

from pipeline.publish.stage import publish
from pipeline.site.stage import make_site
from pipeline.verify.folder import verify_folder
from tests.pipeline.publish.editions import small_publication
from tests.pipeline.site.sites import HOSTILE, Elements

DCAT = Namespace("http://www.w3.org/ns/dcat#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
PDF = Path(__file__).resolve().parents[3] / "sources" / "asean-pcrve-2019-2025" / "plan.pdf"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.parametrize("name", ["river-plan", "river-plan@2019", "hostile"])
def test_each_plan_is_a_dataset_for_search_engines(site: Path, name: str) -> None:
    page = site / "plans" / name / "index.html"
    (script,) = Elements(page.read_text(encoding="utf-8")).scripts
    dataset = json.loads(script)
    assert (dataset["@context"], dataset["@type"]) == ("https://schema.org", "Dataset")
    if name == "hostile":
        assert dataset["name"] == " ".join(HOSTILE.split())
    assert dataset["license"] == "https://creativecommons.org/licenses/by/4.0/"
    period = {"river-plan": "2026/2030", "river-plan@2019": "2019/2025"}.get(name)
    assert dataset.get("temporalCoverage") == period
    assert len(dataset["description"]) >= 50
    for download in dataset["distribution"]:
        path = page.parent / unquote(download["contentUrl"])
        assert hashlib.sha256(path.read_bytes()).hexdigest() == download["sha256"]
        assert download["contentSize"] == f"{path.stat().st_size} B"


@pytest.mark.parametrize(
    ("name", "kind"), [("catalog.ttl", "turtle"), ("catalog.jsonld", "json-ld")]
)
def test_the_catalogue_describes_each_dataset_and_its_files(
    site: Path, name: str, kind: str
) -> None:
    place = (site / name).as_uri()
    graph = Graph().parse(site / name, format=kind, publicID=place)
    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert datasets == set(graph.subjects(RDF.type, DCAT.Dataset))
    titles = {str(graph.value(dataset, DCTERMS.title)) for dataset in datasets}
    assert " ".join(HOSTILE.split()) in titles
    assert len(titles) == 3
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        url = str(graph.value(node, DCAT.downloadURL))
        path = Path(unquote(urlsplit(url).path)) if url.startswith("file:") else site / unquote(url)
        checksum = graph.value(node, SPDX.checksum)
        assert str(graph.value(checksum, SPDX.checksumValue)) == (
            hashlib.sha256(path.read_bytes()).hexdigest()
        )


@pytest.mark.parametrize("allowed", [True, False])
def test_the_document_is_in_the_site_if_its_card_allows_it(allowed: bool, tmp_path: Path) -> None:
    small = small_publication(PDF)
    address = "https://example.org/rivers"
    changes = {"publish_pdf": allowed, "source": address}
    card = small.card.model_copy(update=changes)
    source = small.linked.plan.source.model_copy(
        update={"sha256": hashlib.sha256(PDF.read_bytes()).hexdigest()}
    )
    plan = small.linked.plan.model_copy(update={"source": source})
    linked = small.linked.model_copy(update={"plan": plan})
    publish(dataclasses.replace(small, card=card, linked=linked), tmp_path / "outputs" / "rivers")
    assert verify_folder(tmp_path / "outputs" / "rivers")[0] == []
    make_site(tmp_path / "outputs", tmp_path / "site")
    page = tmp_path / "site" / "plans" / "rivers" / "index.html"
    copy = tmp_path / "site" / "data" / "rivers" / "plan.pdf"
    linked_to = {attributes.get("href") for _, attributes in Elements(page.read_text("utf-8")).tags}
    assert address in linked_to
    assert copy.is_file() is allowed
    assert ("../../data/rivers/plan.pdf" in linked_to) is allowed
    if allowed:
        assert copy.read_bytes() == PDF.read_bytes()
        catalogue = (tmp_path / "site" / "catalog.ttl").read_text("utf-8")
        assert "plan.pdf" not in catalogue  # the licence is that of the data alone


def test_the_feed_tells_of_publications_and_of_changed_editions(site: Path) -> None:
    root = parse(site / "feed.xml").getroot()
    entries = root.findall(f"{ATOM}entry")
    titles = [str(entry.findtext(f"{ATOM}title")) for entry in entries]
    assert sum(title.startswith("Published: ") for title in titles) == 3
    (compared,) = [e for e, t in zip(entries, titles, strict=True) if t.startswith("What changes")]
    assert "removed" in str(compared.findtext(f"{ATOM}summary"))
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        assert (site / unquote(link.attrib["href"])).is_file()
    for name in ("id", "title", "updated"):
        assert all(entry.findtext(f"{ATOM}{name}") for entry in (root, *entries))
