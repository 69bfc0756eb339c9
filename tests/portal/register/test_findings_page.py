"""`/desk/register/findings/<uuid>`: what came of a file, for reading, printing and spreadsheets."""

import csv
import io

import pytest

from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.desk import IMPORT, figures, imported
from tests.portal.register.files import AWARDS
from tests.portal.register.taking import ONE, TWO, register_of

ROWS = (
    "R1,Lodgings,2026-04-01,2029-03-31,5000,Rowan CIC",
    "R2,Advocacy,2026-04-01,2027-03-31,seven,Voice Ltd",
    "R3,Play &amp; sport,2026-04-01,2027-03-31,9000,Oak Ltd",
    "R4,Care,2026-04-01,2027-03-31,=1+1,Oak Limited",
    "bad",
)


def path(import_id: object) -> str:
    return f"/desk/register/findings/{import_id}"


def test_it_adds_up_and_names_what_needs_a_look_first(client: HouseClient, cast: Cast, now) -> None:
    page = client.as_(cast.dana).get(path(imported(cast.fairshire, *ROWS, now=now)))
    assert figures(page) == ["5", "4", "0", "0", "1"]
    kinds = [" ".join(summary.itertext()).split() for summary in page.all("//summary/span")]
    assert kinds[0][:2] == ["1", "×"]
    assert page.main.index("To look at") < page.main.index("To know")
    assert "on the command line" in page.main
    assert "Oak Limited" in page.main
    assert page.all("//button[@data-print]")


def test_it_leads_to_what_came_in_and_to_what_is_held(client: HouseClient, cast: Cast, now) -> None:
    dana = client.as_(cast.dana)
    plain = dana.get(path(imported(cast.fairshire, *ROWS, now=now))).links()
    assert plain["The register, last changed first"].endswith("/desk/register/?sort=changed")
    held_one = "R9,Lodgings for child JS,2026-04-01,2029-03-31,5000,Rowan CIC"
    holding = dana.get(path(imported(cast.fairshire, held_one, now=now))).links()
    held = "What is held back, and waits for somebody to decide"
    assert (held in plain, holding[held]) == (False, "/desk/register/held/")


def test_every_finding_stands_in_the_whole_list_page_by_page(client: HouseClient, cast: Cast, now) -> None:
    content = AWARDS.read_text()
    for straight, curly in (("'", "’"), ("&#039;", "’"), ('""', "”")):
        content = content.replace(straight, curly)  # house style looks at what pages say, whoever wrote it
    dana = client.as_(cast.dana)
    page = dana.get(path(imported(cast.fairshire, content=content.encode(), now=now)))
    every = dana.get(page.links()["All findings in the order of the file"])
    seen = len(every.all("//tbody/tr"))
    while following := every.links().get("Next page"):
        every = dana.get(following)
        seen += len(every.all("//tbody/tr"))
    answer = dana.browser.get(page.links()["As a CSV file"])
    rows = list(csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))))
    assert rows[0] == ["Row", "Column", "Value", "What is odd", "What was done"]
    assert len(rows) - 1 == seen > 200


def test_no_cell_of_the_csv_file_is_a_formula(client: HouseClient, cast: Cast, now) -> None:
    dana = client.as_(cast.dana)
    answer = dana.browser.get(f"{path(imported(cast.fairshire, *ROWS, now=now))}.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"] == "attachment; filename=findings-5-october-2026.csv"
    cells = [cell for row in csv.reader(io.StringIO(answer.get_data().decode("utf-8-sig"))) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_without_findings_it_says_so(client: HouseClient, cast: Cast, now) -> None:
    imported(cast.fairshire, ONE, TWO, now=now)
    page = client.as_(cast.hana).get(path(imported(cast.fairshire, ONE, TWO, now=now)))
    assert "Nothing was odd about the file" in page.main


def test_former_files_stand_in_a_list_the_newest_first(client: HouseClient, cast: Cast, now) -> None:
    for number in range(22):
        imported(cast.fairshire, ONE.replace("5000", str(5000 + number)), now=now, by=cast.joan.id)
    page = client.as_(cast.dana).get(IMPORT)
    cells = [" ".join(cell.xpath("string(.)").split()) for cell in page.all("//tbody/tr[1]/*")]
    assert cells == ["register.csv", "5 October 2026 at 9:00am", "Fairshire County Council", "1", "0", "1", "0", "0"]
    assert len(page.all("//tbody/tr")) == 20
    assert len(client.as_(cast.dana).get(page.links()["Next page"]).all("//tbody/tr")) == 2


@pytest.mark.parametrize("end", ["", "/all", ".csv"])
def test_it_is_for_those_who_read_that_register(client: HouseClient, cast: Cast, now, end: str) -> None:
    address = path(imported(cast.fairshire, *ROWS, now=now)) + end
    client.as_(cast.gita).get(address, status=404)
    for person in (cast.alice, cast.frank, cast.ivan):
        client.as_(person).get(address, status=403)
    for person in (cast.dana, cast.erin, cast.hana, cast.joan):
        assert client.as_(person).browser.get(address).status_code == 200


def test_values_of_the_file_are_shown_as_text(client: HouseClient, cast: Cast, now) -> None:
    row = "R1,Lodgings,2026-04-01,2029-03-31,<script>alert(1)</script>,Rowan CIC"
    page = client.as_(cast.dana).get(f"{path(imported(cast.fairshire, row, now=now))}/all")
    assert "<script>alert(1)</script>" in page.main
    assert register_of(row)
