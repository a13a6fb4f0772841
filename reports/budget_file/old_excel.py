"""The cells of an old Excel file (.xls), read by a process of its own with little memory and time.

    python -m reports.budget_file.old_excel SOURCE

prints {"sheets": [[name, rows], ...]} or {"refused": why}: such a file says itself how large its sheets are, and the
reader lays all of it out before anybody can ask.
"""

import json
import resource
import sys
from datetime import date, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

# Megabytes of memory, seconds of computing.
MEMORY, SECONDS = 900, 30
MAX_CELLS = 3_000_000
SAVE_AS = "Buka di Excel lalu simpan sebagai Excel Workbook (.xlsx)."
TOO_LARGE = f"Lembar {{name}} memuat lebih dari {MAX_CELLS} sel; hapus baris dan kolom kosong yang berformat."
LOCKED = "Berkas terkunci sandi; hapus sandinya di Excel lalu simpan lagi."
BROKEN = f"Berkas .xls ini rusak atau bukan Excel. {SAVE_AS}"


class RefusedError(Exception):
    """A file that is not read; the message says why, in Indonesian."""


def sheets(source: str) -> list[list]:
    """Each sheet with its rows; RefusedError says why there are none."""
    try:
        book = CalamineWorkbook.from_path(source)
        found = []
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            # Both are the places of the last row and column, counted from 0.
            if (sheet.total_height + 1) * (sheet.total_width + 1) > MAX_CELLS:
                raise RefusedError(TOO_LARGE.format(name=name[:60]))
            found.append([name, sheet.to_python(skip_empty_area=False)])
    except PasswordError as error:
        raise RefusedError(LOCKED) from error
    except CalamineError as error:
        raise RefusedError(BROKEN) from error
    return found


def as_text(value: date | time | timedelta) -> str:
    """A moment of any kind as JSON can hold it."""
    return str(value)


def main() -> None:
    """The answer of the process on its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        answer = {"sheets": sheets(sys.argv[1])}
    except RefusedError as error:
        answer = {"refused": str(error)}
    sys.stdout.write(json.dumps(answer, default=as_text))


if __name__ == "__main__":
    main()
