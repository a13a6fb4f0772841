"""From a draft to a published report: reviewed, sent back, mended, cleared, frozen, and verified by an outsider."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.scenes import YEAR
from tests.browser.walking import fill, find, press, sees, visit

PAGE = f"/unit/dit-anak/{YEAR}/lkj/"
DESK = f"{PAGE}reviu/"
NOTE = "Sebutkan peraturan pembentukan unit."
PLACE = "A Latar Belakang"


def step(page, words, reason=""):
    """Asks for a step and makes it on its own page."""
    with page.expect_navigation():
        find(page, words).first.click()
    if reason:
        fill(page, Alasan=reason)
    press(page, words)


def test_a_report_is_reviewed_published_and_verified_by_an_outsider(enter, work, report_to_finish):
    planner = enter("rina")
    visit(planner, PAGE)
    step(planner, "Ajukan untuk direviu")
    sees(planner, f"Laporan Kinerja {YEAR} diajukan untuk direviu.", "Sedang direviu APIP")

    reviewer = enter("itjen")
    visit(reviewer, DESK)
    expect(reviewer.frame_locator("iframe").locator("#latar-belakang")).to_be_attached()
    reviewer.get_by_label("Bagian laporan").select_option(label=PLACE)
    fill(reviewer, Catatan=NOTE)
    press(reviewer, "Simpan catatan")
    sees(reviewer, "Terkunci", "1 catatan tepi belum diselesaikan.")
    step(reviewer, "Minta perbaikan", "Jawab catatan tepi.")

    visit(planner, DESK)
    sees(planner, NOTE, "Jawab catatan tepi.")
    fill(planner, **{f"Jawaban untuk {PLACE}": "Sudah disebutkan pada paragraf pertama."})
    press(planner, "Simpan jawaban catatan")
    visit(planner, PAGE)
    step(planner, "Ajukan untuk direviu")

    visit(reviewer, DESK)
    sees(reviewer, "Sudah disebutkan pada paragraf pertama.", "2 butir: 1 terbukti mesin")
    press(reviewer, f"Tandai selesai catatan {PLACE}")
    reviewer.locator("#daftar-uji").get_by_label("Terpenuhi", exact=True).last.check()
    press(reviewer, "Simpan jawaban")
    step(reviewer, "Nyatakan telah direviu")
    sees(reviewer, "Permintaan Anda sedang dikerjakan", "Sedang dinyatakan telah direviu")
    assert work() == 0
    # The page loads itself anew once the worker is done.
    sees(reviewer, "SHA-256 naskah PDF")

    leader = enter("pak_dir", phone=True)
    visit(leader, PAGE)
    step(leader, "Finalkan")
    sees(leader, "Sedang difinalkan")
    assert work() == 0
    sees(leader, "Edisi 1")
    step(leader, "Terbitkan")
    with leader.expect_download() as taken:
        find(leader, "Unduh PDF").first.click()
    content = Path(taken.value.path()).read_bytes()
    verification = leader.locator("a[href^='/sah/']").first.get_attribute("href")

    outsider = enter()
    visit(outsider, verification)
    sees(outsider, "Sah", "Direktorat Anak", "Unduh PDF")
    assert checked(outsider, content).startswith("Berkas ini asli")
    assert checked(outsider, content + b" ").startswith("Berkas ini bukan PDF yang dibekukan")


def checked(page, content):
    """What the page says of a file."""
    page.locator("#berkas").set_input_files({"name": "lkj.pdf", "mimeType": "application/pdf", "buffer": content})
    press(page, "Periksa")
    return page.locator("main").get_by_role("status").inner_text()
