"""Asking on the page: nothing typed is lost, similar answers come first, both times stand on the receipt."""

from models.draft import Draft
from models.tendering.clarification import Clarification
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from tests.fixtures.cast import Cast
from tests.fixtures.client import HouseClient
from tests.portal.clarifications.asking_pages import ask_on_page
from tests.portal.clarifications.conftest import Answer, Ask, Release


def test_a_question_gets_a_receipt_with_both_times(client: HouseClient, cast: Cast, here: str) -> None:
    alice = client.as_(cast.alice)
    page = ask_on_page(alice, here, "May hosts smoke?")
    asked = Clarification.get()
    assert page.h1 == f"Your question {asked.reference}"
    assert "Waits for an answer" in page.main
    assert "kept" in page.main
    assert asked.reference in alice.get(here).main
    assert not Draft.select().exists()


def test_an_answer_that_fits_and_what_reveals_are_shown_before_it_is_sent(
    client: HouseClient, cast: Cast, here: str, ask: Ask, release: Release
) -> None:
    asked_before = ask("May hosts smoke?", who=cast.charlie, provider=cast.northgate)
    release(asked_before, "No, never.", "May hosts smoke at home?")
    alice = client.as_(cast.alice)
    typed = {"words": "May hosts smoke at home? Alice of Harbour asks.", "confidential": "no"}
    checked = alice.submit(alice.get(f"{here}ask"), typed, action="/ask")
    assert "No, never." in checked.main
    assert "This may tell who you are" in checked.main
    assert Clarification.select().count() == 1
    alice.submit(checked, action="/send")
    assert Clarification.select().count() == 2


def test_an_empty_question_and_a_wish_without_a_reason_are_said_at_their_boxes(
    client: HouseClient, cast: Cast, here: str
) -> None:
    alice = client.as_(cast.alice)
    page = alice.submit(alice.get(f"{here}ask"), {"words": "", "confidential": "yes"}, action="/ask", status=422)
    assert page.error_at("words") == "Error: Enter your question"
    page = alice.submit(page, {"words": "May hosts smoke?"}, action="/ask", status=422)
    assert page.error_at("confidential_why") == "Error: Enter why it is confidential"
    assert "May hosts smoke?" in page.main


def test_a_question_that_appears_comes_by_a_redirect(client: HouseClient, cast: Cast, here: str) -> None:
    """So that “Back” does not ask whether to send the page again."""
    alice = client.as_(cast.alice)
    page = alice.get(f"{here}ask")
    typed = {**page.values(page.form("/ask")), "words": "May hosts smoke?", "confidential": "yes", "then": "check"}
    alice.post(f"{here}ask", typed, status=302, follow=False)
    again = alice.get(f"{here}ask")
    assert "belongs another question" in again.text
    assert again.all("//*[@name='confidential_why']")


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
    again = alice.submit(page, {"words": "Who pays taxis on Sundays?", "confidential": "no"}, action="/ask")
    alice.submit(again, action="/send")
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
