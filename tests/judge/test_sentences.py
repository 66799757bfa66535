"""Sound sentences of other fields have no issues; defects of the kinds that are known are found."""

import pytest

from tests.judge.sentences import FIELDS, HELD_OUT, false_alarms_of, score_of, sentences_of


@pytest.mark.parametrize("field", [*FIELDS, HELD_OUT])
def test_sound_sentences_have_no_issues(field: str) -> None:
    assert false_alarms_of(field) == ()


@pytest.mark.slow
@pytest.mark.parametrize("field", FIELDS)
def test_most_defects_of_sentences_are_found(field: str) -> None:
    score = score_of(field)
    assert len(score.missed) <= 0.1 * len(sentences_of(field).wrong), score.missed
