"""The units of a made-up ministry: kementerian, eselon I, direktorat, sentra and what lies below them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, cycle, islice

from reports.ministry.words import CITIES, FIELDS, GROUPS, SERVICES
from units.models import Unit, UnitKind

MOST_FIRST, MOST_SECOND, MOST_CENTRES = 9, 8, 60
STAFF_UNITS = (
    ("setjen", "Sekretariat Jenderal", UnitKind.SECRETARIAT),
    ("itjen", "Inspektorat Jenderal", UnitKind.INSPECTORATE),
)


@dataclass(frozen=True)
class Place:
    """One unit: `parent` is the key of the one above it, `level` 0 the ministry's; `is_leaf`: nothing is below."""

    pk: int
    parent: int | None
    level: int
    order: int
    code: str
    name: str
    short_name: str
    kind: str
    path: str
    city: str
    field: str
    is_leaf: bool = True

    @property
    def head(self) -> str:
        """The position that leads it."""
        titles = {UnitKind.MINISTRY: "Menteri", UnitKind.DIRECTORATE_GENERAL: "Direktur Jenderal"}
        titles |= {UnitKind.INSPECTORATE: "Inspektur Jenderal", UnitKind.DIRECTORATE: "Direktur"}
        return titles.get(self.kind, "Kepala") if self.level < 3 else f"Kepala {self.short_name}"


@dataclass(frozen=True)
class Sketch:
    """A unit before it has its place in the tree."""

    code: str
    name: str
    short_name: str
    kind: str
    city: str = "Jakarta Selatan"
    field: str = FIELDS[0]


def places(size: int) -> list[Place]:
    """That many units, each after the one above it; every level is filled before the next begins."""
    root = Sketch("kementerian", "Kementerian Layanan Sosial (Contoh)", "Kementerian Contoh", UnitKind.MINISTRY)
    found = [placed(1, None, 1, root)]
    firsts, seconds = min(MOST_FIRST, max(2, size // 20)), min(MOST_SECOND, max(2, size // 30))
    level = grown(found, found, first_level(firsts))
    level = grown(found, level, [second_level(place, seconds) for place in level], size)
    level = [place for place in level if place.kind == UnitKind.DIRECTORATE]
    level = grown(found, level, [centres(place, MOST_CENTRES) for place in level], size)
    grown(found, level, [subunits(place) for place in level], size)
    parents = {place.parent for place in found}
    return [place if place.pk not in parents else inner(place) for place in found]


def grown(found: list[Place], parents: list[Place], sketches, size: int | None = None) -> list[Place]:
    """Adds a level: the sketches of each parent in turn, one after another, until the size is reached."""
    groups = [iter(group) for group in (sketches if size else [sketches])]
    added, orders = [], dict.fromkeys([place.pk for place in parents], 0)
    waiting = list(zip(parents, groups, strict=True))
    while waiting and (size is None or len(found) < size):
        left = []
        for parent, group in waiting:
            sketch = next(group, None)
            if sketch is None or (size and len(found) >= size):
                continue
            orders[parent.pk] += 1
            place = placed(len(found) + 1, parent, orders[parent.pk], sketch)
            found.append(place)
            added.append(place)
            left.append((parent, group))
        waiting = left
    return added


def placed(pk: int, parent: Place | None, order: int, sketch: Sketch) -> Place:
    """The sketch below its parent."""
    above = parent.path if parent else ""
    level = parent.level + 1 if parent else 0
    whole = (sketch.code, sketch.name, sketch.short_name, sketch.kind, f"{above}{sketch.code}/")
    return Place(pk, parent and parent.pk, level, order, *whole, sketch.city, sketch.field)


def inner(place: Place) -> Place:
    """The same unit, with something below it."""
    return Place(**{**place.__dict__, "is_leaf": False})


def first_level(number: int) -> Iterator[Sketch]:
    """Eselon I: the general secretariat, the inspectorate, and the directorates general of the fields."""
    staff = [Sketch(code, name, name, kind) for code, name, kind in STAFF_UNITS]
    general = [
        Sketch(f"ditjen-{key}", f"Direktorat Jenderal {field}", f"Ditjen {field}", "direktorat_jenderal", field=field)
        for key, field in enumerate(FIELDS, 1)
    ]
    centres = (
        Sketch(f"badan-{key}", f"Badan Pengembangan SDM Sosial {key}", f"Badan {key}", UnitKind.CENTRE)
        for key in count(1)
    )
    yield from islice([*general[:1], *staff, *general[1:]], number)
    yield from islice(centres, max(0, number - len(staff) - len(general)))


def second_level(parent: Place, number: int) -> Iterator[Sketch]:
    """The secretariat of an eselon I and its directorates or pusat."""
    yield Sketch(f"set-{parent.code}", f"Sekretariat {parent.short_name}", f"Set {parent.short_name}", "sekretariat")
    is_line = parent.kind == UnitKind.DIRECTORATE_GENERAL
    kind, word, short = (UnitKind.DIRECTORATE, "Direktorat", "Dit") if is_line else (UnitKind.CENTRE, "Pusat", "Pusat")
    for key, group in enumerate(islice(cycle(GROUPS), number - 1), 1):
        what = f"{parent.field} {group}" if is_line else f"Layanan Internal {key}"
        code = f"{short.lower()}-{parent.code.removeprefix('ditjen-')}-{key}"
        yield Sketch(code, f"{word} {what}", f"{short} {what}", kind, field=parent.field)


def centres(parent: Place, number: int) -> Iterator[Sketch]:
    """The sentra of a directorate in cities all over the country."""
    start = parent.pk * 7
    for key in range(number):
        city = CITIES[(start + key * 5) % len(CITIES)]
        name = f"Sentra {GROUPS[(parent.pk + key) % len(GROUPS)]} {city}"
        yield Sketch(f"sentra-{parent.pk}-{key + 1}", name, name, UnitKind.UPT, city, parent.field)


def subunits(parent: Place) -> Iterator[Sketch]:
    """What a sentra consists of, without end."""
    for key in count(1):
        service = SERVICES[(key - 1) % len(SERVICES)]
        is_office = key == 1
        name = f"Subbagian Tata Usaha {parent.city}" if is_office else f"Tim Kerja {service} {key} {parent.city}"
        kind = UnitKind.SUBDIVISION if is_office else UnitKind.WORKING_TEAM
        yield Sketch(f"{parent.code}-t{key}", name, name, kind, parent.city, parent.field)


def unit_rows(tree: Iterable[Place]) -> tuple[type, tuple[str, ...], Iterator[tuple]]:
    """The table of units with its columns and rows."""
    columns = ("id", "code", "name", "short_name", "kind", "parent", "path", "order", "city", "head_position")
    rows = (
        (one.pk, one.code, one.name, one.short_name[:80], one.kind, one.parent, one.path, one.order, one.city, one.head)
        for one in tree
    )
    return Unit, columns, rows
