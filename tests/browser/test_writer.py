"""Two people write the report: with figures from the list, pasted pages, a lost connection, and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import let_in
from tests.browser.walking import is_told, look, press, sees, visit
from tests.pages import furnish

HOME = "/unit/dit-anak/2023/lkj/tulis/"
TEXT = f"{HOME}latar-belakang/"
WORD = "<h2>Judul</h2><p class=MsoNormal>Isi <b>tebal</b></p>"
PASTE = """(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  const paste = { clipboardData: data, bubbles: true, cancelable: true };
  document.getElementById("text").dispatchEvent(new ClipboardEvent("paste", paste));
}"""


@pytest.fixture
def _report(address, directorate, siti, rina):
    furnish(directorate)
    let_in()


def text_of(page):
    return page.get_by_label("Teks", exact=True)


def printed(page):
    return page.frame_locator("iframe")


@pytest.mark.usefixtures("_report")
def test_a_text_is_written_with_a_figure_from_the_list(enter):
    page = enter("siti")
    visit(page, HOME)
    sees(page, "1 dari 7", "Penulis: siti (pengisi)")
    visit(page, TEXT)
    page.get_by_text("Sisipkan angka").click()
    page.get_by_label("Cari angka laporan ini").fill("serapan")
    page.get_by_role("button", name="Sisipkan Serapan", exact=True).click()
    expect(text_of(page)).to_have_value("{{ serapan }}")
    expect(printed(page).locator(".live")).to_have_text("75,00%")
    page.get_by_role("button", name="Sebagai kata Serapan", exact=True).click()
    page.evaluate(PASTE, WORD)
    expect(printed(page).get_by_text("tujuh puluh lima")).to_be_visible()
    expect(printed(page).locator("h5")).to_have_text("Judul")
    is_told(page, "Tersimpan sebagai ketikan")
    look(page)
    press(page, "Simpan")
    sees(page, "Versi sebelumnya tetap ada.")
    look(page)


@pytest.mark.usefixtures("_report")
def test_what_is_written_without_a_connection_is_kept_until_it_is_back(enter):
    page = enter("siti", phone=True, noises=("ERR_INTERNET_DISCONNECTED", "htmx:"))
    visit(page, TEXT)
    page.context.set_offline(True)
    text_of(page).fill("Ditulis di jalan.")
    is_told(page, "sambungan terputus. Ketikan disimpan di perangkat ini.")
    page.context.set_offline(False)
    is_told(page, "Tersimpan sebagai ketikan")
    page.reload()
    expect(text_of(page)).to_have_value("Ditulis di jalan.")
    look(page)


@pytest.mark.usefixtures("_report")
@pytest.mark.parametrize("scripts", [True, False])
def test_two_at_one_text_see_both_and_lose_nothing(enter, scripts):
    first, second = (enter(name, scripts=scripts, noises=("409 (Conflict)",)) for name in ("siti", "rina"))
    for page in (first, second):
        visit(page, TEXT)
    text_of(first).fill("Tulisan siti.")
    press(first, "Simpan")
    sees(first, "Versi sebelumnya tetap ada.")
    text_of(second).fill("Tulisan rina.")
    press(second, "Simpan")
    sees(second, "Diubah orang lain sementara Anda menulis", "Tulisan siti.", "Tulisan rina.")
    look(second)
    press(second, "Simpan ketikan saya")
    sees(second, "Versi sebelumnya tetap ada.")
    second.get_by_role("link", name="Versi sebelumnya").click()
    sees(second, "dihapus", "Tulisan siti.", "ditambah", "Tulisan rina.")
    look(second)
    press(second, "Pulihkan versi ini")
    expect(text_of(second)).to_have_value("Tulisan siti.")


@pytest.mark.usefixtures("_report")
def test_without_scripts_the_printed_page_is_a_button_away(enter):
    page = enter("siti", scripts=False)
    visit(page, TEXT)
    text_of(page).fill("Serapan {{ serapan }} dan {{ capain }}.")
    press(page, "Lihat hasil")
    sees(page, "rujukan tidak dikenal: capain", "Belum disimpan ke laporan.")
    expect(printed(page).locator(".live")).to_have_text("75,00%")
