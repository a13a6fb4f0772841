"""What leaves the house: a bundle that is asked for, watched and taken, and a key for another system."""

from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import YEAR, let_in
from tests.browser.walking import fill, find, press, sees, visit

PAPERS = f"/unit/dit-anak/{YEAR}/dokumen/"


@pytest.fixture
def _units_to_open(directorate, sentra, administrator):
    let_in()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_bundle_is_asked_for_watched_and_taken(enter, work, report_to_finish, scripts):
    page = enter("rina", scripts=scripts)
    visit(page, PAPERS)
    find(page, "Susun bundel").click()
    sees(page, "Menunggu giliran", "Halaman ini boleh ditinggalkan")
    assert work() == 0
    if not scripts:
        visit(page, f"/unit/dit-anak/{YEAR}/bundel/")
    sees(page, "Selesai disusun")
    expect(page.locator("#keadaan-bundel")).not_to_have_attribute("hx-trigger", "every 2s")
    with page.expect_download() as taken:
        find(page, "Unduh bundel").click()
    assert "indeks.csv" in ZipFile(taken.value.path()).namelist()


@pytest.mark.usefixtures("_units_to_open")
def test_an_administrator_chooses_the_unit_of_a_key_without_scripts(enter):
    page = enter("administrator", phone=True, scripts=False, noises=("422",))
    visit(page, "/token/")
    fill(page, Nama_sistem="e-Monev", Unit_yang_dibuka="Anak")
    page.get_by_label("Unit kerja", exact=True).check()
    press(page, "Buat token")
    sees(page, "Pilih unit yang dimaksud.")
    page.get_by_role("radio").first.check()
    press(page, "Buat token")
    sees(page, "Token untuk e-Monev dibuat.", "lakin_", "Berlaku")


@pytest.mark.usefixtures("_units_to_open")
def test_what_is_typed_brings_the_units_to_choose_from(enter):
    page = enter("administrator")
    visit(page, "/token/")
    page.get_by_label("Unit yang dibuka").press_sequentially("timur")
    expect(page.locator("#unit-token option")).to_have_count(1)
