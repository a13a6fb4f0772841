"""The reporter with a phone in the hand fills in a quarter, also when connection, session or a colleague interfere."""

from playwright.sync_api import expect

from tests.browser.scenes import PASSWORD, QUARTER
from tests.browser.walking import (
    attach_by_chooser,
    attach_by_drop,
    fill,
    find,
    is_told,
    look,
    open_row,
    press,
    sees,
    visit,
)
from tests.evidence_files import PDF, picture


def test_a_reporter_fills_in_a_quarter_on_a_phone(enter, open_quarter):
    page = enter("siti", phone=True)
    visit(page, "/pengisian/")
    sees(page, "Yang harus Anda isi", "3 belum diajukan")
    press(page, "Isi Direktorat Anak Triwulan IV " + QUARTER.split("/")[3])
    open_row(page, "Persentase anak mandiri")
    fill(page, n_anak_mandiri="875", T_anak_yang_dilayani="1.000")
    sees(page, "87,50%", "109,38%")
    is_told(page, "Tersimpan")
    attach_by_chooser(page, "foto.png", picture())
    sees(page, "1 berkas tersimpan.", "foto")
    attach_by_drop(page, "laporan.pdf", PDF)
    sees(page, "laporan", "2 berkas")
    look(page)
    press(page, "Ajukan")
    sees(page, "1.1 diajukan. Sekarang menunggu verifikasi.", "1 menunggu verifikasi")


def test_what_is_typed_without_a_connection_is_kept_and_saved_when_it_is_back(enter, open_quarter):
    page = enter("siti", phone=True, noises=("ERR_INTERNET_DISCONNECTED", "htmx:"))
    visit(page, QUARTER)
    open_row(page, "Nilai layanan")
    page.context.set_offline(True)
    fill(page, Nilai="74,78", Faktor_pendorong="Pelatihan petugas.")
    is_told(page, "sambungan terputus. Ketikan disimpan di perangkat ini.")
    page.context.set_offline(False)
    is_told(page, "Tersimpan")
    page.reload()
    look(page)
    expect(page.get_by_label("Nilai", exact=True)).to_have_value("74,78")
    expect(page.get_by_label("Faktor pendorong")).to_have_value("Pelatihan petugas.")


def test_an_ended_session_loses_nothing(enter, open_quarter):
    page = enter("siti", phone=True)
    visit(page, QUARTER)
    open_row(page, "Nilai layanan")
    page.context.clear_cookies(name="sessionid")
    fill(page, Nilai="74,78")
    is_told(page, "sesi berakhir. Ketikan disimpan di perangkat ini.")
    with page.context.expect_page() as opened:
        find(page, "Masuk lagi di tab baru, lalu kembali ke sini").click()
    door = opened.value
    door.get_by_label("Nama pengguna").fill("siti")
    door.get_by_label("Sandi").fill(PASSWORD)
    press(door, "Masuk")
    page.bring_to_front()
    fill(page, Nilai="74,79")
    is_told(page, "Tersimpan")


def test_the_second_of_two_people_in_one_row_is_told_and_loses_nothing(enter, open_quarter):
    first, second = enter("siti"), enter("dewi", phone=True, noises=("409",))
    for page in (first, second):
        visit(page, QUARTER)
        open_row(page, "Nilai layanan")
    fill(first, Nilai="70", Catatan="Dari register.")
    is_told(first, "Tersimpan")
    fill(second, Nilai="75")
    is_told(second, "baru saja diubah orang lain")
    press(second, "Bandingkan")
    sees(second, "Diubah orang lain sementara Anda mengisi", "70", "75")
    expect(second.get_by_label("Nilai", exact=True)).to_have_value("75")
    press(second, "Simpan isian saya")
    sees(second, "Tersimpan")
    expect(second.get_by_label("Nilai", exact=True)).to_have_value("75")
