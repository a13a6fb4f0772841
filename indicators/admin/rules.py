"""The rules of arithmetic and the scales of words in the admin."""

from django.contrib import admin

from indicators import models
from units.admin_access import ADMINISTRATORS, EVERY_EDITOR, ScopedInline
from units.admin_site import site
from units.tables import SharedTable, TableAdmin


@admin.register(models.RuleSet, site=site)
class RuleSetAdmin(TableAdmin):
    unit_lookup = "institution"
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS
    list_display = ["name", "institution", "year", "status", "minimize_formula", "overall_method", "cap"]
    year_lookups = ("year",)
    list_filter = ["status"]
    list_select_related = ["institution"]
    search_fields = ["name", "institution__name"]
    autocomplete_fields = ["institution", "rating_scale"]


class RatingBandInline(ScopedInline):
    model = models.RatingBand
    unit_lookup = ""
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS


@admin.register(models.RatingScale, site=site)
class RatingScaleAdmin(SharedTable):
    list_display = ["name", "code", "year", "source"]
    search_fields = ["name", "code"]
    inlines = [RatingBandInline]


@admin.register(models.RatingBand, site=site)
class RatingBandAdmin(SharedTable):
    list_display = ["label", "scale", "lower", "upper", "mark"]
    list_filter = ["scale", "mark"]
    list_select_related = ["scale"]
    search_fields = ["label", "scale__name"]


class PredicateRankInline(ScopedInline):
    model = models.PredicateRank
    unit_lookup = ""
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS


@admin.register(models.PredicateScale, site=site)
class PredicateScaleAdmin(SharedTable):
    list_display = ["name", "code", "source"]
    search_fields = ["name", "code"]
    inlines = [PredicateRankInline]


@admin.register(models.PredicateRank, site=site)
class PredicateRankAdmin(SharedTable):
    list_display = ["label", "scale", "rank"]
    list_filter = ["scale"]
    list_select_related = ["scale"]
    search_fields = ["label", "scale__name"]
