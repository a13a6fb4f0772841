"""The pages of LAKIN: the first page, and per unit and year the scorecard, the budget and the LKj."""

from django.urls import path, register_converter

from reports.views import budget, home, lkj, scorecard, workbook


class YearConverter:
    """Four digits from 1900 on; anything else is no page."""

    regex = "(?:19|20)[0-9]{2}"
    to_python = staticmethod(int)
    to_url = staticmethod(str)


register_converter(YearConverter, "year")

app_name = "reports"
urlpatterns = [
    path("", home.home, name="home"),
    path("cari-unit/", home.search_units, name="unit-search"),
    path("unit/<slug:code>/", home.open_unit, name="unit-open"),
    path("unit/<slug:code>/<year:year>/", scorecard.show_scorecard, name="scorecard-show"),
    path("unit/<slug:code>/<year:year>/anggaran/", budget.show_budget, name="budget-show"),
    path("unit/<slug:code>/<year:year>/anggaran/<int:line_id>/", budget.show_branch, name="branch-show"),
    path("unit/<slug:code>/<year:year>/lkj/", lkj.show_report, name="report-show"),
    path("unit/<slug:code>/<year:year>/lkj/baca/", lkj.read_report, name="report-read"),
    path("unit/<slug:code>/<year:year>/lkj/unduh/<slug:form>/", lkj.download_report, name="report-download"),
    path("unit/<slug:code>/<year:year>/buku-kerja/", workbook.download_workbook, name="workbook-download"),
    path("buku-kerja/", workbook.upload_workbook, name="workbook-upload"),
    path("buku-kerja/<slug:token>/", workbook.confirm_workbook, name="workbook-confirm"),
]
