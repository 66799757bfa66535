"""A page in a single file: its style, script and data stand in it, and it loads nothing.

``make web`` builds the scripts and style sheets from ``web/src``. The built files are part of the
package, so that publishing needs no Node.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pipeline.publish.core.html_templates import html_templates
from pipeline.publish.core.model import Described
from pipeline.publish.html.notice import with_notice_style

BUILT = Path(__file__).parent / "web" / "built"


def filled(
    template: Path, built: tuple[str, str, str], publication: Described, data: Mapping[str, Any],
    **more: object,
) -> Iterator[str]:  # fmt: skip
    """Fill the template of a page, and yield it in pieces: a whole page may take much memory.

    Text of the document is data: it is in a block of JSON that browsers do not run, and a content
    security policy allows only the page's own script and style, by their hashes.

    Args:
        template: the template.
        built: names of the style sheet, the script and the licences of what is in them.
        publication: what the page is about.
        data: what the script reads.
        more: what else the template shows.
    """
    from markupsafe import Markup

    environment = html_templates(template.parent, is_trimmed=False)
    style, script, licences = ((BUILT / name).read_text(encoding="utf-8").strip() for name in built)
    style = with_notice_style(style, publication.card)
    yield from environment.get_template(template.name).generate(
        card=publication.card,
        source=publication.source,
        policy=policy(style, script),
        style=Markup(style),
        script=Markup(script),
        data=map(Markup, _pieces(data)),
        licences=Markup(licences.replace("--", "- -")),
        **more,
    )


def _pieces(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield an object as JSON for a script element, one member at a time."""
    yield "{"
    for number, (name, value) in enumerate(data.items()):
        yield f"{',' if number else ''}{in_script(name)}:"
        yield in_script(value)
    yield "}"


def policy(style: str, script: str) -> str:
    """Return a content security policy that loads nothing and allows only this style and script."""
    return (
        "default-src 'none'; "
        f"script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


def in_script(value: object) -> str:
    """Return JSON that is safe inside a script element: nothing in it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
