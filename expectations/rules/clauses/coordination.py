"""Words that "and" joins, though they have no common form: "a course for … and to strengthen"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from expectations.plan_index import Text
from expectations.rules.clauses.verbs import SENTENCE, has_verb_here, is_gerund, is_verb_form
from expectations.rules.lexicon import lexicon
from expectations.rules.slip import Slip
from expectations.thresholds import USAGE
from expectations.words import TextRange, word_set

_AND_TO = re.compile(r"(?<!,)\sand\s(?P<words>to\s(?:[a-z]+ly\s|further\s)?(?P<verb>[a-z]+)\b)")
_BEFORE_TO = re.compile(
    r"^\W*For\b|"
    r"\b(?:to|how|what|where|whether|ought|intended|meant|designed|needed|required|used|useful|"
    r"necessary|responsible|suitable|available|plans?|aims?|wish(?:es)?|decid(?:es|ed)|agree[sd]?)\b"
)
_AFTER_TO = frozenset({"date", "hand", "name", "scale"})
"""Words after "to" in set phrases, which have forms of verbs."""
_HELPED = re.compile(
    r"\b(?:(?:assists|supports|helps|aids|advises|guides|trains|assisted|supported|helped|aided|"
    r"advised|guided)|(?:will|shall|should|may|can)\sguide)\s(?:[\w/’'-]+\s){1,6}?"
    r"(?:in|by|with)\s(?P<doing>[a-z]+ing)\s(?:[\w/’'-]+\s){1,6}?and\s"
    r"(?P<verb>[a-z]+)\b(?P<next>\s[\w-]+)"
)
_AND_FOR = re.compile(
    r"\bto\s(?P<verb>[a-z]+)\s[^.;:]{10,120}?(?<!,)\sand\s(?P<words>for\s(?P<doing>[a-z]+ing)\b)"
)
_FOR = re.compile(r"\bfor\b", re.I)
_HAVE = word_set("has have had")
_MODALS = word_set("can could may might must shall should will would")
_BE = word_set("am are is was were")
_TWO_AUXILIARIES = re.compile(
    rf"\b(?P<one>{'|'.join(sorted(_HAVE | _MODALS))})\s(?:and|or|but)\s"
    rf"(?P<two>{'|'.join(sorted(_HAVE | _MODALS | _BE))})\s(?:not\s|[a-z]+ly\s)?(?P<form>[a-z]+)\b"
)
_AFTER = r"(?:about|for|of|on)"
_ATTRIBUTES = """bilateral cross-border cross-cultural cross-sectoral digital economic environmental
    ethical financial gender-sensitive inter-agency inter-ethnic inter-faith interfaith
    intercultural inter-cultural interethnic intergenerational inter-generational interreligious
    inter-religious international intra-faith legal multilateral national political psychological
    psychosocial regional rural social socio-economic technical urban"""
_ATTRIBUTE = re.compile(
    rf"\b{_AFTER}\s(?P<words>(?P<attribute>{'|'.join(_ATTRIBUTES.split())})\sand\s"
    r"(?P<doing>[a-z]+ing)\s(?P<next>[a-z]+))\b"
)
_EXPOSED = re.compile(
    r"\b(?P<noun>at\slarge|[a-z]{3,}(?<![sui])s)\s(?P<words>and\s(?P<word>exposed|prone|"
    r"subject|susceptible|vulnerable)\sto)\b"
)
_IS = re.compile(
    r"\b(?:am|are|as|be|become|becomes|been|being|feels?|is|kept|keep|leaves?|left|makes?|made|"
    r"remains?|that|was|were|which|who|near|close|next)\b"
)


def find_unlike_parts(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find words joined by "and" that have no common form."""
    for sentence in SENTENCE.finditer(text.text):
        yield from _lone_infinitives(text, sentence)
    for match in _HELPED.finditer(text.text):
        if is_verb_form(match["doing"]) and has_verb_here(match["verb"], match["next"]):
            words = match["verb"] + match["next"]
            reason = f"“and” joins it to “{match['doing']}”, a word of another form"
            yield (
                Slip(words.casefold(), "", reason),
                (text, match.start("verb"), match.end("next")),
            )
    for match in _ATTRIBUTE.finditer(text.text):
        if is_gerund(match["doing"]):
            reason = f"a noun is missing after “{match['attribute']}”"
            yield Slip(match["words"].casefold(), "", reason), (text, *match.span("words"))
    yield from _unlike_auxiliaries(text)
    for match in _AND_FOR.finditer(text.text):
        is_verb = match["verb"] in lexicon().verbs and is_verb_form(match["doing"])
        before = text.text[max(0, match.start() - USAGE.clause) : match.start("words")]
        if is_verb and not _FOR.search(before):
            reason = f"“and” joins it to “to {match['verb']}”, a phrase of another form"
            yield Slip(match["words"], "", reason), (text, *match.span("words"))
    for match in _EXPOSED.finditer(text.text):
        start = max(text.text.rfind(mark, 0, match.start()) for mark in ".;,:(") + 1
        start = max(start, match.start() - USAGE.clause)
        if not _IS.search(text.text[start : match.start()]):
            reason = f"a noun is missing before “{match['word']}”"
            yield Slip(match["words"].casefold(), "", reason), (text, *match.span("words"))


def _unlike_auxiliaries(text: Text) -> Iterator[tuple[Slip, TextRange]]:
    """Find "have and are being read": a form of the verb that only the second of two takes."""
    for match in _TWO_AUXILIARIES.finditer(text.text):
        one, two, form = match["one"], match["two"], match["form"]
        if one in _HAVE:
            # The lexicon has no participle of "run".
            fits = form in lexicon().participles or form in ("been", "had", "done", "run")
        else:
            fits = form in lexicon().verbs or form in ("be", "have", "do")
        # "has and will have a role": the first is no auxiliary.
        is_right = fits or form in ("have", "had")
        if not is_right and _is_form(form):
            reason = f"“{form}” follows “{two}”, but not “{one}”"
            yield Slip(match.group(), "", reason), (text, *match.span())


def _is_form(word: str) -> bool:
    known = lexicon()
    is_known = word in known.verbs or word in known.gerunds or word in known.participles
    return is_known or word in ("be", "been", "being")


def _lone_infinitives(text: Text, sentence: re.Match[str]) -> Iterator[tuple[Slip, TextRange]]:
    """Find "and to" with a verb in a sentence that has no other verb with "to" before it."""
    words = sentence.group()
    match = _AND_TO.search(words)
    known = _BEFORE_TO.search(words)
    if match is None or (known and known.start() < match.start()):
        return
    verb, following = match["verb"], words[match.end() : match.end() + USAGE.before]
    is_verb = verb in lexicon().verbs and verb not in _AFTER_TO and following.lstrip()[:1].isalpha()
    if is_verb or has_verb_here(verb, following):
        start, stop = (sentence.start() + at for at in match.span("words"))
        reason = "the sentence has no verb with “to” before “and”"
        yield Slip(match["words"].casefold(), "", reason), (text, start, stop)
