"""Amounts as they stand in spending files, in whole pence: credits are below nothing. Pure."""

import re

from portal.register.money import Amount, amount

CREDIT = re.compile(r"\s*(?:cr\.?|credit)$", re.IGNORECASE)
SIGN = re.compile(r"^\s*(£|gbp)?\s*[-−–]\s*|\s*[-−–]\s*$", re.IGNORECASE)


def signed(text: str) -> Amount:
    """`1,234.50`, `-500`, `£-500.00`, `(500.00)`, `500.00-`, `500.00 CR`."""
    plain = text.strip()
    below = bool(CREDIT.search(plain))
    plain = CREDIT.sub("", plain)
    if plain.startswith("(") and plain.endswith(")"):
        below, plain = True, plain[1:-1].strip()
    if SIGN.search(plain):
        below, plain = True, SIGN.sub("", plain, count=1)
    read = amount(plain)
    if read.pence is None or not below:
        return read
    return Amount(-read.pence, read.yearly, problem=read.problem, action=read.action)
