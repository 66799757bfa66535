"""camelot's line finder without data frames, and with them in untested releases."""

from __future__ import annotations

import pytest

from extract.pdf import lattice


def test_tables_have_no_data_frames_in_the_block_only() -> None:
    pandas = lattice.core.pd
    with lattice.without_data_frames():
        assert lattice.core.pd.DataFrame([["a", "b"], ["c", "d"]]).shape == (2, 2)
        assert lattice.base.pd.DataFrame().shape == (0, 0)
        assert lattice.core.pd is not pandas
    assert lattice.core.pd is pandas


def test_data_frames_are_kept_with_a_release_that_was_not_tested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lattice, "_IS_REPLACED", False)
    pandas = lattice.core.pd
    with lattice.without_data_frames():
        assert lattice.core.pd is pandas
