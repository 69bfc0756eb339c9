"""Pelican, given the same pages: a Markdown file for each, its pieces in its metadata, looped over by one template."""

import json
import subprocess
import sys
from pathlib import Path

from bench.cutting import Cut
from bench.generators import CACHE, Rival, copied, said, write

PELICAN = "pelican[markdown]>=4.11"


def pelican(whole: Cut, folder: Path) -> Rival | None:
    """Pelican’s site."""
    home = CACHE / "pelican"
    program = home / "bin" / "pelican"
    if not program.exists() and not _installed(home):
        return None
    write(folder / "pelicanconf.py", SETTINGS)
    write(folder / "fragments.json", json.dumps(whole.fragments))
    write(folder / "theme" / "templates" / "page.html", TEMPLATE)
    for number, (address, pieces) in enumerate(whole.pages.items()):
        path = f"{address}index.html" if address.endswith("/") else address
        head = {"Title": number, "Slug": number, "Save_as": path.lstrip("/"), "Pieces": json.dumps(pieces)}
        lines = "".join(f"{name}: {value}\n" for name, value in head.items())
        write(folder / "content" / "pages" / f"{number // 500}" / f"{number}.md", f"{lines}\n")
    copied(whole, folder / "content" / "static")
    command = [str(program), "--quiet", "content", "--settings", "pelicanconf.py", "--output", "public"]
    return Rival("Pelican", said(program, "--version"), str(folder), str(folder / "public"), command)


SETTINGS = """\
import json
from pathlib import Path
HERE = Path(__file__).parent
SITEURL, SITENAME, TIMEZONE, THEME = "", "Register", "Europe/London", "theme"
PAGE_PATHS, ARTICLE_PATHS, STATIC_PATHS = ["pages"], [], ["static"]
DIRECT_TEMPLATES, THEME_STATIC_PATHS = [], []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
JINJA_GLOBALS = {"fragments": json.loads((HERE / "fragments.json").read_text())}
JINJA_FILTERS = {"pieces": json.loads}
EXTRA_PATH_METADATA = {
    f"static/{path}": {"path": path}
    for path in (one.relative_to(HERE / "content/static").as_posix() for one in (HERE / "content/static").rglob("*"))
}
"""
TEMPLATE = "{% for piece in page.pieces|pieces %}{{ fragments[piece[0]] }}{{ piece[1]|e }}{% endfor %}"


def _installed(home: Path) -> bool:
    steps = (
        [sys.executable, "-m", "venv", str(home)],
        [str(home / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", PELICAN],
    )
    return all(subprocess.run(step, check=False).returncode == 0 for step in steps)
