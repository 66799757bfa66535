"""Words that mark the names of instruments that no register lists."""

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
"""Last words of a name (or of its first part), and the kind of instrument."""

DOCUMENT_KINDS = {"plan_of_action", "work_plan", "blueprint", "strategy", "agenda", "report"}
"""Kinds that are documents; all other kinds are instruments."""

INSIDE_LEFT = {"and", "of", "-"}
"""Lower-case words that a name may contain before its head word."""

TAIL_STARTS = {"on", "of", "for", "against", "to", "concerning", "regarding", "relating"}
"""Words that continue a name after its head word."""

INSIDE_RIGHT = {"and", "of", "the", "in", "on", "for", "to", "against", ",", "-", "as", "with"}
"""Lower-case words that a name may contain after its head word."""

NOT_A_NAME = {
    *("the", "this", "these", "a", "an", "its", "their", "our", "such", "other", "all", "any"),
    *("develop", "draft", "ratify", "implement", "adopt", "establish", "support", "promote"),
    *("strengthen", "review", "prepare", "formulate", "create", "sign", "joint", "new", "regional"),
    *("national", "member", "state", "states", "workshop", "development", "implementation"),
    *("under", "in", "with", "per", "see", "and", "of", "-", "to", "for", "on"),
}
"""Words that are not part of a name at its beginning."""

DRAFTING_VERBS = {"develop", "draft", "formulate", "prepare", "create", "establish", "produce"}
"""Verbs whose object does not exist yet, so that it is not cited."""
