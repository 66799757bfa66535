"""What the codes of symbol fonts stand for.

Symbol fonts have no characters of their own in older files: their glyphs come out as codes of
Unicode's private use area, U+F000 and the font's own code. Sources: Adobe's mapping of Symbol
(unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt); for Wingdings, Wingdings 2, Wingdings 3 and
Webdings the proposal by which Unicode took their glyphs in (L2/11-344), only those codes that
lists, boxes to tick and arrows use.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIRST, LAST = 0xF000, 0xF0FF
"""Private codes by which programs write the codes 0 to 255 of a symbol font."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def _row(start: int, characters: str) -> dict[int, str]:
    """Name the codes of characters in a row; a blank stands for a code left out."""
    return {start + at: char for at, char in enumerate(characters) if char != " "}


_SYMBOL = {
    **_row(0x20, " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_ "),
    **_row(0x61, "αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼"),
    **_row(0xA0, "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…  ↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"),
    **_row(0xF1, "〉∫⌠ ⌡"),
}
_WINGDINGS = {
    **_row(0x6C, "●❍■☐ ❑❒⬧⧫◆❖⬥⌧"),
    **_row(0x80, "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"),
    **_row(0x9E, "·•▪○"),
    **_row(0xA4, "◉◎ ▪☐ ✦★✶✴✹✵"),
    0xD8: "➢",
    0xDC: "➲",
    **_row(0xDF, "←→↑↓↖↗↙↘"),
    0xE8: "➔",
    **_row(0xEF, "⇦⇨⇧⇩⬄⇳"),
    **_row(0xFB, "✗✓☒☑"),
}
_TABLES = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings2": {**_row(0x4F, "✗✓☒☑☒☒"), 0x97: "●", 0xA3: "☐"},
    "wingdings3": {**_row(0x21, "←→↑↓"), 0x7D: "▶"},
    "webdings": {0x34: "▶", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"},
}
_NAMELESS = {0x76: "•", 0xA7: "•", 0xB7: "•", 0xD8: "•", 0xFC: "✓"}
"""The signs that word processors offer for lists, where the font's name says nothing of them:
set in another font, the code alone is left, and no shape but that of a bullet can be told."""


@lru_cache(maxsize=256)
def _table(font: str) -> dict[int, str]:
    name = re.sub(r"[^a-z0-9]", "", _SUBSET.sub("", font).lower())
    name = re.sub(r"(regular|mt|ps|std|neu|bold|italic)+$", "", name)
    return _TABLES.get(name, _NAMELESS)


def stands_for(char: str, font: str) -> str | None:
    """Say which character a code of private use stands for.

    Args:
        char: one character.
        font: the name of the font that it is set in, as the file has it.

    Returns:
        The character; None where it is no code of a symbol font, or not a well known one.
    """
    code = ord(char)
    return _table(font).get(code - FIRST) if FIRST <= code <= LAST else None
