"""The page of a question that takes a file: without a script, and never at the cost of the other boxes."""

from io import BytesIO

import pytest

from models.monitoring_return import Return
from models.store import writing
from models.upload import Upload
from portal import incoming, limits
from portal.uploads.cellar import Cellar
from tests.fixtures.client import HouseClient
from tests.fixtures.page import Page
from tests.fixtures.queries import listening
from tests.portal.life import Life, url
from tests.portal.uploads import making
from tests.portal.uploads.conftest import PAGE, REVIEW, Hands

DAY = "14 August 2026"


def file(name: str = "review.pdf", content: bytes | None = None) -> tuple[BytesIO, str]:
    return BytesIO(making.pdf() if content is None else content), name


class Alice:
    """Alice at the page, pressing buttons as it has them."""

    def __init__(self, client: HouseClient, hands: Hands) -> None:
        self.client, self.ret = client.as_(hands.life.cast.alice), hands.asked()

    def page(self) -> Page:
        return self.client.get(url(self.ret, PAGE))

    def sends(self, page: Page | None = None, *, button: str = "", status: int = 200, **typed: object) -> Page:
        page = page or self.page()
        form = page.form()
        assert form.get("enctype") == "multipart/form-data"
        sent = {name: value for name, value in page.values(form).items() if name != REVIEW} | typed
        if button:
            name, _, value = button.partition("=")
            sent[name] = value
        return self.client.post(form.get("action"), sent, status=status)

    def button(self, page: Page, act: str) -> str:
        name = f"{REVIEW}.{act}"
        return f"{name}={page.one(f'//button[@name={name!r}]').get('value')}"


@pytest.fixture
def alice(client: HouseClient, hands: Hands) -> Alice:
    return Alice(client, hands)


def test_the_box_says_what_it_takes_and_how_large(alice: Alice) -> None:
    page = alice.page()
    box = page.one(f"//input[@type='file'][@name='{REVIEW}']")
    assert box.get("accept") == ".pdf,.docx,.odt"
    assert box.get("data-largest") == str(10 * 1024 * 1024)
    assert "One file, up to 10 MB: PDF, Word or OpenDocument text." in page.main
    assert "Is a young person" not in page.main  # it takes no pictures


def test_a_return_that_was_begun_with_the_version_before_is_not_asked_for_a_file(alice: Alice) -> None:
    with writing():
        Return.update(set_version="2026-1").where(Return.id == alice.ret.id).execute()
    page = alice.page()
    assert not page.all("//input[@type='file']")
    assert page.form().get("enctype") is None


def test_file_and_words_are_saved_together_and_the_return_goes_on(alice: Alice) -> None:
    page = alice.sends(quality_review_date=DAY, **{REVIEW: file("My review.pdf")})
    assert "/quality_review" not in page.url
    page = alice.page()
    link = page.one("//a[starts-with(@href, '/files/')]")
    assert link.text == "My review.pdf (PDF, 1 KB)"
    assert page.values(page.form())["quality_review_date"] == [DAY]
    assert not page.all("//input[@type='file']")  # one is enough


def test_a_file_that_is_refused_costs_no_other_word_and_does_not_stop_the_return(alice: Alice) -> None:
    page = alice.sends(quality_review_date=DAY, **{REVIEW: file("review.pdf", b"<html>")})
    assert page.errors == [
        "“review.pdf” is called one type of file and holds another. Save it again from the program that made it."
    ]
    assert page.error_at(REVIEW).endswith(page.errors[0])
    assert page.values(page.form())["quality_review_date"] == [DAY]
    page = alice.sends(page)  # the browser has nothing in the box now
    assert "/quality_review" not in page.url
    assert not Upload.select().where(Upload.state != "refused").exists()


def test_words_that_cannot_be_read_cost_no_file(alice: Alice) -> None:
    page = alice.sends(quality_review_date="the other day", **{REVIEW: file()})
    assert len(page.errors) == 1
    assert "review.pdf (PDF, 1 KB)" in page.main
    assert Upload.get().state == "checked"


def test_one_that_is_too_large_is_let_go_and_the_words_beside_it_are_kept(
    alice: Alice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "LARGEST_FILE", 2_000)
    page = alice.sends(quality_review_date=DAY, status=413, **{REVIEW: file(content=making.pdf() + b" " * 5_000)})
    assert page.errors == [
        "“review.pdf” is larger than 10 MB. Save it with smaller pictures, or only the pages that matter."
    ]
    assert alice.page().values(alice.page().form())["quality_review_date"] == [DAY]


def test_words_may_not_be_as_long_as_a_file(alice: Alice) -> None:
    page = alice.page()
    alice.client.app.config["MAX_FORM_MEMORY_SIZE"] = 2_000
    page = alice.sends(page, quality_review_date="x" * 2_001, status=413, **{REVIEW: file()})
    assert page.h1 == "That is too much at once"


def test_too_many_within_an_hour_is_a_message_at_the_box_alone(alice: Alice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(limits.TRIES, "upload", {"account": "1 per hour"})
    alice.sends(**{REVIEW: file(content=b"<html>")})
    page = alice.sends(quality_review_date=DAY, **{REVIEW: file()})
    assert page.errors == ["You have added many files within an hour. Your answers are saved; add this file later."]
    assert page.values(page.form())["quality_review_date"] == [DAY]


def test_what_is_hidden_is_listed_and_the_choice_is_hers(alice: Alice) -> None:
    hiding = making.docx(making.CHANGED, comments=making.COMMENT)
    page = alice.sends(quality_review_date=DAY, **{REVIEW: file("review.docx", hiding)})
    assert "Not added yet" in page.main
    for line in ("a comment", "2 changes that were tracked"):
        assert page.all(f"//li[text()='{line}']"), line
    page = alice.sends(page, button=alice.button(page, "clean"))
    assert "Not added yet" not in page.main
    assert Upload.get().state == "checked"
    page = alice.sends(page, button=alice.button(page, "remove"))
    assert page.one(f"//input[@type='file'][@name='{REVIEW}']") is not None


def test_before_sending_it_is_said_that_a_file_waits_and_sending_goes_without_it(
    client: HouseClient, hands: Hands
) -> None:
    ret = hands.standard()
    hands.add(ret, "review.docx", making.docx(comments=making.COMMENT))
    page = client.as_(hands.life.cast.alice).get(url(ret, "check"))
    assert "review.docx (Word, 1 KB) is not added yet: something is hidden in it." in page.main
    assert REVIEW not in str(bytes(hands.life.send(ret).payload))


def test_the_words_of_a_file_answer_are_not_taken_out_as_if_they_were_the_file(alice: Alice, hands: Hands) -> None:
    hands.add(alice.ret)
    alice.client.get(url(alice.ret, f"take-out/{REVIEW}"), status=404)


def test_kept_as_it_is_what_was_found_stays_written_beside_it(alice: Alice) -> None:
    page = alice.sends(**{REVIEW: file("review.docx", making.docx(comments=making.COMMENT))})
    page = alice.sends(page, button=alice.button(page, "keep"), quality_review_date=DAY)
    assert "With a comment." in page.main
    assert page.values(page.form())["quality_review_date"] == [DAY]  # the button saves the page, too


def test_somebody_who_goes_elsewhere_is_told_there(alice: Alice) -> None:
    page = alice.sends(button="then=stop", **{REVIEW: file("review.pdf", b"<html>")})
    assert page.url == url(alice.ret)
    assert "holds another" in page.text


def test_a_button_of_another_return_does_nothing(alice: Alice, hands: Hands) -> None:
    other = hands.asked_elsewhere()
    hands.add(other, by=hands.life.cast.charlie)
    theirs = hands.upload(other)
    alice.sends(button=f"{REVIEW}.remove={theirs.public_id}")
    assert hands.upload(other).state == "checked"


def test_a_name_leads_nowhere_and_nothing_lies_under_it(alice: Alice, hands: Hands) -> None:
    canary = hands.life.settings.data.parent / "canary.pdf"
    canary.write_text("alive")
    alice.sends(**{REVIEW: file("../../../canary.pdf")})
    assert canary.read_text() == "alive"
    assert Upload.get().name == "canary.pdf"
    kept = [path.name for path in hands.life.settings.uploads_folder.rglob("*") if path.is_file()]
    assert len(kept) == 1
    assert "canary" not in kept[0]


def test_the_check_page_the_receipt_and_the_desk_offer_it(client: HouseClient, hands: Hands) -> None:
    ret = hands.standard()
    hands.add(ret, "My review.pdf")
    alice, dana = client.as_(hands.life.cast.alice), client.as_(hands.life.cast.dana)
    here = f"/files/{hands.upload(ret).public_id}"
    words = "My review.pdf (PDF, 1 KB)"
    page = alice.get(url(ret, "check"))
    assert page.links()[words] == here
    assert f"{here}/take-out" in page.links().values()
    hands.life.send(ret)
    for page in (alice.get(url(ret, "receipt/1")), dana.get(url(ret, desk=True))):
        assert page.links()[words] == here


def test_pages_of_a_return_without_files_ask_the_store_nothing_of_them(client: HouseClient, life: Life) -> None:
    ret = life.fill(life.ask())
    alice = client.as_(life.cast.alice)
    for tail in ("places_ready", "check"):
        with listening() as queries:
            alice.get(url(ret, tail))
        assert not [query for query in queries if '"upload"' in query], tail


def test_a_long_list_of_files_takes_one_query(
    client: HouseClient, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    ret = hands.standard()
    hands.add(ret)
    with listening() as queries:
        client.as_(hands.life.cast.alice).get(url(ret, "check"))
    assert len([query for query in queries if 'FROM "upload"' in query]) == 1


def test_without_the_store_the_page_still_saves(alice: Alice, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Cellar, "put", lambda *_: (_ for _ in ()).throw(OSError("no route to host")))
    page = alice.sends(quality_review_date=DAY, **{REVIEW: file()})
    assert "something went wrong on our side" in page.errors[0]
    assert page.values(page.form())["quality_review_date"] == [DAY]
