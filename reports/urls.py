"""The pages of LAKIN: the first page, and per unit and year the scorecard, the budget and the LKj."""

from django.urls import path, register_converter

from reports.views import (
    agreement,
    agreement_revision,
    appendix,
    budget,
    evidence,
    home,
    illustration,
    inbox,
    indicator,
    jobs,
    lifecycle,
    lkj,
    papers,
    pasting,
    period,
    planning,
    printed,
    public,
    quarter,
    quarter_file,
    realization,
    review,
    scorecard,
    trail,
    tree,
    verification,
    workbook,
    writing,
    writing_versions,
)


class YearConverter:
    """Four digits from 1900 on; anything else is no page."""

    regex = "(?:19|20)[0-9]{2}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


register_converter(YearConverter, "year")

app_name = "reports"
ROW = "unit/<slug:code>/<year:year>/triwulan/<int:quarter>/<int:indicator_id>"
DESK = "unit/<slug:code>/<year:year>/lkj/reviu"
TEXT = "unit/<slug:code>/<year:year>/lkj/tulis/<slug:section>"
SHEET = "unit/<slug:code>/<year:year>/triwulan/<int:quarter>/lembar"
urlpatterns = [
    path("", home.home, name="home"),
    path("cari-unit/", home.search_units, name="unit-search"),
    path("cari-indikator/", indicator.search_indicators, name="indicator-search"),
    path("unit/<slug:code>/", home.open_unit, name="unit-open"),
    path("unit/<slug:code>/<year:year>/", scorecard.show_scorecard, name="scorecard-show"),
    path("unit/<slug:code>/<year:year>/pk/", agreement.list_agreements, name="agreement-list"),
    path("unit/<slug:code>/<year:year>/pk/buat/", agreement.begin_agreement, name="agreement-draft"),
    path("unit/<slug:code>/<year:year>/pk/<int:version>/", agreement.show_agreement, name="agreement-show"),
    path("unit/<slug:code>/<year:year>/pk/<int:version>/target/", agreement.fill_targets, name="agreement-targets"),
    path(
        "unit/<slug:code>/<year:year>/pk/<int:version>/tanda-tangan/", agreement.sign_agreement, name="agreement-sign"
    ),
    path(
        "unit/<slug:code>/<year:year>/pk/<int:version>/ubah/",
        agreement_revision.revise_agreement,
        name="agreement-revise",
    ),
    path(
        "unit/<slug:code>/<year:year>/pk/<int:version>/perubahan/",
        agreement_revision.compare_agreement,
        name="agreement-compare",
    ),
    path(
        "unit/<slug:code>/<year:year>/pk/<int:version>/hapus/",
        agreement_revision.discard_agreement,
        name="agreement-discard",
    ),
    path(
        "unit/<slug:code>/<year:year>/pk/<int:version>/turunkan/",
        agreement_revision.derive_agreement,
        name="agreement-derive",
    ),
    path("unit/<slug:code>/<year:year>/anggaran/", budget.show_budget, name="budget-show"),
    path("unit/<slug:code>/<year:year>/anggaran/<int:line_id>/", budget.show_branch, name="branch-show"),
    path("unit/<slug:code>/<year:year>/pohon/", tree.show_tree, name="tree-show"),
    path("unit/<slug:code>/<year:year>/pohon/unduh/", tree.download_tree, name="tree-download"),
    path("unit/<slug:code>/<year:year>/indikator/<int:indicator_id>/", indicator.show_indicator, name="indicator-show"),
    path("pengisian/", quarter.show_reporting, name="reporting-home"),
    path("unit/<slug:code>/<year:year>/triwulan/", quarter.open_quarter, name="quarter-open"),
    path("unit/<slug:code>/<year:year>/triwulan/<int:quarter>/", quarter.show_quarter, name="quarter-show"),
    path("unit/<slug:code>/<year:year>/triwulan/<int:quarter>/ajukan/", quarter.submit_quarter, name="quarter-submit"),
    path(f"{SHEET}/", quarter_file.download_sheet, name="sheet-download"),
    path(f"{SHEET}/unggah/", quarter_file.upload_sheet, name="sheet-upload"),
    path(f"{SHEET}/<slug:token>/", quarter_file.confirm_sheet, name="sheet-confirm"),
    path(f"{ROW}/", realization.edit_realization, name="realization-edit"),
    path(f"{ROW}/hitung/", realization.compute_realization, name="realization-compute"),
    path(f"{ROW}/simpan/", realization.save_realization, name="realization-save"),
    path("unit/<slug:code>/<year:year>/dokumen/", papers.list_papers, name="paper-list"),
    path("unit/<slug:code>/<year:year>/dokumen/<slug:kind>/<slug:form>/", papers.download_paper, name="paper-download"),
    path("unit/<slug:code>/<year:year>/lkj/", lkj.show_report, name="report-show"),
    path("unit/<slug:code>/<year:year>/lkj/buat/", lkj.draft_report, name="report-draft"),
    path("unit/<slug:code>/<year:year>/lkj/baca/", lkj.read_report, name="report-read"),
    path("unit/<slug:code>/<year:year>/lkj/unduh/<slug:form>/", lkj.download_report, name="report-download"),
    path("unit/<slug:code>/<year:year>/lkj/berkas/", jobs.show_files, name="report-files"),
    path("unit/<slug:code>/<year:year>/lkj/berkas/<slug:form>/", jobs.ask_file, name="report-file-ask"),
    path("unit/<slug:code>/<year:year>/lkj/hasil/<int:pk>/", jobs.take_file, name="report-file-take"),
    path("unit/<slug:code>/<year:year>/lkj/lampiran/", appendix.list_appendices, name="appendix-list"),
    path("unit/<slug:code>/<year:year>/lkj/lampiran/<int:pk>/", appendix.show_appendix, name="appendix-show"),
    path("unit/<slug:code>/<year:year>/lkj/lampiran/<int:pk>/ubah/", appendix.change_appendix, name="appendix-change"),
    path("unit/<slug:code>/<year:year>/lkj/cetakan/", printed.show_printed, name="printed-show"),
    path("unit/<slug:code>/<year:year>/lkj/cetakan/hapus/", printed.drop_place, name="printed-drop"),
    path("unit/<slug:code>/<year:year>/lkj/tulis/", writing.show_writing, name="writing-show"),
    path("unit/<slug:code>/<year:year>/lkj/angka/", writing.list_figures, name="figure-list"),
    path("unit/<slug:code>/<year:year>/lkj/tempel/", pasting.paste, name="writing-paste"),
    path(f"{TEXT}/", writing.edit_narrative, name="writing-edit"),
    path(f"{TEXT}/hasil/", writing.preview_narrative, name="writing-preview"),
    path(f"{TEXT}/ketikan/", writing.keep_narrative, name="writing-keep"),
    path(f"{TEXT}/versi/", writing_versions.list_versions, name="writing-versions"),
    path(f"{TEXT}/gambar/", illustration.add_picture, name="illustration-add"),
    path("gambar-laporan/<int:pk>/", illustration.change_picture, name="illustration-change"),
    path("unit/<slug:code>/<year:year>/lkj/langkah/<slug:name>/", lifecycle.move_report, name="report-move"),
    path(
        "unit/<slug:code>/<year:year>/lkj/edisi/<int:number>/<slug:form>/",
        lifecycle.download_edition,
        name="edition-download",
    ),
    path(f"{DESK}/", review.show_review, name="review-show"),
    path(f"{DESK}/jawaban/", review.answer_review, name="review-answer"),
    path(f"{DESK}/catatan/", review.add_note, name="note-add"),
    path(f"{DESK}/catatan/<int:pk>/jawab/", review.answer_note, name="note-answer"),
    path(f"{DESK}/catatan/<int:pk>/selesai/", review.close_note, name="note-close"),
    path(f"{DESK}/temuan/", review.explain_finding, name="finding-explain"),
    path(f"{DESK}/naskah/", review.read_document, name="review-document"),
    path(f"{DESK}/pernyataan/<slug:form>/", review.download_statement, name="review-statement"),
    path("sah/<slug:code>/", public.show_public, name="public-show"),
    path("sah/<slug:code>/unduh/", public.download_public, name="public-download"),
    path("unit/<slug:code>/<year:year>/buku-kerja/", workbook.download_workbook, name="workbook-download"),
    path("rencana/", planning.choose_planning, name="planning-choose"),
    path("unit/<slug:code>/<year:year>/rencana/", planning.show_planning, name="planning-show"),
    path("unit/<slug:code>/<year:year>/rencana/buka/", planning.begin_year, name="year-open"),
    path(f"{ROW}/bukti/", evidence.attach_evidence, name="evidence-attach"),
    path("bukti/<int:pk>/", evidence.show_evidence, name="evidence-show"),
    path("bukti/<int:pk>/kecil/", evidence.show_thumbnail, name="evidence-thumbnail"),
    path("bukti/<int:pk>/hapus/", evidence.detach_evidence, name="evidence-detach"),
    path("unit/<slug:code>/<year:year>/periode/", period.list_periods, name="period-list"),
    path("unit/<slug:code>/<year:year>/periode/tanggal/", period.save_period, name="period-save"),
    path("unit/<slug:code>/<year:year>/periode/perpanjangan/", period.grant_extension, name="extension-grant"),
    path("kotak-masuk/", inbox.list_notices, name="notice-list"),
    path("kotak-masuk/dibaca/", inbox.read_notices, name="notice-read"),
    path("kotak-masuk/<int:pk>/", inbox.open_notice, name="notice-open"),
    path("verifikasi/", verification.list_waiting, name="verification-list"),
    path("verifikasi/<int:pk>/", verification.show_waiting, name="verification-show"),
    path("riwayat/", trail.list_trail, name="trail-list"),
    path("riwayat/unduh/<slug:form>/", trail.download_trail, name="trail-download"),
    path("buku-kerja/", workbook.upload_workbook, name="workbook-upload"),
    path("buku-kerja/<slug:token>/", workbook.confirm_workbook, name="workbook-confirm"),
]
