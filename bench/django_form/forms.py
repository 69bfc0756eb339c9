"""The four questions of the page, each with its box, “Why not?” and “When will you have it?”: twelve boxes."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

QUESTIONS = {
    "serious_events": "How many serious events did you report about our young people this quarter?",
    "serious_events_people": "How many different young people were involved?",
    "worries_passed_on": "How many times did you tell children’s or adult social care that one of our young people "
    "might be being harmed?",
    "allegations": "How many allegations were made against staff and hosts?",
}
HINTS = {
    "serious_events": "Under 18: what you reported to Ofsted. 18 or over: what you reported to us. A death; sexual or "
    "criminal exploitation, known or suspected; police called to something you judged serious; an allegation of abuse "
    "against your service; a child protection enquiry starting or ending; restraint; anything else you judged serious.",
}
WHY = "Why not? A few words"
WHEN = "When will you have it?"
WHEN_HINT = "A day is enough, for example 3 March. Leave it empty if you cannot say."
NARROW = {"class": "govuk-input govuk-input--width-10", "autocomplete": "off"}
WIDE = {"class": "govuk-input"}


class SeriousEvents(forms.Form):
    """What is typed; `answers()` gives what is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, ask in QUESTIONS.items():
            self.fields[key] = forms.IntegerField(
                label=ask, help_text=HINTS.get(key, ""), min_value=0, max_value=9999, required=False,
                widget=forms.TextInput(attrs=NARROW),
            )  # fmt: skip
            self.fields[f"{key}.why"] = forms.CharField(
                label=WHY, required=False, max_length=600, widget=forms.TextInput(attrs=WIDE)
            )
            self.fields[f"{key}.when"] = forms.DateField(
                label=WHEN, help_text=WHEN_HINT, required=False, widget=forms.DateInput(attrs=NARROW)
            )

    def questions(self) -> Iterator[tuple[BoundField, BoundField, BoundField]]:
        """Each question’s box, why and when, for the template."""
        for key in QUESTIONS:
            yield self[key], self[f"{key}.why"], self[f"{key}.when"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        events, people = cleaned.get("serious_events"), cleaned.get("serious_events_people")
        if events is not None and people is not None and people > events:
            self.add_error("serious_events_people", "More young people than events. Is that right?")
        return cleaned

    def answers(self) -> dict[str, dict[str, Any]]:
        """Fields of `Answer` by key, of the questions that were answered."""
        found = {}
        for key in QUESTIONS:
            value, why = self.cleaned_data[key], self.cleaned_data[f"{key}.why"]
            if value is not None:
                found[key] = {"status": "given", "value": value, "reason": "", "expected_on": None}
            elif why:
                when = self.cleaned_data[f"{key}.when"]
                found[key] = {"status": "not_available", "value": None, "reason": why, "expected_on": when}
        return found
