"""Texts of two lists are matched by their words, with order and other evidence as tie-breakers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings, strategies as st

from pipeline.diff.matching import align as module
from pipeline.diff.matching.align import align, likeness, weights_of
from pipeline.diff.thresholds import DIFF

OLD = "Train border officers in the detection of forged travel documents"
REWORDED = "Train border guards in the detection of forged passports and documents"
UNRELATED = "Convene mayors yearly to exchange views on neighbourhood radio"


def pairs(old: list[str], new: list[str], **options: float) -> list[tuple[int, int]]:
    # Options of several types come as one mapping.
    return [(match.old, match.new) for match in align(old, new, **options)]  # type: ignore[arg-type]  # any options


def score_of(old: str, new: str, *others: str) -> float:
    return float(likeness([old], [new], weights_of([old, new, *others]))[0][0])


def test_case_and_punctuation_do_not_count() -> None:
    (match,) = align(["Hold a workshop, yearly."], ["hold a Workshop yearly"])
    assert (match.old, match.new, match.score) == (0, 0, 100.0)


def test_a_reworded_text_is_matched_and_an_unrelated_text_is_not() -> None:
    assert pairs([OLD, UNRELATED], [REWORDED, "Publish statistics of asylum claims"]) == [(0, 0)]
    (match,) = align([OLD], [REWORDED])
    assert DIFF.min_likeness <= match.score < 100


def test_a_likeness_at_the_limit_is_a_match_and_one_below_it_is_none() -> None:
    score = score_of(OLD, REWORDED)
    assert pairs([OLD], [REWORDED], least=score) == [(0, 0)]
    assert pairs([OLD], [REWORDED], least=score + 0.01) == []


def test_a_text_at_the_limit_wins_over_texts_below_it() -> None:
    worse = "Train teachers in the detection of exam fraud and documents"
    limit = score_of(OLD, REWORDED, worse)
    assert score_of(worse, REWORDED, OLD) < limit
    assert pairs([worse, OLD], [REWORDED], least=limit) == [(1, 0)]


def test_texts_without_words_are_never_matched() -> None:
    assert pairs(["", "–"], ["", "…"]) == []


def test_of_repeated_texts_the_bonus_chooses() -> None:
    old, new = ["Report", "Report"], ["Report"]
    assert [(m.old, m.new) for m in align(old, new, bonus=lambda i, _: float(i))] == [(1, 0)]
    assert [(m.old, m.new) for m in align(new, old, bonus=lambda _, j: float(j))] == [(0, 1)]
    crossed = align(old, old, bonus=lambda i, j: float(i != j))
    assert [(m.old, m.new) for m in crossed] == [(0, 1), (1, 0)]


def test_the_bonus_chooses_between_reworded_texts_and_makes_no_match_of_unlike_ones() -> None:
    new = [REWORDED, REWORDED]
    assert [m.new for m in align([OLD], new, bonus=lambda _, j: 5.0 * j)] == [1]
    assert align([OLD], [UNRELATED], bonus=lambda _i, _j: 100.0) == []


def test_every_text_is_matched_once_at_most() -> None:
    old = [OLD, REWORDED]
    assert pairs(old, [OLD]) == [(0, 0)]
    assert pairs([OLD], old) == [(0, 0)]


def test_words_outweigh_a_common_pattern() -> None:
    old = [f"Organise a regional workshop on {topic}" for topic in ("piracy", "smuggling", "radio")]
    new = [f"Organise a national workshop on {topic}" for topic in ("radio", "piracy", "smuggling")]
    assert pairs(old, new) == [(0, 1), (1, 2), (2, 0)]


def test_a_block_of_the_greatest_size_keeps_all_its_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "DIFF", replace(DIFF, max_block=1))
    assert pairs([OLD], [REWORDED]) == [(0, 0)]


def test_a_block_that_is_too_large_drops_weak_pairs_and_keeps_strong_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    topics = ("alpha beta gamma delta", "kappa lambda omicron sigma", "red green blue yellow")
    old = [f"{topic} shared" for topic in topics]
    new = [f"{topic} shared too" for topic in topics]
    assert pairs(old, new) == [(0, 0), (1, 1), (2, 2)]
    monkeypatch.setattr(module, "DIFF", replace(DIFF, max_block=1))
    assert pairs(old, new) == [(0, 0), (1, 1), (2, 2)]
    monkeypatch.setattr(module, "DIFF", replace(DIFF, max_block=1, max_block_tie=0.0))
    assert pairs(old, new) == [(0, 0), (1, 1), (2, 2)]


def test_only_the_texts_that_share_most_rare_words_are_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "DIFF", replace(DIFF, max_candidates=1))
    near = OLD.replace("border", "coast")
    assert pairs([OLD], [REWORDED, near]) == [(0, 1)]


def test_likeness_is_100_for_equal_words_and_0_for_nothing_in_common() -> None:
    table = likeness(["abc def", "xyz"], ["ABC def", "uvw"])
    assert table.shape == (2, 2)
    assert table[0][0] == pytest.approx(100)
    assert table[1][1] == 0


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    weights = weights_of(["the border", "the coast", "the sky", "the rim"])
    assert weights["the"] < weights["border"] == weights["rim"]
    assert weights["the"] > 0


@settings(max_examples=30)
@given(st.lists(st.sampled_from([OLD, REWORDED, UNRELATED, "Report", ""]), max_size=6),
       st.lists(st.sampled_from([OLD, REWORDED, UNRELATED, "Report", ""]), max_size=6))  # fmt: skip
def test_matches_are_one_to_one_and_in_order(old: list[str], new: list[str]) -> None:
    matches = align(old, new)
    assert [m.old for m in matches] == sorted({m.old for m in matches})
    assert len({m.new for m in matches}) == len(matches)
    assert all(m.score >= DIFF.min_likeness for m in matches)
    # As many equal texts are matched as there are.
    texts = {text for text in old if text}
    equal = sum(old[m.old] == new[m.new] for m in matches)
    assert equal == sum(min(old.count(text), new.count(text)) for text in texts)
