"""Waste and water, Indonesian: a matrix of thirteen columns with years below targets and budget."""

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
