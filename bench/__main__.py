"""`make bench`: what Evenhand costs, beside what others cost on the same work in the same run.

Eight parts, all of them without a name: `pages` (a question page beside the same form in Django and Flask’s hello: on
waitress with the same threads, SQLite in WAL mode with synchronous FULL, asked in turn in several rounds), `import` (a
large register), `publish` (the public site beside Hugo and Eleventy, byte for byte the same files), `period` (the
council’s pages of a period, 1,000 providers, with one and three years of history), `reading` (how much of what real
people wrote is understood, rightly and wrongly), `talk` (twenty conversations at once, and the server’s memory),
`ask` (200 organisations ask about a tender within a minute, and the search for similar answers) and `match` (25 buyers
and 130 providers for a day). A ninth by its name alone: `lighthouse` (three pages of the public site of either
demonstration).
Results stand in bench/results/ as JSON. Exit status 1 where a gate is missed.
"""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import (
    asking,
    computing,
    importing,
    lighthouse,
    limits,
    matching,
    periods,
    publishing,
    reading,
    spending,
    table,
    talking,
)
from bench.load import Sample, Visitor, pooled, run
from bench.pages import CONNECTIONS, WRITERS, Site
from bench.servers import ROOT, server

RESULTS = ROOT / "bench" / "results"
WARM_UP = 0.5
PARTS = ("pages", "import", "publish", "period", "reading", "talk", "ask", "match")
NAMED = ("lighthouse",)
"""Run only by name."""


@dataclass
class Found:
    """What a part prints, what it keeps, and its gates."""

    shown: str
    kept: dict[str, Any]
    gates: list[table.Gate] = field(default_factory=list)


def main() -> int:
    asked = arguments()
    parts = {"pages": pages, "import": imports, "publish": publishes, "period": period, "reading": reads}
    parts |= {"talk": talks, "ask": asks, "match": matches, "lighthouse": lighthouses}
    found: dict[str, Found] = {}
    for name in asked.parts or PARTS:
        with tempfile.TemporaryDirectory(prefix="evenhand-bench-", dir=_folder(asked, name)) as folder:
            found[name] = parts[name](asked, Path(folder))
        print(found[name].shown, end="\n\n", flush=True)
    gates = [gate for one in found.values() for gate in one.gates]
    print(table.verdicts(gates))
    keep(found, gates)
    return 0 if all(gate.met for gate in gates) else 1


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join((*PARTS, *NAMED))} (all but the last)")
    parser.add_argument("--rounds", type=int, default=5, help="how often each case is measured (5)")
    parser.add_argument("--seconds", type=float, default=3.0, help="pages: how long each time (3)")
    parser.add_argument("--rows", type=int, default=50_000, help="import: rows of the register (50000)")
    sizes = [publishing.SMALL, publishing.MIDDLE]
    of = "publish: contracts of the registers (300 5000; 50000 takes a quarter of an hour)"
    parser.add_argument("--contracts", type=int, nargs="+", default=sizes, help=of)
    of = "reading: a folder of sentences (tests/data/conversation)"
    parser.add_argument("--conversation", type=Path, default=reading.SAMPLES, help=of)
    parser.add_argument("--folder", help="where everything is made (folders for temporary files; sites in memory)")
    asked = parser.parse_args()
    if strange := set(asked.parts) - {*PARTS, *NAMED}:
        parser.error(f"no such part: {', '.join(strange)}")
    return asked


def _folder(asked: argparse.Namespace, part: str) -> str | None:
    in_memory = part == "publish" and publishing.MEMORY.is_dir()
    folder: str | None = asked.folder
    return folder or (str(publishing.MEMORY) if in_memory else None)


def tell(text: str) -> None:
    """What is being done, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def imports(asked: argparse.Namespace, folder: Path) -> Found:
    """A register of many rows, and a year’s payments."""
    tell(f"importing {asked.rows:,} rows, twice")
    first, again = importing.measured(asked.rows, folder / "import")
    tell(f"taking in {spending.ROWS:,} payments, twice")
    paid, repaid = spending.measured(folder / "spending")
    tell("")
    kept = {"rows": asked.rows, "seconds": first.seconds, "again_seconds": again.seconds, "mib": first.mib}
    kept |= {"payments": spending.ROWS, "payments_seconds": paid.seconds, "payments_mib": paid.mib}
    return Found(f"{importing.shown(asked.rows, first, again)}\n\n{spending.shown(paid, repaid)}", kept)


def publishes(asked: argparse.Namespace, folder: Path) -> Found:
    """Public sites of several sizes; the largest in one round."""
    found = {
        size: publishing.measured(size, folder / str(size), 1 if size >= publishing.LARGE else asked.rounds, tell)
        for size in asked.contracts
    }
    tell("")
    shown = "\n\n".join(publishing.shown(one) for one in found.values())
    return Found(shown, {str(size): publishing.kept(one) for size, one in found.items()}, publishing.gates(found))


def period(asked: argparse.Namespace, folder: Path) -> Found:
    """The council’s pages of a period."""
    del asked
    found = periods.measured(folder, tell)
    tell("")
    return Found(periods.shown(found), periods.kept(found), periods.gates(found))


def reads(asked: argparse.Namespace, folder: Path) -> Found:
    """What people wrote, and what readers made of it."""
    del folder
    rates, readers = reading.measured(asked.conversation)
    return Found(reading.shown(rates, readers), reading.kept(rates, readers), reading.gates(rates, readers))


def talks(asked: argparse.Namespace, folder: Path) -> Found:
    """People in conversation."""
    del asked
    found = talking.measured(folder)
    return Found(talking.shown(found), talking.kept(found), talking.gates(found))


def asks(asked: argparse.Namespace, folder: Path) -> Found:
    """The last minute of questions about a tender."""
    del asked
    found = asking.measured(folder)
    return Found(asking.shown(found), asking.kept(found), asking.gates(found))


def matches(asked: argparse.Namespace, folder: Path) -> Found:
    """A day of one-to-one meetings."""
    del asked, folder
    found = matching.measured()
    return Found(matching.shown(found), matching.kept(found), matching.gates(found))


def lighthouses(asked: argparse.Namespace, folder: Path) -> Found:
    """The public site as a phone on a slow line meets it."""
    found = lighthouse.measured(folder, asked.rounds, tell)
    tell("")
    return Found(lighthouse.shown(found), lighthouse.kept(found), lighthouse.gates(found))


def pages(asked: argparse.Namespace, folder: Path) -> Found:
    """A question page and its form."""
    with ExitStack() as stack:
        evenhand, django, hello = (
            Site(stack.enter_context(server(f"bench.{name}", folder)))
            for name in ("portal_form", "django_form", "hello")
        )
        samples = measured(cases(evenhand, django, hello), asked.rounds, asked.seconds)
        sqlite = limits.inserts_a_second(folder)
    micros = computing.micros()
    shown = f"{table.pages(samples)}\n\n{table.computing(micros)}"
    return Found(shown, _kept(samples, micros, sqlite), table.gates(samples, sqlite))


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
            tell(f"round {number + 1} of {rounds}: {name}")
            run(visitors(), WARM_UP)
            found[name].append(run(visitors(), seconds))
    tell("")
    return {name: pooled(samples) for name, samples in found.items()}


def _kept(samples: Mapping[str, Sample], micros: Mapping[str, float], sqlite: float) -> dict[str, Any]:
    return {
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
    }


def keep(found: Mapping[str, Found], gates: Sequence[table.Gate]) -> None:
    at = datetime.now(UTC)
    RESULTS.mkdir(exist_ok=True)
    what = {
        "at": at.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        **found.get("pages", Found("", {})).kept,
        **{name: one.kept for name, one in found.items() if name != "pages"},
        "gates": {gate.name: {"value": round(gate.value, 2), "bound": gate.bound, "met": gate.met} for gate in gates},
    }
    (RESULTS / f"{at:%Y%m%d-%H%M%S}.json").write_text(json.dumps(what, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
