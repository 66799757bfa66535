"""Dutch: road safety, in columns without any rule; mobility, on cards with boxes for labels."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Literal

from tests.generators.field_plans.truth import FieldPlan

LABELS = ("Nr.", "Actie", "Trekker", "Betrokken partijen", "Gereed", "Kosten")
ROLES = ("number", "activity", "lead_bodies", "relevant_bodies", "deadline", "budget")
_PLAN: dict[str, tuple[tuple[str, ...], ...]] = {
    "Prioriteit 1: Veilig naar school": (
        ("1.1", "Schoolstraten tijdens het halen en brengen afsluiten voor auto’s",
         "Gemeente Waldrecht", "Politie", "september 2025", "€ 60.000"),
        ("1.2", "Fietsroutes van kinderen in kaart brengen en knelpunten melden",
         "Fietsersbond", "Veilig Verkeer Nederland", "maart 2025", "€ 15.000"),
        ("1.3", "Verkeerslessen geven in de hoogste groepen van alle basisscholen",
         "Veilig Verkeer Nederland", "GGD", "juni 2026", "€ 48.000"),
        ("1.4", "De maximumsnelheid rond scholen verlagen naar dertig kilometer per uur",
         "Gemeente Waldrecht", "Provincie", "december 2025", "€ 210.000"),
    ),
    "Prioriteit 2: Kruispunten en wegen buiten de stad": (
        ("2.1", "Twaalf gevaarlijke kruispunten ombouwen tot rotondes",
         "Provincie", "Rijkswaterstaat", "december 2028", "€ 7.400.000"),
        ("2.2", "Bermen verharden en bomen vlak langs de weg beschermen met vangrails",
         "Waterschap", "Provincie", "oktober 2027", "€ 1.250.000"),
        ("2.3", "Verlichting op fietspaden laten reageren op fietsers",
         "Rijkswaterstaat", "Fietsersbond", "april 2026", "€ 330.000"),
    ),
    "Prioriteit 3: Gedrag en handhaving": (
        ("3.1", "Vaker controleren op telefoongebruik achter het stuur",
         "Politie", "Openbaar Ministerie", "januari 2026", "€ 95.000"),
        ("3.2", "Oudere fietsers een gratis keuring van hun elektrische fiets aanbieden",
         "ANWB", "Fietsersbond", "mei 2026", "€ 42.000"),
        ("3.3", "Cijfers over ongevallen elk kwartaal openbaar maken",
         "GGD", "Politie", "juli 2025", "€ 12.500"),
        ("3.4", "Nieuwe bestuurders een jaar lang begeleiden met een app",
         "ANWB", "CBR", "november 2027", "€ 180.000"),
    ),
}  # fmt: skip
_ROWS = tuple(row for rows in _PLAN.values() for row in rows)
_GLOSSARY = (
    ("ANWB", "Algemene Nederlandsche Wielrijdersbond"),
    ("CBR", "Centraal Bureau Rijvaardigheidsbewijzen"),
    ("GGD", "Gemeentelijke Gezondheidsdienst"),
)


def _write(path: Path) -> None:
    import typst

    parts = []
    for heading, rows in _PLAN.items():
        head = ", ".join(f"[*{label}*]" for label in LABELS)
        cells = ",\n".join(", ".join(f"[{text}]" for text in row) for row in rows)
        parts.append(
            f"== {heading}\n#table(columns: (1.2cm, 1fr, 3cm, 3cm, 2.3cm, 2.1cm), stroke: none,\n"
            f"inset: (x: 5pt, y: 5pt), {head},\n{cells})\n"
        )
    terms = "\n".join(f"/ {short}: {name}" for short, name in _GLOSSARY)
    source = (
        '#set page(paper: "a4", margin: 1.8cm, numbering: "1")\n#set text(lang: "nl", size: 9pt)\n'
        "= Uitvoeringsplan verkeersveiligheid 2025–2028\n"
        "In dit plan staan de acties die de regio samen met haar partners uitvoert om het aantal "
        "doden en gewonden in het verkeer te halveren. Elk jaar wordt het plan bijgesteld.\n"
        + "".join(parts) + f"== Afkortingen\n{terms}\n"
    )  # fmt: skip
    path.write_bytes(typst.compile(source.encode()))


DUTCH = FieldPlan(
    name="verkeer-2025-2028",
    language="nl",
    roles=ROLES,
    rows=_ROWS,
    sections=tuple(_PLAN),
    bodies=frozenset({text for row in _ROWS for text in row[2:4]}),
    values={
        "deadline": ("2025-09-30", "2025-03-31", "2026-06-30", "2025-12-31", "2028-12-31",
                     "2027-10-31", "2026-04-30", "2026-01-31", "2026-05-31", "2025-07-31",
                     "2027-11-30"),
        "budget": ("60000.0", "15000.0", "48000.0", "210000.0", "7400000.0", "1250000.0",
                   "330000.0", "95000.0", "42000.0", "12500.0", "180000.0"),
    },
    write=_write,
    engine="typst",
)  # fmt: skip


_CARD_LABELS = ("Maatregel", "Trekker", "Partners", "Gereed", "Kosten", "Resultaat")
_CARD_ROLES = ("activity", "lead_bodies", "relevant_bodies", "deadline", "budget", "output")
_CARDS = (
    ("Deelfietsen bij elk station en bij de drie grootste bushaltes van de regio plaatsen",
     "Vervoerregio Oosterwaard", "NS", "maart 2026", "€ 420.000",
     "Wie met de trein komt, vindt altijd een fiets"),
    ("Een tweede fietsenstalling bouwen", "Gemeente Lindel", "ProRail", "december 2027",
     "€ 3.100.000", "Achthonderd plaatsen onder het plein, die dag en nacht bewaakt zijn"),
    ("Het busvervoer in de avond uitbreiden naar de dorpen die nu na acht uur geen verbinding "
     "meer hebben, met kleine bussen die alleen rijden als iemand ze heeft besteld",
     "Provincie Oosterwaard", "Vervoerregio Oosterwaard", "juni 2026", "€ 1.850.000",
     "Elk dorp heeft tot middernacht een bus"),
    ("Laadpalen plaatsen", "Gemeente Lindel", "Netbeheer Oost", "oktober 2026", "€ 275.000",
     "Vijftig palen"),
    ("De spitsheffing op de ringweg een jaar lang beproeven", "Rijkswaterstaat",
     "Universiteit Lindel", "september 2027", "€ 960.000",
     "Een verslag dat zegt hoeveel auto’s er minder rijden, wie anders reist en wat dat kost"),
    ("Stoepen verbreden rond het ziekenhuis en het verpleeghuis", "Gemeente Lindel",
     "Stichting Toegankelijk Oosterwaard", "mei 2026", "€ 140.000",
     "Mensen met een rolstoel komen overal langs"),
)  # fmt: skip


def _card(row: tuple[str, ...]) -> str:
    title, lead, partners, due, cost, result = map(html.escape, row)
    labels = _CARD_LABELS
    return (
        f'<table><tr><th colspan="2">{labels[0]}</th></tr><tr><td colspan="2">{title}</td></tr>'
        f"<tr><th>{labels[1]}</th><th>{labels[2]}</th></tr><tr><td>{lead}</td><td>{partners}</td>"
        f"</tr><tr><th>{labels[3]}</th><th>{labels[4]}</th></tr><tr><td>{due}</td><td>{cost}</td>"
        f'</tr><tr><th colspan="2">{labels[5]}</th></tr><tr><td colspan="2">{result}</td></tr>'
        "</table>"
    )


def _stacked(row: tuple[str, ...]) -> str:
    pairs = zip(_CARD_LABELS, map(html.escape, row), strict=True)
    lines = (f"<tr><th>{label}</th></tr><tr><td>{value}</td></tr>" for label, value in pairs)
    return f"<table>{''.join(lines)}</table>"


Boxes = Literal["rules", "gaps", "shades"]
"""What parts the boxes of a card: a rule, white space, or nothing but their shade."""
_BOXES: dict[Boxes, str] = {
    "rules": "table { border-collapse: collapse; } td, th { border: 0.5pt solid #567; }",
    "gaps": "table { border-spacing: 3pt; } td, th { border: 0.5pt solid #567; }",
    "shades": "table { border-collapse: collapse; } td { background: #f7f7f0; }",
}


def write_cards(
    path: Path,
    *,
    gap: int = 25,
    is_whole: bool = True,
    boxes: Boxes = "rules",
    is_stacked: bool = False,
) -> None:
    """Set the cards.

    Args:
        path: the PDF.
        gap: height of the white space above the first card, in mm.
        is_whole: no page end cuts a card.
        boxes: what parts the boxes.
        is_stacked: all boxes of a card stand in one column.
    """
    import weasyprint

    style = f"""
      @page {{ size: A4; margin: 20mm; }}
      body {{ font: 10pt/1.3 "DejaVu Sans", sans-serif; }} {_BOXES[boxes]}
      table {{ width: 100%; margin: 0 0 7mm; break-inside: {"avoid" if is_whole else "auto"}; }}
      td, th {{ padding: 4pt 6pt; text-align: left; }}
      th {{ background: #e3edf2; }} tr {{ break-inside: avoid; }} p {{ margin-bottom: {gap}mm; }}
    """
    before = (
        "Dit programma bevat de maatregelen waarmee de regio het reizen zonder auto makkelijker "
        "maakt. Elke maatregel staat op een kaart."
    )
    page = (
        f'<html lang="nl"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Mobiliteitsprogramma Oosterwaard 2026–2028</h1><p>{before}</p>"
        + "".join(map(_stacked if is_stacked else _card, _CARDS)) + "</html>"
    )  # fmt: skip
    weasyprint.HTML(string=page).write_pdf(str(path))


DUTCH_CARDS = FieldPlan(
    name="mobiliteit-2026-2028",
    language="nl",
    roles=_CARD_ROLES,
    rows=_CARDS,
    sections=(),
    bodies=frozenset({text for row in _CARDS for text in row[1:3]}),
    values={
        "deadline": ("2026-03-31", "2027-12-31", "2026-06-30", "2026-10-31", "2027-09-30",
                     "2026-05-31"),
        "budget": ("420000.0", "3100000.0", "1850000.0", "275000.0", "960000.0", "140000.0"),
    },
    write=write_cards,
    engine="weasyprint",
)  # fmt: skip
