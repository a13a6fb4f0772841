"""The verifier's queue: one row goes back with a note, the others pass, and the mended one passes later."""

from tests.browser.scenes import QUARTER
from tests.browser.walking import fill, is_told, open_row, press, sees, visit

NOTE = "Lampirkan berita acara layanan bulan Desember."


def test_a_row_that_came_back_is_mended_and_verified_and_its_history_tells_all(enter, handed_in):
    verifier = enter("budi")
    visit(verifier, "/verifikasi/")
    sees(verifier, "3 menunggu")
    verifier.get_by_label("Catatan untuk 1.2 Direktorat Anak").fill(NOTE)
    press(verifier, "Kembalikan yang dipilih")
    sees(verifier, "1 isian dikembalikan kepada pengisi.", "2 menunggu")
    verifier.get_by_label("Pilih semua di halaman ini").check()
    press(verifier, "Setujui yang dipilih")
    sees(verifier, "2 isian terverifikasi.", "Tidak ada yang menunggu")

    reporter = enter("siti", phone=True)
    visit(reporter, "/pengisian/")
    sees(reporter, "1 dikembalikan", NOTE)
    visit(reporter, QUARTER)
    open_row(reporter, "Nilai layanan")
    sees(reporter, NOTE)
    fill(reporter, Nilai="81")
    is_told(reporter, "Tersimpan")
    press(reporter, "Ajukan")
    press(reporter, "Ajukan tanpa bukti")
    sees(reporter, "1.2 diajukan", "2 terverifikasi")

    visit(verifier, "/verifikasi/")
    sees(verifier, "Perbaikan.", "Nilai semula 79")
    press(verifier, "1.2 Nilai layanan")
    press(verifier, "Setujui")
    sees(verifier, "1 isian terverifikasi.")

    visit(reporter, QUARTER)
    open_row(reporter, "Nilai layanan")
    for words in ("Diajukan", "Dikembalikan", NOTE, "Diverifikasi"):
        sees(reporter, words)
