"""Prepositions that nouns, verbs and adjectives do not take: "awareness on", "engaged on"."""

from __future__ import annotations

from dataclasses import replace

from expectations.rules.idiom.phrase import Phrase, PhraseFinder, phrase, taken

_TAKES = """
awareness|on,against|of
knowledge|on|of
respect|towards|for
target(?:ed|t?ing)|to|at
approach(?:es)?|on|to
expos(?:ure|ed)|on,with,of|to
discriminat(?:e|es|ed|ing|ion)|to,on|against
threats?|on|to
bas(?:ed|ing)|from,to|on
concentrat(?:e|es|ed|ing)|to|on
focus(?:ed|sed|ing|sing|es)|to|on
involve(?:d|ment)|on,to|in
participation|on,to|in
inclusion|to,into|in
investments?|to,on|in
contribut(?:e|es|ed|ing)|for|to
integrat(?:ed|ing)|to|into
incorporat(?:ed|ing)|to|into
commit(?:ted|ting)|for,on|to
devoted|for,on,in|to
vulnerable|of,from|to
prone|of,for,with|to
resilient|from,of|to
resistant|of|to
dependent|of,from,to|on
independent|to|of
different|of|from
equal|with,of|to
equivalent|with|to
superior|than,from|to
inferior|than,from|to
comparable|of|to
identical|as,than|to
contrary|with,of,from|to
related|on,about|to
relevant|on|to
pertaining|on,of,with|to
pertinent|with,of,on|to
suitable|with|for
appropriate|with|for
eligible|of|for
entitled|for,of,with|to
accountable|on,of,about|for
responsible|on,about|for
familiar|on,about|with
accustomed|with|to
concerned|on,of|about
satisfied|of|with
compatible|to,for|with
consistent|of|with
able|of|to
cop(?:e|es|ed|ing)|to|with
deal(?:s|t|ing)?|about|with
rel(?:y|ies|ied|ying)|to,in|on
reliance|to,in|on
respond(?:s|ed|ing)?|on,for,about,towards|to
react(?:s|ed|ing)?|on|to
refer(?:s|red|ring)?|on,about|to
adapt(?:s|ed|ing)?|with|to
subjected|for,of,with|to
tailored|on,with|to
attached|with|to
avoid(?:s|ed|ing)?|from|
oppose(?:s)?|to,against|
explain(?:s|ed|ing)?|about|
describ(?:e|es|ed|ing)|about|
explor(?:e|es|ing)|about,on,into|
assess(?:es|ing)?|about|
highlight(?:s|ed|ing)|about|
emphasis|to|on
access|into|to
insights?|to|into
attention|at|to
adherence|of|to
hindrances?|for|to
relative|with,of|to
compliance|to|with
conformity|to|with
coordinat(?:e|es|ed|ing)|to|with
collaborat(?:e|es|ed|ing)|to|with
cooperat(?:e|es|ed|ing)|to|with
interact(?:s|ed|ing|ion|ions)?|to|with
familiari[sz](?:e|es|ed|ing)|to|with
equip(?:s|ped|ping)?|by|with
"""
_AS_VERBS = """
address|about,on,with
combat|against,with
contact|to,with
counter|against,to
demand|for
face|to,with
improve|of
increase|of
obey|to
reduce|of
request|for
resemble|to,with
stress|on
tackle|against,on,with
"""
"""Verbs with a direct object, some of them also nouns, and what does not follow them."""
_TOOL = r"(?:framework|mechanism|method|platform|procedure|process|system|tool)"


def _with_object(line: str) -> Phrase:
    word, wrong = line.split("|")
    pattern = (
        rf"\b(?P<to>to|will|shall|must|should)\s(?P<word>{word})\s"
        rf"(?P<wrong>{wrong.replace(',', '|')})\b"
        r"(?!\s(?:a|an|average|behalf|demand|regular)\b)"
    )
    reason = "the verb “{word}” does not take “{wrong}”"
    return phrase(pattern, r"\g<to> \g<word>", reason)


_PHRASES = (
    *map(_with_object, _AS_VERBS.split()),
    *(replace(taken(line), is_verb_right=True) for line in _TAKES.split()),
    phrase(
        r"(?<!memorandum\sof\s)\bunderstanding\son\b",
        "understanding of",
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
        r"\bin\s(?P<word>association|collaboration|combination|conjunction|consultation|"
        r"cooperation|co-operation|coordination|partnership)\s(?:to|of)\b(?!\s(?:the\s)?both\b)",
        r"in \g<word> with",
    ),
    phrase(r"\bin\s(?P<word>contrast)\sof\b", r"in \g<word> with"),
    phrase(r"\bin\ssupport\sto\b", "in support of"),
    phrase(r"\bin\s(?P<word>response|addition|relation|reaction)\sof\b", r"in \g<word> to"),
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
        r"\b(?P<word>according|due|owing|prior|subsequent)\s(?P<next>the|a|an|their|its)\b",
        r"\g<word> to \g<next>",
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
        r"\b(?P<word>abilit(?:y|ies))\s(?:of|in|for)\s(?P<doing>[a-z]{3,}ing)\b",
        "",
        "“{word}” takes “to” and a verb",
    ),
    phrase(
        r"\bcapacity\son\b(?=\s[a-z]+(?:ship|ing|tion|ment|ism|ance|ence|icy)\b)",
        "capacity in",
        "“on” does not follow “capacity”, “in” does",
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
        "“{word}” goes with “and”",
    ),
)

find_wrong_complements = PhraseFinder(_PHRASES).find
"""Find "awareness on", "mechanism on reporting" and their like."""
