"""The typesettings that plans are tested in, by name."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from pathlib import Path

from tests.generators.content import ANY, Shape, make_plan
from tests.generators.lines import UndecidableError
from tests.generators.set_reportlab import Printed, typeset
from tests.generators.style import Style

ATTEMPTS = 40


PLAIN = Style()


@dataclass(frozen=True)
class Variant:
    style: Style = PLAIN
    shape: Shape = ANY


_FLAT = Shape(merges=False, rows_per_area=(2, 5), words=(2, 25), empties=0.0)
_FEW = Shape(columns=(3, 6))
_KEYS = Shape(columns=(4, 6), key_merges_only=True, empties=0.0, band_levels=0)
"""Where no rules part rows, an empty cell is told from a merged one by its place only."""
_SPACED = replace(_FLAT, columns=(3, 6), band_levels=0)

VARIANTS: dict[str, Variant] = {
    "lines": Variant(),
    "rects": Variant(Style(rules="rects")),
    "double": Variant(Style(rules="double", pad=5)),
    "hairline": Variant(Style(rules="hairline")),
    "dashed": Variant(Style(rules="dashed")),
    "strokes": Variant(Style(rules="strokes")),
    "gaps": Variant(Style(rules="gaps")),
    "horizontal": Variant(Style(rules="horizontal", pad=5), _FEW),
    "horizontal_many": Variant(Style(rules="horizontal", pad=5, size=7), Shape(columns=(7, 9))),
    "shading": Variant(Style(rules="shading", pad=5), replace(_FLAT, columns=(3, 6))),
    "booktabs": Variant(Style(rules="booktabs", pad=4), _SPACED),
    "booktabs_open": Variant(Style(rules="booktabs_open", pad=3), _SPACED),
    "booktabs_keys": Variant(Style(rules="booktabs", pad=4), _KEYS),
    "booktabs_bands": Variant(Style(rules="booktabs", pad=4), replace(_SPACED, band_levels=1)),
    "booktabs_once": Variant(Style(rules="booktabs", pad=4, header="once"), _SPACED),
    "booktabs_group": Variant(
        Style(rules="booktabs", pad=4), replace(_SPACED, group_label=True, columns=(4, 6))
    ),
    "booktabs_tight": Variant(
        Style(rules="booktabs", pad=0, side_pad=5), replace(_SPACED, columns=(5, 7))
    ),
    "no_rules": Variant(Style(rules="none", pad=4), _SPACED),
    "no_rules_once": Variant(Style(rules="none", pad=4, header="once"), _SPACED),
    "picture": Variant(Style(rules="picture"), _FEW),
    "picture_turned": Variant(Style(rules="picture", page="rotate90"), _FEW),
    "picture_portrait": Variant(Style(rules="picture", page="portrait"), _FEW),
    "picture_lines": Variant(Style(rules="picture_lines"), _FEW),
    "white_behind": Variant(Style(white_behind=True, rules="rects")),
    "open_sides": Variant(Style(open_sides=True)),
    "open_page_end": Variant(Style(open_page_end=True)),
    "open_both": Variant(Style(open_page_end=True, open_sides=True, rules="hairline")),
    "portrait": Variant(Style(page="portrait"), _FEW),
    "rotate90": Variant(Style(page="rotate90")),
    "rotate270": Variant(Style(page="rotate270", rules="rects")),
    "turned": Variant(Style(page="turned")),
    "header_once": Variant(Style(header="once")),
    "header_sections": Variant(Style(header="per_section"), Shape(band_levels=1)),
    "header_under_band": Variant(
        Style(header="per_section", band_above_header=True), Shape(band_levels=1)
    ),
    "header_group": Variant(Style(), Shape(group_label=True, columns=(4, 9))),
    "header_white": Variant(Style(header_white=True)),
    "bands_two_levels": Variant(Style(), Shape(band_levels=2)),
    "hyphen_ascii": Variant(Style(hyphen="-", page="portrait", size=9), _FEW),
    "hyphen_soft": Variant(Style(hyphen="\u00ad", page="portrait", size=9), _FEW),
    "hyphen_2010": Variant(Style(hyphen="\u2010", page="portrait", size=9), _FEW),
    "narrow_anywhere": Variant(
        Style(page="portrait", break_anywhere=True, size=9), Shape(columns=(6, 8), words=(2, 20))
    ),
    "narrow_long_words": Variant(
        Style(page="portrait", size=9, break_slash=True), Shape(columns=(6, 8), words=(2, 20))
    ),
    "justified": Variant(Style(justify=True, font="LiberationSerif", size=9)),
    "justified_hyphen": Variant(Style(justify=True, hyphen="-", page="portrait", size=9), _FEW),
    "ligatures": Variant(Style(ligatures=True, font="DejaVuSans", size=7)),
    "serif_small": Variant(Style(font="LiberationSerif", size=7, leading=1.05, pad=2.5)),
    "large": Variant(Style(size=10.5, leading=1.35, pad=6), _FEW),
    "footnote": Variant(Style(footnote=True)),
    "running_title": Variant(Style(running_title=True)),
    "footnote_horizontal": Variant(
        Style(rules="horizontal", footnote=True, running_title=True, pad=5), _FEW
    ),
    "watermark": Variant(Style(watermark=True)),
    "spill": Variant(Style(spill=3.0, pad=5)),
    "split_tables": Variant(Style(split_tables=True), Shape(band_levels=1)),
    "keep_rows": Variant(Style(keep_rows=True), Shape(words=(2, 25))),
    "middle": Variant(Style(middle=True)),
    "same_page": Variant(Style(same_page=True)),
    "no_annex_few_rows": Variant(Style(), Shape(areas=(1, 2), rows_per_area=(2, 3), annex=False)),
    "long_texts": Variant(Style(), Shape(words=(20, 60), columns=(4, 7))),
    "long_plan": Variant(Style(), Shape(areas=(8, 12), rows_per_area=(3, 9))),
}


def small(shape: Shape) -> Shape:
    """The same shape with fewer rows, for the quick tests."""
    return replace(
        shape,
        areas=(min(2, shape.areas[0]), min(3, shape.areas[1])),
        rows_per_area=(shape.rows_per_area[0], min(4, shape.rows_per_area[1])),
    )


def set_plan(
    name: str, seed: int, path: Path, *, quick: bool = False, annex: bool = True
) -> Printed:
    """Sets the random plan ``seed`` of a variant; plans that paper cannot tell are passed over."""
    variant = VARIANTS[name]
    shape = small(variant.shape) if quick else variant.shape
    shape = shape if annex else replace(shape, annex=False)
    for attempt in range(ATTEMPTS):
        rng = random.Random(f"{name}/{seed}/{attempt}")
        plan = make_plan(rng, shape)
        try:
            return typeset(plan, variant.style, path, rng)
        except UndecidableError:
            continue
    raise UndecidableError(f"{name}: none of {ATTEMPTS} plans from seed {seed} can be told")
