"""What a process costs in time, processor and memory, and what a series of runs says about a target."""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from lakin.formatting import number, plain

ROOT = Path(__file__).resolve().parent.parent
BETWEEN_LOOKS = 0.05
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Run:
    """One run of a process from start to end; `said` is the JSON of its last line."""

    seconds: float
    said: Mapping


@dataclass(frozen=True)
class Cost:
    """What a process and its descendants used: processor seconds, and megabytes at their highest together."""

    cpu: float
    peak: float


def step(program: str, name: str, *args) -> list[str]:
    """The command that runs one step of a program of this folder in a process of its own."""
    return [sys.executable, "-m", f"benchmarks.{program}", name, *map(str, args)]


def run_step(steps: Mapping[str, Callable], main: Callable) -> None:
    """Runs the step that the command line names and prints what it returns; without one, the program itself."""
    chosen = steps.get(sys.argv[1]) if len(sys.argv) > 1 else None
    if chosen is None:
        main()
    else:
        print(json.dumps(chosen(*sys.argv[2:])))


def timed(command: Sequence[str], **environment: str) -> Run:
    """The wall time of a process that nothing watches."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stderr[-4000:]}")
    last = done.stdout.strip().rpartition("\n")[2]
    return Run(seconds, json.loads(last) if last.startswith("{") else {})


def watched(command: Sequence[str], **environment: str) -> Cost:
    """Processor and memory of a process tree; looking at it costs too much to take the wall time from the same run."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment, **quiet)
    family, ticks, peak = {process.pid}, {}, 0
    while process.poll() is None:
        for pid, parent, used in sorted(_processes()):
            if pid in family or parent in family:
                family.add(pid)
                ticks[pid] = used
        peak = max(peak, sum(map(_kilobytes, ticks)))
        time.sleep(BETWEEN_LOOKS)
    if process.returncode:
        sys.exit(f"{' '.join(command)}: berhenti dengan {process.returncode}")
    return Cost(sum(ticks.values()) / TICKS, peak / 1024)


def peak_of_this_process() -> float:
    """Megabytes this process held at its highest; not those of the program it was started from."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def median(values: Iterable[float]) -> float:
    return statistics.median(values)


def ratios(upper: Iterable[float], lower: Iterable[float]) -> list[float]:
    """Each value over the one measured next to it."""
    return [one / other for one, other in zip(upper, lower, strict=True)]


def shown(value: float, decimals: int = 2) -> str:
    """Return "1.234,50"."""
    return number(Decimal(str(value)), decimals)


def spread(values: Sequence[float], decimals: int = 2) -> str:
    """Return "4,21 (3,90-5,02)": the median with the lowest and the highest."""
    low, high = (shown(edge(values), decimals) for edge in (min, max))
    return f"{shown(median(values), decimals)} ({low}-{high})"


def print_target(what: str, value: float, most: float, measure: str, decimals: int = 2) -> None:
    """Prints a measured value beside its target and whether that is met."""
    verdict = "terpenuhi" if value <= most else "belum"
    limit = plain(Decimal(str(most)))
    print(f"  {what}: {shown(value, decimals)} {measure}, sasaran paling banyak {limit}: {verdict}")


def print_noise(waits: Sequence[float]) -> None:
    """Prints how much the machine disturbed us."""
    print(noise(waits))


def noise(waits: Sequence[float]) -> str:
    """How much the machine disturbed us: `waits` are seconds over processor seconds of a single thread."""
    load = " ".join(shown(value) for value in os.getloadavg())
    return (
        f"Gangguan mesin: kerja satu utas berlangsung {spread(waits)} kali waktu prosesornya (1 = tenang); "
        f"beban {load} pada {os.cpu_count()} inti. Pegang perbandingannya, bukan detiknya."
    )


def _processes() -> Iterator[tuple[int, int, int]]:
    """Number, parent and used ticks of every process."""
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            text = Path(f"/proc/{name}/stat").read_bytes()
        except OSError:
            continue
        fields = text.rpartition(b") ")[2].split()
        yield int(name), int(fields[1]), int(fields[11]) + int(fields[12])


def _kilobytes(pid: int) -> int:
    """The memory of a process with its share of what it shares; 0 once it has ended."""
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return int(text.partition("Pss:")[2].split()[0])
