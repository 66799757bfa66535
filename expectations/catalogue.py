"""The catalogue of rules, which `planrows explain`, the report and SARIF read."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from expectations.errors import UnknownRuleError
from expectations.rule import Rule
from expectations.rules import bodies, columns, drafts, gaps, numbering, references, roster
from expectations.rules.consistency import initials, row_values
from expectations.rules.extraction import breaks, doubts, readings
from expectations.rules.usage import choices
from expectations.rules.variants import mixed_styles
from expectations.rules.wording import (
    acronyms,
    compounds,
    doubled_words,
    introduced,
    names,
    punctuation,
    slips,
    spelling,
    truncated,
)
from expectations.thresholds import LIMITS, PHRASES

RULES: tuple[Rule, ...] = tuple(
    rule
    for family in (
        gaps,
        columns,
        bodies,
        roster,
        references,
        drafts,
        choices,
        truncated,
        numbering,
        row_values,
        acronyms,
        initials,
        introduced,
        names,
        spelling,
        compounds,
        mixed_styles,
        punctuation,
        doubled_words,
        slips,
        readings,
        doubts,
        breaks,
    )
    for rule in family.RULES
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule:
    """Return the rule with the given code.

    Raises:
        UnknownRuleError: No rule has this code; the message names the closest codes.
    """
    if code not in BY_CODE:
        closest = process.extract(
            code,
            list(BY_CODE),
            scorer=fuzz.WRatio,
            limit=LIMITS.candidates,
            score_cutoff=PHRASES.rule_code_similarity,
        )
        raise UnknownRuleError(code, tuple(name for name, *_ in closest))
    return BY_CODE[code]


def explain(code: str) -> str:
    """Explain a rule in plain English.

    Args:
        code: Code of the rule, such as ``body-repeated``; ``all`` lists every rule.

    Returns:
        Paragraphs of plain text, without a final newline.

    Raises:
        UnknownRuleError: No rule has this code.
    """
    if code == "all":
        width = max(len(rule.code) for rule in RULES)
        return "\n".join(f"{r.code:<{width}}  {r.severity:<7}  {r.title}" for r in RULES)
    rule = rule_of(code)
    parts = (
        f"{rule.code}: {rule.title}",
        f"Severity: {rule.severity}. {rule.why}",
        f"For users of the data: {rule.meaning}",
        f"How it is found: {rule.method}",
        f"What a reviewer can do: {rule.remedy}",
        f"Example: {rule.example}",
    )
    return "\n\n".join(parts)
