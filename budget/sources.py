"""The texts that the rules of money come from: which, where in them, and whether and when they were really read."""

from dataclasses import dataclass, replace
from datetime import date

from lakin.formatting import date_long

VERIFIED, UNVERIFIED = "terverifikasi", "perlu verifikasi"
READ = date(2026, 11, 30)


@dataclass(frozen=True)
class Source:
    """One text by its title and number; without the day of reading it was not read in these words.

    `first` and `last` are the budget years that the words are about; None on a side means no bound.
    """

    title: str
    place: str = ""
    read_on: date | None = None
    first: int | None = None
    last: int | None = None

    @property
    def status(self) -> str:
        return VERIFIED if self.read_on else UNVERIFIED

    @property
    def words(self) -> str:
        """The title, the place in it, and the day it was read."""
        named = ", ".join(part for part in (self.title, self.place) if part)
        return f"{named} (dibaca {date_long(self.read_on)})" if self.read_on else named

    def of(self, year: int) -> "Source":
        """The same for a year; outside the years of its words it was not read."""
        is_theirs = (self.first is None or self.first <= year) and (self.last is None or year <= self.last)
        return self if is_theirs else replace(self, read_on=None, place=f"{self.place}; belum dicocokkan untuk {year}")


PER_5_2022 = Source("PER-5/PB/2022")
PER_5_2024 = Source("PER-5/PB/2024")
ANNEX_2022 = Source("Lampiran PER-5/PB/2022", "bagian III.1 Indikator Revisi DIPA, hlm. 2", READ)
HANDBOOK_2022 = Source(
    "Ditjen Perbendaharaan, Buku Saku Reformulasi IKPA 2022", "perbandingan IKPA 2021 dan 2022 (PER-5/PB/2022)", READ
)
KPPN_KUPANG = Source(
    "KPPN Kupang, Strategi Optimalisasi Nilai IKPA, Desember 2023", "Komparasi Penilaian IKPA TA 2022 dan 2024", READ
)
KPPN_BANDAR_LAMPUNG = Source(
    "KPPN Bandar Lampung, Ketentuan Penilaian IKPA TA 2024", "butir 2 dan 3 (PER-5/PB/2024)", READ
)
KPPN_LUBUK_LINGGAU = Source(
    "KPPN Lubuk Linggau, Peningkatan Nilai IKPA Halaman III DIPA",
    "bobot menurut PER-5/PB/2024; sama dengan laman PTUN Pangkalpinang dan KPPN Bau-Bau",
    READ,
)
KPPN_MERAUKE = Source(
    "KPPN Merauke, IKPA Maksimal, APBN Optimal", "kiat Penyerapan Anggaran dan Deviasi (PER-5/PB/2024)", READ
)
KPPN_GORONTALO = Source(
    "KPPN Gorontalo, Ketentuan Penilaian IKPA TA 2026", "butir 1 dan 2 (PER-5/PB/2024 Pasal 7 dan 9)", READ
)
KPU_PAPUA = Source(
    "KPU Papua Pegunungan, 30 September 2025", "sosialisasi Kanwil DJPb Papua tentang deviasi halaman III DIPA", READ
)

PMK_62_POK = Source("PMK 62/2023, Lampiran", "Revisi RKA yang Tidak Memerlukan Pengesahan DIPA, hlm. 670", READ)
PMK_107_DEADLINES = Source("PMK 107/2024 (perubahan PMK 62/2023)", "Pasal 175 ayat (1)", READ, first=2025)
FAQ_199 = Source("PMK 199/PMK.02/2021", "FAQ sosialisasi PMK Revisi Anggaran, nomor 2", READ, last=2023)
PMK_199 = Source("PMK 199/PMK.02/2021, diganti PMK 62/2023")
ABOVE_KPA = Source("Kewenangan di atas KPA: PMK 199/PMK.02/2021, diganti PMK 62/2023 dan PMK 107/2024")
BUDGET_LAW = Source("UU 1/2004 Pasal 3 ayat (3)")
ACCOUNTS = Source("Bagan Akun Standar (PMK 214/PMK.05/2013)")

EFFICIENCY = Source("PMK 22/PMK.02/2021, Lampiran A.1", last=2023)
EFFICIENCY_SINCE = Source("PMK 62/2023 Pasal 245 dan 246", "hlm. 177", READ, first=2024)


def efficiency_basis(year: int) -> str:
    """What the measure E and NE of a year rests on, in one sentence."""
    said = f"Rumus dan batas E dan NE menurut {EFFICIENCY.words}, belum dicocokkan dengan naskahnya."
    if year < EFFICIENCY_SINCE.first:
        return said
    return f"{said} Sejak {EFFICIENCY_SINCE.words} efisiensi diatur ulang; untuk {year} rumus ini hanya pembanding."
