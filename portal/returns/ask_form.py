"""The form by which an officer asks for returns."""

from datetime import date, datetime
from typing import Any

from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, validators

from forms.asked import Asked as Question
from forms.kinds import KINDS
from forms.kinds.plain import visible
from forms.reading import Status
from models.calendar import to_london
from portal import access
from portal.london import day
from portal.returns import words
from portal.returns.work import asking

LONGEST = 400


class AskForm(Form):
    """Which providers, set, service, period, size of return, due day, why."""

    authority = SelectField("For which council?")
    providers = SelectMultipleField("Which providers?")
    service = SelectField("For which service?")
    set_key = SelectField("Which questions?")
    period_key = SelectField("For which period?")
    tier = RadioField("How long a return?", choices=list(words.TIERS.items()), default="core")
    due_on = StringField("When is it due?")
    why = TextAreaField(
        "Why do you ask?",
        [
            validators.DataRequired("Enter why you ask, in a sentence the provider will read"),
            validators.Length(max=LONGEST, message=f"Shorten this to {LONGEST} characters"),
        ],
        filters=[lambda text: visible(text or "").strip()],
    )
    today: date
    day: date

    def validate_providers(self, field: Any) -> None:
        if not field.data:
            raise validators.ValidationError("Select at least one provider")

    def validate_due_on(self, field: Any) -> None:
        """Reads the day with the same reader as every date of a return."""
        asked = Question(key="due_on", kind="date", ask="When is it due?", today=self.today)
        reading = KINDS["date"].read(field.data or "", asked)
        if reading.status is not Status.exact:
            raise validators.ValidationError(f"Enter the due day with its year, like {day(self.today)}")
        self.day = reading.value

    def chosen(self) -> asking.Chosen:
        """What was chosen; call it once the form is valid."""
        names = ("authority", "providers", "service", "set_key", "period_key", "tier")
        return asking.Chosen(**{name: self[name].data for name in names}, due_on=self.day, why=self.why.data or "")


def make(who: access.Viewer, typed: Any, now: datetime) -> AskForm:
    """The form with what this person may choose; the last whole quarter is chosen already."""
    choices = asking.choices(who.authorities(access.WORKS_ON_RETURNS), now)
    its_own = next((key for key, _ in choices.services if choices.sets and choices.sets[0][0].startswith(key)), None)
    form = AskForm(typed, service=its_own, period_key=choices.periods[0][0], due_on=day(choices.due_on))
    form.today = to_london(now).date()
    form.authority.choices = choices.authorities
    form.providers.choices = choices.providers
    form.service.choices = choices.services
    form.set_key.choices = choices.sets
    form.period_key.choices = choices.periods
    return form


def said(asked: asking.Asked) -> str:
    """“3 providers asked. Northgate Homes was asked already.”"""
    count = len(asked.made)
    parts = [f"{count} provider{'' if count == 1 else 's'} asked. Each gets a mail."]
    if asked.already:
        names = ", ".join(p.legal_name for p in asked.already)
        parts.append(f"Asked already: {names}.")
    return " ".join(parts)


def items(field: Any) -> list[dict[str, str]]:
    """The choices of a field as the components take them."""
    return [{"value": str(key), "text": text} for key, text in field.choices]
