"""Perjanjian Kinerja as a paper: a statement that two people sign, and the annexes of what is promised."""

from dataclasses import replace

from agreements.models import AgreementStatus, DatePrecision, PerformanceAgreement
from reports.blocks import Block, Definitions, Document, Missing, Paragraph, Section, Signature, Signatures, Strong
from reports.facts import AgreementFacts
from reports.papers.changes import changes_section
from reports.papers.facts import PaperFacts, is_draft
from reports.sections.agreement import reason
from reports.sections.appendices.agreement import budget_table, lines_table
from reports.wording import sentence, written_date

DOTS = "……………………………………"
FIRST, SECOND = "Pihak Pertama", "Pihak Kedua"


def lack(facts: PaperFacts, version: int | None = None) -> str:
    """Why the paper cannot be made yet; empty when it can."""
    item = facts.agreement(version)
    if item is None:
        which = "" if version is None else f" versi {version}"
        return f"Perjanjian Kinerja {facts.unit.label} tahun {facts.year}{which} belum dibuat."
    if not item.lines:
        return f"Butir Perjanjian Kinerja tahun {facts.year} versi {item.agreement.version_name} belum tercatat."
    return ""


def build(facts: PaperFacts, version: int | None = None) -> Document:
    """The statement, the targets, the budget, and of a revision what it changed."""
    item = facts.agreement(version)
    row = item.agreement
    sections = (
        Section("pernyataan", heading(row).upper(), blocks=statement(facts, item)),
        Section("target-kinerja", "Target Kinerja", "Lampiran 1", blocks=(lines_table(item),)),
        Section("anggaran", "Anggaran", "Lampiran 2", blocks=(*budget(facts, item), signatures(facts, row))),
        *((changes_section(facts, item, "Lampiran 3"),) if row.version else ()),
    )
    return facts.document(heading(row), f"pk-{facts.unit.code}-{row.year}-{row.version}", sections, item=item)


def heading(row: PerformanceAgreement) -> str:
    """The name of the paper, of a revision with its number."""
    return f"Perjanjian Kinerja Tahun {row.year}" + (f" Perubahan ke-{row.version}" if row.version else "")


def statement(facts: PaperFacts, item: AgreementFacts) -> tuple[Block, ...]:
    """Who promises what to whom, in the words of LAKIN; the content follows PermenPANRB 53/2014."""
    row = item.agreement
    return (
        Paragraph((opening(facts),)),
        Paragraph((Strong(FIRST),)),
        identity(facts, row.first_party_name, row.first_party_nip, row.first_party_position),
        Paragraph((Strong(SECOND), ", atasan Pihak Pertama")),
        identity(facts, row.second_party_name, row.second_party_nip, row.second_party_position),
        Paragraph((Strong(FIRST), promise(facts, item))),
        Paragraph((Strong(SECOND), SUPERVISION)),
        *replacement(facts, item),
        signatures(facts, row),
        *successor(facts, row),
        *((Paragraph((COPY,), "note"),) if facts.is_public else ()),
    )


COPY = "Salinan untuk umum; NIP kedua pihak tidak dicantumkan."
SUPERVISION = (
    " membimbing dan memantau pelaksanaan perjanjian ini, menilai capaiannya secara berkala, dan menjadikan hasil "
    "penilaian itu dasar untuk memberi penghargaan atau menjatuhkan sanksi menurut ketentuan yang berlaku."
)


def opening(facts: PaperFacts) -> str:
    return (
        "Agar penyelenggaraan pemerintahan terarah pada hasil, terbuka, dan dapat dipertanggungjawabkan, kedua pihak "
        f"yang namanya tercantum di bawah ini menyepakati kinerja {facts.unit.name} Tahun {facts.year}."
    )


def identity(facts: PaperFacts, name: str, nip: str, position: str) -> Definitions:
    """Who someone is; what is not known leaves dotted room, and a copy for everybody leaves out the NIP."""
    number = () if facts.is_public else (("NIP", nip or DOTS),)
    return Definitions((("Nama", name or DOTS), *number, ("Jabatan", position)))


def promise(facts: PaperFacts, item: AgreementFacts) -> str:
    """What the first party takes upon itself, with the annexes that are there."""
    money = " dengan anggaran pada Lampiran 2" if item.budget else ""
    plan = f" sebagai bagian dari sasaran jangka menengah dalam {facts.plan.plan.name}" if facts.plan.plan else ""
    return (
        f" menyanggupi seluruh target pada Lampiran 1{money}{plan}, "
        "dan bertanggung jawab atas hasilnya, baik yang tercapai maupun yang tidak."
    )


def replacement(facts: PaperFacts, item: AgreementFacts) -> tuple[Paragraph, ...]:
    """What a revision replaces and why; nothing for the first version."""
    row = item.agreement
    if not row.version:
        return ()
    before = next((one.agreement for one in facts.agreements if one.agreement.version == row.version - 1), None)
    name = before.version_name if before else "sebelumnya"
    signed = written_date(before.signed_on, before.signed_precision) if before else ""
    of_date = f" ({signed})" if signed else ""
    why = reason(row)
    return (
        Paragraph((f"Perjanjian ini menggantikan Perjanjian Kinerja Tahun {row.year} versi {name}{of_date}.",)),
        Paragraph((Strong("Alasan perubahan: "), sentence(why) if why else DOTS)),
    )


def successor(facts: PaperFacts, row: PerformanceAgreement) -> tuple[Paragraph, ...]:
    """That a later signed version holds instead; nothing for the one in force and for a draft."""
    held = facts.agreement().agreement
    if row.status == AgreementStatus.DRAFT or held.version <= row.version:
        return ()
    return (Paragraph((f"Versi ini telah digantikan oleh versi {held.version_name}.",), "note"),)


def budget(facts: PaperFacts, item: AgreementFacts) -> tuple[Block, ...]:
    """The budget annex; a draft says whose it is to fill, a signed one that it has none."""
    if item.budget:
        return budget_table(item)
    if is_draft(item):
        return (Missing("anggaran menurut program dan kegiatan", f"perencana {facts.unit.label}"),)
    return (Paragraph(("Anggaran menurut program dan kegiatan tidak tercatat pada versi ini.",)),)


def signatures(facts: PaperFacts, row: PerformanceAgreement) -> Signatures:
    """Room for both signatures, the second party's on the left; a draft is about to be signed where the unit is."""
    place = row.place or (facts.unit.city if row.status == AgreementStatus.DRAFT else "")
    second = Signature("", "", row.second_party_position, row.second_party_name, row.second_party_nip)
    first = Signature(place, signed_date(row), row.first_party_position, row.first_party_name, row.first_party_nip)
    if facts.is_public:
        first, second = (replace(one, nip="", shows_nip=False) for one in (first, second))
    return Signatures((SECOND, second), (FIRST, first))


def signed_date(row: PerformanceAgreement) -> str:
    """The date as far as it is known: of a month alone the day leaves dotted room, of nothing all of it."""
    text = written_date(row.signed_on, row.signed_precision)
    return f"…… {text}" if text and row.signed_precision == DatePrecision.MONTH else text
