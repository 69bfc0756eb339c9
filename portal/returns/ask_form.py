"""The form by which an officer asks for returns."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
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
from portal.returns.work import asking, choosing, tiers

LONGEST = 400


class AskForm(Form):
    """Which providers, set, service, period, size of return, due day, why."""

    authority = SelectField("For which council?")
    providers = SelectMultipleField("Which providers?")
    homes = SelectMultipleField("Which homes?")
    service = SelectField("For which service?")
    set_key = SelectField("Which questions?")
    period_key = SelectField("For which period?", validate_choice=False)
    tier = RadioField(
        "How long a return?", choices=[(tiers.BY_RULE, "As the rule says"), *words.TIERS.items()], default=tiers.BY_RULE
    )
    tier_why = StringField(
        "Why another length than the rule says?",
        [validators.Length(max=LONGEST, message=f"Shorten this to {LONGEST} characters")],
        filters=[lambda text: visible(text or "").strip()],
    )
    turn_why = StringField(
        "Why also those whose turn it is not?",
        [validators.Length(max=LONGEST, message=f"Shorten this to {LONGEST} characters")],
        filters=[lambda text: visible(text or "").strip()],
    )
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
    sizes: Mapping[str, str]
    """What the rule says of each provider or home."""
    per_home: bool
    """Whether the set is about one home: then homes are asked about, else providers."""

    def validate_providers(self, field: Any) -> None:
        if not field.data and not self.per_home:
            raise validators.ValidationError("Select at least one provider")

    def validate_homes(self, field: Any) -> None:
        if not field.data and self.per_home:
            raise validators.ValidationError("Select at least one home")

    def validate_period_key(self, field: Any) -> None:
        """One of those offered; a period of another length says why it does not fit."""
        if field.data not in dict(field.choices):
            why = choosing.another_rhythm(self.set_key.data, field.data or "")
            raise validators.ValidationError(why or "Not a valid choice.")

    def validate_due_on(self, field: Any) -> None:
        """Reads the day with the same reader as every date of a return."""
        asked = Question(key="due_on", kind="date", ask="When is it due?", today=self.today)
        reading = KINDS["date"].read(field.data or "", asked)
        if reading.status is not Status.exact:
            raise validators.ValidationError(f"Enter the due day with its year, like {day(self.today)}")
        self.day = reading.value

    def chosen(self) -> choosing.Chosen:
        """What was chosen; call it once the form is valid."""
        names = ("authority", "providers", "homes", "service", "set_key", "period_key", "tier", "tier_why", "turn_why")
        return choosing.Chosen(**{name: self[name].data for name in names}, due_on=self.day, why=self.why.data or "")


def make(who: access.Viewer, typed: Any, now: datetime, set_key: str = "") -> AskForm:
    """The form for one set with what this person may choose; its last whole period is chosen already."""
    choices = choosing.choices(who.authorities(access.WORKS_ON_RETURNS), now, set_key)
    its_own = next((key for key, _ in choices.services if choices.set_key.startswith(key)), None)
    begins: dict[str, Any] = {"service": its_own, "set_key": choices.set_key, "period_key": choices.periods[0][0]}
    form = AskForm(typed, **begins, due_on=day(choices.due_on))
    form.today, form.per_home = to_london(now).date(), choices.per_home
    form.sizes = choices.sizes
    form.authority.choices = choices.authorities
    form.providers.choices = choices.providers
    form.homes.choices = choices.homes
    form.service.choices = choices.services
    form.set_key.choices = choices.sets
    form.period_key.choices = choices.periods
    return form


def sets(who: access.Viewer) -> list[Any]:
    """The sets that this person may ask for, by title: to choose from before anything else."""
    adopted = choosing.adopted(who.authorities(access.WORKS_ON_RETURNS))
    return sorted(adopted.values(), key=lambda found: found.title)


def said(asked: asking.Asked) -> str:
    """“3 providers asked. Each gets a mail. Asked already: Northgate Homes.”; of homes, “Asked about 2 homes.”"""
    count = len(asked.made)
    many = "" if count == 1 else "s"
    of_homes = any(ret.home_id for ret in asked.made)
    first = f"Asked about {count} home{many}. Each provider" if of_homes else f"{count} provider{many} asked. Each"
    parts = [f"{first} gets a mail."]
    if asked.already:
        parts.append(f"Asked already: {', '.join(asked.already_names)}.")
    if asked.left_out:
        parts.append(f"Not asked, because they are asked less often: {', '.join(asked.left_out_names)}.")
    return " ".join(parts)


def items(field: Any, hints: Mapping[str, str] = MappingProxyType({})) -> list[dict[str, str]]:
    """The choices of a field as the components take them; `hints` stand under some."""
    return [{"value": str(key), "text": text, "hint": hints.get(str(key), "")} for key, text in field.choices]
