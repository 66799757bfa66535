"""Indonesian: thirteen columns with years below targets and budget, and narrow striped columns."""

from __future__ import annotations

import html
from pathlib import Path

from tests.generators.engines import print_html
from tests.generators.field_plans.truth import FieldPlan

ROLES = ("number", "focus", "activity", "indicator", "baseline", "target_2025", "target_2026",
         "target_2027", "budget_2025", "budget_2026", "budget_2027", "lead_bodies",
         "funding_source")  # fmt: skip
_DLH, _PU, _BPPD = "Dinas Lingkungan Hidup", "Dinas Pekerjaan Umum", "Badan Perencanaan Daerah"
_PLAN: dict[str, tuple[tuple[str, ...], ...]] = {
    "Pengurangan sampah": (
        ("Membangun bank sampah di setiap kelurahan", "Jumlah bank sampah", "12", "25", "40", "60",
         "450", "520", "610", _DLH, "APBD"),
        ("Melatih pedagang pasar memilah sampah organik", "Jumlah pedagang terlatih", "80", "300",
         "600", "900", "75", "80", "90", "Dinas Perdagangan", "APBD"),
        ("Membatasi kantong plastik di toko dan pasar modern", "Jumlah toko yang patuh", "35",
         "90", "150", "220", "60", "60", "65", "Satuan Polisi Pamong Praja", "APBD"),
    ),
    "Pengangkutan dan pengolahan": (
        ("Menambah truk pengangkut sampah untuk daerah pesisir", "Jumlah truk", "18", "22", "26",
         "30", "3.200", "3.400", "3.600", _DLH, "DAK"),
        ("Membangun tempat pengolahan sampah terpadu", "Jumlah tempat pengolahan", "1", "2", "3",
         "5", "8.500", "9.750", "12.000", _PU, "APBN"),
        ("Memasang alat ukur gas di tempat pemrosesan akhir", "Jumlah alat ukur", "0", "4", "8",
         "12", "240", "260", "280", "Badan Riset Daerah", "Hibah"),
    ),
    "Air limbah rumah tangga": (
        ("Membangun tangki septik komunal di kampung padat", "Jumlah tangki", "40", "65", "90",
         "130", "5.100", "5.400", "6.300", _PU, "DAK"),
        ("Menyedot lumpur tinja secara terjadwal", "Jumlah rumah terlayani", "1.200", "4.000",
         "7.500", "12.000", "880", "940", "1.050", "Perusahaan Daerah Air Minum", "APBD"),
        ("Memeriksa mutu air sungai setiap bulan", "Jumlah titik pantau", "10", "16", "20", "24",
         "130", "140", "150", _DLH, "APBD"),
        ("Menyusun rencana induk air limbah kota", "Jumlah dokumen", "0", "1", "1", "1", "700",
         "150", "150", _BPPD, "APBN"),
    ),
}  # fmt: skip
_ROWS = tuple(
    (str(number), program, *row)
    for number, (program, row) in enumerate(
        ((program, row) for program, rows in _PLAN.items() for row in rows), 1
    )
)


def _body() -> str:
    lines = []
    number = 0
    for program, rows in _PLAN.items():
        for at, row in enumerate(rows):
            number += 1
            merged = f'<td rowspan="{len(rows)}">{program}</td>' if at == 0 else ""
            cells = "".join(f"<td>{html.escape(text)}</td>" for text in row)
            lines.append(f"<tr><td>{number}</td>{merged}{cells}</tr>")
    return "".join(lines)


def _write(path: Path) -> None:
    style = """
      @page { size: A4 landscape; margin: 14mm; }
      body { font: 10pt/1.3 "DejaVu Sans", sans-serif; }
      table { width: 100%; border-collapse: collapse; } thead { display: table-header-group; }
      td, th { border: 0.5pt solid #000; padding: 3pt 4pt; vertical-align: top; text-align: left; }
      tr { break-inside: avoid; }
    """
    years = "<th>2025</th><th>2026</th><th>2027</th>"
    head = (
        '<tr><th rowspan="2">No</th><th rowspan="2">Program</th><th rowspan="2">Kegiatan</th>'
        '<th rowspan="2">Indikator</th><th rowspan="2">Data awal</th>'
        '<th colspan="3">Target</th><th colspan="3">Anggaran (juta rupiah)</th>'
        '<th rowspan="2">Instansi pelaksana</th><th rowspan="2">Sumber dana</th></tr>'
        f"<tr>{years}{years}</tr>"
    )
    before = (
        "Rencana aksi ini memuat kegiatan pemerintah kota dalam pengelolaan sampah dan air limbah. "
        "Pelaksanaannya dilaporkan kepada wali kota setiap enam bulan."
    )
    print_html(
        f'<!doctype html><html lang="id"><meta charset="utf-8"><style>{style}</style>'
        f"<h1>Rencana Aksi Kota Bersih 2025–2027</h1><p>{before}</p>"
        f"<table><thead>{head}</thead><tbody>{_body()}</tbody></table></html>",
        path,
    )


INDONESIAN = FieldPlan(
    name="kota-bersih-2025-2027",
    language="id",
    roles=ROLES,
    rows=_ROWS,
    sections=(),
    bodies=frozenset(row[ROLES.index("lead_bodies")] for row in _ROWS),
    values={
        "target_2025": ("25.0", "300.0", "90.0", "22.0", "2.0", "4.0", "65.0", "4000.0",
                        "16.0", "1.0"),
        "budget_2025": ("450000000.0", "75000000.0", "60000000.0", "3200000000.0", "8500000000.0",
                   "240000000.0", "5100000000.0", "880000000.0", "130000000.0", "700000000.0"),
    },
    write=_write,
    engine="chromium",
)  # fmt: skip


_COAST_LABELS = ("No", "Kegiatan", "Indikator", "Data dasar 2025", "Target 2028",
                 "Penanggung jawab", "Mitra", "Anggaran")  # fmt: skip
_ROADS = "Dinas Pekerjaan Umum dan Penataan Ruang"
_TRADE = "Dinas Perdagangan, Koperasi dan UKM"
_COAST_ROWS = (
    ("1", "Membangun sumur bor di desa rawan kekeringan", "Jumlah sumur", "24", "60", _ROADS,
     "Badan Penanggulangan Bencana Daerah", "Rp 3.500 juta"),
    ("2", "Melatih kader kesehatan ibu dan anak", "Persentase kader terlatih", "35%", "80%",
     "Dinas Kesehatan", "Puskesmas; Yayasan Sehat Bersama", "Rp 850 juta"),
    ("3", "Menyusun peta risiko banjir", "Dokumen peta", "0", "1", "Bappeda",
     "Badan Informasi Geospasial, Universitas Hasanuddin", "Rp 425 juta"),
    ("4", "Memperbaiki jalan usaha tani", "Panjang jalan (km)", "12,5", "40", "Dinas Pertanian",
     _ROADS, "Rp 9,75 miliar"),
    ("5", "Mengembangkan pasar rakyat", "Jumlah pasar", "3", "7", _TRADE, "Bank Sulselbar",
     "Rp 2.100 juta"),
    ("6", "Menanam bakau di pesisir utara", "Luas tanam (ha)", "15", "120",
     "Dinas Lingkungan Hidup", "Kelompok Tani Pesisir", "Rp 1,1 miliar"),
)  # fmt: skip


def _write_coast(path: Path) -> None:
    from reportlab.lib import colors
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    text = ParagraphStyle("text", fontName="Helvetica", fontSize=8, leading=10)
    label = ParagraphStyle("label", text, fontName="Helvetica-Bold", textColor=colors.white)
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=14, leading=18)
    before = (
        "Rencana ini disusun oleh Badan Perencanaan Pembangunan Daerah (Bappeda) bersama Dinas "
        "Kesehatan dan Dinas Pertanian."
    )
    rows = [[Paragraph(one, label) for one in _COAST_LABELS]]
    rows += [[Paragraph(one, text) for one in row] for row in _COAST_ROWS]
    table = Table(rows, colWidths=[20, 75, 52, 36, 36, 60, 56, 46], repeatRows=1)
    stripes = [colors.white, colors.HexColor("#e8f0e8")]
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#226644")),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), stripes),
                ("LINEBELOW", (0, 0), (-1, -1), 0.3, colors.grey),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), 20)
    SimpleDocTemplate(str(path), pagesize=(420, 500), invariant=1, **margins).build(
        [
            Paragraph("Rencana Aksi Ketahanan Pesisir 2026–2028", title),
            Paragraph(before, text),
            table,
        ]
    )


COAST = FieldPlan(
    name="pesisir-2026-2028",
    language="id",
    roles=("number", "activity", "indicator", "baseline", "target", "lead_bodies",
           "relevant_bodies", "budget"),
    rows=_COAST_ROWS,
    sections=(),
    bodies=frozenset(
        {_ROADS, _TRADE, "Badan Penanggulangan Bencana Daerah", "Dinas Kesehatan", "Puskesmas",
         "Yayasan Sehat Bersama", "Bappeda", "Badan Perencanaan Pembangunan Daerah",
         "Badan Informasi Geospasial", "Universitas Hasanuddin", "Dinas Pertanian",
         "Bank Sulselbar", "Dinas Lingkungan Hidup", "Kelompok Tani Pesisir"}
    ),
    values={
        "baseline": ("24.0", "35.0", "0.0", "12.5", "3.0", "15.0"),
        "target": ("60.0", "80.0", "1.0", "40.0", "7.0", "120.0"),
        "budget": ("3500000000.0", "850000000.0", "425000000.0", "9750000000.0", "2100000000.0",
                   "1100000000.0"),
    },
    write=_write_coast,
)  # fmt: skip
