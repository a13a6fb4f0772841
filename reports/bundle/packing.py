"""The zip itself, written piece by piece while its documents are made one after the other."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lakin.packages import MEGABYTE
from reports import progress
from reports.bundle.contents import Item, items_of
from reports.bundle.figures import as_xlsx
from reports.exchange.columns import DATE, TEXT, WHOLE, Column
from reports.exchange.tables import STYLES, as_csv
from units.models import Unit

# Far above any unit's documents of a year.
LARGEST = 512 * MEGABYTE
# A zip has no time zone; one day for all, so that the same documents give the same file.
DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)


# What is left of the hundred percent is the index.
ALL_DOCUMENTS = (0, 95)
TOO_LARGE = (
    "Bundel terlalu besar untuk satu berkas. Unduh dokumennya satu per satu, atau mintalah administrator menulisnya di "
    "server (perintah: manage.py export_bundle)."
)
UNMADE = "{} {} gagal dibuat, jadi bundelnya tidak disusun. Coba lagi, atau unduh dokumen itu sendiri."


class BundleError(Exception):
    """A bundle that cannot be made; the message says which document or what is in the way."""


@dataclass(frozen=True)
class Line:
    """One line of the index; `sha256` is empty where the document is missing, `lack` says why."""

    unit: Unit
    item: Item
    name: str = ""
    sha256: str = ""
    size: int | None = None


INDEX = (
    Column("unit", TEXT, "Kode unit kerja.", lambda line: line.unit.code),
    Column("nama_unit", TEXT, "Nama unit kerja.", lambda line: line.unit.name),
    Column("komponen", TEXT, "Komponen akuntabilitas kinerja.", lambda line: line.item.component),
    Column("dokumen", TEXT, "Nama dokumen.", lambda line: line.item.document),
    Column("ada", TEXT, "Ada atau belum ada.", lambda line: "ada" if line.name else "belum ada"),
    Column("berkas", TEXT, "Nama berkas di dalam bundel.", lambda line: line.name),
    Column("keadaan", TEXT, "Keadaan dokumen.", lambda line: line.item.state),
    Column("tanggal", DATE, "Tanggal dokumen.", lambda line: line.item.day and line.item.day.isoformat(), True),
    Column("sha256", TEXT, "SHA-256 berkas.", lambda line: line.sha256),
    Column("ukuran", WHOLE, "Ukuran dalam byte.", lambda line: line.size, True),
    Column("keterangan", TEXT, "Mengapa belum ada.", lambda line: line.item.lack),
)


class Chunks:
    """What a zip is written to; nothing is kept longer than until it is taken."""

    def __init__(self):
        self.waiting: list[bytes] = []

    def write(self, content: bytes) -> int:
        self.waiting.append(bytes(content))
        return len(content)

    def flush(self) -> None:
        """Nothing to do: what was written waits already."""

    def take(self) -> bytes:
        taken, self.waiting = b"".join(self.waiting), []
        return taken


def packed(units: Iterable[Unit], year: int, told: Callable[[str], None] = lambda words: None) -> Iterator[bytes]:
    """The zip of the units in pieces, a document each; the index of all comes last, in .xlsx and in .csv.

    Progress is that of the unit at hand.
    """
    chunks, index = Chunks(), []
    with ZipFile(chunks, "w") as book:
        for unit in units:
            items = tuple(items_of(unit, year))
            for place, item in enumerate(items):
                told(f"{unit.label}: {item.document}")
                steps = (progress.share(done, len(items), ALL_DOCUMENTS) for done in (place, place + 1))
                with progress.within(tuple(steps), item.document):
                    index.append(line_of(book, unit, year, item))
                yield chunks.take()
        put(book, "indeks.xlsx", as_xlsx("Indeks", INDEX, index))
        put(book, "indeks.csv", as_csv(INDEX, index, STYLES["excel"]))
    yield chunks.take()


def within_limit(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces; BundleError as soon as they are more than a bundle may take on the disk."""
    size = 0
    for piece in pieces:
        size += len(piece)
        if size > LARGEST:
            raise BundleError(TOO_LARGE)
        yield piece


def line_of(book: ZipFile, unit: Unit, year: int, item: Item) -> Line:
    """The line of a document, which is put into the zip where it exists; BundleError where it cannot be made."""
    if item.content is None:
        return Line(unit, item)
    try:
        content, name = item.content(), item.file_name(unit, year)
    except Exception as error:
        raise BundleError(UNMADE.format(item.document, unit.label)) from error
    put(book, name, content)
    return Line(unit, item, name, sha256(content).hexdigest(), len(content))


def put(book: ZipFile, name: str, content: bytes) -> None:
    """A file of the zip; a PDF is packed already."""
    info = ZipInfo(name, DAY_OF_ZIP)
    info.compress_type = ZIP_STORED if name.endswith(".pdf") else ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    book.writestr(info, content)


def file_name(unit: Unit, year: int, day: date) -> str:
    """The name of the whole bundle, with the day it was made."""
    return f"SAKIP_{unit.code}_{year}_{day:%Y%m%d}"
