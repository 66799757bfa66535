"""Tests of the base class of all values."""

from __future__ import annotations

import pickle

from extract.model import Block, Span

FIRST = {"block_id": "b1", "kind": "heading", "lines": ("A",), "text": "A", "spans": ()}


def test_values_with_the_same_given_fields_share_the_set_of_their_names() -> None:
    one, other = Block(**FIRST), Block(**(FIRST | {"text": "B"}))
    assert one.model_fields_set == set(FIRST)
    assert one.__pydantic_fields_set__ is other.__pydantic_fields_set__
    read = Block.model_validate_json(one.model_dump_json(exclude_unset=True))
    assert read == one
    assert read.__pydantic_fields_set__ is one.__pydantic_fields_set__


def test_what_a_copy_is_given_changes_no_other_value() -> None:
    one = Block(**FIRST)
    copies = [one.model_copy(update={"level": level}) for level in (1, 2)]
    assert one.model_fields_set == set(FIRST)
    assert copies[0].model_fields_set == {*FIRST, "level"}
    assert copies[0].__pydantic_fields_set__ is copies[1].__pydantic_fields_set__
    assert [copy.level for copy in copies] == [1, 2]
    assert pickle.loads(pickle.dumps(copies[0])) == copies[0]


def test_a_value_inside_another_one_shares_it_too() -> None:
    spans = [{"page": 1, "bbox": (0.0, 0.0, 1.0, 1.0)}] * 2
    one = Block(**(FIRST | {"spans": spans}))
    assert one.spans[0].__pydantic_fields_set__ is one.spans[1].__pydantic_fields_set__
    assert one.spans[0] == Span.trusted(**spans[0])


def test_who_changes_the_names_of_given_fields_changes_no_value() -> None:
    one, other = Block(**FIRST), Block(**FIRST)
    trusted = Span.trusted(page=1, bbox=(0.0, 0.0, 1.0, 1.0))
    one.model_fields_set.add("level")
    trusted.model_fields_set.clear()
    assert one.model_fields_set == other.model_fields_set == set(FIRST)
    assert trusted.model_fields_set == {"page", "bbox"}
    same = Span.trusted(page=2, bbox=(0.0, 0.0, 1.0, 1.0))
    assert trusted.__pydantic_fields_set__ is same.__pydantic_fields_set__
