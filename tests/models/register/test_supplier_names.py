"""Names of suppliers, folded for comparing. The groups are from award notices of Contracts Finder, 2024 to 2026."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.register.supplier_names import folded

SAME = (
    ("A&G Landscapes & Groundworks Ltd", "A&G Landscapes and Groundworks Ltd"),
    ("Civica UK Ltd", "Civica Uk Ltd", "Civica UK Limited", "CIVICA UK LIMITED"),
    ("Conservation Contracts North West Ltd", "Conservation Contracts North West Ltd (CCNW)"),
    ("Danfo UK Ltd", "DANFO (UK) LIMITED"),
    ("Dennis Eagle", "DENNIS EAGLE LIMITED", "DENNIS EAGLE LIMITED (t/a Terberg Matec UK)", "Dennis Eagle Ltd"),
    ("Ford Motor Co. Ltd", "Ford Motor Company Ltd"),
    ("Greater Manchester Ecology Unit", "Greater Manchester Ecology Unit (GMEU)"),
    ("Ground Inc", "GROUND INC LTD"),
    ("John Wade Groundworks Ltd", "John Wade Groundworks Ltd, T/a Wade Group"),
    ("O'Callaghan Ltd", "O' CALLAGHAN Ltd", "O’Callaghan Limited"),
    ("AE Yates", "A E Yates", "A. E. Yates Ltd."),
    ("AMTOLL LTD", "AMTOLL LTD (Part of Pattersons Holdings Ltd)"),
    ("Ralph Livesey Ltd", "Ralph Livesey Ltd (Lots 1 and 2)"),
    ("FISHER SCIENTIFIC U.K., LIMITED", "Fisher Scientific UK Ltd"),
    ("Take Me Service Ltd", "Take Me Service Ltd T/A ADT Taxis", "Take Me Service Ltd trading as ADT"),
    ("The Foxton Centre", "Foxton Centre"),
    ("Boingboing Resilience CIC", "Boingboing Resilience C.I.C.", "Boingboing Resilience Community Interest Company"),
    ("Anglo plc", "Anglo Public Limited Company", "ANGLO P.L.C."),
    ("Café Sélect Ltd", "CAFE SELECT LIMITED"),
    ("Cwmni Plant Cyf", "CWMNI PLANT CYFYNGEDIG"),
)
DIFFERENT = (
    ("WSP UK Ltd", "WSP Plc"),
    ("NI Construction", "NI Constructions (NW)"),
    ("Mullen Property Services Ltd", "Mullen Property Solutions Ltd"),
    ("Pattersons (Bristol) Ltd", "Pattersons Ltd"),
    ("Calico Group Ltd", "Calico Enterprise Ltd"),
    ("TA Browne Contract Services Ltd", "Browne Contract Services Ltd"),
    ("Home 1 Ltd", "Home 2 Ltd"),
    ("Ltd", "Limited"),
)


@pytest.mark.parametrize("names", SAME, ids=lambda names: names[0])
def test_names_that_differ_by_habit_fold_to_the_same(names: tuple[str, ...]) -> None:
    assert len({folded(name) for name in names}) == 1, {name: folded(name) for name in names}


@pytest.mark.parametrize("names", DIFFERENT, ids=lambda names: names[0])
def test_names_of_two_firms_stay_apart(names: tuple[str, str]) -> None:
    assert folded(names[0]) != folded(names[1])


def test_a_name_in_stops_alone_folds_to_nothing() -> None:
    assert folded("…") == folded("") == ""


@given(st.text(max_size=60))
def test_whatever_is_folded_leaves_words_and_never_nothing_of_a_name(name: str) -> None:
    fold = folded(name)
    assert fold.replace(" ", "").isalnum() or not fold
    assert fold == fold.strip()
    assert fold or not any(char.isascii() and char.isalnum() for char in name)
