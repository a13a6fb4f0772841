"""Single tables of the admin as Excel sheets: Indonesian columns, rows found by what people know them by."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation, ValidationError
from django.db.models import DateField, DateTimeField, DecimalField, FileField, ForeignKey
from django.db.models.fields import BooleanField, IntegerField
from django.http import HttpResponseRedirect
from django.urls import reverse
from import_export import exceptions
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.resources import Diff, ModelResource, modelresource_factory
from import_export.results import RowResult
from import_export.tmp_storages import BaseStorage
from import_export.widgets import Widget

from lakin import parsing
from lakin.formatting import date_long, editable, number
from units import uploads
from units.admin_access import ADMINISTRATORS, EVERY_EDITOR, ScopedAdmin
from units.admin_links import name_of
from units.table_keys import identity, key_lookups, key_of, row_at
from units.table_sheet import UNREADABLE, SafeSheet, SheetError

MOST_ROWS_OUT = 20_000
LOCKED = "Kolom ini tidak diubah lewat Excel: isinya ditulis oleh alur kerja. Biarkan seperti semula atau kosongkan."


class CellWidget(Widget):
    """One cell read by lakin.parsing; written as the value itself, so that Excel keeps numbers and dates."""

    def __init__(self, read):
        super().__init__()
        self.read = read

    def clean(self, value, row=None, **kwargs):
        return self.read(value)

    def render(self, value, obj=None, **kwargs):
        return value


class ChoiceWidget(Widget):
    """A choice by the word people see."""

    def __init__(self, choices):
        super().__init__()
        self.codes = {str(label): code for code, label in choices}
        self.labels = {code: label for label, code in self.codes.items()}

    def clean(self, value, row=None, **kwargs):
        return parsing.parse_choice(value, self.codes) or ""

    def render(self, value, obj=None, **kwargs):
        return self.labels.get(value, value)


class KeyWidget(Widget):
    """A foreign key by what people know the row by, looked up among the rows the user may use."""

    def __init__(self, rows):
        super().__init__()
        self.rows, self.found = rows, {}

    def clean(self, value, row=None, **kwargs):
        text = str(value or "").strip()
        if text and text not in self.found:
            self.found[text] = self.look_up(text)
        return self.found.get(text)

    def look_up(self, text):
        try:
            return row_at(text, self.rows)
        except ObjectDoesNotExist:
            name = self.rows.model._meta.verbose_name
            raise ValueError(f"{name} “{text}” tidak ditemukan di unit Anda.") from None

    def render(self, value, obj=None, **kwargs):
        return key_of(value) if value else ""


class Cell(NamedTuple):
    """One cell of the preview: what it holds now and what it would hold, in words."""

    before: str
    after: str

    @property
    def is_changed(self):
        return self.before != self.after


class CellDiff(Diff):
    """The cells of a row before and after, for the template to show."""

    def as_html(self):
        return [
            Cell("" if self.new else in_words(old), in_words(new))
            for old, new in zip(self.left, self.right, strict=True)
        ]


class TableResource(ModelResource):
    """One table; a row that the admin's own page would refuse is refused here too."""

    def __init__(self, model_admin=None, request=None, **kwargs):
        super().__init__(**kwargs)
        self.model_admin, self.request = model_admin, request

    def get_queryset(self):
        rows = super().get_queryset()
        return self.model_admin.in_scope(rows, self.request, self.model_admin.editors) if self.model_admin else rows

    def get_diff_class(self):
        return CellDiff

    def before_import_row(self, row, **kwargs):
        """A key that cannot be read is an error of its column."""
        for name in self.get_import_id_fields():
            field = self.fields[name]
            try:
                field.clean(row)
            except ValueError as error:
                raise ValidationError({field.column_name: str(error)}) from error

    def import_row(self, row, instance_loader, **kwargs):
        if all(value is None for value in row.values()):
            result = self.get_row_result_class()()
            result.import_type, result.diff = RowResult.IMPORT_TYPE_SKIP, []
            return result
        return super().import_row(row, instance_loader, **kwargs)

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        """Writes the cell; a column that only the workflow writes may hold nothing new."""
        if not field.readonly:
            return super().import_field(field, instance, row, is_m2m, **kwargs)
        given = row.get(field.column_name)
        if given is not None and in_words(given).casefold() != in_words(field.export(instance)).casefold():
            raise ValueError(LOCKED)
        return None

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """An error names the column as the sheet does."""
        try:
            super().validate_instance(instance, import_validation_errors, validate_unique)
        except ValidationError as error:
            names = {field.attribute: field.column_name for field in self.fields.values()}
            raise ValidationError({names.get(name, name): found for name, found in error.error_dict.items()}) from error
        if reason := self.model_admin.refusal(self.request, instance):
            raise ValidationError(reason)

    def do_instance_save(self, instance, is_create):
        self.model_admin.keep(self.request, instance)

    def _check_import_id_fields(self, headers):
        names = [self.fields[name].column_name for name in self.get_import_id_fields()]
        if missing := [name for name in names if name not in (headers or ())]:
            raise exceptions.FieldError(f"Kolom wajib tidak ada di berkas: {', '.join(missing)}.")
        known = {field.column_name for field in self.fields.values()}
        if unknown := [name for name in headers if name and name not in known]:
            raise exceptions.FieldError(f"Kolom tidak dikenal: {', '.join(unknown)}. Pakai judul dari berkas unduhan.")


def in_words(value) -> str:
    """A cell as a person reads it; nothing for an empty one."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, date):
        return date_long(value)
    if isinstance(value, int | Decimal):
        return editable(value)
    return as_text(value)


def widget_for(field, scope) -> Widget:
    """How a cell of the field is read and written."""
    if isinstance(field, ForeignKey):
        return KeyWidget(scope(field))
    if field.choices:
        return ChoiceWidget(field.choices)
    readers = (
        (BooleanField, parsing.parse_boolean),
        (IntegerField, parsing.parse_integer),
        (DecimalField, parsing.parse_decimal),
        (DateTimeField, lambda value: value),
        (DateField, parsing.parse_date),
    )
    return CellWidget(next((read for kind, read in readers if isinstance(field, kind)), as_text))


def as_text(value) -> str:
    """The text of a cell; a whole number that Excel keeps as 5.0 reads as 5."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


class PrivateStorage(BaseStorage):
    """The sheet between preview and confirmation, in the private folder of uploads."""

    def save(self, data):
        self.name = uploads.store(data)

    def read(self):
        path = uploads.stored(self.name)
        if not path.is_file():
            raise SuspiciousOperation("Berkas ini sudah disimpan atau sudah dibuang.")
        return path.read_bytes()

    def remove(self):
        uploads.stored(self.name).unlink(missing_ok=True)


class TableAdmin(ImportExportMixin, ScopedAdmin):
    """A table that planners may also fill from Excel."""

    export_formats = import_formats = [SafeSheet]
    skip_export_form = True
    tmp_storage_class = PrivateStorage
    # Fields that only a verb of the workflow writes.
    locked_fields = ()

    def keep(self, request, obj):
        """Stores a row, whether it came from the page or from a sheet."""
        obj.save()

    def save_model(self, request, obj, form, change):
        self.keep(request, obj)

    def has_import_permission(self, request):
        return self.has_add_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {"model_admin": self, "request": request}

    def add_data_read_fail_error_to_form(self, form, error):
        form.add_error("import_file", str(error) if isinstance(error, SheetError) else UNREADABLE)

    def export_action(self, request):
        """The rows the list shows, as one sheet, as long as they are few enough to work with."""
        if self.has_export_permission(request):
            count = self.get_export_queryset(request).order_by().count()
            if count > MOST_ROWS_OUT:
                found, most = number(count, 0), number(MOST_ROWS_OUT, 0)
                messages.error(
                    request,
                    f"Ada {found} baris, sedangkan satu berkas memuat paling banyak {most}. Saring dahulu menurut "
                    "unit atau tahun, lalu unduh lagi.",
                )
                address = reverse(name_of(self.model, "changelist"))
                return HttpResponseRedirect(f"{address}?{request.GET.urlencode()}")
        return super().export_action(request)

    def get_import_data_kwargs(self, **kwargs):
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def get_export_queryset(self, request):
        paths = {lookup.rpartition("__")[0] for field in self.sheet_fields() for lookup in self.lookups_of(field)}
        return super().get_export_queryset(request).select_related(*filter(None, paths))

    def get_export_filename(self, request, queryset, file_format):
        return f"{self.opts.verbose_name_plural.lower().replace(' ', '-').replace('/', '-')}.xlsx"

    def sheet_fields(self):
        return [
            field
            for field in self.opts.concrete_fields
            if field.editable and not field.primary_key and not isinstance(field, FileField)
        ]

    @staticmethod
    def lookups_of(field):
        if not isinstance(field, ForeignKey):
            return ()
        return [f"{field.name}__{lookup}" for lookup in key_lookups(field.remote_field.model)]

    def get_resource_classes(self, request):
        def scope(field):
            return self.formfield_for_dbfield(field, request).queryset

        fields = {
            field.name: Field(
                field.name,
                str(field.verbose_name),
                widget_for(field, scope),
                field.default,
                readonly=field.name in self.locked_fields,
            )
            for field in self.sheet_fields()
        }
        options = {
            "fields": tuple(fields),
            "import_id_fields": identity(self.model),
            "clean_model_instances": True,
            "skip_unchanged": True,
            "use_transactions": True,
        }
        return [modelresource_factory(self.model, TableResource, meta_options=options, custom_fields=fields)]


class SharedTable(TableAdmin):
    """Rules and outlines that every unit shares: seen by every planner, kept by administrators at the root."""

    unit_lookup = ""
    viewers, editors = EVERY_EDITOR, ADMINISTRATORS
