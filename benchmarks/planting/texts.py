"""Errors in what people type into a report."""

import re
from collections.abc import Callable
from decimal import Decimal

from benchmarks.clean_report import YEAR, World
from benchmarks.planting.kind import Kind, one_missing, one_wrong, slipped
from lakin.formatting import counted, number, percent, rupiah, terbilang, terbilang_rupiah
from reports.models import LegalReference, Narrative

BEDA = ("angka-narasi-beda",)
CAPAIAN = re.compile(
    r"(?<=apaian )\d+,\d+(?=%| persen)|(?<=apaiannya )\d+,\d+(?=%)|(?<=sebesar )\d+,\d+(?=% dari target)"
)
TARGET = re.compile(r"(?<=Target tahun 2023 sebesar )[\d.,]+(?=%)|(?<=terhadap target )[\d.,]+(?=%)")
RUPIAH = re.compile(r"(?<=Rp\xa0)\d+(?:\.\d{3})+")
SCALED = re.compile(r"(?<=Rp\xa0)\d+,\d+(?=\xa0(?:miliar|triliun))")
PERCENT = re.compile(r"\d+,\d+(?=%)")
SERVED = re.compile(r"(?<=Dari )[\d.]+(?= orang)|[\d.]+(?= orang terlayani)")


def texts(world: World, **where) -> list[Narrative]:
    """The narratives of the report in an order by chance."""
    found = list(world.report.narratives.exclude(text="").filter(**where).order_by("pk"))
    world.chance.shuffle(found)
    return found


def written(row: Narrative, text: str) -> bool:
    """Writes another text."""
    if text == row.text:
        return False
    Narrative.objects.filter(pk=row.pk).update(text=text)
    return True


def retyped(pattern: re.Pattern, slip: Callable = slipped, **where) -> Callable[[World], bool]:
    """One figure that matches, with a slip in its digits."""

    def plant(world: World) -> bool:
        for row in texts(world, **where):
            hits = [hit for hit in pattern.finditer(row.text) if len(re.sub(r"\D", "", hit[0])) > 2]
            if hits:
                hit = world.chance.choice(hits)
                return written(row, row.text[: hit.start()] + in_place(world, hit[0], slip) + row.text[hit.end() :])
        return False

    return plant


def in_place(world: World, figure: str, slip: Callable) -> str:
    """The figure with other digits, its marks where they belong."""
    places = len(figure.partition(",")[2])
    digits = re.sub(r"\D", "", figure)
    typed = digits
    while int(typed) in range(int(digits) - 1, int(digits) + 2):
        typed = slip(world.chance, digits)
    return number(Decimal(int(typed)).scaleb(-places), places)


def appended(words: Callable[[World], str], **where) -> Callable[[World], bool]:
    """A wrong sentence at the end of a text."""

    def plant(world: World) -> bool:
        row = next(iter(texts(world, **where)))
        return written(row, f"{row.text} {words(world)}")

    return plant


def of_another(world: World) -> bool:
    """The capaian of another indicator under this one's number."""
    scores = list(world.facts.scorecard.indicators)
    one, other = world.chance.sample(scores, 2)
    row = texts(world, indicator=one.indicator.pk, analysis="5")[0]
    return written(row, f"{row.text} Capaian indikator {one.code} adalah {percent(other.achievement.value)}.")


def miscounted(world: World) -> bool:
    """Another number of indicators, words and all."""
    row = texts(world, section="perjanjian-kinerja")[0]
    right = len(world.facts.scorecard.indicators)
    wrong = right + world.chance.choice((-1, 1, 2, 3))
    return written(row, row.text.replace(f"{counted(right)} indikator", f"{counted(wrong)} indikator"))


def wrong_words(world: World) -> bool:
    """Words of the next number."""
    row = texts(world, section="perjanjian-kinerja")[0]
    hit = re.search(r"(\d+) \(([^)]+)\)", row.text)
    wrong = terbilang(int(hit[1]) + world.chance.choice((-1, 1, 10)))
    return written(row, row.text.replace(hit[0], f"{hit[1]} ({wrong})", 1))


def wrong_amount_words(world: World) -> str:
    total = world.facts.budget.total.ceiling
    wrong = int(one_wrong(world.chance, str(total)))
    return f"Pagu akhirnya {rupiah(total)} ({terbilang_rupiah(wrong)})."


def wrong_staff(world: World) -> str:
    everyone = next(row.count for row in world.facts.staff if row.is_total)
    return f"Pelaksanaannya didukung oleh {everyone + world.chance.randint(101, 400)} pegawai."


def sister(world: World) -> str:
    name = world.chance.choice(world.sisters)
    return world.chance.choice(
        (
            f"{name} telah memenuhi seluruh janjinya pada tahun ini.",
            f"Demikian Laporan Kinerja {name} disusun sebagai pertanggungjawaban.",
            f"Secara umum kinerja {name} sudah baik dan akan dipertahankan.",
        )
    )


def sister_in_title(world: World) -> bool:
    title = f"Laporan Kinerja {world.chance.choice(world.sisters)} Tahun {YEAR}"
    return bool(type(world.report).objects.filter(pk=world.report.pk).update(title=title))


def former(world: World) -> str:
    return world.chance.choice(
        (
            f"{world.former} terus memperbaiki mutu layanan bagi penerima manfaat.",
            f"Capaian {world.former} menunjukkan hasil yang baik sepanjang tahun.",
        )
    )


def newer(world: World) -> str:
    year = world.chance.randint(YEAR + 2, YEAR + 4)
    return world.chance.choice(
        (
            f"Kegiatan itu berpedoman pada Peraturan Menteri Sosial Nomor 7 Tahun {year}.",
            f"Dasarnya adalah Perpres Nomor 12 Tahun {year} tentang layanan sosial.",
        )
    )


def newer_on_list(world: World) -> bool:
    row = world.chance.choice(list(LegalReference.objects.order_by("pk")))
    return bool(LegalReference.objects.filter(pk=row.pk).update(year=YEAR + world.chance.randint(2, 5)))


def impossible_day(world: World) -> str:
    return world.chance.choice(
        (
            "Rapat koordinasi diadakan pada 31 Juni 2023 di ibu kota.",
            "Pelatihan berlangsung 20 Maret 2023 sampai 14 Februari 2023.",
            f"Serah terima dilakukan pada 12 Agustus {YEAR + 1} di kantor.",
        )
    )


def copied(world: World) -> bool:
    """The text of one indicator under another."""
    one, other = texts(world, analysis="5")[:2]
    return written(one, re.sub(r"\d+,\d+%", "baik", other.text))


def cleared(**where) -> Callable[[World], bool]:
    """A place where nobody wrote."""

    def plant(world: World) -> bool:
        rows = list(world.report.narratives.filter(**where).order_by("pk"))
        return bool(rows) and bool(Narrative.objects.filter(pk=world.chance.choice(rows).pk).delete())

    return plant


def from_last_year(world: World) -> bool:
    before = Narrative.objects.get(report__year=YEAR - 1)
    return written(texts(world, section="isu-strategis")[0], before.text)


def average(world: World) -> str:
    value = world.facts.scorecard.overall.value + Decimal(world.chance.randint(200, 900)).scaleb(-2)
    return f"Rata-rata capaian sebesar {percent(value)}."


def loose(world: World) -> str:
    return f"Layanan menjangkau {number(world.chance.randint(20_000, 90_000) * 10 + 7, 0)} warga."


UNIT = "latar-belakang"
KINDS = (
    Kind("persen di teks, capaian", BEDA, retyped(CAPAIAN)),
    Kind("persen di teks, target", BEDA, retyped(TARGET)),
    Kind("capaian indikator lain di teks", BEDA, of_another),
    Kind("rata-rata di teks", BEDA, appended(average, section="simpulan")),
    Kind("serapan di teks", BEDA, retyped(PERCENT, section="efisiensi")),
    Kind("rupiah di teks", BEDA, retyped(RUPIAH, section="realisasi-anggaran")),
    Kind("rupiah bersatuan di teks", BEDA, retyped(SCALED, section="simpulan")),
    Kind("satu angka rupiah hilang di teks", BEDA, retyped(RUPIAH, one_missing, section="realisasi-anggaran")),
    Kind("n atau T di teks", BEDA, retyped(SERVED)),
    Kind("jumlah indikator di teks", BEDA, miscounted),
    Kind("jumlah pegawai di teks", BEDA, appended(wrong_staff, section=UNIT)),
    Kind("angka dan kata", ("angka-dan-kata",), wrong_words),
    Kind("rupiah dan terbilang", ("angka-dan-kata",), appended(wrong_amount_words, section="realisasi-anggaran")),
    Kind("angka tanpa sumber", ("angka-narasi-tanpa-sumber",), appended(loose, section=UNIT)),
    Kind("nama unit lain", ("nama-unit-lain",), appended(sister)),
    Kind("nama unit lain di judul", ("nama-unit-lain",), sister_in_title),
    Kind("nama lama unit", ("nama-unit-lama",), appended(former)),
    Kind("peraturan lebih baru", ("peraturan-lebih-baru",), appended(newer)),
    Kind("peraturan lebih baru pada daftar", ("peraturan-lebih-baru",), newer_on_list),
    Kind("tanggal tidak mungkin", ("tanggal-narasi",), appended(impossible_day)),
    Kind("uraian disalin", ("kalimat-berulang",), copied, frozenset({"angka-narasi-beda"})),
    Kind("teks tahun lalu", ("kalimat-tahun-lalu",), from_last_year),
    Kind("analisis kosong", ("analisis-kosong",), cleared(analysis="4")),
    Kind("bagian kosong", ("bagian-kosong",), cleared(section__in=("isu-strategis", "simpulan", "kata-pengantar"))),
    Kind("rujukan rusak", ("rujukan-narasi",), appended(lambda world: "Capaian {{ capaian 9.9 }}.")),
)
