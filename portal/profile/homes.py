"""The form of one home: a name and Ofsted’s number, never an address."""

from typing import Any

from wtforms import Form

from models import identifiers
from portal.profile.typed import Line, OneOf
from portal.profile.words import HOME_KINDS


class HomeForm(Form):
    """A home of the organisation."""

    name = Line("What do you call it?", "Enter what you call it")
    kind = OneOf("What is it?", HOME_KINDS.items(), "Select what it is")
    urn = Line("Ofsted’s number (URN)", longest=20)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        fine = super().validate(*args, **kwargs)
        if self.urn.data:
            try:
                self.urn.data = identifiers.urn(self.urn.data)
            except ValueError as error:
                self.urn.errors = [str(error)]
                return False
        return fine
