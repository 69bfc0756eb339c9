"""The public site beside Hugo, Eleventy and Pelican: the same files, byte for byte, in turn in the same run.

A register is made (bench/registers.py) and built once; the rivals’ sites are cut from that build (bench/cutting.py).
Then every builder builds in turn, from nothing, into an empty folder; our site is also brought up to date after one
changed contract, where the others build anew. Ratios are of medians.
"""

import shutil
import statistics
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import cutting, rivals
from bench.processes import Run, computed, median, module, most, run
from bench.rivals import Rival
from bench.table import Gate

SMALL, MIDDLE, LARGE = 300, 5_000, 50_000
MEMORY = Path("/dev/shm")
"""Where the sites are written, if it is there: a disk would measure itself."""
ONE, TWO, CHANGED = "Evenhand, one process", "Evenhand, two processes", "Evenhand, one contract changed"


@dataclass
class Measured:
    """What was seen at one size: name of a case -> its runs. `raw`: seconds of writing the same files."""

    contracts: int
    files: int = 0
    runs: dict[str, list[Run]] = field(default_factory=dict)
    raw: list[float] = field(default_factory=list)
    versions: dict[str, str] = field(default_factory=dict)

    def ratio(self, case: str, to: str = "Hugo") -> float:
        """Median of a case to median of another."""
        return median(self.runs[case]) / median(self.runs[to])


def measured(contracts: int, folder: Path, rounds: int, tell: Callable[[str], None]) -> Measured:
    """Everything at one size. Raises SystemExit where a rival’s site is another one."""
    folder.mkdir(parents=True)
    record, changed, site = folder / "record.sqlite", folder / "changed.sqlite", folder / "site"
    tell(f"{contracts:,} contracts: making the register")
    run(module("bench.registers", contracts, record))
    run(module("bench.registers", contracts, changed, "changed"))
    run(_build(record, site, 2))
    shutil.copytree(folder / "site-kept", folder / "fresh-kept")  # compiled templates and drawn charts; see _round
    found = Measured(contracts)
    others = _rivals(site, folder, tell)
    found.files = sum(1 for path in site.rglob("*") if path.is_file() and not path.name.startswith("."))
    found.versions = {rival.name: rival.version for rival in others}
    for number in range(rounds):
        tell(f"{contracts:,} contracts: round {number + 1} of {rounds}")
        _round(found, others, record, folder)
        _one_changed(found, changed if number % 2 == 0 else record, site)
    return found


def _build(record: Path, site: Path, processes: int) -> list[str]:
    """What is kept for the next build is kept beside the site."""
    return module("bench.publish", record, site, processes, site.with_name(f"{site.name}-kept"))


def _rivals(site: Path, folder: Path, tell: Callable[[str], None]) -> list[Rival]:
    tell("preparing Hugo, Eleventy and Pelican")
    found = rivals.prepared(site, folder)
    for rival in found:
        run(rival.command, Path(rival.folder))
        if differing := cutting.differing(site, Path(rival.output)):
            raise SystemExit(f"{rival.name} builds another site: {len(differing)} files, as {differing[:3]}")
    if absent := {"Hugo", "Eleventy", "Pelican"} - {rival.name for rival in found}:
        print(f"Not compared, because it could not be installed: {', '.join(sorted(absent))}.")
    return found


def _round(found: Measured, others: list[Rival], record: Path, folder: Path) -> None:
    """Each builder once, from nothing."""
    for name, processes in ((ONE, 1), (TWO, 2)):
        output = folder / "fresh"
        shutil.rmtree(folder / "fresh-kept" / "facts", ignore_errors=True)  # of the files of the build before
        found.runs.setdefault(name, []).append(run(_build(record, output, processes)))
        shutil.rmtree(output)
    for rival in others:
        shutil.rmtree(rival.output)
        found.runs.setdefault(rival.name, []).append(run(rival.command, Path(rival.folder)))
    found.raw.append(float(run(module("bench.raw_write", folder / "site", folder / "raw")).said))
    shutil.rmtree(folder / "raw")


def _one_changed(found: Measured, record: Path, site: Path) -> None:
    found.runs.setdefault(CHANGED, []).append(run(_build(record, site, 2)))


def gates(found: dict[int, Measured]) -> list[Gate]:
    """What must hold, of the sizes that were measured."""
    said: list[Gate] = []
    if (small := found.get(SMALL)) and "Hugo" in small.runs:
        said.append(_gate("300 contracts, cold, times Hugo", min(small.ratio(ONE), small.ratio(TWO)), 2.0))
    if middle := found.get(MIDDLE):
        said += _middle(middle)
    if large := found.get(LARGE):
        said += _large(large, found.get(MIDDLE))
    return said


def _middle(middle: Measured) -> list[Gate]:
    raw = statistics.median(middle.raw)
    own = [_gate("5,000 contracts, two processes, times writing the bytes", median(middle.runs[TWO]) / raw, 5.0)]
    if "Hugo" not in middle.runs:
        return own
    return [
        _gate("5,000 contracts, two processes, times Hugo", middle.ratio(TWO), 0.8),
        _gate("5,000 contracts, one process, times Hugo", middle.ratio(ONE), 1.3),
        _gate("5,000 contracts, one changed, times Hugo", middle.ratio(CHANGED), 0.2),
        *own,
    ]


def _large(large: Measured, middle: Measured | None) -> list[Gate]:
    said = [_gate("50,000 contracts, one process, MiB", most(large.runs[ONE]), 250)]
    if "Hugo" in large.runs:
        said.append(_gate("50,000 contracts, two processes, times Hugo", large.ratio(TWO), 0.4))
        said.append(_gate("50,000 contracts, one changed, times Hugo", large.ratio(CHANGED), 0.1))
    if middle:
        cost = median(large.runs[ONE]) / median(middle.runs[ONE])
        said.append(_gate("from 5,000 to 50,000 contracts, times as long", cost, 11))
    return said


def _gate(name: str, value: float, bound: float) -> Gate:
    return Gate(name, value, bound, at_most=True)


def kept(one: Measured) -> dict[str, object]:
    """As the results keep it: seconds of every run, most MiB."""
    runs = {
        name: {"seconds": [round(run.seconds, 3) for run in runs], "mib": round(most(runs))}
        for name, runs in one.runs.items()
    }
    return {
        "files": one.files,
        "versions": one.versions,
        "runs": runs,
        "raw": [round(one_raw, 3) for one_raw in one.raw],
    }


def shown(one: Measured) -> str:
    """A line a case, each with its times Hugo."""
    what = f"Publishing {one.contracts:,} contracts, {one.files:,} files"
    lines = [f"{what:48}{'seconds':>10}{'x Hugo':>8}{'CPU s':>8}{'MiB':>7}"]
    for name, runs in one.runs.items():
        ratio = f"{one.ratio(name):8.2f}" if "Hugo" in one.runs else f"{'':8}"
        title = f"{name} {one.versions.get(name, '')}"
        lines.append(f"{title:48}{median(runs):10.2f}{ratio}{computed(runs):8.2f}{most(runs):7.0f}")
    lines.append(f"{'writing the same bytes':48}{statistics.median(one.raw):10.2f}")
    return "\n".join(lines)
