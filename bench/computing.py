"""What the journey costs: a page and a task list worked out from an empty return and from one that is answered."""

import statistics
import time
from collections.abc import Callable
from datetime import date

from forms import library
from forms.answers import Given
from forms.journey import Journey
from forms.page_form import form_for
from forms.situation import Situation

SET = "supported-accommodation-quarterly"
TIMES = 200


def micros() -> dict[str, float]:
    """Median microseconds of each step."""
    chosen = library.latest(SET)
    page = chosen.pages_by_key["serious_events"]

    def journey() -> Journey:
        return Journey(chosen, situation(), answers())

    return {
        "a journey, nothing asked of it": median(journey),
        "a question page: journey and form": median(
            lambda: list(form_for(page, (made := journey()))()) and made.after(page)
        ),
        "a task list: journey and sections": median(lambda: journey().sections()),
        "check your answers: every problem": median(lambda: journey().problems()),
    }


def situation() -> Situation:
    """A full return of one quarter, of a provider that never sent one before."""
    return Situation(
        today=date(2026, 10, 5), first_day=date(2026, 7, 1), last_day=date(2026, 9, 30),
        quarter="July to September 2026", tier="full", council="Fairshire County Council",
        provider="Harbour Young People", contact="Dana Whitfield", duty_phone="01632 960 123",
    )  # fmt: skip


def answers() -> dict[str, Given]:
    """Answers to the first pages."""
    numbers = {
        "places_lodgings": 12, "places_ready": 12, "now_under_18": 4, "now_18_plus": 4, "now_came_alone": 2,
        "opening": 9, "moved_in": 1, "moved_out": 2, "serious_events": 1, "serious_events_people": 1,
    }  # fmt: skip
    return {"kinds": Given(value=("lodgings",)), **{key: Given(value=value) for key, value in numbers.items()}}


def median(step: Callable[[], object]) -> float:
    step()
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        step()
        taken.append(time.perf_counter() - began)
    return round(statistics.median(taken) * 1e6, 1)
