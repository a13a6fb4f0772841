"""A report without a fault, from a seed: a year of data, and texts with right figures typed into them."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from indicators.achievement import round_half_up
from indicators.formula import Calculation
from indicators.models import Measure
from lakin.formatting import by_measure, counted, number, percent, rupiah, rupiah_short
from reports.facts import Facts, facts_of
from reports.models import PrintedFigure, Report
from reports.outlines import default_outline
from tests import factories as make
from tests import report_factories
from units.models import UnitKind

YEAR = 2023
FIELDS = ("Anak", "Lanjut Usia", "Penyandang Disabilitas", "Korban Bencana", "Tuna Sosial", "Keluarga Rentan")
WORK = ("pendampingan", "penyaluran", "bimbingan teknis", "asesmen", "supervisi", "pemantauan", "rekonsiliasi data")
PEOPLE = ("penerima manfaat", "pendamping", "petugas layanan", "keluarga asuh", "relawan", "pengelola lembaga")
PLACES = ("di wilayah timur", "di daerah kepulauan", "di kota besar", "di perbatasan", "pada layanan keliling")
CALCULATIONS = (Calculation.RATIO, Calculation.RATIO, Calculation.WEIGHTED, Calculation.EXTERNAL, Calculation.TYPED)


@dataclass
class World:
    """The report and the chance it was made by; `facts` are read when the data is complete."""

    chance: random.Random
    report: Report = None
    facts: Facts = None
    sisters: list[str] = field(default_factory=list)
    former: str = ""


def clean_report(seed: int) -> World:
    """Makes the report in an empty database."""
    world = World(random.Random(seed))
    unit = units(world)
    world.report = make.make_report(unit=unit, date=date(2024, 2, 20), outline=default_outline())
    world.report.title = f"Laporan Kinerja {unit.name} Tahun {YEAR}"
    world.report.save()
    promises(world)
    money(world, YEAR - 1)
    money(world, YEAR)
    around(world)
    world.facts = facts_of(world.report)
    texts(world)
    prints(world)
    world.facts = facts_of(world.report)
    return world


def units(world: World):
    """A directorate among its sisters, which had another name two years ago."""
    chance = world.chance
    names = chance.sample(FIELDS, 4)
    ministry = make.make_unit("kementerian", kind=UnitKind.MINISTRY, name="Kementerian Pelayanan Sosial")
    above = make.make_unit(
        "ditjen", parent=ministry, kind=UnitKind.DIRECTORATE_GENERAL, name="Direktorat Jenderal Layanan Sosial"
    )
    unit = make.make_unit("dit-contoh", parent=above, name=f"Direktorat Layanan Sosial {names[0]}")
    for at, name in enumerate(names[1:]):
        make.make_unit(f"dit-lain-{at}", parent=above, name=f"Direktorat Layanan Sosial {name}")
        world.sisters.append(f"Direktorat Layanan Sosial {name}")
    world.former = f"Direktorat Pembinaan {names[0]}"
    make.make_unit_name(unit=unit, name=world.former, valid_until=date(YEAR - 2, 12, 31))
    return unit


def promises(world: World) -> None:
    """Three objectives with their indicators, promised twice, measured twice, with evidence and submission."""
    chance = world.chance
    plan = make.make_plan()
    version = make.make_plan_version(plan=plan)
    make.make_statement(version=version, text="Terwujudnya layanan sosial yang inklusif")
    table = make.make_target_table(version=version)
    first = {"first_party_name": "Sari Utami", "second_party_name": "Bambang Wijaya"}
    before = make.make_agreement(version=0, signed_on=date(YEAR - 1, 12, 20), **first)
    after = make.make_agreement(version=1, signed_on=date(YEAR, 5, 10), reason_text="Target disesuaikan.", **first)
    for quarter, due in ((2, date(YEAR, 7, 15)), (4, date(YEAR + 1, 1, 15))):
        dates = {"opens_on": due.replace(day=1), "due_on": due, "closes_on": due.replace(day=28)}
        make.make_period(quarter=quarter, **dates)
    for order in range(1, 4):
        objective = make.make_objective(plan=plan, name=f"Meningkatnya {chance.choice(WORK)} bagian {order}")
        for _ in range(chance.randint(2, 4)):
            promised(world, objective, table, (before, after))


def promised(world: World, objective, table, agreements) -> None:
    """One indicator through all its years."""
    chance = world.chance
    calculation = chance.choice(CALCULATIONS)
    measure = {Calculation.EXTERNAL: Measure.SCORE, Calculation.TYPED: Measure.COUNT}.get(calculation, Measure.PERCENT)
    word = {Measure.SCORE: "Nilai", Measure.COUNT: "Jumlah"}.get(measure, "Persentase")
    at = objective.indicators.count() + 1
    name = (
        f"{word} {chance.choice(WORK)} {chance.choice(PEOPLE)} kelompok {objective.order} {at} {chance.choice(PLACES)}"
    )
    indicator = make.make_indicator(
        objective=objective,
        name=name,
        measure=measure,
        calculation=calculation,
        decimals=0 if measure == Measure.COUNT else 2,
    )
    target = chance.randint(400, 900) if measure == Measure.COUNT else chance.randint(60, 85)
    for year in range(2020, 2025):
        make.make_strategic_target(table=table, indicator=indicator, year_from=year, value=target + 2 * (year - YEAR))
    for year in range(2020, YEAR):
        value = f"{target - 9 + year - 2020 + chance.randint(11, 89) / 100:.2f}"
        make.make_historical_value(
            indicator=indicator, year_from=year, value=value if measure != Measure.COUNT else int(float(value))
        )
    for agreement in agreements:
        make.make_line(agreement=agreement, indicator=indicator, target=target)
    for quarter in (2, 4):
        measured(world, indicator, quarter, target)


def measured(world: World, indicator, quarter: int, target: int) -> None:
    """One verified quarter, handed in on time with a file of its own."""
    chance, share = world.chance, 90 + 4 * quarter
    level = target * (share + chance.randint(-6, 6)) // 100
    fields = {}
    if indicator.calculation == Calculation.RATIO:
        whole = chance.randint(2100, 9800)
        fields = {"n": min(whole - 1, whole * level // 100 + chance.randint(1, 9)), "t": whole}
    elif indicator.calculation == Calculation.EXTERNAL:
        fields = {"value": f"{level + chance.randint(11, 89) / 100:.2f}"}
    elif indicator.calculation == Calculation.TYPED:
        fields = {"value": level + chance.randint(1, 9)}
    row = make.make_realization(indicator=indicator, quarter=quarter, **fields)
    if indicator.calculation == Calculation.WEIGHTED:
        for weight in (30, 45, 25):
            order = (30, 45, 25).index(weight) + 1
            component = indicator.components.filter(order=order).first() or make.make_component(
                indicator=indicator, weight=weight
            )
            whole = chance.randint(120, 480)
            make.make_part(
                realization=row, component=component, n=min(whole, whole * level // 100 + chance.randint(0, 5)), t=whole
            )
    make.make_evidence(realization=row, sha256=sha256(f"{row.pk}".encode()).hexdigest(), title=f"Bukti {row.pk}")
    at = datetime(YEAR, 7, 10, 3, tzinfo=UTC) if quarter == 2 else datetime(YEAR + 1, 1, 10, 3, tzinfo=UTC)
    make.make_realization_step(realization=row, at=at)


def money(world: World, year: int) -> None:
    """Two programs down to the components, whose amounts add up, with a history of revisions."""
    chance, unit = world.chance, world.report.unit
    dipa = make.make_dipa(year=year)
    objectives = list(unit.strategic_plans.get().objectives.all())
    amounts = {}
    for kegiatan in ("DQ.6279", "DQ.6280", "WA.4321"):
        for path in (
            f"{kegiatan}.{kro}.{ro}.{part}"
            for kro in ("QAA", "QDB")
            for ro in ("101", "102")
            for part in ("051", "052")
        ):
            ceiling = chance.randint(210_000, 9_800_000) * 1000
            amounts[path] = (ceiling, ceiling * chance.randint(9300, 9990) // 10_000 - chance.randint(11, 988))
    sums = added_up(amounts)
    total = sum(ceiling for path, (ceiling, _) in sums.items() if "." not in path)
    stamp = chance.randint(10**14, 10**15)
    for at, day in enumerate((date(year - 1, 11, 30), date(year, 3, 14), date(year, 8, 22))):
        amount = total if at == 2 else total - (2 - at) * chance.randint(11_111, 99_999) * 1000
        make.make_revision(dipa=dipa, amount=amount, date=day, digital_stamp=f"{stamp + 7919 * at:016}")
    links = {"DQ.6279": objectives[0], "DQ.6280": objectives[1], "WA": objectives[2]}
    for at, (path, (ceiling, spent)) in enumerate(sorted(sums.items())):
        make.make_budget_line(
            path, dipa=dipa, ceiling=ceiling, spent=spent, objective=links.get(path), name=f"Uraian {at} {path[-3:]}"
        )
    if year == YEAR:
        spent = sum(amount for path, (_, amount) in sums.items() if "." not in path)
        for kind, part in (("51", 3), ("52", 5)):
            make.make_expenditure_total(dipa=dipa, kind=kind, ceiling=total * part // 10, spent=spent * part // 10)
        make.make_expenditure_total(
            dipa=dipa,
            kind="53",
            ceiling=total - total * 3 // 10 - total * 5 // 10,
            spent=spent - spent * 3 // 10 - spent * 5 // 10,
        )
        for path in ("DQ", "WA"):
            make.make_agreement_budget(
                agreement=unit.agreements.get(version=1), code=path, name=f"Program {path}", amount=sums[path][0]
            )
        for objective in objectives:
            make.make_supporting_activity(objective=objective, line=dipa.lines.filter(path="DQ.6279.QAA.101").get())


def added_up(amounts: dict) -> dict:
    """The amounts of the components and of everything above them."""
    sums = {}
    for path, (ceiling, spent) in amounts.items():
        parts = path.split(".")
        for depth in range(1, len(parts) + 1):
            held = sums.get(".".join(parts[:depth]), (0, 0))
            sums[".".join(parts[:depth])] = (held[0] + ceiling, held[1] + spent)
    return sums


def around(world: World) -> None:
    """Staff, functions, regulations, context figures and the texts of the year before."""
    chance = world.chance
    men, women = chance.randint(20, 60), chance.randint(20, 60)
    make.make_function(text="Perumusan kebijakan layanan sosial")
    make.make_staff_count(group="Seluruh pegawai", name="Pegawai", count=men + women, is_total=True)
    groups = {
        "Jenis kelamin": (("Laki-laki", men), ("Perempuan", women)),
        "Golongan": (("III", men + 3), ("IV", women - 3)),
        "Pendidikan": (("S1", men - 5), ("S2", women + 5)),
    }
    for group, rows in groups.items():
        for order, (name, size) in enumerate(rows):
            make.make_staff_count(group=group, name=name, count=size, order=order)
    for order, (kind, no, year) in enumerate(
        (("Peraturan Presiden", "29", 2014), ("Peraturan Menteri PANRB", "53", 2014), ("Undang-Undang", "11", 2009)), 1
    ):
        report_factories.make_legal_reference(order=order, kind=kind, number=no, year=year)
    report_factories.make_context_figure(
        key="sasaran-layanan", label="Pemerlu layanan", value=chance.randint(10**6, 10**7)
    )
    report_factories.make_national_target(label="Layanan bagi pemerlu", value=chance.randint(11, 97))
    former = make.make_report(unit=world.report.unit, year=YEAR - 1, outline=world.report.outline)
    make.make_narrative(
        report=former,
        text="Tahun itu layanan berjalan menurut rencana yang disusun bersama mitra di daerah masing-masing.",
    )


PASSAGES = (
    "Hasil ini didukung oleh {work} {people} {place} yang dijadwalkan sejak awal tahun"
    " dan dipantau setiap bulan oleh tim kerja {code}.",
    "Kendala utamanya adalah {work} {people} {place} yang terlambat karena data dari daerah"
    " datang bertahap kepada tim kerja {code}.",
    "Perbaikannya berupa {work} bagi {people} {place} dengan jadwal yang lebih rapat"
    " dan pembagian tugas yang jelas di tim kerja {code}.",
)
ASIDES = (
    "Kegiatan berlangsung 12 Mei 2023 sampai 14 Mei 2023 di 3 (tiga) kota.",
    "Pelaksanaannya mengikuti Peraturan Presiden Nomor 29 Tahun 2014 dan Pasal 5 ayat (2) peraturan itu.",
    "Renstra 2020-2024 tetap menjadi acuan, seperti pada Tabel 3.1 dan indikator 1.1.",
    "Layanan diberikan selama 12 bulan dengan pola 24 jam.",
    "Pelaporan memakai aplikasi yang dibuka pukul 08.00 WIB.",
)


def texts(world: World) -> None:
    """A text for every section and indicator; figures are live, or typed as they are."""
    facts, chance, report = world.facts, world.chance, world.report
    for section, words in sections(world).items():
        make.make_narrative(report=report, section=section, text=words)
    for score in facts.scorecard.indicators:
        words = [passage(world, template, score.code) for template in PASSAGES]
        words.insert(1, claim(world, score))
        words.append(chance.choice(ASIDES))
        where = {"report": report, "section": "capaian-sasaran", "indicator": score.indicator}
        make.make_narrative(analysis="5", text=" ".join(words), **where)
        make.make_narrative(
            analysis="7",
            text=passage(world, "Ditunjang oleh {work} {people} {place} menurut rencana kerja {code}.", score.code),
            **where,
        )
        make.make_narrative(analysis="4", text="", not_applicable_reason="Tidak ada standar nasional.", **where)


def passage(world: World, template: str, code: str) -> str:
    """One sentence of an indicator."""
    choose = world.chance.choice
    return template.format(work=choose(WORK), people=choose(PEOPLE), place=choose(PLACES), code=code)


def claim(world: World, score) -> str:
    """A sentence with typed figures of an indicator, all right."""
    indicator, achieved = score.indicator, score.achievement.value
    target = by_measure(score.target, indicator.measure, indicator.decimals)
    value = by_measure(
        round_half_up(score.measurement.value, indicator.decimals), indicator.measure, indicator.decimals
    )
    n, t = world.facts.share(indicator)
    ways = [
        f"Capaian indikator {score.code} sebesar {percent(achieved)} dari target yang diperjanjikan.",
        f"Target tahun {YEAR} sebesar {target} menghasilkan capaian {percent(achieved)}.",
        f"Indikator ini mencapai capaian {number(achieved)} persen dengan realisasi {value}.",
        f"Realisasinya {value} terhadap target {target}, sehingga capaiannya {percent(achieved, 1)}.",
    ]
    if n is not None:
        ways.append(
            f"Dari {number(t, 0)} orang yang didata, {number(n, 0)} orang terlayani,"
            f" jadi capaiannya {percent(achieved)}."
        )
    return world.chance.choice(ways)


def sections(world: World) -> dict[str, str]:
    """The texts of the sections that are about the whole unit."""
    facts = world.facts
    total, card = facts.budget.total, facts.scorecard
    name, sister = facts.unit.name, world.chance.choice(world.sisters)
    plain = dict.fromkeys(
        (
            "kata-pengantar",
            "latar-belakang",
            "peran-strategis",
            "isu-strategis",
            "perencanaan-nasional",
            "renstra",
            "perjanjian-kinerja",
            "langkah-perbaikan",
            "capaian-kinerja",
        ),
        "",
    )
    texts = {
        key: passage(world, f"Bagian {key} menerangkan {{work}} {{people}} {{place}} bagi pembaca laporan ini.", "1")
        for key in plain
    }
    texts["latar-belakang"] += f" {name} semula bernama {world.former} sampai tahun {YEAR - 2}."
    texts["peran-strategis"] += f" Pelaksanaannya dikerjakan bersama {sister} di beberapa daerah."
    texts["perjanjian-kinerja"] += (
        f" Perjanjian Kinerja memuat {counted(len(card.indicators))} indikator"
        f" pada {counted(len(card.objectives))} sasaran."
    )
    texts["capaian-kinerja"] += f" Rata-rata capaian seluruh sasaran adalah {percent(card.overall.value)}."
    texts["ikhtisar"] = (
        "Dari {{ jumlah_indikator }} indikator, capaian tertinggi dijaga oleh pendampingan yang teratur."
    )
    texts["efisiensi"] = (
        f"Serapan anggaran tahun {YEAR} mencapai {percent(total.absorption)} tanpa mengurangi mutu layanan."
    )
    texts["realisasi-anggaran"] = (
        f"Pagu akhir tahun {YEAR} sebesar {rupiah(total.ceiling)} dengan realisasi anggaran {rupiah(total.spent)}."
        f" Sisa anggaran {rupiah(total.remaining)} berasal dari sisa kontrak."
    )
    texts["simpulan"] = (
        f"Anggaran sebesar {rupiah_short(total.ceiling)} terserap {rupiah_short(total.spent)}, sesuai rencana kerja."
    )
    return texts


def prints(world: World) -> None:
    """What an old report would print of the same figures, all right."""
    facts = world.facts
    for place in ("ikhtisar_tabel", "bab3_tabel1"):
        for score in facts.scorecard.indicators:
            figures = {"target": score.target, "realisasi": score.measurement.value, "capaian": score.achievement.value}
            for measure, value in figures.items():
                printed(
                    place,
                    "indikator",
                    score.code,
                    measure,
                    value,
                    0 if measure != "capaian" and score.indicator.decimals == 0 else 2,
                )
            n, t = facts.share(score.indicator)
            for measure, value in (("pembilang", n), ("penyebut", t)):
                if value is not None:
                    printed(place, "komponen", score.code, measure, value, 0)
        printed(place, "ringkasan", "", "rata_rata", facts.scorecard.overall.value, 2)
    for row in facts.budget.lines:
        if row.depth < 4:
            for measure, value, decimals in (
                ("pagu", row.money.ceiling, 0),
                ("realisasi_anggaran", row.money.spent, 0),
                ("persen", row.money.absorption, 2),
            ):
                printed("bab3_anggaran", "baris_pok", row.line.path, measure, value, decimals)


def printed(place, subject, key, measure, value, decimals) -> None:
    """One printed figure, rounded as it should be."""
    shown = round_half_up(value, decimals)
    report_factories.make_printed_figure(
        order=make.following(PrintedFigure.objects.all()),
        place=place,
        subject=subject,
        key=key,
        measure=measure,
        value=shown,
        as_printed=number(shown, decimals),
    )
