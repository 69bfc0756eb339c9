"""Names in public addresses."""

from itertools import islice

import pytest

from models.slug import slug_of, slugs_of


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour Young People", "harbour-young-people"),
        ("St. Anne’s & Friends (North) Ltd.", "st-annes-friends-north-ltd"),
        ("Cartrefi Tŷ Gwyn", "cartrefi-ty-gwyn"),
        ("北", "organisation"),
        ("x" * 80, "x" * 60),
    ],
)
def test_a_slug_is_made_of_a_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_a_slug_that_is_taken_gets_a_number() -> None:
    assert list(islice(slugs_of("Harbour"), 3)) == ["harbour", "harbour-2", "harbour-3"]
