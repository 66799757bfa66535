"""Labels that plans print in eight languages, written down before the known ones were read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.add.columns import guess_roles, role_by_itself
from pipeline.add.contents import Column

LABELS = {
    "en": {
        "area": "objective; pillar",
        "activity": "action; activity description; commitment; sub-activity",
        "lead_bodies": (
            "lead organization; responsible agencies; lead and partners; focal point; lead "
            "responsibility"
        ),
        "relevant_bodies": "supporting institutions; other actors involved; partner organizations",
        "deadline": "due date; completion date; target date",
        "start": "start date",
        "period": "implementation period; quarter",
        "budget": "estimated cost (USD); funding required; cost estimate",
        "funding_source": "funding source; source of financing",
        "indicator": "performance indicator; verifiable indicators",
        "baseline": "baseline (2020)",
        "target": "target (2025); targets",
        "means_of_verification": "means of verification; sources & means of verification",
        "status": "status; implementation status",
        "progress": "progress to date",
        "priority": "priority",
        "location": "location; geographic scope; address",
        "legal_basis": "legal basis",
        "remarks": "remarks; comments",
        "number": "no.; s/n; ref. no.",
        "method": "implementation method",
        "output": "expected results",
        "risk": "assumptions",
    },
    "fr": {
        "area": "axe; TEMA",
        "activity": "actions prioritaires; activités",
        "lead_bodies": "responsable de la mise en œuvre; structure porteuse; institution porteuse",
        "relevant_bodies": "partenaires; autres acteurs",
        "deadline": "échéance; date de fin; délai; calendrier; chronogramme",
        "start": "début; date de début",
        "period": "période",
        "budget": "budget; coût estimatif (FCFA); coût (millions)",
        "funding_source": "source de financement",
        "indicator": "indicateur; indicateurs de performance",
        "baseline": "situation de référence; valeur de base",
        "target": "cible 2028; cibles",
        "means_of_verification": "moyens de vérification",
        "status": "état d’avancement; statut",
        "priority": "priorité",
        "location": "lieu; zone d’intervention",
        "legal_basis": "base légale",
        "remarks": "remarques; observations",
        "number": "n°; code",
        "output": "résultats attendus",
    },
    "es": {
        "area": "objetivo estratégico; eje; tema",
        "activity": "acción; actividades",
        "lead_bodies": "entidad líder; responsable; institución responsable",
        "relevant_bodies": "corresponsables; instituciones de apoyo; otros actores",
        "deadline": "plazo; fecha límite; fecha de término; cronograma",
        "start": "fecha de inicio",
        "period": "período",
        "budget": "presupuesto; costo estimado; coste (€)",
        "funding_source": "fuente de financiamiento",
        "indicator": "indicador",
        "baseline": "línea base",
        "target": "meta 2026; meta",
        "means_of_verification": "medio de verificación",
        "status": "estado",
        "progress": "avance",
        "priority": "prioridad",
        "location": "ubicación",
        "legal_basis": "base legal; marco normativo",
        "remarks": "observaciones",
        "number": "n.º; código",
        "output": "resultado esperado; producto",
    },
    "pt": {
        "area": "objetivo; eixo",
        "activity": "ação; atividade",
        "lead_bodies": "responsável; órgão responsável; entidade coordenadora",
        "relevant_bodies": "parceiros; outros intervenientes",
        "deadline": "prazo; data de conclusão; data limite; calendário; cronograma",
        "start": "data de início; início",
        "period": "período",
        "budget": "orçamento; custo estimado (R$)",
        "funding_source": "fonte de financiamento; fonte de recursos",
        "indicator": "indicador",
        "baseline": "linha de base",
        "target": "meta; meta 2027",
        "means_of_verification": "meios de verificação",
        "status": "situação; estado; andamento",
        "priority": "prioridade",
        "location": "local",
        "legal_basis": "base legal",
        "remarks": "observações",
        "number": "nº; código",
        "output": "resultado esperado",
    },
    "de": {
        "area": "ziel; handlungsfeld",
        "activity": "maßnahme; aktivität",
        "lead_bodies": "federführung; verantwortlich; zuständigkeit",
        "relevant_bodies": "beteiligte; partner; weitere beteiligte",
        "deadline": "frist; umsetzung bis; termin; fertigstellung; zeitplan",
        "start": "beginn",
        "period": "zeitraum; laufzeit",
        "budget": "kosten; kosten (in TEUR); budget; mittelbedarf",
        "funding_source": "finanzierungsquelle",
        "indicator": "indikator",
        "baseline": "ausgangswert",
        "target": "zielwert",
        "means_of_verification": "nachweis",
        "status": "status; umsetzungsstand",
        "priority": "priorität",
        "location": "ort",
        "legal_basis": "rechtsgrundlage",
        "remarks": "bemerkungen; anmerkung",
        "number": "nr.",
        "output": "ergebnis",
    },
    "it": {
        "area": "obiettivo; asse",
        "activity": "azione; attività",
        "lead_bodies": "responsabile; ente responsabile; amministrazione responsabile",
        "relevant_bodies": "soggetti coinvolti; partner; altri soggetti",
        "deadline": "scadenza; termine; data di fine; tempistica; cronoprogramma",
        "start": "inizio; data di inizio",
        "period": "periodo",
        "budget": "costo; costo stimato; risorse (€)",
        "funding_source": "fonte di finanziamento",
        "indicator": "indicatore",
        "baseline": "valore di partenza",
        "target": "target; valore atteso",
        "means_of_verification": "fonti di verifica",
        "status": "stato; stato di avanzamento",
        "priority": "priorità",
        "location": "luogo",
        "legal_basis": "riferimento normativo",
        "remarks": "note",
        "number": "n.",
        "output": "risultato atteso",
    },
    "nl": {
        "area": "doelstelling; thema",
        "activity": "actie; maatregel",
        "lead_bodies": "trekker; verantwoordelijke; verantwoordelijke organisatie",
        "relevant_bodies": "betrokken partijen; partners; overige partners",
        "deadline": "deadline; einddatum; gereed; planning",
        "start": "startdatum",
        "period": "periode; looptijd",
        "budget": "kosten; budget; begroting",
        "funding_source": "financieringsbron",
        "indicator": "indicator",
        "baseline": "nulmeting",
        "target": "streefwaarde",
        "means_of_verification": "bron van verificatie",
        "status": "status; stand van zaken",
        "location": "locatie",
        "legal_basis": "wettelijke basis",
        "remarks": "opmerkingen",
        "number": "nr.",
        "output": "resultaat",
    },
    "id": {
        "area": "tujuan",
        "focus": "program",
        "activity": "kegiatan; rencana aksi",
        "lead_bodies": "penanggung jawab; instansi pelaksana",
        "relevant_bodies": "instansi pendukung; mitra",
        "deadline": "batas waktu; tenggat waktu; target penyelesaian; jadwal",
        "start": "waktu mulai; tanggal mulai",
        "period": "waktu pelaksanaan",
        "budget": "anggaran; anggaran (Rp); biaya; perkiraan biaya",
        "funding_source": "sumber dana",
        "indicator": "indikator",
        "baseline": "data awal; kondisi awal",
        "target": "target 2026; target",
        "means_of_verification": "alat verifikasi",
        "status": "status",
        "progress": "kemajuan",
        "priority": "prioritas",
        "location": "lokasi",
        "legal_basis": "dasar hukum",
        "remarks": "keterangan; catatan",
        "number": "no",
        "output": "keluaran; hasil yang diharapkan",
    },
}
"""Labels by language and role."""


@pytest.mark.parametrize("language", LABELS)
def test_usual_labels_have_their_role(language: str) -> None:
    wrong = [
        (label, role, found)
        for role, labels in LABELS[language].items()
        for label in labels.split("; ")
        if (found := role_by_itself(Column(0, label.capitalize(), (), language=language))[0])
        != role
    ]
    assert wrong == []


def test_a_known_label_is_no_misprint_of_another_one() -> None:
    """`Scadenza` is a deadline, although `Cadenza` is a frequency."""
    column = Column(0, "Scadenza", ("a fine lavori", "subito"), language="it")
    assert role_by_itself(column)[0] == "deadline"


MORE = Path(__file__).resolve().parents[2] / "data" / "gold" / "labels.psv"


def test_labels_of_a_second_list_have_their_role() -> None:
    lines = [line for line in MORE.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert len(lines) > 300
    wrong = []
    for language, roles, label in (line.split("|") for line in lines):
        found, _ = role_by_itself(Column(0, label, (), language=language))
        if found not in roles.split():
            wrong.append((language, label, found))
    assert wrong == []


@pytest.mark.parametrize(
    ("language", "label", "role"),
    [
        ("en", "Zebra indicators", "indicator"),
        ("en", "Output indicators", "indicator"),
        ("en", "Indicator output", "output"),
        ("es", "Indicador de producto", "indicator"),
        ("fr", "Pilote de l’action", "lead_bodies"),
        ("de", "Sanierungskosten", "budget"),
        ("de", "Geschätzte Sanierungskosten", "budget"),
        ("nl", "Herinrichtingsdatum", "deadline"),
        # English writes no compounds: a `Backdate` is no date.
        ("en", "Backdate", ""),
        ("de", "Ort", "location"),
        ("de", "Wortort", ""),
    ],
)
def test_the_main_noun_of_a_label_says_the_role(language: str, label: str, role: str) -> None:
    assert role_by_itself(Column(0, label, (), language=language))[0] == role


@pytest.mark.parametrize(
    ("language", "label", "cells", "role"),
    [
        ("nl", "Regio", ("Noord-Brabant", "Zeeland", "Utrecht", "Limburg"), "location"),
        ("nl", "Regie", ("Gemeente", "Provincie"), "lead_bodies"),
        ("de", "Förderzeitraum", ("kurzfristig", "mittelfristig", "langfristig"), "period"),
        ("de", "Projektkosten", ("12", "14"), "budget"),
    ],
)
def test_the_nearest_known_label_says_the_role(
    language: str, label: str, cells: tuple[str, ...], role: str
) -> None:
    assert role_by_itself(Column(0, label, cells, language=language))[0] == role


OF_FUNDING = {
    "en": ("Funding", "Financing", "Funding mechanism"),
    "fr": ("Financement", "Financements"),
    "es": ("Financiación", "Financiamiento"),
    "pt": ("Financiamento",),
    "de": ("Finanzierung", "Förderung"),
    "it": ("Finanziamento", "Finanziamenti", "Copertura finanziaria"),
    "nl": ("Financiering", "Dekking"),
    "id": ("Pendanaan", "Pembiayaan"),
}
"""Labels of both how much is paid and who pays it, by language."""
FUNDING = [(language, label) for language, labels in OF_FUNDING.items() for label in labels]


@pytest.mark.parametrize(("language", "label"), FUNDING)
@pytest.mark.parametrize(
    ("cells", "role"),
    [
        (("12.000 €", "4.500 €", "8.000 €", "950 €", "20.000 €"), "budget"),
        (("UNICEF", "GIZ", "UNICEF", "World Bank", "GIZ"), "funding_source"),
    ],
)
def test_the_cells_tell_sums_from_their_sources(
    language: str, label: str, cells: tuple[str, ...], role: str
) -> None:
    guess = guess_roles([Column(0, label, cells, language=language)])[0]
    assert guess.role == role
