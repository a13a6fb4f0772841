"""Takes every picture of docs/guide from a demo of its own; scripts/guide prepares the place and starts this.

The clock stands still on one day, so that dates, remaining days and the pictures are the same tomorrow.
"""

import io
import os
import secrets
import sys
import threading
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

import django
from django.utils import timezone
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs/guide/gambar"
FIXTURES = ("dit-rsa-2023", "setditjen-rehsos-2023", "sentra-contoh-2026")
TODAY = datetime(2027, 1, 8, 3, 15, tzinfo=UTC)
CHROMIUM = "/usr/bin/chromium"
DESK, PHONE = (1280, 860), (390, 844)
COLOURS, MOST_BYTES, UNDER_TOPBAR = 96, 120_000, 76
# What the reporter of the demo has handed in of quarter IV, and on which day.
HANDED_IN = {"1.3": ("2.2", 5), "2.3": ("13110/13800", 6), "2.4": ("A-", 6), "3.2": ("95.10", 7), "3.4": ("0 2", 7)}
SENTRA, NEXT = "/unit/sentra-contoh/2026", "/unit/sentra-contoh/2027"
RSA = "/unit/dit-rsa/2023"


def stand_still():
    """Django's clock stops on TODAY and moves by a microsecond a reading, which keeps what happened in its order."""
    readings = count()
    timezone.now = lambda: TODAY + timedelta(microseconds=next(readings))


def prepare(password):
    """Fills the empty database with the fixtures, the users of the demo, its year and its notices."""
    from django.core.management import call_command

    quiet = {"stdout": io.StringIO()}
    call_command("migrate", interactive=False, verbosity=0)
    for name in FIXTURES:
        call_command("import_workbook", str(ROOT / "fixtures" / name), **quiet)
    call_command("demo_users", password=password, **quiet)
    call_command("demo_year", today=timezone.localdate(), **quiet)
    go_on()
    call_command("send_reminders", no_mail=True, **quiet)
    call_command("refresh_standing", **quiet)


def go_on():
    """Brings the demo's year to January: what waited in quarter III is verified, some of quarter IV is handed in."""
    from indicators import workflow
    from indicators.models import Indicator, Realization
    from reports.demo import year
    from reports.demo.figures import FIGURES

    company = year.cast(timezone.localdate())
    dates = year.windows(company.today)
    for row in Realization.objects.filter(unit=company.unit, year=2026, quarter=3, status="submitted"):
        workflow.verify(realization=row, by=company.verifier, now=year.at(dates[3].closes_on, 0))
    for place, (code, (figures, day)) in enumerate(HANDED_IN.items()):
        FIGURES[code] += (figures,)
        indicator = Indicator.objects.get(objective__plan__unit=company.unit, code=code)
        line = year.Line(company, indicator, 4, dates[4], place)
        line.save(figures, date(2027, 1, day))
        line.attach(date(2027, 1, day))
        line.submit(date(2027, 1, day), 13)


def serve():
    """The address of the site, served from this process on a free port."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Silent(WSGIRequestHandler):
        def log_message(self, *given):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Silent, ipv6=False)
    server.set_app(get_wsgi_application())
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class Visitor:
    """One signed-in person at a screen of one size."""

    def __init__(self, browser, address, password, taken):
        self.browser, self.address, self.password, self.taken = browser, address, password, taken
        self.page = None

    def enter(self, username, size=DESK):
        """Leaves as whoever it was and comes in as somebody; "" stays at the door."""
        self.leave()
        width, height = size
        context = self.browser.new_context(
            base_url=self.address, locale="id-ID", timezone_id="Asia/Jakarta", reduced_motion="reduce",
            viewport={"width": width, "height": height}, is_mobile=size == PHONE, has_touch=size == PHONE,
        )  # fmt: skip
        context.set_default_timeout(60_000)
        self.page = context.new_page()
        self.open("/masuk/")
        if username:
            self.page.locator("[name=username]").fill(username)
            self.page.locator("[name=password]").fill(self.password)
            self.press("Masuk")

    def leave(self):
        if self.page:
            self.page.context.close()

    def open(self, place):
        answer = self.page.goto(place)
        if answer and answer.status != 200:
            raise SystemExit(f"{place} menjawab {answer.status}.")

    def press(self, words):
        """Presses the button or follows the link with these words."""
        button = self.page.get_by_role("button", name=words, exact=True)
        link = self.page.get_by_role("link", name=words, exact=True)
        button.or_(link).first.click()
        self.page.wait_for_load_state("networkidle")

    def take(self, name, at=None, of=None, height=None):
        """Keeps as name.png what the screen shows from `at` on, or only what `of` finds first."""
        self.page.wait_for_load_state("networkidle")
        self.page.evaluate("document.fonts.ready")
        self.page.evaluate("document.activeElement?.blur()")
        top = self.page.locator(at).first.bounding_box()["y"] - UNDER_TOPBAR if at else 0
        self.page.evaluate("top => window.scrollBy({top, behavior: 'instant'})", top)
        self.page.wait_for_timeout(300)
        still = {"animations": "disabled", "caret": "hide"}
        if of:
            shot = self.page.locator(of).first.screenshot(**still)
        elif height:
            width = self.page.viewport_size["width"]
            shot = self.page.screenshot(clip={"x": 0, "y": 0, "width": width, "height": height}, **still)
        else:
            shot = self.page.screenshot(**still)
        keep(FOLDER / f"{name}.png", shot)
        self.taken.append(name)
        sys.stderr.write(f"  {name}.png\n")


def keep(path, shot):
    """Writes a picture with few colours, which office pages hardly show and which keeps the repository small."""
    image = Image.open(io.BytesIO(shot)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise SystemExit(f"{path.name} lebih besar dari {MOST_BYTES} bita.")


def everybody(visitor):
    visitor.enter("")
    visitor.take("masuk", of=".door")
    visitor.enter("pengisi")
    visitor.open("/kotak-masuk/")
    visitor.take("kotak-masuk", height=460)


def reporter(visitor):
    visitor.enter("pengisi", PHONE)
    visitor.open("/pengisian/")
    visitor.take("pengisi-beranda")
    visitor.open(f"{SENTRA}/triwulan/4/")
    visitor.take("pengisi-triwulan", at=".quarters")
    visitor.page.locator(".due-draft h3 a").first.click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.take("pengisi-isian-ponsel", at="#isian")
    visitor.open(f"{SENTRA}/triwulan/3/")
    visitor.take("pengisi-dikembalikan", at=".due-returned")
    visitor.enter("pengisi")
    visitor.open(f"{SENTRA}/triwulan/4/")
    visitor.page.locator(".due-draft h3 a").first.click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.take("pengisi-isian")
    visitor.open(f"{SENTRA}/triwulan/1/")
    visitor.page.locator(".due-verified h3 a").first.click()
    visitor.page.wait_for_load_state("networkidle")
    visitor.take("pengisi-terkunci")
    visitor.open(f"{SENTRA}/triwulan/4/lembar/unggah/")
    visitor.take("pengisi-lembar", height=640)


def verifier(visitor):
    visitor.enter("verifikator")
    visitor.open("/verifikasi/")
    visitor.take("verifikator-antrean")
    visitor.page.locator("[data-queue] input[type=checkbox]").first.check()
    visitor.press("Kembalikan yang dipilih")
    visitor.take("verifikator-catatan", at="[data-queue]")
    visitor.open("/verifikasi/")
    visitor.page.locator("[data-queue] .row-link").first.click()
    visitor.take("verifikator-isian")
    visitor.open(f"{SENTRA}/triwulan/1/")
    visitor.take("verifikator-triwulan")


def leader(visitor):
    visitor.enter("pimpinan")
    visitor.open("/?tahun=2023")
    visitor.take("pimpinan-beranda", height=500)
    visitor.open("/unit/ditjen-rehsos/2026/pimpinan/")
    visitor.take("pimpinan-ringkasan")
    visitor.open(f"{SENTRA}/")
    visitor.take("pimpinan-kartu-skor")
    visitor.page.locator("table.board-scores a", has_text="Persentase penerima manfaat").first.click()
    visitor.take("pimpinan-indikator")
    visitor.open(f"{SENTRA}/pohon/")
    visitor.take("pimpinan-pohon")
    visitor.open(f"{SENTRA}/anggaran/")
    visitor.take("pimpinan-anggaran")
    visitor.open(f"{SENTRA}/anggaran/rencana/")
    visitor.take("pimpinan-penarikan")


def planner(visitor):
    visitor.enter("perencana")
    visitor.open(f"{NEXT}/rencana/")
    visitor.take("perencana-langkah")
    visitor.open("/unit/ditjen-rehsos/2026/periode/")
    visitor.take("perencana-periode", at=".periods")
    visitor.open(f"{SENTRA}/periode/")
    visitor.page.locator("#triwulan-4 summary", has_text="Beri perpanjangan").click()
    visitor.take("perencana-perpanjangan", of="#triwulan-4")
    visitor.open("/buku-kerja/")
    visitor.take("perencana-buku-kerja", height=720)
    visitor.open(f"{NEXT}/rencana/buka/")
    visitor.press("Ya, buka tahun 2027")
    visitor.open(f"{NEXT}/pk/0/")
    visitor.take("perencana-konsep", at="#judul-butir")


def revision(visitor):
    """The planner revises the agreement, the leader is about to sign it."""
    visitor.enter("perencana")
    visitor.open(f"{SENTRA}/pk/0/ubah/")
    visitor.page.get_by_role("radio").nth(1).check()
    visitor.page.get_by_label("Uraian alasan").fill("Pagu kegiatan berkurang dalam revisi DIPA bulan September.")
    visitor.press("Buat konsep perubahan")
    for label, value in (("Target 1.1", "75"), ("Triwulan IV 1.1", "75")):
        visitor.page.get_by_label(label, exact=True).fill(value)
    visitor.press("Simpan target")
    visitor.open(f"{SENTRA}/pk/1/perubahan/")
    visitor.take("perencana-semula-menjadi")
    visitor.enter("pimpinan")
    visitor.open(f"{SENTRA}/pk/1/tanda-tangan/")
    visitor.take("pimpinan-tanda-tangan")


def reviewer(visitor):
    visitor.enter("pereviu")
    visitor.open(f"{RSA}/lkj/")
    visitor.take("pereviu-lkj")
    visitor.page.locator("details.finding summary").first.click()
    visitor.take("pereviu-temuan", at="#judul-temuan")
    visitor.open(f"{RSA}/lkj/baca/")
    visitor.take("pereviu-baca")
    visitor.open(f"{RSA}/dokumen/")
    visitor.take("pereviu-dokumen")
    visitor.open("/riwayat/?orang=perencana")
    visitor.page.locator("main details summary").first.click()
    visitor.take("pereviu-riwayat")


def desk(visitor):
    """A report is written by its planner, handed in, and lies on the desk of reviu."""
    visitor.enter("perencana")
    visitor.open(f"{RSA}/lkj/tulis/")
    visitor.take("perencana-tulis", at="#judul-analisis")
    visitor.open(f"{RSA}/lkj/tulis/isu-strategis/")
    visitor.take("perencana-narasi")
    visitor.open(f"{RSA}/lkj/langkah/ajukan/")
    visitor.press("Ajukan untuk direviu")
    visitor.enter("pereviu")
    visitor.open(f"{RSA}/lkj/reviu/")
    visitor.page.frame_locator("iframe").locator("h1").first.wait_for()
    visitor.take("pereviu-meja", at=".desk-links")
    visitor.take("pereviu-daftar-uji", at="#judul-daftar")


def public(visitor):
    """The leader opens the agreement to everybody, who then read it without an account."""
    visitor.enter("pimpinan")
    visitor.open(f"{SENTRA}/pk/0/umum/terbitkan/")
    visitor.press("Terbitkan untuk umum")
    visitor.enter("")
    visitor.open("/publik/sentra-contoh/")
    visitor.take("halaman-publik", height=480)


def administrator(visitor):
    visitor.enter("administrator")
    visitor.open("/admin/")
    visitor.take("administrator-kelola-data", height=760)
    visitor.open("/admin/units/user/")
    visitor.take("administrator-pengguna", height=620)
    visitor.open("/admin/units/user/add/")
    visitor.take("administrator-pengguna-baru")
    visitor.open("/admin/units/unit/")
    visitor.take("administrator-unit")
    visitor.open("/admin/indicators/ruleset/add/")
    visitor.take("administrator-aturan")


WALKS = (everybody, reporter, verifier, leader, planner, revision, reviewer, desk, public, administrator)


def main():
    """Takes all pictures, and removes those that no walk takes any more."""
    stand_still()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakin.settings")
    sys.path.insert(0, str(ROOT))
    django.setup()
    password, taken = secrets.token_urlsafe(16), []
    prepare(password)
    address = serve()
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--lang=id-ID"],
            env=os.environ | {"LANGUAGE": "id"},
        )
        visitor = Visitor(browser, address, password, taken)
        for walk in WALKS:
            walk(visitor)
        browser.close()
    for path in FOLDER.glob("*.png"):
        if path.stem not in taken:
            path.unlink()


if __name__ == "__main__":
    main()
