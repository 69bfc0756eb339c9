"""One build of the public site, from a record into a folder: python -m bench.publish RECORD FOLDER PROCESSES KEPT.

What `evenhand publish --output` does once the record is written; prints the outcome as JSON. Drawn charts, compiled
templates and facts of files are kept in KEPT between builds, as they are in the data folder.
"""

import gc
import json
import sys
from pathlib import Path

from portal.publishing.building import build
from portal.publishing.site import Site
from portal.publishing.slots import Folder

NAME = "Fairshire County Council"


def main(record: str, folder: str, processes: str, kept: str) -> int:
    addresses = ("https://contracts.fairshire.example", "https://evenhand.fairshire.example")
    folders = {name: Path(kept, name) for name in ("charts", "compiled", "facts")}
    site = Site(NAME, Path(record), *addresses, **folders)
    outcome = build(site, Folder(Path(folder)), processes=int(processes))
    gc.freeze()
    print(json.dumps(outcome.told()))
    return 1 if outcome.failures else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
