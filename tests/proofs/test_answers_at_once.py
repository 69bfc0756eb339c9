"""Two officers release the same answers at one moment; an asker takes back what is just being released; in two
processes."""

import json
from contextlib import ExitStack
from datetime import datetime

import pytest

from models.outbox import Message
from models.tendering.clarification import Clarification
from models.tendering.released_answer import ReleasedAnswer
from models.tendering.reply import Reply
from models.tendering.tender import Tender
from portal.clarifications.work import asking, queue, releasing
from portal.settings import Settings
from tests.fixtures.cast import Cast
from tests.proofs.processes import PATIENCE, process, python
from tests.proofs.questioning import open_until

NOON = datetime(2026, 11, 20, 12, 0)
ANSWERS = 40


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 16, 9, 0)


@pytest.fixture
def tender(cast: Cast, now: datetime) -> Tender:
    """One question of Harbour’s for each answer; all are ready to be released."""
    made = open_until(cast, NOON)
    for number in range(ANSWERS):
        wish = asking.Wish(f"May they {number}?")
        question = asking.ask(made, cast.harbour.id, wish, by=cast.alice.id, arrived_at=now, now=now)
        reply = queue.draft(made, [question], by=cast.kofi.id, now=now)
        said = {"question": f"May they {number}?", "answer": "Yes.", "changes_nothing": True}
        releasing.save(reply, said, by=cast.kofi.id, now=now, version=reply.version)
    return made


def at_once(settings: Settings, tender: Tender, acts: dict[str, int], broken: str = "") -> list[int]:
    """Two processes, each does its act with every answer; how often each was not refused."""
    rows = Clarification.select(Clarification, Reply).join(Reply).order_by(Clarification.id)
    told = {"tender": tender.id, "answers": [(row.reply_id, row.reply.version, row.id) for row in rows]}
    with ExitStack() as stack:
        running = []
        for act, person in acts.items():
            arguments = [act.partition(" ")[0], str(person), *([broken] if broken else [])]
            running.append(stack.enter_context(process(settings, python("tests.proofs.answering", *arguments))))
        for line in (f"{json.dumps(told)}\n", "go\n"):
            for one in running:
                assert one.stdin is not None
                one.stdin.write(line)
                one.stdin.flush()
            said = []
            for one in running:
                assert one.stdout is not None
                said.append(one.stdout.readline().strip())
        assert [one.wait(timeout=PATIENCE) for one in running] == [0, 0]
    return [int(number) for number in said]


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_each_answer_is_released_once_by_one_of_two(settings: Settings, cast: Cast, tender: Tender) -> None:
    done = at_once(settings, tender, {"release one": cast.kofi.id, "release two": cast.erin.id})
    assert sum(done) == ANSWERS, done
    assert ReleasedAnswer.select().count() == ANSWERS
    assert {row.state for row in Clarification.select()} == {"answered"}
    assert Message.select().count() == ANSWERS * 2, "Alice and Bob are told of each once"


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_what_is_taken_back_is_not_released_and_what_is_released_is_not_taken_back(
    settings: Settings, cast: Cast, tender: Tender
) -> None:
    done = at_once(settings, tender, {"release": cast.kofi.id, "withdraw": cast.alice.id})
    assert sum(done) == ANSWERS, done
    assert _contradictions() == 0


def _contradictions() -> int:
    """Questions that were taken back and yet stand among what everybody reads."""
    published = {row.question for row in ReleasedAnswer.select()}
    return sum((row.words in published) != (row.state == "answered") for row in Clarification.select())


@pytest.mark.parametrize("engine", ["postgresql"])
def test_without_versions_two_officers_release_answers_twice(settings: Settings, cast: Cast, tender: Tender) -> None:
    acts = {"release one": cast.kofi.id, "release two": cast.erin.id}
    at_once(settings, tender, acts, broken="answers_without_looking")
    print(f"{ReleasedAnswer.select().count()} released of {ANSWERS}")
    assert ReleasedAnswer.select().count() > ANSWERS


@pytest.mark.parametrize("engine", ["sqlite"])
def test_without_versions_answered_questions_are_taken_back(settings: Settings, cast: Cast, tender: Tender) -> None:
    acts = {"release": cast.kofi.id, "withdraw": cast.alice.id}
    at_once(settings, tender, acts, broken="answers_without_versions")
    print(f"{_contradictions()} of {ANSWERS} were taken back and yet published")
    assert _contradictions() > 0
