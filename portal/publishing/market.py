"""What an authority says of itself as a buyer."""

from portal.publishing.register import Register

MAJOR_PENCE = 66_354_000
"""£663,540: from there the full rules of the Procurement Act 2023 begin for light-touch services."""


def major_pence(of: Register, authority: str) -> int:
    """From which value a contract is a major one."""
    row = of.authorities[authority]
    return int(row.get("major_pence", MAJOR_PENCE))  # editions from before it was kept do not say


def major_of(of: Register) -> list[tuple[str, int]]:
    """Every sum from which a contract is major, and whose it is where they differ."""
    sums = {slug: major_pence(of, slug) for slug in of.newest}
    if len(set(sums.values())) <= 1:
        return [("", pence) for pence in set(sums.values())]
    return sorted((str(of.authorities[slug]["name"]), pence) for slug, pence in sums.items())
