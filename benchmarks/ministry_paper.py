"""What the ministry's measurement prints: Markdown for docs/operations.md, to the screen and into a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from benchmarks.measuring import median, shown
from lakin.formatting import number

# As docs/operations.md explains them.
HEAD = ("yang dibuka", "dingin ms", "hangat ms", "CPU ms", "basis data ms", "kueri", "KB", "mentah ms", "kali mentah")
SLOWEST, MOST_SQL, MOST_LINES, MOST_WIDTH = 5, 300, 12, 150
COLUMNS = re.compile(r"\bSELECT ((?:DISTINCT )?).{40,}? FROM ")
LISTED = re.compile(r"(?:%s, ){3,}%s")
NOISE = re.compile(
    r"^\s*(Buffers|Buckets|Group Key|Planning|Heap Fetches|Sort Method|Sort Key|Output|Batches|Worker|JIT|I/O)\b"
)


class Paper:
    """Says every part at once where it is read, so that nothing is lost when a long run is stopped."""

    def __init__(self, path: str | None):
        self.path = Path(path) if path else None
        if self.path:
            self.path.write_text("")

    def say(self, *lines: str) -> None:
        text = "\n".join(lines)
        print(text, flush=True)
        if self.path:
            with self.path.open("a") as file:
                file.write(f"{text}\n")


def table(heads: Sequence[str], rows: Iterable[Sequence], *, words: frozenset[int] = frozenset({0})) -> list[str]:
    """A Markdown table; the columns of `words` stand left."""
    marks = ["---" if place in words else "--:" for place in range(len(heads))]
    return [f"| {' | '.join(map(str, row))} |" for row in (heads, marks, *rows)] + [""]


def title(said: Mapping) -> str:
    """The database and the size."""
    return f"{said['database']}, {number(said['units'], 0)} unit, {number(said['facts'], 0)} realisasi"


def size_lines(said: Mapping) -> list[str]:
    """Everything that was opened at one size on one database."""
    last = len(HEAD)
    rows = [(*figures(row), wanted(row), verdict(row)) for row in said["places"]]
    heads = (*HEAD, "sasaran ms", "")
    return [f"\n**{title(said)}**\n", *table(heads, rows, words=frozenset({0, last + 1}))]


def figures(row: Mapping) -> tuple:
    """One line of the table up to its target."""
    warm, inside, raw = median(row["warm"]), median(row["inside"]), median(row["raw"])
    times = (shown(row["cold"], 0), shown(warm, 1), shown(median(row["cpu"]), 1), shown(inside, 2))
    return row["name"], *times, row["queries"], row["kilobytes"], shown(raw, 2), shown(warm / raw, 1) if raw else "–"


def wanted(row: Mapping) -> str:
    """The target, and behind a slash that of the database alone."""
    limits = (row["most"], row["most_in_database"])
    return " / ".join(shown(limit, 0) for limit in limits if limit)


def verdict(row: Mapping) -> str:
    """Whether every target is met."""
    limits = ((median(row["warm"]), row["most"]), (median(row["inside"]), row["most_in_database"]))
    return "terpenuhi" if all(value <= most for value, most in limits if most) else "**belum**"


def growth_lines(sizes: Sequence[Mapping]) -> list[str]:
    """The warm times of one database side by side, how the last size compares to the one before, and the queries."""
    if len(sizes) < 2:
        return []
    by_name = [{row["name"]: row for row in said["places"]} for said in sizes]
    rows, moving = [], []
    for name in by_name[-1]:
        found = [places[name] for places in by_name if name in places]
        counts = [row["queries"] for row in found]
        if len(set(counts)) > 1:
            moving.append(f"{name} ({', '.join(map(str, counts))})")
        times = [shown(median(row["warm"]), 1) for row in found]
        rows.append((name, *times, shown(grown(found), 2), counts[-1], "ya" if len(set(counts)) == 1 else "**tidak**"))
    names = [number(said["units"], 0) for said in sizes]
    heads = ("yang dibuka", *(f"{name} unit, ms" for name in names), f"{names[-1]} : {names[-2]}", "kueri", "tetap")
    last = sorted(grown([places[name] for places in by_name[-2:]]) for name in by_name[-1] if name in by_name[-2])
    return [
        f"\n**{sizes[-1]['database']}, pertumbuhan**\n",
        *table(heads, rows, words=frozenset({0, len(heads) - 1})),
        f"Pertumbuhan dari {names[-2]} ke {names[-1]} unit: median {shown(median(last), 2)} kali, "
        f"paling banyak {shown(last[-1], 2)} kali.",
        f"Kueri tetap: {constant_words(moving, len(rows))}",
    ]


def grown(rows: Sequence[Mapping]) -> float:
    """How many times longer the last of the sizes takes than the one before."""
    return median(rows[-1]["warm"]) / median(rows[-2]["warm"]) if len(rows) > 1 else 1


def constant_words(moving: Sequence[str], count: int) -> str:
    """Whether each place asks as many queries at every size, else which do not."""
    if moving:
        return f"**tidak** pada {', '.join(moving)}; yang lain sama pada setiap ukuran."
    return f"ya, {count} yang dibuka memakai jumlah kueri yang sama pada setiap ukuran."


def filling_lines(filled: Sequence[Mapping]) -> list[str]:
    """How long every ministry took to be made and summed."""
    heads = ("basis data", "unit", "baris", "mengisi detik", "baris per detik", "rekap detik", "rekap detik CPU")
    rows = [
        (
            *(one["vendor"], number(one["units"], 0), number(one["rows"], 0), shown(one["made"], 0)),
            *(number(int(one["rows"] / one["made"]), 0), shown(one["summed"], 0), shown(one["cpu"], 0)),
        )
        for one in filled
    ]
    return ["\n**Mengisi dan menyusun rekap**\n", *table(heads, rows)] if rows else []


def plan_lines(said: Mapping) -> list[str]:
    """The plans of the slowest statements of all pages."""
    every = [(row["name"], *one) for row in said["places"] for one in row["slowest"]]
    found = [f"\n**Rencana kueri terlama, {title(said)}**\n"]
    for name, spent, sql, lines in sorted(every, key=lambda one: -one[1])[:SLOWEST]:
        found += [f"{name}, {shown(spent)} ms:\n", "```", brief(sql), *clean(lines), "```", ""]
    return found


def brief(sql: str) -> str:
    """The beginning of a statement without what no reader needs."""
    text = COLUMNS.sub(r"SELECT \1… FROM ", " ".join(sql.replace('"', "").split()))
    text = LISTED.sub("…", text)
    return text if len(text) <= MOST_SQL else f"{text[:MOST_SQL]}…"


def clean(lines: Iterable[str]) -> list[str]:
    """The plan with what takes the time: no buffers, no keys, nothing longer than a line."""
    kept = [line if len(line) <= MOST_WIDTH else f"{line[:MOST_WIDTH]}…" for line in lines if not NOISE.match(line)]
    return kept if len(kept) <= MOST_LINES else [*kept[:MOST_LINES], f"… {len(kept) - MOST_LINES} baris lagi"]
