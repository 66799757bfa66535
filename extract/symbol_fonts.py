"""Map the codes of symbol fonts to Unicode characters.

Older files encode the glyphs of symbol fonts in Unicode's private use area, as U+F000 plus the
font's own code. Others have no code in Unicode at all, so that readers take the font's own code
for a letter: the check mark of Zapf Dingbats for the digit 4. Sources: for Zapf Dingbats, Adobe's
glyph list (github.com/adobe-type-tools/agl-aglfn, zapfdingbats.txt); for Symbol, Adobe's mapping
(unicode.org/Public/MAPPINGS/VENDORS/ADOBE/symbol.txt); for Wingdings, Wingdings 2, Wingdings 3 and
Webdings, the proposal to encode their glyphs in Unicode (L2/11-344). Of the latter, only bullets,
check boxes, circled numbers and arrows are mapped.
"""

from __future__ import annotations

import re
from functools import lru_cache

FIRST, LAST = 0xF000, 0xF0FF
"""Private use code points of the codes 0 to 255 of a symbol font."""
_CODE = re.compile(r"\(cid:(\d+)\)")
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
_ZAPF_DINGBATS = {
    **_row(0x21, "✁✂✃✄☎✆✇✈✉☛☞✌✍✎✏✐✑✒✓✔✕✖✗✘✙✚✛✜✝✞✟✠✡✢✣✤✥✦✧★✩✪✫✬✭✮✯✰✱✲✳✴✵✶✷✸✹✺✻✼✽✾✿"),
    **_row(0x60, "❀❁❂❃❄❅❆❇❈❉❊❋●❍■❏❐❑❒▲▼◆❖◗❘❙❚❛❜❝❞"),
    **_row(0x80, "❨❩❪❫❬❭❮❯❰❱❲❳❴❵"),
    **_row(0xA1, "❡❢❣❤❥❦❧♣♦♥♠①②③④⑤⑥⑦⑧⑨⑩❶❷❸❹❺❻❼❽❾❿➀➁➂➃➄➅➆➇➈➉➊➋➌➍➎➏➐➑➒➓"),
    **_row(0xD4, "➔→↔↕➘➙➚➛➜➝➞➟➠➡➢➣➤➥➦➧➨➩➪➫➬➭➮➯ ➱➲➳➴➵➶➷➸➹➺➻➼➽➾"),
}
_STANDARD = {
    **dict(zip("¡¢£⁄¥ƒ§¤“«‹›", (0xA1, *range(0xA2, 0xA9), *range(0xAA, 0xAE)), strict=True)),
    **dict(zip("–†‡·¶•‚„”»…‰¿", (*range(0xB1, 0xB5), *range(0xB6, 0xBE), 0xBF), strict=True)),
    **dict(zip("ˆ˜¯˘˙¨˚¸˝˛ˇ—", (*range(0xC3, 0xC9), 0xCA, 0xCB, *range(0xCD, 0xD1)), strict=True)),
    **dict(
        zip(
            "ÆªŁØŒºæıłøœß",
            (0xE1, 0xE3, *range(0xE8, 0xEC), 0xF1, 0xF5, *range(0xF8, 0xFC)),
            strict=True,
        )
    ),
}
"""Codes of the characters in PDF's standard encoding above ASCII. Readers assume it for fonts
without an encoding of their own."""
_TABLES = {
    "symbol": _SYMBOL,
    "zapfdingbats": _ZAPF_DINGBATS,
    "zapfdingbatsitc": _ZAPF_DINGBATS,
    "itczapfdingbats": _ZAPF_DINGBATS,
    "dingbats": _ZAPF_DINGBATS,
    "wingdings": _WINGDINGS,
    "wingdings2": {**_row(0x4F, "✗✓☒☑☒☒"), 0x97: "●", 0xA3: "☐"},
    "wingdings3": {**_row(0x21, "←→↑↓"), 0x7D: "▶"},
    "webdings": {0x34: "▶", 0x61: "✓", 0x63: "☐", 0x67: "■", 0x6E: "●", 0x72: "✗"},
}
_OTHER_FONTS = {0x76: "•", 0xA7: "•", 0xB7: "•", 0xD8: "•", 0xFC: "✓"}
"""Codes that word processors use for list bullets and check marks, in fonts of other names.

Only the code identifies the character there, so that all bullets are `•`."""


@lru_cache(maxsize=256)
def _named_table(font: str) -> dict[int, str] | None:
    """Return the signs of a symbol font by its name; None for any other font."""
    name = re.sub(r"[^a-z0-9]", "", _SUBSET.sub("", font).lower())
    name = re.sub(r"(regular|mt|ps|std|neu|bold|italic)+$", "", name)
    return _TABLES.get(name)


def sign_of(text: str, font: str) -> str | None:
    """Return the sign that a symbol font prints for a code which a reader took for a letter.

    Args:
        text: of the glyph as the reader returns it: a letter, or `(cid:N)`.
        font: the name of its font in the file.

    Returns:
        The sign; None if `text` is no such letter: a file may give the right character.
    """
    table = _named_table(font)
    if table is None:
        return None
    if number := _CODE.fullmatch(text):
        return table.get(int(number[1]))
    if len(text) != 1:
        return None
    if text.isascii():
        return table.get(ord(text))
    if table is _SYMBOL:  # its signs are partly Latin-1 themselves
        return None
    code = _STANDARD.get(text, ord(text)) if table is _ZAPF_DINGBATS else ord(text)
    return table.get(code)


def symbol_for(char: str, font: str) -> str | None:
    """Return the Unicode character for a private use code of a symbol font.

    Args:
        char: one character.
        font: the name of its font in the file.

    Returns:
        The character; None if `char` is not such a code, or if the code is not mapped.
    """
    table = _named_table(font) or _OTHER_FONTS
    return table.get(ord(char) - FIRST)
