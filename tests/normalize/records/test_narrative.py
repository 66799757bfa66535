"""The text around the matrix: its identifiers come from its words."""

from __future__ import annotations

from hypothesis import given, strategies as st

from extract.model import Block
from normalize.records.narrative import read_narrative


def block(text: str) -> Block:
    return Block(
        block_id="", kind="paragraph", level=None, marker="", lines=(text,), text=text, spans=()
    )


@given(
    st.lists(st.sampled_from(["Aims", "Scope", "Means", "Terms", "Review"]), max_size=6),
    st.integers(0, 6),
)
def test_a_paragraph_that_is_added_changes_no_other_identifier(texts: list[str], at: int) -> None:
    before = [one.block_id for one in read_narrative([block(text) for text in texts])]
    more = [*texts[:at], "A paragraph of its own", *texts[at:]]
    after = read_narrative([block(text) for text in more])
    assert [one.block_id for one in after if not one.text.startswith("A paragraph")] == before
    assert len({one.block_id for one in after}) == len(more)
