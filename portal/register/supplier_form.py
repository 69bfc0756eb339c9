"""The form of what is known of a supplier. Numbers are read as everywhere (models/identifiers.py)."""

from datetime import date
from typing import Any

from wtforms import Form

from models import identifiers
from portal.profile.typed import Line, OneOf, Read, said
from portal.profile.words import REGISTERS

NOT_SAID = "not_said"
YES_NO = {"yes": "Yes", "no": "No", NOT_SAID: "Not known"}


class FactsForm(Form):
    """Everything of a supplier that may be changed; what is not known stays empty."""

    today: date = date.min
    name = Line("The name that is shown", "Enter the name")
    company_number = Line("Company number")
    charity_register = OneOf("Which register is its charity number from?", [*REGISTERS.items(), ("", "It has none")])
    charity_number = Line("Charity number")
    sme = OneOf("Is it a small or medium-sized business?", YES_NO.items())
    vcse = OneOf("Is it a voluntary or community organisation, or a social enterprise?", YES_NO.items())
    vcse_kind = Line("What kind of voluntary organisation?")
    group_name = Line("Name of the group that it is part of")
    group_number = Line("Company number of the group")
    group_source = Line("Where is that known from?")
    group_on = Read("On which day was that looked up?", "date", "", "Enter a day, such as 30 March 2027")

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        wrong = {**self._companies(), **self._charity(), **self._group()}
        for name, problem in wrong.items():
            self[name].errors = [problem]
        return fine and not wrong

    def _companies(self) -> dict[str, str]:
        wrong = {}
        for name in ("company_number", "group_number"):
            try:
                self[name].data = identifiers.company_number(self[name].data) if self[name].data else ""
            except ValueError as error:
                wrong[name] = str(error)
        return wrong

    def _charity(self) -> dict[str, str]:
        number, register = self.charity_number.data, self.charity_register.data
        if not number:
            return {"charity_number": "Enter the charity number, or say that there is none"} if register else {}
        if not register:
            return {"charity_register": "Select which register the charity number is from"}
        try:
            self.charity_number.data = identifiers.charity_number(number, register)
        except ValueError as error:
            return {"charity_number": str(error)}
        return {}

    def _group(self) -> dict[str, str]:
        if self.group_name.data and not self.group_source.data:
            return {"group_source": "Enter where it is known from, such as its accounts at Companies House"}
        if self.group_number.data and not self.group_name.data:
            return {"group_name": "Enter the name of the group"}
        return {}

    def values(self) -> dict[str, object]:
        """Columns of a supplier, once the form is valid."""
        number, group = self.charity_number.data or None, self.group_name.data
        return {
            "name": self.name.data,
            "company_number": self.company_number.data or None,
            "charity_number": number,
            "charity_register": self.charity_register.data if number else None,
            "sme": _key(self.sme.data),
            "vcse": _key(self.vcse.data),
            "vcse_kind": self.vcse_kind.data,
            "group_name": group,
            "group_number": (self.group_number.data or None) if group else None,
            "group_source": self.group_source.data if group else "",
            "group_on": self.group_on.value if group else None,
        }


def _key(answer: str) -> str:
    return answer if answer in ("yes", "no") else ""


def loaded(supplier: Any) -> dict[str, str]:
    """What stands in the boxes."""
    plain = ("name", "company_number", "charity_number", "vcse_kind", "group_name", "group_number", "group_source")
    return {
        **{name: getattr(supplier, name) or "" for name in plain},
        "charity_register": supplier.charity_register or "",
        "sme": supplier.sme or NOT_SAID,
        "vcse": supplier.vcse or NOT_SAID,
        "group_on": said("date", supplier.group_on) if supplier.group_on else "",
    }
