"""What a report still lacks, line by line, as the report page shows it before anyone reads the document itself."""

from dataclasses import dataclass

from lakin.formatting import number, percent
from reports.models import Report
from reports.overview import UnitYear


@dataclass(frozen=True)
class Check:
    """One line: what is looked at, how it stands ("met", "near", "far_below", "unknown") and in words."""

    label: str
    mark: str
    word: str


def checks(state: UnitYear, report: Report) -> tuple[Check, ...]:
    """The lines for one report."""
    return (
        agreement_check(state.summary),
        realization_check(state.summary),
        money_check(state.money),
        text_check(report),
    )


def agreement_check(summary) -> Check:
    label = "Perjanjian Kinerja"
    if summary.agreement is None:
        return Check(label, "far_below", "Belum ada yang ditandatangani")
    return Check(label, "met", f"{summary.agreement.version_name.capitalize()} berlaku")


def realization_check(summary) -> Check:
    label, missing = "Realisasi terverifikasi", summary.promised - summary.known
    if not summary.promised:
        return Check(label, "unknown", "Belum ada indikator yang diperjanjikan")
    if missing:
        return Check(label, "below", f"{number(missing, 0)} dari {number(summary.promised, 0)} indikator belum ada")
    return Check(label, "met", f"Lengkap untuk {number(summary.promised, 0)} indikator")


def money_check(money) -> Check:
    if money.absorption is None:
        return Check("Anggaran", "unknown", "Pagu atau realisasi belum lengkap")
    return Check("Anggaran", "met", f"Serapan {percent(money.absorption)}")


def text_check(report) -> Check:
    written = report.narratives.exclude(text="").count()
    if not written:
        return Check("Narasi", "unknown", "Belum ada teks yang ditulis")
    return Check("Narasi", "met", f"{number(written, 0)} teks sudah ditulis")
