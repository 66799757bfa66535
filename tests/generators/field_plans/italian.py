"""Italian: tourism, a form for each action, over page ends; schools, a logframe with a budget."""

from __future__ import annotations

import html
from pathlib import Path

from tests.generators.engines import print_html
from tests.generators.field_plans.truth import FieldPlan

LABELS = ("Azione", "Obiettivo", "Descrizione", "Soggetto attuatore", "Soggetti coinvolti",
          "Tempistica", "Risorse", "Risultato atteso")  # fmt: skip
ROLES = ("activity", "area", "description", "lead_bodies", "partners", "deadline", "budget",
         "output")  # fmt: skip
_SLOW = "Promuovere un turismo lento e rispettoso dei luoghi"
_ALL = "Rendere i luoghi della cultura accessibili a tutti"
_ROWS = (
    ("Segnare e curare duecento chilometri di sentieri tra i borghi", _SLOW,
     "I sentieri esistono da secoli, ma molti sono chiusi dai rovi e non hanno segnali. L’azione "
     "prevede la pulizia, la posa di segnali in legno e una mappa gratuita. I lavori cominciano "
     "dai tratti che collegano le stazioni ferroviarie ai borghi.",
     "Ente Parco", "Comunità Montana, Club Alpino", "entro giugno 2026", "€ 450.000",
     "Sentieri percorribili tutto l’anno"),
    ("Aprire quattro ostelli in edifici pubblici non utilizzati", _SLOW,
     "Si tratta di vecchie scuole e di una caserma. Gli edifici restano di proprietà pubblica e "
     "sono affidati a cooperative di giovani.",
     "Agenzia del Demanio", "Camera di Commercio", "entro dicembre 2027", "€ 3.200.000",
     "Duecento posti letto nuovi"),
    ("Introdurre un biglietto unico per treni, autobus e musei", _SLOW,
     "Il biglietto vale tre giorni e si compra con il telefono o in stazione. Le aziende di "
     "trasporto dividono i ricavi secondo i viaggi contati. Una prova di sei mesi precede "
     "l’avvio in tutta la regione, e i risultati della prova sono pubblicati.",
     "Azienda dei Trasporti", "Direzione Musei", "entro marzo 2026", "€ 780.000",
     "Ventimila biglietti venduti all’anno"),
    ("Eliminare gradini e ostacoli in venti musei e siti archeologici", _ALL,
     "Rampe, ascensori e percorsi tattili rendono la visita possibile a chi usa una sedia a ruote "
     "e a chi non vede. Le associazioni delle persone con disabilità controllano i progetti prima "
     "della gara e i lavori dopo la fine.",
     "Soprintendenza", "Associazione Ciechi, Ente Parco", "entro settembre 2027", "€ 5.600.000",
     "Venti siti senza barriere"),
    ("Formare guide che parlano la lingua dei segni", _ALL,
     "Il corso dura un anno e comprende un tirocinio.",
     "Istituto Sordi", "Direzione Musei", "entro maggio 2026", "€ 95.000", "Quaranta guide"),
    ("Ridurre il prezzo dei musei per le famiglie con redditi bassi", _ALL,
     "Chi ha un reddito basso entra con un euro, insieme ai figli. Le biglietterie vedono soltanto "
     "una tessera e nessun dato sul reddito. La regione versa ai musei la differenza, fino a una "
     "somma fissata ogni anno nel bilancio.",
     "Direzione Musei", "Comuni", "entro gennaio 2026", "€ 1.100.000",
     "Cinquantamila ingressi ridotti"),
    ("Mettere in rete gli archivi fotografici della regione", _ALL,
     "Centomila fotografie sono scandite, descritte e pubblicate con una licenza libera.",
     "Istituto per la Storia", "Biblioteca Centrale", "entro ottobre 2028", "€ 640.000",
     "Centomila fotografie in rete"),
)  # fmt: skip


def _form(number: int, row: tuple[str, ...]) -> str:
    lines = "".join(
        f"<tr><th>{html.escape(label)}</th><td>{html.escape(text)}</td></tr>"
        for label, text in zip(LABELS, row, strict=True)
    )
    return f'<table><tr><td class="band" colspan="2">Scheda {number}</td></tr>{lines}</table>'


def _write(path: Path) -> None:
    style = """
      @page { size: A4; margin: 20mm 18mm; }
      body { font: 10.5pt/1.35 "DejaVu Serif", serif; }
      table { width: 100%; border-collapse: collapse; margin: 0 0 9mm; }
      td, th { border: 0.6pt solid #667; padding: 5pt 7pt; vertical-align: top; text-align: left; }
      th { width: 32%; background: #eef2f6; } .band { background: #33557a; color: #fff; }
    """
    forms = "".join(_form(number, row) for number, row in enumerate(_ROWS, 1))
    before = (
        "Il piano raccoglie le azioni con cui la regione vuole far conoscere i propri luoghi senza "
        "consumarli. Ogni azione ha una scheda. La regione pubblica ogni anno lo stato di "
        "attuazione."
    )
    print_html(
        f'<!doctype html><html lang="it"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Piano del turismo e della cultura 2026–2028</h1><p>{before}</p>{forms}</html>",
        path,
    )


ITALIAN = FieldPlan(
    name="turismo-2026-2028",
    language="it",
    # Each card prints its number above its labels.
    roles=(*ROLES, "number"),
    rows=_ROWS,
    sections=(),
    bodies=frozenset(
        name
        for row in _ROWS
        for text in (row[ROLES.index("lead_bodies")], row[ROLES.index("partners")])
        for name in text.split(", ")
        if name != "Comuni"
    ),
    values={
        "deadline": ("2026-06-30", "2027-12-31", "2026-03-31", "2027-09-30", "2026-05-31",
                     "2026-01-31", "2028-10-31"),
        "budget": ("450000.0", "3200000.0", "780000.0", "5600000.0", "95000.0", "1100000.0",
                   "640000.0"),
    },
    write=_write,
    engine="chromium",
)  # fmt: skip


_SCHOOL_LABELS = ("Livello", "Logica di intervento", "Indicatori", "Fonti di verifica",
                  "Ipotesi e rischi", "Responsabile", "Bilancio (€)")  # fmt: skip
_SCHOOL_ROWS = (
    ("Obiettivo generale", "Ridurre la dispersione scolastica nelle valli",
     "Dal 19 % al 10 % entro il 2029", "Anagrafe degli studenti", "", "", ""),
    ("Obiettivo specifico", "Tenere aperte le scuole di montagna anche nel pomeriggio",
     "Dodici scuole aperte fino alle 18", "Registri delle scuole",
     "I trasporti restano gratuiti", "Ufficio scolastico regionale", ""),
    ("Risultato 1", "Gli insegnanti restano almeno tre anni nella stessa scuola",
     "Il 70 % degli insegnanti", "Elenchi del personale",
     "Gli alloggi costano meno che in città", "Ufficio scolastico regionale", ""),
    ("Attività 1.1", "Offrire alloggi agli insegnanti che vengono da lontano",
     "60 alloggi", "Contratti di affitto", "I proprietari aderiscono",
     "Unione dei comuni della Valdorsa", "1.250.000"),
    ("Attività 1.2", "Formare gli insegnanti delle pluriclassi",
     "140 insegnanti formati", "Attestati", "Le supplenze sono coperte",
     "Università di Montefiore; Ministero dell’istruzione e del merito", "86.400,50"),
    ("Risultato 2", "I ragazzi trovano a scuola quello che manca in paese",
     "900 ragazzi ogni settimana", "Fogli di presenza", "Le famiglie si fidano", "", ""),
    ("Attività 2.1", "Aprire laboratori di musica, di legno e di robotica",
     "Nove laboratori", "Inventari", "I locali sono a norma",
     "Istituto comprensivo Leopardi", "415.000"),
    ("Attività 2.2", "Accompagnare verso il lavoro chi ha lasciato la scuola",
     "200 ragazzi seguiti", "Schede personali", "Le imprese offrono tirocini",
     "Agenzia regionale per il lavoro, Camera di commercio di Montefiore", "238.750"),
)  # fmt: skip


def _write_schools(path: Path) -> None:
    style = """
      @page { size: A4 landscape; margin: 14mm; }
      body { font: 10pt/1.3 "DejaVu Serif", serif; }
      table { width: 100%; border-collapse: collapse; }
      td, th { border: 0.5pt solid #555; padding: 4pt 5pt; vertical-align: top; text-align: left; }
      th { background: #f0e6d8; } td:last-child { text-align: right; } tr { break-inside: avoid; }
    """
    head = "".join(f"<th>{label}</th>" for label in _SCHOOL_LABELS)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>"
        for row in _SCHOOL_ROWS
    )
    before = (
        "Il programma vuole che nessun ragazzo delle valli lasci la scuola prima di avere un "
        "titolo. Il quadro logico mostra che cosa si fa, chi lo fa e quanto costa."
    )
    print_html(
        f'<!doctype html><html lang="it"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Programma per le scuole di montagna 2026–2029</h1><p>{before}</p>"
        f"<h2>Quadro logico</h2><table><thead><tr>{head}</tr></thead>{lines}</table></html>",
        path,
    )


ITALIAN_SCHOOLS = FieldPlan(
    name="scuole-2026-2029",
    language="it",
    roles=("", "activity", "indicator", "means_of_verification", "risk", "lead_bodies", "budget"),
    rows=_SCHOOL_ROWS,
    sections=(),
    bodies=frozenset(
        {"Ufficio scolastico regionale", "Unione dei comuni della Valdorsa",
         "Università di Montefiore", "Ministero dell’istruzione e del merito",
         "Istituto comprensivo Leopardi", "Agenzia regionale per il lavoro",
         "Camera di commercio di Montefiore"}
    ),
    values={"budget": ("1250000.0", "86400.5", "415000.0", "238750.0")},
    write=_write_schools,
    engine="chromium",
)  # fmt: skip
