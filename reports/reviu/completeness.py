"""What is not there or came late: analyses, evidence, quarters, and the report itself."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from agreements.scorecard import IndicatorScore
from indicators.models import RealizationStatus
from lakin.formatting import date_long, join_words, number, roman
from reports.assembly import assemble
from reports.coverage import IndicatorRow, SectionRow, coverage
from reports.reviu.dossier import Dossier
from reports.reviu.figures import named
from reports.reviu.found import Found, Target, information, suspicion, warning

# Perpres 29/2014 and PermenPANRB 53/2014; which of the two holds for a unit of a ministry is yet to be verified.
MONTHS_FOR_UNIT, MONTHS_FOR_MINISTRY = 2, 3


def gaps(dossier: Dossier) -> Iterator[Found]:
    """Analyses and sections that nobody wrote, that the data does not give, and that no one excused."""
    document = assemble(dossier.facts)
    grid = coverage(dossier.facts, (*document.front, *document.chapters))
    for row in (row for objective in grid.objectives for row in objective.indicators):
        if absent := [(analysis, part) for analysis, part in row.parts if not part.is_complete]:
            yield unwritten(row, absent)
    yield from (empty_section(dossier, row) for row in grid.lacking)


def unwritten(row: IndicatorRow, absent: list) -> Found:
    """One indicator with the analyses that it lacks."""
    code, section = row.score.code, absent[0][1].place.section
    lacks = join_words(f"({analysis.value}) {part.note}" for analysis, part in absent)
    return warning(
        "analisis-kosong",
        place=f"Narasi: {section}, indikator {code}",
        subject=named(row.score),
        message=f"Analisis yang belum ada: {lacks}.",
        printed=f"kosong: {', '.join(analysis.value for analysis, _ in absent)}",
        target=Target("narasi", f"{section}/{code}/{absent[0][0].value}"),
        parts=tuple(analysis.value for analysis, _ in absent),
    )


def empty_section(dossier: Dossier, row: SectionRow) -> Found:
    """One section in which the finished document would say that something is missing; text may have explained it."""
    is_told = any(text.target == Target("narasi", row.entry.key) for text in dossier.texts)
    return (information if is_told else warning)(
        "bagian-kosong",
        place=f"Narasi: {row.entry.key}",
        subject=f"Bagian {row.entry.title}",
        message=f"Belum ada: {row.part.note}.",
        target=Target("narasi", row.entry.key),
        parts=(row.entry.key,),
    )


def evidence(dossier: Dossier) -> Iterator[Found]:
    """Verified realizations without a file; told once where the unit keeps no evidence in this system at all."""
    rows = [(score, row) for score in dossier.facts.scorecard.indicators for row in counted_rows(dossier, score)]
    bare = [(score, row) for score, row in rows if not row.evidence.all()]
    if bare and len(bare) == len(rows):
        yield information(
            "bukti-tidak-ada",
            place="Data: bukti dukung",
            subject="Bukti dukung",
            message=f"Tidak satu pun dari {number(len(rows), 0)} realisasi terverifikasi mempunyai berkas bukti.",
            target=Target("realisasi"),
        )
        return
    for code in dict.fromkeys(score.code for score, _ in bare):
        quarters = [row.quarter for score, row in bare if score.code == code]
        names = [roman(quarter) for quarter in quarters]
        yield suspicion(
            "bukti-tidak-ada",
            place="Data: bukti dukung",
            subject=f"Indikator {code}",
            message=f"Realisasi triwulan {join_words(names)} terverifikasi tanpa berkas bukti.",
            printed=f"triwulan {', '.join(names)}",
            target=Target("realisasi", f"{code}/{quarters[0]}"),
        )


def counted_rows(dossier: Dossier, score: IndicatorScore) -> list:
    """The verified quarters of an indicator that hold a figure."""
    rows = dossier.facts.realizations.get(score.indicator.pk, ())
    return [row for row in rows if row.status == RealizationStatus.VERIFIED]


def late_quarters(dossier: Dossier) -> Iterator[Found]:
    """Quarters that were handed in after their due date; nothing can mend that any more."""
    for score in dossier.facts.scorecard.indicators:
        for row in dossier.facts.realizations.get(score.indicator.pk, ()):
            due, handed_in = dossier.around.due.get(row.quarter), dossier.around.submitted.get(row.pk)
            if due and handed_in and handed_in > due:
                yield information(
                    "realisasi-terlambat",
                    place="Data: realisasi",
                    subject=f"{named(score)}: triwulan {roman(row.quarter)}",
                    message=f"Pertama diajukan {date_long(handed_in)}, batasnya {date_long(due)}.",
                    printed=date_long(handed_in),
                    expected=f"paling lambat {date_long(due)}",
                    target=Target("realisasi", f"{score.code}/{row.quarter}"),
                )


def late_report(dossier: Dossier) -> Iterator[Found]:
    """A report dated before the end of its year, or after the months in which it has to be handed in."""
    facts = dossier.facts
    written = facts.report.date
    if written is None:
        return
    fields = {"place": "Data: laporan", "subject": "Tanggal laporan", "target": Target("laporan")}
    limits = [end_of(facts.year, months) for months in (MONTHS_FOR_UNIT, MONTHS_FOR_MINISTRY)]
    if written <= date(facts.year, 12, 30):
        message = f"Bertanggal {date_long(written)}, padahal tahun {facts.year} belum berakhir."
        yield suspicion("laporan-tanggal", message=message, printed=date_long(written), **fields)
    elif written > limits[0]:
        severe = warning if written > limits[1] else information
        months = MONTHS_FOR_MINISTRY if written > limits[1] else MONTHS_FOR_UNIT
        limit = limits[1] if written > limits[1] else limits[0]
        message = f"Bertanggal {date_long(written)}, lebih dari {months} bulan setelah tahun {facts.year} berakhir."
        late = {"printed": date_long(written), "expected": f"paling lambat {date_long(limit)}"}
        yield severe("laporan-terlambat", message=message, **late, **fields)


def end_of(year: int, month: int) -> date:
    """The last day of a month of the year after."""
    return date(year + 1, month, monthrange(year + 1, month)[1])
