"""Which unit and year a list of the admin shows: typed, not chosen from a list of thousands."""

from django.contrib.admin import ListFilter
from django.db.models import Q

from units.models import Unit

UNIT, YEAR = "unit", "tahun"
SUGGESTIONS = 40


class ScopeFilter(ListFilter):
    """A unit by its code or a part of its name, and a year; both stand in the address of the page."""

    title = "unit dan tahun"
    template = "admin/scope_filter.html"

    def __init__(self, request, params, model, model_admin):
        super().__init__(request, params, model, model_admin)
        self.request, self.model_admin = request, model_admin
        for name in self.expected_parameters():
            if name in params:
                self.used_parameters[name] = str(params.pop(name)[-1]).strip()

    @property
    def words(self) -> str:
        return self.used_parameters.get(UNIT, "")

    @property
    def year(self) -> str:
        return self.used_parameters.get(YEAR, "")

    def has_output(self):
        return True

    def expected_parameters(self):
        return [UNIT, YEAR]

    def choices(self, changelist):
        """One: what the template shows: the typed values, units to suggest, and what else the page was narrowed by."""
        names = {UNIT, YEAR, "p", "e"}
        kept = [(name, value) for name, value in self.request.GET.items() if name not in names]
        yield {
            "words": self.words,
            "year": self.year,
            "has_unit": bool(self.model_admin.unit_lookup),
            "has_year": bool(self.model_admin.year_lookups),
            "units": self.suggestions(),
            "kept": kept,
            "clear": changelist.get_query_string(remove=list(self.expected_parameters())),
        }

    def suggestions(self):
        """The first units of the user; with more than that, a part of the name is typed."""
        if not self.model_admin.unit_lookup:
            return ()
        related = self.model_admin.admin_site._registry[Unit]
        return related.get_queryset(self.request).only("code", "name", "short_name")[:SUGGESTIONS]

    def queryset(self, request, queryset):
        return queryset.filter(self.of_unit(), self.of_year())

    def of_unit(self) -> Q:
        lookup = self.model_admin.unit_lookup
        if not self.words or not lookup:
            return Q()
        exact = Unit.objects.filter(code=self.words)
        units = exact if exact.exists() else Unit.objects.filter(named(self.words))
        return Q(**{"pk__in" if lookup == "self" else f"{lookup}__in": units.values("pk")})

    def of_year(self) -> Q:
        """The year itself, or between the first and the last year of a period."""
        lookups = self.model_admin.year_lookups
        if not self.year or not lookups:
            return Q()
        if not (self.year.isascii() and self.year.isdigit() and len(self.year) == 4):
            return Q(pk__in=[])
        first, last = lookups[0], lookups[-1]
        if first == last:
            return Q(**{first: int(self.year)})
        started = Q(**{f"{first}__lte": int(self.year)}) | Q(**{f"{first}__isnull": True})
        return started & (Q(**{f"{last}__gte": int(self.year)}) | Q(**{f"{last}__isnull": True}))


def named(words: str) -> Q:
    """Units whose name, short name, city or code holds the words."""
    return (
        Q(name__icontains=words)
        | Q(short_name__icontains=words)
        | Q(city__icontains=words)
        | Q(code__icontains=words.lower())
    )
