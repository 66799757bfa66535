"""Rules for the words that make a number a reference.

A rule is a regular expression. It is matched against the casefolded tokens to the left of a list
of numbers, joined by single spaces, back to the start of the sentence or bracket. Punctuation
marks are separate tokens.
"""

from __future__ import annotations

import re
from typing import Literal

Relation = Literal["in_line_with", "same_as", "feedback_on", "topic", "cites", "refers_to"]

_PLAN = r"(?:(?:work plan|action plan|plan of action|plan|poa|matrix)(?:['’]s| ' s)? )?"
NOUN = (
    rf"(?:(?:the|this|other|our|both|relevant|said|following) )*{_PLAN}"
    r"(?:(?:priority|focus|thematic|strategic|sub) (?:- )?)?"
    r"(?P<noun>areas?|priorit(?:y|ies)|activit(?:y|ies)|actions?|items?|points?|objectives?"
    r"|outcomes?|outputs?|sections?|pillars?|parts?|themes?|paras?(?: \.)?|paragraphs?"
    r"|poas?|nos?(?: \.)?|numbers?)(?: nos?(?: \.)?| \.| numbers?)?"
)
ROW_NOUNS = ("activit", "action", "item", "point", "no", "number")
"""Beginnings of nouns that may precede the number of a row."""
TASK_NOUNS = re.compile(
    r"(?:\S*['’])?(?:action|activit|activité|mesure|acci[oó]n|actividad|medida|azion|attivit|misur"
    r"|ação|ações|acção|acções|atividade|actividade|massnahme|aktion|actie|activiteit|maatregel"
    r"|aksi|kegiatan)"
)
"""Nouns for what a row of a plan states, in the languages of plans, with an elided article."""
SECTION_NOUNS = ("area", "priorit", "section", "pillar", "part", "theme", "objective")
"""Beginnings of nouns that may precede the number of a section."""

_BRIDGE = r"(?: (?!\d)[^\s();:.]+){1,6} (?:in|under|at)"

_RELATIONS: tuple[tuple[Relation, str], ...] = (
    (
        "in_line_with",
        r"in (?:line|accordance|conjunction|connection|keeping|synergy|coordination) with"
        r"|(?:consistent|aligned|together|combined) with|aligned to|linked (?:to|with)"
        r"|complement(?:s|ing|ary to)|in support of|build(?:s|ing) (?:up )?on",
    ),
    (
        "same_as",
        r"same (?:as|with)(?: (?:under|in|for|at|above under))?|as (?:under|in)"
        r"|identical (?:to|with)"
        r"|repeat(?:s|ed)? (?:from|under|in)?|duplicat(?:es|e of)|ditto(?: (?:under|in))?",
    ),
    ("feedback_on", r"(?:feedbacks?|comments?|inputs?) (?:on|to|regarding|concerning)"),
    (
        "refers_to",
        r"see(?: also)?(?: (?:under|in))?|refer(?:s|red|ring)?(?: to)?(?: in)?|(?:cf|ref)(?: \.)?"
        r"|similar (?:to|as)|read (?:together )?with"
        r"|(?:mentioned|described|listed|outlined|stipulated|identified|stated|foreseen|provided)"
        r" (?:in|under|at)|as per|pursuant to|reference to|relat(?:es|ed|ing) to"
        r"|covered (?:by|under)",
    ),
)

RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    *(
        (relation, re.compile(rf"(?:^| )(?P<cue>(?:{cue})(?:{_BRIDGE})?(?: {NOUN})?)$"))
        for relation, cue in _RELATIONS
    ),
    ("refers_to", re.compile(rf"(?:^| )(?P<cue>{NOUN}(?: (?:under|in))?)$")),
    ("refers_to", re.compile(rf"(?:^| )(?P<cue>(?P<noun>{TASK_NOUNS.pattern}[^\W\d_]*))$")),
)
"""Rules in the order in which they are tried; the last two are nouns without a relation."""

JOINERS = {",", ";", "and", "or", "&", "/"}
RANGES = {"to", "-", "–", "—", "through", "until"}

OPENERS = {"under", "also", "in", "and", "with"}
"""Words that may precede the numbers in a bracket: "(under 1.3)"."""

NOT_BEFORE_BRACKET = {
    *("version", "track", "article", "art", "chapter", "annex", "figure", "table", "level"),
    *("tier", "phase", "average", "score", "index", "rate", "ratio", "factor", "mean", "median"),
    *("gdp", "growth", "value", "magnitude", "release", "edition", "resolution", "rule", "clause"),
}
"""Words before a bracket whose number is a value or part of a name."""

QUANTITY_WORDS = {
    *("million", "millions", "billion", "billions", "trillion", "thousand", "hundred", "lakh"),
    *("percent", "per", "percentage", "%", "°", "degrees", "degree", "times", "x", "fold"),
    *("km", "kilometres", "kilometers", "metres", "meters", "m", "cm", "mm", "kg", "tonnes"),
    *("hectares", "ha", "litres", "hours", "hour", "hrs", "days", "day", "weeks", "week"),
    *("months", "month", "years", "year", "minutes", "pm", "am", "a.m", "p.m", "usd", "eur"),
    *("sgd", "dollars", "dollar", "euro", "euros", "pounds", "$", "€", "£", "mw", "gw", "ghz"),
    *("mbps", "gb", "mb", "tb", "points", "index", "c", "f", "people", "persons"),
    *("dialogue", "diplomacy", "process", "release", "version", "generation"),
}
"""Words after a number that is a quantity or part of a name."""

OWN_PLAN_WORDS = {
    *("plan", "work", "poa", "matrix", "table", "section", "document", "action", "present"),
}
"""Words that refer to the plan itself in "1.3 of the …"."""
