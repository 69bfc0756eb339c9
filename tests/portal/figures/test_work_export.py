"""Files to take away: typed, without formulas, whole for the team and withheld for others; and who took them."""

import csv
import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from forms import figures, library
from models.audit import AuditEvent
from models.period import Period
from models.provider import Provider
from models.store import writing
from portal.figures.cells import csv_rows, guarded, write_book
from portal.figures.work import exporting, sharing
from tests.fixtures.cast import SET
from tests.fixtures.client import HouseClient
from tests.portal.figures.conftest import Many
from tests.portal.life import THIS

QUESTIONS = library.latest(SET)
PERIOD = Period.parse(THIS)
HOSTILE = (
    "=1+1", "+44 1632", "-5", "@SUM(A1)", "|calc", "%0A", "\t=1", "\r=1", "\n=1", "  =1", "\u200b=1", "\ufeff=1",
    "＝1", "＋1", "－1", "＠x", "｜x", "％x", "'=1", " '=1",
)  # fmt: skip


def taken(many: Many, audience: Any, form: Any = "csv", **more: Any) -> list[list[Any]]:
    """Rows of an export, the head first."""
    wanted = exporting.Wanted(PERIOD, audience, form)
    made = exporting.export(many.cast.fairshire, QUESTIONS, wanted, by=many.cast.dana.id, now=many.now)
    with made.file as file:
        body = file.read()
    if form == "csv":
        return list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(0).to_python()


def as_dicts(rows: list[list[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_the_teams_file_has_every_figure_with_its_status(many: Many) -> None:
    one, two = many.providers(2)
    many.give(one, THIS, {"missing_times": 3, "good": (7, 8)})
    many.give(two, THIS, {"missing_times": "not available", "good": None})
    rows = as_dicts(taken(many, "team"))
    assert [(r["Provider"], r["Code"], r["Status"], r["Number"], r["Out of"], r["Expected on"]) for r in rows] == [
        ("Provider 00", QUESTIONS.questions["missing_times"].code, "given", "3", "", ""),
        ("Provider 00", QUESTIONS.questions["good"].code, "given", "7", "8", ""),
        ("Provider 01", QUESTIONS.questions["missing_times"].code, "not available yet", "", "", "2026-11-03"),
        ("Provider 01", QUESTIONS.questions["good"].code, "does not apply", "", "", ""),
    ]
    first = rows[0]
    assert (first["Period key"], first["Version"], first["State of the return"]) == (
        THIS,
        QUESTIONS.version,
        "received",
    )
    assert first["Reference"].startswith("EH-")


def test_numbers_and_days_are_typed_in_a_spreadsheet(many: Many) -> None:
    (one,) = many.providers(1)
    many.give(one, THIS, {"missing_times": 3, "complaints_received": "not available"})
    rows = as_dicts(taken(many, "team", "xlsx"))
    assert rows[0]["Number"] == 3.0
    assert rows[1]["Expected on"] == date(2026, 11, 3)
    assert isinstance(rows[0]["Received"], datetime)


@pytest.mark.parametrize("text", HOSTILE)
def test_words_never_become_formulas(text: str) -> None:
    assert guarded(text) == f"'{text}"
    body = b"".join(csv_rows([[text, -5]])).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(body, newline=""))) == [f"'{text}", "-5"]
    file = io.BytesIO()
    write_book(file, [("A", iter([["Head"], [text, -5]]))])
    assert CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()[1][1] == -5.0
    assert b"<f>" not in zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml")


def test_a_providers_name_that_is_a_formula_stays_words(many: Many) -> None:
    with writing():
        provider = Provider.register(legal_name="=HYPERLINK(1)", kind="charity", by=None, at=many.now)
    many.give(provider, THIS, {"missing_times": 3})
    assert as_dicts(taken(many, "team"))[0]["Provider"] == "'=HYPERLINK(1)"
    assert as_dicts(taken(many, "team", "xlsx"))[0]["Provider"] == "=HYPERLINK(1)"


def test_what_is_shared_is_totals_of_all_with_small_ones_withheld(many: Many) -> None:
    providers = many.providers(4)
    for provider, times, good in zip(providers, (2, 1, 1, 0), (7, 8, 9, 10), strict=True):
        many.give(provider, THIS, {"missing_times": times, "good": (good, 12), "complaints_received": 4})
    rows = {row["Figure"]: row for row in as_dicts(taken(many, "share"))}
    names = {key: measure.name for key, measure in figures.by_key(QUESTIONS).items()}
    assert rows[names["missing_times"]]["Total"] == ""
    assert rows[names["missing_times"]]["Status"].startswith("withheld")
    assert [rows[names["good"]][column] for column in ("Total", "Out of", "Per cent")] == ["34", "48", "71"]
    assert rows[names["complaints_received"]]["Total"] == "16"
    assert not [row for row in taken(many, "share") if any("Provider 0" in str(cell) for cell in row)]


def test_a_sum_gives_nothing_away_that_was_withheld(many: Many) -> None:
    for provider, young, grown in zip(many.providers(4), (1, 1, 1, 1), (5, 6, 7, 8), strict=True):
        told: Mapping[str, float] = {"now_under_18": young, "now_18_plus": grown, "now": young + grown}
        many.give(provider, THIS, told)
    lines = {line.measure.key: line for line in sharing.shared(many.cast.fairshire.id, QUESTIONS, PERIOD)}
    assert lines["now_under_18"].withheld
    assert lines["now_18_plus"].withheld or lines["now"].withheld


def test_nothing_is_shared_while_returns_are_owed(many: Many, client: HouseClient) -> None:
    one, two = many.providers(2)
    many.give(one, THIS, {"missing_times": 30})
    owed = many.ask(two, THIS)
    with pytest.raises(sharing.StillOwed):
        taken(many, "share")
    dana = client.as_(many.cast.dana)
    assert "1 return is still owed" in dana.get(f"/desk/figures/{SET}/share/{THIS}").main
    many.send(owed, {"missing_times": 30})
    assert "withheld" in dana.get(f"/desk/figures/{SET}/share/{THIS}").main, "of two providers nothing is said"


def test_who_took_which_file_is_written_down(many: Many, client: HouseClient) -> None:
    many.give(many.providers(1)[0], THIS, {"missing_times": 3})
    dana = client.as_(many.cast.dana)
    page = dana.get(f"/desk/figures/{SET}/")
    got = dana.submit(page, {"period": THIS, "audience": "team", "form": "csv"}, action="export")
    assert got.response.headers["Content-Disposition"].endswith(f"{SET}-2026-27-q2-for-the-team.csv")
    assert got.response.data.decode("utf-8-sig").count("\r\n") == 2
    event = AuditEvent.get(AuditEvent.action == "figures.exported")
    assert (event.subject, event.by) == (f"authority:{many.cast.fairshire.public_id}", many.cast.dana.id)
    assert event.after == f"{SET}, {THIS}, team, csv"


@pytest.mark.parametrize("wrong", [{"audience": "all"}, {"form": "exe"}, {"period": "soon"}])
def test_an_export_of_nonsense_is_refused(many: Many, client: HouseClient, wrong: Mapping[str, str]) -> None:
    form = {"period": THIS, "audience": "team", "form": "csv"} | wrong
    client.as_(many.cast.dana).post(f"/desk/figures/{SET}/export", form, status=400)
    assert not AuditEvent.select().where(AuditEvent.action == "figures.exported").exists()
