"""Forms of what an authority says of itself as a buyer, and of whether a supplier is local to it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from wtforms import Form

from models.spending.buying import MEASURES, SUBJECTS, Buying, Target
from portal.profile.typed import Line, OneOf, Read, said

OF = {"sme": "small or medium", "vcse": "voluntary or community", "local": "local"}
BY = {"count": "share of contracts, %", "value": "share of what they cost, %"}
TARGETS = tuple((f"{subject}_{measure}", subject, measure) for subject in SUBJECTS for measure in MEASURES)


def _label(subject: str, measure: str) -> str:
    return f"{OF[subject].capitalize()} suppliers: {BY[measure]}"


class BuyingForm(Form):
    """What is major and local, and the targets, all of them stated in one place. An empty box is no target."""

    today: date = date.min
    major = Read("From which value is a contract a major one?", "money", "Enter a sum, such as £500,000",
                 "Enter a sum in pounds, such as £500,000")  # fmt: skip
    local_means = Line("What does local mean to you?")
    sme_count = Line(_label("sme", "count"), longest=4)
    sme_value = Line(_label("sme", "value"), longest=4)
    vcse_count = Line(_label("vcse", "count"), longest=4)
    vcse_value = Line(_label("vcse", "value"), longest=4)
    local_count = Line(_label("local", "count"), longest=4)
    local_value = Line(_label("local", "value"), longest=4)
    said_in = Line("Where are these targets stated?")
    since_on = Read("Since which day?", "date", "", "Enter a day, such as 1 April 2026")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        wrong = {
            name: "Enter a whole number from 1 to 100, or nothing" for name, _, _ in TARGETS if self._is_wrong(name)
        }
        if any(self[name].data for name, _, _ in TARGETS) and not self.said_in.data:
            wrong["said_in"] = "Enter where they are stated, such as the commissioning strategy"
        if not self.major.errors and not self.major.value:
            wrong["major"] = "Enter a sum of more than nothing"
        if self.local_count.data and not self.local_means.data:
            wrong["local_means"] = "Enter what local means, such as a registered office in the county"
        for name, problem in wrong.items():
            self[name].errors = [problem]
        return fine and not wrong

    def _is_wrong(self, name: str) -> bool:
        text = (self[name].data or "").removesuffix("%").strip()
        return bool(text) and not (text.isdecimal() and 1 <= int(text) <= 100)

    def values(self) -> dict[str, object]:
        """Columns of `Buying`, once the form is valid."""
        return {"major_pence": self.major.value, "local_means": self.local_means.data}

    def targets(self) -> Iterator[dict[str, object]]:
        """Rows of `Target`, once the form is valid."""
        for name, subject, measure in TARGETS:
            if self[name].data:
                percent = int(self[name].data.removesuffix("%"))
                known = {"subject": subject, "measure": measure, "percent": percent}
                yield {**known, "said_in": self.said_in.data, "since_on": self.since_on.value}


def loaded(buying: Buying, targets: list[Target]) -> dict[str, str]:
    """What stands in the boxes."""
    percents = {f"{one.subject}_{one.measure}": f"{one.percent}" for one in targets}
    first = targets[0] if targets else None
    since = said("date", first.since_on) if first and first.since_on else ""
    stated = {"said_in": first.said_in if first else "", "since_on": since}
    return {"major": said("money", buying.major_pence), "local_means": buying.local_means, **percents, **stated}


class LocalForm(Form):
    """Whether a supplier is local, and where that is known from."""

    local = OneOf("Is it local to us?", {"yes": "Yes", "no": "No", "": "Not known"}.items())
    source = Line("Where is that known from?")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        if self.local.data and not self.source.data:
            self.source.errors = ["Enter where it is known from, such as Companies House"]
            return False
        return fine
