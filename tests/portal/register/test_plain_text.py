"""Text put right where that is sure, and left alone where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.plain_text import clean, repaired, with_line_breaks


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Chorley Women&#039;s Centre", "Chorley Women's Centre"),
        ("TT Solutions &amp; Interiors", "TT Solutions & Interiors"),
        ("a budget of &#xA3;50,000", "a budget of £50,000"),
        ("&amp;amp;", "&"),
        ("5,016m&sup2;", "5,016m²"),
        ("R&D; and M&S", "R&D; and M&S"),
        ("AT&T", "AT&T"),
    ],
)
def test_html_entities_become_the_characters_they_stand_for(written: str, meant: str) -> None:
    assert repaired(written)[0] == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("eligible organisations.rnrnLot 1 - Refuse", "eligible organisations.\n\nLot 1 - Refuse"),
        ("(RCV's)rnLot 2 - Compact sweepersrnLot 3", "(RCV's)\nLot 2 - Compact sweepers\nLot 3"),
        ("of dementia.rn      rn      The Council", "of dementia.\n\n The Council"),
        ("Registered:rnLogin to https://x", "Registered:\nLogin to https://x"),
        ("installation of:\\r\n- network", "installation of:\n- network"),
        ("the end. \\r", "the end."),
        ("this competition: rnrnRegistered", "this competition: \n\nRegistered"),
    ],
)
def test_lost_line_breaks_are_put_back(written: str, meant: str) -> None:
    assert repaired(written)[0] == meant
    assert ("line breaks were lost (“rnrn”)", "line breaks put back") in repaired(written)[1]


@pytest.mark.parametrize(
    "text",
    [
        *("Blackburn Council", "the return to Hyndburn", "modern Cars", "Northern Rail", "a corn mill", "NorthernRail"),
        *("Scottish & Southern Energy", "Insurancern Lot", "Urn", "The RN Estates", "C:\\new\\rnd", "intern. Southern"),
    ],
)
def test_words_that_hold_rn_are_left_alone(text: str) -> None:
    assert with_line_breaks(text) == text


def test_letters_that_were_encoded_twice() -> None:
    assert repaired("â€¢ 10 x upgrade, PPÂ£, cafÃ©")[0] == "• 10 x upgrade, PP£, café"
    assert repaired("Â and Ã alone")[0] == "Â and Ã alone"


def test_what_cannot_be_read_is_said() -> None:
    assert repaired("caf\ufffd")[1] == [("characters that cannot be read in any encoding", "kept as “\ufffd”")]


def test_what_nobody_sees_goes_and_the_rest_stays() -> None:
    assert clean(" a\u200bb\u00a0 c\r\nd\x00 \uf0a7 ™ ½ ") == "ab c\nd • ™ ½"


@given(st.text(max_size=60))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(st.text(alphabet="rn\\ .ALeo&;#x3amp\u00c3\u00a9\u20ac", max_size=60))
def test_no_text_breaks_the_repairs(text: str) -> None:
    assert isinstance(repaired(text)[0], str)


def test_a_closing_quotation_mark_whose_last_byte_was_lost() -> None:
    written = "“Voice” – for children".encode().decode("cp1252", "ignore")
    assert repaired(written)[0] == "“Voice” – for children"
    assert repaired(clean("â€œVoiceâ€\x9d"))[0] == "“Voice”"
    assert repaired("â€&#xA2")[0] == "â€&#xA2", "half of something else stays"
