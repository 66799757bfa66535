"""Which words changed is said in few words, and shown near the change."""

from __future__ import annotations

import pytest

from pipeline.diff.matching.words import field_change, word_runs
from pipeline.diff.report.wording import has_many_changes, near_changes, wording


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("hold a forum", "hold a debate", "“forum” becomes “debate”"),
        ("hold a forum", "hold a yearly forum", "“yearly” is added"),
        ("hold a yearly forum", "hold a forum", "“yearly” is gone"),
        ("a forum (in 3.5)", "a forum (in 3.4)", "“3.5” becomes “3.4”"),
        ("UNSC 2178 (2014); all", "UNSC 2462 (2019); all", "“2178 (2014)” becomes “2462 (2019)”"),
        ("see [a b] c", "see [a d] c", "“b” becomes “d”"),
        ("see (a) c", "see [b) c", "“(a)” becomes “b”"),
        ("no (yes", "no (maybe", "“yes” becomes “maybe”"),
        # A word or two between two changes belong to them; three do not.
        ("one and two", "three and four", "“one and two” becomes “three and four”"),
        ("one x y z two", "three x y z four", "“one” becomes “three” and “two” becomes “four”"),
        ("x one", "one y", "“x one” becomes “one y”"),
        ("a forum", "a forum,", "“forum” becomes “forum”"),
        ("same", "same", "the punctuation differs"),
        ("(", ")", "“(” becomes “)”"),
    ],
)
def test_changed_words_are_said(old: str, new: str, said: str) -> None:
    assert wording(field_change("activity", old, new)) == said


def changed(places: int) -> tuple[str, str]:
    old = " ".join(f"keep these four words here old{n}" for n in range(places))
    return old, old.replace("old", "new")


def test_many_changes_are_counted() -> None:
    three, four = field_change("a", *changed(3)), field_change("a", *changed(4))
    assert wording(three).count("becomes") == 3
    assert not has_many_changes(three.words)
    assert wording(four) == "4 passages read differently"
    assert has_many_changes(four.words)


def near(old: str, new: str) -> str:
    return " | ".join(run.text for run in near_changes(word_runs(old, new)))


def test_words_far_from_a_change_are_left_out() -> None:
    far = " ".join(f"w{n}" for n in range(30))
    start = " ".join(f"w{n}" for n in range(8))
    end = " ".join(f"w{n}" for n in range(22, 30))
    assert near(f"{far} x", f"{far} y") == f"… {end} | x | y"
    assert near(f"x {far}", f"y {far}") == f"x | y | {start} …"
    assert near(f"x {far} x", f"y {far} y") == f"x | y | {start} … {end} | x | y"
    # One word fewer is no shorter than the sign of omission.
    short = " ".join(f"w{n}" for n in range(9))
    assert near(f"x {short}", f"y {short}") == f"x | y | {short}"
    ten = f"{short} w9"
    assert near(f"x {ten}", f"y {ten}") == f"x | y | {start} …"


def test_new_words_are_never_left_out() -> None:
    far = " ".join(f"w{n}" for n in range(30))
    assert near("x", f"x {far}") == f"x | {far}"
