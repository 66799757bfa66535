"""Open alternatives, drafting notes, repeated texts and texts that end in an ellipsis."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from rapidfuzz import fuzz

from expectations.model import Place
from expectations.one_cause import brief
from expectations.plan_index import TABLE_OF_KIND, PlanIndex
from expectations.rule import Finding, Rule
from expectations.rules.lexicon import lexicon
from expectations.rules.phrasing import differences, in_words, times
from expectations.settings import ExpectationSettings
from expectations.thresholds import LIMITS, PHRASES, TEXTS
from expectations.words import word_set
from link.model import Alternative, Cluster, ClusterMember
from normalize.ids import number_in

FIELD_OF_KIND = {"area": "title", "section": "title", "annex": "name"}
_SWAP = re.compile(r"\[-([^\[\]]+?)-\] \{\+([^{}]+?)\+\}")
_NUMBERS = re.compile(r"\[-\d+-\] \{\+\d+\+\}")
_NUMERALS = word_set("all both each every five four one six ten three two")
_NEXT_WORDS = re.compile(r"(?:\s[^\W\d_]+){1,3}")
"""What a number counts is among them: a noun, after up to two adjectives."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_ONE_WORD = PHRASES.same_word_similarity
_ELLIPSIS = re.compile(r"\b(\w+)\s*(…|\.\.\.)\s*$")


def _alternatives(index: PlanIndex, kind: str) -> dict[str, list[Alternative]]:
    """Group alternatives of a kind by their words; the same words have one cause."""
    by_words: dict[str, list[Alternative]] = defaultdict(list)
    for alternative in index.linked.alternatives:
        if alternative.kind == kind:
            by_words[" ".join(alternative.source.printed.split())].append(alternative)
    return by_words


def find_open_alternatives(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find alternatives without a decision for one of them."""
    del settings
    for words, found in _alternatives(index, "alternatives").items():
        options = found[0].options
        yield Finding(
            key=(words,),
            message=f"“{words}” leaves a choice open: "
            + " or ".join(f"“{option}”" for option in options)
            + ".",
            places=tuple(index.at(a.source) for a in found),
            candidates=options,
        )


def find_optional_words(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find words that may or may not apply, in a plan that prints alternatives or notes, too.

    In any other plan, square brackets hold additions of the editor.
    """
    del settings
    drafts = {alternative.kind for alternative in index.linked.alternatives} - {"optional"}
    if not drafts:
        return
    for words, found in _alternatives(index, "optional").items():
        yield Finding(
            key=(words,),
            message=f"“{words}” does not say whether it applies.",
            places=tuple(index.at(a.source) for a in found),
        )


def find_drafting_notes(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find drafting notes that were left in the adopted text."""
    del settings
    for words, found in _alternatives(index, "drafting_note").items():
        if not any(char.isalnum() for char in words):
            continue  # `text-ellipsis` reports it.
        yield Finding(
            key=(words,),
            message=f"“{words}” looks like a drafting note.",
            places=tuple(index.at(a.source) for a in found),
        )


def find_ellipses(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that end in an ellipsis."""
    del settings
    by_word = defaultdict(list)
    for text in index.matrix_texts:
        match = _ELLIPSIS.search(text.text)
        if match:
            place = index.in_text(text, match.start(), match.end())
            by_word[match.group(1).casefold(), text.area_id].append(place)
    for (word, area_id), places in by_word.items():
        yield Finding(
            key=(word, area_id or ""),
            message=f"“{places[0].printed}”: the text ends in an ellipsis.",
            places=tuple(places),
        )


def _member_place(index: PlanIndex, member: ClusterMember) -> Place:
    field = FIELD_OF_KIND.get(member.record_kind, "text")
    return index.place(TABLE_OF_KIND[member.record_kind], member.record_id, field)


def find_repeated_texts(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that are printed more than once."""
    del settings
    yield from _clusters(index, "duplicate")


def find_similar_texts(index: PlanIndex, settings: ExpectationSettings) -> Iterator[Finding]:
    """Find texts that are almost the same."""
    del settings
    yield from _clusters(index, "near_duplicate")


def _clusters(index: PlanIndex, kind: str) -> Iterator[Finding]:
    found = [cluster for cluster in index.linked.clusters if cluster.kind == kind]
    found = [cluster for cluster in found if not _is_series(index, cluster)]
    found = [c for c in found if not _is_about_two_things(c) and _is_whole(index, c)]
    parallel = [c for c in found if all(map(_is_parallel, c.members[1:]))]
    if len(parallel) > TEXTS.max_parallel_share * len(index.matrix_texts):
        yield _parallel_texts(index, parallel)
        found = [cluster for cluster in found if cluster not in parallel]
    products = _products(index)
    for cluster in found:
        if kind == "near_duplicate" and _are_other_products(cluster, products):
            continue
        places = tuple(_member_place(index, member) for member in cluster.members)
        yield Finding(
            key=(places[0].table, *sorted({p.text.casefold() for p in places})),
            message=_of_cluster(cluster, places),
            places=places,
        )


def _of_cluster(cluster: Cluster, places: Sequence[Place]) -> str:
    """Say which texts are equal or almost equal, where, and what they differ in."""
    areas = dict.fromkeys(number_in(p.area_id) for p in places if p.area_id)
    where = in_words(list(areas)) or "the plan"
    first = brief(places[0].text)
    if cluster.kind == "duplicate":
        return f"“{first}” is printed {times(len(places))}, in {where}."
    others = [member.differs_in for member in cluster.members[1:]]
    numbered = enumerate(others, 2)
    names = ["the second"] if len(others) == 1 else [f"text {n}" for n, _ in numbered]
    said = [differences(d, other=name) for d, name in zip(others, names, strict=True) if d]
    differ = "; ".join(said)
    return f"{len(places)} texts in {where} are almost equal, the first of them “{first}”" + (
        f": {differ}." if differ else "."
    )


def _products(index: PlanIndex) -> dict[str, set[str]]:
    """Return the types of product that each output begins with."""
    products: dict[str, set[str]] = defaultdict(set)
    for kind in index.linked.kinds:
        if kind.facet == "output_type":
            products[kind.source.record_id].add(kind.value)
    return products


def _are_other_products(cluster: Cluster, products: Mapping[str, set[str]]) -> bool:
    """Return whether texts name different products on one subject: a handbook, a list."""
    types = [products.get(member.record_id, set()) for member in cluster.members]
    return all(types) and all(one.isdisjoint(two) for one, two in combinations(types, 2))


def _parallel_texts(index: PlanIndex, clusters: Sequence[Cluster]) -> Finding:
    """Report groups of texts that say the same about different things, where a plan has many."""
    members = [member for cluster in clusters for member in cluster.members]
    pairs = [
        f"“{one}” beside “{other}”"
        for cluster in clusters
        for member in cluster.members[1:]
        for one, other in _SWAP.findall(member.differs_in)[:1]
    ]
    differ = list(dict.fromkeys(pairs))[: LIMITS.quoted_examples]
    return Finding(
        key=("parallel",),
        message=f"{_groups(len(clusters))} almost the same wording about different things, such as "
        f"{in_words(differ)}.",
        places=tuple(_member_place(index, member) for member in members),
    )


def _groups(count: int) -> str:
    return "The texts of a group have" if count == 1 else f"{count} groups of texts have"


def _is_series(index: PlanIndex, cluster: Cluster) -> bool:
    """Return whether texts are meant to differ: in a number, in a year, or in what they are about.

    A copy that nobody finished differs in form (Introduce, Introduced), or in a few words of many.
    Two quantities stay in doubt: both may be the target of one thing.
    """
    texts = [_member_place(index, member).text for member in cluster.members]
    others = [member for member in cluster.members if member.differs_in]
    if not others:
        return False
    if all(_NUMBERS.fullmatch(member.differs_in) for member in others):
        return len(others) > 1 or any(map(_is_label, texts, [others[0].differs_in] * 2))
    shortest = min(len(text.split()) for text in texts)
    return 0 < shortest <= TEXTS.longest_formula and all(map(_is_parallel, others))


def _is_label(text: str, differs_in: str) -> bool:
    """Return whether a number names a thing or a year: "phase 2", "in 2026", not "20 pumps"."""
    for number in re.findall(r"\d+", differs_in):
        for match in re.finditer(rf"(?:(?P<noun>[^\W\d_]{{2,}})\s)?\b{number}\b", text):
            if _YEAR.fullmatch(number):
                return True
            if match.start() and _is_named_by(match["noun"] or "", text[match.end() :]):
                return True
    return False


def _is_named_by(noun: str, after: str) -> bool:
    """Return whether the number after a noun is a part of its name, as in "phase 2".

    If the noun may also be another part of speech, as in "scale up 20 pumps", a number before a
    plural counts things.
    """
    if noun not in lexicon().nouns:
        return False
    following = _NEXT_WORDS.match(after)
    counts = following is not None and not lexicon().plurals.keys().isdisjoint(following[0].split())
    return not counts or noun not in lexicon().others


def _is_whole(index: PlanIndex, cluster: Cluster) -> bool:
    """Return whether no text is cut on paper: what is left of two texts may be the same."""
    whole = {text.record_id for text in index.wording}
    cut = {text.record_id for text in index.texts if text.record_id not in whole}
    return cluster.kind == "duplicate" or all(m.record_id not in cut for m in cluster.members)


def _is_about_two_things(cluster: Cluster) -> bool:
    """Return whether two texts have two subjects: they swap a word each time, or several words.

    "Pilot reviews in six countries" and "Roll out reviews in all countries" are two tasks.
    """
    if len(cluster.members) != 2:
        return False
    swaps = Counter(_SWAP.findall(cluster.members[1].differs_in))
    others = [pair for pair in swaps if fuzz.ratio(*pair) < _ONE_WORD and all(map(_says, pair))]
    if len(others) > 1:
        return True
    subjects = [
        pair
        for pair, count in swaps.items()
        if count > 1 and all(map(_CONTENT.fullmatch, pair)) and fuzz.ratio(*pair) < _ONE_WORD
    ]
    return bool(subjects)


def _says(words: str) -> bool:
    """Return whether words say something: one of content, or a number."""
    return bool(_CONTENT.search(words) or re.search(r"\d", words) or words in _NUMERALS)


def _is_parallel(member: ClusterMember) -> bool:
    """Return whether two texts differ in their subject: Handbook for …, Best practices on …."""
    swaps = _SWAP.findall(member.differs_in)
    return any(
        _CONTENT.search(one)
        and _CONTENT.search(other)
        and fuzz.ratio(one, other) < PHRASES.same_word_similarity
        for one, other in swaps
    )


RULES = (
    Rule(
        code="alternatives-open",
        title="Choice left open",
        severity="error",
        why="The adopted text allows two readings, for example two groups of people.",
        meaning="The text is published with its brackets; `alternatives` lists the options.",
        remedy="`correct` it with the words that were agreed.",
        example="[Migrant Workers] [Workers]",
        method="Finds brackets that follow one another, and brackets that begin with “or”.",
        find=find_open_alternatives,
        print_only=True,
    ),
    Rule(
        code="option-open",
        title="Words that may or may not apply",
        severity="error",
        why="The adopted text does not say whether the words apply.",
        meaning="The text is published as printed; `alternatives` lists the words.",
        remedy="`accept` it, or `correct` it with the words that were agreed.",
        example="a programme on human rights (and may be peace)",
        method="Finds brackets with words such as may be, if possible, where appropriate.",
        find=find_optional_words,
        print_only=True,
    ),
    Rule(
        code="drafting-note",
        title="Drafting note left in the text",
        severity="warning",
        why="The note was not meant to be adopted, and it may announce a change.",
        meaning="The text is published with the note; `alternatives` lists the note.",
        remedy="Find out whether the change was made; `correct` the text accordingly.",
        example="(will be swapped)",
        method="Finds brackets whose words are about the drafting, not about the subject.",
        find=find_drafting_notes,
        print_only=True,
    ),
    Rule(
        code="text-ellipsis",
        title="Text that ends in an ellipsis",
        severity="warning",
        why="The rest of the text is missing.",
        meaning="The text is published as printed.",
        remedy="`correct` it with the whole text, or `accept` it.",
        example="media content for public campaign …",
        method="Finds texts in the matrix whose last character is an ellipsis.",
        find=find_ellipses,
        print_only=True,
    ),
    Rule(
        code="text-repeated",
        title="Same text printed more than once",
        severity="warning",
        why="The plan may have one task fewer than it counts.",
        meaning="Each text is a record of its own; `clusters` links them.",
        remedy="`accept` it if both are intended; otherwise agree which one to keep.",
        example="one workshop in two rows of an area, with two outputs",
        method="Compares the texts of a column by their letters.",
        find=find_repeated_texts,
        print_only=True,
    ),
    Rule(
        code="text-similar",
        title="Texts that are almost the same",
        severity="info",
        why="They may be two versions of one draft, or two different things.",
        meaning="Each text is a record of its own; `clusters` links them.",
        remedy="`accept` it if they mean different things; otherwise agree which one to keep.",
        example="Introduce models of peace talks …, Introduced models of peace talks …",
        method="Compares the texts of a column; the plan's settings give the minimum similarity. "
        "Texts that differ in a number that names a thing (phase 2), in a year or, if they are "
        "short, in what they are about, are meant to differ. "
        "If many longer texts say the same about different things, they are one issue. "
        "Outputs that are different products, such as a handbook and a list, are not reported.",
        find=find_similar_texts,
        print_only=True,
    ),
)
