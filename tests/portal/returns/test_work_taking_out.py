"""“Take out something I should not have written”: afterwards it is nowhere, and everything still verifies."""

import json
from pathlib import Path

import pytest

from forms import submission as canonical
from models import audit, schema
from models.answer import Answer
from models.conflicts import AlreadyDone
from models.monitoring_return import Return
from models.store import store
from models.submission import Submission
from portal.returns.work import answering, sheet
from tests.portal.life import Life, Typed

TOKEN = "Zebedee Quackenbush"
NARRATIVE = f"A good quarter for {TOKEN} above all."

# Where somebody may write a name, page by page, and under which key it is taken out.
PLACES: dict[str, tuple[Typed, str]] = {
    "an own text": ({"went_well": NARRATIVE}, "went_well"),
    "the reason for a figure": (
        {"complaints_received": "", "complaints_received.why": f"{TOKEN} has the book"},
        "complaints_received",
    ),
    "the words beside an option": (
        {"places_ready": "11", "not_ready_why": ["other"], "not_ready_why.other.text": f"{TOKEN} broke a window"},
        "not_ready_why",
    ),
    "the words about a check": ({"moved_in": "5", "check.adds_up": f"{TOKEN} came twice"}, "check:adds_up"),
}


def take_out(life: Life, ret: Return, key: str) -> None:
    answering.take_out(answering.fresh(ret), key, why="A name", by=life.cast.alice.id, now=life.now)


def rows_with(token: str) -> list[str]:
    """Every table and column in which the token stands."""
    found = []
    for table in schema.TABLES:
        for row in table.select().dicts():
            for column, value in row.items():
                text = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
                if token in text:
                    found.append(f"{table.__name__}.{column}")
    return found


def files_with(token: str, folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and token.encode() in path.read_bytes()]


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("state", ["draft", "received", "sent_back"])
def test_what_was_taken_out_stands_nowhere(life: Life, where: str, state: str) -> None:
    typed, key = PLACES[where]
    ret = life.fill(life.ask(), typed)
    assert rows_with(TOKEN), "the test has planted nothing"
    if state != "draft":
        life.send(ret)
    if state == "sent_back":
        life.send_back(ret, {"went_well": "Please take the name out."})
    assert sheet.load(answering.fresh(ret), life.now).free(key)
    take_out(life, ret, key)
    assert rows_with(TOKEN) == []
    assert not sheet.load(answering.fresh(ret), life.now).free(key)


@pytest.mark.parametrize("state", ["draft", "received", "sent_back"])
def test_what_could_not_be_read_is_taken_out_as_well(life: Life, state: str) -> None:
    ret = life.in_state(state)
    life.type(ret, "complaints", {"complaints_received": f"one or two, ask {TOKEN}"})
    assert rows_with(TOKEN), "the test has planted nothing"
    assert sheet.load(answering.fresh(ret), life.now).free("complaints_received")
    take_out(life, ret, "complaints_received")
    assert rows_with(TOKEN) == []


def test_remarks_of_the_council_that_repeat_it_go_with_it(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    life.send(ret)
    life.send_back(ret, {"went_well": f"Please take {TOKEN} out"})
    take_out(life, ret, "went_well")
    assert rows_with(TOKEN) == []
    assert audit.verify(audit._the_key(), Submission.heads()) == []


def test_how_an_answer_was_typed_is_forgotten_once_it_is_accepted(life: Life) -> None:
    ret = life.in_state("accepted")
    assert not Answer.select().where((Answer.return_ == ret.id) & ~Answer.said.is_null()).exists()


def test_what_was_taken_out_stands_in_no_file_of_the_store(life: Life, engine: str) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    life.send(ret)
    folder = life.settings.data
    if engine == "sqlite":
        assert files_with(TOKEN, folder), "the test has planted nothing"
    take_out(life, ret, "went_well")
    assert files_with(TOKEN, folder) == []
    store.close()
    assert files_with(TOKEN, folder) == []


def test_digests_and_the_audit_chain_still_verify(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    sent = life.send(ret)
    before = bytes(sent.payload)
    take_out(life, ret, "went_well")
    kept = Submission.get_by_id(sent.id)
    assert bytes(kept.payload) == before
    assert canonical.digest(bytes(kept.payload)) == kept.digest
    assert audit.verify(audit._the_key(), Submission.heads()) == []


def test_it_is_noted_who_took_it_out_and_why(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    take_out(life, ret, "went_well")
    event = audit.AuditEvent.get(audit.AuditEvent.action == "return.taken_out")
    assert (event.by, event.before, event.words) == (life.cast.alice.id, "went_well", "A name")
    answer = Answer.get((Answer.return_ == ret.id) & (Answer.key == "went_well"))
    assert (answer.removed_by_id, answer.value, answer.said) == (life.cast.alice.id, None, None)


def test_a_text_that_was_taken_out_of_a_draft_waits_to_be_written_anew(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    take_out(life, ret, "went_well")
    loaded = sheet.load(answering.fresh(ret), life.now)
    assert [problem.question for problem in loaded.journey.missing()] == ["went_well"]
    life.type(ret, "own_words", {"went_well": "A good quarter."})
    assert life.send(ret).number == 1


def test_what_was_sent_shows_that_something_was_taken_out(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    sent = life.send(ret)
    take_out(life, ret, "went_well")
    journey = sheet.of_submission(answering.fresh(ret), Submission.get_by_id(sent.id), life.now)
    assert journey.say(journey.question_set.questions["went_well"]) == "Taken out by Alice Archer on 5 October 2026"


def test_a_figure_stays_when_what_was_typed_beside_it_goes(life: Life) -> None:
    ret = life.fill(life.ask(), {"complaints_received": "one"})
    take_out(life, ret, "complaints_received")
    answer = Answer.get((Answer.return_ == ret.id) & (Answer.key == "complaints_received"))
    assert (answer.said, answer.value, answer.number) == (None, "1", 1)
    assert json.loads(answer.value) == 1


def test_older_words_in_what_was_sent_go_even_if_the_answer_has_changed_since(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    life.send(ret)
    life.type(ret, "own_words", {"went_well": "A good quarter."})
    life.send(ret)
    take_out(life, ret, "went_well")
    assert rows_with(TOKEN) == []


def test_it_is_taken_out_once(life: Life) -> None:
    ret = life.fill(life.ask(), {"went_well": NARRATIVE})
    take_out(life, ret, "went_well")
    with pytest.raises(AlreadyDone):
        take_out(life, ret, "went_well")
