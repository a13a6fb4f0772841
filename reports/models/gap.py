"""The gaps of the pohon kinerja, kept: how many each unit has in a year, and how fresh a year's counts are."""

from django.db import models

from reports.models.standing import count
from units.models import Unit


class TreeGap(models.Model):
    """A unit with gaps in a year, counted by kind; a unit without any has no row."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name="unit", db_index=False)
    year = models.PositiveSmallIntegerField("tahun")
    loose = count("sasaran tanpa induk")
    childless = count("sasaran tidak dipikul unit di bawahnya")
    uncarried = count("butir PK tidak dipikul unit di bawahnya")
    parted = count("target tidak sama dengan jumlah target unit di bawahnya")

    class Meta:
        verbose_name = "celah pohon kinerja"
        verbose_name_plural = "celah pohon kinerja"
        ordering = ["year", "unit"]
        constraints = [
            models.UniqueConstraint(
                name="treegap_once",
                fields=["year", "unit"],
                violation_error_message="Celah unit ini pada tahun yang sama sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}, {self.year}"


class TreeGapMark(models.Model):
    """Up to which entry of the trail the gaps of a year are `counted`, and up to which they are `wanted`.

    `counted_at` None: never counted, so that nothing is known from its rows.
    """

    year = models.PositiveSmallIntegerField("tahun", unique=True)
    wanted = models.BigIntegerField("entri riwayat yang menyentuhnya", default=0)
    counted = models.BigIntegerField("entri riwayat yang terhitung", default=0)
    counted_at = models.DateTimeField("dihitung pada", null=True, blank=True)

    class Meta:
        verbose_name = "batas celah pohon kinerja"
        verbose_name_plural = "batas celah pohon kinerja"
        ordering = ["year"]

    def __str__(self):
        return f"{self.year}, sampai entri {self.counted}"

    @property
    def is_behind(self) -> bool:
        """Whether something was changed that is not counted yet."""
        return self.counted < self.wanted
