"""Disaster risk, Spanish: a budgeted plan with ticks below quarters and acronyms of bodies."""

from __future__ import annotations

from pathlib import Path

from tests.generators.field_plans.truth import FieldPlan
from tests.generators.other_plans import typst_cell, typst_paper

_PARTS = {
    "Eje 1: Conocimiento del riesgo": (
        ("1.1", "Elaborar mapas de inundación de las cuencas principales", "INETER / SINAPRED",
         "Número de mapas publicados", "12", "X", "X", "", "", "85,000"),
        ("1.2", "Instalar estaciones para medir la lluvia y el nivel de los ríos", "INETER",
         "Número de estaciones en servicio", "30", "", "X", "X", "X", "1,240,500"),
        ("1.3", "Formar a los comités de barrio en el uso de los mapas",
         "Alcaldía de Estelí; Cruz Roja", "Número de comités formados", "45", "", "", "X", "X",
         "36,750"),
    ),
    "Eje 2: Preparación y respuesta": (
        ("2.1", "Realizar simulacros de evacuación en las escuelas",
         "Ministerio de Educación y SINAPRED", "Número de escuelas", "210", "X", "X", "X", "X",
         "18,900"),
        ("2.2", "Abastecer los albergues con agua, mantas y alimentos", "Cruz Roja",
         "Número de albergues abastecidos", "60", "X", "", "", "X", "412,000"),
        ("2.3", "Revisar la estructura de los hospitales y puestos de salud",
         "Ministerio de Salud", "Porcentaje de edificios revisados", "75 %", "", "X", "X", "",
         "97,300"),
        ("2.4", "Reservar fondos para emergencias en el presupuesto de cada municipio",
         "Instituto de Fomento Municipal (INIFOM)", "Porcentaje del presupuesto", "3 %", "", "",
         "", "X", "15,000"),
    ),
}  # fmt: skip
_LABELS = ("Código", "Actividad", "Responsables", "Indicador", "Meta")
_ROWS = tuple(row for rows in _PARTS.values() for row in rows)


def _write(path: Path) -> None:
    import typst

    head = ", ".join(
        f"table.cell(rowspan: 2)[*{label}*]" for label in (*_LABELS, "Presupuesto (US\\$)")[:5]
    )
    quarters = ", ".join(f"[*{name}*]" for name in ("T1", "T2", "T3", "T4"))
    header = (
        f"table.header({head}, table.cell(colspan: 4)[*Cronograma 2026*], "
        f"table.cell(rowspan: 2)[*Presupuesto (US\\$)*], {quarters})"
    )
    lines = []
    for title, rows in _PARTS.items():
        lines.append(f"table.cell(colspan: 10, fill: luma(220))[*{title}*]")
        lines += [", ".join(map(typst_cell, row)) for row in rows]
    widths = "(auto, 3fr, 2.2fr, 2fr, auto, auto, auto, auto, auto, 1.3fr)"
    text = (
        "= Plan municipal de gestión del riesgo de desastres 2026\n"
        "El plan reúne las actividades que los municipios del norte llevan a cabo durante el año. "
        "El seguimiento lo hace el Sistema Nacional para la Prevención de Desastres (SINAPRED) "
        "junto con el Instituto Nicaragüense de Estudios Territoriales (INETER). Cada trimestre "
        "se publica un informe con los gastos.\n"
    )
    source = (
        f'{typst_paper("es", flipped=True)}#set text(size: 8.5pt, font: "DejaVu Sans")\n{text}'
        f"#table(columns: {widths}, {header},\n" + ",\n".join(lines) + ")\n"
    )
    file = path.with_suffix(".typ")
    file.write_text(source, encoding="utf-8")
    typst.compile(str(file), output=str(path))


SPANISH = FieldPlan(
    name="riesgo-2026",
    language="es",
    roles=("number", "activity", "lead_bodies", "indicator", "target", "", "", "", "", "budget"),
    rows=_ROWS,
    sections=tuple(_PARTS),
    bodies=frozenset(
        {"INETER", "SINAPRED", "Alcaldía de Estelí", "Cruz Roja", "Ministerio de Educación",
         "Ministerio de Salud", "INIFOM"}
    ),
    values={
        "budget": ("85000.0", "1240500.0", "36750.0", "18900.0", "412000.0", "97300.0", "15000.0"),
        "target": ("12.0", "30.0", "45.0", "210.0", "60.0", "75.0", "3.0"),
    },
    write=_write,
)  # fmt: skip
