"""The catalogue of rules: what `planrows explain`, the report and SARIF are made from."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from expectations.errors import UnknownRuleError
from expectations.rule import Rule
from expectations.rules import (
    acronyms,
    bodies,
    compounds,
    drafts,
    gaps,
    numbering,
    punctuation,
    references,
    roster,
    spelling,
    truncated,
)
from expectations.rules.extraction import doubts, readings

RULES: tuple[Rule, ...] = tuple(
    rule
    for family in (
        gaps,
        bodies,
        roster,
        references,
        drafts,
        truncated,
        numbering,
        acronyms,
        spelling,
        compounds,
        punctuation,
        readings,
        doubts,
    )
    for rule in family.RULES
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}


def rule_of(code: str) -> Rule:
    """Return a rule of the catalogue.

    Raises:
        UnknownRuleError: There is no such rule; the message names the closest ones.
    """
    if code not in BY_CODE:
        near = process.extract(code, list(BY_CODE), scorer=fuzz.WRatio, limit=3, score_cutoff=55)
        raise UnknownRuleError(code, tuple(name for name, *_ in near))
    return BY_CODE[code]


def explain(code: str) -> str:
    """Explain a rule in plain words.

    Args:
        code: Code of the rule, like ``body-repeated``; ``all`` lists every rule.

    Returns:
        Some paragraphs of plain text, without a final newline.

    Raises:
        UnknownRuleError: There is no such rule.
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
