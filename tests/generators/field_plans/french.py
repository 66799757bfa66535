"""Fisheries, French: a logical framework on landscape pages; only other texts name the bodies."""

from __future__ import annotations

import html
from pathlib import Path

from tests.generators.engines import print_html
from tests.generators.field_plans.truth import FieldPlan

LABELS = ("", "Logique d’intervention", "Indicateurs objectivement vérifiables",
          "Sources et moyens de vérification", "Hypothèses")  # fmt: skip
_ROWS = (
    ("Objectif global",
     "Contribuer à la sécurité alimentaire des ménages de pêcheurs de la côte",
     "La part des ménages en insécurité alimentaire baisse de 34 % à 20 % d’ici à 2029",
     "Enquête nationale sur les ménages", ""),
    ("Objectif spécifique",
     "Gérer durablement la pêche artisanale dans cinq zones côtières",
     "Cinq plans de gestion sont appliqués à la fin de 2028",
     "Rapports annuels de suivi", "Les prix du carburant restent stables"),
    ("Résultat 1",
     "Les pêcheurs gèrent eux-mêmes les zones de pêche",
     "80 % des zones ont un comité de gestion élu",
     "Procès-verbaux des élections", "Les chefs coutumiers soutiennent les comités"),
    ("Activité 1.1",
     "Former deux cents surveillants parmi les pêcheurs de chaque zone",
     "200 surveillants formés, dont 60 femmes",
     "Listes de présence", "Les surveillants restent dans leur village"),
    ("Activité 1.2",
     "Marquer les limites des zones fermées par des bouées",
     "120 bouées posées",
     "Rapports de mission en mer", "Les bouées ne sont pas volées"),
    ("Résultat 2",
     "Les pertes après capture diminuent",
     "Les pertes passent de 30 % à 15 % des captures",
     "Relevés aux débarcadères", "La demande des villes se maintient"),
    ("Activité 2.1",
     "Construire quatre unités de glace alimentées par le soleil",
     "4 unités en service",
     "Procès-verbaux de réception", "Les communes cèdent les terrains"),
    ("Activité 2.2",
     "Former les mareyeuses à la conservation et à la vente du poisson",
     "350 mareyeuses formées",
     "Évaluations des formations", "Les mareyeuses ont accès au crédit"),
)  # fmt: skip
_SHORT_FORMS = (
    ("DNPA", "Direction nationale de la pêche artisanale"),
    ("CNSHB", "Centre national des sciences halieutiques de Boussoura"),
    ("FAO", "Organisation des Nations unies pour l’alimentation et l’agriculture"),
    ("PIB", "Produit intérieur brut"),
)


def _table(header: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th>{html.escape(label)}</th>" for label in header)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(text)}</td>" for text in row) + "</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _write(path: Path) -> None:
    style = """
      @page { size: A4 landscape; margin: 15mm; }
      body { font: 10.5pt/1.35 "DejaVu Sans", sans-serif; }
      table { width: 100%; border-collapse: collapse; margin: 4mm 0 8mm; }
      td, th { border: 0.5pt solid #444; padding: 4pt 5pt; vertical-align: top; text-align: left; }
      th { background: #dfe8ee; } tr { break-inside: avoid; } h2 { break-after: avoid; }
    """
    before = (
        "<p>Le présent programme a été préparé par la Direction nationale de la pêche artisanale "
        "avec les coopératives de la côte. Le Centre national des sciences halieutiques de "
        "Boussoura suit les captures, et la FAO forme les agents de terrain. Les fonds sont versés "
        "par l’Agence française de développement (AFD) et par l’État.</p>"
        "<p>La mise en œuvre commence en janvier. Le comité de pilotage se réunit deux fois par an "
        "sous la présidence du Ministère de la Pêche et de l’Économie maritime. En mars et en "
        "septembre, les résultats sont présentés aux pêcheurs.</p>"
    )
    print_html(
        f'<!doctype html><html lang="fr"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Programme de gestion de la pêche artisanale 2026–2029</h1>{before}"
        f"<h2>Sigles et abréviations</h2>{_table(('Sigle', 'Signification'), _SHORT_FORMS)}"
        f"<h2>Cadre logique</h2>{_table(LABELS, _ROWS)}</html>",
        path,
    )


FRENCH = FieldPlan(
    name="peche-2026-2029",
    language="fr",
    roles=("", "activity", "indicator", "means_of_verification", "risk"),
    rows=_ROWS,
    sections=(),
    bodies=frozenset(
        {"DNPA", "CNSHB", "FAO", "AFD", "Ministère de la Pêche et de l’Économie maritime"}
    ),
    values={},
    write=_write,
    engine="chromium",
)
