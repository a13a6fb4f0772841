"""A leader goes in three clicks from the first page to why one sentra's indicator is red."""

import pytest

from tests.browser.scenes import YEAR
from tests.browser.walking import look, open_row, press, sees


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_leader_finds_in_three_clicks_why_an_indicator_is_red(enter, lagging_sentra, phone):
    page = enter("dirjen", phone=phone)
    press(page, "Buka ringkasan Direktorat Jenderal Rehabilitasi Sosial")
    sees(page, "Yang perlu diputuskan", "Sentra Timur: 1.1 berakhir pada capaian 37,50%", "Jauh di bawah target")
    press(page, "Sentra Timur")
    open_row(page, "Persentase lansia mandiri")
    sees(page, "Gedung layanan rusak karena banjir.")

    with page.expect_navigation():
        page.get_by_role("navigation", name="Jejak halaman").get_by_role("link", name="Sentra Timur").click()
    look(page)
    assert page.url.endswith(f"/unit/sentra-timur/{YEAR}/pimpinan/?triwulan=4")
