"""What an entry of Ofsted’s lists says, in words."""

from models.ofsted import OfstedEntry
from portal.london import day

STATES = {"right": "Confirmed", "different": "Something is different", "open": "Not looked at yet"}


def rows(entry: OfstedEntry) -> list[dict[str, str]]:
    """Pairs for a summary list; what the list does not say is left out."""
    grade = f"{entry.overall}, {day(entry.overall_on)}" if entry.overall_on else entry.overall
    pairs = (
        ("What it is", entry.provision_type),
        ("Registration", entry.status),
        ("Registered", day(entry.registered_on)),
        ("No longer registered since", day(entry.deregistered_on)),
        ("Places", "" if entry.places is None else str(entry.places)),
        ("Council area", entry.local_authority),
        ("Last full inspection", grade),
    )
    return [{"key": name, "value": value.replace("'", "’")} for name, value in pairs if value]


def sentence(entry: OfstedEntry) -> str:
    """“Children's home, Active, 4 places, Good (3 February 2026)”: for a line of a table."""
    places = "" if entry.places is None else f"{entry.places} place{'' if entry.places == 1 else 's'}"
    grade = f"{entry.overall} ({day(entry.overall_on)})" if entry.overall and entry.overall_on else entry.overall
    said = ", ".join(part for part in (entry.provision_type, entry.status, places, grade) if part)
    return said.replace("'", "’")
