"""What makes the guard quick changes no verdict: it finds what each pattern finds by itself, tried on every text."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from forms.given_names import GIVEN_NAMES
from portal.releasing import guard, patterns
from portal.releasing.guard import Examined
from tests.fixtures.tree import ROOT

DATA = ROOT / "tests" / "data"
TOLD: Mapping[str, Any] = tomllib.loads((patterns.HERE / "patterns.toml").read_text(encoding="utf-8"))
ABOUT_THE_ROW = {"area", "supplier"}


@cache
def _plain(pattern: str) -> re.Pattern[str]:
    """The pattern with its words in place, in the order of the file and nothing done to them."""
    lists = {**TOLD["words"], "given": GIVEN_NAMES}
    while found := re.search(r"\{([a-z_]+)\}", pattern):
        capital = "(?=[A-Z])" if found[1] == "given" else ""
        pattern = pattern.replace(found[0], f"{capital}(?:{'|'.join(lists[found[1]])})")
    return re.compile(pattern, re.IGNORECASE)


def _context(name: str) -> re.Pattern[str]:
    return _plain(TOLD["contexts"].get(name, rf"\b{{{name}}}\b"))


def _one_by_one(row: Examined) -> set[tuple[str, str]]:
    """Every rule over every text of the row, with nothing remembered and nothing left out."""
    texts = [guard.normal(text) for text in row.texts]
    title = guard.normal(row.title)
    whole = " \n ".join((title, *texts))
    short = [text for text in texts if len(text) <= guard.AS_A_TITLE and text.lower() != title.lower()]
    where = {
        "title": [title, *short],
        "text": [text for text in texts if len(text) > guard.AS_A_TITLE],
        "area": map(guard.normal, row.areas),
        "reference": map(guard.normal, row.references),
        "supplier": map(guard.normal, row.suppliers),
        "contact": map(guard.normal, row.contacts),
    }
    given = [(kind, text) for kind, texts_of in where.items() for text in texts_of]
    return {
        (rule["key"], piece)
        for rule in TOLD["rule"]
        for kind, text in given
        if kind in rule["on"] and (piece := _piece(rule, text, f"{text} {whole}")) is not None
    }


def _piece(rule: Mapping[str, Any], text: str, row: str) -> str | None:
    unless = rule.get("unless")
    if "needs" in rule and not _context(rule["needs"]).search(row if ABOUT_THE_ROW & set(rule["on"]) else text):
        return None
    if unless not in (None, "public_place") and _context(unless).search(text):
        return None
    public = unless == "public_place" or rule.get("public")
    if public and _context("works").search(row) and not _context("people").search(row):
        return None
    finds = (one if isinstance(one, str) else one["find"] for one in rule["any"])
    return next((found[0].strip() for find in finds if (found := _plain(find).search(text))), None)


def _found(row: Examined) -> set[tuple[str, str]]:
    return {(stop.key, stop.found) for stop in guard.examine(row)}


def _lines(files: Iterable[Path]) -> list[str]:
    return [line for file in sorted(files) for line in file.read_text(encoding="utf-8").splitlines()]


def _real_rows() -> Iterable[Examined]:
    with (DATA / "registers" / "award_rows.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            values = {
                "title": row["ContractTitle"],
                "description": row["Description"],
                "area": row["OrganisationLabel"],
            }
            yield guard.of_values(values | {"reference": row["ContractReference"]}, [row["SupplierName"]])


TITLES = _lines((DATA / "guard").glob("*.txt"))
IN_EITHER_CASE = [line.upper() if n % 2 else line for n, line in enumerate(TITLES)]


def _everywhere(text: str) -> Examined:
    return guard.of_values(
        {"title": text, "description": f"{text} and so on. " * 6, "area": text}, [text, "Harbour Ltd"]
    )


def test_real_rows_and_every_title_are_judged_as_by_each_pattern_alone() -> None:
    rows = [*islice(_real_rows(), 0, None, 3), *map(_everywhere, IN_EITHER_CASE)]
    differently = [row.title for row in rows if _found(row) != _one_by_one(row)]
    assert len(rows) > 1_000
    assert differently == []
    assert sum(bool(_found(row)) for row in rows) > 500


WORDS = sorted(set(chain.from_iterable(line.split() for line in TITLES)))
ODD = [
    "İ",
    "ſ",
    "K",
    "ı",
    "٣",
    "４",
    "chıld",
    "CHİLD",
    "foſter",
    "&amp;",
    "\u200b",
    "’",
    "–",
    "Zoë",
    "McAnna",
    "forAnna",
    "1:1",
]
PIECES = st.one_of(st.sampled_from(WORDS), st.sampled_from(GIVEN_NAMES), st.sampled_from(ODD), st.text(max_size=6))
TEXTS = st.lists(PIECES, max_size=12).flatmap(
    lambda words: st.sampled_from([" ", " ", "", "-", ", "]).map(lambda between: between.join(words))
)


@settings(max_examples=200, deadline=None)
@given(TEXTS, TEXTS, TEXTS, TEXTS)
def test_whatever_text_is_judged_as_by_each_pattern_alone(title: str, text: str, supplier: str, area: str) -> None:
    row = guard.of_values({"title": title, "description": text * 4, "area": area, "contact": text}, [supplier])
    assert _found(row) == _one_by_one(row)


WITH_SIGNS = [
    one for rule in patterns.RULES for one in rule.patterns if one.signs and patterns.A_GIVEN_NAME not in one.signs
]
PLAIN_LETTERS = st.characters(min_codepoint=32, max_codepoint=126)


def test_whatever_a_pattern_finds_has_one_of_its_signs() -> None:
    """Texts are made of the pattern itself: those of the other tests are not thorough enough to show a missing sign."""
    seen = sum(map(_texts_with_signs, WITH_SIGNS))
    assert seen > 3 * len(WITH_SIGNS)


def _texts_with_signs(pattern: patterns.Pattern) -> int:
    """How many texts were made in which it is found."""
    seen = 0

    @EACH_PATTERN
    @given(st.from_regex(re.compile(pattern.source, re.IGNORECASE), alphabet=PLAIN_LETTERS))
    def has_a_sign(made: str) -> None:
        nonlocal seen
        if pattern.search(text := guard.normal(made)):
            seen += 1
            assert not patterns._Text(text, pattern.signs).signs.isdisjoint(pattern.signs), text

    with suppress(Unsatisfiable):  # a name that must begin with a capital is hardly ever made
        has_a_sign()
    return seen


EACH_PATTERN = settings(
    max_examples=8, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def test_a_text_seen_before_is_judged_by_the_row_that_it_stands_in() -> None:
    for care, stopped in (("Roof repairs", False), ("Foster home", True), ("Roof repairs", False)):
        row = guard.of_values({"title": care, "area": "12 Elm Road, Preston"})
        assert bool(guard.held(row)) == stopped


def test_a_wrong_sign_would_be_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = next(rule for rule in patterns.RULES if rule.key == "e-mail")
    blind = tuple(patterns.Pattern(one.source, frozenset({"no such sign"})) for one in rule.patterns)
    monkeypatch.setitem(rule.__dict__, "patterns", blind)
    monkeypatch.setitem(rule.__dict__, "signs", frozenset({"no such sign"}))
    row = guard.of_values({"title": "Ask jane at gmail.com for a brochure"})
    assert _found(row) != _one_by_one(row)


@pytest.mark.parametrize(
    "words",
    [
        ["ann", "anna", "bob"],
        ["a?", "b"],
        ["yps?", "yp", "young (?:man|woman)"],
        ["re", "ref", "regarding"],
        ["La", "lb"],
    ],
)
def test_grouped_words_are_found_as_they_stand(words: list[str]) -> None:
    plain, grouped = re.compile("|".join(words)), re.compile(patterns.grouped(words))
    for text in ("anna", "an", "yps", "yp", "young woman", "refer", "regarding", "bob", "La", "la", "lb", "", "a"):
        assert [found[0] for found in plain.finditer(text)] == [found[0] for found in grouped.finditer(text)]


def test_every_pattern_is_one_though_it_is_compiled_when_it_is_looked_for() -> None:
    every = [one for rule in patterns.RULES for one in (*rule.patterns, rule.needs, rule.unless) if one]
    assert len(every) > len(patterns.RULES)
    for one in (*every, patterns.WORKS, patterns.PEOPLE):
        assert one.search("") is None
