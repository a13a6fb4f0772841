"""The form of an indicator: how many decimals a new one prints where nobody says."""

from indicators.models import Indicator, Measure
from units.admin_access import ScopedForm

WHOLE = frozenset({Measure.COUNT, Measure.RUPIAH})


def usual_decimals(measure: str) -> int:
    """How many decimals figures of the measure are printed with, as long as nobody says otherwise."""
    return 0 if measure in WHOLE else Indicator._meta.get_field("decimals").default


class IndicatorForm(ScopedForm):
    """Leaves the decimals of a new indicator to its measure; those of a stored one are never touched."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        if self.instance.pk is None and "decimals" in self.fields:
            self.fields["decimals"].required = False
            self.initial["decimals"] = None

    def clean(self):
        found = super().clean()
        if self.instance.pk is None and self.cleaned_data.get("decimals") is None and "decimals" not in self.errors:
            decimals = usual_decimals(self.cleaned_data.get("measure", ""))
            # A row below an objective has no box for them.
            self.cleaned_data["decimals"] = self.instance.decimals = decimals
        return found
