"""Riwayat perubahan: who reads what, the filters, the words, and the files."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports import trail_files
from reports.opening import open_year
from reports.trail import as_called, history
from reports.trail_filters import kinds
from reports.views import trail as trail_view
from reports.workbook.exporting import export_workbook
from reports.workbook.importing import import_workbook
from tests import factories as make
from tests.pages import furnish, seen
from units.models import Change, User
from units.trail import acting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("leaving_trail")]
PAGE = "/riwayat/"


@pytest.fixture
def changed(rina, directorate, sentra):
    """A target that rina changed in the directorate, and an official of the sentra."""
    line = make.make_line(agreement=make.make_agreement(unit=directorate, year=2024), target=80)
    with acting(user=rina):
        line.target = Decimal("87.5")
        line.save()
    make.make_official(unit=sentra, name="Kepala Sentra")
    return line


def test_a_change_is_told_with_old_and_new(client, budi, changed):
    client.force_login(budi)
    text = seen(client.get(PAGE))
    for told in ("rina", "Diubah", "butir PK", "Target", "80", "87,5", "Direktorat Anak, tahun 2024", "WIB"):
        assert told in text
    assert "perintah sistem" in text


def test_a_reporter_reads_the_own_unit_alone(client, siti, changed):
    client.force_login(siti)
    text = seen(client.get(PAGE))
    assert "87,5" in text
    assert "Kepala Sentra" not in text


def test_a_stranger_reads_nothing_of_ours(client, stranger, changed):
    client.force_login(stranger)
    text = seen(client.get(PAGE))
    assert "87,5" not in text
    assert "Kepala Sentra" not in text
    assert "87,5" not in client.get(f"{PAGE}unduh/csv/").content.decode("utf-8-sig")


@pytest.mark.parametrize(("person", "reads"), [("administrator", True), ("rina", False), ("itjen", False)])
def test_what_has_no_unit_is_for_the_administrator_at_the_root(request, client, changed, person, reads):
    user = request.getfixturevalue(person)
    make.make_predicate_scale()
    client.force_login(user)
    assert ("Opini BPK" in seen(client.get(PAGE))) is reads


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("unit=dit-anak&jenis=agreements.agreementline", True),
        ("unit=sentra-timur", False),
        ("unit=ditjen-rehsos&orang=rina", True),
        ("orang=siti", False),
        ("tahun=2024&orang=rina", True),
        ("tahun=2022", False),
        ("jenis=units.official", False),
        ("q=87.5", True),
        ("q=87.5+tidakada", False),
        ("dari=2000-01-01&sampai=2000-01-02", False),
        ("dari=2000-01-01&orang=rina", True),
        ("dari=bukan-tanggal&orang=rina", True),
        ("unit=kementerian-lain&orang=rina", True),
        ("sebelum=999999&orang=rina", True),
        ("sebelum=x&orang=rina", True),
        ("sebelum={oldest}", False),
    ],
)
def test_filters_narrow_the_list(client, rina, changed, query, found):
    client.force_login(rina)
    address = query.format(oldest=Change.objects.earliest("timestamp", "pk").pk)
    assert ("87,5" in seen(client.get(f"{PAGE}?{address}"))) is found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=87.5", False),
        ("orang=rina", False),
        ("q=87.5&dari=2024-01-01", True),
        ("q=87.5&sampai=2024-03-01", True),
        ("unit=dit-anak", True),
    ],
)
def test_words_are_searched_in_the_last_ninety_days_and_the_page_says_so(client, rina, changed, query, found):
    Change.objects.update(timestamp=datetime(2024, 2, 1, tzinfo=UTC))
    client.force_login(rina)
    text = seen(client.get(f"{PAGE}?{query}"))
    assert ("87,5" in text) is found
    assert ("pada 90 hari terakhir" in text) is ("dari" not in query and "unit" not in query)
    assert ("87,5" in client.get(f"{PAGE}unduh/csv/?{query}").content.decode("utf-8-sig")) is found


@pytest.mark.parametrize(("typed", "found"), [("Direktorat Anak", True), ("anak", True), ("Timur", False)])
def test_a_unit_is_typed_by_its_name(client, rina, changed, typed, found):
    client.force_login(rina)
    assert ("87,5" in seen(client.get(PAGE, {"unit": typed}))) is found


def test_units_are_suggested_not_listed_by_the_thousand(client, administrator, directorate):
    for number in range(60):
        make.make_unit(f"balai-{number}", parent=directorate)
    client.force_login(administrator)
    suggested = client.get(PAGE).content.decode().partition("<datalist")[2].partition("</datalist>")[0]
    assert suggested.count("<option value=") == 40


def test_the_list_goes_on_without_counting(client, rina, directorate, monkeypatch):
    monkeypatch.setattr(trail_view, "PER_PAGE", 2)
    officials = [make.make_official(unit=directorate, name=f"Pejabat {number}") for number in range(5)]
    client.force_login(rina)
    first = client.get(f"{PAGE}?jenis=units.official")
    told = [entry.what for entry in first.context["entries"]]
    with CaptureQueriesContext(connection) as queries:
        second = client.get(f"{PAGE}?jenis=units.official&sebelum={first.context['older']}")
    told += [entry.what for entry in second.context["entries"]]
    assert told == [str(official) for official in reversed(officials)][:4]
    assert not [query for query in queries if "COUNT(" in query["sql"] and "units_change" in query["sql"]]


def test_the_number_of_queries_does_not_grow(client, rina, directorate):
    client.force_login(rina)
    counts = []
    for _turn in range(2):
        for _time in range(4):
            make.make_line(agreement=make.make_agreement(unit=directorate, year=2030 + Change.objects.count() % 60))
        client.get(PAGE)
        with CaptureQueriesContext(connection) as queries:
            client.get(PAGE)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_values_are_read_in_indonesian(directorate, rina):
    official = make.make_official(unit=directorate, started_on=date(2023, 1, 2))
    official.status, official.started_on = "plt", date(2023, 7, 3)
    official.save()
    told = {field.label: (field.before, field.after) for field in history(official)[0].fields}
    assert told == {"Status": ("Definitif", "Plt."), "Mulai menjabat": ("2 Januari 2023", "3 Juli 2023")}


def test_a_row_that_another_refers_to_is_named(directorate, sentra):
    official = make.make_official(unit=directorate)
    official.unit = sentra
    official.save()
    (field,) = history(official)[0].fields
    assert (field.before, field.after) == ("Direktorat Anak", "Sentra Timur")


def test_what_is_typed_is_shown_as_text(client, rina, directorate):
    make.make_official(unit=directorate, name="<script>alert(1)</script>")
    client.force_login(rina)
    assert "<script>alert" not in client.get(PAGE).content.decode()


def test_a_csv_runs_nothing(client, rina, directorate):
    make.make_official(unit=directorate, name="=HYPERLINK(1)")
    client.force_login(rina)
    lines = client.get(f"{PAGE}unduh/csv/?jenis=units.official").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Waktu (WIB);Pengguna;")
    assert any(";'=HYPERLINK(1)" in line for line in lines)
    assert not any(";=HYPERLINK" in line for line in lines)


def test_a_number_below_zero_stays_a_number():
    assert (trail_files.guarded("-1.500,25"), trail_files.guarded("-1+1")) == ("-1.500,25", "'-1+1")
    assert trail_files.guarded("−1.500,25") == "-1.500,25"


def test_an_xlsx_holds_texts_and_the_time_alone(client, rina, directorate):
    make.make_official(unit=directorate, name="=1+1")
    client.force_login(rina)
    content = client.get(f"{PAGE}unduh/xlsx/?jenis=units.official").content
    cells = [cell for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s", "d"}
    assert "=1+1" in {cell.value for cell in cells}


def test_a_file_that_is_cut_says_so(client, rina, changed, monkeypatch):
    monkeypatch.setattr(trail_files, "MOST_ENTRIES", 1)
    client.force_login(rina)
    assert "Berkas ini memuat 1 perubahan terbaru saja" in client.get(f"{PAGE}unduh/csv/").content.decode("utf-8-sig")


def test_an_import_enters_new_rows_and_old_and_new_values(rina, directorate, tmp_path):
    line = furnish(directorate)
    export_workbook(directorate, 2023, tmp_path / "buku")
    for name, old, new in (("pok", "Baris DQ.6279,", "Baris lain,"), ("unit", "Direktorat Anak", "Direktorat Balita")):
        path = tmp_path / "buku" / f"{name}.csv"
        text = path.read_text(encoding="utf-8-sig")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")
    (tmp_path / "buku" / "pejabat.csv").write_text("unit,jabatan,nama\ndit-anak,Direktur,Dr. Baru\n")
    before = Change.objects.latest("pk").pk
    assert import_workbook(tmp_path / "buku", user=rina).is_written
    made = {entry.content_type.model: entry for entry in Change.objects.filter(pk__gt=before)}
    assert set(made) == {"budgetline", "unit", "official"}
    assert made["budgetline"].changes == {"name": ["Baris DQ.6279", "Baris lain"]}
    assert (made["budgetline"].unit, made["budgetline"].year) == (directorate, line.dipa.year)
    assert made["unit"].changes == {"name": ["Direktorat Anak", "Direktorat Balita"]}
    assert (made["official"].changes, made["official"].unit) == (None, directorate)
    assert {(entry.person, entry.note) for entry in made.values()} == {("rina", "Impor buku kerja")}


def test_an_import_that_changes_nothing_enters_nothing(directorate, tmp_path):
    furnish(directorate)
    export_workbook(directorate, 2023, tmp_path / "buku")
    before = Change.objects.count()
    assert import_workbook(tmp_path / "buku").is_written
    assert Change.objects.count() == before


def test_opening_a_year_is_entered(directorate):
    furnish(directorate)
    before = Change.objects.latest("pk").pk
    open_year(unit=directorate, year=2024)
    made = Change.objects.filter(pk__gt=before)
    assert {entry.note for entry in made} == {"Membuka tahun 2024 dari tahun 2023"}
    assert {(entry.unit_id, entry.year) for entry in made} == {(directorate.pk, 2024)}
    told = {entry.content_type.model for entry in made.select_related("content_type")}
    assert {"budgetline", "agreementline", "dipa", "performanceagreement", "report"} <= told


def test_the_menu_of_the_account_leads_there(client, siti, directorate):
    client.force_login(siti)
    assert 'href="/riwayat/"' in client.get("/").content.decode()


def test_a_superuser_reads_everything(client, changed):
    client.force_login(User.objects.create_superuser("akar"))
    assert "Kepala Sentra" in seen(client.get(PAGE))


def test_a_file_of_excel_has_times_that_can_be_sorted(client, rina, directorate):
    make.make_official(unit=directorate)
    client.force_login(rina)
    content = client.get(f"{PAGE}unduh/xlsx/?jenis=units.official").content
    assert isinstance(openpyxl.load_workbook(BytesIO(content)).active["A2"].value, datetime)


def test_a_file_of_excel_has_the_year_of_the_data_as_a_number(client, rina, directorate):
    make.make_period(unit=directorate, year=2023)
    client.force_login(rina)
    content = client.get(f"{PAGE}unduh/xlsx/?jenis=indicators.period").content
    assert openpyxl.load_workbook(BytesIO(content)).active["G2"].value == 2023


def test_an_entry_leads_to_the_page_of_its_row(client, rina, directorate):
    furnish(directorate)
    make.make_period(unit=directorate, year=2023)
    indicator = directorate.agreements.get().lines.get().indicator
    client.force_login(rina)
    text = client.get(f"{PAGE}?unit=dit-anak").content.decode()
    assert f'href="/unit/dit-anak/2023/triwulan/4/{indicator.pk}/"' in text
    assert 'href="/unit/dit-anak/2023/pk/0/"' in text
    assert 'href="/unit/dit-anak/2023/periode/"' in text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1 Anak triwulan 3 2026", "1.1 Anak Triwulan III 2026"),
        ("sampai 2026-11-30", "sampai 30 November 2026"),
        ("surat 2026-13-99", "surat 2026-13-99"),
    ],
)
def test_what_a_row_is_called_is_read_as_people_write_it(text, expected):
    assert as_called(text) == expected


def test_signing_does_not_repeat_the_frozen_wording_line_by_line(directorate):
    line = make.make_line(agreement=make.make_agreement(unit=directorate))
    before = Change.objects.count()
    line.objective_name, line.indicator_name = "Sasaran", "Indikator"
    line.save(update_fields=["objective_name", "indicator_name"])
    assert Change.objects.count() == before


def test_what_changes_every_day_stands_first():
    assert kinds()[0][0] == "indicators.realization"
