"""What an authority says of itself as a buyer, in its newest edition."""

import json
from functools import lru_cache

from models.public import record as tables
from portal.publishing.horizon import MAJOR_PENCE
from portal.publishing.register import Register, Row


@lru_cache(maxsize=1)
def market(of: Register) -> dict[str, Row]:
    """Slug of an authority -> what it says (`MarketRow`); only of those that say anything."""
    return {
        row.authority: json.loads(row.data)
        for row in tables.Market.select()
        if row.authority in of.newest and of.newest[row.authority].period_key == row.period_key
    }


def major_pence(of: Register, authority: str) -> int:
    """From which value a contract is a major one."""
    return int(market(of).get(authority, {}).get("major_pence", MAJOR_PENCE))


def major_of(of: Register) -> list[tuple[str, int]]:
    """Every sum from which a contract is major, and whose it is where they differ."""
    sums = {slug: major_pence(of, slug) for slug in of.newest}
    if len(set(sums.values())) <= 1:
        return [("", pence) for pence in set(sums.values())]
    return sorted((str(of.authorities[slug]["name"]), pence) for slug, pence in sums.items())
