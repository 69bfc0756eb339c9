"""An e-mail address: “rita@riverside.example”, “it’s Rita@Riverside.example”."""

import re
from typing import Any, ClassVar

from forms.asked import Asked
from forms.kinds.kind import Kind
from forms.kinds.plain import plain, too_long
from forms.reading import Reading, Span, Status, unreadable

_ADDRESS = re.compile(r"[\w.+'-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
_LEADS_IN = re.compile(
    r"(?:(?:it|that|this|mine|my|our|the|is|are|'s|e-?mail|address|at|me|use|please|write|to|reach|us|on|sure|yes)"
    r"[ :,']*)*",
    re.IGNORECASE,
)


class EmailKind(Kind):
    """Values are str, in lower case."""

    name: ClassVar[str] = "email"

    def read(self, text: str, asked: Asked) -> Reading:
        said = plain(text)
        if not said or too_long(said):
            return unreadable("empty" if not said else "too_long")
        found = list(_ADDRESS.finditer(said))
        addresses = tuple(dict.fromkeys(one[0].lower() for one in found))
        if len(addresses) != 1:
            return Reading(Status.ambiguous, None, addresses) if addresses else unreadable()
        one = found[0]
        alone = _LEADS_IN.fullmatch(said[: one.start()]) is not None and not said[one.end() :].strip(" .!>)")
        return Reading(Status.exact if alone else Status.approximate, addresses[0], spans=(Span(*one.span()),))

    def say(self, value: Any, asked: Asked) -> str:
        return str(value)
