"""What LAKIN needs from a budget file, and by which titles it is known."""

import re
from enum import StrEnum

from budget.files.codes import LEVELS
from lakin.formatting import MONTHS


class Role(StrEnum):
    """What a column of the file is; the value is kept with the layout."""

    IGNORED = "abaikan"
    CODE = "kode"
    CODE_AND_NAME = "kode_uraian"
    NAME = "uraian"
    CEILING = "pagu"
    SPENT = "realisasi"
    BLOCKED = "blokir"
    SATKER = "satker"
    YEAR = "tahun"
    PART = "pembeda"


LEVEL_ROLES = tuple(f"kode_{level}" for level in LEVELS)
NAME_ROLES = tuple(f"uraian_{level}" for level in LEVELS)
MONTH_ROLES = tuple(f"bulan_{month}" for month in range(1, 13))

LABELS = {
    Role.IGNORED.value: "Tidak dipakai",
    Role.CODE.value: "Kode (lengkap atau bertingkat)",
    Role.CODE_AND_NAME.value: "Kode dan uraian di bawah satu judul",
    Role.NAME.value: "Uraian baris",
    Role.CEILING.value: "Pagu",
    Role.SPENT.value: "Realisasi sampai bulan laporan",
    Role.BLOCKED.value: "Blokir (rupiah atau tanda)",
    **{role: f"Realisasi bulan {month}" for role, month in zip(MONTH_ROLES, MONTHS, strict=True)},
    **dict(
        zip(
            LEVEL_ROLES,
            (
                *("Kode program", "Kode kegiatan", "Kode KRO (output)", "Kode RO (suboutput)", "Kode komponen"),
                *("Kode subkomponen", "Kode akun"),
            ),
            strict=True,
        )
    ),
    **dict(
        zip(
            NAME_ROLES,
            (
                *("Uraian program", "Uraian kegiatan", "Uraian KRO", "Uraian RO", "Uraian komponen"),
                *("Uraian subkomponen", "Uraian akun"),
            ),
            strict=True,
        )
    ),
    Role.SATKER.value: "Kode satker",
    Role.YEAR.value: "Tahun anggaran",
    Role.PART.value: "Pembeda baris berkode sama (item, sumber dana); pagunya dijumlahkan",
}
AMOUNT_ROLES = frozenset({Role.CEILING.value, Role.SPENT.value, Role.BLOCKED.value, *MONTH_ROLES})
MAY_REPEAT = frozenset({Role.IGNORED.value, Role.PART.value})


def _coded(words: str) -> str:
    """The titles of a code: kdakun, Kode Akun, akun_kode, or the bare word."""
    return rf"(?:kd|kode ?|kd )?(?:{words})|(?:{words}) kode"


def _named(words: str) -> str:
    """The titles of a name: nmakun, Uraian Akun, akun_uraian."""
    return rf"(?:nm|nama ?|ur|uraian ?|deskripsi ?)(?:{words})|(?:{words}) (?:uraian|nama)"


_LEVELS = (
    "program",
    "giat|kegiatan",
    "output|kro|output ?kro",
    "s ?output|sub ?output|ro|rincian output",
    "kmpnen|komponen|komp",
    "s ?kmpnen|sub ?komponen|sub ?komp|skomponen",
    "akun|mak",
)
_THROUGH = r"(?:s ?d|sampai dengan|sampai)"
_TITLES = tuple(
    (re.compile(pattern), role)
    for pattern, role in (
        # Lock Pagu of SAKTI is pagu held by a revision under way, which the blokir of halaman IV is not.
        (r"(?:pagu )?lock pagu", Role.IGNORED),
        (
            r"(?:(?:nilai|jumlah|total) )?(?:(?:pagu|anggaran) )?(?:yang )?(?:di)?blokir(?: rp)?|block amount",
            Role.BLOCKED,
        ),
        (r"(?:.* )?periode (?:lalu|ini)|(?:.* )?bulan (?:lalu|ini)", Role.IGNORED),
        (r"kd ?satker|kode satker|kode satuan kerja|satker(?: kode)?|kd satker", Role.SATKER),
        (r"thang|kd ?thang|tahun(?: anggaran)?|ta", Role.YEAR),
        *((_named(words), role) for words, role in zip(_LEVELS, NAME_ROLES, strict=True)),
        *((_coded(words), role) for words, role in zip(_LEVELS, LEVEL_ROLES, strict=True)),
        (r"kode|code|kode (?:anggaran|lengkap|coa|mak lengkap|rekening)", Role.CODE),
        (r"kode (?:dan |/ )?uraian|uraian kode", Role.CODE_AND_NAME),
        (r"uraian(?: .*)?|nama|program kegiatan .*", Role.NAME),
        (r"(?:.* )?jumlah biaya(?: rp)?|jumlah(?: rp)?", Role.CEILING),
        (r"(?:nilai |jumlah |total )?pagu(?: (?:dipa|revisi|anggaran|akhir|belanja|#))*(?: rp)?", Role.CEILING),
        (r"(?:jumlah )?anggaran(?: (?:revisi|setelah revisi|#))?(?: rp)?", Role.CEILING),
        (rf"(?:.* )?{_THROUGH} (?:periode|bulan|{'|'.join(map(str.lower, MONTHS))})(?: .*)?", Role.SPENT),
        (rf"(?:realisasi )?{_THROUGH}|total realisasi \d{{1,2}}", Role.SPENT),
        (
            r"(?:(?:total|jumlah|nilai) )?realisasi(?: (?:anggaran|belanja|kumulatif|total|sd|ta|#))*(?: rp)?",
            Role.SPENT,
        ),
        (r"no ?item|kd ?item|item|sumber ?dana(?: .*)?|kd ?beban|beban|kd ?sdana|kewenangan(?: kode)?", Role.PART),
        (r"kd ?kppn|kppn(?: kode)?|kd ?lokasi|lokasi|cara tarik|kd ?ctarik|register|kd ?dekon", Role.PART),
        (r"dana|tipe anggaran", Role.PART),
    )
)
_MONTHS = {name.lower(): month for month, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name[:3]: month for name, month in list(_MONTHS.items())}
_MONTHS |= {"pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "sept": 9, "nopember": 11, "nop": 11}
_MONTH = re.compile(
    rf"(?:(?:realisasi|real|nilai|jml|jumlah) )*(?:ta )?(?:# )?(?:bulan )?({'|'.join(sorted(_MONTHS, key=len)[::-1])})"
    r"(?: #)?(?: rp)?"
)
_MONTH_NUMBER = re.compile(r"(?:realisasi|real|bulan|bln) ?(\d{1,2})")


def plain(title: object) -> str:
    """A title as titles are compared: small letters and spaces, a year as #."""
    text = re.sub(r"\b(?:19|20)\d{2}\b", "#", str(title).casefold())
    return " ".join(re.sub(r"[^a-z0-9#%]+", " ", text).split())


def role_of(title: object) -> str | None:
    """The role that a title is known by; None for a title nobody knows."""
    text = plain(title)
    if not text:
        return None
    if match := _MONTH.fullmatch(text):
        return MONTH_ROLES[_MONTHS[match[1]] - 1]
    if (match := _MONTH_NUMBER.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return MONTH_ROLES[int(match[1]) - 1]
    return next((str(role) for pattern, role in _TITLES if pattern.fullmatch(text)), None)


def month_of(role: str) -> int | None:
    """The month of a monthly column; None for another."""
    return MONTH_ROLES.index(role) + 1 if role in MONTH_ROLES else None


def faults(roles: list[str]) -> list[str]:
    """What a choice of roles lacks or says twice, in Indonesian."""
    found = []
    for role in dict.fromkeys(roles):
        if role not in MAY_REPEAT and roles.count(role) > 1:
            found.append(f"“{LABELS[role]}” dipilih untuk lebih dari satu kolom; pilih satu saja.")
    levels = [role for role in LEVEL_ROLES if role in roles]
    has_code = Role.CODE in roles or Role.CODE_AND_NAME in roles
    # An output of SPAN, 4497QEA, carries its kegiatan.
    if not has_code and not (LEVEL_ROLES[0] in levels and {LEVEL_ROLES[1], LEVEL_ROLES[2]} & set(levels)):
        found.append("Pilih kolom kodenya: satu kolom kode, atau paling sedikit kode program dan kode kegiatan.")
    if Role.CODE in roles and Role.CODE_AND_NAME in roles:
        found.append("Pilih “Kode” atau “Kode dan uraian di bawah satu judul”, tidak keduanya.")
    if not (AMOUNT_ROLES - {Role.BLOCKED}) & set(roles):
        found.append("Pilih paling sedikit satu kolom angka: pagu atau realisasi.")
    if Role.BLOCKED in roles and Role.CEILING not in roles:
        found.append("Pilih juga kolom pagu: blokir adalah bagian dari pagu.")
    if Role.SPENT in roles and any(role in MONTH_ROLES for role in roles):
        found.append("Pilih realisasi sampai bulan laporan atau realisasi per bulan, tidak keduanya.")
    return found
