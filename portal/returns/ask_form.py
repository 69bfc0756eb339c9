"""The form by which an officer asks for returns."""

from datetime import date, datetime
from typing import Any

from wtforms import Form, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField, validators

from forms import library
from forms.asked import Asked as Question
from forms.kinds import KINDS
from forms.reading import Status
from models.authority import AdoptedSet, Authority, Service
from models.calendar import add_working_days, to_london
from models.period import Period
from models.provider import Provider
from portal import access
from portal.london import day
from portal.returns import words
from portal.returns.work.asking import Asked

WORKING_DAYS = 15  # the usual time from the end of a quarter to the due day
LONGEST = 400


class AskForm(Form):
    """Which providers, set, service, period, size of return, due day, why."""

    authority = SelectField("For which council?", coerce=int)
    providers = SelectMultipleField("Which providers?", coerce=str)
    service = SelectField("For which service?", coerce=int)
    set_key = SelectField("Which questions?")
    period_key = SelectField("For which period?")
    tier = RadioField("How long a return?", choices=list(words.TIERS.items()), default="core")
    due_on = StringField("When is it due?")
    why = TextAreaField(
        "Why do you ask?",
        [
            validators.InputRequired("Enter why you ask, in a sentence the provider will read"),
            validators.Length(max=LONGEST, message=f"Shorten this to {LONGEST} characters"),
        ],
    )
    today: date

    def validate_providers(self, field: Any) -> None:
        if not field.data:
            raise validators.ValidationError("Select at least one provider")

    def validate_due_on(self, field: Any) -> None:
        """Reads the day with the same reader as every date of a return."""
        asked = Question(key="due_on", kind="date", ask="When is it due?", today=self.today)
        reading = KINDS["date"].read(field.data or "", asked)
        if reading.status is not Status.EXACT:
            raise validators.ValidationError(f"Enter the due day with its year, like {day(self.today)}")
        self.day = reading.value

    def chosen(self) -> dict[str, Any]:
        """Arguments of `asking.ask`."""
        return {
            "authority": Authority.get_by_id(self.authority.data),
            "service": Service.get_by_id(self.service.data),
            "providers": list(Provider.select().where(Provider.public_id << self.providers.data)),
            "set_key": self.set_key.data,
            "period_key": self.period_key.data,
            "tier": self.tier.data,
            "due_on": self.day,
            "why": self.why.data.strip(),
        }


def make(who: access.Viewer, typed: Any, now: datetime) -> AskForm:
    """The form with what this person may choose; the last whole quarter is chosen already."""
    mine = who.authorities(access.WORKS_ON_RETURNS)
    authorities = list(Authority.select().where(Authority.id << mine).order_by(Authority.name))
    today = to_london(now).date()
    quarter = Period.quarter_of(today).previous()
    form = AskForm(typed, period_key=quarter.key, due_on=_usual_day(authorities[0], quarter, today))
    form.today = today
    form.authority.choices = [(a.id, a.name) for a in authorities]
    services = Service.select().where(Service.authority << mine).order_by(Service.title)
    form.service.choices = [(s.id, s.title) for s in services]
    newest = {found.key: found for found in library.all()}
    adopted = {row.set_key for row in AdoptedSet.select().where(AdoptedSet.authority << mine)}
    form.set_key.choices = [(key, s.title) for key, s in newest.items() if key in adopted]
    form.period_key.choices = [(p.key, p.label) for p in _quarters(quarter)]
    form.providers.choices = [(str(p.public_id), p.legal_name) for p in Provider.select().order_by(Provider.legal_name)]
    return form


def _quarters(newest: Period) -> list[Period]:
    found = [newest]
    while len(found) < 4:
        found.append(found[-1].previous())
    return found


def _usual_day(authority: Authority, quarter: Period, today: date) -> str:
    usual = add_working_days(quarter.last_day, WORKING_DAYS, authority.nation)
    return day(usual if usual >= today else add_working_days(today, 5, authority.nation))


def said(asked: Asked) -> str:
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
