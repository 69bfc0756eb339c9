"""Charts: the same picture for the same figures, drawn once, in the colours of the house."""

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from portal.charts import bars
from portal.charts.bars import Bar, Drawing, draw, drawing, svgs

BARS = [Bar("Small or medium", "9 contracts", 9, 14), Bar("Not known", "5 contracts", 5, 14)]
ROOT = Path(__file__).parents[3]


def svg(one: Drawing) -> str:
    return svgs([one], None)[one.name]


def test_the_same_figures_give_the_same_bytes_under_the_same_name() -> None:
    first, second = drawing("Contracts", BARS), drawing("Contracts", list(BARS))
    assert first == second
    assert draw([first.spec]) == draw([second.spec])


def test_other_figures_have_another_name() -> None:
    assert drawing("Contracts", BARS).name != drawing("Contracts", BARS[:1]).name


def test_words_say_what_the_bars_show() -> None:
    assert drawing("Contracts", BARS).alt == (
        "Bar chart. Contracts. Small or medium: 9 contracts; Not known: 5 contracts."
    )


def test_a_drawing_is_drawn_once_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, folder = drawing("Contracts", BARS), tmp_path / "charts"
    first = svgs([one], folder)
    monkeypatch.setattr(bars, "draw", lambda specs: pytest.fail("drawn twice"))
    assert svgs([one, one], folder) == first
    assert [path.name for path in folder.iterdir()] == [f"{one.name}.svg"]


def test_a_drawing_is_no_wider_than_the_smallest_phone_and_as_large_as_the_page_says() -> None:
    bars = [Bar("Supported accommodation for young people who came alone", "ends 31 Mar 2027", 0, 24), *BARS]
    one = drawing("Ends", bars)
    root = ElementTree.fromstring(svg(one))
    assert (root.get("width"), root.get("height")) == (str(one.width), str(one.height)) == ("320", "198")


def test_bars_are_as_long_as_their_part_of_the_whole() -> None:
    widths = re.findall(r'd="M0,[\d.]+h([\d.]+)v14[^"]*" fill="#14524b"', svg(drawing("Contracts", BARS)))
    assert [round(float(width)) for width in widths] == [round(320 * 9 / 14), round(320 * 5 / 14)]


def test_labels_of_others_cannot_leave_their_text() -> None:
    drawn = svg(drawing("Ends", [Bar("</text><script>x</script>", "& “quoted”", 1, 2)]))
    assert "<script" not in drawn
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_the_colours_are_the_tokens_of_the_house() -> None:
    tokens = (ROOT / "assets" / "styles" / "tokens.scss").read_text("utf-8").lower()
    for colour in (bars.INK, bars.SOFT, bars.BRAND, bars.TINT):
        assert colour in tokens


def test_a_drawing_asks_nothing_of_another_host() -> None:
    links = re.findall(r'(?:href|src|url)[=(]"?([^")\s>]+)', svg(drawing("Contracts", BARS)))
    assert not links


def test_what_is_missing_is_drawn_all_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    batches = []
    monkeypatch.setattr(bars, "draw", lambda specs: batches.append(len(specs)) or ["<svg/>"] * len(specs))
    one, two, three = (drawing("Contracts", [Bar("Small", "1", n, 4)]) for n in range(3))
    svgs([one], tmp_path)
    assert set(svgs([one, two, three], tmp_path)) == {one.name, two.name, three.name}
    assert batches == [1, 2]


def test_a_program_that_fails_says_why() -> None:
    with pytest.raises(RuntimeError, match="Charts could not be drawn: "):
        draw(["no specification"])


PROBE = """
import sys
from portal.charts import bars, drawing_program
from portal.publishing import app
one = bars.drawing("Contracts", [bars.Bar("Small", "1", 1, 2)])
assert bars.svgs([one], None)[one.name].startswith("<svg")
print("vl_convert" in sys.modules)
"""


def test_the_library_is_never_loaded_by_whoever_publishes() -> None:
    """It starts threads, and a build forks."""
    said = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, cwd=ROOT)
    assert said.stdout.split() == ["False"]
