import pytest

from indicators.models import Indicator
from reports.reviu import literals
from tests.factories import (
    make_budget_line,
    make_historical_value,
    make_indicator,
    make_line,
    make_narrative,
    make_realization,
    make_revision,
    make_staff_count,
    report_of,
)
from tests.reports.reviu.dossiers import found_by, promise

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    """Indicator 1.1 at 109,38%, 1.2 at 99,32% of a score, a budget of 551 billion, 45 people."""
    first = promise(target=80, n=35, t=40, calculation="ratio", name="Persentase anak yang pulih")
    make_historical_value(indicator=first, year_from=2022, value="83.25")
    second = make_indicator(name="Nilai akuntabilitas kinerja", measure="score", calculation="typed")
    make_line(indicator=second, target=80)
    make_realization(indicator=second, value="79.46")
    make_revision(amount=498_123_400_000)
    make_revision(amount=551_372_435_000)
    make_budget_line("DQ", ceiling=551_372_435_000, spent=545_128_901_337)
    make_staff_count(group="Seluruh pegawai", name="Pegawai", count=45, is_total=True)


def written(text, **where):
    make_narrative(report=report_of(), **({"section": "simpulan"} | where), text=text)
    return found_by(literals.typed_figures)


RIGHT = [
    "Capaian indikator 1.1 sebesar 109,38%.",
    "Capaian indikator 1.1 sebesar 109,4 persen.",
    "Indikator 1.1 menargetkan 80% dan terealisasi 87,5 persen, sehingga capaiannya 109,38%.",
    "Persentase anak yang pulih mencapai 87,50% dari target 80%.",
    "Realisasi indikator 1.1 naik dari 83,25% pada tahun 2022 menjadi 87,50%.",
    "Realisasi 83,25% tahun lalu meningkat 4,25 poin pada indikator 1.1.",
    "Nilai akuntabilitas kinerja sebesar 79,46 atau capaian 99,33%.",
    "Pagu anggaran Rp 551.372.435.000 terserap Rp545,13 miliar atau 98,87%.",
    "Anggaran semula Rp 498.123.400.000 menjadi Rp 551.372.435.000.",
    "Dari pagu Rp551,37 miliar, realisasi anggaran mencapai Rp 545.128.901.337.",
    "Perjanjian Kinerja memuat 2 indikator pada 1 sasaran.",
    "Sebanyak 1 indikator melampaui target.",
    "Direktorat didukung oleh 45 pegawai.",
    "Target nasional 90,15% tercapai di 34 provinsi.",
    "Capaian indikator 1.1 di atas 100%.",
    "Serapan di atas 95% dicapai setiap triwulan.",
    "Penyaluran berlangsung 12 bulan di 15 kabupaten.",
    "DIPA tahun 2022 sebesar Rp 412.000.000.000 lebih kecil.",
    "Program lain memakai anggaran Rp 12.500.000.000 dari pihak ketiga.",
    "Sekitar 110% dari rencana, capaian indikator 1.1 termasuk tinggi.",
    "Capaian {{ capaian 1.1 }} dari 100% yang diharapkan.",
]


@pytest.mark.parametrize("text", RIGHT)
def test_right_and_open_figures_are_not_accused(year, text):
    assert [item.message for item in written(text) if item.severity != "informasi"] == []


WRONG = [
    ("Capaian indikator 1.1 sebesar 190,38%.", "109,38%", "dua angka tertukar"),
    ("Capaian indikator 1.1 sebesar 109,83 persen.", "109,38%", "dua angka tertukar"),
    ("Indikator 1.1 mencapai target dengan capaian 119,38%.", "109,38%", "satu angka salah"),
    ("Capaian indikator 1.1 sebesar 109,37%.", "109,38%", "dipotong"),
    ("Capaian indikator 1.1 adalah 99,33%.", "109,38%", "sama dengan capaian indikator 1.2"),
    ("Realisasi Persentase anak yang pulih sebesar 78,50%.", "87,50%", "dua angka tertukar"),
    ("Target indikator 1.1 tahun 2023 sebesar 85%.", "80%", ""),
    ("Realisasi indikator 1.2 adalah 97,46.", "79,46", "dua angka tertukar"),
    ("Realisasi indikator 1.1 tahun 2022 sebesar 88,25%.", "83,25%", "satu angka salah"),
    ("Pagu DIPA awal sebesar Rp 489.123.400.000.", "Rp 498.123.400.000", "dua angka tertukar"),
    ("Pagu tahun 2023 sebesar Rp 515.372.435.000.", "Rp 551.372.435.000", "dua angka tertukar"),
    ("Pagu tahun 2023 sebesar Rp515,37 miliar.", "Rp 551,37 miliar", "dua angka tertukar"),
    ("Pagu tahun 2023 sebesar Rp5,51 miliar.", "Rp 551,37 miliar", "tanda desimal bergeser"),
    ("Realisasi anggaran mencapai Rp 545.128.901.373.", "Rp 545.128.901.337", "dua angka tertukar"),
    ("Sisa anggaran sebesar Rp 6.234.533.663.", "Rp 6.243.533.663", "dua angka tertukar"),
    ("Serapan anggaran mencapai 89,87%.", "98,87%", "dua angka tertukar"),
    ("Dana yang dikelola Rp 515.372.435.000 tersebar di daerah.", "Rp 551.372.435.000", "dua angka tertukar"),
    ("Rata-rata capaian sebesar 140,35%.", "104,35%", "dua angka tertukar"),
    ("Perjanjian Kinerja memuat 5 indikator.", "2", ""),
    ("Seluruhnya 3 sasaran diperjanjikan.", "1", ""),
    ("Direktorat didukung oleh 145 pegawai.", "45", ""),
    ("DIPA direvisi 7 kali sepanjang tahun.", "1", ""),
]


@pytest.mark.parametrize(("text", "right", "cause"), WRONG)
@pytest.mark.same_everywhere
def test_a_figure_that_is_not_what_it_is_called_is_found(year, text, right, cause):
    (found,) = [item for item in written(text) if item.severity != "informasi"]
    assert found.code == "angka-narasi-beda"
    assert found.expected.replace("\xa0", " ") == right
    assert found.cause.startswith(cause)


def test_a_known_slip_blocks_and_a_mere_difference_warns(year):
    (slip,) = written("Capaian indikator 1.1 sebesar 190,38%.")
    assert (slip.severity, slip.certainty) == ("menghalangi", "pasti")
    assert "Tertulis 190,38%, sedangkan capaian indikator 1.1 109,38%" in slip.message


def test_a_mere_difference_warns(year):
    (other,) = written("Target indikator 1.1 sebesar 85%.")
    assert (other.severity, other.certainty) == ("peringatan", "mungkin")


def test_under_an_indicator_its_own_figures_are_meant(year):
    indicator = Indicator.objects.get(name="Persentase anak yang pulih")
    (found,) = written("Capaian sebesar 190,38% patut disyukuri.", section="capaian-sasaran", indicator=indicator)
    assert (found.code, found.target.row) == ("angka-narasi-beda", "capaian-sasaran/1.1")


def test_an_n_or_t_one_slip_away_is_found_under_its_indicator(year):
    indicator = promise(n=4821, t=6310, calculation="ratio")
    (found,) = written("Dari 6.310 orang, 4.281 orang terlayani.", section="capaian-sasaran", indicator=indicator)
    assert found.subject.startswith("Pembilang (n) indikator")


def test_a_figure_without_a_source_is_only_told_once_for_each_text(year):
    (found,) = written("Layanan menjangkau 87.654 warga dengan biaya Rp 3.217.000 dan 15 petugas.")
    assert (found.code, found.severity) == ("angka-narasi-tanpa-sumber", "informasi")
    assert found.printed == "87.654; Rp 3.217.000"


def test_the_factors_beside_a_realization_are_read_too(year):
    indicator = promise(target=50, value=60)
    indicator.realizations.update(hindering_factors="Capaian sebesar 102,00% karena data terlambat.")
    (found,) = found_by(literals.typed_figures)
    assert found.place.endswith("triwulan 4, faktor penghambat")
    assert found.expected == "120,00%"
