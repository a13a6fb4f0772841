"""With the keyboard alone: everything is reached by Tab, pressed by Enter, and the place is always to be seen."""

from playwright.sync_api import expect

from tests.browser.scenes import QUARTER
from tests.browser.walking import is_told, look, sees, visit

FOCUSED = """() => {
  const one = document.activeElement, style = getComputedStyle(one);
  const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none";
  const words = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
  return [words.replace(/\\s+/g, " ").trim(), isSeen];
}"""
MOST_STEPS = 80


def tab_to(page, words):
    """Goes on by Tab to what has these words; every place on the way shows that it has the focus."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        found, is_seen = page.evaluate(FOCUSED)
        assert is_seen, f"Tanpa tanda fokus: {found}"
        if found == words:
            return
    raise AssertionError(f"Tidak tercapai dengan Tab: {words}")


def press_enter(page):
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look(page)


def test_a_quarter_is_filled_in_and_handed_in_with_the_keyboard_alone(enter, open_quarter):
    page = enter("siti")
    visit(page, QUARTER)
    tab_to(page, "Langsung ke isi")
    page.keyboard.press("Enter")
    tab_to(page, "1.2 Nilai layanan")
    press_enter(page)
    tab_to(page, "Nilai")
    page.keyboard.type("74,78")
    is_told(page, "Tersimpan")
    tab_to(page, "Ajukan")
    press_enter(page)
    expect(page.locator("#kesalahan")).to_be_focused()
    tab_to(page, "Ajukan tanpa bukti")
    press_enter(page)
    sees(page, "1.2 diajukan. Sekarang menunggu verifikasi.")
