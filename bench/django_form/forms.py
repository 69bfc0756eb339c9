"""The four questions of the page, each with its box, “Why not?” and “When will you have it?”: twelve boxes."""

from typing import Any

from django import forms

QUESTIONS = {
    "serious_events": "How many serious events were there?",
    "serious_events_people": "How many young people did they concern?",
    "worries_passed_on": "How many worries about a young person’s safety did you pass on?",
    "allegations": "How many allegations were made against staff, hosts or volunteers?",
}
INPUT = {"class": "govuk-input govuk-input--width-10", "autocomplete": "off"}
WHY = "Why not? A few words"
WHEN = "When will you have it?"
WHEN_HINT = "A day is enough, for example 3 March. Leave it empty if you cannot say."


class SeriousEvents(forms.Form):
    """What is typed; `answers()` gives what is stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, ask in QUESTIONS.items():
            box = forms.TextInput(attrs=INPUT)
            self.fields[key] = forms.IntegerField(label=ask, min_value=0, max_value=9999, required=False, widget=box)
            self.fields[f"{key}.why"] = forms.CharField(label=WHY, required=False, max_length=600)
            self.fields[f"{key}.when"] = forms.DateField(label=WHEN, required=False, help_text=WHEN_HINT)

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
