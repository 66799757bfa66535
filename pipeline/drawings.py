"""Keeps the drawings of a plan's pages in the store: they depend on the file alone."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pydantic import Base64Bytes

from extract.model import Frozen
from pipeline.publish.pages import Drawing, drawn
from pipeline.runner import Runner, Stage
from pipeline.store import canonical, canonical_model, digest


class KeptDrawing(Frozen):
    """A page as shown."""

    page: int
    width: float
    height: float
    png: Base64Bytes


class Drawings(Frozen):
    """The pages of a file that have been drawn."""

    pages: tuple[KeptDrawing, ...]


DRAW: Stage[Drawings] = Stage(
    "draw",
    "pipeline.drawings:Drawings",
    ("pipeline/publish/pages.py", "pipeline/drawings.py"),
    ("pypdfium2", "pillow"),
)


@contextmanager
def kept_drawings(runner: Runner, pdf: Path, sha256: str) -> Iterator[None]:
    """Take the drawings of a file from the store, and keep those made meanwhile.

    Args:
        runner: whose store is used, if it uses one.
        pdf: the file.
        sha256: its hash.
    """
    key = digest(canonical({"stage": DRAW.name, "pdf": sha256, **DRAW.parts()}))
    known = drawn(pdf)
    sha = runner.store.result_of(key) if runner.use_store else None
    data = runner.store.get(sha) if sha else None
    if data is not None:
        for kept in Drawings.model_validate_json(data).pages:
            known[kept.page] = Drawing(kept.width, kept.height, kept.png)
    before = len(known)
    yield
    if len(known) > before:
        pages = tuple(
            # The field takes what it gives: base64.
            KeptDrawing.model_validate(
                {
                    "page": page,
                    "width": one.width,
                    "height": one.height,
                    "png": base64.b64encode(one.png),
                }
            )
            for page, one in sorted(known.items())
        )
        runner.store.remember(key, runner.store.put(canonical_model(Drawings(pages=pages))))
