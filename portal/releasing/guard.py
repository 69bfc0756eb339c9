"""The publication guard: stops rows that may identify a person, above all a child. Pure.

It catches identifiers and what was plainly bought for one person; it does not understand stories. What it stops waits
for a named person, who lets it pass with a reason; that is remembered with the exact text (`Held.digest`) and the rules
that stopped it (`Held.reason`), so that it is asked again only when one of them changes.

Postcodes and street addresses stop a row unless it plainly is about works at, or an event in, a public place and says
nothing of care: a council’s roofs, pitches and car parks have addresses, and nobody’s home is told by them.
"""

import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from models.register.award import Award
from models.register.contract import Contract

FOR_ONE = "one placement"
"""The key of the rules that stop what was plainly bought for one person."""
FEW_PLACES = 3
AS_A_TITLE = 120
"""A description of no more characters than this is read as strictly as a title."""


@dataclass(frozen=True)
class Examined:
    """What of a row the guard reads, as it would be published. `places` is how many the contract is for."""

    title: str
    texts: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    places: int | None = None

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of the exact text."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Stop:
    """One thing that stopped a row: the key of the rule, what it is in words, and the piece of text that it found."""

    key: str
    say: str
    found: str


@dataclass(frozen=True)
class Held:
    """Why a row is held: the rules by name, the digest of the text, and each stop. `reason` holds no text."""

    reason: str
    digest: str
    stops: tuple[Stop, ...]


class MayIdentifyError(ValueError):
    """Words of a person’s own, to be published, that the guard stops; it says what to leave out."""


def refuse(words: str, *, but: str = "") -> None:
    """Raises MayIdentifyError where the words stop at a rule, all of them `but` the one with this key."""
    if stops := [stop for stop in examine(Examined(title="", texts=(words,))) if stop.key != but]:
        found = "; ".join(f"{stop.say}: “{stop.found}”" for stop in stops)
        raise MayIdentifyError(f"Leave out what may identify a person. {found[0].upper()}{found[1:]}")


def examined(contract: Contract, awards: Sequence[Award] = ()) -> Examined:
    """A contract as the guard reads it."""
    suppliers = tuple(award.supplier.name for award in awards)
    lots = tuple(award.lot for award in awards)
    return of_values(vars(contract)["__data__"], suppliers, lots)


TEXTS = ("description", "ends_note", "department", "category", "route", "value_words")


def of_values(values: Mapping[str, object], suppliers: Iterable[str] = (), lots: Iterable[str] = ()) -> Examined:
    """The same of the columns of a contract that is not kept yet, by name, and the names of its suppliers."""

    def said(*names: str) -> tuple[str, ...]:
        return tuple(text for name in names if (text := str(values.get(name) or "")))

    places = values.get("places")
    given = sorted(filter(None, suppliers)), sorted(filter(None, lots))  # the digest is of the text, in any order
    return Examined(
        title=str(values.get("title") or ""),
        texts=said(*TEXTS) + tuple(given[1]),
        areas=said("area"),
        references=said("reference"),
        suppliers=(*said("supplier_words"), *given[0]),
        contacts=said("contact_email", "contact"),
        places=places if isinstance(places, int) else None,
    )


def held(row: Examined) -> Held | None:
    """Why a row may not be published as it is, or None."""
    stops = examine(row)
    return Held(", ".join(sorted({stop.key for stop in stops})), row.digest, stops) if stops else None


class Verdicts:
    """What was said of each row, by what it reads: whoever asks again is told without another look."""

    def __init__(self) -> None:
        self._said: dict[bytes, Held | None] = {}

    def held(self, row: Examined) -> Held | None:
        """As `held` says it."""
        key = hashlib.blake2b(repr(row).encode("utf-8", "surrogatepass"), digest_size=16).digest()
        if key not in self._said:
            self._said[key] = held(row)
        return self._said[key]


def examine(row: Examined) -> tuple[Stop, ...]:
    """Everything that stops a row, one stop a rule and text."""
    from portal.releasing.patterns import pieces  # noqa: PLC0415 - 10 MB, only where rows are judged

    title = normal(row.title)
    texts = [normal(text) for text in row.texts]
    whole = " \n ".join((title, *texts))
    titles = [title, *(text for text in texts if len(text) <= AS_A_TITLE and text.lower() != title.lower())]
    where = (
        ("title", titles),
        ("text", [text for text in texts if len(text) > AS_A_TITLE]),
        ("area", [normal(text) for text in row.areas]),
        ("reference", [normal(text) for text in row.references]),
        ("supplier", [normal(text) for text in row.suppliers]),
        ("contact", [normal(text) for text in row.contacts]),
    )
    found = {
        (rule.key, piece): Stop(rule.key, rule.say, piece)
        for kind, given in where
        for text in given
        for rule, piece in pieces(kind, text)
        if rule.stands(f"{text} {whole}")
    }
    if row.places is not None and 0 < row.places <= FEW_PLACES and len(row.suppliers) <= 1:
        say = "one to three places with one supplier, so that a home or a person can be told"
        found["few places", ""] = Stop("few places", say, f"{row.places} places")
    return tuple(found.values())


DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
LETTERS = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201b": "'", "\u02bc": "'", "\u0130": "I", "\u0131": "i"})
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def normal(text: str) -> str:
    """The text as patterns read it: entities resolved, one kind of dash and apostrophe, nothing invisible."""
    plain = html.unescape(html.unescape(text))
    if not plain.isascii():
        plain = INVISIBLE.sub("", unicodedata.normalize("NFKC", plain))
        plain = DASHES.sub("-", plain).translate(LETTERS)
    return " ".join(plain.replace("`", "'").replace("_", " ").split())
