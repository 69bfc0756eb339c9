"""What a site is published as: its name, where it stands, and where its words come from."""

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Site:
    """Facts about the site that no record holds, and where its record is.

    Addresses have no slash at their end; “” is not known.
    """

    name: str
    record: Path
    url: str = ""  # https://contracts.fairshire.example: feeds and the sitemap need it
    portal_url: str = ""
    words: Path = ROOT / "site"
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "portal" / "static"
    charts: Path | None = None  # where drawn charts are kept between builds
    ocid_prefix: str = ""  # ocds-a1b2c3, as the Open Contracting Partnership gave it: OCDS files need it
    compiled: Path | None = None  # where compiled templates are kept between builds
    facts: Path | None = None  # where it is kept between builds what there is to know of the files of each edition
    ever: frozenset[str] = frozenset()  # addresses that were published once: each must answer (ever.py)
