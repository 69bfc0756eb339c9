"""Files and people that `/desk/register/import` refuses, and what goes wrong half-way: why, and nothing changed."""

import io
import shutil
import threading
import time
import zipfile
from datetime import UTC, timedelta
from pathlib import Path

import apsw
import pytest
import time_machine

from models.authority import Authority
from models.person import Membership
from models.register.contract import Contract
from models.register.taking_in import Import
from models.store import writing
from portal.register import background, previews, work
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.register.desk import FIRST, IMPORT, choose, figures, imported, stands, take_in, until_done
from tests.portal.register.files import LGA, ROWS, as_xlsx
from tests.portal.register.taking import HEADINGS, ONE, register_of

MEGABYTE = 1024 * 1024
WHOSE = f"OrganisationLabel,{HEADINGS}"


def bomb() -> bytes:
    """A workbook of some kilobytes that unpacks to 450 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parts:
        for name in ("[Content_Types].xml", "xl/workbook.xml"):
            parts.writestr(name, "<a/>")
        with parts.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _ in range(450):
                sheet.write(b"\0" * MEGABYTE)
    return out.getvalue()


BAD = {
    "a PDF": (b"%PDF-1.7 ...", "This is a PDF."),
    "nothing": (b"", "The file is empty."),
    "a web page": (b"<!DOCTYPE html><table>", "This is a web page or XML"),
    "no register": (b"Name,Age\nA,1\n", "header"),
    "no rows": (HEADINGS.encode(), "no rows below it"),
    "no good row": (register_of("bad"), "None of the 1 rows can be kept."),
    "a damaged workbook": (as_xlsx(ROWS, LGA)[:900], "damaged"),
}
TOO_MUCH = "a workbook that unpacks to too much"


@pytest.mark.parametrize("what", [*BAD, TOO_MUCH])
def test_a_bad_file_says_why_at_its_box_and_changes_nothing(
    client: HouseClient, cast: Cast, settings: Settings, what: str
) -> None:
    content, why = (bomb(), "unpacks to more than 400 MB") if what == TOO_MUCH else BAD[what]
    joan, before = client.as_(cast.joan), stands()
    page = choose(joan, content, status=422)
    assert why in page.error_at("file")
    assert page.errors
    assert stands() == before
    assert not list((settings.data / "imports").glob("*/*")), "a file that is no register is not kept"


def test_a_file_that_is_too_large_says_so_at_its_box(client: HouseClient, cast: Cast) -> None:
    page = choose(client.as_(cast.joan), b"x" * 21 * MEGABYTE, status=413)
    assert page.error_at("file").startswith("Error: The file has 21 MB; the most is 20 MB.")
    assert page.h1 == "Take in a register file"


def test_only_this_form_takes_more_than_any_other(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    page = choose(joan, FIRST + b"\n" + (b" " * 1023 + b"\n") * 5 * 1024)
    assert figures(page)[:2] == ["2", "2"]
    joan.post(f"{page.url}/take-in", {"more": "x" * 5 * MEGABYTE}, status=413)
    page = client.post(IMPORT, {"more": "x" * 21 * MEGABYTE}, status=413)
    assert page.h1 == "That is too much at once"


def test_people_who_read_see_what_was_taken_in_and_choose_nothing(client: HouseClient, cast: Cast, now) -> None:
    imported(cast.fairshire, ONE, now=now)
    for person in (cast.dana, cast.hana):
        page = client.as_(person).get(IMPORT)
        assert page.h1 == "Register files"
        assert not page.all("//input[@type='file']")
        assert "register.csv" in page.links()
    client.as_(cast.dana).post(IMPORT, {}, status=403)
    assert "register.csv" not in client.as_(cast.gita).get(IMPORT).main
    client.as_(cast.alice).get(IMPORT, status=403)


def test_the_preview_of_another_council_does_not_exist(client: HouseClient, cast: Cast, now) -> None:
    preview = choose(client.as_(cast.joan))
    with writing():
        Membership.begin(cast.gita, cast.westmoor, "register_editor", now, by=None)
    gita = client.as_(cast.gita)
    for path in (preview.url, f"{preview.url}/new"):
        gita.get(path, status=404)
    for path in ("take-in", "look-again", "throw-away"):
        gita.post(f"{preview.url}/{path}", status=404)
    assert not Contract.select().count()
    client.as_(cast.joan).get(preview.url)


def test_rows_of_a_council_that_keeps_its_own_register_are_refused(client: HouseClient, cast: Cast) -> None:
    joan, before = client.as_(cast.joan), stands()
    file = register_of(f"Fairshire County Council,{ONE}", f"westmoor county council,{ONE}", headings=WHOSE)
    page = choose(joan, file, status=422)
    assert "Row 3 is of Westmoor County Council, which keeps its own register here" in page.error_at("file")
    assert stands() == before


def test_who_gets_people_meanwhile_keeps_its_own_register(client: HouseClient, cast: Cast, now) -> None:
    """Shown while Elsham was only a name; by now it has somebody."""
    joan = client.as_(cast.joan)
    preview = choose(joan, register_of(f"Elsham Council,{ONE}", headings=WHOSE))
    assert "Elsham Council" in preview.main
    with writing():
        elsham = Authority.create(slug="elsham", name="Elsham Council", kind="council", nation="E")
        Membership.begin(cast.ivan, elsham, "officer", now, by=None)
    page = take_in(joan, preview, status=422)
    assert "Elsham Council, which keeps its own register here" in page.error_at("file")
    assert not Contract.select().count()


def test_councils_that_only_stand_in_the_register_may_be_brought(client: HouseClient, cast: Cast) -> None:
    joan = client.as_(cast.joan)
    file = register_of(f"Elsham Council,{ONE}", headings=WHOSE)
    take_in(joan, choose(joan, file))
    assert Contract.get().authority.name == "Elsham Council"
    changed = file.replace(b"5000", b"5500")
    assert figures(choose(joan, changed)) == ["1", "0", "1", "0", "0"]


def test_a_store_that_fails_changes_nothing_and_says_so(
    client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)

    def fails(*_: object, **__: object) -> None:
        raise apsw.FullError("full")

    with monkeypatch.context() as patch:
        patch.setattr(work.keeping, "keep", fails)
        page = take_in(joan, preview)
    assert "The disk of the service is full. Nothing was changed." in page.main
    assert not Contract.select().count()
    assert figures(take_in(joan, page))[:2] == ["2", "2"]


def test_a_file_that_was_altered_on_disk_is_not_taken_in(client: HouseClient, cast: Cast, settings: Settings) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    (file,) = (settings.data / "imports").glob("*/*/file")
    file.write_bytes(register_of("R7,Not what was shown,2026-04-01,2027-03-31,1,X Ltd"))
    page = take_in(joan, preview)
    assert "Something went wrong on our side. Nothing was changed." in page.main
    assert not Contract.select().count()


def test_a_long_file_shows_how_far_it_is(client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, looks = threading.Event(), previews.look

    def slowly(*said: object, watch: object, **more: object) -> object:
        watch(40, 100)  # type: ignore[operator]
        go_on.wait(60)
        return looks(*said, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(previews, "look", slowly)
    monkeypatch.setattr(background, "PATIENCE", 0.2)
    joan = client.as_(cast.joan)
    page = choose(joan)
    assert page.h1 == "The file is being read"
    assert "40% is done" in page.main
    assert page.one("//noscript/meta").get("content") == "4", "without a script it loads itself again"
    assert page.one("//*[@data-look-again]").get("data-look-again") == "4000"
    assert "register.csv" in joan.get(IMPORT).links()
    joan.post(f"{page.url}/throw-away")
    go_on.set()
    assert until_done(joan, page.url).h1 == "What would change"


def test_what_was_interrupted_is_begun_again(client: HouseClient, cast: Cast, settings: Settings) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    (outcome,) = (settings.data / "imports").glob("*/*/outcome")
    outcome.unlink()  # as if the process had ended before it was written
    page = joan.get(preview.url)
    assert page.h1 == "This was interrupted"
    assert figures(joan.submit(page, action="/look-again"))[:2] == ["2", "2"]


def test_what_was_taken_in_is_known_even_when_the_process_ended_at_once(
    client: HouseClient, cast: Cast, settings: Settings, tmp_path: Path
) -> None:
    joan = client.as_(cast.joan)
    preview = choose(joan)
    shutil.copytree(settings.data / "imports", tmp_path / "left")
    take_in(joan, preview)
    shutil.copytree(tmp_path / "left", settings.data / "imports", dirs_exist_ok=True)
    assert joan.get(preview.url, follow=True).h1 == "What was taken in"
    assert take_in(joan, preview).h1 == "What was taken in"
    assert Import.select().count() == 1
    assert figures(choose(joan)) == ["2", "0", "0", "2", "0"], "chosen again, it is looked at again"


def test_a_long_file_that_turns_out_bad_says_why_at_its_box(
    client: HouseClient, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "PATIENCE", 0.0)
    joan = client.as_(cast.joan)
    page = joan.get(IMPORT)
    sent = {"file": (io.BytesIO(BAD["a damaged workbook"][0]), "register.xlsx")}
    with background._one_at_a_time:  # so that nobody has read it before the page stops waiting
        address = joan.submit(page, sent, follow=False, status=302).location or ""
    for _ in range(1200):
        answer = joan.browser.get(address)
        if answer.status_code == 422:
            break
        time.sleep(0.05)
    assert "damaged" in answer.get_data(as_text=True)


def test_old_files_go_when_the_next_is_chosen(client: HouseClient, cast: Cast, settings: Settings, now) -> None:
    choose(client.as_(cast.joan))
    with time_machine.travel((now + timedelta(days=2)).replace(tzinfo=UTC)):
        choose(client.as_(cast.joan), register_of(ONE))
    assert len(list((settings.data / "imports").glob("*/*"))) == 1
    assert not Import.select().count()
