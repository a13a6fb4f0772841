"""The rules of IKPA by the year they begin: weights, thresholds and targets, each with its source and status."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from budget import sources
from budget.sources import Source


@dataclass(frozen=True)
class Indicator:
    """One indicator of IKPA; `lack` says why LAKIN's data cannot give it, "" where it can."""

    key: str
    name: str
    weight: Decimal
    origin: Source
    lack: str = ""

    @property
    def source(self) -> str:
        return self.origin.words

    @property
    def status(self) -> str:
        return self.origin.status


@dataclass(frozen=True)
class Parameter:
    """One thing the scores rest on, as the page lists it; `is_used` False: known, but not within LAKIN's data."""

    name: str
    value: str
    origin: Source
    is_used: bool = True


@dataclass(frozen=True)
class Rules:
    """The rules of IKPA from one year on.

    `revisions` is "once_a_quarter" (100 / count) or "by_semester" (0-1: 110, 2: 100, more: 50); `is_weighted` counts
    the jenis belanja by their share of the pagu; `tolerance` is the mean deviation in percent that still gives 100;
    `targets` are the percent to be spent by the end of each quarter, of the pagu less its blokir when `is_net`.
    """

    source: str
    indicators: tuple[Indicator, ...]
    revisions: str
    is_weighted: bool
    is_net: bool
    tolerance: Decimal
    targets: Mapping[str, tuple[int, int, int, int]]
    parameters: tuple[Parameter, ...]
    note: str = ""


TARGETS = {"51": (20, 50, 75, 95), "52": (15, 50, 70, 90), "53": (10, 40, 70, 90), "57": (25, 50, 75, 95)}
OTHER_TARGETS = "pegawai 20, 50, dan 95; barang 15, 50, dan 90; modal 10, 40, dan 90"
NO_CONTRACTS = "Data kontrak tidak ada pada LAKIN."
NO_BILLS = "Tanggal tagihan dan SPM tidak ada pada LAKIN."
NO_CASH = "Data uang persediaan tidak ada pada LAKIN."
NO_DISPENSATION = "Data dispensasi SPM tidak ada pada LAKIN."
REVISIONS_NOTE = (
    "Revisi administrasi dan pemutakhiran halaman III tidak dihitung Kementerian Keuangan, tetapi LAKIN tidak "
    "membedakannya dari revisi pagu tetap lain."
)


def indicators(origin: Source, deviation: int, dispensation: int, **others: Source) -> tuple[Indicator, ...]:
    """The eight indicators with the weights of one regulation; `others` are the sources of single ones."""
    rows = (
        ("revisi", "Revisi DIPA", 10, ""),
        ("deviasi", "Deviasi halaman III DIPA", deviation, ""),
        ("penyerapan", "Penyerapan anggaran", 20, ""),
        ("kontraktual", "Belanja kontraktual", 10, NO_CONTRACTS),
        ("tagihan", "Penyelesaian tagihan", 10, NO_BILLS),
        ("up-tup", "Pengelolaan UP dan TUP", 10, NO_CASH),
        ("dispensasi", "Dispensasi SPM", dispensation, NO_DISPENSATION),
        ("keluaran", "Capaian output", 25, ""),
    )
    return tuple(
        Indicator(key, name, Decimal(weight), others.get(key, origin), lack) for key, name, weight, lack in rows
    )


SINCE_2022 = Rules(
    source="PER-5/PB/2022",
    # The page that was read ends before the eighth weight, which the others leave at 25.
    indicators=indicators(sources.HANDBOOK_2022, 10, 5, keluaran=sources.PER_5_2022),
    revisions="once_a_quarter",
    is_weighted=False,
    is_net=False,
    tolerance=Decimal(5),
    targets=TARGETS,
    parameters=(
        Parameter("Masa penilaian revisi", "triwulan, tidak kumulatif, optimalnya satu revisi", sources.ANNEX_2022),
        Parameter("Revisi yang dihitung", "pagu tetap, disahkan DJA, Dit. PA, atau Kanwil DJPb", sources.ANNEX_2022),
        Parameter("Nilai revisi", "100 dibagi frekuensi, lalu rata-rata triwulan", sources.PER_5_2022),
        Parameter("Deviasi sebulan", "rata-rata aritmatik jenis belanja", sources.KPPN_KUPANG),
        Parameter("Ambang deviasi", "rata-rata 5% masih bernilai 100", sources.PER_5_2022),
        Parameter("Target triwulan III", "pegawai 75, barang 70, modal 70", sources.PER_5_2022),
        Parameter("Target triwulan I, II, dan IV", OTHER_TARGETS, sources.PER_5_2022),
        Parameter("Target bantuan sosial", "25, 50, 75, dan 95", sources.PER_5_2022),
        Parameter("Capaian output", "volume RO terhadap target, paling tinggi 100", sources.PER_5_2022),
    ),
    note=f"{REVISIONS_NOTE} Halaman III yang dipakai adalah yang terakhir berlaku.",
)
BY_SEMESTER = Source(
    "PER-5/PB/2024 Pasal 6",
    "KPPN Kupang (Desember 2023) menyebut per semester, sumber lain tetap per triwulan; naskahnya belum terbaca",
)
SINCE_2024 = Rules(
    source="PER-5/PB/2024",
    indicators=indicators(sources.KPPN_LUBUK_LINGGAU, 15, 0),
    revisions="by_semester",
    is_weighted=True,
    is_net=True,
    tolerance=Decimal(5),
    targets=TARGETS,
    parameters=(
        Parameter("Masa penilaian revisi", "semester", BY_SEMESTER),
        Parameter("Nilai revisi", "110 untuk nol atau satu, 100 untuk dua, 50 untuk lebih", sources.PER_5_2024),
        Parameter("Deviasi sebulan", "tertimbang pagu jenis belanja", sources.KPPN_BANDAR_LAMPUNG),
        Parameter("Ambang deviasi", "5% masih bernilai 100", sources.KPU_PAPUA),
        Parameter("Ambang itu berlaku atas", "rata-rata deviasi bulanan", sources.PER_5_2024),
        Parameter(
            "Halaman III yang dinilai",
            "yang dimutakhirkan sampai hari kerja ke-10 Februari, April, Juli, dan Oktober",
            sources.KPPN_GORONTALO,
            is_used=False,
        ),
        Parameter("Penyerapan", "tertimbang pagu jenis belanja", sources.KPPN_BANDAR_LAMPUNG),
        Parameter("Dasar target penyerapan", "pagu jenis belanja dikurangi blokir", sources.KPPN_GORONTALO),
        Parameter("Target triwulan III", "pegawai 75, barang 70, modal 70", sources.KPPN_MERAUKE),
        Parameter("Target triwulan I, II, dan IV", OTHER_TARGETS, sources.PER_5_2024),
        Parameter("Target bantuan sosial", "25, 50, 75, dan 95", sources.PER_5_2024),
        Parameter("Capaian output", "volume RO terhadap target, paling tinggi 100", sources.PER_5_2024),
        Parameter("Dispensasi SPM", "mengurangi nilai akhir", sources.KPPN_LUBUK_LINGGAU, is_used=False),
    ),
    note=(
        f"Dispensasi SPM mengurangi nilai akhir dan tidak diperhitungkan di sini. {REVISIONS_NOTE} Halaman III yang "
        "dipakai adalah yang terakhir berlaku."
    ),
)
PERSONNEL_2026 = Parameter(
    "Ambang belanja pegawai 2026",
    "ada bagi gaji terpusat; besarnya belum terbaca",
    sources.KPPN_GORONTALO,
    is_used=False,
)
RULES = {
    2022: SINCE_2022,
    2024: SINCE_2024,
    2026: replace(SINCE_2024, parameters=(*SINCE_2024.parameters, PERSONNEL_2026)),
}


def rules_of(year: int) -> Rules | None:
    """The rules in force in a year; None before the first that is kept here."""
    held = [first for first in RULES if first <= year]
    return RULES[max(held)] if held else None
