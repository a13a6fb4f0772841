"""Imports a workbook: read everything, validate everything, lay it beside the database, write all or nothing."""

import gc
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import BaseConstraint

from reports.workbook.locks import locked
from reports.workbook.preview import SheetPreview, previews
from reports.workbook.problems import Problem, Refused
from reports.workbook.reading import Table, read
from reports.workbook.recording import NOTE
from reports.workbook.rights import refused, rights_of
from reports.workbook.rows import spilled, typed
from reports.workbook.sheets import BY_NAME, SHEETS
from reports.workbook.stage import Stage
from reports.workbook.staging import lay_out
from reports.workbook.validating import validate
from reports.workbook.versions import keeping_versions
from reports.workbook.writing import write
from units.trail import acting

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class ImportResult:
    """What is wrong, what would change or has changed, and whether it was written."""

    errors: tuple[Problem, ...] = ()
    preview: tuple[SheetPreview, ...] = ()
    is_written: bool = False

    @property
    def has_changes(self) -> bool:
        return any(sheet.has_changes for sheet in self.preview)


@contextmanager
def without_collecting() -> Iterator[None]:
    """What is made inside is not searched for garbage: nearly all of it lives to the end, and the search is costly."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


@without_collecting()
def import_workbook(path_or_file, *, user=None, dry_run=False) -> ImportResult:
    """Import a path or an open binary file; any error means that nothing was written.

    With a user, only units within that user's reach as planner may be touched; without one, everything may.
    """
    stage = Stage()
    try:
        tables = read(path_or_file, stage.problems)
        stage_rows(stage, tables)
        known = {"user": user} if user else {}
        with transaction.atomic(), acting(note=NOTE, **known):
            return _compare_and_write(stage, user, dry_run)
    except Refused as refusal:
        return ImportResult(errors=(Problem(str(refusal)),))
    except IntegrityError as error:
        return ImportResult(errors=(Problem(_database_says(error)),))
    except DatabaseError:
        logger.exception("An import was rolled back by the database.")
        return ImportResult(errors=(Problem("Basis data sedang dipakai atau menolak perubahan ini; coba lagi."),))


def stage_rows(stage: Stage, tables: Iterable[Table]) -> None:
    """Reads every cell of the tables into rows; a broken sheet is remembered, so that nothing else is blamed for it."""
    for table in tables:
        name = table.sheet.name
        rows = typed(table, stage.problems)
        stage.rows[name] += rows
        stage.present.add(name)
        for row in spilled(rows, stage.problems):
            stage.rows[row.sheet.name].append(row)
            stage.present.add(row.sheet.name)
        if table.is_broken:
            stage.broken.add(name)


def _compare_and_write(stage: Stage, user, dry_run: bool) -> ImportResult:
    rights = rights_of(user)
    lay_out(stage, rights.shows)
    validate(stage)
    stage.problems += locked(stage, is_upload=user is not None)
    stage.problems += refused(stage, rights)
    if stage.problems:
        return ImportResult(errors=tuple(_in_order(stage.problems)))
    preview = tuple(previews(stage))
    if not dry_run:
        with keeping_versions(stage, user):
            write(stage)
    return ImportResult(preview=preview, is_written=not dry_run)


def _in_order(problems: list[Problem]) -> list[Problem]:
    """Problems of the file first, then by sheet, row and column, each told once."""
    order = {name: place for place, name in enumerate(BY_NAME)}
    return sorted(
        dict.fromkeys(problems),
        key=lambda found: (order.get(found.sheet, -1), found.sheet, found.row or 0, found.column),
    )


def _database_says(error: IntegrityError) -> str:
    """The message of the constraint that the database names; only a change made meanwhile gets this far."""
    text = str(error)
    constraints: dict[str, BaseConstraint] = {
        found.name: found for sheet in SHEETS for found in sheet.model._meta.constraints
    }
    for name, constraint in constraints.items():
        if name in text:
            return str(constraint.get_violation_error_message())
    return "Data di basis data berubah saat impor berjalan; periksa pratinjau lalu ulangi."
