"""The physical limit of a build: the same files, from memory. usage: python -m bench.raw_write SITE FOLDER"""

import sys
import time
from pathlib import Path


def main(site: str, folder: str) -> None:
    """Prints the seconds that the writing took, without the reading before it."""
    root = Path(site)
    files = [(path.relative_to(root), path.read_bytes()) for path in sorted(root.rglob("*")) if path.is_file()]
    made: set[Path] = set()
    began = time.perf_counter()
    for path, content in files:
        place = Path(folder) / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        place.write_bytes(content)
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main(*sys.argv[1:])
