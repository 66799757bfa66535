"""French: fisheries, a logframe whose bodies stand in other texts; health, merged objectives."""

from __future__ import annotations

import html
import tempfile
from itertools import groupby
from pathlib import Path

from tests.generators.engines import convert_document, print_html
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


_HEALTH_LABELS = ("Objectif", "N°", "Action", "Responsable", "Partenaires", "Échéance",
                  "Coût (millions de FCFA)", "Indicateur", "État d’avancement")  # fmt: skip
_BIRTH = "Rendre les naissances plus sûres"
_VACCINE = "Protéger tous les enfants par la vaccination"
_MONEY = "Soigner sans ruiner les familles"
_HEALTH_ROWS = (
    (_BIRTH, "1.1", "Former cent vingt sages-femmes aux soins d’urgence",
     "Direction de la santé maternelle", "UNICEF ; Ordre national des sages-femmes", "T2 2026",
     "48,5", "Sages-femmes formées", "En cours"),
    (_BIRTH, "1.2", "Équiper six blocs opératoires en oxygène et en électricité solaire",
     "Ministère de la Santé", "Agence de l’électrification rurale", "fin 2027", "1 250",
     "Blocs en service", "Non démarrée"),
    (_BIRTH, "1.3", "Ouvrir une banque de sang dans chaque région",
     "Centre national de transfusion sanguine", "OMS", "décembre 2026", "310,25",
     "Poches de sang distribuées", "Reportée"),
    (_VACCINE, "2.1", "Vacciner les enfants des campements pendant la saison sèche",
     "Direction régionale de la santé et de l’hygiène publique", "UNICEF", "mars 2026", "96",
     "Enfants vaccinés", "Achevée"),
    (_VACCINE, "2.2", "Remplacer les réfrigérateurs à pétrole des postes de santé",
     "Ministère de la Santé", "ONG", "30/06/2027", "187,4", "Réfrigérateurs remplacés",
     "Prévue"),
    (_VACCINE, "2.3", "Rappeler les rendez-vous par des messages en langues locales",
     "Autorité de régulation des télécommunications", "Ministère de la Santé", "T4 2026", "22",
     "Part des rappels suivis d’une visite", "En cours"),
    (_MONEY, "3.1", "Rendre gratuits les soins des enfants de moins de cinq ans",
     "Ministère des Finances et du Budget", "Caisse nationale d’assurance maladie", "2028",
     "5 400", "Consultations gratuites", "Suspendue"),
    (_MONEY, "3.2", "Aider les communes à créer des mutuelles de santé",
     "Caisse nationale d’assurance maladie", "Association des maires", "juin 2027", "75",
     "Ménages affiliés", "Abandonnée"),
)  # fmt: skip
_WIDTHS = (3.0, 1.2, 5.0, 3.8, 3.6, 2.2, 2.2, 3.0, 2.5)
_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "text", "table")
) + ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'  # fmt: skip


def _box(text: str, rows: int = 1) -> str:
    span = f' table:number-rows-spanned="{rows}"' if rows > 1 else ""
    return (
        f'<table:table-cell table:style-name="box"{span}><text:p text:style-name="small">'
        f"{html.escape(text)}</text:p></table:table-cell>"
    )


def _health_rows() -> str:
    lines = [f"<table:table-header-rows><table:table-row>{''.join(map(_box, _HEALTH_LABELS))}"
             "</table:table-row></table:table-header-rows>"]  # fmt: skip
    for _, group in groupby(_HEALTH_ROWS, key=lambda row: row[0]):
        rows = list(group)
        for at, row in enumerate(rows):
            first = "<table:covered-table-cell/>" if at else _box(row[0], len(rows))
            cells = "".join(map(_box, row[1:]))
            lines.append(f"<table:table-row>{first}{cells}</table:table-row>")
    return "".join(lines)


def _write_health(path: Path) -> None:
    columns = "".join(
        f'<style:style style:name="c{at}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for at, width in enumerate(_WIDTHS)
    )
    uses = "".join(f'<table:table-column table:style-name="c{at}"/>' for at in range(len(_WIDTHS)))
    before = (
        "Ce plan réunit ce que l’État et ses partenaires feront en trois ans pour que moins de "
        "mères et d’enfants meurent de maladies que l’on sait soigner."
    )
    source = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} '
        'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
        '<office:styles><style:default-style style:family="paragraph"><style:text-properties '
        'fo:language="fr" fo:country="FR" fo:font-size="10pt"/></style:default-style>'
        "</office:styles><office:automatic-styles>"
        '<style:page-layout style:name="page"><style:page-layout-properties fo:page-width="29.7cm" '
        'fo:page-height="21cm" style:print-orientation="landscape" fo:margin="1.5cm"/>'
        '</style:page-layout><style:style style:name="small" style:family="paragraph">'
        '<style:text-properties fo:font-size="9pt"/></style:style>'
        '<style:style style:name="title" style:family="paragraph">'
        '<style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>'
        '<style:style style:name="box" style:family="table-cell"><style:table-cell-properties '
        f'fo:border="0.5pt solid #333333" fo:padding="0.1cm"/></style:style>{columns}'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" '
        'style:page-layout-name="page"/></office:master-styles><office:body><office:text>'
        '<text:p text:style-name="title">Plan d’action pour la santé de la mère et de l’enfant '
        f"2026–2028</text:p><text:p>{before}</text:p><table:table>{uses}{_health_rows()}"
        "</table:table></office:text></office:body></office:document>"
    )
    with tempfile.TemporaryDirectory() as folder:
        document = Path(folder) / f"{path.stem}.fodt"
        document.write_text(source, encoding="utf-8")
        convert_document(document, path)


FRENCH_HEALTH = FieldPlan(
    name="sante-2026-2028",
    language="fr",
    roles=("area", "number", "activity", "lead_bodies", "partners", "deadline", "budget",
           "indicator", "status"),
    rows=_HEALTH_ROWS,
    sections=(),
    bodies=frozenset(
        {"Direction de la santé maternelle", "UNICEF", "Ordre national des sages-femmes",
         "Ministère de la Santé", "Agence de l’électrification rurale",
         "Centre national de transfusion sanguine", "OMS",
         "Direction régionale de la santé et de l’hygiène publique",
         "Autorité de régulation des télécommunications", "Ministère des Finances et du Budget",
         "Caisse nationale d’assurance maladie", "Association des maires"}
    ),
    values={
        "deadline": ("2026-06-30", "2027-12-31", "2026-12-31", "2026-03-31", "2027-06-30",
                     "2026-12-31", "2028-12-31", "2027-06-30"),
        "budget": ("48500000.0", "1250000000.0", "310250000.0", "96000000.0", "187400000.0",
                   "22000000.0", "5400000000.0", "75000000.0"),
        "status": ("underway", "planned", "delayed", "completed", "planned", "underway",
                   "delayed", "cancelled"),
    },
    write=_write_health,
    engine="libreoffice",
)  # fmt: skip
