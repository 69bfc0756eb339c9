"""The page of a conversation, without JavaScript and as the script asks for it."""

from typing import Any

import pytest

from models.answer import Answer
from models.conversation import Turn
from models.monitoring_return import Return
from models.store import writing
from models.tendering.override import Override
from tests.fixtures.client import HouseClient
from tests.fixtures.house_style import words as words_of
from tests.fixtures.page import Page, parse
from tests.fixtures.queries import Counting
from tests.portal.access_tenders import make_tender
from tests.portal.life import Life, url

WORDS, BUTTON = "your-words", "button-pressed"


@pytest.fixture
def alice(client: HouseClient, life: Life) -> HouseClient:
    return client.as_(life.cast.alice)


def boxes(page: Page) -> dict[str, str]:
    """What goes along unseen."""
    return {name: values[0] for name, values in page.values(page.form("/talk")).items() if name.startswith("turn-")}


def say(alice: HouseClient, page: Page, text: str = "", **more: Any) -> Page:
    """Sends words from a page as it stands."""
    status = more.pop("status", 200)
    return alice.post(url_of(page), {**boxes(page), WORDS: text, **more}, status=status)


def url_of(page: Page) -> str:
    return page.url.partition("?")[0]


def log(page: Page) -> list[str]:
    return [words_of(item) for item in page.all("//*[@role='log']//li")]


def chips(page: Page) -> dict[str, str]:
    """Buttons by their words."""
    return {words_of(chip): chip.get("value") for chip in page.all("//button[@class='eh-chip']")}


def test_the_first_thing_said_is_that_nobody_is_there(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "talk"))
    assert log(page)[0].startswith("Evenhand: I am a form that understands plain words, not a person.")
    assert "If a young person is in danger now, ring 999." in page.main
    assert page.links()["Use the pages instead"] == url(ret)
    assert page.links()["Answer this on its page"] == url(ret, "places_ready#places_ready")
    assert page.one("//textarea").get("name") == WORDS


def test_a_message_leads_to_its_newest_reply_and_is_one_item_of_the_list(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "talk"))
    sent = alice.post(url(ret, "talk"), {**boxes(page), WORDS: "eleven"}, follow=False, status=302)
    turn = next(t for t in Turn.select().order_by(Turn.number) if t.side == "form" and t.kind == "echo")
    assert sent.location == f"{url(ret, 'talk')}#turn-{turn.number}"
    page = alice.get(url(ret, "talk"))
    assert page.one(f"//li[@id='turn-{turn.number}']") is not None
    assert "Saved, not sent. 3 of" in page.main


def test_a_button_is_pressed_by_its_name_and_shown_by_its_words(alice: HouseClient, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "all but one")
    page = say(alice, page, **{BUTTON: chips(page)["Yes"]})
    assert any(item.startswith("You: Yes") for item in log(page))
    assert Answer.get(return_=ret.id, key="places_ready").value == "11"


def test_words_in_the_box_while_a_button_was_pressed_are_still_there(alice: HouseClient, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "all but one")
    page = say(alice, page, "and nine of them are lived in", **{BUTTON: chips(page)["Yes"]})
    assert words_of(page.one("//textarea")) == "and nine of them are lived in"
    assert Answer.get(return_=ret.id, key="places_ready").value == "11"


def test_where_words_fail_the_ordinary_boxes_of_the_question_stand_in_the_conversation(
    alice: HouseClient, ret: Return
) -> None:
    page = alice.get(url(ret, "talk"))
    for text in ("purple", "what colour", "purple"):
        page = page if page.all("//input[@name='places_ready']") else say(alice, page, text)
    assert page.one("//input[@name='places_ready']").get("type") == "text"
    page = say(alice, page, places_ready="11", **{BUTTON: "boxes"})
    assert Answer.get(return_=ret.id, key="places_ready").value == "11"


@pytest.mark.parametrize(("text", "error"), [("", "Write something"), ("x" * 10_001, "Shorten this to 10,000")])
def test_what_cannot_be_taken_stays_in_the_box_with_a_reason(
    alice: HouseClient, ret: Return, text: str, error: str
) -> None:
    page = say(alice, alice.get(url(ret, "talk")), text, status=422)
    assert error in page.errors[0]
    assert error in page.error_at(WORDS)
    assert words_of(page.one("//textarea")) == text
    assert not Turn.select().exists()


def test_a_double_send_and_a_second_window_lose_nothing_and_double_nothing(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "talk"))
    say(alice, page, "eleven")
    turns = Turn.select().count()
    assert "eleven" in " ".join(log(say(alice, page, "eleven")))
    assert Turn.select().count() == turns
    late = alice.post(url(ret, "talk"), {**boxes(page), "turn-token": "another", WORDS: "ten"}, status=409)
    assert "The conversation went on in another window." in late.main
    assert words_of(late.one("//textarea")) == "ten"
    assert any("eleven" in item for item in log(late))
    say(alice, late, "repairs")
    assert Answer.get(return_=ret.id, key="places_ready").value == "11"


def test_the_script_gets_only_what_is_new(alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "talk"))
    data = {**boxes(page), WORDS: "eleven", "csrf_token": alice.csrf_token()}
    headers = {"Origin": "http://localhost", "X-Kept-Form": "1"}
    answer = alice.browser.post(url(ret, "talk"), data=data, headers=headers)
    assert (answer.status_code, answer.headers["X-Part"]) == (200, "1")
    part = parse(f"<!DOCTYPE html><html><head><title>Part</title></head><body>{answer.text}</body></html>")
    shown = len(log(page))
    numbers = [int(number) for number in part.xpath("//@data-turn")]
    assert numbers == list(range(shown + 1, shown + 1 + len(numbers)))
    assert words_of(part.xpath("//li")[0]).startswith("You: eleven")
    assert {"talk-way", "talk-room", "talk-ways"} <= set(part.xpath("//*[@data-part]/@id"))
    leave = {**data, "turn-token": "two", "turn-seen": str(Turn.select().count()), "turn-base": "kept", WORDS: "stop"}
    answer = alice.browser.post(url(ret, "talk"), data=leave, headers=headers)
    assert (answer.status_code, answer.headers["X-Go-To"]) == (204, url(ret))


def test_guidance_is_quoted_with_the_page_and_version_that_it_stands_on(alice: HouseClient, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "what is a serious event?")
    quote = page.one("//blockquote")
    [link] = quote.xpath(".//a/@href")
    assert link.startswith(f"/questions/{ret.set_key}/{ret.set_version}/")
    assert f"version {ret.set_version}" in words_of(quote)
    assert "sexual or criminal exploitation" in words_of(quote)
    assert link.partition("#")[2] in alice.get(link).all("//@id")
    nothing = say(alice, page, "who has the best record in the nfl?")
    assert "I can’t find that in the guidance." in " ".join(log(nothing)[-3:])


def test_danger_shows_the_box_first_and_is_never_stored_by_itself(alice: HouseClient, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "he has taken an overdose, 11")
    mine = next(n for n, item in enumerate(log(page)) if item.startswith("You:"))
    assert "ring 999" in log(page)[mine + 1]
    assert not Answer.select().where((Answer.return_ == ret.id) & (Answer.key == "places_ready")).exists()


def test_html_that_somebody_writes_is_shown_and_never_run(alice: HouseClient, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "<img src=x onerror=alert(1)> <b>11</b>")
    assert "<img src=x onerror=alert(1)>" in " ".join(log(page))
    assert not page.all("//*[@role='log']//img")


def test_who_is_signed_out_gets_the_words_back(client: HouseClient, alice: HouseClient, ret: Return) -> None:
    page = alice.get(url(ret, "talk"))
    out = client.post(url(ret, "talk"), {**boxes(page), WORDS: "eleven, I think"}, status=400, follow=False)
    assert "eleven, I think" in out.html
    assert "Your words" in out.main


def test_an_accepted_return_shows_how_to_correct_something(alice: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    page = alice.get(url(ret, "talk"))
    assert page.links()["say what you want to correct"] == url(ret, "correct")
    assert not page.all("//main//textarea")


def test_the_way_there_stands_on_the_first_page_the_task_list_and_each_page(alice: HouseClient, ret: Return) -> None:
    here = url(ret, "talk")
    assert here in alice.get("/").links().values()
    assert alice.get(url(ret)).links()["Answer in your own words instead"] == here
    assert alice.get(url(ret, "places_ready")).links()["Answer in your own words instead"] == here


def test_a_message_asks_the_store_as_often_late_in_a_conversation_as_at_its_beginning(
    alice: HouseClient, ret: Return, queries: Counting
) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "why?")
    counts = []
    for text in ("back", "eleven", "back", "twelve"):
        sent = {**boxes(page), WORDS: text, "csrf_token": alice.csrf_token()}
        with queries() as seen:
            alice.post(url(ret, "talk"), sent, follow=False, status=302)
        counts.append(len(seen))
        for _ in range(2):
            page = say(alice, alice.get(url(ret, "talk")), "why?")
    assert counts[0] == counts[2] <= 12, counts
    assert counts[1] == counts[3] <= 16, counts


def test_about_an_open_tender_a_person_helps_with_the_form_alone(alice: HouseClient, life: Life, ret: Return) -> None:
    page = say(alice, alice.get(url(ret, "talk")), "I want a person")
    assert "everybody gets the same answer" not in page.main
    tender = make_tender(life.cast, life.now)
    with writing():
        Override.put(tender, "documents", "Everything is on the page.", by=life.cast.kofi.id, at=life.now)
        tender.publish(by=life.cast.kofi.id, at=life.now, version=tender.version)
    assert "your contact helps with this form alone" in say(alice, alice.get(url(ret, "talk")), "I want a person").main
