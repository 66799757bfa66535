"""The pages of the site: whole links, sound HTML, and no text of a plan that becomes markup."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote, urlsplit

from tinyhtml5.parser import HTMLParser

from pipeline.site.pages import figures
from tests.pipeline.site.sites import Elements, addresses, own_pages


def test_every_link_of_the_site_leads_to_a_file_and_a_place_in_it(site: Path) -> None:
    pages = [*own_pages(site), *site.glob("compare/*/*.html")]
    checked = 0
    for page in pages:
        for address in addresses(page):
            parts = urlsplit(address)
            if parts.scheme:
                assert parts.scheme in ("http", "https"), address
                continue
            target = page.parent / unquote(parts.path) if parts.path else page
            assert target.is_file(), f"{page}: {address}"
            if parts.fragment:
                text = target.read_text(encoding="utf-8")
                assert f'id="{parts.fragment}"' in text, f"{page}: {address}"
            checked += 1
    assert checked > 100


def test_addresses_are_relative_apart_from_licences(site: Path) -> None:
    for page in own_pages(site):
        absolute = {each for each in addresses(page) if re.match(r"[a-z]+:|/", each)}
        assert absolute <= {"https://creativecommons.org/licenses/by/4.0/"}, page


def test_pages_are_sound_html_with_one_heading_and_unique_ids(site: Path) -> None:
    for page in own_pages(site):
        text = page.read_text(encoding="utf-8")
        parser = HTMLParser()
        parser.parse(text)
        assert parser.errors == [], page
        tags = Elements(text).tags
        assert [tag for tag, _ in tags].count("h1") == 1, page
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(ids) == len(set(ids)), page


def test_no_text_of_a_plan_becomes_markup(site: Path) -> None:
    for page in own_pages(site):
        text = page.read_text(encoding="utf-8")
        scripts = [attributes for tag, attributes in Elements(text).tags if tag == "script"]
        assert all(each == {"type": "application/ld+json"} for each in scripts), page
        assert "<script>window" not in text, page
    front = (site / "index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in front
    assert "{{ 7*7 }}" in front
    assert "A &amp; B" in front


def test_the_front_page_says_what_each_plan_is_in_figures(site: Path) -> None:
    text = re.sub(r"<[^>]+>|\s+", " ", (site / "index.html").read_text(encoding="utf-8"))
    text = re.sub(r" +", " ", text)
    assert "Plan of Action on Rivers (2026–2030)" in text
    assert "3 rows 2 areas 3 bodies 1 open issue" in text
    assert text.count("3 bodies") == 3  # a collective is none: the explorer counts them so, too
    assert "Not in force: edition 2019 is superseded; the latest is 2026." in text
    assert "Adopted by the 3rd Meeting on Rivers on 27 November 2019." in text


def test_a_plan_without_areas_is_counted_by_its_sections() -> None:
    open_issues = SimpleNamespace(open_of=lambda _severities: 2)
    published: Any = SimpleNamespace(
        manifest=SimpleNamespace(issues=open_issues),
        rows={"matrix": 12, "areas": 0, "sections": 3},
        body_count=1,
    )
    assert figures(published) == [
        (12, "rows"), (3, "sections"), (1, "body"), (2, "open issues"),
    ]  # fmt: skip


def test_the_page_of_a_plan_gives_checksums_licence_and_citation(site: Path) -> None:
    page = site / "plans" / "river-plan" / "index.html"
    text = page.read_text(encoding="utf-8")
    sums = (page.parent / "SHA256SUMS").read_text(encoding="utf-8")
    for line in sums.splitlines():
        sha256, _, path = line.partition("  ")
        assert (page.parent / path).is_file()
        name = path.rpartition("/")[2]
        assert sha256 in text or name in ("index.html", "report.html")
    assert "dataset: CC BY 4.0" in text
    assert "Secretariat. Plan of Action on Rivers (2026–2030), edition 2026. Dataset" in text
    assert "@misc{river-plan," in text
    assert "<code>ref</code>, like “1.1 no. 1”: its first row in this edition." in text


def test_the_page_of_an_edition_tells_what_it_changed(site: Path) -> None:
    text = (site / "plans" / "river-plan" / "index.html").read_text(encoding="utf-8")
    assert "<li>rows: 1 removed</li>" in text
    assert "unchanged" not in text.split('id="editions"')[1]


def test_the_dictionary_is_a_page_with_a_section_for_each_table(site: Path) -> None:
    text = (site / "plans" / "hostile" / "dictionary.html").read_text(encoding="utf-8")
    assert '<h2 id="s-matrix-csv">' in text
    # It is called as it calls itself, by the short title.
    river = (site / "plans" / "river-plan" / "dictionary.html").read_text(encoding="utf-8")
    assert "<title>River Plan 2019–2025: data dictionary" in river
    assert "<td><code>row_id</code></td>" in text
    assert "|---|" not in text
    assert "&lt;script&gt;window.hacked=1&lt;/script&gt;" in text
    assert 'href="y"' not in text


def test_the_rules_are_explained_without_raw_markdown(site: Path) -> None:
    text = (site / "rules.html").read_text(encoding="utf-8")
    assert 'id="lead-missing"' in text
    assert "`" not in re.sub(r"<style>.*?</style>", "", text, flags=re.S)


def test_a_body_that_two_plans_know_has_one_entry(site: Path) -> None:
    text = (site / "bodies.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tbody>(.*?)</tbody>", text, re.S)
    (somy,) = [row for row in rows if ">SOMY<" in row]
    assert somy.count("<tr>") == 3
    acws = [row for row in rows if ">ACW<" in row]
    assert len(acws) == 2  # two names: the acronym alone does not make them one body
    known = next(row for row in acws if "Committee on Women" in row)
    counts = [re.findall(r'"number">(\d+)<', line) for line in known.split("<tr>")[1:]]
    assert "River Plan 2019–2025 (2026)" in known
    assert counts == [["0", "2", "0"], ["1", "2", "0"]]  # 2026, then 2019
