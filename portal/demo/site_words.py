"""The words of the demonstration’s public site: those of the checkout, and where its real rows come from."""

import shutil
from importlib.resources import files
from pathlib import Path

ROOT = Path(__file__).parents[2]
ATTRIBUTION = Path("content") / "about" / "attribution.md"


def write_site_words(data: Path) -> Path:
    """Copies the words into the data folder, with the attribution of the real rows beside the licence."""
    folder = data / "site-words"
    shutil.copytree(ROOT / "site", folder, dirs_exist_ok=True)
    said = (ROOT / "site" / ATTRIBUTION).read_text("utf-8")
    own = files("portal.demo").joinpath("attribution.md").read_text("utf-8")
    (folder / ATTRIBUTION).write_text(f"{said.rstrip()}\n\n{own}", "utf-8")
    return folder
