import pytest

from reports.reviu.found import blocking, information, most_severe_first, suspicion, warning

FIELDS = {"place": "bab3", "subject": "Indikator 1.1", "message": "Salah."}


def test_findings_come_the_most_severe_and_the_surest_first():
    found = [
        information("rincian-sebagian", **FIELDS),
        suspicion("n-melebihi-t", **FIELDS),
        warning("satuan-tercetak", **FIELDS),
        blocking("capaian-tercetak", **FIELDS),
    ]
    codes = [item.code for item in most_severe_first(found)]
    assert codes == ["capaian-tercetak", "satuan-tercetak", "n-melebihi-t", "rincian-sebagian"]


def test_one_figure_recorded_twice_is_one_finding():
    twice = [blocking("pagu-tercetak", printed="Rp 5", **FIELDS), blocking("pagu-tercetak", printed="Rp 5", **FIELDS)]
    assert len(most_severe_first(twice)) == 1


def test_a_code_outside_the_catalogue_is_refused():
    with pytest.raises(ValueError, match="'capaian-aneh' tidak ada dalam daftar"):
        warning("capaian-aneh", **FIELDS)


def test_a_finding_carries_the_name_of_its_rule_and_how_to_mend_it():
    item = warning("satuan-tercetak", **FIELDS)
    assert item.title == "Nilai tercetak sebagai persen"
    assert item.remedy.startswith("Hapus tanda persen")
