"""How often somebody asked within a minute, counted where all processes of the site see the same."""

from django.db import models


class RequestCount(models.Model):
    """One asker in one minute of the clock; who it was is kept as a keyed hash only, and for a few minutes."""

    whose = models.CharField("sidik penanya", max_length=64)
    minute = models.PositiveIntegerField("menit", help_text="Menit sejak 1970.")
    asked = models.PositiveIntegerField("banyaknya permintaan")

    class Meta:
        verbose_name = "hitungan permintaan"
        verbose_name_plural = "hitungan permintaan"
        indexes = [models.Index(fields=["minute"], name="requestcount_minute")]
        constraints = [
            models.UniqueConstraint(
                name="requestcount_once",
                fields=["whose", "minute"],
                violation_error_message="Hitungan penanya ini pada menit ini sudah ada.",
            ),
        ]

    def __str__(self):
        return f"{self.whose[:8]}: {self.asked}"
