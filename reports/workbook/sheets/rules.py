"""Sheets about the rules of arithmetic: scales, their bands and ranks, and rule sets."""

from django.db.models import F

from indicators.models import PredicateRank, PredicateScale, RatingBand, RatingScale, RuleSet
from reports.workbook.columns import Column, Sheet

MARKS = {
    "above": "di_atas",
    "met": "tercapai",
    "near": "mendekati",
    "below": "di_bawah",
    "far_below": "jauh_di_bawah",
}

PREDICATE_SCALE = Sheet(
    name="skala_predikat",
    model=PredicateScale,
    about="Skala yang nilainya kata, misalnya opini BPK; indikator bersatuan predikat menunjuk salah satunya.",
    columns=(
        Column("kode", "code", "Kode skala: huruf kecil, angka, dan tanda hubung."),
        Column("nama", "name", "Nama skala.", width=40),
        Column("sumber", "source", "Peraturan atau dokumen asal skala.", width=40),
    ),
    key=("kode",),
    container=("kode",),
)

PREDICATE_RANK = Sheet(
    name="peringkat_predikat",
    model=PredicateRank,
    about="Kata-kata sebuah skala predikat dan peringkatnya.",
    columns=(
        Column("skala", "scale", "Kode skala predikat.", to="skala_predikat"),
        Column("predikat", "label", "Kata predikat, misalnya WTP."),
        Column("peringkat", "rank", "Makin besar makin baik."),
    ),
    key=("skala", "predikat"),
    container=("skala",),
    parking={"rank": {"rank": F("rank") + 10_000}},
)

RATING_SCALE = Sheet(
    name="skala_capaian",
    model=RatingScale,
    about="Skala kata untuk capaian, misalnya Sangat Baik.",
    columns=(
        Column("kode", "code", "Kode skala: huruf kecil, angka, dan tanda hubung."),
        Column("nama", "name", "Nama skala.", width=40),
        Column("tahun", "year", "Tahun peraturan asal skala."),
        Column("sumber", "source", "Peraturan atau dokumen asal skala.", width=40),
    ),
    key=("kode",),
    container=("kode",),
)

RATING_BAND = Sheet(
    name="rentang_capaian",
    model=RatingBand,
    about="Rentang sebuah skala capaian; rentang-rentang itu tidak boleh bercelah atau bertumpang tindih.",
    columns=(
        Column("skala", "scale", "Kode skala capaian.", to="skala_capaian"),
        Column("predikat", "label", "Kata predikat, misalnya Sangat Baik.", width=24),
        Column("batas_bawah", "lower", "Batas bawah (%); kosong berarti tanpa batas."),
        Column("batas_atas", "upper", "Batas atas (%); kosong berarti tanpa batas."),
        Column("termasuk_bawah", "is_lower_closed", "Ya bila nilai tepat di batas bawah termasuk."),
        Column("termasuk_atas", "is_upper_closed", "Ya bila nilai tepat di batas atas termasuk."),
        Column("tanda", "mark", "Tanda warna rentang.", words=MARKS),
    ),
    key=("skala", "predikat"),
    container=("skala",),
)

RULE_SET = Sheet(
    name="aturan",
    model=RuleSet,
    about="Cara menghitung capaian di satu instansi dan tahun; tanpa baris di sini berlaku aturan bawaan.",
    columns=(
        Column("instansi", "institution", "Kode unit tempat aturan berlaku, termasuk unit di bawahnya.", to="unit"),
        Column("tahun", "year", "Tahun berlaku."),
        Column("nama", "name", "Nama aturan.", width=40),
        Column("sumber", "source", "Peraturan atau keputusan asal aturan.", width=40),
        Column("status", "status", "Terverifikasi bila sumbernya sudah diperiksa."),
        Column(
            "rumus_makin_rendah",
            "minimize_formula",
            "selisih = (2T - R) / T x 100; kebalikan = T / R x 100.",
            words={"difference": "selisih", "inverse": "kebalikan"},
        ),
        Column(
            "rata_rata_keseluruhan",
            "overall_method",
            "sasaran = rata-rata dari rata-rata sasaran; indikator = rata-rata seluruh indikator.",
            words={"objectives": "sasaran", "indicators": "indikator"},
        ),
        Column("batas_atas", "cap", "Capaian tertinggi (%); kosong berarti tanpa batas."),
        Column("batas_bawah", "floor", "Capaian terendah (%); kosong berarti tanpa batas."),
        Column("skala_capaian", "rating_scale", "Kode skala capaian; kosong berarti skala bawaan.", to="skala_capaian"),
    ),
    key=("instansi", "tahun"),
    container=("instansi", "tahun"),
)

SHEETS = (PREDICATE_SCALE, PREDICATE_RANK, RATING_SCALE, RATING_BAND, RULE_SET)
