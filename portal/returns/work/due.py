"""When a return is due by the rule, and why: the set’s working days, the authority’s nation, the return’s period."""

from datetime import date, datetime

from forms import one_off
from forms.question_set import DUE_AFTER, QuestionSet
from models import due as rule
from models.calendar import today
from models.monitoring_return import Return
from models.period import Period


def usual(questions: QuestionSet | None, nation: str, period: Period, now: datetime) -> date:
    """The due day that is proposed for a set’s return of a period; as for a quarter where there is no set yet."""
    number = questions.working_days if questions else DUE_AFTER["quarter"]
    return rule.usual(period, nation, number, today(now))


def why(ret: Return, questions: QuestionSet) -> str:
    """“15 working days after 30 September 2026, when the period ended.” No query once the authority is joined."""
    if one_off.is_one_off(ret.set_key):
        return "Your contact chose this day." if ret.due_on == ret.original_due_on else "You were given more time."
    period = Period.parse(ret.period_key)
    return rule.why(period, ret.authority.nation, questions.working_days, ret.original_due_on, ret.due_on)
