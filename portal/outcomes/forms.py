"""Forms of an outcome: a bidder, a sheet, the day of the award notice, a legal hold."""

from collections.abc import Iterator
from typing import Any

from wtforms import Form, ValidationError
from wtforms.fields import FormField

from models.tendering import outcome, reply
from portal.outcomes import words
from portal.profile.typed import Line, OneOf
from portal.register.desk.act_forms import ActForm
from portal.register.desk.boxes import Count, Day, Money, Pick, Words
from portal.tenders.boxes import Tick

LONGEST_WHY = 4000


class BidderForm(ActForm):
    """A bid, as it stands in the portal that takes the bids."""

    name = Line("Who bid?", "Enter the name of who bid")
    lot = Pick("For which lot?", none="For all of it")
    sme = OneOf("Is it a small or medium organisation?", words.YES_NO)
    vcse = OneOf("Is it a voluntary, community or social enterprise?", words.YES_NO)
    provider = Pick("Which organisation is it here? It reads its feedback after signing in.", none="None")
    won = Tick("It won")
    value_pence = Money("What was it awarded?")

    def validate_value_pence(self, field: Any) -> None:
        if field.data and not self.won.data:
            raise ValidationError("Tick that it won, or leave this empty")

    def values(self, providers: dict[str, int]) -> dict[str, Any]:
        """The columns, once the form is valid."""
        said = {name: self[name].data or "" for name in ("sme", "vcse")}
        rest = {"lot": int(self.lot.data or 0), "provider": providers.get(self.provider.data)}
        return {"name": self.name.text, "won": self.won.data, "value_pence": self.value_pence.value, **said, **rest}


class NoticeForm(ActForm):
    """When the contract award notice was published."""

    notice_on = Day("When was the contract award notice published?", "Enter the day of the contract award notice")


class HoldForm(ActForm):
    """Why nothing of the tender may be deleted."""

    why = Words("Why must everything be kept?", "Enter why everything must be kept", outcome.LONGEST)


class EndHoldForm(ActForm):
    """Why that is over."""

    why = Words("Why is the hold over?", "Enter why the hold is over", outcome.LONGEST)


class KeptForm(ActForm):
    """How long papers are kept."""

    years = Count("For how many years after the contract?")

    def validate_years(self, field: Any) -> None:
        if field.value is None or not outcome.LEAST_YEARS <= field.value <= outcome.MOST_YEARS:
            raise ValidationError(f"Enter {outcome.LEAST_YEARS} years or more, {outcome.MOST_YEARS} at most")


class SubstanceForm(ActForm):
    """What everybody reads of an answer that was given to one asker alone."""

    question = Words(
        "The question in substance", "Enter the question, so that it tells nobody who asked", reply.LONGEST
    )
    answer = Words("The answer in substance", "Enter the answer in substance", reply.LONGEST)


class MarkForm(Form):
    """One criterion of a sheet."""

    score = Line("Score", "Enter the score", 40)
    why = Words("Why this score?", "Enter why this score", LONGEST_WHY)
    why_not_higher = Words("Why not higher?", "Enter why not higher; for full marks say so", LONGEST_WHY)


class SheetForm(Form):
    """A sheet: see `sheet_form`."""

    def problems(self) -> dict[str, str]:
        """The first error of each box, by its name."""
        return {box.name: str(box.errors[0]) for part in self._parts() for box in part.form if box.errors}

    def marks(self) -> dict[int, tuple[str, str, str]]:
        """Number of the criterion -> score and both reasons, once the form is valid."""
        return {
            int(part.short_name.removeprefix("mark")): (part.score.text, part.why.data, part.why_not_higher.data)
            for part in self._parts()
        }

    def _parts(self) -> Iterator[Any]:
        """The boxes of one criterion after the other."""
        return iter(self)


def sheet_form(criteria: Any, *args: Any, **more: Any) -> SheetForm:
    """A form with the boxes of these criteria, under the names `mark1`, `mark2` …"""
    parts = {f"mark{one.number}": FormField(MarkForm, one.title) for one in criteria}
    kind: type[SheetForm] = type("SheetForm", (SheetForm,), parts)
    return kind(*args, **more)
