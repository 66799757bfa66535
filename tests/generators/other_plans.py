"""Plans of other shapes, fields and languages, set by typst, with what they print as truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class OtherPlan:
    """A plan and its truth.

    Attributes:
        name: id of the plan.
        source: its source for typst.
        language: language of its text.
        roles: role of each label.
        rows: texts of the rows, by label, in printed order.
        sections: headings above the rows.
    """

    name: str
    source: str
    language: str
    roles: dict[str, str]
    rows: tuple[dict[str, str], ...]
    sections: tuple[str, ...] = ()

    def write(self, folder: Path) -> Path:
        """Set the plan and return its PDF."""
        import typst

        source, pdf = folder / f"{self.name}.typ", folder / f"{self.name}.pdf"
        source.write_text(self.source, encoding="utf-8")
        typst.compile(str(source), output=str(pdf))
        return pdf


def typst_cell(text: str) -> str:
    escaped = text.replace("\\", "\\\\")
    for char in "#$*_@<>[]":
        escaped = escaped.replace(char, f"\\{char}")
    return f"[{escaped}]"


def _table(labels: Sequence[str], rows: Sequence[Sequence[str]], widths: str) -> str:
    header = ", ".join(f"[*{typst_cell(label)[1:-1]}*]" for label in labels)
    cells = ",\n".join(", ".join(map(typst_cell, row)) for row in rows)
    return f"#table(columns: {widths}, table.header({header}),\n{cells})\n"


def typst_paper(language: str, *, flipped: bool = False) -> str:
    page = f'#set page(paper: "a4", flipped: {str(flipped).lower()}, margin: 1.5cm)\n'
    return f'{page}#set text(lang: "{language}", size: 9pt)\n'


FRENCH_ROLES = {
    "Logique d’intervention": "activity",
    "Indicateurs objectivement vérifiables": "indicator",
    "Valeur de référence": "baseline",
    "Cible": "target",
    "Sources de vérification": "means_of_verification",
    "Hypothèses": "risk",
}
_FRENCH = {
    "Objectif 1 : Accès à l’eau potable": (
        ("Forer des puits équipés de pompes dans les villages éloignés du fleuve",
         "Nombre de puits en service", "12 puits", "40 puits", "Rapports de la direction de l’eau",
         "Les pluies restent proches de la moyenne"),
        ("Former des comités villageois à la gestion et à l’entretien des points d’eau",
         "Part des comités formés", "15 %", "80 %", "Listes de présence des formations",
         "Les chefs de village soutiennent les comités"),
        ("Contrôler la qualité de l’eau de chaque puits deux fois par an",
         "Nombre d’analyses par an", "30", "120", "Registre du laboratoire régional",
         "Le laboratoire garde son personnel"),
    ),
    "Objectif 2 : Assainissement des écoles": (
        ("Construire des latrines séparées pour les filles et les garçons dans les écoles",
         "Part des écoles équipées", "22 %", "75 %", "Enquête annuelle des écoles",
         "Les communes cèdent les terrains"),
        ("Enseigner l’hygiène des mains aux élèves et à leurs enseignants",
         "Nombre d’élèves touchés", "1 500 élèves", "9 000 élèves", "Rapports des inspecteurs",
         "Le programme scolaire prévoit des heures"),
    ),
}  # fmt: skip


def french_logframe() -> OtherPlan:
    """A logical framework in French: its table begins anew below each objective."""
    labels = tuple(FRENCH_ROLES)
    parts = "".join(
        f"== {heading}\n" + _table(labels, rows, "(3fr, 2fr, 1.2fr, 1.2fr, 2fr, 2fr)")
        for heading, rows in _FRENCH.items()
    )
    people = [("Nord", "120 000", "34"), ("Centre", "310 000", "51"), ("Sud", "98 000", "20")]
    source = (
        typst_paper("fr", flipped=True)
        + "= Plan d’action pour l’eau et l’assainissement 2024–2028\n"
        "Le présent plan décrit les interventions que la région mène avec ses communes. Les "
        "besoins de la population ont été relevés au cours de l’année passée.\n"
        "== Population concernée\n"
        + _table(("Zone", "Habitants", "Villages"), people, "(1fr, 1fr, 1fr)")
        + parts
    )
    rows = [dict(zip(labels, row, strict=True)) for part in _FRENCH.values() for row in part]
    return OtherPlan("eau-2024-2028", source, "fr", FRENCH_ROLES, tuple(rows), tuple(_FRENCH))


SPANISH_ROLES = {
    "N.º": "number",
    "Acción": "activity",
    "Responsable": "lead_bodies",
    "Aliados": "relevant_bodies",
    "Inicio": "start",
    "Plazo": "deadline",
    "Presupuesto (miles de USD)": "budget",
    "Fuente de financiamiento": "funding_source",
    "Estado": "status",
}
_SPANISH = (
    (
        ("1", "Ampliar los horarios de los centros de salud de las zonas rurales",
         "Ministerio de Salud", "Municipios", "enero de 2025", "diciembre de 2026", "1.250",
         "Presupuesto nacional", "En curso"),
        ("2", "Capacitar al personal de enfermería en la atención de la diabetes",
         "Instituto de Formación", "Universidad Central", "marzo de 2025", "III trimestre 2025",
         "80,5", "Cooperación", "Pendiente"),
        ("3", "Comprar ambulancias para los distritos sin hospital", "Ministerio de Salud",
         "Bomberos", "2025", "2027", "3.400", "Préstamo", "No iniciado"),
    ),
    (
        ("4", "Crear un registro único de las vacunas aplicadas a los menores",
         "Dirección de Estadística", "Ministerio de Educación", "junio de 2025", "2026", "420",
         "Presupuesto nacional", "Completado"),
        ("5", "Medir cada año la calidad del aire en las capitales de provincia",
         "Agencia Ambiental", "Municipios", "enero de 2026", "permanente", "95", "Cooperación",
         "Retrasado"),
    ),
)  # fmt: skip


def spanish_budget() -> OtherPlan:
    """A budgeted plan in Spanish: one part on upright pages, the other on pages set sideways."""
    labels = tuple(SPANISH_ROLES)
    widths = "(auto, 3fr, 2fr, 2fr, 1.3fr, 1.4fr, 1.8fr, 2fr, 1.4fr)"
    upright, sideways = (_table(labels, rows, widths) for rows in _SPANISH)
    totals = [("Atención primaria", "4.730,5"), ("Vigilancia", "515"), ("Total", "5.245,5")]
    source = (
        typst_paper("es")
        + "#set text(size: 7pt)\n= Plan de acción de salud pública 2025–2027\n"
        "El plan reúne las acciones que el gobierno y los municipios se proponen llevar a cabo en "
        "los próximos años para mejorar la salud de la población.\n"
        "== Resumen de costos\n" + _table(("Componente", "Total"), totals, "(2fr, 1fr)")
        + "== Acciones de atención primaria\n" + upright
        + '#page(paper: "a4", flipped: true)[\n== Acciones de vigilancia\n' + sideways + "]\n"
    )  # fmt: skip
    rows = [dict(zip(labels, row, strict=True)) for part in _SPANISH for row in part]
    return OtherPlan("salud-2025-2027", source, "es", SPANISH_ROLES, tuple(rows))


FORM_ROLES = {
    "Commitment": "activity",
    "Lead agency": "lead_bodies",
    "Supporting agencies": "relevant_bodies",
    "Problem statement": "",
    "Start date": "start",
    "End date": "deadline",
    "Source of funding": "funding_source",
    "Status": "status",
}
_WORDS = "the register is kept by hand and few people can see what it holds at any time of the year"


def _form(number: int) -> dict[str, str]:
    agencies = ("Ministry of Justice", "Office of Statistics", "Ministry of Works", "Land Agency")
    text = f"Today {_WORDS}; case {number} of the last review shows it. " * (1 + number % 3)
    return {
        "Commitment": f"Publish register number {number} of the state online and renew it",
        "Lead agency": agencies[number % 4],
        "Supporting agencies": agencies[(number + 1) % 4],
        "Problem statement": text.strip(),
        "Start date": f"{('January', 'April', 'July')[number % 3]} 2024",
        "End date": f"Q{1 + number % 4} 2025",
        "Source of funding": ("State budget", "Donors")[number % 2],
        "Status": ("Ongoing", "Completed", "Not started")[number % 3],
    }


def english_forms(count: int = 9) -> OtherPlan:
    """A plan of commitments, each printed as a form; some forms go on over a page."""
    forms = [_form(number) for number in range(1, count + 1)]
    body = "".join(
        "#table(columns: (1fr, 3fr),\n"
        + ",\n".join(f"[*{label}*], {typst_cell(value)}" for label, value in form.items())
        + ")\n#v(6pt)\n"
        for form in forms
    )
    source = (
        typst_paper("en") + "#set text(size: 11pt)\n= National Action Plan for Open Government\n"
        "This plan holds the commitments that were agreed with citizens in open meetings.\n" + body
    )
    return OtherPlan("open-government", source, "en", FORM_ROLES, tuple(forms))


def boxed_forms(count: int = 6) -> OtherPlan:
    """A plan of forms that print each label above its value, in the box of the value."""
    forms = [_form(number) for number in range(1, count + 1)]
    lines = (("Commitment",), ("Problem statement",), ("Lead agency", "Supporting agencies"),
             ("Start date", "End date"), ("Source of funding", "Status"))  # fmt: skip
    body = "".join(
        "#block(breakable: false)[#table(columns: (1fr, 1fr),\n"
        + ",\n".join(_box(form, label, len(labels)) for labels in lines for label in labels)
        + ")]\n#v(14pt)\n"
        for form in forms
    )
    source = (
        typst_paper("en") + "#set text(size: 10pt)\n= National Action Plan for Open Government\n"
        "This plan holds the commitments that were agreed with citizens in open meetings.\n" + body
    )
    return OtherPlan("open-boxes", source, "en", FORM_ROLES, tuple(forms))


def _box(form: dict[str, str], label: str, in_line: int) -> str:
    span = "table.cell(colspan: 2)" if in_line == 1 else ""
    return f"{span}[*{label}* \\ {typst_cell(form[label])[1:-1]}]"


PLANS = (french_logframe, spanish_budget, english_forms)
