"""Errors in what is stored: realizations, agreements, budget, evidence, dates."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from agreements.models import AgreementBudget, AgreementLine, PerformanceAgreement
from benchmarks.clean_report import YEAR, World
from benchmarks.planting.kind import Kind, one_wrong, swapped
from budget.models import Ceiling, DipaRevision, ExpenditureTotal, Spending
from indicators.formula import Calculation
from indicators.models import Component, Evidence, Indicator, Realization, Step, StrategicTarget
from tests import factories as make
from units.models import StaffCount

VALUES = frozenset(
    {
        *("realisasi-tercetak", "capaian-tercetak", "komponen-tercetak", "rata-rata-tercetak", "target-tercetak"),
        *("pembulatan-tercetak", "angka-narasi-beda", "cetakan-berbeda", "cara-rata-rata", "analisis-kosong"),
        *("angka-dan-kata", "bagian-kosong", "capaian-dibulatkan", "realisasi-beda-hitungan"),
    }
)
SUMS = frozenset(
    {
        *("pagu-tercetak", "realisasi-anggaran-tercetak", "serapan-tercetak", "sisa-tercetak", "pagu-anak"),
        *("realisasi-anak", "jenis-belanja", "pagu-revisi", "pk-anggaran", "belanja-melebihi-pagu"),
        *("angka-narasi-beda", "pembulatan-tercetak"),
    }
)


def pick(world: World, queryset):
    """One row by chance; None when there is none."""
    found = list(queryset.order_by("pk"))
    return world.chance.choice(found) if found else None


def last_rows(world: World, *calculations: str):
    """The realizations of the last quarter."""
    found = Realization.objects.filter(unit=world.report.unit, year=YEAR, quarter=4)
    return found.filter(indicator__calculation__in=calculations) if calculations else found


def update(row, **fields) -> bool:
    """Writes past every check, as an import of old data may; False without a row."""
    return bool(row) and bool(type(row).objects.filter(pk=row.pk).update(**fields))


def n_above_t(world: World) -> bool:
    row = pick(world, last_rows(world, Calculation.RATIO))
    return bool(row) and update(row, numerator=row.denominator + world.chance.randint(3, 90))


def typed_wrong(world: World) -> bool:
    """A typed value with swapped digits beside the right n and T."""
    row = pick(world, last_rows(world, Calculation.RATIO))
    if row is None:
        return False
    score = next(item for item in world.facts.scorecard.indicators if item.indicator.pk == row.indicator_id)
    digits = f"{score.measurement.value:.2f}".replace(".", "")
    typed = swapped(world.chance, digits) or one_wrong(world.chance, digits)
    return update(row, value=Decimal(int(typed)).scaleb(-2))


def weights(world: World) -> bool:
    row = pick(world, Component.objects.filter(weight__isnull=False))
    return bool(row) and update(row, weight=row.weight + world.chance.choice((-9, 9, 10, -5)))


def unverified(world: World) -> bool:
    return update(pick(world, last_rows(world)), status="submitted")


def no_realization(world: World) -> bool:
    row = pick(world, last_rows(world))
    Realization.objects.filter(indicator=row.indicator_id, year=YEAR).delete()
    return True


def same_as_last_year(world: World) -> bool:
    row = pick(world, last_rows(world, Calculation.EXTERNAL))
    past = row and row.indicator.historical_values.filter(year_from=YEAR - 1).first()
    return bool(past) and update(row, value=past.value)


def leaf(world: World, model):
    """The amount of one component of the POK of the year."""
    rows = model.objects.filter(line__dipa__year=YEAR, line__level="komponen") | model.objects.filter(
        line__dipa__year=YEAR, line__children__isnull=True
    )
    return pick(world, rows.distinct())


def child_ceiling(world: World) -> bool:
    row = leaf(world, Ceiling)
    return update(row, amount=int(swapped(world.chance, str(row.amount)) or row.amount + 5000))


def child_spending(world: World) -> bool:
    row = leaf(world, Spending)
    return update(row, amount=row.amount - world.chance.randint(10, 900) * 1000)


def overspent(world: World) -> bool:
    row = leaf(world, Spending)
    ceiling = Ceiling.objects.get(line=row.line_id)
    return update(row, amount=ceiling.amount + world.chance.randint(1, 900) * 1000)


def revision_amount(world: World) -> bool:
    row = DipaRevision.objects.filter(dipa__year=YEAR).order_by("order").last()
    return update(row, amount=int(swapped(world.chance, str(row.amount)) or row.amount + 7000))


def kind_total(world: World) -> bool:
    row = pick(world, ExpenditureTotal.objects.all())
    return update(row, ceiling=row.ceiling + world.chance.randint(1, 99) * 1000)


def annex(world: World) -> bool:
    row = pick(world, AgreementBudget.objects.all())
    return update(row, amount=int(one_wrong(world.chance, str(row.amount))))


def weaker_target(world: World) -> bool:
    line = pick(world, AgreementLine.objects.filter(agreement__version=1))
    AgreementLine.objects.filter(indicator=line.indicator_id).update(target=line.target - world.chance.randint(2, 9))
    return True


def empty_target(world: World) -> bool:
    return update(pick(world, AgreementLine.objects.filter(agreement__version=1)), target=None)


def dropped(world: World) -> bool:
    """A new version of the Renstra that leaves one indicator out."""
    plan = world.report.unit.strategic_plans.get()
    table = make.make_target_table(version=make.make_plan_version(plan=plan, number=1))
    left = pick(world, Indicator.objects.filter(objective__plan=plan))
    for row in StrategicTarget.objects.filter(table__version__number=0).exclude(indicator=left):
        make.make_strategic_target(table=table, indicator=row.indicator, year_from=row.year_from, value=row.value)
    return True


def agreement_late(world: World) -> bool:
    row = PerformanceAgreement.objects.get(version=0)
    return update(row, signed_on=date(YEAR, 1, 2) + timedelta(world.chance.randint(0, 80)))


def no_reason(world: World) -> bool:
    return update(PerformanceAgreement.objects.get(version=1), reason_text="")


def agreement_order(world: World) -> bool:
    return update(
        PerformanceAgreement.objects.get(version=1), signed_on=date(YEAR - 1, 12, world.chance.randint(1, 19))
    )


def agreement_after_year(world: World) -> bool:
    """A revision dated when the year it promises was over."""
    row = PerformanceAgreement.objects.get(version=1)
    return update(row, signed_on=date(YEAR + 1, 1, 2) + timedelta(world.chance.randint(0, 60)))


def revision(number: int) -> DipaRevision:
    return DipaRevision.objects.get(dipa__year=YEAR, order=number)


def revision_date(world: World) -> bool:
    return update(revision(3), date=date(YEAR, 2, world.chance.randint(1, 28)))


def revision_year(world: World) -> bool:
    return update(revision(3), date=date(YEAR + 1, 8, world.chance.randint(1, 28)))


def revision_gap(world: World) -> bool:
    return update(revision(3), number=world.chance.randint(4, 9))


def stamp(world: World) -> bool:
    return update(revision(3), digital_stamp=revision(2).digital_stamp)


def evidence_twice(world: World) -> bool:
    one, other = world.chance.sample(list(Evidence.objects.order_by("pk")), 2)
    return update(one, sha256=other.sha256)


def no_evidence(world: World) -> bool:
    pick(world, Evidence.objects.all()).delete()
    return True


def measure_against_name(world: World) -> bool:
    row = pick(world, Indicator.objects.filter(measure="percent"))
    return bool(row) and update(row, name=f"Jumlah {row.name.partition(' ')[2]}")


def same_name(world: World) -> bool:
    one, other = world.chance.sample(list(Indicator.objects.order_by("pk")), 2)
    return update(one, name=other.name, measure=other.measure)


def doubled_word(world: World) -> bool:
    row = pick(world, Indicator.objects.all())
    first, _, rest = row.name.partition(" ")
    return update(row, name=f"{first} {first.lower()} {rest}")


def staff_sum(world: World) -> bool:
    row = pick(world, StaffCount.objects.filter(is_total=False))
    return update(row, count=row.count + world.chance.randint(10, 30))


def equal_to_last_year(world: World) -> bool:
    """The year before gets the amounts of this one."""
    row = leaf(world, Spending)
    Spending.objects.filter(line__dipa__year=YEAR - 1, line__path=row.line.path).update(amount=row.amount)
    return True


def late_quarter(world: World) -> bool:
    return update(pick(world, Step.objects.all()), at=datetime(YEAR + 1, 2, world.chance.randint(1, 28), 3, tzinfo=UTC))


def late_report(world: World) -> bool:
    return update(world.report, date=date(YEAR + 1, world.chance.randint(4, 9), world.chance.randint(1, 28)))


def early_report(world: World) -> bool:
    return update(world.report, date=date(YEAR, world.chance.randint(9, 11), world.chance.randint(1, 28)))


KINDS = (
    Kind("n melebihi T", ("n-melebihi-t",), n_above_t, VALUES),
    Kind("realisasi bukan n/T", ("realisasi-beda-hitungan",), typed_wrong, VALUES),
    Kind("bobot bukan 100", ("bobot-komponen",), weights, VALUES | {"capaian-tidak-ada"}),
    Kind("realisasi belum terverifikasi", ("belum-terverifikasi",), unverified, VALUES),
    Kind("realisasi tidak ada", ("capaian-tidak-ada",), no_realization, VALUES | {"angka-tanpa-data"}),
    Kind("nilai sama dengan tahun lalu", ("nilai-sama-tahun-lalu",), same_as_last_year, VALUES),
    Kind("pagu anak tidak menjumlah", ("pagu-anak",), child_ceiling, SUMS),
    Kind("realisasi anak tidak menjumlah", ("realisasi-anak",), child_spending, SUMS),
    Kind("realisasi melebihi pagu", ("belanja-melebihi-pagu",), overspent, SUMS),
    Kind("pagu POK bukan pagu DIPA", ("pagu-revisi",), revision_amount, SUMS),
    Kind("jumlah jenis belanja", ("jenis-belanja",), kind_total, SUMS),
    Kind("anggaran PK bukan DIPA", ("pk-anggaran",), annex, SUMS),
    Kind("target lebih ringan dari Renstra", ("target-renstra",), weaker_target, VALUES),
    Kind("target kosong", ("target-kosong",), empty_target, VALUES | {"capaian-tidak-ada"}),
    Kind("indikator dihapus tetapi dilaporkan", ("indikator-dihapus",), dropped, VALUES),
    Kind("PK terlambat", ("pk-terlambat",), agreement_late),
    Kind("perubahan tanpa alasan", ("pk-alasan",), no_reason),
    Kind("PK perubahan mundur", ("pk-urutan",), agreement_order),
    Kind("PK perubahan sesudah tahunnya", ("pk-tahun",), agreement_after_year),
    Kind("tanggal revisi DIPA mundur", ("dipa-tanggal",), revision_date),
    Kind("tanggal DIPA di luar tahun", ("dipa-tahun",), revision_year),
    Kind("nomor revisi melompat", ("dipa-nomor",), revision_gap),
    Kind("digital stamp berulang", ("dipa-stamp",), stamp),
    Kind("bukti dipakai dua kali", ("bukti-berulang",), evidence_twice),
    Kind("bukti tidak ada", ("bukti-tidak-ada",), no_evidence),
    Kind("satuan bukan menurut nama", ("satuan-nama",), measure_against_name),
    Kind("nama indikator ganda", ("label-ganda",), same_name, VALUES | {"satuan-tercetak"}),
    Kind("kata ganda", ("kata-ganda",), doubled_word),
    Kind("jumlah pegawai", ("pegawai-jumlah",), staff_sum),
    Kind("realisasi anggaran sama dengan tahun lalu", ("pagu-sama-tahun-lalu",), equal_to_last_year),
    Kind("triwulan terlambat", ("realisasi-terlambat",), late_quarter),
    Kind("laporan terlambat", ("laporan-terlambat",), late_report),
    Kind("laporan sebelum akhir tahun", ("laporan-tanggal",), early_report, frozenset({"tanggal-narasi"})),
)
