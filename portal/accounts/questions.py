"""The short form with which somebody registers an organisation, and the code that confirms their address."""

from wtforms import Form

from portal.profile.typed import Address, Line, OneOf
from portal.profile.words import KINDS


class OrganisationForm(Form):
    """An organisation, by somebody who has an account."""

    legal_name = Line("Your organisation’s legal name", "Enter your organisation’s legal name")
    kind = OneOf("What kind of organisation is it?", KINDS.items(), "Select what kind of organisation it is")


class RegisterForm(OrganisationForm):
    """An organisation and the person who registers it."""

    name = Line("Your name", "Enter your name")
    email = Address("Your e-mail address at work", "Enter your e-mail address")


class ConfirmForm(Form):
    """The six figures that were sent."""

    passcode = Line("Six-figure code", "Enter the six figures from the e-mail", 20)
