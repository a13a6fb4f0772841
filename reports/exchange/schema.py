"""The OpenAPI document, made from the same columns that write the answers, so that both cannot differ."""

from django.conf import settings

from reports.exchange.columns import schema_of
from reports.exchange.datasets import DATASETS
from reports.exchange.datasets import VERSION as DATA_VERSION
from reports.exchange.problems import CONTENT_TYPE, TITLES
from reports.exchange.resource import Resource
from reports.exchange.resources import RESOURCES
from reports.exchange.tables import STYLES

VERSION = "1.0"
WORDS = {"type": "string"}
NUMBER = {"type": "integer", "minimum": 1}
YEAR = {"type": "integer", "minimum": 1945, "maximum": 2100}
ASKED = {
    "unit": (WORDS, "Kode unit."),
    "year": (YEAR, "Tahun kinerja."),
    "quarter": ({"type": "integer", "minimum": 1, "maximum": 4}, "Triwulan."),
    "cursor": (WORDS, "Nilai next_cursor dari jawaban sebelumnya."),
    "limit": ({"type": "integer", "minimum": 1, "maximum": 200}, "Banyaknya baris; bawaan 50."),
    "tahun": (YEAR, "Tahun kinerja."),
    "halaman": (NUMBER, "Nomor halaman; bawaan 1."),
    "gaya": ({"type": "string", "enum": list(STYLES)}, "Gaya CSV."),
}
PROBLEM = {
    "type": "object",
    "properties": {
        "type": WORDS,
        "title": {"type": "string", "enum": list(TITLES.values())},
        "status": {"type": "integer", "enum": list(TITLES)},
        "detail": WORDS,
    },
    "required": ["type", "title", "status", "detail"],
}


def openapi() -> dict:
    """The whole document, OpenAPI 3.1."""
    schemas = {"Problem": PROBLEM}
    schemas |= {named(resource.key): schema_of(resource.columns) for resource in RESOURCES.values()}
    schemas |= {named(f"data-{dataset.key}"): schema_of(dataset.columns) for dataset in DATASETS.values()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "LAKIN",
            "version": VERSION,
            "description": "API baca untuk sistem lain di kementerian, dan data terbuka. Lihat docs/api.md.",
        },
        "servers": [{"url": settings.SITE_URL}],
        "paths": api_paths() | data_paths(),
        "components": {
            "schemas": schemas,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def named(key: str) -> str:
    """The name of a schema: "data-capaian" becomes "DataCapaian"."""
    return key.title().replace("-", "")


def api_paths() -> dict:
    paths = {}
    for resource in RESOURCES.values():
        paths[f"/api/v1/{resource.key}"] = {"get": list_of(resource)}
        if resource.one_by:
            paths[f"/api/v1/{resource.key}/{{key}}"] = {"get": one_of(resource)}
    return paths


def list_of(resource: Resource) -> dict:
    row = reference(resource.key)
    body = {
        "type": "object",
        "properties": {"data": {"type": "array", "items": row}, "next_cursor": {"type": ["string", "null"]}},
        "required": ["data", "next_cursor"],
        "additionalProperties": False,
    }
    asked = [parameter(name, resource.needs_year and name == "year") for name in resource.filters]
    return operation(resource, f"list-{resource.key}", [*asked, parameter("cursor"), parameter("limit")], body)


def one_of(resource: Resource) -> dict:
    kind = WORDS if resource.one_by == "code" else NUMBER
    key = {"name": "key", "in": "path", "required": True, "schema": kind, "description": f"Nilai {resource.one_by}."}
    return operation(resource, f"get-{resource.key}", [key], reference(resource.key))


def operation(resource: Resource, name: str, parameters: list, body: dict) -> dict:
    return {
        "operationId": name,
        "summary": resource.name,
        "description": f"{resource.about} Lingkup token: {resource.scope.value}.",
        "security": [{"token": []}],
        "parameters": parameters,
        "responses": {"200": answer("Berhasil.", body), **problems(400, 401, 403, 404, 429)},
    }


def data_paths() -> dict:
    """The open data, which need no token."""
    paths = {}
    for dataset in DATASETS.values():
        body = {
            "type": "object",
            "properties": {
                "data": WORDS,
                "versi": NUMBER,
                "lisensi": {"type": ["string", "null"]},
                "halaman": NUMBER,
                "jumlah_halaman": NUMBER,
                "jumlah_dokumen": {"type": "integer", "minimum": 0},
                "berikutnya": {"type": ["string", "null"]},
                "baris": {"type": "array", "items": reference(f"data-{dataset.key}")},
            },
            "required": ["data", "versi", "lisensi", "halaman", "jumlah_halaman", "berikutnya", "baris"],
            "additionalProperties": False,
        }
        place, asked = f"/data/v{DATA_VERSION}/{dataset.key}", ("unit", "tahun", "halaman")
        paths[f"{place}.json"] = {"get": data_operation(dataset, "json", asked, answer("Berhasil.", body))}
        table = {"description": "Berhasil.", "content": {"text/csv": {"schema": WORDS}}}
        paths[f"{place}.csv"] = {"get": data_operation(dataset, "csv", (*asked, "gaya"), table)}
    return paths


def data_operation(dataset, form: str, asked: tuple[str, ...], found: dict) -> dict:
    return {
        "operationId": f"data-{dataset.key}-{form}",
        "summary": dataset.name,
        "description": dataset.about,
        "security": [],
        "parameters": [parameter(name) for name in asked],
        "responses": {
            "200": found,
            "304": {"description": "Tidak berubah sejak ETag itu."},
            **problems(400, 404, 429),
        },
    }


def parameter(name: str, is_required: bool = False) -> dict:
    schema, about = ASKED[name]
    return {"name": name, "in": "query", "required": is_required, "schema": schema, "description": about}


def reference(key: str) -> dict:
    return {"$ref": f"#/components/schemas/{named(key)}"}


def answer(words: str, schema: dict) -> dict:
    return {"description": words, "content": {"application/json": {"schema": schema}}}


def problems(*statuses: int) -> dict:
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {str(status): {"description": f"{TITLES[status]}.", "content": content} for status in statuses}
