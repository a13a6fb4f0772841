"""Zip packages from strangers (.xlsx, .docx, .pptx): sound and within limits, or one error that says what is wrong."""

import copy
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import BinaryIO

MEGABYTE = 1024 * 1024
ZIP_MARK = b"PK\x03\x04"
OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TYPES = "[content_types].xml"
CHUNK = 256 * 1024
LONGEST_NAME = 100

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ACTIVE = ("vbaproject.bin", "vbadata.xml")
_ACTIVE_FOLDERS = ("xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")
# What zipfile and zlib raise on damage; RuntimeError stands for NotImplementedError as well.
_DAMAGE = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, OverflowError, ValueError)


class Fault(Enum):
    """What is wrong with a package; what the callers say of it is their own."""

    NO_PACKAGE = auto()
    OLD = auto()
    LOCKED = auto()
    BROKEN = auto()
    BROKEN_PART = auto()
    MISSIZED = auto()
    PACKING = auto()
    NAME = auto()
    TOO_MANY = auto()
    TOO_BIG = auto()
    MACROS = auto()


class PackageError(Exception):
    """The package is refused: the kind of fault, the part it is about if it is one, and how many parts there are."""

    def __init__(self, kind: Fault, member: str = "", count: int = 0):
        super().__init__(kind, member, count)
        # A name may be 64 KB long.
        self.kind, self.member, self.count = kind, member[:LONGEST_NAME], count


@dataclass(frozen=True)
class Limits:
    """How much a package may unpack to, in bytes, in how many parts, and how many times its packed size."""

    unpacked: int = 200 * MEGABYTE
    parts: int = 200
    # Sheets full of the same words pack 30 to 60 times smaller; a bomb packs about a thousand times.
    ratio: int = 200
    ratio_from: int = 5 * MEGABYTE


def open_package(file: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The parts of a package that is safe to unpack in full; raises PackageError otherwise."""
    _refuse_other(file)
    try:
        package = zipfile.ZipFile(file)
    except _DAMAGE as error:
        raise PackageError(Fault.BROKEN) from error
    _refuse_parts(package, limits)
    _refuse_bomb(package, limits)
    _refuse_macros(package, limits)
    return package


def unpack(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> Iterator[bytes]:
    """The content of a part in chunks, counted as it unpacks: the sizes that a file declares may lie."""
    packed = copy.copy(member)
    packed.compress_type, packed.file_size, packed.CRC = zipfile.ZIP_STORED, member.compress_size, None
    stream = zlib.decompressobj(-15) if member.compress_type == zipfile.ZIP_DEFLATED else None
    size = 0
    with package.open(packed) as source:
        while raw := source.read(CHUNK):
            while raw:
                chunk = stream.decompress(raw, CHUNK) if stream else raw
                raw = stream.unconsumed_tail if stream else b""
                size += len(chunk)
                if size > most:
                    raise PackageError(Fault.TOO_BIG, member.filename)
                yield chunk


def read_part(package: zipfile.ZipFile, name: str, most: int) -> bytes:
    """The whole content of one part; raises PackageError when the package does not have it."""
    try:
        return b"".join(unpack(package, package.getinfo(name), most))
    except (KeyError, *_DAMAGE) as error:
        raise PackageError(Fault.BROKEN_PART, name) from error


def part_names(package: zipfile.ZipFile) -> dict[str, str]:
    """The names of all parts as readers compare them, each with the way the package spells it."""
    return {_plain(name): name for name in package.namelist()}


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _refuse_other(file: BinaryIO) -> None:
    """Refuses what is no zip; leaves the file at its beginning."""
    file.seek(0)
    head = file.read(len(OLE_MARK))
    if head == OLE_MARK:
        raise PackageError(Fault.LOCKED if _ENCRYPTED in file.read() else Fault.OLD)
    file.seek(0)
    if not head.startswith(ZIP_MARK):
        raise PackageError(Fault.NO_PACKAGE)


def _refuse_parts(package: zipfile.ZipFile, limits: Limits) -> None:
    """Refuses too many parts, a way out of the package, and two parts of one name, of which a reader picks its own."""
    names, seen = package.namelist(), set()
    if len(names) > limits.parts:
        raise PackageError(Fault.TOO_MANY, count=len(names))
    for name in names:
        plain = _plain(name)
        if plain in seen or ".." in plain.split("/"):
            raise PackageError(Fault.NAME, name)
        seen.add(plain)


def _refuse_bomb(package: zipfile.ZipFile, limits: Limits) -> None:
    """Unpacks everything once without keeping it; the sum of the sizes holds since each part is what it declares."""
    members = package.infolist()
    if sum(member.file_size for member in members) > limits.unpacked:
        raise PackageError(Fault.TOO_BIG)
    for member in members:
        if member.flag_bits & 1:
            raise PackageError(Fault.LOCKED, member.filename)
        if member.compress_type not in _PACKINGS:
            raise PackageError(Fault.PACKING, member.filename)
        size = _true_size(package, member, limits.unpacked)
        if size > limits.ratio_from and size > limits.ratio * max(member.compress_size, 1):
            raise PackageError(Fault.TOO_BIG, member.filename)


def _true_size(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    """How many bytes a part really unpacks to, which must be what it declares."""
    size = checksum = 0
    try:
        for chunk in unpack(package, member, most):
            size, checksum = size + len(chunk), zlib.crc32(chunk, checksum)
    except _DAMAGE as error:
        raise PackageError(Fault.BROKEN_PART, member.filename) from error
    if size != member.file_size:
        raise PackageError(Fault.MISSIZED, member.filename)
    if checksum != member.CRC:
        raise PackageError(Fault.BROKEN_PART, member.filename)
    return size


def _refuse_macros(package: zipfile.ZipFile, limits: Limits) -> None:
    names = part_names(package)
    for plain, name in names.items():
        if plain.endswith(_ACTIVE) or plain.startswith(_ACTIVE_FOLDERS):
            raise PackageError(Fault.MACROS, name)
    types = names.get(TYPES)
    if types and b"macroenabled" in read_part(package, types, limits.unpacked).lower():
        raise PackageError(Fault.MACROS, types)
