"""`make bench`: a question page of Evenhand beside the same form in Django and beside Flask’s hello.

All on waitress with the same threads, SQLite in WAL mode with synchronous FULL, asked in turn in several rounds.
Results stand in bench/results/ as JSON. Exit status 1 where a gate is missed.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from bench import computing, limits, table
from bench.load import Sample, Visitor, pooled, run
from bench.pages import CONNECTIONS, WRITERS, Site
from bench.servers import ROOT, server

RESULTS = ROOT / "bench" / "results"
WARM_UP = 0.5


def main() -> int:
    asked = arguments()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="evenhand-bench-", dir=asked.folder)))
        evenhand, django, hello = (
            Site(stack.enter_context(server(f"bench.{name}", folder)))
            for name in ("portal_form", "django_form", "hello")
        )
        samples = measured(cases(evenhand, django, hello), asked.rounds, asked.seconds)
        sqlite = limits.inserts_a_second(folder)
    micros = computing.micros()
    gates = table.gates(samples, sqlite)
    print(table.pages(samples), table.computing(micros), table.verdicts(gates), sep="\n\n")
    keep(samples, micros, sqlite, gates)
    return 0 if all(gate.met for gate in gates) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured (5)")
    parser.add_argument("--seconds", type=float, default=3.0, help="how long each time (3)")
    parser.add_argument("--folder", help="where the stores are made (the system’s folder for temporary files)")
    return parser.parse_args()


Case = Callable[[], Sequence[Visitor]]


def cases(evenhand: Site, django: Site, hello: Site) -> dict[str, Case]:
    """Each case by its name: the connections that it needs."""
    others = CONNECTIONS - WRITERS
    return {
        "Evenhand, question page": evenhand.readers,
        "Django, the same form": django.readers,
        "Evenhand, committing POST": evenhand.writers,
        "Django, committing POST": django.writers,
        "Evenhand, task list": lambda: evenhand.readers("lists"),
        "Evenhand, readers beside two writers": lambda: [
            *evenhand.readers(count=others, first=WRITERS),
            *evenhand.writers(WRITERS, counts=False),
        ],
        "Flask, hello": hello.readers,
    }


def measured(cases: dict[str, Case], rounds: int, seconds: float) -> dict[str, Sample]:
    """All cases in turn, so that a busy minute of the machine meets each of them alike."""
    found: dict[str, list[Sample]] = {name: [] for name in cases}
    for number in range(rounds):
        for name, visitors in cases.items():
            if sys.stderr.isatty():
                print(f"\r\x1b[Kround {number + 1} of {rounds}: {name}", end="", file=sys.stderr, flush=True)
            run(visitors(), WARM_UP)
            found[name].append(run(visitors(), seconds))
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr)
    return {name: pooled(samples) for name, samples in found.items()}


def keep(samples: dict[str, Sample], micros: dict[str, float], sqlite: float, gates: Sequence[table.Gate]) -> None:
    at = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    what = {
        "at": at.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "pages": {
            name: {
                "requests_a_second": round(sample.rate, 1),
                "p50_ms": round(sample.quantile(0.5), 2),
                "p99_ms": round(sample.quantile(0.99), 2),
                "requests": len(sample.latencies),
                "wrong": sample.wrong,
            }
            for name, sample in samples.items()
        },
        "computing_microseconds": micros,
        "sqlite_inserts_a_second": round(sqlite),
        "gates": {gate.name: {"value": round(gate.value, 2), "bound": gate.bound, "met": gate.met} for gate in gates},
    }
    (RESULTS / f"{at:%Y%m%d-%H%M%S}.json").write_text(json.dumps(what, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
