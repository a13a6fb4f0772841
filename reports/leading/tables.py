"""Every table of a picture as blocks of raw values, from which the Excel file and the briefing are written."""

from lakin.formatting import number
from reports.blocks import Column, Row, Section, Shown, Table
from reports.leading.picture import Level, Picture, Shortfall

STATUS = Column("Predikat", "status", 1.4)


def workbook_sections(picture: Picture) -> tuple[Section, ...]:
    """A section for each table that has rows; its title names the sheet."""
    made = (
        ("Keputusan", decision_table(picture)),
        ("Angka pokok", figure_table(picture)),
        ("Peta panas", heat_table(picture)),
        ("Pelaporan dan anggaran", unit_table(picture)),
        ("Sasaran", objective_table(picture)),
        ("Tertinggal", shortfall_table(picture)),
        ("Bergerak", mover_table(picture)),
        ("Tahun ke tahun", year_table(picture)),
    )
    return tuple(
        Section(f"bagian-{place}", title, blocks=(table,))
        for place, (title, table) in enumerate(made, start=1)
        if table.rows
    )


def decision_table(picture: Picture) -> Table:
    columns = (
        Column("No.", "integer", 0.5),
        Column("Mendesaknya"),
        Column("Yang perlu diputuskan", width=3),
        Column("Alasan", width=4),
    )
    rows = (Row((at, one.word, one.text, one.detail)) for at, one in enumerate(picture.decisions, start=1))
    return Table("keputusan", "Yang perlu diputuskan", columns, tuple(rows))


def figure_table(picture: Picture) -> Table:
    """The figures of the head of the page, one to a row."""
    figures, hero = picture.figures, picture.hero
    money = figures.money
    rows = (
        ("Capaian", Shown(hero.value, "percent"), f"{picture.method}; {hero.status.word}"),
        ("Indikator dijanjikan", figures.promised, ""),
        ("Di atas target", figures.above, ""),
        ("Sama dengan target", figures.met, ""),
        ("Di bawah target", figures.below, ""),
        ("Belum ada data", figures.unknown, ""),
        ("Isian diajukan", figures.submitted, f"dari {number(figures.due, 0)} isian"),
        ("Kelengkapan", Shown(figures.completeness, "percent"), ""),
        (
            "Ketepatan waktu",
            Shown(figures.punctuality, "percent"),
            f"{number(figures.on_time, 0)} dari {number(figures.timed, 0)} isian bertanggal",
        ),
        ("Pagu", Shown(money.ceiling, "rupiah"), ""),
        ("Realisasi anggaran", Shown(money.spent, "rupiah"), "" if figures.is_money_whole else "belum lengkap"),
        ("Serapan", Shown(figures.absorption, "percent"), ""),
    )
    columns = (Column("Uraian", width=2), Column("Nilai", "value", 1.6, "right"), Column("Keterangan", width=4))
    return Table("angka", "Angka pokok", columns, tuple(Row(cells) for cells in rows))


def level_cells(level: Level | None) -> tuple:
    """The mean, how much of it is known, and its rating; blanks where nothing is tied."""
    return ("", "", "", "") if level is None else (level.value, level.known, level.promised, level.status)


def level_columns(over: str) -> tuple[Column, ...]:
    return (
        Column("Capaian (%)", "percent", 1, over=over),
        Column("Diketahui", "integer", 0.8, over=over),
        Column("Indikator", "integer", 0.8, over=over),
        Column("Predikat", "status", 1.4, over=over),
    )


def heat_table(picture: Picture) -> Table:
    """Each unit with four columns for each objective."""
    columns = [Column("Unit", width=2.4), *level_columns("Keseluruhan")]
    for column in picture.columns:
        columns += level_columns(column.label)
    rows = (
        Row((row.unit.label, *level_cells(row.level), *(cell for _, level in row.cells for cell in level_cells(level))))
        for row in picture.rows
    )
    return Table("peta", "Capaian unit pada setiap sasaran", tuple(columns), tuple(rows))


def unit_table(picture: Picture) -> Table:
    asked = ("Unit ber-PK", "Isian diminta", "Diajukan", "Dikembalikan", "Bertanggal", "Tepat waktu")
    heads = (*asked, picture.miss_words)
    columns = (
        Column("Unit", width=2.4),
        *(Column(head, "integer") for head in heads),
        Column("Pagu (Rp)", "rupiah", 1.6),
        Column("Realisasi (Rp)", "rupiah", 1.6),
        Column("Serapan (%)", "percent"),
    )
    return Table("unit", "Pelaporan dan anggaran", columns, tuple(Row(unit_cells(row)) for row in picture.rows))


def unit_cells(row) -> tuple:
    figures, money = row.figures, row.figures.money
    counts = ("units", "due", "submitted", "returned", "timed", "on_time")
    counted = (getattr(figures, name) for name in counts)
    return (row.unit.label, *counted, row.misses, money.ceiling, money.spent, figures.absorption)


def objective_table(picture: Picture) -> Table:
    columns = (
        Column("No.", width=0.6),
        Column("Sasaran", width=4),
        *level_columns("Sendiri"),
        *level_columns("Bersama yang menyokongnya"),
    )
    rows = (Row((row.code, row.name, *level_cells(row.own), *level_cells(row.whole))) for row in picture.objectives)
    return Table("sasaran", "Sasaran unit", columns, tuple(rows))


def shortfall_table(picture: Picture) -> Table:
    """What lags most, with its forecasts while the year runs."""
    columns = (
        Column("Unit", width=2.4),
        Column("No.", width=0.6),
        Column("Indikator", width=3),
        Column("Capaian (%)", "percent"),
        STATUS,
        Column("Keterangan", width=1.6),
        *(forecast_columns("Perkiraan garis lurus") if picture.is_foreseen else ()),
        *(forecast_columns("Perkiraan menurut pola tahun lalu") if picture.is_foreseen else ()),
    )
    rows = (Row(shortfall_cells(one, picture)) for one in picture.shortfalls)
    return Table("tertinggal", "Indikator yang paling tertinggal", columns, tuple(rows))


def shortfall_cells(one: Shortfall, picture: Picture) -> tuple:
    seen = (*told(one.straight), *told(one.shaped)) if picture.is_foreseen else ()
    return (one.unit.label, one.code, one.name, one.achieved, one.status, one.period_words, *seen)


def forecast_columns(over: str) -> tuple[Column, ...]:
    return (
        Column("Capaian (%)", "percent", over=over),
        Column("Galat (%)", "percent", over=over),
        Column("Sebab tidak ada", width=2, over=over),
    )


def told(forecast) -> tuple:
    return forecast.value, forecast.error, forecast.reason


def mover_table(picture: Picture) -> Table:
    columns = (
        Column("Unit", width=2.4),
        Column("Sebelumnya (%)", "percent"),
        Column("Sekarang (%)", "percent"),
        Column("Perubahan (poin)", "number"),
    )
    rows = (Row((row.unit.label, row.before, row.now, row.change)) for row in picture.movers)
    return Table("bergerak", "Unit yang paling bergerak sejak triwulan sebelumnya", columns, tuple(rows))


def year_table(picture: Picture) -> Table:
    """Every kept quarter of the last years, the unit alone and with all below it."""
    columns = (
        Column("Tahun", "year", 0.7),
        Column("Triwulan", "integer", 0.7),
        *level_columns("Unit sendiri")[:3],
        *(level_columns("Dengan unit di bawahnya")[:3] if picture.is_whole else ()),
    )
    rows = (Row(year_cells(point, picture)) for point in picture.points)
    return Table("tahun", "Capaian dari tahun ke tahun", columns, tuple(rows))


def year_cells(point, picture: Picture) -> tuple:
    seen = (point.own, point.subtree) if picture.is_whole else (point.own,)
    figures = (cell for one in seen for cell in (one.mean, one.known, one.promised))
    return (point.year, point.quarter, *figures)
