"""Single tables of the admin as Excel sheets: Indonesian columns, rows found by what people know them by."""

import zipfile
from io import BytesIO

from django.core.exceptions import ObjectDoesNotExist, SuspiciousOperation, ValidationError
from django.db.models import DateField, DateTimeField, DecimalField, F, FileField, ForeignKey, Model, UniqueConstraint
from django.db.models.fields import BooleanField, IntegerField
from import_export import exceptions
from import_export.admin import ImportExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import XLSX
from import_export.resources import ModelResource, modelresource_factory
from import_export.tmp_storages import BaseStorage
from import_export.widgets import Widget

from lakin import parsing
from units import uploads
from units.admin_access import ADMINISTRATORS, EVERY_EDITOR, ScopedAdmin

SEPARATOR = " | "
LARGEST_SHEET = 100 * 1024 * 1024


def identity(model: type[Model]) -> tuple[str, ...]:
    """The fields by which a row of the model is known: a unique field, else its first unique constraint."""
    for field in model._meta.concrete_fields:
        if field.unique and not field.primary_key and field.editable:
            return (field.name,)
    rule = next(rule for rule in model._meta.constraints if isinstance(rule, UniqueConstraint))
    return rule.fields or tuple(column_of(expression) for expression in rule.expressions)


def column_of(expression) -> str:
    """The field of an expression in a constraint: itself, or what it falls back from when that is empty."""
    return expression.name if isinstance(expression, F) else column_of(expression.get_source_expressions()[0])


def key_lookups(model: type[Model]) -> tuple[str, ...]:
    """The same across foreign keys: ("objective__plan__unit__code", ..., "code") for an indicator."""
    found = []
    for name in identity(model):
        field = model._meta.get_field(name)
        below = key_lookups(field.remote_field.model) if field.is_relation else ("",)
        found += [f"{name}__{lookup}".removesuffix("__") for lookup in below]
    return tuple(found)


def key_of(row: Model) -> str:
    """What people know a row by, as one text: "dit-rsa | 2020 | 1 | 1.1"."""
    parts = []
    for lookup in key_lookups(type(row)):
        value = row
        for name in lookup.split("__"):
            value = getattr(value, name)
        parts.append(str(value))
    return SEPARATOR.join(parts)


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
        lookups = key_lookups(self.rows.model)
        parts = [part.strip() for part in text.split(SEPARATOR.strip())]
        name = self.rows.model._meta.verbose_name
        if len(parts) != len(lookups):
            raise ValueError(f"“{text}” harus terdiri dari {len(lookups)} bagian yang dipisah tanda |.")
        try:
            return self.rows.get(**dict(zip(lookups, parts, strict=True)))
        except (ObjectDoesNotExist, ValueError, ValidationError):
            raise ValueError(f"{name} “{text}” tidak ditemukan di unit Anda.") from None

    def render(self, value, obj=None, **kwargs):
        return key_of(value) if value else ""


class TableResource(ModelResource):
    """One table; a row that the admin's own page would refuse is refused here too."""

    def __init__(self, model_admin=None, request=None, **kwargs):
        super().__init__(**kwargs)
        self.model_admin, self.request = model_admin, request

    def get_queryset(self):
        rows = super().get_queryset()
        return self.model_admin.in_scope(rows, self.request, self.model_admin.editors) if self.model_admin else rows

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        super().validate_instance(instance, import_validation_errors, validate_unique)
        if reason := self.model_admin.refusal(self.request, instance):
            raise ValidationError(reason)

    def _check_import_id_fields(self, headers):
        names = [self.fields[name].column_name for name in self.get_import_id_fields()]
        if missing := [name for name in names if name not in (headers or ())]:
            raise exceptions.FieldError(f"Kolom wajib tidak ada di berkas: {', '.join(missing)}.")


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


class SafeSheet(XLSX):
    """An Excel sheet that carries no formula out and takes no compressed bomb in."""

    def export_data(self, dataset, **kwargs):
        return super().export_data(dataset, escape=True, **kwargs)

    def create_dataset(self, in_stream):
        with zipfile.ZipFile(BytesIO(in_stream)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_SHEET:
                raise ValueError("Berkas terlalu besar.")
        return super().create_dataset(in_stream)


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

    def has_import_permission(self, request):
        return self.has_add_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)

    def get_resource_kwargs(self, request, *args, **kwargs):
        return {"model_admin": self, "request": request}

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
