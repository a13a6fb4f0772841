"""Without JavaScript: the reporter's whole way with links, forms and reloaded pages only."""

from playwright.sync_api import expect

from tests.browser.scenes import QUARTER
from tests.browser.walking import fill, open_row, press, sees, visit
from tests.evidence_files import PDF


def test_a_reporter_fills_in_a_quarter_without_scripts(enter, open_quarter):
    page = enter("siti", scripts=False)
    visit(page, QUARTER)
    open_row(page, "Persentase anak mandiri")
    fill(page, n_anak_mandiri="875", T_anak_yang_dilayani="1.000")
    press(page, "Hitung")
    sees(page, "87,50%", "109,38%", "belum disimpan")
    press(page, "Simpan")
    sees(page, "Belum diajukan.")
    page.get_by_label("Tambah bukti dukung").set_input_files(
        {"name": "laporan.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    press(page, "Unggah")
    sees(page, "Tersimpan: laporan.", "1 berkas")
    press(page, "Ajukan")
    sees(page, "1.1 diajukan. Sekarang menunggu verifikasi.")


def test_without_scripts_too_a_conflict_shows_both_and_loses_nothing(enter, open_quarter):
    first, second = enter("siti", scripts=False), enter("dewi", scripts=False)
    for page in (first, second):
        visit(page, QUARTER)
        open_row(page, "Nilai layanan")
    fill(first, Nilai="70")
    press(first, "Simpan")
    fill(second, Nilai="75")
    press(second, "Simpan")
    sees(second, "Diubah orang lain sementara Anda mengisi", "70", "75")
    expect(second.get_by_label("Nilai", exact=True)).to_have_value("75")
    press(second, "Simpan isian saya")
    sees(second, "Belum diajukan.")
