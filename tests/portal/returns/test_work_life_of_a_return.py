"""A return’s life with two colleagues, a lead and an officer, in any order: nothing is lost, no step is illegal."""

import json
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models import audit
from models.answer import Answer, NewAnswer
from models.authority import Service
from models.conflicts import Conflict
from models.figure import Figure
from models.monitoring_return import Return
from models.person import Membership, Person
from models.promise import Promise
from models.store import writing
from models.submission import Submission
from portal.returns.work import answering, sending, sheet
from tests.portal.life import Life

LEGAL = {
    ("draft", "received"), ("received", "received"), ("received", "accepted"), ("received", "sent_back"),
    ("sent_back", "received"), ("accepted", "received"), ("draft", "withdrawn"), ("received", "withdrawn"),
    ("sent_back", "withdrawn"),
}  # fmt: skip
BOXES = {"complaints_received": "complaints", "complaints_finished": "complaints", "missing_times": "missing"}
PROVIDER = ("alice", "bob", "nina")


class LifeOfAReturn(RuleBasedStateMachine):
    """What everybody last saw, what must stand in the store, and what was sent."""

    life: ClassVar[Life]
    people: ClassVar[dict[str, int]]
    filled: ClassVar[list[NewAnswer]]
    examples: ClassVar[int] = 0
    reached: ClassVar[set[str]]

    @initialize()
    def a_return_is_begun(self) -> None:
        type(self).examples += 1
        cast, number = self.life.cast, type(self).examples
        with writing():
            service = Service.create(authority=cast.fairshire, key=f"service-{number}", title="Lodgings")
        self.ret = self.life.ask(service=service)
        with writing():
            self.ret.answer_many(self.filled, by=cast.alice.id, at=self.life.now, version=self.ret.version)
        self.state = "draft"
        self.values = {answer.key: str(answer.value) for answer in self.filled}
        self.changed: dict[str, int] = {}
        self.sent: list[tuple[int, str, bytes]] = []
        self.read = 0
        self.seen = dict.fromkeys((*PROVIDER, "dana"), answering.fresh(self.ret).version)

    def now(self) -> Return:
        found: Return = answering.fresh(self.ret)
        return found

    def tried(self, act: Any) -> Any:
        """What came of it, None where it was refused; whatever happened, the step was legal."""
        before = self.state
        try:
            outcome = act()
        except (Conflict, sending.NotReady):
            assert self.now().state == before, "what is refused changes nothing"
            return None
        self.state = self.now().state
        self.reached.add(self.state)
        assert before == self.state or (before, self.state) in LEGAL, (before, self.state)
        return outcome

    @rule(who=st.sampled_from((*PROVIDER, "dana")))
    def looks(self, who: str) -> None:
        self.seen[who] = self.now().version
        if who == "dana":
            self.read = len(self.sent)

    @rule(who=st.sampled_from(PROVIDER), key=st.sampled_from(sorted(BOXES)), number=st.integers(0, 3))
    def answers(self, who: str, key: str, number: int) -> None:
        by, version = Person.get_by_id(self.people[who]), self.seen[who]
        saved = self.tried(lambda: self.life.type(self.ret, BOXES[key], {key: str(number)}, by=by, version=version))
        if saved is None:
            assert self.state in ("accepted", "withdrawn")
        elif saved.clash is not None:
            assert self.changed.get(key, 0) > version, "only what somebody changed since is a clash"
            assert saved.form[key].raw == str(number), "what was typed is still there"
        elif self.values[key] != str(number):
            assert self.changed.get(key, 0) <= version, "nothing is overwritten that was not seen"
            self.values[key] = str(number)
            self.seen[who] = self.changed[key] = self.now().version

    @rule(who=st.sampled_from(PROVIDER), looks=st.booleans())
    def sends(self, who: str, looks: bool) -> None:
        if looks:
            self.looks(who)
        given = {"by": Person.get_by_id(self.people[who]), "version": self.seen[who]}
        sent = self.tried(lambda: self.life.send(self.ret, **given))
        if sent is not None and sent.number > len(self.sent):
            assert sent.number == len(self.sent) + 1
            self.sent.append((sent.number, sent.digest, bytes(sent.payload)))
            self.seen[who] = self.now().version

    @precondition(lambda self: self.sent)
    @rule(accepts=st.booleans(), looks=st.booleans())
    def decides(self, accepts: bool, looks: bool) -> None:
        if looks:
            self.looks("dana")
        given = {"seen": self.read, "version": self.seen["dana"]}
        decide = self.life.accept if accepts else self.life.send_back
        if self.tried(lambda: decide(self.ret, **given)) is not None:
            assert self.read == len(self.sent), "nobody decides about what they have not read"

    @precondition(lambda self: self.state == "accepted")
    @rule(looks=st.booleans())
    def corrects(self, looks: bool) -> None:
        if looks:
            self.looks("alice")
        given = {"version": self.seen["alice"], "by": self.people["alice"], "now": self.life.now}
        self.tried(lambda: sending.correct(self.now(), reason="One figure was wrong.", **given))

    @precondition(lambda self: len(self.sent) > 1)
    @rule(looks=st.booleans())
    def withdraws(self, looks: bool) -> None:
        if looks:
            self.looks("dana")
        given = {"version": self.seen["dana"], "by": self.people["dana"], "now": self.life.now}
        self.tried(lambda: sending.withdraw(self.now(), why="No longer needed.", **given))

    @invariant()
    def nothing_is_lost(self) -> None:
        kept = {a.key: json.loads(a.value) for a in Answer.select().where(Answer.return_ == self.ret.id) if a.value}
        assert {key: str(kept[key]) for key in BOXES} == {key: self.values[key] for key in BOXES}
        assert len(kept) == len(self.values)
        rows = Submission.select().where(Submission.return_ == self.ret.id).order_by(Submission.number)
        assert [(one.number, one.digest, bytes(one.payload)) for one in rows] == self.sent

    @invariant()
    def what_counts_is_what_was_last_sent(self) -> None:
        of = Submission.select(Submission.id).where(Submission.return_ == self.ret.id)
        counted = {one.key: one.number for one in Figure.select().where(Figure.submission.in_(of))}
        if self.state == "withdrawn" or not self.sent:
            assert counted == {}
        else:
            sent = json.loads(self.sent[-1][2])["answers"]
            assert {key: counted[key] for key in BOXES} == {key: sent[key] for key in BOXES}
        waiting = Promise.answered_on.is_null() & Promise.dropped_on.is_null()
        promised = Promise.select().where(Promise.submission.in_(of) & waiting).count()
        assert promised <= (self.state == "received")

    def teardown(self) -> None:
        assert audit.verify(audit._the_key(), Submission.heads()) == []


@pytest.mark.parametrize("engine", ["sqlite"])  # what differs between stores is tried in the proofs
def test_in_whatever_order_people_act_nothing_is_lost_and_no_step_is_illegal(life: Life) -> None:
    ret = life.fill(life.ask())
    filled = [
        NewAnswer(one.key, json.loads(one.value), one.number)
        for one in Answer.select().where(Answer.return_ == ret.id)
        if one.value and one.status == "given"
    ]
    with writing():
        nina = Person.create(email="nina@people.example", name="Nina North", confirmed_at=life.now)
        Membership.begin(nina, life.cast.harbour, "member", life.now, by=None)
    people = {name: getattr(life.cast, name).id for name in ("alice", "bob", "dana")} | {"nina": nina.id}
    assert sheet.load(ret, life.now).journey.blocking() == []
    machine = type("Machine", (LifeOfAReturn,), {"life": life, "people": people, "filled": filled, "reached": set()})
    modest = settings(
        max_examples=15,
        stateful_step_count=20,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=modest)
    assert machine.reached == {"draft", "received", "sent_back", "accepted", "withdrawn"}, machine.reached
