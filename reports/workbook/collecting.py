"""Which rows the workbook of a unit and year holds: its own, and every row that they refer to."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from indicators.models import Indicator, Objective, StrategicPlan
from lakin.fields import prefix_range
from reports.workbook.columns import Link, Sheet
from reports.workbook.sheets import BY_NAME, SHEETS
from units.models import Unit

# A row of these sheets comes along with the row it belongs to, also when that was only referred to.
COMPANIONS = {"peringkat_predikat": "scale", "rentang_capaian": "scale", "bagian_kerangka": "outline"}


@dataclass
class Collection:
    """The rows by sheet: a condition for the unit's own, and the keys of those they refer to."""

    conditions: dict[str, Q]
    referred: dict[str, set] = field(default_factory=lambda: defaultdict(set))

    def rows(self, sheet: Sheet) -> QuerySet:
        """The rows of one sheet, in no particular order."""
        rows = sheet.model._default_manager.order_by()
        if sheet.name in COMPANIONS:
            owner = next(link for link in sheet.all_links if link.field == COMPANIONS[sheet.name])
            return rows.filter(**{f"{owner.field}__in": self.rows(BY_NAME[owner.to])})
        return rows.filter(self.conditions.get(sheet.name, Q(pk__in=[])) | Q(pk__in=self.referred[sheet.name]))


def collect(unit: Unit, year: int) -> Collection:
    """Everything the unit knows about the year."""
    found = Collection(_own(unit, year))
    for sheet in reversed(SHEETS):
        # What a link within the sheet brings has links of its own to the sheets before.
        for link in sorted(sheet.all_links, key=lambda link: link.to != sheet.name):
            _follow(found, sheet, link)
    return found


def _follow(found: Collection, sheet: Sheet, link: Link) -> None:
    """Adds the rows a link leads to, and for a link within its own sheet the rows those lead to."""
    target = BY_NAME[link.to]
    if target.name in COMPANIONS:
        return
    while True:
        wanted = found.rows(sheet).filter(**{f"{link.field}__isnull": False}).values(f"{link.field}_id")
        missing = target.model._default_manager.filter(pk__in=wanted).exclude(pk__in=found.rows(target).values("pk"))
        keys = set(missing.order_by().values_list("pk", flat=True))
        found.referred[target.name] |= keys
        if not keys or target is not sheet:
            return


def _own(unit: Unit, year: int) -> dict[str, Q]:
    """The unit's own rows by sheet."""
    first, beyond = prefix_range(unit.path)
    around = Q(path__in=unit.paths_above) | Q(path__gte=first, path__lt=beyond)
    near = Q(unit__in=Unit.objects.filter(around).order_by().values("pk"))
    here = Q(unit=unit, year=year)
    return {
        "unit": around,
        **dict.fromkeys(("nama_unit", "pejabat", "tugas_fungsi"), near),
        "pegawai": near & Q(year__lte=year),
        "aturan": Q(institution__in=Unit.objects.above(unit).order_by(), year=year),
        **_planned(unit, year),
        **_measured(unit, year),
        **_agreed(Q(unit=unit, year__in=(year, year + 1))),
        "satker": Q(unit=unit),
        **_budgeted(here),
        "kegiatan_penunjang": here,
        "laporan": here,
        **dict.fromkeys(
            ("narasi", "dasar_hukum", "angka_konteks", "target_nasional", "angka_tercetak"), _under("report", here)
        ),
    }


def _planned(unit: Unit, year: int) -> dict[str, Q]:
    """The Renstra that covers the year, by keys: a condition across tables beside other keys finds no index."""
    plans = _keys(StrategicPlan.objects.filter(unit=unit, year_from__lte=year, year_to__gte=year))
    objectives = _keys(Objective.objects.filter(plan__in=plans))
    indicators = _keys(Indicator.objects.filter(objective__in=objectives))
    return {
        "renstra": Q(pk__in=plans),
        **dict.fromkeys(("versi_renstra", "sasaran"), Q(plan__in=plans)),
        **dict.fromkeys(("pernyataan_renstra", "tabel_target"), Q(version__plan__in=plans)),
        "target_renstra": Q(table__version__plan__in=plans),
        "indikator": Q(objective__in=objectives),
        "komponen": Q(indicator__in=indicators, year=year),
    }


def _keys(rows: QuerySet) -> list[int]:
    return list(rows.order_by().values_list("pk", flat=True))


def _measured(unit: Unit, year: int) -> dict[str, Q]:
    """Facts of the unit, and of the units that contribute to its indicators."""
    indicators = _keys(Indicator.objects.filter(objective__plan__unit=unit))
    facts = Q(year=year) & (Q(unit=unit) | Q(indicator__in=indicators))
    return {"realisasi": facts, "nilai_komponen": _under("realization", facts), "riwayat": Q(unit=unit)}


def _agreed(agreement: Q) -> dict[str, Q]:
    """The agreements of the year, and that of the next year, which the report appends."""
    lines = _under("line__agreement", agreement)
    return {
        "pk": agreement,
        **dict.fromkeys(("butir_pk", "anggaran_pk"), _under("agreement", agreement)),
        **dict.fromkeys(("target_triwulan", "rencana_aksi"), lines),
    }


def _budgeted(dipa: Q) -> dict[str, Q]:
    return {
        "dipa": dipa,
        **dict.fromkeys(("revisi_dipa", "pok", "jenis_belanja"), _under("dipa", dipa)),
        **dict.fromkeys(("pagu", "realisasi_anggaran", "volume_ro", "volume_revisi"), _under("line__dipa", dipa)),
        "rencana_penarikan": _under("revision__dipa", dipa),
    }


def _under(path: str, condition: Q) -> Q:
    """The condition on a row, asked of what a row belongs to."""
    children = [
        _under(path, child) if isinstance(child, Q) else (f"{path}__{child[0]}", child[1])
        for child in condition.children
    ]
    return Q(*children, _connector=condition.connector, _negated=condition.negated)
