"""Education, Portuguese: a matrix on pages set sideways, its objectives merged over rows."""

from __future__ import annotations

from pathlib import Path

from tests.generators.field_plans.truth import FieldPlan

LABELS = ("Objetivo estratégico", "Ação", "Produto esperado", "Entidade responsável",
          "Entidades parceiras", "Prazo", "Orçamento (R$ mil)", "Indicador")  # fmt: skip
ROLES = ("area", "activity", "output", "lead_bodies", "partners", "deadline", "budget",
         "indicator")  # fmt: skip
_SEE = "Secretaria de Educação"
_PLAN: dict[str, tuple[tuple[str, ...], ...]] = {
    "1. Garantir que todas as crianças aprendam a ler até os oito anos": (
        ("Formar professores alfabetizadores em oficinas regionais",
         "1.200 professores formados", _SEE, "Universidade Estadual", "dezembro de 2026", "1.850,0",
         "Número de professores formados"),
        ("Distribuir livros de literatura infantil às escolas do campo",
         "Acervo de 80 títulos por escola", "Fundação do Livro", _SEE, "junho de 2026", "640,5",
         "Escolas com acervo completo"),
        ("Aplicar uma avaliação diagnóstica de leitura no início de cada ano letivo",
         "Relatório anual de resultados", "Instituto de Avaliação", "Municípios", "março de 2027",
         "310,0", "Taxa de participação dos alunos"),
        ("Criar turmas de reforço no contraturno para alunos com atraso na leitura",
         "450 turmas abertas", _SEE, "Municípios", "agosto de 2027", "2.975,0",
         "Alunos atendidos por semestre"),
    ),
    "2. Reduzir o abandono no ensino médio": (
        ("Pagar uma bolsa mensal a estudantes de famílias de baixa renda",
         "30.000 bolsas pagas", "Secretaria da Fazenda", _SEE, "2028", "48.000,0",
         "Taxa de abandono no ensino médio"),
        ("Implantar um sistema de alerta que avise a escola quando o aluno falta",
         "Sistema em uso em todas as escolas", "Companhia de Processamento de Dados", _SEE,
         "2º semestre de 2026", "1.120,0", "Escolas que usam o sistema"),
        ("Ampliar o transporte escolar noturno nas áreas rurais",
         "120 linhas novas", "Departamento de Estradas de Rodagem", "Municípios",
         "fevereiro de 2027", "9.300,0", "Linhas em operação"),
        ("Oferecer orientação profissional aos estudantes do último ano",
         "Serviço em 200 escolas", "Instituto Federal de Educação", "Associação Comercial",
         "novembro de 2027", "780,0", "Estudantes orientados por ano"),
        ("Abrir cursos técnicos ligados à economia de cada região",
         "60 cursos abertos", "Instituto Federal de Educação", "Federação das Indústrias", "2028",
         "15.400,0", "Matrículas nos cursos técnicos"),
    ),
    "3. Melhorar as condições das escolas": (
        ("Reformar os telhados e as instalações elétricas das escolas mais antigas",
         "95 escolas reformadas", "Secretaria de Obras Públicas", "Municípios", "dezembro de 2028",
         "72.600,0", "Escolas com laudo de segurança"),
        ("Instalar painéis solares e cisternas nas escolas do semiárido",
         "140 escolas equipadas", "Companhia de Energia", "Secretaria do Meio Ambiente",
         "outubro de 2027", "18.250,0", "Consumo de energia por escola"),
        ("Ligar todas as escolas à internet de alta velocidade",
         "Todas as escolas ligadas", "Companhia de Processamento de Dados", _SEE, "julho de 2026",
         "26.900,0", "Velocidade média por escola"),
    ),
}  # fmt: skip
_ROWS = tuple((area, *row) for area, rows in _PLAN.items() for row in rows)


def _write(path: Path) -> None:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table

    styles = getSampleStyleSheet()
    small = styles["BodyText"].clone("small", fontSize=10, leading=12)
    head = small.clone("head", fontName="Helvetica-Bold")
    lines = [[Paragraph(label, head) for label in LABELS]]
    spans: list[tuple[object, ...]] = []
    for area, rows in _PLAN.items():
        first = len(lines)
        for number, row in enumerate(rows):
            lead = Paragraph(area, small) if number == 0 else ""
            lines.append([lead, *(Paragraph(text, small) for text in row)])
        spans.append(("SPAN", (0, first), (0, len(lines) - 1)))
    grid = [("GRID", (0, 0), (-1, -1), 0.5, "#555555"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("BACKGROUND", (0, 0), (-1, 0), "#dddddd")]  # fmt: skip
    widths = [105, 150, 95, 95, 85, 70, 62, 100]
    table = Table(lines, widths, repeatRows=1, style=[*grid, *spans])
    document = SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=36, rightMargin=36,
                                 topMargin=40, bottomMargin=40)  # fmt: skip
    document.build([
        Paragraph("Plano Estadual de Educação 2026–2028", styles["Title"]),
        Paragraph(
            "Este plano reúne as ações que o governo do estado e os municípios assumem para os "
            "próximos três anos. O acompanhamento cabe à Secretaria de Educação, que publica um "
            "balanço todos os anos. Os valores estão em milhares de reais.", styles["BodyText"],
        ),
        Spacer(1, 10), table,
    ])  # fmt: skip


PORTUGUESE = FieldPlan(
    name="educacao-2026-2028",
    language="pt",
    roles=ROLES,
    rows=_ROWS,
    sections=(),
    bodies=frozenset({row[ROLES.index("lead_bodies")] for row in _ROWS}
                     | {row[ROLES.index("partners")] for row in _ROWS} - {"Municípios"}),
    values={
        "deadline": ("2026-12-31", "2026-06-30", "2027-03-31", "2027-08-31", "2028-12-31",
                     "2026-12-31", "2027-02-28", "2027-11-30", "2028-12-31", "2028-12-31",
                     "2027-10-31", "2026-07-31"),
        "budget": ("1850000.0", "640500.0", "310000.0", "2975000.0", "48000000.0", "1120000.0",
                   "9300000.0", "780000.0", "15400000.0", "72600000.0", "18250000.0",
                   "26900000.0"),
    },
    write=_write,
)  # fmt: skip
