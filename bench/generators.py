"""What generators that are compared with have in common: where they are installed, what is known of them, how their
files are written."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.cutting import Cut

CACHE = Path(__file__).parent / ".cache"


@dataclass(frozen=True)
class Rival:
    """A generator with its site: `command` builds it from `folder` into `output`."""

    name: str
    version: str
    folder: str
    output: str
    command: Sequence[str]


def said(*command: str | Path) -> str:
    """The last line that a command says."""
    found = subprocess.run(command, capture_output=True, text=True, check=True, env={**os.environ, "NO_COLOR": "1"})
    return found.stdout.strip().splitlines()[-1]


def copied(whole: Cut, folder: Path) -> None:
    """The files that are no pages."""
    for path in whole.others:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(whole.root / path, folder / path)


def write(path: Path, text: str) -> None:
    """A file, with the folders that it lies in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
