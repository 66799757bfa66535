"""Water, Portuguese: a matrix that names no body; the running text and another table do."""

from __future__ import annotations

from pathlib import Path

from tests.generators.field_plans.truth import FieldPlan
from tests.generators.other_plans import typst_cell, typst_paper

_LABELS = ("Objetivo", "Ação", "Prazo", "Indicador", "Situação")
_FOREST = "Proteger as nascentes da bacia"
_USE = "Reduzir as perdas de água"
_ROWS = (
    (_FOREST, "Cercar as nascentes e plantar árvores nativas ao redor delas",
     "até dezembro de 2026",
     "Nascentes cercadas", "Em andamento"),
    (_FOREST, "Pagar aos agricultores que conservam a mata das margens", "2027",
     "Hectares conservados", "Não iniciada"),
    (_FOREST, "Fiscalizar o desmatamento por imagens de satélite", "permanente",
     "Imagens analisadas por mês", "Em andamento"),
    (_USE, "Trocar a rede antiga do centro da cidade", "até junho de 2028",
     "Quilômetros de rede trocados", "Não iniciada"),
    (_USE, "Instalar hidrômetros em todos os prédios públicos", "março de 2026",
     "Prédios com hidrômetro", "Concluída"),
    (_USE, "Ensinar nas escolas o uso cuidadoso da água", "2026",
     "Alunos alcançados", "Em andamento"),
)  # fmt: skip
_PARTIES = (
    ("Secretaria Municipal do Meio Ambiente", "Coordena o plano e fiscaliza as margens dos rios"),
    ("Companhia de Saneamento do Vale", "Mantém a rede e mede as perdas"),
    ("Universidade Federal do Vale", "Analisa a água e as imagens"),
    ("Comitê da Bacia do Rio Claro", "Aprova as metas e os relatórios"),
)


def _table(labels: tuple[str, ...], rows: tuple[tuple[str, ...], ...], widths: str) -> str:
    header = ", ".join(f"[*{label}*]" for label in labels)
    cells = ",\n".join(", ".join(map(typst_cell, row)) for row in rows)
    return f"#table(columns: {widths}, table.header({header}),\n{cells})\n"


def _write(path: Path) -> None:
    import typst

    text = (
        "= Plano de ação das águas do Vale 2026–2028\n"
        "A Secretaria Municipal do Meio Ambiente (SMMA) coordena o plano, que foi aprovado em "
        "maio. A Agência Nacional de Águas e Saneamento Básico (ANA) acompanha as metas, e o "
        "Ministério Público Estadual recebe as denúncias. O Banco do Nordeste financia as obras "
        "da rede, com juros menores durante três anos.\n\n"
        "Em cada reunião, os agricultores e os moradores ouvem o que foi feito. As dúvidas são "
        "respondidas por escrito em até quinze dias.\n"
    )
    source = (
        f'{typst_paper("pt")}#set text(size: 9.5pt, font: "DejaVu Serif")\n{text}'
        "== Entidades envolvidas\n"
        + _table(("Entidade", "Papel no plano"), _PARTIES, "(2fr, 3fr)")
        + "== Matriz de ações\n"
        + _table(_LABELS, _ROWS, "(1.6fr, 3fr, 1.4fr, 1.8fr, 1.3fr)")
    )
    file = path.with_suffix(".typ")
    file.write_text(source, encoding="utf-8")
    typst.compile(str(file), output=str(path))


BRAZILIAN = FieldPlan(
    name="aguas-2026-2028",
    language="pt",
    roles=("area", "activity", "deadline", "indicator", "status"),
    rows=_ROWS,
    sections=(),
    bodies=frozenset(
        {"SMMA", "ANA", "Companhia de Saneamento do Vale", "Universidade Federal do Vale",
         "Comitê da Bacia do Rio Claro", "Ministério Público Estadual", "Banco do Nordeste"}
    ),
    values={
        "deadline": ("2026-12-31", "2027-12-31", "", "2028-06-30", "2026-03-31", "2026-12-31"),
        "status": ("underway", "planned", "underway", "planned", "completed", "underway"),
    },
    write=_write,
)  # fmt: skip
