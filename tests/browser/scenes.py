"""What is there before a journey begins, in the last year, which a reporter still finds on the first page."""

from datetime import date, timedelta

from django.utils import timezone

from reports.models import ChecklistItem
from reports.standing.rebuilding import rebuild
from tests import factories as make
from tests.pages import furnish
from units.models import Role, User

YEAR = timezone.localdate().year - 1
QUARTER = f"/unit/dit-anak/{YEAR}/triwulan/4/"
PASSWORD = "sandi-untuk-uji-2026"
SHORT = (
    ("depan", "pernyataan-reviu", "review_statement", "", "Pernyataan Telah Direviu"),
    ("isi", "bab-1", "introduction", "Bab I", "Pendahuluan"),
    ("isi", "latar-belakang", "background", "A", "Latar Belakang"),
)


def let_in():
    """Gives everybody the password with which they come in through the door."""
    for user in User.objects.all():
        user.set_password(PASSWORD)
        user.save()


def around_today():
    """The dates of a period that is open now."""
    today = timezone.localdate()
    days = {"opens_on": -10, "due_on": 5, "closes_on": 20}
    return {name: today + timedelta(days=count) for name, count in days.items()}


def headed(unit, position):
    unit.head_position, unit.city = position, "Jakarta"
    unit.save()


def sentra_to_plan(sentra):
    headed(sentra, "Kepala Sentra Timur")
    headed(sentra.parent, "Direktur Jenderal")
    make.make_membership(user=make.make_user("kepala"), unit=sentra, role=Role.LEADER)
    plan = make.make_plan(unit=sentra, year_from=YEAR, year_to=YEAR + 4, name=f"Renstra {YEAR}-{YEAR + 4}")
    table = make.make_target_table(version=make.make_plan_version(plan=plan), year_from=YEAR, year_to=YEAR + 4)
    for name, target in (("Persentase lansia mandiri", 80), ("Persentase keluarga terlayani", 90)):
        indicator = make.make_indicator(unit=sentra, name=name)
        make.make_strategic_target(table=table, indicator=indicator, year_from=YEAR, value=target)
    let_in()
    return sentra


def dipa_to_fill(directorate):
    dipa = make.make_dipa(unit=directorate, year=YEAR, satker=make.make_satker(unit=directorate))
    make.make_revision(dipa=dipa, amount=100)
    let_in()
    return dipa


def promise(agreement, quarters, **indicator):
    """A promised indicator with the targets of its quarters."""
    line = make.make_line(agreement=agreement, indicator=make.make_indicator(unit=agreement.unit, **indicator))
    for quarter, target in quarters.items():
        make.make_quarter_target(line=line, quarter=quarter, target=target)
    return line


def open_quarter(unit):
    """The rows of the open quarter are reached by their names: a ratio, a number and another number."""
    agreement = signed(unit)
    words = {"numerator_label": "anak mandiri", "denominator_label": "anak yang dilayani"}
    promise(agreement, {4: 80}, name="Persentase anak mandiri", calculation="ratio", accumulation="last", **words)
    promise(agreement, {4: 80}, name="Nilai layanan", measure="score", accumulation="last")
    promise(agreement, {4: 80}, name="Jumlah layanan", measure="count", decimals=0, accumulation="last")
    make.make_period(unit=unit, year=YEAR, quarter=4, **around_today())
    make.make_membership(user=make.make_user("dewi"), unit=unit, role=Role.REPORTER)
    let_in()
    return unit


def handed_in(unit, by):
    """The open quarter with all three rows submitted."""
    open_quarter(unit)
    now = timezone.now()
    for line in agreement_lines(unit):
        figures = {"n": 790, "t": 1000} if line.indicator.calculation == "ratio" else {"value": 79}
        sent = {"status": "submitted", "submitted_by": by, "submitted_at": now}
        row = make.make_realization(indicator=line.indicator, unit=unit, year=YEAR, quarter=4, **figures, **sent)
        make.make_realization_step(realization=row, by=by, at=now, value=79)
    return unit


def agreement_lines(unit):
    return unit.agreements.get(year=YEAR).lines.select_related("indicator")


def lagging_sentra(sentra):
    """A sentra far below its target, with the reason beside its figure, below a leader who has not seen it yet."""
    make.make_membership(user=make.make_user("dirjen"), unit=sentra.parent, role=Role.LEADER)
    line = promise(signed(sentra), {4: 80}, name="Persentase lansia mandiri", accumulation="last")
    place = {"indicator": line.indicator, "unit": sentra, "year": YEAR, "quarter": 4}
    make.make_realization(**place, value=30, hindering_factors="Gedung layanan rusak karena banjir.")
    rebuild(years=[YEAR])
    let_in()
    return sentra


def finished_quarters(unit):
    agreement = signed(unit)
    line = promise(agreement, {1: 20, 2: 40, 3: 60, 4: 80}, name="Persentase anak mandiri", accumulation="last")
    for quarter, value in ((1, 21), (2, 42)):
        make.make_realization(indicator=line.indicator, unit=unit, year=YEAR, quarter=quarter, value=value)
    let_in()
    return unit


def signed(unit):
    """The agreement of January, in a plan that covers the year."""
    headed(unit, "Direktur")
    headed(unit.parent, "Direktur Jenderal")
    make.make_plan(unit=unit, year_from=YEAR, year_to=YEAR + 4)
    return make.make_agreement(unit=unit, year=YEAR, place="Jakarta", signed_on=date(YEAR, 1, 31))


def report_to_finish(unit):
    """A report that may become final; the checklist asks one thing of the machine and one of a person."""
    headed(unit, "Direktur")
    headed(unit.parent, "Direktur Jenderal")
    make.make_plan(unit=unit, year_from=YEAR, year_to=YEAR + 4)
    furnish(unit, YEAR)
    # A few sections only: a whole report takes its time to be written.
    outline = make.make_outline(code="ringkas")
    for order, (part, key, kind, number, title) in enumerate(SHORT, 1):
        make.make_section(outline=outline, order=order, part=part, key=key, kind=kind, number=number, title=title)
    unit.reports.update(outline=outline)
    ChecklistItem.objects.exclude(order__in=(2, 5)).update(is_active=False)
    let_in()
    return unit
