"""Portuguese: water, a matrix that names no body, and health, with statuses in the feminine."""

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
    header = ", ".join(f"[*{typst_cell(label)[1:-1]}*]" for label in labels)
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


_HEALTH_LABELS = ("Nº", "Ação", "Responsável", "Corresponsáveis", "Meta 2029",
                  "Orçamento (R$ mil)", "Situação")  # fmt: skip
_HEALTH = "Secretaria Municipal de Saúde"
_WORKS = "Secretaria Municipal de Obras e Serviços Públicos"
_HEALTH_ROWS = (
    ("1.1", "Ampliar as equipes de saúde da família nos bairros rurais", _HEALTH,
     "Conselho Municipal de Saúde; Ministério da Saúde", "12 equipes", "1.250", "Em andamento"),
    ("1.2", "Reformar três unidades básicas de saúde", _WORKS, "SMS", "3 unidades", "2.480",
     "Planejada"),
    ("1.3", "Implantar o prontuário eletrônico em todas as unidades", "SMS",
     "Ministério da Ciência, Tecnologia e Inovação", "100%", "80,5", "Iniciada"),
    ("2.1", "Contratar agentes de combate às endemias", "SMS", "Fundação Nacional de Saúde",
     "40 agentes", "960", "Finalizada"),
    ("2.2", "Abrir um centro de atenção psicossocial", "SMS",
     "Ministério da Justiça e Segurança Pública", "1 centro", "1.730", "Adiada"),
)  # fmt: skip


def _write_health(path: Path) -> None:
    import typst

    text = (
        "= Plano Municipal de Saúde 2026–2029\n"
        "O plano foi aprovado pela Secretaria Municipal de Saúde (SMS) em dezembro de 2025.\n"
    )
    widths = "(auto, 3fr, 2fr, 2.4fr, 1fr, 1fr, 1.1fr)"
    file = path.with_suffix(".typ")
    file.write_text(
        f"{typst_paper('pt', flipped=True)}{text}" + _table(_HEALTH_LABELS, _HEALTH_ROWS, widths),
        encoding="utf-8",
    )
    typst.compile(str(file), output=str(path))


BRAZILIAN_HEALTH = FieldPlan(
    name="saude-2026-2029",
    language="pt",
    roles=("number", "activity", "lead_bodies", "relevant_bodies", "target", "budget", "status"),
    rows=_HEALTH_ROWS,
    sections=(),
    bodies=frozenset(
        {"SMS", _HEALTH, _WORKS, "Conselho Municipal de Saúde", "Ministério da Saúde",
         "Ministério da Ciência, Tecnologia e Inovação", "Fundação Nacional de Saúde",
         "Ministério da Justiça e Segurança Pública"}
    ),
    values={
        "target": ("12.0", "3.0", "100.0", "40.0", "1.0"),
        "budget": ("1250000.0", "2480000.0", "80500.0", "960000.0", "1730000.0"),
        "status": ("underway", "planned", "underway", "completed", "delayed"),
    },
    write=_write_health,
)  # fmt: skip
