"""What there is to know of the contracts.csv of each edition, kept between builds: pages tell it of all editions, and
are rendered more often than the file of any of them is made."""

from dataclasses import asdict
from pathlib import Path

import orjson

from portal.publishing.register import Edition
from portal.publishing.tables import Facts


def recall(folder: Path, edition: Edition, mark: str) -> Facts | None:
    """What was kept under this mark; None where nothing was, or under another."""
    place = _place(folder, edition)
    stored = orjson.loads(place.read_bytes()) if place.exists() else {}
    return Facts(**stored["facts"]) if stored.get("mark") == mark else None


def keep(folder: Path, edition: Edition, mark: str, facts: Facts) -> None:
    """In place of what was kept of the edition before."""
    folder.mkdir(parents=True, exist_ok=True)
    place = _place(folder, edition)
    new = place.with_suffix(".new")
    new.write_bytes(orjson.dumps({"mark": mark, "facts": asdict(facts)}))
    new.replace(place)


def _place(folder: Path, edition: Edition) -> Path:
    return folder / f"{edition.authority}-{edition.quarter}.json"
