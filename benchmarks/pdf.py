"""The official PDF by WeasyPrint against headless Chromium printing the same HTML, at several lengths.

.venv/bin/python -m benchmarks.pdf [--rounds 5] [--sizes 1 2 4]
"""

import argparse
import re
import shutil
import sys
import time
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf

from benchmarks.enlarged import FIXTURE, UNIT, YEAR, repeated
from benchmarks.measuring import (
    Cost,
    median,
    print_noise,
    print_target,
    ratios,
    run_step,
    shown,
    spread,
    step,
    timed,
    watched,
)
from benchmarks.throwaway import Sqlite, import_fixture
from reports.assembly import assemble
from reports.facts import facts_of
from reports.pagination import CUT, Shelf, kept_on
from reports.publishing import report_of
from reports.rendering import AttachedFile, render_html, render_part, render_pdf
from reports.writers.json import write_json

ENGINES = ("WeasyPrint", "Chromium")
MOST_TIME, MOST_GROWTH, MOST_MEMORY = 4.5, 2.2, 2.5
MOST_AFTER_EDIT, MOST_PREVIEW, MOST_KEPT = 2.0, 0.7, 400


@dataclass
class Measured:
    """What one engine needed for one length."""

    seconds: list[float] = field(default_factory=list)
    inside: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    cost: Cost | None = None
    pages: int = 0


def write_documents(folder, *sizes):
    """Writes the HTML of every length and the data that the PDF carries."""
    facts = facts_of(report_of(UNIT, YEAR))
    document = assemble(facts)
    for size in map(int, sizes):
        Path(folder, f"{size}.html").write_text(render_html(repeated(document, size)), encoding="utf-8")
    Path(folder, "data.json").write_bytes(write_json(facts))
    return {}


def print_official(html, pdf):
    """Writes the official PDF and says how long the rendering itself took."""
    attached = Path(html).with_name("data.json")
    data = AttachedFile(attached.name, attached.read_bytes(), "Data di balik laporan ini")
    text = Path(html).read_text(encoding="utf-8")
    start, busy = time.perf_counter(), time.process_time()
    content = render_pdf(text, attachments=[data])
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    Path(pdf).write_bytes(content)
    return {"seconds": seconds, "cpu": cpu}


def print_edited(html, rounds):
    """What a warm worker needs after an edit of each chapter, in every round: the whole report, and that chapter."""
    text = Path(html).read_text(encoding="utf-8")
    data = AttachedFile("data.json", Path(html).with_name("data.json").read_bytes())
    found = {}
    with kept_on(Shelf(MOST_KEPT)):
        render_pdf(text, attachments=[data])
        for turn in range(int(rounds)):
            for key in chapters_of(text):
                preview = clocked(lambda key=key, turn=turn: render_part(edited(text, key, f"Ralat {turn}."), key))
                whole = clocked(
                    lambda key=key, turn=turn: render_pdf(edited(text, key, f"Koreksi {turn}."), attachments=[data])
                )
                one = found.setdefault(key, {"pages": pages_in(preview[2]), "preview": [], "whole": []})
                one["preview"].append(preview[:2])
                one["whole"].append(whole[:2])
    return found


def chapters_of(text):
    """The keys of the chapters, appendices left out."""
    return re.findall(r'<div class="chapter">\n<section id="([\w-]+)"', text.replace(CUT, ""))


def edited(text, key, words):
    """The report with a few words more in the first paragraph of a chapter."""
    before, mark, after = text.partition(f'<section id="{key}"')
    head, paragraph, rest = after.partition("<p>")
    return f"{before}{mark}{head}{paragraph}{words} {rest}"


def clocked(write):
    """Seconds, processor seconds, and what was written."""
    start, busy = time.perf_counter(), time.process_time()
    content = write()
    return time.perf_counter() - start, time.process_time() - busy, content


def pages_in(content):
    with pikepdf.open(BytesIO(content)) as pdf:
        return len(pdf.pages)


def print_warm(found, peer):
    """Prints what a warm worker needs after an edit, for every chapter, with the targets."""
    print("Pekerja hangat sesudah satu bab diubah: detik, detik CPU, dan terhadap detik CPU Chromium")
    for what, words, most in (("whole", "laporan utuh", MOST_AFTER_EDIT), ("preview", "pratinjau bab", MOST_PREVIEW)):
        for key, one in found.items():
            seconds, cpu = zip(*one[what], strict=True)
            name = f"{words}, {key} ({one['pages']} hlm)"
            print(f"  {name}: {spread(seconds)}, {spread(cpu)}, {shown(median(cpu) / peer.cost.cpu)} x")
            print_target(f"  {name}, waktu terhadap Chromium", median(seconds) / median(peer.seconds), most, "x")


def command(engine, folder, size):
    """The command of one engine for one length."""
    html, pdf = folder / f"{size}.html", folder / f"{engine}-{size}.pdf"
    if engine == "WeasyPrint":
        return step("pdf", "print", html, pdf)
    return [
        chromium(),
        "--headless",
        "--no-sandbox",
        f"--user-data-dir={folder / 'chromium'}",
        "--no-pdf-header-footer",
        f"--print-to-pdf={pdf}",
        str(html),
    ]


def chromium():
    return shutil.which("chromium") or shutil.which("chromium-browser") or sys.exit("Chromium tidak ada.")


def measure(folder, sizes, rounds):
    """Every engine at every length, in an order that turns with each round."""
    found = {(engine, size): Measured() for size in sizes for engine in ENGINES}
    for (engine, size), measured in found.items():
        measured.cost = watched(command(engine, folder, size))
        with pikepdf.open(folder / f"{engine}-{size}.pdf") as pdf:
            measured.pages = len(pdf.pages)
    for turn in range(rounds):
        for engine, size in list(found)[:: -1 if turn % 2 else 1]:
            run = timed(command(engine, folder, size))
            found[engine, size].seconds.append(run.seconds)
            if run.said:
                found[engine, size].inside.append(run.said["seconds"])
                found[engine, size].waits.append(run.said["seconds"] / run.said["cpu"])
    return found


def print_table(found):
    """Prints a row for every engine and length."""
    print(f"{'isi':>4} {'mesin':<11}{'hlm':>5}  {'detik (terendah-tertinggi)':<28}{'detik CPU':>10}{'puncak MB':>11}")
    for (engine, size), it in found.items():
        seconds = spread(it.seconds)
        print(
            f"{size:>3}x {engine:<11}{it.pages:>5}  {seconds:<28}{shown(it.cost.cpu):>10}{shown(it.cost.peak, 0):>11}"
        )


def print_ratios(found, sizes):
    """Prints what WeasyPrint needs for every one of Chromium, run by run."""
    for size in sizes:
        ours, theirs = (found[engine, size] for engine in ENGINES)
        print(
            f"{size}x terhadap Chromium: proses utuh {spread(ratios(ours.seconds, theirs.seconds))} x, "
            f"terendah banding terendah {shown(min(ours.seconds) / min(theirs.seconds))} x, "
            f"render_pdf saja {spread(ratios(ours.inside, theirs.seconds))} x, "
            f"CPU {shown(ours.cost.cpu / theirs.cost.cpu)} x, memori {shown(ours.cost.peak / theirs.cost.peak)} x\n"
            f"   per halaman: render_pdf {shown(median(ours.inside) / ours.pages, 3)} detik, "
            f"puncak {shown(ours.cost.peak / ours.pages)} MB"
        )


def print_targets(found, sizes):
    """Prints every target and whether it is met."""
    ours = [found["WeasyPrint", size] for size in sizes]
    for size, it in zip(sizes, ours, strict=True):
        peer = found["Chromium", size].seconds
        print_target(f"{size}x, waktu terhadap Chromium", median(ratios(it.seconds, peer)), MOST_TIME, "x")
    for size, less, more in zip(sizes[1:], ours, ours[1:], strict=False):
        grown = median(ratios(more.inside, less.inside))
        print_target(f"waktu {size}x terhadap panjang sebelumnya", grown, MOST_GROWTH, "x")
        memory = (more.cost.peak - less.cost.peak) / (more.pages - less.pages)
        print_target(f"memori per halaman tambahan sampai {size}x", memory, MOST_MEMORY, "MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 4])
    options = parser.parse_args()
    server = Sqlite()
    with TemporaryDirectory() as name, server.empty(), server.fresh() as url:
        import_fixture(FIXTURE, url)
        timed(step("pdf", "write", name, *options.sizes), DATABASE_URL=url)
        html = [Path(name, f"{size}.html").stat().st_size // 1024 for size in options.sizes]
        print(f"LKj {UNIT} {YEAR}: HTML {', '.join(map(str, html))} KB; {options.rounds} putaran.")
        found = measure(Path(name), options.sizes, options.rounds)
        warm = timed(step("pdf", "edited", Path(name, f"{options.sizes[0]}.html"), options.rounds)).said
    print_table(found)
    print_warm(warm, found["Chromium", options.sizes[0]])
    print_ratios(found, options.sizes)
    print_targets(found, options.sizes)
    print_noise([wait for measured in found.values() for wait in measured.waits])


if __name__ == "__main__":
    run_step({"write": write_documents, "print": print_official, "edited": print_edited}, main)
