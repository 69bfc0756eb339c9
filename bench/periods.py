"""The council’s pages of a period: milliseconds with 1,000 providers, and whether they grow with years of history."""

import json
import statistics
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.period_pages import INDICATORS, PROVIDERS
from bench.processes import module, run
from bench.table import Gate

FEW, MANY = 4, 12
"""Quarters of history."""
MOST_MS = 300
MOST_GROWTH = 1.3

Times = Mapping[str, Sequence[float]]
"""Page -> milliseconds of each round."""


def measured(folder: Path, tell: Callable[[str], None]) -> dict[int, Times]:
    """Quarters of history -> times, each in a process and a store of its own."""
    found = {}
    for quarters in (FEW, MANY):
        tell(f"the council’s period page, {PROVIDERS:,} providers, {quarters} quarters")
        environ = {"DATABASE_URL": "", "EVENHAND_CONFIG": ""}
        done = run(module("bench.period_pages", folder / str(quarters), quarters), environ=environ)
        found[quarters] = json.loads(done.said.splitlines()[-1])
    return found


def gates(found: Mapping[int, Times]) -> list[Gate]:
    """Fast enough, and as fast after three years as after one."""
    pages = [page for page in found[MANY] if "one page" not in page]
    slowest = max(statistics.median(found[MANY][page]) for page in pages)
    growth = max(min(found[MANY][page]) / min(found[FEW][page]) for page in pages)
    return [
        Gate("the council’s page of a period, ms", slowest, MOST_MS, at_most=True),
        Gate(f"the same, {MANY} quarters of history over {FEW}", growth, MOST_GROWTH, at_most=True),
    ]


def shown(found: Mapping[int, Times]) -> str:
    """A line a page."""
    head = f"{PROVIDERS:,} providers, {INDICATORS} indicators: p50 ms"
    lines = [f"{head:48}{f'{FEW} quarters':>14}{f'{MANY} quarters':>14}"]
    for page in found[FEW]:
        few, many = (statistics.median(found[quarters][page]) for quarters in (FEW, MANY))
        lines.append(f"{page:48}{few:14.0f}{many:14.0f}")
    return "\n".join(lines)


def kept(found: Mapping[int, Times]) -> dict[str, Any]:
    """p50 by page and quarters of history."""
    return {
        page: {str(quarters): round(statistics.median(times[page]), 1) for quarters, times in found.items()}
        for page in found[FEW]
    }
