"""Lighthouse over the public site of the demonstration and of its region: home, register and a contract, as a phone on
a slow line meets them, the middle of several runs.

It is installed into bench/.cache from npm the first time; the browser is Debian’s chromium. Nothing leaves the machine.
"""

import json
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import waitress

from bench.generators import CACHE, said, write
from bench.table import Gate
from portal.publishing.serving import PublishedSite

LIGHTHOUSE = "lighthouse@^12"
CATEGORIES = {"performance": 95.0, "accessibility": 100.0, "best-practices": 100.0, "seo": 100.0}
"""What is judged, and the least that the middle of the runs must reach, of 100."""
SITES = {"demonstration": (), "region": ("--region",)}
BROWSER = "--headless=new --no-sandbox --disable-background-networking"

Scores = Mapping[str, Sequence[float]]
"""Name of a category -> a score of 100 for each run."""


@dataclass(frozen=True)
class Judged:
    """Which versions judged, and what they found: “region, home” -> scores."""

    version: str
    browser: str
    pages: dict[str, Scores]


class Missing(Exception):
    """Something that has to be installed is not there."""


def measured(folder: Path, runs: int, tell: Callable[[str], None]) -> Judged:
    """Makes both demonstrations in a folder, and judges three pages of each. Raises Missing."""
    program, browser = _installed(), shutil.which("chromium")
    if program is None or browser is None:
        raise Missing("Lighthouse needs npm and chromium.")
    pages: dict[str, Scores] = {}
    for name, options in SITES.items():
        with _served(folder / name, options, tell) as address:
            for page, url in _pages(folder / name, address).items():
                tell(f"Lighthouse: {name}, {page}")
                pages[f"{name}, {page}"] = _scores(program, browser, url, runs)
    return Judged(said(program, "--version"), said(browser, "--version"), pages)


def _installed() -> Path | None:
    home = CACHE / "lighthouse"
    program = home / "node_modules" / ".bin" / "lighthouse"
    if not program.exists() and shutil.which("npm"):
        write(home / "package.json", '{"private": true}\n')
        subprocess.run(
            ["npm", "install", "--silent", "--no-audit", "--no-fund", LIGHTHOUSE], check=False, cwd=home
        )  # fmt: skip
    return program if program.exists() else None


@contextmanager
def _served(data: Path, options: Sequence[str], tell: Callable[[str], None]) -> Iterator[str]:
    """The address of the site of a demonstration that was made for it, so that its pages say where they stand."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    tell("making a demonstration")
    evenhand = Path(sys.executable).with_name("evenhand")
    command = [evenhand, "demo", *options, "--no-serve", "--data", data, "--site-port", str(port)]
    subprocess.run(command, check=True, capture_output=True)
    server = waitress.create_server(PublishedSite(data / "public"), host="127.0.0.1", port=port)
    threading.Thread(target=server.run, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.close()


def _pages(data: Path, address: str) -> dict[str, str]:
    """Home, register, and the contract whose page is of the middle size."""
    live = data / "public" / "live"
    contracts = sorted(live.glob("contracts/*/*/index.html"), key=lambda path: (path.stat().st_size, path))
    contract = contracts[len(contracts) // 2].parent.relative_to(live)
    return {"home": f"{address}/", "register": f"{address}/register/", "contract": f"{address}/{contract.as_posix()}/"}


def _scores(program: Path, browser: str, url: str, runs: int) -> Scores:
    reports = [_report(program, browser, url) for _ in range(runs)]
    return {name: [100 * float(one["categories"][name]["score"]) for one in reports] for name in CATEGORIES}


def _report(program: Path, browser: str, url: str, tries: int = 3) -> dict[str, Any]:
    """One run; a browser that a busy machine kept from answering is asked again."""
    asked = [f"--only-categories={','.join(CATEGORIES)}", f"--chrome-flags={BROWSER}", "--output=json", "--quiet"]
    found = subprocess.run(
        [program, url, *asked, "--no-enable-error-reporting"], check=tries == 1, capture_output=True, text=True,
        env={"CHROME_PATH": browser, "PATH": _path()},
    )  # fmt: skip
    if found.returncode:
        return _report(program, browser, url, tries - 1)
    report: dict[str, Any] = json.loads(found.stdout)
    for name, one in report["categories"].items():
        for part in one["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                print(f"{url}: {name} loses by “{audit['title']}”, {audit.get('displayValue', '')}", file=sys.stderr)
    return report


def _path() -> str:
    node = shutil.which("node")
    return f"{Path(node).parent if node else ''}:/usr/bin:/bin"


def shown(found: Judged) -> str:
    """A line a page: the middle of its runs, and the lowest performance of any."""
    lines = [f"Lighthouse {found.version}, {found.browser}", f"{'':34}{''.join(f'{name:>16}' for name in CATEGORIES)}"]
    for page, scores in found.pages.items():
        cells = "".join(f"{median(scores[name]):16.0f}" for name in CATEGORIES)
        lines.append(f"{page:34}{cells}   of {', '.join(f'{one:.0f}' for one in scores['performance'])}")
    return "\n".join(lines)


def kept(found: Judged) -> dict[str, Any]:
    """The same as it is kept."""
    return {"version": found.version, "browser": found.browser, "pages": found.pages}


def gates(found: Judged) -> list[Gate]:
    """The middle of the runs of each page, for each category."""
    return [
        Gate(f"Lighthouse, {name}, {page}", median(scores[name]), least)
        for page, scores in found.pages.items()
        for name, least in CATEGORIES.items()
    ]
