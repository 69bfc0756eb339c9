"""Horizontal bars as SVG: in the brand’s colour on its tint, labelled directly.

A drawing is known by the digest of what it shows, and is drawn once.

The library that draws is large: `drawing_program.py` loads it, in a process of its own, when something must be drawn.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

INK, SOFT, BRAND, TINT = "#1d2624", "#52605c", "#14524b", "#e3efec"
"""The tokens of assets/styles/tokens.scss: an image cannot read the page’s custom properties. A test compares them."""
FONT = "Helvetica Neue, Helvetica, Arial, sans-serif"
WIDTH, STEP, THICK, SIZE = 320, 66, 14, 16
"""Pixels: a drawing is as wide as the smallest phone, and is never stretched."""
LONGEST = 34
"""Characters of a label; longer ones stand whole in the table."""


@dataclass(frozen=True)
class Bar:
    """`value` of `whole`, and how it is said."""

    label: str
    said: str
    value: int
    whole: int


@dataclass(frozen=True)
class Drawing:
    """What is to be drawn, in words (`alt`) and for the library (`spec`, canonical JSON)."""

    name: str
    alt: str
    spec: str
    height: int
    width: int = WIDTH

    @property
    def url(self) -> str:
        return f"/charts/{self.name}.svg"


def drawing(title: str, bars: Sequence[Bar]) -> Drawing:
    """A chart of bars, each with its label and its number above it."""
    spec = json.dumps(_spec(bars), sort_keys=True, ensure_ascii=False)
    words = "; ".join(f"{bar.label}: {bar.said}" for bar in bars)
    digest = blake2b(f"{spec} {_library()}".encode(), digest_size=8).hexdigest()
    return Drawing(digest, f"Bar chart. {title}. {words}.", spec, STEP * len(bars))


@cache
def _library() -> str:
    return version("vl-convert-python")


def svgs(drawings: Iterable[Drawing], folder: Path | None) -> dict[str, str]:
    """Drawings by their names, as SVG. What stands in `folder` (without one: in this process) is not drawn again; what
    is missing is drawn all at once, and kept there."""
    wanted = {one.name: one for one in drawings}
    found = {name: svg for name in wanted if (svg := _kept(name, folder)) is not None}
    missing = [one for name, one in wanted.items() if name not in found]
    for one, svg in zip(missing, draw([one.spec for one in missing]) if missing else (), strict=True):
        _keep(one.name, svg, folder)
        found[one.name] = svg
    return found


_here: dict[str, str] = {}
"""Name -> drawing, where no folder keeps them."""


def _kept(name: str, folder: Path | None) -> str | None:
    if folder is None:
        return _here.get(name)
    path = folder / f"{name}.svg"
    return path.read_text("utf-8") if path.exists() else None


def _keep(name: str, svg: str, folder: Path | None) -> None:
    if folder is None:
        _here[name] = svg
        return
    folder.mkdir(parents=True, exist_ok=True)
    new = folder / f".{name}.{os.getpid()}"
    new.write_text(svg, "utf-8")
    new.replace(folder / f"{name}.svg")


def draw(specs: Sequence[str]) -> list[str]:
    """Vega-Lite to SVG, in a process of its own: the same bytes for the same specification.

    Raises RuntimeError with what that process said where it fails.
    """
    program = [sys.executable, "-I", str(Path(__file__).with_name("drawing_program.py"))]
    done = subprocess.run(program, input=json.dumps(specs).encode(), capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"Charts could not be drawn: {done.stderr.decode(errors='replace')[-500:]}")
    drawn: list[str] = json.loads(done.stdout)
    return drawn


def _spec(bars: Sequence[Bar]) -> dict[str, Any]:
    rows = [
        {"n": n, "label": _short(bar.label), "said": bar.said, "part": bar.value / bar.whole if bar.whole else 0}
        for n, bar in enumerate(bars)
    ]
    down = {"field": "n", "type": "ordinal", "axis": None, "scale": {"paddingInner": 0, "paddingOuter": 0}}
    right = {"type": "quantitative", "axis": None, "scale": {"domain": [0, 1], "nice": False}}
    bar = {"type": "bar", "height": THICK, "yOffset": 17}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": WIDTH,
        "height": {"step": STEP},
        "padding": 0,
        "autosize": {"type": "none", "contains": "padding"},
        "data": {"values": rows},
        "encoding": {"y": down},
        "layer": [
            {"mark": {**bar, "color": TINT}, "encoding": {"x": {"datum": 1, **right}}},
            {"mark": {**bar, "color": BRAND}, "encoding": {"x": {"field": "part", **right}}},
            _text("label", INK, -20, bold=True),
            _text("said", SOFT, -1, bold=False),
        ],
        "config": {"view": {"stroke": None}, "font": FONT, "background": None},
    }


def _text(field: str, colour: str, above: int, *, bold: bool) -> dict[str, Any]:
    mark = {
        "type": "text", "align": "left", "baseline": "middle", "color": colour, "font": FONT,
        "fontSize": SIZE, "fontWeight": "bold" if bold else "normal", "dy": above, "x": 0,
    }  # fmt: skip
    return {"mark": mark, "encoding": {"text": {"field": field}}}


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip(" ,") + "…"
