"""What is sent: the same bytes for the same answers, and nothing else in them."""

import hashlib
import json
import re
from datetime import date

from forms import library, submission
from forms.answers import Given

KEY = b"k" * 32

ANSWERS = {
    "kinds": Given(value=("lodgings",)),
    "places_lodgings": Given(value=12),
    "hours_given": Given(value=287.5),
    "quality_review_date": Given(value=date(2026, 8, 14)),
    "talk_offered": Given("not_available", reason="Nobody told us", expected_on=date(2026, 10, 14)),
    "gas_checked": Given("not_applicable"),
    "went_well": Given(value="Three young people passed – hurrah"),
    "not_ready_why.other": Given(value="A flood"),
    "check:adds_up": Given("explained", value="One turned 18"),
}


def canonical(supported, answers=ANSWERS, **changes):
    unit = {
        "authority": "fairshire", "provider": "hearth-hosts", "service": "supported-accommodation",
        "home": None, "period": "2026-27-Q2", "key": KEY, **changes,
    }  # fmt: skip
    return submission.canonical(question_set=supported, answers=answers, **unit)


def mac(words):
    return submission.mac(words, KEY)


def test_the_bytes_are_these_and_stay_these():
    """The digests on receipts rest on them: a change here breaks every receipt that was ever given."""
    expected = (
        '{"answers":{'
        f'"check:adds_up":{{"status":"explained","value":"{mac("One turned 18")}"}},'
        '"gas_checked":{"status":"not_applicable"},'
        '"hours_given":287.5,'
        '"kinds":["lodgings"],'
        f'"not_ready_why.other":"{mac("A flood")}",'
        '"places_lodgings":12,'
        '"quality_review_date":"2026-08-14",'
        '"talk_offered":{"expected_on":"2026-10-14",'
        f'"reason":"{mac("Nobody told us")}","status":"not_available"}},'
        f'"went_well":"{mac("Three young people passed – hurrah")}"}},'
        '"authority":"fairshire","home":null,"period":"2026-27-Q2","provider":"hearth-hosts",'
        '"service":"supported-accommodation","set":"supported-accommodation-quarterly","version":"2026-1"}'
    ).encode()
    assert canonical(library.get("supported-accommodation-quarterly", "2026-1")) == expected
    assert submission.digest(expected) == hashlib.sha256(expected).hexdigest()


def test_the_mac_of_a_text_is_hmac_sha256():
    assert submission.mac("what do ya want for nothing?", b"Jefe") == (
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"  # pragma: allowlist secret
    )


def test_the_order_of_the_answers_changes_nothing(supported):
    assert canonical(supported, dict(reversed(ANSWERS.items()))) == canonical(supported)


def test_no_free_text_stands_in_the_bytes(supported):
    payload = canonical(supported).decode()
    for words in submission.texts(supported, ANSWERS).values():
        assert words not in payload
        assert mac(words) in payload


def test_the_free_texts_are_named(supported):
    assert submission.texts(supported, ANSWERS) == {
        "went_well": "Three young people passed – hurrah",
        "not_ready_why.other": "A flood",
        "check:adds_up": "One turned 18",
        "talk_offered.why": "Nobody told us",
    }


def test_a_whole_number_has_one_form_only(supported):
    whole, decimal = ({"hours_planned": Given(value=value)} for value in (312, 312.0))
    assert canonical(supported, whole) == canonical(supported, decimal)


def test_another_home_is_another_return(supported):
    assert json.loads(canonical(supported, home="9b0c"))["home"] == "9b0c"
    assert canonical(supported, home="9b0c") != canonical(supported)


def test_a_digest_is_shown_as_four_times_four_letters():
    digest = submission.digest(b"a return")
    assert re.fullmatch(r"([A-HJ-NP-Z]{4}-){3}[A-HJ-NP-Z]{4}", submission.shown(digest))
    assert submission.shown(digest) == submission.shown(digest)
    assert submission.shown("0" * 64) == "AAAA-AAAA-AAAA-AAAA"
    assert submission.shown(submission.digest(b"another")) != submission.shown(digest)
