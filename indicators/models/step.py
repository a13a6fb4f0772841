"""What happened to a realization: one row for each move, with the figures as they stood."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from indicators.models.realization import Realization, RealizationStatus
from lakin.fields import FigureField
from lakin.rules import one_of
from units.models import User


class Action(models.TextChoices):
    SUBMIT = "submit", "Diajukan"
    WITHDRAW = "withdraw", "Ditarik kembali"
    SEND_BACK = "send_back", "Dikembalikan"
    VERIFY = "verify", "Diverifikasi"
    CORRECT = "correct", "Dikoreksi"
    CANCEL = "cancel", "Koreksi dibatalkan"


NOTED_ACTIONS = (Action.SEND_BACK, Action.CORRECT)
# Each of them says whether the row holds what was verified last; the latest one counts.
SETTLING_ACTIONS = (Action.VERIFY, Action.CORRECT, Action.CANCEL)


class StepQuerySet(models.QuerySet):
    def pending_corrections(self):
        """The corrections that nobody has verified yet and that were not cancelled, one for each row at most."""
        later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
        settled = Step.objects.filter(later, realization=OuterRef("realization"), action__in=SETTLING_ACTIONS)
        waiting = (RealizationStatus.SUBMITTED, RealizationStatus.RETURNED)
        return self.filter(~Exists(settled), action=Action.CORRECT, realization__status__in=waiting)


class Step(models.Model):
    """One move of a realization; `value` is what was signed then, to four decimals, empty when it was not known.

    `former` is the frozen record of what a correction replaced: what was typed, its components, who signed it and
    when. Its numbers are texts, because nothing reckons with them: they are only shown and put back.
    """

    realization = models.ForeignKey(Realization, models.CASCADE, related_name="steps", verbose_name="realisasi")
    action = models.CharField("tindakan", max_length=10, choices=Action)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="oleh")
    at = models.DateTimeField("waktu")
    note = models.TextField("catatan", blank=True)
    value = FigureField("nilai", max_digits=22, decimal_places=4, null=True, blank=True)
    text = models.CharField("predikat", max_length=60, blank=True)
    numerator = FigureField("pembilang (n)", max_digits=22, decimal_places=4, null=True, blank=True)
    denominator = FigureField("penyebut (T)", max_digits=22, decimal_places=4, null=True, blank=True)
    former = models.JSONField("yang digantikan koreksi", null=True, blank=True, editable=False)

    objects = StepQuerySet.as_manager()

    class Meta:
        verbose_name = "langkah realisasi"
        verbose_name_plural = "langkah realisasi"
        ordering = ["realization", "at", "pk"]
        indexes = [models.Index(fields=["action", "at"], name="step_action_time")]
        constraints = [
            one_of("step_action_known", "action", Action, "Tindakan tidak dikenal."),
            models.CheckConstraint(
                name="step_note_filled",
                condition=~Q(action__in=NOTED_ACTIONS) | ~Q(note=""),
                violation_error_message="Catatan wajib diisi agar pengisi tahu apa yang harus diperbaiki.",
            ),
        ]

    def __str__(self):
        return f"{self.realization}: {self.get_action_display()}"


def steps_of_each() -> Prefetch:
    """The moves of rows already read with who made them, in their order."""
    return Prefetch("steps", Step.objects.select_related("by").order_by("at", "pk"))
