"""Tests of the base class of all values."""

from __future__ import annotations

import pickle

from extract.model import Block, Span

FIRST = {"block_id": "b1", "kind": "heading", "lines": ("A",), "text": "A", "spans": ()}


def test_values_with_the_same_given_fields_share_the_set_of_their_names() -> None:
    one, other = Block(**FIRST), Block(**(FIRST | {"text": "B"}))
    assert one.model_fields_set == set(FIRST)
    assert one.model_fields_set is other.model_fields_set
    read = Block.model_validate_json(one.model_dump_json(exclude_unset=True))
    assert read == one
    assert read.model_fields_set is one.model_fields_set


def test_what_a_copy_is_given_changes_no_other_value() -> None:
    one = Block(**FIRST)
    copies = [one.model_copy(update={"level": level}) for level in (1, 2)]
    assert one.model_fields_set == set(FIRST)
    assert copies[0].model_fields_set == {*FIRST, "level"}
    assert copies[0].model_fields_set is copies[1].model_fields_set
    assert [copy.level for copy in copies] == [1, 2]
    assert pickle.loads(pickle.dumps(copies[0])) == copies[0]


def test_a_value_inside_another_one_shares_it_too() -> None:
    spans = [{"page": 1, "bbox": (0.0, 0.0, 1.0, 1.0)}] * 2
    one = Block(**(FIRST | {"spans": spans}))
    assert one.spans[0].model_fields_set is one.spans[1].model_fields_set
    assert one.spans[0] == Span.trusted(**spans[0])
