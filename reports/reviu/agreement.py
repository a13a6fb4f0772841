"""The Perjanjian Kinerja: whether it is there, complete and in time, why it was revised, and what money it names."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from agreements.models import DatePrecision, PerformanceAgreement
from budget.models import RevisionKind
from indicators.formula import known_sum
from lakin.formatting import date_long, join_words, month_year, rupiah
from reports.facts import AgreementFacts
from reports.reviu.dossier import Dossier
from reports.reviu.figures import named
from reports.reviu.found import Found, Target, blocking, information, suspicion, warning

PLACE = "Data: Perjanjian Kinerja"


def fields_of(agreement: PerformanceAgreement, message: str) -> dict:
    """What every finding about one version says."""
    subject = f"Perjanjian Kinerja {agreement.version_name}"
    return {"place": PLACE, "subject": subject, "message": message, "target": Target("pk", str(agreement.version))}


def none_signed(dossier: Dossier) -> Iterator[Found]:
    """A year without a signed agreement: nothing can be held against a target."""
    if dossier.facts.scorecard.agreement is None:
        message = f"Belum ada Perjanjian Kinerja tahun {dossier.facts.year} yang ditandatangani."
        yield blocking("pk-tidak-ada", place=PLACE, subject="Perjanjian Kinerja", message=message, target=Target("pk"))


def contents(dossier: Dossier) -> Iterator[Found]:
    """Versions without lines; the one in force must have them."""
    for item in dossier.facts.agreements:
        if item.lines:
            continue
        if item == dossier.facts.agreement:
            yield blocking("pk-isi", **fields_of(item.agreement, "Belum memuat satu butir pun."))
        else:
            message = "Isinya tidak tersedia, jadi perubahannya tidak dapat dibandingkan."
            yield information("pk-isi", **fields_of(item.agreement, message))


def parties(dossier: Dossier) -> Iterator[Found]:
    """An agreement in force without the names of those who signed it."""
    item = dossier.facts.agreement
    if item is None:
        return
    names = (("pertama", item.agreement.first_party_name), ("kedua", item.agreement.second_party_name))
    if absent := [f"pihak {which}" for which, name in names if not name]:
        message = f"Nama {join_words(absent)} tidak tercatat."
        yield information("pk-isi", **fields_of(item.agreement, message) | {"subject": "Pihak Perjanjian Kinerja"})


def without_target(dossier: Dossier) -> Iterator[Found]:
    """Lines of the agreement in force that promise nothing."""
    for score in dossier.facts.scorecard.indicators:
        if (score.target, score.lower, score.upper) == (None, None, None) and not score.target_text:
            yield warning(
                "target-kosong",
                place=PLACE,
                subject=named(score),
                message="Target belum diisi, jadi capaian tidak dapat dihitung.",
                target=Target("butir_pk", score.code),
            )


def in_time(dossier: Dossier) -> Iterator[Found]:
    """The first agreement within one month of the first DIPA (PermenPANRB 53/2014), where both dates are known."""
    first = next((item.agreement for item in dossier.facts.agreements if item.agreement.version == 0), None)
    if first is None:
        return
    initial = next((row for row in dossier.facts.budget.revisions if row.kind == RevisionKind.INITIAL), None)
    opened = initial.date if initial else None
    if first.signed_on is None or opened is None:
        days = {"Perjanjian Kinerja awal": first.signed_on, "DIPA awal": opened}
        absent = [name for name, day in days.items() if day is None]
        message = f"Tanggal {join_words(absent)} tidak diketahui, jadi batas satu bulan tidak dapat diperiksa."
        yield information("pk-tanggal", **fields_of(first, message))
        return
    yield from judged(first, opened)


def judged(first: PerformanceAgreement, opened: date) -> Iterator[Found]:
    """The first agreement against its deadline; a month without a day is late only when its first day is."""
    deadline = month_after(opened)
    by_month = first.signed_precision == DatePrecision.MONTH
    written = month_year(first.signed_on) if by_month else date_long(first.signed_on)
    dipa = f"DIPA awal bertanggal {date_long(opened)}"
    earliest = first.signed_on.replace(day=1) if by_month else first.signed_on
    latest = month_end(first.signed_on) if by_month else first.signed_on
    if earliest > deadline:
        message = f"Ditandatangani {written}; {dipa}, jadi batasnya {date_long(deadline)}."
        fields = fields_of(first, message)
        yield warning("pk-terlambat", printed=written, expected=f"paling lambat {date_long(deadline)}", **fields)
    elif latest > deadline:
        message = f"Hari penandatanganan tidak diketahui ({written}); {dipa}, batasnya {date_long(deadline)}."
        yield information("pk-tanggal", **fields_of(first, message))


def month_after(day: date) -> date:
    """The same day of the next month, or its last day where it is shorter."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def month_end(day: date) -> date:
    """The last day of the month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def reasons(dossier: Dossier) -> Iterator[Found]:
    """Revisions without one of the lawful reasons, or without a word about it."""
    for item in dossier.facts.agreements:
        agreement = item.agreement
        if agreement.version and not agreement.reason:
            yield warning("pk-alasan", **fields_of(agreement, "Alasan perubahannya belum dipilih."))
        elif agreement.version and not agreement.reason_text.strip():
            message = f"Alasan “{agreement.get_reason_display()}” belum diuraikan."
            yield information("pk-alasan", **fields_of(agreement, message))


def order(dossier: Dossier) -> Iterator[Found]:
    """Revisions signed before the version they replace."""
    dated = [item.agreement for item in dossier.facts.agreements if item.agreement.signed_on]
    for before, after in pairwise(dated):
        if after.signed_on < before.signed_on:
            written = date_long(after.signed_on)
            message = f"Bertanggal {written}, sebelum {before.version_name} ({date_long(before.signed_on)})."
            yield warning("pk-urutan", printed=written, **fields_of(after, message))


def after_year(dossier: Dossier) -> Iterator[Found]:
    """Revisions signed when the year they promise was over."""
    year = dossier.facts.year
    for agreement in (item.agreement for item in dossier.facts.agreements):
        if agreement.version and agreement.signed_on and agreement.signed_on.year > year:
            written = date_long(agreement.signed_on)
            message = f"Bertanggal {written}, sesudah tahun {year} berakhir."
            limit = f"paling lambat {date_long(date(year, 12, 31))}"
            yield warning("pk-tahun", printed=written, expected=limit, **fields_of(agreement, message))


def money(dossier: Dossier) -> Iterator[Found]:
    """The budget annex of the agreement in force: kegiatan against program, and programs against the DIPA."""
    item = dossier.facts.agreement
    if item is None:
        return
    for program in (row for row in item.budget if row.level == "program"):
        amounts = [row.amount for row in item.budget if row.code.startswith(f"{program.code}.")]
        total = known_sum(amounts)
        if None in (total, program.amount) or total == program.amount:
            continue
        fields = {"printed": rupiah(program.amount), "expected": rupiah(total)}
        message = f"Kegiatan program {program.code} berjumlah {fields['expected']}, programnya {fields['printed']}."
        severe = blocking if total > program.amount else suspicion
        yield severe("pk-anggaran", **fields, **fields_of(item.agreement, message))
    yield from against_dipa(dossier, item)


def against_dipa(dossier: Dossier, item: AgreementFacts) -> Iterator[Found]:
    """The sum of the programs against the states of the DIPA."""
    total = known_sum(row.amount for row in item.budget if row.level == "program")
    states = [row for row in dossier.facts.budget.revisions if row.amount is not None]
    if total is None or not states or total == states[-1].amount:
        return
    same = next((row for row in reversed(states) if row.amount == total), None)
    fields = {"printed": rupiah(total), "expected": rupiah(states[-1].amount)}
    if same:
        message = f"Anggarannya {rupiah(total)}, sama dengan {same}; pagu terakhir {fields['expected']}."
        yield information("pk-anggaran", **fields, **fields_of(item.agreement, message))
    else:
        message = f"Anggarannya {rupiah(total)}, tidak sama dengan pagu mana pun; terakhir {fields['expected']}."
        yield suspicion("pk-anggaran", **fields, **fields_of(item.agreement, message))
