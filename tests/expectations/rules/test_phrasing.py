"""How messages say lists, counts and differences."""

import pytest

from expectations.rules.phrasing import differences, in_words, times


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a or b"), ([*"abc"], "a, b or c")]
)
def test_lists_are_said_as_in_a_sentence(items: list[str], said: str) -> None:
    assert in_words(items, "or") == said


def test_two_times_are_twice() -> None:
    assert [times(2), times(4)] == ["twice", "4 times"]


@pytest.mark.parametrize(
    ("differs_in", "said"),
    [
        ("", ""),
        ("[-a-] {+b+}", "the first has “a” where the second has “b”"),
        ("[-a-]", "only the first has “a”"),
        ("{+b c+}", "only the second has “b c”"),
        (
            "{+b+} [-a-] {+c+}",
            "only the second has “b”; the first has “a” where the second has “c”",
        ),
        ("[-a-] [-b-]", "only the first has “a”; only the first has “b”"),
    ],
)
def test_differences_are_said_without_marks(differs_in: str, said: str) -> None:
    assert differences(differs_in) == said
