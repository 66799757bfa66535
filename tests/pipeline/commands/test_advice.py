"""Every option that a message names exists in each command that can print the message."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from pipeline import cli

ROOT = Path(__file__).resolve().parents[3]
READS = ("run", "extract", "add", "adopt", "show", "batch")
PUBLISHES = ("run", "adopt", "batch")
PRINTED_BY: dict[str, tuple[str, ...]] = {
    "extract/multipage/pages.py --pages": ("extract",),
    "extract/": READS,
    "pipeline/add/": ("add",),
    "pipeline/adopt/": ("adopt",),
    "pipeline/batch/": ("batch",),
    "pipeline/cli.py": ("run", "extract", "diff", "monitor"),
    "pipeline/commands/check.py": ("check",),
    "pipeline/commands/extract.py": ("extract",),
    "pipeline/commands/show.py": ("show",),
    # `diff` and `extract`, by the name in the message.
    "pipeline/engine/owned_folder.py": ("extract", "diff"),
    "pipeline/options.py --formats": ("run", "batch"),
    "pipeline/publish/last_publication.py": PUBLISHES,
    "pipeline/publish/forms/": ("monitor",),
    "pipeline/options.py": ("run", "check", "diff", "extract", "batch"),
    "pipeline/reconcile/": ("reconcile",),
    "pipeline/site/": ("site", "release"),
    "pipeline/validate/gate.py --fail-on": ("run",),
    "pipeline/validate/": PUBLISHES,
    "pipeline/verify/folder.py": ("check",),
    "pipeline/verify/signature.py --sign": ("run",),
    "pipeline/verify/signature.py --verify": ("check",),
}
"""Commands that print the messages of a folder or module, and of one option in it."""
OF_OTHERS = {"--psm", "--dpi", "--check"}
"""Options of tesseract and of sha256sum."""
NAMED = re.compile(
    r"(?:`?planrows (?P<command>[a-z]+)\b[^`;]*?)?(?<![\w-])(?P<option>--[a-z][a-z-]*)"
)
GROUP = typer.main.get_command(cli.app)


def options_of(command: str) -> set[str]:
    assert isinstance(GROUP, typer.core.TyperGroup)
    return {name for each in GROUP.commands[command].params for name in each.opts}


def texts(tree: ast.AST) -> Iterator[str]:
    """The texts of a module that may be printed; values in them are left out."""
    declared = [node for node in ast.walk(tree) if _is_declaration(node)]
    silent = {id(part) for node in declared for part in ast.walk(node)}
    parts: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and id(node) not in silent:
            parts |= {id(part) for part in ast.walk(node)}
            yield "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
            )
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [] if id(node) in silent | parts else [node.value]


def _is_declaration(node: ast.AST) -> bool:
    """Docstrings, and the declarations of options."""
    called = node.func if isinstance(node, ast.Call) else None
    is_option = isinstance(called, ast.Attribute) and called.attr in ("Option", "Argument")
    return is_option or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))


def named_options() -> list[tuple[str, str, str]]:
    """File, command that the text names, and option, of all messages."""
    found = set()
    for package in ("extract", "normalize", "link", "expectations", "pipeline"):
        for path in sorted((ROOT / package).rglob("*.py")):
            file = path.relative_to(ROOT).as_posix()
            for text in texts(ast.parse(path.read_text(encoding="utf-8"))):
                for match in NAMED.finditer(text):
                    found.add((file, match["command"] or "", match["option"]))
    return sorted(one for one in found if one[2] not in OF_OTHERS)


def printed_by(file: str, option: str) -> tuple[str, ...]:
    """The commands of the longest entry that fits."""
    place = f"{file} {option}"
    fitting = [name for name in PRINTED_BY if place.startswith(name) and (
        " " not in name or place == name
    )]  # fmt: skip
    assert fitting, f"{place}: which commands print it?"
    return PRINTED_BY[max(fitting, key=len)]


@pytest.mark.parametrize(("file", "command", "option"), named_options())
def test_an_option_that_a_message_names_exists(file: str, command: str, option: str) -> None:
    for name in [command] if command else printed_by(file, option):
        assert option in options_of(name), f"planrows {name}"


def test_all_messages_are_seen() -> None:
    found = named_options()
    assert ("pipeline/validate/gate.py", "", "--allow-loss") in found
    assert ("pipeline/config/config.py", "run", "--pdf") in found
    assert len(found) > 25
