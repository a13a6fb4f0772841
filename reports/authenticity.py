"""What a final report says of itself: the address that proves it, its QR code, and the review it went through."""

from dataclasses import dataclass
from datetime import datetime

import segno
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from lakin.formatting import date_long
from reports.blocks import Block, Definitions, Image, Items, Paragraph, Seal, Section, Signature

KEY = "keaslian-dokumen"
OFFICE = "Aparat Pengawasan Intern Pemerintah"
ASSURANCE = (
    "Reviu memberi keyakinan terbatas bahwa laporan kinerja disajikan secara akurat, andal, dan valid. "
    "Berdasarkan reviu, tidak ditemukan hal yang menimbulkan keraguan atas keandalan informasi di dalamnya"
)


@dataclass(frozen=True)
class Statement:
    """Who reviewed which PDF and when; `exceptions` are statements of the checklist that were not met, and why."""

    reviewer: str
    reviewed_at: datetime
    pdf_sha256: str
    content_hash: str
    note: str = ""
    exceptions: tuple[str, ...] = ()

    @property
    def date_text(self) -> str:
        return date_long(timezone.localdate(self.reviewed_at))


@dataclass(frozen=True)
class Authenticity:
    """What is printed on the last page of an edition."""

    code: str
    number: int
    frozen_at: datetime
    frozen_by: str
    program_version: str
    statement: Statement

    @property
    def url(self) -> str:
        """Where anybody can ask whether this edition is valid."""
        return public_url(self.code)

    @property
    def date_text(self) -> str:
        return date_long(timezone.localdate(self.frozen_at))


def public_url(code: str) -> str:
    """The address of the public page of an edition, as it is printed."""
    return settings.SITE_URL + reverse("reports:public-show", kwargs={"code": code})


def qr_code(url: str) -> Image:
    """The address as a QR picture; a quarter of it may be damaged."""
    made = segno.make_qr(url, error="q")
    return Image(made.svg_data_uri(scale=4, border=2, dark="#1B2530", light="#fff"), f"Kode QR menuju {url}")


def last_page(proof: Authenticity) -> Section:
    """The section that closes a final report."""
    lines = (
        "Pindai kode ini atau buka alamat di bawah untuk memastikan bahwa laporan ini masih sah.",
        f"Edisi {proof.number} · kode verifikasi {proof.code}",
        f"Difinalkan {proof.date_text} oleh {proof.frozen_by} · LAKIN {proof.program_version}",
    )
    return Section(
        KEY,
        "Keaslian Dokumen",
        blocks=(
            Paragraph(
                (
                    "Laporan ini dibekukan saat difinalkan. Halaman verifikasi menyebut apakah laporan ini sah, sudah "
                    "direvisi, atau ditarik, dan memeriksa apakah sebuah berkas PDF sama persis dengan yang dibekukan.",
                )
            ),
            Seal(proof.url, lines, qr_code(proof.url)),
        ),
    )


def statement_blocks(statement: Statement, unit_name: str, year: int) -> tuple[Block, ...]:
    """The words of the internal auditor, the exceptions, and which file they speak of."""
    title = f"Laporan Kinerja {unit_name} Tahun {year}"
    said = f"{ASSURANCE}, kecuali:" if statement.exceptions else f"{ASSURANCE}."
    return (
        Paragraph((f"{title} telah direviu sesuai pedoman reviu atas laporan kinerja.",)),
        Paragraph((f"Isi laporan ini menjadi tanggung jawab pimpinan {unit_name}.",)),
        Paragraph((said,)),
        *((Items(statement.exceptions),) if statement.exceptions else ()),
        *((Paragraph((f"Catatan pereviu: {statement.note}",)),) if statement.note else ()),
        Definitions(
            (
                ("Direviu oleh", statement.reviewer),
                ("Tanggal pernyataan", statement.date_text),
                ("SHA-256 naskah PDF", statement.pdf_sha256),
                ("Sidik isi", statement.content_hash),
            )
        ),
        Signature("", statement.date_text, OFFICE, statement.reviewer),
    )
