"""Slugs that are given once."""

from models.register.slugs import Slugs


def test_a_slug_that_is_taken_gets_a_number() -> None:
    slugs = Slugs(["ef-1", "ef-1-2"])
    assert [slugs.give("EF 1") for _ in range(3)] == ["ef-1-3", "ef-1-4", "ef-1-5"]
    assert slugs.give("EF 1-3") == "ef-1-3-2"


def test_the_slug_of_a_contract_is_that_of_its_reference() -> None:
    slugs = Slugs([])
    assert [slugs.give_contract("DN749701/37994408", held=False) for _ in range(2)] == [
        "dn749701-37994408",
        "dn749701-37994408-2",
    ]


def test_a_contract_without_a_reference_or_held_gets_a_slug_that_says_nothing() -> None:
    slugs = Slugs([])
    assert slugs.give_contract("", held=False) == "contract"
    assert slugs.give_contract("—", held=False) == "contract-2"
    assert slugs.give_contract("Placement JS 14/3/2011", held=True) == "contract-3"


def test_fifty_thousand_of_one_reference_are_given_in_one_go() -> None:
    slugs = Slugs([])
    given = [slugs.give("Various") for _ in range(50_000)]
    assert len(set(given)) == 50_000
    assert given[-1] == "various-50000"
