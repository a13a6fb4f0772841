"""The first sheet of the file: in plain words what to fill in, until when, and what happens after the upload."""

from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from agreements.quarter import QuarterSheet
from lakin.formatting import date_long

STEPS = (
    ("1", "Buka lembar Isian. Setiap baris adalah satu indikator; isi hanya sel berwarna kuning."),
    ("2", "Bila indikator dihitung dari n dan T, isi n dan T saja. Nilai dan capaiannya dihitung LAKIN."),
    ("3", "Bila indikator mempunyai komponen, isi angkanya di lembar Komponen."),
    ("4", "Simpan berkas ini sebagai .xlsx, lalu unggah lewat tombol Unggah lembar di halaman triwulan."),
    ("5", "Periksa pratinjaunya. Belum ada yang disimpan sebelum Anda menyetujuinya."),
)
RULES = (
    "Sel kosong berarti belum diketahui, bukan nol. Mengosongkan sel yang tadinya terisi menghapus isinya.",
    "Tulis angka seperti 74,78 atau 1204, tanpa % dan tanpa satuan. Rumus tidak dibaca; tempel hasilnya sebagai nilai.",
    "Tanggal ditulis seperti 30 September 2023 atau 2023-09-30.",
    "Baris abu-abu sudah diajukan, sudah diverifikasi, atau tertutup; alasannya ada di kolom Keadaan. "
    "Baris itu tidak dibaca.",
    "Jangan menambah atau memindahkan baris dan kolom. Lembar ini hanya berlaku untuk unit dan triwulan yang tertulis.",
    "Isian yang diubah orang lain di LAKIN sesudah lembar ini diunduh tidak akan tertimpa; Anda diberi tahu barisnya.",
    "Bukti dukung diunggah di halaman isian, bukan di lembar ini.",
)


def guide(page: Worksheet, formats: dict[str, Format], sheet: QuarterSheet, today: date) -> None:
    """Writes the instructions of one file."""
    page.hide_gridlines(2)
    page.protect()
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_column(0, 0, 5)
    page.set_column(1, 1, 110)
    page.write_string(0, 0, f"Lembar isian {sheet.period.name}", formats["title"])
    page.write_string(1, 0, sheet.unit.name, formats["title"])
    page.write_string(2, 0, f"Diunduh {date_long(today)}. {sheet.period.words}", formats["hint"])
    row = 4
    for number, sentence in STEPS:
        page.write_string(row, 0, number, formats["strong"])
        page.write_string(row, 1, sentence, formats["wide"])
        row += 1
    row += 1
    page.write_string(row, 1, "Yang perlu diketahui", formats["strong"])
    for at, sentence in enumerate(RULES, start=row + 1):
        page.write_string(at, 1, sentence, formats["wide"])
