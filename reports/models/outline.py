"""The outline of a report is data: which sections stand in it, in which order, under which number."""

from django.db import models

from lakin.rules import not_blank, one_of


class SectionPart(models.TextChoices):
    FRONT = "depan", "Bagian depan"
    BODY = "isi", "Isi"
    APPENDIX = "lampiran", "Lampiran"


class Outline(models.Model):
    """A named order of sections; the default follows PermenPANRB 53/2014."""

    code = models.SlugField("kode", max_length=40, unique=True)
    name = models.CharField("nama", max_length=150)
    source = models.CharField("sumber", max_length=200, blank=True)

    class Meta:
        verbose_name = "kerangka laporan"
        verbose_name_plural = "kerangka laporan"
        ordering = ["code"]

    def __str__(self):
        return self.name


class OutlineSection(models.Model):
    """One section: a chapter has no parent; `kind` names the function that builds its content."""

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="sections", verbose_name="kerangka")
    parent = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="children", verbose_name="bagian induk"
    )
    part = models.CharField("letak", max_length=10, choices=SectionPart, default=SectionPart.BODY)
    key = models.SlugField("kunci", max_length=60)
    kind = models.CharField("jenis isi", max_length=60)
    order = models.PositiveIntegerField("urutan")
    number = models.CharField("nomor", max_length=20, blank=True, help_text="Misalnya Bab I, A, 1.")
    title = models.CharField("judul", max_length=250)
    is_landscape = models.BooleanField("halaman mendatar", default=False)

    class Meta:
        verbose_name = "bagian kerangka"
        verbose_name_plural = "bagian kerangka"
        ordering = ["outline", "order"]
        constraints = [
            not_blank("outlinesection_title_filled", "title", "Judul bagian wajib diisi."),
            one_of("outlinesection_part_known", "part", SectionPart, "Letak bagian tidak dikenal."),
            models.UniqueConstraint(
                name="outlinesection_key_once",
                fields=["outline", "key"],
                violation_error_message="Kunci bagian ini sudah dipakai pada kerangka yang sama.",
            ),
            models.UniqueConstraint(
                name="outlinesection_order_once",
                fields=["outline", "order"],
                violation_error_message="Urutan bagian ini sudah dipakai pada kerangka yang sama.",
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}".strip()
