"""Five plans of other fields: months, quarters and units in the labels of their columns.

A work plan with shaded months, a Spanish operational plan with quantities for each quarter, a
Portuguese health plan with ticks below the quarters of two years, and plans of a German and a Dutch
town with sums in thousands. They were written after the other plans had been mended.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.generators.field_plans.truth import FieldPlan
from tests.generators.other_plans import typst_cell, typst_paper

Head = str | tuple[str, Sequence[str]]
"""A label, or the label of a group with those below it."""
SHADE = "#"
"""A cell without text that is shaded."""


def _cell(text: str) -> str:
    return 'table.cell(fill: rgb("#4a7ebb"))[]' if text == SHADE else typst_cell(text)


def _header(labels: Sequence[Head]) -> str:
    is_double = not all(isinstance(label, str) for label in labels)
    upper, lower = [], []
    for label in labels:
        if isinstance(label, str):
            span = "table.cell(rowspan: 2)" if is_double else ""
            upper.append(f"{span}[*{label}*]")
        else:
            upper.append(f"table.cell(colspan: {len(label[1])})[*{label[0]}*]")
            lower += [f"[*{own}*]" for own in label[1]]
    return ", ".join([*upper, *lower])


def _plan(
    name: str,
    language: str,
    title: str,
    text: str,
    columns: Sequence[tuple[Head, str, str]],
    rows: tuple[tuple[str, ...], ...],
    bodies: set[str],
    values: dict[str, tuple[str, ...]],
) -> FieldPlan:
    """Make a plan; of each column its label, the roles below it and the width are given."""

    def write(path: Path) -> None:
        import typst

        lines = ",\n".join(", ".join(map(_cell, row)) for row in rows)
        widths = ", ".join(width for _, _, width in columns)
        source = (
            f'{typst_paper(language, flipped=True)}#set text(size: 9pt, font: "DejaVu Sans")\n'
            f"= {title}\n{text}\n\n#table(columns: ({widths}),\n"
            f"table.header({_header([label for label, _, _ in columns])}),\n{lines})\n"
        )
        path.write_bytes(typst.compile(source.encode()))

    roles = tuple("" if role == "-" else role for _, own, _ in columns for role in own.split())
    printed = tuple(tuple("" if text == SHADE else text for text in row) for row in rows)
    return FieldPlan(
        name=name, language=language, roles=roles, rows=printed, sections=(),
        bodies=frozenset(bodies), values=values, write=write, engine="typst",
    )  # fmt: skip


MONTHS = _plan(
    "harbour-2026", "en", "Annual work plan of the Harbour Trust 2026",
    "The plan lists the tasks of the year and the months in which each of them is carried out. "
    "Progress is reported to the Board of the Harbour Trust each quarter.",
    (("Ref", "number", "auto"), ("Task", "activity", "3fr"), ("Owner", "lead_bodies", "1.5fr"),
     ("Cost (£k)", "budget", "auto"),
     (("2026", "JFMAMJJASOND"), " ".join("-" * 12), ", ".join(["14pt"] * 12))),
    tuple(
        (*texts, *("" if month == "." else month for month in months)) for *texts, months in (
            ("1", "Repair the quay wall at the north basin", "Works Department", "420",
             "###........."),
            ("2", "Replace navigation lights by lamps that use solar power", "Marine Services",
             "35.5", "..####......"),
            ("3", "Train all pilots on the new simulator", "Pilotage Office", "18",
             "....##...##."),
            ("4", "Survey the depth of the outer channel", "Hydrographic Unit", "61",
             ".....###...."),
            ("5", "Publish a guide for visiting yachts in four languages",
             "Communications Team", "7.25", "#..........#"),
            ("6", "Review the emergency plan with the coastguard", "Harbour Master", "–",
             "........####"),
        )
    ),
    {"Board of the Harbour Trust", "Works Department", "Marine Services", "Pilotage Office",
     "Hydrographic Unit", "Communications Team", "Harbour Master"},
    {"budget": ("420000.0", "35500.0", "18000.0", "61000.0", "7250.0"),
     "column_5_2026_j": ("2026-01-01", "2026-01-01"),
     "column_10_2026_j": ("2026-06-01", "2026-06-01", "2026-06-01"),
     "column_16_2026_d": ("2026-12-01", "2026-12-01")},
)  # fmt: skip
QUARTERS = _plan(
    "poa-2026", "es", "Plan Operativo Anual 2026 de la Municipalidad Distrital de Alto Perené",
    "El plan contiene las actividades que las unidades de la municipalidad realizan durante el "
    "año, con sus metas por trimestre y su presupuesto. La Oficina de Planeamiento y Presupuesto "
    "(OPP) consolida el avance y lo publica.",
    (("Objetivo", "area", "1.3fr"), ("Actividad operativa", "activity", "3fr"),
     ("Unidad de medida", "unit", "1.2fr"), ("Meta anual", "target", "auto"),
     (("Programación", ("I Trim.", "II Trim.", "III Trim.", "IV Trim.")), "- - - -",
      "auto, auto, auto, auto"),
     ("Responsable", "lead_bodies", "2fr"), ("Presupuesto (S/.)", "budget", "1.4fr")),
    (("Agua para todos", "Mantener los sistemas de agua de los centros poblados", "Sistema", "24",
      "6", "6", "6", "6", "Área Técnica Municipal", "185,400.00"),
     ("Agua para todos", "Analizar la calidad del agua en las captaciones", "Muestra", "480",
      "120", "120", "120", "120", "Área Técnica Municipal", "32,750.50"),
     ("Ciudad limpia", "Recoger los residuos sólidos en rutas programadas", "Tonelada", "3,650",
      "900", "915", "920", "915", "Subgerencia de Gestión Ambiental", "1,024,000.00"),
     ("Ciudad limpia", "Sensibilizar a las familias sobre la separación en origen", "Familia",
      "1,200", "300", "300", "300", "300", "Subgerencia de Gestión Ambiental", "15,900.00"),
     ("Vías seguras", "Señalizar los cruces cercanos a las escuelas", "Cruce", "18", "0", "6",
      "12", "0", "Gerencia de Infraestructura", "96,300.00"),
     ("Vías seguras", "Bachear las calles del centro", "Metro cuadrado", "5,400", "0", "2,700",
      "2,700", "0", "Gerencia de Infraestructura", "210,000.00")),
    {"OPP", "Área Técnica Municipal", "Subgerencia de Gestión Ambiental",
     "Gerencia de Infraestructura"},
    {"budget": ("185400.0", "32750.5", "1024000.0", "15900.0", "96300.0", "210000.0"),
     "target": ("24.0", "480.0", "3650.0", "1200.0", "18.0", "5400.0")},
)  # fmt: skip
TICKS = _plan(
    "saude-2025", "pt", "Plano local de saúde 2025–2026",
    "O plano reúne as ações que a Unidade Local de Saúde do Oeste e os municípios vão realizar "
    "para reduzir as doenças crónicas. A Direção-Geral da Saúde (DGS) acompanha a execução e "
    "publica um relatório em cada ano.",
    (("N.º", "number", "auto"), ("Ação", "activity", "3fr"),
     ("Entidade responsável", "lead_bodies", "2fr"),
     ("Entidades parceiras", "relevant_bodies", "2fr"),
     (("2025", ("T1", "T2", "T3", "T4")), "- - - -", "auto, auto, auto, auto"),
     (("2026", ("T1", "T2")), "- -", "auto, auto"),
     ("Meta", "target", "1.2fr"), ("Orçamento (milhares de €)", "budget", "1.2fr")),
    (("1", "Rastrear a diabetes em adultos com mais de 45 anos", "ULS do Oeste",
      "Farmácias; Câmara Municipal de Peniche", "✓", "✓", "", "", "✓", "", "12 000 utentes",
      "125,5"),
     ("2", "Criar consultas de cessação tabágica em todos os centros de saúde", "ULS do Oeste",
      "DGS", "", "✓", "✓", "✓", "", "", "8 consultas", "48"),
     ("3", "Formar cozinheiros das cantinas escolares em ementas saudáveis",
      "Câmara Municipal de Peniche", "Agrupamento de Escolas de Peniche", "", "", "✓", "✓", "",
      "", "60 cozinheiros", "9,75"),
     ("4", "Levar rastreios da visão às aldeias com uma unidade móvel",
      "Cruz Vermelha Portuguesa", "ULS do Oeste; Lions Clube", "", "", "", "✓", "✓", "✓",
      "25 aldeias", "210"),
     ("5", "Apoiar cuidadores informais com visitas ao domicílio",
      "Santa Casa da Misericórdia de Óbidos", "Instituto da Segurança Social, I. P.", "✓", "✓",
      "✓", "✓", "✓", "✓", "75 %", "1 340")),
    {"DGS", "Farmácias", "Câmara Municipal de Peniche", "ULS do Oeste", "Lions Clube",
     "Agrupamento de Escolas de Peniche", "Cruz Vermelha Portuguesa",
     "Instituto da Segurança Social, I. P.", "Santa Casa da Misericórdia de Óbidos"},
    {"budget": ("125500.0", "48000.0", "9750.0", "210000.0", "1340000.0"),
     "target": ("12000.0", "8.0", "60.0", "25.0", "75.0"),
     "column_5_2025_t1": ("2025-01-01", "2025-01-01"),
     "column_10_2026_t2": ("2026-04-01", "2026-04-01")},
)  # fmt: skip
THOUSANDS = _plan(
    "laerm-2028", "de", "Maßnahmenplan Lärmminderung der Stadt Waldau",
    "Der Plan nennt die Maßnahmen, mit denen die Stadt den Lärm an Straßen und Schienen bis zum "
    "Jahr 2028 senkt. Die Verwaltung berichtet dem Stadtrat jährlich über den Stand.",
    (("Nr.", "number", "auto"), ("Maßnahme", "activity", "3fr"),
     ("Zuständigkeit", "lead_bodies", "1.6fr"), ("Beteiligte", "relevant_bodies", "1.6fr"),
     ("Frist", "deadline", "1fr"), ("Kosten in T€", "budget", "1fr"), ("Stand", "status", "1.1fr")),
    (("M1", "Tempo 30 auf der Hauptstraße zwischen Markt und Bahnhof anordnen",
      "Amt für Straßenverkehr", "Polizei", "Q4/2026", "12,5", "in Umsetzung"),
     ("M2", "Lärmmindernden Asphalt auf der Südumfahrung einbauen", "Tiefbauamt", "Land Hessen",
      "30.06.2027", "1.240", "geplant"),
     ("M3", "Schallschutzfenster für Wohnungen an der Bahnstrecke fördern", "Umweltamt",
      "Deutsche Bahn", "laufend", "350", "in Umsetzung"),
     ("M4", "Messstellen an acht Kreuzungen aufbauen und betreiben", "Umweltamt",
      "Hochschule Waldau", "Ende 2026", "96", "abgeschlossen"),
     ("M5", "Busse auf elektrischen Antrieb umstellen", "Verkehrsbetriebe Waldau GmbH",
      "Stadtwerke Waldau", "2026–2028", "8.900", "verzögert")),
    {"Polizei", "Amt für Straßenverkehr", "Land Hessen", "Tiefbauamt", "Umweltamt",
     "Deutsche Bahn", "Hochschule Waldau", "Stadtwerke Waldau", "Verkehrsbetriebe Waldau GmbH"},
    {"budget": ("12500.0", "1240000.0", "350000.0", "96000.0", "8900000.0"),
     "deadline": ("2026-12-31", "2027-06-30", "", "2026-12-31", "2028-12-31"),
     "status": ("underway", "planned", "underway", "completed", "delayed")},
)  # fmt: skip
NOUGHTS = _plan(
    "warmte-2028", "nl", "Uitvoeringsprogramma aardgasvrij Oosterhoven",
    "Dit programma beschrijft wat de gemeente en haar partners doen om de wijken van het aardgas "
    "te halen. De gemeenteraad stelt ieder jaar de middelen vast en krijgt een rapport.",
    (("Doel", "area", "1fr"), ("Maatregel", "activity", "3fr"),
     ("Actiehouder", "lead_bodies", "1.6fr"), ("Samenwerkingspartners", "partners", "2fr"),
     ("Planning", "deadline", "1fr"), ("Budget (x € 1.000)", "budget", "1fr"),
     ("Dekking", "funding_source", "1.5fr"), ("Voortgang", "status", "1fr")),
    (("Isolatie", "Woningen van voor 1980 isoleren met een subsidie per wijk",
      "Gemeente Oosterhoven", "Energieloket, Woonstichting De Linde", "2026–2028", "1.450",
      "Rijk", "Loopt"),
     ("Isolatie", "Bewoners thuis adviseren over energie besparen", "Energieloket",
      "Wijkraad Noord", "doorlopend", "80", "Gemeentefonds", "Loopt"),
     ("Warmtenet", "Een warmtenet aanleggen dat restwarmte van de zuivelfabriek gebruikt",
      "Warmtebedrijf Oost", "Provincie Overijssel; Zuivelfabriek Van Dam", "Q3 2027", "12.750",
      "Provincie", "Nog niet gestart"),
     ("Warmtenet", "Boren naar aardwarmte onder het bedrijventerrein onderzoeken", "TNO",
      "Warmtebedrijf Oost", "eind 2026", "235,5", "SDE", "Afgerond"),
     ("Koken", "Elektrische kookplaten uitlenen via de bibliotheek", "Bibliotheek Oosterhoven",
      "Woonstichting De Linde", "april 2026", "17", "Gemeentefonds", "Vertraagd")),
    {"Gemeente Oosterhoven", "Energieloket", "Woonstichting De Linde", "Wijkraad Noord",
     "Warmtebedrijf Oost", "Provincie Overijssel", "Zuivelfabriek Van Dam", "TNO",
     "Bibliotheek Oosterhoven"},
    {"budget": ("1450000.0", "80000.0", "12750000.0", "235500.0", "17000.0"),
     "deadline": ("2028-12-31", "", "2027-09-30", "2026-12-31", "2026-04-30"),
     "status": ("underway", "underway", "planned", "completed", "delayed")},
)  # fmt: skip
SCHEDULES = (MONTHS, QUARTERS, TICKS, THOUSANDS, NOUGHTS)
