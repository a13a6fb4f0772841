"""Bab II: programs with their pagu beside the agreement's annex, and how the DIPA changed over the year."""

from budget import absorption
from budget.models import DipaRevision, LineLevel, RevisionKind
from indicators import growth
from lakin.formatting import rupiah_short
from reports.blocks import Block, Column, Figure, Missing, Paragraph, Part, Reference, Row, Section, Shown, Table
from reports.facts import Facts
from reports.narration import written
from reports.outlines import Entry
from reports.references import first_revision, revision_count
from reports.timelines import Milestone, milestones

DOWN_TO_RO = (LineLevel.PROGRAM, LineLevel.ACTIVITY, LineLevel.KRO, LineLevel.RO)
ANNEX, TREE, HISTORY, STEPS = "tabel-anggaran-perjanjian", "tabel-program", "tabel-revisi-dipa", "gambar-revisi-dipa"


def programs(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """The pagu in total, the agreement's annex beside the DIPA, and the tree down to RO."""
    text = written(facts, facts.narrative(entry.key))
    if facts.budget.dipa is None:
        return (entry.section(*text, Missing(f"DIPA tahun {facts.year}", f"perencana {facts.unit.label}")),)
    return (entry.section(ceiling_paragraph(facts), *text, *annex(facts), *tree(facts)),)


def ceiling_paragraph(facts: Facts) -> Paragraph:
    """The pagu in figures and in words."""
    ceiling = facts.budget.total.ceiling
    if ceiling is None:
        return Paragraph((f"Pagu {facts.unit.name} tahun {facts.year} belum diketahui.",))
    return Paragraph(
        (
            f"Pagu {facts.unit.name} tahun {facts.year} berjumlah ",
            *(Shown(ceiling, "rupiah"), " (", Shown(ceiling, "rupiah_words"), ")."),
        )
    )


def annex(facts: Facts) -> tuple[Block, ...]:
    """The budget annex of the agreement in force beside the pagu of the same program or kegiatan."""
    rows = facts.agreement.budget if facts.agreement else ()
    if not rows:
        return (Missing("lampiran anggaran Perjanjian Kinerja", f"perencana {facts.unit.label}"),)
    by_path = {row.line.path: row.money.ceiling for row in facts.budget.lines}
    body = tuple(annex_row(row, by_path.get(row.code)) for row in rows)
    total = total_row(facts, [row.amount for row in rows if row.level == "program"])
    columns = (
        Column("Kode", width=0.9),
        Column("Program dan kegiatan", width=3.2),
        Column("Perjanjian Kinerja (Rp)", "rupiah", width=1.6),
        Column("DIPA terakhir (Rp)", "rupiah", width=1.6),
        Column("Selisih (Rp)", "rupiah", width=1.4),
    )
    unmatched = [row.code for row in rows if row.code not in by_path]
    table = Table(ANNEX, "Anggaran menurut Perjanjian Kinerja dan DIPA", columns, (*body, total))
    if not unmatched:
        return (table,)
    return (table, Paragraph((f"Kode {', '.join(unmatched)} tidak ditemukan pada DIPA.",), "note"))


def annex_row(row, ceiling) -> Row:
    """One program or kegiatan; the difference is DIPA minus agreement, unknown when one of them is."""
    depth = 0 if row.level == "program" else 1
    return Row((row.code, row.name, row.amount, ceiling, absorption.remaining(row.amount, ceiling)), depth=depth)


def total_row(facts: Facts, amounts) -> Row:
    promised = sum(amounts) if amounts and None not in amounts else None
    ceiling = facts.budget.total.ceiling
    return Row(("", "Jumlah", promised, ceiling, absorption.remaining(promised, ceiling)), "total")


def tree(facts: Facts) -> tuple[Block, ...]:
    """Programs down to RO with pagu and volume; the appendix has what stands below."""
    rows = facts.budget.at(*DOWN_TO_RO)
    if not rows:
        return (Missing("rincian program, kegiatan, KRO, dan RO", f"perencana {facts.unit.label}"),)
    volumes = facts.budget.volumes
    has_volumes = any(row.line.pk in volumes for row in rows)
    columns = (
        Column("Kode", width=0.9),
        Column("Program, kegiatan, KRO, dan RO", width=5.1),
        *([Column("Volume", "value", align="right"), Column("Satuan")] if has_volumes else []),
        Column("Pagu (Rp)", "rupiah", width=1.6),
    )
    body = tuple(tree_row(row, volumes.get(row.line.pk), has_volumes) for row in rows)
    blank = ("", "") if has_volumes else ()
    total = Row(("", "Jumlah", *blank, facts.budget.total.ceiling), "total")
    partial = [row.line.path for row in rows if row.line.is_partial]
    note = f"Rincian di bawah {', '.join(partial)} tidak lengkap pada sumbernya."
    table = Table(TREE, f"Program dan anggaran tahun {facts.year}", columns, (*body, total), is_tree=True)
    return (table, *((Paragraph((note,), "note"),) if partial else ()))


def tree_row(row, volume, has_volumes) -> Row:
    amounts = (Shown(volume.target, "plain"), volume.measure_label) if volume else (None, None)
    return Row((row.line.code, row.line.name, *(amounts if has_volumes else ()), row.money.ceiling), depth=row.depth)


def dipa_history(facts: Facts, entry: Entry) -> tuple[Section, ...]:
    """Every state of the DIPA as table and as steps, with the change from the first to the last."""
    text = written(facts, facts.narrative(entry.key))
    revisions = facts.budget.revisions
    if not revisions:
        lack = Missing(f"riwayat revisi DIPA tahun {facts.year}", f"perencana {facts.unit.label}")
        return (entry.section(*text, lack),)
    if len(revisions) == 1:
        return (entry.section(*text, *only_state(facts, revisions[0])),)
    return (
        entry.section(
            Paragraph(change_parts(facts)),
            *text,
            *steps(facts),
            revisions_table(facts),
        ),
    )


def only_state(facts: Facts, row: DipaRevision) -> tuple[Block, ...]:
    """One state is no history: its amount, and that nothing else is recorded."""
    amount = Shown(row.amount, "rupiah")
    if row.kind == RevisionKind.INITIAL:
        return (Paragraph(("DIPA awal sebesar ", amount, f" tidak direvisi selama tahun {facts.year}.")),)
    return (
        Paragraph(("Pagu yang tercatat adalah ", amount, f" ({row.get_kind_display().lower()}).")),
        Missing("riwayat revisi DIPA: nomor, tanggal, besaran, dan digital stamp", f"perencana {facts.unit.label}"),
    )


def change_parts(facts: Facts) -> tuple[Part, ...]:
    """The first amount, the last one and the change between them in rupiah and percent."""
    first, last = first_revision(facts), facts.budget.revisions[-1]
    count = revision_count(facts)
    opening = (
        f"DIPA {facts.unit.name} tahun {facts.year} direvisi ",
        Shown(count, "count"),
        " kali (",
        Reference(HISTORY),
        "). ",
    )
    if first is None or first.amount is None or last.amount is None:
        return (*opening, "Besaran pagu awal atau pagu akhir belum tercatat, sehingga perubahannya tidak dihitung.")
    change = last.amount - first.amount
    amounts = ("Pagu awal ", Shown(first.amount, "rupiah"), " menjadi ", Shown(last.amount, "rupiah"), ", ")
    if change == 0:
        return (*opening, "Pagu akhir sama dengan pagu awal, yaitu ", Shown(last.amount, "rupiah"), ".")
    percent = growth.relative_growth(last.amount, first.amount).value
    word = "bertambah " if change > 0 else "berkurang "
    share = (" atau ", Shown(abs(percent), "percent"), " dari pagu awal") if percent is not None else ()
    return (*opening, *amounts, word, Shown(abs(change), "rupiah"), *share, ".")


def revisions_table(facts: Facts) -> Table:
    """Number, kind, amount, date and digital stamp of every state; what is not known is a dash."""
    columns = (
        Column("No.", width=0.5, align="right"),
        Column("Uraian", width=2),
        Column("Tanggal", "date", width=1.4),
        Column("Pagu (Rp)", "rupiah", width=1.6),
        Column("Digital stamp", width=1.6),
    )
    rows = tuple(
        Row((str(at), str(row), row.date, row.amount, row.digital_stamp or None), notes=(row.note,) if row.note else ())
        for at, row in enumerate(facts.budget.revisions, 1)
    )
    return Table(HISTORY, f"Kronologi DIPA tahun {facts.year}", columns, rows)


def steps(facts: Facts) -> tuple[Block, ...]:
    """The amounts as steps over the dates; revisions without date are named instead."""
    dated = sorted((row for row in facts.budget.revisions if row.date), key=lambda row: (row.date, row.order))
    undated = [str(row) for row in facts.budget.revisions if not row.date]
    note = (Paragraph((f"Tanggal {', '.join(undated)} belum tercatat.",), "note"),) if undated else ()
    if len(dated) < 2:
        return note
    points = tuple(Milestone(row.date, row.amount, str(row)) for row in dated)
    caption, source = f"Pagu menurut DIPA tahun {facts.year}", f"DIPA {facts.year} dan revisinya"
    return (Figure(STEPS, caption, milestones(points, title=told(points) or caption, source=source)), *note)


def told(points) -> str:
    """What the steps show; empty when an end is not known."""
    first, last = points[0].amount, points[-1].amount
    if first is None or last is None:
        return ""
    if first == last:
        return f"Pagu tetap {rupiah_short(last)}"
    return f"Pagu {'naik' if last > first else 'turun'} dari {rupiah_short(first)} menjadi {rupiah_short(last)}"
