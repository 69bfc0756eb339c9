"""The profile’s questions, a form a section. `loaded` and `values` translate between the boxes and Provider’s columns.

Numbers: models/identifiers.py. SME and VCSE: Local Government Transparency Code 2015, annex on procurement.
"""

from datetime import date
from typing import Any, ClassVar

from wtforms import Form

from models import identifiers
from models.provider import Provider
from portal.profile.typed import Address, Line, OneOf, Read, said
from portal.profile.words import INSURANCE_KINDS, KINDS, REGISTERS, YES_NO

NO_CHARITY = "none"


class SectionForm(Form):
    """One section: its title, and the columns that it fills."""

    title: ClassVar[str]
    today: date = date.min

    @classmethod
    def loaded(cls, provider: Provider) -> dict[str, Any]:
        """What stands in the boxes, from the columns of the same names."""
        return {name: getattr(provider, name) for name in cls._names()}

    @classmethod
    def _names(cls) -> list[str]:
        return [field.name for field in cls()]

    def values(self) -> dict[str, Any]:
        """What goes into the columns, once the form is valid."""
        return dict(self.data)


class NamesForm(SectionForm):
    """Legal name, kind and numbers."""

    title = "Name and numbers"
    legal_name = Line("Legal name", "Enter the organisation’s legal name")
    kind = OneOf("What kind of organisation is it?", KINDS.items(), "Select what kind of organisation it is")
    company_number = Line("Company number")
    charity_register = OneOf(
        "Which register is your charity number from?", [*REGISTERS.items(), (NO_CHARITY, "It has no charity number")]
    )
    charity_number = Line("Charity number")

    @classmethod
    def loaded(cls, provider: Provider) -> dict[str, Any]:
        unknown = "" if provider.kind in ("charity", "cio") else NO_CHARITY
        return {**super().loaded(provider), "charity_register": provider.charity_register or unknown}

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        wrong = {"company_number": self._company(), **self._charity()}
        for name, problem in wrong.items():
            if problem:
                self[name].errors = [problem]
        return fine and not any(wrong.values())

    def _company(self) -> str:
        text = self.company_number.data
        if not text:
            needed = self.kind.data in ("company", "cic")
            return "Enter the company number; Companies House shows it beside the name" if needed else ""
        try:
            self.company_number.data = identifiers.company_number(text)
        except ValueError as error:
            return str(error)
        return ""

    def _charity(self) -> dict[str, str]:
        number, register = self.charity_number.data, self.charity_register.data
        if not number:
            if self.kind.data == "cio" or register in REGISTERS:
                return {"charity_number": "Enter the charity number, or say that there is none"}
            return {}
        if register not in REGISTERS:
            return {"charity_register": "Select which register the charity number is from"}
        try:
            self.charity_number.data = identifiers.charity_number(number, register)
        except ValueError as error:
            return {"charity_number": str(error)}
        if self.charity_number.data == self.company_number.data:
            return {"charity_number": "This number stands in both boxes. Take it out of the one that it is not for."}
        return {}

    def values(self) -> dict[str, Any]:
        number = self.charity_number.data or None
        return {
            "legal_name": self.legal_name.data,
            "kind": self.kind.data,
            "company_number": self.company_number.data or None,
            "charity_number": number,
            "charity_register": self.charity_register.data if number else None,
        }


class SizeForm(SectionForm):
    """Small or medium, and voluntary or community, as the Code defines them."""

    title = "Size and purpose"
    sme = OneOf(
        "Do fewer than 250 people work for you?", YES_NO.items(), "Select whether fewer than 250 people work for you"
    )
    vcse = OneOf(
        "Are you a voluntary or community organisation, or a social enterprise?",
        YES_NO.items(),
        "Select whether you are a voluntary or community organisation, or a social enterprise",
    )


class SafeguardingForm(SectionForm):
    """The professional whom the council asks about safeguarding."""

    title = "Safeguarding lead"
    safeguarding_lead = Line("Their name", "Enter the name of your safeguarding lead")
    safeguarding_email = Address("Their e-mail address at work", "Enter their e-mail address")
    safeguarding_phone = Line("Their telephone number at work", "Enter their telephone number", 40)


class ContactForm(SectionForm):
    """How the council reaches the organisation."""

    title = "Contact"
    contact_email = Address("E-mail address", "Enter an e-mail address")
    contact_phone = Line("Telephone number", "", 40)


class InsuranceForm(SectionForm):
    """The insurance that contracts ask for most."""

    title = "Insurance"
    insurance_kind = OneOf("What does it cover?", INSURANCE_KINDS.items(), "Select what it covers")
    insurer = Line("Who insures you?", "Enter the name of the insurer")
    cover = Read("Cover", "money", "Enter the cover in pounds", "Enter an amount in pounds, such as £5,000,000")
    expires_on = Read("It runs until", "date", "Enter the day on which it ends", "Enter a day, such as 30 March 2027")

    @classmethod
    def loaded(cls, provider: Provider) -> dict[str, Any]:
        pence, until = provider.insurance_cover_pence, provider.insurance_expires_on
        return {
            "insurance_kind": provider.insurance_kind,
            "insurer": provider.insurer,
            "cover": "" if pence is None else said("money", pence),
            "expires_on": "" if until is None else said("date", until),
        }

    def values(self) -> dict[str, Any]:
        return {
            "insurance_kind": self.insurance_kind.data,
            "insurer": self.insurer.data,
            "insurance_cover_pence": self.cover.value,
            "insurance_expires_on": self.expires_on.value,
        }


SECTIONS: dict[str, type[SectionForm]] = {
    "names": NamesForm,
    "size": SizeForm,
    "safeguarding": SafeguardingForm,
    "insurance": InsuranceForm,
    "contact": ContactForm,
}
