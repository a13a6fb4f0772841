"""Packages from strangers: what is unpacked is what was counted, and every fault is named by its kind and its part."""

import struct
import zipfile
from contextlib import suppress
from io import BytesIO

import pytest

from lakin.packages import (
    LONGEST_NAME,
    MEGABYTE,
    OLE_MARK,
    Fault,
    Limits,
    PackageError,
    open_package,
    part_names,
    read_part,
)
from tests.evidence_files import office, zipped

SOUND = office("xl/workbook.xml")
LIMITS = Limits()


def fault(content, limits=LIMITS):
    with pytest.raises(PackageError) as refused:
        open_package(BytesIO(content), limits)
    return refused.value.kind, refused.value.member


def declaring(content, size, said):
    """The package with a part that says it is of another size, in both places where it says so."""
    lying = content.replace(struct.pack("<I", size), struct.pack("<I", said))
    assert lying.count(struct.pack("<I", said)) > content.count(struct.pack("<I", said))
    return lying


def packed(names, packing=zipfile.ZIP_DEFLATED):
    written = BytesIO()
    with zipfile.ZipFile(written, "w", packing) as package:
        for name in names:
            package.writestr(name, b"<x/>")
    return written.getvalue()


def flagged(content):
    """The package whose first part says that it is encrypted."""
    changed = bytearray(content)
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def test_a_sound_package_is_opened_and_read_part_by_part():
    package = open_package(BytesIO(SOUND), LIMITS)
    assert part_names(package) == {"[content_types].xml": "[Content_Types].xml", "xl/workbook.xml": "xl/workbook.xml"}
    assert read_part(package, "xl/workbook.xml", 4) == b"<x/>"


def test_a_part_is_read_up_to_the_limit_and_no_further():
    with pytest.raises(PackageError) as refused:
        read_part(open_package(BytesIO(SOUND), LIMITS), "xl/workbook.xml", 3)
    assert (refused.value.kind, refused.value.member) == (Fault.TOO_BIG, "xl/workbook.xml")


def test_a_part_that_is_not_there_is_named():
    with pytest.raises(PackageError) as refused:
        read_part(open_package(BytesIO(SOUND), LIMITS), "xl/styles.xml", MEGABYTE)
    assert (refused.value.kind, refused.value.member) == (Fault.BROKEN_PART, "xl/styles.xml")


FAULTS = [
    (b"", Fault.NO_PACKAGE, ""),
    (b"%PDF-1.7", Fault.NO_PACKAGE, ""),
    (b"PK\x05\x06" + b"\0" * 18, Fault.NO_PACKAGE, ""),
    (OLE_MARK + b"\0" * 600, Fault.OLD, ""),
    (OLE_MARK + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), Fault.LOCKED, ""),
    (SOUND[: len(SOUND) // 2], Fault.BROKEN, ""),
    (flagged(SOUND), Fault.LOCKED, "[Content_Types].xml"),
    (packed(["a.xml"], zipfile.ZIP_BZIP2), Fault.PACKING, "a.xml"),
    (packed(["xl/../../etc/passwd"]), Fault.NAME, "xl/../../etc/passwd"),
    (packed(["xl\\..\\a.xml"]), Fault.NAME, "xl\\..\\a.xml"),
    (packed(["xl/a.xml", "/XL/A.xml"]), Fault.NAME, "/XL/A.xml"),
    (office(**{"xl/VBAProject.bin": b"x"}), Fault.MACROS, "xl/VBAProject.bin"),
    (office(**{"xl/macrosheets/sheet1.xml": b"x"}), Fault.MACROS, "xl/macrosheets/sheet1.xml"),
    (office(**{"word/activeX/activeX1.xml": b"x"}), Fault.MACROS, "word/activeX/activeX1.xml"),
    (office(types=b"<Types a='x.MacroEnabled.main'/>"), Fault.MACROS, "[Content_Types].xml"),
]


@pytest.mark.parametrize(("content", "kind", "member"), FAULTS)
def test_a_fault_is_told_by_its_kind_and_its_part(content, kind, member):
    assert fault(content) == (kind, member)


def test_a_part_that_is_larger_than_it_says_is_refused():
    lying = declaring(zipped(a=b"0" * 300_000), 300_000, 10)
    assert fault(lying) == (Fault.MISSIZED, "a")
    assert fault(lying, Limits(unpacked=250_000)) == (Fault.TOO_BIG, "a")


def test_a_part_that_is_smaller_than_it_says_is_refused():
    assert fault(declaring(zipped(a=b"0" * 300_000), 300_000, 300_001)) == (Fault.MISSIZED, "a")


def test_a_part_with_another_content_than_it_was_packed_with_is_refused():
    content = packed(["a.xml"], zipfile.ZIP_STORED)
    assert fault(content.replace(b"<x/>", b"<y/>")) == (Fault.BROKEN_PART, "a.xml")


def test_all_parts_together_stay_within_the_limit():
    content = zipped(a=b"\0" * 600, b=b"\0" * 600)
    assert open_package(BytesIO(content), Limits(unpacked=1200))
    assert fault(content, Limits(unpacked=1199))[0] is Fault.TOO_BIG


def test_a_large_part_may_not_be_packed_too_small():
    bomb = zipped(a=b"\0" * 6 * MEGABYTE)
    assert fault(bomb) == (Fault.TOO_BIG, "a")
    assert open_package(BytesIO(bomb), Limits(ratio_from=6 * MEGABYTE))


def test_too_many_parts_are_counted():
    with pytest.raises(PackageError) as refused:
        open_package(BytesIO(SOUND), Limits(parts=1))
    assert (refused.value.kind, refused.value.count) == (Fault.TOO_MANY, 2)


def test_a_name_of_any_length_is_told_in_few_words():
    assert fault(packed(["../" + "a" * 60_000]))[1] == ("../" + "a" * 60_000)[:LONGEST_NAME]


@pytest.mark.parametrize("byte", [0, 1, 8, 255])
def test_whatever_byte_is_damaged_the_error_is_of_one_type(byte):
    content = zipped(a=b"<x/>" * 500, b=b"<y/>", c=b"")
    for place in range(len(content)):
        damaged = content[:place] + bytes([byte]) + content[place + 1 :]
        with suppress(PackageError):
            open_package(BytesIO(damaged), LIMITS)
