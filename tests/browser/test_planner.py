"""The planner's year: from an empty one to a signed agreement, and its revision in September."""

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.scenes import YEAR
from tests.browser.walking import find, press, sees, visit
from tests.budget.files import samples

FIRST, SECOND = (
    {"Target": "80", "Triwulan I": "20", "Triwulan II": "40", "Triwulan III": "60", "Triwulan IV": "80"},
    {"Target": "92,5", "Triwulan I": "25", "Triwulan II": "50", "Triwulan III": "75", "Triwulan IV": "92,5"},
)


def fill_targets(page, code, targets):
    for label, target in targets.items():
        page.get_by_label(f"{label} {code}", exact=True).fill(target)


def open_fourth_quarter(page):
    quarter = page.locator("#triwulan-4")
    quarter.get_by_text("Buka periode", exact=True).click()
    today = timezone.localdate()
    for label, days in (("Dibuka", -1), ("Batas waktu", 14), ("Ditutup", 30)):
        quarter.get_by_label(label).fill(str(today + timedelta(days=days)))
    press(page, "Simpan tanggal")


def test_a_planner_prepares_a_year_and_the_leader_signs_it(enter, sentra_to_plan):
    planner = enter("rina")
    visit(planner, f"/unit/sentra-timur/{YEAR}/rencana/")
    sees(planner, "Menyiapkan tahun", "1 sasaran")
    press(planner, "Buat Perjanjian Kinerja")
    press(planner, f"Buat konsep PK {YEAR}")
    sees(planner, "Konsep PK awal dibuat dengan 2 butir", "harus diselesaikan")
    fill_targets(planner, "1.1", FIRST)
    fill_targets(planner, "1.2", SECOND)
    press(planner, "Simpan target")
    sees(planner, "Target 2 butir disimpan")
    visit(planner, f"/unit/sentra-timur/{YEAR}/rencana/")
    press(planner, "Periode pengisian")
    open_fourth_quarter(planner)
    sees(planner, f"Tanggal Triwulan IV {YEAR} disimpan")

    leader = enter("kepala")
    visit(leader, f"/unit/sentra-timur/{YEAR}/pk/")
    press(leader, "PK awal")
    press(leader, "Tandatangani")
    leader.get_by_label("Tanggal").fill(f"31 Januari {YEAR}")
    leader.get_by_label("Saya sudah membaca isinya").check()
    press(leader, "Tandatangani")
    sees(leader, "ditandatangani dan mulai berlaku", f"Berlaku sejak 31 Januari {YEAR}")

    visit(planner, f"/unit/sentra-timur/{YEAR}/pk/0/")
    sees(planner, "92,50%")
    expect(planner.get_by_label("Target 1.1", exact=True)).to_have_count(0)
    expect(find(planner, "Simpan target")).to_have_count(0)


def test_an_agreement_is_revised_in_september_and_the_old_version_stays_readable(enter, finished_quarters):
    planner = enter("rina")
    visit(planner, f"/unit/dit-anak/{YEAR}/pk/")
    press(planner, "Buat PK Perubahan")
    planner.get_by_role("radio").nth(1).check()
    planner.get_by_label("Uraian alasan").fill("Anggaran dipotong pada bulan Agustus.")
    press(planner, "Buat konsep perubahan")
    sees(planner, "Konsep perubahan ke-1 disalin dari versi awal", "terverifikasi")
    expect(planner.get_by_label("Triwulan II 1.1", exact=True)).to_have_count(0)
    fill_targets(planner, "1.1", {"Target": "75", "Triwulan IV": "75"})
    press(planner, "Simpan target")
    press(planner, "Semula dan menjadi")
    sees(planner, "Anggaran dipotong pada bulan Agustus.", "80,00%", "75,00%")

    leader = enter("pak_dir")
    visit(leader, f"/unit/dit-anak/{YEAR}/pk/1/tanda-tangan/")
    leader.get_by_label("Tempat").fill("Jakarta")
    leader.get_by_label("Tanggal").fill(f"15 September {YEAR}")
    leader.get_by_label("Saya sudah membaca isinya").check()
    press(leader, "Tandatangani")
    sees(leader, f"Berlaku sejak 15 September {YEAR}")
    visit(leader, f"/unit/dit-anak/{YEAR}/pk/0/")
    sees(leader, f"Digantikan oleh perubahan ke-1 sejak 15 September {YEAR}", "80,00%")


def test_a_budget_file_is_mapped_looked_at_stored_and_taken_back(enter, dipa_to_fill):
    planner = enter("rina")
    visit(planner, f"/unit/dit-anak/{YEAR}/anggaran/berkas/unggah/")
    content = samples.xlsx(samples.flat(samples.rows_of("DQ Program 100 40", "DQ.6279 Kegiatan 100 40"), year=YEAR))
    file = {"name": "POK.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    planner.get_by_label("Berkas POK, RKA-K/L").set_input_files(file)
    press(planner, "Periksa berkas")
    sees(planner, "Apa isi setiap kolom?")
    press(planner, "Simpan kolom dan lihat pratinjau")
    planner.get_by_label("Realisasi di berkas ini sampai bulan").select_option("Juni")
    press(planner, "Tampilkan pratinjau")
    sees(planner, "2 baris baru", "2 pagu berubah")
    press(planner, "Simpan semua perubahan")
    sees(planner, "2 baris baru, 0 uraian, 2 pagu, dan 2 realisasi berubah")
    visit(planner, f"/unit/dit-anak/{YEAR}/anggaran/")
    sees(planner, "40,00%")
    press(planner, "Riwayat impor berkas")
    press(planner, "Batalkan impor POK.xlsx")
    press(planner, "Batalkan impor ini")
    sees(planner, "semua angkanya kembali seperti semula")
