"""Map the codes of symbol fonts to Unicode characters.

Older files encode the glyphs of symbol fonts in Unicode's private use area, as U+F000 plus the
font's own code. Sources: for Symbol, Adobe's mapping
(unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt); for Wingdings, Wingdings 2, Wingdings 3 and
Webdings, the proposal to encode their glyphs in Unicode (L2/11-344). Of the latter, only bullets,
check boxes, circled numbers and arrows are mapped.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIRST, LAST = 0xF000, 0xF0FF
"""Private use code points of the codes 0 to 255 of a symbol font."""
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def _row(start: int, characters: str) -> dict[int, str]:
    """Map consecutive codes to characters; a space leaves a code unmapped."""
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
_OTHER_FONTS = {0x76: "•", 0xA7: "•", 0xB7: "•", 0xD8: "•", 0xFC: "✓"}
"""Codes that word processors use for list bullets and check marks, in fonts of other names.

Only the code identifies the character there, so that all bullets are `•`."""


@lru_cache(maxsize=256)
def _table(font: str) -> dict[int, str]:
    name = re.sub(r"[^a-z0-9]", "", _SUBSET.sub("", font).lower())
    name = re.sub(r"(regular|mt|ps|std|neu|bold|italic)+$", "", name)
    return _TABLES.get(name, _OTHER_FONTS)


def symbol_for(char: str, font: str) -> str | None:
    """Return the Unicode character for a private use code of a symbol font.

    Args:
        char: one character.
        font: the name of its font in the file.

    Returns:
        The character; None if `char` is not such a code, or if the code is not mapped.
    """
    code = ord(char)
    return _table(font).get(code - FIRST) if FIRST <= code <= LAST else None
