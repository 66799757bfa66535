"""Texts that repeat: clusters, scores and what differs."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from link.texts.duplicates import cluster_texts, find_clusters, word_diff
from link.texts.texts import texts_of
from tests.link.plans import RowText, make_plan

TALKS = "models of peace talks as curriculum content for university students"


def test_equal_and_near_texts_form_clusters() -> None:
    plan = make_plan(
        [
            RowText("1.1", output=f"Introduced {TALKS}", activity="Hold a seminar on peace"),
            RowText("1.2", output=f"Introduce {TALKS}", activity="Hold a seminar on peace."),
            RowText("1.3", output="Handbook for the police", activity="Train border police"),
        ]
    )
    seminar, talks = find_clusters(texts_of(plan), 85)
    assert (seminar.field, seminar.kind) == ("activity", "duplicate")
    assert (talks.field, talks.kind) == ("expected_output", "near_duplicate")
    assert talks.members[0].score == 100
    assert 85 <= talks.members[1].score < 100
    assert talks.members[1].differs_in == "[-Introduced-] {+Introduce+}"


def test_an_activity_that_another_area_repeats_as_its_focus_is_found() -> None:
    plan = make_plan(
        [
            RowText("1.1", focus="Capacity building for state actors on the law of the sea"),
            RowText("1.2", activity="Capacity building for state actors on law of the sea"),
            RowText(
                "1.3", activity="Draft a manual on border posts", output="Manual: border posts"
            ),
        ]
    )
    (cluster,) = find_clusters(texts_of(plan), 80)
    assert cluster.field == "text"
    assert [member.record_kind for member in cluster.members] == ["focus", "activity"]


def test_an_output_that_echoes_its_activity_is_no_cluster() -> None:
    text = "Draft a manual on border posts"
    same_area = make_plan([RowText("1.1", activity=text, output=text)])
    assert find_clusters(texts_of(same_area), 85) == ()
    other_area = make_plan([RowText("1.1", activity=text), RowText("1.2", output=text)])
    (cluster,) = find_clusters(texts_of(other_area), 85)
    assert (cluster.field, cluster.kind) == ("text", "duplicate")


def test_titles_and_lists_are_not_compared() -> None:
    plan = make_plan(
        [RowText("1.1", leads="AF and AUN"), RowText("1.2", leads="AF and AUN")],
        areas={"1.1": "Empower all youth", "1.2": "Empower all youth"},
    )
    assert find_clusters(texts_of(plan), 85) == ()


def test_texts_below_the_least_similarity_are_in_no_cluster() -> None:
    # 10 of 11 characters in common: 90.9.
    ((_, second),) = cluster_texts(["abcde fghij", "abcde fghix"], 90)
    assert second == (1, 90.9)
    assert cluster_texts(["abcde fghij", "abcde fghix"], 91) == ()


def test_words_in_another_order_are_similar() -> None:
    ((_, second),) = cluster_texts(["police and youth meet", "youth meet and police"], 85)
    assert second == (1, 99.9)


TAIL = "safe play in towns of less than ten thousand people"


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        (
            f"Workshop on drafting a small handbook on {TAIL} (after the floods of this spring)",
            True,
        ),
        (
            f"Seminar about another small handbook on {TAIL} (after the floods of this spring)",
            False,
        ),
        ("Workshop on drafting a small handbook on tides", False),
    ],
)
def test_texts_with_one_frame_are_near_whatever_follows(other: str, *, is_near: bool) -> None:
    texts = [f"Workshop on drafting seven reports on {TAIL}", other]
    assert bool(cluster_texts(texts, 95)) is is_near


@pytest.mark.parametrize(
    ("begin", "run", "is_near"),
    [
        ("Workshop on drafting", 8, True),
        ("Workshop on drafting", 7, False),  # too few words in common after the swap
        ("Workshop drafting", 8, False),  # and before it
    ],
)
def test_a_frame_is_three_words_and_eight_after_the_swap(
    begin: str, run: int, *, is_near: bool
) -> None:
    tail = " ".join(f"tail{n}" for n in range(run))
    ends = (" ".join(f"{side}{n}" for n in range(20)) for side in ("left", "right"))
    texts = [f"{begin} {swap} {tail} {end}" for swap, end in zip(("two", "ten"), ends, strict=True)]
    assert bool(cluster_texts(texts, 95)) is is_near


def test_only_equal_texts_score_a_hundred() -> None:
    long = " ".join(f"word{number}" for number in range(400))
    ((_, *others),) = cluster_texts([long, f"{long}s", long.upper()], 85)
    assert others == [(1, 99.9), (2, 100.0)]


def test_texts_without_words_are_in_no_cluster() -> None:
    assert cluster_texts(["…", "…", "-"], 85) == ()


def test_a_record_is_in_one_cluster_at_most() -> None:
    base = "Series of meetings to establish a networking on"
    clusters = cluster_texts([f"{base} PCRVE", f"{base} CRVE", f"{base} CRVE", "Other"], 85)
    assert [[index for index, _ in cluster] for cluster in clusters] == [[0, 1, 2]]


def test_difference_names_what_is_only_here_and_only_there() -> None:
    assert word_diff("a b c", "a x c d") == "[-b-] {+x+} {+d+}"
    assert word_diff("a b", "a b") == ""
    assert word_diff("a b c", "a c") == "[-b-]"
    assert word_diff("a c", "a b c") == "{+b+}"


WORDS = st.sampled_from(["peace", "youth", "police", "media", "law", "women", "camp", "talk"])


@given(st.lists(st.lists(WORDS, min_size=1, max_size=8).map(" ".join), max_size=25))
def test_clusters_hold_every_equal_text_and_only_likes(texts: list[str]) -> None:
    clusters = cluster_texts(texts, 85)
    members = [index for cluster in clusters for index, _ in cluster]
    assert len(members) == len(set(members))
    assert all(85 <= score <= 100 for cluster in clusters for _, score in cluster)
    for index, text in enumerate(texts):
        if texts.count(text) > 1:
            assert index in members


@pytest.mark.parametrize(
    ("other", "is_similar"),
    [
        ("Achieve a heat target of 10% as a part of the energy framework of the region", False),
        ("Achieve a power target of 12% as a part of the energy framework of the region", True),
        ("Achieve a heat target of 40% as a part of the energy framework of the region", True),
        ("Achieve a heat target as a part of the energy framework of the region", True),
    ],
)
def test_other_numbers_of_other_things_are_two_targets(other: str, *, is_similar: bool) -> None:
    text = "Achieve a power target of 40% as a part of the energy framework of the region"
    assert bool(cluster_texts([text, other], 80.0)) == is_similar
