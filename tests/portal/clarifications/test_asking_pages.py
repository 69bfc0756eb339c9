"""Asking on the page: nothing typed is lost, similar answers come first, both times stand on the receipt."""

from collections.abc import Callable
from datetime import datetime

import pytest

from models.tendering.clarification import Clarification
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import releasing
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.clarifications.conftest import Answer, Ask

Release = Callable[[Clarification, str, str], None]


@pytest.fixture
def release(tender: Tender, cast: Cast, answer: Answer, now: datetime) -> Release:
    """Answers one question in these words, and releases that."""

    def releases(question: Clarification, words: str, said: str) -> None:
        reply = answer([question], words)
        Reply.update(question=said).where(Reply.id == reply.id).execute()
        releasing.release(tender, [(reply.id, reply.version)], by=cast.kofi.id, now=now)

    return releases


def test_a_question_gets_a_receipt_with_both_times(client: HouseClient, cast: Cast, here: str) -> None:
    alice = client.as_(cast.alice)
    page = alice.submit(alice.get(f"{here}ask"), {"words": "May hosts smoke?"})
    asked = Clarification.get()
    assert page.h1 == f"Your question {asked.reference}"
    assert "Waits for an answer" in page.main
    assert "kept" in page.main
    assert asked.reference in alice.get(here).main


def test_an_answer_that_fits_and_what_reveals_are_shown_before_it_is_sent(
    client: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    asked_before = ask("May hosts smoke?", who=cast.charlie, provider=cast.northgate)
    release(asked_before, "No, never.", "May hosts smoke at home?")
    alice = client.as_(cast.alice)
    asked = alice.submit(alice.get(f"{here}ask"), {"words": "May hosts smoke at home? Alice of Harbour asks."})
    assert "No, never." in asked.main
    assert "This may tell who you are" in asked.main
    assert Clarification.select().count() == 1
    alice.submit(asked)
    assert Clarification.select().count() == 2


def test_an_empty_question_and_a_wish_without_a_reason_are_said_at_their_boxes(
    client: HouseClient, cast: Cast, here: str
) -> None:
    alice = client.as_(cast.alice)
    page = alice.submit(alice.get(f"{here}ask"), {"page": "7", "confidential": "y"}, status=422)
    assert "Enter your question" in page.main
    assert "Enter why it is confidential" in page.main
    assert page.tree.xpath("//input[@name='page']/@value") == ["7"]


def test_it_is_taken_back_judged_and_asked_again(
    client: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    alice = client.as_(cast.alice)
    gone, answered = ask("May hosts smoke?"), ask("Who pays taxis?")
    page = alice.submit(alice.get(f"{here}{gone.public_id}"), action="withdraw")
    assert "Taken back" in page.main
    release(answered, "You do.", "Who pays for a taxi?")
    page = alice.submit(alice.get(f"{here}{answered.public_id}"), action="helps", button="helps=no")
    assert page.h1 == "Ask a question"
    again = alice.submit(page, {"words": "Who pays taxis on Sundays?"})
    again = alice.submit(again) if again.h1 == "Ask a question" else again
    assert Clarification.get(words="Who pays taxis on Sundays?").follows_id == answered.id


def test_an_officer_answers_and_releases_on_the_page(
    client: HouseClient, cast: Cast, tender: Tender, here: str, ask: Ask
) -> None:
    question, kofi = ask("May hosts smoke?"), client.as_(cast.kofi)
    desk = f"/desk/tenders/{tender.public_id}/questions/"
    page = kofi.submit(kofi.get(desk), {"question": str(question.public_id)}, action="draft")
    assert page.h1 == "An answer for everybody"
    page = kofi.submit(page, {"answer": "No.", "changes": "nothing"})
    reply = Reply.get()
    page = kofi.submit(page, {"reply": f"{reply.public_id}:{reply.version}"}, action="release")
    assert "Released to everybody: 1 answer." in page.text
    assert "No." in client.get(here).main


def test_an_evaluator_declares_before_the_questions_open(
    client: HouseClient, cast: Cast, tender: Tender, ask: Ask
) -> None:
    kofi, lena, desk = client.as_(cast.kofi), client.as_(cast.lena), f"/desk/tenders/{tender.public_id}/"
    ask("May hosts smoke?")
    lena.get(desk, status=404)
    kofi.submit(kofi.get(f"{desk}panel"), {"person": str(cast.lena.public_id)})
    assert "Your declaration" in lena.get(f"{desk}questions/", follow=True).text
    lena.submit(lena.get(f"{desk}declare"), {"conflict": "no"})
    assert "May hosts smoke?" in lena.get(f"{desk}questions/").main


def test_one_answer_takes_in_another_question_later(
    client: HouseClient, cast: Cast, tender: Tender, ask: Ask, answer: Answer
) -> None:
    first, later = ask("May hosts smoke?"), ask("Is smoking allowed?", who=cast.charlie, provider=cast.northgate)
    reply, kofi = answer([first]), client.as_(cast.kofi)
    page = kofi.get(f"/desk/tenders/{tender.public_id}/questions/{later.public_id}")
    kofi.submit(page, {"reply": str(reply.public_id)}, action="join")
    assert Clarification.get_by_id(later.id).reply_id == reply.id
    kofi.submit(kofi.get(page.url), {"reply": ""}, action="join")
    assert Clarification.get_by_id(later.id).reply_id is None
