"""A unit's quarter: what is due, what came back, what waits; and the same over all units of a reporter."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agreements.quarter import QuarterLine, QuarterSheet, quarter_sheet
from indicators.measurement import Measurement
from indicators.models import RealizationStatus
from indicators.periods import QUARTERS, period_states
from indicators.workflow import submit
from lakin.formatting import roman
from reports.blocks import Status
from reports.due import current_quarter, due, is_complete, reporting_units
from reports.filling import planners_of
from reports.frame import frame
from reports.sections.ratings import rating
from units.access import enter, has_role
from units.models import Role


@dataclass(frozen=True)
class Row:
    """A line with its rating, beside the quarter before or, in the first quarter, last year."""

    line: QuarterLine
    rating: Status
    earlier: Measurement
    earlier_name: str


@dataclass(frozen=True)
class Group:
    """The lines of one status under a heading; `verb` is the word of the button, empty where there is only reading."""

    key: str
    words: str
    verb: str
    rows: tuple[Row, ...]


# In the order in which they ask for attention.
GROUPS = (
    (RealizationStatus.RETURNED, "Dikembalikan, perlu diperbaiki", "Perbaiki"),
    (RealizationStatus.DRAFT, "Belum diajukan", "Isi"),
    (RealizationStatus.SUBMITTED, "Menunggu verifikasi", ""),
    (RealizationStatus.VERIFIED, "Terverifikasi", ""),
)


@require_safe
def open_quarter(request, code, year):
    """Leads to the quarter that is open or was open last."""
    unit = enter(request.user, code)
    return redirect("reports:quarter-show", code=unit.code, year=year, quarter=current_quarter(unit, year))


@require_safe
def show_quarter(request, code, year, quarter):
    unit = enter(request.user, code)
    sheet = quarter_sheet(unit, year, known_quarter(quarter))
    states = period_states([unit], year)
    is_reporter = has_role(request.user, unit, Role.REPORTER)
    context = {
        "frame": frame(request.user, unit, year, "quarter"),
        "sheet": sheet,
        "groups": groups(sheet),
        "periods": [states[unit.pk, at] for at in QUARTERS],
        "planners": planners_of(sheet.period.decided_by(unit) if sheet.agreement else unit),
        "is_reporter": is_reporter,
        "complete": sum(map(is_complete, sheet.lines)) if is_reporter else 0,
    }
    return render(request, "reports/quarter_show.html", context)


@require_POST
def submit_quarter(request, code, year, quarter):
    """Hands in every line that is ready, and says of each other open one what it lacks."""
    unit = enter(request.user, code, Role.REPORTER)
    sheet = quarter_sheet(unit, year, known_quarter(quarter))
    open_lines = [line for line in sheet.lines if not line.lock]
    done = [line for line in open_lines if is_complete(line) and handed_in(request, line)]
    if done:
        names = ", ".join(line.score.code for line in done)
        messages.success(request, f"{len(done)} indikator diajukan: {names}. Sekarang menunggu verifikasi.")
    for line in open_lines:
        if not is_complete(line):
            messages.warning(request, f"{line.score.code} tidak ikut diajukan: {lack(line)}")
    if not open_lines:
        messages.warning(request, f"Tidak ada yang dapat diajukan. {sheet.period.words}")
    return redirect("reports:quarter-show", code=code, year=year, quarter=quarter)


@require_safe
def show_reporting(request):
    if not reporting_units(request.user):
        raise PermissionDenied("Halaman ini untuk pengisi.")
    return render(request, "reports/reporting_home.html", {"frame": frame(request.user), "due": due(request.user)})


def known_quarter(quarter: int) -> int:
    if quarter not in QUARTERS:
        raise Http404("Triwulan hanya I sampai IV.")
    return quarter


def groups(sheet: QuarterSheet) -> list[Group]:
    """The lines by their status, without empty groups."""
    found = [
        Group(
            status.value,
            words,
            verb,
            tuple(row_of(line, sheet.quarter) for line in sheet.lines if line.status == status),
        )
        for status, words, verb in GROUPS
    ]
    return [group for group in found if group.rows]


def row_of(line: QuarterLine, quarter: int) -> Row:
    """One line as the page shows it."""
    if quarter == 1:
        return Row(line, rating(line.score), line.last_year, "Tahun lalu")
    return Row(line, rating(line.score), line.previous, f"TW {roman(quarter - 1)}")


def handed_in(request, line: QuarterLine) -> bool:
    """Whether a line could be handed in; else its reason stands among the messages."""
    try:
        submit(realization=line.realization, by=request.user, seen=line.seen)
    except ValidationError as error:
        messages.error(request, f"{line.score.code} belum diajukan: {' '.join(error.messages)}")
        return False
    return True


def lack(line: QuarterLine) -> str:
    """What an open line still needs before it is handed in with the others."""
    has_note = line.realization is not None and line.realization.note.strip()
    if not line.measurement.is_known and not has_note:
        return "angkanya belum diisi."
    return "belum ada bukti dukung. Buka isiannya bila memang diajukan tanpa bukti."
