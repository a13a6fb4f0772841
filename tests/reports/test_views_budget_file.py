"""A budget file travels in steps: its columns are explained once, it is looked at, stored once, and taken back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from budget.files.lines import Reading
from budget.importing import writing
from budget.importing.comparing import compare
from budget.importing.plan import Choice
from budget.importing.proposing import NO_MONTH
from budget.models import BudgetImport, BudgetLine, Ceiling, FileLayout, Spending
from budget.starting import start_dipa
from budget.statement import Money, statement
from reports.forms import budget_file
from tests import factories as make
from tests.budget.files import samples
from tests.pages import seen

pytestmark = pytest.mark.django_db
FILES = "/unit/dit-anak/2023/anggaran/berkas/"
UPLOAD = f"{FILES}unggah/"
QUERIES = 9
LEAF = "DQ.6279.QAA.101.051.0A.521211"
TREE = samples.rows_of(
    "DQ Program 100 40",
    "DQ.6279 Kegiatan 100 40",
    "DQ.6279.QAA KRO 100 40",
    "DQ.6279.QAA.101 RO 100 40",
    "DQ.6279.QAA.101.051 Komponen 100 40",
    "DQ.6279.QAA.101.051.0A Subkomponen 100 40",
    f"{LEAF} Belanja Bahan 100 40",
)


@pytest.fixture
def revision(directorate):
    satker = make.make_satker(unit=directorate)
    return make.make_revision(dipa=make.make_dipa(unit=directorate, satker=satker), amount=100)


@pytest.fixture
def planner(client, rina, revision):
    client.force_login(rina)
    return client


@pytest.fixture
def report():
    return samples.xlsx(samples.report(TREE, month=6))


def send(client, content, name="Laporan.xlsx"):
    return client.post(UPLOAD, {"file": SimpleUploadedFile(name, content)})


def explained(client, content, name="Laporan.xlsx"):
    """The address of the preview, after saying that the columns are what LAKIN took them for."""
    response = send(client, content, name)
    if response.url.endswith("/kolom/"):
        form = client.get(response.url).context["form"]
        response = client.post(response.url, {field.name: field.initial for field in form})
    return response.url


def choices(response):
    """What the page would post: every hidden field with its value."""
    return dict(response.context["form"].hidden()) | {"sidik": response.context["plan"].fingerprint}


def test_the_columns_of_a_new_layout_are_shown_with_their_contents(planner, report):
    words = seen(planner.get(send(planner, report).url))
    assert "Apa isi setiap kolom?" in words
    assert "JUMLAH SELURUHNYA" in words
    assert 'value="kode_uraian" selected' in planner.get(send(planner, report).url).content.decode()


def test_the_same_layout_is_not_asked_about_twice(planner, report):
    explained(planner, report)
    later = samples.xlsx(samples.report(TREE, month=7, year=2023))
    assert not send(planner, later).url.endswith("/kolom/")


def test_a_choice_of_columns_without_figures_is_explained(planner, report):
    address = send(planner, report).url
    form = planner.get(address).context["form"]
    words = seen(planner.post(address, {field.name: "abaikan" for field in form}))
    assert "Pilih kolom kodenya" in words
    assert "Pilih paling sedikit satu kolom angka" in words
    assert not FileLayout.objects.exists()


def test_what_the_file_says_is_preselected_and_nothing_is_written(planner, revision, report):
    response = planner.get(explained(planner, report))
    assert response.context["form"].hidden()[0] == ("target", f"revisi-{revision.pk}")
    assert response.context["plan"].choice.month == 6
    assert "7 baris baru" in seen(response)
    assert not BudgetLine.objects.exists()


def test_a_file_is_stored_once_and_taken_back(planner, report):
    address = explained(planner, report)
    posted = choices(planner.get(address))
    words = seen(planner.post(address, posted, follow=True))
    assert "7 baris baru, 0 uraian, 7 pagu, dan 7 realisasi berubah" in words
    assert planner.post(address, posted).status_code == 404
    made = BudgetImport.objects.get()
    assert (made.made_by.username, made.revision.order, made.month) == ("rina", 1, 6)
    undo = f"{FILES}impor/{made.pk}/batalkan/"
    assert "dikembalikan persis" in seen(planner.get(undo))
    assert "dibatalkan; semua angkanya kembali" in seen(planner.post(undo, follow=True))
    assert [model.objects.count() for model in (BudgetLine, Ceiling, Spending)] == [0, 0, 0]


def test_an_import_that_was_built_upon_says_why_it_stays(planner, report):
    address = explained(planner, report)
    planner.post(address, choices(planner.get(address)))
    Ceiling.objects.filter(line__path=LEAF).update(amount=7)
    undo = f"{FILES}impor/{BudgetImport.objects.get().pk}/batalkan/"
    assert f"pagu sudah berubah sejak itu pada 1 baris ({LEAF})" in seen(planner.get(undo))
    assert "tidak dapat dibatalkan lagi" in seen(planner.post(undo))
    assert BudgetLine.objects.count() == 7


def test_a_new_revision_comes_with_the_file(planner, revision, report):
    address = explained(planner, report)
    chosen = {"target": f"baru-{revision.dipa_id}", "kind": "dja", "number": "1", "date": "1/7/2023", "month": "6"}
    response = planner.get(address, chosen | {"missing": "biarkan"})
    planner.post(address, choices(response))
    made = BudgetImport.objects.get().revision
    assert (made.order, made.number, made.amount, str(made.date)) == (2, 1, 100, "2023-07-01")


@pytest.fixture
def proposed(planner, revision, report):
    """The answer to storing the file as a proposal over a DIPA that knows another akun of 60 and its spending."""
    make.make_budget_line(f"{LEAF[:-6]}521213", dipa=revision.dipa, ceiling=60, spent=10)
    address = explained(planner, report)
    chosen = {"target": f"usulan-{revision.dipa_id}", "kind": "pok", "missing": "nol", "note": "Surat 12"}
    return planner.post(address, choices(planner.get(address, chosen)), follow=True)


def test_a_file_becomes_a_proposal_that_changes_nothing_in_force(planner, directorate, proposed):
    assert "Usulan revisi tersimpan dari Laporan.xlsx: 1 baris baru dan 8 pagu" in seen(proposed)
    assert proposed.request["PATH_INFO"].startswith("/unit/dit-anak/2023/anggaran/usulan/")
    made = BudgetImport.objects.get()
    assert (made.revision.state, made.revision.note, made.month, made.spendings) == ("usulan", "Surat 12", None, 0)
    assert (made.revision.amount, made.renamed_lines) == (100, 0)
    assert statement(directorate, 2023).total == Money(60, 10)
    assert f"usulan/{made.revision_id}/" in planner.get(FILES).content.decode()
    assert "menunggu keputusan" in seen(planner.get("/unit/dit-anak/2023/anggaran/"))


def test_a_proposal_of_a_file_is_accepted_and_then_stays(planner, directorate, proposed):
    made = BudgetImport.objects.get()
    said = {"number": "1", "on": "1/7/2023", "reason": "Disetujui"}
    planner.post(f"/unit/dit-anak/2023/anggaran/usulan/{made.revision_id}/tetapkan/", said)
    assert statement(directorate, 2023).total.ceiling == 100
    assert "sudah diubah atau diputus" in seen(planner.get(f"{FILES}impor/{made.pk}/batalkan/"))


def test_a_proposal_that_is_refused_says_so_at_the_head_of_its_long_page(planner, proposed):
    address = f"/unit/dit-anak/2023/anggaran/usulan/{BudgetImport.objects.get().revision_id}/"
    refused = planner.post(f"{address}tetapkan/", {"number": "", "on": ""})
    assert (refused.status_code, "Usulan belum ditetapkan." in seen(refused)) == (422, True)
    assert "Usulan belum dibatalkan." in seen(planner.post(f"{address}batalkan/", {"reason": ""}))
    assert "Usulan belum" not in seen(planner.get(address))


def test_a_proposal_of_a_file_is_taken_back(planner, revision, proposed):
    planner.post(f"{FILES}impor/{BudgetImport.objects.get().pk}/batalkan/")
    assert list(revision.dipa.revisions.all()) == [revision]
    assert not BudgetLine.objects.filter(path=LEAF).exists()


def test_the_preview_of_a_proposal_says_what_it_leaves_out(planner, revision, report):
    make.make_budget_line(LEAF, dipa=revision.dipa, ceiling=60)
    chosen = {"target": f"usulan-{revision.dipa_id}", "kind": "pok", "missing": "biarkan", "month": "6"}
    words = seen(planner.get(explained(planner, report), chosen))
    assert "Realisasi di berkas ini tidak ikut" in words
    assert "usulan tidak mengubah uraian" in words
    assert "Simpan sebagai usulan" in words


def test_spending_is_refused_for_a_proposal():
    revision = make.make_revision(kind="pok", number=None, order=3, state="usulan")
    choice = Choice(revision, 6)
    assert compare(revision.dipa, Reading(), choice).blocking[0].message == NO_MONTH


def test_a_new_revision_says_its_kind(planner, revision, report):
    chosen = {"target": f"baru-{revision.dipa_id}", "number": "1", "month": "6", "missing": "biarkan"}
    assert "Pilih jenis revisinya." in seen(planner.get(explained(planner, report), chosen))


def test_a_new_revision_needs_a_number(planner, revision, report):
    chosen = {"target": f"baru-{revision.dipa_id}", "kind": "dja", "month": "6", "missing": "biarkan"}
    assert "Nomor revisi wajib diisi" in seen(planner.get(explained(planner, report), chosen))


def test_a_month_that_the_file_does_not_say_is_asked(planner, revision):
    address = explained(planner, samples.xlsx(samples.flat(TREE)))
    response = planner.get(address)
    assert "Isi yang tidak disebut berkas ini" in seen(response)
    assert response.context["plan"] is None
    asked = "Pilih sampai bulan apa realisasi di berkas ini."
    assert asked not in seen(response)
    assert asked in seen(planner.get(address, {"target": f"revisi-{revision.pk}", "missing": "biarkan"}))


def test_the_first_revision_of_a_dipa_is_asked_in_open_fields(client, rina, directorate):
    make.make_dipa(unit=directorate, year=2023)
    client.force_login(rina)
    asked = client.get(explained(client, samples.xlsx(samples.flat(TREE))))
    assert '<details class="budget-new" open>' in asked.content.decode()


def test_data_that_changed_meanwhile_is_shown_anew(planner, revision, report):
    address = explained(planner, report)
    posted = choices(planner.get(address))
    make.make_budget_line("DQ", dipa=revision.dipa)
    assert writing.CHANGED in seen(planner.post(address, posted))
    assert not BudgetImport.objects.exists()


@pytest.mark.parametrize(
    ("made", "message"),
    [
        (samples.report(TREE, month=6, satker="654321"), "milik satker 654321"),
        (samples.report(TREE, month=6, year=2022), "untuk tahun 2022"),
    ],
)
def test_a_file_of_another_satker_or_year_is_not_stored(planner, made, message):
    address = explained(planner, samples.xlsx(made))
    response = planner.get(address)
    assert message in seen(response)
    assert "Simpan semua perubahan" not in seen(response)
    assert "1 hal menghalangi" in seen(planner.post(address, choices(response)))
    assert not BudgetLine.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("pok.exe", b"MZ", "Berkasnya harus .xlsx, .xls, atau .csv"),
        ("pok.xlsm", b"PK", "Berkas memuat makro"),
        ("pok.xlsx", b"", "Berkas ini kosong"),
        ("pok.xlsx", b"PK\x03\x04rusak", "Berkas rusak"),
        ("pok.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Berkas .xls ini rusak"),
        ("pok.xls", b"<html><table><tr><td>KODE</td></tr></table></html>", "halaman web (HTML)"),
        ("pok.csv", b"%PDF-1.7", "Berkas ini PDF"),
        ("pok.csv", b"\0\1\2\3", "Jenis berkas tidak dikenali"),
        ("pok.csv", b"halo\n", "Tidak ada lembar dengan judul kolom"),
        ("pok.csv", b'KODE;URAIAN;PAGU\n"DQ;Program;1\n', "Tanda kutip"),
    ],
)
def test_a_file_that_cannot_be_read_is_explained(planner, name, content, message):
    assert message in seen(send(planner, content, name))


def test_a_file_beyond_the_limit_is_refused(planner, monkeypatch, report):
    monkeypatch.setattr(budget_file, "MAX_FILE", 5)
    assert "Berkas terlalu besar" in seen(send(planner, report))


def test_a_formula_is_named_at_its_place(planner):
    rows = [*samples.flat(TREE)]
    rows[-1][10] = "=1+1"
    response = planner.get(explained(planner, samples.xlsx(rows)), {"target": "", "month": "6"})
    assert "Sel berisi rumus" in seen(response)
    assert (response.context["reading"].found[0].row, response.context["reading"].found[0].column) == (8, "K")


def test_a_file_belongs_to_the_session_and_the_unit_that_sent_it(planner, rina, sentra, report):
    address = explained(planner, report)
    other = Client()
    other.force_login(rina)
    assert other.get(address).status_code == 404
    assert planner.get(address.replace("dit-anak", "sentra-timur")).status_code == 404
    assert planner.get(address.replace("2023", "2024")).status_code == 404


def test_a_layout_is_changed_and_forgotten(planner, report):
    explained(planner, report)
    layout = FileLayout.objects.get()
    address = f"{FILES}susunan/{layout.pk}/"
    response = planner.get(address)
    assert "Realisasi TA 2023 / s.d. Periode Tidak dipakai" in seen(response)
    form = response.context["form"]
    roles = {field.name: field.initial for field in form} | {"kolom_5": "abaikan"}
    assert "Susunan kolom disimpan" in seen(planner.post(address, roles, follow=True))
    layout.refresh_from_db()
    assert layout.columns[5] == ["Realisasi TA 2023 / s.d. Periode", "abaikan"]
    assert "dilupakan" in seen(planner.post(address, {"lupakan": "ya"}, follow=True))
    assert send(planner, report).url.endswith("/kolom/")


def test_the_history_is_read_in_as_many_queries_for_many_imports(planner, revision, django_assert_num_queries):
    make.make_budget_import(dipa=revision.dipa, revision=revision, month=6)
    with django_assert_num_queries(QUERIES):
        assert "pok.xlsx" in seen(planner.get(FILES))
    for _ in range(4):
        make.make_budget_import(dipa=revision.dipa, revision=revision)
    with django_assert_num_queries(QUERIES):
        planner.get(FILES)


def test_a_unit_without_a_dipa_is_told_what_to_do(client, rina, directorate, report):
    client.force_login(rina)
    assert "Belum ada DIPA 2023" in seen(send(client, report))
    assert not BudgetImport.objects.exists()


def test_a_dipa_is_begun_where_its_file_is_uploaded(client, rina, directorate, report):
    client.force_login(rina)
    words = seen(client.post(f"{FILES}dipa/", {"number": "DIPA-1", "satker_code": "123456"}))
    assert "Satker 123456 belum dikenal LAKIN; isi juga namanya." in words
    given = {"number": "DIPA-1", "satker_code": "123456", "satker_name": "Direktorat"}
    assert "Sekarang unggah berkas POK-nya." in seen(client.post(f"{FILES}dipa/", given, follow=True))
    dipa = directorate.dipas.get()
    assert (dipa.year, dipa.number, str(dipa.satker)) == (2023, "DIPA-1", "123456 Direktorat")
    assert "sudah punya DIPA tahun 2023" in seen(client.post(f"{FILES}dipa/", given))
    address = explained(client, report)
    posted = choices(client.get(address))
    assert (posted["target"], posted["kind"], posted["number"]) == (f"baru-{dipa.pk}", "awal", "0")
    client.post(address, posted)
    assert str(dipa.revisions.get()) == "DIPA awal"


def test_a_dipa_is_begun_without_a_satker_or_with_a_known_one(directorate, sentra):
    known = make.make_satker(unit=sentra)
    assert start_dipa(unit=directorate, year=2024).satker is None
    assert start_dipa(unit=directorate, year=2025, satker_code=known.code).satker == known
