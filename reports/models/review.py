"""The inspectorate's desk: the checklist, one round of review with its answers, and notes in the margin."""

from django.db import models
from django.db.models import Q

from indicators.models import Indicator
from lakin.rules import not_blank, one_of
from reports.models.report import Report
from units.models import User


class ChecklistGroup(models.TextChoices):
    FORMAT = "format", "Format"
    MECHANISM = "mekanisme", "Mekanisme penyusunan"
    SUBSTANCE = "substansi", "Substansi"


class ChecklistItem(models.Model):
    """One statement of the checklist of reviu; `rules` names the findings that refute it, divided by spaces.

    "analisis-kosong/5" means only those findings of the code that speak of part 5.
    """

    group = models.CharField("kelompok", max_length=10, choices=ChecklistGroup)
    order = models.PositiveSmallIntegerField("urutan")
    text = models.CharField("pernyataan", max_length=400)
    guidance = models.TextField("cara memeriksa", blank=True)
    source = models.CharField("sumber", max_length=200, blank=True)
    rules = models.TextField("kode temuan yang membantahnya", blank=True)
    is_proven_by_silence = models.BooleanField(
        "terbukti bila tidak ada temuannya",
        default=False,
        help_text="Kosongkan bila pernyataan ini tetap harus dibaca orang walaupun mesin tidak menemukan apa-apa.",
    )
    is_active = models.BooleanField("dipakai", default=True)

    class Meta:
        verbose_name = "butir daftar uji"
        verbose_name_plural = "daftar uji reviu"
        ordering = ["order"]
        constraints = [
            one_of("checklistitem_group_known", "group", ChecklistGroup, "Kelompok butir tidak dikenal."),
            not_blank("checklistitem_text_filled", "text", "Pernyataan butir wajib diisi."),
            models.UniqueConstraint(
                name="checklistitem_order_once",
                fields=["order"],
                violation_error_message="Nomor urut butir ini sudah dipakai.",
            ),
        ]

    def __str__(self):
        return self.text


class Review(models.Model):
    """One round of review of a report; closing it signs the PDF with `pdf_sha256`, made of `content_hash`."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="reviews", verbose_name="laporan")
    number = models.PositiveSmallIntegerField("putaran")
    opened_at = models.DateTimeField("dibuka pada")
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="diajukan oleh")
    closed_at = models.DateTimeField("ditutup pada", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="ditutup oleh"
    )
    is_cleared = models.BooleanField("dinyatakan telah direviu", default=False)
    content_hash = models.CharField("sidik isi", max_length=64, blank=True)
    pdf_sha256 = models.CharField("SHA-256 PDF", max_length=64, blank=True)
    note = models.TextField("simpulan", blank=True)

    class Meta:
        verbose_name = "reviu"
        verbose_name_plural = "reviu"
        ordering = ["report", "-number"]
        constraints = [
            models.UniqueConstraint(
                name="review_once",
                fields=["report", "number"],
                violation_error_message="Putaran reviu ini sudah ada.",
            ),
            models.UniqueConstraint(
                name="review_one_open",
                fields=["report"],
                condition=Q(closed_at__isnull=True),
                violation_error_message="Laporan ini sedang direviu.",
            ),
            models.CheckConstraint(
                name="review_cleared_has_hash",
                condition=Q(is_cleared=False) | (~Q(pdf_sha256="") & ~Q(content_hash="")),
                violation_error_message="Pernyataan reviu wajib menyebut berkas yang direviu.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, reviu ke-{self.number}"


class Verdict(models.TextChoices):
    MET = "terpenuhi", "Terpenuhi"
    UNMET = "tidak_terpenuhi", "Tidak terpenuhi"
    NOT_APPLICABLE = "tidak_berlaku", "Tidak berlaku"


class ReviewAnswer(models.Model):
    """What a reviewer says of one statement of the checklist."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="answers", verbose_name="reviu")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="answers", verbose_name="butir")
    verdict = models.CharField("hasil", max_length=15, choices=Verdict)
    note = models.TextField("keterangan", blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")

    class Meta:
        verbose_name = "jawaban daftar uji"
        verbose_name_plural = "jawaban daftar uji"
        ordering = ["review", "item"]
        constraints = [
            one_of("reviewanswer_verdict_known", "verdict", Verdict, "Hasil pemeriksaan tidak dikenal."),
            models.UniqueConstraint(
                name="reviewanswer_once",
                fields=["review", "item"],
                violation_error_message="Butir ini sudah dijawab.",
            ),
            models.CheckConstraint(
                name="reviewanswer_explained",
                condition=Q(verdict=Verdict.MET) | ~Q(note=""),
                violation_error_message="Jelaskan mengapa butir ini tidak terpenuhi atau tidak berlaku.",
            ),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_verdict_display()}"


class MarginNote(models.Model):
    """A reviewer's note beside a section, what the unit answered, and whether the reviewer is content."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="notes", verbose_name="reviu")
    section = models.SlugField("bagian", max_length=60)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="indikator"
    )
    quote = models.CharField("kutipan", max_length=500, blank=True)
    text = models.TextField("catatan")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")
    answer = models.TextField("jawaban unit", blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="dijawab oleh"
    )
    answered_at = models.DateTimeField("dijawab pada", null=True, blank=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="diselesaikan oleh"
    )
    closed_at = models.DateTimeField("diselesaikan pada", null=True, blank=True)

    class Meta:
        verbose_name = "catatan reviu"
        verbose_name_plural = "catatan reviu"
        ordering = ["review", "section", "at"]
        constraints = [
            not_blank("marginnote_text_filled", "text", "Catatan wajib diisi."),
            models.CheckConstraint(
                name="marginnote_answer_has_text",
                condition=Q(answered_at__isnull=True) | ~Q(answer=""),
                violation_error_message="Jawaban wajib diisi.",
            ),
        ]

    def __str__(self):
        return self.text[:80]
