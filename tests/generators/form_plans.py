"""Plans printed as forms, in four languages: labels beside, in or above values, two abreast."""

from __future__ import annotations

import random
from typing import Literal, get_args

from tests.generators.other_plans import OtherPlan, typst_cell, typst_paper

Layout = Literal["beside", "inside", "boxes above", "pairs above", "abreast"]
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
_ROLES = (
    "activity",
    "lead_bodies",
    "relevant_bodies",
    "description",
    "start",
    "deadline",
    "status",
)
_LABELS = {
    "en": ("Commitment", "Lead agency", "Partners", "Description", "Start date", "End date",
           "Status"),
    "fr": ("Engagement", "Organisme responsable", "Partenaires", "Description", "Date de début",
           "Date de fin", "État d’avancement"),
    "es": ("Compromiso", "Entidad responsable", "Aliados", "Descripción", "Fecha de inicio",
           "Fecha de término", "Estado"),
    "id": ("Komitmen", "Instansi pelaksana", "Mitra kerja", "Uraian", "Tanggal mulai",
           "Tanggal selesai", "Status"),
}  # fmt: skip
_BODIES = {
    "en": ("Ministry of Justice", "Office of Statistics", "Ministry of Works", "Land Agency"),
    "fr": ("Ministère de la Justice", "Office de la statistique", "Agence foncière",
           "Conseil d’État"),
    "es": ("Ministerio de Justicia", "Instituto de Estadística", "Agencia de Tierras",
           "Consejo de Estado"),
    "id": ("Kementerian Kehakiman", "Badan Pusat Statistik", "Badan Pertanahan", "Dinas Pekerjaan"),
}  # fmt: skip
_TASKS = {
    "en": ("Publish the register of {} and renew it", "Open the meetings on {} to everyone",
           "Answer all questions about {} within a month"),
    "fr": ("Publier le registre des {} et le mettre à jour",
           "Ouvrir les réunions sur les {} à tous",
           "Répondre en un mois aux questions sur les {}"),
    "es": ("Publicar el registro de {} y renovarlo", "Abrir a todos las reuniones sobre {}",
           "Responder en un mes las preguntas sobre {}"),
    "id": ("Menerbitkan daftar {} dan memperbaruinya", "Membuka rapat tentang {} untuk semua",
           "Menjawab pertanyaan tentang {} dalam sebulan"),
}  # fmt: skip
_THINGS = {
    "en": ("contracts", "land", "permits", "courts", "schools", "roads", "rivers", "budgets"),
    "fr": ("contrats", "terres", "permis", "tribunaux", "écoles", "routes", "rivières", "budgets"),
    "es": ("contratos", "tierras", "permisos", "tribunales", "escuelas", "caminos", "ríos",
           "presupuestos"),
    "id": ("kontrak", "tanah", "izin", "pengadilan", "sekolah", "jalan", "sungai", "anggaran"),
}  # fmt: skip
_SENTENCE = {
    "en": "Today the lists are kept by hand, and few people can see what they hold. ",
    "fr": "Aujourd’hui, les listes sont tenues à la main, et peu de gens peuvent les consulter. ",
    "es": "Hoy las listas se llevan a mano, y pocas personas pueden ver lo que contienen. ",
    "id": "Saat ini daftar dibuat dengan tangan, dan hanya sedikit orang yang dapat melihatnya. ",
}
_STATES = {
    "en": ("Ongoing", "Completed", "Not started"),
    "fr": ("En cours", "Terminé", "Non commencé"),
    "es": ("En curso", "Completado", "No iniciado"),
    "id": ("Sedang berjalan", "Selesai", "Belum dimulai"),
}
_TITLES = {
    "en": ("National action plan for open government",
           "The plan holds the commitments that were agreed with citizens in open meetings."),
    "fr": ("Plan d’action national pour un gouvernement ouvert",
           "Le plan contient les engagements que l’administration a pris avec les citoyens."),
    "es": ("Plan de acción nacional de gobierno abierto",
           "El plan contiene los compromisos que se acordaron con la ciudadanía."),
    "id": ("Rencana aksi nasional keterbukaan pemerintah",
           "Rencana ini memuat komitmen yang disepakati bersama warga dalam rapat terbuka."),
}  # fmt: skip


def form_plan(layout: Layout, language: str, count: int = 6, seed: int = 0) -> OtherPlan:
    """A plan whose rows are printed as forms.

    Args:
        layout: where labels stand.
        language: language of the plan.
        count: how many forms.
        seed: chooses the length of descriptions, and so where pages end.
    """
    draw = random.Random(seed)
    labels = _LABELS[language]
    rows = tuple(dict(zip(labels, _values(language, at, draw), strict=True)) for at in range(count))
    title, text = _TITLES[language]
    cards = [_CARD[layout](labels, row) for row in rows]
    body = _two_abreast(cards) if layout == "abreast" else "\n#v(12pt)\n".join(cards)
    source = f"{typst_paper(language)}#set text(size: 10pt)\n= {title}\n{text}\n\n{body}"
    roles = dict(zip(labels, _ROLES, strict=True))
    return OtherPlan(f"forms-{LAYOUTS.index(layout)}-{language}", source, language, roles, rows)


def _values(language: str, at: int, draw: random.Random) -> tuple[str, ...]:
    tasks, things, bodies = _TASKS[language], _THINGS[language], _BODIES[language]
    return (
        tasks[at % len(tasks)].format(things[at % len(things)]),
        bodies[at % len(bodies)],
        bodies[(at + 1) % len(bodies)],
        (_SENTENCE[language] * draw.randint(1, 4)).strip(),
        str(2024 + at % 2),
        str(2026 + at % 3),
        draw.choice(_STATES[language]),
    )


def _beside(labels: tuple[str, ...], row: dict[str, str], widths: str = "(1fr, 3fr)") -> str:
    cells = ",\n".join(f"[*{label}*], {typst_cell(row[label])}" for label in labels)
    return f"#table(columns: {widths},\n{cells})"


def _inside(labels: tuple[str, ...], row: dict[str, str]) -> str:
    cells = ",\n".join(f"[*{label}* \\ {typst_cell(row[label])[1:-1]}]" for label in labels)
    return f"#block(breakable: false)[#table(columns: (1fr,),\n{cells})]"


def _boxes_above(labels: tuple[str, ...], row: dict[str, str]) -> str:
    cells = ",\n".join(
        f"table.cell(fill: luma(225))[*{label}*], {typst_cell(row[label])}" for label in labels
    )
    return f"#table(columns: (1fr,),\n{cells})"


def _pairs_above(labels: tuple[str, ...], row: dict[str, str]) -> str:
    lines = ((labels[0],), labels[1:3], (labels[3],), labels[4:6], (labels[6],))
    cells = []
    for line in lines:
        span = "table.cell(colspan: 2)" if len(line) == 1 else "table.cell()"
        fill = span.replace("(", "(fill: luma(225), ")
        cells += [f"{fill}[*{label}*]" for label in line]
        cells += [f"{span}{typst_cell(row[label])}" for label in line]
    return "#block(breakable: false)[#table(columns: (1fr, 1fr),\n" + ",\n".join(cells) + ")]"


def _two_abreast(cards: list[str]) -> str:
    inner = ",\n".join(f"[{card}]" for card in cards)
    return f"#grid(columns: (1fr, 1fr), gutter: 14pt,\n{inner})"


_CARD = {
    "beside": _beside,
    "inside": _inside,
    "boxes above": _boxes_above,
    "pairs above": _pairs_above,
    "abreast": lambda labels, row: _beside(labels, row, "(1fr, 1.6fr)"),
}
