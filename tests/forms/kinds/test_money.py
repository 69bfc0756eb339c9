"""Amounts of money, in pence."""

import pytest

from forms.asked import Asked
from forms.kinds import KINDS
from forms.reading import Status


@pytest.mark.parametrize(
    ("text", "pence"),
    [
        ("£1,200.50", 120050), ("1200", 120000), ("700£", 70000), ("GBP 20", 2000), ("20 quid", 2000),
        ("50 pence", 50),
        ("two hundred and fifty pounds", 25000), ("£0", 0), ("£12,500,000", 1250000000),
        ("3 pounds and 50 pence", 350),
        ("no, it was £201.97", 20197), ("-£5", -500), ("£41.5", 4150),
    ],
)  # fmt: skip
def test_an_amount_is_exact_to_the_penny(read, text, pence):
    reading = read("money", text)
    assert (reading.status, reading.value) == (Status.exact, pence)


@pytest.mark.parametrize(
    ("text", "pence"),
    [("£1.2k", 120000), ("45p", 45), ("a grand", 100000), ("£5 million", 500000000), ("about £500", 50000),
     ("a tenner", 1000),
     ("3 pounds 50", 350), ("£4,000 for 3 young people", 400000)],
)  # fmt: skip
def test_a_round_or_short_amount_is_proposed(read, text, pence):
    reading = read("money", text)
    assert (reading.status, reading.value) == (Status.approximate, pence)


@pytest.mark.parametrize(
    "text", ["1.250", "12,5", "£5.999", "£50 a week", "$200", "42 bucks", "300.13€", "not £10", "£10 £20", "UAH3.04"]
)
def test_another_currency_a_rate_or_a_strange_comma_is_asked_about(read, text):
    reading = read("money", text)
    assert (reading.status, reading.value) == (Status.ambiguous, None)


@pytest.mark.parametrize("text", ["£20-£30", "between £20 and £30", "more than £50", "no more than £50", "up to £5k"])
def test_a_bound_is_a_range(read, text):
    assert read("money", text).status is Status.range


def test_nothing_is_zero_where_none_is_allowed(read):
    assert read("money", "free of charge").value == 0
    assert read("money", "nothing", none_is_zero=False).value is None


@pytest.mark.parametrize(
    ("text", "status"), [("don’t know", Status.dont_know), ("n/a", Status.not_applicable), ("lots", Status.unreadable)]
)
def test_what_is_no_amount_says_so(read, text, status):
    assert read("money", text).status is status


@pytest.mark.parametrize(("pence", "said"), [(120000, "£1,200"), (120050, "£1,200.50"), (5, "£0.05"), (-500, "-£5")])
def test_an_amount_is_said_as_it_is_written_and_read_back(read, pence, said):
    money, asked = KINDS["money"], Asked(key="q", kind="money", ask="")
    assert money.say(pence, asked) == said
    assert read("money", said).value == pence
    assert money.export(pence, asked) == pence / 100
    assert (money.canonical(pence), money.number(pence)) == (pence, float(pence))
