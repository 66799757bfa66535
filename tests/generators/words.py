"""Words that random plans are made of: real ones, so that line-end joins can be decided.

The lists come with wordfreq; what stands here are the things that a word list lacks:
compounds, acronyms, labels and phrases as adopted plans print them.
"""

from __future__ import annotations

import random
from functools import cache
from itertools import pairwise

from wordfreq import top_n_list, zipf_frequency

LANGUAGES = ("en", "fr", "es", "id")


def _listed(text: str, mark: str | None = None) -> tuple[str, ...]:
    return tuple(text.split(mark))


COMPOUNDS = {
    "en": _listed(
        "evidence-based people-centred whole-of-society long-term inter-faith capacity-building "
        "gender-sensitive decision-making faith-based cross-border community-led rights-based "
        "socio-economic follow-up well-being"
    ),
    "fr": _listed("socio-économique savoir-faire mi-parcours après-demain vis-à-vis compte-rendu"),
    "es": _listed("socio-económico franco-alemán teórico-práctico físico-químico"),
    "id": _listed("anak-anak undang-undang masing-masing langkah-langkah negara-negara hak-hak"),
}
ACRONYMS = _listed(
    "SOMTC ASEAN-IPR ACWC AUN-HRE SOMSWD AICHR SOMY UNODC SOMED ACCSM SLOM INTERPOL ADSOM-WG "
    "SOMRDPE AUN SOMRI AMMTC"
)
PHRASES = _listed(
    "ASEAN Member States|Southeast Asia|[Migrant Workers] [Workers]|Human Rights|2019-2025|"
    "12 workshops|3.5%|e.g.|the 2030 Agenda|USD 25,000|Q3 2026|50–60 officials|ISO/IEC 27001",
    "|",
)

# Role of a column -> labels as printed. The last ones of a list are long or hold a slash.
LABELS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "area": ("Priority Area", "PoA Priority Areas", "Strategic Objective"),
        "bodies": ("Relevant Bodies", "Relevant Sectoral Bodies/Organs/Entities"),
        "focus": ("Focus Areas of Activities", "Action Line", "Focus"),
        "activity": ("Indicative Activities", "Actions", "Activities/Projects"),
        "output": ("Expected Outputs", "Outcome", "Deliverables"),
        "lead": ("Lead Body", "Lead Sectoral Bodies/Organs/Entities", "Responsible"),
        "timeline": ("Timeline", "Due Date", "When"),
        "budget": ("Budget (USD)", "Funding", "Estimated Cost"),
        "indicator": ("Indicators", "Means of Verification"),
    },
    "fr": {
        "area": ("Axe prioritaire", "Domaine d’action"),
        "bodies": ("Organismes concernés", "Parties prenantes"),
        "focus": ("Objectif spécifique", "Domaines d’intervention"),
        "activity": ("Activités indicatives", "Actions à mener"),
        "output": ("Résultats attendus", "Produits"),
        "lead": ("Chef de file", "Responsable"),
        "timeline": ("Échéance", "Calendrier"),
        "budget": ("Budget estimé", "Coût (en milliers d’euros)"),
        "indicator": ("Indicateurs de suivi",),
    },
    "es": {
        "area": ("Área prioritaria", "Eje estratégico"),
        "bodies": ("Organismos pertinentes",),
        "focus": ("Líneas de acción", "Objetivo específico"),
        "activity": ("Actividades indicativas", "Acciones"),
        "output": ("Resultados previstos", "Productos"),
        "lead": ("Organismo responsable", "Responsable"),
        "timeline": ("Plazo", "Año de ejecución"),
        "budget": ("Presupuesto",),
        "indicator": ("Indicadores", "Medios de verificación"),
    },
    "id": {
        "area": ("Bidang Prioritas", "Sasaran Strategis"),
        "bodies": ("Lembaga Terkait",),
        "focus": ("Fokus Kegiatan",),
        "activity": ("Kegiatan Indikatif", "Rencana Aksi"),
        "output": ("Keluaran yang Diharapkan", "Hasil"),
        "lead": ("Penanggung Jawab", "Lembaga Pelaksana"),
        "timeline": ("Waktu Pelaksanaan", "Tenggat"),
        "budget": ("Anggaran",),
        "indicator": ("Indikator Keberhasilan",),
    },
}
# Labels that stand over two neighbouring columns.
GROUP_LABELS = {
    "en": "Implementation",
    "fr": "Mise en œuvre",
    "es": "Ejecución",
    "id": "Pelaksanaan",
}
HEADINGS = {
    "en": ("Background", "Framework for the Work Plan", "Annex: List of Bodies", "Work Plan"),
    "fr": ("Contexte", "Cadre du plan de travail", "Annexe : liste des organismes", "Plan"),
    "es": ("Antecedentes", "Marco del plan de trabajo", "Anexo: lista de organismos", "Plan"),
    "id": ("Latar Belakang", "Kerangka Rencana Kerja", "Lampiran: Daftar Lembaga", "Rencana"),
}


_PREFIXES = (
    "anti auto co contra counter de ex extra inter intra macro mega micro mid mini multi non out "
    "over post pre pro pseudo re self semi socio sub super supra trans ultra un under"
)
PREFIXES = frozenset(_PREFIXES.split())


@cache
def common_words(language: str) -> tuple[str, ...]:
    """The words of everyday use, alphabetic, most frequent first."""
    listed = top_n_list(language, 3500)
    return tuple(w for w in listed if w.isalpha() and 2 <= len(w) <= 14)


@cache
def function_words(language: str) -> frozenset[str]:
    """Words after which a phrase cannot end: the most frequent ones, and all short ones."""
    words = common_words(language)
    return frozenset(words[:250]) | {w for w in words if len(w) <= 3}


@cache
def content_words(language: str) -> tuple[str, ...]:
    functions = function_words(language)
    return tuple(w for w in common_words(language) if w not in functions and len(w) >= 4)


@cache
def linking_words(language: str) -> tuple[str, ...]:
    return tuple(w for w in common_words(language)[:60] if len(w) >= 2)


@cache
def frequency(word: str, language: str) -> float:
    """Zipf frequency (0: unknown, 3: rare, 7: "the")."""
    return zipf_frequency(word, language)


def _item(rng: random.Random, language: str) -> str:
    draw = rng.random()
    word = rng.choice(content_words(language))
    if draw < 0.04:
        return rng.choice(COMPOUNDS[language])
    if draw < 0.07:
        return rng.choice(ACRONYMS)
    if draw < 0.09:
        return f"{word}/{rng.choice(content_words(language))}"
    if draw < 0.11:
        return f"({rng.choice(linking_words(language))} {word})"
    if draw < 0.13:
        return f"“{word}”"
    if draw < 0.16:
        return rng.choice(PHRASES)
    return f"{word}," if draw < 0.2 else word


def phrase(rng: random.Random, language: str, length: int) -> str:
    """A phrase of about ``length`` words that starts with a capital and ends on a noun-like word.

    So a phrase is closed, and a part of it that is cut at a line in its middle is open: who
    reads the paper can tell a text that goes on from a new one.
    """
    words = [rng.choice(content_words(language)).capitalize()]
    while len(words) < length - 1:
        words.append(
            rng.choice(linking_words(language)) if rng.random() < 0.4 else _item(rng, language)
        )
    if length > 1:
        words.append(rng.choice(content_words(language)))
    return " ".join(words)


def text(rng: random.Random, language: str, length: int, end: str) -> str:
    """Sentences of ``length`` words in all; ``end`` closes the last one."""
    sentences = []
    left = length
    while left > 0:
        size = min(left, rng.randint(5, 22))
        size = left if left - size < 4 else size
        sentences.append(phrase(rng, language, size))
        left -= size
    return ". ".join(sentences) + end


def lone_phrase(rng: random.Random, language: str, length: int, end: str) -> str:
    """One phrase of ``length`` words, whatever its length."""
    return phrase(rng, language, length) + end


def clear_of_doubt(drawn: str, language: str) -> str:
    """The text without words that a program could break so that nobody could tell how they go.

    Left out: long acronyms ("SOM-/SWD"), and compounds whose joined form is a word too
    ("follow-/up") or whose first part is a prefix ("socio-/economic").
    """
    kept = []
    for word in drawn.split():
        parts = [part for part in word.strip("“”(),.[]").split("-") if part]
        doubtful = any(part.isupper() and len(part) > 4 for part in parts)
        if len(parts) > 1:
            doubtful |= any(frequency(a + b, language) > 1 for a, b in pairwise(parts))
            doubtful |= parts[0] in PREFIXES
        kept.append(content_words(language)[len(kept) % 50] if doubtful else word)
    return " ".join(kept)
