"""How often somebody is asked: by the risk, enforced; out of turn with a reason; what changes with the risk."""

from datetime import date, datetime

import pytest

from forms.proportion import RISKS, table
from models.out_of_turn import OutOfTurn
from models.period import Period
from portal.returns.work import answering, risks, sheet, tiers
from portal.returns.work.sheet import question_set
from tests.portal.life import Life

Q1, Q2, Q3, Q4 = (f"2026-27-Q{n}" for n in range(1, 5))
WHY = "Two young people moved in at once."


def low(life: Life, word: str = "low", seen: int = 0) -> None:
    cast = life.cast
    risks.put(cast.fairshire, cast.harbour, word, "A quiet year.", by=cast.dana.id, now=life.now, seen=seen)


def late(life: Life) -> None:
    life.now = datetime(2027, 4, 6, 8)


@pytest.mark.parametrize("risk", RISKS)
def test_a_year_of_quarters_has_two_turns_at_low_risk_and_four_at_any_other(risk: str) -> None:
    turns = [
        key
        for key in (Q1, Q2, Q3, Q4)
        if table().its_turn("quarter", risk, tiers._ends(Period.parse(key)))  # type: ignore[arg-type]
    ]
    assert turns == ([Q2, Q4] if risk == "low" else [Q1, Q2, Q3, Q4])


def test_sets_of_another_rhythm_keep_theirs_whatever_the_risk() -> None:
    assert all(table().its_turn(rhythm, "low", set()) for rhythm in ("month", "half_year", "year"))


def test_a_provider_at_low_risk_is_left_out_of_the_first_and_third_quarter(life: Life) -> None:
    late(life)
    low(life)
    asked = {key: life.ask_all(life.cast.harbour, life.cast.northgate, period_key=key, due_on=date(2027, 4, 21))
             for key in (Q1, Q2, Q3, Q4)}  # fmt: skip
    names = {key: [ret.provider.legal_name for ret in one.made] for key, one in asked.items()}
    both = ["Harbour Young People", "Northgate Homes Ltd"]
    assert names == {Q1: both[1:], Q2: both, Q3: both[1:], Q4: both}
    assert asked[Q1].left_out_names == asked[Q3].left_out_names == both[:1]
    assert tiers.not_their_turn([life.cast.fairshire.id], Period.parse(Q3)) == both[:1]
    assert tiers.not_their_turn([life.cast.fairshire.id], Period.parse(Q2)) == []


def test_an_officer_may_ask_out_of_turn_with_a_reason_that_the_provider_reads(life: Life) -> None:
    low(life)
    ret = life.ask(period_key=Q1, turn_why=WHY)
    assert OutOfTurn.of(ret.id) == WHY
    because = tiers.because(answering.fresh(ret), question_set(ret))
    assert because.endswith(f"It is not your turn by the rule, and your contact asks all the same: “{WHY}”")
    turn = life.ask(period_key=Q2, turn_why=WHY)
    assert OutOfTurn.of(turn.id) == ""
    because = tiers.because(answering.fresh(turn), question_set(turn))
    assert "twice a year" in because
    assert because.endswith("Twice a year, because Fairshire County Council thinks that the risk is low.")


def test_another_word_for_the_risk_changes_only_what_is_asked_from_then_on(life: Life) -> None:
    low(life)
    before = life.ask(period_key=Q2)
    low(life, "medium", 1)
    assert "twice a year" in tiers.because(answering.fresh(before), question_set(before))
    assert life.ask_all(period_key=Q1).left_out == ()


def test_after_a_quarter_that_was_left_out_how_many_lived_there_is_asked_again(life: Life) -> None:
    life.last_time()
    assert sheet.load(life.ask(), life.now).journey.situation.last_return
    late(life)
    loaded = sheet.load(life.ask(period_key=Q4, due_on=date(2027, 4, 21)), life.now)
    assert not loaded.journey.situation.last_return
    assert loaded.journey.situation.last
