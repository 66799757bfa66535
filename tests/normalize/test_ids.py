"""Identifiers: given out once, the same whatever comes after, and text to every reader."""

from __future__ import annotations

import io
from collections.abc import Sequence

import duckdb
import pandas
import polars
import pytest
from hypothesis import example, given, settings, strategies as st

from normalize.ids import (
    Identifiers,
    number_in,
    of_body,
    of_instrument,
    of_number,
    reads_as_text,
    strip_invisible,
)
from normalize.settings import Alias, RegisterEntry

NUMBERS = st.text(alphabet="12-.", min_size=1, max_size=4)
NAMES = st.text(alphabet="ANULTRE15-+.,/ ;'=\u200b²ä", min_size=1, max_size=6)
WORDS = st.sampled_from(
    (
        "NA", "N/A", "NULL", "null", "None", "NaN", "nan", "nil", "INF", "-inf", "Infinity", "TRUE",
        "true", "False", "T", "F", "yes", "NO", "on", "1E5", "1e5", "E5", "0x1F", "1,000", "3-4",
        "10.3", "MAY", "MAY-1", "Sept-5", "1-JAN", "12:30", "2021-05-31", "-", "+", "=", "@x", "'1",
        "#N/A", "<NA>", "٣", "½", "SOMTC", "ASEAN+3", "G20",
    )
)  # fmt: skip


@pytest.mark.parametrize("kind", ["", "area"])
@given(st.lists(NUMBERS, max_size=12), NUMBERS)
@example(["1", "1"], "1-2")
@example(["1", "1-2"], "1")
@example(["1-2", "1", "1", "1-2-2"], "1-2")
def test_names_give_distinct_identifiers_that_what_follows_leaves_alone(
    kind: str, names: list[str], last: str
) -> None:
    made = _of_names(kind, names)
    assert len(set(made)) == len(made)
    more = _of_names(kind, [*names, last])
    assert more[:-1] == made
    assert more[-1] not in made


def _of_names(kind: str, names: Sequence[str]) -> list[str]:
    ids = Identifiers(kind)
    return [ids.of_name(name) for name in names]


@given(st.lists(st.tuples(st.sampled_from(["Train", "train ", "Meet"]), NUMBERS), max_size=12))
def test_texts_give_distinct_identifiers(texts: list[tuple[str, str]]) -> None:
    ids = Identifiers("act")
    made = [ids.of_text(*parts) for parts in texts]
    assert len(set(made)) == len(made)


def test_names_and_hashes_are_kept_apart() -> None:
    ids = Identifiers("area")
    of_text = ids.of_text("Youth")
    assert ids.of_name(of_text.removeprefix("area-")) == f"{of_text}-2"


def test_the_second_of_a_number_takes_no_other_areas_number() -> None:
    assert _of_names("area", ["1", "1", "1-2"]) == ["area-1", "area-1-2", "area-1-2-2"]


def test_what_rests_on_an_area_rests_on_its_number() -> None:
    assert Identifiers("ref").of_text("area-1.2", "x") == Identifiers("ref").of_text("1.2", "x")
    assert number_in("section-IV") == "IV"
    assert number_in("area-1a2b3c4d-2") == "area-1a2b3c4d-2"
    assert number_in("SOMTC") == "SOMTC"
    assert of_number("area", "1.2") == of_number("area", "area-1.2") == "area-1.2"


@settings(max_examples=60)
@given(st.lists(NAMES | WORDS, min_size=1, max_size=4))
@example(["INF"])
@example(["TRUE", "T"])
@example(["1E5", "1E6"])
@example(["NA", "NULL"])
@example(["3-4"])
@example(["12:30"])
def test_every_body_reads_back_as_the_text_that_it_is(names: list[str]) -> None:
    ids = [of_body(name) for name in names]
    text = "\n".join(["body_id", *(f'"{each}"' if "," in each else each for each in ids)]) + "\n"
    assert pandas.read_csv(io.StringIO(text))["body_id"].tolist() == ids
    assert polars.read_csv(io.BytesIO(text.encode()))["body_id"].to_list() == ids
    found = duckdb.read_csv(io.StringIO(text), header=True, sep=",")
    assert [row[0] for row in found.fetchall()] == ids


@given(NAMES | WORDS)
def test_a_bodys_identifier_is_its_own(name: str) -> None:
    made = of_body(name)
    assert of_body(made) == made
    assert reads_as_text(made)
    assert ";" not in made


@pytest.mark.parametrize(
    ("acronym", "name", "expected"),
    [
        ("SOMTC", "", "SOMTC"),
        ("ASEAN-IPR", "", "ASEAN-IPR"),
        ("SOMTC WG on CT", "", "SOMTC WG on CT"),
        ("ASEAN+3", "", "ASEAN+3"),
        ("NA", "", "body-NA"),
        ("True", "", "body-True"),
        ("1E5", "", "body-1E5"),
        ("MAY-1", "", "body-MAY-1"),
        ("G20", "", "body-G20"),
        ("", "National Agency", "national-agency"),
        ("", "2030", "body-2030"),
    ],
)
def test_a_body_is_known_by_its_acronym_where_that_is_text(
    acronym: str, name: str, expected: str
) -> None:
    assert of_body(acronym, name) == expected


def test_a_body_without_letters_or_digits_has_an_identifier() -> None:
    assert reads_as_text(of_body("", "???"))
    assert of_body("", "???").startswith("body-")
    assert of_body("", "???") != of_body("", "!!")


def test_hand_made_files_may_name_a_body_by_its_acronym() -> None:
    assert Alias(printed="Nat. Agency", body_id="NA", reason="r").body_id == "body-NA"
    entry = RegisterEntry(body_id="NA", parent_id="1E5")
    assert (entry.body_id, entry.parent_id) == ("body-NA", "body-1E5")
    assert RegisterEntry(body_id="SOMTC", parent_id="").parent_id is None


def test_instruments_are_text_too() -> None:
    assert of_instrument("unscr-1267") == "unscr-1267"
    assert [of_instrument(name) for name in ("1267", "mar-2007")] == ["ins-1267", "ins-mar-2007"]


@pytest.mark.parametrize(
    ("printed", "seen"),
    [("AF; AUN", "AF AUN"), ("A\u200bF", "AF"), ("A\x07F", "AF"), (" A  F ", "A F"), (";", "")],
)
def test_nobody_is_told_apart_by_what_is_not_seen(printed: str, seen: str) -> None:
    assert strip_invisible(printed) == seen
