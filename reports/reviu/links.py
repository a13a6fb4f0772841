"""The page on which a finding can be mended, found from what it points at; asks the database nothing."""

from collections.abc import Callable

from django.urls import reverse

from reports.facts import Facts
from reports.places import ANALYSED, NARRATED, Place, address
from reports.reviu.found import Link, Target

LAST_QUARTER = "4"


def link_of(facts: Facts, target: Target | None) -> Link | None:
    """Where to mend what a finding points at; None for what has no page."""
    page = PAGES.get(target.sheet) if target else None
    return page(facts, target.row) if page else None


def page_of(facts: Facts, name: str, **more) -> str:
    """The address of a page of the unit and year."""
    return reverse(f"reports:{name}", kwargs={"code": facts.unit.code, "year": facts.year, **more})


def realization(facts: Facts, row: str) -> Link:
    """The page of the quarter that is named, else of the last; "1.1/2" is indicator 1.1 in the second quarter."""
    code, _, quarter = row.partition("/")
    score = facts.score(code)
    if score is None:
        return Link(page_of(facts, "quarter-open"), "Buka triwulan")
    number = int(quarter) if quarter in ("1", "2", "3", "4") else int(LAST_QUARTER)
    more = {"quarter": number, "indicator_id": score.indicator.pk}
    return Link(page_of(facts, "realization-edit", **more), f"Buka realisasi {code}")


def component(facts: Facts, row: str) -> Link:
    """The page on which the values of the components are filled in; "1.1/2" is the second component of 1.1."""
    return realization(facts, row.partition("/")[0])


def agreement(facts: Facts, row: str) -> Link:
    """The version that is named, else the one in force, else the list."""
    versions = {str(item.agreement.version) for item in facts.agreements}
    version = row if row in versions else ""
    return agreement_page(facts, version)


def line(facts: Facts, row: str) -> Link:
    """The version in force, in which the line stands."""
    return agreement_page(facts, "")


def agreement_page(facts: Facts, version: str) -> Link:
    """One version of the agreement; without a number the one in force."""
    if not version and facts.agreement:
        version = str(facts.agreement.agreement.version)
    if not version:
        return Link(page_of(facts, "agreement-list"), "Buka Perjanjian Kinerja")
    return Link(page_of(facts, "agreement-show", version=int(version)), "Buka Perjanjian Kinerja")


def budget(facts: Facts, row: str) -> Link:
    """The page of the budget."""
    return Link(page_of(facts, "budget-show"), "Buka anggaran")


def text(facts: Facts, row: str) -> Link:
    """The writing page of a section; "capaian-sasaran/1.1/5" is the fifth analysis of indicator 1.1 there."""
    section, code, analysis = (*row.split("/"), "", "")[:3]
    entry = next((entry for entry in facts.outline if entry.key == section and entry.kind in NARRATED), None)
    score = facts.score(code) if code else None
    if entry is None or (code and (score is None or entry.kind != ANALYSED)):
        return Link(page_of(facts, "writing-show"), "Buka penulisan")
    place = Place(section, None, score.indicator.pk if score else None, analysis)
    return Link(address(facts.report, place), f"Buka teks {entry.title}")


def plan(facts: Facts, row: str) -> Link:
    """The page of the plans."""
    return Link(page_of(facts, "planning-show"), "Buka perencanaan", for_planner=True)


def indicator(facts: Facts, row: str) -> Link:
    """The row of an indicator among the tables."""
    found = next((item for item in facts.plan.indicators if item.code == row), None)
    return record("indicators_indicator", found, "Buka indikator") if found else plan(facts, row)


def objective(facts: Facts, row: str) -> Link:
    """The row of an objective among the tables."""
    found = next((item for item in facts.plan.objectives if item.code == row), None)
    return record("indicators_objective", found, "Buka sasaran") if found else plan(facts, row)


def staff(facts: Facts, row: str) -> Link:
    """The head counts among the tables."""
    return Link(reverse("admin:units_staffcount_changelist"), "Buka jumlah pegawai", for_planner=True)


def report(facts: Facts, row: str) -> Link:
    """The row of the report among the tables."""
    return record("reports_report", facts.report, "Buka data laporan")


def regulation(facts: Facts, row: str) -> Link:
    """The regulation of the report among the tables, by its order."""
    found = next((item for item in facts.legal_references if str(item.order) == row), None)
    if found:
        return record("reports_legalreference", found, "Buka dasar hukum")
    return Link(reverse("admin:reports_legalreference_changelist"), "Buka dasar hukum", for_planner=True)


def record(name: str, row, words: str) -> Link:
    """One row among the tables, which only planners open."""
    return Link(reverse(f"admin:{name}_change", args=[row.pk]), words, for_planner=True)


PAGES: dict[str, Callable[[Facts, str], Link]] = {
    **dict.fromkeys(("realisasi",), realization),
    **dict.fromkeys(("komponen", "nilai_komponen"), component),
    "pk": agreement,
    **dict.fromkeys(("butir_pk", "anggaran_pk"), line),
    **dict.fromkeys(("pok", "jenis_belanja", "dipa", "revisi_dipa", "rencana_penarikan"), budget),
    "narasi": text,
    **dict.fromkeys(("renstra", "target_renstra", "pernyataan_renstra"), plan),
    "indikator": indicator,
    "sasaran": objective,
    "pegawai": staff,
    "laporan": report,
    "dasar_hukum": regulation,
}
