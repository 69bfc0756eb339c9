"""The transcript: to keep, and to take something out of, from every place where it stands."""

import pytest

from models.answer import Answer
from models.audit import AuditEvent
from models.conflicts import AlreadyDone
from models.conversation import Conversation, Turn
from models.monitoring_return import Return
from models.store import store
from portal.assistant.work import talk, transcripts
from portal.returns.work import answering
from tests.fixtures.client import HouseClient
from tests.portal.assistant.talking import Window
from tests.portal.life import Life, url

SECRET = "Quillfeather Lane"


@pytest.fixture
def written(life: Life, ret: Return) -> Window:
    """Alice says what went well, with a street in it."""
    window = Window(ret, life.cast.alice, life.now)
    window.look()
    window.say("change what went well")
    window.say(f"everybody at {SECRET} has a bicycle now")
    if "went_well" not in {row.key for row in Answer.select()}:
        window.say("yes")
    window.say("what have I said")
    return window


def everywhere() -> str:
    """Every text of every column of the store that may hold what somebody wrote."""
    rows = [*Turn.select().tuples(), *Conversation.select().tuples(), *Answer.select().tuples()]
    return " ".join(str(cell) for row in [*rows, *AuditEvent.select().tuples()] for cell in row)


def number_of(ret: Return) -> int:
    return int(Turn.get(Turn.words.contains(SECRET), Turn.side == "person").number)


def test_what_is_taken_out_of_the_transcript_is_gone_everywhere(written: Window, ret: Return) -> None:
    assert everywhere().count(SECRET) >= 2
    number = number_of(ret)
    transcripts.take_out(ret, number, why="a street", by=written.person.id, now=written.now)
    assert SECRET not in everywhere()
    shown = written.look().bubbles
    assert transcripts.gone(shown[number - 1]).startswith("Taken out by Alice Archer on 5 October 2026")
    assert AuditEvent.select().where(AuditEvent.action == "conversation.taken_out").exists()
    with pytest.raises(AlreadyDone):
        transcripts.take_out(ret, number, why="", by=written.person.id, now=written.now)


def test_an_answer_that_is_taken_out_goes_from_transcripts_too(written: Window, life: Life, ret: Return) -> None:
    answering.take_out(ret, "went_well", why="a street", by=life.cast.bob.id, now=written.now)
    assert SECRET not in everywhere()
    assert written.look().bubbles


def test_words_that_wait_for_a_yes_go_with_their_message(life: Life, ret: Return) -> None:
    window = Window(ret, life.cast.alice, life.now)
    window.say(f"about ten, two at {SECRET}")
    transcripts.take_out(ret, number_of(ret), why="", by=window.person.id, now=window.now)
    assert SECRET not in everywhere()
    assert talk.look(answering.fresh(ret), window.person.id, window.now).bubbles


def test_the_transcript_comes_as_plain_text_with_what_was_said(
    client: HouseClient, written: Window, ret: Return
) -> None:
    alice = client.as_(written.person)
    page = alice.get(url(ret, "talk/transcript.txt"))
    assert page.response.mimetype == "text/plain"
    assert "attachment" in page.response.headers["Content-Disposition"]
    assert SECRET in page.html
    assert "You, " in page.html
    assert page.html.startswith("Your return for July to September 2026")


def test_taking_out_is_asked_once_more_and_then_done(client: HouseClient, written: Window, ret: Return) -> None:
    alice = client.as_(written.person)
    page = alice.get(url(ret, f"talk/take-out/{number_of(ret)}"))
    assert SECRET in page.main
    page = alice.submit(page, {"why": "a street"})
    assert "Taken out. The words are gone" in page.main
    assert SECRET not in page.html
    assert SECRET not in alice.get(url(ret, "talk/transcript.txt")).html
    client.as_(written.person).get(url(ret, "talk/take-out/1"), status=404)
    assert not store.in_transaction()
