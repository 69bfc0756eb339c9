"""Forms about independent persons: whom one names, and what a home replies."""

from wtforms import Form, TextAreaField, validators

from models.home_reply import LONGEST
from portal.profile.typed import Address, Line


class NameForm(Form):
    """Who it is, by their e-mail address."""

    email = Address("Their e-mail address", "Enter their e-mail address")


class JoinForm(Form):
    """What we ask of somebody new who follows the link."""

    name = Line("Your name", "Enter your name")


class ReplyForm(Form):
    """What the home says to the report."""

    words = TextAreaField(
        "Your reply",
        [
            validators.InputRequired("Enter your reply"),
            validators.Length(max=LONGEST, message=f"Shorten your reply to {LONGEST:,} characters"),
        ],
        filters=[lambda text: (text or "").strip()],
    )
