"""“Correct something”: an accepted return is opened again, with a reason."""

import pytest

from models.decision import Decision
from models.submission import Submission
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.life import Life, mails, no_mail, url


def test_from_accepted_to_sent_again(client: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    alice = client.as_(life.cast.alice)
    no_mail()
    page = alice.get(url(ret, "correct"))
    assert page.h1 == "Correct something"
    page = alice.submit(page, {"reason": "We forgot one complaint."})
    assert page.url == url(ret)
    assert [mail.to for mail in mails()] == ["dana@people.example"]
    alice.submit(alice.get(url(ret, "complaints")), {"complaints_received": "2"})
    page = alice.submit(alice.get(url(ret, "check")))
    assert page.url == url(ret, "receipt/2")
    assert Submission.select().count() == 2
    assert "We forgot one complaint." in client.as_(life.cast.dana).get(url(ret, desk=True)).main


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 601])
def test_it_needs_a_reason_and_keeps_what_was_typed(client: HouseClient, life: Life, reason: str) -> None:
    ret = life.in_state("accepted")
    page = client.as_(life.cast.alice).post(url(ret, "correct"), {"reason": reason, "version": ret.version}, status=422)
    assert page.error_at("reason")
    assert (page.one("//textarea[@name='reason']").text or "").strip() == (reason if len(reason) > 2 else "")
    assert answering.fresh(ret).state == "accepted"


def test_pressing_twice_opens_it_once(client: HouseClient, life: Life) -> None:
    ret = life.in_state("accepted")
    alice = client.as_(life.cast.alice)
    page = alice.get(url(ret, "correct"))
    for _ in range(2):
        alice.submit(page, {"reason": "We forgot one complaint."})
    assert Decision.select().where(Decision.what == "correcting").count() == 1


@pytest.mark.parametrize("state", ["due", "draft", "received", "sent_back"])
def test_what_is_open_anyway_needs_no_reason(client: HouseClient, life: Life, state: str) -> None:
    ret = life.in_state(state)
    alice = client.as_(life.cast.alice)
    assert alice.get(url(ret, "correct"), status=302).location == url(ret)
    page = alice.post(url(ret, "correct"), {"reason": "x", "version": ret.version})
    assert "This return is open already." in page.main
    assert answering.fresh(ret).state == state
