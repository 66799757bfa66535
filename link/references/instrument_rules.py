"""How instruments that are on no register look, and what makes a name go on."""

from __future__ import annotations

HEAD_WORDS: dict[str, str] = {
    "Declaration": "declaration",
    "Convention": "convention",
    "Treaty": "treaty",
    "Protocol": "protocol",
    "Memorandum": "memorandum",
    "Charter": "charter",
    "Covenant": "covenant",
    "Communiqué": "communique",
    "Communique": "communique",
    "Compact": "compact",
    "Accord": "accord",
    "Blueprint": "blueprint",
    "Directive": "directive",
    "Act": "act",
    "Joint Statement": "statement",
    "Plan of Action": "plan_of_action",
    "Master Plan": "plan_of_action",
    "Work Plan": "work_plan",
    "Action Plan": "plan_of_action",
}
"""Words that end a name, or its first part, and the kind of what is named."""

DOCUMENT_KINDS = {"plan_of_action", "work_plan", "blueprint", "strategy", "agenda", "report"}
"""Kinds that are documents; all others are instruments."""

INSIDE_LEFT = {"and", "of", "-"}
"""Small words that a name may hold before its head word."""

TAIL_STARTS = {"on", "of", "for", "against", "to", "concerning", "regarding", "relating"}
"""Words by which a name goes on after its head word."""

INSIDE_RIGHT = {"and", "of", "the", "in", "on", "for", "to", "against", ",", "-", "as", "with"}
"""Small words that a name may hold after its head word."""

NOT_A_NAME = {
    *("the", "this", "these", "a", "an", "its", "their", "our", "such", "other", "all", "any"),
    *("develop", "draft", "ratify", "implement", "adopt", "establish", "support", "promote"),
    *("strengthen", "review", "prepare", "formulate", "create", "sign", "joint", "new", "regional"),
    *("national", "member", "state", "states", "workshop", "development", "implementation"),
    *("under", "in", "with", "per", "see", "and", "of", "-", "to", "for", "on"),
}
"""Words that alone make no name of what follows."""

DRAFTING_VERBS = {"develop", "draft", "formulate", "prepare", "create", "establish", "produce"}
"""Verbs whose object does not exist yet."""
