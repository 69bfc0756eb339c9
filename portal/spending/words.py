"""What officers read about spending."""

from portal.profile.typed import said

WAYS = {
    "on": "With a contract that is in force",
    "spot": "Bought for one person each, on no other contract",
    "off": "With no contract",
    "unknown": "Cannot be told: the name is covered, or a person has to say who it is",
}
"""How something was bought, by the keys of `models.spending.share.WAYS`."""
HOW = {
    "number": "by its number",
    "name": "by its exact name",
    "person": "an officer said so",
    "proposed": "a person decides",
    "nobody": "in no register",
}
"""How a payee was matched with a supplier, by the keys of `portal.spending.plans.HOW`."""


def money(pence: int) -> str:
    """“£1,200”; what came back stands with a minus."""
    return said("money", pence) if pence >= 0 else f"−{said('money', -pence)}"


def counted(number: int, one: str) -> str:
    """“1 payment”, “2,000 payments”."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"
