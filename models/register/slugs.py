"""Slugs for many at once. Pure."""

from collections.abc import Iterable

from models.slug import slug_of

NEUTRAL = "contract"


class Slugs:
    """Gives out slugs that are not among `taken`; each stands at once among them."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}

    def give(self, name: str) -> str:
        """The slug of a name, with -2, -3 … when it is taken."""
        first = slug_of(name)
        slug, number = first, self._next.get(first, 2)
        while slug in self._taken:
            slug, number = f"{first}-{number}", number + 1
        self._next[first] = number
        self._taken.add(slug)
        return slug

    def give_contract(self, reference: str, *, held: bool) -> str:
        """The slug of a contract: from its reference, never from its title, which may name a child: an address
        outlives the page that was taken down. One without a reference, or held when it comes, gets one that says
        nothing."""
        speaks = any(char.isascii() and char.isalnum() for char in reference)
        return self.give(reference if speaks and not held else NEUTRAL)
