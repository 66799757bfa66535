"""The parser can be used without the rest of the project."""

from __future__ import annotations

from tests.test_import_order import MODULES, ORDER, imports_of, name_of

PARSER = "extract.parser"


def test_the_parser_imports_nothing_else_of_the_project() -> None:
    own = [path for path in MODULES if name_of(path).startswith(PARSER)]
    others = [
        f"{name_of(path)} imports {target}"
        for path in own
        for target, _ in imports_of(path)
        if target.partition(".")[0] in ORDER and not target.startswith(PARSER)
    ]
    assert len(own) > 1
    assert others == []
