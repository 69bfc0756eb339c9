"""Forms about people: inviting, accepting, roles."""

from wtforms import Form

from portal.people.words import AUTHORITY_ROLES, PROVIDER_ROLES, ROLES
from portal.profile.typed import Address, Line, OneOf, Several
from portal.profile.words import KINDS

ADDRESS = "Their e-mail address at work"
NO_ADDRESS = "Enter their e-mail address"


class InviteToProvider(Form):
    """A colleague of a provider."""

    email = Address(ADDRESS, NO_ADDRESS)
    role = OneOf(
        "What will they do?", [(r, ROLES[r]) for r in PROVIDER_ROLES], "Select what they will do", default="member"
    )


class InviteToAuthority(Form):
    """A colleague of an authority."""

    email = Address(ADDRESS, NO_ADDRESS)
    role = OneOf("What will they do?", [(r, ROLES[r]) for r in AUTHORITY_ROLES], "Select what they will do")


class InviteProvider(Form):
    """The first lead of an organisation that is not here yet."""

    legal_name = Line("The organisation’s legal name", "Enter the organisation’s legal name")
    kind = OneOf("What kind of organisation is it?", KINDS.items(), "Select what kind of organisation it is")
    email = Address("E-mail address of the person who will lead for it", "Enter an e-mail address")


class AcceptForm(Form):
    """What we ask of somebody new who follows an invitation."""

    name = Line("Your name", "Enter your name")


class RolesForm(Form):
    """Every role that somebody of an authority holds."""

    roles = Several(
        "Roles", [(r, ROLES[r]) for r in AUTHORITY_ROLES], "Select at least one role, or remove this person instead"
    )
