"""A leader goes in three clicks from the first page to why one sentra's indicator is red."""

import pytest
from playwright.sync_api import expect

from tests.browser.scenes import YEAR
from tests.browser.walking import look, open_row, press, sees, visit

PAGE = f"/unit/ditjen-rehsos/{YEAR}/pimpinan/"
PARTS = ("Peta panas: unit dan sasaran", "Indikator yang paling tertinggal", "Pelaporan dan anggaran unit di bawahnya")


def unfold(page, words):
    """The line that opens and folds a part of the page."""
    return page.locator("summary", has=page.get_by_role("heading", name=words))


def tables(page):
    """The tables of the parts."""
    return [unfold(page, words).locator("xpath=..").locator("table") for words in PARTS]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_leader_finds_in_three_clicks_why_an_indicator_is_red(enter, lagging_sentra, phone):
    page = enter("dirjen", phone=phone)
    press(page, "Buka ringkasan Direktorat Jenderal Rehabilitasi Sosial")
    sees(page, "Yang perlu diputuskan", "Sentra Timur: 1.1 berakhir pada capaian 37,50%", "Jauh di bawah target")
    if phone:
        # The map is folded there; what is to be decided leads straight to the indicator.
        open_row(page, "Buka indikator")
    else:
        press(page, "Sentra Timur")
        open_row(page, "Persentase lansia mandiri")
    sees(page, "Gedung layanan rusak karena banjir.")

    with page.expect_navigation():
        page.get_by_role("navigation", name="Jejak halaman").get_by_role("link", name="Sentra Timur").click()
    look(page)
    assert page.url.endswith(f"/unit/sentra-timur/{YEAR}/pimpinan/?triwulan=4")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_phone_shows_what_can_be_opened_and_a_desk_all_of_it(enter, lagging_sentra, scripts):
    phone, desk = (enter("dirjen", phone=phone, scripts=scripts) for phone in (True, False))
    for page in (phone, desk):
        visit(page, PAGE)
    for table in tables(desk):
        expect(table).to_be_visible()
    for words, table in zip(PARTS, tables(phone), strict=True):
        expect(table).to_be_hidden()
        unfold(phone, words).press("Enter")
        expect(table).to_be_visible()


def test_paper_has_what_is_folded_on_the_phone(enter, lagging_sentra):
    page = enter("dirjen", phone=True)
    visit(page, PAGE)
    page.emulate_media(media="print")
    for table in tables(page):
        expect(table).to_be_visible()


def test_a_part_can_be_folded_on_a_desk_too(enter, lagging_sentra):
    page = enter("dirjen")
    visit(page, PAGE)
    unfold(page, PARTS[0]).press("Enter")
    expect(tables(page)[0]).to_be_hidden()
