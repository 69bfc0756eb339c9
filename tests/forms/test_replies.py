"""A reply to the council’s remark: kept beside the answer, sent with it, said by the journey."""

from typing import Any

from forms.answers import Given
from forms.journey import Journey
from forms.page_form import Typed, form_for


def test_a_reply_is_written_sent_and_said(small: Any) -> None:
    journey: Journey = small.journey()
    page = journey.question_set.pages_by_key["missing"]
    form = form_for(page, journey)(Typed({"check.missing_times.remark": "Checked with the police: three is right."}))
    form.validate()
    written = {one.key: one.given for one in form.written}
    assert set(written) == {"check:missing_times.remark"}
    after = journey.with_answers({**written, "missing_times": Given(value=3)})
    question = journey.question_set.questions["missing_times"]
    assert after.reply(question) == "Checked with the police: three is right."
    assert "check:missing_times.remark" in after.submitted()


def test_without_a_reply_nothing_is_said(small: Any) -> None:
    journey: Journey = small.journey()
    assert journey.reply(journey.question_set.questions["missing_times"]) == ""
