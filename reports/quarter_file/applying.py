"""An uploaded file against what is stored: all of its rows are saved by the one verb, or none of them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from agreements.quarter import QuarterLine, QuarterSheet, quarter_sheet
from indicators.entry import Entry, entry_of, mark
from indicators.models import Component, components_of_each
from indicators.workflow import Conflict, save_draft
from lakin.formatting import join_words, quarter_name
from reports.filling import Desk, preview
from reports.quarter_file.cells import same, typed_entry
from reports.quarter_file.columns import ENTRIES, PARTS, TITLES, normal
from reports.quarter_file.outcome import Changed, Outcome, Skipped, changes
from reports.quarter_file.reading import FileRow, QuarterFile
from reports.workbook.problems import Problem
from units.models import Unit, User
from units.trail import acting

NOTE = "Lembar triwulan diunggah"
UNKNOWN = "Baris ini tidak dikenal: indikatornya tidak diperjanjikan unit ini. Hapus barisnya atau unduh lembar baru."
UNKNOWN_PART = "Komponen ini tidak dikenal pada indikatornya. Hapus barisnya atau unduh lembar baru."
TWICE = "Baris ini ada lebih dari satu. Hapus salinannya."
SWAPPED = "Nomor ini bukan nomor indikator pada barisnya ({code}); baris mungkin tertukar. Unduh lembar baru."
SHUT_THEN = "Terkunci ketika lembar diunduh, jadi tidak dibaca. Unduh lembar baru bila kini harus diubah."
NOT_TOUCHED = "Berubah di LAKIN sesudah lembar diunduh. Di lembar ini tidak Anda ubah, jadi dibiarkan."
NOT_IN_FILE = "Barisnya tidak ada dalam berkas, jadi dibiarkan seperti semula."
CHANGED_SINCE = (
    "Isian ini diubah di LAKIN sesudah lembar diunduh, sehingga tidak ditimpa. {detail} "
    "Unduh lembar baru untuk baris ini, atau ubah lewat halaman isiannya."
)
PARTS_NOT_IN_FILE = "Barisnya tidak lengkap di lembar Komponen ({names}); komponen itu dibiarkan seperti semula."
MOST_DETAILS = 3


class Undone(Exception):
    """Leaves the transaction so that nothing of it stays."""


@dataclass
class Work:
    """One file against one quarter, while it is being worked through."""

    sheet: QuarterSheet
    file: QuarterFile
    by: User
    now: datetime
    lines: dict[int, QuarterLine]
    components: dict[int, dict[int, Component]]
    parts: dict[int, dict[int, FileRow]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    saved: dict[int, FileRow] = field(default_factory=dict)
    unchanged: int = 0

    def skip(self, line: QuarterLine, reason: str) -> None:
        self.skipped.append(Skipped(line.score.code, line.score.name, reason))


def apply(
    file: QuarterFile, *, unit: Unit, year: int, quarter: int, by: User, dry_run: bool, now: datetime | None = None
) -> Outcome:
    """What the file changes in the quarter; written only without `dry_run` and without a single problem."""
    now = now or timezone.now()
    if refusal := wrong_place(file, unit, year, quarter):
        return Outcome(refusal=refusal)
    sheet = read_quarter(unit, year, quarter, now)
    if refusal := wrong_time(sheet):
        return Outcome(refusal=refusal)
    work = begin(sheet, file, by, now)
    changed: tuple[Changed, ...] = ()
    try:
        with transaction.atomic(), acting(user=by, note=NOTE):
            save_rows(work)
            if not work.problems:
                changed = tuple(told(work))
            if dry_run or work.problems:
                raise Undone
    except Undone:
        pass
    is_written = not dry_run and not work.problems
    problems = tuple(sorted(work.problems, key=lambda one: (one.sheet, one.row or 0)))
    return Outcome("", problems, changed, tuple(work.skipped), work.unchanged, is_written)


def wrong_place(file: QuarterFile, unit: Unit, year: int, quarter: int) -> str:
    """Why the file belongs elsewhere; empty where it belongs here."""
    if file.unit != unit.code:
        return f"Lembar ini milik unit lain ({file.unit}), bukan {unit.name}. Tidak ada yang dibaca."
    if (file.year, file.quarter) != (str(year), str(quarter)):
        place = f"Triwulan {file.quarter} tahun {file.year}"
        return f"Lembar ini untuk {place}, bukan {quarter_name(quarter)} {year}. Tidak ada yang dibaca."
    return ""


def wrong_time(sheet: QuarterSheet) -> str:
    """Why nothing of the quarter may be filled in now; empty where something may."""
    if not sheet.lines:
        return "Belum ada indikator yang diperjanjikan, jadi tidak ada yang diisi."
    if all(line.lock for line in sheet.lines):
        is_shut = not sheet.period.is_open
        return (
            sheet.period.words if is_shut else "Semua isian triwulan ini sudah diajukan; tidak ada yang dapat diubah."
        )
    return ""


def read_quarter(unit: Unit, year: int, quarter: int, now: datetime) -> QuarterSheet:
    """The quarter with the components of its indicators."""
    sheet = quarter_sheet(unit, year, quarter, today=timezone.localdate(now))
    prefetch_related_objects([line.indicator for line in sheet.lines], components_of_each())
    return sheet


def begin(sheet: QuarterSheet, file: QuarterFile, by: User, now: datetime) -> Work:
    """The work with its lines by indicator and the component rows of the file sorted to them."""
    lines = {line.indicator.pk: line for line in sheet.lines}
    components = {
        key: {
            row.pk: row
            for row in sorted(line.indicator.components.all(), key=lambda row: row.order)
            if row.year == sheet.year
        }
        for key, line in lines.items()
    }
    work = Work(sheet, file, by, now, lines, components, problems=list(file.problems))
    for row in file.parts:
        sort_part(work, row)
    return work


def sort_part(work: Work, row: FileRow) -> None:
    """Puts a component row of the file to its indicator, or says why it has none."""
    key, part = row.pk("indicator"), row.pk("component")
    rows = work.parts.setdefault(key, {})
    if part not in work.components.get(key, {}):
        work.problems.append(Problem(UNKNOWN_PART, PARTS, row.number))
    elif part in rows:
        work.problems.append(Problem(TWICE, PARTS, row.number))
    else:
        rows[part] = row


def save_rows(work: Work) -> None:
    """Saves every row that says something new; what cannot be goes to the problems."""
    seen = Counter(row.pk("indicator") for row in work.file.rows)
    for row in work.file.rows:
        key = row.pk("indicator")
        line = work.lines.get(key)
        if line is None:
            work.problems.append(Problem(UNKNOWN, ENTRIES, row.number))
        elif seen[key] > 1:
            work.problems.append(Problem(TWICE, ENTRIES, row.number))
        elif row.word("code") != line.score.code:
            work.problems.append(Problem(SWAPPED.format(code=line.score.code), ENTRIES, row.number, "Nomor"))
        else:
            save_row(work, row, line)
    if not work.file.problems:
        for key in work.lines.keys() - seen.keys():
            work.skip(work.lines[key], NOT_IN_FILE)


def save_row(work: Work, row: FileRow, line: QuarterLine) -> None:
    """Saves one row, unless it is locked, cannot be read or says nothing new."""
    if not row.word("seen"):
        work.skip(line, line.lock or SHUT_THEN)
        return
    key = line.indicator.pk
    tell_missing_parts(work, line)
    typed = typed_entry(row, line, work.components[key], work.parts.get(key, {}))
    stored = entry_of(line.realization)
    if typed.problems:
        work.problems += typed.problems
    elif same(typed.entry, stored):
        work.unchanged += 1
    elif mark(normal(typed.entry)) == row.word("typed"):
        work.skip(line, NOT_TOUCHED)
    elif line.lock:
        work.problems.append(Problem(line.lock, ENTRIES, row.number))
    else:
        save_entry(work, row, line, typed.entry)


def tell_missing_parts(work: Work, line: QuarterLine) -> None:
    """Says which components of a row have no row of their own in the file."""
    key = line.indicator.pk
    missing = [row.name for part, row in work.components[key].items() if part not in work.parts.get(key, {})]
    if missing and not work.file.problems:
        work.skip(line, PARTS_NOT_IN_FILE.format(names=cut(join_words(missing))))


def save_entry(work: Work, row: FileRow, line: QuarterLine, entry: Entry) -> None:
    """Saves one entry by the verb, and says at its place what the verb refuses."""
    sheet = work.sheet
    place = {"unit": sheet.unit, "indicator": line.indicator, "year": sheet.year, "quarter": sheet.quarter}
    try:
        save_draft(entry=entry, seen=row.word("seen"), by=work.by, now=work.now, **place)
    except Conflict:
        detail = conflict(work, line, entry)
        work.problems.append(Problem(CHANGED_SINCE.format(detail=detail), ENTRIES, row.number))
    except ValidationError as error:
        work.problems += refused(work, row, line, error)
    else:
        work.saved[line.indicator.pk] = row


def conflict(work: Work, line: QuarterLine, entry: Entry) -> str:
    """What stands in the system and what in the file, for the first fields that differ."""
    found = [*changes(entry_of(line.realization), entry, work.components[line.indicator.pk])]
    words = [f"{one.label}: di LAKIN {cut(one.before)}, di lembar {cut(one.after)}." for one in found[:MOST_DETAILS]]
    more = len(found) - MOST_DETAILS
    return " ".join([*words, f"Dan {more} isian lain."] if more > 0 else words)


def cut(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60]}…"


def refused(work: Work, row: FileRow, line: QuarterLine, error: ValidationError) -> Iterator[Problem]:
    """What the verb says, at the cells it speaks of."""
    by_field = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
    for name, messages in by_field.items():
        sheet, number, title = ENTRIES, row.number, TITLES.get(name, "")
        if name.startswith("part-"):
            part = work.parts[line.indicator.pk].get(int(name.removeprefix("part-")), row)
            sheet, number, title = PARTS, part.number, ""
        for message in messages:
            yield Problem(message, sheet, number, title)


def told(work: Work) -> Iterator[Changed]:
    """The saved rows as they now stand, read back before anything is undone."""
    sheet = read_quarter(work.sheet.unit, work.sheet.year, work.sheet.quarter, work.now)
    for line in sheet.lines:
        key = line.indicator.pk
        if key not in work.saved:
            continue
        before, entry = work.lines[key], entry_of(line.realization)
        desk = Desk(sheet.unit, sheet.year, sheet.quarter, sheet, line, (), is_reporter=True, planners=())
        found = tuple(changes(entry_of(before.realization), entry, work.components[key]))
        row = work.saved[key]
        yield Changed(row.number, before, line, found, preview(desk, entry))
