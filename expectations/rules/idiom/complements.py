"""Prepositions that nouns, verbs and adjectives do not take: "awareness on", "engaged on"."""

from __future__ import annotations

from dataclasses import replace

from expectations.rules.idiom.phrase import (
    NOT_AFTER_CHANGE,
    NOT_OF_WORD,
    Phrase,
    PhraseFinder,
    phrase,
    taken,
)

_TAKES = """
awareness|on,against|of
knowledge|on|of
target(?:ed|t?ing)|to|at
approach(?:es)?|on|to
discriminat(?:e|es|ed|ing|ion)|to|against
bas(?:ed|ing)|from,to|on
concentrat(?:e|es|ed|ing)|to|on
focus(?:ed|sed|ing|sing|es)|to|on
involve(?:d|ment)|to|in
participation|to|in
inclusion|to,into|in
contribut(?:e|es|ing)|for|to
integrat(?:ed|ing)|to|into
incorporat(?:ed|ing)|to|into
devoted|for|to
prone|of,with|to
resilient|from|to
resistant|of|to
dependent|from,to|on
independent|to|of
different|of|from
equal|with|to
equivalent|with|to
superior|than|to
inferior|than|to
comparable|of|to
identical|than|to
contrary|with|to
relevant|on|to
pertaining|on,of,with|to
pertinent|with,of,on|to
eligible|of|for
entitled|of,with|to
accountable|of|for
familiar|about|with
accustomed|with|to
compatible|to,for|with
consistent|of|with
able|of|to
cop(?:e|es|ed|ing)|to|with
deal(?:t|ing)|about|with
rel(?:y|ies|ied|ying)|to|on
reliance|to|on
respond(?:s|ed|ing)?|towards|to
react(?:s|ed|ing)?|on|to
refer(?:s|red|ring)?|about|to
subjected|of,with|to
tailored|on|to
avoid(?:s|ed|ing)?|from|
oppose(?:s)?|to,against|
describ(?:e|es|ed|ing)|about|
explor(?:e|es|ing)|about,into|
assess(?:es|ing)?|about|
highlight(?:s|ed|ing)|about|
coordinat(?:e|es|ed|ing)|to|with
collaborat(?:e|es|ed|ing)|to|with
cooperat(?:e|es|ed|ing)|to|with
interact(?:s|ed|ing|ion|ions)?|to|with
familiari[sz](?:e|es|ed|ing)|to|with
"""
_AS_VERBS = """
to,will,shall,must,should|combat|against
to,will,shall,must,should|improve|of
to,will,shall,must,should|obey|to
to,will,shall,must,should|reduce|of
to,will,shall,must,should|resemble|to,with
to,will,shall,must,should|tackle|against
will,shall,must,should|address|about,on
will,shall,must,should|contact|to,with
will,shall,must,should|counter|against,to
will,shall,must,should|demand|for
will,shall,must,should|face|to,with
will,shall,must,should|increase|of
will,shall,must,should|request|for
will,shall,must,should|stress|on
"""
"""Verbs with a direct object, and what does not follow them.

Those that are common nouns, too, are verbs after "will" only: "respond to demand for homes".
"""
_TOOL = r"(?:framework|mechanism|method|platform|procedure|process|system|tool)"


def _with_object(line: str) -> Phrase:
    before, word, wrong = line.split("|")
    pattern = (
        rf"\b(?P<to>{before.replace(',', '|')})\s(?P<word>{word})\s"
        rf"(?P<wrong>{wrong.replace(',', '|')})\b{NOT_OF_WORD}(?!\s(?:a|an|demand|regular)\b)"
    )
    reason = "the verb “{word}” does not take “{wrong}”"
    return phrase(pattern, r"\g<to> \g<word>", reason)


_PHRASES = (
    *map(_with_object, _AS_VERBS.split()),
    *(replace(taken(line), is_verb_right=True) for line in _TAKES.split()),
    phrase(
        r"\b(?P<word>better|deepen|deeper|enhance|greater|improve|increase|raise)\sunderstanding\son\b",
        r"\g<word> understanding of",
        "“understanding” takes “of”, not “on”",
    ),
    phrase(
        rf"\b(?P<word>{_TOOL}(?:e?s)?|strateg(?:y|ies))\son\s(?P<doing>[a-z]{{3,}}ing)\b",
        r"\g<word> for \g<doing>",
        "before “{doing}”, “{word}” takes “for”, not “on”",
    ),
    phrase(r"\bengaged\son\b(?=\s(?!a\b|an\b|the\b|this\b|these\b)[a-z])", "engaged in"),
    phrase(
        r"\b(?P<word>pa(?:y|ys|id|ying)(?:\s[a-z]+)?)\sattention\son\b", r"\g<word> attention to"
    ),
    phrase(
        rf"\b{NOT_AFTER_CHANGE}in\s(?P<word>association|collaboration|conjunction|cooperation|"
        r"co-operation|partnership)\s(?:to|of)\b(?!\s(?:the\s)?both\b|\s[\d£$€])",
        r"in \g<word> with",
    ),
    phrase(r"\bin\s(?P<word>contrast)\sof\b", r"in \g<word> with"),
    phrase(rf"\b{NOT_AFTER_CHANGE}in\ssupport\sto\b", "in support of"),
    phrase(
        rf"\b{NOT_AFTER_CHANGE}in\s(?P<word>response|addition|relation|reaction)\sof\b",
        r"in \g<word> to",
    ),
    phrase(r"\bin\sview\sto\b", "with a view to"),
    phrase(r"\bin\slight\sto\b", "in light of"),
    phrase(r"\bin\sthe\scontext\sto\b", "in the context of"),
    phrase(r"\bwith\sthe\s(?P<word>aim|objective|goal|purpose)\sto\b", r"with the \g<word> of"),
    phrase(r"\bas\sa\sresult\sfrom\b", "as a result of"),
    phrase(r"\bas\san?\s(?P<word>alternative|addition)\sof\b", r"as an \g<word> to"),
    phrase(r"\bon\sthe\scontrary\sto\b", "contrary to"),
    phrase(r"\bdespite\sof\b", "despite"),
    phrase(r"\bin\sspite\s(?!of\b)(?P<word>[a-z]+)\b", r"in spite of \g<word>"),
    phrase(r"\binspite\b", "in spite"),
    phrase(
        r"\b(?P<word>prior|subsequent)\s(?P<next>the|a|an|their|its)\b",
        r"\g<word> to \g<next>",
    ),
    phrase(
        # "an act according the same rights", "fees due the following year"
        r"(?:^|[.;,]\s)(?P<word>according|due)\s(?P<next>the|a|an|their|its)\b"
        r"(?!\s(?:[a-z]+\s)?(?:day|month|quarter|week|year)\b)",
        r"\g<word> to \g<next>",
        begins_at_word=True,
    ),
    phrase(
        r"\b(?P<word>regardless|irrespective)\s(?P<next>the|a|an|their|its)\b",
        r"\g<word> of \g<next>",
    ),
    phrase(
        r"\bcontribut(?P<word>e|es|ed|ing)\sin\s(?P<next>[a-z]+ing)\b",
        r"contribut\g<word> to \g<next>",
    ),
    phrase(
        r"\b(?P<word>abilit(?:y|ies))\s(?:of|for)\s(?P<doing>[a-z]{3,}ing)\b(?=\s(?:the|a|an|its|their)\b)",
        "",
        "“{word}” takes “to” and a verb",
    ),
    phrase(
        r"\bcapacity\son\b(?=\s[a-z]+(?:ship|ing|tion|ment|ism|ance|ence|icy)\b)",
        "capacity in",
        "“capacity” takes “in”, not “on”",
    ),
    phrase(r"\bcope\sup\b", "cope"),
    phrase(r"\bto\saccess\sto\b", "to access"),
    phrase(
        r"\b(?P<word>collaborate|combine|cooperate|join|merge)\stogether\b",
        r"\g<word>",
        "“together” repeats what “{word}” says",
    ),
    phrase(
        r"\b(?P<word>between)\s(?P<one>(?:19|20)\d\d)\s(?P<wrong>to|until|till)\s(?P<two>(?:19|20)\d\d)\b",
        r"\g<word> \g<one> and \g<two>",
        "after “{word}”, the second year takes “and”, not “{wrong}”",
    ),
)

find_wrong_complements = PhraseFinder(_PHRASES).find
"""Find "awareness on", "mechanism on reporting" and their like."""
