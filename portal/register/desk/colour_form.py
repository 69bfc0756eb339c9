"""The form of an authority’s colour."""

import re
from typing import Any

from wtforms import Form, ValidationError

from portal.profile.typed import Line

TYPED = re.compile("#?([0-9a-f]{6}|[0-9a-f]{3})")


class ColourForm(Form):
    """A colour as style guides write it, or nothing."""

    colour = Line("Colour")

    def validate_colour(self, _field: Any) -> None:
        """Six or three digits of sixteen."""
        if self.colour.text and not TYPED.fullmatch(self.colour.text.lower()):
            raise ValidationError("Enter six digits or letters from A to F, such as #7A1F5C")

    def value(self) -> str:
        """Such as #7a1f5c, or nothing, once the form is valid."""
        found = TYPED.fullmatch(self.colour.text.lower())
        if found is None:
            return ""
        digits = found[1]
        return f"#{digits if len(digits) == 6 else ''.join(2 * digit for digit in digits)}"
