"""What the browser is given: our brand in one place, nothing of GOV.UK’s, readable, and small."""

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "portal" / "static"
CSS = (STATIC / "evenhand.css").read_text("utf-8")
JS = (STATIC / "evenhand.js").read_text("utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+): ?(#[0-9a-f]{3,6})", CSS.split("}")[0]))

ON_PAPER = [(ink, paper) for ink in ("ink", "soft", "link", "error", "brand") for paper in ("paper",)]
PAIRS = [
    *ON_PAPER,
    ("soft", "wash"),
    ("link", "wash"),
    ("link", "tint"),
    ("ink", "tint"),
    ("brand-dark", "tint"),
    ("ink", "accent-wash"),
    ("accent-ink", "accent-wash"),
    ("link", "accent-wash"),
    ("error-dark", "error-wash"),
    ("ink", "error-wash"),
    ("error", "error-wash"),
    ("ink", "focus"),
    ("paper", "brand"),
    ("paper", "brand-dark"),
    ("paper", "error"),
]


def luminance(colour: str) -> float:
    """Relative luminance of WCAG 2.2, 0 to 1, of #rgb or #rrggbb."""
    digits = colour.lstrip("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(TOKENS[one]), luminance(TOKENS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read(ink: str, paper: str) -> None:
    assert contrast(ink, paper) >= 4.5


def test_small_grey_text_is_as_readable_as_large() -> None:
    assert contrast("soft", "paper") >= 6.5


@pytest.mark.parametrize("line", ["edge", "brand", "ink", "error"])
def test_lines_that_mean_something_can_be_seen(line: str) -> None:
    assert contrast(line, "paper") >= 3


def test_every_colour_is_a_token() -> None:
    rules = CSS.partition("}")[2]
    shadow = "#0000002e"  # of the list of organisations
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", rules)) <= {shadow}
    assert set(re.findall(r"var\(--([a-z-]+)", rules)) <= set(TOKENS) | {"radius"}


def test_nothing_is_left_of_gov_uk_but_structure() -> None:
    for words in ("GDS Transport", "crown", "crest", "@font-face", "url("):
        assert words not in CSS


def test_nothing_names_its_source_map_or_another_host() -> None:
    for sheet in (CSS, JS):
        assert "sourceMappingURL" not in sheet
        assert not re.findall(r"https?://(?!www\.w3\.org)[^\s\"'`)]+", sheet)


def test_the_licence_is_told_with_its_version() -> None:
    lock = json.loads((ROOT / "assets" / "package-lock.json").read_text("utf-8"))
    version = lock["packages"]["node_modules/govuk-frontend"]["version"]
    licences = (STATIC / "LICENCES.txt").read_text("utf-8")
    assert f"govuk-frontend {version}" in licences
    assert "The MIT License" in licences
    assert f"govuk-frontend {version}" in CSS[:120]
    assert f"govuk-frontend {version}" in JS[:120]


def test_the_lock_file_names_no_registry() -> None:
    assert "resolved" not in (ROOT / "assets" / "package-lock.json").read_text("utf-8")


@pytest.mark.parametrize("name", ["evenhand.css", "evenhand.js"])
def test_the_packed_copy_is_the_same_and_small(name: str) -> None:
    packed = (STATIC / f"{name}.gz").read_bytes()
    assert gzip.decompress(packed) == (STATIC / name).read_bytes()
    assert len(packed) < 20_000


def test_the_script_stores_nothing() -> None:
    assert not re.search(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.", JS)


def test_every_class_of_ours_in_a_template_has_a_rule() -> None:
    used: set[str] = set()
    for path in (ROOT / "templates").rglob("*.html"):
        used |= set(re.findall(r"(?<![-\w])eh-[a-z][a-z0-9_-]*", path.read_text("utf-8")))
    rules = set(re.findall(r"\.(eh-[a-z][a-z0-9_-]*)", CSS))
    assert {name for name in used if not name.endswith("-")} <= rules
