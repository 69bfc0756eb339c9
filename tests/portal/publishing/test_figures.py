"""The figures of a page: what is counted, what is added, what is left out and said to be left out."""

from dataclasses import fields
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.figures_rule import clear, together
from portal.publishing.figures import FEW, LOCAL, NONE, PARTS, SME, VCSE, Figures, Question, Share, answer
from portal.publishing.line import Line, Party
from tests.portal.test_figures_rule import followings


def party(name: str, sme: str = "yes", vcse: str = "no", value: int | None = None) -> Party:
    local = "yes" if name < "e" else "no"
    return Party(slug=name, name=name.title(), sme=sme, vcse=vcse, value_pence=value, formerly=(), local=local)


def line(
    *parties: Party, pence: int | None = 10_000_00, kind: str = "yearly", arrangement: str = "stand_alone"
) -> Line:
    """A contract of £10,000 a year."""
    plain: dict[str, Any] = dict.fromkeys((one.name for one in fields(Line) if one.init), "")
    days = {"starts_on": "2025-04-01", "ends_on": "2027-03-31", "last_possible_end": None, "review_on": None}
    money = {"value_pence": pence, "value_kind": kind if pence is not None else "unknown"}
    own = {"slug": "one", "suppliers": parties, "arrangement": arrangement, "within": None}
    return Line(**{**plain, **days, **money, **own})


def many(count: int, **facts: Any) -> list[Line]:
    """So many contracts, each with another supplier."""
    return [
        line(party(f"{facts.get('prefix', 'p')}{n}", facts.get("sme", "yes"), facts.get("vcse", "no")))
        for n in range(count)
    ]


def test_three_suppliers_give_counts_and_a_sum() -> None:
    figures = Figures(many(3))
    assert (figures.contracts.value, figures.suppliers.value, figures.spend.value) == (3, 3, 30_000_00)


def test_two_suppliers_give_no_figure_but_the_reason() -> None:
    figures = Figures([*many(2), *many(2)])
    for said in (figures.contracts, figures.suppliers, figures.spend):
        assert (said.value, said.why) == (None, FEW)


def test_one_supplier_with_more_than_four_fifths_hides_the_sum_and_not_the_count() -> None:
    figures = Figures([line(party("large"), pence=1_000_000_00), *many(3)])
    assert figures.contracts.value == 4
    assert figures.spend.value is None


def test_no_contract_is_nought_contracts_and_no_sum() -> None:
    figures = Figures([])
    assert figures.contracts.value == 0
    assert (figures.spend.value, figures.spend.why) == (None, NONE)
    assert figures.by_value(SME).parts == ()


def test_nominal_values_and_frameworks_are_never_added() -> None:
    nominal = line(party("x"), pence=100, kind="nominal", arrangement="framework")
    estimate = line(party("y"), pence=900_000_00, arrangement="open_framework")
    figures = Figures([*many(3), nominal, estimate])
    assert figures.spend.value == 30_000_00
    assert figures.without_value == 0
    assert len(figures.frameworks) == 2


def test_contracts_of_unknown_value_are_counted() -> None:
    figures = Figures([*many(3), line(party("x"), pence=None)])
    assert figures.without_value == 1
    assert figures.spend.value == 30_000_00


def test_of_nothing_there_is_no_share() -> None:
    assert Figures([]).by_count(SME) == Share((), NONE)


def test_suppliers_whose_names_are_covered_are_not_counted() -> None:
    assert Figures([*many(2), line(), line()]).suppliers.value is None
    assert Figures([*many(3), line(), line()]).suppliers.value == 3


def test_a_contract_of_several_is_small_only_if_all_of_them_are() -> None:
    assert answer(line(party("a"), party("b")), SME) == "yes"
    assert answer(line(party("a"), party("b", sme="no")), SME) == "no"
    assert answer(line(party("a"), party("b", sme="")), SME) == ""
    assert answer(line(), SME) == ""


def test_percentages_need_ten_contracts_underneath() -> None:
    nine, ten = Figures(many(9)), Figures(many(10))
    assert nine.by_count(SME).percent(nine.by_count(SME).parts[0]) is None
    assert ten.by_count(SME).percent(ten.by_count(SME).parts[0]) == 100
    assert nine.by_value(SME).percentages is False
    assert ten.by_value(SME).percentages is True


def test_what_is_not_known_is_a_part_of_its_own() -> None:
    share = Figures([*many(4), *many(3, sme="", prefix="q"), *many(3, sme="no", prefix="r")]).by_value(SME)
    assert [(part.label, part.value) for part in share.parts] == [
        ("Small or medium", 40_000_00),
        ("Not small or medium", 30_000_00),
        ("Size not known", 30_000_00),
    ]


def test_a_small_part_is_put_together_with_another_or_nothing_is_said() -> None:
    together_ = Figures([*many(4), *many(1, sme="", prefix="q"), *many(3, sme="no", prefix="r")]).by_value(SME)
    assert [part.label for part in together_.parts] == ["Small or medium", "Not small or medium, or not known"]
    alone = Figures([*many(4), *many(1, sme="no", prefix="r")]).by_value(SME)
    assert (alone.parts, alone.why) == ((), PARTS)


def test_what_two_shares_would_tell_together_is_not_told() -> None:
    """All small firms but one are voluntary: both shares would give that one’s price."""
    lines = [*many(4, vcse="yes"), *many(1, vcse="no", prefix="q"), *many(4, sme="no", vcse="no", prefix="r")]
    figures = Figures(lines)
    assert figures.by_value(SME).parts
    assert figures.by_value(VCSE).parts == ()


def test_without_the_rule_it_would_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """The positive control: every sum passes for safe, and the price of one firm follows."""
    monkeypatch.setattr("portal.publishing.figures.safe_across", lambda holdings, sums, parts: True)
    lines = [*many(4, vcse="yes"), *many(1, vcse="no", prefix="q"), *many(4, sme="no", vcse="no", prefix="r")]
    with pytest.raises(AssertionError):
        no_price_follows(lines)


ANSWERS = st.sampled_from(["yes", "no", ""])
LINES = st.lists(
    st.builds(
        lambda names, sme, vcse, pence: line(*(party(name, sme, vcse) for name in names), pence=pence),
        st.lists(st.sampled_from("abcdefgh"), max_size=2, unique=True),
        ANSWERS,
        ANSWERS,
        st.one_of(st.none(), st.integers(0, 500).map(lambda pounds: pounds * 100)),
    ),
    max_size=16,
)


@given(LINES)
@settings(deadline=None, max_examples=200)
def test_no_price_follows_from_all_the_sums_of_one_page(lines: list[Line]) -> None:
    no_price_follows(lines)
    no_price_follows(lines, (SME, VCSE, LOCAL))


def no_price_follows(lines: list[Line], questions: tuple[Question, ...] = (SME, VCSE)) -> None:
    """Adds and subtracts what a page says in every way, and looks whether that is somebody’s price."""
    figures = Figures(lines, questions)
    priced = [one for one in lines if one.yearly_pence]
    sums = [frozenset(range(len(priced)))] if figures.spend.value is not None else []
    for question in questions:
        share = figures.by_value(question)
        sums += said_sets(share, priced, question.attribute)
    holdings = [held(one) for one in priced]
    for one in followings(sorted({s for s in sums if s}, key=sorted), len(priced)):
        assert clear(together(holdings[n] for n in one))


def said_sets(share: Share, priced: list[Line], attribute: str) -> list[frozenset[int]]:
    """Which contracts stand behind the parts of a share that is said."""
    groups: dict[str, set[int]] = {"yes": set(), "no": set(), "": set()}
    for n, one in enumerate(priced):
        answers = {getattr(p, attribute) for p in one.suppliers} or {""}
        groups["no" if "no" in answers else "" if "" in answers else "yes"].add(n)
    if len(share.parts) == 2:
        groups["no"] |= groups.pop("")
    return [frozenset(group) for group in groups.values()] if share.parts else []


def held(one: Line) -> dict[str, int]:
    """What stands behind a contract without awards’ values: an equal part of each supplier, or somebody unnamed."""
    names = [p.slug for p in one.suppliers] or [""]
    return {name: (one.yearly_pence or 0) // len(names) for name in names}
