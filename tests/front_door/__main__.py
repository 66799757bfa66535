"""Draw what the README shows: the picture of the explorer, and the badges; `make pictures`."""

from __future__ import annotations

import io
import shutil
import sys
import tomllib
from pathlib import Path

from anybadge import Badge
from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
EXPLORER = PICTURES / "explorer.png"
PLAN = ROOT / "outputs" / "asean-pcrve-2019-2025"
SIZE = (1280, 720)
COLOURS = 96
"""Colours of the picture: text stays sharp, and the file is a third as large."""
MAX_BYTES = 160_000
"""Bytes of the picture: a README that takes longer to load is not read."""


def badges() -> dict[str, str]:
    """Return the badges as SVG by file name; each says what the project's own files say."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    card = tomllib.loads((ROOT / "sources" / PLAN.name / "plan.toml").read_text(encoding="utf-8"))[
        "source"
    ]
    licence = "CC BY 4.0"
    assert licence in card["licence"]
    values = {
        "python": ("Python", f"{project['requires-python'].removeprefix('>=')} or newer"),
        "code": ("code", project["license"]),
        "data": ("data", licence),
        "version": ("planrows", project["version"]),
    }
    return {f"{name}.svg": _badge(name, *value) for name, value in values.items()}


def _badge(name: str, label: str, value: str) -> str:
    badge = Badge(label, value=value, default_color="#0b57a4")
    badge.mask_str = name  # not a running number: the same badge has the same bytes
    return f"{badge.badge_svg_text.strip()}\n"


def picture(page: Path) -> bytes:
    """Return a picture of the explorer's first screen as PNG."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        view = browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]})
        view.goto(page.as_uri())
        view.wait_for_load_state("networkidle")
        drawn = view.screenshot()
        browser.close()
    small = Image.open(io.BytesIO(drawn)).convert("RGB").quantize(COLOURS)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def main() -> None:
    """Write the picture and the badges."""
    PICTURES.mkdir(exist_ok=True)
    for name, svg in badges().items():
        (PICTURES / name).write_text(svg, encoding="utf-8")
    data = picture(PLAN / "index.html")
    if len(data) > MAX_BYTES:
        sys.exit(f"{EXPLORER}: has {len(data):,} bytes, more than {MAX_BYTES:,}; use fewer colours")
    EXPLORER.write_bytes(data)
    print(f"{EXPLORER}: {len(data):,} bytes")


if __name__ == "__main__":
    main()
