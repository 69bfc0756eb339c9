"""A question in one’s own words: the same question as by page, with what is like it and what reveals said at once."""

import random
from datetime import datetime

import pytest

from forms.answers import Given
from models.draft import Draft
from models.outbox import Message
from models.store import writing
from models.tendering.clarification import Clarification
from models.tendering.document import TenderDocument
from models.tendering.lot import Lot, NewLot
from models.tendering.tender import Tender
from portal.clarifications.work import asking
from portal.clarifications.work.matter import About, wish
from portal.drafts.work.matter import Matter
from tests.fixtures.cast import Cast
from tests.fixtures.client import ORIGIN, HouseClient
from tests.fixtures.house_style import words as words_of
from tests.fixtures.page import Page
from tests.fixtures.simulated.dialogue import Desk, converse
from tests.fixtures.simulated.goals import Goal
from tests.fixtures.simulated.pages import by_pages
from tests.fixtures.simulated.people import PEOPLE
from tests.portal.clarifications.asking_pages import ask_on_page, fill, press, say
from tests.portal.clarifications.conftest import Ask, Release
from tests.portal.test_words_are_kept import end_sign_ins, press_until_saved, sign_in_elsewhere

ASKED = "May one host have two young people at a time?"
KEEPS = ("words", "lot", "document", "page", "confidential", "confidential_why", "follows_id", "late", "way")


@pytest.fixture
def alice(client: HouseClient, cast: Cast) -> HouseClient:
    return client.as_(cast.alice)


@pytest.fixture
def lots(tender: Tender) -> Tender:
    """With two lots and a document."""
    with writing():
        Lot.put(tender.id, [NewLot("North"), NewLot("South")])
        TenderDocument.add(tender, "Specification")
    return tender


def matter(tender: Tender, cast: Cast, now: datetime) -> Matter:
    return About(tender, cast.harbour.id, "/questions", lambda _: None, now).matter()


def stored(question: Clarification) -> dict[str, object]:
    return {name: getattr(question, name) for name in KEEPS}


def test_the_same_answers_give_the_same_question_by_page_and_by_conversation(
    lots: Tender, cast: Cast, now: datetime
) -> None:
    about = matter(lots, cast, now)
    for seed in range(24):
        chance = random.Random(seed)
        document, secret = chance.choice(("none", "1")), chance.choice(("yes", "no"))
        answers = {
            "words": Given(value=chance.choice((ASKED, "Who pays for taxis", "What is TUPE? And who keeps the list?"))),
            "lot": Given(value=chance.choice(("all", "1", "2"))),
            "document": Given(value=document),
            "confidential": Given(value=secret),
        }
        answers |= {"place": Given(value=chance.choice(("page 7", "3.2")))} if document == "1" else {}
        answers |= {"confidential_why": Given(value="It shows how we work.")} if secret == "yes" else {}
        goal = Goal(about.questions, about.situation, answers)
        desk = Desk(goal)
        converse(PEOPLE["terse"](goal, chance), desk)
        kept = [
            asking.ask(lots, cast.harbour.id, wish(journey), by=cast.alice.id, arrived_at=now, now=now)
            for journey in (desk.journey(), by_pages(goal))
        ]
        assert stored(kept[0]) == stored(kept[1])
        assert kept[0].words == answers["words"].value


def test_what_can_be_chosen_is_what_the_tender_has(tender: Tender, cast: Cast, now: datetime) -> None:
    assert list(matter(tender, cast, now).questions.questions) == ["words", "place", "confidential", "confidential_why"]
    with writing():
        Lot.put(tender.id, [NewLot("East")])
    lot = matter(tender, cast, now).questions.questions["lot"]
    assert [option.words for option in lot.options] == ["All of it, or no lot alone", "Lot 1: East"]


def test_a_whole_question_without_javascript(alice: HouseClient, lots: Tender, here: str) -> None:
    page = alice.get(f"{here}ask/talk")
    assert "I am a form that understands plain words, not a person." in page.main
    page = say(alice, page, ASKED)
    assert f"I put “{ASKED}” for “Question”." in page.main  # a question, and not one to us
    page = say(alice, page, "lot 2")
    page = say(alice, press(alice, page, "Yes"), "none of them", "no")
    assert "That is all I ask" in page.main
    checked = alice.get(f"{here}ask/check")
    asked = alice.submit(checked, action="/send")
    assert asked.h1.startswith("Your question Q-")
    question = Clarification.get()
    assert (question.words, question.lot, question.document, question.confidential) == (ASKED, 2, "", False)
    assert not Draft.select().exists()


def test_page_and_conversation_go_on_where_the_other_stopped(alice: HouseClient, lots: Tender, here: str) -> None:
    page = say(alice, alice.get(f"{here}ask/talk"), ASKED)
    page = alice.submit(page, {}, action="/ask", button="then=page")
    assert ASKED in page.main
    page = alice.submit(page, {"lot": "1"}, action="/ask", button="then=talk")
    assert "You changed “Lot” elsewhere: it is Lot 1: North now." in page.main
    page = say(alice, page, "none of them", "no")
    alice.submit(alice.submit(page, {}, action="/ask", button="then=check"), action="/send")
    assert (Clarification.get().words, Clarification.get().lot) == (ASKED, 1)


def test_an_answer_like_it_and_what_reveals_are_said_at_once(
    alice: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    release(
        ask("May hosts smoke?", who=cast.charlie, provider=cast.northgate), "No, never.", "May hosts smoke at home?"
    )
    page = say(alice, alice.get(f"{here}ask/talk"), "May hosts smoke at home, asks Harbour?")
    assert "Does this answer it?" in page.main
    assert "No, never." in page.main
    assert "This may tell who you are: Harbour" in page.main
    assert chips(page) == ["Change", "This answers mine", "Ask anyway"]  # and asks nothing else
    assert say(alice, page, "yes").h1 == press(alice, page, "This answers mine").h1 == "Questions and answers"
    assert "Confidential" not in press(alice, page, "Ask anyway").main.partition("Must the question itself")[0]
    assert "Go on with your question" in alice.get(here).main  # nothing is lost by it
    assert Clarification.select().count() == 1


def test_no_word_answers_a_question_that_was_not_asked_yet(
    alice: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    release(ask("Smoke?", who=cast.charlie, provider=cast.northgate), "No.", "May hosts smoke at home?")
    page = say(alice, alice.get(f"{here}ask/talk"), "May hosts smoke at home, too?", "no")
    assert "I put No" not in page.main
    assert "Must the question itself stay confidential?" in page.main
    assert "I put No for “Confidential”" in say(alice, page, "no").main


def chips(page: Page) -> list[str]:
    return [words_of(chip) for chip in page.all("//button[@class='eh-chip']")]


def test_released_answers_are_guidance_and_nobody_answers_one_alone(
    alice: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    release(ask("Taxis?", who=cast.charlie, provider=cast.northgate), "You do.", "Who pays for taxis to school?")
    page = say(alice, alice.get(f"{here}ask/talk"), ASKED)
    page = say(alice, page, "who pays for taxis to school?")
    assert words_of(page.one("//blockquote//p")) == "You do."
    mails = Message.select().count()
    page = say(alice, page, "I want a person")
    assert "nobody answers you alone" in page.main
    assert Message.select().count() == mails  # the council does not learn that somebody is here


def test_words_of_danger_and_names_are_met_here_as_well(alice: HouseClient, here: str) -> None:
    page = say(alice, alice.get(f"{here}ask/talk"), "somebody has taken an overdose")
    assert page.all("//li[contains(@class, 'eh-message--danger')]")
    page = say(alice, press(alice, page, "No"), "Ring Kayleigh Brown on 07700 900123, please")
    assert "I see what may be" in page.main
    kept = alice.browser.get(f"{here}ask/talk/transcript.txt").get_data(as_text=True)
    assert "[Words that were not kept, because they may tell who somebody is]" in kept


def test_two_windows_lose_and_double_nothing(alice: HouseClient, here: str) -> None:
    first, second = alice.get(f"{here}ask"), alice.get(f"{here}ask")
    alice.submit(first, {"words": ASKED, "confidential": "no"}, action="/ask")
    late = alice.submit(second, {"words": "And who pays?", "confidential": "no"}, action="/ask", status=409)
    assert "You changed this in another window" in late.main
    assert "And who pays?" in late.main
    checked = alice.submit(late, {}, action="/ask")
    assert "And who pays?" in checked.main
    stale = alice.get(f"{here}ask/check")
    alice.submit(checked, action="/send")
    again = alice.submit(stale, action="/send")
    assert "You asked that already." in again.text
    assert Clarification.select().count() == 1


def test_a_message_twice_is_one_turn_and_one_from_an_old_page_is_given_back(alice: HouseClient, here: str) -> None:
    page = alice.get(f"{here}ask/talk")
    say(alice, page, ASKED)
    assert alice.submit(page, {"your-words": ASKED}, action="/talk").main.count("I put “") == 1
    other = alice.submit(page, {"your-words": "Who pays?", "turn-token": "another"}, action="/talk", status=409)
    assert "The conversation went on in another window." in other.main
    assert words_of(other.one("//textarea")) == "Who pays?"


@pytest.mark.parametrize("what", ["ask", "ask/talk"])
def test_a_sign_in_that_ended_keeps_the_words(alice: HouseClient, cast: Cast, here: str, what: str) -> None:
    page = alice.get(f"{here}{what}")
    box = "words" if what == "ask" else "your-words"
    sent = page.values(page.form(f"/{what}")) | {box: ASKED} | ({"confidential": "no"} if what == "ask" else {})
    end_sign_ins()
    kept = Page(alice.browser.post(page.form(f"/{what}").get("action"), data=sent, headers={"Origin": ORIGIN}))
    assert kept.status == 400
    assert ASKED in kept.main
    sign_in_elsewhere(alice, cast.alice)
    press_until_saved(alice, kept)
    assert ASKED in alice.get(f"{here}{what}").main


def test_it_can_be_thrown_away(alice: HouseClient, here: str) -> None:
    checked = fill(alice, here, ASKED)
    page = alice.submit(checked, action="/discard")
    assert "Thrown away." in page.text
    assert not Draft.select().exists()
    assert ASKED not in alice.get(f"{here}ask").main


def test_too_long_a_question_is_kept_and_not_asked(alice: HouseClient, here: str) -> None:
    page = alice.submit(alice.get(f"{here}ask"), {"words": "x" * 4001, "confidential": "no"}, action="/ask", status=422)
    assert page.error_at("words") == "Error: Shorten this to 4,000 characters."
    assert ask_on_page(alice, here, "x" * 4000).h1.startswith("Your question")


def test_what_was_said_is_taken_out_with_the_answer_and_every_trace(
    alice: HouseClient, lots: Tender, here: str
) -> None:
    page = say(alice, alice.get(f"{here}ask/talk"), "zebra smokers?", "what have I said")
    assert page.main.count("zebra smokers?") >= 4
    [first, *_] = page.tree.xpath("//button[@form='talk-out']/@value")
    page = alice.submit(page, {}, action="/take-out", button=f"number={first}")
    assert "zebra" not in page.html
    assert "zebra" not in Draft.get().content
    assert "You changed “Question” elsewhere: it is not answered now." in page.main
    page = say(alice, page, ASKED)
    assert f"I put “{ASKED}” for “Question”." in page.main
